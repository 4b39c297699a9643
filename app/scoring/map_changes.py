"""What is different between two states of one map: added, removed, moved, changed; and both of them as one map."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import fields, replace
from functools import cache
from operator import attrgetter
from typing import Any, Final, NamedTuple

from app.models.collecting import no_collecting
from app.models.content import (
    Content,
    cards_in_map_order,
    columns_of,
    lanes_in_map_order,
    sort_key,
    stages_of,
    swimlanes_of,
)
from app.models.records import (
    RECORD_TYPES,
    TAG_LINKS,
    AnyRecord,
    Card,
    Connector,
    Journey,
    Lane,
    Persona,
    Stage,
    Step,
    Swimlane,
    Tag,
    references,
)

_PLACES: Final[dict[type[Any], tuple[str, ...]]] = {
    Card: ("lane_id", "step_id"),
    Step: ("stage_id",),
    Lane: ("swimlane_id",),
}
"""What a record of a type lies in, besides its map; it moves when that is another one, or its order there is."""

_UNSAID: Final = {"id", "rank", "journey_id", "was_lane_id", "was_step_id", "origin_id"}
"""Fields that say nothing of their own: the order shows where a thing stands."""


class Difference(NamedTuple):
    """One field that is different, with what it held before and holds now; `tags` holds their names."""

    name: str
    before: Any
    after: Any


class Changes(NamedTuple):
    """What became of the records of one type, by id: those that came, went, stand elsewhere or say something else.

    One that was moved may be changed as well.
    """

    added: Set[str]
    removed: Set[str]
    moved: Set[str]
    changed: Mapping[str, tuple[Difference, ...]]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.moved or self.changed)


class MapChanges(NamedTuple):
    """What became of one map: of its cards and all they stand in, its connectors, and the fields of the journey."""

    cards: Changes
    stages: Changes
    steps: Changes
    lanes: Changes
    swimlanes: Changes
    connectors: Changes
    journey: tuple[Difference, ...]

    def __bool__(self) -> bool:
        return any(self)


def changes_between(before: Content, after: Content, journey_id: str) -> MapChanges:
    """Return what became of a map from one state of the workspace to another; one that is not there is empty."""
    with no_collecting():
        old, new = _Side(before, journey_id), _Side(after, journey_id)
        journeys = before.find(Journey, journey_id), after.find(Journey, journey_id)
        return MapChanges(
            cards=_changes(Card, old, new),
            stages=_changes(Stage, old, new),
            steps=_changes(Step, old, new),
            lanes=_changes(Lane, old, new),
            swimlanes=_changes(Swimlane, old, new),
            connectors=_changes(Connector, old, new),
            journey=_differences(Journey, *journeys, old, new) if None not in journeys else (),
        )


class _Side:
    """One of the two states: the records of the map by type and id, and the tags on them."""

    def __init__(self, content: Content, journey_id: str) -> None:
        self.content = content
        self._tags: dict[type[Any], dict[str, frozenset[str]]] = {}
        stages = content.holding(Stage, "journey_id", journey_id)
        self.records: dict[type[Any], dict[str, Any]] = {
            each: {record.id: record for record in content.members(each, "journey_id", journey_id)}
            for each in (Card, Stage, Lane, Swimlane, Connector)
        }
        self.records[Step] = {step.id: step for stage in stages for step in content.members(Step, "stage_id", stage.id)}

    def tags(self, record_type: type[Any]) -> dict[str, frozenset[str]]:
        """Return the ids of the tags on each record of a type that has some."""
        found = self._tags.get(record_type)
        if found is None:
            link, name = TAG_LINKS.get(record_type), f"{record_type.kind_name}_id"
            gathered: dict[str, set[str]] = {}
            for each in self.content.all(link).values() if link else ():
                gathered.setdefault(getattr(each, name), set()).add(each.tag_id)
            found = self._tags[record_type] = {key: frozenset(held) for key, held in gathered.items()}
        return found

    def tag_names(self, tag_ids: Iterable[str]) -> tuple[str, ...]:
        """Return what tags are called, in the order of the list."""
        return tuple(tag.name for tag in sorted((self.content.get(Tag, each) for each in tag_ids), key=sort_key))


def _changes(record_type: type[Any], old: _Side, new: _Side) -> Changes:
    before, after = old.records[record_type], new.records[record_type]
    both = before.keys() & after.keys()
    touched = [each for each in both if before[each] is not after[each] and before[each] != after[each]]
    tags, other_tags = old.tags(record_type), new.tags(record_type)
    retagged = {each for each in both if tags.get(each) != other_tags.get(each)} if tags or other_tags else set()
    looked_at = retagged.union(both if record_type is Swimlane else touched)
    changed = {each: _differences(record_type, before[each], after[each], old, new) for each in looked_at}
    return Changes(
        frozenset(after.keys() - both),
        frozenset(before.keys() - both),
        frozenset(_moved(record_type, before, after, touched)) if record_type is not Connector else frozenset(),
        {each: found for each, found in changed.items() if found},
    )


def _moved(record_type: type[Any], before: dict[str, Any], after: dict[str, Any], touched: list[str]) -> Iterator[str]:
    """Yield what stands elsewhere: in another place, or given another rank that changes its order among the others.

    The others are those that stayed in the place: what comes, goes or is moved around a thing does not move it.
    """
    place = attrgetter(*_PLACES[record_type]) if record_type in _PLACES else lambda record: None
    reordered: dict[Any, list[str]] = {}
    for each in touched:
        was, now = before[each], after[each]
        there = place(now)
        if place(was) != there:
            yield each
        elif was.rank != now.rank:
            reordered.setdefault(there, []).append(each)
    if not reordered:
        return
    stayed: dict[Any, list[str]] = {each: [] for each in reordered}
    for each in before.keys() & after.keys():
        where = place(after[each])
        if where in stayed and place(before[each]) == where:
            stayed[where].append(each)
    for where, candidates in reordered.items():
        order = [{each: at for at, each in enumerate(_in_order(stayed[where], side))} for side in (before, after)]
        yield from (each for each in candidates if order[0][each] != order[1][each])


def _in_order(ids: list[str], records: dict[str, Any]) -> list[str]:
    return sorted(ids, key=lambda each: (records[each].rank, each))


def _differences(record_type: type[Any], before: Any, after: Any, old: _Side, new: _Side) -> tuple[Difference, ...]:
    """Return the fields that say something else, its tags, and for a swimlane what its persona is called."""
    names, values = _said(record_type.kind_name)
    was, now = values(before), values(after)
    found = (
        [Difference(*each) for each in zip(names, was, now, strict=True) if each[1] != each[2]] if was != now else []
    )
    tags = old.tags(record_type).get(before.id, frozenset()), new.tags(record_type).get(after.id, frozenset())
    if tags[0] != tags[1]:
        found.append(Difference("tags", old.tag_names(tags[0]), new.tag_names(tags[1])))
    if record_type is Swimlane:
        called = [side.content.get(Persona, each.persona_id).name for side, each in ((old, before), (new, after))]
        if called[0] != called[1]:
            found.append(Difference("persona", *called))
    return tuple(found)


@cache
def _said(kind: str) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """Return the fields of a type that say something, and what reads them all off a record."""
    record_type: type[Any] = RECORD_TYPES[kind]
    left_out = _UNSAID.union(_PLACES.get(record_type, ()), record_type.key)
    if record_type is Swimlane:
        left_out = left_out | {"persona_id"}  # told by its name
    names = tuple(each.name for each in fields(record_type) if each.name not in left_out)
    read = attrgetter(*names)
    return names, read if len(names) > 1 else lambda record: (read(record),)


def merged(before: Content, after: Content, journey_id: str, changes: MapChanges | None = None) -> Content:
    """Return the later state with what is gone from the map put back where it was, for both to be drawn as one map.

    Cards that were taken off it to Unplaced stand where they were. What is put back weighs nothing, so that the emotion
    curve stays that of the later state. Spans reach from the same first to the same last step as before. A card whose
    lane or step is now of another map waits in Unplaced. `changes` are those between the two, where they are known.
    """
    changes = changes_between(before, after, journey_id) if changes is None else changes
    both = after.copy()
    for record_type, gone in (
        (Step, changes.steps.removed),
        (Swimlane, changes.swimlanes.removed),
        (Lane, changes.lanes.removed),
        (Card, changes.cards.removed),
        (Connector, changes.connectors.removed),
    ):
        for each in gone:
            record = before.get(record_type, each)
            _put_back(both, before, replace(record, weight=0.0) if isinstance(record, Card) else record)
    gone = changes.cards.removed | unplaced_since(before, after, changes)
    for each in gone - changes.cards.removed:
        was, now = before.get(Card, each), after.get(Card, each)
        both.put(replace(now, lane_id=was.lane_id, step_id=was.step_id, span=was.span, weight=0.0))
    _mend_places(both, journey_id, gone)
    _mend_spans(both, before, after, journey_id, gone)
    return both


def changed_things(both: Content, journey_id: str, changes: MapChanges) -> Iterator[tuple[AnyRecord, Changes]]:
    """Yield every record of two states that are one map, in its order, with what became of those of its type.

    An untitled step that came or went with its stage is not worth a mention of its own.
    """
    for stage in stages_of(both, journey_id):
        yield stage, changes.stages
        for step in both.holding(Step, "stage_id", stage.id):
            with_its_stage = stage.id in changes.stages.added | changes.stages.removed and not step.title
            if not with_its_stage:
                yield step, changes.steps
    for swimlane in swimlanes_of(both, journey_id):
        yield swimlane, changes.swimlanes
    for lane in lanes_in_map_order(both, journey_id):
        yield lane, changes.lanes
    placed = list(cards_in_map_order(both, journey_id))
    there = {card.id for card in placed}
    for card in [*placed, *(each for each in both.holding(Card, "journey_id", journey_id) if each.id not in there)]:
        yield card, changes.cards
    for connector in both.holding(Connector, "journey_id", journey_id):
        yield connector, changes.connectors


def unplaced_since(before: Content, after: Content, changes: MapChanges) -> frozenset[str]:
    """Return the cards that were on the map and wait in Unplaced now."""
    moved = (each for each in changes.cards.moved if after.get(Card, each).lane_id is None)
    return frozenset(each for each in moved if before.get(Card, each).lane_id is not None)


def _put_back(both: Content, before: Content, record: Any) -> None:
    """Put a record back together with all that it refers to and that is gone as well."""
    ahead: list[AnyRecord] = [record]
    while ahead:
        record = ahead.pop()
        both.put(record)
        for each in references(type(record)):
            target = getattr(record, each.name)
            kind = RECORD_TYPES[each.metadata["references"]]
            if target is not None and both.find(kind, target) is None:
                ahead.append(before.get(kind, target))


def _mend_places(both: Content, journey_id: str, removed: Iterable[str]) -> None:
    columns = {step.id for step in columns_of(both, journey_id)}
    for card in [both.get(Card, each) for each in removed]:
        lane = both.find(Lane, card.lane_id)
        if lane is not None and (lane.journey_id != journey_id or card.step_id not in columns):
            both.put(replace(card, lane_id=None, step_id=None))


def _mend_spans(both: Content, before: Content, after: Content, journey_id: str, removed: Set[str]) -> None:
    """Have each card that spans steps reach the last of them that it reached, now that there are more columns."""
    columns = {step.id: at for at, step in enumerate(columns_of(both, journey_id))}
    then, now = ([step.id for step in columns_of(each, journey_id)] for each in (before, after))
    for card in [each for each in both.members(Card, "journey_id", journey_id) if each.span > 1 and each.step_id]:
        own = then if card.id in removed else now
        first = own.index(card.step_id or "")
        last = own[min(first + card.span, len(own)) - 1]
        if last in columns:
            both.put(replace(card, span=max(columns[last] - columns[own[first]] + 1, 1)))
