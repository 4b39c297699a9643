"""Where places of a text are after parts of it were replaced."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple


class Replacement(NamedTuple):
    """A part of a text (start and end in code points) and what it becomes."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class PositionMap:
    """From places in a text to places in what it became; both in code points.

    `starts` and `ends` are those of the replaced parts in the old text, from first to last, without overlaps; `shifts`
    is how far what follows each of them has moved, `lengths` how long each is now.
    """

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    lengths: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def start(self, position: int) -> int:
        """Return where what begins there begins now: with the whole replaced part where it began inside of one."""
        at = bisect_right(self.starts, position) - 1
        if at < 0:
            return position
        if position < self.ends[at]:
            return self.starts[at] + self._before(at)
        return position + self.shifts[at]

    def end(self, position: int) -> int:
        """Return where what ends there ends now: behind the whole replaced part where it ended inside of one."""
        at = bisect_right(self.starts, position - 1) - 1
        if at < 0:
            return position
        if position <= self.ends[at]:
            return self.starts[at] + self._before(at) + self.lengths[at]
        return position + self.shifts[at]

    def _before(self, at: int) -> int:
        return self.shifts[at - 1] if at else 0

    def __bool__(self) -> bool:
        return bool(self.starts)


def replaced(text: str, replacements: Iterable[Replacement]) -> tuple[str, PositionMap]:
    """Return a text with parts of it replaced, and the map of its places.

    The parts come from first to last and do not overlap.
    """
    parts = list(replacements)
    if not parts:
        return text, PositionMap()
    pieces: list[str] = []
    at = 0
    for part in parts:
        pieces += (text[at : part.start], part.text)
        at = part.end
    pieces.append(text[at:])
    lengths = tuple(len(part.text) for part in parts)
    return "".join(pieces), PositionMap(
        tuple(part.start for part in parts),
        tuple(part.end for part in parts),
        lengths,
        tuple(accumulate(length - part.end + part.start for part, length in zip(parts, lengths, strict=True))),
    )
