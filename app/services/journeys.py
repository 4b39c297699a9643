"""What a user does with journeys and the tree of the framework."""

from dataclasses import replace
from typing import Any

from app.models.content import cards_of, journeys_of
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.records import Journey
from app.services.order import make_room, named
from app.store import Store


def add_journey(
    store: Store, title: str, parent_id: str | None = None, before: str | None = None, **fields: Any
) -> str:
    """Add a journey without stages below another (none = at the root), and return its id."""
    with store.edit("Add journey") as edit:
        ranks, moved = make_room(journeys_of(edit.content, parent_id), before, 1)
        journey = Journey(id=new_id(), rank=ranks[0], title=title, parent_id=parent_id, **fields)
        edit.put(*moved, journey)
    return journey.id


def rename_journey(store: Store, journey_id: str, title: str) -> None:
    """Set the title of a journey; typing merges into one step."""
    with store.edit("Rename journey", group=f"journey/{journey_id}/title") as edit:
        edit.put(replace(edit.content.get(Journey, journey_id), title=title))


def update_journey(store: Store, journey_id: str, **fields: Any) -> None:
    """Set fields of a journey: goal, note, kind, context, level, status …; typing in one field merges into one step."""
    with store.edit("Edit journey", group=f"journey/{journey_id}/{'+'.join(sorted(fields))}") as edit:
        edit.put(replace(edit.content.get(Journey, journey_id), **fields))


def move_journey(store: Store, journey_id: str, parent_id: str | None, before: str | None = None) -> None:
    """Move a journey with those below it in the tree; raises RuleError where it would come below itself."""
    if before == journey_id:
        return
    with store.edit("Move journey") as edit:
        ranks, moved = make_room(journeys_of(edit.content, parent_id), before, 1, moving={journey_id})
        edit.put(*moved, replace(edit.content.get(Journey, journey_id), parent_id=parent_id, rank=ranks[0]))


def delete_journey(store: Store, journey_id: str) -> None:
    """Delete a journey with all that is on its map; raises InputError where journeys are below it."""
    below = journeys_of(store.content, journey_id)
    if below:
        raise InputError(f"“{below[0].title}” is below this journey. Nothing was deleted; move or delete it first.")
    with store.edit(named("Delete journey", store.content.get(Journey, journey_id).title)) as edit:
        edit.delete(*cards_of(edit.content, journey_id))  # cards refuse to lose their lane or step, so they go first
        edit.delete(edit.content.get(Journey, journey_id))
