"""The turns of the source that is read, fetched from the file as they come into view."""

from collections.abc import Callable, Iterator
from typing import Final

from app.models.turns import NumberedTurn, Turn

PAGE: Final = 128
"""Turns that are read at once."""

Read = Callable[[int, int], list[NumberedTurn]]
"""Reads turns from one number to another, both included."""


class TurnPages:
    """Turns by number; those once read stay."""

    def __init__(self, count: int, read: Read) -> None:
        self.count = count
        self._read = read
        self._pages: dict[int, dict[int, Turn]] = {}

    def turn(self, number: int) -> Turn | None:
        """Return a turn; none where it was erased, or there is no such number."""
        if not 0 <= number < self.count:
            return None
        page = number // PAGE
        if page not in self._pages:
            self._pages[page] = dict(self._read(page * PAGE, page * PAGE + PAGE - 1))
        return self._pages[page].get(number)

    def text(self, number: int) -> str:
        """Return the text of a turn; of one that was erased, nothing."""
        turn = self.turn(number)
        return turn.text if turn is not None else ""

    def between(self, first: int, last: int) -> Iterator[NumberedTurn]:
        """Yield the turns from one number to another, both included."""
        for number in range(max(first, 0), min(last, self.count - 1) + 1):
            turn = self.turn(number)
            if turn is not None:
                yield number, turn

    def next_there(self, number: int, way: int) -> int | None:
        """Return the nearest number after (1) or before (−1) one that has a turn; none beyond the ends."""
        number += way
        while 0 <= number < self.count:
            if self.turn(number) is not None:
                return number
            number += way
        return None
