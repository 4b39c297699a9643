"""A map looked at through a lens: what is hidden, how cards are painted, what is said of it, curves in one chart."""

from dataclasses import replace

import pytest

from app.layout.curve_drawing import draw_curve
from app.layout.drawing import draw_card, draw_lane_label
from app.layout.legend import legend_of
from app.layout.lens import CLEAR, Lens, Paint, follow, look_at, spare
from app.layout.look import DARK, LIGHT, contrast, rule_tint
from app.layout.map_layout import lay_out_map
from app.layout.shapes import Path, Rect
from app.models.changes import Change
from app.models.content import Content
from app.models.records import Card, CardTag, Channel, Lane, Swimlane, Tag
from tests.layout.maps import put_card, small_map
from tests.layout.test_drawing import words_of


@pytest.fixture
def content() -> Content:
    content = small_map()
    for record in (
        Channel(id="app", name="App", rank="A"),
        Channel(id="counter", name="Counter", rank="B"),
        Tag(id="fares", name="fares", rank="A", colour="pink"),
        Lane(id="mood1", journey_id="j", swimlane_id="w1", kind="emotion", rank="z"),
    ):
        content.put(record)
    put_card(content, "a", "touchpoint", "touch", "t0", channel_id="app", sentiment=2.0)
    put_card(content, "b", "touchpoint", "touch", "t0", channel_id="counter", sentiment=-2.0, rank="W")
    put_card(content, "c", "touchpoint", "touch1", "t2", channel_id="app", sentiment=1.0)
    put_card(content, "d", "pain", "pains", "t1", tool_id=None)
    return content


def by_channel(*values: str, hides: bool = True, colour_by: str = "") -> Lens:
    return Lens(colour_by=colour_by, filters=(("channel_id", frozenset(values)),), hides=hides)


def test_hidden_cards_are_not_on_the_sheet_and_the_emotion_counts_them(content):
    whole = lay_out_map(content, "j")
    layout = lay_out_map(content, "j", sight=look_at(content, "j", by_channel("app")))
    assert set(layout.cards) == {"a", "c"}
    assert layout.stack("touch", "t0") == ("a",)
    before, after = ([each.emotion for each in one.curves[0].points] for one in (whole, layout))
    assert before == after
    assert layout.height < whole.height


def test_dimmed_cards_stay_where_they_are(content):
    sight = look_at(content, "j", by_channel("app", hides=False))
    assert sight.dimmed == {"b", "d"}
    assert not sight.hidden
    assert dict(lay_out_map(content, "j", sight=sight).cards) == dict(lay_out_map(content, "j").cards)


def test_laid_out_after_another_lens_the_map_is_the_same_as_from_scratch(content):
    layout = lay_out_map(content, "j")
    for lens in (by_channel("app"), by_channel("counter"), Lens(), Lens(curves_together=True), by_channel("")):
        sight = look_at(content, "j", lens)
        layout = lay_out_map(content, "j", previous=layout, sight=sight)
        assert layout == lay_out_map(content.copy(), "j", sight=sight)
        put_card(content, f"new {len(layout.cards)}", "touchpoint", "touch", "t1")


def test_what_is_made_or_changed_stays_in_view_until_the_filter_changes(content):
    sight = look_at(content, "j", by_channel("app"))
    card = replace(content.get(Card, "b"), title="Edited")
    content.put(card)
    made = put_card(content, "new", "pain", "pains", "t2")
    changes = [Change("card", "b", None, card), Change("card", made, None, content.get(Card, made))]
    after = follow(sight, content, "j", changes)
    assert after.back == {"d"}
    assert after.spared == {"b", "new"}
    assert after.paints is sight.paints
    # a list that changes is looked up again, and what was spared stays so
    again = follow(after, content, "j", [Change("channel", "app", None, content.get(Channel, "app"))])
    assert again.back == {"d"}
    assert look_at(content, "j", sight.lens).back == {"b", "d", "new"}
    assert follow(CLEAR, content, "j", changes) is CLEAR
    assert spare(sight, ["d"]).back == {"b"}


def test_a_value_that_is_new_on_the_map_gets_a_colour(content):
    sight = look_at(content, "j", Lens(colour_by="channel_id"))
    content.put(Channel(id="fax", name="Fax", rank="C"))
    card = replace(content.get(Card, "d"), channel_id="fax")
    content.put(card)
    after = follow(sight, content, "j", [Change("card", "d", None, card)])
    assert after.paint_of(content, card) == Paint("persona.2", "Fax")


def test_a_tag_given_to_a_card_paints_it_anew(content):
    content.put(CardTag(card_id="a", tag_id="fares"))
    sight = look_at(content, "j", Lens(colour_by="tag"))
    link = CardTag(card_id="b", tag_id="fares")
    content.put(link)
    after = follow(sight, content, "j", [Change("card_tag", link.id, None, link)])
    assert after.paints is not sight.paints
    assert after.paint_of(content, content.get(Card, "b")) == Paint("persona.4", "fares")


