"""A map told from one end to the other: what is in the light at each step of a presentation."""

from collections.abc import Callable, Mapping
from typing import Final, Literal, NamedTuple

from app.layout.geometry import Box
from app.layout.sheet import MapLayout

Way = Literal["stages", "personas"]
"""Stage by stage from left to right, or persona by persona from top to bottom."""


class Scene(NamedTuple):
    """One step of a walk: what it is called, and the box of the sheet that is in the light, its headers included."""

    title: str
    box: Box


def walk_of(layout: MapLayout, by: Way) -> tuple[Scene, ...]:
    """Return the steps of a walk over a map: the whole of it first, then each of its stages or personas.

    A stage is its columns over the full height, a persona its swimlane over the full width. What cannot be seen is left
    out: a swimlane that is folded, a stage without steps.
    """
    whole = Scene(layout.words["whole map"], Box(0.0, 0.0, layout.width, layout.height))
    return (whole, *(each for each in _SCENES[by](layout) if each.box.width > 0.0 and each.box.height > 0.0))


def _stages(layout: MapLayout) -> list[Scene]:
    return [Scene(each.title, Box(each.box.x, 0.0, each.box.width, layout.height)) for each in layout.stages]


def _personas(layout: MapLayout) -> list[Scene]:
    shown = (band for band in layout.bands if band.swimlane_id is not None and not band.collapsed)
    return [Scene(band.name, Box(0.0, band.y, layout.width, band.height)) for band in shown]


_SCENES: Final[Mapping[Way, Callable[[MapLayout], list[Scene]]]] = {"stages": _stages, "personas": _personas}
