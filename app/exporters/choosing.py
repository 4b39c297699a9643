"""Which journeys an export is of."""

from collections.abc import Iterable, Sequence

from app.models.content import journeys_in_tree_order
from app.models.errors import InputError
from app.models.records import Journey
from app.models.snapshot import Snapshot


def find_journeys(snapshot: Snapshot, named: Sequence[str], *, several: bool) -> tuple[str, ...]:
    """Return the ids of the journeys to export in tree order: all, or those named by title or id.

    `several` says whether the export holds more than one. Raises InputError, listing the titles, where a name fits
    none, or more than one, or is wanted and missing, or where there are too many.
    """
    journeys = tuple(journeys_in_tree_order(snapshot.content))
    if not journeys:
        raise InputError(f"{snapshot.file_name} holds no journey yet; nothing was written.")
    chosen = {_find(snapshot, journeys, name) for name in named}
    found = tuple(each.id for each in journeys if not chosen or each.id in chosen)
    if len(found) > 1 and not several:
        raise InputError(f"Say by --journey which of {len(found)} journeys to export: {_titles(journeys)}.")
    return found


def _find(snapshot: Snapshot, journeys: Sequence[Journey], name: str) -> str:
    """Return the id of the one journey of that id or title."""
    fitting = [each for each in journeys if each.id == name] or [each for each in journeys if each.title == name]
    if not fitting:
        raise InputError(f"{snapshot.file_name} holds no journey “{name}”; there are {_titles(journeys)}.")
    if len(fitting) > 1:
        ids = ", ".join(each.id for each in fitting)
        raise InputError(f"{len(fitting)} journeys are called “{name}”; say which by its id: {ids}.")
    return fitting[0].id


def _titles(journeys: Iterable[Journey]) -> str:
    return ", ".join(f"“{each.title}”" for each in journeys)
