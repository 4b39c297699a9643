"""Coded material that is read again: what the workspace has of it is joined instead of doubled.

Records are the same by their ids, which the files keep; a source only while its text is as long, a highlight only in
such a source. Where a tool gave new ids, a source is the same by its title and size, a highlight by its place in such a
source, a participant by the name in such a source, a theme by its title, an insight by its kind and statement.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from app.models.content import Content
from app.models.names import same_name
from app.models.plan import ImportPlan, ImportWarning
from app.models.records import (
    AnyRecord,
    Channel,
    Highlight,
    Insight,
    Link,
    Named,
    Participant,
    Persona,
    Segment,
    Source,
    Speaker,
    Tag,
    Theme,
    references,
)

Ids = dict[tuple[str, str], str]


def without_what_is_there(plan: ImportPlan, content: Content) -> ImportPlan:
    """Return the plan without records that the workspace has, what is new being joined to those."""
    ids: Ids = {}
    for record_type, keys in _keys(content, plan.records, ids):
        _join(record_type, keys, content, plan.records, ids)
    made: list[AnyRecord] = []
    there = 0
    for record in plan.records:
        if (record.kind_name, record.id) in ids:
            there += not isinstance(record, Named) or isinstance(record, Participant)
            continue
        record = _pointing(record, ids)
        if isinstance(record, Link) and content.find(type(record), record.id) is not None:
            continue
        made.append(record)
    turns = {source_id: turns for source_id, turns in plan.turns.items() if ("source", source_id) not in ids}
    warnings = plan.warnings
    if there:
        text = f"In the workspace already, and left as they are: {there:,} sources, participants, highlights, insights."
        warnings = (*warnings, ImportWarning(plan.warnings[0].source if plan.warnings else "", None, text))
    return plan._replace(records=tuple(made), warnings=warnings, turns=turns)


Keys = Callable[[Any], Iterable[object]]
"""What makes a record the same as another: one of these is enough."""


def _keys(content: Content, records: Iterable[AnyRecord], ids: Ids) -> Iterator[tuple[type[Any], Keys]]:
    """Yield the types that are joined, and by what; each after those that it depends on."""

    def source_of(record: Highlight | Speaker) -> str:
        return ids.get(("source", record.source_id), record.source_id)

    for list_type in (Channel, Segment, Persona, Tag):
        yield list_type, lambda entry: [same_name(entry.name)]
    yield Source, lambda source: [(same_name(source.title), source.turns, source.length)]
    heard: dict[str, set[str]] = {}
    for each in (*content.all(Speaker).values(), *content.all(Highlight).values(), *records):
        if isinstance(each, Speaker | Highlight) and each.participant_id is not None:
            heard.setdefault(each.participant_id, set()).add(source_of(each))
    yield Participant, lambda person: [(same_name(person.name), where) for where in heard.get(person.id, ())]
    yield Highlight, lambda each: [(source_of(each), each.turn, each.start, each.last_turn, each.end)]
    yield Theme, lambda theme: [same_name(theme.title)]
    yield Insight, lambda insight: [(insight.kind, same_name(insight.statement))]


def _join(record_type: type[Any], keys: Keys, content: Content, records: Iterable[AnyRecord], ids: Ids) -> None:
    """Note which records of a type the workspace has, by id or else by what makes them the same."""
    known = content.all(record_type)
    by_key = {key: record.id for record in known.values() for key in keys(record)}
    for record in records:
        if isinstance(record, record_type):
            same = known.get(record.id)
            if same is not None and record_type in (Source, Highlight) and _size(same, ids) != _size(record, ids):
                same = None
            there = next((by_key[key] for key in keys(record) if key in by_key), None) if same is None else same.id
            if there is not None:
                ids[record.kind_name, record.id] = there


def _size(record: Source | Highlight, ids: Ids) -> object:
    """Return what must not differ between a source or a highlight and the one of its id."""
    if isinstance(record, Source):
        return record.turns, record.length
    return ids.get(("source", record.source_id), record.source_id)


def _pointing(record: AnyRecord, ids: Ids) -> AnyRecord:
    """Return a record that points at those of the workspace."""
    changes: dict[str, Any] = {
        each.name: ids[each.metadata["references"], held]
        for each in references(type(record))
        if (held := getattr(record, each.name)) is not None and (each.metadata["references"], held) in ids
    }
    return replace(record, **changes) if changes else record
