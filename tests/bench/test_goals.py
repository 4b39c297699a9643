import pytest

from tests.bench.goals import GOALS, Goal


def test_a_peer_scales_with_the_machine():
    assert Goal(peer=1300, factor=5).value(window=130, blit=1) == pytest.approx(130)
    assert Goal(peer=1300, factor=5, fixed=True).value(window=130, blit=1) == pytest.approx(260)


def test_no_frame_goal_lies_below_two_blits():
    assert GOALS["drag p95", 1_000].value(window=260, blit=3.3) == pytest.approx(6.6)
    assert GOALS["pan whole map p95", 20_000].value(window=260, blit=3.3) == pytest.approx(10.04)


def test_the_lowest_bound_holds():
    assert GOALS["cold start", 5_000].value(window=260, blit=3.3) == pytest.approx(520)
    assert GOALS["edit p50", 5_000].value(window=260, blit=3.3) == 12
