"""What a user does with stages and steps."""

from dataclasses import replace

from app.models.content import stages_of, steps_of
from app.models.ids import new_id
from app.models.ranks import rank_between
from app.models.records import Stage, Step
from app.services.order import make_room
from app.services.places import fit_spans, take_off_steps
from app.store import Store


def add_stage(store: Store, journey_id: str, title: str, before: str | None = None) -> str:
    """Add a stage as one plain column, before another or at the end, and return its id."""
    with store.edit("Add stage") as edit:
        ranks, moved = make_room(stages_of(edit.content, journey_id), before, 1)
        stage = Stage(id=new_id(), journey_id=journey_id, rank=ranks[0], title=title)
        edit.put(*moved, stage, Step(id=new_id(), stage_id=stage.id, rank=rank_between(None, None)))
    return stage.id


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
    with store.edit("Delete stage") as edit:
        stage = edit.content.get(Stage, stage_id)
        take_off_steps(edit, stage.journey_id, {step.id for step in steps_of(edit.content, stage_id)})
        edit.delete(stage)


def add_step(store: Store, stage_id: str, title: str, before: str | None = None) -> str:
    """Add a step to a stage, before another or at the end, and return its id."""
    with store.edit("Add step") as edit:
        ranks, moved = make_room(steps_of(edit.content, stage_id), before, 1)
        step = Step(id=new_id(), stage_id=stage_id, rank=ranks[0], title=title)
        edit.put(*moved, step)
        fit_spans(edit, edit.content.get(Stage, stage_id).journey_id)
    return step.id


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
    with store.edit("Delete step") as edit:
        take_off_steps(edit, edit.content.get(Stage, step.stage_id).journey_id, {step_id})
        edit.delete(step)
