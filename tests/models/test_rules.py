"""What holds between the records of a workshop (votes, ballots, codes on the wall), and of a scoring model."""

from dataclasses import replace

import pytest

from app.models.content import Content
from app.models.records import (
    AnyRecord,
    Ballot,
    Card,
    Criterion,
    Journey,
    Lane,
    Opportunity,
    ScoringModel,
    Stage,
    Step,
    Vote,
    VoteOption,
    VoteRound,
    WallColumn,
    WallRow,
    Workspace,
)
from app.models.rules import broken_rules

HELD = VoteRound(id="r", journey_id="j", rank="V", title="Worst?", votes_each=3)
CARD = VoteOption(id="o1", round_id="r", number=1, card_id="c")
OPPORTUNITY = VoteOption(id="o2", round_id="r", number=2, opportunity_id="p")
BALLOT = Ballot(id="b", round_id="r", number=1)
FOREIGN = Vote(ballot_id="x", option_id="o1")
OWN = ScoringModel(id="m", rank="V", title="Ours", kind="weighted criteria")
WEIGHED = Criterion(id="w", rank="V", model_id="m", name="Pain")


def sentences(*more: AnyRecord) -> list[str]:
    there: list[AnyRecord] = [
        Workspace(id="w", title="W"),
        Journey(id="j", rank="V", title="J"),
        Journey(id="k", rank="X", title="K"),
        Stage(id="s", journey_id="j", rank="V", title="S"),
        Step(id="t", stage_id="s", rank="V"),
        Lane(id="l", journey_id="j", kind="notes", rank="V"),
        Card(id="c", journey_id="j", kind="note", rank="V"),
        Opportunity(id="p", rank="V"),
        *(HELD, CARD, OPPORTUNITY, BALLOT),
    ]
    return list(broken_rules(Content([*there, *more])))


def test_a_sound_vote_breaks_no_rule():
    assert (
        sentences(
            Vote(ballot_id="b", option_id="o1", count=2),
            Vote(ballot_id="b", option_id="o2", count=1),
            Ballot(id="tally", round_id="r", number=0),
            Vote(ballot_id="tally", option_id="o2", count=40),
            WallColumn(journey_id="j", code="AB", step_id="t"),
            WallRow(journey_id="j", code="12", lane_id="l"),
        )
        == []
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ([replace(CARD, id="x", number=3, opportunity_id="p")], "exactly one"),
        ([VoteOption(id="x", round_id="r", number=3)], "exactly one"),
        ([VoteOption(id="x", round_id="r", number=2, card_id="c")], "Two options of one vote have the number 2."),
        ([replace(HELD, id="q", journey_id="k"), replace(CARD, id="x", round_id="q")], "another journey"),
        ([Ballot(id="x", round_id="r", number=1)], "Two ballots of one vote have the number 1."),
        ([Vote(ballot_id="b", option_id="o1", count=4)], "has 4 votes, and each person has 3."),
        (
            [replace(HELD, id="q"), Ballot(id="x", round_id="q", number=1), Vote(ballot_id="x", option_id="o1")],
            "another",
        ),
        ([WallColumn(journey_id="j", code="a1", step_id="t")], "no letters"),
        ([WallColumn(journey_id="k", code="A", step_id="t")], "another journey"),
        ([WallRow(journey_id="j", code="07", lane_id="l")], "no number"),
        ([WallRow(journey_id="k", code="7", lane_id="l")], "another journey"),
        ([OWN], "has no criterion that is its criterion"),
        ([OWN, replace(WEIGHED, highest=None)], "no highest value to be weighed by"),
        ([replace(OWN, kind="ICE"), replace(WEIGHED, part="ease")], "its impact, its confidence."),
    ],
)
def test_what_breaks_a_rule_is_said(wrong: list[AnyRecord], said: str):
    assert any(said in sentence for sentence in sentences(*wrong))
