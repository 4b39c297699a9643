"""Protect: what is to be rewritten is shown first, then done in one step that can't be undone."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QListWidget,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.jobs import Outcome, Worker
from app.models.content import Content
from app.services.protecting import Doubt, Preview, preview
from app.views.history.latest import Latest
from app.views.protect.keeper import Keeper
from app.views.protect.passwords import NewPassword
from app.views.protect.words import kind_word, people_word, place_word
from app.views.session import Session
from app.views.tables import fit_rows, plain_table
from app.views.task_bar import error_line
from app.views.widgets import GRID, caption_of, column, counted, dialog_buttons, keep_delete, label, scrolling, wrapped

_ID = Qt.ItemDataRole.UserRole
_ALSO = 2
"""The column in which other names are written."""

_ROWS = 6
"""Rows of the table in view."""

_TWO_LINES = 44
"""Pixels of a row of them."""

_LISTED = 200
"""How many doubtful words are listed."""


def tr(text: str) -> str:
    """Translate a text of the dialog."""
    return QCoreApplication.translate("ProtectDialog", text)


class ProtectDialog(QDialog):
    """Shows who gets which pseudonym and where; asks for the password of the vault where there is none yet.

    Where there is one, the keeper has it open.
    """

    def __init__(self, session: Session, keeper: Keeper, worker: Worker, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._keeper = session, keeper
        self._look = Latest(worker, self)
        self._known = dict(keeper.entries)
        self.found: Preview | None = None
        self.setWindowTitle(tr("Protect the Participants"))
        self.resize(94 * GRID, 104 * GRID)
        self.summary = wrapped(tr("Looking for names…"), "strong")
        self.table = self._make_table()
        self.doubtful = QCheckBox(tr("Replace these, too"))
        self.doubts = QListWidget()
        self.doubts.setAccessibleName(tr("Words that may be names"))
        self.doubts.setProperty("look", "boxed")
        self.doubts.setWordWrap(True)
        self._doubt_word = wrapped()
        self.new_password = NewPassword(tr("Password")) if not keeper.is_open else None
        self.buttons, self.ok = dialog_buttons(self, tr("Protect"))
        self._lay_out()
        self.finished.connect(lambda _: self._leave())
        self._ask()

    def _make_table(self) -> QTableWidget:
        headers = (tr("Name"), tr("Becomes"), tr("Also called (you can add names)"), tr("Turns"), tr("Records"))
        table = plain_table(tr("Who gets which pseudonym"), headers, (0, 80, 220, 64, 72), by_row=True)
        triggers = QTableWidget.EditTrigger
        table.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        table.setMinimumHeight(16 * GRID)
        table.itemChanged.connect(self._take_names)
        keep_delete(table)
        return table

    def _lay_out(self) -> None:
        inner = QWidget()
        rows = column(spacing=GRID, margins=(0, 0, GRID, 0))
        intro = tr(
            "Names, contact and consent move into the identity vault inside this file, locked by a password of its "
            "own. Everywhere else a pseudonym takes their place: in what was said, labels, titles, cards, notes, the "
            "names of restore points and the whole history. Every highlight stays on its words."
        )
        rows.addWidget(wrapped(intro))
        rows.addWidget(caption_of(tr("WHO GETS WHICH PSEUDONYM"), self.table, "heading"))
        rows.addWidget(self.summary)
        rows.addWidget(self.table)
        for each in (self._doubt_word, self.doubts, self.doubtful):
            rows.addWidget(each)
            each.hide()
        if self.new_password is not None:
            rows.addWidget(label(tr("PASSWORD OF THE VAULT"), "heading"))
            lost = tr("Without it nobody learns any more who the participants are, not even you: it can’t be replaced.")
            rows.addWidget(wrapped(lost, "caption"))
            rows.addWidget(self.new_password)
            self.new_password.changed.connect(self._allow)
        self.copies = wrapped("", "caption")
        rows.addWidget(self.copies)
        rows.addStretch()
        inner.setLayout(rows)
        outer = column(margins=(3 * GRID, 3 * GRID, 2 * GRID, 2 * GRID), spacing=GRID)
        outer.addWidget(scrolling(inner), 1)
        outer.addWidget(wrapped(tr("This can’t be undone, and nothing before it can: undo begins anew."), "error"))
        outer.addWidget(self.buttons)
        self.setLayout(outer)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keys to the password, or to the table."""
        super().showEvent(event)
        self._give_keys()

    def _give_keys(self) -> None:
        """Give the keys to the password where that is in sight; what is above is to be read first."""
        field = self.new_password.first if self.new_password is not None else self.table
        field.setFocus()
        QTimer.singleShot(0, self, lambda: self.table.setFocus() if field.visibleRegion().isEmpty() else None)

    # ---- looking

    def _ask(self) -> None:
        """Ask the worker what would be rewritten."""
        self._allow()
        store, snapshot, names = self._session.store, self._session.store.snapshot(), self.names()
        known = self._known

        def look() -> tuple[Preview, Sequence[str]]:
            found = preview(snapshot, known, names=names)
            with store.bulk(tr("Looking for names")):
                return found, [str(each.path) for each in store.backups()]

        self._look.ask(look, self._show)

    def _show(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.summary.setText(error_line(outcome.error, self.windowTitle()))
            return
        found, copies = outcome.value
        self.found = found
        self.summary.setText(
            tr("{people}: {turns} and {records} are rewritten, and {steps} of the history.").format(
                people=people_word(len(found.people)),
                turns=counted(found.turns, tr("turn"), tr("turns")),
                records=counted(found.records, tr("record"), tr("records")),
                steps=counted(self._session.store.step, tr("step"), tr("steps")),
            )
            if found.people
            else tr("Nobody is named that is not protected already.")
        )
        self._fill_table(found)
        self._fill_doubts(found)
        if self.new_password is None or not self.new_password.first.text():
            self._give_keys()
        made = "\n".join(copies)
        told = tr("Backups and copies that were made before keep the names; Protect does not touch them.")
        known = tr("{told} Known to this file:\n{paths}").format(told=told, paths=made)
        self.copies.setText(known if copies else told)
        self._allow()

    def _fill_table(self, found: Preview) -> None:
        names = self.names()
        self.table.blockSignals(True)
        self.table.setRowCount(len(found.people))
        for row, person in enumerate(found.people):
            also = ", ".join(names.get(person.id, ()))
            for number, text in enumerate(
                (person.name, person.pseudonym, also, str(person.turns), str(person.records))
            ):
                item = QTableWidgetItem(text)
                item.setData(_ID, person.id)
                item.setToolTip(text)
                if number != _ALSO:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.table.setItem(row, number, item)
        self.table.blockSignals(False)
        self.table.setVisible(bool(found.people))
        fit_rows(self.table, len(found.people), _ROWS, self.table.verticalHeader().defaultSectionSize())

    def _fill_doubts(self, found: Preview) -> None:
        content = self._session.content
        self.doubts.clear()
        for doubt in found.doubts[:_LISTED]:
            self.doubts.addItem("\n".join(_lines_of(doubt, content)))
        more = len(found.doubts) - _LISTED
        if more > 0:
            self.doubts.addItem(tr("and {count} more").format(count=more))
        said = tr("These words may be a name or something else, at {places}. They stay as they are unless you say so:")
        count = counted(len(found.doubts), tr("place"), tr("places"))
        self._doubt_word.setText(said.format(places=count))
        self.doubts.setFixedHeight(min(len(found.doubts), 3) * _TWO_LINES + GRID)
        for each in (self._doubt_word, self.doubts, self.doubtful):
            each.setVisible(bool(found.doubts))

    def left_as_they_are(self) -> list[str]:
        """Return the words that may be names and are not replaced, and where they stand."""
        if self.found is None or self.doubtful.isChecked():
            return []
        return ["  –  ".join(_lines_of(each, self._session.content)) for each in self.found.doubts]

    def names(self) -> Mapping[str, Sequence[str]]:
        """Return the other names that were written, by the ids of the participants."""
        written = {}
        for row in range(self.table.rowCount()):
            item = self.table.item(row, _ALSO)
            parts = [each.strip() for each in item.text().split(",")] if item is not None else []
            if item is not None and any(parts):
                written[item.data(_ID)] = [each for each in parts if each]
        return written

    def _take_names(self, item: QTableWidgetItem) -> None:
        if item.column() == _ALSO:
            QTimer.singleShot(0, self, self._ask)

    def _allow(self) -> None:
        password = self._keeper.password if self.new_password is None else self.new_password.password()
        worth = self.found is not None and bool(self.found.people or self.found.doubts)
        self.ok.setEnabled(bool(password) and worth)

    def job(self) -> Any:
        """Return what is done on the worker; it returns who is in the vault now."""
        from app.services.protecting import protect

        store, names, doubtful = self._session.store, self.names(), self.doubtful.isChecked()
        password = self._keeper.password if self.new_password is None else self.new_password.password()
        return partial(_protect, protect, store, password, names, doubtful)

    def _leave(self) -> None:
        self._look.drop()
        if self.new_password is not None:
            self.new_password.clear()


def _lines_of(doubt: Doubt, content: Content) -> tuple[str, str]:
    """Return a word that may be a name within its text, and where that stands."""
    words = f"{doubt.text[: doubt.start]}[{doubt.text[doubt.start : doubt.end]}]{doubt.text[doubt.end :]}"
    return " ".join(words.split()), f"{kind_word(doubt.kind)} · {place_word(content, doubt.kind, doubt.id)}"


def _protect(
    protect: Any, store: Any, password: str, names: Any, doubtful: bool, progress: Any, cancelled: Any
) -> tuple[str, Any]:
    protect(store, password, names=names, doubtful=doubtful, progress=progress)
    return password, store.open_vault(password)
