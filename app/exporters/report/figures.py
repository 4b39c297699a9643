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
from app.models.content import Content, columns_of, persona_of, stages_of, steps_of, swimlanes_of
from app.models.records import Journey, PersonaTrait
from app.scoring.emotion import EmotionPoint, emotion_of

_PLOT: Final = 112.0
_AXIS: Final = 16.0
_SAMPLE: Final = 18.0
_HIGHEST: Final = 2.0
_ROW: Final = 14.0


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
    """Return the emotion of each persona along a journey, the lowest point marked; none where nothing is felt yet."""
    curves = list(_lines(content, journey, words))
    if not curves:
        return None
    columns = columns_of(content, journey.id)
    step = (width - _AXIS) / len(columns)
    shapes, top = _key(curves, width)
    plotted = [[_at(point, column, step, top) for column, point in enumerate(curve.points)] for curve in curves]
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
    lowest = min(
        ((place[1], column, place) for places in plotted for column, place in enumerate(places) if place is not None),
        key=lambda each: (-each[0], each[1]),
    )
    below = lowest[0] > top + _PLOT / 2
    if below:
        shapes.append(Path(circle(*lowest[2], 4.0), fill="bad"))
    labels, height = _stages(content, journey, step, top + _PLOT + 6.0, lowest[1] if below else None)
    return Figure((*shapes, *labels), top + _PLOT + 6.0 + height)


def _lines(content: Content, journey: Journey, words: Words) -> Iterator[_Line]:
    lanes = [(None, None), *((number, lane.id) for number, lane in enumerate(swimlanes_of(content, journey.id)))]
    for number, swimlane_id in lanes:
        found = emotion_of(content, journey.id, swimlane_id)
        if any(point.value is not None for point in found):
            persona = persona_of(content, swimlane_id)
            dash = HOPE_DASH if journey.state == "to-be" else persona_dash(number)
            yield _Line(persona.name if persona else words["whole map"], persona_role(number), dash, found)


def _at(point: EmotionPoint, column: int, step: float, top: float) -> tuple[float, float] | None:
    if point.value is None:
        return None
    return _AXIS + (column + 0.5) * step, top + _PLOT * (1 - point.value / _HIGHEST) / 2


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


def _stages(
    content: Content, journey: Journey, step: float, y: float, marked: int | None
) -> tuple[list[Shape], float]:
    """Return the stages below their columns, by number where a title has no room; and the height they take."""
    shapes: list[Shape] = []
    height = column = 0
    stages = [(stage, len(steps_of(content, stage.id))) for stage in stages_of(content, journey.id)]
    roomy = all(_longest(stage.title) <= count * step - 6.0 for stage, count in stages)
    tallest = 0.0
    for number, (stage, count) in enumerate(stages, 1):
        if not count:
            continue
        here = marked is not None and column <= marked < column + count
        wide = count * step
        label = lay_out(
            stage.title if roomy else str(number), SMALL_BOLD if here else SMALL, wide - 4.0, align="center"
        )
        shapes.append(Text(label, _AXIS + column * step + 2.0, y, "bad" if here else "muted"))
        tallest = max(tallest, label.height)
        column += count
    return shapes, height + tallest


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
