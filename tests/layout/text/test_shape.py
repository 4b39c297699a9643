"""Plain words are measured by their pairs of letters; what is drawn later must be exactly as wide."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.layout.text import breaks
from app.layout.text.fonts import base_face
from app.layout.text.glyphs import shape
from app.layout.text.plain import PlainRun, units_of
from app.layout.text.shape import paragraph_of

LETTERS = [chr(code) for code in range(0x21, 0x1F00) if re.fullmatch(f"[{breaks._LETTERS}]", chr(code))]


def assert_measured_as_drawn(text, bold):
    for segment in paragraph_of(text, bold).segments:
        assert segment.width == pytest.approx(sum(piece.shaped.width for piece in segment.bare))
        assert segment.advance == pytest.approx(sum(piece.shaped.width for piece in segment.pieces))


@given(st.lists(st.text(st.sampled_from([*LETTERS, *"'.,:;!?)%"]), min_size=1, max_size=9), max_size=4), st.booleans())
def test_words_are_as_wide_as_their_glyphs(words, bold):
    assert_measured_as_drawn("  ".join(words), bold)


@pytest.mark.parametrize("bold", [False, True])
def test_ligatures_are_as_wide_as_their_glyphs(bold):
    assert_measured_as_drawn("fi fl ff ffi ffl fff fffi office waffles fluffy Affe first (staff) AVATAR To", bold)


def test_plain_runs_are_as_shaped():
    text = "fi ff AVATAR To. Ty, well-Known “Yes” L’A"
    for bold in (False, True):
        face = base_face(bold)
        shaped = shape(text, face, False)
        run = PlainRun(face, float(face.units_per_em), 0.0, 0.0, 0, text)
        assert run.glyphs == shaped.glyphs
        assert run.clusters == shaped.clusters
        assert run.xs == pytest.approx([x * face.units_per_em for x in shaped.xs])
        assert run.advances == pytest.approx([advance * face.units_per_em for advance in shaped.advances])
        assert len(run.ys) == len(run.xs) == run.end


def test_a_letter_of_two_glyphs_is_not_plain():
    with pytest.raises(KeyError):
        units_of("ẹ", base_face(False))
    assert paragraph_of("một ẹ", False).segments[0].faces
