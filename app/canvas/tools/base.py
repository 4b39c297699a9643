"""What all tools share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from app.canvas.hand import Pointer
    from app.canvas.view import MapView


class Tool:
    """A state of the hand; a gesture begins by `enter`, goes on by `move`, and ends by `finish` or by `cancel`."""

    gesture = True
    """Whether a mouse button is down in it: then Esc, a second button and any change of the map cancel it."""

    scrolls = False
    """Whether the map scrolls when the pointer nears an edge."""

    ways = (1, 1)
    """Whether it scrolls sideways, and whether up and down: a header is beyond an edge that it is not dragged to."""

    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, view: MapView) -> None:
        self.view = view
        self.before = view.selection.copy()

    def enter(self, pointer: Pointer) -> None:
        """Begin at the pointer."""

    def press(self, pointer: Pointer) -> None:
        """A second button during a gesture cancels it."""
        self.view.hand.cancel()

    def move(self, pointer: Pointer) -> None:
        """Follow the pointer, or the sheet that scrolls under it."""

    def finish(self, pointer: Pointer) -> None:
        """Do what the gesture means, by one service."""

    def cancel(self) -> None:
        """Leave everything as it was before the button was pressed; nothing was stored."""
        self.view.restore_selection(self.before)
