"""Drawings of a report: the emotion along a journey, a persona's traits on their scales."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from app.exporters.report.blocks import SMALL, SMALL_BOLD
from app.layout.curve import monotone_runs
from app.layout.look import HOPE_DASH, Role, persona_dash, persona_role
from app.layout.shapes import Command, Path, Shape, Text, circle, line
from app.layout.styles import line_height
from app.layout.text import lay_out, measure
from app.layout.words import Words, signed
from app.models.content import Content, persona_of, stages_of, steps_of, swimlanes_of
from app.models.records import Journey, PersonaTrait
from app.scoring.emotion import EmotionPoint, emotion_of
from app.scoring.to_be import Comparison, TwoCurves, two_curves

_PLOT: Final = 112.0
_AXIS: Final = 16.0
_SAMPLE: Final = 18.0
_HIGHEST: Final = 2.0
_MOST_CURVES: Final = 4
_ROW: Final = 9.0


class Figure(NamedTuple):
    """A drawing from its top left corner, and its height."""

    shapes: tuple[Shape, ...]
    height: float


class _Line(NamedTuple):
    """One curve: whose it is, how it is drawn, its points."""

    name: str
    colour: Role
    dash: tuple[float, ...]
    points: tuple[EmotionPoint, ...]


def emotion_chart(content: Content, journey: Journey, width: float, words: Words) -> Figure | None:
    """Return the emotion of personas along a journey, the lowest point marked; none where nothing is felt yet.

    Of many personas those are shown that it goes worst for at some point.
    """
    curves = list(_lines(content, journey, words))
    if not curves:
        return None
    curves = sorted(sorted(curves, key=_worst)[:_MOST_CURVES], key=curves.index)
    return _chart(curves, _stages(content, journey, width), width)


def two_curves_chart(comparison: Comparison, width: float, words: Words) -> Figure | None:
    """Return the emotion as it is (solid) and as it is to be (dashed), over the steps of both maps; none without any.

    Of many personas those are shown that it goes worst for at some point.
    """
    pairs = [
        pair
        for number, each in enumerate(two_curves(comparison))
        if len(pair := list(_pair(comparison, number, each, words))) > 0
    ]
    if not pairs:
        return None
    worst = sorted(pairs, key=lambda pair: min(map(_worst, pair)))[: _MOST_CURVES // 2]
    curves = [each for pair in sorted(worst, key=pairs.index) for each in pair]
    return _chart(curves, _stages(comparison.both, comparison.second, width), width)


def _pair(comparison: Comparison, number: int, pair: TwoCurves, words: Words) -> Iterator[_Line]:
    persona = persona_of(comparison.both, pair.swimlane_id)
    name = persona.name if persona else words["whole map"]
    states = (comparison.first, comparison.second)
    for journey, points, dash in zip(states, (pair.first, pair.second), ((), HOPE_DASH), strict=True):
        there = tuple(point or EmotionPoint("", None, 0) for point in points)
        if any(point.value is not None for point in there):
            which = words["curve of"].format(name=name, which=words[f"curve {journey.state}"])
            yield _Line(which, persona_role(number), dash, there)


def _chart(curves: Sequence[_Line], stages: Sequence[_Stage], width: float) -> Figure:
    middles = [
        stage.x + (number + 0.5) * stage.width / stage.steps for stage in stages for number in range(stage.steps)
    ]
    shapes, top = _key(curves, width)
    plotted = [[_at(point, x, top) for x, point in zip(middles, curve.points, strict=True)] for curve in curves]
    for level in (-_HIGHEST, 0.0, _HIGHEST):
        y = top + _PLOT * (1 - level / _HIGHEST) / 2
        shapes.append(Path(line((_AXIS, y), (width, y)), stroke="line" if level else "zero", width=0.7))
        shapes.append(Text(lay_out(signed(level), SMALL, _AXIS), 0.0, y - line_height(SMALL) / 2, "muted"))
    for curve, places in zip(curves, plotted, strict=True):
        for run in monotone_runs(places):
            commands: list[Command] = [("M", *run[0][0])]
            commands += [("C", *first, *second, *end) for _, first, second, end in run]
            shapes.append(Path(tuple(commands), stroke=curve.colour, width=1.6, dash=curve.dash))
        shapes += [Path(circle(*place, 2.2), fill=curve.colour) for place in places if place is not None]
    x, y = min((place for places in plotted for place in places if place is not None), key=lambda at: (-at[1], at[0]))
    felt = y > top + _PLOT / 2
    if felt:
        shapes.append(Path(circle(x, y, 4.0), fill="bad"))
    labels, height = _labels(stages, top + _PLOT + 6.0, x if felt else None)
    return Figure((*shapes, *labels), top + _PLOT + 6.0 + height)


def _lines(content: Content, journey: Journey, words: Words) -> Iterator[_Line]:
    lanes = [(None, None), *((number, lane.id) for number, lane in enumerate(swimlanes_of(content, journey.id)))]
    for number, swimlane_id in lanes:
        found = emotion_of(content, journey.id, swimlane_id)
        if any(point.value is not None for point in found):
            persona = persona_of(content, swimlane_id)
            dash = HOPE_DASH if journey.state == "to-be" else persona_dash(number)
            yield _Line(persona.name if persona else words["whole map"], persona_role(number), dash, found)


def _worst(curve: _Line) -> float:
    return min(point.value for point in curve.points if point.value is not None)


def _at(point: EmotionPoint, x: float, top: float) -> tuple[float, float] | None:
    return None if point.value is None else (x, top + _PLOT * (1 - point.value / _HIGHEST) / 2)


def _key(curves: Sequence[_Line], width: float) -> tuple[list[Shape], float]:
    """Return whose line is which, row by row, and the height with the gap below."""
    shapes: list[Shape] = []
    x = y = 0.0
    for curve in curves:
        name = lay_out(curve.name, SMALL, min(measure(curve.name, SMALL) + 0.5, width - _SAMPLE - 5.0))
        wide = _SAMPLE + 5.0 + name.width
        if x and x + wide > width:
            x, y = 0.0, y + line_height(SMALL) + 2.0
        middle = y + line_height(SMALL) / 2
        shapes.append(Path(line((x, middle), (x + _SAMPLE, middle)), stroke=curve.colour, width=1.6, dash=curve.dash))
        shapes.append(Text(name, x + _SAMPLE + 5.0, y, "ink"))
        x += wide + 14.0
        y += name.height - line_height(SMALL)
    return shapes, y + line_height(SMALL) + 10.0


class _Stage(NamedTuple):
    """A stage below the plot: its title, left edge and width, and how many steps it has."""

    title: str
    x: float
    width: float
    steps: int


def _stages(content: Content, journey: Journey, width: float) -> list[_Stage]:
    """Return the stages that have steps, each as wide as the others: a report is narrower than a map."""
    found = [(stage.title, len(steps_of(content, stage.id))) for stage in stages_of(content, journey.id)]
    found = [(title, steps) for title, steps in found if steps]
    wide = (width - _AXIS) / len(found)
    return [_Stage(title, _AXIS + number * wide, wide, steps) for number, (title, steps) in enumerate(found)]


def _labels(stages: Sequence[_Stage], y: float, marked: float | None) -> tuple[list[Shape], float]:
    """Return the titles of stages, numbers where a word has no room; the marked one stands out. And their height."""
    roomy = all(_longest(stage.title) <= stage.width - 6.0 for stage in stages)
    shapes: list[Shape] = []
    height = 0.0
    for number, stage in enumerate(stages, 1):
        here = marked is not None and stage.x <= marked < stage.x + stage.width
        text = stage.title if roomy else str(number)
        label = lay_out(text, SMALL_BOLD if here else SMALL, stage.width - 4.0, align="center")
        shapes.append(Text(label, stage.x + 2.0, y, "bad" if here else "muted"))
        height = max(height, label.height)
    return shapes, height


def _longest(text: str) -> float:
    return max((measure(word, SMALL_BOLD) for word in text.split()), default=0.0)


def trait_scale(trait: PersonaTrait, width: float) -> tuple[tuple[Shape, ...], float]:
    """Return a trait between its two ends, the persona's place marked, and the height."""
    half = (width - 24.0) / 2
    low, high = lay_out(trait.low, SMALL, half), lay_out(trait.high, SMALL, half, align="end")
    top = max(low.height, high.height) + 4.0
    x = 4.0 + (width - 8.0) * trait.value / 100
    shapes: tuple[Shape, ...] = (
        Text(low, 0.0, 0.0, "muted"),
        Text(high, width - half, 0.0, "muted"),
        Path(line((0.0, top), (width, top)), stroke="zero", width=2.0),
        Path(circle(x, top, 4.0), fill="accent"),
    )
    return shapes, top + _ROW
