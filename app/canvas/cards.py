"""The cards of a scene: an item for each one in view, made a few milliseconds at a time, and rectangles from far."""

from __future__ import annotations

from collections.abc import Collection
from time import perf_counter
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QObject, QTimer

from app.canvas.items.far import FarCards
from app.canvas.items.picture import CardItem
from app.canvas.sights import looks_in, seen_on
from app.layout.details import marks_on
from app.layout.drawing import draw_card
from app.layout.geometry import COLUMN_WIDTH, Box, enclosing
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

SLICE: Final = 0.0015
"""How long items are made before the view is drawn, in seconds; the rest follows when nothing else is to be done."""

PAUSE: Final = 30
"""How long the view has to stay as it is before items are made ahead, in milliseconds."""

REST: Final = 80
"""How long the zoom has to stay as it is before cards are drawn sharp again, in milliseconds.

While it changes, a card is what was painted of it last, at another size, or a rectangle with bars for its words: to
draw letters at a size that is not seen again takes several frames.
"""

IDLE_SLICE: Final = 0.008
"""How long items are made at a time while nothing else is to be done, in seconds."""

SHARPENED: Final = 48
"""How many cards are drawn sharp at a time."""

AT_ONCE: Final = 12
"""How many of those in view are made at once, however long it takes."""

_OFF_TIES: Final = 0.013
"""Moves edges off the middle between two pixels, where they would be rounded now up, now down while scrolling."""

Level = Literal["far", "near"]


def level_at(zoom: float) -> Level:
    """Return whether cards are drawn as rectangles, or each by itself with its words."""
    return "far" if zoom * COLUMN_WIDTH < FAR_WIDTH else "near"


