"""What all parts of the JSON share."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What all parts share: nothing but being one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPart(Part):
    """An entry of a shared list: a channel, department, owner, brand, segment or tool."""

    id: str | None = None
    name: str
    rank: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TagLinkPart(Part):
    """A tag on something, by its id or its name."""

    tag_id: str | None = None
    tag: str | None = None
