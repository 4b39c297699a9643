"""The ranked opportunities for the command line: as data, and as a table to read."""

from collections.abc import Sequence
from typing import Any, Final

from app.exporters.text_table import aligned
from app.layout.robustness_words import question_text, unseating_text
from app.layout.words import figure
from app.scoring.formulas import formula_text, scaled, shares_of
from app.scoring.models import Model, customer_share
from app.scoring.opportunities import SIDES, Ranked
from app.scoring.ranking import Interval, Place
from app.scoring.robustness.assessed import Assessment, Robustness
from app.scoring.robustness.unseating import Change

NEVER: Final = "never first"


def rank_json(rows: Sequence[Ranked], robustness: Robustness) -> list[dict[str, Any]]:
    """Return each opportunity with its rank, score, parts and the weights at which it leads, as floats with all digits.

    `scores` are by the names of the criteria; `parts` are what the score is the sum of, where weights stand in the
    formula, none where there is no such score. One without a score has no rank, but the best and the worst that it may
    still get. In the value matrix `parts` are customer = w · customer and business = (1 − w) · business. How well all
    that holds is in the keys from `evidence` on (docs/robustness.md).
    """
    model, weights = robustness.model, robustness.weights
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
            **_holding(robustness, robustness.of[row.opportunity.id]),
        }
        for row in rows
    ]


def _holding(robustness: Robustness, each: Assessment) -> dict[str, Any]:
    """Return how well the place of one opportunity holds."""
    case, (leaders, change) = robustness.case, (robustness.unseating.leaders, robustness.unseating.change)
    return {
        "evidence": each.evidence,
        "first_share": each.first_share,
        "could_be": list(each.could_be),
        "level_with": [case.titles[other] for other in each.level_with],
        "to_lead": _change(robustness, each.change),
        "unseated_by": _change(robustness, change) if each.id in leaders else None,
        "questions": [question_text(case, question) for question in each.questions],
    }


def _change(robustness: Robustness, change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {
        "moved": change.moved,
        "weights": {
            criterion.name: weight
            for criterion, weight in zip(robustness.model.criteria, change.weights, strict=True)
            if robustness.model.counts(criterion)
        },
        "leads": [robustness.case.titles[each] for each in change.takes_over],
    }


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


def rank_text(rows: Sequence[Ranked], robustness: Robustness) -> str:
    """Return a table with the formula above it, and below it how well the ranking holds and what to learn next."""
    if not rows:
        return "There are no opportunities yet.\n"
    model, weights = robustness.model, robustness.weights
    matrix = model.kind == "value matrix"
    names = ["Cust.", "Bus.", "Effort"] if matrix else [each.name for each in model.criteria]
    leads = ["Leads while weight is"] if matrix else []
    header = ["#", "Opportunity", "Value", *names, *leads, "First in", "Could be", "Evidence", "Decision"]
    table = aligned([header, *(_cells(row, robustness.of[row.opportunity.id]) for row in rows)])
    parts = [_formulas(model, weights), table, _tested(robustness), _to_learn(robustness)]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _tested(robustness: Robustness) -> list[str]:
    """Return what unseats the leader, and how the shares were drawn."""
    if robustness.model.record.blind:
        return ["A blind round is open: there are no values and ranks until the scores are revealed."]
    shares = robustness.shares
    drawn = f"First in: share of {shares.draws:,} draws of weights and scores within their limits, seed {shares.seed}."
    if not shares.varied:
        drawn = "Nothing varies: there are no weights to draw, and nobody gave limits of a score."
    return [each for each in (unseating_text(robustness), drawn if shares.rows else "") if each]


def _to_learn(robustness: Robustness) -> list[str]:
    questions = [f"- {question_text(robustness.case, each)}" for each in robustness.questions]
    return ["What to learn next:", *questions] if questions else []


def _formulas(model: Model, weights: Sequence[float]) -> list[str]:
    """Return the formula, and where other weights are tried, that with the agreed ones."""
    shown, agreed = _formula(model, weights), _formula(model, model.weights)
    return [shown] if shown == agreed else [shown, f"Weights that are tried. Agreed on: {agreed}"]


def _formula(model: Model, weights: Sequence[float]) -> str:
    if model.kind != "value matrix":
        return f"{model.title}: {formula_text(model, weights)}"
    weight = customer_share(model, weights)
    return f"value = {weight:g} x customer + {1 - weight:g} x business"


def _cells(row: Ranked, holding: Assessment) -> list[str]:
    each, place = row.opportunity, row.place
    leads = [spoken_interval(row.leads) if place.rank is not None else "-"]
    return [
        str(place.rank) if place.rank is not None else _open_rank(place),
        " ".join(each.title.split()) or "Untitled",
        short(place.value),
        *map(short, row.values),
        *(leads if row.model.kind == "value matrix" else []),
        "-" if holding.first_share is None else f"{holding.first_share:.0%}",
        "-".join(map(str, dict.fromkeys(holding.could_be))),
        holding.evidence,
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
