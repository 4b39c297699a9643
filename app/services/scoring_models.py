"""What a user does to scoring models: choose one, agree on weights, write criteria with anchors of one's own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final, NamedTuple

from app.models.content import Content, workspace_of
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.kinds import Side
from app.models.records import Anchor, Criterion, Score, ScoringModel
from app.scoring.formulas import refuse
from app.scoring.models import Model, model_of, models_of
from app.scoring.presets import preset, presets
from app.services.order import make_room
from app.services.scoring import criterion_in, keep_model
from app.store import Edit, Store

FEWEST, MOST = 3, 7
"""A criterion has so many anchors, or none."""

EVEN: Final = 5
"""Anchors of a scale that is spread evenly, such as 0, 25, 50, 75, 100."""


class AnchorLine(NamedTuple):
    """An anchor as it is written down."""

    value: float
    label: str = ""
    rubric: str = ""


def choose_model(store: Store, model_id: str | None) -> None:
    """Rank the opportunities of the workspace by a model; none = the value matrix."""
    model = model_of(store.content, model_id) if model_id is not None else None
    with store.edit("Choose scoring model") as edit:
        if model is not None:
            keep_model(edit, model)
        edit.put(replace(workspace_of(edit.content), scoring_model_id=model_id))


def add_model(store: Store, title: str, like: str | None = None) -> str:
    """Add a model of weighted criteria of one's own and return its id: a copy of another, none = of the preset.

    Raises InputError without a title, or where the other has no weighted criteria.
    """
    source = model_of(store.content, like or preset("weighted criteria").model.id)
    if source.kind != "weighted criteria":
        raise InputError(f"“{source.title}” has a formula of its own. Only weighted criteria can be copied.")
    with store.edit(f"Add scoring model “{_titled(title)}”") as edit:
        return _put_copy(edit, source, _titled(title))


def copy_model(store: Store, model_id: str) -> str:
    """Copy a model of any kind with its criteria and anchors, not its scores; return the id of the copy: “RICE 2”."""
    source = model_of(store.content, model_id)
    taken = {each.title for each in models_of(store.content)}
    title = next(each for number in range(2, len(taken) + 3) if (each := f"{source.title} {number}") not in taken)
    with store.edit(f"Copy scoring model “{source.title}”") as edit:
        return _put_copy(edit, source, title)


def _put_copy(edit: Edit, source: Model, title: str) -> str:
    ranks, moved = make_room(edit.content.ordered(ScoringModel), None, 1)
    record = replace(source.record, id=new_id(), rank=ranks[0], title=title, blind=False)
    edit.put(*moved, record)
    for criterion in source.criteria:
        made = replace(criterion, id=new_id(), model_id=record.id)
        anchors = source.anchors.get(criterion.id, ())
        edit.put(made, *(replace(each, id=new_id(), criterion_id=made.id) for each in anchors))
    return record.id


def update_model(store: Store, model_id: str, **fields: Any) -> None:
    """Set the title or the note of a model; typing in one field merges into one step."""
    model = model_of(store.content, model_id)
    if "title" in fields:
        _titled(fields["title"])
    name = "+".join(sorted(fields))
    with store.edit(f"Set {name} of scoring model", group=f"scoring_model/{model_id}/{name}") as edit:
        keep_model(edit, model)
        edit.put(replace(edit.content.get(ScoringModel, model_id), **fields))


def delete_model(store: Store, model_id: str) -> None:
    """Delete a model of one's own with its criteria and scores; raises InputError for one that is always there."""
    record = store.content.get(ScoringModel, model_id)
    if not is_own(model_of(store.content, model_id)):
        raise InputError(f"“{record.title}” comes with every workspace. It can be changed, and stays.")
    with store.edit(f"Delete scoring model “{record.title}”") as edit:
        edit.delete(record)


def reset_model(store: Store, model_id: str) -> None:
    """Make one of the six what it came as, without what was scored by it; the workspace goes on ranking by it."""
    record, workspace = store.content.find(ScoringModel, model_id), workspace_of(store.content)
    if record is not None and not is_own(model_of(store.content, model_id)):
        with store.edit(f"Reset scoring model “{record.title}”") as edit:
            edit.delete(record)
            if workspace.scoring_model_id == model_id:
                keep_model(edit, model_of(edit.content, model_id))
                edit.put(workspace)


def is_own(model: Model) -> bool:
    """Return whether the users made a model: it is none of the six that come with every workspace."""
    return all(each.model.id != model.id for each in presets())


def scores_by(content: Content, criteria: Iterable[Criterion]) -> int:
    """Return how many scores there are by criteria: so many go with them."""
    return sum(len(content.members(Score, "criterion_id", each.id)) for each in criteria)


def agree_on_weights(store: Store, model_id: str, weights: Sequence[float]) -> None:
    """Make weights, one for each criterion of a model in its order, those that it ranks by from now on.

    A criterion that is only shown keeps its own.
    """
    model = model_of(store.content, model_id)
    if len(weights) != len(model.criteria):
        raise InputError(f"“{model.title}” has {len(model.criteria)} criteria, not {len(weights)}.")
    with store.edit("Agree on weights") as edit:
        keep_model(edit, model)
        pairs = zip(model.criteria, weights, strict=True)
        edit.put(*(replace(each, weight=weight) for each, weight in pairs if model.counts(each)))


