"""Steps made one, and stages made one: what both have is joined, and what has to go is said."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple, TypeVar

from app.models.content import Content, cards_of, columns_of, stages_of, steps_of
from app.models.errors import InputError
from app.models.records import (
    Action,
    Bookmark,
    Card,
    Channel,
    Department,
    EmotionOverride,
    InsightStep,
    Journey,
    Link,
    Owner,
    Persona,
    SolutionStep,
    Stage,
    StageTag,
    Step,
    StepTag,
    Swimlane,
)
from app.services.cards import put_in_cell
from app.services.order import make_room
from app.store import Edit, Store

R = TypeVar("R", Step, Stage)

_BETWEEN: Final = " / "
"""Between two titles that become one."""

_HELD: Final[tuple[type[Any], ...]] = (Action, Bookmark, InsightStep, SolutionStep, StepTag)
"""What holds a step beside its cards and values by hand, and goes on holding what it is merged into."""


class Merged(NamedTuple):
    """What is left of several: its id, and a sentence for each thing that did not go into it."""

    id: str
    dropped: tuple[str, ...] = ()


def merge_steps(store: Store, step_ids: Sequence[str]) -> Merged:
    """Make one step of neighbours in a stage; their cards stay, in their lanes, those of the first on top.

    Values of the emotion by hand are kept on the first; equal ones are joined with their reasons, others dropped.
    Raises InputError where the steps are not side by side in one stage.
    """
    with store.edit("Merge steps") as edit:
        steps = [edit.content.get(Step, each) for each in step_ids]
        if len({step.stage_id for step in steps}) > 1:
            raise InputError("These steps are in different stages. Nothing was changed; merge the stages first.")
        first, *others = _side_by_side(steps, steps_of(edit.content, steps[0].stage_id))
        dropped: list[str] = []
        for other in others:
            dropped += _merge_step(edit, edit.content.get(Step, first.id), other)
    return Merged(first.id, tuple(dropped))


def merge_stages(store: Store, stage_ids: Sequence[str]) -> Merged:
    """Make one stage of neighbours; their steps stay, and one without a title takes that of its stage.

    Raises InputError where the stages are not side by side.
    """
    with store.edit("Merge stages") as edit:
        stages = [edit.content.get(Stage, each) for each in stage_ids]
        first, *others = _side_by_side(stages, stages_of(edit.content, stages[0].journey_id))
        for other in others:
            _merge_stage(edit, edit.content.get(Stage, first.id), other)
    return Merged(first.id)


def _side_by_side(chosen: Sequence[R], order: Sequence[R]) -> list[R]:
    ids = {each.id for each in chosen}
    places = [place for place, each in enumerate(order) if each.id in ids]
    if len(places) < 2 or len(places) != len(ids) or places[-1] - places[0] != len(places) - 1:
        raise InputError("Only neighbours can be merged. Nothing was changed.")
    return list(order[places[0] : places[-1] + 1])


def _merge_stage(edit: Edit, first: Stage, second: Stage) -> None:
    content = edit.content
    mine, theirs = steps_of(content, first.id), steps_of(content, second.id)
    for stage, steps in ((first, mine), (second, theirs)):
        if len(steps) == 1 and not steps[0].title:
            edit.put(replace(steps[0], title=stage.title))
    told = len(theirs) == 1 and not theirs[0].title  # its title goes on as that of its step
    ranks, moved = make_room(steps_of(content, first.id), None, len(theirs))
    edit.put(*moved, replace(first, title=first.title if told else _joined(first.title, second.title, _BETWEEN)))
    for step, rank in zip(steps_of(content, second.id), ranks, strict=True):
        edit.put(replace(step, stage_id=first.id, rank=rank))
    edit.put(*(replace(each, stage_id=first.id) for each in content.holding(StageTag, "stage_id", second.id)))
    for journey in content.holding(Journey, "lifecycle_stage_id", second.id):
        edit.put(replace(journey, lifecycle_stage_id=first.id))
    edit.delete(second)


def _merge_step(edit: Edit, first: Step, second: Step) -> list[str]:
    """Take a step into the one before it, and return what did not come along."""
    content = edit.content
    journey_id = content.get(Stage, first.stage_id).journey_id
    dropped = [*_merge_overrides(edit, first, second), *_lost_fields(content, first, second)]
    _merge_cards(edit, journey_id, first.id, second.id)
    for held in _HELD:
        moved = [replace(each, step_id=first.id) for each in content.holding(held, "step_id", second.id)]
        edit.put(*(each for each in moved if not isinstance(each, Link) or content.find(held, each.id) is None))
    edit.put(
        replace(
            first,
            title=_joined(first.title, second.title, _BETWEEN),
            owner_id=first.owner_id or second.owner_id,
            team_id=first.team_id or second.team_id,
            channel_id=first.channel_id or second.channel_id,
            opens_journey_id=first.opens_journey_id or second.opens_journey_id,
            resource=_joined(first.resource, second.resource, _BETWEEN),
            starts_on=min(filter(None, (first.starts_on, second.starts_on)), default=None),
            ends_on=max(filter(None, (first.ends_on, second.ends_on)), default=None),
        )
    )
    edit.delete(second)
    return dropped


def _merge_cards(edit: Edit, journey_id: str, first_id: str, second_id: str) -> None:
    columns = [step.id for step in columns_of(edit.content, journey_id)]
    at = columns.index(first_id)
    moving: dict[str, list[Card]] = {}
    for card in cards_of(edit.content, journey_id):
        if card.step_id is None or card.lane_id is None:
            if card.was_step_id == second_id:
                edit.put(replace(card, was_step_id=first_id))
        elif card.step_id == second_id:
            moving.setdefault(card.lane_id, []).append(card)
        elif card.span > 1 and (start := columns.index(card.step_id)) <= at < start + card.span - 1:
            edit.put(replace(card, span=card.span - 1))
    for lane_id, cards in moving.items():
        put_in_cell(edit, cards, lane_id, first_id, None)


def _merge_overrides(edit: Edit, first: Step, second: Step) -> list[str]:
    """Join the values by hand of two steps on the first, and return those that are dropped."""
    content = edit.content
    dropped = []
    for other in content.holding(EmotionOverride, "step_id", second.id):
        mine = content.find(EmotionOverride, f"{other.swimlane_id}/{first.id}")
        if mine is not None and mine.value == other.value:
            edit.put(replace(mine, reason=_joined(mine.reason, other.reason, "; ")))
            continue
        swimlane = content.get(Swimlane, other.swimlane_id)
        name = content.get(Persona, swimlane.persona_id).name
        reason = f" ({other.reason})" if other.reason else ""
        dropped.append(f"the emotion {other.value:+g} set by hand for {name} in {_called(second)}{reason}")
    return dropped


def _lost_fields(content: Content, first: Step, second: Step) -> list[str]:
    """Return what the second step says otherwise than the first."""
    lost = []
    for what, record_type, field in (
        ("the owner", Owner, "owner_id"),
        ("the team", Department, "team_id"),
        ("the channel", Channel, "channel_id"),
        ("the link to", Journey, "opens_journey_id"),
    ):
        mine, other = getattr(first, field), getattr(second, field)
        if mine and other and mine != other:
            record = content.get(record_type, other)
            lost.append(
                f"{what} “{getattr(record, 'name', None) or getattr(record, 'title', '')}” of {_called(second)}"
            )
    return lost


def _called(step: Step) -> str:
    return f"“{step.title}”" if step.title else "the second step"


def _joined(first: str, second: str, between: str) -> str:
    """Return both texts, or the one where they are the same or the other is empty."""
    return first if not second or second == first else f"{first}{between}{second}" if first else second
