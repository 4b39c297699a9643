"""What a user does with solutions: make them of opportunities, say which steps of a to-be they change."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.models.content import Content
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.records import Journey, Opportunity, Solution, SolutionOpportunity, SolutionStep, Stage, Step
from app.services.order import make_room, named
from app.store import Store


def make_solution(store: Store, opportunity_ids: Sequence[str] = (), title: str = "") -> str:
    """Make a solution that answers opportunities, called as the first of them without a title; return its id."""
    opportunities = [store.content.get(Opportunity, each) for each in dict.fromkeys(opportunity_ids)]
    called = title or next((each.title for each in opportunities if each.title), "")
    with store.edit(named("Make solution", called)) as edit:
        ranks, moved = make_room(edit.content.ordered(Solution), None, 1)
        made = Solution(id=new_id(), rank=ranks[0], title=called)
        links = [SolutionOpportunity(solution_id=made.id, opportunity_id=each.id) for each in opportunities]
        edit.put(*moved, made, *links)
    return made.id


def update_solution(store: Store, solution_id: str, **fields: Any) -> None:
    """Set title, note or status; typing in one field merges into one step."""
    name = "+".join(sorted(fields))
    with store.edit(f"Set {name} of solution", group=f"solution/{solution_id}/{name}") as edit:
        edit.put(replace(edit.content.get(Solution, solution_id), **fields))


def answer(store: Store, solution_id: str, opportunity_ids: Sequence[str]) -> None:
    """Let a solution answer opportunities, too."""
    solution = store.content.get(Solution, solution_id)
    opportunities = [store.content.get(Opportunity, each) for each in opportunity_ids]
    with store.edit("Link solution to opportunity") as edit:
        edit.put(*(SolutionOpportunity(solution_id=solution.id, opportunity_id=each.id) for each in opportunities))


def answer_no_more(store: Store, solution_id: str, opportunity_ids: Sequence[str]) -> None:
    """Take the links from a solution to opportunities away."""
    links = [store.content.find(SolutionOpportunity, f"{solution_id}/{each}") for each in opportunity_ids]
    with store.edit("Unlink solution from opportunity") as edit:
        edit.delete(*(link for link in links if link is not None))


def change_step(store: Store, solution_id: str, step_id: str, note: str = "") -> None:
    """Say that a solution changes a step of a to-be, and how; typing merges into one step of the history.

    Raises InputError where the step is one of how things are.
    """
    content = store.content
    solution, step = content.get(Solution, solution_id), content.get(Step, step_id)
    journey = journey_of_step(content, step)
    if journey.state != "to-be":
        raise InputError(
            f"“{journey.title}” is how it is today. A solution changes steps of a to-be: make one, and choose its step."
        )
    with store.edit("Set what solution changes", group=f"solution/{solution.id}/{step.id}") as edit:
        edit.put(SolutionStep(solution_id=solution.id, step_id=step.id, note=note))


def leave_step(store: Store, solution_id: str, step_id: str) -> None:
    """Say that a solution leaves a step as it is."""
    with store.edit("Unlink solution from step") as edit:
        edit.delete(edit.content.get(SolutionStep, f"{solution_id}/{step_id}"))


def delete_solutions(store: Store, solution_ids: Sequence[str]) -> None:
    """Delete solutions with their links; opportunities and actions stay."""
    solutions = [store.content.get(Solution, each) for each in solution_ids]
    label = (
        named("Delete solution", solutions[0].title) if len(solutions) == 1 else f"Delete {len(solutions)} solutions"
    )
    with store.edit(label) as edit:
        edit.delete(*solutions)


def journey_of_step(content: Content, step: Step) -> Journey:
    """Return the journey that a step stands in."""
    return content.get(Journey, content.get(Stage, step.stage_id).journey_id)
