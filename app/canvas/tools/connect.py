"""Dragging a line from the handle of a card to another card."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.canvas.connecting import preview
from app.canvas.hand import Pointer
from app.canvas.tools.base import Tool


class ConnectCards(Tool):
    """Shows the line as it will run, and lights up the card that it would lead to."""

    scrolls = True
    cursor = Qt.CursorShape.CrossCursor

    def enter(self, pointer: Pointer) -> None:
        """Begin at the card of the handle."""
        self._start = pointer.hit.id or ""
        self._end: str | None = None

    def move(self, pointer: Pointer) -> None:
        """Lead the line to the card under the pointer, or to the pointer."""
        on_card = pointer.hit.kind in ("card", "handle") and pointer.hit.id != self._start
        self._end = pointer.hit.id if on_card else None
        self.view.overlay.show_wire(preview(self.view, self._start, self._end, pointer.place))

    def finish(self, pointer: Pointer) -> None:
        """Connect the two cards; let go elsewhere, nothing is made."""
        self.view.overlay.show_wire(None)
        if self._end is not None:
            self.view.commands.connect(self._start, self._end)

    def cancel(self) -> None:
        """Take the line away."""
        self.view.overlay.show_wire(None)
        super().cancel()
