"""How well the ranking on show holds, worked out on the worker behind the paint; other weights cancel it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.jobs import Outcome, Worker
from app.models.content import Content
from app.scoring.models import Model
from app.views.session import Session

if TYPE_CHECKING:
    from app.jobs import Job
    from app.scoring.robustness.assessed import Robustness

_SETTLED: Final = 250
"""Milliseconds after the last change of weights or scores until draws begin."""


class Holding(QObject):
    """Asks for one answer at a time; an answer to what is no longer on show is dropped."""

    progressed = Signal(float)
    """How much is worked out, 0 … 1."""
    found = Signal(object)
    """The `Robustness` of the ranking on show, or none while nobody knows it."""

    def __init__(self, session: Session, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._worker = session, worker
        self._asked: Any = None
        self._job: Job | None = None
        self.known: Robustness | None = None
        """The last answer, none while it is worked out."""
        self._soon = QTimer(self, singleShot=True, interval=_SETTLED)
        self._soon.timeout.connect(self._begin)

    def ask(self, model: Model, weights: Sequence[float]) -> None:
        """Work out soon how well a ranking holds, unless that is known."""
        asked = (self._session.store.path, self._session.store.step, model, tuple(weights))
        if asked == self._asked:
            return
        self.forget()
        self._asked = asked
        if not model.record.blind:
            self._soon.start()

    def forget(self) -> None:
        """Stop, and know nothing."""
        self._soon.stop()
        self._asked = None
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self.known is not None:
            self.known = None
            self.found.emit(None)

    def _begin(self) -> None:
        _, _, model, weights = asked = self._asked
        content = self._session.content.copy()
        self._job = self._worker.run(
            lambda progress, cancelled: _assess(content, model, weights, progress, cancelled),
            lambda outcome: self._take(asked, outcome),
        )
        self._job.progressed.connect(self.progressed)

    def _take(self, asked: object, outcome: Outcome) -> None:
        if asked is not self._asked:
            return
        self._job = None
        if outcome.error is not None:
            self._session.failed.emit(str(outcome.error))
            return
        self.known = outcome.value
        self.found.emit(self.known)


def _assess(content: Content, model: Model, weights: Sequence[float], progress: Any, cancelled: Any) -> "Robustness":
    from app.scoring.robustness.assessed import assess, case_of

    return assess(case_of(content, model), weights, progress=progress, cancelled=cancelled)
