"""The framework as users change it: one step of undo each, circles refused in plain words."""

from datetime import date

import pytest

from app.models.content import columns_of, lanes_of, stages_of, swimlanes_of
from app.models.errors import InputError, RuleError
from app.models.records import (
    Action,
    Ask,
    Brand,
    Department,
    Journey,
    Owner,
    Stakeholder,
    StakeholderJourney,
    Step,
    Tool,
)
from app.models.records import ToolDepartment as Use
from app.scoring.emotion import emotion_of
from app.services.cards import add_card
from app.services.fields import set_fields, set_listed
from app.services.framework import (
    add_ask,
    add_stakeholder,
    add_sub_journey,
    delete_asks,
    delete_stakeholders,
    mark_reviewed,
    open_journey,
    place_journey,
    set_stakes,
    stop_using,
    update_ask,
    update_stakeholder,
    update_tool,
    use_tool,
)
from app.services.journeys import add_journey
from app.services.lists import add_entry
from app.services.merging import merge_steps
from app.services.stages import add_stage, split_step
from tests.services.conftest import Map


def test_objective_reviews_and_fields_of_a_journey(small_map: Map) -> None:
    store, journey_id = small_map.store, small_map.journey
    before = store.content.get(Journey, journey_id)
    said = {"objective": "Fewer calls", "objective_metric": "Calls a month", "objective_target": "under 200"}
    set_fields(store, [journey_id], **said)
    set_fields(store, [journey_id], review_every=90)
    mark_reviewed(store, [journey_id], date(2026, 11, 22))
    set_fields(store, [journey_id], scope="Online only")
    owner = set_listed(store, [journey_id], "owner_id", "Ana")
    made = store.content.get(Journey, journey_id)
    assert (made.objective, made.objective_metric, made.objective_target) == (
        "Fewer calls",
        "Calls a month",
        "under 200",
    )
    assert (made.review_every, made.reviewed_on, made.scope, made.owner_id) == (90, "2026-11-22", "Online only", owner)
    for _ in range(5):
        store.undo()
    assert store.content.get(Journey, journey_id) == before
    assert not store.content.all(Owner)
    with pytest.raises(RuleError):
        set_fields(store, [journey_id], review_every=0)


def test_a_step_is_planned_by_its_fields(small_map: Map) -> None:
    store, step = small_map.store, small_map.steps[0]
    set_fields(store, [step], starts_on="2026-11-22", ends_on="2026-12-01", resource="Room 4")
    set_listed(store, [step], "channel_id", "Shop")
    planned = store.content.get(Step, step)
    assert (planned.starts_on, planned.resource, planned.channel_id is not None) == ("2026-11-22", "Room 4", True)
    with pytest.raises(RuleError, match="day"):
        set_fields(store, [step], starts_on="22 November")
    message = add_card(store, small_map.journey, "message", "Your ticket waits")
    set_listed(store, [message], "owner_id", "Ana")
    assert small_map.card(message).owner_id is not None


def test_merged_steps_keep_what_is_planned_and_a_split_one_clashes_with_nobody(small_map: Map) -> None:
    store = small_map.store
    first, second = small_map.steps[1:]
    set_fields(store, [first], starts_on="2026-11-20", ends_on="2026-11-22", resource="Room 4")
    set_fields(store, [second], starts_on="2026-11-25", resource="Van")
    set_listed(store, [second], "channel_id", "Shop")
    with store.edit("Plan") as edit:
        edit.put(Action(id="a", rank="V", title="Ask", step_id=second))
    merge_steps(store, [first, second])
    merged = store.content.get(Step, first)
    assert (merged.starts_on, merged.ends_on, merged.resource) == ("2026-11-20", "2026-11-22", "Room 4 / Van")
    assert merged.channel_id is not None
    assert store.content.get(Action, "a").step_id == first
    made = store.content.get(Step, split_step(store, first))
    assert (made.starts_on, made.resource, made.channel_id) == (None, "", merged.channel_id)


def test_a_journey_is_placed_in_stage_and_row_in_one_step(small_map: Map) -> None:
    store = small_map.store
    lifecycle = add_journey(store, "Life", level="lifecycle")
    stage, brand = add_stage(store, lifecycle, "Buy"), add_entry(store, Brand, "Rail")
    place_journey(store, small_map.journey, stage, brand_id=brand)
    placed = store.content.get(Journey, small_map.journey)
    assert (placed.lifecycle_stage_id, placed.brand_id) == (stage, brand)
    place_journey(store, small_map.journey, None)
    assert store.content.get(Journey, small_map.journey).brand_id == brand
    store.undo()
    store.undo()
    assert store.content.get(Journey, small_map.journey).lifecycle_stage_id is None
    with pytest.raises(InputError, match="no lifecycle"):
        place_journey(store, lifecycle, small_map.stages[0])
    with pytest.raises(InputError, match="itself"):
        place_journey(store, lifecycle, stage)


