"""The tree of journeys at the left: show, add, rename, reorder by drag, delete."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSignalBlocker, Qt
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QMessageBox,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)

from app.models.changes import ChangeSet
from app.models.content import journeys_of
from app.models.records import Journey
from app.services.journeys import add_journey, delete_journey, move_journey, rename_journey
from app.views.session import Session, count_cards
from app.views.widgets import keeps_delete

_ID = Qt.ItemDataRole.UserRole


def tr(text: str) -> str:
    """Translate a text of the tree."""
    return QCoreApplication.translate("FrameworkTree", text)


class FrameworkTree(QTreeWidget):
    """The journeys of the workspace with the number of their cards; what it shows is always what is stored."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName(tr("Framework: the journeys of this workspace"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.header().setMinimumSectionSize(24)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.currentItemChanged.connect(self._show_current)
        self.itemChanged.connect(self._rename)
        session.opened.connect(self.refill)
        session.changed.connect(self._follow)
        session.journey_changed.connect(self._mark_current)

    def _follow(self, changes: ChangeSet) -> None:
        if changes.touches("journey"):
            self.refill()
        elif changes.touches("card"):
            self._count()

    def refill(self) -> None:
        """Show the journeys as they are stored, as open or closed as they were."""
        closed = {item.data(0, _ID) for item in self._items() if not item.isExpanded() and item.childCount()}
        with QSignalBlocker(self):
            self.clear()
            self._add_below(None, self.invisibleRootItem(), closed)
        self._count()
        self._mark_current(self._session.journey_id)

    def _add_below(self, parent_id: str | None, parent: QTreeWidgetItem, closed: set[str]) -> None:
        for journey in journeys_of(self._session.content, parent_id):
            item = QTreeWidgetItem(parent, [journey.title or tr("Untitled journey"), ""])
            item.setData(0, _ID, journey.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setForeground(1, self.palette().placeholderText())
            item.setToolTip(0, journey.title)
            self._add_below(journey.id, item, closed)
            item.setExpanded(journey.id not in closed)

    def _items(self) -> list[QTreeWidgetItem]:
        """Return all items, each before those below it."""
        walk = QTreeWidgetItemIterator(self)
        found = []
        while item := walk.value():
            found.append(item)
            walk += 1
        return found

    def _count(self) -> None:
        with QSignalBlocker(self):
            for item in self._items():
                count = count_cards(self._session.content, item.data(0, _ID))
                item.setText(1, str(count) if count else "–")
        self.viewport().update()

    def _mark_current(self, journey_id: str) -> None:
        with QSignalBlocker(self):
            for item in self._items():
                if item.data(0, _ID) == journey_id:
                    self.setCurrentItem(item)

    def _show_current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self._session.show_journey(item.data(0, _ID))

    def _rename(self, item: QTreeWidgetItem, column: int) -> None:
        if column == 0:
            self._session.perform(rename_journey, item.data(0, _ID), item.text(0).strip())

    def height_of_all(self) -> int:
        """Return the height of the open journeys, at least of two, at most of twelve."""
        row = self.sizeHintForRow(0) if self.topLevelItemCount() else 30
        rows = sum(1 for item in self._items() if self._is_in_view(item))
        return min(max(rows, 2), 12) * row + 8

    @staticmethod
    def _is_in_view(item: QTreeWidgetItem) -> bool:
        parent = item.parent()
        while parent is not None:
            if not parent.isExpanded():
                return False
            parent = parent.parent()
        return True

    def add(self, parent_id: str | None = None) -> None:
        """Add a journey, show it and ask for its title in place."""
        journey_id = self._session.perform(add_journey, tr("Untitled journey"), parent_id)
        if journey_id is None:
            return
        self._session.show_journey(journey_id)
        self.edit_title(journey_id)

    def edit_title(self, journey_id: str) -> None:
        """Let the user type a journey's title in place."""
        for item in self._items():
            if item.data(0, _ID) == journey_id:
                self.setFocus()
                self.editItem(item, 0)

    def delete(self, journey_id: str) -> None:
        """Delete a journey, asking first where there are cards on it."""
        journey = self._session.content.find(Journey, journey_id)
        if journey is None:
            return
        count = count_cards(self._session.content, journey_id)
        if count:
            question = tr("Delete “{title}” with its {count} cards? Undo brings it back.")
            answer = QMessageBox.question(self, tr("Delete journey"), question.format(title=journey.title, count=count))
            if answer != QMessageBox.StandardButton.Yes:
                return
        self._session.perform(delete_journey, journey_id)

    def event(self, event: QEvent) -> bool:
        """Take Delete before the menus do: they mean the map."""
        if keeps_delete(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes out the journey, Enter edits its title."""
        editing = self.state() == QAbstractItemView.State.EditingState  # the editor lets its Enter through
        item = None if editing else self.currentItem()
        if item is not None and event.key() == Qt.Key.Key_Delete:
            self.delete(item.data(0, _ID))
        elif item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.editItem(item, 0)
        else:
            super().keyPressEvent(event)

    def _show_menu(self, place: QPoint) -> None:
        item = self.itemAt(place)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Add journey"), lambda: self.add(None))
        if item is not None:
            journey_id = item.data(0, _ID)
            menu.addAction(tr("Add journey below “{title}”").format(title=item.text(0)), lambda: self.add(journey_id))
            menu.addSeparator()
            menu.addAction(tr("Rename\tF2"), lambda: self.edit_title(journey_id))
            menu.addAction(tr("Delete\tDel"), lambda: self.delete(journey_id))
        menu.popup(self.viewport().mapToGlobal(place))

    def dropEvent(self, event: QDropEvent) -> None:
        """Store the move of the dragged journey; the tree then follows what is stored."""
        dragged, target = self.currentItem(), self.itemAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if dragged is not None:
            parent_id, before = self._destination(target)
            self._session.perform(move_journey, dragged.data(0, _ID), parent_id, before)

    def _destination(self, target: QTreeWidgetItem | None) -> tuple[str | None, str | None]:
        """Return the parent's id and the id of the journey to come before, none each for the root and the end."""
        indicator = self.dropIndicatorPosition()
        position = QAbstractItemView.DropIndicatorPosition
        if target is None or indicator == position.OnViewport:
            return None, None
        if indicator == position.OnItem:
            return target.data(0, _ID), None
        parent = target.parent() or self.invisibleRootItem()
        place = parent.indexOfChild(target) + (indicator == position.BelowItem)
        following = parent.child(place)
        return parent.data(0, _ID), following.data(0, _ID) if following is not None else None
