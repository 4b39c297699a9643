"""The codes by which notes from a wall are keyed in: given once, before a template is printed, and kept."""

from app.models.content import Content
from app.models.records import Journey, WallColumn, WallRow
from app.models.wall import missing_codes, parts_of
from app.store import Store


def lacks_codes(content: Content, journey_id: str) -> bool:
    """Return whether a column, or a lane that takes cards, has no code yet."""
    missing = missing_codes(content, journey_id)
    return bool(missing.columns or missing.rows)


def give_codes(store: Store, journey_id: str) -> bool:
    """Give codes to what lacks them, in the map's order after the highest ever given; return whether something did.

    Lanes that take no cards have none. What is printed once stays true: codes don't change when the map does.
    """
    store.content.get(Journey, journey_id)
    if not lacks_codes(store.content, journey_id):
        return False
    with store.deliberate(), store.edit("Give wall codes") as edit:
        missing = missing_codes(edit.content, journey_id)
        edit.put(
            *(WallColumn(journey_id=journey_id, code=code, step_id=each) for each, code in missing.columns.items()),
            *(WallRow(journey_id=journey_id, code=code, lane_id=each) for each, code in missing.rows.items()),
        )
    return True


def cell_of(content: Content, journey_id: str, code: str) -> tuple[str | None, str | None] | None:
    """Return the step and the lane of a cell by its code, such as C4 or c4; none where no such code was given.

    A step or a lane is none where it is gone from the map.
    """
    parts = parts_of(code)
    if parts is None:
        return None
    column = content.find(WallColumn, f"{journey_id}/{parts[0]}")
    row = content.find(WallRow, f"{journey_id}/{parts[1]}")
    return (column.step_id, row.lane_id) if column and row else None
