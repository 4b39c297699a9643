"""The border between Qt, which counts UTF-16 units, and Clew, which counts code points."""

from bisect import bisect_left
from itertools import accumulate

_LAST_OF_ONE_UNIT = "\uffff"


class Units:
    """Places of one text in code points and in the units of Qt."""

    __slots__ = ("_pairs",)

    def __init__(self, text: str) -> None:
        beyond = () if text.isascii() else (at for at, each in enumerate(text) if each > _LAST_OF_ONE_UNIT)
        self._pairs = [at + before for before, at in enumerate(beyond)]
        """The unit at which each character of two units begins."""

    def unit(self, point: int) -> int:
        """Return the unit at which a code point begins."""
        low, high = 0, len(self._pairs)
        while low < high:  # the pairs that begin before it
            middle = (low + high) // 2
            if self._pairs[middle] - middle < point:
                low = middle + 1
            else:
                high = middle
        return point + low

    def point(self, unit: int) -> int:
        """Return the code point that a unit is in."""
        return unit - bisect_left(self._pairs, unit)


def sentences(text: str) -> list[int]:
    """Return where the sentences of a text begin, and its end, in code points (UAX #29)."""
    from icu4py.breakers import SentenceBreaker

    return [0, *accumulate(map(len, SentenceBreaker(text, "en")))] if text else [0]


def words(text: str) -> list[int]:
    """Return where words and what is between them begin, and the end of the text, in code points (UAX #29)."""
    from icu4py.breakers import WordBreaker

    return [0, *accumulate(map(len, WordBreaker(text, "en")))] if text else [0]


def around(bounds: list[int], point: int) -> tuple[int, int]:
    """Return the part between two bounds that a place is in; at the end of the text, the last one."""
    after = next((place for place, each in enumerate(bounds) if each > point), len(bounds) - 1)
    return (bounds[after - 1], bounds[after]) if after else (0, 0)
