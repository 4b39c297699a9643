"""Votes as a facilitator holds them: ballots in, hands counted, all taken back; a number means one thing for ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exporters.plain_text import write_plain_text
from app.models.errors import ClewError, InputError, RuleError
from app.models.records import Ballot, Card, Opportunity, Vote, VoteOption, VoteRound
from app.scoring.emotion import emotion_of
from app.scoring.opportunities import ranked
from app.scoring.votes import ballots_of, options_of, results, subject_of, votes_of
from app.services import votes
from app.services.cards import add_card, delete_cards
from app.services.journeys import add_journey
from app.services.opportunities import make_opportunity, update_opportunity
from app.store import check_file
from tests.fuzzing import cases
from tests.scores import score_matrix

TITLES = ("Queue", "No seat", "Late", "Dear")


@pytest.fixture
def held(small_map):
    """Return the map with a hidden vote on four pains and an opportunity, three votes a person."""
    store = small_map.store
    lane = small_map.lane(small_map.maya, "experience")
    small_map.pains = [
        add_card(store, small_map.journey, "pain", each, lane_id=lane, step_id=small_map.steps[0]) for each in TITLES
    ]
    small_map.chance = make_opportunity(store, small_map.pains[:1])
    update_opportunity(store, small_map.chance, title="Hold the seat")
    score_matrix(store, small_map.chance, 80.0, 20.0)
    small_map.round = votes.make_round(
        store, small_map.journey, "Worst?", card_ids=small_map.pains, opportunity_ids=[small_map.chance]
    )
    yield small_map
    assert check_file(store.path) == []


def keyed(held, number, *numbers):
    """Take a ballot in by the numbers on it."""
    by_number = {each.number: each.id for each in options_of(held.store.content, held.round)}
    counts = {by_number[each]: numbers.count(each) for each in numbers}
    return votes.cast(held.store, held.round, number, counts)


def figures(held):
    """Return (number, votes, people, place, tied) of each option, the most votes first."""
    shown = results(held.store.content, held.round)
    return [(each.option.number, each.votes, each.people, each.place, each.tied) for each in shown.options]


def test_options_are_numbered_in_order_cards_before_opportunities(held):
    content = held.store.content
    options = options_of(content, held.round)
    assert [each.number for each in options] == [1, 2, 3, 4, 5]
    assert [subject_of(content, each).title for each in options] == [*TITLES, "Hold the seat"]
    assert votes.rounds_of(content, held.journey) == (content.get(VoteRound, held.round),)
    assert not content.get(VoteRound, held.round).revealed


def test_ballots_come_in_are_corrected_and_taken_back(held):
    keyed(held, 1, 1, 1, 3)
    keyed(held, 2, 3)
    keyed(held, 7)
    shown = results(held.store.content, held.round)
    assert (shown.ballots, shown.votes, shown.unused, shown.hands) == (3, 4, 5, 0)
    assert figures(held)[:3] == [(1, 2, 1, 1, True), (3, 2, 2, 1, True), (2, 0, 0, None, False)]
    assert {each.option.number: each.spread for each in shown.options}[1] == (2, 0, 1)
    assert shown.options[0].share == 0.5
    keyed(held, 1, 2, 3, 3)
    assert held.store.undo_label == "Correct ballot 1"
    assert figures(held)[:2] == [(3, 3, 2, 1, False), (2, 1, 1, 2, False)]
    held.store.undo()
    assert figures(held)[0][1] == 2
    votes.take_back_ballot(held.store, held.round, 2)
    assert list(ballots_of(held.store.content, held.round)) == [1, 7]
    assert votes.next_number(held.store.content, held.round) == 2
    assert votes.next_number(held.store.content, held.round, after=6) == 8
    with pytest.raises(InputError, match="Ballot 2 is not in"):
        votes.take_back_ballot(held.store, held.round, 2)


def test_no_ballot_has_more_votes_than_a_person(held):
    keyed(held, 1, 1, 1, 2)
    with pytest.raises(InputError, match="4 votes, and each person has 3"):
        keyed(held, 1, 1, 1, 2, 3)
    assert len(votes_of(held.store.content, ballots_of(held.store.content, held.round)[1])) == 2
    with pytest.raises(RuleError, match="each person has 2"):
        votes.set_votes_each(held.store, held.round, 2)
    votes.set_votes_each(held.store, held.round, 5)
    keyed(held, 1, 1, 1, 1, 1, 2)


def test_raised_hands_are_counted_beside_ballots_without_a_limit(held):
    content, store = held.store.content, held.store
    keyed(held, 1, 1)
    first, second = (each.id for each in options_of(content, held.round)[:2])
    assert [votes.tally(store, second, 1) for _ in range(9)][-1] == 9
    assert votes.tally(store, second, -1) == 8
    assert votes.tally(store, first, -1) == 0
    votes.set_tally(store, first, 1)
    shown = results(content, held.round)
    assert (shown.ballots, shown.votes, shown.hands, shown.unused) == (1, 10, 9, 2)
    assert [(each.votes, each.hands, each.people) for each in shown.options[:2]] == [(8, 8, 0), (2, 1, 1)]
    votes.set_tally(store, first, 0)
    assert results(content, held.round).hands == 8
    votes.set_tally(store, second, 0)
    assert list(content.all(Ballot).values()) == list(ballots_of(content, held.round).values())
    with pytest.raises(RuleError):
        votes.set_tally(store, first, -1)


def test_the_number_of_what_was_taken_out_is_never_used_again(held):
    store, content = held.store, held.store.content
    keyed(held, 1, 5, 2)
    last = options_of(content, held.round)[-1]
    votes.remove_options(store, [last.id])
    assert results(content, held.round).votes == 1
    votes.add_options(store, held.round, opportunity_ids=[held.chance], card_ids=held.pains)
    assert [each.number for each in options_of(content, held.round)] == [1, 2, 3, 4, 6]
    delete_cards(store, held.pains[1:2])
    other = add_card(store, held.journey, "pain", "New")
    votes.add_options(store, held.round, card_ids=[other])
    assert [each.number for each in options_of(content, held.round)] == [1, 3, 4, 6, 7]
    step = store.step
    assert votes.add_options(store, held.round, card_ids=[other]) == []
    assert store.step == step


def test_what_is_on_another_map_is_not_voted_for_on_this_one(held):
    journey = add_journey(held.store, "I travel")
    away = add_card(held.store, journey, "pain", "Elsewhere")
    with pytest.raises(RuleError, match="map of another journey"):
        votes.add_options(held.store, held.round, card_ids=[away])
    with pytest.raises(ClewError):
        votes.make_round(held.store, held.journey, "None a person", votes_each=0)


def test_a_vote_is_renamed_revealed_hidden_and_deleted(held):
    store, content = held.store, held.store.content
    keyed(held, 1, 1)
    votes.rename_round(store, held.round, " What hurts most? ")
    votes.reveal(store, held.round)
    assert (content.get(VoteRound, held.round).title, store.undo_label) == ("What hurts most?", "Reveal the votes")
    votes.reveal(store, held.round, revealed=False)
    assert not content.get(VoteRound, held.round).revealed
    votes.delete_round(store, held.round)
    assert not any(content.all(each) for each in (VoteRound, VoteOption, Ballot, Vote))
    assert len(content.all(Card)) == len(TITLES)
    store.undo()
    assert results(content, held.round).votes == 1


def test_votes_change_no_score_and_no_emotion(held):
    content = held.store.content
    content_before = ranked(content), emotion_of(content, held.journey, held.maya), dict(content.all(Opportunity))
    for number in range(1, 6):
        keyed(held, number, 1, 5, 5)
    votes.tally(held.store, options_of(content, held.round)[0].id, 20)
    votes.reveal(held.store, held.round)
    after = ranked(content), emotion_of(content, held.journey, held.maya), dict(content.all(Opportunity))
    assert after == content_before


def test_what_is_printed_says_how_a_revealed_vote_went_and_keeps_a_hidden_one(held):
    keyed(held, 1, 1, 1, 5)
    keyed(held, 2, 5, 2)
    votes.tally(held.store, options_of(held.store.content, held.round)[0].id, 1)
    hidden = write_plain_text(held.store.snapshot())
    assert "  Vote: Worst? (3 votes each; 2 ballots; hidden)\n      1. Queue\n      2. No seat\n" in hidden
    votes.reveal(held.store, held.round)
    shown = write_plain_text(held.store.snapshot())
    assert "Vote: Worst? (3 votes each; 2 ballots; 1 vote not used)\n" in shown
    assert "      1 3 votes (1 person, 1 hand): Queue [1]\n" in shown
    assert "      2 2 votes (2 people): Hold the seat [5]\n      3 1 vote (1 person): No seat [2]\n" in shown
    assert "      – 0 votes: Late [3]\n" in shown


@cases(25)
@given(st.lists(st.lists(st.integers(1, 4), max_size=3), max_size=8))
def test_figures_add_up_whatever_is_on_the_ballots(given_ballots):
    from app.models.content import Content

    content = Content([VoteRound(id="r", journey_id="j", rank="V", title="?", votes_each=3)])
    for number in range(1, 5):
        content.put(VoteOption(id=str(number), round_id="r", number=number, card_id=f"c{number}"))
    for number, ballot in enumerate(given_ballots, start=1):
        content.put(Ballot(id=f"b{number}", round_id="r", number=number))
        for option in set(ballot):
            content.put(Vote(ballot_id=f"b{number}", option_id=str(option), count=ballot.count(option)))
    shown = results(content, "r")
    assert shown.votes == sum(map(len, given_ballots))
    assert shown.unused == 3 * len(given_ballots) - shown.votes
    for each in shown.options:
        assert sum(each.spread) == shown.ballots
        assert sum(count * people for count, people in enumerate(each.spread)) == each.votes
        assert each.people == shown.ballots - each.spread[0]
        assert each.place is None or each.place == 1 + sum(other.votes > each.votes for other in shown.options)
        assert each.tied == (each.votes > 0 and [other.votes for other in shown.options].count(each.votes) > 1)
