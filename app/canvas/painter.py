"""Shapes drawn by QPainter, on screen and in print: glyphs of the very font files that the layout measured."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QGlyphRun, QPainter, QPainterPath, QPen, QRawFont

from app.layout.look import LIGHT, Role, Theme
from app.layout.shapes import Command, Path, Rect, Shape, Text
from app.layout.text import Face, TextBlock
from app.layout.text.fonts import file_to_draw

Operation = Callable[[QPainter], None]

PLAIN_BELOW: Final = 0.5
"""The zoom below which rounded corners are too small to be seen; drawing them takes three times as long."""

TEXT_BELOW: Final = 0.16
"""The zoom below which a text is a line of dots: it is left out."""


@lru_cache(maxsize=256)
def raw_font(face: Face, size: float) -> QRawFont:
    """Return the font of a face at a size in points, hinting off: glyphs stand where the layout put them."""
    hinting = QFont.HintingPreference.PreferNoHinting
    if face.kind == "colour":
        # Loaded from a file, Qt draws the pictures of such a font as noise; by family it draws them right.
        font = QFont(face.family)
        font.setPixelSize(max(1, round(size)))
        font.setHintingPreference(hinting)
        return QRawFont.fromFont(font)
    return QRawFont(file_to_draw(face), size, hinting)


def glyph_runs(block: TextBlock) -> tuple[QGlyphRun, ...]:
    """Return what draws a text from its block's top left: one run for each face in it."""
    glyphs: dict[tuple[Face, float], tuple[list[int], list[QPointF]]] = {}
    for line in block.lines:
        for run in line.runs:
            indexes, positions = glyphs.setdefault((run.face, run.size), ([], []))
            indexes += run.glyphs
            positions += map(QPointF, run.xs, run.ys)
    runs = []
    for (face, size), (indexes, positions) in glyphs.items():
        glyph_run = QGlyphRun()
        glyph_run.setRawFont(raw_font(face, size))
        glyph_run.setGlyphIndexes(indexes)
        glyph_run.setPositions(positions)
        runs.append(glyph_run)
    return tuple(runs)


def path_of(commands: Iterable[Command]) -> QPainterPath:
    """Return the commands of a path as Qt's."""
    path = QPainterPath()
    for command in commands:
        match command:
            case ("M", x, y):
                path.moveTo(x, y)
            case ("L", x, y):
                path.lineTo(x, y)
            case ("C", x1, y1, x2, y2, x, y):
                path.cubicTo(x1, y1, x2, y2, x, y)
            case _:
                path.closeSubpath()
    return path


class Picture:
    """Shapes made ready for QPainter in the colours of a theme; drawn as often as needed, never kept as pixels.

    `text_width` is where its words end, from its left; `height` where its ink ends, from its top.
    """

    __slots__ = ("_boxes", "_plain", "_texts", "height", "text_width")

    def __init__(self, shapes: Iterable[Shape], ink: "Ink") -> None:
        self._boxes: list[Operation] = []
        self._plain: list[Operation] = []
        self._texts: list[Operation] = []
        self.height = self.text_width = 0.0
        for shape in shapes:
            self.height = max(self.height, shape.bounds.bottom)
            match shape:
                case Text():
                    self._texts += _text(shape, ink)
                    self.text_width = max(self.text_width, shape.bounds.right)
                case Rect():
                    self._boxes.append(_rect(shape, ink))
                    self._plain.append(_plain_rect(shape, ink))
                case Path():
                    operation = _path(shape, ink)
                    self._boxes.append(operation)
                    self._plain.append(operation)

    def draw(self, painter: QPainter, zoom: float = 1.0) -> None:
        """Draw everything that can be seen at a zoom, 1 = full size, from the painter's origin."""
        self.draw_boxes(painter, zoom)
        self.draw_texts(painter, zoom)

    def draw_boxes(self, painter: QPainter, zoom: float = 1.0) -> None:
        """Draw what is not text."""
        for operation in self._boxes if zoom >= PLAIN_BELOW else self._plain:
            operation(painter)

    def draw_texts(self, painter: QPainter, zoom: float = 1.0) -> None:
        """Draw the text, unless it is too small to be one."""
        if zoom >= TEXT_BELOW:
            for operation in self._texts:
                operation(painter)


class Ink:
    """The colours of a theme as Qt's pens and brushes, and the zoom that is drawn at."""

    def __init__(self, theme: Theme = LIGHT) -> None:
        self.theme = theme
        self.zoom = 1.0
        self._colours: dict[Role, QColor] = {}

    def use(self, theme: Theme) -> None:
        """Take another theme; pictures made before keep their colours."""
        self.theme = theme
        self._colours.clear()

    def colour(self, role: Role) -> QColor:
        """Return the colour of a role."""
        colour = self._colours.get(role)
        if colour is None:
            colour = self._colours[role] = QColor(self.theme[role])
        return colour

    def brush(self, role: Role | None) -> QBrush:
        """Return what fills in the colour of a role; none = nothing."""
        return QBrush(self.colour(role)) if role else QBrush()

    def pen(self, role: Role | None, width: float = 1.0, dash: tuple[float, ...] = ()) -> QPen:
        """Return what draws lines in the colour of a role; none = nothing. Width and dashes in points."""
        if role is None:
            return QPen(Qt.PenStyle.NoPen)
        pen = QPen(self.colour(role), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dash:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([length / width for length in dash])
        return pen

    def picture(self, shapes: Iterable[Shape]) -> Picture:
        """Return shapes made ready in these colours."""
        return Picture(shapes, self)


def _rect(shape: Rect, ink: Ink) -> Operation:
    rect, radius = QRectF(shape.x, shape.y, shape.width, shape.height), shape.radius
    pen, brush = ink.pen(shape.stroke, shape.stroke_width), ink.brush(shape.fill)

    def draw(painter: QPainter) -> None:
        painter.setPen(pen)
        painter.setBrush(brush)
        if radius:
            painter.drawRoundedRect(rect, radius, radius)
        else:
            painter.drawRect(rect)

    return draw


def _plain_rect(shape: Rect, ink: Ink) -> Operation:
    """Fill only: an outline by filling a little less than the whole rectangle over its colour."""
    rect = QRectF(shape.x, shape.y, shape.width, shape.height)
    if not shape.stroke or not shape.fill:
        return _rect(shape, ink)
    line, fill = ink.colour(shape.stroke), ink.colour(shape.fill)
    inner = rect.adjusted(shape.stroke_width, shape.stroke_width, -shape.stroke_width, -shape.stroke_width)

    def draw(painter: QPainter) -> None:
        painter.fillRect(rect, line)
        painter.fillRect(inner, fill)

    return draw


def _path(shape: Path, ink: Ink) -> Operation:
    path = path_of(shape.commands)
    pen, brush = ink.pen(shape.stroke, shape.width, shape.dash), ink.brush(shape.fill)

    def draw(painter: QPainter) -> None:
        painter.setPen(pen)
        painter.setBrush(brush)
        painter.drawPath(path)

    return draw


def _text(shape: Text, ink: Ink) -> list[Operation]:
    return [_glyphs(run, QPointF(shape.x, shape.y), ink.pen(shape.colour)) for run in glyph_runs(shape.block)]


def _glyphs(run: QGlyphRun, place: QPointF, pen: QPen) -> Operation:
    def draw(painter: QPainter) -> None:
        painter.setPen(pen)
        painter.drawGlyphRun(place, run)

    return draw
