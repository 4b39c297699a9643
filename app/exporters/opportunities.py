"""The opportunities of a workspace as a list: CSV or XLSX, ranked, that is read back as it was."""

from collections.abc import Iterator
from typing import Final

from app.exporters.sheets import Cell, Sheet
from app.models.content import Content, decision_of, journeys_of_opportunity
from app.models.tables import COMPUTED_COLUMNS, OPPORTUNITY_COLUMNS
from app.scoring.evidence import evidence_of
from app.scoring.models import matrix_weights, model_of
from app.scoring.opportunities import Ranked, ranked, sides_of

_WIDTHS: Final = (48, 11, 11, 9, 28, 14, 48, 8, 10, 14, 12, 9)


def sheet_of(content: Content, weight: float | None) -> Sheet:
    """Return the list as a table; `weight` is that of the customer side, none = as agreed."""
    return Sheet("Opportunities", _WIDTHS, rows_of(content, weight))


def rows_of(content: Content, weight: float | None) -> Iterator[list[Cell]]:
    """Yield the header, then each opportunity from the first place down; `weight` is that of the customer side."""
    model = model_of(content)
    yield [*OPPORTUNITY_COLUMNS, *COMPUTED_COLUMNS]
    for each in ranked(content, model, matrix_weights(model, weight)):
        yield _row(content, each)


def _row(content: Content, ranked_: Ranked) -> list[Cell]:
    each, place = ranked_.opportunity, ranked_.place
    evidence, decision = evidence_of(content, each), decision_of(content, each.id)
    journeys = "\n".join(journey.title for journey in journeys_of_opportunity(content, each.id))
    return [
        each.title,
        *sides_of(content, each.id),
        journeys,
        (decision and decision.kind) or "",
        decision.reason if decision else "",
        place.rank,
        place.value,
        evidence.held,
        evidence.participants,
        evidence.quotes,
    ]
