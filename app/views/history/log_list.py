"""The list of edits: a day, then its edits with time and words; restore points stand out with a flag."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.store.history import HistoryStep
from app.views.days import spoken_time
from app.views.history.log import tr
from app.views.history.model import ROW, HistoryModel, Row
from app.views.icons import icon
from app.views.row_delegate import write_line
from app.views.theme import SMALL, ThemeKeeper
from app.views.widgets import GRID, keep_delete

ROW_HEIGHT: Final = 28
_TIME, _SIGN, _DOT = 48, 24, 3.5
"""Pixels of the time and of the flag; the radius of the dot at what is on show."""

_LOOKS: Final = 60
"""Milliseconds after the last scroll until it is asked which journeys the edits in view touched."""

_MOST_SEEN: Final = 80
"""Rows that are looked at at once."""

AnyIndex = QModelIndex | QPersistentModelIndex


class LogDelegate(QStyledItemDelegate):
    """Draws a row."""

    def __init__(self, model: HistoryModel, theme: ThemeKeeper, journey_title: Callable[[str], str]) -> None:
        super().__init__()
        self._log, self._theme, self._journey_title = model, theme, journey_title
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
            write_line(painter, box, row.words, self._theme.colour("muted"), small)
            painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(self._theme.colour("line")))
        else:
            self._edit(painter, box, row, row.step, font, small)
        painter.restore()

    def _edit(self, painter: QPainter, box: QRect, row: Row, step: HistoryStep, font: QFont, small: QFont) -> None:
        if step.step in self.shown:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.colour("accent")))
            painter.drawEllipse(QRectF(box.left() - _DOT * 2.5, box.center().y() - _DOT + 1, 2 * _DOT, 2 * _DOT))
        write_line(
            painter,
            QRect(box.left(), box.top(), _TIME, box.height()),
            spoken_time(step.at),
            self._theme.colour("muted"),
            small,
        )
        box.adjust(_TIME, 0, 0, 0)
        if step.name is not None:
            flag = QRect(box.left(), box.center().y() - 7, 16, 16)
            icon("flag", self._theme.colour("accent"), 16).paint(painter, flag)
            font.setWeight(QFont.Weight.DemiBold)
            box.adjust(_SIGN, 0, 0, 0)
        journey = self._journey_title(self._log.journeys.get(step.unit, ""))
        if journey:
            width = min(QFontMetrics(small).horizontalAdvance(journey) + 1, box.width() // 3)
            place = QRect(box.right() - width, box.top(), width, box.height())
            write_line(painter, place, journey, self._theme.colour("muted"), small)
            box.adjust(0, 0, -width - 2 * GRID, 0)
        write_line(painter, box, row.words, self._theme.colour("muted" if step.reverses is not None else "ink"), font)


class LogList(QListView):
    """The list; tells which step the user goes to."""

    chosen = Signal(int)
    """The step that the user chose."""
    entered = Signal()
    """Enter was pressed: the keys go to the map on show."""
    left = Signal()
    """Esc was pressed."""
    rename_asked = Signal(object)
    """A restore point, a `HistoryStep`, is to be called something else."""
    removal_asked = Signal(object)
    """A restore point is to be none any more."""

    seen = Signal(int, int)
    """Edits came into view whose journeys were not read: the first and last of their steps."""

    def __init__(self, model: HistoryModel, theme: ThemeKeeper, journey_title: Callable[[str], str]) -> None:
        super().__init__()
        keep_delete(self)
        self._log = model
        self._looking = QTimer(self, singleShot=True, interval=_LOOKS)
        self._looking.timeout.connect(self._look)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._looking.start())
        for signal in (model.rowsInserted, model.modelReset, model.dataChanged):
            signal.connect(lambda *_: self._looking.start())
        self.delegate = LogDelegate(model, theme, journey_title)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Learn what came into view."""
        super().resizeEvent(event)
        self._looking.start()

    def _look(self) -> None:
        """Ask which journeys the edits in view touched."""
        if not self._log.rows or not self.isVisible():
            return
        first = self.indexAt(QPoint(4, 4)).row()
        last = self.indexAt(QPoint(4, self.viewport().height() - 4)).row()
        rows = self._log.rows[max(first, 0) : last + 1 if last >= 0 else None]
        wanted = self._log.without_journeys([row.step for row in rows[:_MOST_SEEN] if row.step is not None])
        if wanted is not None:
            self.seen.emit(*wanted)

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

    def _point(self) -> HistoryStep | None:
        """Return the restore point that is the current row, if it is one."""
        row: Row | None = self.currentIndex().data(ROW)
        return row.step if row is not None and row.step is not None and row.step.name is not None else None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a restore point."""
        point = self._point()
        if point is not None:
            menu = QMenu(self)
            menu.addAction(tr("Rename the restore point…") + "\tF2", lambda: self.rename_asked.emit(point))
            menu.addAction(tr("Take the restore point away") + "\tDel", lambda: self.removal_asked.emit(point))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter gives the keys to the map, Esc goes back to now; F2 and Delete are for restore points."""
        asked = {Qt.Key.Key_F2: self.rename_asked, Qt.Key.Key_Delete: self.removal_asked}.get(Qt.Key(event.key()))
        if asked is not None:
            point = self._point()
            if point is not None:
                asked.emit(point)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
