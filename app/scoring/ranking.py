"""The value matrix: value = w · customer + (1 − w) · business.

At which weights each opportunity leads is in robustness/exact.py.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

LOWEST, HIGHEST = 0.0, 100.0
"""The bounds of a customer and of a business value: what a missing one may still turn out to be."""

Interval = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the value of one opportunity is made of, 0 … 100; none = not scored yet."""

    id: str
    customer: float | None
    business: float | None


class Place(NamedTuple):
    """An opportunity's place: its value and rank, or (value none) the best and worst rank it may still get.

    Equal values share a rank, and the next one is passed over; `best` and `worst` count the open ones too.
    """

    id: str
    value: float | None
    rank: int | None
    best: int
    worst: int


def value_at(weight: float, customer: float, business: float) -> float:
    """Return the value, 0 … 100, at a weight of the customer side, 0 … 1."""
    return weight * customer + (1.0 - weight) * business


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

    @property
    def order(self) -> list[str]:
        """All ids in the order of their places."""
        return self.ids + [place.id for place in self.opened]


def rank(scores: Sequence[Scores], weight: float) -> Ranking:
    """Return the places of opportunities at a weight of the customer side, 0 … 1; equal ones keep their order here."""
    rest = 1.0 - weight
    scored = [each for each in scores if each.customer is not None and each.business is not None]
    values = [weight * (each.customer or 0.0) + rest * (each.business or 0.0) for each in scored]
    order = sorted(range(len(scored)), key=values.__getitem__, reverse=True)
    ids = [scored[place].id for place in order]
    values.sort()
    spans = [(*_span(each, weight), each.id) for each in scores if each.customer is None or each.business is None]
    lowest, highest = sorted(low for low, _, _ in spans), sorted(high for _, high, _ in spans)
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
    return Ranking(ids, values, opened, lowest, highest)


def _above(ascending: Sequence[float], value: float) -> int:
    """Return how many are higher than the value."""
    return len(ascending) - bisect_right(ascending, value)


def _span(scores: Scores, weight: float) -> tuple[float, float]:
    """Return the lowest and the highest value that an opportunity can have."""
    low, high = (
        value_at(
            weight,
            end if scores.customer is None else scores.customer,
            end if scores.business is None else scores.business,
        )
        for end in (LOWEST, HIGHEST)
    )
    return low, high
