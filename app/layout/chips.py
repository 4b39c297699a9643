"""The opportunities of a map's cards: which step and swimlane they belong to, and where each stands in the ranking."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from app.layout.geometry import CELL_PADDING, Box, up_to_grid
from app.layout.lane_layout import Column
from app.layout.styles import SMALL, height_of
from app.layout.words import Words
from app.models.content import Content
from app.models.records import Card, Lane, Opportunity, OpportunityCard

if TYPE_CHECKING:
    from app.layout.standings import Standings

CHIP_LEFT = 24.0
"""Where the words of a chip begin, right of its icon."""

CHIP_PADDING = 4.0
CHIP_GAP = 4.0


class Chip(NamedTuple):
    """An opportunity in a step; the box counts from the lane's top, `standing` is its rank and value in words."""

    opportunity_id: str
    column: int
    box: Box
    title: str
    standing: str


Linked = dict[str | None, dict[int, dict[str, Opportunity]]]
"""Opportunities by id, by column, by swimlane; none = all of the map."""


def linked_opportunities(content: Content, journey_id: str, position: Mapping[str, int]) -> Linked:
    """Return the opportunities whose cards are on a map; a card over several steps counts in each of them."""
    found: Linked = {}
    for link in content.all(OpportunityCard).values():
        card = content.find(Card, link.card_id)
        lane = content.find(Lane, card.lane_id) if card and card.journey_id == journey_id else None
        first = position.get(card.step_id or "") if card else None
        if card is None or lane is None or first is None:
            continue
        opportunity = content.get(Opportunity, link.opportunity_id)
        for column in range(first, min(first + card.span, len(position))):
            for owner in {None, lane.swimlane_id}:
                found.setdefault(owner, {}).setdefault(column, {})[opportunity.id] = opportunity
    return found


def lay_out_chips(
    linked: Mapping[int, Mapping[str, Opportunity]],
    columns: tuple[Column, ...],
    standings: "Standings",
    words: Words,
    top: float = CELL_PADDING,
) -> tuple[Chip, ...]:
    """Stack the opportunities of each column, the highest value first."""
    chips: list[Chip] = []
    for number, here in sorted(linked.items()):
        column, y = columns[number], top
        width = column.width - 2 * CELL_PADDING
        for opportunity in sorted(here.values(), key=lambda each: (-standings.value_of(each), each.rank, each.id)):
            standing = standings.words_for(opportunity, words)
            height = chip_height(opportunity.title, standing, width)
            box = Box(column.x + CELL_PADDING, y, width, height)
            chips.append(Chip(opportunity.id, number, box, opportunity.title, standing))
            y += height + CHIP_GAP
    return tuple(chips)


def chip_text_width(width: float) -> float:
    """Return the width that the words of a chip have."""
    return width - CHIP_LEFT - CELL_PADDING


@lru_cache(maxsize=1 << 13)
def chip_height(title: str, standing: str, width: float) -> float:
    """Return the height of a chip of that width: its title, and below it rank and value."""
    room = chip_text_width(width)
    return up_to_grid(height_of(title, SMALL, room) + height_of(standing, SMALL, room) + 2 * CHIP_PADDING)
