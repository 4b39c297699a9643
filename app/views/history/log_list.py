"""The list of edits: a day, then its edits with time and words; restore points stand out with a flag."""

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.store.history import HistoryStep
from app.views.days import spoken_time
from app.views.history.log import tr
from app.views.history.model import ROW, HistoryModel, Row
from app.views.icons import icon
from app.views.theme import SMALL, ThemeKeeper
from app.views.widgets import GRID, keep_delete

ROW_HEIGHT: Final = 28
_TIME, _SIGN, _DOT = 48, 24, 3.5
"""Pixels of the time and of the flag; the radius of the dot at what is on show."""

AnyIndex = QModelIndex | QPersistentModelIndex


class LogDelegate(QStyledItemDelegate):
    """Draws a row."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        self._theme = theme
        self.shown: frozenset[int] = frozenset()
        """The steps on show, whose dots are drawn."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """One line."""
        return QSize(160, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw a day or an edit."""
        cell: Any = option  # the stubs know no fields of the option
        row: Row = index.data(ROW)
        painter.save()
        box = QRect(cell.rect)
        if row.step is not None and cell.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(self._theme.colour("selection")))
        elif row.step is not None and cell.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(self._theme.colour("hover")))
        font, small = QFont(cell.font), QFont(cell.font)
        small.setPixelSize(SMALL)
        box.adjust(2 * GRID, 0, -GRID, 0)
        if row.step is None:
            small.setWeight(QFont.Weight.DemiBold)
            self._line(painter, box, row.words, "muted", small)
            painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(self._theme.colour("line")))
        else:
            self._edit(painter, box, row.step, row.words, font, small)
        painter.restore()

    def _edit(self, painter: QPainter, box: QRect, step: HistoryStep, words: str, font: QFont, small: QFont) -> None:
        if step.step in self.shown:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.colour("accent")))
            painter.drawEllipse(QRectF(box.left() - _DOT * 2.5, box.center().y() - _DOT + 1, 2 * _DOT, 2 * _DOT))
        self._line(painter, QRect(box.left(), box.top(), _TIME, box.height()), spoken_time(step.at), "muted", small)
        box.adjust(_TIME, 0, 0, 0)
        if step.name is not None:
            flag = QRect(box.left(), box.center().y() - 7, 16, 16)
            icon("flag", self._theme.colour("accent"), 16).paint(painter, flag)
            font.setWeight(QFont.Weight.DemiBold)
            box.adjust(_SIGN, 0, 0, 0)
        self._line(painter, box, words, "muted" if step.reverses is not None else "ink", font)

    def _line(self, painter: QPainter, box: QRect, text: str, role: str, font: QFont) -> None:
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colour(role)))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)


class LogList(QListView):
    """The list; tells which step the user goes to."""

    chosen = Signal(int)
    """The step that the user chose."""
    entered = Signal()
    """Enter was pressed: the keys go to the map on show."""
    left = Signal()
    """Esc was pressed."""

    def __init__(self, model: HistoryModel, theme: ThemeKeeper) -> None:
        super().__init__()
        keep_delete(self)
        self._log = model
        self.delegate = LogDelegate(theme)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setObjectName("log")
        self.setAccessibleName(tr("Edits, the newest first"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._marking = False
        self.selectionModel().currentChanged.connect(self._tell)
        self.clicked.connect(self._tell)
        self.doubleClicked.connect(lambda _: self.entered.emit())

    def mark(self, steps: tuple[int, ...], current: int) -> None:
        """Put dots at steps and make one of them the current row, without telling that the user did."""
        self.delegate.shown = frozenset(steps)
        row = self._log.row_of(current)
        self._marking = True
        if row >= 0:
            index = self._log.index(row)
            if index != self.currentIndex() or not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
            self.scrollTo(index)
        self._marking = False
        self.viewport().update()

    def _tell(self, index: QModelIndex) -> None:
        row: Row | None = index.data(ROW) if index.isValid() else None
        if not self._marking and row is not None and row.step is not None:
            self.chosen.emit(row.step.step)

    def moveCursor(self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Walk over the days."""
        index = super().moveCursor(action, modifiers)
        rows = self._log.rows
        if not index.isValid() or rows[index.row()].step is not None:
            return index
        way = -1 if index.row() < self.currentIndex().row() else 1
        row = index.row() + way
        return self._log.index(row) if 0 <= row < len(rows) else self._log.index(index.row() + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter gives the keys to the map, Esc goes back to now."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
