"""At which weights each opportunity leads, in exact fractions.

While one weight w runs from 0 to 1, the others in proportion, the value of an opportunity is a line over w. At a weight
the highest line leads; the weights at which one leads are an interval, found by intersecting lines.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from app.scoring.models import Model
from app.scoring.ranking import Interval
from app.scoring.robustness.candidates import Candidate, weighed, whole_parts, whole_weights


def leads(scores: Iterable[tuple[str, float | None, float | None]]) -> dict[str, Interval]:
    """Return by id the weights at which an opportunity leads, alone or beside others; not those that never do.

    From ids with what each is worth to customer and business, 0 … 100; one that lacks either leads nowhere.

    An interval of one point is a weight at which it draws level with the leader and never passes it.
    """
    pairs = [
        (each_id, customer, business)
        for each_id, customer, business in scores
        if customer is not None and business is not None
    ]
    # The denominator of a float is a power of two: times the largest of these they are all whole.
    scale = max((number.as_integer_ratio()[1] for _, *both in pairs for number in both), default=1)
    offers = []
    for each_id, *both in pairs:
        customer, business = (top * (scale // bottom) for top, bottom in map(float.as_integer_ratio, map(float, both)))
        offers.append((each_id, customer - business, business))
    return highest_lines(offers)


def leads_by_criterion(
    candidates: Sequence[Candidate], model: Model, weights: Sequence[float] | None = None
) -> dict[str, dict[str, Interval]]:
    """Return by criterion, then by candidate, the weights of the criterion at which the candidate leads, 0 … 1.

    The weights of the other criteria share the rest in proportion to the agreed ones (`weights`, else those of the
    model), or evenly where they are all 0. Only criteria whose weight plays a part are there: none but for the value
    matrix and weighted criteria. Those with a missing score lead nowhere.
    """
    places, (parts, _) = weighed(model), whole_parts(candidates, model)
    whole = whole_weights(model, weights)
    found = {}
    for at, place in enumerate(places):
        rest = [0 if other == at else weight for other, weight in enumerate(whole)]
        if not any(rest):
            rest = [int(other != at or len(places) == 1) for other in range(len(places))]
        found[model.criteria[place].id] = highest_lines(_lines(parts, at, rest))
    return found


def _lines(parts: Mapping[str, Sequence[int]], at: int, rest: Sequence[int]) -> Iterable["_Offer"]:
    """Yield the values over the weight of one criterion: at 0 the mean of the others, at 1 that criterion alone."""
    total = sum(rest)
    for each, row in parts.items():
        others = sum(map(int.__mul__, rest, row))
        yield each, row[at] * total - others, others


_Offer = tuple[str, int, int]
"""An id with the slope and the offset of its line."""


def highest_lines(offers: Iterable[_Offer]) -> dict[str, Interval]:
    """Return by id the interval of 0 … 1 in which the line offset + slope · w is highest, alone or beside others."""
    holders: dict[_Line, list[str]] = {}
    for each_id, slope, offset in offers:
        holders.setdefault(_Line(slope, offset), []).append(each_id)
    tops = _envelope(sorted(holders))
    ends = [*(start for _, start in tops[1:]), Fraction(1)]
    intervals = {line: (start, end) for (line, start), end in zip(tops, ends, strict=False)}
    for line in holders.keys() - intervals.keys():
        touched = _touches(line, tops)
        if touched is not None:
            intervals[line] = (touched, touched)
    return {each: interval for line, interval in intervals.items() for each in holders[line]}


class _Line(NamedTuple):
    """The value of an opportunity over the weight, offset + slope · w, in whole numbers: exact, and fast to compare."""

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
