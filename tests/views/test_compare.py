"""A to-be made, compared and explained in the window, by the keyboard where that is how it is done."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.models.content import cards_of, columns_of
from app.models.records import Card, CardAnswer, Journey
from app.services.cards import rename_card, set_sentiment
from app.services.opportunities import make_opportunity
from app.services.solutions import make_solution
from app.services.stages import rename_step
from app.services.to_be import make_to_be
from app.views.compare.to_be_dialog import ToBeDialog


@pytest.fixture
def journey(window) -> Journey:
    return next(iter(window.session.content.all(Journey).values()))


def compared(window, qtbot):
    """Return the page as soon as nothing is under way any more."""
    page = window.compare_page
    qtbot.waitUntil(lambda: not window.tasks.worker.busy and (page._two is not None or page._nothing))
    return page


def titles(page) -> list[tuple[str, str]]:
    return [(row.role, row.title) for row in page.list.changes.rows]


def test_a_to_be_is_asked_for_made_and_shown(window, journey, qtbot):
    window.commands.run("compare_journeys")
    page = compared(window, qtbot)
    assert "has no to-be yet" in page._missing.text()
    assert page.side.isHidden()
    assert page.make.hasFocus()
    QTest.keyClick(page.make, Qt.Key.Key_Return)
    dialog = window.commands.dialog
    assert isinstance(dialog, ToBeDialog)
    assert dialog.title.text() == "Buying a ticket (to-be)"
    QTest.keyClick(dialog.title, Qt.Key.Key_Return)
    page = compared(window, qtbot)
    made = next(each for each in window.session.content.all(Journey).values() if each.state == "to-be")
    assert page.ids == (journey.id, made.id)
    qtbot.waitUntil(lambda: page.sheet is not None and page.seen is page.sheet)
    assert titles(page) == []
    assert page.place.words == "Nothing is different"
    QTest.keyClick(page.list, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.currentWidget() is window.framework_page
    assert window.framework_page.shown == "diagnosis"
    window.show_comparison(journey.id)
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.framework_page


def test_what_changes_is_listed_gone_to_and_given_a_reason(window, journey, qtbot):
    session = window.session
    store, content = session.store, session.content
    made = make_to_be(store, journey.id)
    came = {each.title: each.id for each in cards_of(content, made)}
    pain = next(each for each in cards_of(content, journey.id) if each.kind == "pain")
    opportunity = make_opportunity(store, [pain.id])
    rename_card(store, came["Pays with a phone wallet"], "Taps in")
    set_sentiment(store, [came["Poster at the bus stop"]], 2.0)
    window.show_comparison(made)
    page = compared(window, qtbot)
    assert page.ids == (journey.id, made)
    assert titles(page) == [("changed", "Touchpoint “Taps in”")]
    assert (page.lacking.text(), page.hopes.text()) == ("No reason yet 1", "Hopes 1")
    assert page.sheet.marks[came["Pays with a phone wallet"]].text == "Changed"

    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_N)
    assert page.sheet.selection.cards == (came["Pays with a phone wallet"],)
    choice = page.reason.links.choice
    offered = [choice.itemData(number) for number in range(choice.count())]
    assert offered == [f"card/{pain.id}", f"opportunity/{opportunity}"]
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert choice.view().isVisible()
    QTest.keyClick(choice.view(), Qt.Key.Key_Home)
    QTest.keyClick(choice.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(content.all(CardAnswer)) or bool(page._chosen().reasons))
    page = compared(window, qtbot)
    [answered] = content.all(CardAnswer).values()
    assert (answered.card_id, answered.answered_id) == (came["Pays with a phone wallet"], pain.id)
    qtbot.waitUntil(lambda: page.lacking.text() == "No reason yet 0")
    assert [each.title for each in page._chosen().reasons] == ["Card refused, seat lost"]
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Escape)
    assert window.focusWidget() is page.list, "first back to the list"
    page.reason.links.removed.emit(f"card/{pain.id}")
    assert not content.all(CardAnswer)
    store.undo()
    qtbot.waitUntil(lambda: page.lacking.text() == "No reason yet 0")

    solution = make_solution(store, [opportunity])
    rename_step(store, columns_of(content, made)[1].id, "Tapping")
    qtbot.waitUntil(lambda: len(page.list.changes.rows) == 2)
    page.list.setCurrentIndex(page.list.changes.index(0))
    assert [choice.itemData(number) for number in range(choice.count())] == [f"solution/{solution}"]
    page.reason.links.added.emit(f"solution/{solution}")
    qtbot.waitUntil(lambda: [each.kind for each in page._chosen().reasons] == ["solution", "opportunity"])
    page.reason.links.removed.emit(f"solution/{solution}")
    qtbot.waitUntil(lambda: page.lacking.text() == "No reason yet 1")
    for _ in range(4):
        store.undo()
    qtbot.waitUntil(lambda: len(page.list.changes.rows) == 1)

    page.hopes.click()
    assert [role for role, _ in titles(page)] == ["changed", "changed"]
    page.seek.setText("poster")
    assert titles(page) == [("changed", "Touchpoint “Poster at the bus stop”")]
    page.shape.chosen.emit("two")
    first, second = page.two_maps.sheets()
    assert page.pages.currentWidget() is page.two_maps
    assert list(second.marks) == [came["Poster at the bus stop"]]
    assert list(first.marks) == [content.get(Card, came["Poster at the bus stop"]).origin_id]
    page.zoom("zoom_out")
    assert first.zoom == second.zoom < 1.0
    page.fields[1].chosen.emit(journey.id)
    assert page.ids == (made, journey.id), "the two change places"
    compared(window, qtbot)
