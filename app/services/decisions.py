"""What a user decides on opportunities; what was decided before stays to be read."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.models.content import decision_of, decisions_of
from app.models.ids import new_id
from app.models.kinds import DecisionKind
from app.models.records import Decision, Opportunity
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


def mend_decision(store: Store, opportunity_id: str, **fields: Any) -> None:
    """Set `decided_on`, `reason` or `owner_id` of what was decided last; typing in one field merges into one step.

    Where nothing was decided yet, it is noted for the day when it is.
    """
    opportunity = store.content.get(Opportunity, opportunity_id)
    name = "+".join(sorted(fields))
    with store.edit(f"Set {name} of decision", group=f"decision/{opportunity.id}/{name}") as edit:
        last = decision_of(edit.content, opportunity.id)
        if last is not None:
            edit.put(replace(last, **fields))
        else:
            _put_last(edit, opportunity.id, **fields)


def _put_last(edit: Edit, opportunity_id: str, **fields: Any) -> None:
    ranks, moved = make_room(decisions_of(edit.content, opportunity_id), None, 1)
    edit.put(*moved, Decision(id=new_id(), rank=ranks[0], opportunity_id=opportunity_id, **fields))
