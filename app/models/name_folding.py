"""Texts in the form in which names are looked for: without case, accents and invisible signs, with the way back."""

import re
import unicodedata
from functools import cache
from typing import Final

_KEPT_CLASSES: Final = frozenset((0, 7, 8, 9))
"""Classes of combining marks that are letters of their script (vowel signs, nukta, virama), not accents."""


_LETTERS: Final = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
"""Letters that are no others with an accent, and are written like this where a keyboard lacks them."""


class _Folding(dict[int, str]):
    """What each code point becomes; filled as they come."""

    def __missing__(self, code: int) -> str:
        folded = "".join(
            each
            for each in unicodedata.normalize("NFKD", chr(code)).casefold()
            if unicodedata.combining(each) in _KEPT_CLASSES and unicodedata.category(each) != "Cf"
        ).translate(_LETTERS)
        self[code] = folded
        return folded


_FOLDING: Final = _Folding()


def fold(text: str) -> str:
    """Return a text as names are looked for in it."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


class Folded:
    """A folded text that knows where each of its code points was in the original."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.text = fold(text)
        self._places: list[int] | None = None

    def _all_places(self) -> list[int]:
        if self._places is None:
            self._places = [at for at, sign in enumerate(self.original) for _ in range(len(_FOLDING[ord(sign)]))]
        return self._places

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a part of the folded text (not empty) was, accents included; none where it cuts a letter."""
        if self.original.isascii():
            return start, end
        places = self._all_places()
        first, last = places[start], places[end - 1]
        if (start and places[start - 1] == first) or (end < len(places) and places[end] == last):
            return None
        last += 1
        while last < len(self.original) and unicodedata.category(self.original[last])[0] == "M":
            last += 1
        return first, last


@cache
def word_pattern() -> "re.Pattern[str]":
    """Return what finds the words of a folded text: runs of letters, with the marks that some scripts need."""
    marks: list[list[int]] = []
    for code in range(0x300, 0x10000):
        if unicodedata.category(chr(code))[0] == "M":
            if marks and marks[-1][1] == code - 1:
                marks[-1][1] = code
            else:
                marks.append([code, code])
    signs = "".join(f"{chr(first)}-{chr(last)}" for first, last in marks)
    return re.compile(rf"[^\W\d_](?:[^\W\d_]|[{signs}])*")
