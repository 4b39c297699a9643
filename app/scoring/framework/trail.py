"""The way that leads down to a journey: from a lifecycle, by the steps that open what is below, or by the tree."""

from typing import NamedTuple

from app.models.content import Content
from app.models.records import Journey, Stage, Step


class Mark(NamedTuple):
    """A journey on the way down, and where on its map the next one is: a step or a stage; none, only by the tree."""

    journey: Journey
    place_id: str | None


def trail_of(content: Content, journey_id: str) -> tuple[Mark, ...]:
    """Return the journeys above one, from the top down: who opens it, else whose stage it is in, else its parent."""
    marks: list[Mark] = []
    seen = {journey_id}
    journey = content.find(Journey, journey_id)
    while journey is not None:
        mark = _above(content, journey, seen)
        if mark is None:
            break
        marks.append(mark)
        seen.add(mark.journey.id)
        journey = mark.journey
    return tuple(reversed(marks))


def _above(content: Content, journey: Journey, seen: set[str]) -> Mark | None:
    """Return what is next above a journey, current journeys before what is hoped for; none where it is seen already."""
    found: list[Mark] = []
    for step in content.holding(Step, "opens_journey_id", journey.id):
        above = content.get(Journey, content.get(Stage, step.stage_id).journey_id)
        found.append(Mark(above, step.id))
    found.sort(key=lambda mark: mark.journey.state != journey.state)
    stage = content.find(Stage, journey.lifecycle_stage_id)
    if stage is not None:
        found.append(Mark(content.get(Journey, stage.journey_id), stage.id))
    parent = content.find(Journey, journey.parent_id)
    if parent is not None:
        found.append(Mark(parent, None))
    return next((mark for mark in found if mark.journey.id not in seen), None)
