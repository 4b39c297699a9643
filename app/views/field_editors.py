"""What each form of field is edited with: a choice, an entry of a list, text, a number, a duration, a day, a flag.

Every editor has `fill(value)`, which tells nobody, and `chosen`, the value that the user gave.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox

from app.layout.durations import duration_text, minutes_in
from app.models.fields import RANGES, Field
from app.views.days import read_day
from app.views.entry_field import EntryField
from app.views.kinds import field_word, map_words, value_word
from app.views.widgets import ChoiceField, LineField, Segments, TextField, restyle

_SEGMENTS: Final = 3
_LONGEST_SEGMENT: Final = 8
"""At most so many choices of at most so many letters stand side by side."""

_LONGEST_SCALE: Final = 10
"""Numbers further apart than that are written, not chosen."""


def tr(text: str) -> str:
    """Translate a text of the editors."""
    return QCoreApplication.translate("FieldEditors", text)


class FlagField(QCheckBox):
    """Up or down; half down for several that differ."""

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.clicked.connect(lambda checked: self.chosen.emit(bool(checked)))

    def fill(self, value: object) -> None:
        """Show a flag; none = they differ."""
        state = Qt.CheckState.PartiallyChecked if value is None else Qt.CheckState(2 if value else 0)
        with QSignalBlocker(self):
            self.setTristate(value is None)
            self.setCheckState(state)


class WrittenField(LineField):
    """A value written as text, read when the field is left; what cannot be read is marked, and the value stays."""

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._value: object = None
        self.textEdited.connect(lambda _: self._mark(False))
        self.editingFinished.connect(self._read)

    def fill(self, value: object) -> None:
        """Show a value."""
        self._value = value
        if not self.hasFocus() or not self.isModified():
            super().fill("" if value is None else self.written(value))
            self._mark(False)

    def written(self, value: Any) -> str:
        """Return a value as it is written."""
        return str(value)

    def read(self, text: str) -> object:
        """Return what a text says, never blank; raises ValueError where that is nothing."""
        raise NotImplementedError

    def wanted(self) -> str:
        """Return what is to be written, for whoever wrote something else."""
        raise NotImplementedError

    def _read(self) -> None:
        if not self.isModified():
            return
        text = self.text().strip()
        try:
            value = self.read(text) if text else None
        except ValueError:
            self._mark(True)
            return
        self.setModified(False)
        changed, self._value = value != self._value, value
        self.setText("" if value is None else self.written(value))
        if changed:
            self.chosen.emit(value)

    def _mark(self, wrong: bool) -> None:
        """Show whether what stands there cannot be read."""
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.setToolTip(self.wanted() if wrong else "")
            restyle(self)


class DurationField(WrittenField):
    """A duration typed with its units, such as 2 h."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setPlaceholderText(tr("such as 20 min, 2 h, 3 days"))

    def written(self, value: Any) -> str:
        """Return minutes with their units."""
        return duration_text(value, map_words())

    def read(self, text: str) -> object:
        """Return the minutes that a text says."""
        minutes = minutes_in(text, map_words())
        low, high = RANGES["card", "duration"]
        if minutes is not None and not low <= minutes <= high:
            raise ValueError(text)
        return minutes

    def wanted(self) -> str:
        """Return how durations are written."""
        return tr("Write a number and a unit: min, h or days (of 24 hours).")


class DayField(WrittenField):
    """A day of the calendar, written as 2026-11-22 or as the user's system writes days in short."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setPlaceholderText(tr("such as {day}").format(day=date.today().isoformat()))

    def read(self, text: str) -> object:
        """Return the day as records hold it."""
        return read_day(text)

    def wanted(self) -> str:
        """Return how days are written."""
        return tr("Write a day: year-month-day, such as {day}.").format(day=date.today().isoformat())


class CountField(WrittenField):
    """A whole number between two bounds."""

    def __init__(self, name: str, low: int, high: int) -> None:
        super().__init__(name)
        self._low, self._high = low, high

    def read(self, text: str) -> object:
        """Return the number."""
        number = int(text)
        if not self._low <= number <= self._high:
            raise ValueError(text)
        return number

    def wanted(self) -> str:
        """Return between which bounds it lies."""
        return tr("Write a whole number from {low} to {high}.").format(low=self._low, high=self._high)


class LinesField(TextField):
    """Lines of text, stored while they are typed."""

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(name, least=2)
        self.edited.connect(lambda text: self.chosen.emit(text))


class ShortField(TextField):
    """One line of sense, stored while it is typed."""

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(name, one_line=True, most=3)
        self.edited.connect(lambda text: self.chosen.emit(text))


def _choice(field: Field, name: str) -> Any:
    words = [value_word(each) for each in field.choices]
    if len(words) <= _SEGMENTS and max(map(len, words)) <= _LONGEST_SEGMENT:
        return Segments(name, [(value, word, word) for value, word in zip(field.choices, words, strict=True)])
    choices: list[tuple[object, str]] = [(None, "–"), *zip(field.choices, words, strict=True)]
    return ChoiceField(name, choices)


def _number(field: Field, name: str) -> Any:
    low, high = (int(each) for each in next(both for (_, named), both in RANGES.items() if named == field.name))
    if high - low > _LONGEST_SCALE:
        return CountField(name, low, high)
    numbers = range(low, high + 1)
    return Segments(name, [(number, str(number), f"{number} / {high}") for number in numbers])


_EDITORS: Final[dict[str, Callable[[Field, str], Any]]] = {
    "choice": _choice,
    "reference": lambda field, name: EntryField(name),
    "text": lambda field, name: ShortField(name),
    "lines": lambda field, name: LinesField(name),
    "number": _number,
    "duration": lambda field, name: DurationField(name),
    "day": lambda field, name: DayField(name),
    "flag": lambda field, name: FlagField(name),
}


def has_editor(field: Field) -> bool:
    """Return whether a form can ask for the field; pictures are dropped and pasted instead."""
    return field.form in _EDITORS


def editor_of(field: Field) -> Any:
    """Return a new editor for a field."""
    return _EDITORS[field.form](field, field_word(field.name))