class Cards(QObject):
    """Items by card id. What is not made yet is seen as rectangles meanwhile."""

    def __init__(self, scene: MapScene, z: float) -> None:
        super().__init__(scene)
        self._scene = scene
        self.items: dict[str, CardItem] = {}
        self.lanes: dict[str, FarCards] = {}
        self.level: Level = "near"
        # What is shown from far and what from near have one parent each, so that they are hidden by one call.
        self._far_layer, self._layer = scene.add_layer(z - 0.5), scene.add_layer(z)
        self._stand_ins = FarCards(scene.ink)
        self._stand_ins.setZValue(z - 0.25)
        scene.addItem(self._stand_ins)
        self._seen = Box(0.0, 0.0, 0.0, 0.0)
        self._area: Box | None = None
        self._blurred: list[str] = []
        self._waiting: list[str] = []
        self._lanes_waiting: list[str] = []
        self._surplus: list[str] = []
        self._stale: list[str] = []
        self._selected: Collection[str] = frozenset()
        self._lifted: Collection[str] = frozenset()
        self._zoom = 0.0
        self._pausing = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._sharpen)

    def see(self, seen: Box, zoom: float) -> None:
        """Have what is in view, drawn as fits the zoom."""
        self._seen = seen
        if zoom != self._zoom:
            self._scene.ink.zooming = self._zoom != 0.0
            self._zoom, self.level, self._area = zoom, level_at(zoom), None
            self._rest.start()
            self._far_layer.setVisible(self._scene.ink.zooming or self.level == "far")
            self._layer.setVisible(self.level == "near")
        if self._area is None or not self._area.holds(seen):
            margin = MARGIN / zoom
            self._area = seen.inset(-margin, -margin)
            self._show_lanes(self._area)
            self._fill()
        elif self._timer.isActive():
            self._pause()
            self._keep_up()

    def _sharpen(self) -> None:
        """Draw the cards for the zoom, now that it stays as it is."""
        self._scene.ink.zooming = False
        if self.level == "near":
            self._blurred = [each for each in self._scene.layout_.cards_in_rect(self._seen) if each in self.items]
        self._fill()

    def _marked_anew(self, item: CardItem) -> bool:
        return item.card is not None and marks_on(self._scene.content, item.card) != item.marks

    def relayout(self, seen: Box) -> None:
        """Bring everything in step with a new layout of the scene."""
        layout = self._scene.layout_
        for item in list(self.items.values()):
            lane = layout.lane(item.lane_id)
            if lane is None or item.id not in lane.inside.boxes:
                self._remove(item.id)
            elif lane.inside is not item.source or self._marked_anew(item):
                self._show(item, lane)
            elif lane.y + lane.inside.boxes[item.id].y != item.box.y:
                item.show_shapes(lane.inside.boxes[item.id].moved(0.0, lane.y), item.shapes)
        self._show_lanes(self._area or seen)
        self._fill()

    def look(self) -> None:
        """Show the cards as another lens does: what is in view now, the rest when there is nothing else to do."""
        layout, dimmed = self._scene.layout_, self._scene.layout_.sight.dimmed
        for item in self.items.values():
            item.dim(item.id in dimmed)
        seen = dict.fromkeys(layout.cards_in_rect(self._seen))
        self._stale = [
            *(each for each in self.items if each not in seen),
            *(each for each in seen if each in self.items),
        ]
        if self._area is not None:
            self._show_lanes(self._area)
        self._repaint(IDLE_SLICE)
        self._fill()

    def _repaint(self, seconds: float) -> None:
        """Draw the next cards in other colours until the time is up."""
        end = perf_counter() + seconds
        while self._stale and perf_counter() < end:
            item = self.items.get(self._stale.pop())
            lane = self._scene.layout_.lane(item.lane_id) if item is not None else None
            if item is not None and lane is not None and item.id in lane.inside.boxes:
                self._show(item, lane)

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

    def repaint_image(self, name: str) -> None:
        """Draw the cards that show an image anew."""
        for item in self.items.values():
            if item.card is not None and item.card.image == name:
                item.recolour()

    # ---- items

    def _fill(self) -> None:
        """Make the items in view and then those around it; let go of those far away."""
        if self._scene.ink.zooming or self._area is None:
            self._waiting, self._surplus = [], []
        elif self.level == "far":
            self._waiting, self._surplus = [], list(self.items)
        else:
            around = dict.fromkeys(self._scene.layout_.cards_in_rect(self._area))
            self._surplus = [card_id for card_id in self.items if card_id not in around]
            self._waiting = [card_id for card_id in reversed(around) if card_id not in self.items]
        self._keep_up()
        if self._blurred or self._waiting or self._surplus or self._lanes_waiting or self._stale:
            self._pause()

    def _pause(self) -> None:
        """Go on a while after the event loop turns again: what is shown now is painted first, however late it is."""
        self._pausing = True
        self._timer.start(0)

    def _keep_up(self) -> None:
        """Make some of the items that wait, those in view first; what is still missing there is seen as rectangles."""
        missing = self._missing() if self._waiting else []
        self._waiting += missing[::-1]  # they stand in the list twice, and are made once
        self._make(SLICE, min(len(missing), AT_ONCE))
        for card_id in self._surplus[-AT_ONCE:]:
            self._remove(card_id)
        del self._surplus[-AT_ONCE:]
        self._stand_in()

    def _missing(self) -> list[str]:
        """Return the ids of the cards in view that have no item yet."""
        return [card_id for card_id in self._scene.layout_.cards_in_rect(self._seen) if card_id not in self.items]

    def _go_on(self) -> None:
        """Sharpen, make and remove a slice of what is to be sharpened, made and removed."""
        self._timer.setInterval(PAUSE if self._pausing else 0)
        if self._pausing:
            self._pausing = False
            return
        self._make_lanes(IDLE_SLICE if self.level == "far" else SLICE)
        self._repaint(IDLE_SLICE)
        for card_id in self._blurred[-SHARPENED:]:
            if card_id in self.items:
                self.items[card_id].update()
        if self._blurred:
            del self._blurred[-SHARPENED:]
            return
        self._make(IDLE_SLICE)
        end = perf_counter() + SLICE / 2
        while self._surplus and not self._waiting and perf_counter() < end:
            self._remove(self._surplus.pop())
        self._hide_rectangles()
        if not self._waiting and not self._surplus and not self._lanes_waiting and not self._stale:
            self._timer.stop()

    def _hide_rectangles(self) -> None:
        """Hide what stands for cards where each has its item now: it would look out from under their corners."""
        if self._stand_ins.isVisible():
            self._stand_in()
        if self._far_layer.isVisible() and self.level == "near" and not self._scene.ink.zooming and not self._missing():
            self._far_layer.hide()
            self._lanes_waiting = []

    def _make(self, seconds: float, at_least: int = 0) -> None:
        """Make the next items until the time is up, but so many at least."""
        end = perf_counter() + seconds
        cards = self._scene.layout_.cards
        while self._waiting and (at_least > 0 or perf_counter() < end):
            at_least -= 1
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
        sight = scene.layout_.sight
        paint = sight.paint_of(scene.content, card)
        shapes = draw_card(scene.content, card, place.box.width, scene.words, paint=paint)
        item = CardItem(card.id, place.box, shapes, scene.ink)
        item.card, item.marks = card, marks_on(scene.content, card)
        item.paint_, item.dimmed = paint, card.id in sight.dimmed
        item.lane_id, item.source = lane.lane_id, lane.inside
        item.mark(selected=card.id in self._selected, lifted=card.id in self._lifted)
        item.setParentItem(self._layer)
        self.items[card.id] = item

    def _show(self, item: CardItem, lane: LaneRow) -> None:
        box = lane.inside.boxes[item.id].moved(0.0, lane.y)
        card = self._scene.content.get(Card, item.id)
        scene, sight = self._scene, self._scene.layout_.sight
        before, marks, paint = item.source, marks_on(scene.content, card), sight.paint_of(scene.content, card)
        same = (
            before is not None
            and (card is item.card or card == item.card)  # the past has records of its own
            and marks == item.marks
            and paint == item.paint_
            and box.width == item.box.width
            and lane.inside.defaults is before.defaults
            and lane.inside.names is before.names
        )
        shapes = item.shapes if same else draw_card(scene.content, card, box.width, scene.words, paint=paint)
        item.show_shapes(box, shapes)
        item.card, item.marks, item.paint_, item.source = card, marks, paint, lane.inside
        item.dim(card.id in sight.dimmed)

    def _remove(self, card_id: str) -> None:
        item = self.items.pop(card_id, None)
        if item is not None:
            self._scene.removeItem(item)

    # ---- rectangles

    def _stand_in(self) -> None:
        """Show as rectangles what is in view and has no item yet, unless its lane is shown so anyway."""
        cards, content = self._scene.layout_.cards, self._scene.content
        missing = self._missing() if self._waiting and not self._far_layer.isVisible() else []
        shown = [(content.get(Card, card_id), cards[card_id].box) for card_id in missing]
        if shown:
            self._stand_ins.setRect(*enclosing(box for _, box in shown))
            self._stand_ins.show_cards(shown, looks_in(self._scene.layout_.sight, content))
        self._stand_ins.setVisible(bool(shown))

    def _show_lanes(self, area: Box) -> None:
        """Have rectangles for the lanes in an area, where cards are not drawn one by one."""
        if not self._far_layer.isVisible():
            return
        layout = self._scene.layout_
        there = {lane.lane_id: lane for lane in layout.lanes if lane.y < area.bottom and lane.y + lane.height > area.y}
        for gone in [lane_id for lane_id in self.lanes if layout.lane(lane_id) is None]:
            self._scene.removeItem(self.lanes.pop(gone))
        self._lanes_waiting = [lane_id for lane_id in there if lane_id not in self.lanes]
        for lane_id in there.keys() & self.lanes.keys():
            lane, seen = there[lane_id], self.lanes[lane_id].seen
            if seen is not None and seen.inside is lane.inside and not seen_on(lane, layout.sight).is_as(seen):
                self._lanes_waiting.append(lane_id)  # they are where they were, in the colours of another lens
            else:
                self._show_lane(lane)
        self._make_lanes(SLICE)

    def _make_lanes(self, seconds: float) -> None:
        """Make rectangles for the next lanes until the time is up."""
        end = perf_counter() + seconds
        while self._lanes_waiting and perf_counter() < end:
            lane = self._scene.layout_.lane(self._lanes_waiting.pop())
            if lane is not None and lane.inside.boxes:
                self._show_lane(lane)

    def _show_lane(self, lane: LaneRow) -> None:
        far = self.lanes.get(lane.lane_id)
        if far is None:
            far = self.lanes[lane.lane_id] = FarCards(self._scene.ink)
            far.setParentItem(self._far_layer)
        far.setRect(0.0, 0.0, self._scene.layout_.width, lane.height)
        far.setPos(_OFF_TIES, lane.y + _OFF_TIES)
        seen = seen_on(lane, self._scene.layout_.sight)
        if not seen.is_as(far.seen):
            far.seen = seen
            boxes, look = lane.inside.boxes, looks_in(self._scene.layout_.sight, self._scene.content)
            far.show_cards([(card, boxes[card.id]) for card in lane.inside.cards if card.id in boxes], look)
        self._choose(far, lane)

    def _choose(self, far: FarCards, lane: LaneRow) -> None:
        boxes = lane.inside.boxes
        far.choose(boxes[card_id] for card_id in self._selected if card_id in boxes)
