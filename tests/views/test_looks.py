"""What was once found by looking at pictures of the window: each stays mended."""

import pytest
from PySide6.QtCore import QPoint

from app.models.records import Card, Lane, Persona, Step
from app.services.cards import add_card
from app.services.personas import rename_persona
from app.views.map_page import LEAST_FIT
from app.views.rail import FRAMEWORK
from app.views.widgets import breakable

pytestmark = pytest.mark.once

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik"


def test_a_map_opens_with_all_its_width_in_view_where_that_can_be_read(empty_window, workspace, qtbot):
    empty_window.resize(1500, 900)
    assert empty_window.files.open(workspace)
    view = empty_window.map_page.view
    qtbot.waitUntil(lambda: view.zoom < 1.0)
    assert view.zoom >= LEAST_FIT
    assert not view.horizontalScrollBar().value() > view.horizontalScrollBar().minimum()
    assert view.layout_.width * view.zoom <= view.width()


def test_a_zoom_that_was_chosen_outlives_find_and_the_framework(window, qtbot):
    qtbot.wait(20)
    view = window.map_page.view
    view.zoom_to(2.0)
    window.commands.run("find")
    window.map_page.find_bar.close_bar()
    window.show_place(FRAMEWORK)
    assert window.framework_page.table.hasFocus() or window.focusWidget() is window.framework_page.table
    window.show_place("map")
    qtbot.wait(20)
    assert view.zoom == 2.0


def test_long_words_do_not_push_the_inspector_out_of_its_column(window, qtbot):
    session = window.session
    for persona in session.content.ordered(Persona):
        rename_persona(session.store, persona.id, LONG)
    lane, step = session.content.ordered(Lane)[0], session.content.ordered(Step)[0]
    card = add_card(session.store, session.journey_id, "touchpoint", LONG, lane_id=lane.id, step_id=step.id)
    session.select([card])
    qtbot.wait(20)
    inspector = window.map_page.inspector
    form = inspector.form
    assert form.width() <= inspector.width()
    assert form.title.horizontalScrollBar().value() == 0


def test_long_words_may_be_broken_and_short_ones_stay():
    assert breakable("Maya pays at the station") == "Maya pays at the station"
    assert breakable(LONG).replace("\u200b", "") == LONG
    assert max(len(part) for part in breakable(LONG).split("\u200b")) <= 8


def test_the_outline_has_a_button_to_close_it(window):
    window.commands.run("outline")
    dock = window.outline_dock
    assert dock.isVisible()
    dock._close.click()
    assert not dock.isVisible()
    assert dock._close.accessibleName()


def test_the_tray_lights_up_while_cards_are_held_over_it(window):
    left, view = window.map_page.left, window.map_page.view
    below = left.mapToGlobal(left.rect().bottomLeft() + QPoint(20, -20))
    view.cards_dragged_outside.emit(["any"], below)
    assert left.tray.property("welcome")
    view.cards_dragged_outside.emit(["any"], left.mapToGlobal(QPoint(20, 20)))
    assert not left.tray.property("welcome")


def test_cards_let_go_below_the_tray_are_meant_for_it(window):
    card = next(card.id for card in window.session.content.ordered(Card) if card.lane_id)
    left = window.map_page.left
    window.map_page.view.cards_dropped_outside.emit(
        [card], left.mapToGlobal(left.rect().bottomLeft() + QPoint(20, -20))
    )
    assert window.session.content.get(Card, card).lane_id is None
