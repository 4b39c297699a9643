"""What is different between two states of a map is named exactly; both of them make one map."""

from dataclasses import replace
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from app.layout.map_layout import lay_out_map
from app.models.content import Content, columns_of
from app.models.ranks import rank_between
from app.models.records import (
    AnyRecord,
    Card,
    CardTag,
    Connector,
    Journey,
    Lane,
    Persona,
    Stage,
    Step,
    Swimlane,
    Tag,
    Workspace,
)
from app.scoring.emotion import emotion_of
from app.scoring.map_changes import Changes, Difference, MapChanges, changes_between, merged, unplaced_since

NOTHING = Changes(frozenset(), frozenset(), frozenset(), {})


def small_map() -> Content:
    """Return a map of three stages with a step each, two lanes in a swimlane, and three cards in each of two cells."""
    records: list[AnyRecord] = [
        Workspace(id="w", title="Northwind"),
        Persona(id="p", name="Maya", rank="V"),
        Tag(id="t", name="speed", rank="A"),
        Tag(id="u", name="queue", rank="B"),
        Journey(id="j", rank="V", title="I travel"),
        Swimlane(id="s", journey_id="j", persona_id="p", rank="V"),
        Lane(id="l", journey_id="j", swimlane_id="s", kind="experience", rank="A"),
        Lane(id="m", journey_id="j", swimlane_id="s", kind="experience", rank="B"),
    ]
    for number, rank in enumerate("ABC"):
        records.append(Stage(id=f"st{number}", journey_id="j", rank=rank, title=f"Stage {number}"))
        records.append(Step(id=f"x{number}", stage_id=f"st{number}", rank="V"))
        for lane in "lm":
            card = Card(id=f"{lane}{number}", journey_id="j", kind="pain", title="Queue", rank=rank)
            records.append(replace(card, lane_id=lane, step_id="x0", sentiment=-1.0))
    return Content(records)


def after(*put: AnyRecord, without: tuple[AnyRecord, ...] = ()) -> Content:
    content = small_map()
    for record in without:
        content.remove(type(record), record.id)
    for record in put:
        content.put(record)
    return content


def card(card_id: str, **fields: Any) -> Card:
    return replace(small_map().get(Card, card_id), **fields)


def changes(content: Content) -> MapChanges:
    return changes_between(small_map(), content, "j")


def test_the_same_map_has_no_changes():
    found = changes(small_map())
    assert not found
    assert found.cards == NOTHING


@pytest.mark.parametrize(
    ("content", "moved"),
    [
        (after(card("l0", step_id="x1")), {"l0"}),
        (after(card("l0", lane_id="m")), {"l0"}),
        (after(card("l0", lane_id=None, step_id=None, was_lane_id="l", was_step_id="x0")), {"l0"}),
        (after(card("l0", rank="D")), {"l0"}),
        (after(card("l0", rank="AV")), set()),
        (after(card("l0", rank="BV")), {"l0"}),
        (after(card("l0", rank="M"), card("l1", rank="P")), {"l0", "l1"}),
        (after(card("l0", rank="K"), card("l1", rank="L"), card("l2", rank="M")), set()),
        (after(card("l0", rank="D"), without=(card("l1"), card("l2"))), set()),
    ],
)
def test_a_card_is_moved_by_its_place_or_an_order_that_it_changed_itself(content: Content, moved: set[str]):
    found = changes(content).cards
    assert (found.moved, found.changed) == (moved, {})


def test_fields_and_tags_are_named_with_what_they_held():
    changed = after(card("l0", title="No queue", severity=4), CardTag(card_id="l1", tag_id="u"))
    changed.put(CardTag(card_id="l1", tag_id="t"))
    changed.put(Tag(id="t", name="pace", rank="A"))
    assert changes(changed).cards == NOTHING._replace(
        changed={
            "l0": (Difference("title", "Queue", "No queue"), Difference("severity", None, 4)),
            "l1": (Difference("tags", (), ("pace", "queue")),),
        }
    )


def test_rows_columns_and_connectors_are_named_too():
    link = Connector(from_card_id="l0", to_card_id="m0", journey_id="j", title="then")
    content = after(
        replace(small_map().get(Stage, "st0"), rank="D"),
        replace(small_map().get(Step, "x1"), stage_id="st2", title="Wait", rank="Z"),
        replace(small_map().get(Lane, "m"), swimlane_id=None, height=90.0),
        Stage(id="new", journey_id="j", rank="E", title="New"),
        Step(id="newest", stage_id="new", rank="V"),
        Persona(id="p", name="Ada", rank="V"),
        replace(small_map().get(Journey, "j"), title="I ride"),
        link,
        without=(small_map().get(Stage, "st1"),),
    )
    assert changes(content) == MapChanges(
        cards=NOTHING,
        stages=NOTHING._replace(added={"new"}, removed={"st1"}, moved={"st0"}),
        steps=NOTHING._replace(added={"newest"}, moved={"x1"}, changed={"x1": (Difference("title", "", "Wait"),)}),
        lanes=NOTHING._replace(moved={"m"}, changed={"m": (Difference("height", None, 90.0),)}),
        swimlanes=NOTHING._replace(changed={"s": (Difference("persona", "Maya", "Ada"),)}),
        connectors=NOTHING._replace(added={link.id}),
        journey=(Difference("title", "I travel", "I ride"),),
    )
    backwards = changes_between(content, small_map(), "j")
    assert backwards.connectors.removed == {link.id}
    assert backwards.stages == NOTHING._replace(added={"st1"}, removed={"new"}, moved={"st0"})


