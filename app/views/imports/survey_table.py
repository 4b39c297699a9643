"""The first rows of a survey as a table whose first row says what each column is."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from app.views.imports.choice_cells import CHOICE
from app.views.imports.pane import tr
from app.views.imports.words import column_role_words
from app.views.tables import ROW, dress, fit_rows

AnyIndex = QModelIndex | QPersistentModelIndex

_LONGEST: Final = 160
_WIDTH: Final = 144
_LINE: Final = 28
_ROWS: Final = 8


class RowsModel(QAbstractTableModel):
    """Roles above cells; columns are as many as the file has, cells are made as they are painted."""

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._roles: tuple[str, ...] = ()
        self._rows: Sequence[Sequence[str]] = ()
        self._words = column_role_words()

    def show_rows(self, names: tuple[str, ...], roles: tuple[str, ...], rows: Sequence[Sequence[str]]) -> None:
        """Show other cells, or only other roles where the cells are the same."""
        if (names, rows) == (self._names, self._rows):
            self._roles = roles
            if roles:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows), len(roles) - 1))
            return
        self.beginResetModel()
        self._names, self._roles, self._rows = names, roles, rows
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008, Qt's own way
        """Return how many rows there are, the roles as the first."""
        return 0 if parent.isValid() or not self._names else len(self._rows) + 1

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._names)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell, or the role of its column."""
        row, place = index.row(), index.column()
        if not index.isValid():
            return None
        if row == 0:
            shown: dict[int, Any] = {
                CHOICE: self._roles[place],
                Qt.ItemDataRole.DisplayRole: self._words[self._roles[place]],
                Qt.ItemDataRole.AccessibleTextRole: tr("{name} is: {role}").format(
                    name=self._names[place], role=self._words[self._roles[place]]
                ),
            }
            return shown.get(role)
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(_WIDTH, _LINE)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        cells = self._rows[row - 1]
        text = cells[place] if place < len(cells) else ""
        return " ".join(text[:_LONGEST].split()) if role == Qt.ItemDataRole.DisplayRole else text[: 8 * _LONGEST]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a column; rows have numbers of their own, the roles none."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            name = self._names[section] if section < len(self._names) else ""
            return " ".join(name[:_LONGEST].split())
        return str(section) if section else ""


class RowsTable(QTableView):
    """Shows the first rows, with a chooser above each column."""

    def __init__(self) -> None:
        super().__init__()
        self.rows_model = RowsModel()
        dress(self, tr("Columns and first rows"))
        self.setModel(self.rows_model)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().setDefaultSectionSize(_LINE)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultSectionSize(_WIDTH)
        self.horizontalHeader().setMinimumSectionSize(96)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)

    def show_rows(self, names: tuple[str, ...], roles: tuple[str, ...], rows: Sequence[Sequence[str]]) -> None:
        """Show other cells or roles; the current column stays."""
        place = max(self.currentIndex().column(), 0)
        self.rows_model.show_rows(names, roles, rows)
        self.setRowHeight(0, ROW)
        if names and not self.currentIndex().isValid():
            self.setCurrentIndex(self.rows_model.index(0, min(place, len(names) - 1)))
        fit_rows(self, len(rows) + 2, _ROWS, _LINE)
