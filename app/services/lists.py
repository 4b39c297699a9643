"""What a user does with the shared lists: channels, departments, owners, brands, segments, tools and tags."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar, get_args

from app.models.content import Content
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.kinds import TagColour
from app.models.names import same_name
from app.models.records import (
    RECORD_TYPES,
    AnyRecord,
    Brand,
    Channel,
    Department,
    Link,
    Opportunity,
    Owner,
    Persona,
    Scorer,
    Segment,
    Stakeholder,
    Tag,
    Tool,
    references,
)
from app.services.order import make_room
from app.store import Edit, Store

E = TypeVar("E", bound=Brand | Channel | Department | Owner | Persona | Scorer | Segment | Stakeholder | Tag | Tool)

ListType = type[Any]
"""The type of the entries of a shared list, such as Channel."""


def entry_named(content: Content, list_type: type[E], name: str) -> E | None:
    """Return the first entry of a list with that name, or none."""
    wanted = same_name(name)
    return next((each for each in content.ordered(list_type) if same_name(each.name) == wanted), None)


def entry_or_new(edit: Edit, list_type: ListType, name: str) -> str:
    """Return the id of the entry with that name, added at the end of the list where there is none."""
    there = entry_named(edit.content, list_type, name)
    if there is not None:
        return str(there.id)
    ranks, moved = make_room(edit.content.ordered(list_type), None, 1)
    more: dict[str, Any] = {"colour": next_colour(edit.content)} if list_type is Tag else {}
    made = list_type(id=new_id(), name=_usable(name), rank=ranks[0], **more)
    edit.put(*moved, made)
    return str(made.id)


def next_colour(content: Content) -> TagColour | None:
    """Return the first colour that no tag has yet; none where all are taken."""
    taken = {tag.colour for tag in content.all(Tag).values()}
    return next((colour for colour in get_args(TagColour) if colour not in taken), None)


def _usable(name: str) -> str:
    if not same_name(name):
        raise InputError("The name is empty. Nothing was changed.")
    return same_name(name)


def add_entry(store: Store, list_type: ListType, name: str) -> str:
    """Add an entry to a list, unless one has that name already, and return its id."""
    with store.edit(f"Add {list_type.kind_name}") as edit:
        return entry_or_new(edit, list_type, name)


def rename_entry(store: Store, list_type: ListType, entry_id: str, name: str) -> None:
    """Rename an entry wherever it is used; raises InputError where another one has that name."""
    entry = store.content.get(list_type, entry_id)
    twin = entry_named(store.content, list_type, _usable(name))
    if twin is not None and twin.id != entry.id:
        raise InputError(f"There is a {list_type.kind_name} “{twin.name}” already. Nothing was renamed; merge the two.")
    with store.edit(f"Rename {list_type.kind_name}") as edit:
        edit.put(replace(entry, name=_usable(name)))


def colour_tags(store: Store, tag_ids: Sequence[str], colour: TagColour | None) -> None:
    """Give tags a colour, or none."""
    with store.edit("Set colour of tag") as edit:
        edit.put(*(replace(edit.content.get(Tag, each), colour=colour) for each in tag_ids))


def update_tag(store: Store, tag_id: str, **fields: Any) -> None:
    """Set colour, description or parent of a tag; raises RuleError where it would come below itself."""
    name = "+".join(sorted(fields))
    group = f"tag/{tag_id}/{name}" if name == "description" else None
    with store.edit(f"Set {name.removesuffix('_id')} of tag", group=group) as edit:
        edit.put(replace(edit.content.get(Tag, tag_id), **fields))


def move_entry(store: Store, list_type: ListType, entry_id: str, before: str | None) -> None:
    """Move an entry before another of its list, or to the end."""
    if before == entry_id:
        return
    with store.edit(f"Move {list_type.kind_name}") as edit:
        ranks, moved = make_room(edit.content.ordered(list_type), before, 1, moving={entry_id})
        edit.put(*moved, replace(edit.content.get(list_type, entry_id), rank=ranks[0]))


def place_tag(store: Store, tag_id: str, parent_id: str | None, before: str | None = None) -> None:
    """Put a tag below another (none = at the top), before one there or last; RuleError where that is below itself."""
    with store.edit("Move tag") as edit:
        ranks, moved = make_room(edit.content.ordered(Tag), before, 1, moving={tag_id})
        edit.put(*moved, replace(edit.content.get(Tag, tag_id), rank=ranks[0], parent_id=parent_id))


def merge_entries(store: Store, list_type: ListType, into: str, entry_ids: Sequence[str]) -> None:
    """Put one entry in the place of others wherever these are used, and delete them."""
    merged = set(entry_ids) - {into}
    if merged:
        with store.edit(f"Merge {list_type.kind_name}s") as edit:
            _merge(edit, list_type, into, merged)


def put_name(edit: Edit, entry: Any, name: str) -> None:
    """Rename an entry within an edit; where another one has that name, the two become one."""
    twin = entry_named(edit.content, type(entry), _usable(name))
    if twin is not None and twin.id != entry.id:
        _merge(edit, type(entry), twin.id, {entry.id})
    else:
        edit.put(replace(edit.content.get(type(entry), entry.id), name=_usable(name)))


def _merge(edit: Edit, list_type: ListType, into: str, merged: set[str]) -> None:
    if list_type is Tag:
        target = edit.content.get(Tag, into)
        edit.put(replace(target, parent_id=parent_outside(edit.content, target, merged)))
    put_in_place_of(edit, list_type, into, merged)


def put_in_place_of(edit: Edit, record_type: type[Any], into: str, merged: set[str]) -> None:
    """Let whatever holds some records of a type hold another one instead, within an edit, and delete them."""
    going = [edit.content.get(record_type, each) for each in sorted(merged)]
    for holder, name in _holders(edit.content, record_type, merged):
        if name == "parent_id" and holder.id in {into, *merged}:
            continue
        moved = replace(holder, **{name: into})
        if moved.id != holder.id:
            edit.delete(holder)
        if moved.id == holder.id or edit.content.find(type(holder), moved.id) is None:
            edit.put(moved)
    edit.delete(*going)


def parent_outside(content: Content, record: Tag | Opportunity, merged: set[str]) -> str | None:
    """Return what is to stand above a record: its parent, or what is above the topmost that is merged into it."""
    outside = record.parent_id
    above: Tag | Opportunity | None = content.find(type(record), outside)
    while above is not None:
        if above.id in merged:
            outside = above.parent_id
        above = content.find(type(record), above.parent_id)
    return outside


def delete_entries(store: Store, list_type: ListType, entry_ids: Sequence[str]) -> None:
    """Delete entries of a list; where they are used, the field is then empty."""
    entries = [store.content.get(list_type, each) for each in entry_ids]
    noun = list_type.kind_name
    with store.edit(f"Delete {noun}" if len(entries) == 1 else f"Delete {len(entries)} {noun}s") as edit:
        edit.delete(*entries)


def uses(content: Content, list_type: ListType, entry_id: str) -> dict[str, int]:
    """Return how many records of each kind use an entry: what deleting it would clear. Tags below one count too."""
    counts = Counter[str]()
    for holder, name in _holders(content, list_type, {entry_id}):
        kind = holder.kind_name
        if isinstance(holder, Link):  # what counts is the other end: a card with a tag, a persona with a channel
            other = next(each for each in holder.key if each != name)
            kind = other.removesuffix("_id")
        counts[kind] += 1
    return dict(counts)


def _holders(content: Content, list_type: ListType, entry_ids: set[str]) -> list[tuple[Any, str]]:
    """Return the records that hold one of these entries, each with the field that does."""
    fields: list[tuple[type[AnyRecord], str]] = [
        (record_type, each.name)
        for record_type in RECORD_TYPES.values()
        for each in references(record_type)
        if each.metadata["references"] == list_type.kind_name
    ]
    return [
        (holder, name)
        for record_type, name in fields
        for entry_id in sorted(entry_ids)
        for holder in tuple(content.members(record_type, name, entry_id))
    ]
