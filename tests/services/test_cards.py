import pytest

from app.models.content import lanes_of
from app.models.errors import ClewError, InputError
from app.services import cards as service
from app.services.lanes import delete_lane
from app.services.stages import delete_stage
from tests.services.conftest import Map


def test_cards_are_added_where_asked_in_order(small_map: Map) -> None:
    lane, step = small_map.lane(small_map.maya, "experience"), small_map.steps[0]
    last = service.add_card(small_map.store, small_map.journey, "pain", "last", lane_id=lane, step_id=step)
    service.add_cards(small_map.store, small_map.journey, "gain", ["a", "b"], lane_id=lane, step_id=step, before=last)
    assert small_map.cell(lane, step) == ["a", "b", "last"]


def test_a_card_goes_to_the_nearest_lane_that_takes_it_and_makes_one_where_none_does(small_map: Map) -> None:
    emotion, step = small_map.lane(small_map.maya, "emotion"), small_map.steps[0]
    service.add_card(small_map.store, small_map.journey, "pain", "x", lane_id=emotion, step_id=step)
    assert small_map.cell(small_map.lane(small_map.maya, "experience"), step) == ["x"]
    service.add_card(small_map.store, small_map.journey, "quote", "q", lane_id=emotion, step_id=step)
    assert small_map.cell(small_map.lane(small_map.maya, "quotes"), step) == ["q"]
    small_map.store.undo()
    assert "quotes" not in [lane.kind for lane in lanes_of(small_map.store.content, small_map.journey, small_map.maya)]


def test_a_card_moves_to_another_cell_and_place(small_map: Map) -> None:
    store, lane = small_map.store, small_map.lane(small_map.jon, "touchpoints")
    one, two = small_map.steps[:2]
    first = service.add_card(store, small_map.journey, "touchpoint", "first", lane_id=lane, step_id=one)
    there = service.add_card(store, small_map.journey, "touchpoint", "there", lane_id=lane, step_id=two)
    service.move_cards(store, [first], lane, two, before=there)
    assert small_map.cell(lane, two) == ["first", "there"]
    service.move_cards(store, [first], lane, two, before=None)
    assert small_map.cell(lane, two) == ["there", "first"]
    service.move_cards(store, [there], lane, two, before=there)
    assert small_map.cell(lane, two) == ["there", "first"]


def test_a_group_keeps_its_distances_to_the_card_held(small_map: Map) -> None:
    store, journey = small_map.store, small_map.journey
    lane, pains = small_map.lane(small_map.maya, "touchpoints"), small_map.lane(small_map.maya, "experience")
    one, two, three = small_map.steps
    held = service.add_card(store, journey, "touchpoint", "held", lane_id=lane, step_id=one)
    ahead = service.add_card(store, journey, "pain", "ahead", lane_id=pains, step_id=two)
    target = small_map.lane(small_map.jon, "touchpoints")
    service.move_cards(store, [held, ahead], target, two, anchor=held)
    assert small_map.cell(target, two) == ["held"]
    assert small_map.cell(small_map.lane(small_map.jon, "experience"), three) == ["ahead"]


def test_a_card_that_no_lane_takes_is_not_moved(small_map: Map) -> None:
    store, journey = small_map.store, small_map.journey
    quote = service.add_card(
        store, journey, "quote", "q", lane_id=small_map.lane(small_map.maya, "touchpoints"), step_id=small_map.steps[0]
    )
    before = small_map.card(quote)
    with pytest.raises(InputError, match="no lane for a quote"):
        service.move_cards(store, [quote], small_map.lane(small_map.jon, "touchpoints"), small_map.steps[0])
    assert small_map.card(quote) == before


def test_unplaced_cards_remember_their_place(small_map: Map) -> None:
    lane, step = small_map.lane(small_map.maya, "touchpoints"), small_map.steps[1]
    card = service.add_card(small_map.store, small_map.journey, "touchpoint", "t", lane_id=lane, step_id=step)
    service.unplace_cards(small_map.store, [card])
    assert small_map.waiting == ["t"]
    service.place_back(small_map.store, [card])
    assert small_map.cell(lane, step) == ["t"]
    service.unplace_cards(small_map.store, [card])
    delete_stage(small_map.store, small_map.stages[1])
    with pytest.raises(InputError, match="is gone"):
        service.place_back(small_map.store, [card])


