"""Decisions, actions and solutions as lists in CSV or XLSX: for people and spreadsheets, not to be read back.

Days are YYYY-MM-DD; what is not known is empty. Customer value is by the scoring model of the workspace.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from app.exporters.ics import step_name
from app.exporters.sheets import Cell, Sheet
from app.models.content import Content, sort_key
from app.models.records import Action, Opportunity, Owner, Solution, SolutionOpportunity, SolutionStep
from app.scoring.ledger import in_order_of_need, is_overdue, ledger
from app.scoring.models import model_of


class _List(NamedTuple):
    """A list: its name, its headings with how wide each column is in letters, and what yields its rows."""

    title: str
    columns: Mapping[str, int]
    rows: Callable[[Content, str], Iterable[list[Cell]]]


def decision_sheet(content: Content, name: str, today: date) -> Sheet:
    """Return one of `LISTS` as a table; `today` says what is overdue. Raises KeyError for a list there is not."""
    made = LISTS[name]
    return Sheet(made.title, tuple(made.columns.values()), [[*made.columns], *made.rows(content, today.isoformat())])


def _called(content: Content, record_type: type[Any], record_id: str | None) -> str:
    found: Any = content.find(record_type, record_id)
    return "" if found is None else str(getattr(found, "title", "") or getattr(found, "name", ""))


def _actions(content: Content, today: str) -> Iterator[list[Cell]]:
    for each in in_order_of_need(content, today):
        yield [
            each.title,
            each.status,
            _called(content, Owner, each.owner_id),
            each.due_on or "",
            "yes" if is_overdue(each, today) else "",
            each.done_on or "",
            _called(content, Opportunity, each.opportunity_id),
            _called(content, Solution, each.solution_id),
            step_name(content, each.step_id),
            each.note,
        ]


def _decisions(content: Content, _: str) -> Iterator[list[Cell]]:
    for each in ledger(content, model_of(content)).entries:
        decision = each.decision
        yield [
            each.opportunity.title,
            (decision.kind or "taken back") if decision else "open",
            (decision.decided_on or "") if decision else "",
            _called(content, Owner, decision.owner_id) if decision else "",
            decision.reason if decision else "",
            "yes" if each.overturned else "",
            "\n".join(boundary.title for boundary in each.boundaries),
            each.forgone,
        ]


def _solutions(content: Content, _: str) -> Iterator[list[Cell]]:
    for each in content.ordered(Solution):
        answered = content.members(SolutionOpportunity, "solution_id", each.id)
        steps = sorted(content.members(SolutionStep, "solution_id", each.id), key=lambda link: link.step_id)
        actions = sorted(content.members(Action, "solution_id", each.id), key=sort_key)
        yield [
            each.title,
            each.status,
            "\n".join(sorted(_called(content, Opportunity, link.opportunity_id) for link in answered)),
            "\n".join(
                step_name(content, link.step_id) + (f": {link.note}" if link.note.strip() else "") for link in steps
            ),
            "\n".join(f"{action.title} ({action.status})" for action in actions),
            each.note,
        ]


LISTS: Final[Mapping[str, _List]] = {
    "actions": _List(
        "Actions",
        {
            "action": 48,
            "status": 12,
            "owner": 20,
            "due": 12,
            "overdue": 10,
            "done": 12,
            "opportunity": 40,
            "solution": 32,
            "step": 40,
            "note": 48,
        },
        _actions,
    ),
    "decisions": _List(
        "Decisions",
        {
            "opportunity": 48,
            "decision": 14,
            "date": 12,
            "owner": 20,
            "reason": 48,
            "overturned": 12,
            "out of bounds": 32,
            "customer value forgone": 16,
        },
        _decisions,
    ),
    "solutions": _List(
        "Solutions",
        {"solution": 40, "status": 12, "opportunities": 48, "changes": 48, "actions": 40, "note": 48},
        _solutions,
    ),
}
