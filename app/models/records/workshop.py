"""The records of a workshop: its plan, its votes, what hangs on the wall."""

from dataclasses import dataclass
from typing import ClassVar

from app.models.records.base import Link, Record, reference


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
