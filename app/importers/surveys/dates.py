"""Dates as surveys write them; whether the day or the month comes first is asked, or proven by a whole column."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, Literal, get_args

DateOrder = Literal["day-month", "month-day"]
"""Which comes first in dates such as 1/11/2019; dates that begin with the year need no order."""

DATE_ORDERS: Final[tuple[DateOrder, ...]] = get_args(DateOrder)

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}

_TIME: Final = (
    r"(?:[T,\s]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?.{0,12})?"
)
_YEAR_FIRST: Final = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + _TIME, re.ASCII)
_YEAR_LAST: Final = re.compile(
    r"(?P<first>\d{1,2})([-/.])\s?(?P<second>\d{1,2})\2\s?(?P<year>\d{4}|\d{2})" + _TIME, re.ASCII
)
_IN_WORDS: Final = (
    re.compile(
        r"(?:\w+,?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?P<name>[A-Za-z]+)\.?,?[\s-]+(?P<year>\d{4})" + _TIME,
        re.ASCII,
    ),
    re.compile(
        r"(?:\w+,?\s+)?(?P<name>[A-Za-z]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})" + _TIME, re.ASCII
    ),
)


def date_in(text: str, order: DateOrder | None) -> str | None:
    """Return a date as YYYY-MM-DD, followed by HH:MM where it has a time; none where the text is no date.

    A date that needs an order is none without one.
    """
    if found := _YEAR_FIRST.fullmatch(text):
        return _written(found, int(found["month"]), int(found["day"]))
    if found := _YEAR_LAST.fullmatch(text):
        first, second = int(found["first"]), int(found["second"])
        if first == second:
            return _written(found, first, second)
        if order is None:
            return None
        return _written(found, second, first) if order == "day-month" else _written(found, first, second)
    for pattern in _IN_WORDS:
        if (found := pattern.fullmatch(text)) and (month := _MONTHS.get(found["name"].lower())):
            return _written(found, month, int(found["day"]))
    return None


def _written(found: re.Match[str], month: int, day: int) -> str | None:
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += 1900 if year >= 70 else 2000
    try:
        told = date(year, month, day).isoformat()
    except ValueError:
        return None
    if found["hour"] is None:
        return told
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"][0] in "Pp" else 0)
    return f"{told} {hour:02}:{found['minute']}" if hour < 24 else told


def is_date(text: str) -> bool:
    """Return whether a text is a date in one order or the other."""
    return any(date_in(text, order) is not None for order in DATE_ORDERS)


def needs_order(text: str) -> bool:
    """Return whether a text is one date with the day first and another one with the month first."""
    return date_in(text, None) is None and all(date_in(text, order) is not None for order in DATE_ORDERS)


def proven_order(texts: Iterable[str]) -> DateOrder | None:
    """Return the order that the dates of a column prove: a number above 12 in one place and never in the other."""
    proven: set[DateOrder] = set()
    for text in texts:
        if found := _YEAR_LAST.fullmatch(text):
            first, second = int(found["first"]), int(found["second"])
            if first > 12 >= second:
                proven.add("day-month")
            elif second > 12 >= first:
                proven.add("month-day")
    return proven.pop() if len(proven) == 1 else None
