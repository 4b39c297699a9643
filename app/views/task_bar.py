"""Long work in sight: a line with what goes on, how far it is, and Cancel; then its result, or its error, always."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from app.canvas.accessible import announce
from app.jobs import Job, JobFunction, Outcome, Worker
from app.models.errors import ClewError
from app.views.banner import Banner, Command
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, button, column, label

Told = tuple[str, Sequence[Command]]
"""A line on what came out, and what can be done with it."""


def tr(text: str) -> str:
    """Translate a text of the line."""
    return QCoreApplication.translate("TaskBar", text)


class TaskBar(QFrame):
    """Runs one job at a time on the worker and shows it."""

    def __init__(self, theme: ThemeKeeper, parent: QObject) -> None:
        super().__init__()
        self.worker = Worker(parent)
        self._job: Job | None = None
        self.what = ""
        """What goes on, in the user's words."""
        self._tell: Callable[[Any], Told | None] = lambda value: None
        self.result = Banner(theme, "results", "done")
        self.error = Banner(theme)
        self._running = QFrame()
        self._running.setObjectName("results")
        self._label = label()
        self._bar = QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(240)
        self._cancel = button(tr("Cancel"), clicked=self.cancel)
        row = QHBoxLayout(self._running)
        row.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        row.addWidget(self._label)
        row.addWidget(self._bar, 1)
        row.addStretch()
        row.addWidget(self._cancel)
        self._running.hide()
        self.setLayout(column(self._running, self.error, self.result, spacing=0))

    @property
    def busy(self) -> bool:
        """Whether a job of the user is under way."""
        return self._job is not None

    def run(self, what: str, function: JobFunction, tell: Callable[[Any], Told | None]) -> bool:
        """Begin a job unless another one is under way; `tell` turns its value into the line to show."""
        if self._job is not None:
            self.error.tell(tr("“{what}” is still under way. Wait for it, or cancel it.").format(what=self.what))
            return False
        self.result.dismiss()
        self.error.dismiss()
        self.what, self._tell = what, tell
        self._label.setText(what)
        self._bar.setValue(0)
        self._bar.setAccessibleName(what)
        self._cancel.setEnabled(True)
        self._running.show()
        announce(self, what)
        self._job = self.worker.run(function, self._finish)
        self._job.progressed.connect(lambda fraction: self._bar.setValue(round(fraction * 100)))
        return True

    def cancel(self) -> None:
        """Ask the job to stop."""
        if self._job is not None:
            self._job.cancel()
            self._cancel.setEnabled(False)
            self._label.setText(tr("Stopping: {what}").format(what=self.what))

    def _finish(self, outcome: Outcome) -> None:
        self._job = None
        self._running.hide()
        if outcome.cancelled:
            self.result.tell(tr("“{what}” was cancelled; nothing was changed.").format(what=self.what))
        elif outcome.error is not None:
            self.error.tell(error_line(outcome.error, self.what))
        else:
            told = self._tell(outcome.value)
            if told is not None:
                self.result.tell(told[0], *told[1])


def error_line(error: Exception, what: str) -> str:
    """Return what a person reads of an error: its own line, or that something unforeseen happened."""
    if isinstance(error, ClewError):
        return str(error)
    if isinstance(error, OSError):
        return tr("“{what}” failed: {why}. Your workspace is unchanged.").format(what=what, why=error.strerror or error)
    text = tr("“{what}” failed unexpectedly ({why}). Your workspace is unchanged.")
    return text.format(what=what, why=f"{type(error).__name__}: {error}")
