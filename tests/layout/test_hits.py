"""What is at a point of the sheet, where a card lands, and where the arrow keys go."""

# mypy: disable-error-code="union-attr,arg-type"
# Where a test looks for something that isn't there, it fails by that.

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.layout.geometry import Box
from app.layout.map_layout import lay_out_map
from app.layout.sheet import Focus
from app.models.kinds import CARD_KINDS, LANE_TAKES
from app.models.records import Lane, Swimlane
from tests.layout.maps import maps, put_card, small_map


def middle(box):
    return box.x + box.width / 2, box.y + box.height / 2


@pytest.fixture
def content():
    content = small_map()
    put_card(content, "a", "touchpoint", "touch", "t0", rank="1", title="First")
    put_card(content, "b", "touchpoint", "touch", "t0", rank="2", title="Second")
    put_card(content, "c", "touchpoint", "touch", "t1", rank="3", title="Third", span=2)
    return content


@pytest.fixture
def layout(content):
    return lay_out_map(content, "j")


def test_cell_and_card_at_a_point(layout):
    x, y = middle(layout.cards["b"].box)
    assert layout.card_at(x, y) == "b"
    cell = layout.cell_at(x, y)
    assert (cell.lane_id, cell.step_id) == ("touch", "t0")
    assert cell.box == layout.cell_box("touch", "t0")
    assert layout.card_at(x, layout.cards["b"].box.bottom + 1) is None


@pytest.mark.parametrize("point", [(10.0, 200.0), (300.0, 10.0), (5000.0, 200.0), (300.0, 5000.0)])
def test_beside_the_cells_there_is_nothing(layout, point):
    assert layout.cell_at(*point) is None
    assert layout.card_at(*point) is None
    assert layout.drop_at(*point, "touchpoint") is None


def test_a_spanning_card_is_hit_in_each_of_its_columns(layout):
    y = middle(layout.cards["c"].box)[1]
    assert [layout.card_at(column.x + column.width / 2, y) for column in layout.columns[1:]] == ["c", "c"]


def test_a_drop_lands_above_the_card_whose_middle_is_below(layout):
    box = layout.cards["a"].box
    above = layout.drop_at(box.x + 5, box.y + 3, "touchpoint")
    below = layout.drop_at(box.x + 5, box.bottom - 3, "touchpoint")
    last = layout.drop_at(box.x + 5, layout.cards["b"].box.bottom - 3, "action")
    assert (above.before_card_id, below.before_card_id, last.before_card_id) == ("a", "b", None)
    assert above.marker.bottom == box.y
    assert below.marker.y == box.bottom
    assert last.marker.y > layout.cards["b"].box.bottom
    assert last.marker.bottom <= layout.lane("touch").y + layout.lane("touch").height
    assert above.refused == below.refused == last.refused == ""


def test_cards_on_the_move_are_looked_through(layout):
    box = layout.cards["a"].box
    assert layout.drop_at(box.x + 5, box.y + 3, "touchpoint", moving={"a"}).before_card_id == "b"
    assert layout.drop_at(box.x + 5, box.y + 3, "touchpoint", moving={"a", "b"}).before_card_id is None


def test_a_card_that_began_further_left_is_nothing_to_land_above(layout):
    column, box = layout.columns[2], layout.cards["c"].box
    drop = layout.drop_at(column.x + 20, box.y + 2, "touchpoint")
    assert drop.before_card_id is None
    assert drop.marker.y > box.bottom


def test_a_drop_goes_to_the_nearest_lane_of_the_swimlane_that_takes_it(layout):
    x, y = middle(layout.cell_box("mood", "t1"))
    assert layout.drop_at(x, y, "pain").lane_id == "pains"
    assert layout.drop_at(x, y, "touchpoint").lane_id == "touch"
    x, y = middle(layout.cell_box("touch1", "t1"))
    assert layout.drop_at(x, y, "touchpoint").lane_id == "touch1"
    assert layout.drop_at(x, layout.bands[1].y + 2, "pain").lane_id == "pains"


