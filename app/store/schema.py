"""What the tables of the records look like, read off the dataclasses: the one source for reading, writing and DDL."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from types import NoneType
from typing import Any, Final, Literal, NamedTuple, get_args, get_origin

from app.models.records import RECORD_TYPES, AnyRecord

APPLICATION_ID: Final = 0x434C4557
"""“CLEW”: says in the header of the file whose it is."""

SCHEMA_VERSION: Final = 6
"""The `user_version` of the files that this program writes; raised with each migration."""


class Column(NamedTuple):
    """One field of a record as a column: its plain Python type (str, int, float or bool) and what it may hold.

    `choices` are all values of a field of kinds, `references` is the kind of record whose id it holds.
    """

    name: str
    python_type: type
    optional: bool
    key: bool
    choices: frozenset[str] | None
    references: str | None


@cache
def columns(kind: str) -> tuple[Column, ...]:
    """Return the columns of the table of a kind of record, in the order of its fields."""
    record_type = RECORD_TYPES[kind]
    return tuple(
        Column(
            name=each.name,
            python_type=_plain_type(_without_none(each.type)),
            optional=NoneType in get_args(each.type),
            key=each.name in record_type.key,
            choices=_choices(_without_none(each.type)),
            references=each.metadata.get("references"),
        )
        for each in fields(record_type)
    )


@cache
def default_values(kind: str) -> dict[str, Any]:
    """Return the default of each field of a kind of record that has one, by name."""
    return {each.name: each.default for each in fields(RECORD_TYPES[kind]) if each.default is not MISSING}


def _without_none(annotation: Any) -> Any:
    """Return `str` for `str | None`, and so on."""
    if NoneType in get_args(annotation):
        (annotation,) = (each for each in get_args(annotation) if each is not NoneType)
    return annotation


def _choices(annotation: Any) -> frozenset[str] | None:
    return frozenset(get_args(annotation)) if get_origin(annotation) is Literal else None


def _plain_type(annotation: Any) -> type:
    """Return the type itself; for a Literal that of its values."""
    if not isinstance(annotation, type):
        annotation = type(get_args(annotation)[0])
    assert isinstance(annotation, type)
    return annotation


def image(record: AnyRecord) -> dict[str, Any]:
    """Return the fields of a record by name, as they are stored."""
    return {column.name: getattr(record, column.name) for column in columns(record.kind_name)}


_NO_TEXTS: Final = frozenset(
    """id rank image picture held_on keep_until decided_on code shape mapping consent_scope subject to_be_of
    score reviewed_on starts_on ends_on due_on done_on asked_on at""".split()
)


@cache
def _chosen(kind: str) -> frozenset[str]:
    """Return the fields of a kind of record that hold one of a few words, or an id."""
    if kind not in RECORD_TYPES:
        return frozenset()
    return frozenset(each.name for each in columns(kind) if each.choices or each.references)


def text_fields(kind: str, values: Mapping[str, Any]) -> list[str]:
    """Return the fields of a record that hold words, also of one with the fields of an earlier version."""
    if kind == "required_field":
        return []
    return [
        name
        for name, value in values.items()
        if isinstance(value, str)
        and value
        and name not in _NO_TEXTS
        and not name.endswith("_id")
        and name not in _chosen(kind)
    ]
