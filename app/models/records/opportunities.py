"""The records of what is worth doing."""

from dataclasses import dataclass
from typing import ClassVar

from app.models.kinds import ActionStatus, DecisionKind, OpportunityStatus, OpportunityType, SolutionStatus, Stance
from app.models.records.base import Link, Record, reference


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Opportunity(Record):
    """Something worth doing; what it is held to be worth are its scores, what was decided its decisions."""

    kind_name: ClassVar[str] = "opportunity"
    id: str
    rank: str
    title: str = ""
    note: str = ""
    parent_id: str | None = reference("opportunity", "clear", optional=True)
    type: OpportunityType = "fix"
    status: OpportunityStatus = "idea"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Decision(Record):
    """What was decided on an opportunity, when, why and by whom; the last by rank counts.

    Without a kind it is open: taken back on that day, or, without a day, no more than a note why it waits.
    `decided_on` is a day, YYYY-MM-DD.
    """

    kind_name: ClassVar[str] = "decision"
    id: str
    rank: str
    opportunity_id: str = reference("opportunity", "cascade")
    kind: DecisionKind | None = None
    decided_on: str | None = None
    reason: str = ""
    owner_id: str | None = reference("owner", "clear", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Boundary(Record):
    """What the organisation will or will not do whatever it is worth; with a tag, all opportunities of that tag."""

    kind_name: ClassVar[str] = "boundary"
    id: str
    rank: str
    title: str = ""
    stance: Stance = "will not"
    note: str = ""
    tag_id: str | None = reference("tag", "clear", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class OpportunityBoundary(Link):
    """A boundary that an opportunity falls under."""

    kind_name: ClassVar[str] = "opportunity_boundary"
    key: ClassVar[tuple[str, ...]] = ("opportunity_id", "boundary_id")
    opportunity_id: str = reference("opportunity", "cascade")
    boundary_id: str = reference("boundary", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Solution(Record):
    """How opportunities are met."""

    kind_name: ClassVar[str] = "solution"
    id: str
    rank: str
    title: str = ""
    note: str = ""
    status: SolutionStatus = "idea"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class SolutionOpportunity(Link):
    """An opportunity that a solution answers."""

    kind_name: ClassVar[str] = "solution_opportunity"
    key: ClassVar[tuple[str, ...]] = ("solution_id", "opportunity_id")
    solution_id: str = reference("solution", "cascade")
    opportunity_id: str = reference("opportunity", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class SolutionStep(Link):
    """A step of a to-be that a solution changes, and how."""

    kind_name: ClassVar[str] = "solution_step"
    key: ClassVar[tuple[str, ...]] = ("solution_id", "step_id")
    solution_id: str = reference("solution", "cascade")
    step_id: str = reference("step", "cascade")
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Action(Record):
    """One task: who does it until when, and what it is part of; the days are YYYY-MM-DD."""

    kind_name: ClassVar[str] = "action"
    id: str
    rank: str
    title: str = ""
    note: str = ""
    status: ActionStatus = "to do"
    owner_id: str | None = reference("owner", "clear", optional=True)
    due_on: str | None = None
    done_on: str | None = None
    opportunity_id: str | None = reference("opportunity", "clear", optional=True)
    solution_id: str | None = reference("solution", "clear", optional=True)
    step_id: str | None = reference("step", "clear", optional=True)


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
class OpportunityTag(Link):
    """A tag on an opportunity."""

    kind_name: ClassVar[str] = "opportunity_tag"
    key: ClassVar[tuple[str, ...]] = ("opportunity_id", "tag_id")
    opportunity_id: str = reference("opportunity", "cascade")
    tag_id: str = reference("tag", "cascade")
