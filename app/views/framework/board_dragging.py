"""A journey that is dragged over the lifecycle board: taken, carried with the pointer, let go over a cell."""

from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from app.views.framework.board_layout import BoardLayout, Spot
from app.views.framework.board_sheet import BoardSheet

_EDGE, _EDGE_SPEED, _EDGE_EVERY = 36, 18, 30
_AT: Final = 16
"""How far below the upper edge of a card the pointer holds it."""


class Dragging(QObject):
    """Nothing is pressed, a card is, or it goes along; at the edge of the view the board scrolls."""

    def __init__(self, sheet: BoardSheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._pressed: tuple[QPoint, Spot] | None = None
        self.spot: Spot | None = None
        """The card that goes along."""
        self._pointer = QPoint()
        self._edge = QTimer(self, interval=_EDGE_EVERY)
        self._edge.timeout.connect(self._scroll_at_edge)

    def press(self, pixel: QPoint, spot: Spot) -> None:
        """Take a card: it goes along once the pointer is moved."""
        self._pressed = pixel, spot

    def move(self, pixel: QPoint) -> None:
        """Go along with the pointer."""
        self._pointer = pixel
        if self._pressed is not None and self.spot is None:
            far = (pixel - self._pressed[0]).manhattanLength() >= QApplication.startDragDistance()
            if far:
                self.spot = self._pressed[1]
                self._edge.start()
                self._sheet.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self.spot is not None:
            self._sheet.viewport().update()

    def target(self) -> tuple[int, int] | None:
        """Return the cell that the card would go to."""
        layout = self._sheet.layout_
        if self.spot is None or layout is None or not self._sheet.viewport().rect().contains(self._pointer):
            return None
        place = self._pointer + self._sheet.scrolled
        return layout.cell_at(place.x(), place.y())

    def let_go(self) -> None:
        """Leave the card where it is."""
        self._pressed = self.spot = None
        self._edge.stop()
        self._sheet.viewport().unsetCursor()
        self._sheet.viewport().update()

    def _scroll_at_edge(self) -> None:
        sheet, pointer = self._sheet, self._pointer
        room = sheet.viewport().rect()
        for bar, place, size in (
            (sheet.horizontalScrollBar(), pointer.x(), room.width()),
            (sheet.verticalScrollBar(), pointer.y(), room.height()),
        ):
            way = -1 if place < _EDGE else 1 if place > size - _EDGE else 0
            bar.setValue(bar.value() + way * _EDGE_SPEED)

    def paint(self, painter: QPainter, layout: BoardLayout) -> None:
        """Paint the card below the pointer."""
        entry = layout.entry(self.spot) if self.spot is not None else None
        if entry is None or self.spot is None:
            return
        place, box = self._pointer + self._sheet.scrolled, layout.boxes[self.spot]
        painter.setOpacity(0.85)
        at = box._replace(x=place.x() - box.width // 3, y=place.y() - _AT)
        self._sheet.painter.card(painter, layout, at, entry, self._sheet.font(), self.spot.card)
        painter.setOpacity(1.0)
