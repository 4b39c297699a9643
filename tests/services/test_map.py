"""Stages, steps, lanes, personas, journeys, the finding and plans."""

from dataclasses import replace

import pytest

from app.models.content import columns_of, lanes_of, stages_of, swimlanes_of
from app.models.errors import Cancelled, ClewError, InputError
from app.models.plan import ImportPlan
from app.models.records import Department, Journey, Persona, Stage, Step, Swimlane, Tool, ToolDepartment
from app.services import cards, emotion, journeys, lanes, personas, plans, stages
from tests.services.conftest import Map


def titles(small_map: Map) -> list[str]:
    return [stage.title for stage in stages_of(small_map.store.content, small_map.journey)]


def test_stages_move_and_take_their_cards_along(small_map: Map) -> None:
    stages.add_stage(small_map.store, small_map.journey, "Before", before=small_map.stages[0])
    stages.move_stage(small_map.store, small_map.stages[1], small_map.stages[0])
    assert titles(small_map) == ["Before", "Purchase", "Awareness"]
    stages.move_stage(small_map.store, small_map.stages[1], None)
    assert titles(small_map) == ["Before", "Awareness", "Purchase"]


def test_a_step_moves_between_stages_and_an_empty_stage_goes(small_map: Map) -> None:
    only = small_map.steps[0]
    stages.move_step(small_map.store, only, small_map.stages[1], None)
    assert titles(small_map) == ["Purchase"]
    assert small_map.steps[-1] == only


def test_deleting_the_only_step_deletes_its_stage(small_map: Map) -> None:
    stages.delete_step(small_map.store, small_map.steps[0])
    assert titles(small_map) == ["Purchase"]
    assert small_map.store.steps(limit=1)[0].label == "Delete stage “Awareness”"


def test_lanes_move_within_and_between_swimlanes(small_map: Map) -> None:
    touchpoints = small_map.lane(small_map.maya, "touchpoints")
    lanes.move_lane(small_map.store, touchpoints, small_map.maya, None)
    content = small_map.store.content
    assert [lane.kind for lane in lanes_of(content, small_map.journey, small_map.maya)][-1] == "touchpoints"
    lanes.move_lane(small_map.store, touchpoints, None, None)
    assert [lane.id for lane in lanes_of(content, small_map.journey, None)] == [touchpoints]


def test_a_persona_is_one_however_often_she_is_named(small_map: Map) -> None:
    with pytest.raises(InputError, match="already"):
        personas.add_persona_to_map(small_map.store, small_map.journey, " Maya ")
    other = journeys.add_journey(small_map.store, "Another")
    personas.add_persona_to_map(small_map.store, other, "Maya")
    assert len(small_map.store.content.all(Persona)) == 2


def test_deleting_a_persona_keeps_her_cards(small_map: Map) -> None:
    lane = small_map.lane(small_map.maya, "touchpoints")
    cards.add_card(small_map.store, small_map.journey, "touchpoint", "t", lane_id=lane, step_id=small_map.steps[0])
    persona_id = small_map.store.content.get(Swimlane, small_map.maya).persona_id
    personas.delete_persona(small_map.store, persona_id)
    assert small_map.waiting == ["t"]
    assert [each.id for each in swimlanes_of(small_map.store.content, small_map.journey)] == [small_map.jon]


def test_a_journey_below_itself_is_refused(small_map: Map) -> None:
    child = journeys.add_journey(small_map.store, "Below", small_map.journey)
    with pytest.raises(ClewError, match="below itself"):
        journeys.move_journey(small_map.store, small_map.journey, child)
    with pytest.raises(InputError, match="Below"):
        journeys.delete_journey(small_map.store, small_map.journey)
    journeys.delete_journey(small_map.store, child)
    journeys.delete_journey(small_map.store, small_map.journey)
    assert not small_map.store.content.all(Journey)
    assert not small_map.store.content.all(Stage)


def test_an_emotion_is_set_and_cleared_by_hand(small_map: Map) -> None:
    emotion.override_emotion(small_map.store, small_map.maya, small_map.steps[0], -1.5, "seen in person")
    emotion.override_emotion(small_map.store, small_map.maya, small_map.steps[0], 1.5)
    emotion.clear_override(small_map.store, small_map.maya, small_map.steps[0])
    small_map.store.undo()
    small_map.store.undo()
    assert len(list(small_map.store.content)) > 0


def plan(**stage: str) -> ImportPlan:
    return ImportPlan(
        "Import",
        (
            Persona(id="p", name="Maya ", rank="V"),
            Journey(id="j", rank="V", title="Imported"),
            Stage(id="s", journey_id="j", rank="V", title="One"),
            Step(id="t", stage_id="s", rank="V"),
            Swimlane(id="b", journey_id="j", persona_id="p", rank="V"),
        ),
    )


def test_a_plan_joins_personas_by_name_and_comes_twice_without_harm(small_map: Map) -> None:
    content = small_map.store.content
    assert plans.apply_plan(small_map.store, plan()) == ["j"]
    assert len(content.all(Persona)) == 2
    (again,) = plans.apply_plan(small_map.store, plan())
    assert again != "j"
    assert [step.id for step in columns_of(content, again)] != ["t"]
    assert (
        content.holding(Swimlane, "journey_id", again)[0].persona_id == content.get(Swimlane, small_map.maya).persona_id
    )
    roots = [journey.title for journey in content.holding(Journey, "parent_id", None)]
    assert roots == ["I buy a ticket", "Imported", "Imported"]


def test_an_imported_use_of_a_tool_leaves_what_the_workspace_says_of_it(small_map: Map) -> None:
    sales, tool = Department(id="d", name="Sales", rank="V"), Tool(id="to", name="CRM", rank="V")
    use = ToolDepartment(tool_id="to", department_id="d", purpose="Contacts")
    plans.apply_plan(small_map.store, ImportPlan("Import", (sales, tool, use)))
    plans.apply_plan(small_map.store, ImportPlan("Import", (sales, tool, replace(use, purpose="Offers"))))
    assert [each.purpose for each in small_map.store.content.all(ToolDepartment).values()] == ["Contacts"]


def test_an_import_on_the_worker_can_be_cancelled(small_map: Map) -> None:
    store, before = small_map.store, small_map.store.content.copy()
    shares: list[float] = []
    with pytest.raises(Cancelled):
        plans.apply_plans_apart(store, [plan()], shares.append, lambda: bool(shares))
    assert store.adopt() is None
    assert store.content == before
    assert plans.apply_plans_apart(store, [plan(), plan()], shares.append, lambda: False)[0] == "j"
    assert shares == [0.0, 0.0, 0.5]
    assert store.adopt() is not None
    assert len(store.content.holding(Journey, "parent_id", None)) == 3


def test_equal_ranks_are_ranked_anew_when_something_must_go_between(small_map: Map) -> None:
    store = small_map.store
    with store.edit("Merge") as edit:
        for stage_id in small_map.stages:
            edit.put(replace(edit.content.get(Stage, stage_id), rank="V"))
    first, second = sorted(small_map.stages)
    stages.add_stage(store, small_map.journey, "Between", before=second)
    assert [each.id for each in stages_of(store.content, small_map.journey)][::2] == [first, second]
