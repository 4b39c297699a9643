"""What was understood of a sentence, as chips in one row of fixed height: painted, so that typing never flickers."""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QIcon,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.views.icons import icon
from app.views.theme import SMALL, ThemeKeeper
from app.views.widgets import GRID

State = Literal["known", "new", "ambiguous", "unknown"]

CHIP: Final = 22
"""The height of a chip in pixels."""

_ICON: Final = 12
_LONGEST: Final = 180
"""Pixels of a chip's words at most."""

_SENTENCE: Final = 32
"""Characters of a sentence where it is spoken of."""

_SIGNS: Final[dict[State, str]] = {"new": "plus", "ambiguous": "help", "unknown": "warning"}
_INKS: Final[dict[State, str]] = {"known": "ink", "new": "accent", "ambiguous": "warning", "unknown": "bad"}


def tr(text: str) -> str:
    """Translate a text of the chips."""
    return QCoreApplication.translate("CaptureChips", text)


class Chip(NamedTuple):
    """One thing that was understood: its role and words, how sure that is, its icon where it has one of its own.

    `can_pin` where pressing it keeps its place for the sentences that come; `trouble` where something else is wrong
    with it than that it is not found or not clear.
    """

    role: str
    text: str
    state: State = "known"
    icon: QIcon | None = None
    edge: str = ""
    can_pin: bool = False
    trouble: str = ""

    @property
    def shown(self) -> str:
        """What is written in it: the state in a word, too."""
        words = {
            "known": "",
            "new": tr("new"),
            "ambiguous": self.trouble or tr("which?"),
            "unknown": self.trouble or tr("not found"),
        }
        return " · ".join(each for each in (self.text, words[self.state]) if each)


class ChipRow(QWidget):
    """A row of chips; those that have no room are counted at its end. Empty, it says what can be written."""

    pinned = Signal()
    """The chip of a place was pressed."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        self._theme = theme
        self.chips: tuple[Chip, ...] = ()
        self.hint = ""
        self._placed: list[tuple[QRect, str, Chip | None]] = []
        self.setFixedHeight(CHIP + GRID // 2)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("What was understood"))
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show other chips; nothing is painted where they are the same."""
        if tuple(chips) != self.chips:
            self.chips = tuple(chips)
            self.setAccessibleDescription("; ".join(each.shown for each in self.chips))
            self._place()
            self.update()

    def show_hint(self, text: str) -> None:
        """Say what can be written while nothing is."""
        self.hint = text
        self.update()

    # ---- where they are

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(SMALL)
        return font

    def _place(self) -> None:
        """Find each chip its place, from the side where the language begins."""
        metrics = QFontMetrics(self._font())
        self._placed = []
        x, y = 0, (self.height() - CHIP) // 2
        widths = []
        for chip in self.chips:
            text = metrics.elidedText(chip.shown, Qt.TextElideMode.ElideRight, _LONGEST)
            widths.append((text, metrics.horizontalAdvance(text) + _ICON + 2 * GRID + GRID // 2 + 2))
        for number, ((text, width), chip) in enumerate(zip(widths, self.chips, strict=True)):
            left = len(self.chips) - number
            more = tr("+{count}").format(count=left)
            room = metrics.horizontalAdvance(more) + 2 * GRID if left > 1 else 0
            if x + width + room > self.width():
                self._placed.append((QRect(x, y, metrics.horizontalAdvance(more) + 2 * GRID, CHIP), more, None))
                break
            self._placed.append((QRect(x, y, width, CHIP), text, chip))
            x += width + GRID // 2
        if self.isRightToLeft():
            self._placed = [
                (QRect(self.width() - box.x() - box.width(), box.y(), box.width(), box.height()), text, chip)
                for box, text, chip in self._placed
            ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find places for another width."""
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        """One row, as wide as there is room."""
        return QSize(20 * GRID, self.height())

    def chip_at(self, point: QPoint) -> Chip | None:
        """Return the chip at a point of the row."""
        return next((chip for box, _, chip in self._placed if box.contains(point)), None)

    # ---- how they look

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chips, or the hint."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._font()
        painter.setFont(font)
        if not self.chips:
            painter.setPen(QColor(self._theme.colour("muted")))
            text = QFontMetrics(font).elidedText(self.hint, Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(self.rect(), int(_START), text)
        for box, text, chip in self._placed:
            self._paint(painter, box, text, chip)
        painter.end()

    def _paint(self, painter: QPainter, box: QRect, text: str, chip: Chip | None) -> None:
        state: State = chip.state if chip else "known"
        ink = QColor(self._theme.colour(_INKS[state]))
        pen = QPen(QColor(self._theme.colour("strong_line")) if state == "known" else ink, 1.0)
        if state == "unknown":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(self._theme.colour("surface")))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), CHIP / 2, CHIP / 2)
        inner = box.adjusted(GRID, 0, -GRID, 0)
        sign = self._sign(chip)
        if sign is not None:
            side = inner.right() - _ICON + 1 if self.isRightToLeft() else inner.left()
            sign.paint(painter, QRect(side, box.y() + (CHIP - _ICON) // 2, _ICON, _ICON))
            gap = _ICON + GRID // 2
            inner = inner.adjusted(0, 0, -gap, 0) if self.isRightToLeft() else inner.adjusted(gap, 0, 0, 0)
        painter.setPen(QColor(self._theme.colour(chip.edge)) if chip and chip.edge and state == "known" else ink)
        painter.drawText(inner, int(_START), text)

    def _sign(self, chip: Chip | None) -> QIcon | None:
        if chip is None:
            return None
        if chip.state in _SIGNS:
            return icon(_SIGNS[chip.state], self._theme.colour(_INKS[chip.state]), _ICON)
        return chip.icon

    # ---- pressing and pointing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the place whose chip is pressed."""
        chip = self.chip_at(event.position().toPoint())
        if chip is not None and chip.can_pin:
            self.pinned.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which chips can be pressed."""
        chip = self.chip_at(event.position().toPoint())
        pins = chip is not None and chip.can_pin
        self.setCursor(Qt.CursorShape.PointingHandCursor if pins else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        """Tell a chip in full where the pointer rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            chip = self.chip_at(event.pos())
            tip = chip.shown if chip else "; ".join(each.shown for each in self.chips)
            if chip is not None and chip.can_pin:
                tip = tr("{name} – click to pin it for what comes next (Alt+P)").format(name=tip)
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)


def short(text: str) -> str:
    """Return the beginning of a sentence."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _SENTENCE else f"{one_line[: _SENTENCE - 1]}…"


_START: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextSingleLine
