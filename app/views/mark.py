"""Clew's mark: a ball of thread whose end runs on as a journey. Drawn, so that no picture of it has to be kept."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPainterPath, QPen, QPixmap

from app.layout.look import LIGHT

_SIDE: Final = 64.0
_THREAD: Final = 3.6
_BALL: Final = QRectF(11.5, 9.5, 35, 35)
_WINDINGS: Final = (
    ((8.0, 21.0), (22.0, 20.0), (37.0, 31.0), (39.0, 48.0)),
    ((16.0, 12.0), (31.0, 12.5), (46.0, 24.0), (47.5, 40.0)),
    ((8.0, 32.5), (17.0, 31.5), (27.0, 38.0), (29.0, 48.0)),
)
"""Cubic curves over the ball: begin, two controls, end."""
_END: Final = ((20.0, 41.0), (24.0, 62.0), (36.0, 56.0), (51.0, 47.0))
_SIZES: Final = (16, 24, 32, 48, 64, 128)


def _curve(points: tuple[tuple[float, float], ...]) -> QPainterPath:
    begin, *others = (QPointF(*point) for point in points)
    path = QPainterPath(begin)
    path.cubicTo(*others)
    return path


def mark(size: int) -> QImage:
    """Return the mark, `size` pixels wide and high, on a transparent ground; needs no application object."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    paper, ground = QColor(LIGHT["accent.ink"]), QColor(LIGHT["accent"])
    pen = QPen(paper, _THREAD, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / _SIDE, size / _SIDE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(2, 2, _SIDE - 4, _SIDE - 4), 14, 14)
    painter.setBrush(paper)
    painter.drawEllipse(_BALL)
    painter.drawEllipse(QPointF(*_END[-1]), 4.6, 4.6)
    painter.strokePath(_curve(_END), pen)
    pen.setColor(ground)
    pen.setWidthF(_THREAD * 0.72)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    ball = QPainterPath()
    ball.addEllipse(_BALL)
    painter.setClipPath(ball)
    for winding in _WINDINGS:
        painter.strokePath(_curve(winding), pen)
    painter.end()
    return image


def icon() -> QIcon:
    """Return the mark as the icon of the application, drawn anew for each size."""
    result = QIcon()
    for size in _SIZES:
        result.addPixmap(QPixmap.fromImage(mark(size)))
    return result
