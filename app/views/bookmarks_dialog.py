"""The list of all bookmarks: go there, rename, move among those of the same journey, delete."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app.models.content import journeys_in_tree_order
from app.models.records import Bookmark
from app.services.bookmarks import bookmarks_of, delete_bookmark, move_bookmark, rename_bookmark
from app.views.session import Session
from app.views.widgets import GRID, button, column, wrapped

_ID = Qt.ItemDataRole.UserRole


def tr(text: str) -> str:
    """Translate a text of the dialog."""
    return QCoreApplication.translate("BookmarksDialog", text)


class _Rows(QTreeWidget):
    """The list; Delete deletes, Enter goes there, F2 renames."""

    wanted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of the buttons."""
        keys = {Qt.Key.Key_Delete: "delete", Qt.Key.Key_Return: "go", Qt.Key.Key_Enter: "go"}
        if self.state() == QAbstractItemView.State.EditingState:  # Enter of the editor comes here too
            event.accept()
        elif event.key() in keys:
            self.wanted.emit(keys[Qt.Key(event.key())])
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.wanted.emit("up" if event.key() == Qt.Key.Key_Up else "down")
        else:
            super().keyPressEvent(event)


class BookmarksDialog(QDialog):
    """Bookmarks below their journeys; `going` names the one to go to."""

    going = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(tr("Bookmarks"))
        self.resize(560, 460)
        self.rows = _Rows()
        self.rows.setAccessibleName(tr("Bookmarks"))
        self.rows.setProperty("look", "boxed")
        self.rows.setHeaderLabels([tr("Bookmark"), tr("Zoom")])
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.rows.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.rows.header().setStretchLastSection(False)
        self.rows.header().setSectionsMovable(False)
        self.rows.setColumnWidth(1, 10 * GRID)
        self.rows.itemDoubleClicked.connect(lambda *_: self.do("go"))
        self.rows.itemChanged.connect(self._renamed)
        self.rows.currentItemChanged.connect(lambda *_: self._offer())
        self.rows.wanted.connect(self.do)
        self.empty = wrapped("", "caption")
        texts = {
            "go": tr("Go there"),
            "rename": tr("Rename"),
            "up": tr("Up"),
            "down": tr("Down"),
            "delete": tr("Delete"),
        }
        self.buttons = {name: button(text, clicked=partial(self.do, name)) for name, text in texts.items()}
        self.buttons["go"].setProperty("look", "primary")
        row = QHBoxLayout()
        for each in self.buttons.values():
            row.addWidget(each)
        row.addStretch()
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        box.rejected.connect(self.reject)
        box.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        whole = column(self.rows, self.empty, margins=(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID))
        whole.addLayout(row)
        whole.addWidget(box)
        self.setLayout(whole)
        session.changed.connect(self._fill)
        self._fill()
        first = next((each.id for each in bookmarks_of(session.content, session.journey_id)), "")
        self.mark(first)
        self.rows.setFocus()

    @property
    def bookmark_id(self) -> str:
        """The bookmark that is chosen, or nothing."""
        item = self.rows.currentItem()
        return str(item.data(0, _ID) or "") if item is not None else ""

    def mark(self, bookmark_id: str) -> None:
        """Choose a bookmark."""
        for item in self._items():
            if item.data(0, _ID) == bookmark_id:
                self.rows.setCurrentItem(item)

    def _items(self) -> list[QTreeWidgetItem]:
        parents = [self.rows.topLevelItem(number) for number in range(self.rows.topLevelItemCount())]
        every = (parent.child(number) for parent in parents if parent for number in range(parent.childCount()))
        return [each for each in every if each is not None]

    def _fill(self) -> None:
        chosen, content = self.bookmark_id, self._session.content
        with QSignalBlocker(self.rows):
            self.rows.clear()
            for journey in journeys_in_tree_order(content):
                listed = bookmarks_of(content, journey.id)
                if listed:
                    parent = QTreeWidgetItem(self.rows, [journey.title or tr("Untitled journey"), ""])
                    parent.setExpanded(True)
                for bookmark in listed:
                    item = QTreeWidgetItem(parent, [bookmark.title, tr("{n} %").format(n=round(bookmark.zoom * 100))])
                    item.setData(0, _ID, bookmark.id)
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self.mark(chosen)
        items = self._items()
        if items and not self.bookmark_id:
            self.rows.setCurrentItem(items[0])
        keys = self._session.keys.text("add_bookmark")
        text = tr("No bookmarks yet. {keys} on the map adds one of the place that has the focus.")
        self.empty.setText("" if items else text.format(keys=keys))
        self.empty.setVisible(not items)
        self._offer()

    def _offer(self) -> None:
        bookmark = self._session.content.find(Bookmark, self.bookmark_id)
        siblings = [each.id for each in bookmarks_of(self._session.content, bookmark.journey_id)] if bookmark else []
        for name, each in self.buttons.items():
            at_end = bool(siblings) and self.bookmark_id == siblings[0 if name == "up" else -1]
            each.setEnabled(bookmark is not None and not (at_end and name in ("up", "down")))

    def _renamed(self, item: QTreeWidgetItem) -> None:
        bookmark = self._session.content.find(Bookmark, item.data(0, _ID))
        if bookmark is not None and item.text(0) != bookmark.title:
            bookmark_id, title = bookmark.id, item.text(0)  # the item is gone when the list is filled anew
            QTimer.singleShot(0, self, lambda: self._session.perform(rename_bookmark, bookmark_id, title))

    def do(self, name: str) -> None:
        """Do what a button says with the bookmark that is chosen."""
        item = self.rows.currentItem()
        bookmark = self._session.content.find(Bookmark, self.bookmark_id)
        if item is None or bookmark is None:
            return
        if name == "go":
            self.accept()
            self.going.emit(bookmark.id)
        elif name == "rename":
            self.rows.setFocus()
            self.rows.editItem(item, 0)
        elif name == "delete":
            self._session.perform(delete_bookmark, bookmark.id)
        else:
            self._move(bookmark, -1 if name == "up" else 1)

    def _move(self, bookmark: Bookmark, by: int) -> None:
        siblings = [each.id for each in bookmarks_of(self._session.content, bookmark.journey_id)]
        place = siblings.index(bookmark.id) + by
        if 0 <= place < len(siblings):
            others = [each for each in siblings if each != bookmark.id]
            before = others[place] if place < len(others) else None
            self._session.perform(move_bookmark, bookmark.id, before)
