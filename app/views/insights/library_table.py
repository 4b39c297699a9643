"""The table of the library: a row for each insight, several to be chosen, dragged to themes and maps."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView

from app.models.content import Content
from app.views.insights.library_model import (
    MAPS,
    PEOPLE,
    PERSONAS,
    QUOTES,
    STATEMENT,
    STEPS,
    STRENGTH,
    TAGS,
    THEME,
    LibraryModel,
)
from app.views.insights.words import DOT, draw_dots, insight_icon, tr
from app.views.research.marks import edge_of
from app.views.row_delegate import AnyIndex, RowDelegate
from app.views.tables import dress_rows
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, keep_delete

ROW_HEIGHT: Final = 36
WIDTHS: Final = {STRENGTH: 88, QUOTES: 64, PEOPLE: 64, PERSONAS: 112, STEPS: 128, THEME: 120, TAGS: 120, MAPS: 128}
LEAST_STATEMENT: Final = 240
"""Pixels that statements have at least; columns give way from the last on until they have."""
_SIGN: Final = 16


class LibraryDelegate(RowDelegate):
    """Draws a row: the sign of its kind before the statement, strength as dots, figures at the right."""

    def __init__(self, model: LibraryModel, theme: ThemeKeeper) -> None:
        super().__init__(theme)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """One line, whatever a cell says."""
        return QSize(40, ROW_HEIGHT)

    def draw(self, painter: QPainter, box: QRect, index: AnyIndex, font: QFont, small: QFont) -> None:
        """Draw what is in a cell."""
        if not index.data():  # also of an insight that is gone, while the table is not yet shown anew
            return
        summary = self._model.summary(self._model.ids[index.row()])
        column = index.column()
        if column == STATEMENT:
            look, insight = self._theme.look, summary.insight
            edge = QRect(box.left() - GRID, box.top() + 2, 3, box.height() - 3)
            painter.fillRect(edge, look[edge_of(insight.kind)])
            place = QRect(box.left() + 2, box.center().y() - _SIGN // 2, _SIGN, _SIGN)
            insight_icon(insight.kind, look, _SIGN).paint(painter, place)
            words = box.adjusted(_SIGN + GRID + 2, 0, 0, 0)
            self.line(painter, words, str(index.data()), "ink" if insight.statement else "muted", font)
        elif column == STRENGTH:
            draw_dots(painter, box.left() + 2, box.center().y() + DOT % 2, summary.evidence, self.colour("accent"))
        elif column in (QUOTES, PEOPLE):
            role = "muted" if index.data() == "0" else "ink"
            self.line(painter, box, str(index.data()), role, font)
        else:
            self.line(painter, box, str(index.data()), "muted", small)


class LibraryTable(QTableView):
    """Tells what the user chooses, opens and deletes."""

    chosen = Signal(list)
    opened = Signal(str)
    deleted = Signal(list)

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        keep_delete(self)
        self.library = LibraryModel(self)
        self._filling = False
        self._delegate = LibraryDelegate(self.library, theme)
        self._chosen: list[str] = []
        self.setModel(self.library)
        self.setItemDelegate(self._delegate)
        dress_rows(self, tr("Insights"), ROW_HEIGHT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDragEnabled(True)
        self._make_headers()
        self.selectionModel().selectionChanged.connect(lambda *_: self._tell())
        self.library.modelReset.connect(self._choose_again)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.library.ids[index.row()]))
        theme.changed.connect(self.viewport().update)

    def _make_headers(self) -> None:
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.setMinimumSectionSize(ROW_HEIGHT)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        header.sortIndicatorChanged.connect(self.library.sort)
        for column, width in WIDTHS.items():
            header.resizeSection(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give statements the room that the other columns leave; the last of those go where there is too little."""
        super().resizeEvent(event)
        room = self.viewport().width() - LEAST_STATEMENT
        for column, width in WIDTHS.items():
            room -= width
            self.setColumnHidden(column, room < 0)
        shown = sum(width for column, width in WIDTHS.items() if not self.isColumnHidden(column))
        self.horizontalHeader().resizeSection(STATEMENT, max(LEAST_STATEMENT, self.viewport().width() - shown))

    # ---- what is chosen

    def chosen_ids(self) -> list[str]:
        """Return the chosen insights from top to bottom."""
        return [self.library.ids[row] for row in sorted(index.row() for index in self.selectionModel().selectedRows())]

    def choose(self, ids: Iterable[str]) -> None:
        """Choose insights, those that are shown, and scroll to the first."""
        self._chosen = list(ids)
        self._choose_again(scroll=True)

    def show_content(self, content: Content) -> None:
        """Show the insights as they are stored; the choice and the place in the list stay."""
        seen = self.verticalScrollBar().value()
        self.library.show_content(content)
        self.verticalScrollBar().setValue(seen)

    def _choose_again(self, *, scroll: bool = False) -> None:
        model, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag
        rows = self.library.rows_of(self._chosen)
        self._filling = True
        model.clearSelection()
        for row in rows:
            model.select(self.library.index(row, 0), flag.Select | flag.Rows)
        first = self.library.index(rows[0] if rows else 0, STATEMENT)
        if first.isValid():
            model.setCurrentIndex(first, flag.NoUpdate)
            if rows and scroll:
                self.scrollTo(first)
        self._filling = False

    def _tell(self) -> None:
        if not self._filling:
            self._chosen = self.chosen_ids()
            self.chosen.emit(self._chosen)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag copies: what is dragged to a map or a theme stays in the library."""
        super().startDrag(Qt.DropAction.CopyAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete deletes, Enter opens; the arrows begin where the ring is, be it the only row."""
        ids = self.chosen_ids()
        if not ids and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.currentIndex().isValid():
            self.selectRow(self.currentIndex().row())
            return
        if ids and event.key() == Qt.Key.Key_Delete:
            self.deleted.emit(ids)
        elif ids and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(ids[0])
        else:
            super().keyPressEvent(event)
