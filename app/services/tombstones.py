"""What was forgotten stays forgotten: a plan of an import without the people whom the workspace has forgotten."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, Final

from app.models.ids import id_from, ids_at_all_times
from app.models.name_finding import Known, Names
from app.models.plan import ImportPlan, ImportWarning
from app.models.positions import PositionMap
from app.models.records import AnyRecord, Highlight, Participant, ParticipantFact, Source, Speaker, references
from app.models.shared_words import Quotes
from app.models.turns import GONE, Turn
from app.services.remains import ERASED, without
from app.store.schema import image, text_fields

Tombstones = Collection[tuple[str, str]]
"""Kinds and ids of what was forgotten."""

_STILL: Final = PositionMap()


def without_forgotten(plan: ImportPlan, tombstones: Tombstones) -> ImportPlan:
    """Return a plan without what was forgotten, and without what refers to it, with a warning where there was some.

    Turns of somebody forgotten are gone, and the others keep their numbers; passages of theirs and what names
    them are erased.
    """
    if not tombstones:
        return plan
    gone = {(each.kind_name, each.id) for each in plan.records if _is_forgotten(each, tombstones)}
    labels = _labels(plan, tombstones)
    gone |= {("participant", each) for _, each in labels.values() if each}
    if not gone and not labels:
        return plan
    highlights = [each for each in plan.records if isinstance(each, Highlight)]
    passages = [each for each in highlights if _is_gone(each, gone)]
    gone |= {("highlight", each.id) for each in passages}
    names = Names([Known("gone", ERASED, tuple(_names(plan, gone, labels)))])
    said = _said(plan, gone, labels, passages)
    turns: dict[str, Sequence[Turn]] = {}
    maps: dict[tuple[str, int], PositionMap] = {}
    for source_id, each in plan.turns.items():
        if ("source", source_id) in gone:
            continue
        turns[source_id] = [
            _turn(source_id, number, turn, labels, names, said, passages, maps) for number, turn in enumerate(each)
        ]
    staying = _staying(plan.records, gone, labels)
    made = {_made_of(each) for each in plan.records if ("highlight", getattr(each, "highlight_id", "")) in gone}
    records = [_without(each, gone, names, said, made, turns, maps) for each in staying]
    empty = {(each.kind_name, each.id) for each in records if isinstance(each, Highlight) and _is_empty(each, turns)}
    kept = _staying(records, empty, {})
    warning = ImportWarning(
        _origin(plan), None, "What was forgotten in this workspace was left out, and what names it erased."
    )
    return plan._replace(records=tuple(kept), turns=turns, warnings=(*plan.warnings, warning))


def _is_forgotten(record: AnyRecord, tombstones: Tombstones) -> bool:
    """Return whether a record was forgotten, a source or a participant in whichever copy of its file."""
    ids = ids_at_all_times(record.id) if isinstance(record, Source | Participant) else (record.id,)
    return any((record.kind_name, each) in tombstones for each in ids)


def _origin(plan: ImportPlan) -> str:
    return next((each.origin for each in plan.records if isinstance(each, Source) and each.origin), plan.label)


def _labels(plan: ImportPlan, tombstones: Tombstones) -> dict[tuple[str, str], tuple[str, str | None]]:
    """Return the labels of those who were forgotten, by source and label, with the participant's id."""
    owners = {(each.source_id, each.label): each.participant_id for each in plan.records if isinstance(each, Speaker)}
    labels: dict[tuple[str, str], tuple[str, str | None]] = {}
    for source_id, turns in plan.turns.items():
        source_ids = list(ids_at_all_times(source_id))
        for label in {turn.speaker for turn in turns} - {""}:
            own = owners.get((source_id, label))
            later = (id_from(each, label) for each in source_ids)  # of whom a highlight made a participant
            if any(("participant", each) in tombstones for each in chain(ids_at_all_times(own) if own else (), later)):
                labels[source_id, label] = label, own
    return labels


def _names(
    plan: ImportPlan, gone: Collection[tuple[str, str]], labels: Mapping[tuple[str, str], tuple[str, str | None]]
) -> Iterable[str]:
    yield from (label for label, _ in labels.values())
    for each in plan.records:
        if isinstance(each, Participant) and ("participant", each.id) in gone:
            yield each.name


def _said(
    plan: ImportPlan,
    gone: Collection[tuple[str, str]],
    labels: Mapping[tuple[str, str], Any],
    passages: Sequence[Highlight],
) -> Quotes:
    """Return what those who were forgotten say in a plan, to know it again where others quote it."""
    texts = []
    for source_id, turns in plan.turns.items():
        everything = ("source", source_id) in gone
        texts += [turn.text for turn in turns if everything or (source_id, turn.speaker) in labels]
        for each in passages:
            if each.source_id == source_id and each.turn == each.last_turn < len(turns):
                texts.append(turns[each.turn].text[each.start : each.end])
    return Quotes(texts)


