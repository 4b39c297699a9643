"""What the two trees of journeys share: add, rename in place, reorder by drag, delete, a menu."""

from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, QSignalBlocker, Qt
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)

from app.models.content import journeys_of
from app.models.records import Journey
from app.services.journeys import add_journey, delete_journey, move_journey, rename_journey
from app.views.session import Session, count_cards
from app.views.widgets import keep_delete

ID = Qt.ItemDataRole.UserRole

_ASKED = (QAbstractItemView.EditTrigger.EditKeyPressed, QAbstractItemView.EditTrigger.AllEditTriggers)
"""How a title is edited on purpose, not by a click that chooses a row."""


def tr(text: str) -> str:
    """Translate a text of the trees."""
    return QCoreApplication.translate("JourneyTree", text)


class JourneyTree(QTreeWidget):
    """The journeys of the workspace, each row by `fill_row`; what it shows is always what is stored."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_delete(self)
        self._session = session
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # a to-be differs from its journey at the end
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.itemChanged.connect(self._rename)

    def fill_row(self, item: QTreeWidgetItem, journey: Journey) -> None:
        """Show what else a row tells of its journey."""

    def refill(self) -> None:
        """Show the journeys as they are stored, as open or closed as they were."""
        closed = {item.data(0, ID) for item in self.items() if not item.isExpanded() and item.childCount()}
        with QSignalBlocker(self):
            self.clear()
            self._add_below(None, self.invisibleRootItem(), closed)

    def _add_below(self, parent_id: str | None, parent: QTreeWidgetItem, closed: set[str]) -> None:
        for journey in journeys_of(self._session.content, parent_id):
            item = QTreeWidgetItem(parent, [journey.title or tr("Untitled journey")])
            item.setData(0, ID, journey.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(0, journey.title)
            self.fill_row(item, journey)
            self._add_below(journey.id, item, closed)
            item.setExpanded(journey.id not in closed)

    def items(self) -> list[QTreeWidgetItem]:
        """Return all items, each before those below it."""
        walk = QTreeWidgetItemIterator(self)
        found = []
        while item := walk.value():
            found.append(item)
            walk += 1
        return found

    def mark(self, journey_id: str) -> None:
        """Make the row of a journey the current one."""
        with QSignalBlocker(self):
            for item in self.items():
                if item.data(0, ID) == journey_id:
                    self.setCurrentItem(item)

    def current_id(self) -> str:
        """Return the id of the current journey, or an empty text."""
        item = self.currentItem()
        return str(item.data(0, ID)) if item is not None else ""

    def _rename(self, item: QTreeWidgetItem, column: int) -> None:
        if column == 0:
            journey_id, title = item.data(0, ID), item.text(0).strip()
            self._session.perform(rename_journey, journey_id, title)
            journey = self._session.content.find(Journey, journey_id)
            if journey is not None and journey.title != title:  # it was refused
                self.refill()

    def add(self, parent_id: str | None = None) -> None:
        """Add a journey, show it and ask for its title in place."""
        journey_id = self._session.perform(add_journey, tr("Untitled journey"), parent_id)
        if journey_id is None:
            return
        self._session.show_journey(journey_id)
        self.edit_title(journey_id)

    def edit_title(self, journey_id: str) -> None:
        """Let the user type a journey's title in place."""
        for item in self.items() if self._session.may_edit() else ():
            if item.data(0, ID) == journey_id:
                self.setFocus()
                self.setCurrentItem(item)
                self.editItem(item, 0)

    def edit(self, index: QModelIndex, *how: object) -> bool | None:  # type: ignore[override]
        """Edit the title, whichever column is the current one."""
        if self._session.hands_off:
            if how and how[0] in _ASKED:
                self._session.may_edit()
            return False
        return super().edit(index.siblingAtColumn(0), *how)

    def delete(self, journey_id: str) -> None:
        """Delete a journey, asking first where there are cards on it."""
        journey = self._session.content.find(Journey, journey_id)
        if journey is None or not self._session.may_edit():
            return
        count = count_cards(self._session.content, journey_id)
        if count:
            from PySide6.QtWidgets import QMessageBox

            question = tr("Delete “{title}” with its {count} cards? Undo brings it back.")
            answer = QMessageBox.question(self, tr("Delete journey"), question.format(title=journey.title, count=count))
            if answer != QMessageBox.StandardButton.Yes:
                return
        self._session.perform_large(tr("Deleting the journey"), count, delete_journey, journey_id)

    def enter(self, item: QTreeWidgetItem) -> None:
        """Do what Enter means on a row."""
        if self._session.may_edit():
            self.editItem(item, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes out the journey."""
        editing = self.state() == QAbstractItemView.State.EditingState  # the editor lets its Enter through
        item = None if editing else self.currentItem()
        if item is not None and event.key() == Qt.Key.Key_Delete:
            self.delete(item.data(0, ID))
        elif item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter(item)
        else:
            super().keyPressEvent(event)

    def _show_menu(self, place: QPoint) -> None:
        item = self.itemAt(place)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Add journey"), lambda: self.add(None))
        if item is not None:
            journey_id = item.data(0, ID)
            menu.addAction(tr("Add journey below “{title}”").format(title=item.text(0)), lambda: self.add(journey_id))
            menu.addSeparator()
            menu.addAction(tr("Make a to-be of it…"), lambda: self._session.to_be_asked.emit(journey_id))
            menu.addAction(tr("Compare with the to-be"), lambda: self._session.comparison_asked.emit(journey_id))
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
            self._session.perform(move_journey, dragged.data(0, ID), parent_id, before)

    def _destination(self, target: QTreeWidgetItem | None) -> tuple[str | None, str | None]:
        """Return the parent's id and the id of the journey to come before, none each for the root and the end."""
        indicator = self.dropIndicatorPosition()
        position = QAbstractItemView.DropIndicatorPosition
        if target is None or indicator == position.OnViewport:
            return None, None
        if indicator == position.OnItem:
            return target.data(0, ID), None
        parent = target.parent() or self.invisibleRootItem()
        place = parent.indexOfChild(target) + (indicator == position.BelowItem)
        following = parent.child(place)
        return parent.data(0, ID), following.data(0, ID) if following is not None else None
