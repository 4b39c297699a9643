"""What a ballot line understands: digits where they suffice, numbers apart where not; nothing is guessed."""

import pytest

from app.views.workshop.votes_keying import understand, without_last, written

FEW, MANY = range(1, 8), range(1, 13)


@pytest.mark.parametrize(
    ("text", "numbers", "counts"),
    [
        ("113", FEW, {1: 2, 3: 1}),
        ("1 1, 3", FEW, {1: 2, 3: 1}),
        ("12", FEW, {1: 1, 2: 1}),
        ("12", MANY, {12: 1}),
        ("1 2 12", MANY, {1: 1, 2: 1, 12: 1}),
        ("3,3;11", MANY, {3: 2, 11: 1}),
        ("", FEW, {}),
        ("2", (2, 5), {2: 1}),
    ],
)
def test_votes_are_read_in_the_order_typed(text, numbers, counts):
    typed = understand(text, numbers, 3)
    assert (typed.counts, typed.problem, typed.jump, typed.blank) == (counts, "", None, False)


@pytest.mark.parametrize(
    ("text", "numbers", "problem"),
    [
        ("1123", FEW, "4 votes, and each person has 3."),
        ("8", FEW, "There is no option 8 here."),
        ("1a", FEW, "There is no option a here."),
        ("35", MANY, "There is no option 35 here. Put spaces between numbers."),
        ("10", FEW, "0 stands for a ballot without any vote."),
        ("3", (2, 5), "There is no option 3 here."),
    ],
)
def test_what_cannot_be_meant_is_said(text, numbers, problem):
    assert understand(text, numbers, 3).problem.startswith(problem)


def test_nought_is_an_empty_ballot_and_a_sharp_another_one():
    assert understand("0", FEW, 3).blank
    assert understand("#12", FEW, 3).jump == 12
    assert understand("#12 113", FEW, 3)[:2] == ({1: 2, 3: 1}, 12)
    assert understand("#", FEW, 3).jump == 0


@pytest.mark.parametrize(
    ("text", "numbers", "left"),
    [
        ("113", FEW, "11"),
        ("1 1 ", FEW, "1 "),
        ("1 12", MANY, "1 "),
        ("1 12 ", MANY, "1 "),
        ("3x", FEW, "3"),
        ("#12", FEW, ""),
        ("", FEW, ""),
        ("  ", FEW, ""),
    ],
)
def test_backspace_takes_the_last_vote_whole(text, numbers, left):
    assert without_last(text, numbers) == left


def test_what_is_written_is_understood_as_it_was():
    for numbers, counts in ((FEW, {1: 2, 5: 1}), (MANY, {1: 1, 12: 2})):
        assert understand(written(counts, numbers), numbers, 3).counts == counts
