"""The map as items: those in view and a margin around it, kept in step with the layout."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from app.canvas.items.far import FarLane
from app.canvas.items.picture import CardItem, PictureItem
from app.canvas.painter import Ink
from app.layout.drawing import draw_band_title, draw_card, draw_curve, draw_grid
from app.layout.geometry import COLUMN_WIDTH, Box
from app.layout.map_layout import lay_out_map
from app.layout.shapes import Shape
from app.layout.sheet import Curve, MapLayout
from app.layout.words import ENGLISH, Words
from app.models.content import Content
from app.models.records import Card

FAR_WIDTH: Final = 24.0
"""Below this width of a card in pixels, one item draws all cards of a lane."""

MARGIN: Final = 240.0
"""How far around the view items are made, in pixels: scrolling this far makes none."""

FROZEN_AT_MOST: Final = 2.0
"""Headers and labels that stay in view grow with the zoom up to here, so that they leave room for the sheet."""

Part = tuple[object, Box, tuple[Shape, ...]]
"""What a thing is drawn from (equal = nothing to do), where it is, and its shapes."""

_GRID, _BAR, _TITLE, _CURVE, _CARD = 0.0, 1.0, 2.0, 3.0, 4.0


def frozen_scale(zoom: float) -> float:
    """Return the scale at which headers and labels are drawn at a zoom."""
    return min(zoom, FROZEN_AT_MOST)


class MapScene(QGraphicsScene):
    """Items by the id of what they stand for. Nothing here is a record: what is drawn comes from the layout."""

    def __init__(self, content: Content, journey_id: str, ink: Ink, words: Words = ENGLISH) -> None:
        super().__init__()
        self.content = content
        self.ink = ink
        self.words = words
        self.cumulative = False
        self.layout_ = lay_out_map(content, journey_id, words=words)
        self.cards: dict[str, CardItem] = {}
        self.far: dict[str, FarLane] = {}
        self._bars: dict[str, PictureItem] = {}
        self._titles: dict[str, PictureItem] = {}
        self._curves: dict[str, PictureItem] = {}
        self._covered: Box | None = None
        self._left = 0.0
        self._title_scale = 1.0
        self.selected: Collection[str] = frozenset()
        self._lifted: Collection[str] = frozenset()
        self._grid = PictureItem("", self._sheet(), draw_grid(self.layout_), ink)
        self._keep(self._grid, _GRID)
        self._show_parts()

    def relayout(self) -> MapLayout:
        """Lay the map out again after a change and bring the items in step; returns the layout before it."""
        before = self.layout_
        self.layout_ = lay_out_map(
            self.content, before.journey_id, previous=before, words=self.words, cumulative=self.cumulative
        )
        self._grid.show_shapes(self._sheet(), draw_grid(self.layout_))
        self._show_parts()
        if self._covered is not None:
            self._cover(self._covered, anew=True)
        return before

    def recolour(self) -> None:
        """Paint everything in the colours of another theme."""
        for item in (
            self._grid,
            *self._bars.values(),
            *self._titles.values(),
            *self._curves.values(),
            *self.cards.values(),
        ):
            item.recolour()
        self.update()

    def see(self, visible: Box, zoom: float) -> None:
        """Have items for what is in view, cards near or far by the zoom, and title bars whose words are in view."""
        far = self.is_far(zoom)
        if zoom != self.ink.zoom:
            self.ink.zoom = zoom
            self._covered = None
        if self._covered is None or not _holds(self._covered, visible):
            margin = MARGIN / zoom
            self._cover(visible.inset(-margin, -margin), anew=False)
        if far != bool(self.far):
            self._show_far(far)
        scale = frozen_scale(zoom) / zoom
        left = visible.x - self.layout_.label_width * scale
        if (left, scale) != (self._left, self._title_scale):
            self._left, self._title_scale = left, scale
            self._place_titles()

    @staticmethod
    def is_far(zoom: float) -> bool:
        """Tell whether cards are too small at a zoom to be items of their own."""
        return COLUMN_WIDTH * zoom < FAR_WIDTH

    def mark(self, selected: Collection[str], lifted: Collection[str] = ()) -> None:
        """Show which cards are selected, and which are being carried."""
        self.selected, self._lifted = frozenset(selected), frozenset(lifted)
        for item in self.cards.values():
            self._mark(item)
        for lane in self.far.values():
            lane.choose(self.selected)

    def _mark(self, item: CardItem) -> None:
        item.mark(selected=item.id in self.selected, lifted=item.id in self._lifted)

    def _sheet(self) -> Box:
        return Box(0.0, 0.0, self.layout_.width, self.layout_.height)

    def _show_parts(self) -> None:
        layout = self.layout_
        shown = [band for band in layout.bands if band.box.height]
        bars = {band.swimlane_id or "": (band, band.box, draw_band_title(band)) for band in shown}
        self._sync(self._bars, {key: (band, box, shapes[:1]) for key, (band, box, shapes) in bars.items()}, _BAR)
        self._sync(self._titles, {key: (band, box, shapes[1:]) for key, (band, box, shapes) in bars.items()}, _TITLE)
        self._place_titles()
        curves = {
            curve.lane_id: (curve, curve.box, () if self._is_shown(curve) else draw_curve(curve, self.words))
            for curve in layout.curves
        }
        self._sync(self._curves, curves, _CURVE)
        if self.far:
            self._show_far(True)

    def _is_shown(self, curve: Curve) -> bool:
        item = self._curves.get(curve.lane_id)
        return item is not None and item.source == curve

    def _sync(self, items: dict[str, PictureItem], wanted: Mapping[str, Part], z: float) -> None:
        """Bring items in step with what is wanted; nothing is drawn anew whose source is as it was."""
        for gone in items.keys() - wanted.keys():
            self.removeItem(items.pop(gone))
        for item_id, (source, box, shapes) in wanted.items():
            item = items.get(item_id)
            if item is None:
                item = items[item_id] = PictureItem(item_id, box, shapes, self.ink)
                self._keep(item, z)
            else:
                item.show_shapes(box, shapes if item.source != source else item.shapes)
            item.source = source

    def _place_titles(self) -> None:
        for item in self._titles.values():
            item.setScale(self._title_scale)
            item.setX(self._left)

    def _show_far(self, far: bool) -> None:
        wanted = {lane.lane_id: lane for lane in self.layout_.lanes if lane.inside.boxes} if far else {}
        for gone in self.far.keys() - wanted.keys():
            self.removeItem(self.far.pop(gone))
        for lane_id, lane in wanted.items():
            item = self.far.get(lane_id)
            if item is None:
                item = self.far[lane_id] = FarLane(lane, self.layout_.width, self.ink)
                self._keep(item, _CARD)
                item.choose(self.selected)
            else:
                item.show_lane(lane, self.layout_.width)

    def _cover(self, area: Box, *, anew: bool) -> None:
        """Have an item for each card in an area and for no other; `anew` looks at those that are there already too."""
        self._covered = area
        wanted: Iterable[str] = () if self.is_far(self.ink.zoom) else self.layout_.cards_in_rect(area)
        ids = dict.fromkeys(wanted)
        for gone in self.cards.keys() - ids.keys():
            self.removeItem(self.cards.pop(gone))
        for card_id in ids:
            item = self.cards.get(card_id)
            if item is None or anew:
                self._show_card(card_id, item)

    def _show_card(self, card_id: str, item: CardItem | None) -> None:
        box = self.layout_.cards[card_id].box
        shapes = draw_card(self.content, self.content.get(Card, card_id), box.width, self.words)
        if item is not None:
            item.show_shapes(box, shapes)
            return
        item = self.cards[card_id] = CardItem(card_id, box, shapes, self.ink)
        self._keep(item, _CARD)
        self._mark(item)

    def _keep(self, item: QGraphicsItem, z: float) -> None:
        item.setZValue(z)
        item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.addItem(item)


def _holds(outer: Box, inner: Box) -> bool:
    return outer.x <= inner.x and outer.y <= inner.y and outer.right >= inner.right and outer.bottom >= inner.bottom
