"""A wall template laid out: heads, labels, empty cells with their codes, and the strip that says how to write a note.

All measures are points before the board is enlarged for its paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from app.exporters.pieces import Piece, bottom_of, fitting_scale, icon_piece, scaled, text_piece
from app.exporters.wall.contents import Band, Head, Row, Wall
from app.exporters.wall.cutting import Zone, cut
from app.exporters.wall.legend import Legend, lay_out_legend
from app.layout.geometry import BAND_HEIGHT, Box, up_to_grid
from app.layout.icons import LANE_ICONS
from app.layout.labels import BAND_ICON, BAND_LEFT, PlacedText, band_texts
from app.layout.look import kind_edge, persona_role, persona_tint
from app.layout.shapes import Path, Rect, Shape, Text, line
from app.layout.styles import BOLD, SMALL, TextStyle, lay_out, lay_out_left, line_height
from app.layout.words import Words

MARGIN: Final = 12.0
LABEL: Final = 112.0
"""The width of the rows' labels."""

_PAD: Final = 6.0
_BAR_PAD: Final = 4.0
_GAP: Final = 10.0
_ICON: Final = 11.0
_EYEBROW: Final = TextStyle(9.0)
_TITLE: Final = TextStyle(22.0, "bold")
_STAGE: Final = TextStyle(14.0, "bold")
_STEP: Final = TextStyle(12.0)
_LANE: Final = TextStyle(12.0, "bold")
_PROMPT: Final = TextStyle(9.0)
_CODE: Final = TextStyle(9.0)
_LETTER: Final = TextStyle(9.0, "bold")
_SIGN: Final = TextStyle(12.0, "bold")
_STAGE_LINES, _STEP_LINES, _TITLE_LINES = 3, 4, 2
_EMPTY_HEAD: Final = 40.0
"""The least height of the heads: room to write a name by hand."""

_LONG_WORD: Final = 18
"""Letters above which a word makes only its own title smaller, not all of them."""

_WEIGHTS: Final = {"emotion": 0.8}
"""How high a row is beside the others."""

_HALF: Final = 0.5
"""The part of a sheet that what is written in a column may take where the column is wider."""

_LABEL_LOOKS: Final = ((1.0, True), (0.85, True), (0.7, True), (0.7, False), (0.55, False))
"""How labels become smaller where rows are low: the scale of their text, and whether they have their prompt."""


class Room(NamedTuple):
    """What of a board a sheet shows, and how much more it shows of the next one's, to be glued."""

    width: float
    height: float
    flap: float


