"""Plans of workshops: made, edited, ordered, undone."""

from datetime import datetime

import pytest

from app.importers.agendas import read_agenda
from app.models.errors import ClewError
from app.models.records import Activity, Agenda
from app.services.agendas import (
    activities_of,
    add_activity,
    add_agenda,
    delete_activity,
    delete_agenda,
    edit_activity,
    minutes_of,
    move_activity,
    planned,
    prompts_of,
    rename_agenda,
)
from app.services.plans import apply_plan
from app.store import Store


@pytest.fixture
def store(small_map) -> Store:
    return small_map.store


def titles(store: Store, agenda_id: str) -> list[str]:
    return [each.title for each in activities_of(store.content, agenda_id)]


def test_an_agenda_is_made_and_ordered(store: Store):
    agenda_id = add_agenda(store, "  Half a day ")
    (welcome,) = activities_of(store.content, agenda_id)
    last = add_activity(store, agenda_id, "Close")
    add_activity(store, agenda_id, "Map", welcome.id)
    assert store.content.get(Agenda, agenda_id).title == "Half a day"
    assert titles(store, agenda_id) == ["Welcome", "Map", "Close"]
    move_activity(store, last, -1)
    assert titles(store, agenda_id) == ["Welcome", "Close", "Map"]
    move_activity(store, last, 5)
    assert titles(store, agenda_id) == ["Welcome", "Map", "Close"]
    move_activity(store, last, -9)
    assert titles(store, agenda_id) == ["Close", "Welcome", "Map"]
    delete_activity(store, welcome.id)
    store.undo()
    assert titles(store, agenda_id) == ["Close", "Welcome", "Map"]


def test_typing_into_an_activity_is_one_undo(store: Store):
    agenda_id = add_agenda(store, "Plan")
    (welcome,) = activities_of(store.content, agenda_id)
    for text in ("W", "Wh", "Who are you?\n\n  Why now? "):
        edit_activity(store, welcome.id, prompts=text)
    assert prompts_of(activities_of(store.content, agenda_id)[0]) == ("Who are you?", "Why now?")
    store.undo()
    assert store.content.get(Activity, welcome.id).prompts == ""


def test_without_a_title_nothing_changes(store: Store):
    agenda_id = add_agenda(store, "Plan")
    (welcome,) = activities_of(store.content, agenda_id)
    before = store.step
    for refused in (
        lambda: add_agenda(store, " "),
        lambda: rename_agenda(store, agenda_id, "\n"),
        lambda: edit_activity(store, welcome.id, title=""),
        lambda: edit_activity(store, welcome.id, minutes=-1.0),
    ):
        with pytest.raises(ClewError):
            refused()
    assert store.step == before


def test_a_built_in_agenda_is_taken_and_planned(store: Store):
    apply_plan(store, read_agenda("first-map", None))
    apply_plan(store, read_agenda("prioritise", None))
    first, second = store.content.ordered(Agenda)
    assert (first.title, second.title) == ("A first map in 90 minutes", "Prioritise together")
    activities = activities_of(store.content, first.id)
    assert minutes_of(activities) == 90
    plan = planned(activities, datetime(2026, 11, 22, 9, 0))
    assert (plan[0].ends, plan[-1].ends) == (datetime(2026, 11, 22, 9, 10), datetime(2026, 11, 22, 10, 30))
    delete_agenda(store, first.id)
    assert not activities_of(store.content, first.id)
    store.undo()
    assert activities_of(store.content, first.id) == activities
