"""How a tool counts places in a text, and which way of counting fits the passages that it marked.

REFI-QDA means code points; in fact tools count UTF-16 units or code points, a line break as one or as two, and the end
of a passage as the last character or the place behind it. What they stored as the text of a passage decides first,
whether passages begin and end at words second.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final, Literal, NamedTuple

Units = Literal["points", "utf16", "bytes"]
LineEnd = Literal["as written", "1", "2"]
Span = tuple[int, int]
"""The first and the last (exclusive) code point of a passage in a text as it came."""

_SPECIAL: Final[dict[Units, str]] = {"points": "", "utf16": "[\U00010000-\U0010ffff]", "bytes": "[^\\x00-\\x7f]"}
_LINE_ENDS: Final[dict[LineEnd, str]] = {"as written": "", "1": "\r\n", "2": "(?<!\r)\n"}

_SAMPLE: Final = 400
"""So many passages decide."""
_LONGEST: Final = 20_000
"""Passages of more code points decide nothing."""


class Ruler:
    """Between places in a text, in code points, and the same places counted in another way.

    `specials` are the places that count otherwise, in order: where they begin, their code points, what they count.
    """

    def __init__(self, specials: Iterable[tuple[int, int, int]]) -> None:
        self._places: list[int] = []
        self._counts: list[int] = []
        self._widths: list[tuple[int, int]] = []
        ahead = 0
        for place, width, counted in specials:
            self._places.append(place)
            self._counts.append(place + ahead)
            self._widths.append((width, counted))
            ahead += counted - width

    def count(self, place: int) -> int:
        """Return what a place in the text counts; a place within a special character is that of its end."""
        at = bisect_right(self._places, place) - 1
        if at < 0 or place == self._places[at]:
            return place if at < 0 else self._counts[at]
        width, counted = self._widths[at]
        return self._counts[at] + counted + max(0, place - self._places[at] - width)

    def place(self, count: int) -> int | None:
        """Return the place in the text that is counted so; none within a character."""
        at = bisect_right(self._counts, count) - 1
        if at < 0:
            return count
        width, counted = self._widths[at]
        inside = count - self._counts[at]
        if inside >= counted:
            return self._places[at] + width + inside - counted
        return self._places[at] + inside if inside < width else None


def ruler(text: str, units: Units, line_end: LineEnd = "as written") -> Ruler:
    """Return the ruler of a text for units and what a line break counts."""
    pattern = "|".join(filter(None, (_SPECIAL[units], _LINE_ENDS[line_end])))
    return Ruler(_specials(text, pattern, units)) if pattern else Ruler(())


def _specials(text: str, pattern: str, units: Units) -> Iterator[tuple[int, int, int]]:
    for found in re.finditer(pattern, text):
        part = found[0]
        if part == "\r\n":
            counted = 1
        elif part == "\n":
            counted = 2
        else:
            counted = 2 if units == "utf16" else len(part.encode("utf-8", "surrogatepass"))
        yield found.start(), len(part), counted


class Convention(NamedTuple):
    """A way of counting: units, what a line break counts, and whether the end is the last character."""

    units: Units = "points"
    line_end: LineEnd = "as written"
    inclusive: bool = False

    def __str__(self) -> str:
        units = {"points": "code points", "utf16": "UTF-16 units", "bytes": "UTF-8 bytes"}[self.units]
        line_end = "" if self.line_end == "as written" else f", a line break counting {self.line_end}"
        return f"{units}{line_end}, the end {'included' if self.inclusive else 'not included'}"


_TRIED_UNITS: Final[tuple[Units, ...]] = ("points", "utf16")
_TRIED_LINE_ENDS: Final[tuple[LineEnd, ...]] = ("as written", "1", "2")
CONVENTIONS: Final[tuple[Convention, ...]] = tuple(
    Convention(units, line_end, inclusive)
    for inclusive, units, line_end in product((False, True), _TRIED_UNITS, _TRIED_LINE_ENDS)
)
"""What is tried; of two that fit as well the first is taken."""


class Marked(NamedTuple):
    """A passage as a tool wrote it: its positions, and the text that it stored with it, if any."""

    start: int
    end: int
    stored: str = ""


class Text:
    """A text as it came, with the rulers for it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._rulers: dict[tuple[Units, LineEnd], Ruler] = {}

    def span(self, marked: Marked, convention: Convention) -> Span | None:
        """Return where a passage stands; none where that is outside of the text, backwards or within a character."""
        key = (convention.units, convention.line_end)
        if key not in self._rulers:
            self._rulers[key] = ruler(self.text, *key)
        measure = self._rulers[key]
        if convention.inclusive:
            last = measure.place(marked.end)
            end = None if last is None else last + 1
            if last is not None and self.text[last : last + 2] == "\r\n" and convention.line_end == "1":
                end = last + 2
        else:
            end = measure.place(marked.end)
        start = measure.place(marked.start)
        if start is None or end is None or not 0 <= start <= end <= len(self.text):
            return None
        return start, end


