"""What a user does with stages and steps."""

from collections.abc import Sequence
from dataclasses import replace

from app.models.content import cards_of, columns_of, stages_of, steps_of
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.ranks import rank_between
from app.models.records import Stage, StageTag, Step, StepTag
from app.services.order import make_room, named
from app.services.places import fit_spans, take_off_steps
from app.store import Edit, Store


def add_stage(store: Store, journey_id: str, title: str, before: str | None = None) -> str:
    """Add a stage as one plain column, before another or at the end, and return its id."""
    with store.edit("Add stage") as edit:
        return put_stage(edit, journey_id, title, before).id


def put_stage(edit: Edit, journey_id: str, title: str, before: str | None = None) -> Stage:
    """Put a stage as one plain column, before another or at the end, and return it."""
    ranks, moved = make_room(stages_of(edit.content, journey_id), before, 1)
    stage = Stage(id=new_id(), journey_id=journey_id, rank=ranks[0], title=title)
    edit.put(*moved, stage, Step(id=new_id(), stage_id=stage.id, rank=rank_between(None, None)))
    return stage


def rename_stage(store: Store, stage_id: str, title: str) -> None:
    """Set the title of a stage; typing merges into one step."""
    with store.edit("Rename stage", group=f"stage/{stage_id}/title") as edit:
        edit.put(replace(edit.content.get(Stage, stage_id), title=title))


def move_stage(store: Store, stage_id: str, before: str | None) -> None:
    """Move a stage with its steps and cards before another stage, or to the end."""
    if before == stage_id:
        return
    with store.edit("Move stage") as edit:
        stage = edit.content.get(Stage, stage_id)
        ranks, moved = make_room(stages_of(edit.content, stage.journey_id), before, 1, moving={stage_id})
        edit.put(*moved, replace(stage, rank=ranks[0]))
        fit_spans(edit, stage.journey_id)


def delete_stage(store: Store, stage_id: str) -> None:
    """Delete a stage with its steps; its cards wait in Unplaced."""
    with store.edit(named("Delete stage", store.content.get(Stage, stage_id).title)) as edit:
        stage = edit.content.get(Stage, stage_id)
        take_off_steps(edit, stage.journey_id, {step.id for step in steps_of(edit.content, stage_id)})
        edit.delete(stage)


def add_step(store: Store, stage_id: str, title: str, before: str | None = None) -> str:
    """Add a step to a stage, before another or at the end, and return its id."""
    with store.edit("Add step") as edit:
        return put_step(edit, stage_id, title, before).id


def put_step(edit: Edit, stage_id: str, title: str, before: str | None = None) -> Step:
    """Put a step into a stage, before another or at the end, and return it."""
    ranks, moved = make_room(steps_of(edit.content, stage_id), before, 1)
    step = Step(id=new_id(), stage_id=stage_id, rank=ranks[0], title=title)
    edit.put(*moved, step)
    fit_spans(edit, edit.content.get(Stage, stage_id).journey_id)
    return step


def rename_step(store: Store, step_id: str, title: str) -> None:
    """Set the title of a step; typing merges into one step."""
    with store.edit("Rename step", group=f"step/{step_id}/title") as edit:
        edit.put(replace(edit.content.get(Step, step_id), title=title))


def move_step(store: Store, step_id: str, stage_id: str, before: str | None) -> None:
    """Move a step with its cards into a stage, before another step or to the end; a stage left empty is deleted."""
    if before == step_id:
        return
    with store.edit("Move step") as edit:
        step = edit.content.get(Step, step_id)
        source, target = edit.content.get(Stage, step.stage_id), edit.content.get(Stage, stage_id)
        ranks, moved = make_room(steps_of(edit.content, stage_id), before, 1, moving={step_id})
        edit.put(*moved, replace(step, stage_id=stage_id, rank=ranks[0]))
        if not steps_of(edit.content, source.id):
            edit.delete(source)
        fit_spans(edit, target.journey_id)


def delete_step(store: Store, step_id: str) -> None:
    """Delete a step, and its stage where it was the only one; its cards wait in Unplaced."""
    step = store.content.get(Step, step_id)
    if len(steps_of(store.content, step.stage_id)) == 1:
        delete_stage(store, step.stage_id)
        return
    with store.edit(named("Delete step", step.title)) as edit:
        take_off_steps(edit, edit.content.get(Stage, step.stage_id).journey_id, {step_id})
        edit.delete(step)


def set_column_width(store: Store, step_ids: Sequence[str], width: float | None, *, by_key: bool = False) -> None:
    """Set the width of columns in points, none = as usual; what is done by key merges into one step."""
    with store.edit("Resize column", group=f"step/{step_ids[0]}/width" if by_key else None) as edit:
        edit.put(*(replace(edit.content.get(Step, each), width=width) for each in step_ids))


def split_step(store: Store, step_id: str) -> str:
    """Add a step behind one and return its id: cards and values by hand stay in the first.

    The second has owner, team, channel, width and tags of the first, but not its resource and days, which would clash.
    Cards over several steps reach over both.
    """
    with store.edit("Split step") as edit:
        step = edit.content.get(Step, step_id)
        steps = steps_of(edit.content, step.stage_id)
        journey_id = edit.content.get(Stage, step.stage_id).journey_id
        columns = [each.id for each in columns_of(edit.content, journey_id)]
        at = columns.index(step_id)
        following = steps[steps.index(step) + 1 :][:1]
        ranks, moved = make_room(steps, following[0].id if following else None, 1)
        unplanned = replace(step, resource="", starts_on=None, ends_on=None)
        second = replace(unplanned, id=new_id(), rank=ranks[0], title="", opens_journey_id=None, origin_id=None)
        edit.put(*moved, second)
        tags = edit.content.holding(StepTag, "step_id", step_id)
        edit.put(*(replace(tag, step_id=second.id) for tag in tags))
        for card in cards_of(edit.content, journey_id):
            if card.span > 1 and card.step_id and 0 <= at - columns.index(card.step_id) < card.span:
                edit.put(replace(card, span=card.span + 1))
    return second.id


def split_stage(store: Store, stage_id: str) -> str:
    """Split the last step of a stage, or the only one of a plain column; return the id of the new one."""
    return split_step(store, steps_of(store.content, stage_id)[-1].id)


def begin_stage(store: Store, step_id: str) -> str:
    """Let a new stage begin with a step: it and those behind it leave their stage; return the new stage's id.

    A step that is alone in it gives its title to the stage. Raises InputError for the first step of a stage.
    """
    with store.edit("Begin stage") as edit:
        step = edit.content.get(Step, step_id)
        old = edit.content.get(Stage, step.stage_id)
        steps = steps_of(edit.content, old.id)
        going = steps[steps.index(step) :]
        if len(going) == len(steps):
            raise InputError("A stage begins with this step already. Nothing was changed.")
        stages = stages_of(edit.content, old.journey_id)
        following = stages[stages.index(old) + 1 :][:1]
        ranks, moved = make_room(stages, following[0].id if following else None, 1)
        alone = len(going) == 1
        stage = Stage(id=new_id(), journey_id=old.journey_id, rank=ranks[0], title=step.title if alone else "")
        moved_steps = [replace(each, stage_id=stage.id, title="" if alone else each.title) for each in going]
        edit.put(*moved, stage, *moved_steps)
        tags = edit.content.holding(StageTag, "stage_id", old.id)
        edit.put(*(replace(tag, stage_id=stage.id) for tag in tags))
    return stage.id
