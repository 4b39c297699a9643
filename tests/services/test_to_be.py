"""A to-be begins with all that is on a map, and with none of what people felt, said or voted."""

from dataclasses import replace

import pytest

from app.models.content import cards_of, columns_of, connectors_of, lanes_of, stages_of, swimlanes_of, tags_of
from app.models.errors import InputError
from app.models.records import (
    Card,
    CardAnswer,
    CardInsight,
    EmotionOverride,
    Insight,
    Journey,
    Lane,
    Opportunity,
    OpportunityCard,
)
from app.services.cards import add_card, set_sentiment, set_span, share_card, unplace_cards
from app.services.connectors import connect
from app.services.emotion import override_emotion
from app.services.journeys import add_journey
from app.services.tags import add_tag
from app.services.to_be import answer, make_to_be, take_answer_back, variants_of
from tests.services.conftest import Map


@pytest.fixture
def full(small_map: Map) -> Map:
    """Return the small map with one of everything on it, and a journey after it."""
    store, steps = small_map.store, small_map.steps
    experience = small_map.lane(small_map.maya, "experience")
    add_journey(store, "I travel")
    queue = add_card(store, small_map.journey, "pain", "Queue", lane_id=experience, step_id=steps[0])
    wait = add_card(store, small_map.journey, "pain", "Wait", lane_id=experience, step_id=steps[1])
    idle = add_card(store, small_map.journey, "gain", "Later", lane_id=experience, step_id=steps[1])
    unplace_cards(store, [idle])
    set_sentiment(store, [queue, wait], -2.0)
    set_span(store, wait, 2)
    share_card(store, queue, small_map.jon)
    connect(store, queue, wait)
    override_emotion(store, small_map.maya, steps[0], -1.5, "they said so")
    with store.edit("More") as edit:
        edit.put(
            Insight(id="i", rank="V", kind="pain", statement="Queue"), Opportunity(id="o", rank="V", title="Shorten it")
        )
        edit.put(CardInsight(card_id=wait, insight_id="i"), OpportunityCard(opportunity_id="o", card_id=queue))
        edit.put(replace(edit.content.get(Card, queue), insight_id="i", score="3", severity=4))
    return small_map


def test_it_takes_the_map_and_leaves_feelings_and_evidence(full: Map) -> None:
    store, content = full.store, full.store.content
    made = make_to_be(store, full.journey)
    journey = content.get(Journey, made)
    assert (journey.title, journey.state, journey.to_be_of, journey.origin_id) == (
        "I buy a ticket (to-be)",
        "to-be",
        full.journey,
        full.journey,
    )
    assert [each.title for each in content.ordered(Journey)] == [
        "I buy a ticket",
        "I buy a ticket (to-be)",
        "I travel",
    ]
    for of in (stages_of, columns_of, swimlanes_of, cards_of):
        twins, origins = of(content, made), of(content, full.journey)
        assert {each.origin_id: each.rank for each in twins} == {each.id: each.rank for each in origins}
    assert len(connectors_of(content, made)) == 1
    lanes = [each for swimlane in swimlanes_of(content, made) for each in lanes_of(content, made, swimlane.id)]
    assert {each.origin_id for each in lanes} == {
        each.id for each in content.members(Lane, "journey_id", full.journey) if each.swimlane_id
    }
    cards = cards_of(content, made)
    assert {(each.sentiment, each.score, each.insight_id, each.highlight_id) for each in cards} == {(None,) * 4}
    queues = [each for each in cards if each.title == "Queue"]
    assert [each.severity for each in queues].count(4) == 1
    assert len({each.shared_id for each in queues}) == 1
    assert queues[0].shared_id != full.card(queues[0].origin_id or "").shared_id
    idle = next(each for each in cards if each.lane_id is None)
    assert content.get(Lane, idle.was_lane_id or "").journey_id == made
    assert len(content.all(EmotionOverride)) == 1
    assert (len(content.all(CardInsight)), len(content.all(OpportunityCard))) == (1, 1)


def test_tags_go_along_and_all_of_it_is_one_step_back(full: Map) -> None:
    store, content = full.store, full.store.content
    card = cards_of(content, full.journey)[0]
    add_tag(store, [full.journey, full.stages[0], card.id], "speed")
    before = content.copy()
    made = make_to_be(store, full.journey, "All by app")
    assert [each.name for each in tags_of(content, content.get(Journey, made))] == ["speed"]
    assert [each.name for each in tags_of(content, stages_of(content, made)[0])] == ["speed"]
    twin = next(each for each in cards_of(content, made) if each.origin_id == card.id)
    assert [each.name for each in tags_of(content, twin)] == ["speed"]
    assert store.undo_label == "Make to-be of “I buy a ticket”"
    store.undo()
    assert content == before
    store.redo()
    assert content.get(Journey, made).title == "All by app"


def test_variants_are_all_of_the_one_current_journey_and_keep_the_first_origin(full: Map) -> None:
    store, content = full.store, full.store.content
    first = make_to_be(store, full.journey)
    own = add_card(store, first, "gain", "By app")
    second = make_to_be(store, first)
    third = make_to_be(store, full.journey)
    assert [each.id for each in variants_of(content, full.journey)] == [third, first, second]
    assert content.get(Journey, second).title == "I buy a ticket (to-be 2)"
    current = {each.id for each in cards_of(content, full.journey)}
    assert {each.origin_id for each in cards_of(content, second)} == current | {own}
    assert content.get(Journey, second).origin_id == full.journey


def test_a_card_answers_one_of_another_journey_and_a_variant_of_its_to_be_answers_the_same(full: Map) -> None:
    store, content = full.store, full.store.content
    pain, other = [each.id for each in cards_of(content, full.journey) if each.kind == "pain"][:2]
    twin = next(each.id for each in cards_of(content, make_to_be(store, full.journey)) if each.origin_id == pain)
    with pytest.raises(InputError, match="on one map"):
        answer(store, pain, other)
    answer(store, twin, pain)
    variant = make_to_be(store, content.get(Card, twin).journey_id)
    copied = next(each.id for each in cards_of(content, variant) if each.origin_id == pain)
    assert set(content.all(CardAnswer)) == {f"{twin}/{pain}", f"{copied}/{pain}"}
    take_answer_back(store, copied, pain)
    assert set(content.all(CardAnswer)) == {f"{twin}/{pain}"}


def test_of_no_journey_there_is_none(full: Map) -> None:
    with pytest.raises(InputError, match="no longer"):
        make_to_be(full.store, "nobody")
    assert [each for each in full.store.content.all(Journey).values() if each.state == "to-be"] == []


def test_an_empty_journey_has_an_empty_to_be(full: Map) -> None:
    made = make_to_be(full.store, add_journey(full.store, ""))
    assert full.store.content.get(Journey, made).title == "(to-be)"
    assert stages_of(full.store.content, made) == ()
