"""How a vote went: votes, the people behind them and how they spread. No score is ever computed from these figures."""

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from app.models.content import Content
from app.models.records import Ballot, Card, Opportunity, Vote, VoteOption, VoteRound

TALLY = 0
"""The number of the ballot that counts hands raised in the room."""


@dataclass(frozen=True, slots=True)
class OptionResult:
    """How an option did.

    `votes` are those of ballots and hands together, `hands` the raised ones among them. `people` are the ballots that
    gave it any, `spread` how many ballots gave it 0, 1, 2 … votes. `share` is the part of all votes, 0 … 1. Equal votes
    share a `place`, and the next one is passed over; without any vote there is none.
    """

    option: VoteOption
    votes: int
    hands: int
    people: int
    spread: tuple[int, ...]
    share: float
    place: int | None
    tied: bool


@dataclass(frozen=True, slots=True)
class Results:
    """How a vote went, the most votes first and equals by number; `ballots` are people, `unused` votes they kept."""

    held: VoteRound
    options: tuple[OptionResult, ...]
    ballots: int
    votes: int
    hands: int
    unused: int


def options_of(content: Content, round_id: str) -> tuple[VoteOption, ...]:
    """Return the options of a vote by number."""
    return tuple(sorted(content.members(VoteOption, "round_id", round_id), key=lambda each: each.number))


def subject_of(content: Content, option: VoteOption) -> Card | Opportunity:
    """Return the card or the opportunity that an option stands for."""
    if option.card_id is not None:
        return content.get(Card, option.card_id)
    return content.get(Opportunity, option.opportunity_id or "")


def ballots_of(content: Content, round_id: str) -> dict[int, Ballot]:
    """Return the ballots of people that are in, by number."""
    ballots = content.members(Ballot, "round_id", round_id)
    return {each.number: each for each in sorted(ballots, key=lambda each: each.number) if each.number != TALLY}


def tally_of(content: Content, round_id: str) -> Ballot | None:
    """Return the ballot that counts hands raised in the room, where some were."""
    return next((each for each in content.members(Ballot, "round_id", round_id) if each.number == TALLY), None)


def votes_of(content: Content, ballot: Ballot | None) -> dict[str, int]:
    """Return how many votes a ballot gives, by option; none gives nothing."""
    return {each.option_id: each.count for each in content.members(Vote, "ballot_id", ballot.id)} if ballot else {}


def results(content: Content, round_id: str) -> Results:
    """Return how a vote went; raises InputError where it is gone."""
    held = content.get(VoteRound, round_id)
    ballots = [votes_of(content, each) for each in ballots_of(content, round_id).values()]
    hands = votes_of(content, tally_of(content, round_id))
    options = options_of(content, round_id)
    totals = {each.id: sum(given.get(each.id, 0) for given in ballots) + hands.get(each.id, 0) for each in options}
    ascending = sorted(totals.values())
    votes, used = sum(totals.values()), sum(sum(given.values()) for given in ballots)

    def result(option: VoteOption) -> OptionResult:
        total = totals[option.id]
        above, level = len(totals) - bisect_right(ascending, total), bisect_left(ascending, total)
        given = Counter(each.get(option.id, 0) for each in ballots)
        return OptionResult(
            option,
            total,
            hands.get(option.id, 0),
            len(ballots) - given[0],
            tuple(given[count] for count in range(max(given, default=0) + 1)),
            total / votes if votes else 0.0,
            above + 1 if total else None,
            bool(total) and len(totals) - above - level > 1,
        )

    ordered = sorted(map(result, options), key=lambda each: (-each.votes, each.option.number))
    unused = held.votes_each * len(ballots) - used
    return Results(held, tuple(ordered), len(ballots), votes, votes - used, unused)
