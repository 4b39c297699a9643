"""A laid-out map cut into tiles for paper: between columns and lanes, never through a card that fits a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf

from app.exporters.tile_connectors import TilePlace, connectors_on_tile, labels_on_tile
from app.layout.chips import Chip
from app.layout.connectors import Drawn
from app.layout.curve_drawing import draw_curve
from app.layout.drawing import (
    draw_band_title,
    draw_card,
    draw_chip,
    draw_grid,
    draw_lane_label,
    draw_line_above,
    draw_line_name,
    draw_stage_header,
    draw_step_header,
)
from app.layout.geometry import CELL_PADDING, STAGE_HEIGHT, Box
from app.layout.labels import band_height, band_role, header_height, label_height
from app.layout.shapes import Shape
from app.layout.sheet import Band, Curve, LaneRow, MapLayout
from app.layout.styles import TITLE
from app.models.content import Content
from app.models.records import Card

FAINT = 0.4
"""The opacity of what a filter dims."""

LEAST_BODY = 96.0
"""The height below the headers that a tile must have room for."""


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that count from a point, enlarged by `scale`, the only part of them to show, if not all; how opaque."""

    x: float
    y: float
    shapes: tuple[Shape, ...]
    scale: float = 1.0
    clip: Box | None = None
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns `first` to `last` (not included) of a map; `x` is where they begin on the sheet."""

    first: int
    last: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class BandPart:
    """A swimlane's title bar on a tile."""

    band: Band
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class LanePart:
    """A lane on a tile at `top`, or a part of it from `start` on; `hidden` are the cards that other parts show."""

    lane: LaneRow
    top: float
    height: float
    start: float = 0.0
    hidden: frozenset[str] = frozenset()


@dataclass(slots=True)
class Rows:
    """What stands below the headers of a tile; `height` counts from the tile's top, headers included."""

    height: float
    bands: list[BandPart] = field(default_factory=list)
    lanes: list[LanePart] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tiling:
    """Tiles of a map: every group of columns with every group of rows; heights of the stage and the step headers.

    `curves` are the shapes of each lane's curve, each with where it begins and ends from left to right, since a tile
    shows few of many. `cut` are the ids of cards that no page is large enough for.
    """

    columns: tuple[Columns, ...]
    rows: tuple[Rows, ...]
    stage_height: float
    step_height: float
    curves: Mapping[str, tuple[tuple[float, float, Shape], ...]]
    cut: frozenset[str] = frozenset()

    @property
    def header_height(self) -> float:
        """The height of the headers at the top of each tile."""
        return self.stage_height + self.step_height


def cut_map(layout: MapLayout, width: float = inf, height: float = inf) -> Tiling:
    """Cut a map into tiles of at most that size in points of the sheet, headers and lane labels included in each.

    The size must hold the headers, one column and `LEAST_BODY`.
    """
    columns, too_wide = _cut_columns(layout, width - layout.label_width)
    step_height = max((step.box.height for step in layout.steps), default=0.0)
    stage_height = max(
        [layout.header_height - step_height, *(_stage_height(layout, group) for group in columns if len(columns) > 1)]
    )
    rows, too_high = _cut_rows(layout, columns, stage_height + step_height, height)
    drawn = {lane.lane_id: layout.curves_on(lane.lane_id) for lane in layout.lanes if lane.kind == "emotion"}
    curves = {
        lane_id: tuple(placed for curve in each for placed in _placed(draw_curve(curve, layout.words)))
        for lane_id, each in drawn.items()
    }
    return Tiling(columns, rows, stage_height, step_height, curves, frozenset(too_wide | too_high))


def _placed(shapes: Iterable[Shape]) -> Iterator[tuple[float, float, Shape]]:
    for shape in shapes:
        bounds = shape.bounds
        yield bounds.x, bounds.right, shape


