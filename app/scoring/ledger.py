"""The ledger: all that was decided, what lies out of bounds, and the customer value that is forgone by it.

- An opportunity falls under a boundary that is linked to it, or whose tag it carries. Under one that says what the
  organisation will not do, it is out of bounds, whatever others say.
- Forgone is the customer-side value, by the scoring model in use, of what is decided not to be done or out of bounds;
  see `customer_value`. What is not scored is counted apart, never as nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from math import prod
from typing import NamedTuple

from app.models.content import Content, decisions_of, sort_key
from app.models.kinds import DecisionKind
from app.models.records import (
    Action,
    Boundary,
    Decision,
    Opportunity,
    OpportunityBoundary,
    OpportunityTag,
    Solution,
    SolutionOpportunity,
)
from app.scoring.formulas import counted_weights, scaled, value_of
from app.scoring.models import Model
from app.scoring.scores import row_of


class Entry(NamedTuple):
    """A line of the ledger: what was decided on an opportunity; none where it is open.

    `overturned` says that something else was decided later; `boundaries` are those that put it out of bounds, `forgone`
    the customer value that is given up by what holds now.
    """

    opportunity: Opportunity
    decision: Decision | None
    overturned: bool = False
    boundaries: tuple[Boundary, ...] = ()
    forgone: float | None = None

    @property
    def gives_up(self) -> bool:
        """Whether what holds now gives the opportunity up."""
        kind = self.decision.kind if self.decision else None
        return not self.overturned and (bool(self.boundaries) or kind == "will not do")


class Ledger(NamedTuple):
    """All entries, the last decision first and what is open at the end, and what they come to.

    `counts` are opportunities by what is decided on them; `forgone` is the sum over those that are given up,
    `unscored` how many of these have no customer value.
    """

    entries: tuple[Entry, ...]
    counts: Mapping[DecisionKind | None, int]
    overturned: int
    forgone: float
    given_up: int
    unscored: int


def ledger(content: Content, model: Model) -> Ledger:
    """Return the ledger of a workspace, with customer values by a scoring model."""
    barred = out_of_bounds(content)
    entries = [
        entry
        for opportunity in content.ordered(Opportunity)
        for entry in _entries(content, model, opportunity, barred.get(opportunity.id, ()))
    ]
    entries.sort(key=lambda entry: sort_key(entry.decision) if entry.decision else ("", ""), reverse=True)
    entries.sort(key=lambda entry: (entry.decision and entry.decision.decided_on) or "", reverse=True)
    entries.sort(key=lambda entry: entry.decision is None)
    holding = [entry for entry in entries if not entry.overturned]
    given_up = [entry for entry in holding if entry.gives_up]
    known = [entry.forgone for entry in given_up if entry.forgone is not None]
    counts = Counter(entry.decision.kind if entry.decision else None for entry in holding)
    return Ledger(
        tuple(entries), counts, len(entries) - len(holding), sum(known), len(given_up), len(given_up) - len(known)
    )


def _entries(
    content: Content, model: Model, opportunity: Opportunity, boundaries: tuple[Boundary, ...]
) -> Iterator[Entry]:
    """Yield what was decided on one opportunity; one that was never decided on is open, in one entry."""
    decisions = [each for each in decisions_of(content, opportunity.id) if each.kind or each.decided_on]
    last = decisions.pop() if decisions else None
    for each in decisions:
        yield Entry(opportunity, each, overturned=True)
    entry = Entry(opportunity, last, boundaries=boundaries)
    yield entry._replace(forgone=customer_value(content, model, opportunity.id)) if entry.gives_up else entry


# ---- boundaries


def boundaries_of(content: Content, opportunity_id: str) -> tuple[Boundary, ...]:
    """Return the boundaries that an opportunity falls under, by itself or by a tag, in their order."""
    ids = {each.boundary_id for each in content.members(OpportunityBoundary, "opportunity_id", opportunity_id)}
    tags = {each.tag_id for each in content.members(OpportunityTag, "opportunity_id", opportunity_id)}
    if not ids and not tags:
        return ()
    return tuple(each for each in content.ordered(Boundary) if each.id in ids or each.tag_id in tags)


def out_of_bounds(content: Content) -> dict[str, tuple[Boundary, ...]]:
    """Return the opportunities that lie out of bounds, each with the boundaries that put it there."""
    found: dict[str, tuple[Boundary, ...]] = {}
    for boundary in content.ordered(Boundary):
        for opportunity_id in under(content, boundary) if boundary.stance == "will not" else ():
            found[opportunity_id] = (*found.get(opportunity_id, ()), boundary)
    return found


def under(content: Content, boundary: Boundary) -> list[str]:
    """Return the ids of the opportunities that fall under a boundary, by themselves or by its tag."""
    ids = {each.opportunity_id for each in content.members(OpportunityBoundary, "boundary_id", boundary.id)}
    if boundary.tag_id is not None:
        ids |= {each.opportunity_id for each in content.members(OpportunityTag, "tag_id", boundary.tag_id)}
    return sorted(ids, key=lambda each: sort_key(content.get(Opportunity, each)))


# ---- what is forgone


def customer_value(content: Content, model: Model, opportunity_id: str) -> float | None:
    """Return what an opportunity is worth on the customer side of a model; none where that is not scored.

    Where weights stand in the formula: Σ w·u / Σ w over the criteria of the customer side, u in percent of their
    bounds, so 0 … 100. The opportunity score is all customer side. Otherwise the product of the customer side without
    confidence, such as reach · impact; a model without any such criterion has none.
    """
    row = row_of(content, opportunity_id, model)
    if model.kind == "opportunity score":
        values = [each.value for each in row if each.value is not None]
        return value_of(model, values) if len(values) == len(row) else None
    weights, _ = counted_weights(model)
    sides = [
        (criterion, weight, cell.value)
        for criterion, weight, cell in zip(model.criteria, weights, row, strict=True)
        if criterion.side == "customer" and criterion.part != "confidence"
    ]
    known = [(criterion, weight, value) for criterion, weight, value in sides if value is not None]
    if not sides or len(known) < len(sides):
        return None
    if not model.weighed:
        return prod(value for _, _, value in known)
    total = sum(weight for _, weight, _ in known)
    shares = [weight / total if total else 1 / len(known) for _, weight, _ in known]
    return float(sum(share * scaled(each, value) for share, (each, _, value) in zip(shares, known, strict=True)))


# ---- what follows


def solutions_of(content: Content, opportunity_id: str) -> tuple[Solution, ...]:
    """Return the solutions that answer an opportunity, in their order."""
    links = content.members(SolutionOpportunity, "opportunity_id", opportunity_id)
    return tuple(sorted((content.get(Solution, each.solution_id) for each in links), key=sort_key))


def actions_of(content: Content, opportunity_id: str) -> tuple[Action, ...]:
    """Return the actions for an opportunity, its own and those of its solutions, in their order."""
    found = {each.id: each for each in content.members(Action, "opportunity_id", opportunity_id)}
    for solution in solutions_of(content, opportunity_id):
        found |= {each.id: each for each in content.members(Action, "solution_id", solution.id)}
    return tuple(sorted(found.values(), key=sort_key))


def is_overdue(action: Action, on: str) -> bool:
    """Return whether an action should have been done before a day (YYYY-MM-DD) and is not."""
    return action.due_on is not None and action.due_on < on and action.status not in ("done", "dropped")


def overdue(content: Content, on: str) -> list[Action]:
    """Return the actions that should have been done before a day (YYYY-MM-DD), the longest overdue first."""
    found = [each for each in content.ordered(Action) if is_overdue(each, on)]
    return sorted(found, key=lambda each: each.due_on or "")


def in_order_of_need(content: Content, on: str) -> list[Action]:
    """Return all actions: overdue ones first, then by their day, those without one, then what is done or dropped."""
    return sorted(
        content.ordered(Action),
        key=lambda each: (each.status in ("done", "dropped"), not is_overdue(each, on), each.due_on or "9999"),
    )
