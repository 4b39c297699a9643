"""The codes of cells on a wall template: C4 is the column C and the row 4; a code once given is never given again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count, islice
from typing import Final, NamedTuple

from app.models.content import Content, columns_of, lanes_in_map_order
from app.models.kinds import LANE_TAKES
from app.models.records import WallColumn, WallRow

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


def codes_of(content: Content, journey_id: str) -> Codes:
    """Return the codes that were given on a map."""
    columns = content.members(WallColumn, "journey_id", journey_id)
    rows = content.members(WallRow, "journey_id", journey_id)
    return Codes(
        {each.step_id: each.code for each in columns if each.step_id is not None},
        {each.lane_id: each.code for each in rows if each.lane_id is not None},
    )


def _later(content: Content, journey_id: str) -> tuple[Iterator[str], Iterator[str]]:
    """Return the letters and the numbers, without end, that were never given on a map, not even to what is gone."""
    letters = (number_of(each.code) for each in content.members(WallColumn, "journey_id", journey_id))
    numbers = (int(each.code) for each in content.members(WallRow, "journey_id", journey_id))
    return map(letters_of, count(max(letters, default=0) + 1)), map(str, count(max(numbers, default=0) + 1))


def free_codes(content: Content, journey_id: str) -> tuple[Iterator[str], Iterator[str]]:
    """Return the letters and the numbers, without end, that columns and rows that are yet to be made will have."""
    letters, numbers = _later(content, journey_id)
    missing = missing_codes(content, journey_id)
    return islice(letters, len(missing.columns), None), islice(numbers, len(missing.rows), None)


def missing_codes(content: Content, journey_id: str) -> Codes:
    """Return the codes to give to columns, and to lanes that take cards, that have none yet, in the map's order."""
    given = codes_of(content, journey_id)
    letters, numbers = _later(content, journey_id)
    return Codes(
        {step.id: next(letters) for step in columns_of(content, journey_id) if step.id not in given.columns},
        {
            lane.id: next(numbers)
            for lane in lanes_in_map_order(content, journey_id)
            if LANE_TAKES[lane.kind] and lane.id not in given.rows
        },
    )
