"""Texts folded for searching: what is written in many ways is found by each of them.

NFKC, case folded, accents off (ß is ss, é is e); what is written without spaces (Chinese, Japanese, Thai, Lao, Khmer,
Burmese) becomes pairs of letters, which a query becomes as well.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_RUN: Final = re.compile(f"[{_UNSPACED}]+")
_WORD: Final = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+")


@lru_cache(maxsize=4096)
def _folded_letter(letter: str) -> str:
    """Return a letter in the form that is searched for; a mark on a Latin, Greek, Cyrillic … letter is nothing."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", letter).casefold())
    return "".join(each for each in decomposed if unicodedata.category(each) != "Mn" or "\u0900" <= each <= "\u1cff")


def folded_text(text: str) -> str:
    """Return a text letter by letter in the form that is searched for, spaces and punctuation as they are."""
    if text.isascii():
        return text.lower()
    return "".join(map(_folded_letter, text))


def folded_words(text: str) -> list[str]:
    """Return the words of a text as they are searched for, in order; of a run without spaces each pair of letters."""
    words: list[str] = []
    for word in _WORD.findall(folded_text(text)):
        if _RUN.match(word) and len(word) > 1:
            words += (word[place : place + 2] for place in range(len(word) - 1))
            words.append(word[-1])  # so that each letter begins a word
        else:
            words.append(word)
    return words
