"""What shows under the pointer: a hint with keys in an empty cell, a lit plus, the shape of the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from app.canvas.hits import NOTHING, Hit
from app.layout.sheet import Focus
from app.models.kinds import LANE_TAKES

if TYPE_CHECKING:
    from app.canvas.hand import Pointer
    from app.canvas.view import MapView

HINT_FROM: Final = 0.6
"""The zoom from which a hint can be read."""

_CURSORS = {
    "column edge": Qt.CursorShape.SplitHCursor,
    "lane edge": Qt.CursorShape.SplitVCursor,
    "card edge": Qt.CursorShape.SizeHorCursor,
    "chip": Qt.CursorShape.PointingHandCursor,
}
_GRAB = ("card", "stage", "step", "lane", "swimlane")


class Hover:
    """Follows the pointer while no button is down."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self._hit: Hit = NOTHING

    def move(self, pointer: Pointer) -> None:
        """Show what is under the pointer."""
        view, hit = self._view, pointer.hit
        if view.space_held or view.locked:
            return
        for pane in view.panes:
            pane.hover(hit if pane.area == pointer.area else NOTHING)
        if hit == self._hit:
            return
        self._hit = hit
        view.overlay.show_handle(hit.id if hit.kind in ("card", "handle") else None)
        if hit.kind == "handle":
            view.show_cursor(Qt.CursorShape.CrossCursor)
        elif hit.kind == "connector" or hit.kind == "fold" or hit.kind.startswith("add "):
            view.show_cursor(Qt.CursorShape.PointingHandCursor)
        else:
            usual = Qt.CursorShape.OpenHandCursor if hit.kind in _GRAB else Qt.CursorShape.ArrowCursor
            view.show_cursor(_CURSORS.get(hit.kind, usual))
        self.show_hint()

    def leave(self) -> None:
        """The pointer is somewhere else."""
        self._hit = NOTHING
        self._view.overlay.show_handle(None)
        for pane in self._view.panes:
            pane.hover(NOTHING)
        self.show_hint()

    def show_hint(self) -> None:
        """Write the keys of a cell into it: of the empty one under the pointer, else of the focused one."""
        view, spot = self._view, self._view.selection.spot
        focused = spot if isinstance(spot, Focus) and view.hasFocus() else None
        if view.locked:
            focused = None
        cell = self._hit.focus if self._hit.kind == "cell" else focused
        text = self._hint(cell) if cell and view.zoom >= HINT_FROM else ""
        box = view.layout_.cell_box(cell.lane_id, cell.step_id) if cell and text else None
        view.overlay.show_hint(box, text)

    def _hint(self, cell: Focus) -> str:
        view, layout = self._view, self._view.layout_
        lane = layout.lane(cell.lane_id)
        if lane is None or cell.step_id not in layout.position or layout.stack(cell.lane_id, cell.step_id):
            return ""
        kinds = LANE_TAKES[lane.kind]
        keys = " · ".join(f"{view.keys.text(f'add_{kind}')} {view.words[kind]}".strip() for kind in kinds)
        return keys + "\n" + view.tr("or double-click") if keys else ""
