"""The inside of one lane: its cards stacked in columns, relative to its top, and what they add to the emotion."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from app.layout.details import Names, details_of
from app.layout.geometry import CARD_GAP, CELL_PADDING, COLUMN_WIDTH, Box, up_to_grid
from app.layout.styles import BODY, SMALL, height_of, line_height
from app.layout.words import ENGLISH, Words
from app.models.kinds import CardKind
from app.models.records import Card
from app.scoring.emotion import Defaults, Tally, tally_of
from app.scoring.feelings import NO_FEELINGS, Feelings

EDGE = 3.0
"""The width of a card's coloured left edge."""

CARD_PADDING = 6.0
ICON_LEFT, ICON_SIZE = 9.0, 12.0
TITLE_LEFT = 28.0
"""Where icon and title begin in a card, from its left."""


IMAGE_SHAPE = 0.66
HIGHEST_IMAGE = 168.0
"""How high an image is at most: as a part of the card's width, and in points on cards that span many steps."""

_NO_NAMES: Names = {}


class Said(NamedTuple):
    """What the details of cards are written with: names of channels and owners, and words."""

    names: Names
    words: Words


_NOTHING_SAID = Said(_NO_NAMES, ENGLISH)


class Column(NamedTuple):
    """One step from left to right; x is its left edge on the sheet."""

    step_id: str
    stage_id: str
    x: float
    width: float


class Row(NamedTuple):
    """A part of a lane that has cards of one channel (none = of no channel); y counts from the lane's top."""

    channel_id: str | None
    title: str
    y: float
    height: float


class LaneInside(NamedTuple):
    """Cards by id as boxes whose y counts from the lane's top, and the cards of each column from top to bottom.

    It stays the same object as long as nothing on the lane and no column changes: what is drawn of it can be kept.
    A card over several columns is in the list of each. `height` is what the cards need, `top` where the first one
    goes; `rows` are those of a lane that shows its cards by channel; `names` are those that may stand on its cards.
    `hidden` are the cards that a filter hides: they have no box, and count for the emotion all the same.
    """

    cards: tuple[Card, ...]
    columns: tuple[Column, ...]
    defaults: Defaults
    boxes: Mapping[str, Box]
    stacks: tuple[tuple[str, ...], ...]
    height: float
    tally: Mapping[int, Tally]
    top: float = CELL_PADDING
    rows: tuple[Row, ...] = ()
    names: Names = _NO_NAMES
    hidden: frozenset[str] = frozenset()

    def row_at(self, y: float) -> Row | None:
        """Return the row at a height of the lane, the nearest one outside of them all; none where there are none."""
        return self.rows[max(0, bisect_right(self.rows, y, key=lambda row: row.y) - 1)] if self.rows else None

    def first_column(self, card_id: str) -> Column:
        """Return the column in which a card begins."""
        return self.columns[column_at(self.columns, self.boxes[card_id].x)]


@lru_cache(maxsize=1 << 16)
def _words_height(title: str, width: float, details: str) -> float:
    height = height_of(title, BODY, width - TITLE_LEFT - CELL_PADDING) + line_height(SMALL)
    if details:
        height += height_of(details, SMALL, width - TITLE_LEFT - CELL_PADDING)
    return up_to_grid(height + 2 * CARD_PADDING)


def card_height(title: str, width: float, kind: CardKind | None = None, details: str = "") -> float:
    """Return the height of a card of that width: its title, a line of kind and sentiment, its details; its image."""
    height = _words_height(title, width, details)
    return height + image_height(kind, width) if kind == "image" else height


def image_height(kind: CardKind | None, width: float) -> float:
    """Return the height of what a card that shows an image has for it: nothing on cards of other kinds."""
    return min(up_to_grid(width * IMAGE_SHAPE), HIGHEST_IMAGE) if kind == "image" else 0.0


def measure_titles(titles: Iterable[str]) -> None:
    """Find out how high cards are, in any thread, so that laying them out later takes a sixth of the time."""
    for title in titles:
        card_height(title, COLUMN_WIDTH - 2 * CELL_PADDING)


def column_at(columns: tuple[Column, ...], x: float) -> int:
    """Return the number of the column at x, the nearest one outside of them all."""
    return max(0, bisect_right(columns, x, key=lambda column: column.x) - 1)


