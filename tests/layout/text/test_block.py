"""Lines: what they hold, how wide they are, where they stand."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.layout.text import ASCENT, LINE_HEIGHT, TextStyle, height_of, lay_out, measure
from app.layout.text.breaks import clusters
from app.layout.text.scripts import clean

STYLE = TextStyle(10)
LATIN = "Finds the station by asking people on the street"


def shown(block):
    return ["".join(run.text for run in line.runs) for line in block.lines]


def test_a_text_breaks_at_spaces_and_the_spaces_hang():
    block = lay_out(LATIN, STYLE, 100)
    assert " ".join(shown(block)) == LATIN
    assert len(block.lines) > 2
    assert all(line.width <= 100 for line in block.lines)
    assert block.height == pytest.approx(len(block.lines) * LINE_HEIGHT * 10)


def test_the_first_baseline_lies_an_ascent_below_the_top():
    first, second = lay_out("one\ntwo", STYLE, 100).lines
    assert first.baseline == pytest.approx(ASCENT * 10)
    assert second.baseline - first.baseline == pytest.approx(LINE_HEIGHT * 10)
    assert set(first.runs[0].ys) == {first.baseline}


def test_measure_is_the_width_of_one_line():
    block = lay_out(LATIN, STYLE, math.inf)
    assert len(block.lines) == 1
    assert measure(LATIN, STYLE) == pytest.approx(block.width)
    assert len(lay_out(LATIN, STYLE, measure(LATIN, STYLE)).lines) == 1
    assert len(lay_out(LATIN, STYLE, measure(LATIN, STYLE) - 0.01).lines) == 2


def test_kerning_counts():
    apart = measure("A", STYLE) + measure("V", STYLE)
    assert measure("AV", STYLE) < apart


def test_bold_is_wider():
    assert measure(LATIN, TextStyle(10, "bold")) > measure(LATIN, STYLE)


def test_a_compound_breaks_after_its_hyphen():
    width = measure("well-", STYLE) + 1
    assert shown(lay_out("well-known", STYLE, width))[0] == "well-"


@pytest.mark.parametrize("word", ["Kunden\u00adreise", "רכ\u00adבת"], ids=ascii)
def test_a_soft_hyphen_is_seen_at_the_end_of_a_line_only(word):
    before, after = word.split("\u00ad")
    (whole,) = lay_out(word, STYLE, 1000).lines
    assert whole.width == pytest.approx(measure(before + after, STYLE), abs=0.5)
    width = measure(before + "-", STYLE) + 0.1
    assert shown(lay_out(word, STYLE, width))[0].replace(before, "") == "-"
    assert lay_out(word, STYLE, width).lines[0].width == pytest.approx(width, abs=0.2)


def test_a_long_word_breaks_between_clusters():
    word = "Donaudampfschifffahrtsgesellschaftskapitänspatent"
    block = lay_out(word, STYLE, 60)
    assert "".join(shown(block)) == word
    assert len(block.lines) > 2
    assert all(line.width <= 60 for line in block.lines)
    # as much on each line as fits
    for line, following in pairwise(block.lines):
        assert measure(word[line.start : following.start + 1], STYLE) > 60


def test_a_long_word_begins_on_a_line_of_its_own_and_shares_its_last_one():
    block = lay_out("a " + "w" * 30 + " b", STYLE, 60)
    assert shown(block)[0] == "a"
    assert shown(block)[-1].endswith("w b")


def test_a_single_cluster_wider_than_the_line_stays_whole():
    block = lay_out("WWW ", STYLE, 3)
    assert shown(block) == ["W", "W", "W"]


def test_long_words_take_time_in_proportion():
    block = lay_out("x" * 20_000, STYLE, 60)
    assert block.lines[-1].end == 20_000


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("one two three", 45, ["one two", "three"]),
        ("one two three four five", 45, ["one two", "three fo…"]),
        ("one\ntwo\nthree", 45, ["one", "two…"]),
        ("one\n\nthree", 45, ["one", "…"]),
        ("one two wonderful", 45, ["one two", "wonder…"]),
    ],
)
def test_max_lines_ends_with_an_ellipsis(text, width, expected):
    block = lay_out(text, STYLE, width, max_lines=2)
    assert shown(block) == expected
    assert block.truncated == expected[-1].endswith("…")
    assert all(line.width <= width for line in block.lines)
    assert block.height == height_of(text, STYLE, width, max_lines=2)


def test_an_ellipsis_alone_may_be_wider_than_the_line():
    assert shown(lay_out("  one\ntwo\nthree", STYLE, 3, max_lines=1)) == ["…"]


def test_the_ellipsis_is_a_run_of_its_own_without_characters():
    (line,) = lay_out("one two three", STYLE, 45, max_lines=1).lines
    *_, mark = line.runs
    assert (mark.text, mark.start, mark.end) == ("…", line.end, line.end)


@pytest.mark.parametrize(("align", "share"), [("start", 0), ("center", 0.5), ("end", 1)])
def test_lines_are_aligned_within_the_width(align, share):
    (line,) = lay_out("short", STYLE, 100, align=align).lines
    assert line.x == pytest.approx((100 - line.width) * share)
    assert line.runs[0].xs[0] == pytest.approx(line.x)


def test_an_empty_text_has_the_height_of_a_line():
    block = lay_out("", STYLE, 100)
    assert (len(block.lines), block.lines[0].runs, block.width) == (1, (), 0)
    assert block.height == height_of("", STYLE, 100) == pytest.approx(LINE_HEIGHT * 10)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_every_kind_of_line_end_ends_a_line(end):
    block = lay_out(f"one{end}two", STYLE, 100)
    assert shown(block) == ["one", "two"]
    assert block.lines[0].end == 3 + len(end)
    assert not block.missing


def test_controls_and_tabs_are_neither_drawn_as_boxes_nor_missing():
    block = lay_out("a\tb\x07c", STYLE, 100)
    assert shown(block) == ["a b\u2060c"]
    assert not block.missing
    assert 0 not in block.lines[0].runs[0].glyphs


MIXED = st.text(
    st.one_of(
        st.sampled_from(list("abc DEF  -,.()12\n'\"/%é")),
        st.sampled_from(list("שלום مرحبا करक्षि ที่นี่ไป 中文かな한글 😀👩\u200d👧\u0301\u200f\ufe0f\u00ad")),
        st.characters(),
    ),
    max_size=40,
)


@given(text=MIXED, width=st.floats(1, 120), limit=st.none() | st.integers(1, 4))
def test_lines_cover_the_text_once_fit_and_are_as_high_as_foretold(text, width, limit):
    block = lay_out(text, STYLE, width, max_lines=limit)
    assert block.height == height_of(text, STYLE, width, max_lines=limit)
    assert limit is None or len(block.lines) <= limit
    assert block.lines[0].start == 0
    assert block.truncated or block.lines[-1].end == len(text)
    for line, following in pairwise(block.lines):
        assert line.end == following.start
    for line in block.lines:
        drawn = sorted((run.start, run.end) for run in line.runs)
        assert all(one[1] <= other[0] for one, other in pairwise(drawn))
        assert all(line.start <= start <= end <= line.end for start, end in drawn)
        undrawn = set(range(line.start, line.end)) - {place for run in drawn for place in range(*run)}
        assert all(text[place].isspace() or text[place] in "\u200b\u2028\x1c\x1d\x1e\x1f\x85" for place in undrawn)
        if line.width > width + 1e-4:
            wide = [one for one in clusters(clean(text)[line.start : line.end].rstrip()) if measure(one, STYLE) > 0]
            assert len(wide) <= 1
        for run in line.runs:
            assert len(run.glyphs) == len(run.xs) == len(run.ys) == len(run.advances) == len(run.clusters)
            if run.text != "…" or run.start != run.end:
                assert all(run.start <= cluster < run.end for cluster in run.clusters)
    assert all(character in text for character in block.missing)
