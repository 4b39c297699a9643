"""What somebody chose for an import, as JSON: each value is looked at by a table of what its key may hold."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from app.models.days import is_day
from app.models.errors import InputError

Check = Callable[[Any], str]
"""Says what is wrong with a value, such as “is no text”; nothing where it is right."""


def read_choices(text: str, known: Mapping[str, Check]) -> dict[str, Any]:
    """Return what the JSON object in a text holds by key; raises InputError with one line that says what is wrong."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"The mapping is no JSON that can be read ({error}). Nothing was imported.") from error
    return checked_choices(told, known, "The mapping")


def checked_choices(told: Any, known: Mapping[str, Check], what: str) -> dict[str, Any]:
    """Return the values of an object, called `what`, by key; raises InputError for an unknown key or a wrong value."""
    if not isinstance(told, dict):
        raise InputError(f"{what} is no JSON object. Nothing was imported.")
    for name, value in told.items():
        if name not in known:
            raise InputError(f"{what}: “{name}” is none of {', '.join(known)}. Nothing was imported.")
        if wrong := known[name](value):
            raise InputError(f"{what}: “{name}” {wrong}. Nothing was imported.")
    return dict(told)


def where(holds: Callable[[Any], bool], wrong: str) -> Check:
    """Return the check that a value is one for which something holds."""
    return lambda value: "" if holds(value) else wrong


def one_of(*allowed: Any) -> Check:
    """Return the check that a value is one of some, of the same type."""
    return where(
        lambda value: any(value == each and type(value) is type(each) for each in allowed),
        f"is none of {', '.join('null' if each is None else str(each) for each in allowed)}",
    )


def or_none(check: Check) -> Check:
    """Return the check that a value is none or passes another one."""
    return lambda value: "" if value is None else check(value)


def by_label(check: Check) -> Check:
    """Return the check that a value is an object whose values pass another one; none is an empty one."""

    def wrong_of(value: Any) -> str:
        if not isinstance(value, dict | None):
            return "is no object of labels"
        return next((f"of “{label}” {wrong}" for label, each in (value or {}).items() if (wrong := check(each))), "")

    return wrong_of


def is_number(value: Any) -> bool:
    """Return whether a value is a number of a size that makes sense."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9


TEXT: Final = where(lambda value: isinstance(value, str) and len(value) <= 10_000, "is no text")
FLAG: Final = where(lambda value: isinstance(value, bool), "is not true or false")
NUMBER: Final = where(is_number, "is no number")
DAY: Final = where(lambda value: isinstance(value, str) and is_day(value), "is no day such as 2026-11-22")
