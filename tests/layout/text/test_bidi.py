"""UAX #9: cases worked by hand, and a second implementation (python-bidi's, in Rust) at random."""

import bidi as other
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.layout.text.bidi import base_level, has_right_to_left, levels, visual_order

# After the examples of UAX #9: capitals stand for Hebrew letters, digits for themselves.
HEBREW = {ord(capital): chr(0x5D0 + place) for place, capital in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
REMOVED = set("\u202a\u202b\u202c\u202d\u202e")


def displayed(text):
    """Return a text in capitals-for-Hebrew as it is displayed (no controls, no spaces at its end)."""
    hebrew = text.translate(HEBREW)
    order = visual_order(levels(hebrew, base_level(hebrew)))
    return "".join(text[place] for place in order)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("car is THE CAR in arabic", "car is RAC EHT in arabic"),
        ("CAR IS the car IN ENGLISH", "HSILGNE NI the car SI RAC"),
        ("he said “IT IS 123, OK”", "he said “KO ,123 SI TI”"),
        ("IT COSTS 12.50, 3 MORE", "EROM 3 ,12.50 STSOC TI"),
        ("PHONE 12-34", "12-34 ENOHP"),
        ("SEE (a) AND [B]", "]B[ DNA )a( EES"),
        ("a (B) c", "a (B) c"),
        ("A (b c) D", "D )b c( A"),
        ("AB(CD[&ef]!)gh", "gh)!]ef&[DC(BA"),
        ("a(B)c", "a(B)c"),
        ("x: A, B", "x: B ,A"),
        ("PRICE $5", "$5 ECIRP"),
        ("5% OF A", "A FO 5%"),
    ],
)
def test_the_order_on_the_screen(text, expected):
    assert displayed(text) == expected


def test_arabic_numbers_keep_their_order():
    assert levels("\u0627\u0661\u0662", 1) == [1, 2, 2]
    assert levels("\u0627 12", 1) == [1, 1, 2, 2]


def test_an_isolate_does_not_reach_out():
    text = "a \u2067\u05d0 1\u2069 b"
    assert levels(text, 0) == [0, 0, 0, 1, 1, 2, 0, 0, 0]
    assert base_level("\u2067\u05d0\u2069 a") == 0


def test_an_override_holds():
    assert levels("\u202eab\u202cc", 0) == [0, 1, 1, 1, 0]


def test_a_first_strong_isolate_takes_its_own_direction():
    assert levels("\u2068\u05d0\u2069", 0)[1] == 1
    assert levels("\u2068a\u2069", 1)[1] == 2


def test_nesting_deeper_than_125_does_not_count():
    assert max(levels("\u202b" * 200 + "\u05d0", 0)) == 125
    assert max(levels("\u2067" * 200 + "\u05d0" + "\u2069" * 200, 0)) == 125


def test_the_first_strong_character_decides():
    assert [base_level(text) for text in ("", "12 !", "12 \u05d0 a", "(a \u05d0")] == [0, 0, 1, 0]


def test_what_needs_levels():
    assert not has_right_to_left("plain, Ελληνικά, 中文 😀")
    assert has_right_to_left("a \u05d0")
    assert has_right_to_left("\u202eab")


CHARACTERS = st.sampled_from(
    list(
        "abאבגابتجح0123٠١+-#$%,.:/\u0301\u05b0  !?&()[]{}⟨⟩\u200f\u200e\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u2069"
    )
)


@given(text=st.text(CHARACTERS, max_size=16), end=st.sampled_from("aאب1"))
def test_a_second_implementation_agrees(text, end):
    text += end  # no white space at the end, which the other one moves to the paragraph's level (L1)
    own = levels(text, base_level(text))
    assume(any(level % 2 for level in own))  # it leaves a right-to-left text alone whose levels are all even
    kept = [place for place in range(len(text)) if text[place] not in REMOVED]
    order = "".join(text[kept[place]] for place in visual_order([own[place] for place in kept]))
    shown = other.get_display(text)
    assert isinstance(shown, str)
    assert order == "".join(character for character in shown if character not in REMOVED)
    assert other.get_base_level(text) == base_level(text)
