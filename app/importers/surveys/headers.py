"""Where the header of a table stands: titles above it, one row or two; and what is no survey but a crosstab."""

import re
from collections.abc import Sequence
from typing import Final

from app.models.names import folded

Cells = Sequence[str]

_UNNAMED: Final = re.compile(r"Unnamed: \d+")
"""What data frames write for a column without a name."""

_NUMBER: Final = re.compile(r"[-−+]?[\d.,\s]*\d\s*%?")
_MARKUP: Final = re.compile(r"<[^<>]{1,40}>")
_ANSWER_WORDS: Final = frozenset({"response", "open-ended response", "responses"})
"""The second header row of a question with one column, which says nothing."""

_TOTALS: Final = re.compile(r"(un)?weighted( base| n)?|(grand )?total|base( size)?|sample size|n ?=.*", re.IGNORECASE)
_WITHIN: Final = 30
"""The header stands among so many first rows."""


def find_header(rows: Sequence[Cells]) -> tuple[int, int]:
    """Return how many of the first rows stand above the header, and how many rows it has: 0, 1 or 2."""
    counts = [len(_filled(cells)) for cells in rows[:_WITHIN]]
    start = next((place for place, count in enumerate(counts) if count >= 0.6 * max(counts)), 0)
    if start and counts[start - 1] > 1 and _completes(rows[start - 1], rows[start], rows[start + 1 :]):
        return start - 1, 2
    if start + 1 < len(counts) and _completes(rows[start], rows[start + 1], rows[start + 2 :]):
        return start, 2
    filled = _filled(rows[start]) if rows else {}
    numbers = sum(_is_number(text) for text in filled.values())
    return start, 0 if filled and numbers > len(filled) / 2 else 1


def names_of(rows: Sequence[Cells], width: int) -> tuple[str, ...]:
    """Return the names of the columns under no, one or two header rows; each column gets one, no two the same."""
    names: list[str] = []
    taken: set[str] = set()
    question = ""
    for place in range(width):
        upper, lower = (_name(row[place]) if place < len(row) else "" for row in [*rows, [], []][:2])
        question = upper or question
        if len(rows) == 2 and lower and lower.casefold() not in _ANSWER_WORDS:
            name = f"{question} – {lower}" if question else lower
        else:
            name = upper
        name = plain = name or f"Column {place + 1}"
        number = 2
        while folded(name) in taken:
            name = f"{plain} ({number})"
            number += 1
        taken.add(folded(name))
        names.append(name)
    return tuple(names)


def is_crosstab(header: Cells, rows: Sequence[Cells]) -> bool:
    """Return whether rows are answers counted by groups instead of one row for each respondent.

    That is: first come columns of words, then only counts or shares; and they are percentages, or a row is a total, or
    the column of answers has no name.
    """
    width = max((len(cells) for cells in [header, *rows]), default=0)
    columns = [[cells[place].strip() for cells in rows if place < len(cells)] for place in range(width)]
    columns = [[text for text in column if text] for column in columns]
    first = next((place for place, column in enumerate(columns) if column and _numbers(column) > 0.8), width)
    values = [column for column in columns[first:] if column]
    labels = [text for column in columns[:first] for text in column]
    if not 1 <= first <= 3 or len(values) < 2 or not labels or _numbers(labels) > 0.2:
        return False
    if any(_numbers(column) < 0.8 for column in values) or len(labels) < len(rows) / 2:
        return False
    cells = [text for column in values for text in column]
    percent = sum(text.endswith("%") for text in cells) > len(cells) / 2
    totals = any(_TOTALS.fullmatch(text.strip()) for text in labels)
    nameless = not (header and _name(header[0])) and len(set(labels)) > 0.8 * len(labels)
    return percent or totals or nameless


def _completes(upper: Cells, lower: Cells, below: Sequence[Cells]) -> bool:
    """Return whether a row is the second half of a header: words, the answers to the questions above.

    It is blank where a question with one column for all stands above (whom the rows are of), though no row below is.
    """
    above, beneath = _filled(upper), _filled(lower)
    if not above or not beneath or any(_is_number(text) for text in (*above.values(), *beneath.values())):
        return False
    lone = [place for place in above if place not in beneath]
    if not lone:
        return False
    sample = [cells for cells in below[:_WITHIN] if _filled(cells)]
    if sample and all(sum(place in _filled(cells) for cells in sample) < 0.9 * len(sample) for place in lone):
        return False
    words = {text.casefold() for text in beneath.values()}
    return words <= _ANSWER_WORDS or any(place not in above for place in beneath)


def _filled(cells: Cells) -> dict[int, str]:
    return {place: text for place, text in enumerate(map(_name, cells)) if text}


def _name(text: str) -> str:
    name = " ".join(_MARKUP.sub(" ", text).split())
    return "" if _UNNAMED.fullmatch(name) else name


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _numbers(column: Sequence[str]) -> float:
    return sum(map(_is_number, column)) / len(column)