@dataclass(frozen=True, slots=True)
class Board:
    """A template as large as its paper: `ink` may be cut into sheets, pieces are whole; `xs`, `ys` are the cuts.

    `cell` is the size of the smallest cell; the heads of the stages begin at `heads_top`.
    """

    width: float
    height: float
    cell: tuple[float, float]
    ink: tuple[Shape, ...]
    pieces: tuple[Piece, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    heads_top: float


@dataclass(slots=True)
class _Sketch:
    """What is drawn so far; fills lie below all lines."""

    fills: list[Shape] = field(default_factory=list)
    ink: list[Shape] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def rule(self, start: tuple[float, float], end: tuple[float, float], width: float, *dash: float) -> None:
        self.ink.append(Path(line(start, end), stroke="zero", width=width, dash=dash))


class Frame(NamedTuple):
    """How large a board is to be; without a width or a height it is as large as its cells need, each a square."""

    width: float | None
    height: float | None
    cell: float = 0.0


def lay_out_board(wall: Wall, legend: Legend, frame: Frame, room: Room | None, words: Words) -> Board:
    """Lay a template out for a paper, or as large as cells of a size make it, and find where to cut it into sheets."""
    count = len(wall.columns)
    column = frame.cell if frame.width is None else (frame.width - 2 * MARGIN - LABEL) / count
    width = 2 * MARGIN + LABEL + column * count
    edges = [MARGIN + LABEL + column * number for number in range(count + 1)]
    xs = _cuts_across(edges, width, column, room)
    segments = [(max(left, MARGIN), min(right, width - MARGIN)) for left, right in pairwise(xs)]
    sketch = _Sketch()
    heads_top = _draw_title(sketch, wall, segments[0])
    body_top = _draw_heads(sketch, wall, edges, segments, heads_top)
    strip = lay_out_legend(legend, segments)
    bars = [_bar_height(wall, band, segments[0]) for band in wall.bands]
    weights = [_WEIGHTS.get(row.kind, 1.0) for row in wall.rows]
    if frame.height is None:
        unit = frame.cell
    else:
        unit = (frame.height - MARGIN - strip.height - _GAP - sum(bars) - body_top) / sum(weights)
    heights = [unit * weight for weight in weights]
    bottom = body_top + sum(bars) + sum(heights)
    look = _label_look(wall.rows, heights, words)
    lines = [heads_top, body_top, *(bottom + _GAP + each for each in strip.lines)]
    zones: list[Zone] = []
    y, at = body_top, 0
    _draw_grid(sketch, wall, edges, heads_top, body_top, bottom)
    for band, bar in zip(wall.bands, bars, strict=True):
        lines.append(y)
        _draw_bar(sketch, band, y, bar, width, segments[0])
        y += bar
        for row in band.rows:
            lines.append(y)
            written = _draw_row(sketch, row, Box(MARGIN, y, width - 2 * MARGIN, heights[at]), edges, look, words)
            zones.append((y + written, y + heights[at]))
            _draw_codes(sketch, wall, row, y, edges)
            y, at = y + heights[at], at + 1
    sketch.pieces += [piece.moved(0.0, bottom + _GAP) for piece in strip.pieces]
    height = bottom + _GAP + strip.height + MARGIN
    ys = cut(height, room.height, room.flap, lines, zones) if room else (0.0, height)
    cell = (column, min([each for row, each in zip(wall.rows, heights, strict=True) if row.code] or heights))
    return Board(width, height, cell, (*sketch.fills, *sketch.ink), tuple(sketch.pieces), xs, ys, heads_top)


def _cuts_across(edges: Sequence[float], width: float, column: float, room: Room | None) -> tuple[float, ...]:
    if room is None:
        return (0.0, width)
    written = column if column <= _HALF * room.width else _HALF * room.width
    zones: list[Zone] = [(edge + written, edge + column) for edge in edges[:-1]]
    return cut(width, room.width, room.flap, edges, zones)


def _part(left: float, right: float, segments: Iterable[tuple[float, float]], *, widest: bool) -> tuple[float, float]:
    """Return the first or the widest part of a stretch that lies on one sheet."""
    parts = [(max(left, start), min(right, end)) for start, end in segments if start < right and end > left]
    return max(parts, key=lambda part: round(part[1] - part[0], 1)) if widest else parts[0]


def _draw_title(sketch: _Sketch, wall: Wall, segment: tuple[float, float]) -> float:
    """Draw what stands above, within the first sheet, and return where the heads begin."""
    left, right = segment
    eyebrow = text_piece(wall.eyebrow, _EYEBROW, left, MARGIN, right - left, "muted", 2, at_left=True)
    title = _fitted(wall.title, _TITLE, left, right - left, _TITLE_LINES, at_left=True).moved(0.0, eyebrow.box.bottom)
    sketch.pieces += [eyebrow, title]
    return title.box.bottom + _GAP


def _draw_heads(
    sketch: _Sketch,
    wall: Wall,
    edges: Sequence[float],
    segments: Sequence[tuple[float, float]],
    top: float,
) -> float:
    """Draw the titles of stages and steps with the letters of the columns, and return where the rows begin."""
    pad = min(_PAD, (edges[1] - edges[0]) / 10)
    narrow = edges[1] - edges[0] - 2 * pad
    stage_style, step_style = _head_styles(wall.heads, narrow)
    letters = scaled(_LETTER, fitting_scale([column.code for column in wall.columns], _LETTER, narrow))
    letter_height = line_height(letters)
    plain: list[Piece] = []
    over: list[Piece] = []
    below: list[Piece] = []
    spans: list[tuple[float, float]] = []
    first = 0
    for head in wall.heads:
        last = first + len(head.columns)
        if not head.plain:
            left, right = _part(edges[first], edges[last], segments, widest=True)
            width = right - left - 2 * _PAD
            over.append(_fitted(head.title, stage_style, left + _PAD, width, _STAGE_LINES))
            spans.append((edges[first] + _PAD, edges[last] - _PAD))
        for column, edge, end in zip(head.columns, edges[first:last], edges[first + 1 : last + 1], strict=True):
            left, right = _part(edge, end, segments, widest=False)
            width = min(right - left, edges[1] - edges[0]) - 2 * pad
            letter = text_piece(column.code, letters, left + pad, 0.0, width, "muted", 1)
            text, style, lines = (
                (head.title, stage_style, _STAGE_LINES + 1) if head.plain else (column.title, step_style, _STEP_LINES)
            )
            title = _fitted(text, style, left + pad, width, lines).moved(0.0, letter_height)
            (plain if head.plain else below).extend((letter, title))
        first = last
    stage_height = bottom_of(over) + _PAD if over else 0.0
    height = max(_EMPTY_HEAD, stage_height + bottom_of(below) + 2 * _PAD, bottom_of(plain) + 2 * _PAD)
    sketch.fills.append(Rect(edges[0], top, edges[-1] - edges[0], height, fill="label"))
    sketch.pieces += [piece.moved(0.0, top + _PAD) for piece in (*plain, *over)]
    sketch.pieces += [piece.moved(0.0, top + _PAD + stage_height) for piece in below]
    for left, right in spans:
        y = top + stage_height + _PAD / 2
        sketch.rule((left, y), (right, y), 0.5)
    return top + height


def _head_styles(heads: Iterable[Head], width: float) -> tuple[TextStyle, TextStyle]:
    """Return the styles of stages and steps, small enough that no word of a column's title is broken."""
    stage = fitting_scale([head.title for head in heads if head.plain], _STAGE, width, _LONG_WORD)
    step = fitting_scale([column.title for head in heads for column in head.columns], _STEP, width, _LONG_WORD)
    return scaled(_STAGE, stage), scaled(_STEP, min(stage, step))


def _fitted(text: str, style: TextStyle, x: float, width: float, most: int, *, at_left: bool = False) -> Piece:
    """Return a text that becomes smaller where it has more than so many lines, and only then ends in an ellipsis."""
    style = scaled(style, fitting_scale([text], style, width))
    for scale in (1.0, 0.8):
        if not lay_out(text, scaled(style, scale), width, max_lines=most).truncated:
            return text_piece(text, scaled(style, scale), x, 0.0, width, "ink", most, at_left=at_left)
    return text_piece(text, scaled(style, 0.65), x, 0.0, width, "ink", most + 2, at_left=at_left)


def _bar_height(wall: Wall, band: Band, segment: tuple[float, float]) -> float:
    if band.number is None and len(wall.bands) == 1:
        return 0.0
    last = _bar_texts(band, segment[1] - segment[0])[-1]
    return max(BAND_HEIGHT, up_to_grid(last.y + last.block.height + _BAR_PAD))


def _bar_texts(band: Band, width: float) -> list[PlacedText]:
    """Return name and role on a persona's bar, beside each other where both have room, of two lines at most."""
    name, *role = (each for each in band_texts(band.name, band.role, width, BAND_LEFT) if each is not None)
    if len(name.block.lines) <= 2 and all(len(each.block.lines) <= 2 for each in role):
        return [name, *role]
    room = width - BAND_LEFT - _PAD
    name = name._replace(block=lay_out_left(band.name, BOLD, room, 2))
    below = [PlacedText(lay_out_left(band.role, SMALL, room, 2), BAND_LEFT, name.y + name.block.height) for _ in role]
    return [name, *below]


def _draw_bar(sketch: _Sketch, band: Band, y: float, height: float, width: float, segment: tuple[float, float]) -> None:
    """Draw the title bar of a persona; name and role are on the first sheet."""
    if not height:
        return
    left, right = segment
    sketch.ink.append(Rect(MARGIN, y, width - 2 * MARGIN, height, fill=persona_tint(band.number)))
    for edge in (y, y + height):
        sketch.rule((MARGIN, edge), (width - MARGIN, edge), 0.8)
    colour = persona_role(band.number)
    texts = _bar_texts(band, right - left)
    icon = "stage" if band.number is None else "persona"
    sketch.pieces.append(icon_piece(icon, left + BAND_LEFT - BAND_ICON - _PAD, y + texts[0].y + 3.0, BAND_ICON, colour))
    sketch.pieces += [
        Piece.of(Text(placed.block, left + placed.x, y + placed.y, ink))
        for placed, ink in zip(texts, (colour, "muted"), strict=False)
    ]


def _label(row: Row, look: tuple[float, bool], height: float, words: Words) -> tuple[float, list[Piece]]:
    """Return the label of a row from its top left corner, and its height."""
    scale, prompted = look
    lane, prompt, letter = (scaled(each, scale) for each in (_LANE, _PROMPT, _LETTER))
    icon = _ICON * scale
    number = lay_out(row.code, letter, LABEL)
    left = _PAD + icon + _PAD
    room = max(1, int((height - 2 * _PAD) / line_height(lane)))
    width = LABEL - left - number.width - 2 * _PAD
    block = lay_out_left(row.title, scaled(lane, fitting_scale([row.title], lane, width)), width, room)
    colour = kind_edge(row.takes[0]) if row.takes else "muted"
    pieces = [
        icon_piece(LANE_ICONS[row.kind], _PAD, _PAD + (line_height(lane) - icon) / 2, icon, colour),
        Piece.of(Text(block, left, _PAD, "ink")),
    ]
    if row.code:
        drop = block.lines[0].baseline - number.lines[0].baseline
        pieces.append(Piece.of(Text(number, LABEL - _PAD - number.width, _PAD + drop, "muted")))
    end = _PAD + block.height
    if prompted:
        signs = LABEL - 2 * _PAD - (2 * _PAD if not row.takes else 0.0)
        pieces.append(text_piece(words[f"wall prompt {row.kind}"], prompt, _PAD, end + 2.0, signs, "muted"))
        end = pieces[-1].box.bottom
    return end + _PAD, pieces


def _label_look(rows: Sequence[Row], heights: Sequence[float], words: Words) -> tuple[float, bool]:
    """Return how labels look so that all of them fit their rows, or the smallest."""
    for look in _LABEL_LOOKS:
        if all(_label(row, look, height, words)[0] <= height for row, height in zip(rows, heights, strict=True)):
            return look
    return _LABEL_LOOKS[-1]


def _draw_row(
    sketch: _Sketch, row: Row, box: Box, edges: Sequence[float], look: tuple[float, bool], words: Words
) -> float:
    """Draw a row's label and its line, and return how far down something is written in it."""
    sketch.fills.append(Rect(box.x, box.y, LABEL, box.height, fill="label"))
    written, pieces = _label(row, look, box.height, words)
    sketch.pieces += [piece.moved(box.x, box.y) for piece in pieces]
    if row.kind == "emotion":
        middle = box.y + box.height / 2
        sketch.rule((edges[0], middle), (edges[-1], middle), 0.6, 4.0, 3.0)
        style = scaled(_SIGN, min(1.0, box.height / 2 / line_height(_SIGN)))
        height = line_height(style)
        for sign, y in (("+", box.y), ("−", box.bottom - height)):
            block = lay_out(sign, style, LABEL)
            sketch.pieces.append(Piece.of(Text(block, edges[0] - block.width - 3.0, y, "muted")))
        written = max(written, height)
    sketch.rule((box.x, box.y), (box.right, box.y), 0.8)
    return max(written, line_height(_CODE) + _PAD)


def _draw_codes(sketch: _Sketch, wall: Wall, row: Row, y: float, edges: Sequence[float]) -> None:
    """Draw the code of each cell of a row in its upper left corner."""
    if row.code:
        style = scaled(_CODE, min(1.0, (edges[1] - edges[0]) / 40.0))
        for column, edge in zip(wall.columns, edges[:-1], strict=True):
            sketch.pieces.append(text_piece(f"{column.code}{row.code}", style, edge + 3.0, y + 2.0, LABEL, "muted", 1))


def _draw_grid(sketch: _Sketch, wall: Wall, edges: Sequence[float], top: float, body: float, bottom: float) -> None:
    """Draw the lines between columns, heavier between stages, and the frame."""
    between_stages = {*accumulate((len(head.columns) for head in wall.heads), initial=0)}
    for number, edge in enumerate(edges):
        between = number in between_stages
        sketch.rule((edge, top if between else body), (edge, bottom), 1.2 if between else 0.6)
    for y, left in ((top, edges[0]), (body, MARGIN), (bottom, MARGIN)):
        sketch.rule((left, y), (edges[-1], y), 1.2)
    sketch.rule((MARGIN, body), (MARGIN, bottom), 1.2)
