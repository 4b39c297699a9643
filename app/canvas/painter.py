"""Shapes drawn by QPainter, on screen and in print: glyphs of the very font files that the layout measured."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise
from math import hypot
from typing import Final, Protocol

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QGlyphRun, QPainter, QPainterPath, QPen, QPixmap, QRawFont

from app.layout.look import LIGHT, Role, Theme
from app.layout.shapes import Command, Image, Path, Rect, Shape, Text
from app.layout.text import Face, TextBlock
from app.layout.text.faces import shaper
from app.layout.text.fonts import file_to_draw

Operation = Callable[[QPainter], None]

_LARGEST_GLYPH: Final = 64
"""Letters of so many pixels are no longer drawn from Qt's cache of glyphs, and runs of them not at all."""

_PICTURED: Final[set[str]] = set()
"""Families whose glyphs are pictures: asked for an outline, they are not drawn any more."""

TEXT_BELOW: Final = 0.16
"""The zoom below which a text is a line of dots: it is left out."""


@lru_cache(maxsize=256)
def raw_font(face: Face, size: float) -> QRawFont:
    """Return the font of a face at a size in points, hinting off: glyphs stand where the layout put them."""
    hinting = QFont.HintingPreference.PreferNoHinting
    if face.kind == "colour":
        return _colour_font(face, size)
    return QRawFont(file_to_draw(face), size, hinting)


def _colour_font(face: Face, size: float) -> QRawFont:
    """Return a font of pictures, as wide as the layout measured it.

    Loaded from its file, Qt draws it as noise; by family it draws it right, but smaller than the size says.
    """
    font = QFont(face.family)
    font.setPixelSize(max(1, round(size)))
    raw = QRawFont.fromFont(font)
    _PICTURED.add(raw.familyName())
    glyph = next(iter(raw.glyphIndexesForString("\N{GRINNING FACE}")), 0)
    drawn = raw.advancesForGlyphIndexes([glyph])[0].x() / raw.pixelSize() if glyph else 0.0
    measured = shaper(face).get_glyph_h_advance(glyph) / face.units_per_em
    raw.setPixelSize(size * measured / drawn if drawn and measured else size)
    return raw


def glyph_runs(block: TextBlock) -> tuple[QGlyphRun, ...]:
    """Return what draws a text from its block's top left: one run for each face in it."""
    glyphs: dict[tuple[Face, float], tuple[list[int], list[QPointF]]] = {}
    for line in block.lines:
        for run in line.runs:
            indexes, positions = glyphs.setdefault((run.face, run.size), ([], []))
            indexes += run.glyphs
            positions.extend(map(QPointF, run.xs, run.ys))
    runs = []
    for (face, size), (indexes, positions) in glyphs.items():
        glyph_run = QGlyphRun()
        glyph_run.setRawFont(raw_font(face, size))
        glyph_run.setGlyphIndexes(indexes)
        glyph_run.setPositions(positions)
        runs.append(glyph_run)
    return tuple(runs)


@lru_cache(maxsize=4096)
def path_of(commands: tuple[Command, ...]) -> QPainterPath:
    """Return the commands of a path as Qt's; kept, since icons and edges are the same on many cards."""
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
    """Shapes made ready for QPainter in the colours of a theme; drawn as often as needed, never kept as pixels."""

    __slots__ = ("_boxes", "_shapes", "_texts")

    def __init__(self, shapes: Iterable[Shape], ink: "Ink") -> None:
        self._shapes = tuple(shapes)
        self._boxes: list[Operation] = []
        self._texts: list[Operation] = []
        for shape in self._shapes:
            match shape:
                case Text():
                    self._texts += _text(shape, ink)
                case Rect():
                    self._boxes.append(_rect(shape, ink))
                case Path():
                    self._boxes.append(_path(shape, ink))
                case Image():
                    self._boxes.append(_image(shape, ink))

    @property
    def height(self) -> float:
        """Where the ink ends, from the top."""
        return max((shape.bounds.bottom for shape in self._shapes), default=0.0)

    @property
    def text_width(self) -> float:
        """Where the words end, from the left."""
        return max((shape.bounds.right for shape in self._shapes if isinstance(shape, Text)), default=0.0)

    def draw(self, painter: QPainter, zoom: float = 1.0) -> None:
        """Draw everything that can be seen at a zoom, 1 = full size, from the painter's origin."""
        self.draw_boxes(painter)
        if zoom >= TEXT_BELOW:
            self.draw_texts(painter)

    def draw_boxes(self, painter: QPainter) -> None:
        """Draw what is not text."""
        for operation in self._boxes:
            operation(painter)

    def draw_texts(self, painter: QPainter) -> None:
        """Draw the text."""
        for operation in self._texts:
            operation(painter)


class Images(Protocol):
    """Gives stored images as pixels."""

    def pixmap(self, name: str, longest: float) -> QPixmap | None:
        """Return an image to be drawn with a longest side in pixels; none where there is none (yet)."""


