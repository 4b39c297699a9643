"""What a user does with lanes."""

from dataclasses import replace

from app.layout.words import ENGLISH
from app.models.content import cards_on, lanes_of
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.kinds import LANE_TAKES, LaneKind
from app.models.records import Lane, Swimlane
from app.services.order import make_room, named
from app.services.places import take_off_lanes, unplaced
from app.store import Store


def add_lane(
    store: Store,
    journey_id: str,
    swimlane_id: str | None,
    kind: LaneKind,
    title: str = "",
    before: str | None = None,
) -> str:
    """Add a lane to a swimlane (none = for the whole map), before another or at the end, and return its id."""
    with store.edit("Add lane") as edit:
        ranks, moved = make_room(lanes_of(edit.content, journey_id, swimlane_id), before, 1)
        lane = Lane(id=new_id(), journey_id=journey_id, swimlane_id=swimlane_id, kind=kind, title=title, rank=ranks[0])
        edit.put(*moved, lane)
    return lane.id


def rename_lane(store: Store, lane_id: str, title: str) -> None:
    """Set the title of a lane, empty for that of its kind; typing merges into one step."""
    with store.edit("Rename lane", group=f"lane/{lane_id}/title") as edit:
        edit.put(replace(edit.content.get(Lane, lane_id), title=title))


def move_lane(store: Store, lane_id: str, swimlane_id: str | None, before: str | None) -> None:
    """Move a lane with its cards before another lane, or to the end, of a swimlane of the same map."""
    if before == lane_id:
        return
    with store.edit("Move lane") as edit:
        lane = edit.content.get(Lane, lane_id)
        if swimlane_id is not None and edit.content.get(Swimlane, swimlane_id).journey_id != lane.journey_id:
            raise InputError("A lane can be moved only within its own map. It stays where it was.")
        ranks, moved = make_room(lanes_of(edit.content, lane.journey_id, swimlane_id), before, 1, moving={lane_id})
        edit.put(*moved, replace(lane, swimlane_id=swimlane_id, rank=ranks[0]))


def delete_lane(store: Store, lane_id: str) -> None:
    """Delete a lane; its cards wait in Unplaced."""
    lane = store.content.get(Lane, lane_id)
    with store.edit(named("Delete lane", lane.title or ENGLISH[lane.kind])) as edit:
        take_off_lanes(edit, [lane_id])
        edit.delete(edit.content.get(Lane, lane_id))


def set_lane_kind(store: Store, lane_id: str, kind: LaneKind) -> int:
    """Make a lane one of another kind; cards that it takes no more wait in Unplaced: return how many."""
    with store.edit("Change lane") as edit:
        lane = edit.content.get(Lane, lane_id)
        leaving = [card for card in cards_on(edit.content, lane_id) if card.kind not in LANE_TAKES[kind]]
        edit.put(replace(lane, kind=kind), *(unplaced(card) for card in leaving))
    return len(leaving)


def set_lane_height(store: Store, lane_id: str, height: float | None, *, by_key: bool = False) -> None:
    """Set the least height of a lane in points, none = as needed; what is done by key merges into one step."""
    with store.edit("Resize lane", group=f"lane/{lane_id}/height" if by_key else None) as edit:
        edit.put(replace(edit.content.get(Lane, lane_id), height=height))
