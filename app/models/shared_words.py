"""Words that a text has in common with others, in a row: how a quote is known again where it was copied to."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from app.models.folding import UNSPACED
from app.models.name_folding import Folded, word_pattern

IN_A_ROW: Final = 5
"""So many words in common make a text a copy; of what is written without spaces twice as many letters."""

_WEIGHT: Final = 2


@cache
def _pattern() -> "re.Pattern[str]":
    word = word_pattern().pattern.replace(r"[^\W\d_]", rf"[^\W_{UNSPACED}]")
    return re.compile(rf"[{UNSPACED}]|{word}")


class Quotes:
    """Texts of which at least five words in a row are known again, whatever case, accents and punctuation are."""

    def __init__(self, texts: Iterable[str]) -> None:
        folded = [Folded(text) for text in texts]
        self._rows = {row for each in folded for row, _, _ in _rows(each)}
        self._whole = "\n".join(_in_one_line(each.text) for each in folded)

    def __bool__(self) -> bool:
        return bool(self._rows)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the parts of a text that are in one of the others, too: start and end in code points, no overlaps."""
        folded = Folded(text)
        if not self._rows or self._has_none(folded.text):
            return []
        spans: list[tuple[int, int]] = []
        for row, start, end in _rows(folded):
            if row not in self._rows:
                continue
            span = folded.span(start, end)
            if span is None:
                continue
            if spans and span[0] <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(span[1], spans[-1][1]))
            else:
                spans.append(span)
        return spans

    def repeats(self, text: str) -> bool:
        """Return whether a text, of two words or more, stands as a whole in one of the others."""
        words = _in_one_line(Folded(text).text)
        return words.count(" ") > _WEIGHT and words in self._whole

    def _has_none(self, folded: str) -> bool:
        """Return whether a text surely has no row in common: quickly, as most have none."""
        words = _pattern().findall(folded)
        if len(words) < IN_A_ROW:
            return True
        return _LETTER.search(folded) is None and self._rows.isdisjoint(
            zip(*(words[place:] for place in range(IN_A_ROW)), strict=False)
        )


def _rows(folded: Folded) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Yield each row of words with where it begins and ends in the folded text."""
    words = [
        (match[0], match.start(), match.end(), 1 if _is_unspaced(match[0]) else _WEIGHT)
        for match in _pattern().finditer(folded.text)
    ]
    last, weight = 0, 0
    for first, (_, start, _, own) in enumerate(words):
        while last < len(words) and weight < IN_A_ROW * _WEIGHT:
            weight += words[last][3]
            last += 1
        if weight < IN_A_ROW * _WEIGHT:
            return
        yield tuple(word for word, *_ in words[first:last]), start, words[last - 1][2]
        weight -= own


def _in_one_line(folded: str) -> str:
    return f" {' '.join(_pattern().findall(folded))} "


_LETTER: Final = re.compile(f"[{UNSPACED}]")


def _is_unspaced(word: str) -> bool:
    return _LETTER.match(word) is not None
