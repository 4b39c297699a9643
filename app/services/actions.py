"""What a user does with actions: add, give to somebody until a day, move along the board, tick off."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from app.models.ids import new_id
from app.models.kinds import ActionStatus
from app.models.records import Action, Owner
from app.services.lists import entry_or_new
from app.services.order import make_room, named
from app.store import Store

_TYPED: Final = frozenset({"title", "note"})
"""The fields that are typed letter by letter."""


def add_action(store: Store, title: str = "", before: str | None = None, **fields: Any) -> str:
    """Add an action before another one or last, and return its id; `fields` as in `update_actions`."""
    with store.edit(named("Add action", title)) as edit:
        ranks, moved = make_room(edit.content.ordered(Action), before, 1)
        made = Action(id=new_id(), rank=ranks[0], title=title)
        edit.put(*moved, _with(made, fields))
    return made.id


def update_actions(store: Store, action_ids: Sequence[str], **fields: Any) -> None:
    """Set title, note, status, owner, days or what actions are part of; typing in one field merges into one step.

    What becomes done is done today, unless `done_on` says otherwise; what is done no longer has no such day.
    """
    name = "+".join(each.removesuffix("_id") for each in sorted(fields)).replace("_", " ")
    group = f"action/{'+'.join(action_ids)}/{name}" if fields.keys() <= _TYPED else None
    label = f"Set {name} of action" if len(action_ids) == 1 else f"Set {name} of {len(action_ids)} actions"
    with store.edit(label, group=group) as edit:
        edit.put(*(_with(edit.content.get(Action, each), fields) for each in action_ids))


def give_actions(store: Store, action_ids: Sequence[str], owner: str) -> None:
    """Give actions to an owner by name, who is added to the list where nobody is called so; without one, to nobody."""
    with store.edit("Set owner of action") as edit:
        owner_id = entry_or_new(edit, Owner, owner) if owner.strip() else None
        edit.put(*(replace(edit.content.get(Action, each), owner_id=owner_id) for each in action_ids))


def move_action(store: Store, action_id: str, status: ActionStatus, before: str | None = None) -> None:
    """Put an action into a column of the board, before another one there or last."""
    action = store.content.get(Action, action_id)
    if before == action.id:
        return
    with store.edit(named("Move action", action.title)) as edit:
        ranks, moved = make_room(edit.content.ordered(Action), before, 1, moving={action.id})
        edit.put(*moved, _with(replace(action, rank=ranks[0]), {"status": status}))


def delete_actions(store: Store, action_ids: Sequence[str]) -> None:
    """Delete actions."""
    actions = [store.content.get(Action, each) for each in action_ids]
    label = named("Delete action", actions[0].title) if len(actions) == 1 else f"Delete {len(actions)} actions"
    with store.edit(label) as edit:
        edit.delete(*actions)


def _with(action: Action, fields: dict[str, Any]) -> Action:
    status = fields.get("status", action.status)
    if status != action.status and "done_on" not in fields:
        fields = {**fields, "done_on": date.today().isoformat() if status == "done" else None}
    return replace(action, **fields)
