"""What lies over the map while it is used: focus, hints, what is dragged and where it lands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsLineItem, QGraphicsRectItem

from app.canvas.items.picture import PictureItem
from app.layout.connectors import REACH, bounds_of, draw_line
from app.layout.drawing import draw_card
from app.layout.geometry import GRID, Box
from app.layout.routes import Point
from app.layout.shapes import Path, Rect, Shape, Text, circle, line, polygon
from app.layout.sheet import Drop
from app.layout.styles import SMALL, lay_out
from app.models.content import connectors_from, connectors_to
from app.models.records import Card

if TYPE_CHECKING:
    from app.canvas.scene import MapScene

MOST_GHOSTS: Final = 24
"""Of more cards than these, the rest follows unseen: the pointer could not be seen for them."""

_LIT, _HINT, _RING, _HANDLE, _TETHER, _GHOST, _LANDING, _LINE = 0.5, 3.5, 6.0, 6.5, 6.9, 7.0, 8.0, 9.0

HANDLE: Final = 7.0
"""The radius of the handle from which a connector is dragged, in pixels, from the zoom on at which it fits a gutter."""

HANDLE_FROM: Final = 0.5


class Tether(NamedTuple):
    """A line from a carried card to another, which is carried too where `both`; places are those before the drag."""

    item: QGraphicsLineItem
    held: QPointF
    other: QPointF
    both: bool


class Overlay:
    """The items above (and the lit lane below) the cards."""

    def __init__(self, scene: MapScene, drop_here: str) -> None:
        self._scene = scene
        self._drop_here = drop_here
        self._landing: PictureItem | None = None
        self._landing_drop: Drop | None = None
        self._hint: PictureItem | None = None
        self._hinted: tuple[Box, str] | None = None
        self._ghosts: list[PictureItem] = []
        self._ghost_start = QPointF()
        self._tethers: list[Tether] = []
        self.insertion: tuple[float, bool] | None = None
        self._wire: PictureItem | None = None
        self._handle: PictureItem | None = None
        self._handle_of: str | None = None
        self._target = self._frame(_RING)
        self._ring = self._frame(_RING)
        self._rubber = self._frame(_LINE)
        self._lit = self._frame(_LIT)
        self._line = QGraphicsLineItem()
        self._add(self._line, _LINE)
        self.recolour()

    def _frame(self, z: float) -> QGraphicsRectItem:
        item = QGraphicsRectItem()
        self._add(item, z)
        return item

    def _add(self, item: QGraphicsItem, z: float) -> None:
        item.setZValue(z)
        item.setVisible(False)
        item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._scene.addItem(item)

    def recolour(self) -> None:
        """Take over the colours of the theme."""
        ink = self._scene.ink
        accent = QPen(ink.pen("accent", 2.0))
        accent.setCosmetic(True)
        tint = QColor(ink.colour("accent"))
        tint.setAlphaF(0.12)
        self._ring.setPen(accent)
        self._target.setPen(accent)
        self._rubber.setPen(accent)
        self._rubber.setBrush(tint)
        self._lit.setPen(ink.pen(None))
        self._lit.setBrush(ink.brush("accent.fill"))
        line = QPen(ink.pen("accent", 3.0))
        line.setCosmetic(True)
        self._line.setPen(line)
        for item in (self._landing, self._hint, self._wire, self._handle, *self._ghosts):
            if item is not None:
                item.recolour()

    def show_focus(self, box: Box | None) -> None:
        """Put the ring of the focus around a box."""
        _put(self._ring, box)

    def show_wire(self, wire: tuple[tuple[Point, ...], str | None] | None) -> None:
        """Show a connector that is being made, and a ring around the card that it would lead to."""
        self._remove(self._wire)
        self._wire = None
        cards = self._scene.layout_.cards
        points, card_id = wire if wire is not None else ((), None)
        if points:
            box = bounds_of(points)
            shapes = draw_line(tuple((x - box.x, y - box.y) for x, y in points), None, selected=True)
            self._wire = self._picture(box, shapes, _LINE, margin=REACH)
        _put(self._target, cards[card_id].box.inset(-2.0, -2.0) if card_id else None)

    def show_handle(self, card_id: str | None) -> None:
        """Show the handle of a card, from which a connector can be dragged; none of the others."""
        zoom = self._scene.ink.zoom
        place = self._scene.layout_.cards.get(card_id) if card_id and zoom >= HANDLE_FROM else None
        self._handle_of = card_id if place is not None else None
        if place is None:
            if self._handle is not None:
                self._handle.hide()
            return
        if self._handle is None:
            shapes = (
                Path(circle(0.0, 0.0, HANDLE), "accent", "sheet", 1.5),
                Path(line((-3.0, 0.0), (3.0, 0.0)), stroke="accent.ink", width=1.6),
                Path(line((0.0, -3.0), (3.0, 0.0), (0.0, 3.0)), stroke="accent.ink", width=1.6),
            )
            self._handle = self._picture(Box(0.0, 0.0, 0.0, 0.0), shapes, _HANDLE, margin=HANDLE + 2.0)
        self._handle.setPos(place.box.right, place.box.y + place.box.height / 2)
        self._handle.setScale(1.0 / max(zoom, 1.0))
        self._handle.show()

    def follow(self) -> None:
        """Let the handle move along with its card, or go with it."""
        self.show_handle(self._handle_of)

    def handle_at(self, x: float, y: float) -> str | None:
        """Return the card whose handle is at a place of the sheet."""
        if self._handle_of is None or self._handle is None:
            return None
        away = self._handle.mapFromScene(QPointF(x, y))
        return self._handle_of if away.x() ** 2 + away.y() ** 2 <= (HANDLE + 1.0) ** 2 else None

    def show_rubber(self, box: Box | None) -> None:
        """Show the rectangle that selects."""
        _put(self._rubber, box)

    def show_lit(self, box: Box | None) -> None:
        """Light up a part of the sheet below the cards."""
        _put(self._lit, box)

    def show_insertion(self, at: float | None, *, vertical: bool) -> None:
        """Show the line where a header goes: an x of the sheet for a vertical one, else a y."""
        self.insertion = None if at is None else (at, vertical)
        self._line.setVisible(at is not None)
        if at is not None:
            layout = self._scene.layout_
            across = QLineF(layout.label_width, at, layout.width, at)
            self._line.setLine(QLineF(at, layout.header_height, at, layout.height) if vertical else across)

    def show_hint(self, box: Box | None, text: str = "") -> None:
        """Write a hint into an empty cell."""
        wanted = (box, text) if box is not None and text else None
        if wanted == self._hinted:
            return
        self._hinted = wanted
        self._remove(self._hint)
        self._hint = None
        if box is not None and wanted is not None:
            block = lay_out(text, SMALL, box.width - 2 * GRID, align="center")
            if block.height < box.height:
                self._hint = self._picture(box, (Text(block, GRID, (box.height - block.height) / 2, "muted"),), _HINT)

    def show_landing(self, drop: Drop | None) -> None:
        """Show where cards land: a dashed box and the lit lane; or in the cell, why they cannot land."""
        if drop == self._landing_drop:
            return
        self._landing_drop = drop
        self._remove(self._landing)
        self._landing = None
        lane = self._scene.layout_.lane(drop.lane_id) if drop is not None and not drop.refused else None
        layout = self._scene.layout_
        row = Box(layout.label_width, lane.y, layout.width - layout.label_width, lane.height) if lane else None
        _put(self._lit, row)
        if drop is not None:
            shapes = _refusal(drop) if drop.refused else _landing(drop, self._drop_here)
            self._landing = self._picture(drop.marker, shapes, _LANDING)

    def lift(self, card_ids: Sequence[str], anchor: str, place: QPointF) -> None:
        """Show cards as carried from a place of the sheet; the one that is held comes on top."""
        scene = self._scene
        scene.mark(scene.selected, frozenset(card_ids))
        cards, content = scene.layout_.cards, scene.content
        near = [card_id for card_id in card_ids if card_id in scene.cards.items and card_id != anchor]
        for card_id in (*near[: MOST_GHOSTS - 1], anchor):
            box = cards[card_id].box
            card = content.get(Card, card_id)
            paint = scene.sight.paint_of(content, card)
            shapes = draw_card(content, card, box.width, scene.words, paint=paint)
            ghost = self._picture(box, shapes, _GHOST)
            ghost.setOpacity(0.7)
            self._ghosts.append(ghost)
        self._ghost_start = place
        self._tie(dict.fromkeys((*near[: MOST_GHOSTS - 1], anchor)))

    def carry(self, place: QPointF) -> None:
        """Let the carried cards follow to a place of the sheet."""
        moved = place - self._ghost_start
        for ghost in self._ghosts:
            ghost.setPos(ghost.box.x + moved.x(), ghost.box.y + moved.y())
        for tether in self._tethers:
            tether.item.setLine(QLineF(tether.held + moved, tether.other + moved if tether.both else tether.other))

    def put_down(self) -> None:
        """Let go of the carried cards."""
        for ghost in self._ghosts:
            self._scene.removeItem(ghost)
        self._ghosts.clear()
        for tether in self._tethers:
            self._scene.removeItem(tether.item)
        self._tethers.clear()
        self._scene.mark(self._scene.selected)

    def _tie(self, carried: Collection[str]) -> None:
        """Tie carried cards to what their connectors join them with; the lines are routed when they are put down."""
        cards, content = self._scene.layout_.cards, self._scene.content
        touching = ((*connectors_from(content, each), *connectors_to(content, each)) for each in carried)
        links = {link.id: link for joined in touching for link in joined}
        for link in [*links.values()][:MOST_GHOSTS]:
            ends = (link.from_card_id, link.to_card_id)
            if all(card_id in cards for card_id in ends):
                held, other = sorted(ends, key=lambda card_id: card_id not in carried)
                item = QGraphicsLineItem()
                pen = QPen(self._scene.ink.pen("muted", 1.5))
                pen.setStyle(Qt.PenStyle.DashLine)
                item.setPen(pen)
                self._add(item, _TETHER)
                item.setVisible(True)
                both = other in carried
                self._tethers.append(Tether(item, _middle(cards[held].box), _middle(cards[other].box), both))

    def _picture(self, box: Box, shapes: tuple[Shape, ...], z: float, margin: float = 2.0) -> PictureItem:
        item = PictureItem("", box, shapes, self._scene.ink, margin=margin)
        self._add(item, z)
        item.setVisible(True)
        return item

    def _remove(self, item: PictureItem | None) -> None:
        if item is not None:
            self._scene.removeItem(item)


def _middle(box: Box) -> QPointF:
    return QPointF(box.x + box.width / 2, box.y + box.height / 2)


def _put(item: QGraphicsRectItem, box: Box | None) -> None:
    if box is not None:
        item.setRect(*box)
    item.setVisible(box is not None)


def _landing(drop: Drop, words: str) -> tuple[Shape, ...]:
    _, _, width, height = drop.marker
    if height < 2 * GRID:  # between two cards: a bar in the gap
        return (Rect(0.0, height / 2 - 2.0, width, 4.0, 2.0, "accent"),)
    outline = Path(
        polygon((0.0, 0.0), (width, 0.0), (width, height), (0.0, height)), "accent.fill", "accent", 1.5, (4.0, 3.0)
    )
    block = lay_out(words, SMALL, width, align="center")
    return (outline, Text(block, 0.0, (height - block.height) / 2, "accent"))


def _refusal(drop: Drop) -> tuple[Shape, ...]:
    width = drop.marker.width
    block = lay_out(drop.refused, SMALL, width - 2 * GRID)
    paper = Rect(2.0, 2.0, width - 4.0, block.height + GRID, 4.0, "sheet", "bad", 1.5)
    return (paper, Text(block, GRID, 2.0 + GRID / 2, "bad"))
