"""Opportunities in the window: made from cards, ranked while the weight is dragged, one selection with the map."""

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.canvas.hits import Hit
from app.canvas.menus import menu_for
from app.layout.sheet import Focus
from app.models.content import cards_of_opportunity, decided, decision_of
from app.models.records import Card, Lane, Opportunity, OpportunityCard
from app.scoring.models import value_matrix, weights_at
from app.scoring.opportunities import sides_of
from app.services import opportunities as service
from app.services.decisions import add_boundary, decide, put_under
from app.services.lanes import add_lane
from app.views.card_form import CardForm
from app.views.opportunity_form import OpportunityForm
from app.views.opportunity_model import DECISION, LEADS, PLACE, TITLE, VALUE, OpportunityModel
from app.views.opportunity_table import WIDTHS
from app.views.panels import OPPORTUNITIES
from app.views.window import MainWindow
from tests.scores import score_matrix

ROWS: list[tuple[Any, ...]] = [
    ("Hold the seat", 92.0, 76.0, 2.0, "will do"),
    ("Book online", 93.0, 43.0, 3.0, "will do"),
    ("One fare", 54.0, 78.0, 5.0, "later"),
    ("Stay signed in", 34.0, 47.0, 1.0, "will not do"),
    ("Live seat map", 71.0, None, 4.0, None),
]


def card_named(window, title):
    return next(each.id for each in window.session.content.all(Card).values() if each.title == title)


@pytest.fixture
def pain(window):
    return card_named(window, "Card refused, seat lost")


@pytest.fixture
def panel(window, pain, qtbot):
    """Return the panel with five opportunities, the first linked to a pain."""
    store = window.session.store
    for title, customer, business, effort, decision in ROWS:
        linked = [pain] if title == "Hold the seat" else []
        made = service.make_opportunity(store, linked)
        service.update_opportunity(store, made, title=title)
        score_matrix(store, made, customer, business, effort)
        decide(store, made, decision)
    window.commands.run("opportunities")
    panel = window.map_page.panels.made[OPPORTUNITIES]
    assert panel.isVisible()
    panel.make_matrix()
    return panel


def test_a_report_is_asked_for_in_the_panel(window, panel):
    panel.report_pressed.emit()
    dialog = window.commands.dialog
    assert dialog.choice().report
    dialog.reject()


def titles(panel):
    model = panel.table.ranking
    return [model.index(row, TITLE).data() for row in range(model.rowCount())]


def cell(panel, row, column):
    return panel.table.ranking.index(row, column).data()


def test_the_key_makes_an_opportunity_of_the_selected_card_and_its_title_is_ready(window, pain, qtbot):
    window.map_page.view.select([pain])
    window.map_page.view.setFocus()
    window.menus.actions["make_opportunity"].trigger()
    (made,) = window.session.content.all(Opportunity).values()
    assert made.title == "Card refused, seat lost"
    assert window.session.content.find(OpportunityCard, f"{made.id}/{pain}")
    form = window.map_page.inspector.form
    assert isinstance(form, OpportunityForm)
    assert window.map_page.panels.shown == OPPORTUNITIES
    assert window.menus.actions["opportunities"].isChecked()
    qtbot.keyClicks(form.title, "Hold the seat")
    assert window.session.content.get(Opportunity, made.id).title == "Hold the seat"
    assert isinstance(window.map_page.inspector.form, OpportunityForm)
    assert window.map_page.view.selection.cards == (pain,)


def test_the_menu_of_a_card_makes_one(window, pain):
    view = window.map_page.view
    view.select([pain])
    menu = menu_for(view, Hit("card", pain, view.selection.spot))
    action = next(each for each in menu.actions() if each.text().startswith("Make this an opportunity"))
    action.trigger()
    assert len(window.session.content.all(OpportunityCard)) == 1
    menu.close()


def test_the_empty_panel_says_what_to_do(window, pain):
    window.commands.run("opportunities")
    panel = window.map_page.panels.made[OPPORTUNITIES]
    assert panel.pages.currentIndex() == 1
    assert not panel.make.isEnabled()
    window.session.select([pain])
    assert panel.make.isEnabled()
    panel.make.click()
    assert panel.pages.currentIndex() == 0
    window.session.store.undo()
    assert panel.pages.currentIndex() == 1


