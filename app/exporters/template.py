"""A journey as a template: a file of the JSON format whose cards are examples."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from app.exporters.workspace_json import json_text, show
from app.models.content import Content, cards_of, lanes_in_map_order, stages_of, steps_of, swimlanes_of
from app.models.interchange import TemplatePart
from app.models.records import (
    RECORD_TYPES,
    AnyRecord,
    CardTag,
    Connector,
    Journey,
    JourneyTag,
    Named,
    Persona,
    PersonaChannel,
    PersonaTag,
    PersonaTrait,
    RequiredField,
    StageTag,
    StepTag,
    Workspace,
    references,
)
from app.models.snapshot import Snapshot

OWN_GROUP = "Own templates"


def write_template(
    snapshot: Snapshot, journey_id: str, title: str, description: str = "", *, cards: bool = True
) -> str:
    """Return a journey as the text of a template: its columns, lanes, personas, required fields and lists.

    Its cards become examples, except quotes and images: what somebody said or showed is not for the next workspace.
    """
    content = snapshot.content
    kept = Content(_kept(content, content.get(Journey, journey_id), cards))
    whole = asdict(show(Snapshot(kept, snapshot.step, snapshot.file_name)))
    whole["workspace"] = None
    whole["template"] = asdict(TemplatePart(title=title, description=description, group=OWN_GROUP))
    return json_text(_labelled(whole, {}))


def _labelled(value: Any, labels: dict[str, str]) -> Any:
    """Return plain data with a short label in place of each id: whoever reads the template makes ids of their own."""
    if isinstance(value, list):
        return [_labelled(each, labels) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: labels.setdefault(each, str(len(labels) + 1))
        if (key == "id" or key.endswith("_id")) and isinstance(each, str)
        else _labelled(each, labels)
        for key, each in value.items()
    }


def _kept(content: Content, journey: Journey, with_cards: bool) -> Iterator[AnyRecord]:
    """Yield the records of a template, an owner before what it holds; links out of it are cut."""
    records = list(_of_journey(content, journey, with_cards))
    there = {(each.kind_name, each.id) for each in records}
    listed: dict[tuple[str, str], AnyRecord] = {}
    cut: list[AnyRecord] = []
    for record in records:
        changes: dict[str, Any] = {}
        for field in references(type(record)):
            held = getattr(record, field.name)
            kind = field.metadata["references"]
            entry = _list_entry(content, kind, held)
            if entry is not None:
                listed[kind, held] = entry
            elif held is not None and (kind, held) not in there:
                changes[field.name] = None
        cut.append(replace(record, **changes) if changes else record)
    for entry in list(listed.values()):
        listed |= {(each.kind_name, each.id): each for each in _above(content, entry)}
    yield Workspace(id="template", title="")
    yield from listed.values()
    yield from cut


def _list_entry(content: Content, kind: str, record_id: str | None) -> AnyRecord | None:
    entry = content.find(RECORD_TYPES[kind], record_id)
    return entry if isinstance(entry, Named) and not isinstance(entry, Persona) else None


def _above(content: Content, entry: AnyRecord) -> Iterator[AnyRecord]:
    """Yield the tags above one in their tree."""
    parent_id = getattr(entry, "parent_id", None)
    while parent_id is not None:
        parent = content.get(type(entry), parent_id)
        yield parent
        parent_id = getattr(parent, "parent_id", None)


def _of_journey(content: Content, journey: Journey, with_cards: bool) -> Iterator[AnyRecord]:
    alone = replace(journey, parent_id=None, to_be_of=None, lifecycle_stage_id=None, origin_id=None)
    yield replace(alone, status="draft", reviewed_on=None)
    yield from content.members(JourneyTag, "journey_id", journey.id)
    yield from content.members(RequiredField, "journey_id", journey.id)
    for stage in stages_of(content, journey.id):
        yield replace(stage, origin_id=None)
        yield from content.members(StageTag, "stage_id", stage.id)
        for step in steps_of(content, stage.id):
            yield replace(step, opens_journey_id=None, origin_id=None, starts_on=None, ends_on=None)
            yield from content.members(StepTag, "step_id", step.id)
    for swimlane in swimlanes_of(content, journey.id):
        persona = content.get(Persona, swimlane.persona_id)
        yield replace(persona, picture=None)
        yield from content.members(PersonaTrait, "persona_id", persona.id)
        yield from content.members(PersonaChannel, "persona_id", persona.id)
        yield from content.members(PersonaTag, "persona_id", persona.id)
        yield replace(swimlane, origin_id=None)
    for lane in lanes_in_map_order(content, journey.id):
        yield replace(lane, origin_id=None)
    if not with_cards:
        return
    examples = [card for card in cards_of(content, journey.id) if card.kind not in ("quote", "image")]
    for card in examples:
        yield replace(card, example=True, origin_id=None, score=None, was_lane_id=None, was_step_id=None)
        yield from content.members(CardTag, "card_id", card.id)
    ids = {card.id for card in examples}
    for connector in content.members(Connector, "journey_id", journey.id):
        if {connector.from_card_id, connector.to_card_id} <= ids:
            yield connector
