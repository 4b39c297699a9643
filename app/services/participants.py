"""What a user does with the people behind the sources: who they are, whom they stand for, how long they are kept."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any, Final, NamedTuple

from app.models.content import Content
from app.models.errors import InputError
from app.models.kinds import SpeakerRole
from app.models.names import folded
from app.models.records import RECORD_TYPES, Highlight, Participant, ParticipantFact, Source, Speaker
from app.store import Edit, Store

_EDITABLE: Final = ("name", "persona_id", "segment_id", "note", "contact", "consent", "consent_scope", "keep_until")


def update_participant(store: Store, participant_id: str, **values: Any) -> None:
    """Change fields of a participant; typing in one of them is one step. Raises RuleError for a day that is none."""
    wrong = values.keys() - set(_EDITABLE)
    if wrong:
        raise ValueError(f"no field of a participant that is edited: {', '.join(sorted(wrong))}")
    group = f"participant {participant_id} {next(iter(values))}" if len(values) == 1 else None
    with store.edit("Edit participant", group=group) as edit:
        edit.put(replace(edit.content.get(Participant, participant_id), **values))


def set_speaker(store: Store, source_id: str, label: str, *, role: SpeakerRole, participant_id: str | None) -> None:
    """Say who speaks in a source under a label; highlights of their words follow."""
    with store.edit("Edit speaker") as edit:
        before = edit.content.get(Speaker, f"{source_id}/{label}")
        after = replace(before, role=role, participant_id=participant_id if role == "participant" else None)
        edit.put(after)
        turns = {number: turn.speaker for number, turn in store.turns(source_id)}
        for highlight in list(edit.content.members(Highlight, "source_id", source_id)):
            if turns.get(highlight.turn) == label:
                edit.put(replace(highlight, participant_id=after.participant_id))


def overdue(content: Content, today: date | None = None) -> tuple[Participant, ...]:
    """Return the participants whose day to be kept until is over, by `(rank, id)`."""
    return tuple(each for each in content.ordered(Participant) if is_overdue(each, today))


def is_overdue(participant: Participant, today: date | None = None) -> bool:
    """Return whether the day until which a participant may be kept is over."""
    return bool(participant.keep_until) and (participant.keep_until or "") < (today or date.today()).isoformat()


class Appearances(NamedTuple):
    """Where a participant is heard: sources by title, highlights."""

    sources: tuple[str, ...]
    highlights: int


def appearances(content: Content, participant_id: str) -> Appearances:
    """Return where a participant is heard."""
    speakers = content.members(Speaker, "participant_id", participant_id)
    highlights = content.members(Highlight, "participant_id", participant_id)
    ids = {each.source_id for each in speakers} | {each.source_id for each in highlights}
    titles = tuple(each.title for each in content.ordered(Source) if each.id in ids)
    return Appearances(titles, len(highlights))


def probable_doubles(content: Content) -> list[tuple[Participant, Participant]]:
    """Return pairs of participants who may be one person: the same words in their names, or one name within the other.

    A single name, such as Maya, is held to be Maya Chen only where nobody else is called Maya; pseudonyms are never
    alike.
    """
    people = [each for each in content.ordered(Participant) if not each.protected and each.name.strip()]
    parts = {each.id: frozenset(folded(each.name).replace(".", " ").replace(",", " ").split()) for each in people}
    pairs = []
    for at, one in enumerate(people):
        for other in people[at + 1 :]:
            mine, theirs = parts[one.id], parts[other.id]
            if mine == theirs or (min(len(mine), len(theirs)) > 0 and (mine < theirs or theirs < mine)):
                pairs.append((one, other))
    holds: dict[str, int] = {}
    for one, other in pairs:
        for each in (one, other):
            holds[each.id] = holds.get(each.id, 0) + 1
    return [
        (one, other)
        for one, other in pairs
        if parts[one.id] == parts[other.id] or max(holds[one.id], holds[other.id]) == 1
    ]


def merge_participants(store: Store, kept_id: str, other_ids: Sequence[str]) -> None:
    """Make several participants one: what refers to the others refers to the one that is kept, who takes what it lacks.

    One undoable step. Raises InputError where one of them is protected and another is not.
    """
    with store.edit("Merge participants") as edit:
        content = edit.content
        kept = content.get(Participant, kept_id)
        for other_id in dict.fromkeys(other_ids):
            other = content.get(Participant, other_id)
            if other.id == kept.id:
                continue
            if other.protected != kept.protected:
                raise InputError("One of them is protected and the other is not. Protect both, then merge them.")
            kept = _take_over(kept, other)
            _refer_to(edit, other.id, kept.id)
            edit.put(kept)
            edit.delete(other)


def _take_over(kept: Participant, other: Participant) -> Participant:
    """Return the participant with what only the other one had; of two days, the earlier one holds."""
    names = ("persona_id", "segment_id", "note", "contact", "consent", "consent_scope")
    more: dict[str, Any] = {name: getattr(kept, name) or getattr(other, name) for name in names}
    days = [each for each in (kept.keep_until, other.keep_until) if each]
    return replace(kept, **more, keep_until=min(days, default=None))


def _refer_to(edit: Edit, old: str, new: str) -> None:
    """Let everything that refers to one participant refer to another one."""
    content = edit.content
    record_types: Iterable[Any] = RECORD_TYPES.values()
    for record_type in record_types:
        if record_type is Participant or "participant_id" not in {each.name for each in fields(record_type)}:
            continue
        for record in list(content.members(record_type, "participant_id", old)):
            moved: Any = replace(record, participant_id=new)
            if content.find(record_type, moved.id) is None or "participant_id" not in record_type.key:
                edit.put(moved)
            if "participant_id" in record_type.key:
                edit.delete(record)


def facts_of(content: Content, participant_id: str) -> dict[str, str]:
    """Return what is known of a participant by name."""
    facts = content.members(ParticipantFact, "participant_id", participant_id)
    return {each.name: each.value for each in sorted(facts, key=lambda each: each.name)}
