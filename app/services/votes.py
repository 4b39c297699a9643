"""What a facilitator does with a vote: ask what is on the map, take ballots in, count hands, take back, reveal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from app.models.content import Content
from app.models.errors import InputError, RuleError
from app.models.ids import new_id
from app.models.records import Ballot, Journey, Vote, VoteOption, VoteRound
from app.scoring.votes import TALLY, ballots_of, options_of, tally_of, votes_of
from app.services.order import make_room
from app.store import Store


def rounds_of(content: Content, journey_id: str) -> tuple[VoteRound, ...]:
    """Return the votes held on a map, in the order in which they were made."""
    return content.holding(VoteRound, "journey_id", journey_id)


def make_round(
    store: Store,
    journey_id: str,
    title: str,
    *,
    card_ids: Sequence[str] = (),
    opportunity_ids: Sequence[str] = (),
    votes_each: int = 3,
    revealed: bool = False,
) -> str:
    """Make a vote on cards of a map and on opportunities, numbered from 1 in their order, and return its id.

    Raises RuleError for a card of another map and for less than one vote a person.
    """
    journey = store.content.get(Journey, journey_id)
    with store.deliberate(), store.edit("Make a vote") as edit:
        ranks, moved = make_room(rounds_of(edit.content, journey.id), None, 1)
        made = VoteRound(
            id=new_id(),
            journey_id=journey.id,
            rank=ranks[0],
            title=title.strip(),
            votes_each=votes_each,
            revealed=revealed,
        )
        options = list(_numbered(made, card_ids, opportunity_ids))
        edit.put(*moved, replace(made, last_number=len(options)), *options)
    return made.id


def _numbered(held: VoteRound, card_ids: Iterable[str], opportunity_ids: Iterable[str]) -> Iterator[VoteOption]:
    """Yield new options with the numbers that were never used."""
    numbers = count(held.last_number + 1)
    for each in dict.fromkeys(card_ids):
        yield VoteOption(id=new_id(), round_id=held.id, number=next(numbers), card_id=each)
    for each in dict.fromkeys(opportunity_ids):
        yield VoteOption(id=new_id(), round_id=held.id, number=next(numbers), opportunity_id=each)


def add_options(
    store: Store, round_id: str, *, card_ids: Sequence[str] = (), opportunity_ids: Sequence[str] = ()
) -> list[str]:
    """Add what is not asked yet, under numbers that were never used, and return the ids of the new options."""
    there = options_of(store.content, round_id)
    asked = {each.card_id or each.opportunity_id for each in there}
    with store.deliberate(), store.edit("Add to the vote") as edit:
        held = edit.content.get(VoteRound, round_id)
        highest = max([held.last_number, *(each.number for each in there)])  # a file by hand may not say it
        held = replace(held, last_number=highest)
        new = list(
            _numbered(
                held,
                (each for each in card_ids if each not in asked),
                (each for each in opportunity_ids if each not in asked),
            )
        )
        if new:
            edit.put(replace(held, last_number=highest + len(new)), *new)
    return [each.id for each in new]


def remove_options(store: Store, option_ids: Sequence[str]) -> None:
    """Take options out with the votes they had; the others keep their numbers, and theirs stay unused."""
    options = [store.content.get(VoteOption, each) for each in option_ids]
    with store.deliberate(), store.edit("Take out of the vote") as edit:
        edit.delete(*options)


def rename_round(store: Store, round_id: str, title: str) -> None:
    """Ask another question; typing merges into one step."""
    with store.deliberate(), store.edit("Rename the vote", group=f"vote_round/{round_id}/title") as edit:
        edit.put(replace(edit.content.get(VoteRound, round_id), title=title.strip()))


def set_votes_each(store: Store, round_id: str, votes_each: int) -> None:
    """Give each person another number of votes; raises RuleError where a ballot has more."""
    with store.deliberate(), store.edit("Set votes a person") as edit:
        edit.put(replace(edit.content.get(VoteRound, round_id), votes_each=votes_each))


def reveal(store: Store, round_id: str, *, revealed: bool = True) -> None:
    """Show how a vote goes, or hide it again."""
    with store.deliberate(), store.edit("Reveal the votes" if revealed else "Hide the votes") as edit:
        edit.put(replace(edit.content.get(VoteRound, round_id), revealed=revealed))


def delete_round(store: Store, round_id: str) -> None:
    """Delete a vote with its options and ballots; cards and opportunities stay."""
    held = store.content.get(VoteRound, round_id)
    with store.deliberate(), store.edit("Delete the vote") as edit:
        edit.delete(held)


# ---- ballots


def cast(store: Store, round_id: str, number: int, counts: Mapping[str, int], voter: str | None = None) -> str:
    """Take a ballot in, or put another in the place of the one with that number, and return its id.

    `counts` are votes by option; a ballot may be empty. `voter` none keeps the name. Raises InputError for more votes
    than a person has, and RuleError for options of another vote.
    """
    if number == TALLY:
        raise InputError("Ballots are numbered from 1 up.")
    held = store.content.get(VoteRound, round_id)
    given = {option_id: votes for option_id, votes in counts.items() if votes}
    if sum(given.values()) > held.votes_each:
        raise InputError(too_many(sum(given.values()), held.votes_each))
    before = ballots_of(store.content, round_id).get(number)
    with store.deliberate(), store.edit(f"{'Correct' if before else 'Take in'} ballot {number}") as edit:
        ballot = before or Ballot(id=new_id(), round_id=round_id, number=number)
        ballot = ballot if voter is None else replace(ballot, voter=voter)
        edit.delete(
            *(each for each in edit.content.members(Vote, "ballot_id", ballot.id) if each.option_id not in given)
        )
        edit.put(ballot, *(Vote(ballot_id=ballot.id, option_id=each, count=votes) for each, votes in given.items()))
    return ballot.id


def too_many(given: int, each: int) -> str:
    """Return what is said of a ballot with more votes than a person has."""
    return f"{given} votes, and each person has {each}. Nothing was counted; take some back and press Enter."


def take_back_ballot(store: Store, round_id: str, number: int) -> None:
    """Take a ballot out with its votes; raises InputError where it is not in."""
    ballot = ballots_of(store.content, round_id).get(number)
    if ballot is None:
        raise InputError(f"Ballot {number} is not in.")
    with store.deliberate(), store.edit(f"Take back ballot {number}") as edit:
        edit.delete(ballot)


def tally(store: Store, option_id: str, by: int) -> int:
    """Count so many raised hands more for an option (−1 takes one back), and return how many there are."""
    option = store.content.get(VoteOption, option_id)
    there = votes_of(store.content, tally_of(store.content, option.round_id)).get(option.id, 0)
    return set_tally(store, option_id, max(there + by, 0))


def set_tally(store: Store, option_id: str, hands: int) -> int:
    """Set how many hands are raised for an option, and return that."""
    option = store.content.get(VoteOption, option_id)
    if hands < 0:
        raise RuleError("Hands are counted from 0 up. Nothing was changed.")
    with store.deliberate(), store.edit(f"Count hands for option {option.number}") as edit:
        ballot = tally_of(edit.content, option.round_id)
        if hands:
            ballot = ballot or Ballot(id=new_id(), round_id=option.round_id, number=TALLY)
            edit.put(ballot, Vote(ballot_id=ballot.id, option_id=option.id, count=hands))
        elif ballot is not None:
            gone = edit.content.find(Vote, f"{ballot.id}/{option.id}")
            edit.delete(*([gone] if gone else []))
            if not edit.content.members(Vote, "ballot_id", ballot.id):
                edit.delete(ballot)
    return hands


def next_number(content: Content, round_id: str, after: int = 0) -> int:
    """Return the first number above another one whose ballot is not in."""
    there = ballots_of(content, round_id)
    return next(number for number in count(after + 1) if number not in there)
