import pytest

from app.models.content import steps_of, tags_of
from app.models.errors import InputError, RuleError
from app.models.records import Card, CardTag, Channel, Department, Step, Tag
from app.services.cards import add_card, duplicate_cards, rename_card, set_sentiment, share_card
from app.services.fields import set_fields, set_listed
from app.services.lists import add_entry, delete_entries, merge_entries, move_entry, rename_entry, update_tag, uses
from app.services.tags import add_tag, remove_tag
from tests.services.conftest import Map


@pytest.fixture
def touchpoint(small_map: Map) -> str:
    lane = small_map.lane(small_map.maya, "touchpoints")
    return add_card(small_map.store, small_map.journey, "touchpoint", "Pays", lane_id=lane, step_id=small_map.steps[0])


def as_example(small_map: Map, card_id: str) -> None:
    from dataclasses import replace

    with small_map.store.edit("As a template does") as edit:
        edit.put(replace(edit.content.get(Card, card_id), example=True))


def test_shared_cards_have_fields_and_tags_together_and_sentiment_apart(small_map: Map, touchpoint: str) -> None:
    store = small_map.store
    add_tag(store, [touchpoint], "legal")
    twin = share_card(store, touchpoint, small_map.jon)
    set_fields(store, [touchpoint], presence="online", moment_of_truth=True)
    set_sentiment(store, [touchpoint], 2.0)
    add_tag(store, [twin], "risk")
    assert (small_map.card(twin).presence, small_map.card(twin).moment_of_truth) == ("online", True)
    assert small_map.card(twin).sentiment is None
    for card_id in (touchpoint, twin):
        assert [tag.name for tag in tags_of(store.content, small_map.card(card_id))] == ["legal", "risk"]


def test_a_field_is_set_where_the_card_has_it(small_map: Map, touchpoint: str) -> None:
    pain = add_card(small_map.store, small_map.journey, "pain", "Refused")
    set_fields(small_map.store, [touchpoint, pain], severity=4)
    assert small_map.card(pain).severity == 4
    assert small_map.card(touchpoint).severity is None
    with pytest.raises(InputError):
        set_fields(small_map.store, [touchpoint], severity=4)
    with pytest.raises(RuleError):
        set_fields(small_map.store, [pain], severity=6)


def test_typing_merges_and_choosing_does_not(small_map: Map, touchpoint: str) -> None:
    store = small_map.store
    for text in ("I", "It", "It wins"):
        set_fields(store, [touchpoint], acquiring=text)
    store.undo()
    assert small_map.card(touchpoint).acquiring == ""
    set_fields(store, [touchpoint], presence="online")
    set_fields(store, [touchpoint], presence="offline")
    store.undo()
    assert small_map.card(touchpoint).presence == "online"


def test_an_example_becomes_the_users_own_when_it_is_edited(small_map: Map, touchpoint: str) -> None:
    store = small_map.store
    for edit in (
        lambda: rename_card(store, touchpoint, "Pays by phone"),
        lambda: set_fields(store, [touchpoint], presence="online"),
        lambda: add_tag(store, [touchpoint], "mine"),
    ):
        as_example(small_map, touchpoint)
        edit()
        assert not small_map.card(touchpoint).example


def test_a_named_entry_is_made_where_it_is_missing_and_joined_where_it_is_not(small_map: Map, touchpoint: str) -> None:
    store = small_map.store
    first = set_listed(store, [touchpoint], "channel_id", "App")
    assert set_listed(store, [touchpoint], "channel_id", " App ") == first
    assert [each.name for each in store.content.ordered(Channel)] == ["App"]
    step = steps_of(store.content, small_map.stages[0])[0]
    team = set_listed(store, [step.id], "team_id", "Payments")
    assert store.content.get(Step, step.id).team_id == team
    assert store.content.get(Department, team).name == "Payments"
    store.undo()
    assert not store.content.all(Department)


def test_tags_go_on_everything_and_come_off(small_map: Map, touchpoint: str) -> None:
    store = small_map.store
    ids = [touchpoint, small_map.stages[0], small_map.steps[0], small_map.journey]
    add_tag(store, ids, "legal")
    tag = next(iter(store.content.all(Tag).values()))
    assert uses(store.content, Tag, tag.id) == {"card": 1, "stage": 1, "step": 1, "journey": 1}
    remove_tag(store, ids, "legal")
    assert uses(store.content, Tag, tag.id) == {}
    store.undo()
    twin = duplicate_cards(store, [touchpoint])[0]
    assert store.content.find(CardTag, f"{twin}/{tag.id}") is not None


def test_merging_keeps_every_use_once(small_map: Map, touchpoint: str) -> None:
    store = small_map.store
    one, two = add_tag(store, [touchpoint], "legal"), add_tag(store, [touchpoint], "Legal")
    child = add_entry(store, Tag, "contracts")
    update_tag(store, child, parent_id=two)
    merge_entries(store, Tag, one, [two])
    assert [tag.name for tag in tags_of(store.content, small_map.card(touchpoint))] == ["legal"]
    assert store.content.get(Tag, child).parent_id == one
    app, web = set_listed(store, [touchpoint], "channel_id", "App"), add_entry(store, Channel, "The app")
    merge_entries(store, Channel, web, [app])
    assert small_map.card(touchpoint).channel_id == web
    store.undo()
    assert small_map.card(touchpoint).channel_id == app


def test_merging_a_tag_into_the_one_below_it_leaves_a_tree(small_map: Map) -> None:
    store = small_map.store
    above, middle, below = (add_entry(store, Tag, name) for name in ("a", "b", "c"))
    update_tag(store, middle, parent_id=above)
    update_tag(store, below, parent_id=middle)
    merge_entries(store, Tag, below, [middle])
    assert store.content.get(Tag, below).parent_id == above
    with pytest.raises(RuleError):
        update_tag(store, above, parent_id=below)


def test_lists_are_renamed_reordered_and_deleted(small_map: Map, touchpoint: str) -> None:
    store = small_map.store
    app = set_listed(store, [touchpoint], "channel_id", "App")
    shop = add_entry(store, Channel, "Shop")
    with pytest.raises(InputError):
        rename_entry(store, Channel, shop, "App")
    with pytest.raises(InputError):
        rename_entry(store, Channel, shop, "  ")
    rename_entry(store, Channel, shop, "Branch")
    move_entry(store, Channel, shop, app)
    assert [each.name for each in store.content.ordered(Channel)] == ["Branch", "App"]
    assert uses(store.content, Channel, app) == {"card": 1}
    delete_entries(store, Channel, [app])
    assert small_map.card(touchpoint).channel_id is None
    store.undo()
    assert small_map.card(touchpoint).channel_id == app


def test_new_tags_have_colours_as_long_as_there_are_some(small_map: Map) -> None:
    made = [add_entry(small_map.store, Tag, f"tag {number}") for number in range(9)]
    colours = [small_map.store.content.get(Tag, each).colour for each in made]
    assert len(set(colours[:8])) == 8
    assert colours[8] is None
