"""A line in which an entry of a shared list is found while it is typed, or added where it is missing."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView

from app.models.names import same_name
from app.services.names import fold
from app.views.widgets import LineField

Entry = tuple[str, str, QIcon | None]
"""An entry of a list: its id, its name, what stands before it."""

_ID: Final = Qt.ItemDataRole.UserRole + 1
_NAME: Final = Qt.ItemDataRole.UserRole + 2
_MOST: Final = 50
"""Entries that are offered at once."""


def tr(text: str) -> str:
    """Translate a text of the line."""
    return QCoreApplication.translate("EntryField", text)


class EntryField(LineField):
    """Shows the entry that is held; typing offers those with the text, Enter or leaving takes the marked one, Esc none.

    `many` is for a line that adds one after the other: it is empty again after each.
    """

    picked = Signal(object)
    """The id of an entry that the user chose; none where the user emptied the line."""
    named = Signal(str)
    """The name of an entry that is not there yet."""
    backed = Signal()
    """Backspace in an empty line."""

    def __init__(self, name: str, *, many: bool = False) -> None:
        super().__init__(name)
        self._many = many
        self.setPlaceholderText(tr("Type to find or add"))
        self._entries: list[Entry] = []
        self._held: str | None = None
        self._shown = ""
        self._model = QStandardItemModel(self)
        self._offer = QCompleter(self)
        self._offer.setModel(self._model)
        self._offer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._offer.setMaxVisibleItems(8)
        self._offer.setWidget(self)
        self._list = QListView()
        self._offer.setPopup(self._list)
        self._list.setAccessibleName(name)
        self._list.clicked.connect(self._take_row)
        self.textEdited.connect(self._look_up)

    def fill_entries(self, entries: Sequence[Entry], held: str | None = None) -> None:
        """Offer these entries, and show the one that is held."""
        self._entries, self._held = list(entries), held
        self._shown = next((name for entry_id, name, _ in entries if entry_id == held), "")
        if not self.hasFocus() or not self.isModified():
            self._reset()

    def _reset(self) -> None:
        self.fill(self._shown)
        self.setModified(False)

    # ---- what is offered

    def _look_up(self, text: str) -> None:
        wanted = fold(text)
        found = [each for each in self._entries if wanted in fold(each[1])]
        found.sort(key=lambda each: (fold(each[1]) != wanted, not fold(each[1]).startswith(wanted)))
        self._model.clear()
        for entry_id, name, sign in found[:_MOST]:
            self._add_row(name, entry_id, name, sign)
        if wanted and self._exact(text) is None:
            self._add_row(tr("Add “{name}”").format(name=same_name(text)), None, same_name(text), None)
        popup = self._list
        if not self._model.rowCount() or (not wanted and self._many):
            popup.hide()
            return
        self._offer.complete()
        popup.setCurrentIndex(self._model.index(0, 0) if wanted else QModelIndex())  # what Enter takes

    def _add_row(self, text: str, entry_id: str | None, name: str, sign: QIcon | None) -> None:
        item = QStandardItem(text)
        item.setEditable(False)
        item.setData(entry_id, _ID)
        item.setData(name, _NAME)
        if sign is not None:
            item.setIcon(sign)
        self._model.appendRow(item)

    def offer_all(self) -> None:
        """Show every entry to choose from."""
        self._look_up("")
        if self._model.rowCount():
            self._offer.complete()

    # ---- what is taken

    def _exact(self, text: str) -> str | None:
        wanted = same_name(text)
        return next((entry_id for entry_id, name, _ in self._entries if same_name(name) == wanted), None)

    def _take_row(self, index: QModelIndex | QPersistentModelIndex) -> None:
        self._take(index.data(_ID), index.data(_NAME))

    def _take(self, entry_id: str | None, name: str) -> None:
        self._list.hide()
        self._shown = "" if self._many else name
        self.setText(self._shown)
        self.setModified(False)
        if entry_id is None:
            self.named.emit(name)
        elif entry_id != self._held or self._many:
            self.picked.emit(entry_id)

    def settle(self) -> None:
        """Take what is marked for the text that was typed; an emptied line holds nothing any more."""
        text, marked = same_name(self.text()), self._list.currentIndex()
        if not self.isModified() or (not text and self._many):
            self._reset()
        elif not text:
            self._shown = ""
            self._reset()
            if self._held is not None:
                self.picked.emit(None)
        elif marked.isValid():
            self._take_row(marked)
        else:
            self._take(self._exact(text), text)

    # ---- keys and focus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the marked entry, Down offers all, Esc goes back to what was held."""
        popup, key = self._list, event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if popup.isVisible() and popup.currentIndex().isValid():
                self._take_row(popup.currentIndex())
            else:
                self.settle()
        elif key == Qt.Key.Key_Down and not popup.isVisible():
            self.offer_all()
        elif key == Qt.Key.Key_Escape and (popup.isVisible() or self.isModified()):
            popup.hide()
            self._reset()
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.backed.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep Esc where there is something to go back to; a dialog would take it as its own."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.isModified()
        ):
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Offer all where the line is empty."""
        super().mousePressEvent(event)
        if not self.text() and event.button() == Qt.MouseButton.LeftButton:
            self.offer_all()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Settle what was typed, unless the focus only went to what is offered."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()
