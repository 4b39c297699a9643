"""The ranked opportunities for the command line: as data, and as a table to read."""

from collections.abc import Sequence
from typing import Any, Final

from app.layout.words import figure
from app.scoring.opportunities import Ranked
from app.scoring.ranking import Interval, Place

NEVER: Final = "never first"


def rank_json(rows: Sequence[Ranked], weight: float) -> list[dict[str, Any]]:
    """Return each opportunity with its rank, score, parts and the weights at which it leads, as floats with all digits.

    `parts` are what the score is the sum of: customer = w · customer, business = (1 − w) · business; none where there
    is no such score. One without a score has no rank, but the best and the worst that it may still get.
    """
    return [
        {
            "rank": row.place.rank,
            "title": row.opportunity.title,
            "score": row.place.value,
            "parts": {
                "customer": _part(weight, row.opportunity.customer),
                "business": _part(1.0 - weight, row.opportunity.business),
            },
            "effort": row.opportunity.effort,
            "leads": [] if row.leads is None else [[float(end) for end in row.leads]],
            "decision": row.decided,
            "customer": row.opportunity.customer,
            "business": row.opportunity.business,
            "best": row.place.best,
            "worst": row.place.worst,
        }
        for row in rows
    ]


def _part(weight: float, score: float | None) -> float | None:
    return None if score is None else weight * score


def rank_text(rows: Sequence[Ranked], weight: float) -> str:
    """Return a table with the formula above it."""
    if not rows:
        return "There are no opportunities yet.\n"
    header = ["#", "Opportunity", "Value", "Cust.", "Bus.", "Effort", "Leads while weight is", "Decision"]
    lines = [header, *([*_cells(row)] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    formula = f"value = {weight:g} x customer + {1 - weight:g} x business"
    table = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]
    return "\n".join([formula, "", *(line.rstrip() for line in table)]) + "\n"


def _cells(row: Ranked) -> list[str]:
    each, place = row.opportunity, row.place
    return [
        str(place.rank) if place.rank is not None else _open_rank(place),
        " ".join(each.title.split()) or "Untitled",
        short(place.value),
        short(each.customer),
        short(each.business),
        short(each.effort),
        spoken_interval(row.leads) if place.rank is not None else "-",
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
