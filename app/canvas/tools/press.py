"""A button that is down and has not moved yet: it becomes a click, or a drag of what lies under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.canvas.hand import Pointer
from app.canvas.hits import Hit
from app.canvas.selection import Header
from app.canvas.tools.base import Tool
from app.canvas.tools.connect import ConnectCards
from app.canvas.tools.drag_cards import DragCards
from app.canvas.tools.drag_header import DragHeader
from app.canvas.tools.resize import ResizeColumn, ResizeLane, StretchCard
from app.canvas.tools.rubber import RubberBand

_DRAGS: dict[str, type[Tool]] = {
    "card": DragCards,
    "handle": ConnectCards,
    "cell": RubberBand,
    "nothing": RubberBand,
    "stage": DragHeader,
    "step": DragHeader,
    "lane": DragHeader,
    "swimlane": DragHeader,
    "column edge": ResizeColumn,
    "lane edge": ResizeLane,
    "card edge": StretchCard,
    "chip": RubberBand,
}


class Press(Tool):
    """Selects what is pressed, and waits for the pointer to move far enough or to let go."""

    def enter(self, pointer: Pointer) -> None:
        """Select, so that what a drag takes along is seen before it begins."""
        self._start = pointer
        hit = pointer.hit
        if hit.kind in ("card", "card edge"):
            self._press_card(pointer, hit)
        elif hit.kind in ("cell", "chip", "handle"):
            self.view.focus_spot(hit.focus)
        elif hit.kind == "connector" and hit.id:
            self.view.select_connector(hit.id)
        elif hit.kind in ("stage", "step", "lane", "swimlane") and hit.id:
            self.view.focus_spot(Header(hit.kind, hit.id))
        elif hit.kind == "nothing" and not pointer.holds(Qt.KeyboardModifier.ControlModifier):
            self.view.select(())

    def _press_card(self, pointer: Pointer, hit: Hit) -> None:
        card_id = hit.id or ""
        if pointer.holds(Qt.KeyboardModifier.ControlModifier):
            self.view.toggle(card_id)
        elif pointer.holds(Qt.KeyboardModifier.ShiftModifier):
            self.view.extend_to(card_id)
        elif card_id not in self.view.selection.cards:
            self.view.focus_spot(hit.focus)

    def move(self, pointer: Pointer) -> None:
        """Become the drag that fits, once the pointer has left its place."""
        distance = (pointer.pixel - self._start.pixel).manhattanLength()
        drag = _DRAGS.get(self._start.hit.kind)
        if drag is None or distance < QApplication.startDragDistance():
            return
        if drag is DragCards and self._start.hit.id not in self.view.selection.cards:
            return  # Ctrl took it out of the selection
        tool = drag(self.view)
        tool.before = self.before  # Esc goes back to before the press
        self.view.hand.take(tool, self._start)
        tool.move(pointer)

    def finish(self, pointer: Pointer) -> None:
        """Do what a click means: a plus adds; on one of several selected cards only that one stays selected."""
        hit = self._start.hit
        if hit.kind == "handle" and hit.id:
            self.view.connecting.begin(hit.id)
        elif hit.kind == "fold" and hit.id and pointer.hit == hit:
            self.view.commands.toggle_collapsed(hit.id)
        elif hit.kind.startswith("add "):
            if pointer.hit == hit:
                self.view.commands.add_at(hit)
        elif hit.kind == "chip" and hit.id and pointer.hit == hit:
            self.view.opportunity_chosen.emit(hit.id)
        elif hit.kind in ("card", "card edge") and pointer.modifiers == Qt.KeyboardModifier.NoModifier:
            self.view.focus_spot(hit.focus)
