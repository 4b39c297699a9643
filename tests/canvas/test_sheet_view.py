"""A map that is only looked at: moved and zoomed, never edited, from an open workspace or from a snapshot of one."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.canvas.sheet_view import SheetView
from app.layout.look import LIGHT
from app.models.changes import ChangeSet
from app.models.errors import InputError
from app.models.records import Card
from app.services.cards import delete_cards, rename_card
from app.services.journeys import add_journey
from tests.canvas.conftest import LEFT


@pytest.fixture
def sheet(map_, qtbot):
    """The same map as `map_` shows, in a view that stands alone."""
    view = SheetView(map_.store, LIGHT)
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show_journey(map_.journey)
    view.show()
    view.setFocus()
    return view


def test_it_pans_and_zooms_and_changes_nothing(map_, sheet):
    card = map_.add("touchpoint", "Compares prices", map_.lane(0, "touchpoints"), 0)
    sheet.follow(_last(map_))
    step, target = map_.store.step, sheet.viewport()
    assert sheet.panes[0].isVisible()
    assert sheet.panes[1].isVisible()
    box = sheet.layout_.cards[card].box
    at = sheet.pixel_of(box.x + 20, box.y + 20).toPoint()
    place = at - target.pos()
    QTest.mouseDClick(target, LEFT, Qt.KeyboardModifier.NoModifier, place)
    QTest.mousePress(target, LEFT, Qt.KeyboardModifier.NoModifier, place)
    QTest.mouseMove(target, place - QPoint(60, 40))
    QTest.mouseRelease(target, LEFT, Qt.KeyboardModifier.NoModifier, place - QPoint(60, 40))
    moved = at - sheet.pixel_of(box.x + 20, box.y + 20).toPoint()
    assert (moved.x(), moved.y()) == (60, 40)
    QTest.keyClicks(sheet, "tpg5")
    QTest.keyClick(sheet, Qt.Key.Key_Delete)
    QTest.keyClick(sheet, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert sheet.zoom == 1.25
    QTest.keyClick(sheet, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    before = sheet.seen()
    QTest.keyClick(sheet, Qt.Key.Key_Left)
    assert sheet.seen().x < before.x
    wheel = QWheelEvent(
        QPointF(place),
        QPointF(target.mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(target, wheel)
    assert sheet.zoom > 1.0
    assert map_.store.step == step
    assert sheet.selection.spot is None
    assert sheet.selection.cards == ()


def _last(map_):
    """Return the last change as the store would tell it."""
    return ChangeSet("Add touchpoint", "edit", map_.store.step, ())


def test_it_offers_nothing(map_, sheet):
    header = sheet.panes[0]
    assert all(not list(pane._offered()) for pane in sheet.panes)
    assert not header.acceptDrops()
    assert sheet.focus_text() == ""
    assert sheet.plus_word("add stage") == ""


def test_another_source_shows_in_the_same_place_with_the_same_items(map_, sheet):
    touchpoints = map_.lane(0, "touchpoints")
    first, second = (map_.add("touchpoint", title, touchpoints, 0) for title in ("Compares prices", "Asks a friend"))
    sheet.follow(_last(map_))
    past = map_.store.snapshot()
    rename_card(map_.store, first, "Compares prices of three shops")
    delete_cards(map_.store, [second])
    sheet.follow(_last(map_))
    sheet.zoom_to(1.5)
    sheet.scroll_by(30, 20)
    place, item = sheet.seen(), sheet.map_scene.cards.items[first]
    assert second not in sheet.layout_.cards
    sheet.show_source(past)
    assert sheet.seen() == place
    assert sheet.zoom == 1.5
    assert sheet.map_scene.cards.items[first] is item
    assert item.card.title == "Compares prices"
    assert second in sheet.layout_.cards
    sheet.show_source(map_.store)
    assert item.card.title == "Compares prices of three shops"
    assert second not in sheet.layout_.cards
    assert sheet.content.find(Card, second) is None


def test_a_lane_that_is_the_same_in_another_source_is_not_laid_out_again(map_, sheet):
    touchpoints = map_.lane(0, "touchpoints")
    map_.add("touchpoint", "Compares prices", touchpoints, 0)
    sheet.follow(_last(map_))
    inside = sheet.layout_.lane(touchpoints).inside
    sheet.show_source(map_.store.snapshot())
    assert sheet.layout_.lane(touchpoints).inside is inside


def test_a_source_without_the_journey_is_refused(map_, sheet):
    past = map_.store.snapshot()
    other = add_journey(map_.store, "I come back")
    sheet.show_journey(other)
    with pytest.raises(InputError):
        sheet.show_source(past)
    assert sheet.content is map_.store.content
