"""The lifecycle board on screen: laid out, scrolled, zoomed; what is out of view is not painted, however much it is."""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from app.canvas.accessible import make_accessible, tell_focus
from app.canvas.motion import Transition
from app.scoring.framework.board import Board
from app.views.framework.board_layout import (
    HEADER,
    LEAST,
    LEVELS,
    MOST,
    WAITING,
    BoardLayout,
    Entry,
    Level,
    Line,
    Rect,
    Spot,
    first_spot,
    lay_out,
)
from app.views.framework.board_paint import BoardPainter
from app.views.framework.glance import Glances
from app.views.framework.words import tr
from app.views.theme import ThemeKeeper

_MOTION: Final = 140


class BoardSheet(QAbstractScrollArea):
    """One board and the place on it that has the keys; how it is walked and changed is told by who it is shown to."""

    zoomed = Signal(str)
    """Cards say as much as a level now."""

    def __init__(self, theme: ThemeKeeper, glances: Glances) -> None:
        super().__init__()
        self._glances = glances
        self.painter = BoardPainter(theme, glances)
        self.layout_: BoardLayout | None = None
        self.zoom = LEVELS["cards"]
        self.focus: Spot | None = None
        """Where the keys are."""
        self._transition = Transition(_MOTION, self)
        self.setObjectName("board")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs to the right, as on every map
        self.setAccessibleName(tr("Lifecycle board"))
        self.viewport().setMouseTracking(True)
        theme.changed.connect(self._dress)
        make_accessible(self)

    # ---- what is shown

    def _dress(self) -> None:
        self.painter.undress()
        self.viewport().update()

    @property
    def level(self) -> Level:
        """How much cards say."""
        return self.layout_.level if self.layout_ is not None else "cards"

    def show_board(self, board: Board) -> None:
        """Show a board; the keys stay on the journey that had them."""
        self.painter.forget()
        before, layout = self.layout_, self._lay_out(board, self.zoom)
        entry = before.entry(self.focus) if before is not None and self.focus is not None else None
        self.layout_ = layout
        found = layout.find(entry.journey.id, self.focus) if entry is not None else None
        if found is not None and self.focus is not None:
            inside = self.focus.line < len(self._glances.lines(entry.journey.id)) if entry else False
            self.focus = found._replace(line=self.focus.line if inside else -1)
        elif self.focus is None or self._is_gone(self.focus):
            self.focus = first_spot(layout)
        self._fit()
        self.viewport().update()

    def _lay_out(self, board: Board, zoom: float) -> BoardLayout:
        room = self.viewport().size()
        return lay_out(board, zoom, self._glances.lines, (room.width(), room.height()))

    def _is_gone(self, spot: Spot) -> bool:
        layout = self.layout_
        assert layout is not None
        outside = spot.column >= len(layout.board.stages) or spot.row >= len(layout.board.rows)
        return outside or (spot.number >= 0 and layout.entry(spot) is None)

    def _fit(self) -> None:
        layout, room = self.layout_, self.viewport().size()
        if layout is None:
            return
        for bar, whole, shown in (
            (self.horizontalScrollBar(), layout.width, room.width()),
            (self.verticalScrollBar(), layout.height, room.height()),
        ):
            bar.setRange(0, max(whole - shown, 0))
            bar.setPageStep(shown)
            bar.setSingleStep(24)

    @property
    def scrolled(self) -> QPoint:
        """How far the board is scrolled."""
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def entry(self) -> Entry | None:
        """Return the card that has the keys."""
        return self.layout_.entry(self.focus) if self.layout_ is not None and self.focus is not None else None

    def current_id(self) -> str:
        """Return the journey that has the keys; of none, empty."""
        entry = self.entry()
        return entry.journey.id if entry is not None else ""

    def line(self) -> Line | None:
        """Return the line inside its card that has the keys."""
        entry = self.entry()
        if entry is None or self.focus is None or self.focus.line < 0:
            return None
        lines = self._glances.lines(entry.journey.id)
        return lines[self.focus.line] if self.focus.line < len(lines) else None

    def focus_text(self) -> str:
        """Return the place that has the keys in words, for screen readers."""
        layout, spot, entry = self.layout_, self.focus, self.entry()
        if layout is None or spot is None:
            return ""
        stage = tr("waiting for a stage")
        if spot.column != WAITING and layout.board.stages:
            stage = layout.board.stages[spot.column].title
            row = layout.board.rows[spot.row].name
            stage = f"{stage} · {row}" if row else stage
        if entry is None:
            return f"{stage}: {tr('no journey')}"
        line = self.line()
        inside = f"{line.title} · " if line is not None else ""
        return f"{inside}{self._glances.of(entry.journey).in_words()}\n{stage}".replace("\n", " · ")

    # ---- zoom

    def zoom_to(self, zoom: float, at: QPoint | None = None) -> None:
        """Zoom; what is at a pixel (or has the keys) stays where it is."""
        before = self.layout_
        zoom = min(max(zoom, LEAST), MOST)
        if before is None or zoom == self.zoom:
            return
        spot = self.focus
        if at is not None:
            there = at + self.scrolled
            spot = before.spot_at(there.x(), there.y(), self._glances.lines) or spot
        was, scrolled = before.box(spot.card) if spot is not None else None, self.scrolled
        self.zoom = zoom
        layout = self.layout_ = self._lay_out(before.board, zoom)
        if layout.level != "steps" and self.focus is not None:
            self.focus = self.focus.card
        self._fit()
        if spot is not None and was is not None:
            now = layout.box(spot.card)
            x = at.x() if at is not None else was.x - scrolled.x() + was.width / 2
            share = (x + scrolled.x() - was.x) / was.width
            self.horizontalScrollBar().setValue(round(now.x + share * now.width - x))
            self.verticalScrollBar().setValue(now.y - (was.y - scrolled.y()))
        if layout.level != before.level:
            self.zoomed.emit(layout.level)
        self.viewport().update()

    def show_level(self, level: Level) -> None:
        """Go to a level, gliding where motion is wanted."""
        start, end = self.zoom, LEVELS[level]
        if self.focus is not None:
            self.reveal(self.focus)

        def step(fraction: float) -> None:
            self.zoom_to(start + (end - start) * fraction)
            if fraction >= 1.0 and self.focus is not None:
                self.reveal(self.focus)

        self._transition.run(step, seen=self.isVisible())

    def reveal(self, spot: Spot) -> None:
        """Bring a spot into view beside the headers."""
        layout = self.layout_
        assert layout is not None
        box, room = layout.box(spot), self.viewport().rect().adjusted(layout.label, HEADER, 0, 0)
        if spot.number < 0:
            box = box._replace(height=min(box.height, 80))
        for bar, start, size, first, shown in (
            (self.horizontalScrollBar(), box.x - 8, box.width + 16, layout.label, room.width()),
            (self.verticalScrollBar(), box.y - 8, box.height + 16, HEADER, room.height()),
        ):
            least, most = start + min(size, shown) - shown - first, start - first
            bar.setValue(max(min(bar.value(), most), least))

    def spot_at(self, pixel: QPoint) -> Spot | None:
        """Return what is under a pixel of the view."""
        layout = self.layout_
        if layout is None or pixel.y() < HEADER or pixel.x() < layout.label:
            return None
        place = pixel + self.scrolled
        return layout.spot_at(place.x(), place.y(), self._glances.lines)

    # ---- painting

    def viewportEvent(self, event: QEvent) -> bool:
        """Say all that is known of a journey in a tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            spot = self.spot_at(event.pos())
            entry = self.layout_.entry(spot) if spot is not None and self.layout_ is not None else None
            QToolTip.showText(event.globalPos(), self._glances.of(entry.journey).in_words() if entry else "", self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view."""
        layout = self.layout_
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self.painter.colour("surface"))
        if layout is None:
            painter.end()
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scrolled = self.scrolled
        painter.translate(QPointF(-scrolled))
        seen = QRect(scrolled, self.viewport().size())
        font = self.font()
        self.painter.cells(painter, layout, seen, self.target())
        focus = self.focus if self.hasFocus() else None
        for spot, box in layout.boxes.items():
            if self._in_view(box, seen):
                entry = layout.cells[spot.column, spot.row][spot.number]
                on_it = focus if focus is not None and focus.card == spot else None
                self.painter.card(painter, layout, box, entry, font, on_it)
        if focus is not None and focus.number < 0:
            text = tr("Enter adds a journey here")
            self.painter.empty_cell(painter, layout.box(focus), text, font, focused=True)
        self.painter.headers(painter, layout, seen, font)
        self.paint_above(painter, layout)
        painter.end()

    def target(self) -> tuple[int, int] | None:
        """Return the cell that something would go to now; none where nothing goes."""
        return None

    def paint_above(self, painter: QPainter, layout: BoardLayout) -> None:
        """Paint what lies above the board."""

    @staticmethod
    def _in_view(box: Rect, seen: QRect) -> bool:
        across = box.x <= seen.right() and box.x + box.width >= seen.left()
        return across and box.y <= seen.bottom() and box.y + box.height >= seen.top()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the other height."""
        super().resizeEvent(event)
        if self.layout_ is not None:
            self.layout_ = self._lay_out(self.layout_.board, self.zoom)
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        self.viewport().update()
        tell_focus(self, self.focus_text())
