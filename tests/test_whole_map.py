"""All that is said and drawn on a map, at random: undo and redo are exact, the file stays sound, JSON is lossless."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, TypeVar
from unittest.mock import patch
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.exporters.workspace_json import write_json
from app.importers.workspace_json import read_json
from app.models.content import columns_of, lanes_of, stages_of, swimlanes_of
from app.models.errors import ClewError
from app.models.fields import FIELDS
from app.models.records import (
    RECORD_TYPES,
    AnyRecord,
    Bookmark,
    Card,
    Channel,
    Connector,
    Department,
    Lane,
    Opportunity,
    Owner,
    Persona,
    Step,
    Swimlane,
    Tag,
    Tool,
)
from app.scoring.presets import preset
from app.services import (
    bookmarks,
    cards,
    connectors,
    fields,
    journeys,
    lanes,
    lists,
    merging,
    opportunities,
    personas,
    scoring,
    stages,
    tags,
    templates,
)
from app.store import Store, check_file, create_workspace, open_workspace
from tests.fuzzing import FUZZING, cases

R = TypeVar("R", bound=AnyRecord)
PLACE = st.integers(0, 10**6)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
NAMES = st.sampled_from(["App", "Phone", "Poster", "Straße", "App "])
LISTS = st.sampled_from([Channel, Department, Owner, Tool, Tag])
KINDS = st.sampled_from(["touchpoint", "pain", "gain", "question", "factor"])


def all_records(store: Store) -> dict[str, AnyRecord]:
    """Return every record of a workspace by its kind and id."""
    return {
        f"{kind}/{each.id}": each
        for kind, record_type in RECORD_TYPES.items()
        for each in store.content.all(record_type).values()
    }


CUSTOMER, _, EFFORT = preset("value matrix").criteria


class WholeMap(RuleBasedStateMachine):
    """Keeps all former states of the content; whatever a service refuses leaves everything as it was."""

    @initialize()
    def new_workspace(self) -> None:
        random = Random(11)
        self.ids = patch("uuid.uuid4", lambda: UUID(int=random.getrandbits(128), version=4))
        self.ids.start()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "random.clew"
        self.store = create_workspace(self.path)
        self.past: list[dict[str, AnyRecord]] = []
        self.future: list[dict[str, AnyRecord]] = []
        self.journey = journeys.add_journey(self.store, "I try everything")
        for title in ("Before", "After"):
            stages.add_stage(self.store, self.journey, title)
        for name in ("Maya", "Jon"):
            personas.add_persona_to_map(self.store, self.journey, name)
        self.now = all_records(self.store)

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.round_trip()
            self.ids.stop()
            self.store.close()
            assert check_file(self.path) == []
            shutil.rmtree(self.folder)

    def one(self, record_type: type[R], at: int, keep: Callable[[R], bool] = lambda _: True) -> R | None:
        """Return one of the records of a type, none where there is none."""
        ids = sorted(key for key, each in self.store.content.all(record_type).items() if keep(each))
        return self.store.content.get(record_type, ids[at % len(ids)]) if ids else None

    def does(self, service: Callable[..., Any], *arguments: Any, **named: Any) -> None:
        """Do something; remember how it was before where that made a step of the history."""
        before = self.store.step
        try:
            service(self.store, *arguments, **named)
        except ClewError:
            assert self.store.step == before
            return
        if self.store.step != before:
            self.past.append(self.now)
            self.future.clear()
            self.now = all_records(self.store)

    # ------------------------------------------------------------------ the map

    @rule(kind=KINDS, title=WORDS, band=PLACE, column=PLACE)
    def add_card(self, kind: Any, title: str, band: int, column: int) -> None:
        bands = swimlanes_of(self.store.content, self.journey)
        steps = columns_of(self.store.content, self.journey)
        if bands and steps:
            lane = lanes_of(self.store.content, self.journey, bands[band % len(bands)].id)[0]
            step = steps[column % len(steps)]
            self.does(cards.add_card, self.journey, kind, title, lane_id=lane.id, step_id=step.id)

    @rule(at=PLACE, title=WORDS)
    def add_step(self, at: int, title: str) -> None:
        found = stages_of(self.store.content, self.journey)
        self.does(stages.add_step, found[at % len(found)].id, title)

    @rule(at=PLACE, whole=st.booleans())
    def split(self, at: int, whole: bool) -> None:
        if step := self.one(Step, at):
            self.does(*(stages.split_stage, step.stage_id) if whole else (stages.split_step, step.id))

    @rule(at=PLACE, count=st.integers(2, 3), whole=st.booleans())
    def merge(self, at: int, count: int, whole: bool) -> None:
        content = self.store.content
        found = [each.id for each in (stages_of if whole else columns_of)(content, self.journey)]
        first = at % len(found)
        self.does(merging.merge_stages if whole else merging.merge_steps, found[first : first + count])

    @rule(at=PLACE, width=st.sampled_from([None, 120.0, 333.5]))
    def resize_column(self, at: int, width: float | None) -> None:
        if step := self.one(Step, at):
            self.does(stages.set_column_width, [step.id], width)

    @rule(at=PLACE, height=st.sampled_from([None, 90.0, 200.25]))
    def resize_lane(self, at: int, height: float | None) -> None:
        if lane := self.one(Lane, at):
            self.does(lanes.set_lane_height, lane.id, height)

    @rule(at=PLACE)
    def collapse(self, at: int) -> None:
        if swimlane := self.one(Swimlane, at):
            self.does(personas.toggle_collapsed, swimlane.id)

    @rule(one=PLACE, other=PLACE, title=WORDS, hand_off=st.sampled_from([None, "seamless", "broken"]))
    def connect(self, one: int, other: int, title: str, hand_off: Any) -> None:
        start, end = self.one(Card, one), self.one(Card, other)
        if start and end:
            self.does(connectors.connect, start.id, end.id, title=title, hand_off=hand_off)

    @rule(at=PLACE, away=st.booleans())
    def reverse_or_disconnect(self, at: int, away: bool) -> None:
        if connector := self.one(Connector, at):
            self.does(*(connectors.disconnect, [connector.id]) if away else (connectors.reverse, connector.id))

    @rule(at=PLACE)
    def delete_card(self, at: int) -> None:
        if card := self.one(Card, at):
            self.does(cards.delete_cards, [card.id])

    @rule(at=PLACE, title=WORDS, zoom=st.sampled_from([0.25, 1.0, 3.5]))
    def bookmark(self, at: int, title: str, zoom: float) -> None:
        if step := self.one(Step, at):
            self.does(bookmarks.add_bookmark, self.journey, title, step.id, None, zoom)

    @rule(at=PLACE)
    def delete_bookmark(self, at: int) -> None:
        if found := self.one(Bookmark, at):
            self.does(bookmarks.delete_bookmark, found.id)

    # ------------------------------------------------------------------ what is said

    @rule(at=PLACE, which=PLACE, text=WORDS, number=st.integers(1, 5), empty=st.booleans())
    def set_field(self, at: int, which: int, text: str, number: int, empty: bool) -> None:
        card = self.one(Card, at, lambda each: bool(FIELDS[each.kind]))
        if card is None:
            return
        field = FIELDS[card.kind][which % len(FIELDS[card.kind])]
        if field.form == "reference":
            self.does(fields.set_listed, [card.id], field.name, "" if empty else text)
            return
        values: dict[str, Any] = {
            "choice": None if empty else field.choices[which % len(field.choices)] if field.choices else None,
            "number": None if empty else number,
            "duration": None if empty else number * 7.5,
            "flag": not empty,
        }
        self.does(fields.set_fields, [card.id], **{field.name: values.get(field.form, text)})

    @rule(at=PLACE, name=NAMES, away=st.booleans(), record_type=st.sampled_from([Card, Step, Persona]))
    def tag(self, at: int, name: str, away: bool, record_type: Any) -> None:
        if record := self.one(record_type, at):
            self.does(tags.remove_tag if away else tags.add_tag, [record.id], name)

    @rule(record_type=LISTS, name=NAMES)
    def add_entry(self, record_type: Any, name: str) -> None:
        self.does(lists.add_entry, record_type, name)

    @rule(record_type=LISTS, at=PLACE, name=NAMES)
    def rename_entry(self, record_type: Any, at: int, name: str) -> None:
        if entry := self.one(record_type, at):
            self.does(lists.rename_entry, record_type, entry.id, name)

    @rule(record_type=LISTS, at=PLACE, other=PLACE, away=st.booleans())
    def merge_or_delete_entries(self, record_type: Any, at: int, other: int, away: bool) -> None:
        one, two = self.one(record_type, at), self.one(record_type, other)
        if one and two and (away or one != two):
            merged = (lists.delete_entries, record_type, [one.id])
            self.does(*merged if away else (lists.merge_entries, record_type, one.id, [two.id]))

    @rule(at=PLACE, other=PLACE)
    def put_tag_below(self, at: int, other: int) -> None:
        one, two = self.one(Tag, at), self.one(Tag, other)
        if one and two:
            self.does(lists.place_tag, one.id, two.id)

    @rule(subject=st.sampled_from(["pain", "step", "persona"]), which=PLACE, required=st.booleans())
    def require(self, subject: Any, which: int, required: bool) -> None:
        field = FIELDS[subject][which % len(FIELDS[subject])]
        self.does(templates.require_field, self.journey, subject, field.name, required)

    @rule(keep=st.booleans())
    def clear_examples(self, keep: bool) -> None:
        self.does(templates.keep_examples if keep else templates.clear_examples, self.journey)

    @rule(at=PLACE, low=WORDS, high=WORDS, value=st.floats(0, 100))
    def add_trait(self, at: int, low: str, high: str, value: float) -> None:
        if persona := self.one(Persona, at):
            self.does(personas.add_trait, persona.id, low, high, value)
            self.does(personas.link_channel, persona.id, low)

    @rule(at=PLACE)
    def duplicate_persona(self, at: int) -> None:
        if persona := self.one(Persona, at):
            self.does(personas.duplicate_persona, persona.id)

    @rule(at=PLACE)
    def make_opportunity(self, at: int) -> None:
        card = self.one(Card, at)
        self.does(opportunities.make_opportunity, [card.id] if card else [])

    @rule(at=PLACE, customer=st.none() | st.floats(0, 100), effort=st.none() | st.floats(0, 5))
    def score(self, at: int, customer: float | None, effort: float | None) -> None:
        if found := self.one(Opportunity, at):
            self.does(scoring.score, found.id, CUSTOMER.id, customer)
            self.does(scoring.score, found.id, EFFORT.id, effort)

    # ------------------------------------------------------------------ the history and the file

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        assert self.store.undo() is not None
        self.future.append(self.now)
        self.now = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        assert self.store.redo() is not None
        self.past.append(self.now)
        self.now = self.future.pop()

    @rule()
    def reopen(self) -> None:
        self.store.close()
        assert check_file(self.path) == []
        self.store = open_workspace(self.path)

    @rule()
    def round_trip(self) -> None:
        """Write all as JSON, make a new file of it: it says the same, with the same ids and without."""
        snapshot = self.store.snapshot()
        text = write_json(snapshot)
        path = self.folder / "again.clew"
        with create_workspace(path, read_json(text, "again.json").records) as again:
            assert all_records(again) == self.now
            assert write_json(again.snapshot(), canonical=True) == write_json(snapshot, canonical=True)
        assert check_file(path) == []
        path.unlink()

    @invariant()
    def all_is_as_it_was(self) -> None:
        if hasattr(self, "store"):
            assert all_records(self.store) == self.now
            assert self.store.can_redo == bool(self.future)


TestWholeMap = WholeMap.TestCase
if not FUZZING:
    TestWholeMap.settings = cases(12, stateful_step_count=30)