class _Stacks:
    """Cards put below each other in columns."""

    def __init__(
        self, columns: tuple[Column, ...], position: Mapping[str, int], top: float, said: Said, feelings: Feelings
    ) -> None:
        self.said = said
        self.feelings = feelings
        self.columns = columns
        self.position = position
        self.boxes: dict[str, Box] = {}
        self.stacks: list[list[str]] = [[] for _ in columns]
        self.ends = [top] * len(columns)

    def put(self, cards: Iterable[Card]) -> None:
        """Put cards in their order, each below whatever is already in any of its columns."""
        columns, position, ends, stacks, boxes = self.columns, self.position, self.ends, self.stacks, self.boxes
        names, words = self.said
        for card in cards:
            first = position.get(card.step_id or "")
            if first is None:
                continue
            if card.span == 1:
                column = columns[first]
                width, y = column.width - 2 * CELL_PADDING, ends[first]
                height = card_height(card.title, width, card.kind, details_of(card, names, words))
                ends[first] = y + height + CARD_GAP
                stacks[first].append(card.id)
            else:
                covered = range(first, min(first + max(card.span, 1), len(columns)))
                column, last = columns[first], columns[covered[-1]]
                width, y = last.x + last.width - column.x - 2 * CELL_PADDING, max(ends[each] for each in covered)
                height = card_height(card.title, width, card.kind, details_of(card, names, words))
                for each in covered:
                    ends[each] = y + height + CARD_GAP
                    stacks[each].append(card.id)
            boxes[card.id] = Box(column.x + CELL_PADDING, y, width, height)

    def restacked(self, before: LaneInside, cards: tuple[Card, ...], changed: frozenset[int]) -> LaneInside:
        """Return a lane whose cards changed in these columns only, each card in one column."""
        position = self.position
        self.boxes = dict(before.boxes)
        self.stacks = [[] if column in changed else list(stack) for column, stack in enumerate(before.stacks)]
        for column in changed:
            for card_id in before.stacks[column]:
                del self.boxes[card_id]
        here = tuple(card for card in cards if position.get(card.step_id or "", -1) in changed)
        self.put(_shown(here, before.hidden))
        top = before.top
        lowest = (self.boxes[stack[-1]].bottom + CARD_GAP if stack else top for stack in self.stacks)
        tally = {column: each for column, each in before.tally.items() if column not in changed}
        return before._replace(
            cards=cards,
            boxes=self.boxes,
            stacks=tuple(map(tuple, self.stacks)),
            height=max(lowest, default=top),
            tally=tally | tally_of(here, position, before.defaults, self.feelings),
        )

    def inside(
        self,
        cards: tuple[Card, ...],
        defaults: Defaults,
        top: float,
        rows: tuple[Row, ...] = (),
        hidden: frozenset[str] = frozenset(),
    ) -> LaneInside:
        """Return what was put; the lane's cards are those, in their order by rank."""
        return LaneInside(
            cards=cards,
            columns=self.columns,
            defaults=defaults,
            boxes=self.boxes,
            stacks=tuple(map(tuple, self.stacks)),
            height=max(self.ends, default=top),
            tally=tally_of(cards, self.position, defaults, self.feelings),
            top=top,
            rows=rows,
            names=self.said.names,
            hidden=hidden,
        )


def lay_out_lane(
    cards: tuple[Card, ...],
    columns: tuple[Column, ...],
    position: Mapping[str, int],
    defaults: Defaults,
    top: float = CELL_PADDING,
    said: Said = _NOTHING_SAID,
    before: LaneInside | None = None,
    hidden: frozenset[str] = frozenset(),
    feelings: Feelings = NO_FEELINGS,
) -> LaneInside:
    """Stack the cards of a lane in their order, from `top` on; `said` is what their details are written with.

    With the lane `before` a change only the columns whose cards changed are stacked again; the result is the same.
    """
    stacks = _Stacks(columns, position, top, said, feelings)
    same_way = before is not None and before.columns is columns and before.top == top and before.hidden == hidden
    if before is not None and same_way and before.names is said.names:
        changed = _changed_columns(before, cards, position) if before.defaults is defaults else None
        if changed is not None:
            return stacks.restacked(before, cards, changed)
    stacks.put(_shown(cards, hidden))
    return stacks.inside(cards, defaults, top, hidden=hidden)


def _shown(cards: tuple[Card, ...], hidden: frozenset[str]) -> Iterable[Card]:
    """Return the cards that no filter hides."""
    return (card for card in cards if card.id not in hidden) if hidden else cards


def _changed_columns(before: LaneInside, cards: tuple[Card, ...], position: Mapping[str, int]) -> frozenset[int] | None:
    """Return the columns in which the cards of a lane changed; none where any card joins several columns."""
    if before.rows or any(card.span != 1 for card in cards) or any(card.span != 1 for card in before.cards):
        return None
    there, now = {id(card) for card in before.cards}, {id(card) for card in cards}
    changed = [card for card in cards if id(card) not in there]
    changed += [card for card in before.cards if id(card) not in now]
    return frozenset(position.get(card.step_id or "", -1) for card in changed) - {-1}


def lay_out_rows(
    cards: tuple[Card, ...],
    columns: tuple[Column, ...],
    position: Mapping[str, int],
    defaults: Defaults,
    top: float,
    channels: Mapping[str | None, str],
    least: Callable[[str], float],
    said: Said = _NOTHING_SAID,
    hidden: frozenset[str] = frozenset(),
    feelings: Feelings = NO_FEELINGS,
) -> LaneInside:
    """Stack the cards of a lane in a row for each channel that they have, in the order of `channels` (id to name).

    The first row begins at `top`; `least` tells how high a row of a name is at least.
    """
    groups: dict[str | None, list[Card]] = {}
    for card in _shown(cards, hidden):
        if card.step_id in position:
            groups.setdefault(card.channel_id, []).append(card)
    stacks, rows = _Stacks(columns, position, top + CELL_PADDING, said, feelings), list[Row]()
    for channel_id, title in channels.items():
        if channel_id in groups:
            stacks.put(groups[channel_id])
            end = max(up_to_grid(max(stacks.ends)), top + least(title))
            rows.append(Row(channel_id, title, top, end - top))
            stacks.ends = [end + CELL_PADDING] * len(columns)
            top = end
    stacks.ends = [top] * len(columns)
    first = rows[0].y + CELL_PADDING if rows else top + CELL_PADDING
    return stacks.inside(cards, defaults, first, tuple(rows), hidden)
