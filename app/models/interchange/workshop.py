"""The parts of a workshop."""

from dataclasses import dataclass, field

from app.models.interchange.base import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteOptionPart(Part):
    """A card or an opportunity that can be voted for, by its number on the ballot; its title is for readers only."""

    id: str | None = None
    number: int
    card_id: str | None = None
    opportunity_id: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VotePart(Part):
    """How many votes of a ballot an option has."""

    option_id: str
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotPart(Part):
    """The votes of one person, numbered 1 … as on paper; number 0 is the tally of raised hands."""

    id: str | None = None
    number: int
    voter: str = ""
    votes: list[VotePart] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRoundPart(Part):
    """A vote held on a map, with what can be voted for and the ballots."""

    id: str | None = None
    journey_id: str
    rank: str | None = None
    title: str
    votes_each: int = 3
    revealed: bool = False
    last_number: int = 0
    options: list[VoteOptionPart] = field(default_factory=list)
    ballots: list[BallotPart] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPart(Part):
    """A part of a workshop: its minutes, prompts one a line, the facilitator's private notes."""

    id: str | None = None
    rank: str | None = None
    title: str
    minutes: float = 10.0
    prompts: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPart(Part):
    """The plan of a workshop."""

    id: str | None = None
    rank: str | None = None
    title: str
    journey_id: str | None = None
    activities: list[ActivityPart] = field(default_factory=list)
