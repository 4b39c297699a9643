"""Places on maps to come back to."""

from dataclasses import replace

from app.models.content import Content, journeys_in_tree_order
from app.models.ids import new_id
from app.models.records import Bookmark, Journey
from app.services.order import make_room
from app.store import Store


def bookmarks_of(content: Content, journey_id: str) -> tuple[Bookmark, ...]:
    """Return the bookmarks of a journey in their order."""
    return content.holding(Bookmark, "journey_id", journey_id)


def all_bookmarks(content: Content) -> list[Bookmark]:
    """Return the bookmarks of all journeys, in the order of the tree."""
    return [each for journey in journeys_in_tree_order(content) for each in bookmarks_of(content, journey.id)]


def add_bookmark(
    store: Store, journey_id: str, title: str, step_id: str | None = None, lane_id: str | None = None, zoom: float = 1.0
) -> str:
    """Add a bookmark of a step, a lane or the cell of both after the others of the journey, and return its id."""
    with store.edit("Add bookmark") as edit:
        journey = edit.content.get(Journey, journey_id)
        ranks, moved = make_room(bookmarks_of(edit.content, journey.id), None, 1)
        made = Bookmark(
            id=new_id(),
            journey_id=journey.id,
            rank=ranks[0],
            title=title,
            step_id=step_id,
            lane_id=lane_id,
            zoom=zoom,
        )
        edit.put(*moved, made)
    return made.id


def rename_bookmark(store: Store, bookmark_id: str, title: str) -> None:
    """Set the title of a bookmark; typing merges into one step."""
    with store.edit("Rename bookmark", group=f"bookmark/{bookmark_id}/title") as edit:
        edit.put(replace(edit.content.get(Bookmark, bookmark_id), title=title))


def move_bookmark(store: Store, bookmark_id: str, before: str | None) -> None:
    """Move a bookmark before another of its journey, or to the end."""
    if before == bookmark_id:
        return
    with store.edit("Move bookmark") as edit:
        bookmark = edit.content.get(Bookmark, bookmark_id)
        siblings = bookmarks_of(edit.content, bookmark.journey_id)
        ranks, moved = make_room(siblings, before, 1, moving={bookmark_id})
        edit.put(*moved, replace(bookmark, rank=ranks[0]))


def delete_bookmark(store: Store, bookmark_id: str) -> None:
    """Delete a bookmark; what it led to stays."""
    with store.edit("Delete bookmark") as edit:
        edit.delete(edit.content.get(Bookmark, bookmark_id))
