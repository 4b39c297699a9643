"""The parts of the registers around the framework."""

from dataclasses import dataclass, field

from app.models.interchange.base import NamedPart, Part
from app.models.kinds import AskStatus, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyLinkPart(Part):
    """A journey that something belongs to; its title is written for readers, ignored when read back."""

    journey_id: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPart(Part):
    """What a stakeholder asks for; days are YYYY-MM-DD."""

    id: str | None = None
    title: str = ""
    rank: str | None = None
    status: AskStatus = "open"
    asked_on: str | None = None
    due_on: str | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StakeholderPart(NamedPart):
    """Somebody with a stake in journeys: interest and influence are low, medium or high."""

    role: str = ""
    department_id: str | None = None
    department: str | None = None
    interest: Level | None = None
    influence: Level | None = None
    wants: str = ""
    note: str = ""
    journeys: list[JourneyLinkPart] = field(default_factory=list)
    asks: list[AskPart] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolUsePart(Part):
    """A tool that a department uses, each by its id or its name, and what for."""

    tool_id: str | None = None
    tool: str | None = None
    department_id: str | None = None
    department: str | None = None
    purpose: str = ""
