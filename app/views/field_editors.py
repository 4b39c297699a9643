"""What each form of field is edited with: a choice, an entry of a shared list, text, a number, a duration, a flag.

Every editor has `fill(value)`, which tells nobody, and `chosen`, the value that the user gave.
"""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox

from app.layout.durations import duration_text, minutes_in
from app.models.fields import RANGES, Field
from app.views.entry_field import EntryField
from app.views.kinds import field_word, map_words, value_word
from app.views.widgets import ChoiceField, LineField, Segments, TextField, restyle

_SEGMENTS: Final = 3
_LONGEST_SEGMENT: Final = 8
"""At most so many choices of at most so many letters stand side by side."""


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


class DurationField(LineField):
    """A duration typed with its units, such as 2 h; what is none is marked, and left as it was."""

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._value: float | None = None
        self.setPlaceholderText(tr("such as 20 min, 2 h, 3 days"))
        self.textEdited.connect(lambda _: self._mark(False))
        self.editingFinished.connect(self._read)

    def fill(self, value: object) -> None:
        """Show minutes."""
        self._value = value if isinstance(value, float | int) else None
        if not self.hasFocus() or not self.isModified():
            super().fill("" if self._value is None else duration_text(self._value, map_words()))
            self._mark(False)

    def _read(self) -> None:
        if not self.isModified():
            return
        low, high = RANGES["card", "duration"]
        try:
            minutes = minutes_in(self.text(), map_words())
        except ValueError:
            self._mark(True)
            return
        if minutes is not None and not low <= minutes <= high:
            self._mark(True)
            return
        self.setModified(False)
        changed, self._value = minutes != self._value, minutes
        self.setText("" if minutes is None else duration_text(minutes, map_words()))
        if changed:
            self.chosen.emit(minutes)

    def _mark(self, wrong: bool) -> None:
        """Show whether what stands there is no duration."""
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.setToolTip(tr("Write a number and a unit: min, h or days (of 24 hours).") if wrong else "")
            restyle(self)


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
    low, high = RANGES["card", field.name]
    numbers = range(int(low), int(high) + 1)
    return Segments(name, [(number, str(number), f"{number} / {int(high)}") for number in numbers])


_EDITORS: Final[dict[str, Callable[[Field, str], Any]]] = {
    "choice": _choice,
    "reference": lambda field, name: EntryField(name),
    "text": lambda field, name: ShortField(name),
    "lines": lambda field, name: LinesField(name),
    "number": _number,
    "duration": lambda field, name: DurationField(name),
    "flag": lambda field, name: FlagField(name),
}


def has_editor(field: Field) -> bool:
    """Return whether a form can ask for the field; pictures are dropped and pasted instead."""
    return field.form in _EDITORS


def editor_of(field: Field) -> Any:
    """Return a new editor for a field."""
    return _EDITORS[field.form](field, field_word(field.name))
