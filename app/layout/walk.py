"""A map told from one end to the other: what is in the light at each step of a presentation."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from app.layout.geometry import Box
from app.layout.sheet import MapLayout

Way = Literal["stages", "personas"]
"""Stage by stage from left to right, or persona by persona from top to bottom."""


class Scene(NamedTuple):
    """One step of a walk: what it is called, and the box of the sheet that is in the light, its headers included.

    The id is that of the stage or swimlane, so that a step is found again on a map that changed; none = the whole map.
    """

    title: str
    box: Box
    id: str = ""


def walk_of(layout: MapLayout, by: Way) -> tuple[Scene, ...]:
    """Return the steps of a walk over a map: the whole of it first, then each of its stages or personas.

    A stage is its columns over the full height, a persona its swimlane over the full width. What cannot be seen is left
    out: a swimlane that is folded, a stage without steps.
    """
    whole = Scene(layout.words["whole map"], Box(0.0, 0.0, layout.width, layout.height))
    return (whole, *(each for each in _SCENES[by](layout) if each.box.width > 0.0 and each.box.height > 0.0))


def _stages(layout: MapLayout) -> list[Scene]:
    return [
        Scene(each.title, Box(each.box.x, 0.0, each.box.width, layout.height), each.stage_id) for each in layout.stages
    ]


def _personas(layout: MapLayout) -> list[Scene]:
    shown = (band for band in layout.bands if band.swimlane_id is not None and not band.collapsed)
    return [Scene(band.name, Box(0.0, band.y, layout.width, band.height), band.swimlane_id or "") for band in shown]


_SCENES: Final[Mapping[Way, Callable[[MapLayout], list[Scene]]]] = {"stages": _stages, "personas": _personas}


def pieces_of(layout: MapLayout, box: Box, width: float, height: float) -> tuple[Box, ...]:
    """Return the box of a scene in pieces of that size at most, row by row from its beginning.

    Each begins with a lane and a column; where not all of that fits, the next piece begins with what is cut. The last
    ones end where the box does.
    """
    x, y = max(box.x, layout.label_width), max(box.y, layout.header_height)
    columns, lanes = [each.x for each in layout.columns], [each.y for each in layout.lanes]
    rows = _runs(y, box.bottom, lanes, height)
    return tuple(
        Box(left, top, right - left, bottom - top)
        for top, bottom in rows
        for left, right in _runs(x, box.right, columns, width)
    )


def _runs(start: float, end: float, cuts: Sequence[float], length: float) -> list[tuple[float, float]]:
    """Return where runs of a length begin and end that cover a line; each but the last begins at a cut."""
    runs = []
    while end - start > length:
        runs.append((start, start + length))
        start = max((cut for cut in cuts if start < cut <= start + length), default=start + length)
    begin = min(start, max(end - length, runs[0][0])) if runs else start
    return [*runs, (begin, end)]
