"""One thing at a time from the worker, where only the newest wish counts."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from app.jobs import Outcome, Worker


class Latest(QObject):
    """Asks the worker; what was asked meanwhile replaces what still waits, so that it never falls behind."""

    def __init__(self, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._running = False
        self._waiting: tuple[Callable[[], Any], Callable[[Outcome], None]] | None = None
        self._turn = 0

    def ask(self, function: Callable[[], Any], then: Callable[[Outcome], None]) -> None:
        """Run a function on the worker, soon; `then` gets its outcome unless the wish was dropped."""
        self._waiting = (function, then)
        if not self._running:
            self._begin()

    def drop(self) -> None:
        """Let go of every wish, also of one whose outcome is under way."""
        self._waiting = None
        self._turn += 1

    def _begin(self) -> None:
        if self._waiting is None:
            return
        (function, then), self._waiting = self._waiting, None
        self._running, turn = True, self._turn
        self._worker.run(lambda progress, cancelled: function(), lambda outcome: self._end(turn, then, outcome))

    def _end(self, turn: int, then: Callable[[Outcome], None], outcome: Outcome) -> None:
        self._running = False
        self._begin()  # while this is shown, the worker goes on
        if turn == self._turn and not outcome.cancelled:
            then(outcome)
