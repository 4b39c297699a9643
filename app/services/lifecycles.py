"""What a user does to have a lifecycle: the journey of journeys whose stages are the columns of the board."""

from collections.abc import Sequence

from app.models.content import journeys_of
from app.models.ids import new_id
from app.models.records import Journey
from app.services.order import make_room, named
from app.services.stages import put_stage
from app.store import Store


def add_lifecycle(store: Store, title: str, stages: Sequence[str]) -> str:
    """Add a lifecycle with these stages before the other journeys, and return its id."""
    with store.edit(named("Add lifecycle", title)) as edit:
        roots = journeys_of(edit.content)
        ranks, moved = make_room(roots, roots[0].id if roots else None, 1)
        made = Journey(id=new_id(), rank=ranks[0], title=title, level="lifecycle")
        edit.put(*moved, made)
        for each in stages:
            put_stage(edit, made.id, each)
    return made.id
