"""The parts of what is worth doing."""

from dataclasses import dataclass, field

from app.models.interchange.base import Part, TagLinkPart
from app.models.interchange.research import HighlightLinkPart, InsightLinkPart, VerdictPart
from app.models.kinds import Decision, OpportunityStatus


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
    insights: list[InsightLinkPart] = field(default_factory=list)
    highlights: list[HighlightLinkPart] = field(default_factory=list)
    verdicts: list[VerdictPart] = field(default_factory=list)