def test_the_table_is_ranked_and_ranks_again_while_the_weight_is_dragged(window, panel):
    panel.slider.setValue(62)
    assert titles(panel) == ["Hold the seat", "Book online", "One fare", "Stay signed in", "Live seat map"]
    assert [cell(panel, row, PLACE) for row in range(5)] == ["1", "2", "3", "4", "–"]
    assert [cell(panel, row, LEADS) for row in range(5)] == ["0.05–0.97", "0.97–1.00", "0.00–0.05", "never first", "–"]
    assert (cell(panel, 0, VALUE), cell(panel, 4, VALUE), cell(panel, 2, DECISION)) == ("85.9", "?", "later")
    assert panel.formula.text() == "value = 0.62 × Customer + 0.38 × Business"
    assert panel.table.ranking.caption(4) == "Business not scored: place 2 at best, 4 at worst"
    window.session.select_opportunities([panel.table.ranking.places[0].id])
    panel.slider.setValue(2)
    assert titles(panel)[:2] == ["One fare", "Hold the seat"]
    assert [index.row() for index in panel.table.selectionModel().selectedRows()] == [1]
    put_under(
        window.session.store,
        add_boundary(window.session.store, "sell seats twice", "will not"),
        [panel.table.ranking.id_at(0)],
    )
    assert panel.table.ranking.caption(0).startswith("out of bounds")
    assert "0.02 × 92" in window.map_page.inspector.form.arithmetic.text()


def test_rows_and_cards_are_one_selection(window, panel, pain, qtbot):
    view = window.map_page.view
    panel.table.setFocus()
    panel.table.selectRow(0)
    assert view.selection.cards == (pain,)
    form = window.map_page.inspector.form
    assert isinstance(form, OpportunityForm)
    panel.table.selectRow(2)
    assert window.session.opportunity_ids == (panel.table.ranking.places[2].id,)
    poster = card_named(window, "Poster at the bus stop")
    view.setFocus()
    view.select([poster])
    assert isinstance(window.map_page.inspector.form, CardForm)
    assert panel.table.selected_ids() == []
    view.select([pain])
    assert panel.table.selected_ids() == [panel.table.ranking.places[0].id]
    assert window.session.selection == (pain,)


def test_a_point_of_the_matrix_selects_its_opportunity(window, panel):
    assert len(panel.matrix.points.points()) == 4  # one has no business value
    panel.matrix.chosen.emit(panel.table.ranking.places[1].id)
    assert panel.table.selected_ids() == [panel.table.ranking.places[1].id]
    panel.matrix.up.activated.emit(2)
    panel.matrix.up.setCurrentIndex(2)
    panel.matrix.up.chosen.emit("effort")
    assert len(panel.matrix.points.points()) == 5


def test_delete_in_the_table_deletes_the_opportunity_not_the_card(window, panel, pain, qtbot):
    panel.table.setFocus()
    panel.table.selectRow(0)
    qtbot.keyClick(panel.table, Qt.Key.Key_Delete)
    assert "Hold the seat" not in titles(panel)
    assert window.session.content.find(Card, pain)
    window.commands.run("undo")
    assert "Hold the seat" in titles(panel)


def test_the_form_writes_only_what_the_user_changes(window, panel):
    content, store = window.session.content, window.session.store
    made = panel.table.ranking.places[0].id
    step = store.step
    for place in panel.table.ranking.places:
        window.session.select_opportunities([place.id])
    window.session.select_opportunities([made])
    assert store.step == step
    form = window.map_page.inspector.form
    customer, business, effort = form.score_rows.rows
    assert customer.value.text() == "92"
    customer.free.entered.emit(40.5)
    assert sides_of(content, made).customer == 40.5
    effort.scale.chosen.emit(1.0)
    assert sides_of(content, made).effort == 1.0
    business.free.entered.emit(None)
    assert sides_of(content, made).business is None
    assert business.value.text() == "–"
    form.decision.chosen.emit("later")
    form.decided.day.chosen.emit("2026-11-18")
    form.reason.edited.emit("After the summer")
    form.status.chosen.emit("in work")
    after = decision_of(content, made)
    assert after
    assert (after.kind, after.decided_on, after.reason) == ("later", "2026-11-18", "After the summer")
    assert content.get(Opportunity, made).status == "in work"
    form.decision.chosen.emit(None)
    assert decided(content, made) is None
    form.cards.removed.emit(cards_of_opportunity(content, made)[0].id)
    assert cards_of_opportunity(content, made) == ()


