"""Where people who scored one by one lie apart: what a room talks about once a blind round is revealed."""

from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

from app.models.content import Content
from app.models.records import Criterion, Opportunity, Score, Scorer
from app.scoring.models import Model


class Disagreement(NamedTuple):
    """What people said of an opportunity by one criterion, from the lowest value up.

    `apart` is how far their values lie apart, as a share 0 … 1 of the criterion's bounds; of the highest value where it
    has none. `doubt` is the same of all limits that they hold possible.
    """

    opportunity: Opportunity
    criterion: Criterion
    rows: tuple[Score, ...]
    median: float
    apart: float
    doubt: float


def disagreements(content: Content, model: Model, opportunity_ids: Iterable[str]) -> list[Disagreement]:
    """Return what scorers said of these opportunities, the widest apart first, then the most in doubt.

    What the group scored as a whole and overrides are left out: they are nobody's.
    """
    found = [
        each
        for opportunity_id in opportunity_ids
        for criterion in model.criteria
        if (each := _disagreement(content, opportunity_id, criterion)) is not None
    ]
    return sorted(found, key=lambda each: (-each.apart, -each.doubt))


def said_by(content: Content, model: Model, scorer_id: str) -> dict[tuple[str, str], Score]:
    """Return what somebody scored by a model, by opportunity and criterion."""
    criteria = {each.id for each in model.criteria}
    return {
        (each.opportunity_id, each.criterion_id): each
        for each in content.members(Score, "scorer_id", scorer_id)
        if each.criterion_id in criteria and each.origin != "override"
    }


def scorers_of(content: Content, model: Model) -> list[Scorer]:
    """Return who scored anything by a model, in the order of the register."""
    return [each for each in content.ordered(Scorer) if said_by(content, model, each.id)]


def _disagreement(content: Content, opportunity_id: str, criterion: Criterion) -> Disagreement | None:
    rows = [
        (each.value, each)
        for each in content.members(Score, "opportunity_id", opportunity_id)
        if each.criterion_id == criterion.id and each.scorer_id and each.origin != "override" and each.value is not None
    ]
    if not rows:
        return None
    rows.sort(key=lambda row: (row[0], row[1].scorer_id))
    values = [value for value, _ in rows]
    ends = [end for value, row in rows for end in (row.low, value, row.high) if end is not None]
    opportunity = content.get(Opportunity, opportunity_id)
    said, doubt = _share(criterion, values), _share(criterion, ends)
    return Disagreement(opportunity, criterion, tuple(row for _, row in rows), median(values), said, doubt)


def _share(criterion: Criterion, values: list[float]) -> float:
    room = max(values) - criterion.lowest if criterion.highest is None else criterion.highest - criterion.lowest
    return (max(values) - min(values)) / room if room else 0.0
