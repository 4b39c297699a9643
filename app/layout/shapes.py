"""What everything on a map is drawn with, on screen and on paper: rectangles, paths and lines of text."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.layout.geometry import Box
from app.layout.look import Role
from app.layout.text import TextBlock

Command = tuple[str, float, float] | tuple[str, float, float, float, float, float, float] | tuple[str]
"""("M", x, y) moves, ("L", x, y) draws a line, ("C", x1, y1, x2, y2, x, y) a cubic Bézier, ("Z",) closes."""


class Rect(NamedTuple):
    """A rectangle with rounded corners; fill and stroke are colour roles, none = not drawn."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0
    fill: Role | None = None
    stroke: Role | None = None
    stroke_width: float = 1.0

    @property
    def bounds(self) -> Box:
        """The box that the rectangle's ink is in."""
        ink = self.stroke_width / 2 if self.stroke else 0.0
        return Box(self.x, self.y, self.width, self.height).inset(-ink, -ink)


class Path(NamedTuple):
    """Lines and curves with round ends and joins; fill and stroke are roles, `dash` lengths of stroke and space."""

    commands: tuple[Command, ...]
    fill: Role | None = None
    stroke: Role | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()

    @property
    def bounds(self) -> Box:
        """A box that the path's ink is in, control points included."""
        numbers = [number for command in self.commands for number in command[1:] if isinstance(number, float | int)]
        if not numbers:
            return Box(0.0, 0.0, 0.0, 0.0)
        xs, ys = numbers[::2], numbers[1::2]
        ink = self.width / 2 if self.stroke else 0.0
        return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).inset(-ink, -ink)


class Text(NamedTuple):
    """A laid-out text; x and y are the top left of its block."""

    block: TextBlock
    x: float
    y: float
    colour: Role

    @property
    def bounds(self) -> Box:
        """The box of the lines, from the leftmost to the rightmost."""
        lines = self.block.lines
        left = min((line.x for line in lines), default=0.0)
        right = max((line.x + line.width for line in lines), default=0.0)
        return Box(self.x + left, self.y, right - left, self.block.height)


class Image(NamedTuple):
    """A stored image by its SHA-256, as large as fits into a box, in its middle; `title` says what it shows."""

    name: str
    x: float
    y: float
    width: float
    height: float
    title: str = ""

    @property
    def bounds(self) -> Box:
        """The box that the image fits into."""
        return Box(self.x, self.y, self.width, self.height)

    def placed(self, width: float, height: float) -> Box:
        """Return where an image of that size, in pixels, is."""
        scale = min(self.width / max(width, 1.0), self.height / max(height, 1.0))
        inner_width, inner_height = width * scale, height * scale
        left, top = self.x + (self.width - inner_width) / 2, self.y + (self.height - inner_height) / 2
        return Box(left, top, inner_width, inner_height)


Shape = Rect | Path | Text | Image


def circle(x: float, y: float, radius: float) -> tuple[Command, ...]:
    """Return the commands of a circle around a point, of four Bézier segments."""
    k = 0.5522847498 * radius
    return (
        ("M", x + radius, y),
        ("C", x + radius, y + k, x + k, y + radius, x, y + radius),
        ("C", x - k, y + radius, x - radius, y + k, x - radius, y),
        ("C", x - radius, y - k, x - k, y - radius, x, y - radius),
        ("C", x + k, y - radius, x + radius, y - k, x + radius, y),
        ("Z",),
    )


def polygon(*points: tuple[float, float]) -> tuple[Command, ...]:
    """Return the commands of a closed polygon."""
    start, *rest = points
    return (("M", *start), *(("L", *point) for point in rest), ("Z",))


def line(*points: tuple[float, float]) -> tuple[Command, ...]:
    """Return the commands of an open line through points."""
    start, *rest = points
    return (("M", *start), *(("L", *point) for point in rest))


def moved(commands: tuple[Command, ...], x: float, y: float, scale: float = 1.0) -> tuple[Command, ...]:
    """Return the commands scaled, then moved to the right and down."""
    result: list[Command] = []
    for command in commands:
        match command:
            case (name, x1, y1):
                result.append((name, x1 * scale + x, y1 * scale + y))
            case (name, x1, y1, x2, y2, x3, y3):
                first, second = (x1 * scale + x, y1 * scale + y), (x2 * scale + x, y2 * scale + y)
                result.append((name, *first, *second, x3 * scale + x, y3 * scale + y))
            case _:
                result.append(command)
    return tuple(result)


def moved_down(shapes: Iterable[Shape], y: float) -> Iterator[Shape]:
    """Yield shapes moved down."""
    for shape in shapes:
        if isinstance(shape, Path):
            yield shape._replace(commands=moved(shape.commands, 0.0, y))
        else:
            yield shape._replace(y=shape.y + y)
