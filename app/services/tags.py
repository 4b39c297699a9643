"""Tags on cards, steps, stages, journeys, personas and opportunities."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.models.content import Content, tags_of
from app.models.errors import InputError
from app.models.names import same_name
from app.models.records import TAG_LINKS, Card, Tag
from app.services.cards import shared_with
from app.services.lists import entry_or_new
from app.store import Edit, Store


def tagged(content: Content, record_ids: Iterable[str]) -> list[Any]:
    """Return the records with these ids that carry tags; of a shared card all that are one with it."""
    found: dict[str, Any] = {}
    for record_id in record_ids:
        record = content.find_among(TAG_LINKS, record_id)
        if record is None:
            raise InputError("What was to be tagged is gone. Nothing was changed.")
        found |= {each.id: each for each in (shared_with(content, record) if isinstance(record, Card) else [record])}
    return list(found.values())


def link_tag(edit: Edit, records: Iterable[Any], tag_id: str) -> None:
    """Put a tag on records; an example card with a tag of the user is the user's."""
    for record in records:
        edit.put(TAG_LINKS[type(record)](**{f"{record.kind_name}_id": record.id, "tag_id": tag_id}))
        if isinstance(record, Card) and record.example:
            edit.put(replace(record, example=False))


def add_tag(store: Store, record_ids: Sequence[str], name: str) -> str:
    """Put the tag with that name, made where there is none, on records of any type that carry tags; return its id."""
    with store.edit("Add tag") as edit:
        tag_id = entry_or_new(edit, Tag, name)
        link_tag(edit, tagged(edit.content, record_ids), tag_id)
    return tag_id


def remove_tag(store: Store, record_ids: Sequence[str], name: str) -> None:
    """Take the tag with that name off records."""
    with store.edit("Remove tag") as edit:
        for record in tagged(edit.content, record_ids):
            link = TAG_LINKS[type(record)]
            for tag in tags_of(edit.content, record):
                if same_name(tag.name) == same_name(name):
                    edit.delete(edit.content.get(link, f"{record.id}/{tag.id}"))
