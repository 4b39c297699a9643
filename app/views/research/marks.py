"""Where the highlights of a source stand in its turns, and on which level each is underlined where they overlap."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

from app.layout.look import Role
from app.models.evidence import place_of
from app.models.kinds import CardKind, InsightKind
from app.models.records import Highlight

SIGNS: Final[dict[InsightKind, CardKind]] = {
    "pain": "pain",
    "gain": "gain",
    "need": "need",
    "job": "action",
    "behaviour": "thought",
    "fact": "note",
}
"""The kind of card whose sign and colour a kind of insight has."""

LEVELS: Final = 4
"""Lines below each other at most; what overlaps beyond shares the lowest."""


def edge_of(kind: InsightKind | None) -> Role:
    """Return the colour role of the line below a highlight."""
    return f"{SIGNS[kind]}.edge" if kind else "accent"


class Mark(NamedTuple):
    """The part of a highlight in one turn, from code point to code point, and how low its line lies."""

    highlight: Highlight
    start: int
    end: int
    level: int


class Marks:
    """The highlights of one source."""

    def __init__(self, highlights: Iterable[Highlight] = ()) -> None:
        self.ordered = sorted(highlights, key=place_of)
        self._in_turn: dict[int, list[Highlight]] = defaultdict(list)
        for highlight in self.ordered:
            for number in range(highlight.turn, highlight.last_turn + 1):
                self._in_turn[number].append(highlight)

    def in_turn(self, number: int, length: int) -> list[Mark]:
        """Return the marks in a turn whose text has so many code points."""
        ends: list[int] = []
        marks = []
        for highlight in self._in_turn.get(number, ()):
            start = highlight.start if number == highlight.turn else 0
            end = min(highlight.end, length) if number == highlight.last_turn else length
            level = next((place for place, taken in enumerate(ends) if taken <= start), len(ends))
            if level == len(ends):
                ends.append(end)
            else:
                ends[level] = end
            marks.append(Mark(highlight, start, end, min(level, LEVELS - 1)))
        return marks

    def at(self, number: int, point: int, length: int) -> Highlight | None:
        """Return the shortest highlight at a place of a turn; none where there is none."""
        here = [each for each in self.in_turn(number, length) if each.start <= point <= each.end]
        inner = [each for each in here if point < each.end] or here
        shortest = min(inner, key=lambda each: _size(each.highlight), default=None)
        return shortest.highlight if shortest else None

    def beside(self, number: int, point: int, way: int) -> Highlight | None:
        """Return the first highlight that begins after (1) or before (−1) a place; none beyond the last."""
        place = (number, point)
        ordered = self.ordered if way > 0 else reversed(self.ordered)
        for highlight in ordered:
            begins = (highlight.turn, highlight.start)
            if begins > place if way > 0 else begins < place:
                return highlight
        return None


def _size(highlight: Highlight) -> tuple[int, int]:
    return highlight.last_turn - highlight.turn, highlight.end - highlight.start
