"""The shape of the JSON that `clew show --json` prints and `clew import` reads; stands in docs/format.md.

Exporters write it, importers read it, and neither knows the other: so the shape stands here. Printed files have every
key. Files written by hand may leave out whatever has a default below: ids and ranks are made then, and cards find
their lane and step by title. Ids are UUIDs; `rank` orders siblings as text; sentiments and emotions are −2 … +2.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.models.kinds import (
    CardKind,
    Decision,
    JourneyContext,
    JourneyKind,
    JourneyLevel,
    JourneyState,
    JourneyStatus,
    LaneKind,
    OpportunityStatus,
)
from app.models.records import AnyRecord, Brand, Channel, Department, Owner, Segment, Tag, Tool

FORMAT: Final = 1
"""The number of this shape; a reader refuses a newer one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What all parts share: nothing but being one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspacePart(Part):
    """What the whole file is about; `noun` is the word for the person served."""

    id: str | None = None
    title: str = ""
    noun: str = "customer"
    vision: str = ""
    principles: str = ""
    objectives: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPart(Part):
    """An entry of a shared list: a channel, department, owner, brand, segment or tool."""

    id: str | None = None
    name: str
    rank: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TagPart(NamedPart):
    """A code in the tree of tags."""

    parent_id: str | None = None
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaPart(NamedPart):
    """An archetype of the workspace."""

    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPart(Part):
    """A column of the map; an untitled only step makes its stage one plain column."""

    id: str | None = None
    title: str = ""
    rank: str | None = None
    opens_journey_id: str | None = None
    origin_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StagePart(Part):
    """A column group with its steps from left to right; without any it gets one untitled step."""

    id: str | None = None
    title: str
    rank: str | None = None
    origin_id: str | None = None
    steps: list[StepPart] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class SwimlanePart(Part):
    """A persona's band: the persona's name, or its id where two have one name."""

    id: str | None = None
    persona: str | None = None
    persona_id: str | None = None
    rank: str | None = None
    collapsed: bool = False
    origin_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LanePart(Part):
    """A row: in the swimlane of a persona, or (persona null) for the whole map; height in points, null = as needed."""

    id: str | None = None
    swimlane_id: str | None = None
    persona: str | None = None
    kind: LaneKind
    title: str = ""
    rank: str | None = None
    height: float | None = None
    origin_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPart(Part):
    """A card, in map order; places are null while it is unplaced.

    `stage` and `step` are titles, `lane` the kind of its lane, `persona` the name of its persona (null = for the whole
    map), `order` its position in its cell, or among the unplaced (1 = first), `shared_id` what joins one thing that
    several personas do, `score` the raw score of an import. `sentiment_default` says that nobody set the sentiment: it
    is only what a pain or a gain counts as until then.
    """

    id: str | None = None
    kind: CardKind
    title: str = ""
    note: str = ""
    stage: str | None = None
    step: str | None = None
    lane: LaneKind | None = None
    persona: str | None = None
    stage_id: str | None = None
    step_id: str | None = None
    lane_id: str | None = None
    swimlane_id: str | None = None
    was_step_id: str | None = None
    was_lane_id: str | None = None
    shared_id: str | None = None
    order: int | None = None
    rank: str | None = None
    span: int = 1
    sentiment: float | None = None
    sentiment_default: bool = False
    weight: float = 100.0
    score: str | None = None
    origin_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverridePart(Part):
    """A value of the emotion curve set by hand, with its reason."""

    swimlane_id: str | None = None
    persona: str | None = None
    step_id: str | None = None
    stage: str | None = None
    step: str | None = None
    value: float
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmotionPart(Part):
    """A point of the emotion curve, computed: written for readers, ignored when it is read back.

    `value` null is a gap; `n` counts the cards behind it; `by_hand` says that a value set by hand stands in its place,
    `default` that only default sentiments of pains and gains are behind it.
    """

    swimlane_id: str | None = None
    persona: str | None = None
    step_id: str | None = None
    value: float | None = None
    n: int = 0
    by_hand: bool = False
    default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyPart(Part):
    """One map; a journey stands after its parent."""

    id: str | None = None
    parent_id: str | None = None
    to_be_of: str | None = None
    title: str
    state: JourneyState = "current"
    level: JourneyLevel = "journey"
    kind: JourneyKind = "customer"
    context: JourneyContext = "b2c"
    status: JourneyStatus = "draft"
    goal: str = ""
    note: str = ""
    rank: str | None = None
    lifecycle_stage_id: str | None = None
    brand_id: str | None = None
    owner_id: str | None = None
    origin_id: str | None = None
    stages: list[StagePart] = field(default_factory=list)
    swimlanes: list[SwimlanePart] = field(default_factory=list)
    lanes: list[LanePart] = field(default_factory=list)
    cards: list[CardPart] = field(default_factory=list)
    overrides: list[OverridePart] = field(default_factory=list)
    emotion: list[EmotionPart] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityCardPart(Part):
    """A card that an opportunity is there because of; its title is written for readers, ignored when read back."""

    card_id: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityJourneyPart(Part):
    """A journey that an opportunity belongs to by itself; its title is written for readers, ignored when read back."""

    journey_id: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityPart(Part):
    """Something worth doing, with what it is worth, what it costs and what was decided.

    `customer` and `business` are 0 … 100, `effort` 0 … 5, null = not scored yet; `decided_on` is a day, YYYY-MM-DD.
    """

    id: str | None = None
    title: str = ""
    note: str = ""
    rank: str | None = None
    customer: float | None = None
    business: float | None = None
    effort: float | None = None
    status: OpportunityStatus = "idea"
    decision: Decision | None = None
    decided_on: str | None = None
    reason: str = ""
    cards: list[OpportunityCardPart] = field(default_factory=list)
    journeys: list[OpportunityJourneyPart] = field(default_factory=list)


SHARED_LISTS: Final[Mapping[str, tuple[type[AnyRecord], type[NamedPart]]]] = {
    "channels": (Channel, NamedPart),
    "departments": (Department, NamedPart),
    "owners": (Owner, NamedPart),
    "brands": (Brand, NamedPart),
    "segments": (Segment, NamedPart),
    "tools": (Tool, NamedPart),
    "tags": (Tag, TagPart),
}
"""The shared lists of a workspace by their keys: what is stored, and what is printed of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceFile(Part):
    """A whole workspace."""

    format: int
    workspace: WorkspacePart | None = None
    personas: list[PersonaPart] = field(default_factory=list)
    channels: list[NamedPart] = field(default_factory=list)
    departments: list[NamedPart] = field(default_factory=list)
    owners: list[NamedPart] = field(default_factory=list)
    brands: list[NamedPart] = field(default_factory=list)
    segments: list[NamedPart] = field(default_factory=list)
    tools: list[NamedPart] = field(default_factory=list)
    tags: list[TagPart] = field(default_factory=list)
    journeys: list[JourneyPart] = field(default_factory=list)
    opportunities: list[OpportunityPart] = field(default_factory=list)
