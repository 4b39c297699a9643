"""The lifecycle board on screen: walked and zoomed by keys and mouse, journeys moved from cell to cell; only what is in
view is painted, so that it does not matter how many journeys there are.
"""

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QMenu, QToolTip

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
    walk,
)
from app.views.framework.board_paint import BoardPainter
from app.views.framework.glance import Glances
from app.views.framework.words import tr
from app.views.theme import ThemeKeeper

_NEARER: Final = 1.25
_WHEEL_STEP: Final = 1.15
_NOTCH: Final = 120
_BEYOND: Final = 3
"""Notches past the last zoom that open the map."""
_EDGE, _EDGE_SPEED, _EDGE_EVERY = 36, 18, 30
_MOTION: Final = 140
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_OUTWARDS: Final[dict[Level, Level | None]] = {"steps": "cards", "cards": "titles", "titles": None}
_INWARDS: Final[dict[Level, Level | None]] = {"titles": "cards", "cards": "steps", "steps": None}


class BoardView(QAbstractScrollArea):
    """One board. It stores nothing: what is wanted is told, and the board that comes of it is shown."""

    opened = Signal(str, str)
    """The ids of a journey to be opened on the map and of the step to be shown there; of none, empty."""
    moved = Signal(str, int, int)
    """A journey goes to a column (-1: it waits) and a row."""
    added = Signal(int, int)
    """A journey is wanted in a column and row."""
    chosen = Signal(str)
    """The id of the journey that has the keys now; empty on an empty cell."""
    details_asked = Signal(str)
    reviewed = Signal(str)
    compared = Signal(str)
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
        self._pressed: tuple[QPoint, Spot] | None = None
        self._dragged: Spot | None = None
        self._pointer = QPoint()
        self._beyond = 0
        self._transition = Transition(_MOTION, self)
        self._edge = QTimer(self, interval=_EDGE_EVERY)
        self._edge.timeout.connect(self._scroll_at_edge)
        self.setObjectName("board")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs to the right, as on every map
        self.setAccessibleName(tr("Lifecycle board"))
        said = tr("Arrows walk, Enter goes deeper, Escape back out, Alt with an arrow moves the journey.")
        self.setAccessibleDescription(said)
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
    def _scrolled(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def entry(self) -> Entry | None:
        """Return the card that has the keys."""
        return self.layout_.entry(self.focus) if self.layout_ is not None and self.focus is not None else None

    def current_id(self) -> str:
        """Return the journey that has the keys; of none, empty."""
        entry = self.entry()
        return entry.journey.id if entry is not None else ""

    def show_journey(self, journey_id: str) -> None:
        """Give the keys of the board to a journey."""
        found = self.layout_.find(journey_id) if self.layout_ is not None else None
        if found is not None:
            self._go(found)

    def _line(self) -> Line | None:
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
        line = self._line()
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
            there = at + self._scrolled
            spot = before.spot_at(there.x(), there.y(), self._glances.lines) or spot
        was, scrolled = before.box(spot.card) if spot is not None else None, self._scrolled
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
            self._reveal(self.focus)

        def step(fraction: float) -> None:
            self.zoom_to(start + (end - start) * fraction)
            if fraction >= 1.0 and self.focus is not None:
                self._reveal(self.focus)

        self._transition.run(step, seen=self.isVisible())

    def deeper(self) -> None:
        """Go one level deeper: into the board, the journey, its stages and steps, at last onto its map."""
        entry, spot = self.entry(), self.focus
        if spot is None:
            return
        level = _INWARDS[self.level]
        line = self._line()
        if entry is None:
            self.added.emit(spot.column, spot.row)
        elif level is not None:
            self.show_level(level)
        elif spot.line < 0 and self._glances.lines(entry.journey.id):
            self._go(spot._replace(line=0))
        else:
            self.opened.emit(entry.journey.id, line.step.id if line is not None and line.step is not None else "")

    def out(self) -> bool:
        """Go one level back out; tells whether there was any."""
        if self.focus is not None and self.focus.line >= 0:
            self._go(self.focus.card)
            return True
        level = _OUTWARDS[self.level]
        if level is not None:
            self.show_level(level)
        return level is not None

    def nearer(self, factor: float, at: QPoint | None = None) -> None:
        """Zoom by a factor; far enough past the last zoom, the map opens."""
        if factor <= 1 or self.zoom < MOST:
            self._beyond = 0
            self.zoom_to(self.zoom * factor, at)
            return
        self._beyond += 1 if at is not None else _BEYOND
        if self._beyond >= _BEYOND:
            self._beyond = 0
            if at is not None and self.layout_ is not None:
                there = at + self._scrolled
                self._go(self.layout_.spot_at(there.x(), there.y(), self._glances.lines) or self.focus)
            if self.entry() is not None:
                line = self._line()
                self.opened.emit(self.current_id(), line.step.id if line is not None and line.step is not None else "")

    # ---- where the keys are

    def _go(self, spot: Spot | None) -> None:
        if spot is None or self.layout_ is None:
            return
        before = self.current_id()
        self.focus = spot
        self._reveal(spot)
        self.viewport().update()
        if self.current_id() != before:
            self.chosen.emit(self.current_id())
        tell_focus(self, self.focus_text())

    def _reveal(self, spot: Spot) -> None:
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

    def _walk(self, right: int, down: int) -> None:
        layout, spot = self.layout_, self.focus
        if layout is None or spot is None:
            return
        entry = self.entry()
        if spot.line >= 0 and down and entry is not None:
            line = spot.line + down
            inside = line < len(self._glances.lines(entry.journey.id))
            self._go(spot._replace(line=max(line, -1)) if inside else spot)
            return
        self._go(walk(layout, spot.card, right, down))

    def _carry(self, right: int, down: int) -> None:
        """Move the journey that has the keys to the cell beside."""
        layout, spot = self.layout_, self.focus
        entry = self.entry()
        if layout is None or spot is None or entry is None:
            return
        column, row = spot.column + right, spot.row + down
        if spot.column == WAITING and down:
            return
        if WAITING <= column < len(layout.board.stages) and 0 <= row < len(layout.board.rows):
            self._move(spot, column, row)

    def _move(self, spot: Spot, column: int, row: int) -> None:
        entry = self.layout_.entry(spot) if self.layout_ is not None else None
        if entry is None or (column, row) == (spot.column, spot.row):
            return
        self.focus = spot.card._replace(column=column, row=row)  # where its like is looked for when it has moved
        journey_id = entry.journey.id
        self.moved.emit(journey_id, column, row)
        if self.layout_ is not None:
            found = self.layout_.find(journey_id, Spot(column, row))
            self.focus = None
            self._go(found or first_spot(self.layout_))

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, go deeper and back out, zoom, move."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
        plain = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        zooms = {Qt.Key.Key_Plus: _NEARER, Qt.Key.Key_Equal: _NEARER, Qt.Key.Key_Minus: 1 / _NEARER}
        if key in _ARROWS and held == alt:
            self._carry(*_ARROWS[Qt.Key(key)])
        elif key in _ARROWS and plain:
            self._walk(*_ARROWS[Qt.Key(key)])
        elif key in zooms and held & control:
            self.nearer(zooms[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held & control:
            if self.entry() is not None:
                self.opened.emit(self.current_id(), "")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.deeper()
        elif key == Qt.Key.Key_Escape and self._dragged is not None:
            self._let_go()
        elif key == Qt.Key.Key_F2 and self.entry() is not None:
            self.details_asked.emit(self.current_id())
        elif key != Qt.Key.Key_Escape or not self.out():
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom at the pointer, with Shift scroll sideways."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            notches = (turned.y() or turned.x()) / _NOTCH
            if notches:
                self.nearer(_WHEEL_STEP**notches, event.position().toPoint())
        else:
            sideways = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and not turned.x()
            right, down = (turned.y(), 0) if sideways else (turned.x(), turned.y())
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - right)
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - down)
        event.accept()

    # ---- the mouse

    def _spot_at(self, pixel: QPoint) -> Spot | None:
        layout = self.layout_
        if layout is None or pixel.y() < HEADER or pixel.x() < layout.label:
            return None
        place = pixel + self._scrolled
        return layout.spot_at(place.x(), place.y(), self._glances.lines)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take what is under the pointer."""
        pixel = event.position().toPoint()
        spot = self._spot_at(pixel)
        if spot is not None:
            self._go(spot)
            if event.button() == Qt.MouseButton.LeftButton and spot.number >= 0:
                self._pressed = pixel, spot.card

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the journey that was pressed."""
        self._pointer = event.position().toPoint()
        if self._pressed is not None and self._dragged is None:
            far = (self._pointer - self._pressed[0]).manhattanLength() >= QApplication.startDragDistance()
            if far:
                self._dragged = self._pressed[1]
                self._edge.start()
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragged is not None:
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the journey go where the pointer is."""
        dragged, target = self._dragged, self._target()
        self._let_go()
        if dragged is not None and target is not None:
            self._move(dragged, *target)

    def _target(self) -> tuple[int, int] | None:
        """Return the cell that a dragged journey would go to."""
        if self._dragged is None or self.layout_ is None or not self.viewport().rect().contains(self._pointer):
            return None
        place = self._pointer + self._scrolled
        return self.layout_.cell_at(place.x(), place.y())

    def _let_go(self) -> None:
        self._pressed = self._dragged = None
        self._edge.stop()
        self.viewport().unsetCursor()
        self.viewport().update()

    def _scroll_at_edge(self) -> None:
        room, pointer = self.viewport().rect(), self._pointer
        for bar, place, size in (
            (self.horizontalScrollBar(), pointer.x(), room.width()),
            (self.verticalScrollBar(), pointer.y(), room.height()),
        ):
            way = -1 if place < _EDGE else 1 if place > size - _EDGE else 0
            bar.setValue(bar.value() + way * _EDGE_SPEED)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go deeper, as Enter does."""
        if self._spot_at(event.position().toPoint()) is not None:
            self.deeper()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the journey that has the keys."""
        entry = self.entry()
        if entry is None or self.layout_ is None or self.focus is None:
            return
        journey_id = entry.journey.id
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Open the map\tCtrl+Enter"), lambda: self.opened.emit(journey_id, ""))
        menu.addAction(tr("Details\tF2"), lambda: self.details_asked.emit(journey_id))
        menu.addAction(tr("Compare"), lambda: self.compared.emit(journey_id))
        menu.addAction(tr("Reviewed today"), lambda: self.reviewed.emit(journey_id))
        away = menu.addAction(tr("Take off the board"), partial(self._move, self.focus.card, WAITING, 0))
        away.setEnabled(self.focus.column != WAITING)
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        box = self.layout_.box(self.focus)
        corner = QPoint(box.x + 8, box.y + min(box.height, 40)) - self._scrolled
        menu.popup(event.globalPos() if by_mouse else self.viewport().mapToGlobal(corner))

    def viewportEvent(self, event: QEvent) -> bool:
        """Say all that is known of a journey in a tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            spot = self._spot_at(event.pos())
            entry = self.layout_.entry(spot) if spot is not None and self.layout_ is not None else None
            QToolTip.showText(event.globalPos(), self._glances.of(entry.journey).in_words() if entry else "", self)
            return True
        return super().viewportEvent(event)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view."""
        layout = self.layout_
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self.painter.colour("surface"))
        if layout is None:
            painter.end()
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scrolled = self._scrolled
        painter.translate(QPointF(-scrolled))
        seen = QRect(scrolled, self.viewport().size())
        font = self.font()
        self.painter.cells(painter, layout, seen, self._target())
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
        self._paint_dragged(painter, layout)
        painter.end()

    @staticmethod
    def _in_view(box: Rect, seen: QRect) -> bool:
        across = box.x <= seen.right() and box.x + box.width >= seen.left()
        return across and box.y <= seen.bottom() and box.y + box.height >= seen.top()

    def _paint_dragged(self, painter: QPainter, layout: BoardLayout) -> None:
        entry = layout.entry(self._dragged) if self._dragged is not None else None
        if entry is None or self._dragged is None:
            return
        place = self._pointer + self._scrolled
        box = layout.boxes[self._dragged]
        painter.setOpacity(0.85)
        at = box._replace(x=place.x() - box.width // 3, y=place.y() - 16)
        self.painter.card(painter, layout, at, entry, self.font(), self._dragged.card)
        painter.setOpacity(1.0)

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

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are elsewhere."""
        super().focusOutEvent(event)
        self._let_go()
