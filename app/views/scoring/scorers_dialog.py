"""Everybody who scores: rename and delete them, with how much they scored."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from app.models.records import Score, Scorer
from app.services.scoring import add_scorer, delete_scorers, rename_scorer
from app.views.scoring.words import tr
from app.views.session import Session
from app.views.widgets import GRID, LineField, button, column, counted, keep_delete, wrapped

_ID = Qt.ItemDataRole.UserRole


class ScorersDialog(QDialog):
    """A row for each; what deleting one takes along is said before."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(tr("Scorers"))
        self.resize(60 * GRID, 56 * GRID)
        self.line = LineField(tr("Add a scorer"))
        self.line.setPlaceholderText(tr("Add a scorer"))
        self.line.returnPressed.connect(self._add)
        self.rows = QListWidget()
        self.rows.setAccessibleName(tr("Scorers"))
        self.rows.setProperty("look", "boxed")
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.rows.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        keep_delete(self.rows)
        self.rows.itemChanged.connect(self._rename)
        self.rows.itemSelectionChanged.connect(self._offer)
        self.told = wrapped("", "caption")
        self.told.setMinimumHeight(5 * GRID)
        self.rename = button(tr("Rename"), clicked=self._edit)
        self.delete = button(tr("Delete"), clicked=self._delete)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.rows, self._delete)
        for keys, travel in ((QKeySequence.StandardKey.Undo, "undo"), (QKeySequence.StandardKey.Redo, "redo")):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._travel, travel))
        about = tr("Their names stay in the house: what goes to stakeholders or the public calls them Scorer 1, 2 …")
        tools = QHBoxLayout()
        tools.setSpacing(GRID)
        tools.addWidget(self.rename)
        tools.addWidget(self.delete)
        tools.addStretch()
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        box.rejected.connect(self.reject)
        box.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        tools.addWidget(box)
        whole = column(
            wrapped(about, "caption"), self.line, self.rows, self.told, margins=(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        )
        whole.addLayout(tools)
        self.setLayout(whole)
        session.changed.connect(self._follow)
        session.failed.connect(self.told.setText)
        self._fill()

    def ids(self) -> list[str]:
        """Return who is chosen."""
        return [str(each.data(_ID)) for each in self.rows.selectedItems()]

    def _follow(self, _: object) -> None:
        self._fill()

    def _fill(self) -> None:
        if not self._session.is_open:
            return
        chosen, content = set(self.ids()), self._session.content
        with QSignalBlocker(self.rows):
            self.rows.clear()
            for scorer in content.ordered(Scorer):
                item = QListWidgetItem(scorer.name, self.rows)
                item.setData(_ID, scorer.id)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                item.setSelected(scorer.id in chosen)
        self._offer()

    def _offer(self) -> None:
        ids = self.ids()
        self.rename.setEnabled(len(ids) == 1)
        self.delete.setEnabled(bool(ids))
        if not ids:
            nobody = tr("Nobody has scored yet. Whoever scores in a blind round is listed here.")
            self.told.setText("" if self.rows.count() else nobody)
            return
        count = sum(len(self._session.content.members(Score, "scorer_id", each)) for each in ids)
        scores = counted(count, tr("score"), tr("scores"))
        self.told.setText(tr("Deleting takes {scores} away; Undo brings them back.").format(scores=scores))

    def _add(self) -> None:
        if self._session.perform(add_scorer, self.line.text()) is not None:
            self.line.clear()

    def _edit(self) -> None:
        item = next(iter(self.rows.selectedItems()), None)
        if item is not None:
            self.rows.setFocus()
            self.rows.editItem(item)

    def _rename(self, item: QListWidgetItem) -> None:
        scorer_id, name = str(item.data(_ID)), item.text()  # the item is gone when the list is filled anew

        def rename() -> None:
            self._session.perform(rename_scorer, scorer_id, name)
            told = self.told.text()
            self._fill()
            self.told.setText(told)

        QTimer.singleShot(0, self, rename)

    def _delete(self) -> None:
        if self.ids():
            self._session.perform(delete_scorers, self.ids())

    def _travel(self, way: str) -> None:
        """Undo or redo."""
        store = self._session.store
        if store.can_undo if way == "undo" else store.can_redo:
            self._session.attempt(store.undo if way == "undo" else store.redo)
