"""What lies out of bounds, the ledger with what is forgone, solutions and actions as a user makes them."""

from datetime import date

import pytest

from app.models.content import decided, decisions_of
from app.models.errors import InputError, RuleError
from app.models.records import (
    Action,
    Boundary,
    Opportunity,
    OpportunityBoundary,
    OpportunityCard,
    Owner,
    Score,
    Solution,
    SolutionOpportunity,
    SolutionStep,
    Step,
)
from app.scoring.ledger import actions_of, boundaries_of, in_order_of_need, ledger, out_of_bounds, overdue
from app.scoring.models import model_of
from app.services import actions, decisions, journeys, opportunities, solutions
from app.services.cards import add_card
from app.services.scoring import override, score
from app.services.stages import add_stage
from app.services.tags import add_tag
from app.services.to_be import make_to_be
from app.store import Store, check_file, create_workspace


@pytest.fixture
def store(tmp_path):
    with create_workspace(tmp_path / "w.clew") as store:
        yield store
    assert check_file(store.path) == []


def made(store: Store, title: str, customer: float | None = None, business: float = 50.0) -> str:
    """Make an opportunity, scored by the value matrix."""
    opportunity_id = opportunities.make_opportunity(store, [])
    opportunities.rename_opportunity(store, opportunity_id, title)
    criteria = model_of(store.content).criteria
    for criterion, value in zip(criteria, (customer, business), strict=False):
        if value is not None:
            score(store, opportunity_id, criterion.id, value)
    return opportunity_id


def test_a_boundary_holds_for_what_is_put_under_it_and_for_its_tag(store: Store):
    one, two, three = (made(store, each) for each in ("One", "Two", "Three"))
    data = decisions.add_boundary(store, "We sell no data")
    decisions.put_under(store, data, [one])
    decisions.tag_boundary(store, data, "data")
    add_tag(store, [two], "data")
    home = decisions.add_boundary(store, "We own what the client touches", "will")
    decisions.put_under(store, home, [one, three])
    assert {each: [line.title for line in why] for each, why in out_of_bounds(store.content).items()} == {
        one: ["We sell no data"],
        two: ["We sell no data"],
    }
    assert [each.title for each in boundaries_of(store.content, one)] == [
        "We sell no data",
        "We own what the client touches",
    ]
    with pytest.raises(InputError, match="by its tag “data”"):
        decisions.take_from_under(store, data, [two])
    decisions.take_from_under(store, data, [one])
    decisions.update_boundary(store, data, title="No data is sold")
    decisions.tag_boundary(store, data, "")
    assert out_of_bounds(store.content) == {}
    decisions.delete_boundaries(store, [data, home])
    assert not store.content.all(Boundary)
    assert not store.content.all(OpportunityBoundary)


def test_the_ledger_tells_what_holds_what_was_overturned_and_what_is_forgone(store: Store):
    kept, refused, barred, open_one, unscored = (
        made(store, title, value) for title, value in zip("ABCDE", (80.0, 60.0, 40.0, 20.0, None), strict=True)
    )
    decisions.decide(store, kept, "later", date(2026, 11, 1))
    decisions.decide(store, kept, "will do", date(2026, 11, 18), reason="Cheap")
    decisions.decide(store, refused, "will not do", date(2026, 11, 19))
    decisions.decide(store, unscored, "will not do", date(2026, 11, 17))
    decisions.put_under(store, decisions.add_boundary(store, "No"), [barred])
    decisions.mend_decision(store, open_one, reason="Nobody has time")
    found = ledger(store.content, model_of(store.content))
    told = [
        (each.opportunity.title, each.decision and each.decision.kind, each.overturned, each.forgone)
        for each in found.entries
    ]
    assert told == [
        ("B", "will not do", False, 60.0),
        ("A", "will do", False, None),
        ("E", "will not do", False, None),
        ("A", "later", True, None),
        ("C", None, False, 40.0),
        ("D", None, False, None),
    ]
    assert dict(found.counts) == {"will not do": 2, "will do": 1, None: 2}
    assert (found.overturned, found.forgone, found.given_up, found.unscored) == (1, 100.0, 3, 1)
    decisions.decide(store, refused, None, date(2026, 11, 20))
    again = ledger(store.content, model_of(store.content))
    assert [each.overturned for each in again.entries if each.opportunity.title == "B"] == [False, True]
    assert again.forgone == 40.0
    rice = next(each for each in found.entries if each.opportunity.id == kept)
    assert not rice.gives_up


