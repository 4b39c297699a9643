"""What a user decides on opportunities; what was decided before stays to be read."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from app.models.content import decision_of, decisions_of
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.kinds import DecisionKind, Stance
from app.models.records import Boundary, Decision, Opportunity, OpportunityBoundary, Owner, Tag
from app.services.lists import entry_or_new
from app.services.order import make_room, named
from app.store import Edit, Store


def decide(
    store: Store,
    opportunity_id: str,
    kind: DecisionKind | None,
    on: date | None = None,
    reason: str = "",
    owner_id: str | None = None,
) -> None:
    """Decide on an opportunity, today unless a day is given; no kind takes the decision back.

    What was decided before stays below it. What was noted while it was open goes on as the reason.
    """
    opportunity = store.content.get(Opportunity, opportunity_id)
    last = decision_of(store.content, opportunity.id)
    if (last.kind if last else None) == kind:
        return
    day = (on or date.today()).isoformat()
    with store.edit(named("Decide on" if kind else "Take back the decision on", opportunity.title)) as edit:
        if last is not None and last.kind is None and last.decided_on is None:
            reason, owner_id = reason or last.reason, owner_id or last.owner_id
            edit.put(replace(last, kind=kind, decided_on=day, reason=reason, owner_id=owner_id))
        else:
            _put_last(edit, opportunity.id, kind=kind, decided_on=day, reason=reason, owner_id=owner_id)


_SAID: Final = {"decided_on": "day", "owner_id": "owner"}


def _said(fields: Iterable[str]) -> str:
    """Return what fields of a decision are called in the history."""
    return " and ".join(_SAID.get(each, each) for each in sorted(fields))


def mend_decision(store: Store, opportunity_id: str, **fields: Any) -> None:
    """Set `decided_on`, `reason` or `owner_id` of what was decided last; typing in one field merges into one step.

    Where nothing was decided yet, it is noted for the day when it is.
    """
    opportunity = store.content.get(Opportunity, opportunity_id)
    name = "+".join(sorted(fields))
    with store.edit(f"Set {_said(fields)} of decision", group=f"decision/{opportunity.id}/{name}") as edit:
        last = decision_of(edit.content, opportunity.id)
        if last is not None:
            edit.put(replace(last, **fields))
        else:
            _put_last(edit, opportunity.id, **fields)


def give_decision(store: Store, opportunity_id: str, owner: str) -> None:
    """Name who answers for what was decided last, added to the owners where nobody is called so."""
    with store.edit("Set owner of decision") as edit:
        owner_id = entry_or_new(edit, Owner, owner)
        last = decision_of(edit.content, edit.content.get(Opportunity, opportunity_id).id)
        if last is not None:
            edit.put(replace(last, owner_id=owner_id))
        else:
            _put_last(edit, opportunity_id, owner_id=owner_id)


def _put_last(edit: Edit, opportunity_id: str, **fields: Any) -> None:
    ranks, moved = make_room(decisions_of(edit.content, opportunity_id), None, 1)
    edit.put(*moved, Decision(id=new_id(), rank=ranks[0], opportunity_id=opportunity_id, **fields))


# ---- boundaries: what the organisation will and will not do, whatever it is worth


def add_boundary(store: Store, title: str, stance: Stance = "will not", **fields: Any) -> str:
    """Add a boundary after those there and return its id; `fields` as in `update_boundary`."""
    with store.edit(named("Add boundary", title)) as edit:
        ranks, moved = make_room(edit.content.ordered(Boundary), None, 1)
        made = Boundary(id=new_id(), rank=ranks[0], title=title, stance=stance, **fields)
        edit.put(*moved, made)
    return made.id


def update_boundary(store: Store, boundary_id: str, **fields: Any) -> None:
    """Set title, note, stance or tag_id; typing in one field merges into one step."""
    name = "+".join(sorted(fields)).removesuffix("_id")
    group = f"boundary/{boundary_id}/{name}" if fields.keys() <= {"title", "note"} else None
    with store.edit(f"Set {name} of boundary", group=group) as edit:
        edit.put(replace(edit.content.get(Boundary, boundary_id), **fields))


def tag_boundary(store: Store, boundary_id: str, tag: str) -> None:
    """Let all opportunities of a tag fall under a boundary, by the tag's name, made where there is none; none = ""."""
    with store.edit("Set tag of boundary") as edit:
        tag_id = entry_or_new(edit, Tag, tag) if tag.strip() else None
        edit.put(replace(edit.content.get(Boundary, boundary_id), tag_id=tag_id))


def delete_boundaries(store: Store, boundary_ids: Sequence[str]) -> None:
    """Delete boundaries; the opportunities that fell under them stay."""
    boundaries = [store.content.get(Boundary, each) for each in boundary_ids]
    label = named("Delete boundary", boundaries[0].title) if len(boundaries) == 1 else "Delete boundaries"
    with store.edit(label) as edit:
        edit.delete(*boundaries)


def put_under(store: Store, boundary_id: str, opportunity_ids: Sequence[str]) -> None:
    """Say that opportunities fall under a boundary."""
    boundary = store.content.get(Boundary, boundary_id)
    opportunities = [store.content.get(Opportunity, each) for each in opportunity_ids]
    with store.edit(named("Put under boundary", boundary.title)) as edit:
        edit.put(*(OpportunityBoundary(opportunity_id=each.id, boundary_id=boundary.id) for each in opportunities))


def take_from_under(store: Store, boundary_id: str, opportunity_ids: Sequence[str]) -> None:
    """Say that opportunities don’t fall under a boundary; raises InputError for one that does by a tag of its own."""
    boundary = store.content.get(Boundary, boundary_id)
    links = [store.content.find(OpportunityBoundary, f"{each}/{boundary.id}") for each in opportunity_ids]
    going = [link for link in links if link is not None]
    if not going:
        tag = store.content.find(Tag, boundary.tag_id)
        by = f" by its tag “{tag.name}”: take the tag off" if tag else ""
        raise InputError(f"It falls under “{boundary.title}”{by}. Nothing was changed.")
    with store.edit(named("Take from under boundary", boundary.title)) as edit:
        edit.delete(*going)
