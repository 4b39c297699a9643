"""What each key does on the map while it has the focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.canvas.commands import Commands
from app.canvas.keys import KIND_OF_LETTER, SENTIMENT_OF_DIGIT, character_of
from app.canvas.selection import walk
from app.layout.sheet import Direction, Focus

if TYPE_CHECKING:
    from app.canvas.view import MapView

Key = Qt.Key
Modifier = Qt.KeyboardModifier

_DIRECTIONS: dict[int, Direction] = {
    Key.Key_Up: "up",
    Key.Key_Down: "down",
    Key.Key_Left: "left",
    Key.Key_Right: "right",
}

_CHORDS: dict[QKeySequence.StandardKey, Callable[[Commands], object]] = {
    QKeySequence.StandardKey.Copy: Commands.copy,
    QKeySequence.StandardKey.Cut: Commands.cut,
    QKeySequence.StandardKey.Paste: Commands.paste,
    QKeySequence.StandardKey.SelectAll: Commands.select_all,
}
"""Standard chords, and the command that each is."""

_PLAIN_KEYS: dict[int, Callable[[Commands], object]] = {
    Key.Key_Delete: Commands.delete,
    Key.Key_Backspace: Commands.delete,
    Key.Key_Return: Commands.rename,
    Key.Key_Enter: Commands.rename,
    Key.Key_F2: Commands.rename,
}


def press_key(view: MapView, event: QKeyEvent) -> bool:
    """Do what a key means; tells whether it means anything."""
    key = int(event.key())
    held = event.modifiers() & ~Modifier.KeypadModifier
    if key == Key.Key_Escape:
        return _escape(view)
    if view.hand.busy:  # what is in the hand would be changed, or left behind
        return True
    for chord, command in _CHORDS.items():
        if event.matches(chord):
            command(view.commands)
            return True
    if held == Modifier.ControlModifier:
        return _control(view, key)
    if key in _DIRECTIONS:
        return _arrow(view, _DIRECTIONS[key], held)
    if held & ~Modifier.ShiftModifier:
        return False
    if key in _PLAIN_KEYS:
        _PLAIN_KEYS[key](view.commands)
        return True
    if key in (Key.Key_Home, Key.Key_End):
        _to_end(view, last=key == Key.Key_End)
        return True
    return _character(view, character_of(event))


def _escape(view: MapView) -> bool:
    if view.hand.cancel():
        return True
    if len(view.selection.cards) > 1:
        view.go_to(view.selection.spot)
        return True
    return False


def _control(view: MapView, key: int) -> bool:
    match key:
        case Key.Key_D:
            view.commands.duplicate()
        case Key.Key_0:
            view.show_all()
        case Key.Key_Plus | Key.Key_Equal:
            view.zoom_by(1.25)
        case Key.Key_Minus:
            view.zoom_by(0.8)
        case Key.Key_Home | Key.Key_End:
            _to_corner(view, last=key == Key.Key_End)
        case _:
            return False
    return True


def _arrow(view: MapView, direction: Direction, held: Modifier) -> bool:
    if held == Modifier.AltModifier:
        view.commands.nudge(direction)
        return True
    if held & ~Modifier.ShiftModifier:
        return False
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


def _character(view: MapView, character: str) -> bool:
    if character in KIND_OF_LETTER:
        view.commands.add_card(KIND_OF_LETTER[character])
    elif character in SENTIMENT_OF_DIGIT:
        view.commands.set_sentiment(SENTIMENT_OF_DIGIT[character])
    elif character == "S":
        view.commands.add_stage()
    else:
        return False
    return True
