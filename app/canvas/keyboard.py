"""What each key does on the map while it has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.canvas.connecting import walk_connector
from app.canvas.map_commands import MAP_COMMANDS
from app.canvas.selection import walk
from app.layout.sheet import Direction, Focus

if TYPE_CHECKING:
    from app.canvas.view import MapView

Key = Qt.Key
Modifier = Qt.KeyboardModifier

DIRECTIONS: dict[int, Direction] = {
    Key.Key_Up: "up",
    Key.Key_Down: "down",
    Key.Key_Left: "left",
    Key.Key_Right: "right",
}

_CORNERS = (Key.Key_Home, Key.Key_End)


def press_key(view: MapView, event: QKeyEvent) -> bool:
    """Do what a key means; tells whether it means anything."""
    key = int(event.key())
    held = event.modifiers() & ~Modifier.KeypadModifier
    if view.connecting.press(event):
        return True
    if key == Key.Key_Escape:
        return _escape(view)
    if view.hand.busy:  # what is in the hand would be changed, or left behind
        return True
    name = view.keys.pressed(event)
    if name in MAP_COMMANDS:
        MAP_COMMANDS[name].run(view)
        return True
    if key in DIRECTIONS:
        return _arrow(view, DIRECTIONS[key], held)
    if key in _CORNERS and held == Modifier.ControlModifier:
        _to_corner(view, last=key == Key.Key_End)
        return True
    if key in _CORNERS and not held & ~Modifier.ShiftModifier:
        _to_end(view, last=key == Key.Key_End)
        return True
    return False


def _escape(view: MapView) -> bool:
    if view.hand.cancel():
        return True
    if view.selection.connector is not None:
        view.go_to(view.selection.spot)
        return True
    if len(view.selection.cards) > 1:
        view.go_to(view.selection.spot)
        return True
    return False


def _arrow(view: MapView, direction: Direction, held: Modifier) -> bool:
    if held == Modifier.AltModifier:
        view.commands.nudge(direction)
        return True
    if held & ~Modifier.ShiftModifier:
        return False
    if not held and walk_connector(view, direction):
        return True
    folds = not held and not view.locked and direction in ("left", "right")
    if folds and view.structure.fold_by_arrow(closing=direction == "left"):
        return True
    spot = walk(view.layout_, view.selection.spot, direction)
    if held and isinstance(spot, Focus) and spot.card_id and view.selection.cards:
        view.extend_to(spot.card_id)
    else:
        view.go_to(spot)
    return True


def walk_cells(view: MapView, *, back: bool) -> bool:
    """Focus the next cell along its lane, then the first of the next lane; tells whether there was one."""
    if view.hand.busy:
        return True
    layout, spot = view.layout_, view.selection.spot
    if not isinstance(spot, Focus) or spot.step_id not in layout.position:
        first = layout.first_focus()
        view.go_to(first)
        return first is not None
    rows = [lane.lane_id for lane in layout.lanes]
    width = len(layout.columns)
    place = rows.index(spot.lane_id) * width + layout.position[spot.step_id] + (-1 if back else 1)
    if not 0 <= place < len(rows) * width:
        return False
    view.go_to(layout.enter(rows[place // width], layout.columns[place % width].step_id))
    return True


def _to_end(view: MapView, *, last: bool) -> None:
    spot, layout = view.selection.spot, view.layout_
    if isinstance(spot, Focus) and layout.columns:
        view.go_to(layout.enter(spot.lane_id, layout.columns[-1 if last else 0].step_id))


def _to_corner(view: MapView, *, last: bool) -> None:
    layout = view.layout_
    if layout.lanes and layout.columns:
        end = -1 if last else 0
        view.go_to(layout.enter(layout.lanes[end].lane_id, layout.columns[end].step_id))
