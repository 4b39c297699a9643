"""Opportunities as a user makes them: from cards, scored, decided, and gone with what they were linked by."""

import pytest

from app.models.content import cards_of_opportunity, journeys_of_opportunity, opportunities_of
from app.models.errors import RuleError
from app.models.plan import ImportPlan
from app.models.ranks import ranks_between
from app.models.records import AnyRecord, Opportunity, OpportunityCard, OpportunityJourney
from app.services import cards, journeys
from app.services import opportunities as service
from app.services.plans import apply_plan
from app.store import Store, check_file, create_workspace


@pytest.fixture
def store(tmp_path):
    with create_workspace(tmp_path / "w.clew") as store:
        yield store
    assert check_file(store.path) == []


@pytest.fixture
def journey(store: Store) -> str:
    return journeys.add_journey(store, "I buy a ticket")


def test_made_of_cards_it_is_called_and_linked_as_they_are(store: Store, journey: str):
    pain, gain = cards.add_card(store, journey, "pain", "Seat lost"), cards.add_card(store, journey, "gain", "Refund")
    made = service.make_opportunity(store, [pain, gain])
    assert store.content.get(Opportunity, made).title == "Seat lost"
    assert {card.id for card in cards_of_opportunity(store.content, made)} == {pain, gain}
    assert [each.id for each in journeys_of_opportunity(store.content, made)] == [journey]
    assert [each.id for each in opportunities_of(store.content, pain)] == [made]
    assert store.undo_label == "Make opportunity"
    store.undo()
    assert not store.content.all(OpportunityCard)
    store.redo()
    cards.delete_cards(store, [pain])
    assert [card.id for card in cards_of_opportunity(store.content, made)] == [gain]
    service.unlink_cards(store, made, [gain])
    service.link_cards(store, made, [gain, gain])
    assert len(store.content.all(OpportunityCard)) == 1


def test_journeys_are_set_besides_those_of_its_cards(store: Store, journey: str):
    other = journeys.add_journey(store, "I travel")
    made = service.make_opportunity(store, [cards.add_card(store, journey, "pain", "Slow")])
    service.set_journeys(store, made, [journey, other])
    assert [each.journey_id for each in store.content.all(OpportunityJourney).values()] == [other]
    assert [each.id for each in journeys_of_opportunity(store.content, made)] == [journey, other]
    service.set_journeys(store, made, [])
    assert [each.id for each in journeys_of_opportunity(store.content, made)] == [journey]
    journeys.delete_journey(store, journey)
    assert journeys_of_opportunity(store.content, made) == ()
    assert store.content.find(Opportunity, made)


def test_a_status_that_there_is_not_is_refused(store: Store):
    made = service.make_opportunity(store, [])
    with pytest.raises(RuleError):
        service.update_opportunity(store, made, status="odd")


def test_deleting_takes_the_links_and_leaves_the_cards(store: Store, journey: str):
    pain = cards.add_card(store, journey, "pain", "Slow")
    made = [service.make_opportunity(store, [pain]), service.make_opportunity(store, [])]
    service.delete_opportunities(store, made)
    assert store.undo_label == "Delete 2 opportunities"
    assert not store.content.all(OpportunityCard)
    assert opportunities_of(store.content, pain) == ()


def test_a_plan_puts_opportunities_after_those_there_and_keeps_links(store: Store, journey: str):
    first = service.make_opportunity(store, [])
    ranks = ranks_between(None, None, 2)
    records: tuple[AnyRecord, ...] = (
        *(Opportunity(id=f"{n}", rank=rank, title=f"{n}") for n, rank in enumerate(ranks)),
        OpportunityJourney(opportunity_id="1", journey_id=journey),
    )
    apply_plan(store, ImportPlan("Import list.csv", records))
    apply_plan(store, ImportPlan("Import list.csv", records))
    there = store.content.ordered(Opportunity)
    assert [each.title for each in there] == ["", "0", "1", "0", "1"]
    assert there[0].id == first
    assert len(store.content.all(OpportunityJourney)) == 2
