"""What a user does with the framework: reviews, places on the board, stakeholders, tools, sub-journeys.

Fields of `app.models.fields`, such as owner, objective, scope or the days of a step, are set by `app.services.fields`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.models.content import Content, columns_of, journeys_of, swimlanes_of
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.records import (
    Ask,
    Brand,
    Department,
    Journey,
    Segment,
    Stage,
    Stakeholder,
    StakeholderJourney,
    Step,
    Tool,
    ToolDepartment,
)
from app.services.lists import entry_named, entry_or_new
from app.services.order import make_room, named
from app.services.personas import put_swimlane
from app.services.stages import put_stage
from app.store import Store


def mark_reviewed(store: Store, journey_ids: Sequence[str], on: date | None = None) -> None:
    """Note that journeys were reviewed, today unless a day is given."""
    day = (on or date.today()).isoformat()
    journeys = [store.content.get(Journey, each) for each in journey_ids]
    label = named("Mark as reviewed", journeys[0].title) if len(journeys) == 1 else f"Mark {len(journeys)} as reviewed"
    with store.edit(label) as edit:
        edit.put(*(replace(each, reviewed_on=day) for each in journeys))


# ---- the board


def place_journey(store: Store, journey_id: str, stage_id: str | None, **row: Any) -> None:
    """Put a journey into a stage of a lifecycle (none = off the board), and into a row: `brand_id` or `segment_id`.

    What is not named stays as it is. Raises InputError where the stage is not one of a lifecycle.
    """
    journey = store.content.get(Journey, journey_id)
    if stage_id is not None:
        stage = store.content.get(Stage, stage_id)
        lifecycle = store.content.get(Journey, stage.journey_id)
        if lifecycle.level != "lifecycle":
            raise InputError(f"“{lifecycle.title}” is no lifecycle, so nothing is placed in “{stage.title}”.")
        if lifecycle.id == journey.id:
            raise InputError(f"“{journey.title}” is the lifecycle itself and has no place in it. Nothing was moved.")
    for name, record_type in (("brand_id", Brand), ("segment_id", Segment)):
        if row.get(name) is not None:
            store.content.get(record_type, row[name])
    if unknown := row.keys() - {"brand_id", "segment_id"}:
        raise TypeError(f"a journey is not placed by {', '.join(unknown)}")
    with store.edit(named("Place journey", journey.title)) as edit:
        edit.put(replace(journey, lifecycle_stage_id=stage_id, **row))


# ---- sub-journeys


def open_journey(store: Store, step_id: str, journey_id: str | None) -> None:
    """Let a step open a journey (none = no more); raises InputError where that would lead back to its own."""
    content = store.content
    step = content.get(Step, step_id)
    if journey_id is not None:
        above = content.get(Journey, content.get(Stage, step.stage_id).journey_id)
        opened = content.get(Journey, journey_id)
        way = _way_back(content, opened.id, above.id)
        if way:
            through = f", by “{'” and “'.join(each.title for each in way[1:-1])}”" if len(way) > 2 else ""
            raise InputError(
                f"“{opened.title}” leads back to “{above.title}”{through}: a journey cannot be inside itself. "
                "Nothing was changed."
            )
    with store.edit("Open sub-journey" if journey_id else "Open no sub-journey") as edit:
        edit.put(replace(step, opens_journey_id=journey_id))


def _way_back(content: Content, start_id: str, end_id: str) -> list[Journey]:
    """Return the journeys from one to another by what steps open, both included; nothing where no way leads there."""
    ways, seen = [[start_id]], {start_id}
    for way in ways:
        if way[-1] == end_id:
            return [content.get(Journey, each) for each in way]
        for step in columns_of(content, way[-1]):
            if step.opens_journey_id is not None and step.opens_journey_id not in seen:
                seen.add(step.opens_journey_id)
                ways.append([*way, step.opens_journey_id])
    return []


def add_sub_journey(store: Store, step_id: str, title: str = "") -> str:
    """Make a journey that a step opens, below the step's own in the tree and with its personas; return its id.

    It is called as the step (or its stage) where nobody says otherwise, and begins with one stage.
    """
    content = store.content
    step = content.get(Step, step_id)
    stage = content.get(Stage, step.stage_id)
    above = content.get(Journey, stage.journey_id)
    if step.opens_journey_id is not None:
        opened = content.get(Journey, step.opens_journey_id)
        raise InputError(f"This step opens “{opened.title}” already. Nothing was added.")
    with store.edit(named("Add sub-journey", title or step.title or stage.title)) as edit:
        ranks, moved = make_room(journeys_of(edit.content, above.id), None, 1)
        made = Journey(
            id=new_id(),
            rank=ranks[0],
            title=title or step.title or stage.title,
            parent_id=above.id,
            level="sub-journey",
            kind=above.kind,
            context=above.context,
            state=above.state,
            brand_id=above.brand_id,
            segment_id=above.segment_id,
            owner_id=step.owner_id,
            department_id=step.team_id,
        )
        edit.put(*moved, made, replace(step, opens_journey_id=made.id))
        put_stage(edit, made.id, step.title or stage.title)
        for swimlane in swimlanes_of(edit.content, above.id):
            put_swimlane(edit, made.id, swimlane.persona_id, None)
    return made.id


# ---- stakeholders


def add_stakeholder(store: Store, name: str, journey_ids: Iterable[str] = (), **fields: Any) -> str:
    """Add somebody with a stake, in journeys too, and return the id; raises InputError where the name is there."""
    there = entry_named(store.content, Stakeholder, name)
    if there is not None:
        raise InputError(f"{there.name} is a stakeholder already. Nothing was added.")
    with store.edit("Add stakeholder") as edit:
        made = edit.content.get(Stakeholder, entry_or_new(edit, Stakeholder, name))
        links = [StakeholderJourney(stakeholder_id=made.id, journey_id=each) for each in dict.fromkeys(journey_ids)]
        edit.put(replace(made, **fields), *links)
    return made.id


def update_stakeholder(store: Store, stakeholder_id: str, **fields: Any) -> None:
    """Set fields: name, role, department_id, interest, influence, wants, note; typing in one merges into one step."""
    name = "+".join(sorted(fields))
    label = f"Set {name.removesuffix('_id')} of stakeholder"
    with store.edit(label, group=f"stakeholder/{stakeholder_id}/{name}") as edit:
        edit.put(replace(edit.content.get(Stakeholder, stakeholder_id), **fields))


def set_stakes(store: Store, stakeholder_id: str, journey_ids: Sequence[str]) -> None:
    """Say in which journeys somebody has a stake."""
    wanted = {store.content.get(Journey, each).id for each in journey_ids}
    with store.edit("Set journeys of stakeholder") as edit:
        there = {
            link.journey_id: link for link in edit.content.holding(StakeholderJourney, "stakeholder_id", stakeholder_id)
        }
        edit.delete(*(link for journey_id, link in there.items() if journey_id not in wanted))
        made = sorted(wanted - there.keys())
        edit.put(*(StakeholderJourney(stakeholder_id=stakeholder_id, journey_id=each) for each in made))


def delete_stakeholders(store: Store, stakeholder_ids: Sequence[str]) -> None:
    """Delete stakeholders with what they asked."""
    going = [store.content.get(Stakeholder, each) for each in stakeholder_ids]
    with store.edit("Delete stakeholder" if len(going) == 1 else f"Delete {len(going)} stakeholders") as edit:
        edit.delete(*going)


def add_ask(store: Store, stakeholder_id: str, title: str, on: date | None = None, **fields: Any) -> str:
    """Note what a stakeholder asks for, today unless a day is given, and return its id."""
    day = (on or date.today()).isoformat()
    with store.edit("Add ask") as edit:
        ranks, moved = make_room(edit.content.holding(Ask, "stakeholder_id", stakeholder_id), None, 1)
        made = Ask(id=new_id(), rank=ranks[0], stakeholder_id=stakeholder_id, title=title, asked_on=day, **fields)
        edit.put(*moved, made)
    return made.id


def update_ask(store: Store, ask_id: str, **fields: Any) -> None:
    """Set fields of an ask: title, status, asked_on, due_on, answer; typing in one merges into one step."""
    name = "+".join(sorted(fields))
    with store.edit(f"Set {name.removesuffix('_on')} of ask", group=f"ask/{ask_id}/{name}") as edit:
        edit.put(replace(edit.content.get(Ask, ask_id), **fields))


def delete_asks(store: Store, ask_ids: Sequence[str]) -> None:
    """Delete asks."""
    with store.edit("Delete ask" if len(ask_ids) == 1 else f"Delete {len(ask_ids)} asks") as edit:
        edit.delete(*(edit.content.get(Ask, each) for each in ask_ids))


# ---- tools


def update_tool(store: Store, tool_id: str, **fields: Any) -> None:
    """Set category or note of a tool; typing in one merges into one step."""
    name = "+".join(sorted(fields))
    with store.edit(f"Set {name} of tool", group=f"tool/{tool_id}/{name}") as edit:
        edit.put(replace(edit.content.get(Tool, tool_id), **fields))


def use_tool(store: Store, tool_id: str, department_id: str, purpose: str = "") -> None:
    """Say that a department uses a tool, and what for; typing the purpose merges into one step."""
    tool, department = store.content.get(Tool, tool_id), store.content.get(Department, department_id)
    with store.edit("Set use of tool", group=f"tool_department/{tool_id}/{department_id}") as edit:
        edit.put(ToolDepartment(tool_id=tool.id, department_id=department.id, purpose=purpose))


def stop_using(store: Store, tool_id: str, department_id: str) -> None:
    """Say no longer that a department uses a tool; where it does so on maps is not touched."""
    link = store.content.find(ToolDepartment, f"{tool_id}/{department_id}")
    if link is not None:
        with store.edit("Take use of tool away") as edit:
            edit.delete(link)