def test_deleting_what_holds_cards_leaves_them_unplaced_in_one_step(small_map: Map) -> None:
    lane, step = small_map.lane(small_map.maya, "touchpoints"), small_map.steps[1]
    service.add_card(small_map.store, small_map.journey, "touchpoint", "t", lane_id=lane, step_id=step)
    delete_lane(small_map.store, lane)
    assert small_map.waiting == ["t"]
    small_map.store.undo()
    assert small_map.cell(lane, step) == ["t"]


def test_spans_stay_on_the_map(small_map: Map) -> None:
    lane, (one, two, _) = small_map.lane(small_map.maya, "touchpoints"), small_map.steps
    card = service.add_card(small_map.store, small_map.journey, "touchpoint", "wide", lane_id=lane, step_id=one)
    service.set_span(small_map.store, card, 9)
    assert small_map.card(card).span == 3
    service.move_cards(small_map.store, [card], lane, two)
    assert small_map.card(card).span == 2
    delete_stage(small_map.store, small_map.stages[0])
    assert (small_map.card(card).step_id, small_map.card(card).span) == (two, 2)


def test_deleting_a_step_shortens_what_spans_it(small_map: Map) -> None:
    lane, (one, *_) = small_map.lane(small_map.maya, "touchpoints"), small_map.steps
    card = service.add_card(small_map.store, small_map.journey, "touchpoint", "wide", lane_id=lane, step_id=one)
    service.set_span(small_map.store, card, 3)
    delete_stage(small_map.store, small_map.stages[1])
    assert small_map.card(card).span == 1


def test_shared_cards_are_edited_together_sentiment_apart(small_map: Map) -> None:
    lane, step = small_map.lane(small_map.maya, "touchpoints"), small_map.steps[0]
    card = service.add_card(small_map.store, small_map.journey, "touchpoint", "calls", lane_id=lane, step_id=step)
    twin = service.share_card(small_map.store, card, small_map.jon)
    service.rename_card(small_map.store, twin, "rings")
    service.set_sentiment(small_map.store, [card], 2)
    assert small_map.card(card).title == "rings"
    assert small_map.card(twin).sentiment is None
    with pytest.raises(InputError, match="already"):
        service.share_card(small_map.store, card, small_map.jon)
    service.unshare_card(small_map.store, card)
    assert small_map.card(twin).shared_id is None


def test_a_changed_kind_takes_the_card_to_its_lane(small_map: Map) -> None:
    lane, step = small_map.lane(small_map.maya, "touchpoints"), small_map.steps[0]
    card = service.add_card(small_map.store, small_map.journey, "touchpoint", "x", lane_id=lane, step_id=step)
    service.change_kind(small_map.store, [card], "pain")
    assert small_map.cell(small_map.lane(small_map.maya, "experience"), step) == ["x"]


def test_duplicates_stand_below_their_originals(small_map: Map) -> None:
    lane, step = small_map.lane(small_map.maya, "touchpoints"), small_map.steps[0]
    ids = service.add_cards(small_map.store, small_map.journey, "touchpoint", ["a", "b"], lane_id=lane, step_id=step)
    service.duplicate_cards(small_map.store, ids)
    assert small_map.cell(lane, step) == ["a", "a", "b", "b"]


@pytest.mark.parametrize("value", [-2.1, 3, float("nan")])
def test_a_sentiment_out_of_range_is_refused(small_map: Map, value: float) -> None:
    card = service.add_card(small_map.store, small_map.journey, "pain", "x")
    with pytest.raises(ClewError):
        service.set_sentiment(small_map.store, [card], value)


def test_typing_is_undone_as_one(small_map: Map) -> None:
    card = service.add_card(small_map.store, small_map.journey, "pain", "x")
    for title in ("xy", "xyz"):
        service.rename_card(small_map.store, card, title)
    small_map.store.undo()
    assert small_map.card(card).title == "x"
