"""What a record must be by itself: types by pydantic, ranges by a table. Imported by the first edit."""

import math
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from app.models.days import is_day
from app.models.errors import RuleError
from app.models.fields import RANGES
from app.models.names import with_article
from app.models.records import RECORD_TYPES, AnyRecord
from app.store.schema import image

DAYS: Final = frozenset(
    {
        ("opportunity", "decided_on"),
        ("decision", "decided_on"),
        ("action", "due_on"),
        ("action", "done_on"),
        ("ask", "asked_on"),
        ("ask", "due_on"),
        ("journey", "reviewed_on"),
        ("step", "starts_on"),
        ("step", "ends_on"),
        ("evidence_verdict", "decided_on"),
        ("source", "held_on"),
        ("participant", "keep_until"),
    }
)
"""Texts that are a day of the calendar, YYYY-MM-DD, by kind and field."""


@cache
def _adapter(kind: str) -> TypeAdapter[AnyRecord]:
    return TypeAdapter(RECORD_TYPES[kind])


def validated(record: AnyRecord) -> AnyRecord:
    """Return the record with each value in the type of its field (a whole number as a float where one is due).

    Raises RuleError, naming the field, where a value has another type or lies outside its range.
    """
    kind = record.kind_name
    try:
        made = _adapter(kind).validate_python(image(record))
    except ValidationError as error:
        first = error.errors()[0]
        raise RuleError(f"{_field(kind, first['loc'][0])}: {first['msg'].lower()}.") from error
    for name, value in image(made).items():
        if isinstance(value, str) and not _is_text(value):
            raise RuleError(f"{_field(kind, name)} holds half a character, which no file can hold.")
        if value is not None and (kind, name) in DAYS and not is_day(value):
            raise RuleError(f"{_field(kind, name)} must be a day such as 2026-11-22, not “{value}”.")
    for (ranged_kind, name), (low, high) in RANGES.items():
        if ranged_kind == kind:
            _check_range(kind, name, getattr(made, name), low, high)
    return made


def _is_text(text: str) -> bool:
    """Return whether the text has a UTF-8 form: half a surrogate pair has none."""
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def _check_range(kind: str, name: str, value: Any, low: float, high: float) -> None:
    if value is not None and not (math.isfinite(value) and low <= value <= high):
        raise RuleError(f"{_field(kind, name)} must lie between {low:g} and {high:g}, not be {value:g}.")


def _field(kind: str, name: object) -> str:
    return f"The {str(name).replace('_', ' ')} of {with_article(kind)}"


def warm_up() -> None:
    """Build the validators of all records, so that the first edit doesn't wait for them."""
    for kind in RECORD_TYPES:
        _adapter(kind)
