"""The records of the framework and of its maps."""

from dataclasses import dataclass
from typing import ClassVar

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
from app.models.records.base import Link, Record, reference


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Journey(Record):
    """One map, in the tree of the framework.

    The objective is what the organisation wants of it, the metric and the target say how it would know; reviews are due
    every so many days from the last one (YYYY-MM-DD) on.
    """

    kind_name: ClassVar[str] = "journey"
    id: str
    rank: str
    title: str
    parent_id: str | None = reference("journey", "refuse", optional=True)
    level: JourneyLevel = "journey"
    kind: JourneyKind = "customer"
    context: JourneyContext = "b2c"
    state: JourneyState = "current"
    to_be_of: str | None = reference("journey", "clear", optional=True)
    lifecycle_stage_id: str | None = reference("stage", "clear", optional=True)
    brand_id: str | None = reference("brand", "clear", optional=True)
    owner_id: str | None = reference("owner", "clear", optional=True)
    status: JourneyStatus = "draft"
    goal: str = ""
    note: str = ""
    origin_id: str | None = None
    objective: str = ""
    objective_metric: str = ""
    objective_target: str = ""
    scope: str = ""
    department_id: str | None = reference("department", "clear", optional=True)
    segment_id: str | None = reference("segment", "clear", optional=True)
    review_every: int | None = None
    reviewed_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Stage(Record):
    """A column group of a journey; it holds one step or more."""

    kind_name: ClassVar[str] = "stage"
    id: str
    journey_id: str = reference("journey", "cascade")
    rank: str
    title: str
    origin_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Step(Record):
    """A column; an untitled only step makes its stage one plain column; width in points, none = the usual one.

    Who does it, by which channel, with what and on which days (YYYY-MM-DD) is for its orchestration.
    """

    kind_name: ClassVar[str] = "step"
    id: str
    stage_id: str = reference("stage", "cascade")
    rank: str
    title: str = ""
    opens_journey_id: str | None = reference("journey", "clear", optional=True)
    origin_id: str | None = None
    owner_id: str | None = reference("owner", "clear", optional=True)
    team_id: str | None = reference("department", "clear", optional=True)
    width: float | None = None
    channel_id: str | None = reference("channel", "clear", optional=True)
    resource: str = ""
    starts_on: str | None = None
    ends_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Swimlane(Record):
    """A persona's band in one journey; one per pair."""

    kind_name: ClassVar[str] = "swimlane"
    id: str
    journey_id: str = reference("journey", "cascade")
    persona_id: str = reference("persona", "refuse")
    rank: str
    collapsed: bool = False
    origin_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Lane(Record):
    """A row, in a swimlane or (without one) for the whole map; height in points, none = as its content needs."""

    kind_name: ClassVar[str] = "lane"
    id: str
    journey_id: str = reference("journey", "cascade")
    swimlane_id: str | None = reference("swimlane", "cascade", optional=True)
    kind: LaneKind
    title: str = ""
    rank: str
    height: float | None = None
    origin_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Card(Record):
    """What sits on a lane in a step, or waits in Unplaced (no lane, no step) and remembers where it was.

    `sentiment` is −2 … +2, none = the kind's default or nothing said; `weight` 0 … 1000, 100 the usual, 0 excluded from
    the emotion; `span` counts steps; cards with the same `shared_id` are one thing that several personas do; `score` is
    the raw score of an import, as it was written. Which of the fields below `origin_id` a kind has is in
    `app.models.fields`: `duration` is in minutes, `severity` and `frequency` are 1 … 5, `acquiring` and `keeping` say
    what a touchpoint does for winning and for keeping people, `image` is the SHA-256 of a stored image. `example` marks
    a card that came with a template. A card with `insight_id` shows that insight and has its statement as its title;
    one with `highlight_id` shows that passage, in words of its own choice.
    """

    kind_name: ClassVar[str] = "card"
    id: str
    journey_id: str = reference("journey", "cascade")
    kind: CardKind
    title: str = ""
    note: str = ""
    lane_id: str | None = reference("lane", "refuse", optional=True)
    step_id: str | None = reference("step", "refuse", optional=True)
    was_lane_id: str | None = None
    was_step_id: str | None = None
    rank: str
    span: int = 1
    sentiment: float | None = None
    weight: float = 100.0
    shared_id: str | None = None
    score: str | None = None
    origin_id: str | None = None
    example: bool = False
    touchpoint_kind: TouchpointKind | None = None
    channel_id: str | None = reference("channel", "clear", optional=True)
    presence: Presence | None = None
    moment_of_truth: bool = False
    department_id: str | None = reference("department", "clear", optional=True)
    owner_id: str | None = reference("owner", "clear", optional=True)
    tool_id: str | None = reference("tool", "clear", optional=True)
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
    insight_id: str | None = reference("insight", "clear", optional=True)
    highlight_id: str | None = reference("highlight", "clear", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class CardAnswer(Link):
    """What a card of a to-be answers: a pain, say, of the journey as it is."""

    kind_name: ClassVar[str] = "card_answer"
    key: ClassVar[tuple[str, ...]] = ("card_id", "answered_id")
    card_id: str = reference("card", "cascade")
    answered_id: str = reference("card", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Connector(Link):
    """A flow from one card to another of its journey; a hand-off where it is marked seamless or broken."""

    kind_name: ClassVar[str] = "connector"
    key: ClassVar[tuple[str, ...]] = ("from_card_id", "to_card_id")
    from_card_id: str = reference("card", "cascade")
    to_card_id: str = reference("card", "cascade")
    journey_id: str = reference("journey", "cascade")
    title: str = ""
    hand_off: HandOff | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Bookmark(Record):
    """A place on a map to come back to: a step, a lane or the cell of both, at a zoom (1 = 100 %)."""

    kind_name: ClassVar[str] = "bookmark"
    id: str
    journey_id: str = reference("journey", "cascade")
    rank: str
    title: str
    step_id: str | None = reference("step", "clear", optional=True)
    lane_id: str | None = reference("lane", "clear", optional=True)
    zoom: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class RequiredField(Link):
    """A field that every card of a kind, every step or persona of a journey or the journey itself should have."""

    kind_name: ClassVar[str] = "required_field"
    key: ClassVar[tuple[str, ...]] = ("journey_id", "subject", "name")
    journey_id: str = reference("journey", "cascade")
    subject: Subject
    name: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class EmotionOverride(Link):
    """A value of the emotion curve set by hand, −2 … +2, with its reason."""

    kind_name: ClassVar[str] = "emotion_override"
    key: ClassVar[tuple[str, ...]] = ("swimlane_id", "step_id")
    swimlane_id: str = reference("swimlane", "cascade")
    step_id: str = reference("step", "cascade")
    value: float
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class JourneyTag(Link):
    """A tag on a journey."""

    kind_name: ClassVar[str] = "journey_tag"
    key: ClassVar[tuple[str, ...]] = ("journey_id", "tag_id")
    journey_id: str = reference("journey", "cascade")
    tag_id: str = reference("tag", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class StageTag(Link):
    """A tag on a stage."""

    kind_name: ClassVar[str] = "stage_tag"
    key: ClassVar[tuple[str, ...]] = ("stage_id", "tag_id")
    stage_id: str = reference("stage", "cascade")
    tag_id: str = reference("tag", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class StepTag(Link):
    """A tag on a step."""

    kind_name: ClassVar[str] = "step_tag"
    key: ClassVar[tuple[str, ...]] = ("step_id", "tag_id")
    step_id: str = reference("step", "cascade")
    tag_id: str = reference("tag", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class CardTag(Link):
    """A tag on a card."""

    kind_name: ClassVar[str] = "card_tag"
    key: ClassVar[tuple[str, ...]] = ("card_id", "tag_id")
    card_id: str = reference("card", "cascade")
    tag_id: str = reference("tag", "cascade")
