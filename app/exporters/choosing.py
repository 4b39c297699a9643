"""Which journeys an export is of."""

from collections.abc import Iterable

from app.models.content import journeys_in_tree_order
from app.models.errors import InputError
from app.models.records import Journey
from app.models.snapshot import Snapshot


def find_journeys(snapshot: Snapshot, named: str | None, *, several: bool) -> tuple[str, ...]:
    """Return the ids of the journeys to export in tree order: all, or the one named by title or id.

    `several` says whether the export holds more than one. Raises InputError, listing the titles, where the name fits
    none, or more than one, or is wanted and missing.
    """
    journeys = tuple(journeys_in_tree_order(snapshot.content))
    if not journeys:
        raise InputError(f"{snapshot.file_name} holds no journey yet; nothing was written.")
    if named is not None:
        fitting = [each for each in journeys if each.id == named] or [each for each in journeys if each.title == named]
        if not fitting:
            raise InputError(f"{snapshot.file_name} holds no journey “{named}”; there are {_titles(journeys)}.")
        if len(fitting) > 1:
            ids = ", ".join(each.id for each in fitting)
            raise InputError(f"{len(fitting)} journeys are called “{named}”; say which by its id: {ids}.")
        return (fitting[0].id,)
    if len(journeys) > 1 and not several:
        raise InputError(f"Say by --journey which of {len(journeys)} journeys to export: {_titles(journeys)}.")
    return tuple(each.id for each in journeys)


def _titles(journeys: Iterable[Journey]) -> str:
    return ", ".join(f"“{each.title}”" for each in journeys)
