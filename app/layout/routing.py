"""The way of a line from card to card: across and down, only where no card can be.

Between two columns there is an *avenue*, number k to the left of column k; a lane has a *street* above its cards and
one below them. Only a card over several columns lies across an avenue; right above and below it there is a gap as wide
as it is, by which a line gets around it. So there is always a way, and it depends on nothing but where the cards are.
Everything here counts from the top of its lane: a lane that only moves changes no way.
"""

from bisect import bisect_left
from collections.abc import Sequence
from math import inf
from typing import Final, Literal, NamedTuple

from app.layout.geometry import CARD_GAP, CELL_PADDING, Box
from app.layout.lane_layout import LaneInside, column_at

Side = Literal["left", "right", "above", "below"]

ROW_ROOM: Final = 3.0
"""How far a line along a row of cards may be moved aside for another one, in points."""

_CLEAR: Final = ROW_ROOM + 2.0
_GAP_ROOM: Final = 2.0
_PLUMB: Final = CELL_PADDING + 24.0
"""Where a line runs straight down, from the left of its column: beside what stands in the middle of an emotion lane."""

_LEAST_PLUMB: Final = 2 * CARD_GAP
"""Two cards so far above each other leave room for a line and its arrow head."""


class End(NamedTuple):
    """A card as a line sees it: its lane by number, its first and last column, its box from the lane's top."""

    lane: int
    first: int
    last: int
    box: Box


class Down(NamedTuple):
    """A part of a line that runs along an avenue."""

    avenue: int


class Across(NamedTuple):
    """A part that runs to the side at a height of a lane, 0 = its upper street, inf = its lower one.

    `room` is how far it may be moved up and down.
    """

    lane: int
    y: float
    room: float = inf


class Plumb(NamedTuple):
    """A line straight from a card to the one below or above it, at x from the left of the sheet."""

    x: float


Part = Down | Across | Plumb


class Block(NamedTuple):
    """A card over several columns, from its lane's top."""

    top: float
    bottom: float
    first: int
    last: int


