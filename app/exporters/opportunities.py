"""The opportunities of a workspace as a list: CSV or XLSX, ranked, that is read back as it was."""

from collections.abc import Iterator, Sequence
from typing import Final

from app.exporters.sheets import Cell, Sheet
from app.models.content import Content, decision_of, journeys_of_opportunity
from app.models.records import Score, Scorer
from app.models.tables import COMPUTED_COLUMNS
from app.scoring.evidence import evidence_of
from app.scoring.models import Model, matrix_weights, model_of, models_of
from app.scoring.opportunities import Ranked, ranked
from app.scoring.score_columns import COUNTS_AS, LIMITS, PLAIN_COLUMNS, Limit, ScoreColumn, heading_of
from app.scoring.scores import standings

_TITLE: Final = 48
_SCORE: Final = 11
_PLAIN: Final = (28, 14, 48)
_COMPUTED: Final = (8, 10, 14, 12, 9)

Scored = dict[tuple[str, str, str | None], Score]
"""Scores by opportunity, criterion and scorer, without overrides."""


def sheet_of(content: Content, weight: float | None) -> Sheet:
    """Return the list as a table; `weight` is that of the customer side in the value matrix, none = as agreed."""
    header, *rows = rows_of(content, weight)
    scores = len(header) - 1 - len(_PLAIN) - len(_COMPUTED)
    return Sheet("Opportunities", (_TITLE, *[_SCORE] * scores, *_PLAIN, *_COMPUTED), [header, *rows])


def rows_of(content: Content, weight: float | None) -> Iterator[list[Cell]]:
    """Yield the header, then each opportunity from the first place down; `weight` as above."""
    model, scored = model_of(content), _scored(content)
    filled = _filled(scored, model)
    scorers: dict[str | None, str | None] = {None: None}
    scorers |= {each.id: each.name for each in content.ordered(Scorer)}
    columns = [
        (ScoreColumn(each, criterion, scorers[scorer_id], limit), scorer_id)
        for each in _models(content, model)
        for criterion in each.criteria
        for scorer_id in scorers
        for limit in LIMITS
        if (criterion.id, scorer_id, limit) in filled
    ]
    counted = _counted(content, model, scored)
    yield [
        PLAIN_COLUMNS[0],
        *(heading_of(column, model) for column, _ in columns),
        *PLAIN_COLUMNS[1:],
        *(heading_of(ScoreColumn(model, model.criteria[at]), model) + COUNTS_AS for at in counted),
        *COMPUTED_COLUMNS,
    ]
    for row in ranked(content, model, matrix_weights(model, weight)):
        scores = [_score(scored, row.opportunity.id, column, scorer_id) for column, scorer_id in columns]
        yield _row(content, row, scores, [row.values[at] for at in counted])


def _models(content: Content, current: Model) -> list[Model]:
    """Return the models whose scores are listed, the current one first; none while it is scored blind."""
    models = [current, *(each for each in models_of(content) if each.id != current.id)]
    return [each for each in models if not each.record.blind]


def _scored(content: Content) -> Scored:
    return {
        (each.opportunity_id, each.criterion_id, each.scorer_id): each
        for each in content.all(Score).values()
        if each.origin != "override"
    }


def _filled(scored: Scored, current: Model) -> set[tuple[str, str | None, Limit]]:
    """Return the columns that hold anything; the group's of the current model are always there."""
    limits: tuple[tuple[Limit, str], ...] = (("", "value"), ("low", "low"), ("high", "high"))
    always: set[tuple[str, str | None, Limit]] = {(each.id, None, "") for each in current.criteria}
    return always | {
        (criterion_id, scorer_id, limit)
        for (_, criterion_id, scorer_id), each in scored.items()
        for limit, name in limits
        if getattr(each, name) is not None
    }


def _score(scored: Scored, opportunity_id: str, column: ScoreColumn, scorer_id: str | None) -> float | None:
    found = scored.get((opportunity_id, column.criterion.id, scorer_id))
    score: float | None = getattr(found, column.limit or "value", None)
    return score


def _counted(content: Content, model: Model, scored: Scored) -> list[int]:
    """Return the criteria, by their places, of which something else counts than what the group scored."""

    def differs(opportunity_id: str, criterion_id: str, value: float | None) -> bool:
        found = scored.get((opportunity_id, criterion_id, None))
        return value is not None and (found is None or found.value != value)

    rows = standings(content, model)
    return [
        at
        for at, criterion in enumerate(model.criteria)
        if any(differs(each, criterion.id, row[at].value) for each, row in rows.items())
    ]


def _row(content: Content, ranked_: Ranked, scores: Sequence[Cell], counted: Sequence[Cell]) -> list[Cell]:
    each, place = ranked_.opportunity, ranked_.place
    evidence, decision = evidence_of(content, each), decision_of(content, each.id)
    journeys = "\n".join(journey.title for journey in journeys_of_opportunity(content, each.id))
    return [
        each.title,
        *scores,
        journeys,
        (decision and decision.kind) or "",
        decision.reason if decision else "",
        *counted,
        place.rank,
        place.value,
        evidence.held,
        evidence.participants,
        evidence.quotes,
    ]
