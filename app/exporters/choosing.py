"""Which journeys an export is of, and how their maps are looked at."""

from collections.abc import Iterable, Sequence

from app.layout.lens import FACETS, NONE, Lens, facet_word, label_of, values_of
from app.models.content import Content, journeys_in_tree_order
from app.models.errors import InputError
from app.models.names import folded
from app.models.records import Journey, VoteRound
from app.models.snapshot import Snapshot


def find_journeys(
    snapshot: Snapshot, named: Sequence[str], *, several: bool, purpose: str = "export"
) -> tuple[str, ...]:
    """Return the ids of the journeys to export in tree order: all, or those named by title or id.

    `several` says whether the export holds more than one, `purpose` what else they are wanted for. Raises InputError,
    listing the titles, where a name fits none, or more than one, or is wanted and missing, or where there are too many.
    """
    journeys = tuple(journeys_in_tree_order(snapshot.content))
    if not journeys:
        raise InputError(f"{snapshot.file_name} holds no journey yet; nothing was written.")
    chosen = {_one(snapshot, journeys, name, "journey") for name in named}
    found = tuple(each.id for each in journeys if not chosen or each.id in chosen)
    if len(found) > 1 and not several:
        raise InputError(f"Say by --journey which of {len(found)} journeys to {purpose}: {_titles(journeys)}.")
    return found


def find_round(snapshot: Snapshot, name: str) -> str:
    """Return the id of the one vote of that title or id; raises InputError, listing the titles, where none fits."""
    rounds = snapshot.content.ordered(VoteRound)
    if not rounds:
        raise InputError(f"{snapshot.file_name} holds no vote yet; nothing was written.")
    return _one(snapshot, rounds, name, "vote")


def lens_asked(
    content: Content,
    colour_by: str,
    filters: Sequence[str],
    *,
    hides: bool = False,
    running_mean: bool = False,
    curves_together: bool = False,
) -> Lens:
    """Return the lens that a colour rule and filters ("channel=App") name; values are names or ids.

    Raises InputError, listing what there is, where a field or a value is unknown.
    """
    wanted: dict[str, set[str]] = {}
    for each in filters:
        name, _, value = each.partition("=")
        facet = _facet(name.strip())
        wanted.setdefault(facet, set()).update(_values(content, facet, value.strip()))
    return Lens(
        colour_by=_facet(colour_by) if colour_by else "",
        filters=tuple((facet, frozenset(values)) for facet, values in wanted.items()),
        hides=hides,
        running_mean=running_mean,
        curves_together=curves_together,
    )


def _facet(name: str) -> str:
    """Return a facet by its name in code, or what it is called."""
    called = {facet.removesuffix("_id").replace("_", "-"): facet for facet in FACETS}
    spoken = {facet_word(facet).casefold(): facet for facet in FACETS}
    facet = called.get(name.casefold().replace("_", "-")) or spoken.get(name.casefold())
    if facet is None and name not in FACETS:
        raise InputError(f"Cards cannot be told apart by “{name}”; they can by {', '.join(called)}.")
    return facet or name


def _values(content: Content, facet: str, name: str) -> Iterable[str]:
    """Return the values of a facet that are called so, or have that id; nothing said where the name is empty."""
    if not name:
        return (NONE,)
    values = values_of(content, facet)
    found = [each for each in values if each == name]
    found = found or [each for each in values if label_of(content, facet, each).casefold() == name.casefold()]
    if not found:
        there = ", ".join(f"“{label_of(content, facet, each)}”" for each in values) or "none yet"
        raise InputError(f"There is no {facet_word(facet).lower()} “{name}”; there is {there}.")
    return found


def _one(snapshot: Snapshot, among: Sequence[Journey] | Sequence[VoteRound], name: str, kind: str) -> str:
    """Return the id of the one journey or vote of that id or title, or of that title but for its case."""
    fitting = (
        [each for each in among if each.id == name]
        or [each for each in among if each.title == name]
        or [each for each in among if folded(each.title) == folded(name)]
    )
    if not fitting:
        raise InputError(f"{snapshot.file_name} holds no {kind} “{name}”; there are {_titles(among)}.")
    if len(fitting) > 1:
        ids = ", ".join(each.id for each in fitting)
        raise InputError(f"{len(fitting)} {kind}s are called “{name}”; say which by its id: {ids}.")
    return fitting[0].id


def _titles(among: Iterable[Journey | VoteRound]) -> str:
    return ", ".join(f"“{each.title}”" for each in among)