def test_two_opportunities_become_one_with_all_that_they_have(store: Store):
    journey = journeys.add_journey(store, "I travel")
    pains = [add_card(store, journey, "pain", each) for each in ("Slow", "Late")]
    keep, other = (opportunities.make_opportunity(store, [each]) for each in pains)
    below = made(store, "Below")
    opportunities.set_parent(store, [below], other)
    opportunities.set_parent(store, [keep], below)
    with pytest.raises(InputError, match="below itself"):
        opportunities.set_parent(store, [other], keep)
    opportunities.set_type(store, [keep], "upsell")
    customer, business, _ = model_of(store.content).criteria
    for opportunity_id, criterion, value in ((keep, customer, 80.0), (other, customer, 10.0), (other, business, 30.0)):
        score(store, opportunity_id, criterion.id, value)
    override(store, other, customer.id, 5.0, "Nobody asks for it")
    decisions.decide(store, keep, "will do", date(2026, 11, 1))
    decisions.decide(store, other, "later", date(2026, 11, 2))
    answered = solutions.make_solution(store, [other])
    opportunities.merge_opportunities(store, keep, [other])
    content = store.content
    assert {each.card_id for each in content.holding(OpportunityCard, "opportunity_id", keep)} == set(pains)
    assert [each.kind for each in decisions_of(content, keep)] == ["later", "will do"]
    assert decided(content, keep) == "will do"
    assert {each.value for each in content.members(Score, "opportunity_id", keep)} == {80.0, 30.0}
    assert content.find(SolutionOpportunity, f"{answered}/{keep}")
    assert content.get(Opportunity, below).parent_id == keep
    merged = content.get(Opportunity, keep)
    assert (merged.title, merged.note, merged.parent_id, merged.type) == ("Slow", "Late", None, "upsell")
    assert content.find(Opportunity, other) is None
    store.undo()
    assert store.content.get(Opportunity, keep).parent_id == below


def test_a_solution_answers_opportunities_and_changes_steps_of_a_to_be(store: Store):
    journey = journeys.add_journey(store, "I travel")
    add_stage(store, journey, "Buy")
    one, two = made(store, "One"), made(store, "Two")
    solution = solutions.make_solution(store, [one])
    assert store.content.get(Solution, solution).title == "One"
    solutions.answer(store, solution, [two])
    solutions.answer_no_more(store, solution, [one])
    assert [each.opportunity_id for each in store.content.all(SolutionOpportunity).values()] == [two]
    as_it_is = next(iter(store.content.all(Step)))
    with pytest.raises(InputError, match="how it is today"):
        solutions.change_step(store, solution, as_it_is)
    make_to_be(store, journey)
    to_be = next(each for each in store.content.all(Step) if each != as_it_is)
    for note in ("O", "Op"):
        solutions.change_step(store, solution, to_be, note)
    assert [each.note for each in store.content.all(SolutionStep).values()] == ["Op"]
    solutions.update_solution(store, solution, status="chosen", title="S")
    action = actions.add_action(store, "Order it", solution_id=solution)
    assert [each.id for each in actions_of(store.content, two)] == [action]
    solutions.leave_step(store, solution, to_be)
    solutions.delete_solutions(store, [solution])
    assert store.content.get(Action, action).solution_id is None


def test_actions_are_given_moved_and_ticked_off(store: Store):
    late, soon, free = (
        actions.add_action(store, title, due_on=due)
        for title, due in (("Late", "2026-11-20"), ("Soon", "2026-12-01"), ("Free", None))
    )
    assert [each.title for each in overdue(store.content, "2026-11-21")] == ["Late"]
    assert [each.title for each in overdue(store.content, "2026-11-20")] == []
    actions.give_actions(store, [late, soon], "Ada")
    (ada,) = store.content.all(Owner)
    assert {each.owner_id for each in store.content.all(Action).values()} == {ada, None}
    actions.give_actions(store, [soon], " ")
    actions.move_action(store, free, "in work", before=late)
    assert [each.title for each in store.content.ordered(Action)] == ["Free", "Late", "Soon"]
    actions.update_actions(store, [late], status="done")
    assert store.content.get(Action, late).done_on == date.today().isoformat()
    assert [each.title for each in in_order_of_need(store.content, "2026-12-02")] == ["Soon", "Free", "Late"]
    actions.move_action(store, late, "to do")
    assert store.content.get(Action, late).done_on is None
    with pytest.raises(RuleError):
        actions.update_actions(store, [late], due_on="soon")
    actions.delete_actions(store, [late, soon, free])
    assert store.undo_label == "Delete 3 actions"
