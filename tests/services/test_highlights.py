"""Passages are marked without the spaces around them, and become cards with what was said behind them."""

import pytest

from app.models.content import lanes_of, steps_of, tags_of
from app.models.errors import InputError
from app.models.evidence import all_highlights
from app.models.kinds import SourceKind
from app.models.records import Card, Highlight, Journey, Participant, Source, Speaker
from app.models.turns import Passage, Turn
from app.services import highlights, journeys, personas, stages
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


@pytest.fixture
def place(store):
    journey = journeys.add_journey(store, "Journey")
    stage = stages.add_stage(store, journey, "Pay")
    swimlane = personas.add_persona_to_map(store, journey, "Maya")
    lane = next(each for each in lanes_of(store.content, journey, swimlane) if each.kind == "experience")
    return lane.id, steps_of(store.content, stage)[0].id


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


def test_a_highlight_becomes_a_card_of_its_kind_with_the_passage_behind_it(store, place):
    made = highlights.mark(store, "talk", Passage(0, 0, 0, 36), "pain")
    card = store.content.get(Card, highlights.place_highlight(store, made, *place))
    assert (card.kind, card.title) == ("pain", "I paid.")
    assert [each.id for each in all_highlights(store.content, card)] == [made]
    with pytest.raises(InputError, match="no lane for a quote"):
        highlights.place_passage(store, "talk", Passage(2, 0, 2, 5), *place)
    assert len(store.content.all(Highlight)) == 1


def test_evidence_is_added_to_a_card_but_not_to_a_hope(store, place):
    made = highlights.mark(store, "talk", Passage(0, 0, 0, 36), "pain")
    card_id = highlights.place_highlight(store, made, *place)
    highlights.add_passage(store, card_id, "talk", Passage(2, 0, 2, 5))
    card = store.content.get(Card, card_id)
    assert len(all_highlights(store.content, card)) == 2
    with store.edit("To be") as edit:
        from dataclasses import replace

        edit.put(replace(edit.content.get(Journey, card.journey_id), state="to-be"))
    with pytest.raises(InputError, match="hopes"):
        highlights.add_evidence(store, card_id, [made])


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
