"""`clew compare`: as a person reads it, and as a program does."""

import json

import pytest

from app.cli import main
from tests.pictures.to_be import hoped

CURRENT, TO_BE = "I travel with Northwind Rail", "I travel with one ticket"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(hoped(tmp_path_factory.mktemp("hoped")))


def test_what_changes_and_why_is_told_as_data(workspace: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", workspace, CURRENT, TO_BE.upper(), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["first"]["title"], told["second"]["state"]) == (CURRENT, "to-be")
    assert told["second"]["to_be_of"] == told["first"]["id"]
    assert told["counts"]["cards"] == {"kept": 21, "moved": 1, "changed": 19, "new": 2, "gone": 3}
    assert told["counts"]["stages"] == {"kept": 5, "moved": 0, "changed": 0, "new": 1, "gone": 0}
    assert (told["without_reason"], told["hopes"]) == (4, 17)
    by_title = {(each["fate"], each["title"]): each for each in told["differences"]}
    gone = by_title["gone", "Three fares for one seat"]
    assert (gone["second_id"], gone["is_at"], gone["reasons"][0]["via"]) == (None, None, "itself")
    assert gone["was_at"] == "Consideration · Which ticket is mine? · Maya: Pains and gains"
    reworded = by_title["changed", "One fare for every train, shown first"]
    assert reworded["fields"] == [
        {"name": "title", "before": "Compares fares in the app", "after": "One fare for every train, shown first"},
        {"name": "sentiment", "before": -1.0, "after": 2.0},
    ]
    assert [each["title"] for each in reworded["reasons"]] == ["Three fares for one seat"]
    maya = told["curves"][0]
    assert maya["persona"] == "Maya"
    arriving = maya["steps"][-2]
    assert arriving == {"step": "Arriving", "first": None, "second": {"value": 1.0, "n": 1}}


def test_what_changes_and_why_is_told_in_lines(workspace: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", workspace, CURRENT, TO_BE]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{CURRENT} (current)  →  {TO_BE} (to-be)"
    at = lines.index("new     stage “Arriving”")
    assert lines[at + 1] == "        why: no reason given yet"
    assert "4 of 10 have no reason given yet." in lines
    assert "      – → +1.0   Arriving" in lines


@pytest.mark.parametrize(("name", "said"), [("Nobody", "holds no journey “Nobody”"), (CURRENT, "with itself")])
def test_what_cannot_be_compared_is_one_line(
    workspace: str, name: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", workspace, CURRENT, name]) == 1
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_without_a_common_origin_all_is_new_or_gone(workspace: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", workspace, CURRENT, "I get my money back"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["cards", "0", "0", "0", "7", "44"] in rows
    assert ["swimlanes", "1", "0", "0", "0", "1"] in rows
