"""What an export works from: content that no later edit changes."""

from collections.abc import Callable
from typing import NamedTuple

from app.models.content import Content
from app.models.records import Highlight
from app.models.turns import NumberedTurn, passage_of, words_of


def _no_image(name: str) -> bytes | None:
    return None


def _no_turns(source_id: str, first: int = 0, last: int | None = None) -> list[NumberedTurn]:
    return []


class Snapshot(NamedTuple):
    """The content at one step of the history, the file's name without its folder, what reads its images and turns."""

    content: Content
    step: int
    file_name: str
    images: Callable[[str], bytes | None] = _no_image
    turn_reader: Callable[..., list[NumberedTurn]] = _no_turns

    def image(self, name: str | None) -> bytes | None:
        """Return the bytes of a stored image by its SHA-256, from any thread; none where it is not there."""
        return self.images(name) if name is not None else None

    def turns(self, source_id: str, first: int = 0, last: int | None = None) -> list[NumberedTurn]:
        """Return the turns of a source with their numbers, from one number to another (both included); any thread."""
        return self.turn_reader(source_id, first, last)

    def passage(self, highlight: Highlight) -> str:
        """Return the words of a highlight, from any thread."""
        return words_of(passage_of(highlight), self.turns(highlight.source_id, highlight.turn, highlight.last_turn))
