"""The fields that cells of the framework's tables are edited with: each is filled with a value and gives one back."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from app.models.names import same_name
from app.views.days import read_day
from app.views.framework.words import tr

Given = tuple[Any, str]
"""The value that the user gave; or a name that no entry has yet."""


class TextCell(QLineEdit):
    """A line of text."""

    def fill(self, value: object) -> None:
        """Show a text."""
        self.setText(" ".join(str(value or "").split()))

    def given(self) -> Given:
        """Return what was typed."""
        return self.text().strip(), ""


class DayCell(QLineEdit):
    """A day, written as 2026-11-22 or as the user's system writes days in short."""

    def fill(self, value: object) -> None:
        """Show a day."""
        self.setPlaceholderText(date.today().isoformat())
        self.setText(str(value or ""))

    def given(self) -> Given:
        """Return the day as records hold it; raises ValueError where it is none."""
        text = self.text().strip()
        try:
            return (read_day(text) if text else None), ""
        except ValueError as error:
            said = tr("“{text}” is no day. Nothing was changed; write it as {today}.")
            raise ValueError(said.format(text=text, today=date.today().isoformat())) from error


class ChoiceCell(QComboBox):
    """One of some words."""

    def __init__(self, parent: QWidget, offers: Sequence[tuple[Any, str]]) -> None:
        super().__init__(parent)
        for value, word in offers:
            self.addItem(word, value)

    def fill(self, value: object) -> None:
        """Show a value."""
        self.setCurrentIndex(self.findData(value))

    def given(self) -> Given:
        """Return the value that is on show."""
        return self.currentData(), ""


class EntryCell(QComboBox):
    """An entry of a shared list, found while it is typed; a name that is not there is added."""

    def __init__(self, parent: QWidget, offers: Sequence[tuple[Any, str]], *, adds: bool) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._adds = adds
        self.addItem("", None)
        for value, name in offers:
            self.addItem(name, value)
        completer, line = self.completer(), self.lineEdit()
        if completer is not None and line is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setPlaceholderText(tr("Type to find or add") if adds else tr("Type to find"))

    def fill(self, value: object) -> None:
        """Show an entry."""
        self.setCurrentIndex(max(self.findData(value), 0))
        line = self.lineEdit()
        if line is not None:
            line.selectAll()

    def given(self) -> Given:
        """Return the id of the entry with the name that stands there, none where nothing does, or a new name."""
        wanted = same_name(self.currentText())
        if not wanted:
            return None, ""
        for number in range(self.count()):
            if same_name(self.itemText(number)).casefold() == wanted.casefold():
                return self.itemData(number), ""
        if not self._adds:
            raise ValueError(tr("Nothing is called “{text}”. Nothing was changed.").format(text=wanted))
        return None, wanted


_PLAIN: Final = {"text": TextCell, "day": DayCell}


def editor_for(form: str, parent: QWidget, offers: Sequence[tuple[Any, str]], *, adds: bool) -> Any:
    """Return a field of a form below a parent."""
    if form == "choice":
        return ChoiceCell(parent, offers)
    if form == "entry":
        return EntryCell(parent, offers, adds=adds)
    return _PLAIN[form](parent)
