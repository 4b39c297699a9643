"""What an item has drawn, kept as pixels: drawn again at the cost of a copy, the very same to the pixel."""

from collections.abc import Callable
from math import ceil
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform

from app.layout.geometry import Box

LARGEST: Final = 1 << 20
"""How many pixels are kept at most; what is larger is drawn each time: few such things are in view at once."""

_PHASES: Final = 64
"""Parts of a pixel that tell one place of an item between pixels from another."""


class Kept:
    """Pixels of an item of a size in points, at one zoom and one place between pixels."""

    __slots__ = ("_margin", "_phase", "_pixmap")

    def __init__(self) -> None:
        self._pixmap: QPixmap | None = None
        self._phase: tuple[float, float, int, int] = (0.0, 0.0, 0, 0)
        self._margin = 0

    def clear(self) -> None:
        """Keep nothing: the item looks different now."""
        self._pixmap = None

    def draw(self, painter: QPainter, box: Box, zoom: float, draw: Callable[[QPainter], None]) -> None:
        """Draw what `draw` draws from the painter's origin, a line's half width beyond the box's size at most."""
        place, ratio = painter.worldTransform(), painter.device().devicePixelRatioF()
        left, x = divmod(round(place.dx() * ratio * _PHASES), _PHASES)
        top, y = divmod(round(place.dy() * ratio * _PHASES), _PHASES)
        phase = (zoom, ratio, x, y)
        if self._pixmap is None or phase != self._phase:
            scale = zoom * ratio
            self._margin = ceil(scale)
            width, height = (ceil(side * scale) + 2 * self._margin + 1 for side in box[2:])
            if width * height > LARGEST:
                draw(painter)
                return
            self._phase, self._pixmap = phase, QPixmap(width, height)
            self._fill(self._pixmap, scale, draw)
            self._pixmap.setDevicePixelRatio(ratio)
        painter.setWorldTransform(QTransform.fromTranslate((left - self._margin) / ratio, (top - self._margin) / ratio))
        painter.drawPixmap(QPointF(), self._pixmap)
        painter.setWorldTransform(place)

    def draw_at_hand(self, painter: QPainter) -> None:
        """Draw what is kept at whatever zoom it was drawn for, fast and a little rough; nothing where nothing is."""
        if self._pixmap is not None:
            zoom, ratio, x, y = self._phase
            scale = zoom * ratio
            left, top = (-self._margin - x / _PHASES) / scale, (-self._margin - y / _PHASES) / scale
            width, height = self._pixmap.width() / scale, self._pixmap.height() / scale
            painter.drawPixmap(QRectF(left, top, width, height), self._pixmap, QRectF(self._pixmap.rect()))

    def _fill(self, pixmap: QPixmap, scale: float, draw: Callable[[QPainter], None]) -> None:
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._margin + self._phase[2] / _PHASES, self._margin + self._phase[3] / _PHASES)
        painter.scale(scale, scale)
        draw(painter)
        painter.end()
