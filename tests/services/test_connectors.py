"""Connectors as a user makes them: joined, named, marked, turned, gone with either card, copied with both."""

import pytest

from app.models.errors import InputError
from app.models.records import Connector
from app.services import cards, clipboard, connectors, journeys
from app.services.find import find, replace_found
from app.store import check_file


@pytest.fixture
def pair(small_map):
    touch = small_map.lane(small_map.maya, "touchpoints")
    one, two = small_map.steps[:2]
    first = cards.add_card(small_map.store, small_map.journey, "touchpoint", "Asks", lane_id=touch, step_id=one)
    last = cards.add_card(small_map.store, small_map.journey, "touchpoint", "Answers", lane_id=touch, step_id=two)
    yield first, last
    assert check_file(small_map.store.path) == []


def all_of(small_map):
    return set(small_map.store.content.all(Connector).values())


def test_cards_are_connected_once_and_each_way(small_map, pair):
    store, (first, last) = small_map.store, pair
    made = connectors.connect(store, first, last)
    assert made == f"{first}/{last}"
    assert store.undo_label == "Connect cards"
    assert connectors.connect(store, last, first, title="back", hand_off="broken") != made
    with pytest.raises(InputError, match="already"):
        connectors.connect(store, first, last)
    with pytest.raises(InputError, match="itself"):
        connectors.connect(store, first, first)
    elsewhere = cards.add_card(store, journeys.add_journey(store, "I travel"), "pain", "Late")
    with pytest.raises(InputError, match="same map"):
        connectors.connect(store, first, elsewhere)
    assert len(all_of(small_map)) == 2
    for _ in range(4):
        store.undo()
    assert not all_of(small_map)


def test_typing_a_title_is_one_step_and_a_hand_off_is_marked(small_map, pair):
    store = small_map.store
    made = connectors.connect(store, *pair)
    for text in ("h", "ha", "han"):
        connectors.set_title(store, made, text)
    connectors.set_hand_off(store, [made], "broken")
    (kept,) = all_of(small_map)
    assert (kept.title, kept.hand_off) == ("han", "broken")
    store.undo()
    store.undo()
    (kept,) = all_of(small_map)
    assert (kept.title, kept.hand_off) == ("", None)


def test_turned_round_it_keeps_what_it_says(small_map, pair):
    store, (first, last) = small_map.store, pair
    made = connectors.connect(store, first, last, title="phones", hand_off="seamless")
    turned = connectors.reverse(store, made)
    (kept,) = all_of(small_map)
    assert (kept.id, kept.from_card_id, kept.title, kept.hand_off) == (turned, last, "phones", "seamless")
    connectors.connect(store, first, last)
    with pytest.raises(InputError, match="back"):
        connectors.reverse(store, turned)
    connectors.disconnect(store, [turned, made])
    assert not all_of(small_map)
    assert store.undo_label == "Delete 2 connectors"
    store.undo()
    assert len(all_of(small_map)) == 2


def test_its_title_is_found_and_replaced(small_map, pair):
    store = small_map.store
    made = connectors.connect(store, *pair, title="phones twice")
    assert [(hit.kind, hit.id) for hit in find(store.content, "PHONES")] == [("connector", made)]
    assert replace_found(store, find(store.content, "phones"), "phones", "writes") == 1
    assert store.content.get(Connector, made).title == "writes twice"


def test_it_goes_with_either_card_and_comes_back_with_it(small_map, pair):
    store = small_map.store
    connectors.connect(store, *pair)
    for card_id in pair:
        cards.delete_cards(store, [card_id])
        assert not all_of(small_map)
        store.undo()
        assert len(all_of(small_map)) == 1


def test_copies_of_both_cards_are_connected_too(small_map, pair):
    store = small_map.store
    connectors.connect(store, *pair, title="phones", hand_off="broken")
    one, two = cards.duplicate_cards(store, list(pair))
    copy = store.content.get(Connector, f"{one}/{two}")
    assert (copy.title, copy.hand_off) == ("phones", "broken")
    cards.duplicate_cards(store, pair[:1])
    assert len(all_of(small_map)) == 2


def test_pasted_cards_are_connected_on_another_map_too(small_map, pair):
    store = small_map.store
    connectors.connect(store, *pair, title="phones", hand_off="broken")
    copied = clipboard.copy_cards(store, [pair[1], pair[0]])
    other = journeys.add_journey(store, "I travel")
    one, two = clipboard.paste(store, other, copied.data, clipboard.Target()).card_ids
    copy = store.content.get(Connector, f"{one}/{two}")
    assert (copy.journey_id, copy.title, copy.hand_off) == (other, "phones", "broken")


@pytest.mark.parametrize(
    "broken", ['[{"from": 0}]', '[{"from": 0, "to": 7, "title": "", "hand_off": null}]', "3", "[3]"]
)
def test_connectors_that_make_no_sense_are_not_pasted(small_map, pair, broken):
    text = clipboard.copy_cards(small_map.store, pair).data
    text = text.replace('"connectors": []', f'"connectors": {broken}')
    with pytest.raises(InputError, match="damaged"):
        clipboard.paste(small_map.store, small_map.journey, text, clipboard.Target())
    assert not all_of(small_map)
    assert small_map.waiting == []