def _made_of(record: AnyRecord) -> tuple[str, str]:
    """Return the kind and id of what shows a highlight, or is linked to it by this record."""
    kind = record.kind_name.removesuffix("_highlight")
    return kind, getattr(record, f"{kind}_id", "") or record.id


def _is_gone(highlight: Highlight, gone: Collection[tuple[str, str]]) -> bool:
    return ("highlight", highlight.id) in gone or ("participant", highlight.participant_id or "") in gone


def _turn(
    source_id: str,
    number: int,
    turn: Turn,
    labels: Mapping[tuple[str, str], Any],
    names: Names,
    said: Quotes,
    passages: Sequence[Highlight],
    maps: dict[tuple[str, int], PositionMap],
) -> Turn:
    if (source_id, turn.speaker) in labels:
        return GONE
    spans = _spans(turn.text, names, said)
    for each in passages:
        if each.source_id == source_id and each.turn <= number <= each.last_turn:
            start = each.start if number == each.turn else 0
            spans.append((start, each.end if number == each.last_turn else len(turn.text)))
    text, maps[source_id, number] = without(turn.text, spans)
    facts = {name: _erased(value, names, said) for name, value in turn.facts.items()}
    return replace(turn, text=text, heading=_erased(turn.heading, names, said), facts=facts)


def _spans(text: str, names: Names, said: Quotes) -> list[tuple[int, int]]:
    return [*((hit.start, hit.end) for hit in names.find(text) if hit.sure), *said.spans(text)]


def _erased(text: str, names: Names, said: Quotes, *, is_made: bool = False) -> str:
    if is_made and said.repeats(text):
        return ERASED
    return without(text, _spans(text, names, said))[0]


def _staying(
    records: Iterable[AnyRecord], gone: set[tuple[str, str]], labels: Mapping[tuple[str, str], Any]
) -> list[AnyRecord]:
    """Return the records that stay, and add those that go along to `gone`: the tag of a highlight of a source."""
    staying = list(records)
    while going := {(each.kind_name, each.id) for each in staying if _goes(each, gone, labels)}:
        gone |= going
        staying = [each for each in staying if (each.kind_name, each.id) not in going]
    return staying


def _goes(record: AnyRecord, gone: Collection[tuple[str, str]], labels: Mapping[tuple[str, str], Any]) -> bool:
    """Return whether a record was forgotten, or goes with one that was."""
    if (record.kind_name, record.id) in gone:
        return True
    if isinstance(record, Speaker) and (record.source_id, record.label) in labels:
        return True
    return any(
        (each.metadata["references"], getattr(record, each.name)) in gone and each.metadata["on_delete"] == "cascade"
        for each in references(type(record))
    )


def _without(
    record: AnyRecord,
    gone: Collection[tuple[str, str]],
    names: Names,
    said: Quotes,
    made: Collection[tuple[str, str]],
    turns: Mapping[str, Sequence[Turn]],
    maps: Mapping[tuple[str, int], PositionMap],
) -> AnyRecord:
    """Return a record that stays without references to what goes, without names, a highlight on its words."""
    values = image(record)
    changes: dict[str, Any] = {
        each.name: None
        for each in references(type(record))
        if (each.metadata["references"], getattr(record, each.name)) in gone
    }
    if not isinstance(record, Participant | ParticipantFact):
        is_made = (record.kind_name, record.id) in made or ("insight", getattr(record, "insight_id", "")) in made
        changes |= {
            name: after
            for name in text_fields(record.kind_name, values)
            if name not in record.key and (after := _erased(values[name], names, said, is_made=is_made)) != values[name]
        }
    if isinstance(record, Highlight):
        first = maps.get((record.source_id, record.turn), _STILL)
        last = maps.get((record.source_id, record.last_turn), _STILL)
        changes |= {"start": first.start(record.start), "end": last.end(record.end)}
    if isinstance(record, Source) and record.id in turns:
        changes["length"] = sum(len(turn.text) for turn in turns[record.id])
    return replace(record, **changes) if changes else record


def _is_empty(highlight: Highlight, turns: Mapping[str, Sequence[Turn]]) -> bool:
    """Return whether a highlight stands on turns that are empty now."""
    if highlight.source_id not in turns:
        return False
    inside = turns[highlight.source_id][highlight.turn : highlight.last_turn + 1]
    if not any(turn.text for turn in inside):
        return True
    return (highlight.turn, highlight.start) >= (highlight.last_turn, highlight.end) or (
        highlight.start > len(inside[0].text) or highlight.end > len(inside[-1].text)
    )
