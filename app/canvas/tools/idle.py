"""No button is down: what lies under the pointer is shown, and a press begins a gesture."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.canvas.hand import Pointer
from app.canvas.tools.base import Tool
from app.canvas.tools.pan import Pan
from app.canvas.tools.press import Press


class Idle(Tool):
    """The state between gestures."""

    gesture = False

    def press(self, pointer: Pointer) -> None:
        """Pan, press, or select for the context menu, by the button."""
        if pointer.button == Qt.MouseButton.LeftButton and self.view.connecting.click(pointer.hit):
            return
        if pointer.button == Qt.MouseButton.MiddleButton or self.view.space_held:
            self.view.hand.take(Pan(self.view), pointer)
        elif pointer.button == Qt.MouseButton.LeftButton:
            self.view.hand.take(Press(self.view), pointer)
        elif pointer.button == Qt.MouseButton.RightButton:
            self.view.aim(pointer.hit)

    def move(self, pointer: Pointer) -> None:
        """Show what is under the pointer."""
        self.view.connecting.point(pointer.hit, pointer.place)
        self.view.hover(pointer)
