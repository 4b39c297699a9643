"""Places by value: the highest first, equal ones beside each other, and what is not scored yet where it may still come.

At which weights each opportunity leads is in robustness/exact.py.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from app.scoring.formulas import DIVISORS, counted_weights, scaled, values_of, worst_and_best
from app.scoring.models import Model

Interval = tuple[Fraction, Fraction]


class Place(NamedTuple):
    """An opportunity's place: its value and rank, or (value none) the best and worst rank it may still get.

    Equal values share a rank, and the next one is passed over; `best` and `worst` count the open ones too.
    """

    id: str
    value: float | None
    rank: int | None
    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """The places at a weight, from the highest value down, then those without a value by the best they may still get.

    A place is worked out when it is asked for: while a weight is dragged, sorting is all that is done for each of
    thousands, and no object is made that the garbage collector would have to walk.
    """

    ids: list[str]
    values: list[float]
    """Ascending: the value of the first place is the last."""
    opened: list[Place]
    lowest: list[float]
    highest: list[float]
    """The lowest and highest values that the opened ones may get, each ascending."""

    def __len__(self) -> int:
        return len(self.ids) + len(self.opened)

    def __getitem__(self, row: int) -> Place:
        if row >= len(self.ids):
            return self.opened[row - len(self.ids)]
        value = self.values[-1 - row]
        number = 1 + _above(self.values, value)
        return Place(
            self.ids[row], value, number, number + _above(self.lowest, value), number + _above(self.highest, value)
        )

    def __iter__(self) -> Iterator[Place]:
        return map(self.__getitem__, range(len(self)))

    def number_of(self, value: float) -> int:
        """Return the rank that a value has, from 1 on."""
        return 1 + _above(self.values, value)

    def by_id(self) -> dict[str, float]:
        """Return the value of each that has one, the highest first."""
        return dict(zip(self.ids, reversed(self.values), strict=True))

    @property
    def order(self) -> list[str]:
        """All ids in the order of their places."""
        return self.ids + [place.id for place in self.opened]


@dataclass(frozen=True, slots=True)
class Field:
    """What is ranked by a model: the opportunities that have all scores it needs, and those that lack some.

    A column holds the scores by one criterion of the model, for weighted criteria in percent (see `formulas.scaled`),
    so that weighing again is a sum of columns. Of the open ones, what is missing is at its worst in `lows` and at its
    best in `highs`.
    """

    model: Model
    ids: list[str]
    columns: list[list[float]]
    open_ids: list[str]
    lows: list[list[float]]
    highs: list[list[float]]


def field_of(model: Model, entries: Iterable[tuple[str, Sequence[float | None]]]) -> Field:
    """Return what is ranked, from ids with a score, or none, for each criterion of the model in its order.

    An effort or a size of 0, which the formula can't take, counts as not scored.
    """
    needed = [model.counts(each) for each in model.criteria]
    divisor = next((at for at, each in enumerate(model.criteria) if each.part == DIVISORS.get(model.kind)), None)
    scored: list[tuple[str, Sequence[float]]] = []
    opened: list[tuple[str, Sequence[float | None]]] = []
    for entry_id, scores in entries:
        if divisor is not None and not (scores[divisor] or 0.0) > 0:
            scores = [None if at == divisor else score for at, score in enumerate(scores)]
        if any(score is None and need for score, need in zip(scores, needed, strict=True)):
            opened.append((entry_id, scores))
        else:
            scored.append((entry_id, [score or 0.0 for score in scores]))
    ends = [worst_and_best(model, each) for each in model.criteria]
    lows, highs = (
        [[end[at] if score is None else score for score, end in zip(scores, ends, strict=True)] for _, scores in opened]
        for at in (0, 1)
    )
    return Field(
        model,
        [entry_id for entry_id, _ in scored],
        _columns(model, [scores for _, scores in scored]),
        [entry_id for entry_id, _ in opened],
        _columns(model, lows),
        _columns(model, highs),
    )


def _columns(model: Model, rows: Sequence[Sequence[float]]) -> list[list[float]]:
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in model.criteria]
    if model.kind == "weighted criteria":
        return [
            [scaled(criterion, score) for score in column]
            for criterion, column in zip(model.criteria, columns, strict=True)
        ]
    return columns


def rank_field(field: Field, weights: Sequence[float] | None = None) -> Ranking:
    """Return the places at weights of the criteria, none = as agreed; equal ones keep their order."""
    lows, highs = _values(field.model, field.lows, weights), _values(field.model, field.highs, weights)
    spans = list(zip(lows, highs, field.open_ids, strict=True))
    return _ranking(field.ids, _values(field.model, field.columns, weights), spans)


def _values(model: Model, columns: Sequence[list[float]], weights: Sequence[float] | None) -> list[float]:
    """Return the value of each row of the columns."""
    if not model.weighed:
        return [values_of(model, row, model.weights) for row in zip(*columns, strict=True)]
    kept, total = counted_weights(model, weights)
    counted = [
        (weight, column)
        for weight, column, criterion in zip(kept, columns, model.criteria, strict=True)
        if model.counts(criterion)
    ]
    if not counted:
        return []
    (weight, column), *others = counted
    values = [weight * score for score in column]  # added up as `formulas.values_of` does: both give the same number
    for weight, column in others:
        values = [value + weight * score for value, score in zip(values, column, strict=True)]
    return values if total == 1.0 else [value / total for value in values]


def _ranking(ids: Sequence[str], values: list[float], spans: Sequence[tuple[float, float, str]]) -> Ranking:
    """Return the places of ids with their values, and of those that may get any value of a span."""
    order = sorted(range(len(ids)), key=values.__getitem__, reverse=True)
    lowest, highest = sorted(low for low, _, _ in spans), sorted(high for _, high, _ in spans)
    values = sorted(values)
    opened = [
        Place(
            each_id,
            None,
            None,
            1 + _above(values, high) + _above(lowest, high),
            1 + _above(values, low) + _above(highest, low) - (high > low),
        )
        for low, high, each_id in spans
    ]
    opened.sort(key=lambda place: (place.best, place.worst))
    return Ranking([ids[place] for place in order], values, opened, lowest, highest)


def _above(ascending: Sequence[float], value: float) -> int:
    """Return how many are higher than the value."""
    return len(ascending) - bisect_right(ascending, value)
