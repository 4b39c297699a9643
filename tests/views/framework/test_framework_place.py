"""The place Framework, used by keys: from the board to the map and back, tables that are edited where they stand."""

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.models.records import Brand, Journey, Stakeholder, Step
from app.services.journeys import add_journey
from app.views.empty import Empty
from app.views.framework.page import COMPARE, TABS
from tests.pictures import framework, workspaces

pytestmark = pytest.mark.once

Key, Alt, Control = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(empty_window, tmp_path):
    """Yield the place on a framework of eleven journeys."""
    assert empty_window.files.open(framework.framed(tmp_path))
    empty_window.show_place("framework")
    return empty_window.framework_page


def journey(session, title):
    return next(each for each in session.content.all(Journey).values() if each.title == title)


def test_by_keys_from_board_to_step_on_the_map_and_back(page, empty_window, qtbot):
    window, session = empty_window, empty_window.session
    page.show_tab("board")
    view = page.tab("board").view
    assert window.focusWidget() is view
    moving = journey(session, "I return my ticket")
    view.show_journey(moving.id)
    qtbot.keyClick(view, Key.Key_Right, Alt)  # what waits goes into the first stage
    stages = page.tab("board").board.stages
    assert session.content.get(Journey, moving.id).lifecycle_stage_id == stages[0].id
    assert window.status_line.last.text().count(moving.title) == 1  # the label names it already
    qtbot.keyClick(view, Key.Key_Right, Alt)
    assert session.content.get(Journey, moving.id).lifecycle_stage_id == stages[1].id
    assert view.current_id() == moving.id
    qtbot.keyClick(view, Key.Key_Down, Alt)
    southern = next(each.id for each in session.content.all(Brand).values() if each.name == "Northwind Night")
    assert session.content.get(Journey, moving.id).brand_id == southern
    window.commands.run("undo")
    assert session.content.get(Journey, moving.id).brand_id == moving.brand_id  # one move, one edit
    page.tab("board").refill()
    view.show_journey(moving.id)
    levels = [view.level]
    for _ in range(2):
        qtbot.keyClick(view, Key.Key_Return)
        view._transition.finish()
        levels.append(view.level)
    assert levels[0] == "cards"
    assert levels[1] == "steps"
    assert view.focus.line == 0  # inside the card
    qtbot.keyClick(view, Key.Key_Down)
    assert "While" in view.focus_text()
    qtbot.keyClick(view, Key.Key_Escape)
    assert view.focus.line == -1
    for level in ("cards", "titles"):
        qtbot.keyClick(view, Key.Key_Escape)
        view._transition.finish()
        assert view.level == level
    opening = journey(session, "I get on board")
    view.show_journey(opening.id)
    for _ in range(2):
        qtbot.keyClick(view, Key.Key_Return)
        view._transition.finish()
    for key in (Key.Key_Return, Key.Key_Down, Key.Key_Down, Key.Key_Return):
        qtbot.keyClick(view, key)
    assert window.pages.currentWidget() is window.map_page
    assert session.journey_id == opening.id
    step = session.content.get(Step, session.selection[0])
    assert step.title == "First I ask"
    assert window.map_page.view.selection.spot.id == step.id
    # a step leads into its sub-journey, and the line above the map leads back to the step
    session.show_journey(step.opens_journey_id)
    assert window.map_page.trail.isVisible()
    window.map_page.trail.chosen.emit(opening.id, step.id)
    assert session.journey_id == opening.id
    assert session.selection == (step.id,)
    window.map_page.trail.left.emit()
    assert window.pages.currentWidget() is page
    assert view.current_id() == opening.id


def test_a_journey_is_dragged_to_another_cell_and_an_empty_one_takes_a_new_one(page, empty_window, qtbot):
    session = empty_window.session
    page.show_tab("board")
    tab = page.tab("board")
    view = tab.view
    moving = journey(session, "I hear of the night train")
    view.show_journey(moving.id)
    box = view.layout_.box(view.focus)
    target = view.layout_.cell_box(1, 0)
    at, to = QPoint(box.x + 20, box.y + 20), QPoint(target.x + 40, target.y + 40)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(view.viewport(), at + QPoint(30, 10))
    QTest.mouseMove(view.viewport(), to)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=to)
    assert session.content.get(Journey, moving.id).lifecycle_stage_id == tab.board.stages[1].id
    last = len(tab.board.stages) - 1
    view._go(view.layout_.find(moving.id)._replace(column=last, number=-1))
    qtbot.keyClick(view, Key.Key_Return)
    made = session.content.get(Journey, view.current_id())
    assert (made.title, made.lifecycle_stage_id) == ("", tab.board.stages[last].id)
    assert page._details.form.title.hasFocus()
    qtbot.keyClicks(page._details.form.title, "I tell friends")
    assert session.content.get(Journey, made.id).title == "I tell friends"


