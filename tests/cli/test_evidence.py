"""`clew evidence`: as a person reads it, and as a program does."""

import json
from pathlib import Path

import pytest

from app.cli import main
from app.store import read_snapshot
from tests.pictures.evidence import heard


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return heard(tmp_path_factory.mktemp("heard"))


def test_a_pain_is_followed_to_the_words(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evidence", str(workspace), "card refused,  SEAT lost", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["strength"], told["participants"], told["verdict"]) == ("card", "validated", 4, None)
    assert [each["statement"] for each in told["insights"]] == ["A refused payment gives the seat away at once"]
    first, last = told["quotes"][0], told["quotes"][-1]
    assert (first["text"], first["speaker"]) == ("It took my money and gave my seat away.", "Maya Lindqvist")
    assert (first["source"], first["time"], first["insights"]) == (
        "Interview with Maya",
        "00:14:32",
        [told["insights"][0]["id"]],
    )
    assert (last["speaker"], last["source"], last["row"]) == ("", "Exit survey", "48")
    assert main(["evidence", str(workspace), told["id"]]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "●●● 4 quotes from 4 participants · validated"
    assert lines[3] == "  “It took my money and gave my seat away.”  Maya Lindqvist · Interview with Maya · 00:14:32"


def test_a_judgement_stands_with_its_reason_and_insights_are_found_by_what_they_state(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evidence", str(workspace), "Nobody said that the lift had failed"]) == 0
    judged = capsys.readouterr().out.splitlines()
    assert judged[1] == "◆◆◆ no quotes yet · validated by verdict, assumption as counted"
    assert judged[2].startswith("Judged on 2026-05-20: Two calls")
    assert main(["evidence", str(workspace), "A refused payment gives the seat away at once", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "insight"


def test_what_is_ambiguous_or_unknown_is_said_in_one_line(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evidence", str(workspace), "Guard checks the ticket"]) == 1
    told = capsys.readouterr().err
    ids = [
        each.id for each in read_snapshot(workspace).content if getattr(each, "title", "") == "Guard checks the ticket"
    ]
    assert len(ids) == 2
    assert all(each in told for each in ids)
    assert main(["evidence", str(workspace), "nothing such"]) == 1
    assert "“nothing such”" in capsys.readouterr().err
