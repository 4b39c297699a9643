"""Two journeys that are compared, as one sheet: what is gone stands where it was, and both curves on one lane."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from app.layout.chart import curve_on, shifts, together
from app.layout.geometry import CHART_HEIGHT, LANE_ROOM, Box
from app.layout.labels import band_name, key_texts, label_height
from app.layout.look import HOPE_DASH
from app.layout.map_layout import lay_out_map
from app.layout.marks import FRAME, HEIGHT, LINE, LOOKS, OVERHANG, MarkRole, draw_badge
from app.layout.shapes import Path, Rect, Shape, polygon
from app.layout.sheet import Curve, MapLayout
from app.layout.words import ENGLISH, Words, lane_title
from app.models.content import Content, persona_of
from app.models.records import Card, Journey, Lane
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


class Over(NamedTuple):
    """What is drawn over two journeys as one map: what pales the cards that are gone, frames, badges with places."""

    pale: tuple[Shape, ...]
    frames: tuple[Shape, ...]
    badges: tuple[tuple[float, float, tuple[Shape, ...]], ...]


def draw_over(comparison: Comparison, layout: MapLayout) -> Over:
    """Return the marks of what is different: a frame and a badge at cards, a badge at headers and labels.

    Where only the sentiment is another there is none: the curves tell that.
    """
    pale: list[Shape] = []
    frames: list[Shape] = []
    badges: list[tuple[float, float, tuple[Shape, ...]]] = []
    roles: dict[str, MarkRole] = {"new": "added", "gone": "removed", "moved": "moved", "changed": "changed"}
    headers = _headers(layout)
    for turn in comparison.turns:
        role = roles[turn.fate]
        word = layout.words[f"fate {role}"]
        if turn.is_hope:
            continue
        if isinstance(turn.record, Card) and turn.id in layout.cards:
            box = layout.cards[turn.id].box
            pale += [Rect(*box, 4.0, fill="sheet")] if role == "removed" else []
            frames.append(_frame(box, role))
            badges.append(_badge(box.right, box.y - OVERHANG, word, role, box.width))
        elif turn.id in headers:
            box = headers[turn.id]
            badges.append(_badge(box.right - 4.0, box.bottom - HEIGHT - 4.0, word, role, box.width))
    return Over(tuple(pale), tuple(frames), tuple(badges))


def _headers(layout: MapLayout) -> dict[str, Box]:
    """Return the boxes of what has a header or a label."""
    found = {header.stage_id: header.box for header in layout.stages} | {
        each.step_id: each.box for each in layout.steps
    }
    found |= {lane.lane_id: lane.label for lane in layout.lanes}
    return found | {band.swimlane_id: band.box for band in layout.bands if band.swimlane_id and band.box.height}


def _frame(box: Box, role: MarkRole) -> Path:
    left, top, right, bottom = box.x - FRAME, box.y - FRAME, box.right + FRAME, box.bottom + FRAME
    corners = polygon((left, top), (right, top), (right, bottom), (left, bottom))
    return Path(corners, stroke=LOOKS[role].colour, width=LINE, dash=LOOKS[role].dash or ())


def _badge(right: float, y: float, word: str, role: MarkRole, most: float) -> tuple[float, float, tuple[Shape, ...]]:
    width, shapes = draw_badge(role, word, most)
    return right - width, y, shapes
