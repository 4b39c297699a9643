"""Where everything of a map is on the sheet."""

# mypy: disable-error-code="union-attr,arg-type"
# Where a test looks for something that isn't there, it fails by that.

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.layout.drawing import draw_band_title
from app.layout.geometry import (
    CELL_PADDING,
    COLUMN_WIDTH,
    EMPTY_BODY,
    LABEL_WIDTH,
    LANE_HEIGHT,
    LEAST_COLUMN,
    LINE_ROOM,
    Box,
)
from app.layout.lens import Lens, look_at
from app.layout.map_layout import lay_out_map
from app.layout.shapes import Text
from app.layout.words import ENGLISH
from app.models.content import Content
from app.models.errors import InputError
from app.models.records import (
    Card,
    Channel,
    Journey,
    Lane,
    Opportunity,
    OpportunityCard,
    Stage,
    Step,
    Swimlane,
)
from tests.fuzzing import cases
from tests.layout.maps import change_map, maps, put_card, small_map
from tests.scores import matrix_scores, scored


def test_columns_are_the_steps_side_by_side():
    layout = lay_out_map(small_map(), "j")
    assert [column.step_id for column in layout.columns] == ["t0", "t1", "t2"]
    assert layout.columns[0].x == layout.label_width
    for left, right in zip(layout.columns, layout.columns[1:], strict=False):
        assert right.x == left.x + left.width
    assert layout.width == layout.columns[-1].x + layout.columns[-1].width


def test_a_column_is_as_wide_as_its_step_says_and_a_stage_as_its_columns():
    content = small_map()
    content.put(replace(content.get(Step, "t1"), width=320.0))
    content.put(replace(content.get(Step, "t2"), width=40.0))
    wide = put_card(content, "c", "touchpoint", "touch", "t1", span=2)
    layout = lay_out_map(content, "j")
    assert [column.width for column in layout.columns] == [COLUMN_WIDTH, 320.0, LEAST_COLUMN]
    assert layout.stages[1].box.width == 320.0 + LEAST_COLUMN
    assert layout.steps[1].box.x == layout.columns[2].x
    assert layout.cards[wide].box.width == 320.0 + LEAST_COLUMN - 2 * CELL_PADDING
    assert layout.width == LABEL_WIDTH + COLUMN_WIDTH + 320.0 + LEAST_COLUMN


def test_a_stage_whose_only_step_has_no_title_is_one_plain_column():
    layout = lay_out_map(small_map(), "j")
    plain, stepped = layout.stages
    assert plain.plain
    assert not stepped.plain
    assert plain.box.bottom == layout.header_height
    assert [step.step_id for step in layout.steps] == ["t1", "t2"]
    assert {step.box.y for step in layout.steps} == {stepped.box.bottom}
    assert {step.box.bottom for step in layout.steps} == {layout.header_height}


def test_without_titled_steps_there_is_no_row_of_steps():
    content = Content(
        [
            Journey(id="j", rank="V", title="I"),
            Stage(id="s", journey_id="j", rank="V", title="S"),
            Step(id="t", stage_id="s", rank="V"),
        ]
    )
    layout = lay_out_map(content, "j")
    assert layout.steps == ()
    assert layout.stages[0].box.height == layout.header_height


def test_lanes_for_the_whole_map_come_first_and_are_titled_beside_swimlanes():
    content = small_map()
    layout = lay_out_map(content, "j")
    assert [band.swimlane_id for band in layout.bands] == [None, "w0", "w1"]
    assert [band.name for band in layout.bands] == ["Whole map", "Maya", "Jon"]
    assert all(band.box.height > 0 for band in layout.bands)
    for swimlane in ("w0", "w1"):
        content.remove(Swimlane, swimlane)
    for lane in ("touch", "pains", "mood", "touch1"):
        content.remove(Lane, lane)
    assert [band.box.height for band in lay_out_map(content, "j").bands] == [0.0]


def test_rows_follow_each_other_without_a_gap():
    layout = lay_out_map(small_map(), "j")
    y = layout.header_height
    for band in layout.bands:
        assert band.y == y
        y += band.box.height
        for lane in layout.lanes:
            if lane.swimlane_id == band.swimlane_id:
                assert lane.y == y
                y += lane.height
        assert band.y + band.height == y
    assert layout.height == y