def test_between_two_lanes_that_take_it_the_nearer_one_has_it(content):
    content.put(Lane(id="later", journey_id="j", swimlane_id="w0", kind="touchpoints", rank="z"))
    layout = lay_out_map(content, "j")
    mood = layout.cell_box("mood", "t0")
    x = mood.x + 5
    assert layout.drop_at(x, mood.bottom - 4, "touchpoint").lane_id == "later"
    assert layout.drop_at(x, layout.lane("pains").y + 4, "touchpoint").lane_id == "touch"


def test_a_swimlane_without_such_a_lane_says_why_not(content, layout):
    x, y = middle(layout.cell_box("touch1", "t1"))
    drop = layout.drop_at(x, y, "quote")
    assert "quote" in drop.refused
    assert drop.marker == layout.cell_box("touch1", "t1")
    content.put(replace(content.get(Swimlane, "w1"), collapsed=True))
    layout = lay_out_map(content, "j")
    assert "collapsed" in layout.drop_at(x, layout.bands[2].y + 3, "touchpoint").refused


def test_cards_in_a_rectangle(layout):
    everything = Box(0.0, 0.0, layout.width, layout.height)
    assert set(layout.cards_in_rect(everything)) == {"a", "b", "c"}
    assert layout.cards_in_rect(layout.cards["b"].box.inset(5.0, 5.0)) == ("b",)
    assert layout.cards_in_rect(layout.cell_box("pains", "t0")) == ()


def test_arrow_keys_walk_the_grid(layout):
    focus = layout.first_focus()
    assert focus == Focus("whole", "t0")
    path = []
    for direction in ("down", "down", "right", "right", "left", "left", "down", "up", "left"):
        focus = layout.walk(focus, direction)
        path.append((focus.lane_id, focus.step_id, focus.card_id))
    assert path == [
        ("touch", "t0", "a"),
        ("touch", "t0", "b"),
        ("touch", "t1", "c"),
        ("touch", "t1", "c"),  # the card is in both columns: there is nothing further right
        ("touch", "t0", "a"),
        ("touch", "t0", "a"),
        ("touch", "t0", "b"),
        ("touch", "t0", "a"),
        ("touch", "t0", "a"),
    ]


def test_up_enters_a_cell_at_its_last_card(layout):
    assert layout.walk(Focus("pains", "t0"), "up") == Focus("touch", "t0", "b")
    assert layout.walk(Focus("touch1", "t2"), "down") == Focus("touch1", "t2")
    assert layout.walk(Focus("gone", "t0", "x"), "up") == layout.first_focus()


@given(maps(), st.data())
def test_hits_agree_with_looking_at_every_card(content, data):
    layout = lay_out_map(content, "j")
    x = data.draw(st.floats(0, layout.width))
    y = data.draw(st.floats(0, layout.height))
    boxes = {card_id: placed.box for card_id, placed in layout.cards.items()}
    there = [card_id for card_id, box in boxes.items() if box.contains(x, y)]
    assert layout.card_at(x, y) == (there[0] if there else None)
    rect = Box(x, y, data.draw(st.floats(1, 900)), data.draw(st.floats(1, 900)))
    assert set(layout.cards_in_rect(rect)) == {card_id for card_id, box in boxes.items() if box.meets(rect)}


@given(maps(), st.sampled_from(CARD_KINDS), st.data())
def test_a_card_lands_only_where_it_may(content, kind, data):
    layout = lay_out_map(content, "j")
    drop = layout.drop_at(data.draw(st.floats(0, layout.width)), data.draw(st.floats(0, layout.height)), kind)
    if drop is None or drop.refused:
        return
    lane = layout.lane(drop.lane_id)
    assert kind in LANE_TAKES[lane.kind]
    assert drop.marker.y >= lane.y
    assert drop.marker.bottom <= lane.y + lane.height
    if drop.before_card_id:
        before = layout.cards[drop.before_card_id]
        assert (before.lane_id, before.step_id) == (drop.lane_id, drop.step_id)


@given(maps(), st.lists(st.sampled_from(["up", "down", "left", "right"]), max_size=30))
def test_walking_never_leaves_the_grid(content, directions):
    layout = lay_out_map(content, "j")
    focus = layout.first_focus()
    for direction in directions if focus else ():
        focus = layout.walk(focus, direction)
        assert layout.cell_box(focus.lane_id, focus.step_id) is not None
        if focus.card_id:
            assert layout.cards[focus.card_id].lane_id == focus.lane_id
