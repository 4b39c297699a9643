"""How positions were counted is found out: by stored texts, otherwise by words; any way of counting, any script."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importers.qda.offsets import (
    CONVENTIONS,
    Convention,
    LineEnd,
    Marked,
    Text,
    Units,
    agreement,
    choose,
    ruler,
    word_fit,
)
from app.importers.qda.texts import Document
from app.models.turns import words_of
from tests.fuzzing import cases

INTERVIEW = (
    "How was the journey? 🙂\r\nThe bus 🚌🏽 came late, the naïve driver said so.\r\n\r\n"
    "We waited (all of us) for e\u0301te\u0301 … and «then» it left.\r\nשלום: it was full 👩‍👩‍👧 again."
)

COUNTED = [each for each in CONVENTIONS if each.line_end != "as written"]


def counted(text: str, first: int, last: int, way: Convention) -> tuple[int, int]:
    """Return how a tool writes a passage: counted by encoding, not by the code that is tested."""

    def count(part: str) -> int:
        part = part.replace("\r\n", "\n" if way.line_end == "1" else "\r\n")
        return len(part.encode("utf-16-le")) // 2 if way.units == "utf16" else len(part)

    if not way.inclusive:
        return count(text[:first]), count(text[:last])
    final = len(text[:last]) - (2 if text[:last].endswith("\r\n") else 1)
    return count(text[:first]), count(text[:final])


def words_in(text: str) -> list[tuple[int, int]]:
    found = [each.span() for each in re.finditer(r"\w+(?: \w+)?", text)]
    return [each for each in found if word_fit(text, *each) == 4]


@pytest.mark.parametrize("way", COUNTED)
@pytest.mark.parametrize("named", [True, False])
def test_every_way_of_counting_is_found(way, named):
    passages = words_in(INTERVIEW)
    marked = [
        Marked(*counted(INTERVIEW, first, last, way), INTERVIEW[first:last] if named else "")
        for first, last in passages
    ]
    text = Text(INTERVIEW)
    choice = choose([(text, marked)])
    assert [text.span(each, choice.convention) for each in marked] == passages
    assert choice.rival is None
    assert ("stored texts agree (sure)" if named else "begin and end at words (likely)") in str(choice)


def test_a_choice_that_is_a_guess_says_so():
    choice = choose([(Text("one 🚌 two"), [Marked(0, 3)])])
    assert choice.rival is None  # read otherwise the passage would end with a blank
    choice = choose([(Text("待ちます待ちます"), [Marked(1, 3)])])
    assert choice.rival is not None
    assert "unsure" in str(choice)
    assert choose([(Text("abc"), [])]).passages == 0


def test_a_stored_text_may_be_squeezed_cut_or_something_else():
    assert agreement("a\r\n\r\nb c", "a b c") == 1
    assert agreement("a\r\nb", "a\nb") == 2
    assert agreement("For some reason babies aren't", "For some reason babies…") == 1
    assert agreement("For some", "For some reason babies…") == 0
    assert agreement("anything", "Quotation 6:1") == 0


@cases(60)
@given(
    text=st.lists(st.sampled_from(["a", "Ωb", "🚌", "e\u0301", "שׁ", "\r\n", " ", "\n", "👩‍👧", "字"]), max_size=30).map(
        "".join
    ),
    data=st.data(),
)
def test_places_are_counted_there_and_back(text, data):
    every_units: tuple[Units, ...] = ("points", "utf16", "bytes")
    every_end: tuple[LineEnd, ...] = ("as written", "1", "2")
    for units, line_end in product(every_units, every_end):
        measure = ruler(text, units, line_end)
        place = data.draw(st.integers(0, len(text)))
        if not (text[place - 1 : place + 1] == "\r\n" and line_end == "1"):
            assert measure.place(measure.count(place)) == place
        if line_end == "as written":
            encoding, width = {"points": ("utf-32-le", 4), "utf16": ("utf-16-le", 2), "bytes": ("utf-8", 1)}[units]
            assert measure.count(place) == len(text[:place].encode(encoding)) // width


@cases(40)
@given(
    lines=st.lists(
        st.lists(st.sampled_from(["bus", "🚌", "e\u0301", "שלום", "字", " "]), max_size=6).map("".join), max_size=6
    ),
    ends=st.sampled_from(["\r\n", "\n", "\r"]),
    data=st.data(),
)
def test_passages_stay_on_their_words_in_turns(lines, ends, data):
    text = ends.join(lines)
    document = Document(text)
    turns = list(enumerate(document.turns))
    assert "\n".join(turn.text for turn in document.turns) == "\n".join(lines)
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    if text[first - 1 : first + 1] == "\r\n" or text[last - 1 : last + 1] == "\r\n":
        return
    passage = document.passage((first, last))
    wanted = text[first:last].replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    assert (words_of(passage, turns) if passage else "") == wanted


def test_all_ways_are_tried():
    assert len(CONVENTIONS) == 12
    assert CONVENTIONS[0] == Convention()
