"""The one editor, laid over the map where a text is written."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontDatabase, QKeyEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from app.canvas.painter import Ink
from app.layout.look import Role
from app.layout.text.fonts import base_face

SMALLEST = 12
"""The least size of the letters in pixels: what is typed can be read at any zoom."""

_MARGIN, _EDGE = 6, 5
"""What is left free around the text of a card, and the width of the coloured left edge, in pixels."""

_KEEPS_OPEN = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class Editor(QPlainTextEdit):
    """Plain text; Enter goes on, Shift+Enter breaks the line, Esc keeps the text and leaves, Tab for the next cell."""

    kept = Signal(str)
    """The text is to be kept; says how it was left: "enter", "escape", "tab", "back" (Shift+Tab) or "away"."""

    def __init__(self, parent: QWidget, ink: Ink, margin: int = _MARGIN) -> None:
        """Make an editor with so many pixels around its text."""
        super().__init__(parent)
        self._margin = margin
        self._ink = ink
        self._least = QRect()
        self._size = SMALLEST
        self._edge: Role = "accent"
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(margin)
        self.textChanged.connect(self._grow)
        self.hide()

    def open(self, text: str, name: str, edge: Role = "accent") -> None:
        """Begin to edit a text, all of it selected; `name` says what it is, `edge` is the colour of its left edge."""
        self._edge = edge
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setPlainText(text)
        self.selectAll()
        self.recolour()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def lie_over(self, box: QRect, size: float, indent: float = 0.0) -> None:
        """Lie over a rectangle of the parent, taller where the text needs it.

        `size` of the letters and `indent`, where they begin from the left, in pixels.
        """
        self._least = box
        self.setViewportMargins(max(0, round(indent) - _EDGE - self._margin), 0, 0, 0)
        pixels = max(SMALLEST, round(size))
        if pixels != self._size:
            self._size = pixels
            font = QFont(_family())
            font.setPixelSize(pixels)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self.setFont(font)
            self.recolour()
        self.setGeometry(box)
        self._grow()

    def recolour(self) -> None:
        """Take over the colours of the theme; size and padding are said too, or the application's would hold."""
        colour = self._ink.theme
        sheet = (
            f"QPlainTextEdit {{ font-size: {self._size}px; padding: 0; border-radius: 4px;"
            f" background: {colour['field']}; color: {colour['ink']};"
            f" border: 2px solid {colour['accent']}; border-left: {_EDGE}px solid {colour[self._edge]};"
            f" selection-background-color: {colour['accent']}; selection-color: {colour['accent.ink']}; }}"
        )
        if sheet != self.styleSheet():  # to take over even the same one takes as long as a commit
            self.setStyleSheet(sheet)

    def text(self) -> str:
        """Return what is written, without space around it."""
        return self.toPlainText().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Enter, Esc and Tab; everything else is text."""
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self.kept.emit("enter")
        elif key == Qt.Key.Key_Escape:
            self.kept.emit("escape")
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.kept.emit("tab" if key == Qt.Key.Key_Tab else "back")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the text when the focus goes elsewhere in the window."""
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() not in _KEEPS_OPEN:
            self.kept.emit("away")

    def _grow(self) -> None:
        if self._least.isNull():
            return
        lines = self.document().size().height() * self.fontMetrics().lineSpacing()
        height = max(self._least.height(), round(lines) + 2 * self._margin + 4)
        parent = self.parentWidget()
        room = (parent.height() if parent else height) - 4
        top = max(0, min(self._least.y(), room - height))
        self.setGeometry(self._least.x(), top, self._least.width(), min(height, room))
        if height <= room:  # it was scrolled to the cursor while it was still too low
            self.verticalScrollBar().setValue(0)


def _family() -> str:
    """Return the name under which Qt knows the file that the map's letters are drawn from."""
    if not _FAMILY:
        number = QFontDatabase.addApplicationFont(base_face(False).path)
        families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        _FAMILY.append(families[0] if families else "")
    return _FAMILY[0]


_FAMILY: list[str] = []
