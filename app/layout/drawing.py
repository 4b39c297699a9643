"""What each thing on a map looks like, as shapes: the one drawing behind the canvas, PDF, SVG and PNG.

Each `draw_…` returns shapes from the top left corner of the thing's own box; colours are roles of a theme. They depend
on nothing but their arguments, so they can be kept as long as these are the same.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from app.layout.chips import CHIP_LEFT, CHIP_PADDING, Chip, chip_text_width
from app.layout.curve_drawing import curve_dash
from app.layout.details import Marks, details_of, marks_on
from app.layout.geometry import CELL_PADDING, GRID, LABEL_WIDTH, LINE_ROOM, STAGE_HEIGHT, STEP_HEIGHT
from app.layout.icons import LANE_ICONS, draw_icon
from app.layout.labels import (
    BAND_ICON,
    BAND_LEFT,
    HEADER_PADDING,
    KEY_GAP,
    KEY_LEFT,
    KEY_SAMPLE,
    LABEL_ICON,
    LABEL_PADDING,
    LABEL_TEXT_WIDTH,
    LABEL_TITLE_LEFT,
    LABEL_TITLE_WIDTH,
    LABEL_TOP,
    band_role,
    band_texts,
    header_text_width,
    header_top,
    key_texts,
)
from app.layout.lane_layout import (
    CARD_PADDING,
    EDGE,
    ICON_LEFT,
    ICON_SIZE,
    TITLE_LEFT,
    Row,
    card_height,
    image_height,
)
from app.layout.lens import Paint
from app.layout.look import Role, kind_edge, kind_fill, persona_role, persona_tint, rule_tint
from app.layout.proof import PROOF_WIDTH, draw_proof
from app.layout.shapes import Command, Image, Path, Rect, Shape, Text, circle, line
from app.layout.sheet import Band, Curve, LaneRow, MapLayout
from app.layout.styles import BODY, BOLD, SMALL, TITLE, TextStyle, lay_out, lay_out_left, lay_out_often, line_height
from app.layout.words import ENGLISH, Words, signed
from app.models.content import Content
from app.models.kinds import BLUEPRINT_LINES, CardKind, LaneKind
from app.models.records import Card, Channel, Owner
from app.scoring.emotion import Defaults, defaults_of, sentiment_of

_RADIUS = 4.0
CHIP_RADIUS = 8.0
LINE_ROLE = "muted"
LINE_WIDTH = 1.5
_MARKER = 10.0
_DOT, _DOT_RIGHT, _DOT_TOP, _DOT_STEP = 2.5, 4.25, 10.0, 8.0
"""The radius of a tag's dot, how far from the right and the top of its card, and from dot to dot."""

"""How far a point keeps its figure away."""

HEADER_GAP = 2.0
"""What parts a header from the one to its left: the sheet shows through."""


def draw_card(
    content: Content,
    card: Card,
    width: float,
    words: Words = ENGLISH,
    *,
    again: bool = True,
    paint: Paint | None = None,
) -> tuple[Shape, ...]:
    """Return a card: its kind by colour, icon and word, title, sentiment, what is set on it, and marks.

    Marks are for a note, for being shared, for a moment of truth, a dot for each tag, and how well it is proven. A
    colour rule's `paint` takes edge and paper, and says its value; the kind stays as icon and word. The drawing is kept
    where it may be asked for `again`, as a screen does.
    """
    details = details_of(card, _names_on(content, card), words)
    value = paint.value if paint and paint.value not in details.split(" · ") else ""
    marks = marks_on(content, card)
    second = second_line(card, defaults_of(content, card.journey_id), words, value, marks.felt)
    draw = _card_often if again else _card
    return draw(card.kind, card.title, second, details, marks, width, card.image, paint.role if paint else None)


def _names_on(content: Content, card: Card) -> dict[str, str]:
    channel, owner = content.find(Channel, card.channel_id), content.find(Owner, card.owner_id)
    return {each.id: each.name for each in (channel, owner) if each is not None}


def second_line(
    card: Card, defaults: Defaults, words: Words = ENGLISH, value: str = "", felt: float | None = None
) -> str:
    """Return the quiet line of a card: kind, the value that colours it, sentiment: “pain · App · −1 default”.

    The sentiment that its insights have stands in the place of its own.
    """
    sentiment = sentiment_of(card, defaults)
    parts = [words[card.kind], *([value] if value else [])]
    if felt is not None:
        parts.append(signed(felt))
    elif sentiment is not None:
        parts.append(signed(sentiment) if card.sentiment is not None else f"{signed(sentiment)} {words['default']}")
    return " · ".join(parts)


