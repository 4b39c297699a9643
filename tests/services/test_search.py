"""Search: any script, phrases, beginnings, filters; what was said is found with what was written."""

import json

import pytest

from app.models.folding import Words, places_of, spaced_words
from app.models.records import (
    Card,
    Highlight,
    HighlightTag,
    Insight,
    InsightPersona,
    Journey,
    Participant,
    Persona,
    Source,
    Speaker,
    Stage,
    Step,
    Tag,
)
from app.models.snapshot import Snapshot, TurnsInMemory
from app.models.turns import Turn
from app.services.search import Searcher, parse_query
from app.services.search.filters import stretches
from app.store import Store, create_workspace

TURNS = (
    Turn("What happened at the station?", "Interviewer", 0.0),
    Turn("Ich stand in der Straße. Then the app lost my seat, twice.", "Ann", 65.0),
    Turn("我在车站等了很久。 Café 🚉 closed.", "Ann", 130.0),
)


@pytest.fixture
def researched(tmp_path) -> Store:
    store = create_workspace(tmp_path / "w.clew")
    store.keep_turns("s", TURNS)
    with store.edit("Import", origin="import") as edit:
        edit.put(
            Persona(id="maya", name="Maya", rank="V"),
            Tag(id="queue", name="Queue", rank="V"),
            Participant(id="ann", name="Ann", rank="V", persona_id="maya"),
            Source(id="s", rank="V", title="Talk with Ann", turns=3, length=120),
            Speaker(source_id="s", label="Ann", participant_id="ann"),
            Highlight(id="h", source_id="s", turn=1, start=25, last_turn=1, end=58, kind="pain", participant_id="ann"),
            HighlightTag(highlight_id="h", tag_id="queue"),
            Insight(id="i", rank="V", kind="pain", statement="Seats get lost in the app"),
            InsightPersona(insight_id="i", persona_id="maya"),
            Journey(id="j", rank="V", title="Buying a ticket"),
            Stage(id="a", journey_id="j", rank="V", title="Pay"),
            Step(id="b", stage_id="a", rank="V"),
            Card(id="c", journey_id="j", kind="pain", title="The seat is lost", rank="V"),
        )
    return store


def ids(store: Store, text: str, **how) -> list[str]:
    return [each.id for each in Searcher(store).search(parse_query(text, **how))]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lost", ["i", "c", "h"]),
        ("strasse", ["s/1"]),
        ("STRASSE stand", ["s/1"]),
        ("车站", ["s/2"]),
        ("站", ["s/2"]),
        ("cafe", ["s/2"]),
        ('"my seat"', ["h"]),
        ('"seat my"', []),
        ("sea*", ["i", "c", "h"]),
        ("sea", []),
        ("lost kind:pain", ["i", "c", "h"]),
        ("kind:highlight lost", ["h"]),
        ("tag:queue", ["h"]),
        ("persona:Maya lost", ["i", "h"]),
        ("persona:maya cafe", ["s/2"]),
        ('journey:"buying a ticket" lost', ["c"]),
        ('source:"Talk with Ann" kind:turn happened', ["s/0"]),
        ("mail:seat", []),
        ("-- ?!", []),
        ("", []),
    ],
)
def test_what_a_query_finds(researched, query, found):
    assert ids(researched, query) == found


def test_while_somebody_types_the_last_word_is_the_beginning_of_one(researched):
    assert ids(researched, "the sea", typing=True) == ["i", "c", "h"]
    assert ids(researched, "the sea ", typing=True) == []


def test_marks_stand_on_the_words_of_the_original(researched):
    (found,) = Searcher(researched).search(parse_query("cafe 车站"))
    assert [found.text[start:end] for start, end in found.marks] == ["车站", "Café"]
    assert found.source == "Talk with Ann · Ann · 00:02:10"
    assert found.passage
    assert found.passage.turn == 2


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("seat", None),
        ("seat kind:pain", None),
        ("seat tag:queue", [("s", 1, 1)]),
        ("seat tag:queue kind:gain", []),
        ('seat source:"talk with ann"', [("s", 0, 3)]),
        ("seat kind:card", []),
        ("seat journey:x", []),
    ],
)
def test_where_in_what_was_said_a_query_has_to_look(researched, query, where):
    assert stretches(researched.content, parse_query(query)) == where


def test_only_some_stretches_are_looked_at_in_the_file_as_in_memory(researched):
    terms = parse_query("the").terms
    for workspace in (
        researched,
        Snapshot(researched.content, 1, "", turn_reader=TurnsInMemory({"s": [*enumerate(TURNS)]})),
    ):
        for where, numbers in ((None, [0, 1]), ([("s", 1, 2)], [1]), ([("t", 0, 9)], []), ([], [])):
            assert [number for _, number, _ in workspace.find_turns(terms, where)] == numbers


def test_what_was_undone_is_not_found(researched):
    researched.undo()
    assert ids(researched, "lost") == ids(researched, "cafe") == []
    researched.redo()
    assert ids(researched, "cafe") == ["s/2"]


def test_a_snippet_is_one_line_around_the_words():
    text = "word " * 200 + "needle\nhere" + " word" * 200
    assert places_of([Words.of("needle")], text) == [(1000, 1006)]
    assert Words.of("NEEDLE here").stand_in(spaced_words(text))


def test_the_command_prints_a_bare_list(researched, capsys):
    from app.cli import main

    researched.close()
    assert main(["search", str(researched.path), "seat", "lost", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [set(each) for each in told] == [{"kind", "id", "text", "source"}] * 2
    assert main(["search", str(researched.path), "nowhere", "--json"]) == 0
    assert capsys.readouterr().out == "[]\n"
