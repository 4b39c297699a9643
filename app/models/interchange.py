"""The shape of the JSON that `clew show --json` prints and `clew import` reads; stands in docs/format.md.

Exporters write it, importers read it, and neither knows the other: so the shape stands here. Printed files have every
key. Files written by hand may leave out whatever has a default below: ids and ranks are made then, and cards find
their lane and step by title. Ids are UUIDs; `rank` orders siblings as text; sentiments and emotions are −2 … +2.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.models.kinds import (
    AnswerStatus,
    Aspect,
    BuyerRole,
    CardKind,
    Decision,
    FactorEffect,
    HandOff,
    JourneyContext,
    JourneyKind,
    JourneyLevel,
    JourneyState,
    JourneyStatus,
    LaneKind,
    OpportunityStatus,
    Presence,
    Sense,
    Subject,
    TagColour,
    TouchpointKind,
)
from app.models.records import AnyRecord, Brand, Channel, Department, Owner, Segment, Tag, Tool

FORMAT: Final = 3
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
    colour: TagColour | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TagLinkPart(Part):
    """A tag on something, by its id or its name."""

    tag_id: str | None = None
    tag: str | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPart(Part):
    """A column of the map; an untitled only step makes its stage one plain column; width in points, null = as usual.

    Its team is one of the departments.
    """

    id: str | None = None
    title: str = ""
    rank: str | None = None
    opens_journey_id: str | None = None
    origin_id: str | None = None
    owner_id: str | None = None
    owner: str | None = None
    team_id: str | None = None
    team: str | None = None
    width: float | None = None
    tags: list[TagLinkPart] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class StagePart(Part):
    """A column group with its steps from left to right; without any it gets one untitled step."""

    id: str | None = None
    title: str
    rank: str | None = None
    origin_id: str | None = None
    tags: list[TagLinkPart] = field(default_factory=list)
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
    is only what a pain or a gain counts as until then. `channel`, `department`, `owner` and `tool` are names of the
    shared lists; `duration` is in minutes, `severity` and `frequency` are 1 … 5, `image` is a stored image's SHA-256.
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
    example: bool = False
    touchpoint_kind: TouchpointKind | None = None
    channel_id: str | None = None
    channel: str | None = None
    presence: Presence | None = None
    moment_of_truth: bool = False
    department_id: str | None = None
    department: str | None = None
    owner_id: str | None = None
    owner: str | None = None
    tool_id: str | None = None
    tool: str | None = None
    duration: float | None = None
    aspect: Aspect | None = None
    stimulus: Sense | None = None
    acquiring: str = ""
    keeping: str = ""
    severity: int | None = None
    frequency: int | None = None
    answer: str = ""
    answer_status: AnswerStatus | None = None
    effect: FactorEffect | None = None
    image: str | None = None
    tags: list[TagLinkPart] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectorPart(Part):
    """A flow from one card to another; a hand-off where it is seamless or broken."""

    from_card_id: str
    to_card_id: str
    title: str = ""
    hand_off: HandOff | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookmarkPart(Part):
    """A place on the map to come back to, at a zoom (1 = 100 %)."""

    id: str | None = None
    rank: str | None = None
    title: str
    step_id: str | None = None
    lane_id: str | None = None
    zoom: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredFieldPart(Part):
    """A field that every card of a kind, every step or persona, or the journey should have."""

    subject: Subject
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WallColumnPart(Part):
    """The letters by which a column is called on a wall template; those of a gone one stay without it."""

    code: str
    step_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WallRowPart(Part):
    """The number, as text, by which a lane is called on a wall template; that of a gone one stays without it."""

    code: str
    lane_id: str | None = None


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
    brand: str | None = None
    owner_id: str | None = None
    owner: str | None = None
    origin_id: str | None = None
    tags: list[TagLinkPart] = field(default_factory=list)
    required_fields: list[RequiredFieldPart] = field(default_factory=list)
    bookmarks: list[BookmarkPart] = field(default_factory=list)
    wall_columns: list[WallColumnPart] = field(default_factory=list)
    wall_rows: list[WallRowPart] = field(default_factory=list)
    stages: list[StagePart] = field(default_factory=list)
    swimlanes: list[SwimlanePart] = field(default_factory=list)
    lanes: list[LanePart] = field(default_factory=list)
    cards: list[CardPart] = field(default_factory=list)
    connectors: list[ConnectorPart] = field(default_factory=list)
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
    tags: list[TagLinkPart] = field(default_factory=list)
    cards: list[OpportunityCardPart] = field(default_factory=list)
    journeys: list[OpportunityJourneyPart] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteOptionPart(Part):
    """A card or an opportunity that can be voted for, by its number on the ballot; its title is for readers only."""

    id: str | None = None
    number: int
    card_id: str | None = None
    opportunity_id: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VotePart(Part):
    """How many votes of a ballot an option has."""

    option_id: str
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotPart(Part):
    """The votes of one person, numbered 1 … as on paper; number 0 is the tally of raised hands."""

    id: str | None = None
    number: int
    voter: str = ""
    votes: list[VotePart] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRoundPart(Part):
    """A vote held on a map, with what can be voted for and the ballots."""

    id: str | None = None
    journey_id: str
    rank: str | None = None
    title: str
    votes_each: int = 3
    revealed: bool = False
    last_number: int = 0
    options: list[VoteOptionPart] = field(default_factory=list)
    ballots: list[BallotPart] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPart(Part):
    """A part of a workshop: its minutes, prompts one a line, the facilitator's private notes."""

    id: str | None = None
    rank: str | None = None
    title: str
    minutes: float = 10.0
    prompts: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPart(Part):
    """The plan of a workshop."""

    id: str | None = None
    rank: str | None = None
    title: str
    journey_id: str | None = None
    activities: list[ActivityPart] = field(default_factory=list)


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

LISTED_NAMES: Final[Mapping[str, type[AnyRecord]]] = {
    "channel": Channel,
    "department": Department,
    "team": Department,
    "owner": Owner,
    "brand": Brand,
    "segment": Segment,
    "tool": Tool,
    "tag": Tag,
}
"""Keys that say in words what the id beside them (`channel_id` …) says, with the list that they name an entry of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImagePart(Part):
    """A stored image that a card or a persona shows: PNG or JPEG, its bytes in Base64."""

    sha256: str
    media_type: str = ""
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePart(Part):
    """What a template is called, what it is for and what it stands among; null in a file that is none."""

    title: str
    description: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceFile(Part):
    """A whole workspace, or a template of one journey."""

    format: int
    template: TemplatePart | None = None
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
    rounds: list[VoteRoundPart] = field(default_factory=list)
    agendas: list[AgendaPart] = field(default_factory=list)
    images: list[ImagePart] = field(default_factory=list)
