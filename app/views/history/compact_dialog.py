"""Thinning the history: what goes and what stays is said before, and that it cannot be undone."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from app.jobs import Outcome, Worker
from app.store import Store
from app.views.history.latest import Latest
from app.views.session import Session
from app.views.task_bar import TaskBar, Told, error_line
from app.views.widgets import GRID, ChoiceField, caption_of, column, counted, dialog_buttons, wrapped

DAYS: Final = (1, 7, 30, 90, 365)
USUAL: Final = 30


def tr(text: str) -> str:
    """Translate a text of the dialog."""
    return QCoreApplication.translate("CompactDialog", text)


class CompactDialog(QDialog):
    """Asks for how many days every edit is kept; older ones become one between two restore points."""

    def __init__(self, session: Session, worker: Worker, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._look = Latest(worker, self)
        self.setWindowTitle(tr("Compact the History"))
        choices: list[tuple[object, str]] = [(0, tr("none: only restore points stay"))]
        choices += [(each, tr("the last {days}").format(days=counted(each, tr("day"), tr("days")))) for each in DAYS]
        self.keep = ChoiceField(tr("Keep every edit of"), choices)
        self.keep.fill(USUAL)
        self.keep.chosen.connect(lambda _: self._ask())
        self.what = wrapped(tr("Looking at the history…"))
        self.what.setMinimumHeight(7 * GRID)
        self.warning = wrapped(
            tr(
                "This cannot be undone: what is joined can’t be looked at, replayed or taken back edit by edit. "
                "The map itself stays exactly as it is."
            ),
            "error",
        )
        buttons, self.ok = dialog_buttons(self, tr("Compact"))
        rows = column(margins=(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID), spacing=2 * GRID)
        rows.addLayout(column(caption_of(tr("Keep every edit of"), self.keep), self.keep, spacing=GRID // 2))
        for each in (self.what, self.warning, buttons):
            rows.addWidget(each)
        self.setLayout(rows)
        self.setMinimumWidth(440)
        self.ok.setEnabled(False)
        self.finished.connect(self._look.drop)
        self._ask()

    @property
    def before(self) -> datetime:
        """The moment from which every edit is kept."""
        return datetime.now(UTC) - timedelta(days=int(self.keep.currentData()))

    def _ask(self) -> None:
        """Ask the worker what would go."""
        self.ok.setEnabled(False)
        self._look.ask(partial(self._session.store.compaction, self.before), self._show)

    def _show(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.what.setText(error_line(outcome.error, tr("Compact the History")))
            return
        found = outcome.value
        if found.steps_after == found.steps_now:
            self.what.setText(tr("Nothing is to be joined: all edits are newer, or alone between restore points."))
            return
        self.ok.setEnabled(True)
        self.what.setText(
            tr("{now} become {after}. {points}. About {size} of the history goes.").format(
                now=counted(found.steps_now, tr("edit"), tr("edits")),
                after=found.steps_after,
                points=counted(found.points_kept, tr("restore point stays"), tr("restore points stay")),
                size=spoken_size(found.bytes),
            )
        )

    def run(self, tasks: TaskBar, then: Any) -> None:
        """Do it on the worker, in sight, and say what came of it."""
        store, before = self._session.store, self.before

        def tell(found: Any) -> Told:
            then()
            return tr("The history was compacted. The map is as it was."), ()

        tasks.run(tr("Compacting the history"), partial(_compact, store, before), tell)


def _compact(store: Store, before: datetime, progress: Any, cancelled: Any) -> None:
    store.compact(before, progress, cancelled)


def spoken_size(count: int) -> str:
    """Return so many bytes in kB or MB."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1000))} kB"
