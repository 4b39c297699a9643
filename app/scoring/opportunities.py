"""The opportunities of a workspace in the order of the value matrix."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.models.content import Content, decision_of
from app.models.kinds import DecisionKind
from app.models.records import Decision, Opportunity
from app.scoring.ranking import Interval, Place, Scores, rank
from app.scoring.robustness.exact import leads

EVEN_WEIGHT = 0.5
"""The weight of the customer side until somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An opportunity with its place at a weight, the weights at which it leads (none = never), and what was decided."""

    opportunity: Opportunity
    place: Place
    leads: Interval | None
    decision: Decision | None = None

    @property
    def decided(self) -> DecisionKind | None:
        """What is decided; none where it is open."""
        return self.decision.kind if self.decision else None


def scores_of(opportunities: Iterable[Opportunity]) -> list[Scores]:
    """Return what the values of opportunities are made of."""
    return [Scores(each.id, each.customer, each.business) for each in opportunities]


def ranked(content: Content, weight: float) -> list[Ranked]:
    """Return all opportunities, the highest value first, those not scored yet last."""
    scores = scores_of(content.ordered(Opportunity))
    leading = leads(scores)
    return [
        Ranked(content.get(Opportunity, place.id), place, leading.get(place.id), decision_of(content, place.id))
        for place in rank(scores, weight)
    ]