class Grid:
    """The cards of a map, as the ways between them see them."""

    __slots__ = ("_blocks", "_filled", "_spanned", "insides")

    def __init__(
        self, insides: Sequence[LaneInside], filled: frozenset[int] = frozenset(), before: "Grid | None" = None
    ) -> None:
        """Take the lanes, and the numbers of those that show in their columns what is no card; no line runs there."""
        self._filled = filled
        known: dict[int, dict[int, list[Block]]] = {}
        if before is not None:
            known = {id(inside): blocks for inside, blocks in zip(before.insides, before._blocks, strict=True)}
        self.insides: tuple[LaneInside, ...] = tuple(insides)
        self._blocks: list[dict[int, list[Block]]] = [
            known[id(each)] if id(each) in known else _blocks_of(each) for each in insides
        ]
        self._spanned = any(self._blocks)

    def end_of(self, card_id: str, lane: int) -> End:
        """Return a card that is on that lane."""
        inside = self.insides[lane]
        box, columns = inside.boxes[card_id], inside.columns
        first = column_at(columns, box.x)
        last = first if box.x + box.width <= columns[first].x + columns[first].width else column_at(columns, box.right)
        return End(lane, first, last, box)

    def free(self, avenue: int, start: tuple[int, float], end: tuple[int, float]) -> bool:
        """Return whether no card lies across an avenue between two heights, (lane, y), in either order."""
        if not self._spanned:
            return True
        if start > end:
            start, end = end, start
        for lane in range(start[0], end[0] + 1):
            top = start[1] if lane == start[0] else -inf
            bottom = end[1] if lane == end[0] else inf
            if any(each.top < bottom and each.bottom > top for each in self._blocks[lane].get(avenue, ())):
                return False
        return True

    def clear(self, lane: int, y: float, first: int, end: int) -> bool:
        """Return whether no card of a lane is near a height in the columns from the first up to, without, the end."""
        boxes, stacks = self.insides[lane].boxes, self.insides[lane].stacks
        for column in range(first, end):
            stack = stacks[column]
            place = bisect_left(stack, y - _CLEAR, key=lambda card_id: boxes[card_id].bottom)
            if place < len(stack) and boxes[stack[place]].y < y + _CLEAR:
                return False
        return True

    def climb(self, lane: int, avenue: int, y: float, toward: int, *, down: bool) -> tuple[list[Part], int]:
        """Return the parts from a height of an avenue to the street above or below, and the avenue that they end in.

        Around a card in the way it goes by the end of that card that is nearer to the avenue `toward`.
        """
        parts: list[Part] = [Down(avenue)]
        blocks = self._blocks[lane]
        while True:
            crossing = blocks.get(avenue, ())
            ahead = [each for each in crossing if (each.top >= y if down else each.bottom <= y)]
            if not ahead:
                return parts, avenue
            block = ahead[0 if down else -1]
            y = block.top - CARD_GAP / 2 if down else block.bottom + CARD_GAP / 2
            ends = (block.first, block.last + 1)
            right = (abs(ends[1] - toward), abs(ends[1] - avenue)) < (abs(ends[0] - toward), abs(ends[0] - avenue))
            avenue = ends[right]
            street = y <= self.insides[lane].top - CELL_PADDING / 2
            parts += (Across(lane, 0.0) if street else Across(lane, y, _GAP_ROOM), Down(avenue))

    def plumb(self, one: End, other: End) -> float | None:
        """Return the x at which a line can run straight down from one card to the other, either way, if any."""
        column = max(one.first, other.first)
        if column > min(one.last, other.last):
            return None
        upper, lower = (one, other) if (one.lane, one.box.y) < (other.lane, other.box.y) else (other, one)
        above, below = (self.insides[each.lane].stacks[column] for each in (upper, lower))
        if upper.lane == lower.lane:
            boxes = self.insides[upper.lane].boxes
            between = any(upper.box.y < boxes[each].y < lower.box.y for each in above)
            close = lower.box.y - upper.box.bottom < _LEAST_PLUMB
            return None if between or close else self.insides[0].columns[column].x + _PLUMB
        last, first = (self.insides[each.lane].boxes for each in (upper, lower))
        if last[above[-1]] != upper.box or first[below[0]] != lower.box:
            return None
        passed = range(upper.lane + 1, lower.lane)
        if any(self.insides[lane].stacks[column] or lane in self._filled for lane in passed):
            return None
        return self.insides[0].columns[column].x + _PLUMB


def _blocks_of(inside: LaneInside) -> dict[int, list[Block]]:
    """Return the cards over several columns by the avenues that they lie across, from top to bottom."""
    blocks: dict[int, list[Block]] = {}
    columns, boxes = inside.columns, inside.boxes
    for card in inside.cards:
        if card.span > 1 and card.id in boxes:
            box = boxes[card.id]
            first, last = column_at(columns, box.x), column_at(columns, box.right)
            block = Block(box.y, box.bottom, first, last)
            for avenue in range(first + 1, last + 1):
                blocks.setdefault(avenue, []).append(block)
    for crossing in blocks.values():
        crossing.sort()  # the cards of a lane by channel are not in the order of their heights
    return blocks


def sides_of(grid: Grid, start: End, end: End, count: int) -> tuple[Side, Side]:
    """Return the sides at which a line leaves one card and enters the other; there are `count` columns.

    Cards one above the other with nothing between them are joined straight down; others that share a column by the
    same side.
    """
    if end.first > start.last:
        return "right", "left"
    if end.last < start.first:
        return "left", "right"
    if grid.plumb(start, end) is not None:
        return ("below", "above") if (start.lane, start.box.y) < (end.lane, end.box.y) else ("above", "below")
    lefts, rights = abs(start.first - end.first), abs(start.last - end.last)
    here, there = (start.lane, start.box.y + start.box.height / 2), (end.lane, end.box.y + end.box.height / 2)
    if lefts == rights == 0:
        left = start.last == count - 1 and start.first > 0  # there is more room
        if not grid.free(start.first if left else start.last + 1, here, there):
            left = not left
    else:
        left = lefts < rights
    return ("left", "left") if left else ("right", "right")


