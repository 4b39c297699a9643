"""The emotion curve: smooth, through every point, never past one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.layout.curve import monotone_runs

heights = st.floats(-100, 100).map(lambda y: round(y, 3))
rows = st.lists(st.none() | heights, max_size=12)


def points_of(ys):
    return [None if y is None else (184.0 * place, y) for place, y in enumerate(ys)]


def height_at(segment, t):
    (_, y0), (_, y1), (_, y2), (_, y3) = segment
    u = 1 - t
    return u**3 * y0 + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t**3 * y3


def test_a_gap_parts_the_curve_and_a_lone_point_makes_none():
    runs = monotone_runs(points_of([1.0, 2.0, None, 3.0, None, 4.0, 5.0, 6.0]))
    assert [len(run) for run in runs] == [1, 2]
    assert monotone_runs([]) == ()


def test_a_straight_line_stays_straight():
    (run,) = monotone_runs(points_of([0.0, 10.0, 20.0, 30.0]))
    for segment in run:
        (_, start), *_, (_, end) = segment
        assert height_at(segment, 0.25) == pytest.approx(start + (end - start) / 4)


def test_a_peak_is_flat_on_top():
    (run,) = monotone_runs(points_of([0.0, 10.0, 0.0]))
    assert run[0][2][1] == run[0][3][1] == run[1][1][1] == 10.0


@given(rows)
def test_it_passes_through_every_point_and_joins_without_a_corner(ys):
    points = points_of(ys)
    runs = monotone_runs(points)
    passed = [point for run in runs for point in (run[0][0], *(segment[3] for segment in run))]
    joined = [
        point
        for place, point in enumerate(points)
        if point is not None and any(points[each] for each in (place - 1, place + 1) if 0 <= each < len(points))
    ]
    assert passed == joined
    for run in runs:
        for left, right in pairwise(run):
            assert left[3] == right[0]
            assert left[3][1] - left[2][1] == pytest.approx(right[1][1] - right[0][1], abs=1e-9)


@given(rows)
def test_it_never_overshoots(ys):
    for run in monotone_runs(points_of(ys)):
        for segment in run:
            start, end = segment[0][1], segment[3][1]
            heights = [height_at(segment, step / 50) for step in range(51)]
            rising = heights if end >= start else heights[::-1]
            assert all(later >= earlier - 1e-9 for earlier, later in pairwise(rising))
            assert min(start, end) - 1e-9 <= min(heights)
            assert max(heights) <= max(start, end) + 1e-9