def test_tables_are_edited_where_they_stand(page, empty_window, qtbot):
    session = empty_window.session
    page.show_tab("portfolio")
    portfolio = page.tab("portfolio")
    qtbot.waitUntil(lambda: portfolio.is_whole)
    portfolio.sorting.chosen.emit(4)
    portfolio.table.sort_by(4, down=True)
    pains = [row.pains for row in portfolio.table.sheet.rows]
    assert pains == sorted(pains, reverse=True)
    refund = journey(session, "I get my money back")
    assert refund.id in [row.journey.id for row in portfolio.rows if row.review.state == "overdue"]
    portfolio.table.mark(refund.id)
    qtbot.keyClick(portfolio.table, Key.Key_R, Control)
    portfolio.refill()
    assert not any(row.review.state == "overdue" for row in portfolio.rows)
    page.show_tab("registers")
    people = page.tab("registers").stakeholders
    people.add_one()
    editor = people.table.findChild(QLineEdit)
    qtbot.keyClicks(editor, "Unions")
    qtbot.keyClick(editor, Key.Key_Return)
    names = session.content.all(Stakeholder)
    qtbot.waitUntil(lambda: "Unions" in [each.name for each in names.values()])
    added = next(each for each in names.values() if each.name == "Unions")
    people.table.go_to(added.id)
    qtbot.keyClick(people.table, Key.Key_Delete)
    assert session.content.find(Stakeholder, added.id) is None
    page.show_tab("orchestration")
    plans = page.tab("orchestration")
    first = plans.table.sheet.rows[0].step.id
    plans.table.go_to(first, 6, edit=True)
    editor = plans.table.findChild(QLineEdit)
    editor.setText("2027-01-05")
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: session.content.get(Step, first).starts_on == "2027-01-05")
    qtbot.wait(5)
    plans.table.go_to(first, 6, edit=True)
    editor = plans.table.findChild(QLineEdit)
    editor.setText("someday")
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: "someday" in empty_window.status_line.last.text())
    assert session.content.get(Step, first).starts_on == "2027-01-05"


def test_every_tab_says_what_to_do_where_there_is_nothing(empty_window, tmp_path, qtbot):
    assert empty_window.files.open(workspaces.blank(tmp_path))
    empty_window.show_place("framework")
    page = empty_window.framework_page
    for name in (each for each in TABS if each != COMPARE):
        page.show_tab(name)
        assert page.tab(name).home().isVisible(), name
        for empty in filter(lambda each: each.isVisible(), page.tab(name).findChildren(Empty)):
            assert empty.text.height() >= empty.text.heightForWidth(empty.text.width()), f"all of it is read: {name}"
    page.show_tab(COMPARE)
    assert empty_window.pages.currentWidget() is empty_window.compare_page
    empty_window.compare_page.left.emit()
    assert page.isVisible()
    assert page.shown != COMPARE
    page.show_tab("board")
    page.tab("board")._begin.click()
    assert page.tab("board").board is not None
    assert empty_window.focusWidget() is page.tab("board").view


def test_what_is_gone_leaves_the_keys_in_its_place(page, empty_window, qtbot):
    window, session = empty_window, empty_window.session
    for title in ("A", "B"):
        add_journey(session.store, title)
    table = page.table
    table.mark(journey(session, "A").id)
    table.delete(table.current_id())
    assert table.current_id() == journey(session, "B").id, "not the first row: the next Delete would be for that"
    page.show_tab("orchestration")
    sheet = page.tab("orchestration").home()
    field = QLineEdit(sheet.viewport())
    field.show()
    field.setFocus()
    window.commands.run("palette")
    shiboken6.delete(field)
    window.palette_sheet.close_sheet()
    assert window.focusWidget() is sheet
