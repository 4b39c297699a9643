"""What insights add to the emotion: their sentiments, and the cards that count through them."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from app.models.content import Content
from app.models.records import AnyRecord, Card, CardInsight, Insight, Journey

Weighed = tuple[float, float]
"""The weight of an insight, above 0, and its sentiment, −2 … +2."""

Felt = Mapping[str, Weighed]
"""Insights by id, weighed."""

NOT_FELT: Final[Felt] = {}


class Feelings(NamedTuple):
    """The insights that have a sentiment, and the insights linked to each card."""

    insights: Felt
    links: Mapping[str, tuple[str, ...]]

    def of(self, card: Card) -> Felt:
        """Return the insights that a card counts through; mostly none."""
        linked = self.links.get(card.id, ())
        if card.insight_id is not None:
            linked = (card.insight_id, *linked)
        return {each: self.insights[each] for each in linked if each in self.insights} if linked else NOT_FELT


NO_FEELINGS: Final = Feelings(NOT_FELT, {})
"""Where no insight counts, as in a to-be journey."""


class _Kept:
    """The feelings of a content, replaced by others where an insight or a link to one changes."""

    def __init__(self) -> None:
        self._feelings: Feelings | None = None
        self._insights: set[str] = set()
        self._cards: set[str] = set()

    def note(self, before: AnyRecord | None, after: AnyRecord | None) -> None:
        """Remember which insight, or which card's links, are to be read again."""
        record = after or before
        if isinstance(record, Insight):
            self._insights.add(record.id)
        elif isinstance(record, CardInsight):
            self._cards.add(record.card_id)

    def now(self, content: Content) -> Feelings:
        """Return the feelings, the same object until they change."""
        if self._feelings is None:
            self._insights.update(content.all(Insight))
            self._cards.update(link.card_id for link in content.all(CardInsight).values())
            self._feelings = NO_FEELINGS
        if self._insights or self._cards:
            after = self._read(content, self._feelings)
            self._feelings = self._feelings if after == self._feelings else after
            self._insights, self._cards = set(), set()
        return self._feelings

    def _read(self, content: Content, before: Feelings) -> Feelings:
        insights = {each: felt for each, felt in before.insights.items() if each not in self._insights}
        for insight_id in self._insights:
            insight = content.find(Insight, insight_id)
            if insight is not None and insight.sentiment is not None and insight.weight > 0:
                insights[insight_id] = (insight.weight, insight.sentiment)
        links = {each: linked for each, linked in before.links.items() if each not in self._cards}
        for card_id in self._cards:
            linked = content.members(CardInsight, "card_id", card_id)
            if linked:
                links[card_id] = tuple(sorted(each.insight_id for each in linked))
        return Feelings(insights, links)


def feelings_of(content: Content, journey_id: str) -> Feelings:
    """Return what insights add to the emotion of a journey, the same object until it changes; none in a to-be one."""
    if not content.all(Insight) or content.get(Journey, journey_id).state == "to-be":
        return NO_FEELINGS
    return content.index(_Kept).now(content)


def felt_on(content: Content, card: Card) -> float | None:
    """Return the weighted mean of the sentiments of a card's insights, −2 … +2; none where none has one."""
    felt = feelings_of(content, card.journey_id).of(card)
    weight = sum(each for each, _ in felt.values())
    return sum(each * sentiment for each, sentiment in felt.values()) / weight if felt else None
