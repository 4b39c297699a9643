"""The inside of one lane: its cards stacked in columns, relative to its top, and what they add to the emotion."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from app.layout.geometry import CARD_GAP, CELL_PADDING, COLUMN_WIDTH, Box, up_to_grid
from app.layout.styles import BODY, SMALL, height_of, line_height
from app.models.records import Card
from app.scoring.emotion import Defaults, Tally, tally_of

EDGE = 3.0
"""The width of a card's coloured left edge."""

CARD_PADDING = 6.0
ICON_LEFT, ICON_SIZE = 9.0, 12.0
TITLE_LEFT = 28.0
"""Where icon and title begin in a card, from its left."""


class Column(NamedTuple):
    """One step from left to right; x is its left edge on the sheet."""

    step_id: str
    stage_id: str
    x: float
    width: float


class LaneInside(NamedTuple):
    """Cards by id as boxes whose y counts from the lane's top, and the cards of each column from top to bottom.

    It stays the same object as long as nothing on the lane and no column changes: what is drawn of it can be kept.
    A card over several columns is in the list of each. `height` is what the cards need.
    """

    cards: tuple[Card, ...]
    columns: tuple[Column, ...]
    defaults: Defaults
    boxes: Mapping[str, Box]
    stacks: tuple[tuple[str, ...], ...]
    height: float
    tally: Mapping[int, Tally]

    def first_column(self, card_id: str) -> Column:
        """Return the column in which a card begins."""
        return self.columns[column_at(self.columns, self.boxes[card_id].x)]


@lru_cache(maxsize=1 << 16)
def card_height(title: str, width: float) -> float:
    """Return the height of a card of that width: its title, and one line of kind and sentiment."""
    title_height = height_of(title, BODY, width - TITLE_LEFT - CELL_PADDING)
    return up_to_grid(title_height + line_height(SMALL) + 2 * CARD_PADDING)


def measure_titles(titles: Iterable[str]) -> None:
    """Find out how high cards are, in any thread, so that laying them out later takes a sixth of the time."""
    for title in titles:
        card_height(title, COLUMN_WIDTH - 2 * CELL_PADDING)


def column_at(columns: tuple[Column, ...], x: float) -> int:
    """Return the number of the column at x, the nearest one outside of them all."""
    return max(0, bisect_right(columns, x, key=lambda column: column.x) - 1)


def lay_out_lane(
    cards: tuple[Card, ...], columns: tuple[Column, ...], position: Mapping[str, int], defaults: Defaults
) -> LaneInside:
    """Stack the cards of a lane in their order, each below whatever is already in any of its columns."""
    boxes: dict[str, Box] = {}
    stacks: list[list[str]] = [[] for _ in columns]
    ends = [CELL_PADDING] * len(columns)
    for card in cards:
        first = position.get(card.step_id or "")
        if first is None:
            continue
        if card.span == 1:
            column = columns[first]
            width, y = column.width - 2 * CELL_PADDING, ends[first]
            height = card_height(card.title, width)
            ends[first] = y + height + CARD_GAP
            stacks[first].append(card.id)
        else:
            covered = range(first, min(first + max(card.span, 1), len(columns)))
            column, last = columns[first], columns[covered[-1]]
            width, y = last.x + last.width - column.x - 2 * CELL_PADDING, max(ends[each] for each in covered)
            height = card_height(card.title, width)
            for each in covered:
                ends[each] = y + height + CARD_GAP
                stacks[each].append(card.id)
        boxes[card.id] = Box(column.x + CELL_PADDING, y, width, height)
    return LaneInside(
        cards=cards,
        columns=columns,
        defaults=defaults,
        boxes=boxes,
        stacks=tuple(map(tuple, stacks)),
        height=max(ends, default=CELL_PADDING),
        tally=tally_of(cards, position, defaults),
    )
