"""The value matrix: value = w · customer + (1 − w) · business, and at which weights each opportunity leads.

Each opportunity with both scores is a line over the weight w of the customer side, 0 … 1. At a weight the highest line
leads; the weights at which one leads are an interval, found by intersecting lines in exact fractions.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
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


@dataclass(frozen=True, slots=True)
class Place:
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


def rank(scores: Sequence[Scores], weight: float) -> list[Place]:
    """Return the places from the highest value down, then those without a value by the best they may still get."""
    spans = [_span(each, weight) for each in scores]
    lowest = sorted(low for low, _ in spans)
    highest = sorted(high for _, high in spans)
    values = sorted(low for each, (low, _) in zip(scores, spans, strict=True) if _is_scored(each))
    count = len(scores)
    places: list[Place] = []
    for each, (low, high) in zip(scores, spans, strict=True):
        best = 1 + count - bisect_right(lowest, high)
        worst = 1 + count - bisect_right(highest, low) - (high > low)
        if _is_scored(each):
            places.append(Place(each.id, low, 1 + len(values) - bisect_right(values, low), best, worst))
        else:
            places.append(Place(each.id, None, None, best, worst))
    return sorted(places, key=lambda place: (place.rank is None, place.rank or place.best, place.worst))


def _is_scored(scores: Scores) -> bool:
    return scores.customer is not None and scores.business is not None


def _span(scores: Scores, weight: float) -> tuple[float, float]:
    """Return the lowest and the highest value that an opportunity can have; the same where both scores are there."""
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
    holders: dict[_Line, list[str]] = {}
    for each in scores:
        if each.customer is not None and each.business is not None:
            customer, business = Fraction(each.customer), Fraction(each.business)
            holders.setdefault(_Line(customer - business, business), []).append(each.id)
    tops = _envelope(sorted(holders))
    ends = [*(start for _, start in tops[1:]), Fraction(1)]
    intervals = {line: (start, end) for (line, start), end in zip(tops, ends, strict=False)}
    for line in holders.keys() - intervals.keys():
        touched = _touches(line, tops)
        if touched is not None:
            intervals[line] = (touched, touched)
    return {each: interval for line, interval in intervals.items() for each in holders[line]}


class _Line(NamedTuple):
    """The value of an opportunity over the weight: offset + slope · w."""

    slope: Fraction
    offset: Fraction

    def at(self, weight: Fraction) -> Fraction:
        return self.offset + self.slope * weight


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
            start = max(Fraction(0), (last.offset - line.offset) / (line.slope - last.slope))
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
