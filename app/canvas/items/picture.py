"""An item that draws one picture: a card, a curve, a title bar, the sheet."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from app.canvas.items.kept import Kept
from app.canvas.painter import Ink
from app.layout.details import NO_MARKS
from app.layout.geometry import Box
from app.layout.lane_layout import LaneInside
from app.layout.lens import Paint
from app.layout.shapes import Shape
from app.models.records import Card

_CARRIED = 0.35
FAINT = 0.4
"""The opacity of what a filter dims."""

RING = 3.0
"""How far the ring of a selected card reaches beyond it, in points."""


# QGraphicsRectItem, so that its bounds are answered without asking Python.
class PictureItem(QGraphicsRectItem):
    """Shapes at a place of the sheet; `id` names the record that they stand for."""

    def __init__(self, item_id: str, box: Box, shapes: tuple[Shape, ...], ink: Ink, *, margin: float = 1.0) -> None:
        super().__init__(-margin, -margin, box.width + 2 * margin, box.height + 2 * margin)
        self.id = item_id
        self.source: object = None
        self.box = box
        self.shapes = shapes
        self.ink = ink
        self.picture = ink.picture(shapes)
        self.setPos(box.x, box.y)

    def show_shapes(self, box: Box, shapes: tuple[Shape, ...]) -> None:
        """Take over new shapes and a new place; nothing is painted anew where both are the same."""
        if shapes is not self.shapes and shapes != self.shapes:
            self.shapes = shapes
            self.recolour()
        if box != self.box:
            if box[2:] != self.box[2:]:
                margin = -self.rect().x()
                self.setRect(-margin, -margin, box.width + 2 * margin, box.height + 2 * margin)
            self.box = box
            self.setPos(box.x, box.y)

    def recolour(self) -> None:
        """Make the picture again, in the colours of the theme."""
        self.picture = self.ink.picture(self.shapes)
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the picture."""
        self.picture.draw(painter, self.ink.zoom)


class CardItem(PictureItem):
    """A card in view: ringed if selected, faint while carried."""

    def __init__(self, item_id: str, box: Box, shapes: tuple[Shape, ...], ink: Ink) -> None:
        super().__init__(item_id, box, shapes, ink, margin=RING)
        self.lane_id = ""
        self.card: Card | None = None
        self.marks = NO_MARKS
        self.source: LaneInside | None = None
        self.paint_: Paint | None = None
        self.dimmed = False
        self._kept = Kept()
        self.selected = False
        self.lifted = False

    def recolour(self) -> None:
        """Make the picture again, in the colours of the theme."""
        self._kept.clear()
        super().recolour()

    def mark(self, *, selected: bool, lifted: bool) -> None:
        """Show whether the card is selected, and whether it is being carried."""
        if selected != self.selected or lifted != self.lifted:
            self.selected, self.lifted = selected, lifted
            self.update()

    def dim(self, dimmed: bool) -> None:
        """Show whether a filter sets the card back."""
        if dimmed != self.dimmed:
            self.dimmed = dimmed
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the card."""
        faint = self.lifted or self.dimmed
        if faint:
            painter.setOpacity(_CARRIED if self.lifted else FAINT)
        if self.ink.zooming:
            self._kept.draw_at_hand(painter)
        else:
            self._kept.draw(painter, self.box, self.ink.zoom, self.picture.draw)
        if faint and not self.lifted:
            painter.setOpacity(1.0)
        if self.selected:
            painter.setPen(self.ink.pen("accent", 2.0))
            painter.setBrush(self.ink.brush(None))
            painter.drawRoundedRect(QRectF(-1.5, -1.5, self.box.width + 3.0, self.box.height + 3.0), 5.0, 5.0)
        if self.lifted:
            painter.setOpacity(1.0)
