"""How the place Decide writes decisions, boundaries, solutions and actions."""

from app.models.content import Content, columns_of, journeys_in_tree_order
from app.models.kinds import ActionStatus, SolutionStatus, Stance
from app.models.records import Action, Decision, Journey, Opportunity, Owner, Solution, Stage, Step
from app.scoring.ledger import is_overdue
from app.scoring.map_lists import step_title
from app.views.days import day_word
from app.views.decide.words import tr
from app.views.opportunity_words import decision_word


def action_word(status: ActionStatus) -> str:
    """Return how far an action is."""
    words: dict[ActionStatus, str] = {
        "to do": tr("to do"),
        "in work": tr("in work"),
        "done": tr("done"),
        "dropped": tr("dropped"),
    }
    return words[status]


def solution_word(status: SolutionStatus) -> str:
    """Return how far a solution is."""
    words: dict[SolutionStatus, str] = {
        "idea": tr("idea"),
        "chosen": tr("chosen"),
        "in work": tr("in work"),
        "done": tr("done"),
        "dropped": tr("dropped"),
    }
    return words[status]


def stance_word(stance: Stance) -> str:
    """Return what a boundary says."""
    return {"will": tr("We will"), "will not": tr("We will not")}[stance]


def owner_word(content: Content, owner_id: str | None) -> str:
    """Return the name of an owner; nothing for none."""
    owner = content.find(Owner, owner_id)
    return owner.name if owner else ""


def decided_word(decision: Decision | None) -> str:
    """Return what was decided; what was taken back is said to be."""
    if decision is not None and decision.kind is None and decision.decided_on is not None:
        return tr("taken back")
    return decision_word(decision.kind if decision else None)


def decided_line(content: Content, decision: Decision) -> str:
    """Return what was decided, when, by whom and why, in one line."""
    parts = (decided_word(decision), day_word(decision.decided_on), owner_word(content, decision.owner_id))
    line = " · ".join(filter(None, parts))
    return f"{line}: {decision.reason}" if decision.reason.strip() else line


def due_word(action: Action, today: str) -> str:
    """Return when an action is due, or that it is overdue; when it was done, of one that is."""
    if action.status == "done" and action.done_on:
        return tr("done on {day}").format(day=day_word(action.done_on))
    if action.due_on is None:
        return ""
    if is_overdue(action, today):
        return tr("overdue since {day}").format(day=day_word(action.due_on))
    return day_word(action.due_on)


def part_of_word(content: Content, action: Action) -> str:
    """Return what an action is part of: its solution, its opportunity, its step."""
    solution, opportunity = content.find(Solution, action.solution_id), content.find(Opportunity, action.opportunity_id)
    titles = [each.title for each in (solution, opportunity) if each is not None]
    return " · ".join(filter(None, (*titles, step_title(content, action.step_id))))


def step_place(content: Content, step_id: str) -> str:
    """Return where a step is: its journey, and its title or that of its stage."""
    step = content.get(Step, step_id)
    journey = content.get(Journey, content.get(Stage, step.stage_id).journey_id)
    return f"{journey.title} · {step_title(content, step_id)}"


def steps_of_state(content: Content, *, to_be: bool) -> list[tuple[str, str]]:
    """Return the steps of all journeys that are to be, or of all: their ids and where they are."""
    return [
        (step.id, f"{journey.title} · {step_title(content, step.id)}")
        for journey in journeys_in_tree_order(content)
        if journey.state == "to-be" or not to_be
        for step in columns_of(content, journey.id)
    ]


def titled(record: Opportunity | Solution | Action) -> str:
    """Return the title of a record in one line, or that it has none."""
    return " ".join(record.title.split()) or tr("Untitled")
