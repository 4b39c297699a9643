"""Durations as people write them: 20 min, 1 h 30 min, 2 days. A day has 24 hours."""

import re
from collections.abc import Mapping
from typing import Final

from app.layout.words import ENGLISH, Words

_UNITS: Final[Mapping[str, float]] = {"unit day": 1440.0, "unit hour": 60.0, "unit minute": 1.0}
"""The keys of the words for units, the longest first, with how many minutes each has."""

_SPELLINGS: Final = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 1.0),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 60.0),
    **dict.fromkeys(("d", "day", "days"), 1440.0),
}
_PART: Final = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*([^\W\d]*)\.?\s*,?")


def duration_text(minutes: float, words: Words = ENGLISH) -> str:
    """Return a duration in words, such as “1 h 30 min”."""
    parts = []
    left = minutes
    for key, length in _UNITS.items():
        count = left if length == 1.0 else float(left // length)
        left -= count * length
        if count:
            number = f"{count:.6f}".rstrip("0").rstrip(".")
            parts.append(f"{number} {words[key if count == 1 or f'{key}s' not in words else f'{key}s']}")
    return " ".join(parts) or f"0 {words['unit minute']}"


def minutes_in(text: str, words: Words = ENGLISH) -> float | None:
    """Return the minutes in a text such as “2 h”, “1.5 days” or “90” (minutes); none in an empty one.

    Raises ValueError for what is none of that.
    """
    spellings = _SPELLINGS | {words[key].casefold(): length for key, length in _UNITS.items()}
    rest, minutes = text.strip(), 0.0
    if not rest:
        return None
    while rest:
        found = _PART.match(rest)
        if found is None or (unit := found[2].casefold() or "min") not in spellings:
            raise ValueError(f"no duration: {text!r}")
        minutes += float(found[1].replace(",", ".")) * spellings[unit]
        rest = rest[found.end() :]
    return minutes
