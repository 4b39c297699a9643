"""The files that come along to try an import with."""

from app.importers import read_source
from app.models.places import resource
from app.models.records import Participant, Source, Speaker


def test_the_interview_is_a_talk_of_two_with_times():
    plan = read_source(resource("samples", "interview.vtt"))
    (source,) = (each for each in plan.records if isinstance(each, Source))
    assert source.kind == "interview"
    assert source.turns == 20
    assert source.duration is not None
    assert source.duration > 160
    assert [each.name for each in plan.records if isinstance(each, Participant)] == ["Ines Kowalczyk"]
    roles = {each.label: each.role for each in plan.records if isinstance(each, Speaker)}
    assert roles == {"Interviewer": "interviewer", "Ines Kowalczyk": "participant"}
    turns = plan.turns[source.id]
    assert all(turn.at is not None for turn in turns)
    assert "your seat is kept for ten minutes" in turns[7].text


def test_the_exit_survey_has_an_answer_for_each_cell_that_says_something():
    plan = read_source(resource("samples", "exit-survey.csv"))
    (source,) = (each for each in plan.records if isinstance(each, Source))
    assert source.kind == "survey"
    turns = plan.turns[source.id]
    assert {turn.heading for turn in turns} == {"What went wrong?", "What went well?"}
    assert len(turns) == 14
    assert "-" not in {turn.text for turn in turns}
    assert turns[0].speaker == "R201"
    assert "2" in turns[0].facts.values()
