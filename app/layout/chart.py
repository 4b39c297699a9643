"""Which lane shows the emotion curves of all swimlanes, where they are looked at together."""

from typing import NamedTuple

from app.models.content import Content, lanes_of, swimlanes_of
from app.models.records import Swimlane


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
