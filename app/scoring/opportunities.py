"""The opportunities of a workspace in the order of the value matrix."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.models.content import Content
from app.models.records import Opportunity
from app.scoring.ranking import Interval, Place, Scores, rank
from app.scoring.robustness.exact import leads

EVEN_WEIGHT = 0.5
"""The weight of the customer side until somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An opportunity with its place at a weight, and the weights at which it leads (none = never)."""

    opportunity: Opportunity
    place: Place
    leads: Interval | None


def scores_of(opportunities: Iterable[Opportunity]) -> list[Scores]:
    """Return what the values of opportunities are made of."""
    return [Scores(each.id, each.customer, each.business) for each in opportunities]


def ranked(content: Content, weight: float) -> list[Ranked]:
    """Return all opportunities, the highest value first, those not scored yet last."""
    scores = scores_of(content.ordered(Opportunity))
    leading = leads(scores)
    return [Ranked(content.get(Opportunity, place.id), place, leading.get(place.id)) for place in rank(scores, weight)]
