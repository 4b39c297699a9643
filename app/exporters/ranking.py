"""The ranked opportunities for the command line: as data, and as a table to read."""

from collections.abc import Sequence
from typing import Any, Final

from app.layout.words import figure
from app.scoring.formulas import formula_text, scaled, shares_of
from app.scoring.models import Model, customer_share
from app.scoring.opportunities import SIDES, Ranked
from app.scoring.ranking import Interval, Place

NEVER: Final = "never first"


def rank_json(rows: Sequence[Ranked], model: Model, weights: Sequence[float]) -> list[dict[str, Any]]:
    """Return each opportunity with its rank, score, parts and the weights at which it leads, as floats with all digits.

    `scores` are by the names of the criteria; `parts` are what the score is the sum of, where weights stand in the
    formula, none where there is no such score. One without a score has no rank, but the best and the worst that it may
    still get. In the value matrix `parts` are customer = w · customer and business = (1 − w) · business.
    """
    return [
        {
            "rank": row.place.rank,
            "title": row.opportunity.title,
            "score": row.place.value,
            "parts": _parts(row, weights),
            "scores": {each.name: value for each, value in zip(model.criteria, row.values, strict=True)},
            "leads": [] if row.leads is None else [[float(end) for end in row.leads]],
            "decision": row.decided,
            **({part: row.worth(part) for part in SIDES} if model.kind == "value matrix" else {}),
            "best": row.place.best,
            "worst": row.place.worst,
        }
        for row in rows
    ]


def _parts(row: Ranked, weights: Sequence[float]) -> dict[str, float | None]:
    model = row.model
    if not model.weighed:
        return {}
    matrix = model.kind == "value matrix"
    return {
        (criterion.part if matrix else criterion.name): None
        if value is None
        else share * (value if matrix else scaled(criterion, value))
        for criterion, share, value in zip(model.criteria, shares_of(model, weights), row.values, strict=True)
        if model.counts(criterion)
    }


def rank_text(rows: Sequence[Ranked], model: Model, weights: Sequence[float]) -> str:
    """Return a table with the formula above it."""
    if not rows:
        return "There are no opportunities yet.\n"
    matrix = model.kind == "value matrix"
    names = ["Cust.", "Bus.", "Effort"] if matrix else [each.name for each in model.criteria]
    header = ["#", "Opportunity", "Value", *names, *(["Leads while weight is"] if matrix else []), "Decision"]
    lines = [header, *([*_cells(row)] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    table = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]
    return "\n".join([_formula(model, weights), "", *(line.rstrip() for line in table)]) + "\n"


def _formula(model: Model, weights: Sequence[float]) -> str:
    if model.kind != "value matrix":
        return f"{model.title}: {formula_text(model, weights)}"
    weight = customer_share(model, weights)
    return f"value = {weight:g} x customer + {1 - weight:g} x business"


def _cells(row: Ranked) -> list[str]:
    each, place = row.opportunity, row.place
    leads = [spoken_interval(row.leads) if place.rank is not None else "-"]
    return [
        str(place.rank) if place.rank is not None else _open_rank(place),
        " ".join(each.title.split()) or "Untitled",
        short(place.value),
        *map(short, row.values),
        *(leads if row.model.kind == "value matrix" else []),
        row.decided or "open",
    ]


def _open_rank(place: Place) -> str:
    """Return the ranks that a missing score leaves open."""
    return f"{place.best}?" if place.best == place.worst else f"{place.best}-{place.worst}?"


def short(value: float | None) -> str:
    """Return a value with at most one decimal."""
    return "-" if value is None else figure(value)


def spoken_interval(interval: Interval | None) -> str:
    """Return the weights at which an opportunity leads, with two decimals."""
    if interval is None:
        return NEVER
    low, high = (f"{float(end):.2f}" for end in interval)
    return low if interval[0] == interval[1] else f"{low}-{high}"
