"""Passages are marked without the spaces around them, and whoever answered becomes a participant."""

import pytest

from app.models.content import tags_of
from app.models.errors import InputError
from app.models.kinds import SourceKind
from app.models.records import Highlight, Participant, Source, Speaker
from app.models.turns import Passage, Turn
from app.services import highlights
from app.store import create_workspace

TURNS = [
    Turn("I paid. And the basket 😀 was empty.", "Maya", 1.0),
    Turn("  ", "Maya"),
    Turn("נעלם. Twice, even.", "Maya", 3.0),
]


@pytest.fixture
def store(tmp_path):
    with create_workspace(tmp_path / "w.clew") as store:
        kinds: dict[str, SourceKind] = {"talk": "interview", "survey": "survey"}
        for name, kind in kinds.items():
            store.keep_turns(name, TURNS)
            with store.edit("Import") as edit:
                edit.put(Source(id=name, rank="V", title=name, kind=kind, turns=3, length=60))
        with store.edit("Import") as edit:
            edit.put(
                Participant(id="maya", name="Maya", rank="V"),
                Speaker(source_id="talk", label="Maya", participant_id="maya"),
            )
        yield store


def test_a_passage_is_marked_without_its_spaces_and_one_undo_takes_it_back(store):
    made = highlights.mark(store, "talk", Passage(0, 7, 0, 36), "pain")
    highlight = store.content.get(Highlight, made)
    assert store.passage(highlight) == "And the basket 😀 was empty."
    assert (highlight.kind, highlight.participant_id) == ("pain", "maya")
    store.undo()
    assert not store.content.all(Highlight)


def test_a_passage_over_turns_ends_where_its_last_word_does(store):
    made = highlights.mark(store, "talk", Passage(0, 20, 1, 2))
    assert store.content.get(Highlight, made).last_turn == 0
    with pytest.raises(InputError):
        highlights.mark(store, "talk", Passage(1, 0, 1, 2))


def test_the_same_passage_takes_a_kind_on_and_another_kind_lies_over_it(store):
    one = highlights.mark(store, "talk", Passage(0, 0, 0, 7))
    assert highlights.mark(store, "talk", Passage(0, 0, 0, 7), "gain") == one
    assert highlights.mark(store, "talk", Passage(0, 0, 0, 7)) == one
    assert highlights.mark(store, "talk", Passage(0, 0, 0, 7), "pain") != one
    highlights.set_kind(store, one, None)
    highlights.resize(store, one, Passage(2, 0, 2, 5))
    assert store.passage(store.content.get(Highlight, one)) == "נעלם."
    highlights.tag(store, one, "payment")
    assert [each.name for each in tags_of(store.content, store.content.get(Highlight, one))] == ["payment"]
    highlights.set_note(store, one, "twice")
    highlights.unmark(store, [one])
    assert store.content.find(Highlight, one) is None


def test_who_answered_a_survey_is_somebody_from_the_first_mark_on(store):
    one = highlights.mark(store, "survey", Passage(0, 0, 0, 7))
    other = highlights.mark(store, "survey", Passage(2, 0, 2, 5))
    people = {store.content.get(Highlight, each).participant_id for each in (one, other)}
    assert len(people) == 1
    assert store.content.get(Participant, people.pop()).name == "Maya"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("… And so. I paid!", "And so."),
        ("“No way.” He left.", "“No way.”"),
        ("お金を払った。席がない。", "お金を払った。"),
        ("one\ntwo", "one"),
    ],
)
def test_a_statement_begins_as_the_first_sentence(said, kept):
    assert highlights.one_sentence(said) == kept
    assert len(highlights.one_sentence("word " * 100)) <= highlights.LONGEST
