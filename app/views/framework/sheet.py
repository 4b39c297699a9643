"""Tables of the place Framework: columns told one by one, sorted by any of them, and edited where they stand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Literal, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.services.names import fold
from app.views.framework.words import tr
from app.views.row_delegate import AnyIndex, RowDelegate
from app.views.tables import dress_rows
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, keep_delete

T = TypeVar("T")

Form = Literal["text", "choice", "entry", "day"]
"""How a cell is edited: typed, one of some words, one of a shared list or a new one, a day."""

ROW: Final = 36
_LEAST: Final = 160
"""Pixels that a column which takes the rest has at least."""


@dataclass(frozen=True, slots=True)
class Edit(Generic[T]):
    """How a cell is edited: `value` is what it holds, `store` takes what the user gave.

    `offers` are the values of a choice with their words, or the entries of a list; `add` takes the name of a new entry.
    """

    form: Form
    value: Callable[[T], Any]
    store: Callable[[T, Any], object]
    offers: Callable[[], Sequence[tuple[Any, str]]] = tuple
    add: Callable[[T, str], object] | None = None
    may: Callable[[T], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: its title, what a row says in it, how wide it is (0 = what is left over, shared).

    `key` is what rows are sorted by, the text where none is given; `role` the colour; `figures` stand at the end.
    """

    title: str
    text: Callable[[T], str]
    width: int = 0
    key: Callable[[T], Any] | None = None
    role: Callable[[T], str] | None = None
    tip: Callable[[T], str] | None = None
    figures: bool = False
    edit: Edit[T] | None = None
    indent: Callable[[T], int] | None = None


