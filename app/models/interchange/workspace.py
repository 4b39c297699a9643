"""The parts of the whole workspace: title page, shared lists, personas."""

from dataclasses import dataclass, field

from app.models.interchange.base import NamedPart, Part, TagLinkPart
from app.models.kinds import BuyerRole, TagColour


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspacePart(Part):
    """What the whole file is about; `noun` is the word for the person served."""

    id: str | None = None
    title: str = ""
    noun: str = "customer"
    vision: str = ""
    principles: str = ""
    objectives: str = ""
    assumption_share: float = 50.0
    scoring_model_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TagPart(NamedPart):
    """A code in the tree of tags."""

    parent_id: str | None = None
    description: str = ""
    colour: TagColour | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolPart(NamedPart):
    """A tool of the organisation; those of one category can stand in for each other."""

    category: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelLinkPart(Part):
    """A channel that a persona uses, by its id or its name."""

    channel_id: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitPart(Part):
    """Where a persona stands between two ends of a scale: 0 (low) … 100 (high)."""

    id: str | None = None
    rank: str | None = None
    low: str
    high: str
    value: float = 50.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaPart(NamedPart):
    """An archetype; goals, needs and frustrations are one a line, `picture` is the SHA-256 of a stored image."""

    role: str = ""
    description: str = ""
    segment_id: str | None = None
    segment: str | None = None
    buyer_role: BuyerRole | None = None
    target_market: str = ""
    quote: str = ""
    goals: str = ""
    needs: str = ""
    frustrations: str = ""
    picture: str | None = None
    traits: list[TraitPart] = field(default_factory=list)
    channels: list[ChannelLinkPart] = field(default_factory=list)
    tags: list[TagLinkPart] = field(default_factory=list)
