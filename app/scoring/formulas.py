"""The formulas of the scoring models, each as it was published.

- value matrix: (w₁ · customer + w₂ · business) / (w₁ + w₂); effort is shown beside it
- opportunity score: importance + max(importance − satisfaction, 0)
  (A. Ulwick, *Turn Customer Input into Innovation*, Harvard Business Review, January 2002; *What Customers Want*, 2005)
- RICE: reach × impact × confidence / effort, confidence in percent (S. McBride, Intercom, 2016)
- ICE: impact × confidence × ease (S. Ellis; *Hacking Growth*, 2017)
- WSJF: cost of delay / job size, the cost of delay being user-business value + time criticality + risk reduction and
  enablement (the sum of the Scaled Agile Framework; cost of delay / duration is D. Reinertsen’s, 2009)
- weighted criteria: Σ w·u / Σ w, where u is where a score lies between the bounds of its criterion, in percent, and for
  a criterion of the effort side 100 minus that: the weighted sum of multi-attribute value theory
  (R. Keeney and H. Raiffa, *Decisions with Multiple Objectives*, 1976)

Where all weights are 0, all criteria count alike. A score is a number, or an array of numpy with one for each draw.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import add
from typing import Any, Final

from app.models.errors import InputError
from app.models.kinds import FormulaPart, ScoringKind
from app.models.records import Criterion
from app.scoring.models import Model

ENDLESS: Final = 1e100
"""What stands for a bound that there is none of, and one over it for a divisor of 0, where an open value is spanned."""

DIVISORS: Final[Mapping[ScoringKind, FormulaPart]] = {"RICE": "effort", "WSJF": "size"}
"""What the formula divides by: it can't be 0."""

_DOWN: Final[frozenset[FormulaPart]] = frozenset({"satisfaction", "effort", "size"})
"""The parts that make the value of their model lower the higher they are."""


def value_of(model: Model, scores: Sequence[float], weights: Sequence[float] | None = None) -> float:
    """Return the value of one opportunity from its scores in the order of the criteria; weights none = as agreed.

    Raises InputError where effort (RICE) or size (WSJF) is not above 0.
    """
    divisor = DIVISORS.get(model.kind)
    if divisor is not None:
        place = model.place_of(divisor)
        refuse(model, model.criteria[place], scores[place])
    return float(values_of(model, scores, weights))


def values_of(model: Model, scores: Sequence[Any], weights: Sequence[float] | None = None) -> Any:
    """Return the same for arrays of numpy, one array or number a criterion; nothing is refused."""
    return _FORMULAS[model.kind](model, scores, model.weights if weights is None else weights)


def refuse(model: Model, criterion: Criterion, value: float) -> None:
    """Raise InputError where the formula can't be computed with a score: an effort or a size of 0."""
    if criterion.part == DIVISORS.get(model.kind) and not value > 0:
        raise InputError(
            f"{criterion.name} can’t be {value:g}: {model.title} divides by it. Give a number above 0, however small."
        )


def bounds(criterion: Criterion) -> tuple[float, float]:
    """Return the lowest and the highest score by a criterion, the highest being infinite where it has no bound."""
    return criterion.lowest, float("inf") if criterion.highest is None else criterion.highest


def lowers(model: Model, criterion: Criterion) -> bool:
    """Return whether a higher score by a criterion makes the value lower."""
    return criterion.side == "effort" if criterion.part == "criterion" else criterion.part in _DOWN


def worst_and_best(model: Model, criterion: Criterion) -> tuple[float, float]:
    """Return the finite scores by a criterion that make the value lowest and highest."""
    low, high = criterion.lowest, ENDLESS if criterion.highest is None else criterion.highest
    if criterion.part == DIVISORS.get(model.kind):
        low = max(low, 1.0 / ENDLESS)
    return (high, low) if lowers(model, criterion) else (low, high)


def span(model: Model, scores: Sequence[float | None], weights: Sequence[float] | None = None) -> tuple[float, float]:
    """Return the lowest and the highest value of an opportunity whose missing scores may still be anything."""
    known = list(zip(scores, (worst_and_best(model, each) for each in model.criteria), strict=True))
    low, high = (
        float(values_of(model, [ends[at] if score is None else score for score, ends in known], weights))
        for at in (0, 1)
    )
    return low, high


def most_of(model: Model) -> float | None:
    """Return the highest value that a model can give, none where there is no bound."""
    if model.kind == "RICE":
        return None
    return span(model, [None] * len(model.criteria))[1]


def counted_weights(model: Model, weights: Sequence[float] | None = None) -> tuple[list[float], float]:
    """Return the weights, 0 for a criterion that is only shown, all 1 where all of them are 0; and their sum."""
    given = model.weights if weights is None else weights
    counted = [model.counts(each) for each in model.criteria]
    kept = [weight if counts else 0.0 for weight, counts in zip(given, counted, strict=True)]
    total = sum(kept)
    if not total:
        kept = [float(counts) for counts in counted]
        total = sum(kept)
    return kept, total


def shares_of(model: Model, weights: Sequence[float] | None = None) -> tuple[float, ...]:
    """Return the weights divided by their sum, 0 for a criterion that is only shown; they add up to 1."""
    kept, total = counted_weights(model, weights)
    return tuple(each / total for each in kept)


