"""A small map, and what the tests of the store do to it."""

from dataclasses import replace

from app.models.records import AnyRecord, Card, Journey, Lane, Persona, Stage, Step, Swimlane, Workspace
from app.store import Store


def records() -> list[AnyRecord]:
    return [
        Workspace(id="w", title="Northwind"),
        Persona(id="p", name="Maya", rank="V"),
        Journey(id="j", rank="V", title="I buy a ticket"),
        Stage(id="a", journey_id="j", rank="A", title="Awareness"),
        Stage(id="b", journey_id="j", rank="B", title="Purchase"),
        Step(id="a1", stage_id="a", rank="V"),
        Step(id="b1", stage_id="b", rank="V"),
        Swimlane(id="s", journey_id="j", persona_id="p", rank="V"),
        Lane(id="l", journey_id="j", swimlane_id="s", kind="experience", rank="V"),
        Card(id="c", journey_id="j", kind="pain", title="Queue", lane_id="l", step_id="a1", rank="A"),
    ]


def move(store: Store, step_id: str = "b1", **options) -> None:
    with store.edit("Move pain", **options) as edit:
        edit.put(replace(store.content.get(Card, "c"), step_id=step_id))


def rename(store: Store, title: str) -> None:
    """Retitle the card of the small map."""
    with store.edit("Rename pain") as edit:
        edit.put(replace(store.content.get(Card, "c"), title=title))


def never() -> bool:
    """Never stop what asks."""
    return False