@dataclass(slots=True)
class _Score:
    """How well a convention fits: stored texts that agree, ends that are at words; the spans that it gives."""

    agreed: int = 0
    stored: int = 0
    at_words: int = 0
    fit: int = 0
    spans: list[Span | None] = field(default_factory=list)


class Choice(NamedTuple):
    """The convention that fits best, and how well: of how many passages, and whether another fits as well."""

    convention: Convention
    passages: int
    agreed: int
    stored: int
    at_words: int
    rival: Convention | None = None

    def __str__(self) -> str:
        if self.stored:
            why = f"{self.agreed:,} of {self.stored:,} stored texts agree"
            sure = "sure" if self.agreed * 10 >= self.stored * 9 else "likely"
        else:
            why = f"{self.at_words:,} of {self.passages:,} passages begin and end at words"
            sure = "likely" if self.at_words * 10 >= self.passages * 9 else "unsure: compare some with the original"
        if self.rival is not None:
            why += f"; {self.rival} would fit as well"
            sure = "unsure: compare some with the original"
        return f"Positions are read as {self.convention}: {why} ({sure})."


def choose(texts: Sequence[tuple[Text, Sequence[Marked]]]) -> Choice:
    """Return the convention that fits the passages of a project best; all of a project were counted alike."""
    sample = [(text, marked) for text, passages in texts for marked in passages if _decides(marked)][:_SAMPLE]
    scores = {each: _score(sample, each) for each in CONVENTIONS}
    ranked = sorted(CONVENTIONS, key=lambda each: (-scores[each].agreed, -scores[each].fit))  # stable: the first wins
    best = scores[ranked[0]]
    rival = next((each for each in ranked[1:] if scores[each].spans != best.spans), None)
    if rival is not None and (scores[rival].agreed, scores[rival].fit) != (best.agreed, best.fit):
        rival = None
    stored = sum(
        1 for at in range(len(sample)) if any(_agreeing(sample[at], each.spans[at]) for each in scores.values())
    )
    agreed = sum(1 for each, span in zip(sample, best.spans, strict=True) if _agreeing(each, span))
    return Choice(ranked[0], len(sample), agreed, stored, best.at_words, rival)


def _decides(marked: Marked) -> bool:
    return 0 <= marked.start < marked.end <= marked.start + _LONGEST


def _score(sample: Sequence[tuple[Text, Marked]], convention: Convention) -> _Score:
    score = _Score()
    for each in sample:
        text, marked = each
        span = text.span(marked, convention)
        score.spans.append(span)
        score.agreed += _agreeing(each, span)
        if span is None or span[0] == span[1]:
            score.fit -= 2
            continue
        fit = word_fit(text.text, *span)
        score.fit += fit
        score.at_words += fit == 4
    return score


def _agreeing(each: tuple[Text, Marked], span: Span | None) -> int:
    text, marked = each
    return 0 if span is None else agreement(text.text[slice(*span)], marked.stored)


def agreement(found: str, stored: str) -> int:
    """Return how well a passage agrees with its stored text: 2 wholly, 1 but for blanks or as far as it goes, 0 not."""
    if stored and _with_line_feeds(found) == _with_line_feeds(stored):
        return 2
    if len(stored.strip()) < 2:
        return 0
    begun = stored.rstrip().removesuffix("…").removesuffix("...")
    said, wanted = "".join(found.split()), "".join(begun.split())
    if begun != stored.rstrip():
        return int(len(wanted) > 7 and said.startswith(wanted))
    return int(said == wanted)


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def word_fit(text: str, start: int, end: int) -> int:
    """Return 0 … 4: for each end of a passage that is no empty one, whether it is at a word and no blank is inside."""
    first = _is_apart(text, start) * (1 + (not text[start].isspace()))
    last = _is_apart(text, end) * (1 + (not text[end - 1].isspace()))
    return first + last


_JOINER: Final = "\u200d"


def _is_apart(text: str, place: int) -> bool:
    """Return whether a word, or a character made of several, may end at a place."""
    if place in (0, len(text)):
        return True
    before, after = text[place - 1], text[place]
    if _JOINER in (before, after) or unicodedata.category(after).startswith("M") or before + after == "\r\n":
        return False
    return not (_is_of_word(before) and _is_of_word(after))


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character).startswith("M")
