"""What a user does with pictures on a map: cards that show one, made where it is dropped or pasted."""

from collections.abc import Sequence
from dataclasses import replace

from app.models.content import cards_in, unplaced_cards
from app.models.ids import new_id
from app.models.records import Card, Lane
from app.services.cards import shared_with
from app.services.order import make_room
from app.services.places import lane_taking_or_new
from app.store import Store


def add_image_cards(
    store: Store,
    journey_id: str,
    pictures: Sequence[tuple[str, bytes]],
    lane_id: str | None = None,
    step_id: str | None = None,
    before: str | None = None,
) -> list[str]:
    """Add a card for each picture (its title, its bytes) at a cell, or in Unplaced, and return their ids.

    A lane that takes no images hands them to the nearest of its swimlane that does, or to a new one. Raises InputError
    where bytes are no picture; nothing is added then.
    """
    names = [store.add_image(data) for _, data in pictures]
    with store.edit("Add image" if len(names) == 1 else f"Add {len(names)} images") as edit:
        content = edit.content
        lane = lane_taking_or_new(edit, content.get(Lane, lane_id), "image") if lane_id and step_id else None
        siblings = cards_in(content, lane.id, step_id) if lane and step_id else unplaced_cards(content, journey_id)
        ranks, moved = make_room(siblings, before, len(names))
        made = [
            Card(
                id=new_id(),
                journey_id=journey_id,
                kind="image",
                title=title,
                image=name,
                rank=rank,
                lane_id=lane.id if lane else None,
                step_id=step_id if lane else None,
            )
            for (title, _), name, rank in zip(pictures, names, ranks, strict=True)
        ]
        edit.put(*moved, *made)
    return [card.id for card in made]


def set_image(store: Store, card_id: str, data: bytes | None) -> None:
    """Let a card, and those that are one thing with it, show a picture; none takes it away."""
    name = None if data is None else store.add_image(data)
    with store.edit("Set image" if name else "Remove image") as edit:
        edit.put(*(replace(each, image=name) for each in shared_with(edit.content, edit.content.get(Card, card_id))))
