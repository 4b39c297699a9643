"""The clock of an activity, over a clock that the test turns."""

import pytest

from app.views.workshop.clock import Clock, clock_text


class Hand:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def clock(hand, qapp) -> Clock:
    return Clock(now=hand)


@pytest.mark.parametrize(
    ("left", "shown"),
    [
        (90.0, "1:30"),
        (89.9, "1:30"),
        (89.0, "1:29"),
        (0.1, "0:01"),
        (0.0, "+0:00"),
        (-61, "+1:01"),
        (5700, "95:00"),
    ],
)
def test_a_second_is_shown_until_it_is_gone(left, shown):
    assert clock_text(left) == shown


def test_it_counts_down_and_on_and_tells_once_that_the_time_is_up(clock, hand):
    told = []
    clock.over_time.connect(lambda: told.append(hand.time))
    assert (clock.text, clock.is_over, clock.is_set) == ("", False, False)
    clock.start(1.5, "Pains")
    assert (clock.text, clock.title, clock.is_running) == ("1:30", "Pains", True)
    hand.time += 60
    assert (clock.text, clock.is_over) == ("0:30", False)
    hand.time += 31
    clock._follow()
    clock._follow()
    assert (clock.text, clock.is_over, len(told)) == ("+0:01", True, 1)
    clock.add(5)
    assert (clock.text, clock.is_over) == ("4:59", False)
    hand.time += 300
    clock._follow()
    assert len(told) == 2


def test_a_pause_takes_no_time(clock, hand):
    clock.start(10)
    hand.time += 30
    clock.pause()
    hand.time += 3600
    assert (clock.text, clock.is_running) == ("9:30", False)
    clock.pause()
    clock.add(-2)
    clock.go_on()
    clock.go_on()
    hand.time += 30
    assert clock.text == "7:00"
    clock.add(-60)
    assert clock.is_over
    clock.stop()
    assert (clock.text, clock.is_over, clock.is_running) == ("", False, False)
    clock.go_on()
    clock.add(3)
    assert not clock.is_set


def test_it_wakes_up_when_what_it_shows_changes(clock, hand):
    clock.start(1)
    assert clock._tick.remainingTime() <= 1000
    hand.time += 0.75
    clock.pause()
    assert not clock._tick.isActive()
    clock.go_on()
    assert 200 <= clock._tick.remainingTime() <= 251
