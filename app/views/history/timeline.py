"""The history as a line from its first edit to now: sessions and restore points as ticks, one handle or two."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.canvas.accessible import announce
from app.store.history import HistoryStep
from app.views.days import spoken_time
from app.views.history.log import Stretch, day_of, day_words, point_words, tr
from app.views.icons import icon
from app.views.theme import SMALL, ThemeKeeper
from app.views.widgets import GRID

_MARGIN, _LINE, _HANDLE, _FLAG = 16.0, 15.0, 7.0, 14
"""Pixels beside the line, above it, the radius of a handle, the size of a flag."""


class Log(NamedTuple):
    """What the line is drawn from: every edit, oldest first, and the sessions, newest first."""

    steps: Sequence[HistoryStep] = ()
    sessions: Sequence[Stretch] = ()


class Timeline(QWidget):
    """A slider over the edits; with two handles, over what lies between them."""

    moved = Signal(int, int)
    """The number of a handle (0 the earlier), and the step to which the user moved it."""
    left = Signal()
    """Esc was pressed."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        self._theme = theme
        self._log = Log()
        self._numbers: list[int] = []
        self._named: list[int] = []
        self._held = False
        self._before: tuple[int, ...] = ()
        self.tells_on_the_way = True
        """Whether each place over which a handle is dragged is told; else only where it is let go."""
        self.handles: tuple[int, ...] = ()
        """The steps at which the handles are."""
        self.active = 0
        """The handle that the keys move."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setObjectName("timeline")
        self.setAccessibleName(tr("Timeline"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A line, flags above it, days below."""
        return QSize(320, 6 * GRID)

    def minimumSizeHint(self) -> QSize:
        """Where there is little room, the days are left out."""
        return QSize(160, 3 * GRID)

    def show_log(self, log: Log) -> None:
        """Draw another history."""
        self._log = log
        self._numbers = [each.step for each in log.steps]
        self._named = [place for place, each in enumerate(log.steps) if each.name is not None]
        self.update()

    def place(self, handles: tuple[int, ...], active: int = 0) -> None:
        """Put the handles at steps, without telling that the user did; not while one is held that is yet to be told."""
        if self._held and not self.tells_on_the_way:
            return
        self.handles, self.active = handles, active
        told = [point_words(step) for each in handles if (step := self._step(self._at(each))) is not None]
        self.setAccessibleDescription(", ".join(told))
        self.update()

    # ---- places

    def _at(self, number: int) -> int:
        """Return the place of the newest edit up to a step."""
        return max(0, bisect_right(self._numbers, number) - 1)

    def _step(self, place: int) -> HistoryStep | None:
        return self._log.steps[place] if 0 <= place < len(self._log.steps) else None

    def _x(self, place: int) -> float:
        room = self.width() - 2 * _MARGIN
        return _MARGIN + room * place / max(1, len(self._numbers) - 1)

    def _place_at(self, x: float) -> int:
        room = max(1.0, self.width() - 2 * _MARGIN)
        last = len(self._numbers) - 1
        return min(max(round((x - _MARGIN) / room * last), 0), max(last, 0))

    # ---- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw line, ticks, days, flags, handles."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(SMALL)
        painter.setFont(font)
        y = _LINE + 4
        painter.setPen(QPen(self._colour("strong_line"), 4.0, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(_MARGIN, y), QPointF(self.width() - _MARGIN, y))
        places = [self._at(each) for each in self.handles]
        if len(places) == 2:
            painter.setPen(QPen(self._colour("accent"), 4.0, c=Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(self._x(places[0]), y), QPointF(self._x(places[1]), y))
        self._draw_sessions(painter, y)
        self._draw_flags(painter)
        for number, place in enumerate(places):
            self._draw_handle(painter, QPointF(self._x(place), y), active=number == self.active)

    def _draw_sessions(self, painter: QPainter, y: float) -> None:
        free = float(self.width())  # days are written from now back: the newest count most
        metrics = painter.fontMetrics()
        for session in self._log.sessions:
            place = bisect_left(self._numbers, session.first)
            step = self._step(place)
            if step is None:
                continue
            x = self._x(place)
            painter.setPen(QPen(self._colour("muted"), 1.0))
            painter.drawLine(QPointF(x, y - 5), QPointF(x, y + 6))
            words = f"{day_words(day_of(step))} {spoken_time(session.begun)}"
            width = metrics.horizontalAdvance(words)
            if x + width + 2 * GRID <= free:
                painter.drawText(QPointF(x, y + 8 + metrics.ascent()), words)
                free = x

    def _draw_flags(self, painter: QPainter) -> None:
        flag = icon("flag", self._theme.colour("accent"), _FLAG)
        free = float(self.width())
        for place in reversed(self._named):
            x = self._x(place)
            if x + 3 <= free:
                flag.paint(painter, round(x) - 2, 0, _FLAG, _FLAG)
                free = x

    def _draw_handle(self, painter: QPainter, at: QPointF, *, active: bool) -> None:
        ringed = active and self.hasFocus()
        painter.setPen(QPen(self._colour("ink" if ringed else "surface"), 2.0))
        painter.setBrush(self._colour("accent"))
        painter.drawEllipse(at, _HANDLE, _HANDLE)

    def _colour(self, role: str) -> QColor:
        return QColor(self._theme.colour(role))

    # ---- moving

    def _move(self, handle: int, place: int) -> None:
        step = self._step(place)
        if step is None or not self.handles:
            return
        if len(self.handles) == 2:  # the earlier stays the earlier
            other = self._at(self.handles[1 - handle])
            place = min(place, other) if handle == 0 else max(place, other)
            step = self._log.steps[place]
        if step.step == self.handles[handle]:
            return
        if self._held and not self.tells_on_the_way:
            self.handles = (*self.handles[:handle], step.step, *self.handles[handle + 1 :])
            self.update()
        else:
            self.moved.emit(handle, step.step)
        announce(self, point_words(step))

    def _nearest(self, x: float) -> int:
        return min(range(len(self.handles)), key=lambda each: abs(self._x(self._at(self.handles[each])) - x))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the nearest handle to where the pointer is."""
        if self.handles and event.button() == Qt.MouseButton.LeftButton:
            self._held, self._before = True, self.handles
            self.active = self._nearest(event.position().x())
            self._move(self.active, self._place_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it along."""
        if self._held:
            self._move(self.active, self._place_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go, and tell where, unless it was told on the way."""
        held, self._held = self._held, False
        if held and not self.tells_on_the_way and self.handles != self._before:
            self.moved.emit(self.active, self.handles[self.active])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the edits, Page keys the sessions, Home and End go to the ends; Up and Down take a handle."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and len(self.handles) == 2:
            self.active = 0 if key == Qt.Key.Key_Up else 1
            self.update()
        elif self.handles and (place := self._goal(Qt.Key(key))) is not None:
            self._move(self.active, min(max(place, 0), len(self._numbers) - 1))
        else:
            super().keyPressEvent(event)

    def _goal(self, key: Qt.Key) -> int | None:
        at = self._at(self.handles[self.active])
        starts = sorted(bisect_left(self._numbers, each.first) for each in self._log.sessions)
        goals = {
            Qt.Key.Key_Left: at - 1,
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._numbers) - 1,
            Qt.Key.Key_PageUp: max((each for each in starts if each < at), default=0),
            Qt.Key.Key_PageDown: min((each for each in starts if each > at), default=len(self._numbers) - 1),
        }
        return goals.get(key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            step = self._step(self._place_at(event.pos().x()))
            if step is not None:
                QToolTip.showText(event.globalPos(), point_words(step), self, QRectF(self.rect()).toRect())
            return True
        return super().event(event)
