"""What deleting records does to those that refer to them, and which records an edit may have made wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from app.models.changes import Change
from app.models.content import Content
from app.models.errors import RuleError
from app.models.names import with_article
from app.models.records import (
    RECORD_TYPES,
    Anchor,
    AnyRecord,
    Ballot,
    Card,
    Criterion,
    EmotionOverride,
    Highlight,
    Insight,
    Lane,
    Score,
    ScoringModel,
    Source,
    Stage,
    Step,
    Swimlane,
    Vote,
    VoteOption,
    VoteRound,
    WallColumn,
    WallRow,
    references,
)
from app.store.schema import columns

Key = tuple[type[AnyRecord], str]
Holder = tuple[type[AnyRecord], str, str]
"""A record type, its field that refers to another kind, and what deleting that one does to it."""

HOLDERS: Final[dict[str, list[Holder]]] = {kind: [] for kind in RECORD_TYPES}
for _holder in RECORD_TYPES.values():  # once over all fields, since each start waits for it
    for _each in references(_holder):
        HOLDERS[_each.metadata["references"]].append((_holder, _each.name, _each.metadata["on_delete"]))


def key_of(record: AnyRecord) -> Key:
    """Return what names a record within the workspace."""
    return (type(record), record.id)


def plan_deletion(content: Content, records: Iterable[AnyRecord]) -> tuple[list[AnyRecord], list[AnyRecord]]:
    """Return the records that go (holders before what they hold to) and those that stay with references emptied.

    Raises RuleError where a record that stays must not lose what it refers to.
    """
    going: dict[Key, AnyRecord] = {}
    ahead = list(records)
    while ahead:
        record = ahead.pop()
        if key_of(record) in going:
            continue
        going[key_of(record)] = record
        for holder, name, on_delete in HOLDERS[record.kind_name]:
            if on_delete == "cascade":
                ahead.extend(content.members(holder, name, record.id))
    staying: dict[Key, AnyRecord] = {}
    for record in going.values():
        for holder, name, on_delete in HOLDERS[record.kind_name]:
            for held in content.members(holder, name, record.id):
                if key_of(held) in going:
                    continue
                if on_delete == "refuse":
                    raise RuleError(
                        f"{_words(record)} can't be deleted: {_words(held)} still belongs to it. Nothing was changed."
                    )
                emptied: Any = staying.get(key_of(held), held)
                staying[key_of(held)] = replace(emptied, **{name: None})
    return list(reversed(going.values())), list(staying.values())


def _words(record: AnyRecord) -> str:
    title = getattr(record, "title", "") or getattr(record, "name", "")
    return f"the {record.kind_name.replace('_', ' ')}" + (f" “{title}”" if title else "")


def dangling_references(content: Content, records: Iterable[AnyRecord]) -> Iterator[str]:
    """Yield a sentence for each reference to a record that is not there."""
    for record in records:
        for column in columns(record.kind_name):
            target = getattr(record, column.name) if column.references else None
            if target is not None and content.find(RECORD_TYPES[str(column.references)], target) is None:
                kind = with_article(str(column.references))
                yield f"T{_words(record)[1:]} refers to {kind} that is not in the workspace."


def affected(content: Content, changes: Iterable[Change]) -> list[AnyRecord]:
    """Return the records whose rules the changes may have broken: those that changed, and those that lean on them."""
    found: dict[Key, AnyRecord] = {}
    journeys = set[str]()
    for change in changes:
        for record in (change.after, *_leaning(content, change)):
            if record is not None:
                found[key_of(record)] = record
        journeys.update(_journeys_with_other_columns(content, change))
    for journey_id in journeys:
        found.update((key_of(card), card) for card in content.members(Card, "journey_id", journey_id) if card.span > 1)
    return list(found.values())


def _leaning(content: Content, change: Change) -> Iterator[AnyRecord | None]:
    """Yield the records whose rules read what changed of this one; none for one that is gone."""
    match change.after or change.before:
        case Step(id=step_id) if _differ(change, "stage_id"):
            yield from (content.find(Stage, each.stage_id) for each in _sides(change) if isinstance(each, Step))
            yield from content.members(Card, "step_id", step_id)
            yield from content.members(EmotionOverride, "step_id", step_id)
            yield from content.members(WallColumn, "step_id", step_id)
        case Stage(id=stage_id) if _differ(change, "journey_id"):
            for step in content.members(Step, "stage_id", stage_id):
                yield step
                yield from content.members(Card, "step_id", step.id)
                yield from content.members(EmotionOverride, "step_id", step.id)
                yield from content.members(WallColumn, "step_id", step.id)
        case Lane(id=lane_id) if _differ(change, "kind", "journey_id"):
            yield from content.members(Card, "lane_id", lane_id)
            yield from content.members(WallRow, "lane_id", lane_id)
        case Swimlane(id=swimlane_id) if _differ(change, "journey_id"):
            yield from content.members(Lane, "swimlane_id", swimlane_id)
            yield from content.members(EmotionOverride, "swimlane_id", swimlane_id)
        case Card(id=card_id) if _differ(change, "journey_id"):
            yield from content.members(VoteOption, "card_id", card_id)
        case Insight(id=insight_id) if _differ(change, "statement"):
            yield from content.members(Card, "insight_id", insight_id)
        case Source(id=source_id) if _differ(change, "turns"):
            yield from content.members(Highlight, "source_id", source_id)
        case VoteRound(id=round_id) if _differ(change, "votes_each", "journey_id"):
            yield from content.members(Ballot, "round_id", round_id)
            yield from content.members(VoteOption, "round_id", round_id)
        case Anchor(criterion_id=criterion_id):
            yield content.find(Criterion, criterion_id)
        case Criterion(id=criterion_id) if _differ(change, "lowest", "highest", "part", "model_id"):
            yield from content.members(Score, "criterion_id", criterion_id)
            models = (each.model_id for each in _sides(change) if isinstance(each, Criterion))
            yield from (content.find(ScoringModel, each) for each in models)
        case ScoringModel(id=model_id) if _differ(change, "kind"):
            yield from content.members(Criterion, "model_id", model_id)
        case Vote(ballot_id=ballot_id):
            yield content.find(Ballot, ballot_id)
        case _:
            pass


def _journeys_with_other_columns(content: Content, change: Change) -> Iterator[str]:
    """Yield the journeys in which the change made, removed or moved a column, so that spans may reach too far."""
    for record in _sides(change):
        match record:
            case Stage() if _differ(change, "journey_id", "rank"):
                yield record.journey_id
            case Step() if _differ(change, "stage_id", "rank"):
                stage = content.find(Stage, record.stage_id)
                if stage is not None:
                    yield stage.journey_id
            case _:
                pass


def _sides(change: Change) -> Iterator[AnyRecord]:
    return (record for record in (change.before, change.after) if record is not None)


def _differ(change: Change, *names: str) -> bool:
    """Return whether one of the fields changed, or the record was made or deleted."""
    return any(getattr(change.before, name, None) != getattr(change.after, name, None) for name in names)