class Ink:
    """The colours of a theme as Qt's pens and brushes, the zoom that is drawn at, and whether it is changing."""

    def __init__(self, theme: Theme = LIGHT, images: Images | None = None) -> None:
        self.theme = theme
        self.images = images
        self.zoom = 1.0
        self.zooming = False
        self._colours: dict[Role, QColor] = {}
        self._brushes: dict[Role | None, QBrush] = {None: QBrush()}
        self._pens: dict[tuple[Role | None, float, tuple[float, ...]], QPen] = {}

    def use(self, theme: Theme) -> None:
        """Take another theme; pictures made before keep their colours."""
        self.theme = theme
        self._colours.clear()
        self._brushes = {None: QBrush()}
        self._pens.clear()

    def colour(self, role: Role) -> QColor:
        """Return the colour of a role."""
        colour = self._colours.get(role)
        if colour is None:
            colour = self._colours[role] = QColor(self.theme[role])
        return colour

    def brush(self, role: Role | None) -> QBrush:
        """Return what fills in the colour of a role; none = nothing."""
        brush = self._brushes.get(role)
        if brush is None:
            brush = self._brushes[role] = QBrush(self.colour(role or ""))
        return brush

    def mixed(self, one: Role, other: Role) -> QBrush:
        """Return what fills in the colour half way between two roles."""
        brush = self._brushes.get(f"{one}+{other}")
        if brush is None:
            a, b = self.colour(one), self.colour(other)
            middle = QColor((a.red() + b.red()) // 2, (a.green() + b.green()) // 2, (a.blue() + b.blue()) // 2)
            brush = self._brushes[f"{one}+{other}"] = QBrush(middle)
        return brush

    def pen(self, role: Role | None, width: float = 1.0, dash: tuple[float, ...] = ()) -> QPen:
        """Return what draws lines in the colour of a role; none = nothing. Width and dashes in points."""
        pen = self._pens.get((role, width, dash))
        if pen is None:
            pen = self._pens[(role, width, dash)] = self._pen(role, width, dash) if role else QPen(Qt.PenStyle.NoPen)
        return pen

    def _pen(self, role: Role, width: float, dash: tuple[float, ...]) -> QPen:
        pen = QPen(self.colour(role), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if dash else Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dash:
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


def _image(shape: Image, ink: Ink) -> Operation:
    longest = max(shape.width, shape.height)

    def draw(painter: QPainter) -> None:
        place = painter.worldTransform()
        scale = hypot(place.m11(), place.m12()) * painter.device().devicePixelRatioF()
        pixmap = ink.images.pixmap(shape.name, longest * scale) if ink.images is not None else None
        if pixmap is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            target = shape.placed(pixmap.width(), pixmap.height())
            painter.drawPixmap(QRectF(*target), pixmap, QRectF(pixmap.rect()))

    return draw


def _path(shape: Path, ink: Ink) -> Operation:
    if shape.dash and shape.fill is None and all(command[0] in "ML" for command in shape.commands):
        return _dashes(shape, ink)
    path = path_of(shape.commands)
    pen, brush = ink.pen(shape.stroke, shape.width, shape.dash), ink.brush(shape.fill)

    def draw(painter: QPainter) -> None:
        painter.setPen(pen)
        painter.setBrush(brush)
        painter.drawPath(path)

    return draw


def _dashes(shape: Path, ink: Ink) -> Operation:
    """Draw dashed straight lines one by one: Qt takes twelve times as long for them as one path."""
    pen = ink.pen(shape.stroke, shape.width, shape.dash)
    pairs = pairwise(shape.commands)
    lines = [QLineF(*one[1:3], *other[1:3]) for one, other in pairs if other[0] == "L"]

    def draw(painter: QPainter) -> None:
        painter.setPen(pen)
        painter.drawLines(lines)

    return draw


def _text(shape: Text, ink: Ink) -> list[Operation]:
    return [_glyphs(run, QPointF(shape.x, shape.y), ink.pen(shape.colour)) for run in glyph_runs(shape.block)]


def _glyphs(run: QGlyphRun, place: QPointF, pen: QPen) -> Operation:
    size = run.rawFont().pixelSize()

    def draw(painter: QPainter) -> None:
        painter.setPen(pen)
        if size * painter.deviceTransform().m11() < _LARGEST_GLYPH:
            painter.drawGlyphRun(place, run)
        else:
            _draw_large(painter, place, run)

    return draw


def _draw_large(painter: QPainter, place: QPointF, run: QGlyphRun) -> None:
    """Draw what Qt leaves out where letters get this large: by their outlines, emoji as enlarged pictures."""
    font = run.rawFont()
    if font.familyName() not in _PICTURED:
        outline = QPainterPath()
        outline.setFillRule(Qt.FillRule.WindingFill)
        for glyph, at in zip(run.glyphIndexes(), run.positions(), strict=True):
            outline.addPath(font.pathForGlyph(glyph).translated(at + place))
        painter.fillPath(outline, painter.pen().brush())
        return
    size = font.pixelSize()
    scale = 0.9 * _LARGEST_GLYPH / size
    for glyph, at in zip(run.glyphIndexes(), run.positions(), strict=True):
        image = QPixmap(2 * _LARGEST_GLYPH, 2 * _LARGEST_GLYPH)
        image.fill(Qt.GlobalColor.transparent)
        single = QGlyphRun()
        single.setRawFont(font)
        single.setGlyphIndexes([glyph])
        single.setPositions([QPointF(0.0, 0.0)])
        inner = QPainter(image)
        inner.scale(scale, scale)
        inner.drawGlyphRun(QPointF(0.0, 1.5 * size), single)
        inner.end()
        corner = at + place - QPointF(0.0, 1.5 * size)
        side = image.width() / scale
        painter.drawPixmap(QRectF(corner.x(), corner.y(), side, side), image, QRectF(image.rect()))
