"""The agendas that come with Clew."""

import pytest

from app.importers.agendas import built_in_agendas, read_agenda
from app.models.errors import InputError
from app.models.records import Activity, Agenda


def test_every_built_in_agenda_can_be_held_as_it_is():
    there = built_in_agendas()
    assert [each.title for each in there][:2] == ["A first map in 90 minutes", "From pains to opportunities"]
    assert there[0].minutes == 90
    assert len(there) == 4
    for each in there:
        plan = read_agenda(each.name, None)
        assert plan.warnings == ()
        agenda, *activities = plan.records
        assert isinstance(agenda, Agenda)
        assert agenda.title == each.title
        assert plan.label == f"Add agenda “{each.title}”"
        for activity in activities:
            assert isinstance(activity, Activity)
            assert activity.prompts
            assert activity.note
            assert activity.minutes >= 5


def test_an_agenda_is_for_a_journey_and_new_each_time():
    first, again = (read_agenda("prioritise", "j").records for _ in range(2))
    assert isinstance(first[0], Agenda)
    assert first[0].journey_id == "j"
    assert not {each.id for each in first} & {each.id for each in again}


def test_an_unknown_agenda_is_refused_with_those_there_are():
    with pytest.raises(InputError, match="first-map, pains-to-opportunities"):
        read_agenda("lunch", None)
