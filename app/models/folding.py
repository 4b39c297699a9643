"""Texts folded for searching: what is written in many ways is found by each of them.

NFKC, case folded, accents off (ß is ss, é is e); what is written without spaces (Chinese, Japanese, Thai, Lao, Khmer,
Burmese) becomes pairs of letters, which a query becomes as well.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Letters of scripts that are written without spaces between words, for a class of a pattern."""


@cache
def _run() -> re.Pattern[str]:
    """Return what finds runs without spaces, compiled when first needed: no start waits for that."""
    return re.compile(f"[{UNSPACED}]+")


@cache
def _word() -> re.Pattern[str]:
    """Return what finds words and such runs."""
    return re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+")


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
    folded = folded_text(text)
    return _word().findall(folded) if folded.isascii() else [word for word, _, _ in _words_with_places(folded)]


class Words(NamedTuple):
    """Folded words that stand one after another; the last one may be only the beginning of one."""

    words: tuple[str, ...]
    prefix: bool = False

    @classmethod
    def of(cls, text: str, *, prefix: bool = False) -> "Words":
        """Return the words of a text that is searched for; none where it has no letter and no digit.

        Of a run without spaces its pairs alone, as more may follow in the text; a single letter begins a pair.
        """
        words: list[str] = []
        single = False
        for word in _word().findall(folded_text(text)):
            pairs = [word[place : place + 2] for place in range(len(word) - 1)] if _run().match(word) else []
            single = not pairs and bool(_run().match(word))
            words += pairs or [word]
        return cls(tuple(words), prefix or single)

    @property
    def spaced(self) -> str:
        """The words with a space before, between and, unless more may follow, behind them."""
        return f" {' '.join(self.words)}{'' if self.prefix else ' '}"

    def stand_in(self, folded: str) -> bool:
        """Return whether they stand in folded words that have a space before, between and behind them."""
        return self.spaced in folded


def spaced_words(text: str) -> str:
    """Return the folded words of a text in the form that `Words.stand_in` looks at."""
    return f" {' '.join(folded_words(text))} "


def places_of(terms: Sequence[Words], text: str) -> list[tuple[int, int]]:
    """Return where terms stand in a text, in code points of the text as it is, from first to last."""
    folded: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(text):
        made = letter.lower() if letter.isascii() else _folded_letter(letter)
        folded.append(made)
        origin += [place] * len(made)
    words = [*_words_with_places("".join(folded))]
    found = set[tuple[int, int]]()
    for term in terms:
        count = len(term.words)
        for first in range(len(words) - count + 1):
            window = words[first : first + count]
            exact = window if not term.prefix else window[:-1]
            if any(word != wanted for (word, _, _), wanted in zip(exact, term.words, strict=False)):
                continue
            if not term.prefix or window[-1][0].startswith(term.words[-1]):
                end = window[-1][2] if not term.prefix else window[-1][1] + len(term.words[-1])
                found.add((origin[window[0][1]], origin[end - 1] + 1))
    return sorted(found)


def _words_with_places(folded: str) -> Iterator[tuple[str, int, int]]:
    """Yield each folded word with where it stands in the folded text."""
    for match in _word().finditer(folded):
        word, start = match[0], match.start()
        if _run().match(word) and len(word) > 1:
            for place in range(len(word) - 1):
                yield word[place : place + 2], start + place, start + place + 2
            yield word[-1], match.end() - 1, match.end()  # so that each letter begins a word
        else:
            yield word, start, match.end()
