"""Each difference between a current journey and its to-be comes with the pain or opportunity that it answers."""

from dataclasses import replace

from app.models.content import Content
from app.models.records import (
    Card,
    CardAnswer,
    Connector,
    Lane,
    Opportunity,
    OpportunityCard,
    Solution,
    SolutionOpportunity,
    SolutionStep,
    Step,
)
from app.scoring.reasons import Reason, Reasons
from app.scoring.to_be import compare
from tests.scoring.test_to_be import both_journeys


def told(content: Content) -> dict[str, list[tuple[str, str]]]:
    comparison = compare(content, "j", "J")
    reasons = Reasons(comparison)
    return {turn.id: [(each.via, each.title) for each in reasons.of(turn)] for turn in comparison.turns}


def test_a_card_says_what_it_answers_and_a_gone_pain_answers_itself():
    content = both_journeys()
    content.put(Card(id="by app", journey_id="J", kind="touchpoint", title="By app", rank="Z"))
    content.put(CardAnswer(card_id="by app", answered_id="c02"))
    content.remove(Card, "C02")
    content.remove(Card, "U")
    content.put(replace(content.get(Card, "C11"), severity=1))
    assert told(content) == {
        "by app": [("answer", "Pain 02")],
        "gone:c02": [("itself", "Pain 02")],
        "gone:u": [],
        "C11": [],
    }
    assert [each.id for each in Reasons(compare(content, "j", "J")).without()] == ["C11", "gone:u"]


def test_opportunities_of_either_card_are_reasons_once():
    content = both_journeys()
    content.put(replace(content.get(Card, "C00"), title="Reworded"))
    for number, (opportunity, card) in enumerate((("One", "c00"), ("Two", "C00"), ("Two", "c00"))):
        content.put(Opportunity(id=opportunity, rank=f"V{number + 1}", title=opportunity))
        content.put(OpportunityCard(opportunity_id=opportunity, card_id=card))
    assert told(content) == {"C00": [("opportunity", "Two"), ("opportunity", "One")]}


def test_a_solution_that_changes_a_step_is_a_reason_there_with_what_it_meets():
    content = both_journeys()
    content.put(Opportunity(id="o", rank="V", title="One fare"))
    content.put(Solution(id="s", rank="V", title="Tap in"))
    content.put(SolutionOpportunity(solution_id="s", opportunity_id="o"))
    content.put(SolutionStep(solution_id="s", step_id="X1"))
    content.put(replace(content.get(Card, "C10"), title="Reworded"))
    content.put(replace(content.get(Card, "C00"), title="Reworded, too"))
    content.put(replace(content.get(Step, "X1"), title="Tapping in"))
    content.put(replace(content.get(Lane, "L"), title="What hurts"))
    met = [("solution", "Tap in"), ("solution", "One fare")]
    assert told(content) == {"X1": met, "C10": met, "C00": [], "L": [("cards", "Tap in"), ("cards", "One fare")]}


def test_a_connector_has_the_reasons_of_its_ends_and_a_hope_needs_none():
    content = both_journeys()
    content.put(CardAnswer(card_id="C10", answered_id="c10"))
    content.put(Connector(from_card_id="C00", to_card_id="C10", journey_id="J"))
    content.put(replace(content.get(Card, "C00"), sentiment=2.0))
    comparison = compare(content, "j", "J")
    reasons = Reasons(comparison)
    hope, connector = comparison.turns
    assert hope.is_hope
    assert reasons.without() == ()
    assert reasons.of(connector) == (Reason("cards", "card", "c10", "Pain 10"),)
