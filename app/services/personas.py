"""What a user does with personas and their swimlanes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from app.models.content import Content, cards_on, journeys_in_tree_order, lanes_of, persona_of, swimlanes_of
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.kinds import DEFAULT_LANES
from app.models.names import same_name
from app.models.ranks import ranks_between
from app.models.records import (
    AnyRecord,
    Channel,
    Journey,
    Lane,
    Persona,
    PersonaChannel,
    PersonaTag,
    PersonaTrait,
    Swimlane,
)
from app.services.lists import entry_named
from app.services.order import make_room, named
from app.services.places import take_off_lanes
from app.store import Edit, Store


def add_persona(store: Store, name: str, role: str = "") -> str:
    """Add a persona to the workspace and return its id."""
    with store.edit("Add persona") as edit:
        return _put_persona(edit, name, role)


def add_persona_to_map(store: Store, journey_id: str, name: str, before: str | None = None) -> str:
    """Give the persona with that name, made where there is none, a swimlane on a map and return the swimlane's id."""
    with store.edit("Add persona to the map") as edit:
        return put_persona_on_map(edit, journey_id, name, before)[0]


def put_persona_on_map(edit: Edit, journey_id: str, name: str, before: str | None = None) -> tuple[str, Persona]:
    """Give the persona with that name, made where there is none, a swimlane; return the swimlane's id and the persona.

    Raises InputError where it has one already.
    """
    there = entry_named(edit.content, Persona, name)
    persona = there or edit.content.get(Persona, _put_persona(edit, name, ""))
    return put_swimlane(edit, journey_id, persona.id, before), persona


def add_swimlane(store: Store, journey_id: str, persona_id: str, before: str | None = None) -> str:
    """Give a persona a swimlane with the usual lanes on a map, before another or at the end, and return its id."""
    with store.edit("Add persona to the map") as edit:
        return put_swimlane(edit, journey_id, persona_id, before)


def _put_persona(edit: Edit, name: str, role: str) -> str:
    ranks, moved = make_room(edit.content.ordered(Persona), None, 1)
    persona = Persona(id=new_id(), name=same_name(name), rank=ranks[0], role=role)
    edit.put(*moved, persona)
    return persona.id


def put_swimlane(edit: Edit, journey_id: str, persona_id: str, before: str | None) -> str:
    """Give a persona a swimlane with the usual lanes within an edit; InputError where it has one on the map."""
    siblings = swimlanes_of(edit.content, journey_id)
    persona = edit.content.get(Persona, persona_id)
    if any(swimlane.persona_id == persona_id for swimlane in siblings):
        raise InputError(f"{persona.name} is on this map already. Nothing was added.")
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
    persona = persona_of(store.content, swimlane_id)
    with store.edit(named("Remove from the map", persona.name if persona is not None else "")) as edit:
        _delete_swimlane(edit, edit.content.get(Swimlane, swimlane_id))


def delete_persona(store: Store, persona_id: str) -> None:
    """Delete a persona from the workspace and all maps; her cards wait in Unplaced."""
    with store.edit(named("Delete persona", store.content.get(Persona, persona_id).name)) as edit:
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


# ---- a persona's page


def set_picture(store: Store, persona_id: str, data: bytes | None) -> None:
    """Give a persona a picture, PNG, JPEG, WebP or GIF; none takes it away. Raises InputError where it is none."""
    name = None if data is None else store.add_image(data)
    with store.edit("Set picture of persona" if name else "Remove picture of persona") as edit:
        edit.put(replace(edit.content.get(Persona, persona_id), picture=name))


def move_persona(store: Store, persona_id: str, before: str | None) -> None:
    """Move a persona before another in the list of all, or to the end."""
    if before == persona_id:
        return
    with store.edit("Move persona") as edit:
        ranks, moved = make_room(edit.content.ordered(Persona), before, 1, moving={persona_id})
        edit.put(*moved, replace(edit.content.get(Persona, persona_id), rank=ranks[0]))


