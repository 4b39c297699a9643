"""A line that takes a number within bounds, or nothing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from app.views.scoring.words import number
from app.views.widgets import LineField, restyle


class NumberLine(LineField):
    """Tells a number when Enter is pressed or the line is left; what is none is marked and told to nobody."""

    entered = Signal(object)
    """The number, or none where the line is empty; only where that is another one."""
    refused = Signal(str)
    """What was typed and is no number."""
    returned = Signal()
    """Enter was pressed and the number taken."""

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__(name)
        self._held: float | None = None
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(lambda _: self._mark(wrong=False))

    @property
    def value(self) -> float | None:
        """The number that was filled in or entered last."""
        return self._held

    def fill_number(self, value: float | None) -> None:
        """Show a number, unless another one is being typed."""
        if value != self._held or not self.hasFocus():
            self._held = value
            self.fill("" if value is None else number(value))
            self.setCursorPosition(0)
            self._mark(wrong=False)

    def enter(self) -> bool:
        """Take what is typed; return whether it is a number or nothing."""
        text = self.text().strip().replace(",", ".")
        try:
            value = float(text) if text else None
        except ValueError:
            value = float("nan")
        if value is not None and not abs(value) < float("inf"):
            self._mark(wrong=True)
            self.refused.emit(self.text())
            return False
        if value != self._held:
            self._held = value
            self.entered.emit(value)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the number by Enter, which goes no further."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.enter():
                self.returned.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the number when the line is left."""
        super().focusOutEvent(event)
        self.enter()

    def _mark(self, *, wrong: bool) -> None:
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            restyle(self)
