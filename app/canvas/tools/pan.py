"""Moving the sheet under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from app.canvas.hand import Pointer
from app.canvas.tools.base import Tool


class Pan(Tool):
    """The middle button, or Space with any button, drags the sheet; there is nothing to take back."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def enter(self, pointer: Pointer) -> None:
        """Take hold of the sheet."""
        self._last: QPoint = pointer.pixel

    def move(self, pointer: Pointer) -> None:
        """Scroll by what the pointer moved."""
        moved = pointer.pixel - self._last
        self._last = pointer.pixel
        self.view.scroll_by(-moved.x(), -moved.y())
