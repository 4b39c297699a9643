"""Dragging a stage, step, lane or swimlane to another place in its order."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt

from app.canvas.hand import Pointer
from app.canvas.tools.base import Tool
from app.layout.sheet import MapLayout
from app.services import lanes, personas, stages


class Slot(NamedTuple):
    """A gap in an order: `at` is its x or y on the sheet, `owner` what holds the order, `before` the next one's id."""

    at: float
    owner: str | None
    before: str | None


def stage_slots(layout: MapLayout, x: float, y: float) -> list[Slot]:
    """Return the gaps between stages."""
    slots = [Slot(stage.box.x, None, stage.stage_id) for stage in layout.stages]
    return [*slots, Slot(layout.stages[-1].box.right, None, None)] if slots else []


def step_slots(layout: MapLayout, x: float, y: float) -> list[Slot]:
    """Return the gaps between the steps of the stage at x, or of the nearest one."""
    if not layout.stages:
        return []
    stage = min(layout.stages, key=lambda each: max(each.box.x - x, x - each.box.right, 0.0))
    columns = [column for column in layout.columns if column.stage_id == stage.stage_id]
    slots = [Slot(column.x, stage.stage_id, column.step_id) for column in columns]
    return [*slots, Slot(stage.box.right, stage.stage_id, None)]


def lane_slots(layout: MapLayout, x: float, y: float) -> list[Slot]:
    """Return the gaps between the lanes of the swimlane at y, or of the nearest one."""
    if not layout.bands:
        return []
    band = min(layout.bands, key=lambda each: max(each.y - y, y - each.y - each.height, 0.0))
    rows = [lane for lane in layout.lanes if lane.swimlane_id == band.swimlane_id]
    slots = [Slot(lane.y, band.swimlane_id, lane.lane_id) for lane in rows]
    return [*slots, Slot(band.y + band.height, band.swimlane_id, None)]


def swimlane_slots(layout: MapLayout, x: float, y: float) -> list[Slot]:
    """Return the gaps between swimlanes."""
    bands = [band for band in layout.bands if band.swimlane_id is not None]
    slots = [Slot(band.y, None, band.swimlane_id) for band in bands]
    return [*slots, Slot(bands[-1].y + bands[-1].height, None, None)] if bands else []


class _Order(NamedTuple):
    """How one kind of header is ordered: from left to right or from top to bottom, its gaps, and what moves it."""

    vertical_line: bool
    slots: Callable[[MapLayout, float, float], list[Slot]]
    move: Callable[..., None]
    owned: bool


_ORDERS = {
    "stage": _Order(True, stage_slots, stages.move_stage, False),
    "step": _Order(True, step_slots, stages.move_step, True),
    "lane": _Order(False, lane_slots, lanes.move_lane, True),
    "swimlane": _Order(False, swimlane_slots, personas.move_swimlane, False),
}


class DragHeader(Tool):
    """Carries a header; a line shows where it goes."""

    scrolls = True
    cursor = Qt.CursorShape.ClosedHandCursor

    def enter(self, pointer: Pointer) -> None:
        """Lift the header."""
        self._id = pointer.hit.id or ""
        self._order = _ORDERS[pointer.hit.kind]
        self.ways = (1, 0) if self._order.vertical_line else (0, 1)
        self._slot: Slot | None = None

    def move(self, pointer: Pointer) -> None:
        """Show the nearest gap."""
        order = self._order
        slots = order.slots(self.view.layout_, pointer.x, pointer.y)
        here = pointer.x if order.vertical_line else pointer.y
        self._slot = min(slots, key=lambda slot: abs(slot.at - here), default=None)
        self.view.overlay.show_insertion(self._slot.at if self._slot else None, vertical=order.vertical_line)
        self.view.update_panes()

    def finish(self, pointer: Pointer) -> None:
        """Move it, unless it would stay where it is."""
        self._hide()
        slot = self._slot
        if slot is None or slot.before == self._id:
            return
        if self._order.owned:
            self.view.commands.run(self._order.move, self._id, slot.owner, slot.before)
        else:
            self.view.commands.run(self._order.move, self._id, slot.before)

    def cancel(self) -> None:
        """Leave the order as it is."""
        self._hide()
        super().cancel()

    def _hide(self) -> None:
        self.view.overlay.show_insertion(None, vertical=True)
        self.view.update_panes()