def _stage_height(layout: MapLayout, group: Columns) -> float:
    """Return the height that the stage titles need over a group, which may hold only some columns of a stage."""
    needed = 0.0
    for stage in layout.stages:
        width = min(stage.box.right, group.x + group.width) - max(stage.box.x, group.x)
        if width > 0 and not stage.plain:
            needed = max(needed, header_height(stage.title, width, TITLE, STAGE_HEIGHT))
    return needed


def _cut_columns(layout: MapLayout, room: float) -> tuple[tuple[Columns, ...], set[str]]:
    """Return groups of columns no wider than `room`, and the cards over several columns that had to be cut."""
    if not layout.columns:
        return (Columns(0, 0, layout.label_width, layout.width - layout.label_width),), set()
    ends = [column.x + column.width for column in layout.columns]
    across = _cards_across(layout)
    groups: list[Columns] = []
    cut: set[str] = set()
    first = 0
    while first < len(ends):
        x = layout.columns[first].x
        most = max([last for last in range(first + 1, len(ends) + 1) if ends[last - 1] - x <= room], default=first + 1)
        last = next((last for last in range(most, first, -1) if last not in across), most)
        cut |= across.get(last, set())
        groups.append(Columns(first, last, x, ends[last - 1] - x))
        first = last
    return tuple(groups), cut


def _cards_across(layout: MapLayout) -> dict[int, set[str]]:
    """Return the cards that lie across the left edge of a column, by the number of the column."""
    across: dict[int, set[str]] = {}
    for lane in layout.lanes:
        for card in lane.inside.cards:
            if card.span > 1 and card.id in lane.inside.boxes:
                first = layout.position[card.step_id or ""]
                for number in range(first + 1, min(first + card.span, len(layout.columns))):
                    across.setdefault(number, set()).add(card.id)
    return across


def _cut_rows(
    layout: MapLayout, columns: tuple[Columns, ...], header_height: float, height: float
) -> tuple[tuple[Rows, ...], set[str]]:
    """Return groups of swimlanes and lanes no higher than `height`, and the cards that had to be cut."""
    tiles = [Rows(header_height)]
    cut: set[str] = set()
    curved = {curve.lane_id for curve in layout.curves}

    def next_tile() -> None:
        if tiles[-1].bands or tiles[-1].lanes:
            tiles.append(Rows(header_height))

    def add_title(band: Band, title: float) -> None:
        if title:
            tiles[-1].bands.append(BandPart(band, tiles[-1].height, title))
            tiles[-1].height += title

    for band in layout.bands:
        title = _title_height(layout, band, columns)
        lanes = [lane for lane in layout.lanes if lane.swimlane_id == band.swimlane_id]
        empty = 0.0 if lanes else band.height - band.box.height
        if tiles[-1].height + title + (min(lanes[0].height, LEAST_BODY) if lanes else empty) > height:
            next_tile()
        if not lanes:
            add_title(band, title)
            tiles[-1].height += empty
        for number, lane in enumerate(lanes):
            fits = tiles[-1].height + lane.height + (0.0 if number else title) <= height
            if not fits:
                next_tile()
            if number == 0 or not fits:
                add_title(band, title)
            room = height - tiles[-1].height
            for place, part in enumerate(_parts(lane, room, lane.lane_id in curved, cut)):
                if place:
                    next_tile()
                    add_title(band, title)
                tiles[-1].lanes.append(LanePart(lane, tiles[-1].height, part.height, part.start, part.hidden))
                tiles[-1].height += part.height
    if not layout.bands:
        tiles[-1].height = layout.height - layout.header_height + header_height
    return tuple(tiles), cut


def _title_height(layout: MapLayout, band: Band, columns: tuple[Columns, ...]) -> float:
    if not band.box.height:
        return 0.0
    role = band_role(band.role, band.hidden, layout.words)
    return max(band_height(band.name, role, layout.label_width + group.width) for group in columns)


