"""What a user does with the fields of `app.models.fields`: of cards, steps, personas and journeys alike."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, Final

from app.models.content import Content
from app.models.errors import InputError
from app.models.fields import FIELDS, field_names
from app.models.kinds import Subject
from app.models.records import RECORD_TYPES, Card, Journey, Persona, Step
from app.services.cards import cards_label, put_together
from app.services.lists import entry_or_new
from app.store import Edit, Store

Fielded = Card | Step | Persona | Journey
"""What has fields."""

_TYPED: Final = {
    "title",
    "note",
    *(each.name for each in chain.from_iterable(FIELDS.values()) if each.form in ("text", "lines")),
}
"""The fields that are typed letter by letter."""


def subject_of(record: Fielded) -> Subject:
    """Return what the fields of a record are listed under."""
    if isinstance(record, Card):
        return record.kind
    return "step" if isinstance(record, Step) else "persona" if isinstance(record, Persona) else "journey"


def set_fields(store: Store, record_ids: Sequence[str], **values: Any) -> None:
    """Set fields of cards (or of steps, personas or journeys) to one value each; none takes a value back.

    A field is set where the record has it; raises InputError where none has. Cards that are one thing with others are
    edited with them. Typing in one field merges into one step. Raises RuleError beyond the ranges.
    """
    name = "+".join(sorted(values))
    records = _records(store.content, record_ids)
    group = f"{records[0].kind_name}/{'+'.join(record_ids)}/{name}" if values.keys() <= _TYPED else None
    with store.edit(_label(records, *values), group=group) as edit:
        _put(edit, records, values)


def set_listed(store: Store, record_ids: Sequence[str], field: str, name: str) -> str:
    """Let a field hold the entry of its shared list with that name, made where there is none; return its id."""
    records = _records(store.content, record_ids)
    kind = next((each.references for each in FIELDS[subject_of(records[0])] if each.name == field), None)
    if kind is None:
        raise InputError(f"A {subject_of(records[0])} has no field that is called {field}.")
    with store.edit(_label(records, field)) as edit:
        entry_id = entry_or_new(edit, RECORD_TYPES[kind], name)
        _put(edit, records, {field: entry_id})
    return entry_id


def _records(content: Content, record_ids: Sequence[str]) -> list[Fielded]:
    records: list[Fielded] = []
    for record_id in dict.fromkeys(record_ids):
        found = content.find_among((Card, Step, Persona, Journey), record_id)
        records.append(found or content.get(Card, record_id))
    if not records:
        raise InputError("Nothing is selected. Select a card or a header first.")
    return records


def _put(edit: Edit, records: list[Fielded], values: dict[str, Any]) -> None:
    done = 0
    for record in records:
        there = field_names(subject_of(record))
        fields = {name: value for name, value in values.items() if name in there and hasattr(record, name)}
        done += len(fields)
        if not fields:
            continue
        if isinstance(record, Card):
            put_together(edit, [record], **fields)
        else:
            edit.put(replace(record, **fields))
    if not done:
        raise InputError(f"A {subject_of(records[0])} has no field that is called {' or '.join(sorted(values))}.")


def _label(records: list[Fielded], *names: str) -> str:
    """Return the label of an edit, e.g. “Set channel of touchpoint”, “Set severity of 3 cards”."""
    what = " and ".join(name.removesuffix("_id").replace("_", " ") for name in sorted(names))
    cards = [each for each in records if isinstance(each, Card)]
    if len(cards) == len(records):
        return cards_label(f"Set {what} of", cards)
    noun = records[0].kind_name
    return f"Set {what} of {noun}" if len(records) == 1 else f"Set {what} of {len(records)} {noun}s"
