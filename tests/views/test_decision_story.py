"""Played through in one window: from a pain to a decision with what follows, and from its rank back to the sentence."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.models.content import Content, columns_of, decision_of
from app.models.records import Action, Card, Journey, Opportunity, Solution
from app.scoring.models import model_of
from app.scoring.scores import row_of
from app.services.stages import rename_step
from app.store import check_file
from app.views.decide.because import CardLine
from app.views.opportunity_form import OpportunityForm
from app.views.widgets import LinkButton
from tests.pictures.workspaces import sample

Key = Qt.Key
PAIN = "24 hours’ notice needed"


def press(qtbot, *keys):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def typed(qtbot, text):
    qtbot.keyClicks(QApplication.focusWidget(), text)
    press(qtbot, Key.Key_Return)


def titled(content: Content, kind: Any, title: str) -> Any:
    return next(each for each in content.all(kind).values() if each.title == title)


def make(window, qtbot) -> Opportunity:
    """Make an opportunity of the pain on the map."""
    content = window.session.content
    pain = titled(content, Card, PAIN)
    window.session.show_journey(pain.journey_id)
    window.session.select([pain.id])
    window.commands.run("make_opportunity")
    form = window.map_page.inspector.form
    assert isinstance(form, OpportunityForm)
    form.title.setFocus()
    form.title.selectAll()
    typed(qtbot, "Help at an hour of notice")
    return titled(content, Opportunity, "Help at an hour of notice")


def score_blind(window, qtbot, opportunity_id):
    """Let two people score it, one by a reason, too; Enter goes on."""
    window.commands.run("score_blind")
    sheet = window.blind_sheet
    sheet.begin_page.which.chosen.emit("selected")
    press(qtbot, Key.Key_Return)
    people = iter((("Ines", (Key.Key_5, Key.Key_3, Key.Key_3)), ("Lena", (Key.Key_3, Key.Key_5, Key.Key_4))))
    for number, (name, keys) in enumerate(people):
        assert sheet.cover.people[number].text().startswith(name)
        sheet.cover.people[number].setFocus()
        press(qtbot, Key.Key_Return)
        for key in keys:
            press(qtbot, key, Key.Key_Return)
        assert sheet.pages.currentWidget() is sheet.cover
    content = window.session.content
    assert model_of(content).record.blind
    sheet.cover.reveal.click()
    cells = row_of(content, opportunity_id, model_of(content))
    assert [(each.value, each.scorers) for each in cells] == [(75.0, 2), (75.0, 2), (2.5, 2)]
    press(qtbot, Key.Key_Escape)


def rank(window, qtbot, opportunity_id):
    """Drag the weight, agree on it; only then it is stored."""
    window.show_place("decide")
    part = window.decide_page.part("ranking")
    part.bar.slider.setValue(80)
    content = window.session.content
    assert [each.weight for each in model_of(content).criteria[:2]] == [62.0, 38.0]
    part.bar.agree.click()
    customer, business = (each.weight for each in model_of(content).criteria[:2])
    assert customer / (customer + business) == 0.8
    qtbot.waitUntil(lambda: part.holding.known is not None, timeout=30_000)
    assert part.table.ranking.rows_of([opportunity_id])
    assert part.holding.known.questions
    assert part.side.opportunity_id == opportunity_id
    return part


def decide(window, qtbot, opportunity_id):
    """Decide by the keyboard in the ledger, and say what follows."""
    page = window.decide_page
    page.show_tab("ledger")
    part = page.part("ledger")
    part.table.setFocus()
    press(qtbot, Key.Key_1)
    content = window.session.content
    qtbot.waitUntil(lambda: decision_of(content, opportunity_id) is not None)
    part.decision.reason.setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "The desk can do it")
    part.decision.owner.named.emit("Desk")
    part.decision.new_action.setFocus()
    typed(qtbot, "Call the drivers")
    part.decision.make.click()
    decision = decision_of(content, opportunity_id)
    assert decision is not None
    assert (decision.kind, decision.reason) == ("will do", "The desk can do it")
    assert page.shown == "solutions"
    action = titled(content, Action, "Call the drivers")
    page.show_tab("actions")
    page.part("actions").choose(action.id)
    page.part("actions").form.due.chosen.emit("2027-01-18")
    action = titled(content, Action, "Call the drivers")
    assert (action.due_on, action.opportunity_id) == ("2027-01-18", opportunity_id)


def hope(window, qtbot):
    """Make a to-be, change a step, and say why in the comparison."""
    window.show_place("map")
    window.commands.run("make_to_be")
    dialog = window.commands.dialog
    dialog.title.setText("I travel with help at hand")
    qtbot.keyClick(dialog.title, Key.Key_Return)
    content = window.session.content
    hoped = titled(content, Journey, "I travel with help at hand")
    assert window.session.journey_id == hoped.id
    window.commands.run("compare_journeys")
    page = window.compare_page
    step = columns_of(content, hoped.id)[1]
    window.session.perform(rename_step, step.id, "Ticket and help in one")
    qtbot.waitUntil(lambda: [row.title for row in page.list.changes.rows] == ["Step “Ticket and help in one”"])
    qtbot.keyClick(page.list, Key.Key_N)
    solution = titled(content, Solution, "Help at an hour of notice")
    page.reason.links.added.emit(f"solution/{solution.id}")
    qtbot.waitUntil(lambda: page.lacking.text() == "No reason yet 0")


def go_back(window, qtbot, opportunity_id):
    """Go from its rank to its arithmetic, to its card and its quotes, to the sentence."""
    window.show_place("decide")
    page = window.decide_page
    page.show_tab("ranking")
    part = page.part("ranking")
    part.choose(opportunity_id)
    assert "0.80 × 75" in part.side.why.arithmetic.text()
    line = part.side.why.because.itemAt(0).widget()
    assert isinstance(line, CardLine)
    assert line.opening.accessibleName() == PAIN
    quotes = part.side.why.quotes
    qtbot.waitUntil(lambda: quotes.count() == 2)
    quotes.itemAt(0).widget().findChildren(LinkButton)[0].click()
    assert window.pages.currentWidget() is window.research_page


def test_from_a_pain_to_a_decision_and_back_to_the_sentence(empty_window, qtbot, tmp_path):
    window = empty_window
    assert window.files.open(sample(tmp_path))
    session = window.session
    before = session.content.copy()
    opportunity_id = make(window, qtbot).id
    score_blind(window, qtbot, opportunity_id)
    rank(window, qtbot, opportunity_id)
    decide(window, qtbot, opportunity_id)
    hope(window, qtbot)
    go_back(window, qtbot, opportunity_id)
    QTest.qWait(1)
    done, path = session.content.copy(), session.store.path
    while session.store.can_undo:
        session.store.undo()
        if session.content == before:
            break
    assert session.content == before
    while session.store.can_redo:
        session.store.redo()
    assert session.content == done
    window.commands.run("close_file")
    assert check_file(path) == []
