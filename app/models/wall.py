"""The codes of cells on a wall template: C4 is the column C and the row 4; a code once given is never given again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Final, NamedTuple

from app.models.content import Content, columns_of, lanes_in_map_order
from app.models.kinds import LANE_TAKES

_CODE: Final = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,3})", re.ASCII)


class Codes(NamedTuple):
    """The letters of columns by step id and the numbers, as text, of rows by lane id."""

    columns: Mapping[str, str]
    rows: Mapping[str, str]


def letters_of(number: int) -> str:
    """Return the letters of the column with that number, from 1 on: A … Z, AA, AB …"""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def number_of(letters: str) -> int:
    """Return the number of the column with those letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def parts_of(code: str) -> tuple[str, str] | None:
    """Return the letters and the number of a cell's code such as C4 or c4; none where it is no code."""
    found = _CODE.fullmatch(code)
    return (found[1].upper(), found[2]) if found else None


def later_letters(taken: Iterable[str]) -> Iterator[str]:
    """Yield the letters that follow the highest of those taken, without end."""
    return (letters_of(number) for number in count(max(map(number_of, taken), default=0) + 1))


def later_numbers(taken: Iterable[str]) -> Iterator[str]:
    """Yield the numbers that follow the highest of those taken, without end."""
    return (str(number) for number in count(max(map(int, taken), default=0) + 1))


def codes_of(content: Content, journey_id: str) -> Codes:
    """Return the codes that were given on a map."""
    return Codes({}, {})


def missing_codes(content: Content, journey_id: str) -> Codes:
    """Return the codes to give to columns, and to lanes that take cards, that have none yet, in the map's order."""
    given = codes_of(content, journey_id)
    letters, numbers = later_letters(given.columns.values()), later_numbers(given.rows.values())
    return Codes(
        {step.id: next(letters) for step in columns_of(content, journey_id) if step.id not in given.columns},
        {
            lane.id: next(numbers)
            for lane in lanes_in_map_order(content, journey_id)
            if LANE_TAKES[lane.kind] and lane.id not in given.rows
        },
    )
