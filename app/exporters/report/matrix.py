"""The matrix of a report: each opportunity a point over customer and business value, labels that never overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, pi, sin
from typing import Final, NamedTuple

from app.exporters.report.blocks import SMALL, SMALL_BOLD
from app.exporters.report.figures import Figure
from app.layout.geometry import Box
from app.layout.look import Role
from app.layout.shapes import Path, Rect, Shape, Text, circle, line
from app.layout.styles import line_height
from app.layout.text import TextBlock, lay_out, measure
from app.layout.words import Words
from app.models.kinds import DECISIONS, DecisionKind
from app.scoring.opportunities import Ranked

MOST_NAMED: Final = 60
"""Points that get a label; the others are dots."""

_FILLS: Final[dict[DecisionKind | None, tuple[Role, Role]]] = {
    "will do": ("accent", "accent"),
    "later": ("accent.fill", "accent"),
    "will not do": ("line", "muted"),
    None: ("sheet", "accent"),
}
"""Fill and edge by decision."""

_RADIUS: Final = 4.0
_LEFT: Final = 30.0
_TOP: Final = 20.0
_BELOW: Final = 34.0
_TITLE_WIDTH: Final = 118.0
_REACHES: Final = (7.0, 13.0, 21.0, 32.0, 46.0, 64.0, 90.0, 124.0)
"""How far a label may stand from its point; from the third on a hairline leads to it."""

_DIRECTIONS: Final = 16
_GAP: Final = 1.5


class _Point(NamedTuple):
    """Opportunities with the same values: where they are drawn, and their label with the titles and without."""

    rows: tuple[Ranked, ...]
    x: float
    y: float


class _Label(NamedTuple):
    """A place in bold, and beside it a title, if there is room for one."""

    number: TextBlock
    title: TextBlock | None

    @property
    def width(self) -> float:
        """The width of both."""
        return self.number.width + (4.0 + self.title.width if self.title else 0.0)

    @property
    def height(self) -> float:
        """The height of the higher one."""
        return max(self.number.height, self.title.height if self.title else 0.0)


def draw_matrix(rows: Sequence[Ranked], width: float, height: float, words: Words) -> Figure:
    """Return the matrix of opportunities that have both values, those of the first places with their titles."""
    plot = Box(_LEFT, _TOP, width - _LEFT - 8.0, height - _TOP - _BELOW)
    shapes = list(_axes(plot, words))
    found = _points(rows, plot)
    taken = [Box(each.x, each.y, 0.0, 0.0).inset(-_RADIUS - 1.0, -_RADIUS - 1.0) for each in found]
    ways: list[tuple[tuple[float, float], tuple[float, float]]] = []
    labels: list[Shape] = []
    for point in found[:MOST_NAMED]:
        for label in _labels_of(point, words):
            placed = _place(point, label, plot, taken, ways)
            if placed is not None:
                box, way = placed
                taken.append(box.inset(-_GAP, -_GAP))
                if way is not None:
                    ways.append(way)
                    shapes.append(Path(line(*way), stroke="muted", width=0.4))
                labels += _draw(label, box)
                break
    for point in reversed(found):
        shapes += _mark(point.rows[0].decided, point.x, point.y)
    return Figure((*shapes, *labels, *_legend(plot, width, words)), height)


def _axes(plot: Box, words: Words) -> Iterator[Shape]:
    for part in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = plot.x + part * plot.width, plot.bottom - part * plot.height
        stroke = "line" if part in (0.0, 0.5, 1.0) else "grid"
        yield Path(line((x, plot.y), (x, plot.bottom)), stroke=stroke, width=0.7)
        yield Path(line((plot.x, y), (plot.right, y)), stroke=stroke, width=0.7)
        figure = lay_out(f"{part * 100:g}", SMALL, float("inf"))
        yield Text(figure, x - figure.width / 2, plot.bottom + 4.0, "muted")
        if part:
            yield Text(figure, plot.x - 5.0 - figure.width, y - figure.height / 2, "muted")
    up, across = (lay_out(words[f"report {name}"], SMALL_BOLD, float("inf")) for name in ("business", "customer"))
    yield Text(up, 0.0, 0.0, "muted")
    yield Text(across, plot.right - across.width, plot.bottom + 17.0, "muted")


def _legend(plot: Box, width: float, words: Words) -> Iterator[Shape]:
    """Yield what the fills mean, at the right edge above the plot."""
    entries = [(decision, lay_out(words[decision or "open"], SMALL, float("inf"))) for decision in (*DECISIONS, None)]
    x = width - 8.0 - sum(block.width + 24.0 for _, block in entries) + 12.0
    for decision, block in entries:
        yield from _mark(decision, x + _RADIUS, line_height(SMALL) / 2)
        yield Text(block, x + 12.0, 0.0, "muted")
        x += block.width + 24.0


def _mark(decision: DecisionKind | None, x: float, y: float) -> Iterator[Shape]:
    fill, edge = _FILLS[decision]
    yield Path(circle(x, y, _RADIUS), fill=fill, stroke=edge, width=1.0)
    if decision == "later":
        yield Path(circle(x, y, _RADIUS / 2.5), fill=edge)


def _points(rows: Sequence[Ranked], plot: Box) -> list[_Point]:
    """Return the points from the first place on; opportunities with the same values share one."""
    by_value: dict[tuple[float, float], list[Ranked]] = {}
    for row in rows:
        customer, business = row.worth("customer"), row.worth("business")
        if customer is not None and business is not None:
            by_value.setdefault((customer, business), []).append(row)
    return [
        _Point(tuple(same), plot.x + customer / 100 * plot.width, plot.bottom - business / 100 * plot.height)
        for (customer, business), same in by_value.items()
    ]


def _labels_of(point: _Point, words: Words) -> Iterator[_Label]:
    """Yield the label with the title, then the shorter one."""
    ranks = ", ".join(str(row.place.rank) for row in point.rows[:4]) + (" …" if point.rows[4:] else "")
    ranks = str(point.rows[0].place.rank) if len({row.place.rank for row in point.rows}) == 1 else ranks
    number = lay_out(ranks, SMALL_BOLD, float("inf"))
    if len(point.rows) == 1:
        title = point.rows[0].opportunity.title or words["report untitled"]
        wide = min(_TITLE_WIDTH, measure(title, SMALL) + 0.5)
        block = lay_out(title, SMALL, wide, max_lines=3)
        yield _Label(number, lay_out(title, SMALL, block.width + 0.5, max_lines=3))
    yield _Label(number, None)


def _place(
    point: _Point,
    label: _Label,
    plot: Box,
    taken: Sequence[Box],
    ways: Sequence[tuple[tuple[float, float], tuple[float, float]]],
) -> tuple[Box, tuple[tuple[float, float], tuple[float, float]] | None] | None:
    """Return the nearest free box for a label, and the line from point to box where that is far; or none."""
    for reach in _REACHES[:5] if label.title else _REACHES:
        for number in range(_DIRECTIONS):
            angle = 2 * pi * number / _DIRECTIONS
            across, down = cos(angle), sin(angle)
            # the box touches the circle of that reach with the edge or corner that is nearest
            x = point.x + reach * across - label.width * (1 - across) / 2
            y = point.y + reach * down - label.height * (1 - down) / 2
            box = Box(x, y, label.width, label.height)
            inside = plot.x <= box.x and box.right <= plot.right and plot.y <= box.y and box.bottom <= plot.bottom
            if not inside or any(box.meets(other) for other in taken):
                continue
            if any(_crosses(*way, box) for way in ways):
                continue
            if reach <= _REACHES[1]:
                return box, None
            end = min(max(point.x, box.x), box.right), min(max(point.y, box.y + 2.0), box.bottom - 2.0)
            away = ((end[0] - point.x) ** 2 + (end[1] - point.y) ** 2) ** 0.5 or 1.0
            begin = point.x + (end[0] - point.x) / away * _RADIUS, point.y + (end[1] - point.y) / away * _RADIUS
            own = Box(point.x, point.y, 0.0, 0.0).inset(-_RADIUS - 1.0, -_RADIUS - 1.0)
            if not any(_crosses(begin, end, other) for other in taken if other != own):
                return box, (begin, end)
    return None


def _crosses(start: tuple[float, float], end: tuple[float, float], box: Box) -> bool:
    """Return whether a line runs through a box (Liang and Barsky, 1984)."""
    first, last = 0.0, 1.0
    for begin, way, low, high in (
        (start[0], end[0] - start[0], box.x, box.right),
        (start[1], end[1] - start[1], box.y, box.bottom),
    ):
        if way == 0.0:
            if not low < begin < high:
                return False
            continue
        one, other = sorted(((low - begin) / way, (high - begin) / way))
        first, last = max(first, one), min(last, other)
    return first < last


def _draw(label: _Label, box: Box) -> Iterator[Shape]:
    yield Rect(*box, fill="sheet")  # no line of the grid strikes it out
    yield Text(label.number, box.x, box.y, "ink")
    if label.title:
        yield Text(label.title, box.x + label.number.width + 4.0, box.y, "ink")
