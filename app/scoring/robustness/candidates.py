"""What robustness is computed from: opportunities as numbers, and what the weights of a model weigh."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from app.scoring.formulas import counted_weights, scaled
from app.scoring.models import Model


@dataclass(frozen=True, slots=True)
class Candidate:
    """An opportunity as numbers: for each criterion of the model a value, and the lowest and highest it may be.

    Raw, as scored; a value is none where nothing is scored yet. Where nobody gave limits, both are the value.
    """

    id: str
    values: tuple[float | None, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


def used(model: Model) -> list[int]:
    """Return the places of the criteria that stand in the formula of the model."""
    return [place for place, each in enumerate(model.criteria) if model.counts(each)]


def weighed(model: Model) -> list[int]:
    """Return the places of the criteria whose weight stands in the formula; none in models without weights."""
    return used(model) if model.weighed else []


def complete(candidates: Iterable[Candidate], model: Model) -> list[Candidate]:
    """Return the candidates that have all the scores that the formula needs, and so a value."""
    places = used(model)
    return [each for each in candidates if all(each.values[place] is not None for place in places)]


def limits(candidate: Candidate, place: int) -> tuple[float, float]:
    """Return the lowest and highest that a score may be; an override beyond what the scorers said counts, too."""
    value, low, high = candidate.values[place], candidate.low[place], candidate.high[place]
    return (low, high) if value is None else (min(low, value), max(high, value))


def whole_weights(model: Model, weights: Sequence[float] | None = None) -> list[int]:
    """Return the weights of the weighed criteria as whole numbers in exact proportion; all alike where all are 0.

    `weights` has one for each criterion of the model; none = the agreed ones.
    """
    kept, _ = counted_weights(model, weights)
    exact = [Fraction(kept[place]) for place in weighed(model)]
    scale = lcm(*(each.denominator for each in exact))
    return [int(each * scale) for each in exact]


def shares_of_weights(model: Model, weights: Sequence[float] | None = None) -> list[float]:
    """Return the weights of the weighed criteria as shares of one; see `whole_weights`."""
    whole = whole_weights(model, weights)
    total = sum(whole)
    return [each / total for each in whole]


def scaling(model: Model, place: int) -> tuple[Fraction, Fraction]:
    """Return (factor, offset) of what is weighed: a raw score by the value matrix, else as `formulas.scaled` has it."""
    if model.kind == "value matrix":
        return Fraction(1), Fraction(0)
    criterion = model.criteria[place]
    scaled(criterion, criterion.lowest)  # refuses a criterion without bounds
    lowest, highest = Fraction(criterion.lowest), Fraction(criterion.highest or 0.0)
    factor = Fraction(100) / (highest - lowest)
    return (-factor, factor * highest) if criterion.side == "effort" else (factor, -factor * lowest)


def whole_parts(candidates: Iterable[Candidate], model: Model) -> tuple[dict[str, tuple[int, ...]], int]:
    """Return what is weighed of each complete candidate, by id, and what all of it was multiplied with to be whole.

    Whole numbers are exact, and fast to compare.
    """
    there, places = complete(candidates, model), weighed(model)
    scales = [scaling(model, place) for place in places]
    ratios = [[float(each.values[place] or 0.0).as_integer_ratio() for each in there] for place in places]
    # The denominator of a float is a power of two: times the largest of them all of a column are whole.
    bottoms = [max((bottom for _, bottom in column), default=1) for column in ratios]
    scale = lcm(
        *(factor.denominator * bottom for (factor, _), bottom in zip(scales, bottoms, strict=True)),
        *(offset.denominator for _, offset in scales),
    )
    columns = []
    for column, largest, (factor, offset) in zip(ratios, bottoms, scales, strict=True):
        times, plus = int(factor * scale / largest), int(offset * scale)
        columns.append([top * (largest // bottom) * times + plus for top, bottom in column])
    rows = zip(*columns, strict=True) if columns else [()] * len(there)
    return {each.id: row for each, row in zip(there, rows, strict=True)}, scale
