"""Each script that Clew promises, by name: the right face draws it, nothing is a box, and it stands in its order."""

import pytest

from app.layout.text import TextStyle, lay_out
from app.layout.text.breaks import clusters
from app.layout.text.machine import machine_faces
from app.layout.text.scripts import in_colour, region_of

STYLE = TextStyle(10)
FAMILIES = {one.face.family for one in machine_faces()}
CJK = pytest.mark.skipif("Noto Sans CJK SC" not in FAMILIES, reason="Noto Sans CJK is not installed")
EMOJI = pytest.mark.skipif("Noto Color Emoji" not in FAMILIES, reason="Noto Color Emoji is not installed")

SAMPLES = {
    "Latin": ("Finds the station, “quoted” — Zürich", "Noto Sans"),
    "Greek": ("Καλημέρα κόσμε", "Noto Sans"),
    "Cyrillic": ("Добрый день, Ґалаґан", "Noto Sans"),
    "Vietnamese": ("Tiếng Việt rất đẹp, nghĩa ưỡng", "Noto Sans"),
    "Arabic": ("مرحبا بالعالم", "Noto Sans Arabic"),
    "Hebrew": ("שָׁלוֹם עולם", "Noto Sans Hebrew"),
    "Devanagari": ("हिन्दी क्षत्रिय", "Noto Sans Devanagari"),
    "Thai": ("สวัสดีครับที่นี่", "Noto Sans Thai"),
    "Chinese": ("中文的文字，“引号”——骨", "Noto Sans CJK SC"),
    "Japanese": ("日本語の「テキスト」骨", "Noto Sans CJK JP"),
    "Korean": ("한국어텍스트", "Noto Sans CJK KR"),
    "Bopomofo": ("ㄅㄆ骨", "Noto Sans CJK TC"),
}
PARAMETERS = [
    pytest.param(*sample, id=name, marks=CJK if "CJK" in sample[1] else ()) for name, sample in SAMPLES.items()
]


@pytest.mark.parametrize("weight", ["regular", "bold"])
@pytest.mark.parametrize(("text", "family"), PARAMETERS)
def test_a_script_is_drawn_by_its_face(text, family, weight):
    block = lay_out(text, TextStyle(10, weight), 1000)
    runs = [run for line in block.lines for run in line.runs]
    assert not block.missing
    assert {run.face.family for run in runs} == {family}
    assert {run.face.bold for run in runs} == {weight == "bold"}
    assert not any(0 in run.glyphs for run in runs)
    assert "".join(run.text for run in sorted(runs, key=lambda run: run.start)) == text


@pytest.mark.parametrize("name", ["Arabic", "Hebrew"])
def test_right_to_left_starts_at_the_right_edge_and_runs_leftwards(name):
    text = SAMPLES[name][0]
    (line,) = lay_out(text, STYLE, 500).lines
    (run,) = line.runs
    assert run.rtl
    assert line.x + line.width == pytest.approx(500)
    assert list(run.clusters) == sorted(run.clusters, reverse=True)
    assert run.clusters[-1] == 0


def test_arabic_letters_join():
    joined = lay_out("ب", STYLE, 500).lines[0].runs[0].glyphs + lay_out("ب", STYLE, 500).lines[0].runs[0].glyphs
    assert lay_out("بب", STYLE, 500).lines[0].runs[0].glyphs != joined


def test_numbers_in_hebrew_read_from_left_to_right():
    text = "מחיר 123 שקל"
    (line,) = lay_out(text, STYLE, 500).lines
    assert [run.text.strip() for run in line.runs] == ["שקל", "", "123", "מחיר"]
    assert [run.rtl for run in line.runs] == [True, True, False, True]
    number = line.runs[2]
    assert list(number.clusters) == [5, 6, 7]


def test_brackets_are_mirrored_in_right_to_left_text():
    left, right = (lay_out(f"a{mark}", STYLE, 500).lines[0].runs[0].glyphs[1] for mark in "()")
    (line,) = lay_out("א(ב)ג", STYLE, 500).lines
    marks = [
        glyph for run in line.runs for glyph, place in zip(run.glyphs, run.clusters, strict=True) if place in (1, 3)
    ]
    assert marks == [left, right]


