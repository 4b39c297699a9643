"""What a lens tells apart, on a small map."""

from dataclasses import replace

import pytest

from app.layout.lens import FACETS, NONE, PLAIN, Lens, Paint, choices_of, look_at, set_back
from app.layout.words import ENGLISH
from app.models.content import Content
from app.models.records import Card, CardTag, Channel, Persona, Segment, Tag
from tests.layout.maps import put_card, small_map


@pytest.fixture
def content() -> Content:
    content = small_map()
    for record in (
        Channel(id="app", name="App", rank="B"),
        Channel(id="counter", name="Counter", rank="A"),
        Channel(id="unused", name="Fax", rank="C"),
        Segment(id="new", name="New", rank="A"),
        Tag(id="fares", name="fares", rank="A", colour="pink"),
        Tag(id="queue", name="queue", rank="B"),
        replace(content.get(Persona, "p0"), segment_id="new"),
    ):
        content.put(record)
    put_card(content, "a", "touchpoint", "touch", "t0", channel_id="app", presence="online")
    put_card(content, "b", "touchpoint", "touch", "t1", channel_id="counter", presence="offline")
    put_card(content, "c", "touchpoint", "touch1", "t2", channel_id="app")
    put_card(content, "d", "pain", "pains", "t0")
    put_card(content, "e", "question", "whole", "t0")
    for card_id, tag_id in (("a", "fares"), ("b", "queue"), ("d", "fares"), ("d", "queue")):
        content.put(CardTag(card_id=card_id, tag_id=tag_id))
    return content


def back(content: Content, *filters: tuple[str, set[str]]) -> set[str]:
    return set(set_back(content, "j", Lens(filters=tuple((facet, frozenset(values)) for facet, values in filters))))


def tag_roles(content: Content) -> dict[str, str]:
    return {choice.value: choice.role for choice in choices_of(content, "j", "tag")}


def test_the_choices_are_what_the_map_has_in_the_order_of_the_list(content: Content):
    choices = choices_of(content, "j", "channel_id")
    assert [(each.label, each.cards, each.role) for each in choices] == [
        ("Counter", 1, "persona.0"),
        ("App", 2, "persona.1"),
        ("nothing said", 2, "muted"),
    ]
    assert [(each.label, each.cards) for each in choices_of(content, "j", "segment")] == [
        ("New", 3),
        ("nothing said", 2),
    ]
    assert [each.label for each in choices_of(content, "j", "kind")] == ["touchpoint", "pain", "question"]


def test_a_tag_has_the_colour_that_it_was_given_and_others_do_not_take_it(content: Content):
    assert tag_roles(content) == {"fares": "persona.4", "queue": "persona.0", NONE: "muted"}
    for number in range(9):
        content.put(Tag(id=f"t{number}", name=f"tag {number}", rank=f"V{number}1"))
        content.put(CardTag(card_id="e", tag_id=f"t{number}"))
    roles = tag_roles(content)
    assert len({role for role in roles.values() if role != "muted"}) == 8
    assert roles["t8"] == "muted"


def test_a_card_has_the_colour_of_its_first_value(content: Content):
    sight = look_at(content, "j", Lens(colour_by="tag"))
    paints = [sight.paint_of(content, content.get(Card, each)) for each in ("d", "e")]
    assert paints == [Paint(tag_roles(content)["fares"], "fares"), Paint("muted")]


def test_what_is_set_back(content: Content):
    assert set_back(content, "j", PLAIN) == frozenset()
    assert back(content, ("channel_id", set())) == set()
    assert back(content, ("channel_id", {"app"})) == {"b", "d", "e"}
    assert back(content, ("channel_id", {"app", NONE})) == {"b"}
    assert back(content, ("channel_id", {"app"}), ("persona", {"p0"})) == {"b", "c", "d", "e"}
    assert back(content, ("tag", {"queue"})) == {"a", "c", "e"}
    assert back(content, ("persona", {NONE})) == {"a", "b", "c", "d"}


def test_every_facet_has_a_name_and_can_be_asked(content: Content):
    for facet in FACETS:
        assert f"facet {facet}" in ENGLISH or f"field {facet}" in ENGLISH
        assert sum(choice.cards for choice in choices_of(content, "j", facet)) >= 5
