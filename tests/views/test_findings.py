"""The lists below the map: read off it, followed, and each row leads to its place."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.models.content import columns_of
from app.models.records import Card, Journey, Opportunity, RequiredField, Swimlane
from app.services.cards import delete_cards
from app.views.findings_model import CHECK, NAMES, REQUIRED, FindingsModel, headings, rows
from app.views.findings_panel import EVERYWHERE, shared_out
from app.views.panels import FINDINGS, OPPORTUNITIES


def card_named(window, title):
    return next(each.id for each in window.session.content.all(Card).values() if each.title == title)


def change(window, record, **fields):
    with window.session.store.edit("Change") as edit:
        edit.put(replace(record, **fields))


@pytest.fixture
def panel(window):
    """Return the panel with one pain whose severity and frequency are known."""
    pain = window.session.content.get(Card, card_named(window, "Card refused, seat lost"))
    change(window, pain, severity=5, frequency=4, sentiment=-2.0)
    window.commands.run("findings")
    panel = window.map_page.panels.made[FINDINGS]
    assert panel.isVisible()
    return panel


def choose(panel, name):
    panel.choice.fill(name)
    panel.choice.chosen.emit(name)


def test_the_worst_bottleneck_comes_first_and_the_table_follows_the_map(window, panel, qtbot):
    first = panel.model.rows[0]
    assert first.cells[0] == "Card refused, seat lost"
    assert first.cells[-4:] == ("5", "4", "−2", "40")
    assert panel.table.hasFocus()
    count = len(panel.model.rows)
    delete_cards(window.session.store, [first.record_ids[0]])
    qtbot.waitUntil(lambda: len(panel.model.rows) == count - 1)
    window.session.store.undo()
    qtbot.waitUntil(lambda: len(panel.model.rows) == count)


def test_enter_on_a_row_shows_its_place(window, panel, qtbot):
    panel.table.selectRow(0)
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert window.session.selection == (card_named(window, "Card refused, seat lost"),)
    assert window.map_page.view.selection.cards == window.session.selection


def test_a_step_and_a_persona_are_shown_on_their_map(window, panel):
    choose(panel, "unowned steps")
    row = panel.model.rows[0]
    panel.table.opened.emit(row)
    steps = {step.id: step.stage_id for step in columns_of(window.session.content, window.session.journey_id)}
    assert window.session.selection[0] in {*steps, *steps.values()}
    choose(panel, CHECK)
    of_persona = next(row for row in panel.model.rows if "needs" in row.cells[0])
    panel.table.opened.emit(of_persona)
    assert window.session.content.find(Swimlane, window.session.selection[0]) is not None


def test_an_opportunity_is_made_of_the_selected_rows(window, panel):
    assert not panel.make.isEnabled()
    panel.table.selectRow(0)
    assert panel.make.isEnabled()
    panel.make.click()
    (made,) = window.session.content.all(Opportunity).values()
    assert made.title == "Card refused, seat lost"
    assert window.map_page.panels.shown == OPPORTUNITIES


def test_one_panel_at_a_time_and_the_menu_says_which(window, panel):
    actions = window.menus.actions
    assert (actions["findings"].isChecked(), actions["opportunities"].isChecked()) == (True, False)
    window.commands.run("opportunities")
    assert (actions["findings"].isChecked(), actions["opportunities"].isChecked()) == (False, True)
    assert not panel.isVisible()
    window.commands.run("opportunities")
    assert window.map_page.panels.shown == ""


def test_all_current_journeys_and_no_hopes(window, panel):
    content = window.session.content
    journey = content.get(Journey, window.session.journey_id)
    panel.scope.fill(EVERYWHERE)
    panel.scope.chosen.emit(EVERYWHERE)
    everywhere = len(panel.model.rows)
    assert everywhere > 0
    change(window, journey, state="to-be")
    panel.refill()
    assert len(panel.model.rows) < everywhere


def test_what_is_required_and_missing(window, panel):
    choose(panel, REQUIRED)
    assert panel.pages.currentIndex() == 1
    with window.session.store.edit("Require") as edit:
        edit.put(RequiredField(journey_id=window.session.journey_id, subject="step", name="owner_id"))
    panel.refill()
    assert panel.pages.currentIndex() == 0
    assert {row.cells[0] for row in panel.model.rows} == {"Owner"}


def test_the_model_keeps_the_rules_of_models(window, panel, qtmodeltester):
    model = FindingsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    content = window.session.content
    for name in NAMES:
        made = rows(content, name, content.ordered(Journey))
        model.show_rows(name, made)
        assert all(len(row.cells) == len(headings(name)) for row in made)
        assert model.columnCount() == len(headings(name))
    assert tester is not None


def test_columns_share_the_room_and_what_people_wrote_keeps_most():
    assert shared_out([300, 100, 80], 600) == [420, 100, 80]
    squeezed = shared_out([400, 300, 96, 96], 600)
    assert sum(squeezed) == 600
    assert max(squeezed) == squeezed[0] > squeezed[1] > squeezed[2] >= 88
    assert shared_out([400, 300, 96], 100) == [176, 88, 88]
    assert shared_out([], 100) == []


@pytest.mark.parametrize("name", NAMES)
def test_in_a_window_of_a_laptop_every_column_of_words_can_be_read(window, panel, name):
    window.resize(1440, 860)
    choose(panel, name)
    table = panel.table
    widths = [table.columnWidth(number) for number in range(panel.model.columnCount())]
    assert sum(widths) == table.viewport().width()
    assert all(width >= min(table.sizeHintForColumn(number), 88) for number, width in enumerate(widths))
    assert panel.choice.width() >= panel.choice.sizeHint().width()
    assert panel.scope.width() >= panel.scope.sizeHint().width()


def test_the_panel_pushes_nothing_aside(window, panel):
    window.resize(1440, 860)
    assert window.map_page.inspector.width() >= 272
    heading = panel.model.headerData(6, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert heading == "severity × frequency × −sentiment"