def test_an_empty_cell_leaves_room_for_a_card():
    content = small_map()
    empty = lay_out_map(content, "j")
    put_card(content, "c", "touchpoint", "touch", "t0", title="One")
    one = lay_out_map(content, "j")
    assert one.lane("touch").height == empty.lane("touch").height == LANE_HEIGHT
    put_card(content, "d", "touchpoint", "touch", "t0", title="Two")
    assert lay_out_map(content, "j").lane("touch").height > LANE_HEIGHT


def test_the_height_of_a_lane_is_a_minimum():
    content = small_map()
    content.put(replace(content.get(Lane, "touch"), height=300.0))
    assert lay_out_map(content, "j").lane("touch").height == 300.0
    content.put(replace(content.get(Lane, "touch"), height=3.0))
    assert lay_out_map(content, "j").lane("touch").height == LANE_HEIGHT


def test_cards_are_stacked_by_rank():
    content = small_map()
    for card_id, rank in (("a", "3"), ("b", "1"), ("c", "2")):
        put_card(content, card_id, "touchpoint", "touch", "t0", rank=rank)
    boxes = lay_out_map(content, "j").cards
    assert boxes["b"].box.bottom < boxes["c"].box.y
    assert boxes["c"].box.bottom < boxes["a"].box.y


def test_a_spanning_card_lies_below_the_cards_of_each_of_its_columns():
    content = small_map()
    put_card(content, "a", "touchpoint", "touch", "t1", rank="1")
    put_card(content, "b", "touchpoint", "touch", "t1", rank="2")
    put_card(content, "long", "touchpoint", "touch", "t0", rank="3", span=3)
    put_card(content, "z", "touchpoint", "touch", "t2", rank="4")
    layout = lay_out_map(content, "j")
    long = layout.cards["long"].box
    assert long.y > layout.cards["b"].box.bottom
    assert layout.cards["z"].box.y > long.bottom
    assert long.x < layout.columns[1].x
    assert layout.columns[2].x < long.right < layout.width
    assert layout.cards["long"].step_id == "t0"


def test_a_collapsed_swimlane_shows_only_its_title_bar():
    content = small_map()
    put_card(content, "c", "touchpoint", "touch", "t0")
    content.put(replace(content.get(Swimlane, "w0"), collapsed=True))
    layout = lay_out_map(content, "j")
    band = layout.bands[1]
    assert band.collapsed
    assert band.height == band.box.height
    assert layout.lane("touch") is None
    assert "c" not in layout.cards
    assert layout.curves == ()


def test_unplaced_cards_are_not_on_the_sheet():
    content = small_map()
    put_card(content, "c", "touchpoint", None, None)
    assert len(lay_out_map(content, "j").cards) == 0


def test_an_empty_journey_is_a_sheet_with_room():
    layout = lay_out_map(Content([Journey(id="j", rank="V", title="I")]), "j")
    assert not layout.columns
    assert not layout.lanes
    assert not layout.bands
    assert layout.width > LABEL_WIDTH
    assert layout.height == layout.header_height + EMPTY_BODY
    assert layout.cell_at(200.0, 60.0) is None
    assert layout.drop_at(200.0, 60.0, "pain") is None
    assert layout.cards_in_rect(Box(0.0, 0.0, 500.0, 500.0)) == ()
    assert layout.first_focus() is None


def test_a_journey_that_is_not_there_is_refused():
    with pytest.raises(InputError):
        lay_out_map(Content(), "gone")


def test_the_key_counts_the_cards_behind_the_curve():
    content = small_map()
    put_card(content, "a", "pain", "pains", "t0")
    put_card(content, "b", "gain", "pains", "t1", sentiment=2.0, span=2)
    (curve,) = lay_out_map(content, "j").curves
    assert (curve.name, curve.n, curve.gaps) == ("Maya", 3, ())
    low, *high = curve.points
    assert low.y > curve.zero > high[0].y == high[1].y
    assert low.emotion.default
    assert len(curve.runs) == 1


def test_a_step_without_sentiments_is_a_gap_in_the_curve():
    content = small_map()
    put_card(content, "a", "pain", "pains", "t0")
    put_card(content, "b", "gain", "pains", "t2")
    (curve,) = lay_out_map(content, "j").curves
    assert curve.gaps == (1,)
    assert curve.runs == ()
    assert [point.column for point in curve.points] == [0, 2]


def test_cumulative_draws_the_running_mean():
    content = small_map()
    put_card(content, "a", "pain", "pains", "t0", sentiment=-2.0)
    put_card(content, "b", "gain", "pains", "t1", sentiment=2.0)
    (curve,) = lay_out_map(content, "j", sight=look_at(content, "j", Lens(running_mean=True))).curves
    assert [point.emotion.value for point in curve.points] == [-2.0, 0.0]
    assert curve.points[1].y == curve.zero


