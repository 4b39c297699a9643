"""What of the map and its evidence stands in for a score until people score: only what was said, never a default.

A figure of an opportunity, spread over the bounds of the criterion; it may lie between anchors. To-be journeys add
nothing: they carry hopes.

- severity, frequency: the mean of what the linked cards say, 1 … 5
- sentiment: Σ w·s / Σ w over the insights behind the opportunity and its cards, each once, and over the linked cards
  that somebody gave a sentiment and that count through no insight, −2 … +2; by a criterion other than satisfaction the
  unhappiest stands highest, since there is the most to win
- participants: how many of those who are quoted anywhere in the workspace are quoted here; as a plain number where the
  criterion has no upper bound
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from app.models.content import Content
from app.models.evidence import all_highlight_ids, insight_ids_of
from app.models.kinds import Prefill
from app.models.records import (
    AnyRecord,
    Card,
    CardHighlight,
    CardInsight,
    Criterion,
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
from app.scoring.evidence import voices_of


class Found(NamedTuple):
    """A figure about an opportunity, and out of how many cards, insights or people it was made."""

    figure: float
    made_of: int
    of: int = 0
    """How many people are quoted in the whole workspace; 0 for other figures."""


class Prefilled(NamedTuple):
    """A score that stands in, what kind of figure it is and what it was made of."""

    value: float
    kind: Prefill
    found: Found


def found_for(content: Content, opportunity_id: str, kind: Prefill) -> Found | None:
    """Return the figure of an opportunity, none where nothing was said."""
    return _FINDERS[kind](content, content.get(Opportunity, opportunity_id))


def prefilled(criterion: Criterion, found: Found | None) -> Prefilled | None:
    """Return what stands in for a score by a criterion, none where nothing was said or nothing is asked for."""
    kind = criterion.prefill
    if kind is None or found is None:
        return None
    if criterion.highest is None:
        return Prefilled(max(criterion.lowest, found.figure), kind, found)
    lowest, highest = (0.0, float(found.of)) if kind == "participants" else _RANGES[kind]
    share = (found.figure - lowest) / (highest - lowest)
    if kind == "sentiment" and criterion.part != "satisfaction":
        share = 1.0 - share
    value = criterion.lowest + min(1.0, max(0.0, share)) * (criterion.highest - criterion.lowest)
    return Prefilled(value, kind, found)


def prefill_of(content: Content, opportunity_id: str, criterion: Criterion) -> Prefilled | None:
    """Return what stands in for a score of an opportunity by a criterion, none where nothing does."""
    if criterion.prefill is None:
        return None
    return prefilled(criterion, found_for(content, opportunity_id, criterion.prefill))


_RANGES: Final[Mapping[Prefill, tuple[float, float]]] = {
    "severity": (1.0, 5.0),
    "frequency": (1.0, 5.0),
    "sentiment": (-2.0, 2.0),
}


def _cards(content: Content, opportunity: Opportunity) -> Iterator[Card]:
    """Yield the linked cards of journeys as they are."""
    for link in content.members(OpportunityCard, "opportunity_id", opportunity.id):
        card = content.get(Card, link.card_id)
        if content.get(Journey, card.journey_id).state != "to-be":
            yield card


def _mean_of(name: str) -> Callable[[Content, Opportunity], Found | None]:
    def found(content: Content, opportunity: Opportunity) -> Found | None:
        said = [getattr(card, name) for card in _cards(content, opportunity)]
        said = [each for each in said if each is not None]
        return Found(sum(said) / len(said), len(said)) if said else None

    return found


def _sentiment(content: Content, opportunity: Opportunity) -> Found | None:
    insights = _felt(content, insight_ids_of(content, opportunity))
    said: list[tuple[float, float]] = []
    for card in _cards(content, opportunity):
        if card.weight <= 0:
            continue
        through = _felt(content, insight_ids_of(content, card))
        if through:
            insights |= through
        elif card.sentiment is not None:
            said.append((card.weight, card.sentiment))
    said += insights.values()
    total = sum(weight for weight, _ in said)
    return Found(sum(weight * sentiment for weight, sentiment in said) / total, len(said)) if total else None


def _felt(content: Content, insight_ids: set[str]) -> dict[str, tuple[float, float]]:
    """Return the weight and the sentiment of the insights that have some, by id."""
    insights = (content.get(Insight, each) for each in sorted(insight_ids))
    return {each.id: (each.weight, each.sentiment) for each in insights if each.sentiment is not None and each.weight}


def _participants(content: Content, opportunity: Opportunity) -> Found | None:
    there = content.all(Highlight)
    people = voices_of(content, [there[each] for each in all_highlight_ids(content, opportunity)])
    return Found(float(people), people, _everybody(content)) if people else None


_FINDERS: Final[Mapping[Prefill, Callable[[Content, Opportunity], Found | None]]] = {
    "severity": _mean_of("severity"),
    "frequency": _mean_of("frequency"),
    "sentiment": _sentiment,
    "participants": _participants,
}


class _Quoted:
    """How many people are quoted in a workspace, counted anew where a passage or the kind of a source changes."""

    def __init__(self) -> None:
        self.people: int | None = None

    def note(self, before: AnyRecord | None, after: AnyRecord | None) -> None:
        """Forget the count where it may be another."""
        if type(after or before) in (Highlight, Source):
            self.people = None


def _everybody(content: Content) -> int:
    kept = content.index(_Quoted)
    if kept.people is None:
        kept.people = voices_of(content, list(content.all(Highlight).values()))
    return kept.people


BEHIND: Final[frozenset[type[AnyRecord]]] = frozenset(
    {
        Card,
        CardHighlight,
        CardInsight,
        Highlight,
        Insight,
        InsightHighlight,
        Journey,
        OpportunityCard,
        OpportunityHighlight,
        OpportunityInsight,
        Source,
    }
)
"""The types of records that prefills depend on."""
