"""What a facilitator does with the plans of workshops."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from app.models.content import Content
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.records import Activity, Agenda
from app.services.order import make_room
from app.store import Store


class Planned(NamedTuple):
    """An activity with when it begins and ends, if each takes its time."""

    activity: Activity
    begins: datetime
    ends: datetime


def activities_of(content: Content, agenda_id: str) -> tuple[Activity, ...]:
    """Return the activities of an agenda from first to last."""
    return content.holding(Activity, "agenda_id", agenda_id)


def prompts_of(activity: Activity) -> tuple[str, ...]:
    """Return what is to be said in an activity, one after another; blank lines are none."""
    return tuple(line.strip() for line in activity.prompts.splitlines() if line.strip())


def minutes_of(activities: Sequence[Activity]) -> float:
    """Return how long activities take together, in minutes."""
    return sum(each.minutes for each in activities)


def planned(activities: Sequence[Activity], start: datetime) -> list[Planned]:
    """Return when each activity begins and ends, the first at `start`."""
    plan = []
    for each in activities:
        end = start + timedelta(minutes=each.minutes)
        plan.append(Planned(each, start, end))
        start = end
    return plan


def add_agenda(store: Store, title: str, journey_id: str | None = None) -> str:
    """Make an agenda with one activity of ten minutes, after the others, and return its id."""
    with store.deliberate(), store.edit("Add agenda") as edit:
        ranks, moved = make_room(edit.content.ordered(Agenda), None, 1)
        agenda = Agenda(id=new_id(), rank=ranks[0], title=_named(title), journey_id=journey_id)
        edit.put(*moved, agenda, Activity(id=new_id(), agenda_id=agenda.id, rank="V", title="Welcome"))
    return agenda.id


def rename_agenda(store: Store, agenda_id: str, title: str) -> None:
    """Give an agenda another title; raises InputError for none."""
    with store.deliberate(), store.edit("Rename agenda", group=f"agenda/{agenda_id}/title") as edit:
        edit.put(replace(edit.content.get(Agenda, agenda_id), title=_named(title)))


def delete_agenda(store: Store, agenda_id: str) -> None:
    """Delete an agenda with its activities."""
    with store.deliberate(), store.edit("Delete agenda") as edit:
        edit.delete(edit.content.get(Agenda, agenda_id))


def add_activity(store: Store, agenda_id: str, title: str, after_id: str | None = None) -> str:
    """Make an activity of ten minutes behind another one (none = at the end) and return its id."""
    with store.deliberate(), store.edit("Add activity") as edit:
        there = activities_of(edit.content, agenda_id)
        before = next((later.id for each, later in pairwise(there) if each.id == after_id), None)
        ranks, moved = make_room(there, before, 1)
        made = Activity(id=new_id(), agenda_id=agenda_id, rank=ranks[0], title=_named(title))
        edit.put(*moved, made)
    return made.id


def edit_activity(store: Store, activity_id: str, **fields: object) -> None:
    """Set title, minutes, prompts or note of an activity; raises InputError for an empty title."""
    if "title" in fields:
        fields["title"] = _named(str(fields["title"]))
    group = f"activity/{activity_id}/{'+'.join(sorted(fields))}"
    with store.deliberate(), store.edit("Edit activity", group=group) as edit:
        edit.put(replace(edit.content.get(Activity, activity_id), **fields))  # type: ignore[arg-type]


def move_activity(store: Store, activity_id: str, places: int) -> None:
    """Move an activity so many places down in its agenda, up where negative; at the ends it stays."""
    with store.deliberate(), store.edit("Move activity") as edit:
        activity = edit.content.get(Activity, activity_id)
        others = list(activities_of(edit.content, activity.agenda_id))
        at = others.index(activity) + places
        others.remove(activity)
        before = others[max(at, 0)].id if at < len(others) else None
        ranks, moved = make_room(others, before, 1)
        edit.put(*moved, replace(activity, rank=ranks[0]))


def delete_activity(store: Store, activity_id: str) -> None:
    """Delete an activity."""
    with store.deliberate(), store.edit("Delete activity") as edit:
        edit.delete(edit.content.get(Activity, activity_id))


def _named(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise InputError("Without a title nobody would find it again. Nothing was changed.")
    return title
