"""Cells of a table that hold one of some values: drawn as a field, chosen from a menu by mouse or keyboard.

A table of a thousand columns can have a chooser above each of them so: no control is made until one is asked for.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.views.icons import icon
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID

AnyIndex = QModelIndex | QPersistentModelIndex

CHOICE: Final = Qt.ItemDataRole.UserRole + 7
"""The role of the value in a cell that is chosen from a menu; none in any other cell."""

_SIGN: Final = 12
_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)


class ChoiceCells(QStyledItemDelegate):
    """Draws cells that hold a choice as fields, and offers their values."""

    chosen = Signal(QModelIndex, object)
    """The cell, and the value that the user chose."""

    def __init__(self, theme: ThemeKeeper, view: QTableView, offers: Callable[[AnyIndex], Mapping[Any, str]]) -> None:
        super().__init__(view)
        self._theme, self._view, self._offers = theme, view, offers
        view.setItemDelegate(self)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        view.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw a cell; one with a choice as a field with an arrow."""
        super().paint(painter, option, index)
        if index.data(CHOICE) is None:
            return
        cell: Any = option  # the stubs know no fields of the option
        box = QRectF(cell.rect).adjusted(2.5, 2.5, -2.5, -2.5)
        is_current = bool(cell.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(QColor(self._theme.colour("accent" if is_current else "strong_line")), 2 if is_current else 1)
        )
        painter.drawRoundedRect(box, 5, 5)
        sign = QRect(0, 0, _SIGN, _SIGN)
        right = cell.direction == Qt.LayoutDirection.LeftToRight
        middle = round(box.center().y())
        sign.moveCenter(QPoint(round(box.right() - GRID - 2) if right else round(box.left() + GRID + 2), middle))
        icon("down", self._theme.colour("muted"), _SIGN).paint(painter, sign)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Room for the word and, in a cell with a choice, for the arrow."""
        size = super().sizeHint(option, index)
        return size + QSize(_SIGN + GRID, GRID) if index.data(CHOICE) is not None else size

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the menu of a cell by a click, or by Enter, Space or F2."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self._view:
            index = self._view.currentIndex()
            if event.key() in _KEYS and index.data(CHOICE) is not None:
                self.open(index)
                return True
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            index = self._view.indexAt(event.position().toPoint())
            if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index.data(CHOICE) is not None:
                self.open(index)
                return True
        return False  # of Qt's own filter, which takes what it watches for an editor

    def open(self, index: QModelIndex) -> QMenu:
        """Show the values that a cell can have, below it."""
        self._view.scrollTo(index)
        menu = self.menu_of(index)
        corner = self._view.visualRect(index).bottomLeft()
        menu.popup(self._view.viewport().mapToGlobal(corner), menu.activeAction())
        return menu

    def menu_of(self, index: QModelIndex) -> QMenu:
        """Return the menu of a cell, the value that it has marked; gone when it is closed."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kept = QPersistentModelIndex(index)
        for value, word in self._offers(index).items():
            action: QAction = menu.addAction(word)
            action.setCheckable(True)
            action.setChecked(value == index.data(CHOICE))
            if action.isChecked():
                menu.setActiveAction(action)
            action.triggered.connect(lambda _=False, value=value: self.choose(kept, value))
        return menu

    def choose(self, index: AnyIndex, value: object) -> None:
        """Take a value for a cell that is still there."""
        if index.isValid():
            model = self._view.model()
            self.chosen.emit(model.index(index.row(), index.column()), value)
