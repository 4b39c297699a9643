"""The pointer on the map: which tool has it, and the scrolling at the edges while it drags."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer

from app.canvas.hits import Area, Hit

if TYPE_CHECKING:
    from app.canvas.tools.base import Tool
    from app.canvas.view import MapView

EDGE = 36
"""How near to an edge of the sheet a drag scrolls, in pixels."""

INTERVAL = 16
FASTEST = 24


class Pointer(NamedTuple):
    """A moment of the mouse: where it is in the view's pixels and on the sheet in points, and what lies under it."""

    area: Area
    pixel: QPoint
    x: float
    y: float
    hit: Hit
    button: Qt.MouseButton = Qt.MouseButton.NoButton
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier

    @property
    def place(self) -> QPointF:
        """Where it is on the sheet."""
        return QPointF(self.x, self.y)

    def holds(self, modifier: Qt.KeyboardModifier) -> bool:
        """Tell whether a modifier key is down."""
        return bool(self.modifiers & modifier)


class Hand(QObject):
    """Holds the one tool that has the pointer."""

    def __init__(self, view: MapView, idle: Tool) -> None:
        super().__init__(view)
        self._view = view
        self._idle = idle
        self._last: Pointer | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self._scroll)
        self.tool: Tool = idle

    @property
    def busy(self) -> bool:
        """Whether a gesture of the mouse is under way."""
        return self.tool.gesture

    def take(self, tool: Tool, pointer: Pointer) -> None:
        """Hand the pointer to a tool."""
        self.tool = tool
        self._last = pointer
        self._view.show_cursor(tool.cursor)
        tool.enter(pointer)

    def press(self, pointer: Pointer) -> None:
        """Begin what a mouse button means here."""
        self.tool.press(pointer)

    def move(self, pointer: Pointer) -> None:
        """Let the tool follow, and scroll where it drags near an edge."""
        self.tool.move(pointer)
        self._last = pointer
        wanted = self.tool.scrolls and any(self._speed(pointer))
        if wanted != self._timer.isActive():
            self._timer.start() if wanted else self._timer.stop()

    def release(self, pointer: Pointer) -> None:
        """End the gesture."""
        if self.busy:
            self.put_down().finish(pointer)
            self.tool.move(pointer)

    def cancel(self) -> bool:
        """Leave everything as it was before the gesture; tells whether there was one."""
        if not self.busy:
            return False
        self.put_down().cancel()
        return True

    def put_down(self) -> Tool:
        """Go back to idle and return the tool that was in the hand, which is not ended yet."""
        tool, self.tool = self.tool, self._idle
        self._timer.stop()
        self._view.show_cursor(self._idle.cursor)
        return tool

    def _speed(self, pointer: Pointer) -> tuple[int, int]:
        speed, ways = self._view.edge_speed(pointer.pixel, EDGE, FASTEST), self.tool.ways
        return speed[0] * ways[0], speed[1] * ways[1]

    def _scroll(self) -> None:
        if self._last is None or not self.tool.scrolls:
            self._timer.stop()
            return
        if self._view.scroll_by(*self._speed(self._last)):
            self.move(self._view.pointer_at(self._last.pixel, like=self._last))
