"""Personas side by side: what hurts several of them and what only one, and where they stand on the same scales."""

from collections.abc import Sequence
from typing import NamedTuple

from app.models.content import Content, cards_on, journeys_in_tree_order, lanes_of
from app.models.names import folded
from app.models.records import Card, PersonaTrait, Swimlane


class Pain(NamedTuple):
    """One thing that hurts, with the cards that say so by persona, each in map order."""

    title: str
    cards: dict[str, list[Card]]


class Scale(NamedTuple):
    """Two ends that one persona or more stands between, with the value of each, 0 (low) … 100 (high)."""

    low: str
    high: str
    values: dict[str, float]


def compare_pains(content: Content, persona_ids: Sequence[str]) -> tuple[list[Pain], dict[str, list[Pain]]]:
    """Return the pains that two or more of the personas have, the most widely shared first, and the others by persona.

    Cards tell of one pain where they are shared (`shared_id`) or have the same title, whatever its case.
    """
    groups: dict[str, Pain] = {}
    keys: dict[str, str] = {}
    for journey in journeys_in_tree_order(content):
        for persona_id in persona_ids:
            for card in _pains(content, journey.id, persona_id):
                title = folded(card.title)
                names = [f"title {title}" if title else f"card {card.id}"]
                names += [f"shared {card.shared_id}"] if card.shared_id else []
                there = list(dict.fromkeys(keys[name] for name in names if name in keys))
                key = there[0] if there else names[0]
                pain = groups.setdefault(key, Pain(card.title, {}))
                for other in there[1:]:  # the card says that two of them are one
                    for persona, cards in groups.pop(other).cards.items():
                        pain.cards.setdefault(persona, []).extend(cards)
                    keys.update({name: key for name, held in keys.items() if held == other})
                keys.update(dict.fromkeys(names, key))
                pain.cards.setdefault(persona_id, []).append(card)
    shared = [pain for pain in groups.values() if len(pain.cards) > 1]
    shared.sort(key=lambda pain: -len(pain.cards))
    own = {
        persona_id: [pain for pain in groups.values() if list(pain.cards) == [persona_id]] for persona_id in persona_ids
    }
    return shared, own


def _pains(content: Content, journey_id: str, persona_id: str) -> list[Card]:
    return [
        card
        for swimlane in content.members(Swimlane, "persona_id", persona_id)
        if swimlane.journey_id == journey_id
        for lane in lanes_of(content, journey_id, swimlane.id)
        for card in cards_on(content, lane.id)
        if card.kind == "pain"
    ]


def compare_traits(content: Content, persona_ids: Sequence[str]) -> list[Scale]:
    """Return the scales of personas, those with the same ends joined, also where they are named the other way round."""
    scales: dict[tuple[str, str], Scale] = {}
    for persona_id in persona_ids:
        for trait in content.holding(PersonaTrait, "persona_id", persona_id):
            ends = (folded(trait.low), folded(trait.high))
            turned = ends[::-1] in scales and ends not in scales
            scale = scales.setdefault(ends[::-1] if turned else ends, Scale(trait.low, trait.high, {}))
            scale.values.setdefault(persona_id, 100.0 - trait.value if turned else trait.value)
    return list(scales.values())
