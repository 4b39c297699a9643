"""The records around the framework: stakeholders and what they ask, and which department uses which tool."""

from dataclasses import dataclass
from typing import ClassVar

from app.models.kinds import AskStatus, Level
from app.models.records.base import Link, Named, Record, reference


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Stakeholder(Named):
    """Somebody with a stake in journeys: how much interest and influence, and what they want."""

    kind_name: ClassVar[str] = "stakeholder"
    role: str = ""
    department_id: str | None = reference("department", "clear", optional=True)
    interest: Level | None = None
    influence: Level | None = None
    wants: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class StakeholderJourney(Link):
    """A journey that a stakeholder has a stake in."""

    kind_name: ClassVar[str] = "stakeholder_journey"
    key: ClassVar[tuple[str, ...]] = ("stakeholder_id", "journey_id")
    stakeholder_id: str = reference("stakeholder", "cascade")
    journey_id: str = reference("journey", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Ask(Record):
    """What a stakeholder asks for; the days are YYYY-MM-DD."""

    kind_name: ClassVar[str] = "ask"
    id: str
    rank: str
    stakeholder_id: str = reference("stakeholder", "cascade")
    title: str = ""
    status: AskStatus = "open"
    asked_on: str | None = None
    due_on: str | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class ToolDepartment(Link):
    """A tool that a department uses, and what for."""

    kind_name: ClassVar[str] = "tool_department"
    key: ClassVar[tuple[str, ...]] = ("tool_id", "department_id")
    tool_id: str = reference("tool", "cascade")
    department_id: str = reference("department", "cascade")
    purpose: str = ""
