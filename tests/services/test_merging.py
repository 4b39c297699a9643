"""Steps and stages split and merged: cards stay, spans fit, and what has to go is said."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.content import Content, cards_on, columns_of, lanes_of, overrides_of, stages_of, steps_of
from app.models.errors import InputError
from app.models.records import Card, Lane, Owner, Stage, Step, StepTag, Tag
from app.services import cards, emotion, merging, stages
from app.services.journeys import add_journey
from app.services.personas import add_persona_to_map
from app.store import Store, create_workspace
from tests.fuzzing import cases
from tests.services.conftest import Map


@pytest.fixture
def touchpoints(small_map: Map) -> str:
    return small_map.lane(small_map.maya, "touchpoints")


def add(small_map: Map, title: str, lane: str, step: int, span: int = 1) -> str:
    store = small_map.store
    made = cards.add_card(store, small_map.journey, "touchpoint", title, lane_id=lane, step_id=small_map.steps[step])
    if span > 1:
        cards.set_span(store, made, span)
    return made


def test_a_split_leaves_the_cards_in_the_first_step_and_stretches_those_over_several(
    small_map: Map, touchpoints: str
) -> None:
    one, wide = add(small_map, "One", touchpoints, 1), add(small_map, "Wide", touchpoints, 0, span=2)
    first = small_map.steps[1]
    second = stages.split_step(small_map.store, first)
    assert small_map.steps[1:3] == [first, second]
    assert small_map.card(one).step_id == first
    assert small_map.card(one).span == 1
    assert small_map.card(wide).span == 3
    assert small_map.store.undo_label == "Split step"
    small_map.store.undo()
    assert small_map.card(wide).span == 2


def test_a_plain_stage_is_split_and_merged_again(small_map: Map, touchpoints: str) -> None:
    add(small_map, "One", touchpoints, 0)
    before = small_map.store.content.copy()
    made = stages.split_stage(small_map.store, small_map.stages[0])
    only = small_map.steps[0]
    assert [step.id for step in steps_of(small_map.store.content, small_map.stages[0])] == [only, made]
    merging.merge_steps(small_map.store, [only, made])
    assert small_map.store.content == before


def test_merged_steps_keep_their_cards_below_each_other(small_map: Map, touchpoints: str) -> None:
    add(small_map, "Below", touchpoints, 2)
    add(small_map, "Above", touchpoints, 1)
    wide = add(small_map, "Wide", touchpoints, 0, span=3)
    waiting = add(small_map, "Waits", touchpoints, 2)
    cards.unplace_cards(small_map.store, [waiting])
    _, first, second = small_map.steps
    merged = merging.merge_steps(small_map.store, [first, second])
    assert merged == (first, ())
    assert small_map.cell(touchpoints, first) == ["Above", "Below"]
    assert small_map.card(wide).span == 2
    assert small_map.card(waiting).was_step_id == first
    assert small_map.store.content.get(Step, first).title == "Pay"


def test_values_by_hand_stay_on_the_first_equal_ones_are_joined_others_are_named(small_map: Map) -> None:
    store, (_, first, second) = small_map.store, small_map.steps
    emotion.override_emotion(store, small_map.maya, first, -1, "seen")
    emotion.override_emotion(store, small_map.maya, second, -1, "heard")
    emotion.override_emotion(store, small_map.jon, second, 2, "told")
    merged = merging.merge_steps(store, [first, second])
    (mine,) = overrides_of(store.content, small_map.maya)
    assert (mine.step_id, mine.value, mine.reason) == (first, -1, "seen; heard")
    assert overrides_of(store.content, small_map.jon) == ()
    assert merged.dropped == ("the emotion +2 set by hand for Jon in “Pay” (told)",)


def test_tags_are_united_and_another_owner_is_named(small_map: Map) -> None:
    store, (_, first, second) = small_map.store, small_map.steps
    with store.edit("Give owners and tags") as edit:
        edit.put(Owner(id="a", name="Ada", rank="V"), Owner(id="b", name="Bo", rank="W"))
        edit.put(Tag(id="t", name="late", rank="V"), StepTag(step_id=second, tag_id="t"))
        edit.put(replace(edit.content.get(Step, first), owner_id="a", title="Choose"))
        edit.put(replace(edit.content.get(Step, second), owner_id="b"))
    merged = merging.merge_steps(store, [second, first])
    step = store.content.get(Step, first)
    assert (step.title, step.owner_id) == ("Choose / Pay", "a")
    assert store.content.find(StepTag, f"{first}/t")
    assert merged.dropped == ("the owner “Bo” of “Pay”",)


def test_only_neighbours_in_a_stage_are_merged(small_map: Map) -> None:
    with pytest.raises(InputError, match="stages first"):
        merging.merge_steps(small_map.store, small_map.steps[:2])
    with pytest.raises(InputError, match="neighbours"):
        merging.merge_steps(small_map.store, small_map.steps[1:2])


def test_merged_stages_keep_every_name_once(small_map: Map) -> None:
    content = small_map.store.content
    merged = merging.merge_stages(small_map.store, small_map.stages)
    assert [stage.title for stage in stages_of(content, small_map.journey)] == ["Awareness / Purchase"]
    assert [step.title for step in steps_of(content, merged.id)] == ["Awareness", "", "Pay"]


def test_a_stage_begins_with_a_step_and_plain_ones_come_back(small_map: Map) -> None:
    store = small_map.store
    other = stages.add_stage(store, small_map.journey, "Use")
    merged = merging.merge_stages(store, [small_map.stages[1], other])
    assert store.content.get(Stage, merged.id).title == "Purchase"
    made = stages.begin_stage(store, small_map.steps[-1])
    assert [stage.title for stage in stages_of(store.content, small_map.journey)] == ["Awareness", "Purchase", "Use"]
    assert [step.title for step in steps_of(store.content, made)] == [""]
    with pytest.raises(InputError, match="already"):
        stages.begin_stage(store, small_map.steps[-1])


def test_a_column_is_resized_and_back(small_map: Map) -> None:
    stages.set_column_width(small_map.store, small_map.steps[:2], 240.0)
    assert [step.width for step in columns_of(small_map.store.content, small_map.journey)] == [240.0, 240.0, None]
    stages.set_column_width(small_map.store, small_map.steps[:1], None)
    assert columns_of(small_map.store.content, small_map.journey)[0].width is None


# ---- whatever the map


Covered = dict[str, list[str]]


def covered(content: Content, journey: str) -> Covered:
    """Return the steps that each card reaches over."""
    columns = [step.id for step in columns_of(content, journey)]
    return {
        card.id: columns[columns.index(card.step_id) : columns.index(card.step_id) + card.span]
        for lane in content.all(Lane).values()
        for card in cards_on(content, lane.id)
        if card.step_id
    }


@st.composite
def spans(draw: st.DrawFn) -> list[tuple[int, int]]:
    return draw(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 5)), min_size=1, max_size=6))


def make(folder: str, placed: Sequence[tuple[int, int]]) -> tuple[Store, str]:
    store = create_workspace(Path(folder) / "map.clew")
    journey = add_journey(store, "I")
    stage = stages.add_stage(store, journey, "A")
    for title in "bcde":
        stages.add_step(store, stage, title)
    swimlane = add_persona_to_map(store, journey, "Maya")
    lane = lanes_of(store.content, journey, swimlane)[0]
    steps = columns_of(store.content, journey)
    with store.edit("Add cards") as edit:
        for number, (start, span) in enumerate(placed):
            edit.put(
                Card(
                    id=f"c{number}",
                    journey_id=journey,
                    kind="touchpoint",
                    title=str(number),
                    lane_id=lane.id,
                    step_id=steps[start].id,
                    span=min(span, len(steps) - start),
                    rank="V",
                )
            )
    return store, journey


@cases(25)
@given(spans(), st.integers(0, 3))
def test_merging_keeps_every_card_over_what_it_covered(placed: list[tuple[int, int]], at: int) -> None:
    with TemporaryDirectory() as folder:
        store, journey = make(folder, placed)
        before = covered(store.content, journey)
        steps = [step.id for step in columns_of(store.content, journey)]
        first, second = steps[at : at + 2]
        merging.merge_steps(store, [first, second])
        expected = {
            card: list(dict.fromkeys(first if step == second else step for step in reach))
            for card, reach in before.items()
        }
        assert covered(store.content, journey) == expected
        store.undo()
        assert covered(store.content, journey) == before
        store.close()


@cases(25)
@given(spans(), st.integers(0, 4))
def test_a_step_that_is_split_and_merged_is_as_before(placed: list[tuple[int, int]], at: int) -> None:
    with TemporaryDirectory() as folder:
        store, journey = make(folder, placed)
        before = store.content.copy()
        step = columns_of(store.content, journey)[at].id
        merging.merge_steps(store, [step, stages.split_step(store, step)])
        assert store.content == before
        store.close()
