"""The cards of one lane seen from far: rectangles by colour, drawn by one call a colour."""

from array import array
from collections.abc import Collection, Iterable
from typing import Final, cast

import shiboken6
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from app.canvas.painter import Ink
from app.layout.lane_layout import EDGE
from app.layout.look import Role, kind_edge
from app.layout.sheet import LaneRow

WIDER_EDGE: Final = 4 * EDGE
"""From far the coloured edge of a card is drawn wider: at a tenth of its size it would not be seen."""


class Rectangles:
    """Rectangles as numbers in a row, which QPainter reads where they lie."""

    __slots__ = ("_numbers", "count")

    def __init__(self, boxes: Iterable[tuple[float, float, float, float]]) -> None:
        self._numbers = array("d")
        for box in boxes:
            self._numbers.extend(box)
        self.count = len(self._numbers) // 4

    def draw(self, painter: QPainter) -> None:
        """Draw them all with the painter's pen and brush."""
        if self.count:
            address = self._numbers.buffer_info()[0]
            painter.drawRects(cast(QRectF, shiboken6.wrapInstance(address, QRectF)), self.count)


class FarLane(QGraphicsRectItem):
    """All cards of a lane in one item, from the lane's top left corner."""

    def __init__(self, lane: LaneRow, width: float, ink: Ink) -> None:
        super().__init__(0.0, 0.0, width, lane.height)
        self.id = lane.lane_id
        self.ink = ink
        self.inside = lane.inside
        self._selected = Rectangles(())
        self._chosen: frozenset[str] = frozenset()
        self._read()
        self.setPos(0.0, lane.y)

    def show_lane(self, lane: LaneRow, width: float) -> None:
        """Take over a changed lane."""
        if lane.inside is not self.inside:
            self.inside = lane.inside
            self._read()
            self.update()
        self.setRect(0.0, 0.0, width, lane.height)
        self.setPos(0.0, lane.y)

    def choose(self, selected: Collection[str]) -> None:
        """Show which cards are selected."""
        boxes = self.inside.boxes
        chosen = frozenset(card_id for card_id in selected if card_id in boxes)
        if chosen != self._chosen:
            self._chosen = chosen
            self._selected = Rectangles(boxes[card_id] for card_id in chosen)
            self.update()

    def _read(self) -> None:
        edges: dict[Role, list[tuple[float, float, float, float]]] = {}
        boxes = self.inside.boxes
        for card in self.inside.cards:
            box = boxes.get(card.id)
            if box is not None:
                edges.setdefault(kind_edge(card.kind), []).append((box[0], box[1], WIDER_EDGE, box[3]))
        self._papers = Rectangles(boxes.values())
        self._edges = {role: Rectangles(each) for role, each in edges.items()}

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw paper and edges; selected cards in the accent."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setBrush(self.ink.brush("card.line"))
        self._papers.draw(painter)
        for role, rectangles in self._edges.items():
            painter.setBrush(self.ink.brush(role))
            rectangles.draw(painter)
        painter.setBrush(self.ink.brush("accent"))
        self._selected.draw(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
