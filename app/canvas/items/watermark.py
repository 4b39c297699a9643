"""The words over a map of assumptions: about as large on screen at every zoom, drawn only where they are exposed."""

from math import ceil
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from app.canvas.painter import Ink
from app.layout.geometry import Box
from app.layout.watermark import OPACITY, ROLE, draw_watermark, watermarks
from app.layout.words import Words

_STEP: Final = 4096.0
"""The item grows by so much: each change of its size paints all of the map anew."""


class WatermarkItem(QGraphicsRectItem):
    """Covers the body of a map."""

    def __init__(self, ink: Ink, words: Words) -> None:
        super().__init__()
        self.ink = ink
        self._text = draw_watermark(words["assumption map"])
        self._body = Box(0.0, 0.0, 0.0, 0.0)
        self._kept: tuple[float, QColor, QPixmap] | None = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.hide()

    def show_on(self, body: Box | None) -> None:
        """Lie over a body of the sheet, or over none."""
        self.setVisible(body is not None)
        if body is not None:
            self._body = body
            self.setRect(body.x, body.y, body.width, ceil(body.height / _STEP) * _STEP)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the words that are exposed."""
        exposed: QRectF = option.exposedRect  # type: ignore[attr-defined, unused-ignore]
        shown = Box(exposed.x(), exposed.y(), exposed.width(), exposed.height())
        boxes = [box for box in watermarks(self._body, self.ink.zoom, self._text, stay=True) if box.meets(shown)]
        if not boxes:
            return
        ratio, place = painter.device().devicePixelRatioF(), painter.worldTransform()
        pixmap = self._pixmap(boxes[0].width * place.m11() * ratio, ratio)
        if self.ink.zooming:
            for box in boxes:
                painter.drawPixmap(QRectF(*box), pixmap, QRectF(pixmap.rect()))
            return
        painter.save()
        painter.resetTransform()  # from pixel to pixel: to draw it at another size takes ten times as long
        for box in boxes:
            painter.drawPixmap(place.map(QPointF(box.x, box.y)).toPoint(), pixmap)
        painter.restore()

    def _pixmap(self, width: float, ratio: float) -> QPixmap:
        """Return the words so many pixels wide: large letters are drawn once, since that takes a millisecond.

        While the zoom changes they are those drawn last, at another size.
        """
        colour, kept = self.ink.colour(ROLE), self._kept
        if kept is None or kept[1] != colour or (kept[0] != width and not self.ink.zooming):
            bounds = self._text.bounds
            scale = width / bounds.width
            pixmap = QPixmap(max(1, round(width)), max(1, round(bounds.height * scale)))
            pixmap.fill(Qt.GlobalColor.transparent)
            inner = QPainter(pixmap)
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            inner.setOpacity(OPACITY)
            inner.scale(scale, scale)
            inner.translate(-bounds.x, -bounds.y)
            self.ink.picture((self._text,)).draw_texts(inner)
            inner.end()
            pixmap.setDevicePixelRatio(ratio)
            kept = self._kept = (width, colour, pixmap)
        return kept[2]
