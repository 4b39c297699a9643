"""Give a difference a reason, or take one back: which record says so depends on what is otherwise and why."""

from app.models.content import Content, steps_of
from app.models.records import Card, OpportunityCard, SolutionStep, Stage
from app.scoring.reasons import Reason
from app.services.opportunities import link_cards, unlink_cards
from app.services.solutions import change_step, leave_step
from app.services.to_be import answer, take_answer_back
from app.views.compare.why import WhyRow
from app.views.session import Session


def give(session: Session, row: WhyRow, choice: str) -> None:
    """Say what a difference answers: a card, an opportunity, a solution, by kind/id.

    An opportunity is there because of a card of the first journey, where there is one: so it is linked to that.
    """
    kind, _, record_id = choice.partition("/")
    if kind == "card":
        session.perform(answer, row.id, record_id)
    elif kind == "opportunity" and row.turn is not None:
        came_from = "" if row.turn.is_copy else row.turn.first_id
        session.perform(link_cards, record_id, [came_from or row.id])
    elif kind == "solution":
        session.perform(change_step, record_id, _steps_of(session.content, row)[0])


def take_back(session: Session, row: WhyRow, reason: Reason) -> None:
    """Say no longer that a difference answers something."""
    if reason.via == "answer":
        session.perform(take_answer_back, row.id, reason.id)
    elif reason.via == "opportunity":
        session.perform(unlink_cards, reason.id, _linked(session.content, row, reason.id))
    elif reason.via == "solution" and reason.kind == "solution":
        linked = [each for each in _steps_of(session.content, row) if _is_changed(session.content, each, reason.id)]
        for each in linked[:1]:
            session.perform(leave_step, reason.id, each)


def can_take_back(row: WhyRow, reason: Reason) -> bool:
    """Return whether a reason is one that was given to the difference itself."""
    is_card = row.turn is not None and isinstance(row.turn.record, Card)
    if reason.via in ("answer", "opportunity"):
        return is_card
    return reason.via == "solution" and reason.kind == "solution" and not is_card


def _linked(content: Content, row: WhyRow, opportunity_id: str) -> list[str]:
    ids = [row.id, row.turn.first_id if row.turn is not None else ""]
    return [each for each in ids if content.find(OpportunityCard, f"{opportunity_id}/{each}") is not None]


def _steps_of(content: Content, row: WhyRow) -> list[str]:
    """Return the steps that a solution may change: a step itself or those of a stage; of what is gone, as they were."""
    assert row.turn is not None
    record_id = row.turn.first_id if row.role == "removed" else row.id
    is_stage = isinstance(row.turn.record, Stage)
    return [step.id for step in steps_of(content, record_id)] if is_stage else [record_id]


def _is_changed(content: Content, step_id: str, solution_id: str) -> bool:
    return content.find(SolutionStep, f"{solution_id}/{step_id}") is not None
