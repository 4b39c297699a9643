"""Plain words are measured by their pairs of letters; what is drawn later must be exactly as wide."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.layout.text import breaks
from app.layout.text.shape import paragraph_of

LETTERS = [chr(code) for code in range(0x21, 0x1F00) if re.fullmatch(f"[{breaks._LETTERS}]", chr(code))]


def assert_measured_as_drawn(text, bold):
    for segment in paragraph_of(text, bold).segments:
        assert segment.width == sum(piece.shaped.width for piece in segment.bare)
        assert segment.advance == sum(piece.shaped.width for piece in segment.pieces)


@given(st.lists(st.text(st.sampled_from([*LETTERS, *"'.,:;!?)%"]), min_size=1, max_size=9), max_size=4), st.booleans())
def test_words_are_as_wide_as_their_glyphs(words, bold):
    assert_measured_as_drawn("  ".join(words), bold)


@pytest.mark.parametrize("bold", [False, True])
def test_ligatures_are_as_wide_as_their_glyphs(bold):
    assert_measured_as_drawn("fi fl ff ffi ffl fff fffi office waffles fluffy Affe first (staff) AVATAR To", bold)


def test_a_word_is_shaped_when_it_is_first_drawn():
    (segment,) = paragraph_of("Unheardofword", False).segments
    assert segment.shaped is None
    assert segment.plain
    assert len(segment.pieces[0].shaped.glyphs) == len("Unheardofword")
