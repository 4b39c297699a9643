"""The records of a workspace: frozen data, one class per table, one field per column.

A field made by `reference()` holds the id of another record and says what deleting that record does to this one:
`cascade` deletes it too, `clear` empties the field, `refuse` forbids the deletion. `origin_id` is a plain value without
a reference: deleting the origin must not erase what a to-be copy remembers of it.
"""

from collections.abc import Iterator
from dataclasses import Field, dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, Final, Literal

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

OnDelete = Literal["cascade", "clear", "refuse"]


def reference(kind: str, on_delete: OnDelete, *, optional: bool = False) -> Any:
    """Return a dataclass field that holds the id of a record of that kind."""
    metadata = {"references": kind, "on_delete": on_delete}
    return field(default=None, metadata=metadata) if optional else field(metadata=metadata)


@cache
def _values_of(kind: str) -> "attrgetter[tuple[Any, ...]]":
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
class Workspace(Record):
    """The one record of what the whole file is about."""

    kind_name: ClassVar[str] = "workspace"
    id: str
    title: str
    noun: str = "customer"
    vision: str = ""
    principles: str = ""
    objectives: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Named(Record):
    """An entry of a shared list."""

    id: str
    name: str
    rank: str


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
    """A tool of the organisation."""

    kind_name: ClassVar[str] = "tool"


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
class Journey(Record):
    """One map, in the tree of the framework."""

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
    """A column; an untitled only step makes its stage one plain column; width in points, none = the usual one."""

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
    a card that came with a template.
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
class Opportunity(Record):
    """Something worth doing: what it is worth to the people served and to the organisation, its cost, the decision.

    `customer` and `business` are 0 … 100, `effort` 0 … 5, none = not scored yet; `decided_on` is a day, YYYY-MM-DD.
    """

    kind_name: ClassVar[str] = "opportunity"
    id: str
    rank: str
    title: str = ""
    note: str = ""
    customer: float | None = None
    business: float | None = None
    effort: float | None = None
    status: OpportunityStatus = "idea"
    decision: Decision | None = None
    decided_on: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class OpportunityCard(Link):
    """A card that an opportunity is there because of."""

    kind_name: ClassVar[str] = "opportunity_card"
    key: ClassVar[tuple[str, ...]] = ("opportunity_id", "card_id")
    opportunity_id: str = reference("opportunity", "cascade")
    card_id: str = reference("card", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class OpportunityJourney(Link):
    """A journey that an opportunity belongs to, whether or not a card of it is linked."""

    kind_name: ClassVar[str] = "opportunity_journey"
    key: ClassVar[tuple[str, ...]] = ("opportunity_id", "journey_id")
    opportunity_id: str = reference("opportunity", "cascade")
    journey_id: str = reference("journey", "cascade")


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
class PersonaTag(Link):
    """A tag on a persona."""

    kind_name: ClassVar[str] = "persona_tag"
    key: ClassVar[tuple[str, ...]] = ("persona_id", "tag_id")
    persona_id: str = reference("persona", "cascade")
    tag_id: str = reference("tag", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class CardTag(Link):
    """A tag on a card."""

    kind_name: ClassVar[str] = "card_tag"
    key: ClassVar[tuple[str, ...]] = ("card_id", "tag_id")
    card_id: str = reference("card", "cascade")
    tag_id: str = reference("tag", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class OpportunityTag(Link):
    """A tag on an opportunity."""

    kind_name: ClassVar[str] = "opportunity_tag"
    key: ClassVar[tuple[str, ...]] = ("opportunity_id", "tag_id")
    opportunity_id: str = reference("opportunity", "cascade")
    tag_id: str = reference("tag", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Agenda(Record):
    """The plan of a workshop, for a journey or for none in particular."""

    kind_name: ClassVar[str] = "agenda"
    id: str
    rank: str
    title: str
    journey_id: str | None = reference("journey", "clear", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Activity(Record):
    """A part of an agenda: how many minutes it takes, prompts to say (one a line), the facilitator's private notes."""

    kind_name: ClassVar[str] = "activity"
    id: str
    agenda_id: str = reference("agenda", "cascade")
    rank: str
    title: str
    minutes: float = 10.0
    prompts: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class VoteRound(Record):
    """A vote held on a map: how many votes each person has, and whether the room sees how it goes.

    `last_number` is the highest number that an option of it ever had: ballots on paper keep the numbers of those gone.
    """

    kind_name: ClassVar[str] = "vote_round"
    id: str
    journey_id: str = reference("journey", "cascade")
    rank: str
    title: str
    votes_each: int = 3
    revealed: bool = False
    last_number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class VoteOption(Record):
    """A card or an opportunity (one of both) that can be voted for, by its number on the ballot, 1 …"""

    kind_name: ClassVar[str] = "vote_option"
    id: str
    round_id: str = reference("vote_round", "cascade")
    number: int
    card_id: str | None = reference("card", "cascade", optional=True)
    opportunity_id: str | None = reference("opportunity", "cascade", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Ballot(Record):
    """The votes of one person, numbered 1 … as on paper; number 0 is the tally of hands raised in the room."""

    kind_name: ClassVar[str] = "ballot"
    id: str
    round_id: str = reference("vote_round", "cascade")
    number: int
    voter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Vote(Link):
    """How many votes of a ballot an option has."""

    kind_name: ClassVar[str] = "vote"
    key: ClassVar[tuple[str, ...]] = ("ballot_id", "option_id")
    ballot_id: str = reference("ballot", "cascade")
    option_id: str = reference("vote_option", "cascade")
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class WallColumn(Link):
    """The letters by which a column is called on paper that hangs on a wall: A … Z, AA …

    Those of a column that is gone stay without a step, so that they are never given again.
    """

    kind_name: ClassVar[str] = "wall_column"
    key: ClassVar[tuple[str, ...]] = ("journey_id", "code")
    journey_id: str = reference("journey", "cascade")
    code: str
    step_id: str | None = reference("step", "clear", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class WallRow(Link):
    """The number by which a lane is called on paper that hangs on a wall: 1, 2 …; that of one that is gone stays."""

    kind_name: ClassVar[str] = "wall_row"
    key: ClassVar[tuple[str, ...]] = ("journey_id", "code")
    journey_id: str = reference("journey", "cascade")
    code: str
    lane_id: str | None = reference("lane", "clear", optional=True)


AnyRecord = (
    Workspace
    | Channel
    | Department
    | Owner
    | Brand
    | Segment
    | Tool
    | Tag
    | Persona
    | PersonaTrait
    | PersonaChannel
    | Journey
    | Stage
    | Step
    | Swimlane
    | Lane
    | Card
    | Connector
    | Bookmark
    | RequiredField
    | EmotionOverride
    | Opportunity
    | OpportunityCard
    | OpportunityJourney
    | JourneyTag
    | StageTag
    | StepTag
    | PersonaTag
    | CardTag
    | OpportunityTag
    | Agenda
    | Activity
    | VoteRound
    | VoteOption
    | Ballot
    | Vote
    | WallColumn
    | WallRow
)

RECORD_TYPES: Final[dict[str, type[AnyRecord]]] = {
    record_type.kind_name: record_type
    for record_type in (
        Workspace,
        Channel,
        Department,
        Owner,
        Brand,
        Segment,
        Tool,
        Tag,
        Persona,
        PersonaTrait,
        PersonaChannel,
        Journey,
        Stage,
        Step,
        Swimlane,
        Lane,
        Card,
        Connector,
        Bookmark,
        RequiredField,
        EmotionOverride,
        Opportunity,
        OpportunityCard,
        OpportunityJourney,
        JourneyTag,
        StageTag,
        StepTag,
        PersonaTag,
        CardTag,
        OpportunityTag,
        Agenda,
        Activity,
        VoteRound,
        VoteOption,
        Ballot,
        Vote,
        WallColumn,
        WallRow,
    )
}
"""Every record type by the name of its kind, an owner before what it holds."""


TAG_LINKS: Final[dict[type[Any], type[Any]]] = {
    Journey: JourneyTag,
    Stage: StageTag,
    Step: StepTag,
    Persona: PersonaTag,
    Card: CardTag,
    Opportunity: OpportunityTag,
}
"""What carries tags, with the link that joins it to them."""


def references(record_type: type[AnyRecord]) -> Iterator[Field[Any]]:
    """Yield the fields of a record type that hold the id of another record."""
    return (each for each in fields(record_type) if "references" in each.metadata)
