"""The number that a rating is, as survey tools write it."""

import re
from typing import Final

from app.importers.tables import as_number

_WITH_WORDS: Final = re.compile(
    r"(\d{1,3}(?:[.,]\d+)?)\s*(?:[-–—:=(]\s*[^\d\s].*|stars?|points?|(?:/|out of|of)\s*\d{1,3})", re.IGNORECASE
)
_STARS: Final = re.compile(r"([★⭐]\ufe0f?)+☆*")


def rating_in(text: str, decimal: str) -> float | None:
    """Return the number of a rating such as “4”, “10 - Extremely likely”, “4/5”, “5 stars”, “★★★”; none for others."""
    if (value := as_number(text, decimal)) is not None:
        return value
    if found := _WITH_WORDS.fullmatch(text):
        return as_number(found[1], decimal)
    if _STARS.fullmatch(text):
        return float(text.count("★") + text.count("⭐"))
    return None