def scaled(criterion: Criterion, score: Any) -> Any:
    """Return where a score lies between the bounds of its criterion, in percent; 100 minus that on the effort side."""
    low, high = criterion.lowest, criterion.highest
    if high is None or high <= low:
        raise InputError(f"{criterion.name} has no bounds to weigh it by. Give it a lowest and a highest value.")
    percent = 100.0 * (score - low) / (high - low)
    return 100.0 - percent if criterion.side == "effort" else percent


def formula_text(model: Model, weights: Sequence[float] | None = None) -> str:
    """Return the formula in plain words, with the weights as shares of 1 where it has some."""
    turned = model.kind == "weighted criteria"
    names = [f"(100 − {each.name})" if turned and each.side == "effort" else each.name for each in model.criteria]
    return f"value = {_TEXTS[model.kind](model, names, weights)}"


def worked(model: Model, scores: Sequence[float | None], weights: Sequence[float] | None = None) -> str:
    """Return the formula with the scores of one opportunity in it; “?” stands for one that is missing.

    For weighted criteria it shows where each score lies between its bounds, in percent (see `scaled`).
    """
    percents = model.kind == "weighted criteria"
    shown = [
        "?" if score is None else short(scaled(criterion, score) if percents else score)
        for criterion, score in zip(model.criteria, scores, strict=True)
    ]
    return _TEXTS[model.kind](model, shown, weights)


def arithmetic(model: Model, scores: Sequence[float], weights: Sequence[float] | None = None) -> str:
    """Return the formula with the scores of one opportunity in it and what comes of it.

    Raises InputError where effort (RICE) or size (WSJF) is not above 0.
    """
    return f"{worked(model, scores, weights)} = {short(value_of(model, scores, weights))}"


def short(value: float) -> str:
    """Return a number with at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def weight_text(weight: float) -> str:
    """Return a weight as a share of 1 with two decimals, or as many as it has up to four."""
    text = f"{weight:.4f}"
    return text[:4] + text[4:].rstrip("0")


def _positive(gap: Any) -> Any:
    """Return the gap where it is above 0, else 0: of a number or of an array."""
    return (gap + abs(gap)) / 2.0


def _weighted(model: Model, scores: Sequence[Any], weights: Sequence[float]) -> Any:
    raw = model.kind == "value matrix"
    kept, total = counted_weights(model, weights)
    terms = [
        weight * (score if raw else scaled(criterion, score))
        for weight, score, criterion in zip(kept, scores, model.criteria, strict=True)
        if model.counts(criterion)
    ]
    # not `sum`, which from Python 3.12 on rounds otherwise than adding up: `ranking` adds columns up
    return reduce(add, terms) / total if terms else 0.0


def _opportunity_score(model: Model, scores: Sequence[Any], _: Sequence[float]) -> Any:
    importance, satisfaction = _parts(model, scores, "importance", "satisfaction")
    return importance + _positive(importance - satisfaction)


def _rice(model: Model, scores: Sequence[Any], _: Sequence[float]) -> Any:
    reach, impact, confidence, effort = _parts(model, scores, "reach", "impact", "confidence", "effort")
    return reach * impact * (confidence / 100.0) / effort


def _ice(model: Model, scores: Sequence[Any], _: Sequence[float]) -> Any:
    impact, confidence, ease = _parts(model, scores, "impact", "confidence", "ease")
    return impact * confidence * ease


def _wsjf(model: Model, scores: Sequence[Any], _: Sequence[float]) -> Any:
    value, urgency, risk, size = _parts(model, scores, "value", "urgency", "risk", "size")
    return (value + urgency + risk) / size


def _parts(model: Model, scores: Sequence[Any], *parts: FormulaPart) -> list[Any]:
    return [scores[model.place_of(each)] for each in parts]


_FORMULAS: Final[Mapping[ScoringKind, Callable[[Model, Sequence[Any], Sequence[float]], Any]]] = {
    "value matrix": _weighted,
    "opportunity score": _opportunity_score,
    "RICE": _rice,
    "ICE": _ice,
    "WSJF": _wsjf,
    "weighted criteria": _weighted,
}

Spoken = Callable[[Model, Sequence[str], Sequence[float] | None], str]


def _weighted_text(model: Model, names: Sequence[str], weights: Sequence[float] | None) -> str:
    terms = [
        f"{weight_text(share)} × {name}"
        for share, name, criterion in zip(shares_of(model, weights), names, model.criteria, strict=True)
        if model.counts(criterion)
    ]
    return " + ".join(terms) or "0"


def _mean_text(model: Model, names: Sequence[str], weights: Sequence[float] | None) -> str:
    kept, total = counted_weights(model, weights)
    terms = [f"{short(weight)} × {name}" for weight, name in zip(kept, names, strict=True)]
    return f"({' + '.join(terms)}) / {short(total)}"


def _filled(text: str, *parts: FormulaPart) -> Spoken:
    """Return what puts the names or scores of these parts into a text."""
    return lambda model, names, _: text.format(*_parts(model, names, *parts))


_TEXTS: Final[Mapping[ScoringKind, Spoken]] = {
    "value matrix": _weighted_text,
    "opportunity score": _filled("{0} + max({0} − {1}, 0)", "importance", "satisfaction"),
    "RICE": _filled("{} × {} × {} % / {}", "reach", "impact", "confidence", "effort"),
    "ICE": _filled("{} × {} × {}", "impact", "confidence", "ease"),
    "WSJF": _filled("({} + {} + {}) / {}", "value", "urgency", "risk", "size"),
    "weighted criteria": _mean_text,
}
