import pytest

from tests.bench.goals import GOALS, Goal
from tests.bench.table import wanted_of


def test_a_peer_scales_with_the_machine():
    assert Goal(peer=1300, factor=5).value(window=130, blit=1) == pytest.approx(130)
    assert Goal(peer=1300, factor=5, fixed=True).value(window=130, blit=1) == pytest.approx(260)


def test_no_frame_goal_lies_below_two_blits():
    assert GOALS["drag p95", 1_000].value(window=260, blit=3.3) == pytest.approx(6.6)
    assert GOALS["pan whole map p95", 20_000].value(window=260, blit=3.3) == pytest.approx(10.04)


def test_the_lowest_bound_holds():
    assert GOALS["cold start", 5_000].value(window=260, blit=3.3) == pytest.approx(520)
    assert GOALS["edit p50", 5_000].value(window=260, blit=3.3) == 12


def test_a_goal_is_set_against_another_measure_of_the_same_place():
    goal = Goal(times=2.5, of="cold start")
    assert goal.value(window=260, blit=3.3, other=400) == 1000
    figures = {"cold start|5000|xvfb": 400.0, "cold start|5000|offscreen": 200.0}
    assert wanted_of("research: cold start|5000|offscreen", figures) == 500