def _parts(lane: LaneRow, room: float, curved: bool, cut: set[str]) -> Iterator[LanePart]:
    """Yield a lane whole, or if it is higher than `room` in parts that show each card once.

    A card that does not fit any more moves to the next part with all below it; one higher than `room` is cut and added
    to `cut`.
    """
    if lane.height <= room:
        yield LanePart(lane, 0.0, lane.height)
        return
    boxes = {**lane.inside.boxes, **{_key(chip): chip.box for chip in lane.chips}}
    too_high = {card_id for card_id, box in boxes.items() if box.height > room - CELL_PADDING}
    cut |= too_high & lane.inside.boxes.keys()
    waiting = list(boxes)
    start = 0.0
    while start == 0.0 or waiting or (curved and start < lane.height):
        end = start + room
        shown = {each for each in waiting if boxes[each].bottom <= end or (each in too_high and boxes[each].y < end)}
        later = [each for each in waiting if each not in shown]
        going_on = [each for each in shown if boxes[each].bottom > end]
        lowest = max((boxes[each].bottom for each in shown), default=start) + CELL_PADDING
        filled = curved or going_on or not later
        height = min(room, lane.height - start if filled else max(lowest - start, label_height(lane.title)))
        yield LanePart(lane, 0.0, height, start, frozenset(boxes) - shown)
        waiting = later + going_on
        start = min([end, *(boxes[each].y - CELL_PADDING for each in later)])


def draw_tile(
    content: Content,
    layout: MapLayout,
    tiling: Tiling,
    columns: Columns,
    rows: Rows,
    connectors: Sequence[Drawn] = (),
) -> Iterator[Group]:
    """Yield everything on one tile, from its top left corner, from what lies below to what lies on top."""
    label, top, width = layout.label_width, tiling.header_height, layout.label_width + columns.width
    left = label - columns.x  # what x of the sheet moves by
    body = Box(label, top, columns.width, rows.height - top)
    yield Group(0.0, 0.0, draw_grid(_grid_of(layout, tiling, columns, rows)))
    yield from _draw_headers(layout, tiling, columns)
    bands = [part.band._replace(box=Box(0.0, part.top, width, part.height)) for part in rows.bands]
    titles = [(band.box.y, draw_band_title(band, layout.words, folds=False)) for band in bands]
    yield from (Group(0.0, y, shapes[:1]) for y, shapes in titles)
    place, sight = TilePlace(rows, left), layout.sight
    dimmed = sight.dimmed
    for opacity, lines in _by_opacity(connectors, dimmed):
        for shapes, marks in connectors_on_tile(lines, place, body):
            yield Group(0.0, 0.0, shapes + (marks or ()), clip=None if marks is None else body, opacity=opacity)
    yield from (Group(0.0, y, shapes[1:]) for y, shapes in titles)
    for lane_part in rows.lanes:
        lane, y = lane_part.lane, lane_part.top - lane_part.start
        curves = layout.curves_on(lane.lane_id)
        yield from _draw_label(layout, lane_part, curves, width)
        if curves:
            visible = Box(columns.x - label, lane_part.start, columns.width, lane_part.height)
            drawn = tiling.curves[lane.lane_id]
            shapes = tuple(shape for x, right, shape in drawn if x <= visible.right and right >= visible.x)
            yield Group(left + curves[0].box.x, y, shapes, clip=visible)
        for chip, box in _chips_on(lane_part, columns, left):
            yield Group(box.x, box.y, draw_chip(chip))
        for card, box in _cards_on(lane_part, columns, left):
            paint = sight.paint_of(content, card)
            shapes = draw_card(content, card, box.width, layout.words, again=False, paint=paint)
            clip = body.moved(-box.x, -box.y) if card.id in tiling.cut else None
            yield Group(box.x, box.y, shapes, clip=clip, opacity=FAINT if card.id in dimmed else 1.0)
    for opacity, lines in _by_opacity(connectors, dimmed):
        yield from (Group(x, y, shapes, opacity=opacity) for x, y, shapes in labels_on_tile(lines, place, body))


def _by_opacity(connectors: Sequence[Drawn], dimmed: frozenset[str]) -> Iterator[tuple[float, list[Drawn]]]:
    """Yield the connectors from and to cards that a filter dims, and the others, with their opacity."""
    faint = {id(each) for each in connectors if {each.connector.from_card_id, each.connector.to_card_id} & dimmed}
    yield FAINT, [each for each in connectors if id(each) in faint]
    yield 1.0, [each for each in connectors if id(each) not in faint]


