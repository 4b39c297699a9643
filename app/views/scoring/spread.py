"""What scorers said, as dots on a line between the bounds of the criterion."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.models.content import Content
from app.models.records import Anchor, Criterion, Score
from app.scoring.scores import Standing
from app.views.scoring.words import number, who
from app.views.theme import SMALL, ThemeKeeper

_SMALL, _LARGE = 5.0, 12.0
_MOST_STACKED: Final = 5
_NEAR: Final = 0.06
"""Dots nearer to each other than this share of the line stand above each other."""


class SpreadDots(QWidget):
    """A line with its ends, a tick for each anchor, a dot for each scorer; the median is a bar, an override a diamond.

    Large, the dots carry initials, and the limits that somebody holds possible lie behind them.
    """

    def __init__(self, theme: ThemeKeeper, *, large: bool = False) -> None:
        super().__init__()
        self._theme, self._radius = theme, _LARGE if large else _SMALL
        self._ends = (0.0, 1.0)
        self._ticks: tuple[float, ...] = ()
        self._dots: list[tuple[float, str, int]] = []
        self._limits: list[tuple[float, float]] = []
        self._bar: float | None = None
        self._diamond: float | None = None
        self._ring: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._repaint)

    def _repaint(self, _: object) -> None:
        self.update()

    def show_scores(
        self,
        content: Content,
        criterion: Criterion,
        anchors: Sequence[Anchor],
        rows: Sequence[Score],
        median: float | None,
        standing: Standing | None = None,
    ) -> None:
        """Show scores (no overrides), their median, and what of a standing counts or stands in instead."""
        said = [(each.value, each) for each in rows if each.value is not None and each.origin != "override"]
        self._bar = median
        self._diamond = standing.override.value if standing is not None and standing.override is not None else None
        self._ring = standing.prefill.value if standing is not None and standing.prefill is not None else None
        marks = [mark for mark in (self._bar, self._diamond, self._ring) if mark is not None]
        ends = [end for _, each in said for end in (each.low, each.high) if end is not None]
        highest = criterion.highest
        if highest is None:
            highest = max([*(value for value, _ in said), *ends, *marks, criterion.lowest + 1.0])
        self._ends = (criterion.lowest, highest)
        self._ticks = tuple(each.value for each in anchors)
        self._limits = [
            (value if each.low is None else each.low, value if each.high is None else each.high) for value, each in said
        ]
        self._dots = []
        near = _NEAR * (highest - criterion.lowest)
        for value, each in sorted(said, key=lambda pair: (pair[0], pair[1].scorer_id or "")):
            taken = {place for other, _, place in self._dots if abs(other - value) < near}
            place = next(each for each in range(_MOST_STACKED + 1) if each not in taken or each == _MOST_STACKED)
            self._dots.append((value, _initials(who(content, each)), place))
        words = ", ".join(f"{who(content, each)} {number(value)}" for value, each in said)
        self.setToolTip(words)
        self.setAccessibleName(f"{criterion.name}: {words}" if words else criterion.name)
        self.updateGeometry()
        self.update()

    @property
    def _high(self) -> int:
        return max([place for _, _, place in self._dots], default=0) + 1

    def sizeHint(self) -> QSize:
        """As high as the dots that stand above each other, and the ends of the line."""
        return QSize(160, round(self._high * (2 * self._radius + 2) + 2 * self._radius + SMALL + 8))

    minimumSizeHint = sizeHint

    def _x(self, value: float) -> float:
        low, high = self._ends
        room = self.width() - 2 * self._radius - 2
        share = (value - low) / (high - low) if high > low else 0.0
        return self._radius + 1 + min(max(share, 0.0), 1.0) * room

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, what is possible, the dots, the median and what counts."""
        painter, colour, radius = QPainter(self), self._theme.colour, self._radius
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = self.height() - SMALL - 6 - radius
        self._draw_line(painter, base)
        for low, high in self._limits:
            if high > low:
                painter.setPen(QPen(QColor(colour("selection")), radius, c=Qt.PenCapStyle.RoundCap))
                painter.drawLine(QPointF(self._x(low), base), QPointF(self._x(high), base))
        if self._ring is not None:
            painter.setPen(QPen(QColor(colour("muted")), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(self._x(self._ring), base), radius * 0.8, radius * 0.8)
        if self._bar is not None:
            painter.setPen(QPen(QColor(colour("ink")), 2.0))
            top = base - self._high * (2 * radius + 2) + radius - 2
            painter.drawLine(QPointF(self._x(self._bar), top), QPointF(self._x(self._bar), base + radius + 2))
        self._draw_dots(painter, base)
        if self._diamond is not None:
            x, reach = self._x(self._diamond), radius + 2
            painter.setPen(QPen(QColor(colour("surface")), 1.5))
            painter.setBrush(QColor(colour("warning")))
            corners = (x, base - reach), (x + reach, base), (x, base + reach), (x - reach, base)
            painter.drawPolygon([QPointF(*corner) for corner in corners])

    def _draw_line(self, painter: QPainter, base: float) -> None:
        colour = self._theme.colour
        painter.setPen(QPen(QColor(colour("strong_line")), 2.0))
        painter.drawLine(QPointF(self._x(self._ends[0]), base), QPointF(self._x(self._ends[1]), base))
        painter.setPen(QPen(QColor(colour("strong_line")), 1.0))
        for tick in self._ticks:
            painter.drawLine(QPointF(self._x(tick), base - 4), QPointF(self._x(tick), base + 4))
        font = painter.font()
        font.setPixelSize(SMALL)
        painter.setFont(font)
        painter.setPen(QColor(colour("muted")))
        words = QRectF(0, self.height() - SMALL - 4, self.width(), SMALL + 4)
        aligned = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        for end, side in zip(self._ends, (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight), strict=True):
            painter.drawText(words, int(aligned | side), number(end))

    def _draw_dots(self, painter: QPainter, base: float) -> None:
        colour, radius = self._theme.colour, self._radius
        font = painter.font()
        font.setPixelSize(SMALL - 1)
        font.setBold(True)
        painter.setFont(font)
        for value, initials, place in self._dots:
            middle = QPointF(self._x(value), base - place * (2 * radius + 2))
            painter.setPen(QPen(QColor(colour("surface")), 1.0))
            painter.setBrush(QColor(colour("accent")))
            painter.drawEllipse(middle, radius, radius)
            if radius == _LARGE:
                painter.setPen(QColor(colour("accent_ink")))
                box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), initials)


def _initials(name: str) -> str:
    words = name.split()
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else words[0][1:2])) if words else ""
