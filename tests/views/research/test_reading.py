"""Places in texts of all scripts: code points and UTF-16 units, heights, marks and what they cover."""

import pytest

from app.models.records import Highlight
from app.models.turns import Passage, Turn
from app.views.research.heights import Heights
from app.views.research.marks import Marks
from app.views.research.source_find import places_of
from app.views.research.text_column import Spot, TextColumn
from app.views.research.turn_layout import fonts_from, known, runs_left
from app.views.research.turn_pages import PAGE, TurnPages
from app.views.research.units import Units, around, sentences, words

TEXTS = (
    "It took my money. And gave my seat away!",
    "a😀b👩‍👩‍👧c cafe\u0301 \U00020000",
    "שילמתי, ואז I tapped pay שגיאה again.",
    "お金を払った。席がない。",
)


@pytest.mark.parametrize("text", TEXTS)
def test_units_are_those_of_utf_16(text):
    units = Units(text)
    for point in range(len(text) + 1):
        unit = len(text[:point].encode("utf-16-le")) // 2
        assert units.unit(point) == unit
        assert units.point(unit) == point


def test_a_unit_within_a_character_is_that_character():
    assert Units("a😀b").point(2) == 1


def test_sentences_and_words_begin_at_code_points():
    assert sentences("Hi 😀 there. New one!") == [0, 12, 20]
    assert around(words("tapped 😀 pay"), 9) == (9, 12)
    assert around(sentences("One. Two."), 9) == (5, 9)
    assert around([0], 0) == (0, 0)


def test_heights_find_the_turn_at_a_place_and_back():
    heights = Heights(1000, 10.0)
    assert heights.put(300, 50.0) == 40.0
    assert heights.total == 10_040.0
    assert heights.top(301) == 3050.0
    assert [heights.at(y) for y in (-5.0, 2999.0, 3049.0, 3050.0, 99_999.0)] == [0, 299, 300, 301, 999]
    heights.put(301, 0.0)
    assert heights.at(3050.0) == 302


def test_only_pages_that_are_looked_at_are_read():
    asked = []

    def read(first, last):
        asked.append(first)
        return [(number, Turn(str(number))) for number in range(first, last + 1) if number != 3]

    pages = TurnPages(10 * PAGE, read)
    assert pages.text(5 * PAGE) == str(5 * PAGE)
    assert asked == [5 * PAGE]
    assert pages.turn(3) is None
    assert pages.next_there(2, 1) == 4
    assert pages.turn(10 * PAGE) is None
    assert pages.next_there(0, -1) is None


def marked(name, turn, start, end, last_turn=None):
    return Highlight(id=name, source_id="s", turn=turn, start=start, last_turn=last_turn or turn, end=end)


def test_what_overlaps_is_underlined_on_levels_of_its_own():
    marks = Marks([marked("a", 0, 0, 10), marked("b", 0, 5, 20), marked("c", 0, 10, 12), marked("d", 0, 30, 4, 2)])
    assert [(each.highlight.id, each.level) for each in marks.in_turn(0, 40)] == [
        ("a", 0),
        ("b", 1),
        ("c", 0),
        ("d", 0),
    ]
    assert [(each.start, each.end) for each in marks.in_turn(1, 9)] == [(0, 9)]
    assert [(each.start, each.end) for each in marks.in_turn(2, 9)] == [(0, 4)]
    found = marks.at(0, 11, 40)
    assert found is not None
    assert found.id == "c"
    assert marks.at(0, 25, 40) is None
    assert [each.id for way in (1, -1) if (each := marks.beside(0, 5, way))] == ["c", "a"]
    assert marks.beside(9, 0, 1) is None


def column_of(*texts, qapp):
    turns = [(number, Turn(text, "P", 1.0)) for number, text in enumerate(texts)]
    return TextColumn(
        TurnPages(len(texts), lambda first, last: turns[first : last + 1]), fonts_from(qapp.font()), 600.0, 30.0
    )


def test_every_place_is_found_again_where_its_caret_stands(qapp):
    column = column_of(*TEXTS, qapp=qapp)
    for number in (0, 1, 3):
        laid = column.laid(number)
        clusters = [0]
        while clusters[-1] < len(TEXTS[number]):
            clusters.append(column.beside(Spot(number, clusters[-1]), 1).point)
        for point in clusters:
            box = laid.caret(point)
            assert laid.point_at(box.center().x(), box.center().y()) == point


def test_the_caret_walks_whole_characters_and_on_into_the_next_turn(qapp):
    column = column_of("a👩‍👩‍👧", "b", qapp=qapp)
    first = column.beside(Spot(0, 0), 1)
    assert column.beside(first, 1) == Spot(0, 6)
    assert column.beside(Spot(0, 6), 1) == Spot(1, 0)
    assert column.beside(Spot(1, 0), -1) == Spot(0, 6)
    assert column.above_or_below(Spot(0, 0), 1, 0.0) == Spot(1, 0)
    assert column.line_end(Spot(0, 0), end=True) == Spot(0, 6)


def test_a_range_in_a_line_of_both_directions_lies_in_several_places(qapp):
    text = TEXTS[2]
    column = column_of(text, qapp=qapp)
    assert runs_left(text)
    assert not runs_left("abc שלום")
    start = text.index("ואז")
    assert len(column.laid(0).rects(start, start + len("ואז I"))) == 2
    whole = column.laid(0).rects(0, len(text))
    assert len(whole) == 1
    assert whole[0].right() == pytest.approx(600.0, abs=8.0)  # it begins at the right


def test_what_a_passage_over_turns_covers_is_in_all_of_them(qapp):
    column = column_of(*TEXTS, qapp=qapp)
    boxes = column.rects(Passage(0, 3, 1, 2))
    assert len(boxes) == 2
    assert boxes[1].top() >= column.heights.top(1)


def test_words_are_found_whatever_their_case_and_accents():
    assert places_of("The seat, the SEAT.", "seat") == [(4, 8), (14, 18)]
    assert places_of("😀 Café cafe\u0301 Straße", "cafe") == [(2, 6), (7, 12)]
    assert places_of("Straße", "strasse") == [(0, 6)]
    assert places_of("お金を払った", "払") == [(3, 4)]
    assert places_of("anything", "") == []


def test_what_is_known_of_an_answer_is_said_as_people_write_it():
    facts = {"row": "48", "rating": "2 (1–5)", "sentiment": "-1", "Fare": ""}
    assert known(Turn("Refused.", facts=facts)) == "rating 2 (1–5) · sentiment −1"
    assert known(Turn("Refused.", facts={"sentiment": "mixed"})) == "sentiment mixed"