def add_criterion(store: Store, model_id: str, name: str, side: Side = "customer") -> str:
    """Add a criterion with anchors 0, 25, 50, 75, 100 to weighted criteria and return its id."""
    model = _own(model_of(store.content, model_id), "added to")
    with store.edit(f"Add criterion “{_titled(name)}”") as edit:
        keep_model(edit, model)
        ranks, moved = make_room(edit.content.holding(Criterion, "model_id", model_id), None, 1)
        made = Criterion(id=new_id(), rank=ranks[0], model_id=model_id, name=_titled(name), side=side)
        edit.put(*moved, made)
        _put_anchors(edit, made, even_anchors(made))
    return made.id


def update_criterion(store: Store, criterion_id: str, **fields: Any) -> None:
    """Set fields of a criterion: name, side, weight, lowest, highest, rubric, prefill; typing merges into one step.

    Raises RuleError where scores or anchors would lie outside new bounds, InputError for weighted criteria without a
    highest value.
    """
    model, criterion = criterion_in(store.content, criterion_id)
    if model.kind == "weighted criteria" and fields.get("highest", criterion.highest) is None:
        raise InputError(f"{criterion.name} needs a highest value, to be weighed against the others.")
    if "name" in fields:
        _titled(fields["name"])
    name = "+".join(sorted(fields))
    with store.edit(f"Set {name} of criterion", group=f"criterion/{criterion_id}/{name}") as edit:
        keep_model(edit, model)
        edit.put(replace(edit.content.get(Criterion, criterion_id), **fields))


def move_criterion(store: Store, criterion_id: str, before_id: str | None) -> None:
    """Put a criterion before another of its model, none = last."""
    model, criterion = criterion_in(store.content, criterion_id)
    with store.edit("Move criterion") as edit:
        keep_model(edit, model)
        siblings = edit.content.holding(Criterion, "model_id", model.id)
        ranks, moved = make_room(siblings, before_id, 1, moving=[criterion_id])
        edit.put(*moved, replace(edit.content.get(Criterion, criterion.id), rank=ranks[0]))


def delete_criterion(store: Store, criterion_id: str) -> None:
    """Delete a criterion of weighted criteria with its scores; raises InputError for the last one and for others."""
    model, criterion = criterion_in(store.content, criterion_id)
    _own(model, "taken from")
    if len(model.criteria) == 1:
        raise InputError(f"“{criterion.name}” is the only criterion of “{model.title}”. Add another one first.")
    with store.edit(f"Delete criterion “{criterion.name}”") as edit:
        keep_model(edit, model)
        edit.delete(edit.content.get(Criterion, criterion_id))


def set_anchors(store: Store, criterion_id: str, anchors: Sequence[AnchorLine]) -> None:
    """Give a criterion these anchors, 3 to 7 or none (then it takes any number); those of a value keep their id.

    Raises InputError for another number of them, for two of one value, for one outside the bounds, and for an effort or
    a size of 0.
    """
    model, criterion = criterion_in(store.content, criterion_id)
    if anchors and not FEWEST <= len(anchors) <= MOST:
        raise InputError(f"A criterion has {FEWEST} to {MOST} anchors, or none; these are {len(anchors)}.")
    if len({each.value for each in anchors}) < len(anchors):
        raise InputError("Two anchors have the same value. Give each a value of its own.")
    highest = criterion.highest
    if any(each.value < criterion.lowest or (highest is not None and each.value > highest) for each in anchors):
        raise InputError(f"An anchor lies outside the bounds of {criterion.name}. Nothing was changed.")
    for each in anchors:
        refuse(model, criterion, each.value)
    with store.edit("Set anchors", group=f"criterion/{criterion_id}/anchors") as edit:
        keep_model(edit, model)
        _put_anchors(edit, criterion, anchors)


def even_anchors(criterion: Criterion, there: Sequence[AnchorLine] = ()) -> list[AnchorLine]:
    """Return five anchors spread evenly over the bounds (0, 25, 50, 75, 100), with the words of those that are there.

    Without an upper bound they are spread over a hundred.
    """
    width = 100.0 if criterion.highest is None else criterion.highest - criterion.lowest
    values = [criterion.lowest + width * place / (EVEN - 1) for place in range(EVEN)]
    if len(there) == EVEN:
        return [AnchorLine(value, each.label, each.rubric) for value, each in zip(values, there, strict=True)]
    words = {each.value: each for each in there}
    return [words.get(value, AnchorLine(value)) for value in values]


def with_another(criterion: Criterion, there: Sequence[AnchorLine]) -> list[AnchorLine]:
    """Return anchors, from the lowest up, with one more in the widest gap; five even ones where there are too few."""
    if len(there) < FEWEST:
        return even_anchors(criterion, there)
    _, low, high = max((high.value - low.value, low.value, high.value) for low, high in pairwise(there))
    return sorted([*there, AnchorLine((low + high) / 2.0)])


def _put_anchors(edit: Edit, criterion: Criterion, anchors: Sequence[AnchorLine]) -> None:
    there = {each.value: each for each in _anchors_of(edit.content, criterion.id)}
    wanted = {each.value for each in anchors}
    edit.delete(*(each for value, each in there.items() if value not in wanted))
    for line in anchors:
        anchor_id = there[line.value].id if line.value in there else new_id()
        edit.put(Anchor(id=anchor_id, criterion_id=criterion.id, **line._asdict()))


def _anchors_of(content: Content, criterion_id: str) -> tuple[Anchor, ...]:
    return tuple(content.members(Anchor, "criterion_id", criterion_id))


def _own(model: Model, what: str) -> Model:
    if model.kind != "weighted criteria":
        raise InputError(f"Criteria can’t be {what} “{model.title}”: its formula needs those that it has.")
    return model


def _titled(title: str) -> str:
    if not title.strip():
        raise InputError("A name is needed. Nothing was changed.")
    return title.strip()
