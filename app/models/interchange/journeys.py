"""The parts of the maps."""

from dataclasses import dataclass, field

from app.models.interchange.base import Part, TagLinkPart
from app.models.interchange.research import HighlightLinkPart, InsightLinkPart, VerdictPart
from app.models.kinds import (
    AnswerStatus,
    Aspect,
    CardKind,
    FactorEffect,
    HandOff,
    JourneyContext,
    JourneyKind,
    JourneyLevel,
    JourneyState,
    JourneyStatus,
    LaneKind,
    Presence,
    Sense,
    Subject,
    TouchpointKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPart(Part):
    """A column of the map; an untitled only step makes its stage one plain column; width in points, null = as usual.

    Its team is one of the departments; the days are YYYY-MM-DD.
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
    channel_id: str | None = None
    channel: str | None = None
    resource: str = ""
    starts_on: str | None = None
    ends_on: str | None = None
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
class AnswerPart(Part):
    """A card that one of a to-be answers; its title is written for readers, ignored when read back."""

    answered_id: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPart(Part):
    """A card, in map order; places are null while it is unplaced.

    `stage` and `step` are titles, `lane` the kind of its lane, `persona` the name of its persona (null = for the whole
    map), `order` its position in its cell, or among the unplaced (1 = first), `shared_id` what joins one thing that
    several personas do, `score` the raw score of an import. `sentiment_default` says that nobody set the sentiment: it
    is only what a pain or a gain counts as until then. `channel`, `department`, `owner` and `tool` are names of the
    shared lists; `duration` is in minutes, `severity` and `frequency` are 1 … 5, `image` is a stored image's SHA-256. A
    card with `insight_id` shows that insight: its title is the statement.
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
    insight_id: str | None = None
    highlight_id: str | None = None
    tags: list[TagLinkPart] = field(default_factory=list)
    insights: list[InsightLinkPart] = field(default_factory=list)
    highlights: list[HighlightLinkPart] = field(default_factory=list)
    verdicts: list[VerdictPart] = field(default_factory=list)
    answers: list[AnswerPart] = field(default_factory=list)


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
    `default` that only default sentiments of pains and gains are behind it, `rolled` how many of the n are there only
    because the step opens a sub-journey.
    """

    swimlane_id: str | None = None
    persona: str | None = None
    step_id: str | None = None
    value: float | None = None
    n: int = 0
    by_hand: bool = False
    default: bool = False
    rolled: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyPart(Part):
    """One map; a journey stands after its parent. Reviews are due every so many days from `reviewed_on` on."""

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
    objective: str = ""
    objective_metric: str = ""
    objective_target: str = ""
    scope: str = ""
    department_id: str | None = None
    department: str | None = None
    segment_id: str | None = None
    segment: str | None = None
    review_every: int | None = None
    reviewed_on: str | None = None
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
