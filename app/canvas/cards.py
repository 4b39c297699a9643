"""The cards of a scene: an item for each one in view, made a few milliseconds at a time, and rectangles from far."""

from __future__ import annotations

from collections.abc import Collection
from time import perf_counter
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QGraphicsRectItem

from app.canvas.items.far import FarCards
from app.canvas.items.picture import CardItem
from app.canvas.painter import PLAIN_BELOW
from app.layout.drawing import draw_card
from app.layout.geometry import COLUMN_WIDTH, Box
from app.layout.sheet import CardBox, LaneRow
from app.models.records import Card

if TYPE_CHECKING:
    from app.canvas.scene import MapScene

FAR_WIDTH: Final = 72.0
"""Below this width of a column in pixels one item draws all cards of a lane.

Words are less than five pixels high then. With items down to 24 pixels, 4,000 of them came into view at once on a map
of 5,000 cards, and a frame took 100 ms and more.
"""

MARGIN: Final = 240.0
"""How far around the view items are made ahead, in pixels."""

SLICE: Final = 0.003
"""How long items are made before the view is drawn, in seconds; the rest follows when nothing else is to be done."""

PAUSE: Final = 10
"""How long the view has to stay as it is before items are made ahead, in milliseconds."""

AT_ONCE: Final = 12
"""How many of those in view are made at once, however long it takes."""

_OFF_TIES: Final = 0.013
"""Moves edges off the middle between two pixels, where they would be rounded now up, now down while scrolling."""

Level = Literal["far", "plain", "full"]


def level_at(zoom: float) -> Level:
    """Return how much of the cards is drawn: all; the words over papers that are drawn by lane; or no words."""
    if zoom * COLUMN_WIDTH < FAR_WIDTH:
        return "far"
    return "plain" if zoom < PLAIN_BELOW else "full"