def test_a_sub_journey_is_made_of_a_step_and_feels_with_it(small_map: Map) -> None:
    store = small_map.store
    pay = small_map.steps[2]
    sub = add_sub_journey(store, pay)
    made = store.content.get(Journey, sub)
    assert (made.title, made.parent_id, made.level) == ("Pay", small_map.journey, "sub-journey")
    assert [each.title for each in stages_of(store.content, sub)] == ["Pay"]
    assert [each.persona_id for each in swimlanes_of(store.content, sub)] == [
        each.persona_id for each in swimlanes_of(store.content, small_map.journey)
    ]
    maya = swimlanes_of(store.content, sub)[0].id
    lane = next(each.id for each in lanes_of(store.content, sub, maya) if each.kind == "experience")
    add_card(store, sub, "pain", "Card refused", lane_id=lane, step_id=columns_of(store.content, sub)[0].id)
    assert [(each.value, each.rolled) for each in emotion_of(store.content, small_map.journey, small_map.maya)] == [
        (None, 0),
        (None, 0),
        (-1.0, 1),
    ]
    with pytest.raises(InputError, match="“Pay” already"):
        add_sub_journey(store, pay)
    store.undo()
    store.undo()
    assert store.content.find(Journey, sub) is None
    assert store.content.get(Step, pay).opens_journey_id is None


def test_a_circle_of_sub_journeys_is_refused_with_the_way_back(small_map: Map) -> None:
    store, top = small_map.store, small_map.journey
    below, bottom = add_journey(store, "I pay"), add_journey(store, "I wait")
    for each in (below, bottom):
        add_stage(store, each, "Only")
    step_of = {each: columns_of(store.content, each)[0].id for each in (top, below, bottom)}
    open_journey(store, step_of[top], below)
    open_journey(store, step_of[below], bottom)
    at = store.step
    for journey_id, expected in ((top, "by “I pay”"), (bottom, "leads back to “I wait”: a journey")):
        with pytest.raises(InputError, match=expected):
            open_journey(store, step_of[bottom], journey_id)
    assert store.step == at
    open_journey(store, step_of[below], None)
    open_journey(store, step_of[bottom], top)
    store.undo()
    store.undo()
    assert store.content.get(Step, step_of[below]).opens_journey_id == bottom


def test_stakeholders_and_what_they_ask(small_map: Map) -> None:
    store = small_map.store
    ana = add_stakeholder(store, "Ana", [small_map.journey], interest="high", wants="Fewer calls")
    with pytest.raises(InputError, match="already"):
        add_stakeholder(store, " Ana")
    ask = add_ask(store, ana, "Show me the costs", date(2026, 11, 1), due_on="2026-11-20")
    update_ask(store, ask, status="met", answer="Sent")
    update_stakeholder(store, ana, role="Head of service")
    other = add_journey(store, "I complain")
    set_stakes(store, ana, [other])
    assert [link.journey_id for link in store.content.all(StakeholderJourney).values()] == [other]
    assert (store.content.get(Ask, ask).status, store.content.get(Ask, ask).asked_on) == ("met", "2026-11-01")
    delete_asks(store, [ask])
    store.undo()
    delete_stakeholders(store, [ana])
    assert not store.content.all(Stakeholder)
    assert not store.content.all(Ask)
    store.undo()
    assert store.content.get(Stakeholder, ana).role == "Head of service"
    assert store.content.get(Ask, ask).answer == "Sent"


def test_who_uses_which_tool(small_map: Map) -> None:
    store = small_map.store
    tool, team = add_entry(store, Tool, "Tracker"), add_entry(store, Department, "Service")
    update_tool(store, tool, category="Ticketing")
    for purpose in ("Cal", "Calls"):
        use_tool(store, tool, team, purpose)
    assert store.content.get(Use, f"{tool}/{team}").purpose == "Calls"
    stop_using(store, tool, team)
    assert not store.content.all(Use)
    store.undo()
    store.undo()
    assert not store.content.all(Use)
    assert store.content.get(Tool, tool).category == "Ticketing"
