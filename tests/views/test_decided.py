"""The ledger, solutions and actions in the window: decided by keys, linked in one step, moved along the board."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from app.models.content import decided, decisions_of
from app.models.records import Action, Boundary, Opportunity, Owner, Solution, SolutionOpportunity
from app.services.actions import add_action
from app.services.opportunities import make_opportunity, rename_opportunity
from app.views.decide.actions import ActionsPart
from app.views.decide.ledger import LedgerPart
from app.views.decide.solutions import SolutionsPart
from app.views.opportunity_form import OpportunityForm

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def made(window) -> list[str]:
    store = window.session.store
    ids = [make_opportunity(store, []) for _ in range(2)]
    for each, title in zip(ids, ("Hold the seat", "Sell the data"), strict=True):
        rename_opportunity(store, each, title)
    window.show_place("decide")
    return ids


def test_decided_by_keys_and_what_is_overturned_stays_to_be_read(window, made, qtbot):
    page, content = window.decide_page, window.session.content
    page.show_tab("ledger")
    part = page.part("ledger")
    assert isinstance(part, LedgerPart)
    assert page.focusWidget() is part.table
    part.table.selectRow(next(row for row, each in enumerate(part.table.lines.lines) if each.id == made[0]))
    for key in (Key.Key_2, Key.Key_1):
        qtbot.keyClick(part.table, key)
    page.refill()
    assert [each.kind for each in decisions_of(content, made[0])] == ["later", "will do"]
    assert [(each.cells[0], each.struck) for each in part.table.lines.lines if each.id == made[0]] == [
        ("will do", False),
        ("later", True),
    ]
    assert part.decision.before.text().startswith("Before: later")
    part.decision.owner.named.emit("Ada")
    part.decision.reason.edited.emit("Cheap")
    part.decision.day.chosen.emit("2026-11-18")
    part.boundaries.title.setText("We sell no data")
    qtbot.keyClick(part.boundaries.title, Key.Key_Return)
    (boundary,) = content.all(Boundary)
    window.session.select_opportunities([made[1]])
    part.decision.boundaries.added.emit(boundary)
    page.refill()
    told = {each.id: each.cells for each in part.table.lines.lines if not each.struck}
    assert told[made[0]][2:5] == ("18 November", "Ada", "Cheap")
    assert told[made[1]][0] == "out of bounds"
    assert "1 opportunity" in part.forgone.text()
    part.table.resize(400, 300)
    assert part.table.columnWidth(1) >= 200  # a title is read, wherever that is cramped
    part.filter.chosen.emit(None)
    part.boundaries.boxes[boundary].count.click()
    assert [each.id for each in part.table.lines.lines] == [made[1]]
    qtbot.keyClick(part.table, Key.Key_0)
    assert decided(content, made[1]) is None


def test_a_solution_is_one_step_from_an_opportunity_and_leads_back(window, made, qtbot):
    page, content = window.decide_page, window.session.content
    window.show_place("map")
    window.session.select_opportunities([made[0]])
    form = window.map_page.inspector.form
    assert isinstance(form, OpportunityForm)
    form.decided.make.click()
    (solution,) = content.all(Solution)
    part = page.part("solutions")
    assert isinstance(part, SolutionsPart)
    assert (page.shown, part.chosen, part.form.title.toPlainText()) == ("solutions", solution, "Hold the seat")
    part.form.answers.added.emit(made[1])
    part.form.new_action.setText("Ask the bank")
    qtbot.keyClick(part.form.new_action, Key.Key_Return)
    (action,) = content.all(Action)
    part.form.to_do.opened.emit(action)
    assert page.shown == "actions"
    actions = page.part("actions")
    assert isinstance(actions, ActionsPart)
    assert actions.chosen == action
    actions.form.ways["solution"].click()
    assert (page.shown, part.chosen) == ("solutions", solution)
    part.form.opened.emit("opportunity", made[1])
    assert (page.shown, window.session.opportunity_ids) == ("ranking", (made[1],))
    assert len(content.all(SolutionOpportunity)) == 2
    page.show_tab("solutions")
    qtbot.keyClick(part.table, Key.Key_Delete)
    page.refill()
    assert part.empty.isVisible()


def test_what_says_the_same_is_proposed_side_by_side_and_made_one(window, made, qtbot):
    page, content, store = window.decide_page, window.session.content, window.session.store
    rename_opportunity(store, made[1], "Hold the seats")
    page.duplicates.look_now()
    qtbot.waitUntil(lambda: window.commands.dialog is not None, timeout=5000)
    dialog = window.commands.dialog
    assert "1 pair of opportunities says" in page.duplicates._line.text()
    assert (dialog.left.record_id, dialog.right.record_id) == tuple(made)
    assert dialog.left.title.text() == "Hold the seat"
    dialog.right.keep.click()
    assert content.find(Opportunity, made[0]) is None
    assert content.get(Opportunity, made[1]).note == "Hold the seat"
    assert not page.duplicates.strip.isVisible()


def test_actions_are_added_given_and_moved_by_keys(window, made, qtbot):
    page, content, store = window.decide_page, window.session.content, window.session.store
    page.show_tab("actions")
    part = page.part("actions")
    assert isinstance(part, ActionsPart)
    assert page.focusWidget() is part.empty.home
    part.empty.home.click()
    for title in ("One", "Two"):
        part.new.setText(title)
        qtbot.keyClick(part.new, Key.Key_Return)
    page.refill()
    to_do, in_work = part.board.columns["to do"], part.board.columns["in work"]
    assert [each.title for each in to_do.cards.actions] == ["One", "Two"]
    to_do.setFocus()
    qtbot.keyClick(to_do, Key.Key_Up, ALT)
    page.refill()
    assert [each.title for each in to_do.cards.actions] == ["Two", "One"]
    qtbot.keyClick(to_do, Key.Key_Right, ALT)
    page.refill()
    assert [each.title for each in in_work.cards.actions] == ["Two"]
    part.form.owner.named.emit("Ada")
    part.form.due.chosen.emit("2026-01-31")
    page.refill()
    assert part.late.text() == "1 overdue"
    (ada,) = content.all(Owner)
    late = add_action(store, "Three", due_on="2026-01-01", owner_id=ada)
    part.show_as("list")
    page.refill()
    assert [each.cells[0] for each in part.table.lines.lines] == ["Three", "Two", "One"]
    part.table.selectRow(0)
    part.form.status.chosen.emit("done")
    page.refill()
    assert content.get(Action, late).done_on == date.today().isoformat()
    assert [each.cells[0] for each in part.table.lines.lines] == ["Two", "One", "Three"]
    part.owner.fill("")
    part.refill()
    assert [each.cells[0] for each in part.table.lines.lines] == ["One"]
    part.board.columns["dropped"].dropped.emit(late, None)
    assert content.get(Action, late).status == "dropped"
    assert content.find(Opportunity, made[0])
