"""The line above the map that the room sees: what is shown, and the time, large enough for the last row."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.layout.look import Theme
from app.views.workshop.clock import Clock

SMALL, LARGE = 1 / 22, 1 / 8
"""How high the digits of the time are, in heights of what the room sees."""

_LINE = 1 / 36
"""The size of the words, in heights of what the room sees."""

_LEAST = 15
"""Their size in pixels at least."""


def tr(text: str) -> str:
    """Translate a text of the band."""
    return QCoreApplication.translate("Band", text)


class Band(QWidget):
    """Says the journey and the part of it that is lit; at its end the time, where that is wanted."""

    def __init__(self, clock: Clock, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._clock, self._theme = clock, theme
        self._journey, self._scene, self._place = "", "", ""
        self._whole = 0
        self._digits = 0.0
        clock.changed.connect(self._follow)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def say(self, journey: str, scene: str = "", place: str = "") -> None:
        """Say the title of the journey; that of the part that is lit, and which of how many that is."""
        self._journey, self._scene, self._place = journey, scene, place
        self._follow()

    def fit(self, whole: int, digits: float) -> None:
        """Take the height that suits what the room sees, so many pixels; `digits` is how high those of the time are.

        0 is without the time, others are given as a part of the whole.
        """
        self._whole, self._digits = whole, digits
        self._follow()

    @property
    def digits_font(self) -> QFont:
        """The font of the time: its digits are as high as they are to be."""
        font = QFont(self.font())
        font.setPixelSize(100)
        tall = QFontMetricsF(font).tightBoundingRect("0").height()
        font.setPixelSize(max(1, round(100 * self._digits * self._whole / tall) + 1))
        font.setWeight(QFont.Weight.DemiBold)
        return font

    @property
    def shows_time(self) -> bool:
        """Whether the time is on show."""
        return bool(self._digits) and self._clock.is_set

    @property
    def _caption(self) -> str:
        """What is said below the time: colour alone would not be seen by all."""
        if self._clock.is_over:
            return tr("over time")
        return self._clock.title if self._clock.is_running else tr("paused")

    def _words(self, times: float = 1.0, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(round(max(_LEAST, self._whole * _LINE) * times))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def _follow(self) -> None:
        line = QFontMetricsF(self._words()).height()
        height = line * 1.6
        if self.shows_time:
            height = max(height, self._digits * self._whole * 1.3 + line * 1.2)
        if self.height() != round(height):
            self.setFixedHeight(round(height))
        spoken = (self._journey, self._scene, self._place, self._clock.text if self.shows_time else "")
        self.setAccessibleName(", ".join(filter(None, spoken)))
        self.update()

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words and the time."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._theme["sheet"]))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(self._theme["line"]))
        gap = QFontMetricsF(self._words()).height() / 2
        room = QRectF(self.rect()).adjusted(gap, 0, -gap, -1)
        if self.shows_time:
            room.setRight(self._draw_time(painter, room) - gap)
        self._draw_words(painter, room)

    def _draw_time(self, painter: QPainter, room: QRectF) -> float:
        """Draw the time at the right end; returns where it begins."""
        font, caption = self.digits_font, self._words(0.8)
        metrics, below = QFontMetricsF(font), QFontMetricsF(caption)
        text = self._clock.text
        digits = metrics.tightBoundingRect("0").height()
        width = max(metrics.horizontalAdvance(text), below.horizontalAdvance(tr("over time"))) + digits * 0.4
        box = QRectF(room.right() - width, room.top() + digits * 0.08, width, room.height() - digits * 0.16)
        over = self._clock.is_over
        if over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme["bad"]))
            painter.drawRoundedRect(box, digits * 0.12, digits * 0.12)
        painter.setPen(QColor(self._theme["sheet" if over else "ink"]))
        painter.setFont(font)
        said = below.elidedText(self._caption, Qt.TextElideMode.ElideRight, width)
        free = box.height() - digits - below.height()
        base = box.top() + free * 0.55 + digits
        painter.drawText(QRectF(box.left(), base - metrics.ascent(), width, metrics.height()), _CENTRED, text)
        painter.setFont(caption)
        painter.drawText(QRectF(box.left(), base + free * 0.2, width, below.height()), _CENTRED, said)
        return box.left()

    def _draw_words(self, painter: QPainter, room: QRectF) -> None:
        """Draw what is lit, and the journey: beside each other, or where the time is large in two lines."""
        one, bold = self._words(), self._words(bold=True)
        lines = QFontMetricsF(one)
        ink, muted = QColor(self._theme["ink"]), QColor(self._theme["muted"])
        parts = [
            (self._scene, bold, ink),
            (self._place, one, muted),
            (self._journey, *((one, muted) if self._scene else (bold, ink))),
        ]
        shown = [part for part in parts if part[0]]
        if room.height() > 3 * lines.height() and len(shown) > 1:
            top = room.center().y() - lines.height() * 1.5
            self._draw_line(painter, QRectF(room.left(), top, room.width(), lines.height()), shown[-1:])
            large = self._words(1.4, bold=True)
            first = [(text, large if font is bold else font, colour) for text, font, colour in shown[:-1]]
            height = QFontMetricsF(large).height()
            self._draw_line(painter, QRectF(room.left(), top + lines.height() * 1.2, room.width(), height), first)
        else:
            self._draw_line(painter, room, shown)

    def _draw_line(self, painter: QPainter, room: QRectF, parts: list[tuple[str, QFont, QColor]]) -> None:
        left = room.left()
        for text, font, colour in parts:
            metrics = QFontMetricsF(font)
            said = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room.right() - left))
            painter.setFont(font)
            painter.setPen(colour)
            width = metrics.horizontalAdvance(said)
            painter.drawText(QRectF(left, room.top(), width + 1, room.height()), _BESIDE, said)
            left += width + metrics.height() * 0.6


_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
_BESIDE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
