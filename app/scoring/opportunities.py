"""The opportunities of a workspace in the order of a scoring model, and what each is held to be worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.models.content import Content, decision_of
from app.models.kinds import DecisionKind, FormulaPart
from app.models.records import Decision, Opportunity
from app.scoring.models import Model, model_of, value_matrix
from app.scoring.ranking import Field, Interval, Place, field_of, rank_field
from app.scoring.scores import Row, row_of, standings, values_in


@dataclass(frozen=True, slots=True)
class Ranked:
    """An opportunity with its place by a model, what it is held to be worth, and what was decided.

    `leads` are the weights at which it leads in the value matrix, none = never.
    """

    opportunity: Opportunity
    place: Place
    leads: Interval | None
    model: Model
    row: Row
    decision: Decision | None = None

    @property
    def decided(self) -> DecisionKind | None:
        """What is decided; none where it is open."""
        return self.decision.kind if self.decision else None

    @property
    def values(self) -> tuple[float | None, ...]:
        """What it is held to be worth by each criterion of the model."""
        return values_in(self.row)

    def worth(self, part: FormulaPart) -> float | None:
        """Return what it is held to be worth by the criterion that is a part of the formula; none where none is."""
        found = (
            each.value for each, criterion in zip(self.row, self.model.criteria, strict=True) if criterion.part == part
        )
        return next(found, None)


class Sides(NamedTuple):
    """What an opportunity is worth in the value matrix: customer and business 0 … 100, effort 0 … 5, none = open."""

    customer: float | None = None
    business: float | None = None
    effort: float | None = None


SIDES: Final[tuple[FormulaPart, ...]] = ("customer", "business", "effort")
"""The parts of the value matrix, in the order of `Sides`."""


def sides_of(content: Content, opportunity_id: str) -> Sides:
    """Return what an opportunity is worth in the value matrix."""
    model = value_matrix(content)
    return _sides(model, row_of(content, opportunity_id, model))


def _sides(model: Model, row: Row) -> Sides:
    by_part = {criterion.part: standing.value for criterion, standing in zip(model.criteria, row, strict=True)}
    return Sides(*(by_part.get(part) for part in SIDES))


def field_for(content: Content, model: Model) -> Field:
    """Return all opportunities as a model ranks them, in the order of their list."""
    rows = standings(content, model)
    return field_of(model, ((each.id, values_in(rows[each.id])) for each in content.ordered(Opportunity)))


def leads_in(field: Field) -> Mapping[str, Interval]:
    """Return by id the weights of the customer side at which an opportunity leads in the value matrix."""
    if field.model.kind != "value matrix":
        return {}
    from app.scoring.robustness.exact import leads  # maps rank, too, and don't ask who leads

    customer, business = (field.columns[field.model.place_of(part)] for part in SIDES[:2])
    return leads(zip(field.ids, customer, business, strict=True))


def ranked(content: Content, model: Model | None = None, weights: Sequence[float] | None = None) -> list[Ranked]:
    """Return all opportunities by a model, the highest value first, those not scored yet last.

    Without a model that of the workspace ranks, without weights the agreed ones of its criteria do.
    """
    model = model or model_of(content)
    field = field_for(content, model)
    leading, rows = leads_in(field), standings(content, model)
    return [
        Ranked(
            content.get(Opportunity, place.id),
            place,
            leading.get(place.id),
            model,
            rows[place.id],
            decision_of(content, place.id),
        )
        for place in rank_field(field, weights)
    ]
