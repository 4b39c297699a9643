"""What a query asks for: “word "a phrase" begin* kind:pain tag:queue persona:Maya”."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from app.models.folding import Words
from app.models.names import folded

FIELDS: Final = ("kind", "tag", "persona", "journey", "source")
"""What a query can narrow down by: `field:value`, a value with spaces in quotation marks."""


_TOKEN: Final = re.compile(r'(?:(\w+):)?(?:["“”„]([^"“”„]*)(?:["“”„]|$)|(\S+))')


class Query(NamedTuple):
    """What is searched for: all of the terms, in what all of the filters let through (folded values by field)."""

    terms: tuple[Words, ...]
    filters: Mapping[str, tuple[str, ...]]


def parse_query(text: str, *, typing: bool = False) -> Query:
    """Return what a query asks for; while somebody types, its last word is the beginning of one.

    What stands before a colon and is none of `FIELDS` is a word like any other.
    """
    terms: list[Words] = []
    filters: dict[str, list[str]] = {}
    ends_open = typing and text == text.rstrip() and not text.endswith(('"', "”", "*"))
    tokens = list(_TOKEN.finditer(text))
    for token in tokens:
        field, phrase, word = token[1], token[2], token[3]
        value = phrase if phrase is not None else word
        if field is not None and field.casefold() in FIELDS:
            filters.setdefault(field.casefold(), []).append(folded(value))
            continue
        written = value if field is None else f"{field} {value}"
        prefix = (phrase is None and written.endswith("*")) or (ends_open and token is tokens[-1] and phrase is None)
        words = Words.of(written, prefix=prefix)
        if words.words:
            terms.append(words)
    return Query(tuple(terms), {field: tuple(values) for field, values in filters.items()})
