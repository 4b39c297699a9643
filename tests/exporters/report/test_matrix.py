"""The matrix: labels never overlap, whatever the values are."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exporters.report.matrix import draw_matrix
from app.exporters.report.words import WORDS
from app.layout.shapes import Path, Rect, Text
from app.models.content import Content
from app.models.records import Opportunity
from app.scoring.opportunities import ranked
from tests.fuzzing import cases
from tests.scores import scored


def rows_of(values, titles=("Hold the seat while payment is retried",)):
    made = Content()
    for number, (customer, business) in enumerate(values):
        title = titles[number % len(titles)]
        for record in scored(Opportunity(id=f"{number:03d}", rank=f"{number:03d}", title=title), customer, business):
            made.put(record)
    return ranked(made)


def labels_of(figure):
    """Return the boxes behind the labels; nothing else in a matrix is filled with the sheet."""
    return [shape for shape in figure.shapes if isinstance(shape, Rect)]


def overlap(one, other):
    return (
        min(one.x + one.width, other.x + other.width) - max(one.x, other.x) > 0.01
        and min(one.y + one.height, other.y + other.height) - max(one.y, other.y) > 0.01
    )


values = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=70)


@cases(30)
@given(values, st.sampled_from(["Short", "Hold the seat while payment is retried", "الدفع", "座" * 200]))
def test_labels_never_overlap_and_stay_on_the_plot(made, title):
    figure = draw_matrix(rows_of(made, (title,)), 760.0, 380.0, WORDS)
    boxes = labels_of(figure)
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    assert all(box.x >= 0 and box.x + box.width <= 760.0 and box.y + box.height <= 380.0 for box in boxes)
    for box in boxes:
        assert any(
            isinstance(shape, Text) and shape.x >= box.x - 0.01 and shape.y >= box.y - 0.01 for shape in figure.shapes
        )


def test_spread_points_all_have_their_titles():
    figure = draw_matrix(rows_of([(10, 20), (50, 50), (90, 80)]), 760.0, 380.0, WORDS)
    texts = [
        "".join(run.text for line in each.block.lines for run in line.runs)
        for each in figure.shapes
        if isinstance(each, Text)
    ]
    assert len([text for text in texts if text.startswith("Hold the seat")]) == 3


def test_sixty_points_all_have_a_label():
    made = [(number * 37 % 101, number * 53 % 101) for number in range(60)]
    assert len(labels_of(draw_matrix(rows_of(made), 760.0, 380.0, WORDS))) == 60


def test_equal_values_are_one_point_with_the_places_of_all():
    figure = draw_matrix(rows_of([(40, 40), (40, 40), (80, 80)]), 760.0, 380.0, WORDS)
    assert len(labels_of(figure)) == 2


@pytest.mark.parametrize("corner", [(0, 0), (100, 100), (0, 100), (100, 0)])
def test_points_in_corners_are_labelled(corner):
    assert len(labels_of(draw_matrix(rows_of([corner]), 760.0, 380.0, WORDS))) == 1


def test_a_point_is_drawn_for_each_pair_of_values():
    few = sum(isinstance(each, Path) for each in draw_matrix(rows_of([(1, 1)]), 760.0, 380.0, WORDS).shapes)
    more = sum(isinstance(each, Path) for each in draw_matrix(rows_of([(1, 1), (99, 1)]), 760.0, 380.0, WORDS).shapes)
    assert more > few
