"""Forget a participant: what is lost, what becomes of what quotes or names them, then a typed confirmation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QTableWidget, QWidget

from app.jobs import Outcome, Worker
from app.models.names import folded
from app.models.records import AnyRecord, Participant
from app.services.forgetting import ForgetPlan, Lost, forget, plan_forgetting
from app.store import Store
from app.store.vault import VaultEntry
from app.views.history.latest import Latest
from app.views.protect.hits import Hits
from app.views.protect.words import backup_line, disk_lines, evidence_word, kind_word, lost_title
from app.views.session import Session
from app.views.tables import fit_rows, plain_table, write_cell
from app.views.task_bar import error_line
from app.views.widgets import (
    GRID,
    LineField,
    Names,
    button,
    caption_of,
    column,
    counted,
    dialog_buttons,
    label,
    scrolling,
    wrapped,
)

_ROWS = 4
"""Rows of a table in view."""


def tr(text: str) -> str:
    """Translate a text of the dialog."""
    return QCoreApplication.translate("ForgetDialog", text)


class ForgetDialog(QDialog):
    """Shows what forgetting takes; nothing is done until the name is typed and the button is pressed.

    Of somebody whom no list has, `more` says where they speak.
    """

    def __init__(
        self,
        session: Session,
        vault: Mapping[str, VaultEntry],
        worker: Worker,
        parent: QWidget,
        person: Participant,
        more: Sequence[AnyRecord] = (),
    ) -> None:
        super().__init__(parent)
        self._session, self._vault = session, dict(vault)
        self._look = Latest(worker, self)
        self.person, self._more = person, more
        self.plan: ForgetPlan | None = None
        self.setWindowTitle(tr("Forget a Participant"))
        self.resize(112 * GRID, 106 * GRID)
        self.summary = wrapped(tr("Looking at what would go…"))
        self.lost_word = wrapped()
        self.lost = self._make_table()
        self.hits = Hits(session)
        self.copies = Names("")
        self.typed = LineField(tr("Type “{name}” to go on").format(name=self.person.name))
        self.disk = wrapped("\n".join(disk_lines()), "caption")
        self.disk.hide()
        self.more = button(tr("What a disk may keep"), "link", self._tell_disk)
        self.buttons, self.ok = dialog_buttons(self, tr("Forget"))
        self._lay_out()
        self.typed.textChanged.connect(self._allow)
        self.finished.connect(lambda _: self._leave())
        self._allow()
        self._ask()

    def _make_table(self) -> QTableWidget:
        headers = (tr("What"), tr("Title"), tr("Evidence now"), tr("Evidence then"))
        return plain_table(tr("What loses evidence"), headers, (110, 0, 230, 230), by_row=True)

    def _lay_out(self) -> None:
        rows = column(spacing=GRID, margins=(0, 0, GRID, 0))
        rows.addWidget(label(tr("Forget {name}").format(name=self.person.name), "title"))
        rows.addWidget(self.summary)
        rows.addWidget(caption_of(tr("WHAT LOSES EVIDENCE"), self.lost, "heading"))
        for each in (self.lost_word, self.lost, self.hits):
            rows.addWidget(each)
        rows.addWidget(label(tr("BACKUPS AND COPIES"), "heading"))
        rows.addWidget(self.copies)
        cannot = tr(
            "This can’t be undone. Undo begins anew, earlier states in the history lose them too; only numbers stay, "
            "so that they do not come back with an import."
        )
        rows.addWidget(self.disk)
        rows.addStretch()
        inner = QWidget()
        inner.setLayout(rows)
        outer = column(margins=(3 * GRID, 3 * GRID, 2 * GRID, 2 * GRID), spacing=GRID)
        self._scroll = scrolling(inner)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(wrapped(cannot, "error"))
        outer.addWidget(self.more)
        outer.addWidget(caption_of(self.typed.accessibleName(), self.typed))
        outer.addWidget(self.typed)
        outer.addWidget(self.buttons)
        self.setLayout(outer)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keys to the field that confirms: what is above is read first."""
        super().showEvent(event)
        self.typed.setFocus()

    # ---- looking

    def _ask(self) -> None:
        store, snapshot, person_id, vault = (
            self._session.store,
            self._session.store.snapshot(),
            self.person.id,
            self._vault,
        )

        for record in (self.person, *self._more):
            snapshot.content.put(record)

        def look() -> ForgetPlan:
            plan = plan_forgetting(snapshot, person_id, vault)
            with store.bulk(tr("Looking for copies")):
                return replace(plan, backups=tuple(store.backups()))

        self._look.ask(look, self._show)

    def _show(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.summary.setText(error_line(outcome.error, self.windowTitle()))
            return
        plan: ForgetPlan = outcome.value
        self.plan = plan
        self.summary.setText(self._going(plan))
        self._fill_lost(plan.lost)
        self.hits.fill(plan.hits)
        none = tr("This file knows of no backups or copies of it.")
        self.copies.setText("\n".join(map(backup_line, plan.backups)) or none)
        self._allow()

    def _going(self, plan: ForgetPlan) -> str:
        said = tr("{turns} of theirs and {highlights} go, with their attributes.")
        said_of_vault = tr("{turns} of theirs and {highlights} go, with their attributes and their entry in the vault.")
        lines = [
            (said_of_vault if self.person.protected else said).format(
                turns=counted(plan.turns, tr("turn"), tr("turns")),
                highlights=counted(plan.highlights, tr("highlight"), tr("highlights")),
            )
        ]
        lines += [
            tr("The source “{title}” goes: nobody else speaks in it.").format(title=each.title) for each in plan.sources
        ]
        return "\n".join(lines)

    def _fill_lost(self, lost: Iterable[Lost]) -> None:
        rows = list(lost)
        self.lost_word.setText("" if rows else tr("No insight, card or opportunity loses evidence."))
        self.lost_word.setVisible(not rows)
        self.lost.setVisible(bool(rows))
        self.lost.setRowCount(len(rows))
        for row, each in enumerate(rows):
            words = (
                kind_word(each.record.kind_name),
                lost_title(each),
                evidence_word(each.before),
                evidence_word(each.after),
            )
            for number, text in enumerate(words):
                write_cell(self.lost, row, number, text)
        fit_rows(self.lost, len(rows), _ROWS, self.lost.verticalHeader().defaultSectionSize())

    def _tell_disk(self) -> None:
        self.disk.setVisible(self.disk.isHidden())
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.disk))

    # ---- doing

    def _allow(self) -> None:
        typed = folded(self.typed.text().strip()) == folded(self.person.name.strip())
        self.ok.setEnabled(self.plan is not None and typed)

    def accept(self) -> None:
        """Go on where the name is typed."""
        if self.ok.isEnabled():
            super().accept()

    def job(self) -> Any:
        """Return what is done on the worker; it returns the copies that are out of reach."""
        assert self.plan is not None
        return partial(_forget, self._session.store, self.plan, self.hits.decisions(), self._vault)

    def _leave(self) -> None:
        self._look.drop()
        self.typed.clear()


def _forget(
    store: Store,
    plan: ForgetPlan,
    decisions: Mapping[Any, Any],
    vault: Mapping[str, Any],
    progress: Any,
    cancelled: Any,
) -> Any:
    return forget(store, plan, decisions, vault=vault, progress=progress)
