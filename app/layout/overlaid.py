"""Two journeys that are compared, as one sheet: what is gone stands where it was, and both curves on one lane."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from app.layout.chart import curve_on, shifts, together
from app.layout.geometry import CHART_HEIGHT, LANE_ROOM
from app.layout.labels import band_name, key_texts, label_height
from app.layout.look import HOPE_DASH
from app.layout.map_layout import lay_out_map
from app.layout.sheet import Curve, MapLayout
from app.layout.words import ENGLISH, Words, lane_title
from app.models.content import Content, persona_of
from app.models.records import Journey, Lane
from app.scoring.emotion import EmotionPoint
from app.scoring.to_be import Comparison, TwoCurves, two_curves

_DOTS: Final = (1.5, 4.0)
"""The line of the first of two curves that are both of feelings, or both of hopes."""


def lay_out_both(comparison: Comparison, *, words: Words = ENGLISH, room: float = LANE_ROOM) -> MapLayout:
    """Lay out two journeys as one map, under the id of the second.

    Each emotion lane has both curves, those of hopes dashed, and is high enough for both of their keys. `room` is what
    a lane leaves below its cards, in points: none on paper.
    """
    pairs = {pair.swimlane_id: pair for pair in two_curves(comparison)}
    both = comparison.both.copy()
    names = _names(comparison, words)
    for lane in both.holding(Lane, "journey_id", comparison.second.id):
        if lane.kind == "emotion" and lane.swimlane_id in pairs:
            keys = _keys(both, pairs[lane.swimlane_id], names, words)
            least = max(CHART_HEIGHT, label_height(lane_title(lane.title, lane.kind, words), *keys), lane.height or 0.0)
            both.put(replace(lane, height=least))
    layout = lay_out_map(both, comparison.second.id, words=words, room=room)
    states = (comparison.first, comparison.second)
    curves: list[Curve] = []
    for own in layout.curves:
        pair = pairs.get(own.swimlane_id)
        curves += [own] if pair is None else _both_curves(layout, own, pair, both, names, words, states)
    return replace(layout, curves=tuple(curves))


def _names(comparison: Comparison, words: Words) -> tuple[str, str]:
    """Return what sets the two apart: how it is and what is hoped for, else their titles."""
    first, second = comparison.first, comparison.second
    if first.state != second.state:
        return words[f"curve {first.state}"], words[f"curve {second.state}"]
    return first.title, second.title


def _keys(both: Content, pair: TwoCurves, names: tuple[str, str], words: Words) -> list[tuple[str, str]]:
    """Return what the keys of both curves say."""
    name = band_name(persona_of(both, pair.swimlane_id), words)
    return [
        key_texts(words["curve of"].format(name=name, which=which), _count(points), False, words)
        for which, points in zip(names, (pair.first, pair.second), strict=True)
    ]


def _count(points: Iterable[EmotionPoint | None]) -> int:
    return sum(point.n for point in points if point is not None)


def _both_curves(
    layout: MapLayout,
    own: Curve,
    pair: TwoCurves,
    both: Content,
    names: tuple[str, str],
    words: Words,
    states: tuple[Journey, Journey],
) -> list[Curve]:
    row = layout.lane(own.lane_id)
    if row is None:
        return [own]
    keys = _keys(both, pair, names, words)
    drawn = []
    for shift, key, points, journey in zip(
        shifts(2, layout.columns), keys, (pair.first, pair.second), states, strict=True
    ):
        emotion = [
            point or EmotionPoint(column.step_id, None, 0) for point, column in zip(points, layout.columns, strict=True)
        ]
        made = curve_on(
            row,
            layout.columns,
            emotion,
            number=own.number,
            name=key[0],
            n=_count(points),
            hopes=journey.state == "to-be",
            cumulative=False,
            shift=shift,
        )
        dash = HOPE_DASH if journey.state == "to-be" else ()
        drawn.append(made._replace(swimlane_id=f"{own.swimlane_id}/{journey.id}", dash=dash))
    if states[0].state == states[1].state:
        drawn[0] = drawn[0]._replace(dash=_DOTS)
    return together(drawn)
