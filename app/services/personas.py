"""What a user does with personas and their swimlanes."""

import unicodedata
from dataclasses import replace

from app.models.content import Content, lanes_of, swimlanes_of
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.kinds import DEFAULT_LANES
from app.models.ranks import ranks_between
from app.models.records import Journey, Lane, Persona, Swimlane
from app.services.order import make_room
from app.services.places import take_off_lanes
from app.store import Edit, Store


def same_name(name: str) -> str:
    """Return the form in which names are compared: NFC and trimmed, case kept."""
    return unicodedata.normalize("NFC", name).strip()


def persona_named(content: Content, name: str) -> Persona | None:
    """Return the first persona with that name, or none."""
    return next((each for each in content.ordered(Persona) if same_name(each.name) == same_name(name)), None)


def add_persona(store: Store, name: str, role: str = "") -> str:
    """Add a persona to the workspace and return its id."""
    with store.edit("Add persona") as edit:
        return _put_persona(edit, name, role)


def add_persona_to_map(store: Store, journey_id: str, name: str, before: str | None = None) -> str:
    """Give the persona with that name, made where there is none, a swimlane on a map and return the swimlane's id."""
    with store.edit("Add persona to the map") as edit:
        persona = persona_named(edit.content, name)
        return _put_swimlane(edit, journey_id, persona.id if persona else _put_persona(edit, name, ""), before)


def add_swimlane(store: Store, journey_id: str, persona_id: str, before: str | None = None) -> str:
    """Give a persona a swimlane with the usual lanes on a map, before another or at the end, and return its id."""
    with store.edit("Add persona to the map") as edit:
        return _put_swimlane(edit, journey_id, persona_id, before)


def _put_persona(edit: Edit, name: str, role: str) -> str:
    ranks, moved = make_room(edit.content.ordered(Persona), None, 1)
    persona = Persona(id=new_id(), name=same_name(name), rank=ranks[0], role=role)
    edit.put(*moved, persona)
    return persona.id


def _put_swimlane(edit: Edit, journey_id: str, persona_id: str, before: str | None) -> str:
    siblings = swimlanes_of(edit.content, journey_id)
    persona = edit.content.get(Persona, persona_id)
    if any(swimlane.persona_id == persona_id for swimlane in siblings):
        raise InputError(f"{persona.name} is on this map already.")
    ranks, moved = make_room(siblings, before, 1)
    swimlane = Swimlane(id=new_id(), journey_id=journey_id, persona_id=persona_id, rank=ranks[0])
    edit.put(*moved, swimlane)
    for kind, rank in zip(DEFAULT_LANES, ranks_between(None, None, len(DEFAULT_LANES)), strict=True):
        edit.put(Lane(id=new_id(), journey_id=journey_id, swimlane_id=swimlane.id, kind=kind, rank=rank))
    return swimlane.id


def rename_persona(store: Store, persona_id: str, name: str) -> None:
    """Set the name of a persona; typing merges into one step."""
    with store.edit("Rename persona", group=f"persona/{persona_id}/name") as edit:
        edit.put(replace(edit.content.get(Persona, persona_id), name=name))


def set_role(store: Store, persona_id: str, role: str) -> None:
    """Set what a persona is, e.g. “commuter”; typing merges into one step."""
    with store.edit("Edit persona", group=f"persona/{persona_id}/role") as edit:
        edit.put(replace(edit.content.get(Persona, persona_id), role=role))


def move_swimlane(store: Store, swimlane_id: str, before: str | None) -> None:
    """Move a swimlane with its lanes before another of its map, or to the end."""
    if before == swimlane_id:
        return
    with store.edit("Move persona") as edit:
        swimlane = edit.content.get(Swimlane, swimlane_id)
        ranks, moved = make_room(swimlanes_of(edit.content, swimlane.journey_id), before, 1, moving={swimlane_id})
        edit.put(*moved, replace(swimlane, rank=ranks[0]))


def toggle_collapsed(store: Store, swimlane_id: str) -> None:
    """Fold a swimlane to its title bar, or unfold it."""
    swimlane = store.content.get(Swimlane, swimlane_id)
    with store.edit("Unfold persona" if swimlane.collapsed else "Fold persona") as edit:
        edit.put(replace(swimlane, collapsed=not swimlane.collapsed))


def remove_swimlane(store: Store, swimlane_id: str) -> None:
    """Take a persona off a map; her cards wait in Unplaced, and she stays in the workspace."""
    with store.edit("Remove persona from the map") as edit:
        _delete_swimlane(edit, edit.content.get(Swimlane, swimlane_id))


def delete_persona(store: Store, persona_id: str) -> None:
    """Delete a persona from the workspace and all maps; her cards wait in Unplaced."""
    with store.edit("Delete persona") as edit:
        for swimlane in edit.content.holding(Swimlane, "persona_id", persona_id):
            _delete_swimlane(edit, swimlane)
        edit.delete(edit.content.get(Persona, persona_id))


def _delete_swimlane(edit: Edit, swimlane: Swimlane) -> None:
    take_off_lanes(edit, [lane.id for lane in lanes_of(edit.content, swimlane.journey_id, swimlane.id)])
    edit.delete(swimlane)


def personas_off_map(content: Content, journey: Journey) -> list[Persona]:
    """Return the personas of the workspace that have no swimlane on the map yet."""
    there = {swimlane.persona_id for swimlane in swimlanes_of(content, journey.id)}
    return [persona for persona in content.ordered(Persona) if persona.id not in there]
