"""What the panes of the import share: fields with captions side by side, questions, cells that can be chosen."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QTableWidget, QWidget

from app.views.imports.choice_cells import CHOICE
from app.views.imports.reading import ImportFile
from app.views.tables import write_cell
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, button, caption_of, column, wrapped


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


def put(table: QTableWidget, row: int, place: int, text: str, choice: object = None) -> None:
    """Write a cell; with a choice it can be chosen anew."""
    write_cell(table, row, place, text).setData(CHOICE, choice)
