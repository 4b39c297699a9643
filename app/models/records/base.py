"""What all records share, and the fields that hold the id of another record."""

from collections.abc import Iterator
from dataclasses import Field, dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, Literal

OnDelete = Literal["cascade", "clear", "refuse"]


def reference(kind: str, on_delete: OnDelete, *, optional: bool = False) -> Any:
    """Return a dataclass field that holds the id of a record of that kind."""
    metadata = {"references": kind, "on_delete": on_delete}
    return field(default=None, metadata=metadata) if optional else field(metadata=metadata)


@cache
def _values_of(kind: str) -> "attrgetter[tuple[Any, ...]]":
    from app.models.records import RECORD_TYPES

    return attrgetter(*(each.name for each in fields(RECORD_TYPES[kind])))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Record:
    """What all records share: a kind (the name of the table) and an id that is unique within it."""

    kind_name: ClassVar[str]
    key: ClassVar[tuple[str, ...]] = ("id",)

    # One of these for all: making one a class costs each start 2 to 4 ms.

    def __repr__(self) -> str:
        values = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self))
        return f"{type(self).__name__}({values})"

    def __eq__(self, other: object) -> bool:
        values = _values_of(self.kind_name)
        return type(other) is type(self) and values(self) == values(other)

    def __hash__(self) -> int:
        return hash(_values_of(self.kind_name)(self))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Link(Record):
    """A record without an id of its own: one for each pair of others that it joins, deleted with either of them."""

    @property
    def id(self) -> str:
        """The parts of the key, joined by slashes."""
        return "/".join([getattr(self, name) for name in self.key])


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Named(Record):
    """An entry of a shared list."""

    id: str
    name: str
    rank: str


def references(record_type: type[Record]) -> Iterator[Field[Any]]:
    """Yield the fields of a record type that hold the id of another record."""
    return (each for each in fields(record_type) if "references" in each.metadata)
