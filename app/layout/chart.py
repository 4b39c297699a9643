"""Emotion curves on a lane: each on its own, or those of all swimlanes in one chart, a little beside each other."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from app.layout.curve import monotone_runs
from app.layout.geometry import COLUMN_WIDTH, LABEL_WIDTH, Box
from app.layout.lane_layout import Column
from app.layout.sheet import Curve, CurvePoint, LaneRow
from app.models.content import Content, lanes_of, swimlanes_of
from app.models.records import Swimlane
from app.scoring.emotion import EmotionPoint

_MARGIN: Final = 22.0
"""From the edges of its lane to the curve's +2 and −2: room for a point and its figure."""

_APART: Final = 28.0
_SPREAD: Final = 0.8
"""How far points of several curves in one column stand apart: room for a figure; of the column at most this part."""


class Chart(NamedTuple):
    """The lane that shows the curves of all swimlanes, and whose they are, with their numbers."""

    lane_id: str
    owners: tuple[tuple[Swimlane | None, int | None], ...]


def chart_of(content: Content, journey_id: str) -> Chart | None:
    """Return the chart of all curves: on the map's own emotion lane, else on the first that is in sight.

    None where there are not two curves, or where all lanes of them are folded away.
    """
    numbered = [(None, None), *((swimlane, at) for at, swimlane in enumerate(swimlanes_of(content, journey_id)))]
    lanes = [lanes_of(content, journey_id, swimlane.id if swimlane else None) for swimlane, _ in numbered]
    emotion = [next((lane for lane in each if lane.kind == "emotion"), None) for each in lanes]
    owners = [(owner, lane) for owner, lane in zip(numbered, emotion, strict=True) if lane is not None]
    shown = next((lane for (swimlane, _), lane in owners if swimlane is None or not swimlane.collapsed), None)
    return Chart(shown.id, tuple(owner for owner, _ in owners)) if shown is not None and len(owners) > 1 else None


def curve_on(
    row: LaneRow,
    columns: Sequence[Column],
    emotion: Sequence[EmotionPoint],
    *,
    number: int | None,
    name: str,
    n: int,
    hopes: bool,
    cumulative: bool,
    shift: float = 0.0,
) -> Curve:
    """Return the curve through the values of each column, in the middle of it or `shift` points to the right."""
    zero = row.height / 2
    unit = (zero - _MARGIN) / 2
    points = tuple(
        CurvePoint(place, column.x - LABEL_WIDTH + column.width / 2 + shift, zero - each.value * unit, each)
        for place, (column, each) in enumerate(zip(columns, emotion, strict=True))
        if each.value is not None
    )
    on_curve = {point.emotion.step_id: (point.x, point.y) for point in points}
    width = sum(column.width for column in columns) or COLUMN_WIDTH
    return Curve(
        lane_id=row.lane_id,
        swimlane_id=row.swimlane_id,
        number=number,
        name=name,
        box=Box(LABEL_WIDTH, row.y, width, row.height),
        zero=zero,
        points=points,
        gaps=tuple(place for place, each in enumerate(emotion) if each.value is None),
        runs=monotone_runs([on_curve.get(each.step_id) for each in emotion]),
        n=n,
        hopes=hopes,
        cumulative=cumulative,
    )


def shifts(count: int, columns: Sequence[Column]) -> list[float]:
    """Return how far each of several curves stands beside the middles of the columns, in points."""
    narrowest = min((column.width for column in columns), default=COLUMN_WIDTH)
    apart = min(_APART, _SPREAD * narrowest / count)
    return [(place - (count - 1) / 2) * apart for place in range(count)]


def together(curves: Sequence[Curve]) -> list[Curve]:
    """Return curves as those of one chart: a column's highest point has its figure above it, the lowest below."""
    heights: dict[int, list[float]] = {}
    for curve in curves:
        for point in curve.points:
            heights.setdefault(point.column, []).append(point.y)

    def apart(point: CurvePoint) -> CurvePoint:
        highest, lowest = min(heights[point.column]), max(heights[point.column])
        if highest == lowest:
            return point
        above = True if point.y == highest else False if point.y == lowest else None
        return point._replace(above=above)

    return [curve._replace(points=tuple(map(apart, curve.points)), together=True) for curve in curves]
