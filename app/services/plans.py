"""Apply what an importer made of a file, as one edit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, Final

from app.models.content import Content, journeys_of
from app.models.errors import Cancelled
from app.models.ids import id_again, new_id
from app.models.images import image_name
from app.models.names import same_name
from app.models.plan import ImportPlan, ImportWarning
from app.models.records import (
    Action,
    Agenda,
    Anchor,
    AnyRecord,
    Boundary,
    Card,
    Criterion,
    ImportMapping,
    Insight,
    Journey,
    Link,
    Named,
    Opportunity,
    Participant,
    ScoringModel,
    Solution,
    Source,
    Theme,
    Workspace,
    references,
)
from app.services.order import make_room
from app.services.tombstones import without_forgotten
from app.store import Edit, Store, create_workspace

Ids = dict[tuple[str, str], str]
"""From the kind and id of a record in a plan to its id in the workspace."""

_RANKED: Final = (
    *(Named, Opportunity, Agenda, Source, Insight, Theme, ImportMapping),
    *(ScoringModel, Boundary, Solution, Action),
)
"""What comes after those of its type that are there."""

_AT_ONCE: Final = 200
"""Records that are put between two looks at whether to go on."""


def create_from(path: Path, plan: ImportPlan) -> Store:
    """Make a workspace of a plan and open it; raises as `create_workspace` does."""
    return create_workspace(path, plan.records, label=plan.label, images=plan.images, turns=plan.turns)


def told_again(plan: ImportPlan, content: Content) -> ImportPlan:
    """Return a plan that says so where the workspace has its source already."""
    again = [each for each in plan.records if isinstance(each, Source) and content.find(Source, each.id)]
    text = "This text is in the workspace already. Imported again, it stands there twice."
    return plan._replace(warnings=(*(ImportWarning(each.origin, None, text) for each in again), *plan.warnings))


def apply_plan(store: Store, plan: ImportPlan) -> list[str]:
    """Put the records of a plan into the workspace as one edit and return the ids of the journeys that it made.

    Personas and entries of shared lists that the workspace has by name (NFC, trimmed, case kept) are joined with those.
    New root journeys and opportunities come after the ones there. Where an id is taken already (the same file imported
    twice), all records of the plan get new ids. A workspace record is skipped: the workspace keeps its own title page,
    and what it says of two of its own entries, such as what a department uses a tool for.
    """
    return apply_plans(store, [plan])


def apply_plans(store: Store, plans: Sequence[ImportPlan]) -> list[str]:
    """Put several plans, one after another as `apply_plan` does, into the workspace as one edit."""
    with store.edit(_label(plans), origin="import") as edit:
        _keep_images(store, plans)
        return _put(store, edit, plans)


def apply_plans_apart(
    store: Store, plans: Sequence[ImportPlan], progress: Callable[[float], object], cancelled: Callable[[], bool]
) -> list[str]:
    """Do the same on the worker, so that the window stays alive; `store.adopt()` then shows it.

    Raises Cancelled where `cancelled` says so before all is put.
    """

    def go_on(fraction: float) -> None:
        progress(fraction)
        if cancelled():
            raise Cancelled("The import was stopped. Nothing was changed.")

    with store.edit_apart(_label(plans)) as edit:
        _keep_images(store, plans)
        return _put(store, edit, plans, go_on)


def _keep_images(store: Store, plans: Sequence[ImportPlan]) -> None:
    for plan in plans:
        for data in plan.images:
            store.keep_image(data, image_name(data))


def _label(plans: Sequence[ImportPlan]) -> str:
    return plans[0].label if len(plans) == 1 else f"Import {len(plans)} files"


def _put(
    store: Store, edit: Edit, plans: Sequence[ImportPlan], go_on: Callable[[float], object] = lambda fraction: None
) -> list[str]:
    """Put the records of plans and return the ids of the journeys that they make; `go_on` is told how far it is."""
    journey_ids = []
    forgotten = store.tombstones()
    for number, plan in enumerate(without_forgotten(each, forgotten) for each in plans):
        made, ids = _made_of(store, plan, edit.content)
        for source_id, turns in plan.turns.items():
            store.keep_turns(ids.get(("source", source_id), source_id), turns)
        for first in range(0, len(made), _AT_ONCE):
            go_on((number + first / len(made)) / len(plans))
            edit.put(*made[first : first + _AT_ONCE])
        journey_ids += [record.id for record in made if isinstance(record, Journey)]
    return journey_ids


def _made_of(store: Store, plan: ImportPlan, content: Content) -> tuple[list[AnyRecord], Ids]:
    """Return the records of a plan as they are put, and the ids that some got anew."""
    records: list[AnyRecord] = [record for record in plan.records if not isinstance(record, Workspace)]
    records = _without_anchors_there(content, records)
    joined = _joined_by_name(content, records)
    joined |= {(each.kind_name, each.id): each.id for each in records if _is_there_by_id(content, each)}
    ids = dict(joined)
    taken = any(content.find(type(each), each.id) for each in records if (each.kind_name, each.id) not in joined)
    taken = taken or any(map(store.has_turns, plan.turns))  # of a source that was undone
    shared: dict[str, str] = {}
    if taken:
        time = _free_time(store, content, records)
        for each in records:
            if (each.kind_name, each.id) not in joined and not isinstance(each, _BY_ID):
                kept = isinstance(each, Source | Participant)  # their ids tell later whether they were forgotten
                ids[each.kind_name, each.id] = id_again(each.id, time) if kept else new_id()
        shared = {each.shared_id: new_id() for each in records if isinstance(each, Card) and each.shared_id}
    made = [_with_ids(each, ids, shared) for each in records if (each.kind_name, each.id) not in joined]
    made = [each for each in made if not (isinstance(each, Link) and content.find(type(each), each.id) is not None)]
    return _ranked_after(content, made), ids


_BY_ID: Final = (ScoringModel, Criterion, Anchor)
"""What is the same wherever it has the same id: scores of two files by one yardstick stay so."""


def _is_there_by_id(content: Content, record: AnyRecord) -> bool:
    return isinstance(record, _BY_ID) and content.find(type(record), record.id) is not None


def _without_anchors_there(content: Content, records: Iterable[AnyRecord]) -> list[AnyRecord]:
    """Return the records without the anchors of criteria that are there: those of the workspace hold."""
    return [
        each
        for each in records
        if not (isinstance(each, Anchor) and content.find(Criterion, each.criterion_id) is not None)
    ]


def _free_time(store: Store, content: Content, records: Iterable[AnyRecord]) -> int:
    """Return how many times the file was there before: the first time whose ids nothing has, be it undone."""
    heard = [each for each in records if isinstance(each, Source | Participant)]

    def is_there(record: AnyRecord, time: int) -> bool:
        made_id = id_again(record.id, time)
        return bool(content.find(type(record), made_id)) or store.has_turns(made_id)

    return next(time for time in count(1) if not any(is_there(each, time) for each in heard))


def _joined_by_name(content: Content, records: Iterable[AnyRecord]) -> Ids:
    ids: Ids = {}
    names: dict[type[Any], dict[str, str]] = {}
    for record in records:
        if isinstance(record, Named) and not isinstance(record, Participant):  # two people may have one name
            there = names.setdefault(
                type(record), {same_name(each.name): each.id for each in content.ordered(type(record))}
            )
            if same_name(record.name) in there:
                ids[record.kind_name, record.id] = there[same_name(record.name)]
    return ids


def _with_ids(record: AnyRecord, ids: Ids, shared: Mapping[str, str]) -> AnyRecord:
    changes: dict[str, Any] = {
        each.name: ids.get((each.metadata["references"], held), held)
        for each in references(type(record))
        if (held := getattr(record, each.name)) is not None
    }
    if "id" in record.key:
        changes["id"] = ids.get((record.kind_name, record.id), record.id)
    if isinstance(record, Card):
        changes["was_lane_id"] = ids.get(("lane", record.was_lane_id or ""), record.was_lane_id)
        changes["was_step_id"] = ids.get(("step", record.was_step_id or ""), record.was_step_id)
        changes["shared_id"] = shared.get(record.shared_id or "", record.shared_id)
    origin_id: str | None = getattr(record, "origin_id", None)
    if origin_id is not None:
        changes["origin_id"] = ids.get((record.kind_name, origin_id), origin_id)
    return replace(record, **changes)


def _ranked_after(content: Content, records: list[AnyRecord]) -> list[AnyRecord]:
    """Return the records with new roots of the tree, list entries and the like ranked after those there."""
    groups: dict[type[Any], list[Any]] = {}
    for record in records:
        if isinstance(record, _RANKED) or (isinstance(record, Journey) and record.parent_id is None):
            groups.setdefault(type(record), []).append(record)
    ranked: dict[int, AnyRecord] = {}
    for record_type, group in groups.items():
        there = journeys_of(content) if record_type is Journey else content.ordered(record_type)
        if not there:
            continue
        ordered = sorted(group, key=lambda each: (each.rank, each.id))
        ranks, _ = make_room(there, None, len(ordered))
        ranked |= {id(each): replace(each, rank=rank) for each, rank in zip(ordered, ranks, strict=True)}
    return [ranked.get(id(record), record) for record in records]