class Cards(QObject):
    """Items by card id. What is not made yet is seen as rectangles meanwhile."""

    def __init__(self, scene: MapScene, z: float) -> None:
        super().__init__(scene)
        self._scene = scene
        self.items: dict[str, CardItem] = {}
        self.lanes: dict[str, FarCards] = {}
        self.level: Level = "full"
        self._z = z
        # All items have one parent, so that they can be hidden by one call.
        self._layer = QGraphicsRectItem()
        self._layer.setZValue(z)
        scene.addItem(self._layer)
        self._stand_ins = self._far_cards()
        self._area: Box | None = None
        self._waiting: list[str] = []
        self._lanes_waiting: list[str] = []
        self._surplus: list[str] = []
        self._selected: Collection[str] = frozenset()
        self._lifted: Collection[str] = frozenset()
        self._zoom = 0.0
        self._zooming = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    def see(self, seen: Box, zoom: float) -> None:
        """Have what is in view, drawn as fits the zoom."""
        level = level_at(zoom)
        self._zooming, self._zoom = zoom != self._zoom, zoom
        if level != self.level:
            self.level = level
            self._layer.setVisible(level != "far")
            self._area = None
        if self._area is None or not _holds(self._area, seen):
            margin = MARGIN / zoom
            self._area = seen.inset(-margin, -margin)
            self._show_lanes(self._area)
            self._fill(seen)
        elif self._waiting:
            self._fill(seen)

    def relayout(self, seen: Box) -> None:
        """Bring everything in step with a new layout of the scene."""
        layout = self._scene.layout_
        for item in list(self.items.values()):
            lane = layout.lane(item.lane_id)
            if lane is None or item.id not in lane.inside.boxes:
                self._remove(item.id)
            elif lane.inside is not item.source:
                self._show(item, lane)
            elif lane.y + lane.inside.boxes[item.id].y != item.box.y:
                item.show_shapes(lane.inside.boxes[item.id].moved(0.0, lane.y), item.shapes)
        self._show_lanes(self._area or seen)
        self._fill(seen)

    def mark(self, selected: Collection[str], lifted: Collection[str]) -> None:
        """Show which cards are selected, and which are being carried."""
        self._selected, self._lifted = selected, lifted
        for item in self.items.values():
            item.mark(selected=item.id in selected, lifted=item.id in lifted)
        for lane_id, far in self.lanes.items():
            lane = self._scene.layout_.lane(lane_id)
            if lane is not None:
                self._choose(far, lane)

    def recolour(self) -> None:
        """Paint in the colours of another theme."""
        for item in self.items.values():
            item.recolour()

    # ---- items

    def _fill(self, seen: Box) -> None:
        """Make the items in view and then those around it; let go of those far away."""
        if self.level == "far" or self._area is None:
            self._waiting, self._surplus = [], list(self.items)
        else:
            cards_in_rect = self._scene.layout_.cards_in_rect
            around = dict.fromkeys(cards_in_rect(self._area))
            self._surplus = [card_id for card_id in self.items if card_id not in around]
            in_view = dict.fromkeys(card_id for card_id in cards_in_rect(seen) if card_id not in self.items)
            ahead = [card_id for card_id in around if card_id not in self.items and card_id not in in_view]
            self._waiting = [*ahead[::-1], *reversed(in_view)]
            if not self._zooming:  # while it zooms, what comes into view is made when there is time
                self._make(len(in_view), AT_ONCE)
        self._stand_in(seen)
        if self._waiting or self._surplus or self._lanes_waiting:
            self._timer.start(PAUSE)

    def _go_on(self) -> None:
        """Make and remove a slice of what is to be made and removed."""
        self._make_lanes()
        self._make(len(self._waiting))
        end = perf_counter() + SLICE / 2
        while self._surplus and not self._waiting and perf_counter() < end:
            self._remove(self._surplus.pop())
        self._timer.setInterval(0)
        if not self._waiting:
            self._stand_ins.hide()  # every card has its item now; rectangles would look out from under its corners
        if not self._waiting and not self._surplus and not self._lanes_waiting:
            self._timer.stop()

    def _make(self, at_most: int, at_least: int = 0) -> None:
        """Make the next items until their number or the time is up."""
        end = perf_counter() + SLICE
        cards = self._scene.layout_.cards
        for number in range(at_most):
            if number >= at_least and perf_counter() > end:
                break
            card_id = self._waiting.pop()
            place = cards.get(card_id) if card_id not in self.items else None
            if place is not None:
                self._add(place)

    def _add(self, place: CardBox) -> None:
        scene = self._scene
        lane = scene.layout_.lane(place.lane_id)
        card = scene.content.find(Card, place.card_id)
        if lane is None or card is None:
            return
        item = CardItem(card.id, place.box, draw_card(scene.content, card, place.box.width, scene.words), scene.ink)
        item.lane_id, item.source = lane.lane_id, lane.inside
        item.mark(selected=card.id in self._selected, lifted=card.id in self._lifted)
        item.setParentItem(self._layer)
        self.items[card.id] = item

    def _show(self, item: CardItem, lane: LaneRow) -> None:
        box = lane.inside.boxes[item.id].moved(0.0, lane.y)
        card = self._scene.content.get(Card, item.id)
        item.show_shapes(box, draw_card(self._scene.content, card, box.width, self._scene.words))
        item.source = lane.inside

    def _remove(self, card_id: str) -> None:
        item = self.items.pop(card_id, None)
        if item is not None:
            self._scene.removeItem(item)

    # ---- rectangles

    def _far_cards(self) -> FarCards:
        far = FarCards(self._scene.ink)
        far.setZValue(self._z - 0.5)
        self._scene.addItem(far)
        return far

    def _stand_in(self, seen: Box) -> None:
        """Show as rectangles what is in view and has no item yet, unless its lane is shown so anyway."""
        cards, content = self._scene.layout_.cards, self._scene.content
        shown: list[tuple[Card, Box]] = []
        if self.level == "full" and self._waiting:
            waiting = set(self._waiting)
            ids = [card_id for card_id in self._scene.layout_.cards_in_rect(seen) if card_id in waiting]
            shown = [(content.get(Card, card_id), cards[card_id].box) for card_id in ids]
        if shown or self._stand_ins.isVisible():
            self._stand_ins.setRect(*seen)
            self._stand_ins.show_cards(shown)
        self._stand_ins.setVisible(bool(shown))

    def _show_lanes(self, area: Box) -> None:
        """Have rectangles for the lanes in an area, where cards are not drawn one by one."""
        layout = self._scene.layout_
        if self.level == "full":
            while self.lanes:
                self._scene.removeItem(self.lanes.popitem()[1])
            self._lanes_waiting = []
            return
        there = {lane.lane_id: lane for lane in layout.lanes if lane.y < area.bottom and lane.y + lane.height > area.y}
        for gone in [lane_id for lane_id in self.lanes if layout.lane(lane_id) is None]:
            self._scene.removeItem(self.lanes.pop(gone))
        self._lanes_waiting = [lane_id for lane_id in there if lane_id not in self.lanes]
        for lane_id in there.keys() & self.lanes.keys():
            self._show_lane(there[lane_id])
        self._make_lanes()

    def _make_lanes(self) -> None:
        """Make rectangles for the next lanes until the time is up."""
        end = perf_counter() + SLICE
        while self._lanes_waiting and perf_counter() < end:
            lane = self._scene.layout_.lane(self._lanes_waiting.pop())
            if lane is not None and lane.inside.boxes:
                self._show_lane(lane)

    def _show_lane(self, lane: LaneRow) -> None:
        far = self.lanes.get(lane.lane_id)
        if far is None:
            far = self.lanes[lane.lane_id] = self._far_cards()
        far.with_words = self.level == "far"
        far.setRect(0.0, 0.0, self._scene.layout_.width, lane.height)
        far.setPos(_OFF_TIES, lane.y + _OFF_TIES)
        if lane.inside is not far.source:
            far.source = lane.inside
            boxes = lane.inside.boxes
            far.show_cards([(card, boxes[card.id]) for card in lane.inside.cards if card.id in boxes])
        self._choose(far, lane)

    def _choose(self, far: FarCards, lane: LaneRow) -> None:
        boxes = lane.inside.boxes
        far.choose(boxes[card_id] for card_id in self._selected if card_id in boxes)


def _holds(outer: Box, inner: Box) -> bool:
    return outer.x <= inner.x and outer.y <= inner.y and outer.right >= inner.right and outer.bottom >= inner.bottom
