"""Ballots on paper: numbered, with all options and boxes, several to a page; and the page for who keys them in."""

from datetime import UTC, datetime

import pypdfium2
import pytest

from app.exporters.ballots import export_ballots
from app.models.errors import InputError
from app.models.records import Opportunity, VoteOption, VoteRound
from tests.exporters.making import Map

DATE = datetime(2026, 11, 21, tzinfo=UTC)


_PARTS = [(1, 1), (1, 2), (2, 1), (2, 2)]


def vote(options, votes=3, title="What first?"):
    made = Map("Buying a ticket")
    step = made.stage("Purchase")[0]
    lane = made.lane("experience")
    held = made.put(VoteRound, journey_id=made.journey_id, title=title, votes_each=votes)
    for number in range(1, options + 1):
        card = made.card("pain", f"Pain point {number:03}", lane, step)
        made.content.put(VoteOption(id=f"option {number}", round_id=held, number=number, card_id=card))
    return made, held


def pages(tmp_path, asked, count):
    made, held = asked
    out = tmp_path / "ballots.pdf"
    assert export_ballots(made.snapshot(), out, held, count, date=DATE) == ()
    with pypdfium2.PdfDocument(out) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_ballots_are_numbered_and_say_all_options(tmp_path):
    made, held = vote(4)
    idea = made.put(Opportunity, title="One fare for all")
    made.content.put(VoteOption(id="idea", round_id=held, number=7, opportunity_id=idea))
    key, *ballots = pages(tmp_path, (made, held), 12)
    for expected in (
        "What first?",
        "ballots 1 to 12",
        "1 1 4",
        "7 One fare for all",
        "opportunity",
        "21 November 2026",
    ):
        assert expected in key
    assert len(ballots) == 2
    whole = " ".join(ballots)
    assert [number for number in range(1, 20) if f"No. {number} " in whole] == list(range(1, 13))
    assert whole.count("What first?") == whole.count("3 votes: tick 3 boxes") == whole.count("Pain point 002") == 12
    assert whole.count("7 One fare for all") == 12


def test_many_options_have_smaller_ballots_then_several_pages(tmp_path):
    one = [page for page in pages(tmp_path, vote(38), 3) if "No. " in page]
    assert len(one) == 3
    assert all(f"Pain point {number:03}" in one[2] for number in range(1, 39))
    two = [page for page in pages(tmp_path, vote(90), 2) if "No. " in page]
    assert [f"No. {number} · {part} of 2" in page for page, (number, part) in zip(two, _PARTS, strict=True)] == [
        True
    ] * 4
    assert "Pain point 090" in two[-1]


@pytest.mark.parametrize(
    ("votes", "said"), [(1, "1 vote: tick one box"), (10, "10 votes: tick 10"), (11, "11 votes: write how many")]
)
def test_what_to_do_is_said_in_one_line(votes, said, tmp_path):
    _, ballots = pages(tmp_path, vote(2, votes), 2)
    assert ballots.count(said) == 2


def test_what_cannot_be_printed_is_refused(tmp_path):
    made, held = vote(2)
    for count in (0, 1_001):
        with pytest.raises(InputError, match="from 1 to 1000"):
            export_ballots(made.snapshot(), tmp_path / "x.pdf", held, count, date=DATE)
    made, held = vote(0)
    with pytest.raises(InputError, match="nothing to vote for yet"):
        export_ballots(made.snapshot(), tmp_path / "x.pdf", held, 3, date=DATE)
    assert not any(tmp_path.iterdir())