def test_lanes_have_the_words_that_are_passed():
    words = {**ENGLISH, "touchpoints": "Kontaktpunkte"}
    content = small_map()
    content.put(replace(content.get(Lane, "touch1"), title="Was Jon tut"))
    layout = lay_out_map(content, "j", words=words)
    assert layout.lane("touch").title == "Kontaktpunkte"
    assert layout.lane("touch1").title == "Was Jon tut"


def test_what_no_change_touched_is_taken_over():
    content = small_map()
    put_card(content, "a", "touchpoint", "touch", "t0")
    put_card(content, "b", "touchpoint", "touch1", "t0")
    before = lay_out_map(content, "j")
    content.put(replace(content.get(Card, "a"), title="Changed"))
    after = lay_out_map(content, "j", previous=before)
    assert after.lane("touch1").inside is before.lane("touch1").inside
    assert after.lane("touch").inside is not before.lane("touch").inside
    assert after.columns is before.columns


@given(maps())
def test_cards_keep_to_their_lane_and_columns_and_never_overlap(content):
    layout = lay_out_map(content, "j")
    by_step = {column.step_id: number for number, column in enumerate(layout.columns)}
    boxes = {}
    for card_id, placed in layout.cards.items():
        card, box = content.get(Card, card_id), placed.box
        lane = layout.lane(card.lane_id)
        first = by_step[card.step_id]
        last = layout.columns[first + card.span - 1]
        assert (placed.lane_id, placed.step_id) == (card.lane_id, card.step_id)
        assert lane.y < box.y
        assert box.bottom < lane.y + lane.height
        assert layout.columns[first].x < box.x
        assert box.right < last.x + last.width
        boxes[card_id] = box
    for one, other in combinations(boxes.values(), 2):
        assert not one.meets(other)
    shown = {lane.lane_id for lane in layout.lanes}
    assert set(boxes) == {card.id for card in content.all(Card).values() if card.lane_id in shown}


@given(maps())
def test_every_point_of_the_body_belongs_to_one_row(content):
    layout = lay_out_map(content, "j")
    edge = layout.header_height
    for band in layout.bands:
        assert band.y == edge
        edge = band.y + band.height
    assert layout.height == pytest.approx(edge if layout.bands else layout.header_height + EMPTY_BODY)
    for lane in layout.lanes:
        assert layout.lane_at(lane.y) is lane
        assert layout.lane_at(lane.y + lane.height - 0.5) is lane
        assert layout.band_at(lane.y).swimlane_id == lane.swimlane_id


@cases(60)
@given(st.data())
def test_a_layout_from_the_previous_one_is_the_layout_from_scratch(data):
    content = data.draw(maps())
    layout = lay_out_map(content, "j")
    for _ in range(data.draw(st.integers(1, 6))):
        change_map(data.draw, content)
        layout = lay_out_map(content, "j", previous=layout)
        scratch = lay_out_map(content.copy(), "j")
        assert layout == scratch
        assert dict(layout.cards) == dict(scratch.cards)


def test_lines_of_a_blueprint_stand_above_the_first_lane_of_their_kind():
    content = small_map()
    for number, kind in enumerate(("frontstage", "backstage", "backstage", "support")):
        content.put(Lane(id=f"b{number}", journey_id="j", swimlane_id="w1", kind=kind, rank=f"X{number + 1}"))
    layout = lay_out_map(content, "j")
    lines = {lane.lane_id: lane.line for lane in layout.lanes if lane.line}
    assert lines == {"b0": "line of interaction", "b1": "line of visibility", "b3": "line of internal interaction"}
    card = put_card(content, "c", "action", "b1", "t0")
    other = put_card(content, "d", "action", "b2", "t0")
    layout = lay_out_map(content, "j")
    assert layout.lane("b1").inside.boxes[card].y == CELL_PADDING + LINE_ROOM
    assert layout.lane("b2").inside.boxes[other].y == CELL_PADDING
    assert layout.drop_at(layout.columns[1].x + 9, layout.lane("b1").y + 1, "action").marker.y == (
        layout.lane("b1").y + CELL_PADDING + LINE_ROOM
    )


