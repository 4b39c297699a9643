"""The lines of a service blueprint, seen from any distance."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from app.canvas.items.picture import PictureItem
from app.canvas.painter import Ink
from app.layout.drawing import LINE_ROLE, LINE_WIDTH, draw_line_above, line_dash
from app.layout.geometry import Box


def line_pen(ink: Ink, name: str, zoom: float) -> QPen:
    """Return what draws a line in pixels at a zoom, never thinner than one of them."""
    width = max(LINE_WIDTH * zoom, 1.0)
    return ink.pen(LINE_ROLE, width, tuple(max(length * zoom, 2.0) for length in line_dash(name)))


class LineItem(PictureItem):
    """A line across the sheet at the top of a lane."""

    def __init__(self, lane_id: str, name: str, box: Box, ink: Ink) -> None:
        super().__init__(lane_id, box, draw_line_above(name, box.width), ink, margin=4.0)
        self.name = name

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the line, in pixels: it has to be seen from afar."""
        place = painter.worldTransform()
        start, end = place.map(QPointF(0.0, 0.0)), place.map(QPointF(self.box.width, 0.0))
        painter.resetTransform()
        painter.setPen(line_pen(self.ink, self.name, self.ink.zoom))
        painter.drawLine(start, end)
        painter.setWorldTransform(place)
