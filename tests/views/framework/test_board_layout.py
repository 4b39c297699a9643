"""Where everything is on the board, and which place the arrows lead to."""

from itertools import pairwise

from app.models.content import Content
from app.models.records import AnyRecord, Brand, Journey, Stage, Step
from app.scoring.framework.board import board_of
from app.views.framework.board_layout import (
    HEADER,
    LEVELS,
    LINE,
    WAITING,
    Spot,
    first_spot,
    lay_out,
    level_at,
    lines_of,
    walk,
)


def content_of():
    """Return a lifecycle of three stages, two brands, four journeys in them, one to-be, and one that waits."""
    records: list[AnyRecord] = [Journey(id="life", rank="1", title="Life", level="lifecycle")]
    records += [Stage(id=f"s{number}", journey_id="life", rank=str(number), title=f"S{number}") for number in (1, 2, 3)]
    records += [Brand(id="north", name="North", rank="1"), Brand(id="south", name="South", rank="2")]
    places = (("a", "s1", "north"), ("b", "s1", "north"), ("c", "s2", "south"), ("d", "s3", "north"), ("e", None, None))
    records += [
        Journey(id=name, rank=f"2{name}", title=name, lifecycle_stage_id=stage, brand_id=brand)
        for name, stage, brand in places
    ]
    records.append(Journey(id="b2", rank="3", title="b to be", state="to-be", to_be_of="b"))
    records += [Stage(id="before", journey_id="a", rank="1", title="Before"), Step(id="p", stage_id="before", rank="1")]
    records += [Stage(id="while", journey_id="a", rank="2", title="While")]
    records += [Step(id=f"w{number}", stage_id="while", rank=str(number), title=f"W{number}") for number in (1, 2)]
    return Content(records)


def layout_of(zoom=1.0, room=(0, 0)):
    content = content_of()
    board = board_of(content)
    assert board is not None
    return lay_out(board, zoom, lambda journey_id: lines_of(content, journey_id), room), content


def test_no_two_cards_overlap_and_each_is_in_its_cell_at_every_zoom():
    for zoom in (0.4, 0.55, 1.0, 1.8, 2.8):
        layout, _ = layout_of(zoom)
        boxes = sorted(layout.boxes.items(), key=lambda each: (each[1].x // 100, each[1].y))
        assert len(boxes) == 6
        for spot, box in boxes:
            cell = layout.cell_box(spot.column, spot.row)
            assert cell.x < box.x
            assert box.x + box.width <= cell.x + cell.width
            assert cell.y < box.y
            assert box.y + box.height <= cell.y + cell.height
        for (one, upper), (other, lower) in pairwise(boxes):
            assert one.column != other.column or upper.y + upper.height < lower.y
        assert level_at(zoom) == layout.level


def test_cards_say_more_the_nearer_they_are_and_titles_take_the_room_that_is_left():
    heights = [layout_of(zoom)[0].boxes[Spot(0, 0, 0)].height for zoom in LEVELS.values()]
    assert heights == sorted(heights)
    near, content = layout_of(LEVELS["steps"])
    lines = lines_of(content, "a")
    assert [(line.title, line.is_head) for line in lines] == [
        ("Before", True),
        ("While", True),
        ("W1", False),
        ("W2", False),
    ]
    assert near.box(Spot(0, 0, 0, 2)).y - near.box(Spot(0, 0, 0, 1)).y == LINE
    small, wide = layout_of(0.5)[0], layout_of(0.5, (1400, 900))[0]
    assert wide.width > small.width
    assert wide.width <= 1400
    assert wide.height == 900


def test_arrows_reach_every_card_and_stop_at_the_edges():
    layout, _ = layout_of()
    assert first_spot(layout) == Spot(0, 0, 0)
    assert walk(layout, Spot(0, 0, 0), 0, 1) == Spot(0, 0, 1)
    assert layout.entry(Spot(0, 0, 2)).is_variant
    assert walk(layout, Spot(0, 0, 2), 0, 1) == Spot(0, 1)  # an empty cell of the row below
    assert walk(layout, Spot(0, 1), 1, 0) == Spot(1, 1, 0)
    assert walk(layout, Spot(0, 0, 0), -1, 0) == Spot(WAITING, 0, 0)
    assert walk(layout, Spot(WAITING, 0, 0), -1, 0) == Spot(WAITING, 0, 0)
    last = len(layout.board.stages) - 1
    assert walk(layout, Spot(last, 0, 0), 1, 0) == Spot(last, 0, 0)


def test_a_point_is_the_card_or_line_or_empty_cell_under_it():
    layout, content = layout_of(LEVELS["steps"])

    def lines(journey_id):
        return lines_of(content, journey_id)

    for spot, box in layout.boxes.items():
        assert layout.spot_at(box.x + 5, box.y + 5, lines) == spot
    third = layout.box(Spot(0, 0, 0, 3))
    assert layout.spot_at(third.x + 9, third.y + 3, lines) == Spot(0, 0, 0, 3)
    empty = layout.cell_box(2, 1)
    assert layout.spot_at(empty.x + 9, empty.y + 9, lines) == Spot(2, 1)
    assert layout.cell_at(layout.width + 1, HEADER + 1) is None
    assert layout.find("c") == Spot(1, 1, 0)
    assert layout.find("nobody") is None