class SheetModel(QAbstractTableModel, Generic[T]):
    """Rows in the order that they are given in, or sorted by a column."""

    def __init__(self, columns: Sequence[Column[T]], key: Callable[[T], str]) -> None:
        super().__init__()
        self.columns, self.key = columns, key
        self.rows: list[T] = []
        self._given: list[T] = []
        self.sorted_by: tuple[int, bool] | None = None
        """The column that rows are sorted by and whether downwards; none = as they are given."""

    def show_rows(self, rows: Sequence[T]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._given = list(rows)
        self._order()
        self.endResetModel()

    def sort_by(self, column: int | None, *, down: bool = False) -> None:
        """Sort by a column, or (none) as they are given."""
        self.beginResetModel()
        self.sorted_by = None if column is None else (column, down)
        self._order()
        self.endResetModel()

    def _order(self) -> None:
        if self.sorted_by is None:
            self.rows = list(self._given)
            return
        number, down = self.sorted_by
        column = self.columns[number]
        known: list[tuple[Any, T]] = []
        unknown: list[T] = []
        for row in self._given:
            value = column.key(row) if column.key is not None else fold(column.text(row)) or None
            known.append((value, row)) if value is not None else unknown.append(row)
        known.sort(key=lambda each: each[0], reverse=down)
        self.rows = [row for _, row in known] + unknown  # what is not known comes last either way

    def row_of(self, key: str) -> int:
        """Return the row with a key; -1 where there is none."""
        return next((number for number, row in enumerate(self.rows) if self.key(row) == key), -1)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a column, with the way it is sorted."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            sign = ""
            if self.sorted_by is not None and self.sorted_by[0] == section:
                sign = " ↓" if self.sorted_by[1] else " ↑"
            return column.title + sign
        if role == Qt.ItemDataRole.TextAlignmentRole and column.figures:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says, in its tip all that is behind it."""
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip is not None else column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.text(row) or '–'}"
        return None

    def edit_of(self, index: AnyIndex) -> Edit[T] | None:
        """Return how a cell is edited; none where it is not."""
        edit = self.columns[index.column()].edit
        return edit if edit is not None and edit.may(self.rows[index.row()]) else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Say which cells are edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() and self.edit_of(index) is not None else flags


class _Cells(RowDelegate):
    """Draws cells in their colours, and edits them."""

    def __init__(self, model: "SheetModel[Any]", theme: ThemeKeeper, view: "Sheet[Any]") -> None:
        super().__init__(theme)
        self._model, self._view = model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """One line, whatever a cell says."""
        return QSize(40, ROW)

    def draw(self, painter: QPainter, box: QRect, index: AnyIndex, font: QFont, small: QFont) -> None:
        """Draw what is in a cell; a ring where the keys are."""
        column, row = self._model.columns[index.column()], self._model.rows[index.row()]
        if self._view.hasFocus() and index == self._view.currentIndex():
            painter.setPen(self.colour("accent"))
            painter.drawRect(box.adjusted(-GRID + 1, 1, GRID - 2, -1))
        if column.indent is not None:
            step = 2 * GRID * column.indent(row)
            from_left = self._view.layoutDirection() == Qt.LayoutDirection.LeftToRight
            box = box.adjusted(step if from_left else 0, 0, 0 if from_left else -step, 0)
        role = column.role(row) if column.role is not None else "ink"
        text = " ".join(column.text(row).split())
        if column.figures:
            painter.setFont(font)
            painter.setPen(self.colour(role))
            painter.drawText(box, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter, text)
        else:
            self.line(painter, box, text, role, font)

    def createEditor(self, parent: Any, option: QStyleOptionViewItem, index: AnyIndex) -> Any:
        """Return the field of a cell."""
        from app.views.framework.cell_editors import editor_for

        edit = self._model.edit_of(index)
        assert edit is not None
        editor = editor_for(edit.form, parent, edit.offers(), adds=edit.add is not None)
        editor.setAccessibleName(self._model.columns[index.column()].title)
        return editor

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        """Show what a cell holds."""
        edit = self._model.edit_of(index)
        if edit is not None:
            editor.fill(edit.value(self._model.rows[index.row()]))  # type: ignore[attr-defined]
        if isinstance(editor, QLineEdit):
            editor.selectAll()

    def setModelData(self, editor: Any, model: Any, index: AnyIndex) -> None:
        """Store what the user gave; what cannot be read is told, and the cell stays."""
        edit, row = self._model.edit_of(index), self._model.rows[index.row()]
        if edit is None:
            return
        before = edit.value(row)
        try:
            value, name = editor.given()
        except ValueError as error:
            self._view.refused.emit(str(error))
            return
        if name and edit.add is not None:
            edit.add(row, name)
        elif value != before:
            edit.store(row, value)
        QTimer.singleShot(0, self._view, self._view.edited.emit)  # the field is still open now


class Sheet(QTableView, Generic[T]):
    """The table: arrows walk its cells, Enter or F2 edits one or opens its row, Delete deletes, a header sorts."""

    opened = Signal(str)
    """The key of a row that is to be opened."""
    deleted = Signal(str)
    """The key of a row that is to be deleted."""
    chosen = Signal(str)
    """The key of the row that has the keys now."""
    edited = Signal()
    """A cell was edited: what is stored may be another now."""
    refused = Signal(str)
    """One plain line: why what was typed is not stored."""
    sorted = Signal()

    def __init__(
        self,
        name: str,
        theme: ThemeKeeper,
        columns: Sequence[Column[T]],
        key: Callable[[T], str],
        *,
        sorts: bool = True,
        quiet: bool = False,
    ) -> None:
        """Make a table; one that is `quiet` shows which cell is the current one, and only while it has the keys."""
        super().__init__()
        keep_delete(self)
        self.sheet: SheetModel[T] = SheetModel(columns, key)
        self._cells = _Cells(self.sheet, theme, self)
        self._may_edit: Callable[[], bool] = lambda: True
        self._filling = False
        self.commands: dict[Qt.Key, Callable[[], object]] = {}
        """What keys with Ctrl do."""
        self.setModel(self.sheet)
        self.setItemDelegate(self._cells)
        dress_rows(self, name, ROW)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.NoSelection if quiet else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        if sorts:
            header.setSectionsClickable(True)
            header.sectionClicked.connect(self.sort_next)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(self._enter)

    def guard(self, may_edit: Callable[[], bool]) -> None:
        """Ask whether things may be edited before a field opens."""
        self._may_edit = may_edit

    # ---- what is shown

    def show_rows(self, rows: Sequence[T]) -> None:
        """Show rows as they are stored; the keys stay on the row that had them."""
        key, column = self.current_key(), max(self.currentIndex().column(), 0)
        place, seen = self.currentIndex().row(), self.verticalScrollBar().value()
        self._filling = True
        self.sheet.show_rows(rows)
        row = self.sheet.row_of(key)
        if row < 0 and self.sheet.rows:
            row = min(max(place, 0), len(self.sheet.rows) - 1)
        self.setCurrentIndex(self.sheet.index(row, column) if row >= 0 else QModelIndex())
        self._filling = False
        self.verticalScrollBar().setValue(seen)

    def current(self) -> T | None:
        """Return the row that has the keys."""
        row = self.currentIndex().row()
        return self.sheet.rows[row] if 0 <= row < len(self.sheet.rows) else None

    def current_key(self) -> str:
        """Return the key of that row; of none, empty."""
        row = self.current()
        return self.sheet.key(row) if row is not None else ""

    def go_to(self, key: str, column: int = 0, *, edit: bool = False) -> None:
        """Give the keys to a cell, its field open where it is to be edited."""
        row = self.sheet.row_of(key)
        if row >= 0:
            index = self.sheet.index(row, column)
            self.setFocus()
            self.setCurrentIndex(index)
            self.scrollTo(index)
            if edit:
                self._open_field(index)

    def mark(self, key: str) -> None:
        """Make a row the current one, without giving the keys to the table."""
        row = self.sheet.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.sheet.index(row, 0))

    def sort_next(self, column: int) -> None:
        """Sort by a column upwards, then downwards, then as rows were given."""
        before = self.sheet.sorted_by
        if before is None or before[0] != column:
            self.sort_by(column)
        else:
            self.sort_by(None if before[1] else column, down=True)

    def sort_by(self, column: int | None, *, down: bool = False) -> None:
        """Sort by a column, or as rows were given; the keys stay on their row."""
        key, at = self.current_key(), max(self.currentIndex().column(), 0)
        self._filling = True
        self.sheet.sort_by(column, down=down)
        row = self.sheet.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.sheet.index(row, at))
        self._filling = False
        self.sorted.emit()

    def fit_height(self, most: int = 8) -> None:
        """Be as high as the rows, at most so many; more are scrolled."""
        header = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(header + ROW * max(1, min(len(self.sheet.rows), most)) + 2 * self.frameWidth() + 14)

    def _fit(self) -> None:
        widths = [column.width for column in self.sheet.columns]
        free = widths.count(0)
        rest = max((self.viewport().width() - sum(widths)) // free, _LEAST) if free else 0
        for number, width in enumerate(widths):
            self.horizontalHeader().resizeSection(number, width or rest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the other width out."""
        super().resizeEvent(event)
        self._fit()

    # ---- keys

    def _tell(self) -> None:
        if not self._filling:
            self.chosen.emit(self.current_key())

    def _enter(self, index: QModelIndex) -> None:
        if self.sheet.edit_of(index) is not None:
            self._open_field(index)
        else:
            self.opened.emit(self.sheet.key(self.sheet.rows[index.row()]))

    def _open_field(self, index: QModelIndex) -> None:
        if self.sheet.edit_of(index) is not None and self._may_edit():
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 edit a cell or open its row, a letter begins to write, Delete deletes, Ctrl+Enter opens."""
        index, key = self.currentIndex(), event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self.state() == QAbstractItemView.State.EditingState:
            return  # a field lets its Enter through
        if control and Qt.Key(key) in self.commands:
            self.commands[Qt.Key(key)]()
        elif not index.isValid():
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.current_key()) if control else self._enter(index)
        elif key == Qt.Key.Key_F2:
            self._open_field(index)
        elif key == Qt.Key.Key_Delete:
            self.deleted.emit(self.current_key())
        elif key == Qt.Key.Key_Backspace and (edit := self.sheet.edit_of(index)) is not None and self._may_edit():
            row = self.sheet.rows[index.row()]
            edit.store(row, "" if edit.form == "text" else None)
            self.edited.emit()
        else:
            super().keyPressEvent(event)


def sort_offers(columns: Sequence[Column[Any]]) -> list[tuple[object, str]]:
    """Return what a table can be sorted by, for a choice beside it."""
    return [(None, tr("as in the tree")), *((number, column.title) for number, column in enumerate(columns))]
