"""The one background worker: a function of `(progress, cancelled)` runs on it, its outcome comes back to the window.

A job touches no Qt object and gets a snapshot, never the live content. Everything it meets ends as an `Outcome`: a
value, an error or a cancellation; none is lost.
"""

import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.models.errors import Cancelled

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Progress = Callable[[float], None]
"""Called by a job with how much is done, 0 … 1."""
CancelledCheck = Callable[[], bool]
"""Asked by a job, often, whether it should stop."""
JobFunction = Callable[[Progress, CancelledCheck], Any]

PROGRESS_INTERVAL = 0.1
"""Seconds between two progress signals of a job, at least."""

SWITCH_INTERVAL = 0.0005
"""Seconds that a job keeps Python to itself while the window waits; one event may wait so long ten times over."""


class Outcome(NamedTuple):
    """How a job ended: with a value, with an error, or cancelled (the error then being `Cancelled`)."""

    value: Any = None
    error: Exception | None = None

    @property
    def cancelled(self) -> bool:
        """Whether the user stopped the job."""
        return isinstance(self.error, Cancelled)


class Job(QObject):
    """One piece of work, waiting, running or done; lives in the main thread and signals there."""

    progressed = Signal(float)
    """How much is done, 0 … 1, at most ten times a second."""
    finished = Signal(object)
    """The `Outcome`, once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._reported = 0.0

    def cancel(self) -> None:
        """Ask the job to stop; its outcome still comes."""
        self._stop.set()

    def _report(self, fraction: float) -> None:
        """Pass on progress from the worker's thread, and stop a job that forgot to ask."""
        if self._stop.is_set():
            raise Cancelled("Stopped. Nothing was changed.")
        now = time.monotonic()
        if now - self._reported >= PROGRESS_INTERVAL:
            self._reported = now
            self.progressed.emit(min(max(fraction, 0.0), 1.0))

    def perform(self, function: JobFunction) -> Outcome:
        """Run the function in the thread that calls this, and turn whatever happens into an outcome."""
        try:
            if self._stop.is_set():
                raise Cancelled("Stopped before it began. Nothing was changed.")
            return Outcome(value=function(self._report, self._stop.is_set))
        except Exception as error:  # a worker's thread has nobody above it who could show the error
            return Outcome(error=error)


class Worker(QObject):
    """Runs jobs one after another on one thread of its own."""

    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._jobs: list[Job] = []
        self._ended.connect(self._finish)

    def run(self, function: JobFunction, done: Callable[[Outcome], None] | None = None) -> Job:
        """Put a job in the queue and return it; `done` is called in the main thread with its outcome."""
        job = Job(self)
        if done is not None:
            job.finished.connect(done)
        self._jobs.append(job)
        self._executor().submit(lambda: self._ended.emit(job, job.perform(function)))
        return job

    def _executor(self) -> "ThreadPoolExecutor":
        """Return the one thread, made for the first job."""
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            sys.setswitchinterval(SWITCH_INTERVAL)
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="clew-worker")
        return self._pool

    @property
    def busy(self) -> bool:
        """Whether a job waits, runs, or has an outcome that is not yet delivered."""
        return bool(self._jobs)

    def close(self) -> None:
        """Cancel every job and wait for the thread; outcomes still under way are dropped."""
        for job in self._jobs:
            job.cancel()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _finish(self, job: Job, outcome: Outcome) -> None:
        self._jobs.remove(job)
        job.finished.emit(outcome)
        job.deleteLater()
