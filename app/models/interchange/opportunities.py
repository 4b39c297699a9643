"""The parts of what is worth doing."""

from dataclasses import dataclass, field

from app.models.interchange.base import Part, TagLinkPart
from app.models.interchange.framework import JourneyLinkPart
from app.models.interchange.research import HighlightLinkPart, InsightLinkPart, VerdictPart
from app.models.interchange.scoring import ScorePart
from app.models.kinds import ActionStatus, DecisionKind, OpportunityStatus, OpportunityType, SolutionStatus, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityCardPart(Part):
    """A card that an opportunity is there because of; its title is written for readers, ignored when read back."""

    card_id: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPart(Part):
    """What was decided, when (YYYY-MM-DD), why and by whom; the last one counts, without a kind it is open."""

    id: str | None = None
    rank: str | None = None
    kind: DecisionKind | None = None
    decided_on: str | None = None
    reason: str = ""
    owner_id: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryLinkPart(Part):
    """A boundary that an opportunity falls under; its title is written for readers, ignored when read back."""

    boundary_id: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityPart(Part):
    """Something worth doing, with its scores and what was decided.

    Keys of formats 1 to 4 are still read: `decision`, `decided_on` and `reason` as the last of its decisions;
    `customer`, `business` (0 … 100) and `effort` (0 … 5) as the group's scores in the value matrix.
    """

    id: str | None = None
    title: str = ""
    note: str = ""
    rank: str | None = None
    parent_id: str | None = None
    type: OpportunityType = "fix"
    status: OpportunityStatus = "idea"
    tags: list[TagLinkPart] = field(default_factory=list)
    cards: list[OpportunityCardPart] = field(default_factory=list)
    scores: list[ScorePart] = field(default_factory=list)
    decisions: list[DecisionPart] = field(default_factory=list)
    boundaries: list[BoundaryLinkPart] = field(default_factory=list)
    journeys: list[JourneyLinkPart] = field(default_factory=list)
    insights: list[InsightLinkPart] = field(default_factory=list)
    highlights: list[HighlightLinkPart] = field(default_factory=list)
    verdicts: list[VerdictPart] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryPart(Part):
    """What the organisation will or will not do; with a tag, by its id or its name, all opportunities of that tag."""

    id: str | None = None
    title: str = ""
    rank: str | None = None
    stance: Stance = "will not"
    note: str = ""
    tag_id: str | None = None
    tag: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityLinkPart(Part):
    """An opportunity that a solution answers; its title is written for readers, ignored when read back."""

    opportunity_id: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedStepPart(Part):
    """A step that a solution changes, and how."""

    step_id: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionPart(Part):
    """How opportunities are met."""

    id: str | None = None
    title: str = ""
    rank: str | None = None
    note: str = ""
    status: SolutionStatus = "idea"
    opportunities: list[OpportunityLinkPart] = field(default_factory=list)
    steps: list[ChangedStepPart] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPart(Part):
    """One task: who does it until when, and what it is part of; days are YYYY-MM-DD."""

    id: str | None = None
    title: str = ""
    rank: str | None = None
    note: str = ""
    status: ActionStatus = "to do"
    owner_id: str | None = None
    owner: str | None = None
    due_on: str | None = None
    done_on: str | None = None
    opportunity_id: str | None = None
    solution_id: str | None = None
    step_id: str | None = None
