"""The words over a map of assumptions: as large on screen at every zoom, and drawn only where something is shown."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from app.canvas.painter import Ink
from app.layout.geometry import Box
from app.layout.watermark import OPACITY, draw_watermark, watermarks
from app.layout.words import Words


class WatermarkItem(QGraphicsRectItem):
    """Covers the body of a map."""

    def __init__(self, ink: Ink, words: Words) -> None:
        super().__init__()
        self.ink, self._said = ink, words["assumption map"]
        self._body = Box(0.0, 0.0, 0.0, 0.0)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.hide()

    def show_on(self, body: Box | None) -> None:
        """Lie over a body of the sheet, or over none."""
        self.setVisible(body is not None)
        if body is not None and body != self._body:
            self._body = body
            self.setRect(*body)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the words that are exposed."""
        text = draw_watermark(self._said)
        shown, bounds = _box(option.exposedRect), text.bounds
        picture = None
        for box in watermarks(self._body, self.ink.zoom, text):
            if not box.meets(shown):
                continue
            picture = picture or self.ink.picture((text,))
            scale = box.width / bounds.width
            painter.save()
            painter.setOpacity(OPACITY)
            painter.translate(box.x - bounds.x * scale, box.y)
            painter.scale(scale, scale)
            picture.draw_texts(painter)
            painter.restore()


def _box(rect: QRectF) -> Box:
    return Box(rect.x(), rect.y(), rect.width(), rect.height())
