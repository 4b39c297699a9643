"""Sentences on their way into the file, in the order in which they were said: what is refused now waits its turn."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from app.models.errors import ClewError, InputError, RuleError
from app.models.records import Card, Stage, Step, Swimlane

if TYPE_CHECKING:
    from app.services.capture import Sentence
    from app.store import Store
    from app.views.session import Session

R = TypeVar("R")

RETRY: Final = 250
"""Milliseconds between two tries to file what waits."""

_MADE: Final = (Card, Step, Stage, Swimlane)


def tr(text: str) -> str:
    """Translate a text of the queue."""
    return QCoreApplication.translate("CaptureFiling", text)


def deliberately(store: Store, service: Callable[..., R], *arguments: Any) -> R:
    """Run a service that nobody runs by accident: hands off or not."""
    with store.deliberate():
        return service(store, *arguments)


@dataclass(slots=True)
class _Waiting:
    """A sentence on its way; `made` once it is written, which another program may keep from being committed."""

    journey_id: str
    sentence: Sentence
    made: str = ""


class Filing(QObject):
    """Files each sentence at once; where the file cannot be written now, the sentence and all behind it wait."""

    filed = Signal(object, str)
    """A `Sentence` that is in the file, as it was understood there, and the id of what it made."""
    refused = Signal(object, str)
    """A `Sentence` that cannot be filed at all, and why in one line."""
    changed = Signal()
    """Other sentences wait, or none any more."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._queue: list[_Waiting] = []
        self._told: tuple[str, ...] = ()
        self._trying = False
        self.reason = ""
        """Why sentences wait, in one line."""
        self._timer = QTimer(self, interval=RETRY)
        self._timer.timeout.connect(self.retry)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The sentences that wait, the first one first."""
        return tuple(each.sentence.text for each in self._queue)

    def file(self, journey_id: str, sentence: Sentence) -> None:
        """File a sentence, behind those that wait."""
        self._queue.append(_Waiting(journey_id, sentence))
        if len(self._queue) == 1:
            self.retry()
        else:
            self._tell()

    def _tell(self) -> None:
        """Tell what waits, where that is something else than was told before."""
        if self.waiting != self._told:
            self._told = self.waiting
            self.changed.emit()

    def retry(self) -> None:
        """Try to file what waits, as far as that goes."""
        if self._trying or not self._session.is_open:
            return
        self._trying = True
        try:
            while self._queue and self._try(self._queue[0]):
                pass
        finally:
            self._trying = False
        if self._queue:
            self._timer.start()
        else:
            self._timer.stop()
            self.reason = ""
        self._tell()

    def _try(self, first: _Waiting) -> bool:
        """File the first sentence; tells whether that is done with, one way or another."""
        store = self._session.store
        if first.made and self._is_there(first):
            if store.pending:
                return False
            self._done(first)
            return True
        try:
            self._write(first)
        except (InputError, RuleError) as error:
            self._queue.pop(0)
            self.refused.emit(first.sentence, str(error))
            return True
        except ClewError as error:
            self.reason = str(error)
            return False
        if store.pending:
            self.reason = tr("another program is reading the file")
            return False
        self._done(first)
        return True

    def _write(self, first: _Waiting) -> None:
        from app.services.capture import capture

        for made, sentence in deliberately(self._session.store, capture, first.journey_id, [first.sentence]):
            first.made, first.sentence = made, sentence

    def _is_there(self, first: _Waiting) -> bool:
        """Whether what was written still stands: after a while a change that waits is taken back."""
        return self._session.content.find_among(_MADE, first.made) is not None

    def _done(self, first: _Waiting) -> None:
        self._queue.pop(0)
        self.filed.emit(first.sentence, first.made)

    def give_up(self) -> tuple[str, ...]:
        """Let go of what still waits, after a last try; return the sentences that are not in the file.

        What another program keeps from being committed is waited for as long as closing the file would.
        """
        store = self._session.store
        while self._queue and self._settle():
            left = len(self._queue)
            self.retry()
            if len(self._queue) == left and not store.pending:
                break
        lost = self.waiting
        self._queue.clear()
        self._timer.stop()
        self._tell()
        return lost

    def _settle(self) -> bool:
        """Wait until nothing is pending in the file; tells whether that came about."""
        store = self._session.store
        try:
            while not store.retry_pending():
                time.sleep(0.01)
        except ClewError:
            return False
        return True
