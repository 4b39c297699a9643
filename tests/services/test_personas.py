"""A persona's page: picture, traits, channels, copies, and what deleting one takes off the maps."""

from io import BytesIO

import pytest
from PIL import Image

from app.models.errors import InputError, RuleError
from app.models.records import Channel, Persona, PersonaTag, PersonaTrait
from app.services.cards import add_card
from app.services.personas import (
    add_persona,
    add_trait,
    appearances,
    channels_of,
    delete_persona,
    delete_trait,
    duplicate_persona,
    link_channel,
    move_persona,
    move_trait,
    set_picture,
    traits_of,
    unlink_channel,
    update_trait,
)
from app.services.tags import add_tag
from app.store import Store


@pytest.fixture
def store(small_map) -> Store:
    return small_map.store


@pytest.fixture
def maya(store: Store) -> str:
    return add_persona(store, "Zoe")


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (9, 9), "teal").save(out, "WEBP")
    return out.getvalue()


def names(store: Store) -> list[str]:
    return [each.name for each in store.content.ordered(Persona)]


def test_a_picture_is_set_taken_away_and_undone(store: Store, maya: str):
    set_picture(store, maya, picture())
    name = store.content.get(Persona, maya).picture
    assert store.image(name)
    set_picture(store, maya, None)
    assert store.content.get(Persona, maya).picture is None
    store.undo()
    assert store.content.get(Persona, maya).picture == name
    with pytest.raises(InputError, match="no picture"):
        set_picture(store, maya, b"words")
    assert store.content.get(Persona, maya).picture == name


def test_traits_are_added_moved_valued_and_deleted(store: Store, maya: str):
    first, second = add_trait(store, maya, "cautious", "bold"), add_trait(store, maya, "slow", "fast", 80.0)
    move_trait(store, second, first)
    assert [each.id for each in traits_of(store.content, maya)] == [second, first]
    before = store.step
    for value in (51.0, 52.0, 60.0):
        update_trait(store, first, value=value)
    assert store.content.get(PersonaTrait, first).value == 60.0
    store.undo()  # all three in one go
    assert store.content.get(PersonaTrait, first).value == 50.0
    assert store.step == before + 4
    with pytest.raises(RuleError):
        update_trait(store, first, value=101.0)
    delete_trait(store, first)
    assert [each.id for each in traits_of(store.content, maya)] == [second]


def test_channels_come_from_the_shared_list_and_stay_in_it(store: Store, maya: str):
    link_channel(store, maya, "App")
    link_channel(store, maya, " App ")
    link_channel(store, maya, "Phone")
    assert [each.name for each in channels_of(store.content, maya)] == ["App", "Phone"]
    unlink_channel(store, maya, channels_of(store.content, maya)[0].id)
    assert [each.name for each in channels_of(store.content, maya)] == ["Phone"]
    assert {each.name for each in store.content.ordered(Channel)} >= {"App", "Phone"}


def test_a_copy_has_all_of_the_persona_but_her_maps_and_her_name(store: Store, maya: str):
    add_trait(store, maya, "cautious", "bold", 20.0)
    link_channel(store, maya, "App")
    add_tag(store, [maya], "pilot")
    twin, third = duplicate_persona(store, maya), duplicate_persona(store, maya)
    assert [each for each in names(store) if each.startswith("Zoe")] == ["Zoe", "Zoe 3", "Zoe 2"]
    assert [each.value for each in traits_of(store.content, twin)] == [20.0]
    assert [each.name for each in channels_of(store.content, third)] == ["App"]
    assert len(store.content.holding(PersonaTag, "persona_id", twin)) == 1
    assert appearances(store.content, twin) == []
    store.undo()
    store.undo()
    assert [each for each in names(store) if each.startswith("Zoe")] == ["Zoe"]


def test_personas_are_ordered_by_hand(store: Store, maya: str):
    first = store.content.ordered(Persona)[0].id
    move_persona(store, maya, first)
    assert store.content.ordered(Persona)[0].id == maya


def test_her_maps_are_counted_and_deleting_leaves_her_cards_in_unplaced(small_map, store: Store):
    persona = next(each for each in store.content.ordered(Persona) if each.name == "Maya")
    lane = small_map.lane(small_map.maya, "experience")
    for kind in ("pain", "pain", "gain"):
        add_card(store, small_map.journey, kind, kind, lane_id=lane, step_id=small_map.steps[0])
    (appearance,) = appearances(store.content, persona.id)
    assert (appearance.journey.id, dict(appearance.cards)) == (small_map.journey, {"pain": 2, "gain": 1})
    delete_persona(store, persona.id)
    assert small_map.waiting == ["pain", "pain", "gain"]
    assert store.content.find(Persona, persona.id) is None
    store.undo()
    assert appearances(store.content, persona.id)[0].cards == appearance.cards
