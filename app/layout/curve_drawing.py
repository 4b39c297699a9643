"""What emotion curves look like, as shapes: line, points and figures. Part of the one drawing (`drawing.py`)."""

from app.layout.look import HOPE_DASH, persona_dash, persona_role
from app.layout.shapes import Command, Path, Shape, Text, circle, line, polygon
from app.layout.sheet import Curve, CurvePoint
from app.layout.styles import SMALL, lay_out_often, line_height
from app.layout.words import ENGLISH, Words, signed

_POINT = 4.5
_REACH = _POINT + 1.5


def curve_dash(curve: Curve) -> tuple[float, ...]:
    """Return the dashes of a curve: its own, those of hopes, or of its persona."""
    if curve.dash is not None:
        return curve.dash
    return HOPE_DASH if curve.hopes else persona_dash(curve.number)


def draw_curve(curve: Curve, words: Words = ENGLISH) -> tuple[Shape, ...]:
    """Return an emotion curve: zero line, curve, and points with value and n.

    A point set by hand is a diamond; one with nothing but defaults behind it is hollow.
    """
    colour = persona_role(curve.number)
    zero = line((0.0, curve.zero), (curve.box.width, curve.zero))
    shapes: list[Shape] = [Path(zero, stroke="zero", dash=(4.0, 4.0))]
    for run in curve.runs:
        commands: list[Command] = [("M", *run[0][0])]
        commands += [("C", *first, *second, *end) for _, first, second, end in run]
        shapes.append(Path(tuple(commands), stroke=colour, width=2.0, dash=curve_dash(curve)))
    heights = {point.column: point.y for point in curve.points}
    for point in curve.points:
        beside = [heights[each] for each in (point.column - 1, point.column + 1) if each in heights]
        # Its figure stands on the side that the curve leaves free.
        above = sum(beside) / len(beside) >= point.y if beside else point.y <= curve.zero
        if _meets(point.y, curve.zero, above=above) and not _meets(point.y, curve.zero, above=not above):
            above = not above
        above = above if point.above is None else point.above
        shapes += _point(point, colour, words, above=above, brief=curve.together)
    return tuple(shapes)


def _meets(y: float, zero: float, *, above: bool) -> bool:
    """Return whether the zero line would strike out the figure above or below a point."""
    away = y - zero if above else zero - y
    return _REACH < away < _REACH + line_height(SMALL)


def _point(point: CurvePoint, colour: str, words: Words, *, above: bool, brief: bool) -> tuple[Shape, Shape]:
    """Return a point and its figure; `brief` among those of others: the value alone, in the colour of its curve."""
    emotion, x, y = point.emotion, point.x, point.y
    outline = (
        polygon((x, y - _REACH), (x + _REACH, y), (x, y + _REACH), (x - _REACH, y))
        if emotion.by_hand
        else circle(x, y, _POINT)
    )
    mark = Path(outline, fill="sheet" if emotion.default else colour, stroke=colour, width=2.0)
    value = emotion.value or 0.0
    says = words["point by hand" if emotion.by_hand else "point rolled up" if emotion.rolled else "point"]
    figure = signed(value, 1) if brief else says.format(value=signed(value, 1), n=emotion.n, rolled=emotion.rolled)
    block = lay_out_often(figure, SMALL, float("inf"))
    top = y - _REACH - block.height if above else y + _REACH
    return mark, Text(block, x - block.width / 2, top, colour if brief else "muted")
