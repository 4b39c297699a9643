"""The map as items: sheet, title bars, curves, and the cards in view, kept in step with the layout."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Final

from PySide6.QtCore import QMetaObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsRectItem, QGraphicsScene

from app.canvas.cards import Cards
from app.canvas.connectors import Connectors
from app.canvas.items.line import LineItem
from app.canvas.items.picture import PictureItem
from app.canvas.items.watermark import WatermarkItem
from app.canvas.marks import Marks
from app.canvas.painter import Ink, Picture
from app.layout.chips import Chip
from app.layout.curve_drawing import draw_curve
from app.layout.drawing import draw_band_title, draw_chip, draw_grid, draw_line_name
from app.layout.geometry import LINE_ROOM, Box
from app.layout.lens import PLAIN, Lens, Sight, look_at
from app.layout.map_layout import lay_out_map
from app.layout.shapes import Shape, moved_down
from app.layout.sheet import Band, Curve, LaneRow, MapLayout
from app.layout.words import ENGLISH, Words
from app.models.content import Content

FROZEN_AT_MOST: Final = 2.0
"""Headers and labels that stay in view grow with the zoom up to here, so that they leave room for the sheet."""

Part = tuple[object, Box, Callable[[], tuple[Shape, ...]]]
"""What a thing is drawn from (equal = nothing to draw anew), where it is, and what draws it."""

_BAR, _CURVE, _CONNECTOR, _TITLE, _LABEL, _CARD, _WATERMARK, _MARK = 1.0, 2.0, 2.5, 3.0, 3.25, 4.0, 4.5, 6.1


def frozen_scale(zoom: float) -> float:
    """Return the scale at which headers and labels are drawn at a zoom."""
    return min(zoom, FROZEN_AT_MOST)


def _curves(lens: Lens) -> tuple[bool, bool]:
    return lens.running_mean, lens.curves_together


def _curve_key(curve: Curve) -> str:
    """Return what names a curve: its lane, and whose it is where it is not alone there."""
    return f"{curve.lane_id}/{curve.swimlane_id}" if curve.together else curve.lane_id


class MapScene(QGraphicsScene):
    """Items by the id of what they stand for. Nothing here is a record: what is drawn comes from the layout."""

    def __init__(
        self,
        content: Content,
        journey_id: str,
        ink: Ink,
        words: Words = ENGLISH,
        lens: Lens = PLAIN,
        weight: float | None = None,
        layout: MapLayout | None = None,
    ) -> None:
        super().__init__()
        self.content = content
        self.ink = ink
        self.words = words
        self.weight = weight
        self.sight = layout.sight if layout else look_at(content, journey_id, lens, words)
        self.chosen: Collection[str] = frozenset()
        self.selected: Collection[str] = frozenset()
        self.layout_ = layout or lay_out_map(content, journey_id, words=words, sight=self.sight, weight=weight)
        self.cards = Cards(self, _CARD)
        self.connectors = Connectors(self, _CONNECTOR, _LABEL)
        self.marks = Marks(self, _MARK)
        self._watermark: WatermarkItem | None = None
        self._grid: Picture = ink.picture(())
        self._borders: tuple[object, list[float]] = (None, [])
        self._bars: dict[str, PictureItem] = {}
        self._titles: dict[str, PictureItem] = {}
        self._curves: dict[str, PictureItem] = {}
        self._lines: dict[str, LineItem] = {}
        self._chips: dict[str, PictureItem] = {}
        self._seen = Box(0.0, 0.0, 0.0, 0.0)
        self._left = 0.0
        self._title_scale = 1.0
        self._show_parts()

    def relayout(self, layout: MapLayout | None = None) -> MapLayout:
        """Lay the map out again after a change (or take its new layout) and bring the items in step.

        Returns the layout before it.
        """
        before = self.layout_
        self.layout_ = layout or lay_out_map(
            self.content,
            before.journey_id,
            previous=before,
            words=self.words,
            sight=self.sight,
            weight=self.weight,
        )
        self._show_parts()
        self.cards.relayout(self._seen)
        self.connectors.relayout()
        self.marks.place()
        if before.sight.paints is not self.sight.paints or before.sight.dimmed != self.sight.dimmed:
            self.cards.look()
            self.connectors.look()
        return before

    def look(self, sight: Sight) -> MapLayout:
        """Show the map as another sight; only where cards or curves go elsewhere, it is laid out again.

        Returns the layout before it.
        """
        before, self.sight = self.layout_, sight
        if before.sight.hidden != sight.hidden or _curves(before.sight.lens) != _curves(sight.lens):
            return self.relayout()
        self.layout_ = replace(before, sight=sight)
        self.cards.look()
        self.connectors.look()
        return before

    def recolour(self) -> None:
        """Paint everything in the colours of another theme."""
        for items in (self._bars, self._titles, self._curves, self._chips):
            for item in items.values():
                item.recolour()
        self.cards.recolour()
        self.connectors.recolour()
        self.marks.recolour()
        self._grid = self.ink.picture(draw_grid(self.layout_))
        self.update()

    def see(self, seen: Box, zoom: float) -> None:
        """Have items for what is in view; the words of title bars move into it."""
        self._seen = seen
        self.ink.zoom = zoom
        self.cards.see(seen, zoom)
        self.connectors.see(seen, zoom)
        scale = frozen_scale(zoom) / zoom
        left = seen.x - self.layout_.label_width * scale
        if (left, scale) != (self._left, self._title_scale):
            self._left, self._title_scale = left, scale
            self._place_titles()

    def settle(self) -> None:
        """Ask now for what moved to be painted, where it was and where it is.

        Left to the event loop, the sheet may be painted first; what is there then is taken for the old place.
        """
        QMetaObject.invokeMethod(self, "_q_processDirtyItems", Qt.ConnectionType.DirectConnection)

    def mark(self, selected: Collection[str], lifted: Collection[str] = ()) -> None:
        """Show which cards are selected, and which are being carried."""
        self.selected = frozenset(selected)
        self.cards.mark(self.selected, frozenset(lifted))

    def _show_parts(self) -> None:
        layout = self.layout_
        self._show_grid()
        bands = [band for band in layout.bands if band.box.height]
        names = {lane.lane_id: self._line_name(lane) for lane in layout.lanes if lane.line}
        self._sync(self._bars, {band.swimlane_id or "": self._band_part(band, slice(0, 1)) for band in bands}, _BAR)
        titles = {band.swimlane_id or "": self._band_part(band, slice(1, None)) for band in bands}
        self._sync(self._titles, titles | names, _TITLE)
        self._place_titles()
        self._show_lines()
        self._show_chips()
        self._show_watermark()
        self._sync(self._curves, {_curve_key(curve): self._curve_part(curve) for curve in layout.curves}, _CURVE)

    def add_layer(self, z: float) -> QGraphicsRectItem:
        """Add an empty item that holds others at one height."""
        layer = QGraphicsRectItem()
        layer.setZValue(z)
        self.addItem(layer)
        return layer

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Draw the sheet below everything, and what is around it."""
        painter.fillRect(rect, self.ink.colour("surround"))
        self._grid.draw_boxes(painter)

    def _show_grid(self) -> None:
        """Draw the grid anew from the first line on that is elsewhere now: what is above it stays as it was painted."""
        layout = self.layout_
        columns = (layout.columns, layout.width, layout.header_height)
        ends = [lane.y + end for lane in layout.lanes for end in (*(row.y for row in lane.inside.rows), lane.height)]
        ends.append(layout.height)
        before, self._borders = self._borders, (columns, ends)
        if before == self._borders:
            return
        self._grid = self.ink.picture(draw_grid(layout))
        if before[0] != columns:
            self.update()
            return
        pairs = zip(before[1], ends, strict=False)
        top = next((min(pair) for pair in pairs if pair[0] != pair[1]), min(before[1][-1], ends[-1])) - 1.0
        self.update(0.0, top, layout.width, max(before[1][-1], ends[-1]) + 1.0 - top)

    def _curve_part(self, curve: Curve) -> Part:
        says = (curve.n, curve.name, curve.number, curve.hopes, curve.cumulative, curve.together, curve.dash)
        shape = (curve.box[2:], curve.points, says)
        return shape, curve.box, lambda: draw_curve(curve, self.words)

    def _sync(self, items: dict[str, PictureItem], wanted: Mapping[str, Part], z: float) -> None:
        """Bring items in step with what is wanted; nothing is drawn anew whose source is as it was."""
        for gone in items.keys() - wanted.keys():
            self.removeItem(items.pop(gone))
        for item_id, (source, box, draw) in wanted.items():
            item = items.get(item_id)
            if item is None:
                item = items[item_id] = PictureItem(item_id, box, draw(), self.ink)
                item.setZValue(z)
                self.addItem(item)
            else:
                item.show_shapes(box, draw() if item.source != source else item.shapes)
            item.source = source

    def _place_titles(self) -> None:
        for item in self._titles.values():
            item.setScale(self._title_scale)
            item.setX(self._left)

    def _band_part(self, band: Band, which: slice) -> Part:
        source = (band.name, band.role, band.number, band.collapsed, band.hidden, band.box[2:])
        return source, band.box, lambda: draw_band_title(band, self.words)[which]

    def _line_name(self, lane: LaneRow) -> Part:
        left = self.layout_.label_width
        box = Box(0.0, lane.y, self.layout_.width, LINE_ROOM)
        return lane.line, box, lambda: draw_line_name(lane.line, self.words, left)

    def _show_lines(self) -> None:
        """Draw the lines of a service blueprint."""
        layout = self.layout_
        wanted = {lane.lane_id: lane for lane in layout.lanes if lane.line}
        for gone in self._lines.keys() - wanted.keys():
            self.removeItem(self._lines.pop(gone))
        for lane_id, lane in wanted.items():
            box = Box(0.0, lane.y, layout.width, LINE_ROOM)
            item = self._lines.get(lane_id)
            if item is None:
                item = self._lines[lane_id] = LineItem(lane_id, lane.line, box, self.ink)
                item.setZValue(_BAR)
                self.addItem(item)
            item.name = lane.line
            item.show_shapes(box, item.shapes)

    def _show_watermark(self) -> None:
        if self._watermark is None and self.layout_.assumed:
            self._watermark = WatermarkItem(self.ink, self.words)
            self._watermark.setZValue(_WATERMARK)
            self.addItem(self._watermark)
        if self._watermark is not None:
            self._watermark.show_on(self.layout_.body if self.layout_.assumed else None)

    def choose(self, opportunity_ids: Collection[str]) -> None:
        """Show which opportunities are selected."""
        if self.chosen != opportunity_ids:
            self.chosen = opportunity_ids
            self._show_chips()

    def _show_chips(self) -> None:
        """Draw the opportunities, those of a cell in one item."""
        parts: dict[str, Part] = {}
        for lane in self.layout_.lanes:
            for number, chips in groupby(lane.chips, key=lambda chip: chip.column):
                parts[f"{lane.lane_id}/{number}"] = self._cell_of_chips(lane, tuple(chips))
        self._sync(self._chips, parts, _CARD)

    def _cell_of_chips(self, lane: LaneRow, chips: tuple[Chip, ...]) -> Part:
        chosen = tuple(chip.opportunity_id in self.chosen for chip in chips)
        first, last = chips[0].box, chips[-1].box
        box = Box(first.x, lane.y + first.y, first.width, last.bottom - first.y)

        def draw() -> tuple[Shape, ...]:
            return tuple(
                shape
                for chip, is_chosen in zip(chips, chosen, strict=True)
                for shape in moved_down(draw_chip(chip, chosen=is_chosen), chip.box.y - first.y)
            )

        return (chips, chosen), box, draw
