"""What is set on a card stands on it: in words that have room, and in marks."""

from dataclasses import replace

import pytest

from app.layout.details import details_of, names_of, tag_dots
from app.layout.drawing import draw_card
from app.layout.lane_layout import card_height
from app.layout.map_layout import lay_out_map
from app.layout.shapes import Path, Rect, Text
from app.models.kinds import TagColour
from app.models.records import Card, CardTag, Channel, Owner, Tag
from tests.layout.maps import put_card, small_map


def listed():
    content = small_map()
    content.put(Channel(id="app", name="App", rank="V"))
    content.put(Owner(id="ada", name="Ada", rank="V"))
    colours: tuple[TagColour | None, ...] = ("teal", None, "pink")
    for number, colour in enumerate(colours):
        content.put(Tag(id=f"g{number}", name=f"tag {number}", rank=f"{number}V", colour=colour))
    return content


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("touchpoint", {}, ""),
        (
            "touchpoint",
            {"touchpoint_kind": "external", "channel_id": "app", "owner_id": "ada"},
            "external · App · Ada",
        ),
        ("touchpoint", {"channel_id": "app"}, "App"),
        ("action", {"owner_id": "ada", "touchpoint_kind": "internal"}, "Ada"),
        ("pain", {"severity": 4}, "severity 4"),
        ("pain", {"frequency": 2}, "frequency 2"),
        ("pain", {"severity": 4, "frequency": 2, "channel_id": "app"}, "severity 4 × frequency 2"),
        ("question", {"answer_status": "partly answered"}, "partly answered"),
        ("question", {"answer_status": "open", "channel_id": "app"}, "open · App"),
        ("factor", {"effect": "stay"}, "stay"),
        ("message", {"channel_id": "app"}, "App"),
        ("gain", {"severity": 4, "channel_id": "app"}, ""),
    ],
)
def test_what_is_said_of_a_card(kind, fields, said):
    content = listed()
    card = Card(id="c", journey_id="j", kind=kind, title="T", rank="V", **fields)
    assert details_of(card, names_of(content)) == said
    shapes = draw_card(content, card, 168.0)
    texts = [shape for shape in shapes if isinstance(shape, Text)]
    assert len(texts) == (3 if said else 2)
    paper = next(shape for shape in shapes if isinstance(shape, Rect))
    assert paper.height == card_height("T", 168.0, kind, said)
    assert texts[-1].bounds.bottom <= paper.height


def test_long_details_are_never_cut():
    content = listed()
    content.put(Channel(id="long", name="The desk in the hall behind the third platform", rank="V"))
    card = Card(id="c", journey_id="j", kind="touchpoint", title="T", rank="V", channel_id="long")
    shapes = draw_card(content, card, 168.0)
    said = [shape for shape in shapes if isinstance(shape, Text)][-1]
    assert len(said.block.lines) > 1
    assert "".join(run.text for line in said.block.lines for run in line.runs).replace(" ", "").endswith("platform")
    assert said.bounds.bottom <= next(shape for shape in shapes if isinstance(shape, Rect)).height


def test_a_moment_of_truth_is_marked_on_touchpoints_alone():
    content = listed()
    card = Card(id="c", journey_id="j", kind="touchpoint", title="T", rank="V")
    marked = replace(card, moment_of_truth=True)
    assert [shape for shape in draw_card(content, marked, 168.0) if isinstance(shape, Path) and shape.fill == "moment"]
    pain = replace(marked, kind="pain")
    assert draw_card(content, pain, 168.0) == draw_card(content, replace(pain, moment_of_truth=False), 168.0)


def test_each_tag_has_a_dot_and_too_many_end_in_a_ring():
    content = listed()
    card_id = put_card(content, "c", "pain", "pains", "t0", title="T")
    card = content.get(Card, card_id)
    for number in range(3):
        content.put(CardTag(card_id="c", tag_id=f"g{number}"))
    assert tag_dots(content, card) == ("persona.2", "muted", "persona.4")
    shapes = draw_card(content, card, 168.0)
    height = next(shape for shape in shapes if isinstance(shape, Rect)).height
    dots = [shape for shape in shapes if isinstance(shape, Path) and shape.bounds.x > 150.0]
    assert [(dot.fill, dot.stroke) for dot in dots] == [
        ("persona.2", None),
        (None, "muted"),
        ("persona.4", None),
    ]
    for number in range(3, 40):
        content.put(Tag(id=f"g{number}", name=f"tag {number}", rank="V", colour="blue"))
        content.put(CardTag(card_id="c", tag_id=f"g{number}"))
    dots = [shape for shape in draw_card(content, card, 168.0) if isinstance(shape, Path) and shape.bounds.x > 150.0]
    assert len(dots) < 8
    assert dots[-1].fill is None
    assert max(dot.bounds.bottom for dot in dots) <= height


def test_a_layout_follows_the_names_of_channels_and_is_kept_otherwise():
    content = listed()
    put_card(content, "c", "touchpoint", "touch", "t0", title="T", channel_id="app")
    first = lay_out_map(content, "j")
    assert lay_out_map(content, "j", previous=first).lanes[0].inside is first.lanes[0].inside
    content.put(Channel(id="app", name="The desk in the hall behind the third platform", rank="V"))
    second = lay_out_map(content, "j", previous=first)
    assert second.cards["c"].box.height > first.cards["c"].box.height
    assert second == lay_out_map(content, "j")
