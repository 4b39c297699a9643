"""A smooth curve through points that never swings past them."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

Point = tuple[float, float]
Segment = tuple[Point, Point, Point, Point]
"""One cubic Bézier segment: start, two control points, end."""


def monotone_runs(points: Sequence[Point | None]) -> tuple[tuple[Segment, ...], ...]:
    """Return the runs of the curve between the gaps (none) among points of rising x; a lone point makes no run."""
    runs: list[tuple[Segment, ...]] = []
    run: list[Point] = []
    for point in (*points, None):
        if point is not None:
            run.append(point)
            continue
        if len(run) > 1:
            runs.append(_segments(run))
        run = []
    return tuple(runs)


def _segments(run: Sequence[Point]) -> tuple[Segment, ...]:
    tangents = _tangents(run)
    segments = []
    for (x0, y0), (x1, y1), m0, m1 in zip(run, run[1:], tangents, tangents[1:], strict=False):
        third = (x1 - x0) / 3
        segments.append(((x0, y0), (x0 + third, y0 + m0 * third), (x1 - third, y1 - m1 * third), (x1, y1)))
    return tuple(segments)


def _tangents(run: Sequence[Point]) -> list[float]:
    """Return the slope at each point: F. N. Fritsch, R. E. Carlson, “Monotone piecewise cubic interpolation” (1980)."""
    slopes = [(y1 - y0) / (x1 - x0) for (x0, y0), (x1, y1) in pairwise(run)]
    inner = [0.0 if before * after <= 0 else (before + after) / 2 for before, after in pairwise(slopes)]
    tangents = [slopes[0], *inner, slopes[-1]]
    for place, slope in enumerate(slopes):
        if slope == 0:
            tangents[place] = tangents[place + 1] = 0.0
            continue
        length = hypot(tangents[place] / slope, tangents[place + 1] / slope)
        if length > 3:  # outside the circle of radius 3 the cubic is not monotone
            tangents[place] *= 3 / length
            tangents[place + 1] *= 3 / length
    return tangents
