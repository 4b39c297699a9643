"""Random edits, undo, redo, returning, compacting, reopening and errors against plain dicts; `make fuzz` is long."""

import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import hypothesis.strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
)

from app.models.changes import ChangeSet
from app.models.content import Content
from app.models.errors import RuleError
from app.models.kinds import CardKind, LaneKind
from app.models.records import AnyRecord, Card, Journey, Lane, Persona, Stage, Step, Swimlane, Tag
from app.models.rules import broken_rules
from app.store import HistoryStep, check_file, create_workspace, open_workspace, read_snapshot
from app.store.history import FLOORS
from tests.fuzzing import FUZZING, cases
from tests.store.maps import never, records

IDS = st.sampled_from([f"n{number}" for number in range(6)])
RANKS = st.sampled_from(["A", "B", "V", "z", "z1"])
KEYFRAME_EVERY = 4
Model = dict[tuple[str, str], AnyRecord]


def model_of(content: Content) -> Model:
    return {(record.kind_name, record.id): record for record in content}


class Workspaces(RuleBasedStateMachine):
    """Each rule does one thing to the store and the same to a list of dicts: the states that undo can reach."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = create_workspace(self.folder / "Random.clew", records())
        self.past: list[Model] = [model_of(self.store.content)]
        self.future: list[Model] = []
        self.lowest = 0  # in the past: nothing is undone below it
        self.was: dict[int, Model] = {}
        self.told: list[ChangeSet] = []
        self.store.subscribe(self.told.append)
        self.often = [
            patch(f"app.store.{module}.EVERY", KEYFRAME_EVERY) for module in ("keyframes", "past", "workspace")
        ]
        for each in self.often:
            each.start()

    def teardown(self) -> None:
        for each in self.often:
            each.stop()
        self.store.close()
        shutil.rmtree(self.folder)

    def ids(self, record_type: type[Any]) -> list[str]:
        return sorted(self.store.content.all(record_type))

    @rule(data=st.data(), count=st.integers(1, 3))
    def put(self, data: st.DataObject, count: int) -> None:
        self.attempt(lambda: [self.some_record(data) for _ in range(count)], lambda edit, made: edit.put(*made))

    @rule(data=st.data(), count=st.integers(1, 2))
    def delete(self, data: st.DataObject, count: int) -> None:
        present = sorted(self.past[-1], key=str)
        chosen = [self.past[-1][data.draw(st.sampled_from(present))] for _ in range(count)]
        self.attempt(lambda: chosen, lambda edit, gone: edit.delete(*gone))

    def attempt(self, make: Any, use: Any) -> None:
        """Do it in an edit; a refusal must leave everything as it was, a success must be sound by itself."""
        told = len(self.told)
        chosen = make()
        try:
            with self.store.edit("Random") as edit:
                use(edit, chosen)
        except RuleError:
            assert len(self.told) == told
            return
        now = model_of(self.store.content)
        if now != self.past[-1]:
            assert len(self.told) == told + 1
            self.follow(self.told[-1], self.past[-1], now)
            self.take_edit(now)

    def follow(self, change_set: ChangeSet, before: Model, after: Model) -> None:
        """Check that the changes lead from one state to the other."""
        state = dict(before)
        for change in change_set.changes:
            assert state.pop((change.kind, change.id), None) == change.before
            if change.after is not None:
                state[change.kind, change.id] = change.after
        assert state == after

    def some_record(self, data: st.DataObject) -> AnyRecord:
        draw, new_id, rank = data.draw, data.draw(IDS), data.draw(RANKS)

        def one(record_type: type[Any], optional: bool = False) -> Any:
            known = self.ids(record_type) or ["none"]
            return draw(st.sampled_from([None, *known] if optional else known))

        kinds = ["persona", "tag", "journey", "stage", "step", "swimlane", "lane", "card", "change"]
        match draw(st.sampled_from(kinds)):
            case "persona":
                return Persona(id=new_id, name=draw(st.text(max_size=5)), rank=rank)
            case "tag":
                return Tag(id=new_id, name="tag", rank=rank, parent_id=one(Tag, optional=True))
            case "journey":
                return Journey(id=new_id, title="I", rank=rank, parent_id=one(Journey, optional=True))
            case "stage":
                return Stage(id=new_id, title="Stage", rank=rank, journey_id=one(Journey))
            case "step":
                opens = one(Journey, optional=True) if draw(st.booleans()) else None
                return Step(id=new_id, stage_id=one(Stage), rank=rank, opens_journey_id=opens)
            case "swimlane":
                return Swimlane(id=new_id, journey_id=one(Journey), persona_id=one(Persona), rank=rank)
            case "lane":
                lane_kind: LaneKind = draw(st.sampled_from(["experience", "needs"]))
                return Lane(
                    id=new_id, journey_id=one(Journey), swimlane_id=one(Swimlane, True), kind=lane_kind, rank=rank
                )
            case "card":
                kind: CardKind = draw(st.sampled_from(["pain", "need"]))
                placed = draw(st.booleans())
                return Card(
                    id=new_id,
                    journey_id=one(Journey),
                    kind=kind,
                    lane_id=one(Lane) if placed else None,
                    step_id=one(Step) if placed else None,
                    rank=rank,
                    span=draw(st.integers(1, 2)),
                    sentiment=draw(st.none() | st.floats(-2, 2)),
                )
            case _:
                ranked = sorted(
                    (each for each in self.store.content if hasattr(each, "rank")), key=lambda each: each.id
                )
                chosen: Any = draw(st.sampled_from(ranked)) if ranked else Persona(id=new_id, name="", rank=rank)
                return replace(chosen, rank=rank)

    @rule()
    def undo(self) -> None:
        change_set = self.store.undo()
        assert (change_set is not None) == (len(self.past) - 1 > self.lowest)
        if change_set is not None:
            self.future.append(self.past.pop())
            self.follow(change_set, self.future[-1], self.past[-1])

    @rule()
    def redo(self) -> None:
        change_set = self.store.redo()
        assert (change_set is not None) == bool(self.future)
        if change_set is not None:
            self.past.append(self.future.pop())

    @rule()
    def restore_point(self) -> None:
        self.store.restore_point("Point")

    @rule(data=st.data())
    def return_to(self, data: st.DataObject) -> None:
        step = data.draw(st.sampled_from(sorted(self.was)))
        self.store.restore(step)
        now = model_of(self.store.content)
        assert now == self.was[step]
        if now != self.past[-1]:
            self.take_edit(now)

    @rule()
    def make_keyframes(self) -> None:
        due = self.store.keyframes_due()
        if due is not None:
            due(never)

    @rule(data=st.data())
    def compact(self, data: st.DataObject) -> None:
        """Restore points keep their content; what stays of the log says what can be undone from then on."""
        step = data.draw(st.sampled_from(sorted(self.was)))
        points = {each.step for each in self.store.steps() if each.name}
        self.store.compact(self.store.steps(step, 1)[0].at + timedelta(milliseconds=1))
        steps = self.store.steps()[::-1]
        assert points <= {each.step for each in steps}
        self.was = {each.step: self.was[each.step] for each in steps}
        for each in steps:
            if each.origin in FLOORS:
                self.past, self.future, self.lowest = [self.was[each.step]], [], 0
            elif each.name is None:
                self.take_step(each)

    def take_step(self, step: HistoryStep) -> None:
        """Follow a step that is left of the log; what an undo above the line took back may lie below it."""
        now = self.was[step.step]
        if step.origin == "undo":
            self.future.append(self.past.pop())
            if not self.past:
                self.past, self.lowest = [now], self.lowest + 1
        elif step.origin == "redo" and self.future:
            self.past.append(self.future.pop())
        elif step.origin == "redo":
            self.past = [now]
        else:
            self.take_edit(now)

    def take_edit(self, now: Model) -> None:
        self.lowest = min(self.lowest, len(self.past) - 1)
        self.past.append(now)
        self.future.clear()

    @rule(data=st.data())
    def look_back(self, data: st.DataObject) -> None:
        """Any step is as it was, and the log leads from each of them to the next."""
        first = data.draw(st.sampled_from(sorted(self.was)))
        state = dict(self.was[first])
        assert model_of(self.store.past(first).content) == state
        for step, changes in self.store.story(first, self.store.step)[1:]:
            for change in changes:
                assert state.pop((change.kind, change.id), None) == change.before
                if change.after is not None:
                    state[change.kind, change.id] = change.after
            assert state == self.was[step.step]

    @rule()
    def reopen(self) -> None:
        path = self.store.path
        self.store.close()
        self.store = open_workspace(path)
        self.store.subscribe(self.told.append)

    @rule()
    def check(self) -> None:
        assert check_file(self.store.path) == []

    @invariant()
    def memory_file_and_model_are_the_same(self) -> None:
        assert model_of(self.store.content) == self.past[-1]
        assert self.was.setdefault(self.store.step, self.past[-1]) == self.past[-1]
        assert read_snapshot(self.store.path).content == self.store.content
        assert list(broken_rules(self.store.content)) == []
        assert self.store.can_undo == (len(self.past) - 1 > self.lowest)
        assert self.store.can_redo == bool(self.future)


TestWorkspaces = Workspaces.TestCase
if not FUZZING:
    TestWorkspaces.settings = cases(12, stateful_step_count=30)
