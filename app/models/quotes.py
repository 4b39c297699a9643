"""Passages as they are shown: their words, who said them, and where and when."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from app.models.content import Content
from app.models.evidence import place_of
from app.models.records import Highlight, Participant, Source
from app.models.turns import GONE, NumberedTurn, Turn, passage_of, time_code, words_of

Turns = Callable[[str, int, int | None], list[NumberedTurn]]
"""Reads the turns of a source from one number to another (both included); an open workspace and a snapshot do."""

_NEAR: Final = 64
"""Turns between two passages that are rather read along than skipped."""


class Quote(NamedTuple):
    """A passage: its words, who said them (a name or a label, empty for nobody known), and of which source.

    `at` is when, in seconds from the source's beginning; `row` is the row of a survey.
    """

    highlight: Highlight
    text: str
    who: str
    source: str
    at: float | None = None
    row: str = ""

    @property
    def place(self) -> str:
        """Who said it and where, in one line: “Maya · Interview · 00:14:32”, “Exit survey · 48”."""
        return " · ".join(part for part in (self.who, self.source, self.moment) if part)

    @property
    def moment(self) -> str:
        """When it was said, or the row of the survey; empty where neither is known."""
        return time_code(self.at) or self.row


def read_quotes(content: Content, turns: Turns, highlights: Iterable[Highlight]) -> list[Quote]:
    """Return passages with their words, in the order given; may read for long where there are many of them."""
    wanted = list(highlights)
    by_source = sorted(wanted, key=lambda each: (each.source_id, *place_of(each)))
    read: dict[str, Quote] = {}
    for source_id, inside in groupby(by_source, key=lambda each: each.source_id):
        source = content.get(Source, source_id)
        for near in _runs(list(inside)):
            found = dict(turns(source_id, near[0].turn, max(each.last_turn for each in near)))
            for each in near:
                read[each.id] = _quote(content, source, each, found)
    return [read[each.id] for each in wanted]


def _runs(highlights: Sequence[Highlight]) -> Iterator[list[Highlight]]:
    """Yield passages of one source, in order, in groups that are read at once."""
    near: list[Highlight] = []
    for each in highlights:
        if near and each.turn - near[-1].last_turn > _NEAR:
            yield near
            near = []
        near.append(each)
    if near:
        yield near


def _quote(content: Content, source: Source, highlight: Highlight, turns: dict[int, Turn]) -> Quote:
    text = words_of(passage_of(highlight), sorted(turns.items()))
    turn = turns.get(highlight.turn, GONE)
    participant = content.find(Participant, highlight.participant_id)
    who = participant.name if participant else turn.speaker
    return Quote(highlight, text, who, source.title, turn.at, turn.facts.get("row", ""))
