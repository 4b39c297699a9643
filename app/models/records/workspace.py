"""The records of the whole workspace: its title page, the shared lists, personas."""

from dataclasses import dataclass
from typing import ClassVar

from app.models.kinds import BuyerRole, TagColour
from app.models.records.base import Link, Named, Record, reference


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Workspace(Record):
    """The one record of what the whole file is about.

    `assumption_share` is the percentage of pains without evidence above which a map is marked as an assumption map;
    opportunities are ranked by the scoring model, none = the value matrix.
    """

    kind_name: ClassVar[str] = "workspace"
    id: str
    title: str
    noun: str = "customer"
    vision: str = ""
    principles: str = ""
    objectives: str = ""
    assumption_share: float = 50.0
    scoring_model_id: str | None = reference("scoring_model", "clear", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Channel(Named):
    """A way in which people and organisation meet: website, phone, shop …"""

    kind_name: ClassVar[str] = "channel"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Department(Named):
    """A part of the organisation."""

    kind_name: ClassVar[str] = "department"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Owner(Named):
    """Somebody who answers for a journey or a step."""

    kind_name: ClassVar[str] = "owner"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Brand(Named):
    """A brand that journeys belong to."""

    kind_name: ClassVar[str] = "brand"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Segment(Named):
    """A segment of the people served."""

    kind_name: ClassVar[str] = "segment"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Tool(Named):
    """A tool of the organisation; those of one category can stand in for each other."""

    kind_name: ClassVar[str] = "tool"
    category: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Tag(Named):
    """A code; tags form a tree."""

    kind_name: ClassVar[str] = "tag"
    parent_id: str | None = reference("tag", "clear", optional=True)
    description: str = ""
    colour: TagColour | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Persona(Named):
    """An archetype of the workspace, e.g. name “Maya”, role “commuter”.

    `buyer_role` is the part played in a group that buys (B2B); `picture` is the SHA-256 of a stored image; goals, needs
    and frustrations are one a line.
    """

    kind_name: ClassVar[str] = "persona"
    role: str = ""
    description: str = ""
    segment_id: str | None = reference("segment", "clear", optional=True)
    buyer_role: BuyerRole | None = None
    target_market: str = ""
    quote: str = ""
    goals: str = ""
    needs: str = ""
    frustrations: str = ""
    picture: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class PersonaTrait(Record):
    """Where a persona stands between two ends of a scale, e.g. “cautious” and “bold”; value 0 (low) … 100 (high)."""

    kind_name: ClassVar[str] = "persona_trait"
    id: str
    persona_id: str = reference("persona", "cascade")
    rank: str
    low: str
    high: str
    value: float = 50.0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class PersonaChannel(Link):
    """A channel that a persona uses."""

    kind_name: ClassVar[str] = "persona_channel"
    key: ClassVar[tuple[str, ...]] = ("persona_id", "channel_id")
    persona_id: str = reference("persona", "cascade")
    channel_id: str = reference("channel", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class PersonaTag(Link):
    """A tag on a persona."""

    kind_name: ClassVar[str] = "persona_tag"
    key: ClassVar[tuple[str, ...]] = ("persona_id", "tag_id")
    persona_id: str = reference("persona", "cascade")
    tag_id: str = reference("tag", "cascade")