def test_a_map_that_is_not_there_is_all_new():
    found = changes_between(Content(), small_map(), "j")
    assert len(found.cards.added) == 6
    assert len(found.steps.added) == 3
    assert found.journey == ()


EDITS = st.lists(
    st.tuples(
        st.sampled_from([f"{lane}{number}" for lane in "lm" for number in range(3)]),
        st.sampled_from(["delete", "place", "first", "last", "title", "tag", "add"]),
    ),
    max_size=8,
    unique_by=lambda each: each[0],
)


@given(EDITS)
def test_random_edits_are_named_exactly(edits: list[tuple[str, str]]):
    """Each edit is of another card, so that what is to be named is known; order is only changed alone."""
    content, said = small_map(), {name: set[str]() for name in ("added", "removed", "moved", "changed")}
    reordered = False
    for card_id, edit in edits:
        found = content.get(Card, card_id)
        if edit in ("first", "last"):
            others = [each for each in content.all(Card).values() if each.lane_id == found.lane_id]
            stayed = [each for each in others if each.step_id == "x0" and each.id in small_map().all(Card)]
            ranks = sorted(each.rank for each in stayed)
            if reordered or found.rank == (ranks[0] if edit == "first" else ranks[-1]):
                continue
            reordered = True
            rank = rank_between(None, ranks[0]) if edit == "first" else rank_between(ranks[-1], None)
            content.put(replace(found, rank=rank))
            said["moved"].add(card_id)
        elif edit == "delete" and not reordered:
            content.remove(Card, card_id)
            said["removed"].add(card_id)
        elif edit == "place" and not reordered:
            content.put(replace(found, step_id="x2"))
            said["moved"].add(card_id)
        elif edit == "title":
            content.put(replace(found, title="Other"))
            said["changed"].add(card_id)
        elif edit == "tag":
            content.put(CardTag(card_id=card_id, tag_id="t"))
            said["changed"].add(card_id)
        elif edit == "add":
            content.put(replace(found, id=f"new {card_id}"))
            said["added"].add(f"new {card_id}")
    forwards, backwards = changes(content).cards, changes_between(content, small_map(), "j").cards
    assert {name: set(getattr(forwards, name)) for name in said} == said
    assert (backwards.added, backwards.removed) == (forwards.removed, forwards.added)
    assert (backwards.moved, backwards.changed.keys()) == (forwards.moved, forwards.changed.keys())


def test_both_states_make_one_map():
    before = small_map()
    before.put(replace(before.get(Card, "l1"), step_id="x1"))
    before.put(replace(before.get(Card, "m0"), span=3))
    now = before.copy()
    for record in (before.get(Card, "l1"), before.get(Step, "x1"), before.get(Stage, "st1"), before.get(Card, "m1")):
        now.remove(type(record), record.id)
    now.put(replace(now.get(Card, "m0"), span=2))
    both = merged(before, now, "j")
    assert [each.id for each in columns_of(both, "j")] == ["x0", "x1", "x2"]
    assert both.get(Card, "m0").span == 3  # from the first to the last step, as in both states
    assert set(lay_out_map(both, "j").cards) == {f"{lane}{number}" for lane in "lm" for number in range(3)}
    assert len(columns_of(now, "j")) == 2
    assert emotion_of(both, "j", "s")[0] == emotion_of(now, "j", "s")[0]  # what is gone weighs nothing


def test_what_was_taken_to_unplaced_stands_where_it_was_and_weighs_nothing():
    before, now = small_map(), small_map()
    card = replace(before.get(Card, "m1"), lane_id=None, step_id=None)
    now.put(card)
    assert unplaced_since(before, now, changes_between(before, now, "j")) == {card.id}
    both = merged(before, now, "j")
    assert (both.get(Card, card.id).lane_id, both.get(Card, card.id).weight) == (before.get(Card, card.id).lane_id, 0.0)
    assert unplaced_since(now, before, changes_between(now, before, "j")) == frozenset()


def test_what_is_gone_comes_back_with_all_that_it_stands_on():
    nothing = Content([small_map().get(Journey, "j")])
    both = merged(small_map(), nothing, "j")
    assert len(lay_out_map(both, "j").cards) == 6
    assert both.get(Persona, "p").name == "Maya"
    moved_on = small_map()
    moved_on.put(Journey(id="k", rank="W", title="Other"))
    moved_on.put(replace(moved_on.get(Lane, "l"), journey_id="k", swimlane_id=None))
    for number in range(3):
        moved_on.put(replace(moved_on.get(Card, f"l{number}"), journey_id="k"))
    both = merged(small_map(), moved_on, "j")
    lay_out_map(both, "j")
