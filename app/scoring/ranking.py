"""The value matrix: value = w · customer + (1 − w) · business, and at which weights each opportunity leads.

Each opportunity with both scores is a line over the weight w of the customer side, 0 … 1. At a weight the highest line
leads; the weights at which one leads are an interval, found by intersecting lines in exact fractions.
"""

from bisect import bisect_left, bisect_right
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


def leads(scores: Sequence[Scores]) -> dict[str, Interval]:
    """Return by id the weights at which an opportunity leads, alone or beside others; not those that never do.

    An interval of one point is a weight at which it draws level with the leader and never passes it.
    """
    pairs = [
        (each.id, each.customer, each.business)
        for each in scores
        if each.customer is not None and each.business is not None
    ]
    scale = max((number.as_integer_ratio()[1] for _, *both in pairs for number in both), default=1)
    holders: dict[_Line, list[str]] = {}
    for each_id, *both in pairs:
        customer, business = (top * (scale // bottom) for top, bottom in map(float.as_integer_ratio, map(float, both)))
        holders.setdefault(_Line(customer - business, business), []).append(each_id)
    tops = _envelope(sorted(holders))
    ends = [*(start for _, start in tops[1:]), Fraction(1)]
    intervals = {line: (start, end) for (line, start), end in zip(tops, ends, strict=False)}
    for line in holders.keys() - intervals.keys():
        touched = _touches(line, tops)
        if touched is not None:
            intervals[line] = (touched, touched)
    return {each: interval for line, interval in intervals.items() for each in holders[line]}


class _Line(NamedTuple):
    """The value of an opportunity over the weight, offset + slope · w, in whole numbers: exact, and fast to compare.

    Every score is a fraction whose denominator is a power of two; times the largest of these they are all whole.
    """

    slope: int
    offset: int

    def at(self, weight: Fraction) -> int:
        """Return the value times the denominator of the weight."""
        return self.offset * weight.denominator + self.slope * weight.numerator


def _envelope(lines: Sequence[_Line]) -> list[tuple[_Line, Fraction]]:
    """Return the lines that are highest somewhere in 0 … 1, by slope, each with the weight from which it is.

    Lines come by slope, then offset. Each steeper line takes over from where it crosses the one before; a line that
    is overtaken before it leads falls out.
    """
    tops: list[tuple[_Line, Fraction]] = []
    for line in lines:
        start = Fraction(0)
        while tops:
            last, since = tops[-1]
            if line.slope == last.slope:
                tops.pop()
                continue
            start = max(Fraction(0), Fraction(last.offset - line.offset, line.slope - last.slope))
            if start > since:
                break
            tops.pop()
            start = Fraction(0)
        if start <= 1:
            tops.append((line, start))
    return tops


def _touches(line: _Line, tops: Sequence[tuple[_Line, Fraction]]) -> Fraction | None:
    """Return the one weight at which a line that never leads alone is level with the leader, or none.

    The leader's value is convex: the line comes closest where the leader becomes as steep as it is.
    """
    steeper = bisect_left(tops, line.slope, key=lambda top: top[0].slope)
    weight = tops[steeper][1] if steeper < len(tops) else Fraction(1)
    leader = tops[min(steeper, len(tops) - 1)][0]
    return weight if line.at(weight) == leader.at(weight) else None
