"""How high the turns of a source are, one below another; of those that were never in view, a guess."""

from array import array
from typing import Final

_BLOCK: Final = 128
"""Turns whose heights are summed up, so that a place among ten thousands is found in a few steps."""


class Heights:
    """Heights in pixels by the number of the turn."""

    def __init__(self, count: int, guess: float) -> None:
        self._heights = array("d", [guess]) * count
        self._sums = [guess * len(self._heights[first : first + _BLOCK]) for first in range(0, max(count, 1), _BLOCK)]

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> float:
        """The height of all."""
        return sum(self._sums)

    def top(self, number: int) -> float:
        """Return where a turn begins; that of the number after the last is the end."""
        block, inside = divmod(number, _BLOCK)
        first = block * _BLOCK
        return sum(self._sums[:block]) + sum(self._heights[first : first + inside])

    def height(self, number: int) -> float:
        """Return how high a turn is."""
        return self._heights[number]

    def at(self, y: float) -> int:
        """Return the turn at a height; above and below all of them, the first and the last."""
        block = 0
        while block < len(self._sums) - 1 and y >= self._sums[block]:
            y -= self._sums[block]
            block += 1
        number = block * _BLOCK
        last = min(number + _BLOCK, len(self._heights)) - 1
        while number < last and y >= self._heights[number]:
            y -= self._heights[number]
            number += 1
        return number

    def put(self, number: int, height: float) -> float:
        """Take over how high a turn is, and return how much higher that is than it was."""
        more = height - self._heights[number]
        self._heights[number] = height
        self._sums[number // _BLOCK] += more
        return more
