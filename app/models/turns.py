"""The text of a source: its turns, and where a passage stands in it."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final, NamedTuple

from app.models.records import Highlight

NumberedTurn = tuple[int, "Turn"]

BLANK: Final = "·"
"""Stands for each sign of a text that is not let out of the house, so that places in it stay what they are."""
FoundTurn = tuple[str, int, "Turn"]
"""A turn behind the id of its source and its number."""
Stretch = tuple[str, int, int]
"""The id of a source and its turns from one number to another, both included."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One utterance of an interview, one answer of a survey, one paragraph of a document.

    `speaker` is a label as the file has it, empty for nobody; `at` and `until` are seconds from the beginning;
    `heading` is the question that is answered, or what stands above; `facts` is what a survey says of the answer.
    """

    text: str
    speaker: str = ""
    at: float | None = None
    until: float | None = None
    heading: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


GONE: Final = Turn("")
"""Stands where a turn is missing, since what was said there was forgotten."""


class Passage(NamedTuple):
    """From code point `start` of a turn to before code point `end` of the last one; turns by number, 0 …"""

    turn: int
    start: int
    last_turn: int
    end: int


def passage_of(highlight: Highlight) -> Passage:
    """Return where a highlight stands."""
    return Passage(highlight.turn, highlight.start, highlight.last_turn, highlight.end)


def words_of(passage: Passage, turns: Iterable[NumberedTurn]) -> str:
    """Return the text of a passage, a line for each turn, from the numbered turns of its source (or those it is in)."""
    parts = []
    for number, turn in turns:
        if passage.turn <= number <= passage.last_turn:
            first = passage.start if number == passage.turn else 0
            parts.append(turn.text[first : passage.end if number == passage.last_turn else None])
    return "\n".join(parts)


def whole_text(turns: Iterable[Turn]) -> str:
    """Return the text of a source as one string, a line break between turns."""
    return "\n".join(turn.text for turn in turns)


class Offsets:
    """Between places in turns and offsets in the `whole_text` of a source, both in code points.

    `turns` are all turns of the source with their numbers, which may have gaps.
    """

    def __init__(self, turns: Sequence[NumberedTurn]) -> None:
        self._numbers = [number for number, _ in turns]
        self._lengths = [len(turn.text) for _, turn in turns]
        self._starts = [0, *accumulate(length + 1 for length in self._lengths)][: len(turns)]

    def offset(self, turn: int, position: int) -> int:
        """Return the offset of a position in a turn; raises KeyError where there is no such turn."""
        place = bisect_right(self._numbers, turn) - 1
        if place < 0 or self._numbers[place] != turn:
            raise KeyError(turn)
        return self._starts[place] + position

    def span(self, passage: Passage) -> tuple[int, int]:
        """Return the first and last (exclusive) offset of a passage."""
        return self.offset(passage.turn, passage.start), self.offset(passage.last_turn, passage.end)

    def passage(self, first: int, last: int) -> Passage:
        """Return the passage between two offsets, the last one exclusive; raises ValueError where it is empty."""
        if not first < last or not self._numbers:
            raise ValueError("a passage holds at least one character")
        begin = bisect_right(self._starts, first) - 1
        end = bisect_right(self._starts, last - 1) - 1
        start = min(first - self._starts[begin], self._lengths[begin])
        stop = min(last - self._starts[end], self._lengths[end])
        return Passage(self._numbers[begin], start, self._numbers[end], stop)


def time_code(seconds: float | None) -> str:
    """Return seconds as 00:14:09, cut to whole ones; empty for none, with a minus before the beginning."""
    if seconds is None:
        return ""
    minutes, rest = divmod(int(abs(seconds)), 60)
    sign = "−" if seconds < 0 and int(abs(seconds)) else ""
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}:{rest:02}"
