"""Reads the files of an import one after another on the worker; what was chosen anew is read again."""

import gc
from importlib import import_module
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.jobs import CancelledCheck, Job, JobFunction, Outcome, Progress, Worker
from app.models.collecting import no_collecting
from app.models.content import Content
from app.views.imports.reading import Asking, ImportFile, Reading, read
from app.views.imports.words import tr
from app.views.task_bar import error_line

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWING: Final = ("transcript_pane", "survey_pane", "document_pane", "records_pane")
_MANY: Final = 2_000

SETTLED = 250
"""Milliseconds without another choice until a file is read again."""


class Desk(QObject):
    """Holds the files, and has one of them read at a time, that on show first."""

    changed = Signal(object)
    """A file was read, or is being read."""
    progressed = Signal(float)
    """How much of all files is read, 0 … 1."""

    def __init__(self, worker: Worker, parent: QObject, content: Content) -> None:
        super().__init__(parent)
        self._worker, self._content = worker, content
        self.files: list[ImportFile] = []
        self.first: ImportFile | None = None
        """Which file is read before the others."""
        self.read_now: ImportFile | None = None
        self._job: Job | None = None
        self._soon = QTimer(self, singleShot=True, interval=SETTLED)
        self._soon.timeout.connect(self._next)

    @property
    def busy(self) -> bool:
        """Whether a file is still to be read."""
        return any(not each.fresh for each in self.files)

    def add(self, files: "Sequence[ImportFile]") -> None:
        """Take more files, and read them."""
        self.files.extend(files)
        self.hurry()

    def remove(self, file: ImportFile) -> None:
        """Let go of a file."""
        self.files.remove(file)
        if file is self.read_now:
            self._stop()
        self.hurry()

    def choose(self, file: ImportFile, choices: object) -> None:
        """Take choices for a file, which is read again as soon as no others come."""
        file.choose(choices)
        if file is self.read_now:
            self._stop()
        self._soon.start()
        self.changed.emit(file)

    def read_again(self, file: ImportFile) -> None:
        """Read a file anew, at once."""
        if file is self.read_now:
            self._stop()
        self.changed.emit(file)
        self.hurry()

    def hurry(self) -> None:
        """Begin with the next file now."""
        self._soon.stop()
        self._next()

    def close(self) -> None:
        """Stop; nothing is told any more."""
        self._soon.stop()
        self.files.clear()
        self._stop()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = self.read_now = None

    def _next(self) -> None:
        if self._job is not None:
            return
        waiting = [each for each in self.files if not each.fresh]
        if not waiting:
            self.progressed.emit(1.0)
            return
        file = self.first if self.first in waiting else waiting[0]
        assert file is not None
        self.read_now = file
        job = self._job = self._worker.run(_job(file, self._content))
        job.finished.connect(lambda outcome: self._finish(job, file, outcome))
        job.progressed.connect(self._tell_progress)
        self._tell_progress(0.0)
        self.changed.emit(file)

    def _tell_progress(self, fraction: float) -> None:
        done = sum(each.fresh for each in self.files)
        self.progressed.emit((done + fraction) / max(len(self.files), 1))

    def _finish(self, job: Job, file: ImportFile, outcome: Outcome) -> None:
        if job is not self._job:  # something else was chosen meanwhile, or the dialog is closed
            return
        self._job = self.read_now = None
        if outcome.error is None:
            file.reading = outcome.value
        else:
            error = error_line(outcome.error, tr("Read {name}").format(name=file.path.name))
            file.reading = file.reading._replace(plan=None, error=error)
        file.fresh = True
        self.changed.emit(file)
        self._next()


def _job(file: ImportFile, content: Content) -> JobFunction:
    path, kind, before = file.path, file.kind, file.reading

    def job(progress: Progress, cancelled: CancelledCheck) -> Reading:
        for name in _SHOWING:  # here they are loaded without a pause of the window
            import_module(f"app.views.imports.{name}")
        with no_collecting():
            reading = read(path, kind, before, Asking(content, progress, cancelled))
            if reading.plan is not None and sum(map(len, reading.plan.turns.values())) > _MANY:
                gc.freeze()  # thousands of turns, none of them garbage: to walk them again and again is a pause each
        return reading

    return job
