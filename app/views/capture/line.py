"""The field of the capture line: which of its keys file, complete, answer, recall, pin or leave."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

_REMEMBERED: Final = 100
"""How many sentences can be called back."""

_NO_END: Final = 2**31 - 1
"""As many characters as Qt can count: what is pasted is many lines at times, and none may be cut off unseen."""

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WALKING: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def tr(text: str) -> str:
    """Translate a text of the line."""
    return QCoreApplication.translate("CaptureLine", text)


class CaptureLine(QLineEdit):
    """One sentence at a time. What its keys mean beyond typing is told by signals; the bar acts on them."""

    entered = Signal(str)
    """Enter: this sentence is to be filed; the line is empty already."""
    left = Signal()
    """Esc: the keys go back to the map."""
    lines_given = Signal(str)
    """Several lines at once, pasted or dropped; the line has taken none of them."""
    walked = Signal(int)
    """Up (−1) or Down (+1) while something is offered."""
    taken = Signal()
    """Tab, or Enter on what was walked to: take what is offered."""
    dropped = Signal()
    """Esc while something is offered: offer it no longer."""
    answered = Signal(int)
    """Alt and a digit, 1 to 9: that choice of the newest question."""
    pin_asked = Signal()
    """Alt+P: keep the place of this sentence for those that come, or let it go."""
    focused = Signal(bool)
    """The keys are here, or no longer."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("captureLine")
        self.setAccessibleName(tr("Quick capture"))
        self.setAccessibleDescription(
            tr(
                "Write what was said and press Enter. A word and a colon say the kind, @ the place, ~ whose, # a tag, "
                "! how strong. What was understood is read out after a pause. Up brings earlier sentences back."
            )
        )
        self.setPlaceholderText(tr("pain: waited forty minutes @Purchase #queue"))
        self.setMaxLength(_NO_END)
        self.offering = False
        """Whether something is offered to complete what is typed."""
        self.walking = False
        """Whether one of the things on offer is marked."""
        self.asking = False
        """Whether a question waits for an answer."""
        self._before = ""
        self._said: list[str] = []
        self._at = 0
        self.textEdited.connect(self._edited)

    def put(self, text: str, cursor: int | None = None) -> None:
        """Have a text in the line, as if it were typed."""
        self.setText(text)
        self._before = text
        self.setCursorPosition(len(text) if cursor is None else cursor)

    def _edited(self, text: str) -> None:
        if "\n" not in text.strip("\n") and "\u2029" not in text:
            if "\n" in text:  # a line that was copied with its end
                cursor = self.cursorPosition()
                text = text.replace("\n", "")
                self.put(text, min(cursor, len(text)))
            self._before = text
            return
        self.put(self._before)
        self.lines_given.emit(text.replace("\u2029", "\n"))

    # ---- sentences said before

    def remember(self, text: str) -> None:
        """Be able to bring a sentence back by Up in an empty line."""
        self._said = [*(each for each in self._said if each != text), text][-_REMEMBERED:]
        self._at = len(self._said)

    def _recall(self, by: int) -> bool:
        """Show the sentence before or behind the one that was brought back; tells whether there is anything to show."""
        shown = self._said[self._at] if self._at < len(self._said) else ""
        if self.text() != shown:
            if self.text():
                return False
            self._at = len(self._said)
        wanted = min(max(self._at + by, 0), len(self._said))
        if wanted == self._at:
            return False
        self._at = wanted
        self.put(self._said[wanted] if wanted < len(self._said) else "")
        return True

    # ---- keys

    def event(self, event: QEvent) -> bool:
        """Have the line's own keys before menus; undo is the line's while it holds a sentence, else the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
                event.setAccepted(bool(self.text()))
                return bool(self.text())
            if self._digit(event) or _pins(event) or event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def _digit(self, event: QKeyEvent) -> int:
        """Return which choice is made by Alt and a digit, 0 = none."""
        number = event.key() - Qt.Key.Key_0
        alone = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
        return number if self.asking and alone and 1 <= number <= 9 else 0

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Complete by Tab while something is offered; else walk on."""
        if forward and self.offering:
            self.taken.emit()
            return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the line's own keys; all others type."""
        if not self._act(event, Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent, key: Qt.Key) -> bool:
        if key in _ENTER:
            self.taken.emit() if self.walking else self._enter()
        elif key == Qt.Key.Key_Escape:
            self.dropped.emit() if self.offering else self.left.emit()
        elif key in _WALKING and event.modifiers() in (Qt.KeyboardModifier.NoModifier, _KEYPAD):
            if self.offering:
                self.walked.emit(_WALKING[key])
            else:
                self._recall(_WALKING[key])
        elif number := self._digit(event):
            self.answered.emit(number)
        elif _pins(event):
            self.pin_asked.emit()
        else:
            return False
        return True

    def _enter(self) -> None:
        """Hand the sentence over and be empty: what is typed next belongs to the next one."""
        text = self.text()
        if text.strip():
            self.put("")
            self.remember(text)
            self.entered.emit(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keys are here."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that they are elsewhere."""
        super().focusOutEvent(event)
        self.focused.emit(False)


_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier


def _pins(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_P and event.modifiers() == Qt.KeyboardModifier.AltModifier


def code_points(text: str, units: int) -> int:
    """Return a place that Qt counts in UTF-16 units as one in code points."""
    return units if text.isascii() else len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))


def utf16(text: str) -> int:
    """Return the length of a text as Qt counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
