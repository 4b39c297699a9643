"""Which journeys the figures about the framework are of, and what belongs to their steps and cards."""

from collections.abc import Iterator

from app.models.content import Content, columns_of, journeys_in_tree_order
from app.models.kinds import JourneyState
from app.models.records import Card, Journey, Stage, Step


def journeys_in_use(content: Content, state: JourneyState | None = None) -> Iterator[Journey]:
    """Yield the journeys that are not archived, in the order of the tree; of one state, or of both."""
    for journey in journeys_in_tree_order(content):
        if journey.status != "archived" and state in (None, journey.state):
            yield journey


def current_steps(content: Content) -> Iterator[tuple[Journey, Step]]:
    """Yield every step of the current journeys in use, journey by journey, from left to right."""
    for journey in journeys_in_use(content, "current"):
        for step in columns_of(content, journey.id):
            yield journey, step


def department_of(content: Content, card: Card) -> str | None:
    """Return the id of the department that does what a card says: its own, else the team of its step."""
    if card.department_id is not None:
        return card.department_id
    step = content.find(Step, card.step_id)
    return step.team_id if step is not None else None


def stage_of(content: Content, step: Step) -> Stage:
    """Return the stage that a step is in."""
    return content.get(Stage, step.stage_id)
