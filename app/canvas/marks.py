"""Marks over what is on a scene, in one item: frames and badges near, dots from far, arrows from where cards were."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import atan2, cos, hypot, pi, sin
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF, QTransform
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from app.canvas.cards import level_at
from app.canvas.items.kept import Kept
from app.canvas.painter import Ink
from app.layout.geometry import COLUMN_WIDTH, Box
from app.layout.marks import FRAME, HEIGHT, LINE, LOOKS, OVERHANG, Mark, MarkRole, draw_badge, draw_dot, words_of

if TYPE_CHECKING:
    from app.canvas.scene import MapScene

_FAR: Final = 1e6
_LEAST_DOT, _MOST_DOT = 6.0, 12.0
"""How large a dot is, in pixels."""

_GHOST: Final = 0.55
"""How much of a card that is gone is hidden."""

_QUIET: Final = 0.7
_HEAD: Final = 9.0
_NEAR: Final = 24.0
"""An arrow no longer than this would not be seen beside its frame, in points."""

MOST_ARROWS: Final = 200
"""Of more arrows than these none is drawn from far, where nobody could follow one, and near they are hair lines."""

ROOM: Final = FRAME + LINE
"""What a frame takes around its card, in points."""

_REACH: Final = OVERHANG + HEIGHT
"""How far what is drawn over a card reaches beyond it, in points."""

Place = tuple[Box, Mark]


class _Stamp:
    """A badge or a frame as pixels, for all cards that have the same one."""

    __slots__ = ("_box", "_draw", "_kept")

    def __init__(self, width: float, height: float, draw: Callable[[QPainter], None]) -> None:
        self._box, self._draw, self._kept = Box(0.0, 0.0, width, height), draw, Kept()

    def put(self, painter: QPainter, x: float, y: float, ink: Ink) -> None:
        """Draw it with its upper left corner at a place of the sheet, moved to the next whole pixel."""
        sheet, ratio = painter.worldTransform(), painter.device().devicePixelRatioF()
        left = round((sheet.dx() + x * sheet.m11()) * ratio) / ratio
        top = round((sheet.dy() + y * sheet.m22()) * ratio) / ratio
        painter.setWorldTransform(QTransform(sheet.m11(), 0.0, 0.0, sheet.m22(), left, top))
        if ink.zooming:
            self._kept.draw_at_hand(painter)
        else:
            self._kept.draw(painter, self._box, ink.zoom, self._draw)
        painter.setWorldTransform(sheet)


class Marks(QGraphicsRectItem):
    """Marks by the id of a card or an opportunity, each chip of which is marked; what is not on the map has none."""

    def __init__(self, scene: MapScene, z: float) -> None:
        super().__init__(-_FAR, -_FAR, 2 * _FAR, 2 * _FAR)
        self._scene = scene
        self._marks: Mapping[str, Mark] = {}
        self._places: list[Place] = []
        self._arrows: list[tuple[QLineF, QRectF, Box]] = []
        self._frames: dict[tuple[MarkRole, float, float], _Stamp] = {}
        self._badges: dict[tuple[MarkRole, str, float], tuple[float, _Stamp]] = {}
        self._dots: dict[tuple[MarkRole, float, float], QPixmap] = {}
        self.setFlag(self.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setZValue(z)
        self.hide()
        scene.addItem(self)

    def of(self, card_id: str) -> Mark | None:
        """Return the mark of a card or an opportunity."""
        return self._marks.get(card_id)

    @property
    def shown(self) -> Mapping[str, Mark]:
        """All of them."""
        return self._marks

    def show_marks(self, marks: Mapping[str, Mark]) -> None:
        """Show these and no others."""
        self._marks = dict(marks)
        self.setVisible(bool(marks))
        self.place()

    def place(self) -> None:
        """Follow the cards to where they are now."""
        if not self._marks and not self._places:
            return
        self._places, self._arrows = [], []
        for lane in self._scene.layout_.lanes:
            for chip in lane.chips:
                if chip.opportunity_id in self._marks:
                    self._places.append((chip.box.moved(0.0, lane.y), self._marks[chip.opportunity_id]))
            boxes = lane.inside.boxes
            for card_id in boxes.keys() & self._marks.keys():
                mark, box = self._marks[card_id], boxes[card_id].moved(0.0, lane.y)
                self._places.append((box, mark))
                if mark.from_box is not None and _apart(mark.from_box, box) > _NEAR:
                    line = _arrow(mark.from_box, box)
                    reach = QRectF(line.p1(), line.p2()).normalized().adjusted(-_HEAD, -_HEAD, _HEAD, _HEAD)
                    self._arrows.append((line, reach.united(QRectF(*mark.from_box)), mark.from_box))
        self.update()

    def recolour(self) -> None:
        """Paint in the colours of another theme."""
        self._frames.clear()
        self._badges.clear()
        self._dots.clear()
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw those in what is exposed."""
        exposed, ink = option.exposedRect, self._scene.ink
        reach = max(_REACH, _MOST_DOT / ink.zoom)
        left, top = exposed.left() - reach, exposed.top() - reach
        right, bottom = exposed.right() + reach, exposed.bottom() + reach
        shown = [
            place
            for place in self._places
            if place[0][0] < right
            and place[0][1] < bottom
            and place[0][0] + place[0][2] > left
            and place[0][1] + place[0][3] > top
        ]
        far = level_at(ink.zoom) == "far"
        if not far or len(self._arrows) <= MOST_ARROWS:
            self._draw_arrows(painter, exposed, far=far)
        if far:
            self._draw_dots(painter, shown)
            return
        for box, mark in shown:
            if LOOKS[mark.role].dash is not None:
                self._frame(mark.role, box.width, box.height).put(painter, box.x - ROOM, box.y - ROOM, ink)
        for box, mark in shown:
            width, badge = self._badge(mark, box.width)
            badge.put(painter, box.right + OVERHANG - width, box.y - OVERHANG, ink)

    def _draw_arrows(self, painter: QPainter, exposed: QRectF, *, far: bool) -> None:
        """Draw where moved cards were, and a quiet line from there."""
        ink = self._scene.ink
        lines = [(line, was) for line, reach, was in self._arrows if reach.intersects(exposed)]
        if not lines:
            return
        painter.setOpacity(_QUIET)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if not far:
            painter.setPen(_cosmetic(ink.colour("accent"), 1.0, (4.0, 4.0)))
            painter.drawRects([QRectF(*was) for _, was in lines if exposed.intersects(QRectF(*was))])
        many = len(self._arrows) > MOST_ARROWS
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not many)
        painter.setPen(_cosmetic(ink.colour("accent"), 1.0 if many else 1.5))
        painter.drawLines([line for line, _ in lines])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.brush("accent"))
        head = _HEAD / min(ink.zoom, 1.0)
        for line, _ in lines:
            if exposed.adjusted(-head, -head, head, head).contains(line.p2()):
                painter.drawPolygon(_head(line, head))
        painter.setOpacity(1.0)

    def _frame(self, role: MarkRole, width: float, height: float) -> _Stamp:
        stamp = self._frames.get((role, width, height))
        if stamp is None:
            ink, look, card = self._scene.ink, LOOKS[role], QRectF(ROOM, ROOM, width, height)

            def draw(painter: QPainter) -> None:
                if role == "removed":
                    ghost = QColor(ink.colour("sheet"))
                    ghost.setAlphaF(_GHOST)
                    painter.fillRect(card, ghost)
                painter.setPen(ink.pen(look.colour, LINE, look.dash or ()))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(card.adjusted(-FRAME, -FRAME, FRAME, FRAME), 6.0, 6.0)

            stamp = self._frames[role, width, height] = _Stamp(width + 2 * ROOM, height + 2 * ROOM, draw)
        return stamp

    def _badge(self, mark: Mark, most: float) -> tuple[float, _Stamp]:
        key = (mark.role, words_of(mark, self._scene.words), most)
        badge = self._badges.get(key)
        if badge is None:
            width, shapes = draw_badge(*key)
            badge = self._badges[key] = width, _Stamp(width, HEIGHT, self._scene.ink.picture(shapes).draw)
        return badge

    def _draw_dots(self, painter: QPainter, shown: list[Place]) -> None:
        zoom, ratio = self._scene.ink.zoom, painter.device().devicePixelRatioF()
        size = float(round(min(max(zoom * COLUMN_WIDTH * 0.3, _LEAST_DOT), _MOST_DOT)))
        place, half = painter.worldTransform(), size / 2 + 1.0
        dx, dy = place.dx() - half, place.dy() - half
        painter.resetTransform()
        for box, mark in shown:
            x, y = (box[0] + box[2]) * zoom + dx, box[1] * zoom + dy
            painter.drawPixmap(QPointF(round(x), round(y)), self._dot(mark.role, size, ratio))
        painter.setWorldTransform(place)

    def _dot(self, role: MarkRole, size: float, ratio: float) -> QPixmap:
        key = (role, size, ratio)
        dot = self._dots.get(key)
        if dot is None:
            side = round((size + 2.0) * ratio)
            dot = self._dots[key] = QPixmap(side, side)
            dot.fill(Qt.GlobalColor.transparent)
            painter = QPainter(dot)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(ratio, ratio)
            painter.translate(1.0, 1.0)
            self._scene.ink.picture((draw_dot(role, size),)).draw(painter)
            painter.end()
            dot.setDevicePixelRatio(ratio)
        return dot


def _cosmetic(colour: QColor, width: float, dash: tuple[float, ...] = ()) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    if dash:
        pen.setDashPattern([each / width for each in dash])
    return pen


def _apart(one: Box, other: Box) -> float:
    return hypot(other.x - one.x, other.y - one.y)


def _arrow(start: Box, end: Box) -> QLineF:
    """Return the line from the middle of a box to the edge of another."""
    x0, y0 = start.x + start.width / 2, start.y + start.height / 2
    x1, y1 = end.x + end.width / 2, end.y + end.height / 2
    across, down = (end.width / 2 + FRAME + 1.0), (end.height / 2 + FRAME + 1.0)
    dx, dy = x1 - x0, y1 - y0
    inside = min(across / abs(dx) if dx else 1.0, down / abs(dy) if dy else 1.0, 1.0)
    return QLineF(x0, y0, x1 - dx * inside, y1 - dy * inside)


def _head(line: QLineF, size: float) -> QPolygonF:
    """Return the head of an arrow at the end of a line."""
    tip, angle = line.p2(), atan2(line.dy(), line.dx())
    wings = (angle + pi - 0.42, angle + pi + 0.42)
    return QPolygonF([tip, *(tip + QPointF(size * cos(each), size * sin(each)) for each in wings)])
