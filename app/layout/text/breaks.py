"""Where a line may break (UAX #14) and where a grapheme cluster ends (UAX #29), by ICU."""

from __future__ import annotations

import re
from typing import Final

# Words that break before or after spaces only: by the rules of UAX #14 none of these characters opens a line, glues
# over a space, or allows a break inside; so do a dot or dash between spaces, and a number with its sign.  Letters of
# Latin, Greek and Cyrillic that the base family has.
_LETTERS: Final = "A-Za-z0-9À-ÖØ-öø-ɏḀ-ỿΆΈ-ΊΌΎ-ΡΣ-ώЀ-ѿ"
_PLAIN: Final = re.compile(
    f"[\"'{_LETTERS}][{_LETTERS}'.,:;\"*=_&@#!?)]*(?:(?<=[{_LETTERS}])%[.,:;!?)]*)? *|[·–] +|[+−][0-9]+ *| +"
)
_INSIDE: Final = re.compile("[!?)%][^!?)%;:,.\"' ]")
_COMPOUND: Final = re.compile(r"([A-Za-z]+-)+[A-Za-z]+[.,:;!?)\"']* *")

TOKENS: Final = re.compile("[^ ]+ *| +")


def plain_segments(token: str) -> list[str] | None:
    """Return the unbreakable parts of a token (a word with the spaces after it), or None where ICU has to say.

    A text of such tokens breaks after each of the parts and nowhere else, left to right, all by the base family.
    """
    if _PLAIN.fullmatch(token) and not _INSIDE.search(token):
        return [token]
    if _COMPOUND.fullmatch(token):
        return re.findall(r"[^-]+-?", token)
    return None


def segments(paragraph: str) -> list[str]:
    """Return the unbreakable parts of a paragraph, each with the spaces after it."""
    from icu4py.breakers import LineBreaker

    return list(LineBreaker(paragraph, "en"))


def clusters(text: str) -> list[str]:
    """Return the grapheme clusters of a text."""
    if text.isascii():
        return list(text)
    from icu4py.breakers import CharacterBreaker

    return list(CharacterBreaker(text, "en"))
