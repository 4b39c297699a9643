"""Find cards by their words, and replace words in them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.models.content import Content, journeys_in_tree_order
from app.models.records import Card
from app.services.cards import map_order, put_together
from app.store import Store


def find_cards(content: Content, text: str, journey_id: str | None = None) -> list[str]:
    """Return the ids of cards with the text in title or note, whatever its case, in map order; none without a text."""
    if not text:
        return []
    pattern = _pattern(text)
    journey_ids = [journey_id] if journey_id else [journey.id for journey in journeys_in_tree_order(content)]
    cards = content.all(Card)
    return [
        card_id
        for each in journey_ids
        for card_id in map_order(content, each)
        if pattern.search(cards[card_id].title) or pattern.search(cards[card_id].note)
    ]


def replace_in_cards(store: Store, card_ids: Sequence[str], text: str, replacement: str) -> int:
    """Replace the text, whatever its case, in title and note of the cards; return how many cards changed."""
    if not text:
        return 0
    pattern = _pattern(text)
    changed = 0
    with store.edit(f"Replace “{text}”") as edit:
        for card_id in card_ids:
            card = edit.content.get(Card, card_id)
            after = replace(
                card,
                title=pattern.sub(lambda _: replacement, card.title),
                note=pattern.sub(lambda _: replacement, card.note),
            )
            if after != card:
                changed += 1
                put_together(edit, [card], title=after.title, note=after.note)
    return changed


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text), re.IGNORECASE)
