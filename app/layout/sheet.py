"""A map that has been laid out: where everything is on the sheet, and what is at a point of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.layout.chips import Chip
from app.layout.curve import Segment
from app.layout.geometry import CARD_GAP, CELL_PADDING, Box
from app.layout.lane_layout import Column, LaneInside, Row, card_height, column_at
from app.layout.lens import CLEAR, Sight
from app.layout.words import Words
from app.models.kinds import LANE_TAKES, CardKind, LaneKind
from app.scoring.emotion import EmotionPoint
from app.scoring.feelings import NO_FEELINGS, Feelings

if TYPE_CHECKING:
    from app.layout.standings import Standings

Direction = Literal["up", "down", "left", "right"]


class StageHeader(NamedTuple):
    """The header over the columns of a stage; `plain` says that it stands for its only step, which has no title."""

    stage_id: str
    box: Box
    title: str
    plain: bool


class StepHeader(NamedTuple):
    """The header of one step below that of its stage; plain stages have none."""

    step_id: str
    stage_id: str
    box: Box
    title: str


class Band(NamedTuple):
    """A swimlane, or the lanes for the whole map (no ids); `box` is its title bar, of no height where it has none.

    `number` counts the swimlanes from 0 and picks the persona's colour, none for the whole map; y and height include
    the title bar. `hidden` is how many cards a collapsed one does not show.
    """

    swimlane_id: str | None
    persona_id: str | None
    name: str
    role: str
    number: int | None
    box: Box
    y: float
    height: float
    collapsed: bool
    hidden: int = 0


class LaneRow(NamedTuple):
    """A lane that is shown; `title` is its own or the word for its kind, `inside` its cards relative to y.

    `line` is the line of a service blueprint above it, if there is one; `chips` are the opportunities that it shows;
    `least` is the height that it needs.
    """

    lane_id: str
    kind: LaneKind
    swimlane_id: str | None
    title: str
    y: float
    height: float
    label: Box
    inside: LaneInside
    line: str = ""
    chips: tuple[Chip, ...] = ()
    least: float = 0.0

    def chips_in(self, column: int) -> tuple[Chip, ...]:
        """Return the chips in a column from top to bottom."""
        return tuple(chip for chip in self.chips if chip.column == column)


class CardBox(NamedTuple):
    """Where a card is on the sheet, and the cell in which it begins."""

    card_id: str
    lane_id: str
    step_id: str
    box: Box


class CurvePoint(NamedTuple):
    """A point of an emotion curve in a column, x and y from the curve's box.

    Where points of other curves are in its column, `above` says on which side its figure keeps clear of them.
    """

    column: int
    x: float
    y: float
    emotion: EmotionPoint
    above: bool | None = None


class Curve(NamedTuple):
    """The emotion curve on a lane; runs of Bézier segments between the gaps, x and y from the box's top left.

    `zero` is the y of sentiment 0, `n` the number of cards behind it all, `hopes` that it is of a to-be journey.
    `together` says that there are others on its lane: the points of each stand a little beside the column's middle.
    `dash` are dashes of its own, empty = solid; none = those of hopes, or of its persona.
    """

    lane_id: str
    swimlane_id: str | None
    number: int | None
    name: str
    box: Box
    zero: float
    points: tuple[CurvePoint, ...]
    gaps: tuple[int, ...]
    runs: tuple[tuple[Segment, ...], ...]
    n: int
    hopes: bool
    cumulative: bool
    together: bool = False
    dash: tuple[float, ...] | None = None


class Cell(NamedTuple):
    """A lane in a step."""

    lane_id: str
    step_id: str
    box: Box


class Drop(NamedTuple):
    """Where a card would land: above a card, or last; `refused` is the sentence that says why it cannot, or empty.

    In a lane that shows its cards by channel, `row` is the id of the channel whose row it is, empty for none.
    """

    lane_id: str
    step_id: str
    before_card_id: str | None
    marker: Box
    refused: str = ""
    row: str | None = None


class Focus(NamedTuple):
    """A place that the arrow keys walk: a card in a cell, or the empty cell."""

    lane_id: str
    step_id: str
    card_id: str | None = None


class CardBoxes(Mapping[str, CardBox]):
    """The boxes of all cards on the sheet by id, made when asked for."""

    __slots__ = ("_lanes",)

    def __init__(self, lanes: Sequence[LaneRow]) -> None:
        self._lanes = lanes

    def __getitem__(self, card_id: str) -> CardBox:
        for lane in self._lanes:
            box = lane.inside.boxes.get(card_id)
            if box is not None:
                return CardBox(card_id, lane.lane_id, lane.inside.first_column(card_id).step_id, box.moved(0.0, lane.y))
        raise KeyError(card_id)

    def __contains__(self, card_id: object) -> bool:
        return any(card_id in lane.inside.boxes for lane in self._lanes)

    def __iter__(self) -> Iterator[str]:
        for lane in self._lanes:
            yield from lane.inside.boxes

    def __len__(self) -> int:
        return sum(len(lane.inside.boxes) for lane in self._lanes)


@dataclass(frozen=True, slots=True)
class MapLayout:
    """A laid out map, in points from the sheet's top left corner; everything runs left to right, top to bottom."""

    journey_id: str
    width: float
    height: float
    label_width: float
    header_height: float
    columns: tuple[Column, ...]
    stages: tuple[StageHeader, ...]
    steps: tuple[StepHeader, ...]
    bands: tuple[Band, ...]
    lanes: tuple[LaneRow, ...]
    curves: tuple[Curve, ...]
    hopes: bool
    words: Words
    cards: CardBoxes = field(compare=False)
    position: Mapping[str, int]
    _lane_number: Mapping[str, int]
    standings: "Standings | None" = field(default=None, compare=False)
    sight: Sight = field(default=CLEAR, compare=False)
    feelings: Feelings = field(default=NO_FEELINGS, compare=False)
    assumed: bool = False
    """Whether more of its pains are unproven than the workspace lets pass: it says that it is an assumption map."""

    @property
    def body(self) -> Box:
        """All cells, and the title bars of swimlanes, without headers and labels."""
        return Box(
            self.label_width, self.header_height, self.width - self.label_width, self.height - self.header_height
        )

    def lane(self, lane_id: str) -> LaneRow | None:
        """Return the row of a lane; none where it is hidden by a collapsed swimlane, or gone."""
        number = self._lane_number.get(lane_id)
        return None if number is None else self.lanes[number]

    def curves_on(self, lane_id: str) -> tuple[Curve, ...]:
        """Return the emotion curves on a lane."""
        return tuple(curve for curve in self.curves if curve.lane_id == lane_id)

    def lane_at(self, y: float) -> LaneRow | None:
        """Return the lane at a height of the sheet."""
        number = bisect_right(self.lanes, y, key=lambda lane: lane.y) - 1
        return self.lanes[number] if number >= 0 and y < self.lanes[number].y + self.lanes[number].height else None

    def band_at(self, y: float) -> Band | None:
        """Return the swimlane at a height of the sheet, its title bar included."""
        number = bisect_right(self.bands, y, key=lambda band: band.y) - 1
        return self.bands[number] if number >= 0 and y < self.bands[number].y + self.bands[number].height else None

    def column_at(self, x: float) -> Column | None:
        """Return the column at x, if x is over one."""
        if not self.columns or not self.label_width <= x < self.columns[-1].x + self.columns[-1].width:
            return None
        return self.columns[column_at(self.columns, x)]

    def cell_box(self, lane_id: str, step_id: str) -> Box | None:
        """Return the box of a cell that is shown."""
        lane, number = self.lane(lane_id), self.position.get(step_id)
        if lane is None or number is None:
            return None
        return Box(self.columns[number].x, lane.y, self.columns[number].width, lane.height)

    def stack(self, lane_id: str, step_id: str) -> tuple[str, ...]:
        """Return the ids of the cards in a cell from top to bottom; none where it is empty or not shown."""
        lane, number = self.lane(lane_id), self.position.get(step_id)
        return () if lane is None or number is None else lane.inside.stacks[number]

    def below(self, place: Focus) -> str | None:
        """Return the id of the card below the focused one in its cell, if there is one."""
        stack = self.stack(place.lane_id, place.step_id)
        following = stack[stack.index(place.card_id) + 1 :] if place.card_id in stack else ()
        return following[0] if following else None

    def cell_at(self, x: float, y: float) -> Cell | None:
        """Return the cell at a point."""
        lane, column = self.lane_at(y), self.column_at(x)
        if lane is None or column is None:
            return None
        return Cell(lane.lane_id, column.step_id, Box(column.x, lane.y, column.width, lane.height))

    def card_at(self, x: float, y: float) -> str | None:
        """Return the id of the card at a point."""
        lane, column = self.lane_at(y), self.column_at(x)
        if lane is None or column is None:
            return None
        boxes, stack = lane.inside.boxes, lane.inside.stacks[self.position[column.step_id]]
        place = bisect_right(stack, y - lane.y, key=lambda card_id: boxes[card_id].y) - 1
        return stack[place] if place >= 0 and boxes[stack[place]].contains(x, y - lane.y) else None

    def chip_at(self, x: float, y: float) -> Chip | None:
        """Return the opportunity at a point."""
        lane, column = self.lane_at(y), self.column_at(x)
        if lane is None or column is None:
            return None
        here = lane.chips_in(self.position[column.step_id])
        return next((chip for chip in here if chip.box.contains(x, y - lane.y)), None)

    def cards_in_rect(self, rect: Box) -> tuple[str, ...]:
        """Return the ids of the cards that a rectangle touches, lane by lane, column by column."""
        if not self.columns:
            return ()
        columns = range(column_at(self.columns, rect.x), column_at(self.columns, rect.right) + 1)
        found: dict[str, None] = {}
        start = max(0, bisect_right(self.lanes, rect.y, key=lambda lane: lane.y) - 1)
        for lane in self.lanes[start : bisect_left(self.lanes, rect.bottom, key=lambda lane: lane.y)]:
            local, boxes = rect.moved(0.0, -lane.y), lane.inside.boxes
            for column in columns:
                stack = lane.inside.stacks[column]
                place = max(0, bisect_right(stack, local.y, key=lambda card_id: boxes[card_id].y) - 1)
                for card_id in stack[place:]:
                    if boxes[card_id].y >= local.bottom:
                        break
                    if boxes[card_id].meets(local):
                        found[card_id] = None
        return tuple(found)

    def drop_at(self, x: float, y: float, kind: CardKind, moving: Collection[str] = (), span: int = 1) -> Drop | None:
        """Return where a card of that kind over so many steps, let go at a point, lands; none beside the cells.

        It lands on the nearest lane of the swimlane that takes it, above the first card whose middle is below y;
        cards in `moving` are looked through. Where it cannot land, the drop is refused by a sentence.
        """
        band, column = self.band_at(y), self.column_at(x)
        if band is None or column is None:
            return None
        if band.collapsed:
            return Drop("", column.step_id, None, band.box, self.words["refused by collapsed"])
        mine = [each for each in self.lanes if each.swimlane_id == band.swimlane_id and kind in LANE_TAKES[each.kind]]
        if not mine:
            here = self.cell_at(x, y)
            box = here.box if here else Box(column.x, band.y, column.width, band.height)
            sentence = self.words["refused by lanes"].format(kind=self.words[kind])
            return Drop(here.lane_id if here else "", column.step_id, None, box, sentence)
        lane = min(mine, key=lambda each: max(each.y - y, y - each.y - each.height, 0.0))
        drop = self._landing(lane, column, y, moving)
        number = self.position[column.step_id]
        last = self.columns[min(number + span, len(self.columns)) - 1]
        return drop._replace(marker=drop.marker._replace(width=last.x + last.width - column.x - 2 * CELL_PADDING))

    def _landing(self, lane: LaneRow, column: Column, y: float, moving: Collection[str]) -> Drop:
        inside = lane.inside
        boxes, row = inside.boxes, inside.row_at(y - lane.y)
        here = [each for each in inside.stacks[self.position[column.step_id]] if _in_row(boxes[each], row)]
        end, before = row.y + CELL_PADDING if row else inside.top, None
        for card_id in here:
            box = boxes[card_id]
            starts_here = box.x < column.x + column.width and box.x >= column.x
            if starts_here and card_id not in moving and y - lane.y < box.y + box.height / 2:
                before = card_id
                break
            end = box.bottom + CARD_GAP
        left, width = column.x + CELL_PADDING, column.width - 2 * CELL_PADDING
        if before is not None:
            marker = Box(left, lane.y + boxes[before].y - CARD_GAP, width, CARD_GAP)
        else:
            bottom = row.y + row.height if row else lane.height
            height = max(CARD_GAP, min(card_height("", width), bottom - end - CELL_PADDING / 2))
            marker = Box(left, lane.y + min(end, bottom - CARD_GAP), width, height)
        return Drop(lane.lane_id, column.step_id, before, marker, row=(row.channel_id or "") if row else None)

    def first_focus(self) -> Focus | None:
        """Return where the arrow keys begin: the first cell, at its first card."""
        if not self.lanes or not self.columns:
            return None
        return self.enter(self.lanes[0].lane_id, self.columns[0].step_id)

    def walk(self, focus: Focus, direction: Direction) -> Focus:
        """Return the place next to a card or cell; the same place at the edge of the grid.

        Up and down go through the cards of a cell before they go to the next lane; left and right keep the height.
        """
        lane, number = self.lane(focus.lane_id), self.position.get(focus.step_id)
        if lane is None or number is None:
            return self.first_focus() or focus
        stack = lane.inside.stacks[number]
        place = stack.index(focus.card_id) if focus.card_id in stack else -1
        if direction in ("up", "down"):
            down = direction == "down"
            following = place + (1 if down else -1)
            if place >= 0 and 0 <= following < len(stack):
                return Focus(lane.lane_id, focus.step_id, stack[following])
            row = self._lane_number[lane.lane_id] + (1 if down else -1)
            return (
                self.enter(self.lanes[row].lane_id, focus.step_id, last=not down)
                if 0 <= row < len(self.lanes)
                else focus
            )
        step = 1 if direction == "right" else -1
        beside = number + step
        while place >= 0 and 0 <= beside < len(self.columns) and focus.card_id in lane.inside.stacks[beside]:
            beside += step  # the same card over several columns: step out of it
        if not 0 <= beside < len(self.columns):
            return focus
        neighbours, boxes = lane.inside.stacks[beside], lane.inside.boxes
        if not neighbours:
            return Focus(lane.lane_id, self.columns[beside].step_id)
        y = boxes[stack[place]].y if place >= 0 else 0.0
        nearest = min(neighbours, key=lambda card_id: abs(boxes[card_id].y - y))
        return Focus(lane.lane_id, self.columns[beside].step_id, nearest)

    def enter(self, lane_id: str, step_id: str, *, last: bool = False) -> Focus:
        """Return the first (or last) card of a cell, or the empty cell."""
        stack = self.stack(lane_id, step_id)
        return Focus(lane_id, step_id, stack[-1 if last else 0] if stack else None)


def _in_row(box: Box, row: Row | None) -> bool:
    return row is None or row.y <= box.y < row.y + row.height