def way(grid: Grid, start: End, end: End, sides: tuple[Side, Side], leaves: float, enters: float) -> tuple[Part, ...]:
    """Return the parts of a line from one card to another that leaves and enters their sides at these heights.

    It begins and ends with a part across, or it is one plumb line.
    """
    if sides[0] in ("above", "below"):
        return (Plumb(grid.plumb(start, end) or 0.0),)
    alpha = start.first if sides[0] == "left" else start.last + 1
    beta = end.first if sides[1] == "left" else end.last + 1
    first, last = Across(start.lane, leaves, 0.0), Across(end.lane, enters, 0.0)
    between = (min(alpha, beta), max(alpha, beta))
    here, there = (start.lane, leaves), (end.lane, enters)
    if here == there and grid.clear(start.lane, leaves, *between):
        return (Across(start.lane, leaves, ROW_ROOM),)
    if alpha == beta and grid.free(alpha, here, there):
        return first, Down(alpha), last
    if alpha != beta and grid.clear(start.lane, leaves, *between) and grid.free(beta, here, there):
        return Across(start.lane, leaves, ROW_ROOM), Down(beta), last
    if alpha != beta and grid.clear(end.lane, enters, *between) and grid.free(alpha, here, there):
        return first, Down(alpha), Across(end.lane, enters, ROW_ROOM)
    if start.lane == end.lane:
        middle = _in_lane(grid, here, there, alpha, beta)
    elif start.lane < end.lane:
        middle = _between_lanes(grid, here, there, alpha, beta)
    else:
        middle = _between_lanes(grid, there, here, beta, alpha)[::-1]
    return first, *_without_detours(middle), last


def _without_detours(parts: Sequence[Part]) -> list[Part]:
    """Return the parts without those that lead back at once along the same gap or avenue."""
    kept: list[Part] = []
    for part in parts:
        if len(kept) > 1 and kept[-2] == part:
            kept.pop()
        else:
            kept.append(part)
    return kept


def _in_lane(grid: Grid, here: tuple[int, float], there: tuple[int, float], alpha: int, beta: int) -> list[Part]:
    """Return the parts by the street above or below the cards of a lane, whichever is nearer."""
    lane = here[0]
    up = here[1] + there[1] + CARD_GAP
    down = 2 * grid.insides[lane].height - here[1] - there[1]
    out, to = grid.climb(lane, alpha, here[1], beta, down=down <= up)
    back, at = grid.climb(lane, beta, there[1], to, down=down <= up)
    street = () if to == at else (Across(lane, inf if down <= up else 0.0), back[-1])
    return [*out, *street, *reversed(back[:-1])]


def _between_lanes(grid: Grid, upper: tuple[int, float], lower: tuple[int, float], alpha: int, beta: int) -> list[Part]:
    """Return the parts down from a height of one avenue to a height of another, in a lower lane."""
    parts, to = grid.climb(upper[0], alpha, upper[1], beta, down=True)
    back, at = grid.climb(lower[0], beta, lower[1], to, down=False)
    top, bottom = (upper[0] + 1, -inf), (lower[0] - 1, inf)
    adjacent = top > bottom
    if at != to and not adjacent and not grid.free(at, top, bottom) and grid.free(to, top, bottom):
        return [*parts, Across(lower[0], 0.0), *reversed(back)]
    for lane in range(upper[0] + 1, lower[0]):
        around, then = grid.climb(lane, at, 0.0, at, down=True)
        parts += around[1:] if to == at else (Across(lane - 1, inf), *around)
        to = then
    parts += reversed(back[:-1]) if to == at else (Across(lower[0] - 1, inf), *reversed(back))
    return parts