def _card(
    kind: CardKind,
    title: str,
    second: str,
    details: str,
    marks: Marks,
    width: float,
    image: str | None = None,
    role: Role | None = None,
) -> tuple[Shape, ...]:
    edge, paper = (role, rule_tint(role)) if role else (kind_edge(kind), kind_fill(kind))
    icon = "muted" if role else edge
    height, top = card_height(title, width, kind, details), CARD_PADDING + image_height(kind, width)
    text_width = width - TITLE_LEFT - CELL_PADDING
    block = lay_out(title, BODY, text_width)
    said = lay_out_often(details, SMALL, text_width) if details else None
    icon_top = top + (line_height(BODY) - ICON_SIZE) / 2
    second_top = height - CARD_PADDING - line_height(SMALL) - (said.height if said else 0.0)
    marker_top = second_top + (line_height(SMALL) - _MARKER) / 2
    shapes: list[Shape] = [
        Rect(0.0, 0.0, width, height, _RADIUS, paper, "card.line"),
        Path(_left_edge(height), fill=edge),
        *(_image(image, title, width) if kind == "image" else ()),
        *draw_icon(kind, ICON_LEFT, icon_top, ICON_SIZE, icon),
        Text(block, TITLE_LEFT, top, "ink"),
    ]
    right = width - CELL_PADDING
    markers = [name for name, there in (("shared", marks.shared), ("note", marks.note)) if there]
    quiet = lay_out_often(second, SMALL, right - len(markers) * (_MARKER + CARD_PADDING) - TITLE_LEFT, 1)
    if marks.proof is not None:
        room = right - len(markers) * (_MARKER + CARD_PADDING) - TITLE_LEFT - quiet.width
        beside = room >= PROOF_WIDTH + CARD_PADDING
        middle = second_top + line_height(SMALL) / 2 if beside else height - CARD_PADDING / 2
        shapes += draw_proof(marks.proof, right - PROOF_WIDTH, middle)
        right -= PROOF_WIDTH + CARD_PADDING if beside else 0.0
    for marker in markers:
        right -= _MARKER
        shapes += draw_icon(marker, right, marker_top, _MARKER, "muted")
        right -= CARD_PADDING
    if marks.moment:
        shapes += draw_icon("moment", ICON_LEFT, second_top + (line_height(SMALL) - ICON_SIZE) / 2, ICON_SIZE, "moment")
    shapes.append(Text(quiet, TITLE_LEFT, second_top, "muted"))
    if said is not None:
        shapes.append(Text(said, TITLE_LEFT, second_top + line_height(SMALL), "muted"))
    return (*shapes, *_dots(marks.tags, width, height))


