"""A text of the map is being written; the editor has the keys until it is left."""

from __future__ import annotations

from app.canvas.hand import Pointer
from app.canvas.tools.base import Tool


class Typing(Tool):
    """The editor is open; a press beside it keeps the text and goes on."""

    gesture = False

    def press(self, pointer: Pointer) -> None:
        """Keep the text, then do what the press means, on the map as it is now."""
        self.view.writing.leave("away")
        self.view.hand.press(self.view.pointer_at(pointer.pixel, like=pointer))
