"""A current journey beside its to-be, by what came from what: kept, moved, changed, new and gone, and both curves."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal, NamedTuple

from app.models.collecting import no_collecting
from app.models.content import Content, columns_of, swimlanes_of
from app.models.errors import InputError
from app.models.records import AnyRecord, Card, Connector, Journey, Lane, Stage, Step, Swimlane
from app.scoring.emotion import EmotionPoint, emotion_of
from app.scoring.map_changes import Changes, Difference, MapChanges, changed_things, changes_between, merged
from app.scoring.origins import Origins, as_before, origins_between

Fate = Literal["kept", "moved", "changed", "new", "gone"]
"""What becomes of a thing; one that is moved may be changed as well."""

FATES: Final[tuple[Fate, ...]] = ("kept", "moved", "changed", "new", "gone")

_TYPES: Final[dict[type[Any], str]] = {
    Stage: "stages",
    Step: "steps",
    Swimlane: "swimlanes",
    Lane: "lanes",
    Card: "cards",
    Connector: "connectors",
}
"""The types of records on a map, with where `MapChanges` has what became of them."""


class Turn(NamedTuple):
    """One difference: what becomes of which record of the two maps as one, and the fields that say something else.

    `id` is that on the second map, or of the stand-in of what is gone; `first_id` that on the first map, empty for
    what is new; of a copy, what it was copied from.
    """

    fate: Fate
    record: AnyRecord
    first_id: str
    fields: tuple[Difference, ...] = ()
    is_copy: bool = False

    @property
    def id(self) -> str:
        """Its id on the map of both."""
        return self.record.id

    @property
    def is_hope(self) -> bool:
        """Whether nothing is otherwise but how it feels: the curves tell that, and it needs no reason."""
        return self.fate == "changed" and all(each.name == "sentiment" for each in self.fields)


class TwoCurves(NamedTuple):
    """The emotion of one persona on both maps, one pair of points for each step of both as one map, by its id there.

    A point of none: the map has no such step, or the persona is not on it. `swimlane_id` is that on the map of both,
    none for the lanes of the whole map.
    """

    swimlane_id: str | None
    first: tuple[EmotionPoint | None, ...]
    second: tuple[EmotionPoint | None, ...]


@dataclass(frozen=True)
class Comparison:
    """Two journeys, and the first put into the place of the second, so that they are two states of one map.

    `before` and `after` are those states, both under the id of the second; `changes` tells what is different. What is
    gone has a stand-in on the map of both, with an id of its own (`origins.gone` says of what).
    """

    first: Journey
    second: Journey
    before: Content
    after: Content
    origins: Origins
    changes: MapChanges

    @cached_property
    def both(self) -> Content:
        """Both as one map, under the id of the second: what is gone stands where it was."""
        with no_collecting():
            return merged(self.before, self.after, self.second.id, self.changes)

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """Every difference in the order of the map of both."""
        return tuple(_turns(self))

    @cached_property
    def shared(self) -> int:
        """How many things of the one map came from the other; 0 where the two have nothing to do with each other."""
        return sum(len(ids) - len(self.origins.gone[each]) for each, ids in self.origins.ids.items())

    def counts(self) -> dict[str, dict[Fate, int]]:
        """Return how many stages, steps, swimlanes, lanes, cards and connectors there are of each fate."""
        return {name: self._count(record_type, getattr(self.changes, name)) for record_type, name in _TYPES.items()}

    def _count(self, record_type: type[Any], changes: Changes) -> dict[Fate, int]:
        if record_type is Step:
            there = {step.id for step in columns_of(self.after, self.second.id)}
        else:
            there = {each.id for each in self.after.members(record_type, "journey_id", self.second.id)}
        kept = there - changes.added - changes.moved - changes.changed.keys()
        sizes = (kept, changes.moved, changes.changed, changes.added, changes.removed)
        return {fate: len(ids) for fate, ids in zip(FATES, sizes, strict=True)}

    def first_id_of(self, record: AnyRecord) -> str:
        """Return what a record of the map of both is on the first map; empty where it is not there."""
        if isinstance(record, Connector):
            ends = (self._on_first[Card].get(each, "") for each in (record.from_card_id, record.to_card_id))
            found = "/".join(ends)
            return found if self.after.find(Connector, found) is not None else ""
        return self._on_first[type(record)].get(record.id, "")

    def first_step(self, step_id: str) -> str | None:
        """Return the step of the first map that became a step of the map of both; none where there is none."""
        return self._on_first[Step].get(step_id)

    @cached_property
    def _on_first(self) -> dict[type[Any], dict[str, str]]:
        return {each: self.origins.on_first(each) for each in self.origins.ids}


def compare(content: Content, first_id: str, second_id: str) -> Comparison:
    """Compare two journeys, such as a current one with its to-be; raises InputError where that is one and the same."""
    first, second = content.get(Journey, first_id), content.get(Journey, second_id)
    if first.id == second.id:
        raise InputError(f"“{first.title}” is compared with itself. Choose another journey to compare it with.")
    with no_collecting():
        origins = origins_between(content, first_id, second_id)
        before = as_before(content, first_id, second_id, origins)
        return Comparison(first, second, before, content, origins, changes_between(before, content, second_id))


def _turns(comparison: Comparison) -> Iterator[Turn]:
    for record, changes in changed_things(comparison.both, comparison.second.id, comparison.changes):
        each = record.id
        if each in changes.added:
            copied = comparison.origins.copies.get(type(record), {}).get(each, "")
            yield Turn("new", record, copied, is_copy=bool(copied))
            continue
        if not (each in changes.removed or each in changes.moved or each in changes.changed):
            continue
        first_id = comparison.first_id_of(record)
        if each in changes.removed:
            yield Turn("gone", record, first_id)
        if each in changes.moved:
            yield Turn("moved", record, first_id)
        if each in changes.changed:
            yield Turn("changed", record, first_id, changes.changed[each])


def two_curves(comparison: Comparison) -> tuple[TwoCurves, ...]:
    """Return both curves of the whole map and of each persona on either map, without those that say nothing."""
    both, content = comparison.both, comparison.after
    step_ids = [step.id for step in columns_of(both, comparison.second.id)]
    steps = comparison.origins.ids[Step]
    on_first = comparison.origins.on_first(Swimlane)
    found = []
    for swimlane_id in (None, *(each.id for each in swimlanes_of(both, comparison.second.id))):
        was_id = on_first.get(swimlane_id) if swimlane_id is not None else None
        first = second = dict[str, EmotionPoint]()
        if swimlane_id is None or was_id is not None:
            points = emotion_of(content, comparison.first.id, was_id)
            first = {steps[point.step_id]: point._replace(step_id=steps[point.step_id]) for point in points}
        if swimlane_id is None or content.find(Swimlane, swimlane_id) is not None:
            second = {point.step_id: point for point in emotion_of(content, comparison.second.id, swimlane_id)}
        pair = TwoCurves(swimlane_id, tuple(map(first.get, step_ids)), tuple(map(second.get, step_ids)))
        if any(point is not None and point.value is not None for point in (*pair.first, *pair.second)):
            found.append(pair)
    return tuple(found)