def _dots(tags: tuple[Role, ...], width: float, height: float) -> list[Path]:
    """Return a dot for each tag, down the card's right edge; where there is no room for all, a ring ends them."""
    room = int((height - 2 * _DOT_TOP) // _DOT_STEP) + 1
    shown = tags if len(tags) <= room else (*tags[: room - 1], "muted")
    dots = []
    for number, role in enumerate(shown):
        outline = circle(width - _DOT_RIGHT, _DOT_TOP + number * _DOT_STEP, _DOT)
        hollow = role == "muted"
        dots.append(Path(outline, fill=None if hollow else role, stroke=role if hollow else None))
    return dots


def _image(name: str | None, title: str, width: float) -> tuple[Shape, ...]:
    """Return the image of a card, right of its edge; the place for one is marked by an icon."""
    left, height = EDGE + 3.0, image_height("image", width) - CARD_PADDING
    room = (left, CARD_PADDING, width - left - CARD_PADDING, height)
    ground = Rect(*room, radius=2.0, fill="label")
    if name is not None:
        return ground, Image(name, *room, title=title)
    size = min(height, 32.0)
    return ground, *draw_icon("image", left + (room[2] - size) / 2, CARD_PADDING + (height - size) / 2, size, "zero")


_card_often = lru_cache(maxsize=2048)(_card)


@lru_cache(maxsize=256)
def _left_edge(height: float) -> tuple[Command, ...]:
    """Return a card's left edge, inside its rounded corners."""
    r, k = _RADIUS, _RADIUS * 0.45
    return (
        ("M", r, 0.0),
        ("C", k, 0.0, 0.0, k, 0.0, r),
        ("L", 0.0, height - r),
        ("C", 0.0, height - k, k, height, r, height),
        ("C", EDGE, height - 1.0, EDGE, height - 2.0, EDGE, height - r),
        ("L", EDGE, r),
        ("C", EDGE, 2.0, EDGE, 1.0, r, 0.0),
        ("Z",),
    )


@lru_cache(maxsize=512)
def draw_stage_header(title: str, width: float, height: float) -> tuple[Shape, ...]:
    """Return the dark cell over a stage's columns with its title."""
    return (
        Rect(HEADER_GAP, 0.0, width - HEADER_GAP, height, fill="header"),
        _header_text(title, TITLE, width, STAGE_HEIGHT, "header.ink"),
    )


@lru_cache(maxsize=512)
def draw_step_header(title: str, width: float, height: float) -> tuple[Shape, ...]:
    """Return the cell below a stage's header with the title of one step."""
    return (
        Rect(HEADER_GAP, 0.0, width - HEADER_GAP, height, fill="header.step"),
        _header_text(title, BODY, width, STEP_HEIGHT, "header.muted"),
    )


def _header_text(title: str, style: TextStyle, width: float, least: float, colour: str) -> Text:
    return Text(lay_out(title, style, header_text_width(width)), HEADER_PADDING, header_top(style, least), colour)


def draw_band_title(band: Band, words: Words = ENGLISH, *, folds: bool = True) -> tuple[Shape, ...]:
    """Return a swimlane's title bar: the persona's name in its colour, its role; where it `folds`, open or closed.

    A collapsed one says how many cards it does not show.
    """
    role = band_role(band.role, band.hidden, words)
    return _band_title(band.name, role, band.number, band.collapsed, folds, *band.box[2:])


@lru_cache(maxsize=256)
def _band_title(
    name: str, role: str, number: int | None, collapsed: bool, folds: bool, width: float, height: float
) -> tuple[Shape, ...]:
    colour = persona_role(number)
    icon_left = GRID * 3 if folds else GRID
    left = GRID if number is None else icon_left + BAND_LEFT - GRID * 3
    name_text, role_text = band_texts(name, role, width, left)
    icon_top = name_text.y + (line_height(BOLD) - BAND_ICON) / 2
    shapes: list[Shape] = [Rect(0.0, 0.0, width, height, fill=persona_tint(number))]
    if number is not None:
        if folds:
            shapes += draw_icon("closed" if collapsed else "open", GRID, icon_top + 1.0, 10.0, colour)
        shapes += draw_icon("persona", icon_left, icon_top, BAND_ICON, colour)
    shapes.append(Text(name_text.block, name_text.x, name_text.y, colour))
    if role_text is not None:
        shapes.append(Text(role_text.block, role_text.x, role_text.y, "muted"))
    return tuple(shapes)


def draw_lane_label(lane: LaneRow, curves: Iterable[Curve] = (), words: Words = ENGLISH) -> tuple[Shape, ...]:
    """Return a lane's icon and title, the names of its rows; for an emotion lane also the keys of its curves."""
    keys = tuple(_key_of(curve, words) for curve in curves)
    return _lane_label(lane.kind, lane.title, lane.line, lane.inside.rows, keys)


class _Key(NamedTuple):
    """Whose line a curve is, and what it shows."""

    name: str
    figure: str
    number: int | None
    dash: tuple[float, ...]


def _key_of(curve: Curve, words: Words) -> _Key:
    return _Key(*key_texts(curve.name, curve.n, curve.cumulative, words), curve.number, curve_dash(curve))


@lru_cache(maxsize=512)
def _lane_label(
    kind: LaneKind, title: str, line_above: str, rows: tuple[Row, ...], keys: tuple[_Key, ...]
) -> tuple[Shape, ...]:
    top = LABEL_TOP + (LINE_ROOM if line_above else 0.0)
    block = lay_out_left(title, BOLD, LABEL_TITLE_WIDTH)
    shapes: list[Shape] = [
        *draw_icon(LANE_ICONS[kind], LABEL_PADDING, top + (line_height(BOLD) - LABEL_ICON) / 2, LABEL_ICON, "muted"),
        Text(block, LABEL_TITLE_LEFT, top, "ink"),
    ]
    for row in rows:
        y = row.y + LABEL_TOP
        icon_top = y + (line_height(SMALL) - _MARKER) / 2
        shapes += draw_icon("channel" if row.channel_id else "none", LABEL_PADDING + 1.0, icon_top, _MARKER, "muted")
        name = lay_out_left(row.title, SMALL, LABEL_TITLE_WIDTH)
        shapes.append(Text(name, LABEL_TITLE_LEFT, y, "ink" if row.channel_id else "muted"))
    y = top + block.height
    for key in keys:
        y += KEY_GAP
        middle = y + line_height(SMALL) / 2
        sample = line((LABEL_PADDING, middle), (LABEL_PADDING + KEY_SAMPLE, middle))
        shapes.append(Path(sample, stroke=persona_role(key.number), width=2.0, dash=key.dash))
        name_block = lay_out_left(key.name, SMALL, LABEL_TEXT_WIDTH - KEY_LEFT)
        shapes.append(Text(name_block, LABEL_PADDING + KEY_LEFT, y, "ink"))
        figure_block = lay_out_often(key.figure, SMALL, LABEL_TEXT_WIDTH)
        shapes.append(Text(figure_block, LABEL_PADDING, y + name_block.height, "muted"))
        y += name_block.height + figure_block.height
    return tuple(shapes)


def draw_line_above(name: str, width: float) -> tuple[Shape, ...]:
    """Return a line of a service blueprint at the top of its lane; the line of visibility is dashed."""
    return (Path(line((0.0, 0.0), (width, 0.0)), stroke=LINE_ROLE, width=LINE_WIDTH, dash=line_dash(name)),)


def draw_line_name(name: str, words: Words = ENGLISH, left: float = 0.0) -> tuple[Shape, ...]:
    """Return what a line of a service blueprint is called, to stand below its beginning at `left`."""
    return (Text(lay_out_often(words[name], SMALL, float("inf")), left + GRID, 3.0, LINE_ROLE),)


def line_dash(name: str) -> tuple[float, ...]:
    """Return the dashes of a line of a service blueprint, empty = solid."""
    return (7.0, 5.0) if name == BLUEPRINT_LINES["backstage"] else ()


def draw_chip(chip: Chip, *, chosen: bool = False) -> tuple[Shape, ...]:
    """Return an opportunity of a step from its own top left corner: icon, title, rank and value."""
    return _chip(chip.title, chip.standing, chip.box.width, chip.box.height, chosen)


@lru_cache(maxsize=1024)
def _chip(title: str, standing: str, width: float, height: float, chosen: bool) -> tuple[Shape, ...]:
    block = lay_out(title, SMALL, chip_text_width(width))
    quiet = lay_out_often(standing, SMALL, chip_text_width(width))
    line_role = "accent" if chosen else "card.line"
    return (
        Rect(
            0.0,
            0.0,
            width,
            height,
            CHIP_RADIUS,
            "accent.fill" if chosen else "sheet",
            line_role,
            2.0 if chosen else 1.0,
        ),
        *draw_icon("opportunity", GRID, CHIP_PADDING + (line_height(SMALL) - ICON_SIZE) / 2, ICON_SIZE, "accent"),
        Text(block, CHIP_LEFT, CHIP_PADDING, "ink"),
        Text(quiet, CHIP_LEFT, CHIP_PADDING + block.height, "muted" if not chosen else "ink"),
    )


def draw_grid(layout: MapLayout) -> tuple[Shape, ...]:
    """Return the sheet below everything: paper, header corner, label column, lines between columns and lanes."""
    width, height, top = layout.width, layout.height, layout.header_height
    down: list[Command] = []
    for column in layout.columns:
        down += line((column.x, top), (column.x, height))
    across: list[Command] = []
    for lane in layout.lanes:
        across += line((0.0, lane.y + lane.height), (width, lane.y + lane.height))
    shapes: list[Shape] = [
        Rect(0.0, 0.0, width, height, fill="sheet"),
        Rect(0.0, 0.0, layout.label_width, top, fill="header.corner"),
        Rect(0.0, top, layout.label_width, height - top, fill="label"),
    ]
    rows: list[Command] = []
    for lane in layout.lanes:
        for row in lane.inside.rows:
            if 0.0 < row.y < lane.height:
                rows += line((0.0, lane.y + row.y), (width, lane.y + row.y))
    if rows:
        shapes.append(Path(tuple(rows), stroke="grid"))
    if not layout.stages:
        shapes.append(Rect(layout.label_width, 0.0, width - layout.label_width, top, fill="header"))
    if down:
        shapes.append(Path(tuple(down), stroke="grid"))
    if across:
        shapes.append(Path(tuple(across), stroke="line"))
    return tuple(shapes)


LOCK_SIDE = 32.0
"""The height of the sign of a locked map, and the width of it without words, in points."""


@lru_cache(maxsize=4)
def draw_lock(words: str) -> tuple[Shape, ...]:
    """Return the sign of a locked map for the corner of its headers: a lock, and words beside it."""
    block = lay_out_often(words, BOLD, LABEL_WIDTH - LOCK_SIDE - CELL_PADDING, 1)
    middle = (LOCK_SIDE - block.height) / 2
    return (
        *draw_icon("locked", 8.0, 8.0, 16.0, "header.ink"),
        Text(block, LOCK_SIDE - block.lines[0].x, middle, "header.ink"),
    )
