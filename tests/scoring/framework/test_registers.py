"""Stakeholders, tools, silos, orchestration and messages, on a framework worked out by hand."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.records import Ask, Journey, Owner, Stage, Stakeholder, StakeholderJourney, Step, Tool
from app.scoring.framework.messages import message_plan
from app.scoring.framework.orchestration import StepPlan, clashes_in, orchestration_of, unowned
from app.scoring.framework.registers import overlaps_of, silos_of, stakeholders_of, tool_uses
from app.scoring.map_lists import rows_of
from tests.scoring.framework.frameworks import content_of

TODAY = date(2026, 11, 22)


def test_stakeholders_with_journeys_and_asks():
    content = content_of(
        Stakeholder(id="s", name="Bo", rank="1", department_id="sales", interest="high"),
        *(StakeholderJourney(stakeholder_id="s", journey_id=each) for each in ("pay", "buy")),
        Ask(id="a1", rank="1", stakeholder_id="s", title="Costs", due_on="2026-11-21"),
        Ask(id="a2", rank="2", stakeholder_id="s", title="Dates", due_on="2026-11-22"),
        Ask(id="a3", rank="3", stakeholder_id="s", title="Done", due_on="2026-01-01", status="met"),
    )
    row: Any = stakeholders_of(content, TODAY)[0]
    assert ([each.id for each in row.journeys], row.department.id) == (["buy", "pay"], "sales")
    assert ([ask.id for ask in row.asks], row.open, row.late) == (["a1", "a2", "a3"], 2, 1)


def test_which_department_uses_which_tool_for_what():
    uses = [
        (use.tool.id, use.department.id if use.department else None, [card.id for card in use.cards], use.purpose)
        for use in tool_uses(content_of(Tool(id="fax", name="Fax", rank="9")))
    ]
    assert uses == [
        ("crm", "sales", ["till"], ""),  # the team of its step
        ("erp", "service", ["till2"], "Refunds"),
        ("chat", "sales", ["desk"], ""),
        ("fax", None, [], ""),
    ]


def test_overlaps_of_tools_in_use():
    found = [(each.kind, each.name, [tool.id for tool in each.tools]) for each in overlaps_of(content_of())]
    assert found == [
        ("category", "Records", ["crm", "erp"]),
        ("touchpoint", "Till", ["crm", "erp"]),
        ("step", "", ["erp", "chat"]),
    ]
    idle = content_of(Tool(id="fax", name="Fax", rank="9", category="Records"))
    assert [tool.id for tool in overlaps_of(idle)[0].tools] == ["crm", "erp"]


def test_silos_are_counted_broken_ones_too():
    silos = silos_of(content_of())
    assert [(each.step.id, [team.id for team in each.departments]) for each in silos.steps] == [
        ("b2", ["sales", "service"])
    ]
    assert [(each.start.id, each.end.id, each.state) for each in silos.hand_offs] == [
        ("till", "till2", "broken"),
        ("till2", "desk", "unmarked"),
    ]
    assert silos.broken == 1
    assert silos.between() == {("sales", "service"): (1, 1), ("service", "sales"): (1, 0)}
    assert silos_of(content_of(), ["pay"]).hand_offs == ()


def test_plans_clashes_and_steps_nobody_owns():
    plans = orchestration_of(content_of())
    assert [plan.step.id for plan in plans] == ["l1", "l2", "l3", "b1", "b2", "p1", "x1", "h1"]
    assert [plan.step.id for plan in plans if plan.said] == ["b1", "b2", "p1", "h1"]
    found = clashes_in(plans)
    # The hope h1 stands for b1 itself; its only day is the first, so it misses p1 in Room 4 and b2.
    assert [(each.needed, each.name, each.days) for each in found] == [("owner", "Ana", ("2026-11-10", "2026-11-10"))]
    assert (found[0].first.step.id, found[0].second.step.id) == ("b1", "b2")
    assert [plan.step.id for plan in unowned(plans)] == ["l1", "l2", "l3", "p1", "x1"]
    content = content_of()
    content.put(replace(content.get(Step, "h1"), ends_on="2026-11-05"))
    first = clashes_in(orchestration_of(content))[0]
    assert (first.needed, first.name, first.first.step.id, first.second.step.id) == ("resource", "room  4", "h1", "p1")


DAYS = st.sampled_from([None, *(f"2026-11-{day:02d}" for day in range(1, 8))])


@given(st.lists(st.tuples(DAYS, DAYS), max_size=8))
def test_clashes_are_the_pairs_that_share_a_day(spans):
    journey, stage = Journey(id="j", rank="1", title=""), Stage(id="s", journey_id="j", rank="1", title="")
    ana = Owner(id="ana", name="Ana", rank="1")
    plans = []
    for place, (start, end) in enumerate(spans):
        step = Step(id=str(place), stage_id="s", rank="1", owner_id="ana", starts_on=start, ends_on=end)
        plans.append(StepPlan(journey, stage, step, ana, None, None))
    expected = set()
    for one in plans:
        for other in plans:
            if one.step.id < other.step.id and one.days and other.days:
                low, high = max(one.days[0], other.days[0]), min(one.days[1], other.days[1])
                if low <= high:
                    expected.add((frozenset((one.step.id, other.step.id)), (low, high)))
    found = [(frozenset((each.first.step.id, each.second.step.id)), each.days) for each in clashes_in(plans)]
    assert set(found) == expected
    assert len(found) == len(expected)


def test_the_message_plan_takes_channel_owner_and_days_from_the_step_where_the_card_says_none():
    content = content_of()
    plan: Any = message_plan(content, content.get(Journey, "buy"))
    assert [persona.id for persona in plan.personas] == ["jon", "maya"]
    look, order = plan.stages
    maya = next(each for each in plan.personas if each.id == "maya")
    jon = next(each for each in plan.personas if each.id == "jon")
    (hello,), (bye,) = plan.cell(maya, look), plan.cell(jon, order)
    assert (hello.channel, hello.owner.id, hello.starts_on, hello.ends_on) == (None, "ana", "2026-11-01", "2026-11-10")
    assert (bye.channel.id, bye.owner.id) == ("shop", "ana")
    assert [(persona.id, stage.id) for persona, stage in plan.silent] == [("jon", "Look"), ("maya", "Order")]


def test_what_is_planned_is_among_the_lists_of_a_map():
    content = content_of()
    buy = content.get(Journey, "buy")
    assert [row.values for row in rows_of(content, "orchestration", [buy])] == [
        ("Look", "Ana", "Sales", None, None, "2026-11-01 – 2026-11-10"),
        ("Order", "Ana", None, None, None, "2026-11-10"),
    ]
    assert [row.values for row in rows_of(content, "message plan", [buy])] == [
        ("Bye", "Order", "Jon", "Shop", "Ana", "2026-11-10"),
        ("Hello", "Look", "Maya", None, "Ana", "2026-11-01 – 2026-11-10"),
    ]


@pytest.mark.parametrize("journey_id", ["pay", "lost"])
def test_no_messages(journey_id):
    content = content_of()
    plan = message_plan(content, content.get(Journey, journey_id))
    assert (plan.messages, len(plan.silent)) == ((), 1)
