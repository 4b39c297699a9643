"""The connectors of a map on one tile of it: cut at its edges, with a mark that points on to the next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING

from app.layout.connectors import REACH, ROLES, WIDTH, Drawn, bounds_of, draw_line, mapped
from app.layout.geometry import Box
from app.layout.routes import Point
from app.layout.shapes import Path, Shape, line

if TYPE_CHECKING:
    from app.exporters.tiles import Rows

_CHEVRON, _APART, _INSIDE = 3.0, 4.0, 3.0


class TilePlace:
    """Where places of the sheet are on a tile: its lanes are moved up and down, its title bars may be higher."""

    def __init__(self, rows: Rows, right: float) -> None:
        """Take the rows of the tile, and how far to the right x moves."""
        self._right = right
        self._from: list[float] = []
        self._to: list[float] = []
        for part in rows.lanes:
            top = part.lane.y + part.start
            self._from += (top, top + part.height)
            self._to += (part.top, part.top + part.height)

    def __call__(self, point: Point) -> Point:
        """Return the place on the tile; beyond its ends the sheet goes on."""
        x, y = point
        if not self._from:
            return x + self._right, y
        at = bisect_right(self._from, y)
        if at == 0 or at == len(self._from):
            end = 0 if at == 0 else -1
            return x + self._right, y + self._to[end] - self._from[end]
        above, below = self._from[at - 1], self._from[at]
        part = (y - above) / (below - above)
        return x + self._right, self._to[at - 1] + part * (self._to[at] - self._to[at - 1])


def connectors_on_tile(
    connectors: Sequence[Drawn], place: TilePlace, body: Box
) -> Iterator[tuple[tuple[Shape, ...], tuple[Shape, ...] | None]]:
    """Yield the shapes of the lines that touch the body of a tile; with marks where they are cut at its edges."""
    for drawn in connectors:
        points = mapped(drawn.points, place)
        bounds = bounds_of(points)
        if len(points) < 2 or not bounds.inset(-WIDTH, -WIDTH).meets(body):
            continue
        shapes = draw_line(points, drawn.connector.hand_off)
        if body.inset(REACH / 2, REACH / 2).holds(bounds):
            yield shapes, None
        elif any(_crosses(body, one, other) for one, other in pairwise(points)):
            yield shapes, tuple(_marks(points, body, ROLES[drawn.connector.hand_off]))


def labels_on_tile(
    connectors: Sequence[Drawn], place: TilePlace, body: Box
) -> Iterator[tuple[float, float, tuple[Shape, ...]]]:
    """Yield the place of each sign and title that is on a tile, and its shapes from there."""
    for drawn in connectors:
        if drawn.label is not None:
            box = drawn.label.box
            x, y = place((box.x + box.width / 2, box.y + box.height / 2))
            if body.contains(x, y):
                left = min(max(x - box.width / 2, body.x + 1.0), body.right - box.width - 1.0)
                yield left, y - box.height / 2, drawn.label.shapes


def _marks(points: tuple[Point, ...], body: Box, role: str) -> Iterator[Path]:
    """Yield a double arrow for each place where a line comes onto a tile or leaves it, along the line."""
    for one, other in pairwise(points):
        length = hypot(other[0] - one[0], other[1] - one[1])
        right, down = (other[0] - one[0]) / length, (other[1] - one[1]) / length
        entered, left = _entered(body, one, other), _entered(body, other, one)
        for at, inwards in ((entered, 1.0), (left, -1.0)):
            if at is None:
                continue
            for away in (_INSIDE, _INSIDE + _APART):
                x, y = at[0] + right * inwards * away, at[1] + down * inwards * away
                tip = (x + right * _CHEVRON / 2, y + down * _CHEVRON / 2)
                foot = (x - right * _CHEVRON / 2, y - down * _CHEVRON / 2)
                wings = [(foot[0] - down * _CHEVRON * side, foot[1] + right * _CHEVRON * side) for side in (1.0, -1.0)]
                yield Path(line(wings[0], tip, wings[1]), stroke=role, width=WIDTH)


def _entered(body: Box, one: Point, other: Point) -> Point | None:
    """Return where a level or upright stretch comes into a box from outside, if it does."""
    if _inside(body, one) or not _crosses(body, one, other):
        return None
    x = min(max(one[0], body.x), body.right)
    y = min(max(one[1], body.y), body.bottom)
    return x, y


def _inside(body: Box, point: Point) -> bool:
    return body.x <= point[0] <= body.right and body.y <= point[1] <= body.bottom


def _crosses(body: Box, one: Point, other: Point) -> bool:
    """Return whether a level or upright stretch has more than an end in a box."""
    stretch = bounds_of((one, other))
    across = min(stretch.right, body.right) - max(stretch.x, body.x)
    down = min(stretch.bottom, body.bottom) - max(stretch.y, body.y)
    return across >= 0.0 and down >= 0.0 and max(across, down) > 0.0
