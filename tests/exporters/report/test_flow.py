"""Strips in columns: what is kept together, what is repeated, what is never broken."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.exporters.report.blocks import Cell, Head, Row, heading, paragraph, points, table
from app.exporters.report.flow import Strip, aside, fill, together
from app.layout.shapes import Text

LOREM = "It took my money and gave my seat away before I had even chosen where to sit. " * 12


def text_of(strip):
    return [
        " ".join("".join(run.text for run in line.runs) for line in shape.block.lines)
        for shape in strip.shapes
        if isinstance(shape, Text)
    ]


def numbers(columns):
    return [[placed.strip.anchors[0] for placed in column] for column in columns]


def strip(name, height=10.0, **fields):
    return Strip(height, anchors=(str(name),), **fields)


def test_strips_follow_each_other_and_go_on_in_the_next_column():
    columns = fill([strip(number, above=2.0) for number in range(5)], lambda _: 25.0)
    assert numbers(columns) == [["0", "1"], ["2", "3"], ["4"]]
    assert [placed.y for placed in columns[0]] == [0.0, 12.0]


def test_a_heading_stays_with_what_it_is_over():
    columns = fill([strip("a"), strip("title", keep=True), strip("b")], lambda _: 25.0)
    assert numbers(columns) == [["a"], ["title", "b"]]


def test_a_head_is_repeated_over_a_table_that_goes_on():
    head = strip("head", keep=True)
    columns = fill([head, *(strip(number, header=head) for number in range(5))], lambda _: 35.0)
    assert numbers(columns) == [["head", "0", "1"], ["head", "2", "3"], ["head", "4"]]


def test_aside_begins_the_second_column_of_a_page_and_no_third():
    short = [strip("a"), *aside([strip("b")])]
    assert numbers(fill(short, lambda _: 100.0, per_page=2)) == [["a"], ["b"]]
    over = [*(strip(number) for number in range(3)), *aside([strip("b")])]
    assert numbers(fill(over, lambda _: 25.0, per_page=2)) == [["0", "1"], ["2", "b"]]


def test_what_is_higher_than_a_column_is_not_kept_together():
    strips = [strip(number) for number in range(4)]
    assert together(strips, 30.0) == strips
    assert [each.keep for each in together(strips, 40.0)] == [True, True, True, False]


def test_no_line_of_a_paragraph_stands_alone():
    strips = paragraph(LOREM, 200.0)
    for height in range(30, 200, 7):
        columns = fill(strips, lambda _: float(height))  # noqa: B023
        assert all(len(column) > 1 for column in columns)


@given(st.lists(st.tuples(st.floats(1, 60), st.booleans(), st.booleans()), max_size=40), st.floats(80, 300))
def test_nothing_is_lost_nothing_reaches_below(made, height):
    head = Strip(20.0, keep=True)
    strips = [
        Strip(tall, keep=keep, header=head if headed else None, anchors=(str(number),))
        for number, (tall, keep, headed) in enumerate(made)
    ]
    columns = fill(strips, lambda _: height)
    told = [placed.strip.anchors[0] for column in columns for placed in column if placed.strip.anchors]
    assert told == [str(number) for number in range(len(made))]
    assert all(placed.y + placed.strip.height <= height + 1e-6 for column in columns for placed in column)


def test_a_row_is_one_strip_and_a_huge_one_is_broken_between_lines():
    heads = (Head("Opportunity", grows=True), Head("Value", "end"))
    small, huge = Row((Cell("Hold the seat"), Cell("86"))), Row((Cell(LOREM * 3), Cell("12")))
    head, first, *rest = table(heads, [small, huge], 240.0, 120.0)
    assert text_of(first) == ["Hold the seat", "86"]
    assert len(rest) > 1
    assert max(each.height for each in rest) <= 120.0 - head.height
    said = " ".join(" ".join(text_of(each)) for each in rest).replace("12", "")
    assert said.split() == (LOREM * 3).split()


@given(st.lists(st.text(max_size=60), min_size=2, max_size=4), st.floats(120, 400))
def test_cells_stay_in_their_columns(texts, width):
    heads = [Head("Title") for _ in texts]
    (row,) = table(heads, [Row(tuple(map(Cell, texts)))], width, 10_000.0)[1:]
    boxes = [shape.bounds for shape in row.shapes if isinstance(shape, Text)]
    for one, other in pairwise(boxes):
        assert one.right <= other.x + 12.0 + 1e-6
    assert all(box.right <= width + 1e-6 for box in boxes)


def test_points_leave_empty_lines_out():
    assert len(points("one\n\n  \ntwo", 200.0)) == 2


def test_a_heading_is_never_the_last():
    assert heading("Decisions", 200.0).keep
