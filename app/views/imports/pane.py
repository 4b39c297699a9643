"""What the panes of the import share: fields with captions side by side, questions, tables that need no more room."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHeaderView,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.views.imports.choice_cells import CHOICE
from app.views.imports.reading import ImportFile
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, button, caption_of, column, wrapped

ROW = 36
"""Pixels of a row that has a chooser."""


def tr(text: str) -> str:
    """Translate a text of the panes."""
    return QCoreApplication.translate("Import", text)


class Pane(QWidget):
    """Shows one file of one kind, and what can be chosen of it."""

    changed = Signal(object)
    """The choices for the file, as they are now."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        self.theme = theme
        self.file: ImportFile | None = None

    def show_file(self, file: ImportFile) -> None:
        """Show a file that was looked at."""
        self.file = file
        self.fill(file)

    def fill(self, file: ImportFile) -> None:
        """Show what is known of the file; kinds of panes do this."""

    def show_question(self) -> None:
        """Give the keys to the question that is open."""


class Question(QFrame):
    """Something that nobody but the user knows, with its answers."""

    answered = Signal(object)

    def __init__(self, answers: Sequence[tuple[Any, str]]) -> None:
        super().__init__()
        self.setObjectName("question")
        self.text = wrapped()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        rows = column(self.text, spacing=GRID, margins=(2 * GRID, GRID, 2 * GRID, GRID))
        self.answers = {value: button(word) for value, word in answers}
        line = QGridLayout()
        line.setSpacing(GRID)
        for number, (value, each) in enumerate(self.answers.items()):
            each.clicked.connect(lambda _=False, value=value: self.answered.emit(value))
            line.addWidget(each, number // 3, number % 3)
        line.setColumnStretch(3, 1)
        rows.addLayout(line)
        self.setLayout(rows)
        self.hide()

    def ask(self, text: str) -> None:
        """Ask; an empty text asks nothing."""
        self.text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def take_keys(self) -> None:
        """Give the keys to the first answer."""
        next(iter(self.answers.values())).setFocus(Qt.FocusReason.OtherFocusReason)


class Fields(QGridLayout):
    """Fields below their captions, several side by side."""

    def __init__(self, columns: int = 4) -> None:
        super().__init__()
        self._columns, self._count = columns, 0
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(GRID)
        self.setVerticalSpacing(2)

    def add(self, caption: str, field: QWidget, wide: int = 1) -> QWidget:
        """Add a field over so many columns, in the next row where it has no room; return its caption."""
        if self._count % self._columns + wide > self._columns:
            self._count += self._columns - self._count % self._columns
        row, place = divmod(self._count, self._columns)
        words = caption_of(caption, field)
        self.addWidget(words, 2 * row, place, 1, wide)
        self.addWidget(field, 2 * row + 1, place, 1, wide)
        self._count += wide
        for each in range(place, place + wide):
            self.setColumnStretch(each, 1)
        return words


def plain_table(name: str, headers: Sequence[str], widths: Sequence[int]) -> QTableWidget:
    """Return a table without choices of its own; a column of width 0 gets the room that is left."""
    table = QTableWidget(0, len(headers))
    dress(table, name)
    table.setHorizontalHeaderLabels(list(headers))
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


def put(table: QTableWidget, row: int, place: int, text: str, choice: object = None) -> None:
    """Write a cell, its whole text in the tip; with a choice it can be chosen anew."""
    item = table.item(row, place)
    if item is None:
        item = QTableWidgetItem()
        table.setItem(row, place, item)
    item.setText(text)
    item.setToolTip(text)
    item.setData(CHOICE, choice)


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
