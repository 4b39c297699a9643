"""What shows connectors: a line with sign and title for each one in view, and from far one item with all of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from app.canvas.items.far import Rectangles
from app.canvas.items.picture import FAINT, PictureItem
from app.canvas.painter import Ink
from app.layout.connectors import REACH, ROLES, WIDTH, Label, draw_stretches
from app.layout.geometry import Box
from app.layout.routes import Point
from app.layout.shapes import Shape
from app.models.kinds import HandOff
from app.models.records import Connector


class ConnectorItems:
    """The items of one connector in view: its line, and its sign and title where it has any."""

    __slots__ = ("_ink", "_layers", "_shape", "connector", "label", "line", "opacity", "points", "selected")

    def __init__(self, ink: Ink, layers: tuple[QGraphicsItem, QGraphicsItem]) -> None:
        self._ink, self._layers = ink, layers
        self.connector: Connector | None = None
        self.points: tuple[Point, ...] = ()
        self.selected = False
        self._shape: tuple[object, ...] = ()
        self.opacity = 1.0
        self.line: list[PictureItem] = []
        """An item for each stretch: one for all of them would have what lies between them painted along."""
        self.label: PictureItem | None = None

    def show(self, connector: Connector, points: tuple[Point, ...], *, selected: bool) -> bool:
        """Take over a line; return whether it looks as before, but for the place where it is."""
        self.connector, self.points, self.selected = connector, points, selected
        x, y = points[0]
        shape = (tuple((each[0] - x, each[1] - y) for each in points), connector.hand_off, selected)
        same, self._shape = shape == self._shape, shape
        stretches = draw_stretches(points, connector.hand_off, selected=selected)
        if len(stretches) != len(self.line):
            self._take_out(*self.line)
            last = len(stretches) - 1
            self.line = [
                self._made(box, shapes, 0, REACH if number == last else WIDTH)
                for number, (box, shapes) in enumerate(stretches)
            ]
        else:
            for item, (box, shapes) in zip(self.line, stretches, strict=True):
                item.show_shapes(box, shapes)
        return same

    def show_label(self, label: Label | None) -> None:
        """Take over sign and title, or none."""
        if label is not None and self.label is not None:
            self.label.show_shapes(label.box, label.shapes)
        elif label is not None:
            self.label = self._made(label.box, label.shapes, 1, 1.0)
        elif self.label is not None:
            self._take_out(self.label)
            self.label = None

    def dim(self, dimmed: bool) -> None:
        """Show whether a filter sets one of its cards back."""
        self.opacity = FAINT if dimmed else 1.0
        for item in self._all():
            if item.opacity() != self.opacity:
                item.setOpacity(self.opacity)

    def _made(self, box: Box, shapes: tuple[Shape, ...], layer: int, margin: float) -> PictureItem:
        item = PictureItem("", box, shapes, self._ink, margin=margin)
        item.setParentItem(self._layers[layer])
        item.setOpacity(self.opacity)
        return item

    def _take_out(self, *items: PictureItem) -> None:
        for item in items:
            item.scene().removeItem(item)

    def _all(self) -> list[PictureItem]:
        return [*self.line, self.label] if self.label is not None else self.line

    def remove(self) -> None:
        """Take the items out of the scene."""
        self._take_out(*self._all())

    def recolour(self) -> None:
        """Paint in the colours of another theme."""
        for item in self._all():
            item.recolour()


class _Thin:
    """Level and upright lines as rectangles: drawing as many lines takes ten times as long."""

    __slots__ = ("_across", "_down")

    def __init__(self, lines: Iterable[tuple[Point, ...]]) -> None:
        across: list[float] = []
        down: list[float] = []
        for points in lines:
            for (x, y), (x1, y1) in pairwise(points):
                if y == y1:
                    across += (x, y, x1 - x, 0.0) if x1 > x else (x1, y, x - x1, 0.0)
                else:
                    down += (x, y, 0.0, y1 - y) if y1 > y else (x, y1, 0.0, y - y1)
        self._across, self._down = Rectangles(across), Rectangles(down)

    def __len__(self) -> int:
        return (len(self._across.numbers) + len(self._down.numbers)) // 4

    def draw(self, painter: QPainter, width: float) -> None:
        """Draw them at a width in points with the painter's brush."""
        thick = array("d", [width])
        self._across.numbers[3::4] = thick * (len(self._across.numbers) // 4)
        self._down.numbers[2::4] = thick * (len(self._down.numbers) // 4)
        self._across.draw(painter)
        self._down.draw(painter)


class FarLines(QGraphicsRectItem):
    """All connectors as thin lines, without arrow heads, signs and titles."""

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self._ink = ink
        self.lines: dict[HandOff | None, _Thin] = {}
        self._chosen: tuple[Point, ...] = ()
        self._selected = _Thin(())

    def show_lines(
        self, lines: Iterable[tuple[HandOff | None, tuple[Point, ...]]], width: float, height: float
    ) -> None:
        """Show these on a sheet of that size."""
        kinds: dict[HandOff | None, list[tuple[Point, ...]]] = {None: [], "seamless": [], "broken": []}
        for hand_off, points in lines:
            kinds[hand_off].append(points)
        self.lines = {hand_off: _Thin(each) for hand_off, each in kinds.items()}
        self.setRect(0.0, 0.0, width, height)
        self.update()

    def choose(self, points: tuple[Point, ...]) -> None:
        """Show one of them as selected, or (no points) none."""
        if points != self._chosen:
            self._chosen, self._selected = points, _Thin([points])
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the lines one pixel wide, a call for each kind and direction."""
        pixel = 1.0 / self._ink.zoom
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self._ink.pen(None))
        for hand_off, lines in self.lines.items():
            painter.setBrush(self._ink.brush(ROLES[hand_off]))
            lines.draw(painter, pixel)
        painter.setBrush(self._ink.brush("accent"))
        self._selected.draw(painter, 3.0 * pixel)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
