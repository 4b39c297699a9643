"""Participants: how long they are kept, who may be one person, and two of them made one."""

from datetime import date

import pytest

from app.models.errors import RuleError
from app.models.evidence import highlights_of_source
from app.models.records import Highlight, Participant, ParticipantFact, Source, Speaker
from app.models.turns import Passage, Turn
from app.services import highlights, participants, sources
from app.store import create_workspace
from tests.pictures import research


@pytest.fixture
def store(tmp_path):
    with create_workspace(tmp_path / "w.clew") as store:
        research.interview(store)
        research.add_source(store, "p03", "P03", [Turn("Again.", "Chen, Maya"), Turn("Ja.", "Jon")])
        yield store


def named(store, name):
    return next(each for each in store.content.all(Participant).values() if each.name == name)


def test_probable_doubles_are_proposed_and_merged_only_when_asked(store):
    maya, jon = named(store, "Chen, Maya"), named(store, "Jon")
    participants.update_participant(store, "person-P07", name="Maya Chen", keep_until="2027-01-01")
    participants.update_participant(store, maya.id, keep_until="2026-12-31", note="by phone")
    with store.edit("Facts") as edit:
        for each in (maya.id, "person-P07"):
            edit.put(ParticipantFact(participant_id=each, name="age", value="30"))
    made = highlights.mark(store, "p03", Passage(0, 0, 0, 6))
    pairs = participants.probable_doubles(store.content)
    assert [{one.name, other.name} for one, other in pairs] == [{"Maya Chen", "Chen, Maya"}]
    participants.merge_participants(store, "person-P07", [maya.id, jon.id])
    kept = store.content.get(Participant, "person-P07")
    assert (kept.note, kept.keep_until) == ("by phone", "2026-12-31")
    assert list(store.content.all(Participant)) == ["person-P07"]
    assert store.content.get(Highlight, made).participant_id == "person-P07"
    assert {each.participant_id for each in store.content.holding(Speaker, "source_id", "p03")} == {"person-P07"}
    assert participants.facts_of(store.content, "person-P07") == {"age": "30"}
    assert participants.appearances(store.content, "person-P07").highlights == 1
    store.undo()
    assert len(store.content.all(Participant)) == 3


def test_a_first_name_is_somebody_only_where_nobody_else_has_it(store):
    with store.edit("People") as edit:
        for number, name in enumerate(("Maya", "Maya Chen", "Maya Weiss")):
            edit.put(Participant(id=f"m{number}", name=name, rank=f"b{number}V"))
    participants.update_participant(store, named(store, "Chen, Maya").id, name="Zoe")
    assert participants.probable_doubles(store.content) == []


def test_who_is_kept_for_too_long_is_listed(store):
    participants.update_participant(store, "person-P07", keep_until="2026-05-31")
    assert [each.id for each in participants.overdue(store.content, date(2026, 6, 1))] == ["person-P07"]
    assert participants.overdue(store.content, date(2026, 5, 31)) == ()
    with pytest.raises(RuleError, match="must be a day"):
        participants.update_participant(store, "person-P07", keep_until="next spring")


def test_highlights_follow_who_speaks(store):
    made = highlights.mark(store, "p07", Passage(1, 0, 1, 10))
    participants.set_speaker(store, "p07", "P07", role="interviewer", participant_id=None)
    assert store.content.get(Highlight, made).participant_id is None
    participants.set_speaker(store, "p07", "P07", role="participant", participant_id=named(store, "Jon").id)
    assert store.content.get(Highlight, made).participant_id == named(store, "Jon").id


def test_a_source_is_named_moved_and_deleted_with_its_highlights(store):
    highlights.mark(store, "p07", Passage(1, 0, 1, 10))
    assert sources.rests_on(store.content, "p07") == (1, 0, 0)
    sources.update_source(store, "p07", title="Maya", held_on="2026-05-13")
    with pytest.raises(RuleError, match="must be a day"):
        sources.update_source(store, "p07", held_on="12 May")
    sources.move_source(store, "p07", None)
    assert [each.id for each in store.content.ordered(Source)] == ["p03", "p07"]
    sources.delete_source(store, "p07")
    assert highlights_of_source(store.content, "p07") == ()
    store.undo()
    assert len(highlights_of_source(store.content, "p07")) == 1
    assert store.turns("p07")[1][1].speaker == "P07"
