"""What an export works from: content that no later edit changes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from app.models.content import Content
from app.models.folding import Words, spaced_words
from app.models.records import Highlight
from app.models.turns import BLANK, FoundTurn, NumberedTurn, Stretch, passage_of, words_of


def _no_image(name: str) -> bytes | None:
    return None


class Turns(Protocol):
    """What reads the texts of sources, from any thread."""

    def __call__(self, source_id: str, first: int = 0, last: int | None = None) -> list[NumberedTurn]:
        """Return the turns of a source with their numbers, from one number to another (both included)."""

    def find(self, terms: Sequence[Words], where: Sequence[Stretch] | None = None) -> Iterator[FoundTurn]:
        """Yield each turn that holds all terms, of some stretches alone where they are given."""


class TurnsInMemory:
    """Texts of sources that lie in no file: numbered turns by the id of their source."""

    def __init__(self, turns: Mapping[str, Sequence[NumberedTurn]] = {}) -> None:
        self._turns = turns

    def __call__(self, source_id: str, first: int = 0, last: int | None = None) -> list[NumberedTurn]:
        """Return the turns of a source with their numbers, from one number to another (both included)."""
        turns = self._turns.get(source_id, ())
        return [each for each in turns if first <= each[0] and (last is None or each[0] <= last)]

    def find(self, terms: Sequence[Words], where: Sequence[Stretch] | None = None) -> Iterator[FoundTurn]:
        """Yield each turn that holds all terms, of some stretches alone where they are given."""
        for source_id, turns in self._turns.items():
            for number, turn in turns:
                inside = where is None or any(each == source_id and a <= number <= b for each, a, b in where)
                if inside and all(each.stand_in(words) for words in (spaced_words(turn.text),) for each in terms):
                    yield source_id, number, turn


class Snapshot(NamedTuple):
    """The content at one step of the history, the file's name without its folder, what reads its images and turns."""

    content: Content
    step: int
    file_name: str
    images: Callable[[str], bytes | None] = _no_image
    turn_reader: Turns = TurnsInMemory()

    def image(self, name: str | None) -> bytes | None:
        """Return the bytes of a stored image by its SHA-256, from any thread; none where it is not there."""
        return self.images(name) if name is not None else None

    def turns(self, source_id: str, first: int = 0, last: int | None = None) -> list[NumberedTurn]:
        """Return the turns of a source with their numbers, from one number to another (both included); any thread."""
        return self.turn_reader(source_id, first, last)

    def find_turns(self, terms: Sequence[Words], where: Sequence[Stretch] | None = None) -> Iterator[FoundTurn]:
        """Yield each turn that holds all terms, of some stretches alone where they are given; from any thread."""
        return self.turn_reader.find(terms, where)

    def passage(self, highlight: Highlight) -> str:
        """Return the words of a highlight, from any thread; none where they are not let out of the house."""
        words = words_of(passage_of(highlight), self.turns(highlight.source_id, highlight.turn, highlight.last_turn))
        return words if words.strip(f"{BLANK}\n") else ""