def _draw_label(layout: MapLayout, part: LanePart, curves: tuple[Curve, ...], width: float) -> Iterator[Group]:
    """Yield a lane's label, with the names of the rows that the part shows, and the line above it."""
    lane = _part_of(part)
    yield Group(0.0, part.top, draw_lane_label(lane, curves, layout.words))
    if lane.line:
        yield Group(0.0, part.top, draw_line_above(lane.line, width))
        yield Group(layout.label_width, part.top, draw_line_name(lane.line, layout.words))


def _part_of(part: LanePart) -> LaneRow:
    """Return a part of a lane as a lane of its own: what is above it is gone."""
    lane = part.lane._replace(y=part.top, height=part.height)
    if not part.start:
        return lane
    rows = tuple(
        row._replace(y=max(row.y - part.start, 0.0))
        for row in lane.inside.rows
        if row.y + row.height > part.start and row.y < part.start + part.height
    )
    return lane._replace(line="", inside=lane.inside._replace(rows=rows))


def _key(chip: Chip) -> str:
    """Return what names a chip among those of its lane."""
    return f"{chip.opportunity_id}/{chip.column}"


def _cards_on(part: LanePart, columns: Columns, left: float) -> Iterator[tuple[Card, Box]]:
    """Yield the cards of a lane that a tile shows, each with its box on the tile."""
    for card in part.lane.inside.cards:
        box = part.lane.inside.boxes.get(card.id)
        if box is None or card.id in part.hidden or box.right <= columns.x or box.x >= columns.x + columns.width:
            continue
        yield card, box.moved(left, part.top - part.start)


def boxes_on_tile(layout: MapLayout, columns: Columns, rows: Rows) -> Iterator[tuple[str, str, Box]]:
    """Yield the cards and opportunities that a tile shows, "card" or "opportunity" and id, with their boxes on it."""
    left = layout.label_width - columns.x
    for part in rows.lanes:
        for card, box in _cards_on(part, columns, left):
            yield "card", card.id, box
        for chip, box in _chips_on(part, columns, left):
            yield "opportunity", chip.opportunity_id, box


def _chips_on(part: LanePart, columns: Columns, left: float) -> Iterator[tuple[Chip, Box]]:
    """Yield the opportunities of a lane that a tile shows, each with its box on the tile."""
    for chip in part.lane.chips:
        if columns.first <= chip.column < columns.last and _key(chip) not in part.hidden:
            yield chip, chip.box.moved(left, part.top - part.start)


def _grid_of(layout: MapLayout, tiling: Tiling, columns: Columns, rows: Rows) -> MapLayout:
    """Return the columns and lanes of a tile as a layout of their own, for its grid."""
    return replace(
        layout,
        width=layout.label_width + columns.width,
        height=rows.height,
        header_height=tiling.header_height,
        columns=tuple(
            column._replace(x=column.x + layout.label_width - columns.x)
            for column in layout.columns[columns.first : columns.last]
        ),
        lanes=tuple(_part_of(part) for part in rows.lanes),
    )


def _draw_headers(layout: MapLayout, tiling: Tiling, columns: Columns) -> Iterator[Group]:
    """Yield the stage and step headers over the columns of a tile; a stage cut by its edge has its title on both."""
    left = layout.label_width - columns.x
    for stage in layout.stages:
        x, right = max(stage.box.x, columns.x), min(stage.box.right, columns.x + columns.width)
        if x < right:
            height = tiling.header_height if stage.plain else tiling.stage_height
            yield Group(left + x, 0.0, draw_stage_header(stage.title, right - x, height))
    for step in layout.steps:
        if columns.x <= step.box.x < columns.x + columns.width:
            shapes = draw_step_header(step.title, step.box.width, tiling.step_height)
            yield Group(left + step.box.x, tiling.stage_height, shapes)
