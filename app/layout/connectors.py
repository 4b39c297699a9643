"""What connectors look like on screen and on paper: a line with round corners, an arrow head, a sign and a title.

A hand-off differs by its sign and its line, not by its colour alone.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from math import hypot
from typing import Final, NamedTuple

from app.layout.channels import Link
from app.layout.geometry import Box
from app.layout.icons import draw_icon
from app.layout.look import Role
from app.layout.routes import TRACK, Point, Routes
from app.layout.shapes import Command, Path, Rect, Shape, Text, moved, polygon
from app.layout.sheet import MapLayout
from app.layout.styles import SMALL, lay_out_often
from app.models.content import Content, connectors_of
from app.models.kinds import HandOff
from app.models.records import Connector

ROLES: Final[dict[HandOff | None, Role]] = {None: "muted", "seamless": "good", "broken": "bad"}
_DASHES: Final[dict[HandOff | None, tuple[float, ...]]] = {None: (), "seamless": (), "broken": (6.0, 3.0)}
SIGNS: Final[dict[HandOff, str]] = {"seamless": "link", "broken": "broken link"}
"""The icon of each kind of hand-off."""

WIDTH: Final = 1.5
REACH: Final = 4.5
"""How far the arrow head reaches beyond the line at most."""

_RADIUS = 5.0
_ROUND = 0.5522847498
_HEAD, _HALF_HEAD = 6.0, 3.5
_PILL, _SIGN, _PAD = 14.0, 10.0, 4.0
_MOST_TITLE = 152.0
_PARTS = (0.5, 0.25, 0.75)


class Label(NamedTuple):
    """The sign and title of a connector, and where on the sheet they stand."""

    box: Box
    shapes: tuple[Shape, ...]


def links_of(connectors: Iterable[Connector]) -> tuple[Link, ...]:
    """Return the lines that connectors want."""
    return tuple(Link(each.id, each.from_card_id, each.to_card_id) for each in connectors)


def draw_line(points: tuple[Point, ...], hand_off: HandOff | None, *, selected: bool = False) -> tuple[Shape, ...]:
    """Return the line of a connector with its arrow head, from the origin that the points count from."""
    stretches, head = _stretches(points)
    role, width, dash = _stroke(hand_off, selected=selected)
    tip = Path(head, fill=role, stroke=role, width=1.0)
    if not dash:
        return Path(stretches[0][:1] + tuple(each for part in stretches for each in part[1:]), None, role, width), tip
    straight = tuple(command for part in stretches for command in part[:2])
    corners = tuple(command for part in stretches for command in _corner(part))
    dashes = Path(straight, stroke=role, width=width, dash=dash)
    return (dashes, Path(corners, stroke=role, width=width), tip) if corners else (dashes, tip)


def draw_stretches(
    points: tuple[Point, ...], hand_off: HandOff | None, *, selected: bool = False
) -> list[tuple[Box, tuple[Shape, ...]]]:
    """Return the same line as a box with shapes for each stretch, so that a change draws only what it changes."""
    stretches, head = _stretches(points)
    role, width, dash = _stroke(hand_off, selected=selected)
    drawn: list[tuple[Box, tuple[Shape, ...]]] = []
    for part, one, other in zip(stretches, points, points[1:], strict=False):
        box = bounds_of((one, other, part[-1][-2:]))  # type: ignore[arg-type]
        here = moved(part, -box.x, -box.y)
        if dash:
            shapes: tuple[Shape, ...] = (Path(here[:2], stroke=role, width=width, dash=dash),)
            shapes += (Path(_corner(here), stroke=role, width=width),) if len(here) > 2 else ()
        else:
            shapes = (Path(here, stroke=role, width=width),)
        drawn.append((box, shapes))
    box, shapes = drawn[-1]
    drawn[-1] = box, (*shapes, Path(moved(head, -box.x, -box.y), fill=role, stroke=role, width=1.0))
    return drawn


def _stroke(hand_off: HandOff | None, *, selected: bool) -> tuple[Role, float, tuple[float, ...]]:
    return "accent" if selected else ROLES[hand_off], WIDTH + 1.0 if selected else WIDTH, _DASHES[hand_off]


def _corner(stretch: tuple[Command, ...]) -> tuple[Command, ...]:
    """Return the round corner at the end of a stretch by itself: dashes of both together take long to draw."""
    return (("M", *stretch[1][1:3]), stretch[2]) if len(stretch) > 2 else ()


def _stretches(points: tuple[Point, ...]) -> tuple[list[tuple[Command, ...]], tuple[Command, ...]]:
    """Return the stretches of a line, each with the corner at its end, and the arrow head."""
    (x, y), (x1, y1) = points[-2:]
    length = hypot(x1 - x, y1 - y)
    right, down = (x1 - x) / length, (y1 - y) / length
    back = min(_HEAD, length)
    foot = (x1 - right * back, y1 - down * back)
    head = polygon(
        (x1, y1),
        (foot[0] - down * _HALF_HEAD, foot[1] + right * _HALF_HEAD),
        (foot[0] + down * _HALF_HEAD, foot[1] - right * _HALF_HEAD),
    )
    return rounded((*points[:-1], foot)), head


def rounded(points: tuple[Point, ...], radius: float = _RADIUS) -> list[tuple[Command, ...]]:
    """Return the stretches of a line through points, level and upright by turns, each but the last with its corner."""
    stretches: list[tuple[Command, ...]] = []
    start = points[0]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        one, other = _toward(corner, before, radius), _toward(corner, after, radius)
        first, second = _between(one, corner, _ROUND), _between(other, corner, _ROUND)
        stretches.append((("M", *start), ("L", *one), ("C", *first, *second, *other)))
        start = other
    return [*stretches, (("M", *start), ("L", *points[-1]))]


def _toward(corner: Point, other: Point, radius: float) -> Point:
    """Return the place where the rounding of a corner begins: at most half way to the next one."""
    length = hypot(other[0] - corner[0], other[1] - corner[1])
    return _between(corner, other, min(radius, length / 2) / length) if length else corner


def _between(one: Point, other: Point, part: float) -> Point:
    return one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part


@lru_cache(maxsize=512)
def _pill(title: str, hand_off: HandOff | None, *, selected: bool) -> tuple[float, float, tuple[Shape, ...]]:
    """Return width, height and shapes of sign and title, from their top left."""
    role = "accent" if selected else ROLES[hand_off]
    block = lay_out_often(title, SMALL, _MOST_TITLE, 1) if title else None
    text_width = block.lines[0].width if block else 0.0
    height = max(_PILL, block.height + 2.0) if block else _PILL
    sign = _SIGN if hand_off else 0.0
    width = height if block is None else sign + text_width + 2 * _PAD + (_PAD if hand_off else 0.0)
    shapes: list[Shape] = [Rect(0.0, 0.0, width, height, min(height / 2, _PILL / 2), "sheet", role)]
    if hand_off:
        left = (width - _SIGN) / 2 if block is None else _PAD
        shapes += draw_icon(SIGNS[hand_off], left, (height - _SIGN) / 2, _SIGN, role)
    if block:
        begins = block.lines[0].x  # where a script that runs to the left begins
        shapes.append(Text(block, width - _PAD - text_width - begins, (height - block.height) / 2, "ink"))
    return width, height, tuple(shapes)


def draw_label(
    layout: MapLayout,
    points: tuple[Point, ...],
    connector: Connector,
    taken: Collection[Box] = (),
    *,
    selected: bool = False,
) -> Label | None:
    """Return sign and title of a connector on its longest stretch where they cover no card and nothing in `taken`.

    A title that has no room is left out; a sign is not.
    """
    hand_off = connector.hand_off
    for title in dict.fromkeys((connector.title, "")) if hand_off else filter(None, (connector.title,)):
        width, height, shapes = _pill(title, hand_off, selected=selected)
        for x, y in _places(points, height):
            box = Box(x - width / 2, y - height / 2, width, height)
            if is_free(layout, box) and not any(box.meets(each) for each in taken):
                return Label(box, shapes)
    if hand_off is None:
        return None
    x, y = next(_places(points, _PILL))
    width, height, shapes = _pill("", hand_off, selected=selected)
    return Label(Box(x - width / 2, y - height / 2, width, height), shapes)


def _places(points: tuple[Point, ...], height: float) -> Iterator[Point]:
    """Yield middles for a label: on the stretches from the longest to the shortest, then beside them.

    On neighbouring tracks the first choices differ, so that labels do not lie on each other.
    """
    stretches = sorted(pairwise(points), key=lambda each: -abs(each[0][0] - each[1][0]) - abs(each[0][1] - each[1][1]))
    for choice in range(len(_PARTS)):
        for one, other in stretches:
            if abs(one[0] - other[0]) + abs(one[1] - other[1]) > height + 2 * _HEAD:
                track = round((one[1] if one[1] == other[1] else one[0]) / TRACK)
                yield _between(one, other, _PARTS[(track + choice) % len(_PARTS)])
    for one, other in stretches:
        x, y = _between(one, other, 0.5)
        away = height / 2 + WIDTH
        yield from ((x, y - away), (x, y + away)) if one[1] == other[1] else ((x, y),)
    yield _between(*stretches[0], 0.5)


def is_free(layout: MapLayout, box: Box) -> bool:
    """Return whether a box of the sheet covers no card and nothing beside the cells."""
    inside = box.x >= layout.label_width and box.right <= layout.width
    if not inside or box.y < layout.header_height or layout.cards_in_rect(box):
        return False
    rows = [lane for lane in map(layout.lane_at, (box.y, box.bottom)) if lane is not None]
    return not any(chip.box.moved(0.0, lane.y).meets(box) for lane in rows for chip in lane.chips)


class Drawn(NamedTuple):
    """A connector on the sheet, ready to be drawn: its corners and, where it has any, sign and title."""

    connector: Connector
    points: tuple[Point, ...]
    label: Label | None


def draw_connectors(content: Content, layout: MapLayout) -> tuple[Drawn, ...]:
    """Return the connectors of a map whose cards are both on the sheet."""
    connectors = connectors_of(content, layout.journey_id)
    routes = Routes(layout, links_of(connectors))
    drawn: list[Drawn] = []
    taken: list[Box] = []
    for connector in connectors:
        if connector.id in routes:
            points = routes.points(connector.id)
            label = draw_label(layout, points, connector, taken)
            drawn.append(Drawn(connector, points, label))
            taken += [label.box] if label else []
    return tuple(drawn)


def bounds_of(points: Iterable[Point]) -> Box:
    """Return the box around points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def mapped(points: tuple[Point, ...], move: Callable[[Point], Point]) -> tuple[Point, ...]:
    """Return moved points, without those that fall together."""
    there: list[Point] = []
    for point in map(move, points):
        if not there or there[-1] != point:
            there.append(point)
    return tuple(there)
