"""The entries of one shared list as rows that are renamed in place and moved by mouse and keyboard; tags as a tree."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QTreeWidgetItemIterator

from app.models.content import Content
from app.models.records import Tag
from app.services.lists import uses
from app.views.lists_words import uses_words
from app.views.tag_field import dot
from app.views.theme import ThemeKeeper
from app.views.widgets import keep_delete

_ID = Qt.ItemDataRole.UserRole

Place = tuple[str | None, str | None]
"""Where an entry goes: below which tag (none = at the top), before which entry (none = last)."""


def tr(text: str) -> str:
    """Translate a text of the rows."""
    return QCoreApplication.translate("EntryRows", text)


class EntryRows(QTreeWidget):
    """F2 or a double-click renames, Delete deletes, Alt and arrows or the mouse move; of tags also below each other."""

    renamed = Signal(str, str)
    moved = Signal(str, object)
    """An entry and the place where it goes."""
    deleted = Signal()

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        keep_delete(self)
        self._theme = theme
        self._is_tree = False
        self.setProperty("look", "boxed")
        self.setHeaderLabels([tr("Name"), tr("Used by")])
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionsMovable(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setExpandsOnDoubleClick(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.itemChanged.connect(self._tell_renamed)

    def fill(self, content: Content, list_type: type[Any]) -> None:
        """Show the entries of a list with how often each is used; what was chosen stays so."""
        self._is_tree = list_type is Tag
        chosen, current = set(self.ids()), self.current_id()
        with QSignalBlocker(self):
            self.clear()
            self.setRootIsDecorated(self._is_tree)
            items: dict[str, QTreeWidgetItem] = {}
            entries = content.ordered(list_type)
            for entry in entries:
                items[entry.id] = self._item(content, entry)
            for entry in entries:
                parent = items.get(getattr(entry, "parent_id", None) or "")
                (parent.addChild if parent else self.addTopLevelItem)(items[entry.id])
            self.expandAll()
            if current in items:
                self.setCurrentItem(items[current])
            for entry_id in chosen & items.keys():
                items[entry_id].setSelected(True)
        self.itemSelectionChanged.emit()

    def _item(self, content: Content, entry: Any) -> QTreeWidgetItem:
        item = QTreeWidgetItem([entry.name, uses_words(uses(content, type(entry), entry.id)) or "–"])
        item.setData(0, _ID, entry.id)
        item.setToolTip(0, entry.name)
        flags = item.flags() | Qt.ItemFlag.ItemIsEditable
        item.setFlags(flags if self._is_tree else flags & ~Qt.ItemFlag.ItemIsDropEnabled)
        if isinstance(entry, Tag):
            item.setIcon(0, dot(entry.colour, self._theme.look))
        return item

    # ---- what is chosen

    def current_id(self) -> str:
        """Return the entry that the keys are at, or nothing."""
        item = self.currentItem()
        return str(item.data(0, _ID)) if item is not None else ""

    def ids(self) -> list[str]:
        """Return the chosen entries from top to bottom."""
        return [item.data(0, _ID) for item in self._items() if item.isSelected()]

    def choose(self, entry_id: str) -> None:
        """Choose one entry and bring it into view."""
        for item in self._items():
            if item.data(0, _ID) == entry_id:
                self.setCurrentItem(item)
                self.scrollToItem(item)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        walk = QTreeWidgetItemIterator(self)
        while (item := walk.value()) is not None:
            yield item
            walk += 1

    # ---- what the user does

    def edit(self, *arguments: Any) -> Any:
        """Rename the name only: the column of uses is told."""
        if len(arguments) == 3:
            index: QModelIndex | QPersistentModelIndex = arguments[0]
            if index.column() != 0:
                return False
        return super().edit(*arguments)

    def rename(self) -> None:
        """Open the name of the current entry to be written."""
        item = self.currentItem()
        if item is not None:
            self.editItem(item, 0)

    def _tell_renamed(self, item: QTreeWidgetItem, column: int) -> None:
        if column == 0:
            self.renamed.emit(item.data(0, _ID), item.text(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that rename, delete and move."""
        if self.state() == QAbstractItemView.State.EditingState:  # Enter of the editor comes here too
            event.accept()
        elif event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rename()
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in _WAYS:
            self.shift(_WAYS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def shift(self, way: str) -> None:
        """Move the current entry up or down; a tag also out of its parent, or in below the one above."""
        item = self.currentItem()
        place = self._place(item, way) if item is not None else None
        if item is not None and place is not None:
            self.moved.emit(item.data(0, _ID), place)

    def _place(self, item: QTreeWidgetItem, way: str) -> Place | None:
        above = item.parent() or self.invisibleRootItem()
        at = above.indexOfChild(item)
        here = _id(item.parent())
        if way == "up":
            return (here, _id(above.child(at - 1))) if at else None
        if way == "down":
            return (here, _id(above.child(at + 2))) if at + 1 < above.childCount() else None
        if not self._is_tree:
            return None
        if way == "in":
            return (_id(above.child(at - 1)), None) if at else None
        parent = item.parent()
        if parent is None:
            return None
        outer = parent.parent() or self.invisibleRootItem()
        return _id(parent.parent()), _id(outer.child(outer.indexOfChild(parent) + 1))

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where an entry is let go; what is stored decides how it then stands."""
        dragged, target = self.currentItem(), self.itemAt(event.position().toPoint())
        where, position = self.dropIndicatorPosition(), QAbstractItemView.DropIndicatorPosition
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if dragged is None or target is dragged:
            return
        place: Place = (None, None)
        if target is not None and where == position.OnItem and self._is_tree:
            place = (_id(target), None)
        elif target is not None:
            above = target.parent() or self.invisibleRootItem()
            after = where == position.BelowItem
            following = above.child(above.indexOfChild(target) + after)
            if following is dragged:
                return
            place = (_id(target.parent()), _id(following))
        self.moved.emit(dragged.data(0, _ID), place)


_WAYS = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Right: "in", Qt.Key.Key_Left: "out"}


def _id(item: QTreeWidgetItem | None) -> str | None:
    return None if item is None else str(item.data(0, _ID))
