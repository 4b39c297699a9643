"""A frame that lights up for a moment around a card that was just captured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsRectItem
from shiboken6 import isValid

if TYPE_CHECKING:
    from app.canvas.view import MapView
    from app.layout.geometry import Box

_SHINES: Final = 1_200
"""Milliseconds."""

_ABOVE: Final = 6.2
_AROUND: Final = 3.0


class Glow(QObject):
    """Shines on one card at a time; a next one takes it along at once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._item: QGraphicsRectItem | None = None
        self._timer = QTimer(self, singleShot=True, interval=_SHINES)
        self._timer.timeout.connect(self.end)

    def show_on(self, view: MapView, box: Box | None) -> None:
        """Shine around a box of a map; of none, nowhere."""
        self.end()
        if box is None:
            return
        pen = QPen(view.ink.pen("accent", 3.0))
        pen.setCosmetic(True)
        item = self._item = QGraphicsRectItem(*box.inset(-_AROUND, -_AROUND))
        item.setPen(pen)
        item.setZValue(_ABOVE)
        item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        view.map_scene.addItem(item)
        self._timer.start()

    def end(self) -> None:
        """Go out; the map may be gone meanwhile, and the frame with it."""
        self._timer.stop()
        item, self._item = self._item, None
        if item is not None and isValid(item) and item.scene() is not None:
            item.scene().removeItem(item)
