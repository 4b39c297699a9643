"""The lifecycle board in use: walked by keys and mouse, gone deeper into, its journeys moved from cell to cell."""

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QMenu

from app.canvas.accessible import tell_focus
from app.views.framework.board_dragging import Dragging
from app.views.framework.board_layout import MOST, WAITING, BoardLayout, Level, Spot, first_spot, walk
from app.views.framework.board_sheet import BoardSheet
from app.views.framework.glance import Glances
from app.views.framework.words import tr
from app.views.theme import ThemeKeeper

_NEARER: Final = 1.25
_WHEEL_STEP: Final = 1.15
_NOTCH: Final = 120
_BEYOND: Final = 3
"""Notches past the last zoom that open the map."""
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_OUTWARDS: Final[dict[Level, Level | None]] = {"steps": "cards", "cards": "titles", "titles": None}
_INWARDS: Final[dict[Level, Level | None]] = {"titles": "cards", "cards": "steps", "steps": None}


class BoardView(BoardSheet):
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

    def __init__(self, theme: ThemeKeeper, glances: Glances) -> None:
        super().__init__(theme, glances)
        self._beyond = 0
        self._dragging = Dragging(self)
        said = tr("Arrows walk, Enter goes deeper, Escape back out, Alt with an arrow moves the journey.")
        self.setAccessibleDescription(said)

    def show_journey(self, journey_id: str) -> None:
        """Give the keys of the board to a journey."""
        found = self.layout_.find(journey_id) if self.layout_ is not None else None
        if found is not None:
            self._go(found)

    def deeper(self) -> None:
        """Go one level deeper: into the board, the journey, its stages and steps, at last onto its map."""
        entry, spot = self.entry(), self.focus
        if spot is None:
            return
        level = _INWARDS[self.level]
        line = self.line()
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
                there = at + self.scrolled
                self._go(self.layout_.spot_at(there.x(), there.y(), self._glances.lines) or self.focus)
            if self.entry() is not None:
                line = self.line()
                self.opened.emit(self.current_id(), line.step.id if line is not None and line.step is not None else "")

    # ---- where the keys are

    def _go(self, spot: Spot | None) -> None:
        if spot is None or self.layout_ is None:
            return
        before = self.current_id()
        self.focus = spot
        self.reveal(spot)
        self.viewport().update()
        if self.current_id() != before:
            self.chosen.emit(self.current_id())
        tell_focus(self, self.focus_text())

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
        elif key == Qt.Key.Key_Escape and self._dragging.spot is not None:
            self._dragging.let_go()
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take what is under the pointer."""
        pixel = event.position().toPoint()
        spot = self.spot_at(pixel)
        if spot is not None:
            self._go(spot)
            if event.button() == Qt.MouseButton.LeftButton and spot.number >= 0:
                self._dragging.press(pixel, spot.card)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the journey that was pressed."""
        self._dragging.move(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the journey go where the pointer is."""
        dragged, target = self._dragging.spot, self.target()
        self._dragging.let_go()
        if dragged is not None and target is not None:
            self._move(dragged, *target)

    def target(self) -> tuple[int, int] | None:
        """Return the cell that a dragged journey would go to."""
        return self._dragging.target()

    def paint_above(self, painter: QPainter, layout: BoardLayout) -> None:
        """Paint the journey that is dragged."""
        self._dragging.paint(painter, layout)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go deeper, as Enter does."""
        if self.spot_at(event.position().toPoint()) is not None:
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
        corner = QPoint(box.x + 8, box.y + min(box.height, 40)) - self.scrolled
        menu.popup(event.globalPos() if by_mouse else self.viewport().mapToGlobal(corner))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are elsewhere."""
        super().focusOutEvent(event)
        self._dragging.let_go()
