"""Tables to be read: how they look and behave, cells with tips, and no more height than their rows need."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QTableWidget, QTableWidgetItem

ROW: Final = 36
"""Pixels of a row that has a chooser."""


def plain_table(
    name: str, headers: Sequence[str], widths: Sequence[int], *, by_row: bool = False, many: bool = False
) -> QTableWidget:
    """Return a table to be read; a column of width 0 gets the room that is left.

    `by_row`: whole rows are chosen, not cells; `many`: several at once.
    """
    table = QTableWidget(0, len(headers))
    dress(table, name)
    table.setHorizontalHeaderLabels(list(headers))
    if by_row:
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    if many:
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    for place, width in enumerate(widths):
        if width:
            table.setColumnWidth(place, width)
        else:
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
    return table


def dress(table: QTableView, name: str) -> None:
    """Make a table look and behave as the others do: Tab leaves it, arrows walk it."""
    table.setProperty("look", "boxed")
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setHighlightSections(False)


def dress_rows(table: QTableView, name: str, height: int) -> None:
    """Make a table whose delegate draws it look and behave as the others of its kind: whole rows are chosen."""
    table.setObjectName("ranking")
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setMouseTracking(True)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    rows, header = table.verticalHeader(), table.horizontalHeader()
    rows.hide()
    rows.setDefaultSectionSize(height)
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)


def write_cell(table: QTableWidget, row: int, place: int, text: str) -> QTableWidgetItem:
    """Write a cell, its whole text in the tip; return it."""
    item = table.item(row, place)
    if item is None:
        item = QTableWidgetItem()
        table.setItem(row, place, item)
    item.setText(text)
    item.setToolTip(text)
    return item


def wrap_rows(table: QTableWidget, most: int) -> None:
    """Break the lines of a table's texts, and make it as high as they are, at most so many pixels."""
    table.setWordWrap(True)
    table.resizeRowsToContents()
    header = table.horizontalHeader().sizeHint().height()
    high = sum(table.rowHeight(row) for row in range(min(table.rowCount(), most // ROW + 8)))
    table.setFixedHeight(min(header + high + 2 * table.frameWidth() + 6, most))


def fit_rows(table: QTableView, rows: int, most: int, row: int = ROW) -> None:
    """Make a table as high as its rows, at most so many of them; more are scrolled."""
    header = table.horizontalHeader().sizeHint().height() if not table.horizontalHeader().isHidden() else 0
    table.setFixedHeight(header + row * max(1, min(rows, most)) + 2 * table.frameWidth() + 6)
