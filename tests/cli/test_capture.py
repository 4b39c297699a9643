"""`clew capture` as a script runs it."""

import io
import sys
from pathlib import Path

import pytest

from app.cli import main
from app.models.content import columns_of, journeys_of, unplaced_cards
from app.models.records import Card
from app.services.journeys import add_journey
from app.services.personas import add_persona_to_map
from app.services.stages import add_stage
from app.store import create_workspace, open_workspace, read_snapshot


@pytest.fixture
def workspace(tmp_path) -> Path:
    path = tmp_path / "map.clew"
    with create_workspace(path) as store:
        journey = add_journey(store, "I buy")
        for title in ("Awareness", "Purchase", "Push"):
            add_stage(store, journey, title)
        add_persona_to_map(store, journey, "Maya")
    return path


@pytest.fixture
def run(capsys, monkeypatch, workspace):
    """Return a function that captures words into the workspace: exit status, stdout, stderr."""

    def run(*words: str, stdin: bytes | None = None) -> tuple[int, str, str]:
        stream = io.TextIOWrapper(io.BytesIO(stdin or b""))
        stream.isatty = lambda: stdin is None  # type: ignore[method-assign]
        monkeypatch.setattr(sys, "stdin", stream)
        try:
            status = main(["capture", *words])
        except SystemExit as left:
            status = int(left.code or 0)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def cards(path: Path) -> list[tuple[str, str]]:
    return sorted((card.kind, card.title) for card in read_snapshot(path).content.all(Card).values())


def test_each_argument_is_a_sentence(run, workspace):
    status, out, err = run(
        str(workspace), "pain: waited forty minutes @Purchase #queue !4 ~Maya", "- cold", "--help", "stage: Use"
    )
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "pain: waited forty minutes (Purchase, Maya, severity 4, #queue)",
        "pain: cold (Unplaced)",
        "pain: help (Unplaced)",
        "stage: Use",
    ]
    content = read_snapshot(workspace).content
    journey = journeys_of(content)[0].id
    assert (len(columns_of(content, journey)), len(unplaced_cards(content, journey))) == (4, 2)
    with open_workspace(workspace) as store:
        assert store.undo_label == "Capture 4 sentences"


def test_lines_of_standard_input(run, workspace):
    status, out, _ = run(str(workspace), stdin="\ufeffneed: ein Platz für zwei @purchase\r\n\r\n+ 静か\r\n".encode())
    assert (status, out) == (0, "need: ein Platz für zwei (Purchase, Maya)\ngain: 静か (Unplaced)\n")
    assert run(str(workspace), stdin=b"\n \n")[:2] == (0, "Nothing was said, nothing was filed.\n")
    status, _, err = run(str(workspace), stdin=b"good\nb\xffd\n")
    assert (status, err) == (1, "clew: Line 2 of the sentences is not UTF-8. Nothing was filed.\n")
    assert len(cards(workspace)) == 2


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("- slow @Pu", "“- slow @Pu”: “Pu” can be “Purchase” or “Push”. Nothing was filed."),
        ("- slow @Nowhere", "there is no stage or step “Nowhere”; there is “Awareness”, “Purchase”, “Push”. Nothing"),
        ("- slow ~Ada", "there is no persona on this map “Ada”; there is “Maya”. Nothing was filed."),
        ("- slow !9", "“9” is no severity from 1 to 5. Nothing was filed."),
        ("stage: purchase", "there is a stage “purchase” already. Nothing was filed."),
        ("pain: @Push", "it has no words. Nothing was filed."),
        ("half a character \udcff", "Nothing was"),
    ],
)
def test_what_is_not_understood_files_nothing(run, workspace, sentence, said):
    status, out, err = run(str(workspace), "- good", sentence)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert said in err
    assert cards(workspace) == []


@pytest.mark.parametrize(
    "words",
    [
        ("--journey", "Other", "- x"),
        ("- x", "--journey", "Other"),
        ("--journey=Other", "- x"),
        ("- x", "--journey=Other"),
    ],
)
def test_a_journey_is_named_anywhere(run, workspace, words):
    with open_workspace(workspace) as store:
        other = add_journey(store, "Other")
    assert run(str(workspace), *words)[0] == 0
    assert len(unplaced_cards(read_snapshot(workspace).content, other)) == 1
    status, _, err = run(str(workspace), "- x")
    assert status == 1
    assert "Say by --journey which of 2 journeys to capture into: “I buy”, “Other”." in err


@pytest.mark.parametrize(
    "words", [(), ("FILE",), ("FILE", "--journey"), ("-x", "FILE"), ("FILE", "--journey", "a", "--journey=b", "x")]
)
def test_wrong_usage_is_2(run, workspace, words):
    status, out, err = run(*(str(workspace) if word == "FILE" else word for word in words))
    assert (status, out) == (2, "")
    assert err.startswith("usage: clew capture FILE")


def test_help_says_the_grammar(run):
    status, out, _ = run("--help")
    assert status == 0
    assert "@stage or step" in out


def test_an_open_window_has_the_file(run, workspace):
    with open_workspace(workspace):
        status, _, err = run(str(workspace), "- x")
    assert (status, err.count("\n")) == (1, 1)
    assert cards(workspace) == []
