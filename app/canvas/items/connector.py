"""What shows connectors: a line with sign and title for each one in view, and from far one item with all of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import pairwise
from typing import cast

import shiboken6
from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from app.canvas.items.picture import PictureItem
from app.canvas.painter import Ink
from app.layout.connectors import REACH, ROLES, Label, bounds_of, draw_line
from app.layout.geometry import Box
from app.layout.routes import Point
from app.models.kinds import HandOff
from app.models.records import Connector


class ConnectorItems:
    """The items of one connector in view; `seen_by` is what its label was placed by."""

    __slots__ = ("_ink", "_layers", "connector", "label", "line", "points", "seen_by", "selected")

    def __init__(self, ink: Ink, layers: tuple[QGraphicsItem, QGraphicsItem]) -> None:
        self._ink, self._layers = ink, layers
        self.connector: Connector | None = None
        self.points: tuple[Point, ...] = ()
        self.seen_by: tuple[object, ...] = ()
        self.selected = False
        self.line: PictureItem | None = None
        self.label: PictureItem | None = None

    def show(self, connector: Connector, points: tuple[Point, ...], label: Label | None, *, selected: bool) -> None:
        """Take over what is shown; nothing is painted anew that is as it was."""
        self.connector, self.points, self.selected = connector, points, selected
        box = bounds_of(points)
        shapes = draw_line(tuple((x - box.x, y - box.y) for x, y in points), connector.hand_off, selected=selected)
        self.line = self._put(self.line, box, shapes, 0)
        if label is not None:
            self.label = self._put(self.label, label.box, label.shapes, 1)
        elif self.label is not None:
            self._take_out(self.label)
            self.label = None

    def _put(self, item: PictureItem | None, box: Box, shapes: tuple[object, ...], layer: int) -> PictureItem:
        if item is not None:
            item.show_shapes(box, shapes)  # type: ignore[arg-type]
            return item
        item = PictureItem("", box, shapes, self._ink, margin=1.0 if layer else REACH)  # type: ignore[arg-type]
        item.setParentItem(self._layers[layer])
        return item

    def _take_out(self, item: PictureItem) -> None:
        item.scene().removeItem(item)

    def remove(self) -> None:
        """Take the items out of the scene."""
        for item in (self.line, self.label):
            if item is not None:
                self._take_out(item)

    def recolour(self) -> None:
        """Paint in the colours of another theme."""
        for item in (self.line, self.label):
            if item is not None:
                item.recolour()


class FarLines(QGraphicsRectItem):
    """All connectors as thin lines, without arrow heads, signs and titles."""

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self._ink = ink
        self._lines: dict[HandOff | None, array[float]] = {}
        self._selected: array[float] = array("d")

    def show_lines(
        self, lines: Iterable[tuple[HandOff | None, tuple[Point, ...]]], width: float, height: float
    ) -> None:
        """Show these on a sheet of that size."""
        numbers: dict[HandOff | None, list[float]] = {None: [], "seamless": [], "broken": []}
        for hand_off, points in lines:
            into = numbers[hand_off]
            for one, other in pairwise(points):
                into += one
                into += other
        self._lines = {hand_off: array("d", each) for hand_off, each in numbers.items()}
        self.setRect(0.0, 0.0, width, height)
        self.update()

    def choose(self, points: tuple[Point, ...]) -> None:
        """Show one of them as selected, or (no points) none."""
        chosen = array("d", [number for pair in pairwise(points) for point in pair for number in point])
        if chosen != self._selected:
            self._selected = chosen
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the lines, one pixel wide at any zoom, a call for each kind."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for hand_off, numbers in self._lines.items():
            painter.setPen(QPen(self._ink.colour(ROLES[hand_off]), 0.0))
            _draw(painter, numbers)
        if self._selected:
            chosen = QPen(self._ink.colour("accent"), 3.0)
            chosen.setCosmetic(True)
            painter.setPen(chosen)
            _draw(painter, self._selected)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def _draw(painter: QPainter, numbers: array[float]) -> None:
    """Draw lines that QPainter reads where they lie."""
    if numbers:
        painter.drawLines(cast(QLineF, shiboken6.wrapInstance(numbers.buffer_info()[0], QLineF)), len(numbers) // 4)
