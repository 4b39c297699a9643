"""Cards that show a picture: made where it was put, one lane for all, replaced and taken away."""

from io import BytesIO

import pytest
from PIL import Image

from app.models.content import lanes_of
from app.models.errors import InputError
from app.models.records import Card
from app.services.cards import add_card, share_card
from app.services.images import add_image_cards, set_image


def picture(colour: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (9, 9), colour).save(out, "PNG")
    return out.getvalue()


def test_pictures_become_cards_on_a_lane_of_images_that_is_made_for_them(small_map):
    store, lane = small_map.store, small_map.lane(small_map.maya, "experience")
    pictures = [("Platform", picture("red")), ("Ticket", picture("teal"))]
    made = add_image_cards(store, small_map.journey, pictures, lane, small_map.steps[0])
    images = [each for each in lanes_of(store.content, small_map.journey, small_map.maya) if each.kind == "images"]
    assert small_map.cell(images[0].id, small_map.steps[0]) == ["Platform", "Ticket"]
    assert [store.image(small_map.card(each).image) for each in made] == [data for _, data in pictures]
    add_image_cards(store, small_map.journey, pictures[:1], lane, small_map.steps[1])
    assert sum(each.kind == "images" for each in lanes_of(store.content, small_map.journey, small_map.maya)) == 1
    store.undo()
    store.undo()
    assert not any(each.kind == "images" for each in lanes_of(store.content, small_map.journey, small_map.maya))


def test_without_a_place_they_wait_in_unplaced_and_what_is_no_picture_adds_nothing(small_map):
    add_image_cards(small_map.store, small_map.journey, [("Platform", picture("red"))])
    assert small_map.waiting == ["Platform"]
    with pytest.raises(InputError):
        add_image_cards(small_map.store, small_map.journey, [("One", picture("blue")), ("Two", b"text")])
    assert small_map.waiting == ["Platform"]


def test_an_image_is_replaced_on_all_cards_that_are_one_thing(small_map):
    store, lane = small_map.store, small_map.lane(small_map.maya, "experience")
    card = add_card(store, small_map.journey, "image", "Platform", lane_id=lane, step_id=small_map.steps[0])
    twin = share_card(store, card, small_map.jon)
    set_image(store, card, picture("red"))
    assert store.content.get(Card, twin).image == small_map.card(card).image is not None
    set_image(store, twin, None)
    assert small_map.card(card).image is None