def by_channel():
    content = small_map()
    content.put(Lane(id="ways", journey_id="j", swimlane_id="w0", kind="channels", rank="z"))
    content.put(Channel(id="shop", name="Shop", rank="2"))
    content.put(Channel(id="phone", name="Phone", rank="1"))
    for card, channel, step in (("a", "shop", "t0"), ("b", "phone", "t1"), ("c", None, "t1"), ("d", "shop", "t2")):
        put_card(content, card, "touchpoint", "ways", step, channel_id=channel)
    return content


def test_a_lane_of_channels_has_a_row_for_each_that_is_used():
    content = by_channel()
    layout = lay_out_map(content, "j")
    inside = layout.lane("ways").inside
    assert [row.title for row in inside.rows] == ["Phone", "Shop", "Without a channel"]
    for row, cards in zip(inside.rows, (["b"], ["a", "d"], ["c"]), strict=True):
        for card in cards:
            assert row.y < inside.boxes[card].y < inside.boxes[card].bottom < row.y + row.height
    assert inside.stacks[1] == ("b", "c")
    renamed = content.get(Channel, "phone")
    content.put(replace(renamed, name="Hotline", rank="3"))
    again = lay_out_map(content, "j", previous=layout)
    assert [row.title for row in again.lane("ways").inside.rows] == ["Shop", "Hotline", "Without a channel"]


def test_a_card_that_is_dropped_on_a_row_gets_its_channel():
    layout = lay_out_map(by_channel(), "j")
    lane = layout.lane("ways")
    phone, shop, none = lane.inside.rows
    for row, channel in ((phone, "phone"), (shop, "shop"), (none, "")):
        drop = layout.drop_at(layout.columns[0].x + 20, lane.y + row.y + row.height - 2, "touchpoint")
        assert (drop.lane_id, drop.row) == ("ways", channel)
        assert lane.y + row.y < drop.marker.y < lane.y + row.y + row.height
    assert layout.drop_at(layout.columns[0].x + 20, layout.lane("touch").y + 5, "touchpoint").row is None


def test_opportunities_stand_in_the_steps_of_their_cards_by_value():
    content = small_map()
    content.put(Lane(id="mine", journey_id="j", swimlane_id="w0", kind="opportunities", rank="z"))
    content.put(Lane(id="all", journey_id="j", kind="opportunities", rank="z"))
    put_card(content, "wide", "touchpoint", "touch", "t0", span=2)
    put_card(content, "his", "touchpoint", "touch1", "t1")
    for name, value in (("low", 10), ("high", 90), ("open", None)):
        for record in scored(Opportunity(id=name, title=name, rank="V"), value, value):
            content.put(record)
        content.put(OpportunityCard(opportunity_id=name, card_id="wide" if name != "open" else "his"))
    content.put(OpportunityCard(opportunity_id="low", card_id="his"))
    layout = lay_out_map(content, "j")

    def shown(lane, column):
        return [(chip.title, chip.standing) for chip in layout.lane(lane).chips_in(column)]

    high, low, unknown = ("high", "1 · value 90"), ("low", "2 · value 10"), ("open", "not scored yet")
    assert shown("mine", 0) == shown("mine", 1) == shown("all", 0) == [high, low]
    assert shown("all", 1) == [high, low, unknown]
    assert shown("mine", 2) == shown("all", 2) == []
    lane = layout.lane("all")
    chip = lane.chips_in(1)[2]
    assert lane.height >= chip.box.bottom
    assert layout.chip_at(chip.box.x + 1, lane.y + chip.box.y + 1) == chip
    for score in matrix_scores("low", 100.0, 100.0):
        content.put(score)
    layout = lay_out_map(content, "j", previous=layout)
    assert [title for title, _ in shown("mine", 0)] == ["low", "high"]
    layout = lay_out_map(content, "j", previous=layout, weight=1.0)
    assert layout.standings.weight == 1.0


def test_a_collapsed_swimlane_says_how_many_cards_it_hides():
    content = small_map()
    put_card(content, "a", "touchpoint", "touch", "t0")
    put_card(content, "b", "pain", "pains", "t1")
    content.put(replace(content.get(Swimlane, "w0"), collapsed=True))
    layout = lay_out_map(content, "j")
    assert layout.bands[1].hidden == 2
    assert layout.lane("touch") is None
    texts = [shape.block for shape in draw_band_title(layout.bands[1]) if isinstance(shape, Text)]
    said = " ".join(run.text for block in texts for line in block.lines for run in line.runs)
    assert "2 cards not shown" in said
    drop = layout.drop_at(layout.columns[0].x + 9, layout.bands[1].y + 5, "touchpoint")
    assert "collapsed" in drop.refused