def test_a_mixed_line_breaks_in_reading_order_and_is_ordered_by_line():
    text = "שלום world and עולם"
    block = lay_out(text, STYLE, 62)
    assert [text[line.start : line.end] for line in block.lines] == ["שלום world ", "and עולם"]
    assert [[run.text.strip() for run in line.runs if run.text.strip()] for line in block.lines] == [
        ["world", "שלום"],
        ["עולם", "and"],
    ]


def test_each_paragraph_has_its_own_direction():
    first, second = lay_out("abc\nאבג", STYLE, 100).lines
    assert first.x == 0
    assert second.x + second.width == pytest.approx(100)
    assert lay_out("אבג", STYLE, 100, align="end").lines[0].x == 0


def test_an_ellipsis_ends_a_right_to_left_line_on_its_left():
    (line,) = lay_out("שלום עולם שלום עולם", STYLE, 60, max_lines=1).lines
    assert line.runs[0].text == "…"
    assert line.runs[0].xs[0] == pytest.approx(line.x)


def test_thai_breaks_between_words():
    text = "สวัสดีครับผมชื่อสมชายกำลังไปที่โรงเรียนใหญ่"
    words = {0, 6, 10, 12, 16, 21, 26, 28, 31, 39, 43}
    block = lay_out(text, STYLE, 62)
    assert len(block.lines) > 2
    assert {line.start for line in block.lines} <= words


@CJK
def test_chinese_keeps_its_full_stop_off_the_start_of_a_line():
    block = lay_out("中文中文。中文中文。", STYLE, 40)
    assert ["".join(run.text for run in line.runs) for line in block.lines] == ["中文中", "文。中文", "中文。"]


@CJK
def test_latin_in_chinese_keeps_the_base_face():
    runs = lay_out("漢字ABC漢字", STYLE, 500).lines[0].runs
    assert [run.face.family for run in runs] == ["Noto Sans CJK SC", "Noto Sans", "Noto Sans CJK SC"]


@EMOJI
@pytest.mark.parametrize(
    "emoji", ["😀", "👩\u200d👩\u200d👧", "👍🏽", "🇩🇪", "❤\ufe0f", "1\ufe0f\u20e3", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "✅"], ids=ascii
)
def test_an_emoji_is_one_colour_glyph(emoji):
    block = lay_out(f"a {emoji} b", STYLE, 500)
    runs = block.lines[0].runs
    assert [run.face.family for run in runs] == ["Noto Sans", "Noto Color Emoji", "Noto Sans"]
    assert len(runs[1].glyphs) == 1
    assert runs[1].glyphs != (0,)
    assert runs[1].text == emoji
    assert not block.missing


@EMOJI
def test_a_long_line_of_emoji_breaks_between_them():
    family = "👩\u200d👩\u200d👧"
    block = lay_out(family * 5, STYLE, 30)
    assert [line.runs[0].text for line in block.lines] == [family * 2, family * 2, family]


def test_text_presentation_is_not_in_colour():
    assert not in_colour("☺")
    assert not in_colour("😀\ufe0e")
    assert in_colour("☺\ufe0f")
    assert not in_colour("1")


def test_marks_stay_with_their_letters():
    assert clusters("क्षि e\u0301") == ["क्षि", " ", "e\u0301"]
    block = lay_out("e\u0301\u0323 x\u0335", STYLE, 500)
    assert not block.missing


def test_a_character_that_no_font_has_is_named_and_drawn_as_a_box():
    block = lay_out("a \U0001f9ff\U000fffff b", STYLE, 500)
    assert "\U000fffff" in block.missing
    assert any(0 in run.glyphs for run in block.lines[0].runs)
    assert lay_out("\ud800", STYLE, 500).missing == {"\ud800"}


@pytest.mark.parametrize(
    ("text", "region"), [("漢字", "SC"), ("漢字かな", "JP"), ("漢字 한글", "KR"), ("漢字ㄅ", "TC")], ids=ascii
)
def test_han_characters_take_the_forms_of_their_paragraph(text, region):
    assert region_of(text) == region
