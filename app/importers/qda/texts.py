"""The text of a coded document as turns, and where a passage of it stands in them."""

import re
from collections.abc import Sequence
from typing import Final

from app.importers.qda.offsets import Ruler, Span
from app.models.turns import Offsets, Passage, Turn, whole_text

_UNCLEAN: Final = re.compile("[\x00\ud800-\udfff]|\r\n?")

_PARAGRAPH: Final = re.compile(r"\n(?=[^\n]*\S)")
"""A line break before a line that says something; blank lines stay with the paragraph above them."""


def clean(text: str) -> str:
    """Return a text as turns hold it: line breaks are line feeds, without NUL and lone surrogates."""
    return _UNCLEAN.sub(lambda found: "\n" if found[0][0] == "\r" else "", text)


def one_line(text: str) -> str:
    """Return a text in one line, without what no text should hold."""
    return " ".join(clean(text).split())


class Document:
    """A text as it came, cut into turns: a paragraph each, or as `turns` say, which hold the same text."""

    def __init__(self, text: str, turns: Sequence[Turn] | None = None) -> None:
        self._ruler = Ruler(
            (found.start(), len(found[0]), int(found[0][0] == "\r"))
            for found in _UNCLEAN.finditer(text)
            if found[0] != "\r"
        )
        self._clean = clean(text)
        self.turns = tuple(Turn(each) for each in _PARAGRAPH.split(self._clean)) if turns is None else tuple(turns)
        assert whole_text(self.turns) == self._clean
        self._offsets = Offsets(list(enumerate(self.turns)))

    @property
    def length(self) -> int:
        """The code points in all turns."""
        return sum(len(turn.text) for turn in self.turns)

    def turn_at(self, place: int) -> int:
        """Return the number of the turn in which a place of the text as it came lies."""
        first = min(self._ruler.count(place), len(self._clean) - 1)
        return self._offsets.passage(first, first + 1).turn if self._clean else 0

    def passage(self, span: Span) -> Passage | None:
        """Return where a passage stands, without line breaks around it; none where nothing is left of it."""
        first, last = map(self._ruler.count, span)
        while first < last and self._clean[first] == "\n":
            first += 1
        while first < last and self._clean[last - 1] == "\n":
            last -= 1
        return self._offsets.passage(first, last) if first < last else None
