"""The records of what is worth doing."""

from dataclasses import dataclass
from typing import ClassVar

from app.models.kinds import Decision, OpportunityStatus
from app.models.records.base import Link, Record, reference


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
class OpportunityTag(Link):
    """A tag on an opportunity."""

    kind_name: ClassVar[str] = "opportunity_tag"
    key: ClassVar[tuple[str, ...]] = ("opportunity_id", "tag_id")
    opportunity_id: str = reference("opportunity", "cascade")
    tag_id: str = reference("tag", "cascade")
