"""A sheet with a field and what is found below it: the field keeps the focus, arrows walk the finds, Enter chooses."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QEvent, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QWidget

from app.canvas.accessible import announce
from app.views.overlay_sheet import OverlaySheet
from app.views.widgets import GRID, LineField, column, label

_TOP = 0.12
"""Where the sheet begins, of the height of the window."""


def tr(text: str) -> str:
    """Translate a text of the sheet."""
    return QCoreApplication.translate("FindSheet", text)


class FindSheet(OverlaySheet):
    """Subclasses search as somebody types, fill the model, and do what is chosen."""

    def __init__(
        self, window: QWidget, name: str, model: QAbstractListModel, look: QStyledItemDelegate, row: int, rows: int
    ) -> None:
        """Make the sheet; each row is so many pixels high, at most so many are in view."""
        super().__init__(window, name)
        self._row_height, self._most_rows = row, rows
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its field has the keys
        self.field = LineField(name)
        self.field.textEdited.connect(lambda _: self.begin())
        self.field.installEventFilter(self)
        self.found = model
        self.rows = QListView()
        self.rows.setModel(model)
        look.setParent(self.rows)
        self.rows.setItemDelegate(look)
        self.rows.setUniformItemSizes(True)
        self.rows.setAccessibleName(tr("Finds"))
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.clicked.connect(lambda index: self.choose(index.row()))
        self.rows.selectionModel().currentChanged.connect(lambda index, _: self._say(index))
        self.nothing = label("", "caption")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        self.setLayout(column(self.field, self.rows, self.nothing, margins=(GRID, GRID, GRID, GRID)))

    # ---- of the subclasses

    def begin(self) -> None:
        """Search for what is typed."""
        raise NotImplementedError

    def finish(self) -> None:
        """Search to the end now: Enter means the best find of what was typed."""

    def choose(self, row: int) -> None:
        """Do what is chosen."""
        raise NotImplementedError

    # ---- the sheet

    def first(self) -> QWidget:
        """Return the field."""
        return self.field

    def place(self) -> QRect:
        """Return the upper middle of the window, as high as the finds need."""
        room = self._window.rect()
        width = min(88 * GRID, room.width() - 4 * GRID)
        lines = min(self._most_rows, max(1, self.found.rowCount()))
        top = round(room.height() * _TOP)
        height = min(lines * self._row_height + 34 + 4 * GRID, room.height() - top - GRID)
        return QRect((room.width() - width) // 2, top, width, height)

    def show_found(self, nothing: str) -> None:
        """Show what the model holds now, the first of it chosen; where that is nothing, say so."""
        count = self.found.rowCount()
        self.nothing.setText(nothing)
        self.rows.setVisible(bool(count))
        self.nothing.setVisible(not count)
        if not self.isHidden():
            self.setGeometry(self.place())
        if count:
            self.rows.setCurrentIndex(self.found.index(0, 0))
            self.rows.scrollToTop()
        else:
            announce(self.field, nothing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the arrows, Enter and Esc of the field."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        page = self._most_rows - 1
        strides = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page}
        if key in strides:
            self._walk(strides[Qt.Key(key)])
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._walk(1 if key == Qt.Key.Key_Tab else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
            self.choose(self.rows.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            return False
        return True

    def _walk(self, by: int) -> None:
        count, row = self.found.rowCount(), self.rows.currentIndex().row()
        if count:
            beyond = not 0 <= row + by < count
            at_end = row in (0, count - 1) and abs(by) == 1
            place = (row + by) % count if beyond and at_end else min(max(row + by, 0), count - 1)
            self.rows.setCurrentIndex(self.found.index(place, 0))

    def _say(self, index: QModelIndex) -> None:
        """Tell a screen reader which find is the one: the focus stays in the field."""
        if index.isValid() and not self.isHidden():
            announce(self.field, str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
