"""PySide6 6.12.0 dropped a reference to None at each QPainter call and crashed a canvas on Python 3.11."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter


def paint(times: int) -> None:
    image = QImage(8, 8, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    for _ in range(times):
        painter.setPen(QColor("black"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(1, 1, 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("white"))
    painter.end()


def test_painting_500_times_keeps_the_references_to_none(qapp):
    paint(10)
    before = sys.getrefcount(None)
    paint(500)
    assert abs(sys.getrefcount(None) - before) < 100
