"""The thread from a card, an insight or an opportunity to what was said, and back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from app.models.content import Content, sort_key
from app.models.records import (
    AnyRecord,
    Card,
    CardHighlight,
    CardInsight,
    EvidenceVerdict,
    Highlight,
    Insight,
    InsightHighlight,
    Journey,
    Opportunity,
    OpportunityCard,
    OpportunityHighlight,
    OpportunityInsight,
    Source,
)

Backed = Card | Insight | Opportunity
"""What evidence is there for."""

INSIGHT_LINKS: Final[dict[type[Any], type[Any]]] = {Card: CardInsight, Opportunity: OpportunityInsight}
HIGHLIGHT_LINKS: Final[dict[type[Any], type[Any]]] = {
    Card: CardHighlight,
    Insight: InsightHighlight,
    Opportunity: OpportunityHighlight,
}
"""What joins each to its insights, and to its passages."""


def place_of(highlight: Highlight) -> tuple[int, int, int, int, str]:
    """Return what the highlights of one source are ordered by: where they stand in it."""
    return highlight.turn, highlight.start, highlight.last_turn, highlight.end, highlight.id


class _ByTurn:
    """The highlights of the sources that were asked for, by turn, forgotten where one of them changes."""

    def __init__(self) -> None:
        self.sources: dict[str, dict[int, list[Highlight]]] = {}

    def note(self, before: AnyRecord | None, after: AnyRecord | None) -> None:
        """Forget the sources of a highlight that changes."""
        for record in (before, after):
            if isinstance(record, Highlight):
                self.sources.pop(record.source_id, None)


def highlights_by_turn(content: Content, source_id: str) -> Mapping[int, Sequence[Highlight]]:
    """Return the highlights of a source by each turn that they stand in, from first to last; kept while they stay."""
    kept = content.index(_ByTurn).sources
    by_turn = kept.get(source_id)
    if by_turn is None:
        by_turn = {}
        for highlight in content.members(Highlight, "source_id", source_id):
            for number in range(highlight.turn, highlight.last_turn + 1):
                by_turn.setdefault(number, []).append(highlight)
        for each in by_turn.values():
            each.sort(key=place_of)
        kept[source_id] = by_turn
    return by_turn


def highlights_of_source(content: Content, source_id: str) -> tuple[Highlight, ...]:
    """Return the highlights of a source from first to last."""
    return tuple(sorted(content.members(Highlight, "source_id", source_id), key=place_of))


def insights_of(content: Content, record: Card | Opportunity) -> tuple[Insight, ...]:
    """Return the insights that are evidence of a card or an opportunity; of a card also the one that it shows."""
    return tuple(sorted((content.get(Insight, each) for each in insight_ids_of(content, record)), key=sort_key))


def insight_ids_of(content: Content, record: Card | Opportunity) -> set[str]:
    """Return the ids of the insights that are evidence of a card or an opportunity; see `insights_of`."""
    kind = record.kind_name
    links: Iterable[Any] = content.members(INSIGHT_LINKS[type(record)], f"{kind}_id", record.id)
    ids = {each.insight_id for each in links}
    if isinstance(record, Card) and record.insight_id is not None:
        ids.add(record.insight_id)
    return ids


def highlight_ids_of(content: Content, record: Backed) -> Iterator[str]:
    """Yield the ids of the passages that are evidence by themselves, of a card also the one that it shows."""
    links: Iterable[Any] = content.members(HIGHLIGHT_LINKS[type(record)], f"{record.kind_name}_id", record.id)
    for each in links:
        yield each.highlight_id
    if isinstance(record, Card) and record.highlight_id is not None:
        yield record.highlight_id


def direct_highlights(content: Content, record: Backed) -> tuple[Highlight, ...]:
    """Return the passages that are evidence by themselves, source by source, in their order there."""
    return in_order_of_sources(content, highlight_ids_of(content, record))


def all_highlights(content: Content, record: Backed) -> tuple[Highlight, ...]:
    """Return the passages that are evidence by themselves or through insights; of an opportunity also its cards'."""
    return in_order_of_sources(content, all_highlight_ids(content, record))


def all_highlight_ids(content: Content, record: Backed) -> set[str]:
    """Return the ids of the passages that are evidence by themselves or through insights; see `all_highlights`."""
    ids = set(highlight_ids_of(content, record))
    if not isinstance(record, Insight):
        for insight_id in insight_ids_of(content, record):
            ids.update(each.highlight_id for each in content.members(InsightHighlight, "insight_id", insight_id))
    if isinstance(record, Opportunity):
        for link in content.members(OpportunityCard, "opportunity_id", record.id):
            card = content.get(Card, link.card_id)
            if content.get(Journey, card.journey_id).state != "to-be":  # hopes: no evidence is theirs
                ids |= all_highlight_ids(content, card)
    return ids


def in_order_of_sources(content: Content, ids: Iterable[str]) -> tuple[Highlight, ...]:
    """Return highlights source by source, in their order there."""
    found = [content.get(Highlight, each) for each in dict.fromkeys(ids)]
    ranks = {each.id: place for place, each in enumerate(content.ordered(Source))} if len(found) > 1 else {}
    return tuple(sorted(found, key=lambda each: (ranks.get(each.source_id, 0), *place_of(each))))


def insights_from(content: Content, highlight_id: str) -> tuple[Insight, ...]:
    """Return the insights that are drawn from a passage."""
    links = content.members(InsightHighlight, "highlight_id", highlight_id)
    return tuple(sorted((content.get(Insight, each.insight_id) for each in links), key=sort_key))


def cards_showing(content: Content, insight_id: str) -> tuple[Card, ...]:
    """Return the cards of all maps that show an insight."""
    return content.holding(Card, "insight_id", insight_id)


def cards_backed_by(content: Content, insight_id: str) -> tuple[Card, ...]:
    """Return the cards of all maps that show an insight or have it as evidence."""
    ids = {card.id for card in content.members(Card, "insight_id", insight_id)}
    ids |= {each.card_id for each in content.members(CardInsight, "insight_id", insight_id)}
    return tuple(sorted((content.get(Card, each) for each in ids), key=sort_key))


def unplaced_insights(content: Content) -> tuple[Insight, ...]:
    """Return the insights that no placed card shows or has as evidence, by rank: the queue."""
    placed = {card.insight_id for card in content.all(Card).values() if card.insight_id and card.lane_id}
    for link in content.all(CardInsight).values():
        if content.get(Card, link.card_id).lane_id is not None:
            placed.add(link.insight_id)
    return tuple(insight for insight in content.ordered(Insight) if insight.id not in placed)


def verdict_of(content: Content, record: Backed) -> EvidenceVerdict | None:
    """Return what somebody last held the evidence to be; none where nobody said."""
    verdicts = content.members(EvidenceVerdict, f"{record.kind_name}_id", record.id)
    return max(verdicts, key=lambda each: (each.decided_on, each.id), default=None)
