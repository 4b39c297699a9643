"""Services, undo, redo, reopening and check, driven at random against a plain dict model."""

import copy
import shutil
import tempfile
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.models.content import cards_in, columns_of, lanes_of, stages_of, swimlanes_of, unplaced_cards
from app.models.kinds import CARD_KINDS, LANE_TAKES
from app.models.records import Card, Lane, Persona, Swimlane
from app.services import cards, journeys, personas, stages
from app.store import check_file, create_workspace, open_workspace
from tests.fuzzing import FUZZING, cases

PLACE = st.integers(0, 10**6)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)


class WholeWorkspace(RuleBasedStateMachine):
    """The model: columns, bands and cells as plain lists and dicts, and all its former states."""

    @initialize()
    def new_workspace(self) -> None:
        random = Random(7)  # the same ids in each run, since order falls back on them
        self.ids = patch("uuid.uuid4", lambda: UUID(int=random.getrandbits(128), version=4))
        self.ids.start()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "random.clew"
        self.store = create_workspace(self.path)
        self.journey = journeys.add_journey(self.store, "I try everything")
        self.model: dict[str, Any] = {"stages": [], "bands": [], "cells": {}, "unplaced": [], "cards": {}}
        self.past: list[tuple[int, dict[str, Any]]] = []
        self.future: list[dict[str, Any]] = []
        self.start = self.store.step

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.ids.stop()
            self.store.close()
            assert check_file(self.path) == []
            shutil.rmtree(self.folder)

    # ------------------------------------------------------------------ what is there

    def drawn(self) -> dict[str, Any]:
        """Return the store's map in the model's shape."""
        content = self.store.content
        lanes = {
            swimlane.id: lanes_of(content, self.journey, swimlane.id)
            for swimlane in swimlanes_of(content, self.journey)
        }
        cells = {
            (swimlane_id, lane.kind, step.id): [card.id for card in cards_in(content, lane.id, step.id)]
            for swimlane_id, each in lanes.items()
            for lane in each
            for step in columns_of(content, self.journey)
        }
        return {
            "stages": [(stage.id, stage.title) for stage in stages_of(content, self.journey)],
            "bands": [
                (swimlane_id, content.get(Persona, content.get(Swimlane, swimlane_id).persona_id).name)
                for swimlane_id in lanes
            ],
            "cells": {cell: ids for cell, ids in cells.items() if ids},
            "unplaced": [card.id for card in unplaced_cards(content, self.journey)],
            "cards": {card.id: (card.kind, card.title, card.sentiment) for card in content.all(Card).values()},
        }

    def done(self, before: int, model: dict[str, Any]) -> None:
        """Take over the model's new state; a step of the history only where the store made one."""
        if self.store.step != before:
            self.past.append((before, copy.deepcopy(self.model)))
            self.future.clear()
        self.model = model

    def changed(self) -> dict[str, Any]:
        return copy.deepcopy(self.model)

    def stage_ids(self) -> list[str]:
        return [stage_id for stage_id, _ in self.model["stages"]]

    def one_card(self, at: int) -> str:
        ids = sorted(self.model["cards"])
        return ids[at % len(ids)]

    def one_step(self, at: int) -> str:
        steps = columns_of(self.store.content, self.journey)
        return steps[at % len(steps)].id

    def off_the_map(self, model: dict[str, Any], card_id: str) -> None:
        for ids in [*model["cells"].values(), model["unplaced"]]:
            if card_id in ids:
                ids.remove(card_id)
        model["cells"] = {cell: ids for cell, ids in model["cells"].items() if ids}

    # ------------------------------------------------------------------ stages and personas

    @rule(title=WORDS, at=PLACE)
    def add_stage(self, title: str, at: int) -> None:
        before, model, ids = self.store.step, self.changed(), [*self.stage_ids(), None]
        place = at % len(ids)
        made = stages.add_stage(self.store, self.journey, title, before=ids[place])
        model["stages"].insert(place, (made, title))
        self.done(before, model)

    @precondition(lambda self: self.model["stages"])
    @rule(at=PLACE, to=PLACE)
    def move_stage(self, at: int, to: int) -> None:
        before, model = self.store.step, self.changed()
        moved = model["stages"].pop(at % len(model["stages"]))
        targets = [*[stage_id for stage_id, _ in model["stages"]], None]
        place = to % len(targets)
        stages.move_stage(self.store, moved[0], targets[place])
        model["stages"].insert(place, moved)
        self.done(before, model)

    @precondition(lambda self: self.model["stages"])
    @rule(at=PLACE)
    def delete_stage(self, at: int) -> None:
        before, model = self.store.step, self.changed()
        stage_id, _ = model["stages"].pop(at % len(model["stages"]))
        step_ids = {s.id for s in columns_of(self.store.content, self.journey) if s.stage_id == stage_id}
        stages.delete_stage(self.store, stage_id)
        self.leave_cells(model, {cell for cell in model["cells"] if cell[2] in step_ids})
        self.done(before, model)

    @rule(name=st.sampled_from(["Maya", "Jon", "Ana", "Zoë"]))
    def add_persona(self, name: str) -> None:
        if name in {each for _, each in self.model["bands"]}:
            return
        before, model = self.store.step, self.changed()
        model["bands"].append((personas.add_persona_to_map(self.store, self.journey, name), name))
        self.done(before, model)

    @precondition(lambda self: self.model["bands"])
    @rule(at=PLACE)
    def remove_persona(self, at: int) -> None:
        before, model = self.store.step, self.changed()
        swimlane_id, _ = model["bands"].pop(at % len(model["bands"]))
        personas.remove_swimlane(self.store, swimlane_id)
        self.leave_cells(model, {cell for cell in model["cells"] if cell[0] == swimlane_id})
        self.done(before, model)

    def leave_cells(self, model: dict[str, Any], cells: set[tuple[str, str, str]]) -> None:
        """Move the cards of these cells to Unplaced, whose order among cards that keep their rank is the store's."""
        waiting = {card_id for cell in cells for card_id in model["cells"].pop(cell)} | set(model["unplaced"])
        now = [card.id for card in unplaced_cards(self.store.content, self.journey)]
        assert set(now) == waiting
        model["unplaced"] = now

    # ------------------------------------------------------------------ cards

    @precondition(lambda self: self.model["stages"] and self.model["bands"])
    @rule(kind=st.sampled_from(CARD_KINDS), title=WORDS, band=PLACE, column=PLACE)
    def add_card(self, kind: Any, title: str, band: int, column: int) -> None:
        before, model = self.store.step, self.changed()
        swimlane_id = model["bands"][band % len(model["bands"])][0]
        lane = lanes_of(self.store.content, self.journey, swimlane_id)[0]
        step_id = self.one_step(column)
        made = cards.add_card(self.store, self.journey, kind, title, lane_id=lane.id, step_id=step_id)
        landed = self.store.content.get(Lane, self.store.content.get(Card, made).lane_id or "")
        assert landed.swimlane_id == swimlane_id
        assert kind in LANE_TAKES[landed.kind]
        model["cells"].setdefault((swimlane_id, landed.kind, step_id), []).append(made)
        model["cards"][made] = (kind, title, None)
        self.done(before, model)

    @precondition(lambda self: self.model["cards"] and self.model["cells"])
    @rule(which=PLACE, to=PLACE, column=PLACE, top=st.booleans())
    def move_card(self, which: int, to: int, column: int, top: bool) -> None:
        before, model = self.store.step, self.changed()
        card_id, step_id = self.one_card(which), self.one_step(column)
        kind = model["cards"][card_id][0]
        swimlane_id = model["bands"][to % len(model["bands"])][0]
        taking = [x for x in lanes_of(self.store.content, self.journey, swimlane_id) if kind in LANE_TAKES[x.kind]]
        if not taking:
            return
        self.off_the_map(model, card_id)
        cell = model["cells"].setdefault((swimlane_id, taking[0].kind, step_id), [])
        cards.move_cards(self.store, [card_id], taking[0].id, step_id, before=cell[0] if top and cell else None)
        cell.insert(0 if top else len(cell), card_id)
        self.done(before, model)

    @precondition(lambda self: self.model["cells"])
    @rule(which=PLACE)
    def unplace_card(self, which: int) -> None:
        before, model = self.store.step, self.changed()
        placed = sorted(card_id for ids in model["cells"].values() for card_id in ids)
        card_id = placed[which % len(placed)]
        cards.unplace_cards(self.store, [card_id])
        self.off_the_map(model, card_id)
        model["unplaced"].append(card_id)
        self.done(before, model)

    @precondition(lambda self: self.model["cards"])
    @rule(which=PLACE, sentiment=st.sampled_from([None, -2.0, -0.5, 0.0, 2.0]))
    def set_sentiment(self, which: int, sentiment: float | None) -> None:
        before, model, card_id = self.store.step, self.changed(), self.one_card(which)
        cards.set_sentiment(self.store, [card_id], sentiment)
        kind, title, _ = model["cards"][card_id]
        model["cards"][card_id] = (kind, title, sentiment)
        self.done(before, model)

    @precondition(lambda self: self.model["cards"])
    @rule(which=PLACE)
    def delete_card(self, which: int) -> None:
        before, model, card_id = self.store.step, self.changed(), self.one_card(which)
        cards.delete_cards(self.store, [card_id])
        self.off_the_map(model, card_id)
        del model["cards"][card_id]
        self.done(before, model)

    # ------------------------------------------------------------------ the history and the file

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        assert self.store.undo() is not None
        self.future.append(self.model)
        _, self.model = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        before = self.store.step
        assert self.store.redo() is not None
        self.past.append((before, self.model))
        self.model = self.future.pop()

    @rule()
    def reopen(self) -> None:
        self.store.close()
        assert check_file(self.path) == []
        self.store = open_workspace(self.path)

    @invariant()
    def the_map_is_the_model(self) -> None:
        if hasattr(self, "store"):
            assert self.drawn() == self.model
            assert self.store.can_redo == bool(self.future)


TestWholeWorkspace = WholeWorkspace.TestCase
if not FUZZING:
    TestWholeWorkspace.settings = cases(15, stateful_step_count=30)