def test_an_entry_that_was_deleted_is_not_filtered_by(content):
    content.remove(Channel, "counter")
    sight = look_at(content, "j", by_channel("counter"))
    assert (sight.lens.filters, sight.back) == ((), frozenset())


def test_a_colour_rule_takes_edge_and_paper_and_says_its_value(content):
    card = replace(content.get(Card, "d"), department_id="x")
    shapes = draw_card(content, card, 168.0, paint=Paint("persona.3", "Sales"))
    paper, edge = shapes[0], next(shape for shape in shapes if isinstance(shape, Path))
    assert isinstance(paper, Rect)
    assert (paper.fill, edge.fill) == ("persona.3.tint", "persona.3")
    assert any("pain · Sales" in text for text in words_of(shapes))
    assert not any("Sales" in text for text in words_of(draw_card(content, card, 168.0, paint=Paint("muted"))))


def test_a_value_that_stands_on_the_card_anyway_is_not_said_twice(content):
    card = content.get(Card, "a")
    paint = look_at(content, "j", Lens(colour_by="channel_id")).paint_of(content, card)
    assert " ".join(words_of(draw_card(content, card, 168.0, paint=paint))).count("App") == 1


def test_words_on_a_coloured_card_are_readable():
    roles = ("muted", *(f"persona.{number}" for number in range(8)))
    for theme in (LIGHT, DARK):
        for role in roles:
            for ink in ("ink", "muted"):
                assert contrast(theme[ink], theme[rule_tint(role)]) >= 4.5


def test_the_legend_says_rule_filters_and_counts(content):
    assert legend_of(content, "j", CLEAR) is None
    lens = Lens(colour_by="channel_id", filters=(("channel_id", frozenset({"app", ""})),), hides=True)
    legend = legend_of(content, "j", look_at(content, "j", lens))
    assert legend is not None
    assert legend.text == (
        "Colour: Channel: App 2, Counter 1, nothing said 1; Channel: App, nothing said; "
        "1 of 4 cards hidden (the emotion counts all cards)"
    )


def test_more_values_than_colours_are_one_entry_of_the_legend(content):
    for number in range(12):
        content.put(Channel(id=f"x{number}", name=f"X {number}", rank=f"M{number:02}"))
        put_card(content, f"x{number}", "touchpoint", "touch", "t1", channel_id=f"x{number}")
    legend = legend_of(content, "j", look_at(content, "j", Lens(colour_by="channel_id")))
    assert legend is not None
    assert [each.label for each in legend.choices[-2:]] == ["6 others", "nothing said"]
    assert len(legend.choices) == 10


def test_all_curves_stand_in_the_first_emotion_lane(content):
    layout = lay_out_map(content, "j", sight=look_at(content, "j", Lens(curves_together=True)))
    assert [(curve.lane_id, curve.swimlane_id, curve.together) for curve in layout.curves] == [
        ("mood", "w0", True),
        ("mood", "w1", True),
    ]
    assert layout.lane("mood1") is None
    mood = layout.lane("mood")
    assert mood is not None
    label = words_of(draw_lane_label(mood, layout.curves_on("mood")))
    assert label[0] == "Emotion, all personas"
    assert {"Maya", "Jon"} <= set(label)


def test_points_of_several_curves_stand_apart(content):
    put_card(content, "e", "touchpoint", "touch1", "t0", sentiment=0.0)
    layout = lay_out_map(content, "j", sight=look_at(content, "j", Lens(curves_together=True)))
    maya, jon = ([point for point in curve.points if point.column == 0] for curve in layout.curves)
    assert maya[0].y == jon[0].y
    assert jon[0].x - maya[0].x >= 20.0
    values = [words_of(draw_curve(curve)) for curve in layout.curves]
    assert "0" in values[0]
    assert not any("n" in text for text in values[0])


def test_a_folded_persona_is_in_the_chart_and_the_chart_on_the_maps_own_lane(content):
    content.put(replace(content.get(Swimlane, "w0"), collapsed=True))
    lens = Lens(curves_together=True, running_mean=True)
    layout = lay_out_map(content, "j", sight=look_at(content, "j", lens))
    assert {curve.lane_id for curve in layout.curves} == {"mood1"}
    assert [curve.n for curve in layout.curves] == [3, 1]
    assert all(curve.cumulative for curve in layout.curves)
    content.put(Lane(id="all", journey_id="j", kind="emotion", rank="z"))
    layout = lay_out_map(content, "j", sight=look_at(content, "j", lens))
    assert {curve.lane_id for curve in layout.curves} == {"all"}
    assert len(layout.curves) == 3


def test_one_curve_alone_is_drawn_as_ever(content):
    content.remove(Lane, "mood1")
    plain = lay_out_map(content, "j")
    assert lay_out_map(content, "j", sight=look_at(content, "j", Lens(curves_together=True))) == plain
