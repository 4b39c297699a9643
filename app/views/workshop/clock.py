"""The running time of an activity: counts down, then on into what is over; nothing but arithmetic over a clock."""

import math
import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal


def clock_text(left: float) -> str:
    """Return seconds that are left as they are shown: 12:05; over time with a plus, +0:30.

    A second that has begun is shown until it is gone, so that the time is up when 0:00 would be.
    """
    seconds = math.ceil(left) if left > 0 else math.floor(-left)
    minutes, seconds = divmod(seconds, 60)
    return f"{'' if left > 0 else '+'}{minutes}:{seconds:02}"


class Kept(NamedTuple):
    """What a clock showed when it was put away: the fields of `Clock` with these names."""

    title: str
    total: float | None
    spent: float
    since: float | None
    told: bool


class Clock(QObject):
    """Counts the time of one activity at a time; may be paused, lengthened and shortened while it runs.

    `now` returns seconds of a clock that never goes back.
    """

    changed = Signal()
    """It shows something else: another second, started, paused, ended."""
    over_time = Signal()
    """The time is up, told once for each time that is given."""

    def __init__(self, parent: QObject | None = None, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._now = now
        self.title = ""
        """What the time is for."""
        self.total: float | None = None
        """The seconds that were given in all; none where no activity has begun."""
        self._spent = 0.0
        self._since: float | None = None
        self._told = False
        self._tick = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._follow)

    @property
    def is_set(self) -> bool:
        """Whether there is a time to show."""
        return self.total is not None

    @property
    def is_running(self) -> bool:
        """Whether time passes."""
        return self._since is not None

    @property
    def left(self) -> float:
        """The seconds that are left; below 0, over time."""
        passed = 0.0 if self._since is None else self._now() - self._since
        return (self.total or 0.0) - self._spent - passed

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return self.is_set and self.left <= 0

    @property
    def text(self) -> str:
        """What it shows; nothing where no activity has begun."""
        return clock_text(self.left) if self.is_set else ""

    def start(self, minutes: float, title: str = "") -> None:
        """Begin with an activity of so many minutes."""
        self.title, self.total = title, minutes * 60.0
        self._spent, self._since, self._told = 0.0, self._now(), False
        self._follow()

    def pause(self) -> None:
        """Let no time pass until `go_on`."""
        if self._since is not None:
            self._spent += self._now() - self._since
            self._since = None
            self._follow()

    def go_on(self) -> None:
        """Let the time pass again after a pause."""
        if self.is_set and self._since is None:
            self._since = self._now()
            self._follow()

    def add(self, minutes: float) -> None:
        """Give more time, or take some away with a negative number."""
        if self.total is not None:
            self.total = max(0.0, self.total + minutes * 60.0)
            self._told = self._told and self.is_over
            self._follow()

    def stop(self) -> None:
        """End the activity: there is no time to show any more."""
        self.total = self._since = None
        self._follow()

    def put_away(self) -> Kept:
        """End the activity for the time being: `take_up` goes on as if the time had passed meanwhile."""
        kept = Kept(self.title, self.total, self._spent, self._since, self._told)
        self.stop()
        return kept

    def take_up(self, kept: Kept) -> None:
        """Go on with an activity that was put away."""
        self.title, self.total, self._spent, self._since, self._told = kept
        self._follow()

    def call(self, title: str) -> None:
        """Give the activity another title."""
        if title != self.title:
            self.title = title
            self._follow()

    def _follow(self) -> None:
        """Tell that it shows something else, and wake up when it does so next."""
        self._tick.stop()
        if self.is_running:
            self._tick.start(math.ceil((self.left % 1.0 or 1.0) * 1000))
        self.changed.emit()
        if self.is_over and not self._told:
            self._told = True
            self.over_time.emit()