def test_a_card_shows_what_it_leads_to_and_is_linked_there(window, panel, pain):
    poster = card_named(window, "Poster at the bus stop")
    window.session.select([poster])
    links = window.map_page.inspector.form.leads_to.links
    assert links._shown == []
    assert links.choice.count() == 5
    links.added.emit(panel.table.ranking.places[1].id)
    assert [link.text for link in links._shown] == [titles(panel)[1]]
    links.opened.emit(panel.table.ranking.places[1].id)
    assert isinstance(window.map_page.inspector.form, OpportunityForm)


def test_the_panel_is_remembered_and_comes_behind_the_first_paint(window, panel, theme, workspace, qtbot):
    window.close()
    again = MainWindow(theme)
    qtbot.addWidget(again)
    assert again.files.open(workspace)
    again.show()
    assert not again.map_page.panels.made
    qtbot.waitUntil(lambda: again.map_page.panels.shown == OPPORTUNITIES)
    panel_again: Any = again.map_page.panels.made[OPPORTUNITIES]
    qtbot.waitUntil(lambda: panel_again.matrix is not None)
    again.commands.run("opportunities")
    assert again.map_page.panels.shown != OPPORTUNITIES
    again.close()


def test_the_model_keeps_the_rules_of_models(window, panel, qtmodeltester):
    model = OpportunityModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    matrix = value_matrix(window.session.content)
    model.show_content(window.session.content, matrix, matrix.weights)
    held = model.index(0, 0)
    assert held.isValid()
    for weight in (0.0, 1.0, 0.62):
        model.weigh(weights_at(matrix, weight))
    assert model.rowCount(QModelIndex()) == 5
    assert tester is not None


def test_both_themes_paint_the_panel(window, panel, theme):
    for choice in ("dark", "light"):
        theme.choose(choice)
        assert not panel.grab().isNull()


def test_an_opportunity_on_the_map_is_the_one_of_panel_and_form(window, panel, pain, qtbot):
    view, session = window.map_page.view, window.session
    swimlane = session.content.get(Lane, session.content.get(Card, pain).lane_id).swimlane_id
    lane = add_lane(session.store, session.journey_id, swimlane, "opportunities")
    chip = view.layout_.lane(lane).chips[0]
    view.setFocus()
    view.focus_spot(Focus(lane, view.layout_.columns[chip.column].step_id))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert session.opportunity_ids == (chip.opportunity_id,)
    assert view.selection.cards == (pain,)
    assert view.selection.spot == Focus(lane, view.layout_.columns[chip.column].step_id)
    assert view.map_scene.chosen == {chip.opportunity_id}
    assert isinstance(window.map_page.inspector.form, OpportunityForm)
    service.update_opportunity(session.store, chip.opportunity_id, note="Soon")
    assert session.opportunity_ids == (chip.opportunity_id,)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert session.opportunity_ids == ()
    assert view.map_scene.chosen == frozenset()
    session.weigh(0.9)
    qtbot.waitUntil(lambda: view.map_scene.weight == 0.9)


def test_beside_the_matrix_of_a_laptop_the_titles_can_be_read(window, panel, qtbot):
    window.resize(1440, 860)
    panel.make_matrix()
    qtbot.wait(50)
    assert panel.matrix.isVisible()
    assert panel.table.columnWidth(TITLE) >= 150
    window.resize(2200, 860)
    qtbot.wait(50)
    assert panel.table.columnWidth(VALUE) == WIDTHS["value"]
