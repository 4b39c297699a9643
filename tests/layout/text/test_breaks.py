"""The rule for plain words says the same as ICU."""

from hypothesis import given
from hypothesis import strategies as st

from app.layout.text.breaks import TOKENS, plain_segments, segments

CHARACTERS = st.sampled_from(list("aaaBé39   '\".,:;*=_&@#!?%)(-/·–—+−"))


PLAIN = st.text(CHARACTERS, min_size=1, max_size=8).filter(lambda token: plain_segments(token) is not None)


@given(st.lists(PLAIN, min_size=1, max_size=5))
def test_plain_tokens_break_where_icu_breaks(words):
    text = "".join(word if word.endswith(" ") else f"{word} " for word in words)
    parts = [plain_segments(token) for token in TOKENS.findall(text)]
    assert [segment for part in parts if part for segment in part] == segments(text)


def test_what_is_plain():
    for token in (
        "word ",
        "don't ",
        "(b",
        "3,50",
        "well-known, ",
        "naïve",
        "Привет!",
        "50%. ",
        '"quoted" ',
        "· ",
        "– ",
        "−2",
        "+1 ",
    ):
        assert (plain_segments(token) is None) == (token == "(b"), token


def test_what_only_icu_knows():
    for token in ("and/or", "a\u00a0b", ") ", "ที่", "a–b", "x-1", "http://a.b", "💡"):
        assert plain_segments(token) is None, token
