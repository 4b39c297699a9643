"""What was decided, what that gives up, and what is done about it: the ledger and the actions of a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.exporters.ranking import short
from app.exporters.report.blocks import BODY, BOLD, SMALL, Cell, Head, Row, heading, paragraph, table
from app.exporters.report.flow import Strip
from app.exporters.report.scope import Scope, Section, anchor_of, apart, day_in, score, title_in
from app.models.records import Action, Boundary, Decision, Opportunity, Owner, Solution
from app.scoring.ledger import Entry, actions_of, in_order_of_need, is_overdue, ledger


def ledger_sections(scope: Scope) -> Iterator[Section]:
    """Yield the ledger, and the actions where there are some."""
    if not scope.ranked:
        return
    title = scope.words["report decisions"]
    yield Section(title, "decisions", tuple(_decisions(scope)), chapter=title)
    actions = _told_actions(scope)
    if actions:
        title = scope.words["report actions"]
        yield Section(title, "actions", tuple(_actions(scope, actions)), chapter=title)


# ---- decisions


def _decisions(scope: Scope) -> list[Strip]:
    """Return what was decided, the last first, with what that gives up and what it overturned; then what is open."""
    words, width, room = scope.words, scope.frame.inner, scope.frame.room
    shown = {row.opportunity.id for row in scope.ranked}
    told = ledger(scope.content, scope.model)
    entries = [each for each in told.entries if each.opportunity.id in shown]
    decided = [each for each in entries if each.decision is not None and each.decision.kind is not None]
    heads = (
        Head(words["report decision"]),
        Head(words["report opportunity"], grows=True),
        Head(words["report decided on"]),
        Head(words["report owner"]),
        Head(words["report reason"], grows=True),
        Head(words["report forgone"], "end"),
        Head(words["report page"], "end"),
    )
    rows = [_decision_row(scope, each, each.decision) for each in decided if each.decision is not None]
    if not rows:
        strips = paragraph(words["report no decisions"], width, above=0.0)
    else:
        strips = paragraph(_forgone(scope, entries), width, above=0.0)
        strips += table(heads, rows, width, room, 8.0)
    strips += _boundaries(scope, entries)
    waiting = [row for row in scope.ranked if row.decided is None]
    if waiting:
        strips.append(heading(words["report open"], width, "decision:open", 1))
        less = (Head("#", "end"), heads[1], Head(words["report value"], "end"), heads[-1])
        rows = [
            Row(
                (
                    Cell("–" if row.place.rank is None else str(row.place.rank), BOLD),
                    Cell(title_in(scope, row.opportunity)),
                    Cell(score(row.place.value)),
                    _page(row.opportunity),
                ),
                target=anchor_of(row.opportunity),
            )
            for row in waiting
        ]
        strips += table(less, rows, width, room)
    return strips


def _forgone(scope: Scope, entries: Sequence[Entry]) -> str:
    """Return what all that is given up would have been worth to the people served."""
    given_up = [each for each in entries if each.gives_up]
    known = [each.forgone for each in given_up if each.forgone is not None]
    if not given_up:
        return scope.words["report nothing forgone"]
    said = scope.words["report forgone sum"].format(count=len(given_up), sum=short(sum(known)))
    unscored = len(given_up) - len(known)
    return f"{said} {scope.words['report forgone unscored'].format(count=unscored)}" if unscored else said


def _decision_row(scope: Scope, entry: Entry, decision: Decision) -> Row:
    words = scope.words
    colour = "muted" if entry.overturned else "ink"
    kind = words[decision.kind or "open"]
    owner = scope.content.find(Owner, decision.owner_id)
    barred = "; ".join(words["report out of bounds"].format(title=apart(each.title)) for each in entry.boundaries)
    reason = " ".join(part for part in (decision.reason.strip(), barred) if part)
    return Row(
        (
            Cell(words["report overturned"].format(kind=kind) if entry.overturned else kind, BOLD, colour),
            Cell(title_in(scope, entry.opportunity), BODY, colour),
            Cell(day_in(scope, decision.decided_on) or "–", BODY, colour),
            Cell(owner.name if owner else "–", SMALL, colour),
            Cell(reason or "–", BODY, colour),
            Cell(("?" if entry.forgone is None else short(entry.forgone)) if entry.gives_up else "–", BODY, colour),
            _page(entry.opportunity),
        ),
        target=anchor_of(entry.opportunity),
    )


def _boundaries(scope: Scope, entries: Sequence[Entry]) -> list[Strip]:
    """Return what the organisation will and will not do, each with what lies out of bounds by it."""
    words = scope.words
    boundaries = scope.content.ordered(Boundary)
    if not boundaries:
        return []
    barred = {
        each.id: [entry for entry in entries if each in entry.boundaries and not entry.overturned]
        for each in boundaries
    }
    rows = [
        Row(
            (
                Cell(words[f"report stance {each.stance}"], BOLD),
                Cell(each.title or words["report untitled"]),
                Cell(", ".join(apart(title_in(scope, entry.opportunity)) for entry in barred[each.id]) or "–", SMALL),
            )
        )
        for each in boundaries
    ]
    heads = (Head(""), Head(words["report boundary"], grows=True), Head(words["report barred"], grows=True))
    title = heading(words["report boundaries"], scope.frame.inner, "boundaries", 1)
    return [title, *table(heads, rows, scope.frame.inner, scope.frame.room)]


# ---- actions


def _told_actions(scope: Scope) -> list[Action]:
    """Return the actions of the opportunities that the report is of; of a whole workspace all, overdue ones first."""
    today = scope.date.isoformat()
    actions = in_order_of_need(scope.content, today)
    if scope.whole:
        return actions
    shown = {each.id for row in scope.ranked for each in actions_of(scope.content, row.opportunity.id)}
    return [each for each in actions if each.id in shown]


def _actions(scope: Scope, actions: Sequence[Action]) -> list[Strip]:
    words, width, room = scope.words, scope.frame.inner, scope.frame.room
    heads = (
        Head(words["report due"]),
        Head(words["report action"], grows=True),
        Head(words["report owner"]),
        Head(words["report status"]),
        Head(words["report for"], grows=True),
    )
    strips = table(heads, [_action_row(scope, each) for each in actions], width, room, 0.0)
    solutions = scope.content.ordered(Solution) if scope.whole else ()
    if solutions:
        strips.append(heading(words["report solutions"], width, "solutions", 1))
        rows = [
            Row((Cell(each.title or words["report untitled"], BOLD), Cell(words[f"report solution {each.status}"])))
            for each in solutions
        ]
        strips += table((Head(words["report solution"], grows=True), Head(words["report status"])), rows, width, room)
    return strips


def _action_row(scope: Scope, action: Action) -> Row:
    words, content = scope.words, scope.content
    late, over = is_overdue(action, scope.date.isoformat()), action.status in ("done", "dropped")
    owner = content.find(Owner, action.owner_id)
    solution, opportunity = (
        content.find(Solution, action.solution_id),
        content.find(Opportunity, action.opportunity_id),
    )
    parts = [each.title or words["report untitled"] for each in (solution, opportunity) if each is not None]
    colour = "muted" if over else "ink"
    return Row(
        (
            Cell(day_in(scope, action.due_on) or "–", BOLD if late else BODY, "bad" if late else colour),
            Cell(action.title or words["report untitled"], BODY, colour),
            Cell(owner.name if owner else words["report nobody"], SMALL, colour if owner else "muted"),
            Cell(words[f"report action {action.status}"], SMALL, colour),
            Cell(" · ".join(map(apart, parts)) or "–", SMALL, "muted"),
        ),
        target=anchor_of(opportunity) if opportunity is not None else "",
    )


def _page(opportunity: Opportunity) -> Cell:
    return Cell(target=anchor_of(opportunity), page=True, style=SMALL, colour="muted")
