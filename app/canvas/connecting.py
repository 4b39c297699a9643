"""Making a connector: from a card, by a preview, to the card that the pointer or the arrow keys reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from app.canvas.hits import Hit
from app.canvas.selection import focus_on
from app.layout.channels import Link
from app.layout.routes import Point, Routes
from app.layout.sheet import Direction, Focus
from app.models.records import Card, Connector

if TYPE_CHECKING:
    from app.canvas.view import MapView

_WALK = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
_DONE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_C)


class Connecting:
    """The state between the key (or a click on the handle) that begins a connector and the card that ends it."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self.start: str | None = None
        """The card that the connector leads from; none while none is being made."""

    def begin(self, card_id: str) -> None:
        """Begin at a card; the arrow keys walk to the other one, Enter or a click takes it, Esc takes none."""
        self.start = card_id
        self._view.show_selection()

    def cancel(self) -> bool:
        """Leave everything as it was; tells whether a connector was being made."""
        start, self.start = self.start, None
        if start is None:
            return False
        self._view.overlay.show_wire(None)
        layout = self._view.layout_
        if start in layout.cards:
            self._view.go_to(focus_on(layout, start))
        return True

    def show(self) -> None:
        """Show the line to the focused card."""
        spot = self._view.selection.spot
        if self.start is not None and isinstance(spot, Focus):
            self._view.overlay.show_wire(preview(self._view, self.start, spot.card_id))

    def press(self, event: QKeyEvent) -> bool:
        """Take Enter and Esc, and keep all keys away that do not walk; tells whether the key was taken."""
        if self.start is None:
            return False
        if event.key() == Qt.Key.Key_Escape:
            return self.cancel()
        if event.key() in _DONE:
            spot = self._view.selection.spot
            self.take(spot.card_id if isinstance(spot, Focus) else None)
            return True
        return event.key() not in _WALK or bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)

    def point(self, hit: Hit, place: QPointF) -> None:
        """Show the line to where the pointer is."""
        if self.start is not None:
            self._view.overlay.show_wire(preview(self._view, self.start, _card_of(hit), place))

    def click(self, hit: Hit) -> bool:
        """Take the card that is clicked; a click elsewhere takes none. Tells whether a connector was being made."""
        if self.start is None:
            return False
        card_id = _card_of(hit)
        if card_id is None:
            return self.cancel()
        self.take(card_id)
        return True

    def take(self, card_id: str | None) -> None:
        """Connect with a card, if there is one other than the first; else go on."""
        start = self.start
        if start is None or card_id is None or card_id == start:
            return
        self.start = None
        self._view.overlay.show_wire(None)
        self._view.commands.connect(start, card_id)


def _card_of(hit: Hit) -> str | None:
    return hit.id if hit.kind in ("card", "handle") else None


def preview(
    view: MapView, start: str, end: str | None, place: QPointF | None = None
) -> tuple[tuple[Point, ...], str | None] | None:
    """Return the line from a card to another, as it will run, with the other; with none, straight to a place."""
    layout = view.layout_
    if start not in layout.cards:
        return None
    if end is not None and end != start and end in layout.cards:
        routes = Routes(layout, (Link("", start, end),))
        return routes.points(""), end
    if place is None:
        return None
    box = layout.cards[start].box
    x = min(max(place.x(), box.x), box.right)
    y = min(max(place.y(), box.y), box.bottom)
    away = abs(place.x() - x) + abs(place.y() - y)
    return (((x, y), (place.x(), place.y())), None) if away > 1.0 else None


def next_connector(view: MapView, step: int = 1) -> None:
    """Select the next connector of the focused card, in the order of where they lead."""
    layout, chosen = view.layout_, view.selection.connector
    spot = view.selection.spot
    card_id = spot.card_id if isinstance(spot, Focus) else None
    routes = view.map_scene.connectors.routes
    mine = list(routes.of_card(card_id)) if card_id else []
    if not mine:
        view.message.emit(view.tr("No connector is on this card yet. Press C to let it lead to another one."))
        return

    def place(link_id: str) -> tuple[bool, float, float, str]:
        link = routes.route(link_id).link
        box = layout.cards[link.end if link.start == card_id else link.start].box
        return link.end == card_id, box.y, box.x, link_id

    ordered = sorted(mine, key=place)
    at = ordered.index(chosen) + step if chosen in ordered else 0
    view.select_connector(ordered[at % len(ordered)])


def walk_connector(view: MapView, direction: Direction) -> bool:
    """Go along the selected connector: left to where it comes from, right to where it leads, up and down to others."""
    connector = view.content.find(Connector, view.selection.connector)
    if connector is None:
        return False
    if direction in ("up", "down"):
        next_connector(view, 1 if direction == "down" else -1)
        return True
    card_id = connector.to_card_id if direction == "right" else connector.from_card_id
    if card_id in view.layout_.cards:
        view.go_to(focus_on(view.layout_, card_id))
    return True


def title_of(view: MapView, card_id: str) -> str:
    """Return the title of a card, or what stands for it."""
    card = view.content.find(Card, card_id)
    return (card.title if card else "") or view.tr("untitled")
