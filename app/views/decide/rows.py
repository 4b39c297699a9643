"""A table of the place Decide: rows of words, of which some are struck through and some cells are warnings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QTableView

from app.views.row_delegate import AnyIndex, RowDelegate
from app.views.tables import dress_rows
from app.views.theme import ThemeKeeper
from app.views.widgets import keep_delete

_HEIGHT = 40
_LEAST = 200
"""Pixels that a column for what is left has at least: the others are then scrolled."""


class Line(NamedTuple):
    """A row: the id of what it tells of, its cells, whether it holds no more, which cells warn, and its tip."""

    id: str
    cells: tuple[str, ...]
    struck: bool = False
    warns: frozenset[int] = frozenset()
    tip: str = ""


class _Model(QAbstractTableModel):
    def __init__(self, heads: Sequence[str]) -> None:
        super().__init__()
        self.heads = list(heads)
        self.lines: list[Line] = []

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.tip or line.cells[index.column()]
        return None

    def fill(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()


class _Delegate(RowDelegate):
    def __init__(self, model: _Model, theme: ThemeKeeper, strong: int) -> None:
        super().__init__(theme)
        self._model, self._strong = model, strong

    def draw(self, painter: QPainter, box: QRect, index: AnyIndex, font: QFont, small: QFont) -> None:
        """Draw a word: what holds no more is struck through, a warning has its colour."""
        line, place = self._model.lines[index.row()], index.column()
        role = "muted" if line.struck or place > self._strong else "ink"
        if place in line.warns:
            role = "bad"
        if line.struck and place <= self._strong:
            font = QFont(font)
            font.setStrikeOut(True)
        self.line(painter, box, str(index.data()), role, font)


class Rows(QTableView):
    """Tells what the user selects, opens and deletes; the selection stays on what it was, wherever that is now."""

    chosen = Signal(list)
    """The ids of the selected rows, from the top."""
    opened = Signal(str)
    deleted = Signal(list)

    def __init__(self, theme: ThemeKeeper, name: str, columns: Sequence[tuple[str, int]], strong: int = 0) -> None:
        """Make a table of columns: heading and width, 0 for what is left; that of `strong` is written in full ink."""
        super().__init__()
        keep_delete(self)
        self._filling = False
        self.lines = _Model([head for head, _ in columns])
        self._delegate = _Delegate(self.lines, theme, strong)
        self.setModel(self.lines)
        self.setItemDelegate(self._delegate)
        dress_rows(self, name, _HEIGHT)
        header = self.horizontalHeader()
        for place, (_, width) in enumerate(columns):
            header.resizeSection(place, width or _LEAST)
        self._wide = [place for place, (_, width) in enumerate(columns) if not width]
        self.selectionModel().selectionChanged.connect(self._tell)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.lines.lines[index.row()].id))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what is left to the columns that are for it."""
        super().resizeEvent(event)
        header = self.horizontalHeader()
        taken = sum(header.sectionSize(place) for place in range(header.count()) if place not in self._wide)
        for place in self._wide:
            header.resizeSection(place, max(_LEAST, (self.viewport().width() - taken) // len(self._wide)))

    def selected_ids(self) -> list[str]:
        """Return what is selected, each once."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return list(dict.fromkeys(self.lines.lines[row].id for row in rows))

    def fill(self, lines: Sequence[Line]) -> None:
        """Show rows; the selection and the place in the list stay."""
        if lines == self.lines.lines:
            return
        current = self.currentIndex().row()
        ids, rows, seen = self.selected_ids(), {current}, self.verticalScrollBar().value()
        self._filling = True
        self.lines.fill(lines)
        self._filling = False
        self.mark(ids, rows, scroll=False)
        self.verticalScrollBar().setValue(seen)

    def mark(self, ids: Iterable[str], rows: Iterable[int] = (), *, scroll: bool = True) -> None:
        """Select what has these ids without telling that the user did; of several rows, one of `rows` or the first."""
        wanted, first = set(ids), dict[str, int]()
        preferred = set(rows)
        for row, line in enumerate(self.lines.lines):
            if line.id in wanted and (line.id not in first or row in preferred):
                first[line.id] = row
        model = self.selectionModel()
        flag = model.SelectionFlag
        self._filling = True
        model.clearSelection()
        for row in first.values():
            model.select(self.lines.index(row, 0), flag.Select | flag.Rows)
        if first:
            index = self.lines.index(min(first.values()), 0)
            model.setCurrentIndex(index, flag.NoUpdate)
            if scroll:
                self.scrollTo(index)
        elif self.lines.lines:
            model.setCurrentIndex(self.lines.index(0, 0), flag.NoUpdate)
        self._filling = False

    def _tell(self) -> None:
        if not self._filling:
            self.chosen.emit(self.selected_ids())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete deletes, Enter opens."""
        ids = self.selected_ids()
        if ids and event.key() == Qt.Key.Key_Delete:
            self.deleted.emit(ids)
        elif ids and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(ids[0])
        else:
            super().keyPressEvent(event)