def duplicate_persona(store: Store, persona_id: str) -> str:
    """Add a copy of a persona after it, with traits, channels and tags but on no map, and return its id."""
    with store.edit("Duplicate persona") as edit:
        content, twin_id = edit.content, new_id()
        persona = content.get(Persona, persona_id)
        siblings = content.ordered(Persona)
        after = siblings[siblings.index(persona) + 1 :]
        ranks, moved = make_room(siblings, after[0].id if after else None, 1)
        edit.put(*moved, replace(persona, id=twin_id, rank=ranks[0], name=_free_name(content, persona.name)))
        belongings: list[AnyRecord] = [
            *(replace(each, id=new_id(), persona_id=twin_id) for each in traits_of(content, persona_id)),
            *(replace(each, persona_id=twin_id) for each in content.members(PersonaChannel, "persona_id", persona_id)),
            *(replace(each, persona_id=twin_id) for each in content.members(PersonaTag, "persona_id", persona_id)),
        ]
        edit.put(*belongings)
    return twin_id


def _free_name(content: Content, name: str) -> str:
    """Return the name with the first number from 2 up that no persona has."""
    taken = {same_name(each.name) for each in content.all(Persona).values()}
    stem = same_name(name)
    number = 2
    while f"{stem} {number}".strip() in taken:
        number += 1
    return f"{stem} {number}".strip()


def traits_of(content: Content, persona_id: str) -> tuple[PersonaTrait, ...]:
    """Return the scales of a persona from top to bottom."""
    return content.holding(PersonaTrait, "persona_id", persona_id)


def add_trait(store: Store, persona_id: str, low: str, high: str, value: float = 50.0) -> str:
    """Add a scale between two ends below the others of a persona and return its id; value 0 (low) … 100 (high)."""
    with store.edit("Add trait") as edit:
        ranks, moved = make_room(traits_of(edit.content, persona_id), None, 1)
        trait = PersonaTrait(id=new_id(), persona_id=persona_id, rank=ranks[0], low=low, high=high, value=value)
        edit.put(*moved, trait)
    return trait.id


def update_trait(store: Store, trait_id: str, **fields: Any) -> None:
    """Set low, high or value of a scale; typing and a handle that is moved by keys merge into one step."""
    name = "+".join(sorted(fields))
    with store.edit("Edit trait", group=f"persona_trait/{trait_id}/{name}") as edit:
        edit.put(replace(edit.content.get(PersonaTrait, trait_id), **fields))


def move_trait(store: Store, trait_id: str, before: str | None) -> None:
    """Move a scale before another one of its persona, or to the end."""
    if before == trait_id:
        return
    with store.edit("Move trait") as edit:
        trait = edit.content.get(PersonaTrait, trait_id)
        ranks, moved = make_room(traits_of(edit.content, trait.persona_id), before, 1, moving={trait_id})
        edit.put(*moved, replace(trait, rank=ranks[0]))


def delete_trait(store: Store, trait_id: str) -> None:
    """Delete a scale."""
    with store.edit("Delete trait") as edit:
        edit.delete(edit.content.get(PersonaTrait, trait_id))


class Appearance(NamedTuple):
    """A map that a persona is on: her swimlane there, and how many cards of each kind it holds."""

    journey: Journey
    swimlane_id: str
    cards: Mapping[str, int]


def appearances(content: Content, persona_id: str) -> list[Appearance]:
    """Return the maps that a persona is on, in the order of the tree."""
    swimlanes = {each.journey_id: each for each in content.members(Swimlane, "persona_id", persona_id)}
    return [
        Appearance(
            journey,
            swimlane.id,
            Counter(
                card.kind for lane in lanes_of(content, journey.id, swimlane.id) for card in cards_on(content, lane.id)
            ),
        )
        for journey in journeys_in_tree_order(content)
        if (swimlane := swimlanes.get(journey.id)) is not None
    ]


def link_channel(store: Store, persona_id: str, name: str) -> None:
    """Let a persona use the channel with that name, added to the shared list where there is none."""
    from app.services.lists import entry_or_new

    with store.edit("Add channel of persona") as edit:
        channel_id = entry_or_new(edit, Channel, name)
        edit.put(PersonaChannel(persona_id=edit.content.get(Persona, persona_id).id, channel_id=channel_id))


def unlink_channel(store: Store, persona_id: str, channel_id: str) -> None:
    """Take a channel from a persona; it stays in the shared list."""
    with store.edit("Remove channel of persona") as edit:
        edit.delete(edit.content.get(PersonaChannel, f"{persona_id}/{channel_id}"))


def channels_of(content: Content, persona_id: str) -> tuple[Channel, ...]:
    """Return the channels that a persona uses, in the order of the shared list."""
    used = {each.channel_id for each in content.members(PersonaChannel, "persona_id", persona_id)}
    return tuple(each for each in content.ordered(Channel) if each.id in used)
