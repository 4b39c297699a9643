"""Scores in the value matrix, as records and in a file."""

from app.models.content import Content
from app.models.records import AnyRecord, Opportunity, Score
from app.scoring.models import value_matrix
from app.scoring.presets import preset
from app.services.scoring import keep_model
from app.store import Store

MATRIX: tuple[AnyRecord, ...] = value_matrix(Content()).records
"""The records of the value matrix, which scores need in a file."""


def matrix_scores(
    opportunity_id: str, customer: float | None = None, business: float | None = None, effort: float | None = None
) -> list[Score]:
    """Return the group's scores of an opportunity in the value matrix."""
    return [
        Score(
            id=f"{opportunity_id}/{criterion.part}",
            opportunity_id=opportunity_id,
            criterion_id=criterion.id,
            value=value,
            at="2026-11-22T12:00:00+00:00",
        )
        for criterion, value in zip(preset("value matrix").criteria, (customer, business, effort), strict=True)
        if value is not None
    ]


def scored(
    opportunity: Opportunity,
    customer: float | None = None,
    business: float | None = None,
    effort: float | None = None,
) -> list[AnyRecord]:
    """Return an opportunity and its scores in the value matrix."""
    return [opportunity, *matrix_scores(opportunity.id, customer, business, effort)]


def score_matrix(
    store: Store,
    opportunity_id: str,
    customer: float | None = None,
    business: float | None = None,
    effort: float | None = None,
) -> None:
    """Score an opportunity in the value matrix, in one step."""
    with store.edit("Score") as edit:
        keep_model(edit, value_matrix(edit.content))
        edit.put(*matrix_scores(opportunity_id, customer, business, effort))
