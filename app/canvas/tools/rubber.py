"""Selecting the cards in a rectangle."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.canvas.hand import Pointer
from app.canvas.tools.base import Tool
from app.layout.geometry import Box


class RubberBand(Tool):
    """Draws a rectangle from where it began and selects the cards that it touches; with Ctrl or Shift in addition."""

    scrolls = True
    cursor = Qt.CursorShape.CrossCursor

    def enter(self, pointer: Pointer) -> None:
        """Begin a rectangle."""
        self._start = pointer
        adds = pointer.holds(Qt.KeyboardModifier.ControlModifier) or pointer.holds(Qt.KeyboardModifier.ShiftModifier)
        self._kept = self.before.cards if adds else ()

    def move(self, pointer: Pointer) -> None:
        """Stretch the rectangle and select what it touches."""
        x, y = min(self._start.x, pointer.x), min(self._start.y, pointer.y)
        box = Box(x, y, abs(pointer.x - self._start.x), abs(pointer.y - self._start.y))
        self.view.overlay.show_rubber(box)
        touched = self.view.layout_.cards_in_rect(box)
        self.view.select((*self._kept, *touched))

    def finish(self, pointer: Pointer) -> None:
        """Keep the selection."""
        self.view.overlay.show_rubber(None)

    def cancel(self) -> None:
        """Select what was selected before."""
        self.view.overlay.show_rubber(None)
        super().cancel()
