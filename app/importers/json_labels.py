"""Ids, ranks and list entries for the parts of the JSON format, which may leave them out."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Final, Protocol, TypeVar
from uuid import UUID

from app.models.ids import new_id
from app.models.interchange import LISTED_NAMES, Part
from app.models.ranks import is_rank, ranks_between
from app.models.records import TAG_LINKS, AnyRecord, references

R = TypeVar("R", bound=Any)

_PLAIN_IDS: Final = ("origin_id", "was_lane_id", "was_step_id", "shared_id")
"""Fields that hold an id without being a reference: what they point at need not be there."""


class _Ranked(Protocol):
    @property
    def rank(self) -> str | None: ...


RankedPart = TypeVar("RankedPart", bound=_Ranked)


class Labels:
    """Gives out ids: a UUID stays, any other label gets one of its own, nothing gets a new one.

    Keeps the shared lists too: what is named and not in them is added.
    """

    def __init__(self) -> None:
        self._made: dict[str, str] = {}
        self._listed: dict[tuple[type[Any], str], list[Any]] = {}

    def list_entry(self, entry: Any) -> None:
        """Take an entry of a shared list in."""
        self._listed.setdefault((type(entry), entry.name), []).append(entry)

    def listed(self) -> list[Any]:
        """Return all entries of the shared lists."""
        return [entry for entries in self._listed.values() for entry in entries]

    def entry_named(self, record_type: type[Any], name: str) -> str:
        """Return the id of the first entry of a list with that name, which is added at its end where there is none."""
        if (record_type, name) not in self._listed:
            ranks = [entry.rank for entry in self.listed() if type(entry) is record_type]
            rank = ranks_between(max(ranks, default=None), None, 1)[0]
            self.list_entry(record_type(id=new_id(), name=name, rank=rank))
        entry_id: str = self._listed[record_type, name][0].id
        return entry_id

    def tags(self, record: Any, part: Any) -> list[AnyRecord]:
        """Return the links from a record to the tags of its part."""
        link = TAG_LINKS[type(record)]
        return [self.record(link, each, **{f"{record.kind_name}_id": record.id}) for each in part.tags]

    def id_of(self, label: str | None) -> str | None:
        """Return the id that a label stands for; none for none."""
        if label is None:
            return None
        try:
            return str(UUID(label)) if len(label) == 36 else self._made.setdefault(label, new_id())
        except ValueError:
            return self._made.setdefault(label, new_id())

    def record(self, record_type: type[R], part: Part, **more: Any) -> R:
        """Return a record with all that the part holds by the same names, its ids looked up, and some more."""
        held = {each.name: getattr(part, each.name) for each in fields(record_type) if hasattr(part, each.name)}
        for name in (*(each.name for each in references(record_type)), *_PLAIN_IDS):
            if name in held:
                held[name] = self.id_of(held[name])
        for name, entry_type in LISTED_NAMES.items():
            if f"{name}_id" in held and held[f"{name}_id"] is None and getattr(part, name, None) is not None:
                held[f"{name}_id"] = self.entry_named(entry_type, getattr(part, name))
        if "id" in held:
            held["id"] = self.id_of(held["id"]) or new_id()
        record: R = record_type(**held | more)
        return record


def has_rank(part: _Ranked) -> bool:
    """Return whether a part says what orders it, in a form that does."""
    return part.rank is not None and is_rank(part.rank)


def ranked_parts(parts: Sequence[RankedPart]) -> list[tuple[RankedPart, str]]:
    """Return parts with their own ranks where all have one, otherwise with ranks in their order here."""
    if all(map(has_rank, parts)):
        return [(part, part.rank or "") for part in parts]
    return list(zip(parts, ranks_between(None, None, len(parts)), strict=True))
