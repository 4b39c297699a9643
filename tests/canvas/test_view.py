"""The view: what it shows, zoom, scroll, selection."""

from typing import ClassVar, cast

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QPaintEvent, QRegion

from app.layout.look import DARK, LIGHT
from app.layout.sheet import Focus
from app.services.cards import delete_cards, rename_card
from app.services.journeys import add_journey, delete_journey
from app.services.stages import add_stage

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_committed_change_is_shown_and_a_deleted_card_leaves_the_scene(map_):
    card = map_.add("touchpoint", "Poster", map_.lane(0, "touchpoints"), 0)
    assert set(map_.view.map_scene.cards.items) == {card}
    item = map_.view.map_scene.cards.items[card]
    rename_card(map_.store, card, "A much longer text that needs more than only one line")
    assert map_.view.map_scene.cards.items[card] is item
    assert item.rect().height() > 60
    map_.view.focus_spot(Focus(map_.lane(0, "touchpoints"), map_.steps[0], card))
    delete_cards(map_.store, [card])
    assert not map_.view.map_scene.cards.items
    assert item.scene() is None
    assert map_.view.selection.cards == ()
    map_.store.undo()
    assert set(map_.view.map_scene.cards.items) == {card}


def test_zoom_keeps_the_place_under_the_pointer(map_):
    pixel = QPoint(700, 400)
    for factor in (1.25, 2.0, 0.7, 1.9):
        place = map_.view.place_of(pixel)
        map_.view.zoom_by(factor, pixel)
        moved = map_.view.place_of(pixel) - place
        assert abs(moved.x()) * map_.view.zoom <= 1.5
        assert abs(moved.y()) * map_.view.zoom <= 1.5


def test_the_whole_map_is_shown_by_ctrl_0(map_):
    map_.view.zoom_to(3.0)
    map_.key(Qt.Key.Key_0, CTRL)
    end = map_.view.pixel_of(map_.view.layout_.width, map_.view.layout_.height)
    assert end.x() <= map_.view.width()
    assert end.y() <= map_.view.height()
    start = map_.view.pixel_of(map_.view.layout_.label_width, map_.view.layout_.header_height)
    assert abs(start.x() - map_.view.viewport().x()) <= 1


def test_headers_and_labels_stay_in_view_and_in_line_with_the_sheet(map_):
    map_.view.zoom_to(2.5)
    map_.view.scroll_by(300, 200)
    header, labels, _ = map_.view.panes
    assert header.y() == 0
    assert labels.x() == 0
    hit = map_.view.layout_.stages[2].box
    left = round(map_.view.pixel_of(hit.x + 20, 0).x()) - header.x()
    assert header.hit(QPoint(left, 20)).id == map_.view.layout_.stages[2].stage_id


def test_clicks_select_with_ctrl_and_shift(map_):
    lane = map_.lane(0, "touchpoints")
    cards = [map_.add("touchpoint", f"Card {number}", lane, number) for number in range(4)]
    map_.click(map_.at_card(cards[0]))
    assert map_.view.selection.cards == (cards[0],)
    map_.click(map_.at_card(cards[2]), SHIFT)
    assert set(map_.view.selection.cards) == set(cards[:3])
    map_.click(map_.at_card(cards[1]), CTRL)
    assert set(map_.view.selection.cards) == {cards[0], cards[2]}
    map_.click(map_.at_cell(lane, 3))
    assert map_.view.selection.cards == ()
    assert map_.view.selection.spot == Focus(lane, map_.steps[3])


def test_a_rubber_band_selects_what_it_touches_and_esc_takes_it_back(map_):
    lane = map_.lane(0, "touchpoints")
    cards = [map_.add("touchpoint", f"Card {number}", lane, number) for number in range(3)]
    map_.click(map_.at_card(cards[2]))
    start = map_.at_cell(lane, 0, 0.98)
    map_.press(start)
    map_.move(start + QPoint(10, -10))
    map_.move(map_.at_card(cards[1]))
    assert set(map_.view.selection.cards) == set(cards[:2])
    map_.key(Qt.Key.Key_Escape)
    assert map_.view.selection.cards == (cards[2],)
    map_.release(map_.at_card(cards[1]))
    assert map_.view.selection.cards == (cards[2],)
    map_.drag(start, map_.at_card(cards[1]))
    assert set(map_.view.selection.cards) == set(cards[:2])


def test_ctrl_a_selects_every_card_and_tells(map_, qtbot):
    cards = {map_.add("touchpoint", "x", map_.lane(who, "touchpoints"), 1) for who in (0, 1)}
    with qtbot.waitSignal(map_.view.selection_changed) as told:
        map_.key(Qt.Key.Key_A, CTRL)
    assert set(told.args[0]) == cards


def test_the_theme_changes_at_once(map_):
    map_.add("pain", "Queue", map_.lane(0, "experience"), 0)
    pixel = map_.at_cell(map_.lane(0, "experience"), 2)
    for theme in (DARK, LIGHT):
        map_.view.set_theme(theme)
        assert map_.view.grab().toImage().pixelColor(pixel + QPoint(40, 0)) == QColor(theme["sheet"])


def test_another_journey_is_shown_and_a_deleted_one_stays_until_then(map_):
    other = add_journey(map_.store, "I get a refund")
    map_.view.show_journey(other)
    assert map_.view.layout_.journey_id == other
    assert map_.view.selection.spot is None
    map_.view.grab()
    delete_journey(map_.store, other)
    assert map_.view.layout_.journey_id == other


def test_headers_and_labels_are_painted_anew_for_another_journey(map_, qtbot):
    class Paints(QObject):
        seen: ClassVar[list[QObject]] = []

        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint:
                self.seen.append(watched)
            return False

    paints = Paints()
    one, other = add_journey(map_.store, "I get a refund"), add_journey(map_.store, "I complain")
    for journey, title in ((one, "Ask"), (other, "Write")):
        add_stage(map_.store, journey, title)
    map_.view.show_journey(one)
    qtbot.wait(50)
    for pane in map_.view.panes:
        pane.installEventFilter(paints)
    map_.view.show_journey(other)
    qtbot.waitUntil(lambda: set(map_.view.panes) <= set(paints.seen))


@pytest.mark.parametrize("sideways", [True, False])
def test_a_title_that_had_moved_into_view_is_drawn_where_it_belongs_again(map_, qtbot, sideways):
    class Painted(QObject):
        region = QRegion()

        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint:
                self.region += cast(QPaintEvent, event).region()
            return False

    view = map_.view
    view.resize(500, 300)
    bar = view.horizontalScrollBar() if sideways else view.verticalScrollBar()
    second = view.layout_.stages[1].box if sideways else view.layout_.lanes[1].label
    begins = second.x - view.layout_.stages[0].box.x if sideways else second.y - view.layout_.header_height
    bar.setValue(bar.minimum() + round(begins) + 30)
    qtbot.wait(50)
    pane, painted = view.panes[0 if sideways else 1], Painted()
    pane.installEventFilter(painted)
    bar.setValue(bar.value() - 50)
    qtbot.wait(50)
    title = pane._rect(second).toAlignedRect().adjusted(0, 2, -2, -2)
    assert title.left() > 0 or title.top() > 0
    assert painted.region.intersected(title).boundingRect().contains(title)


def test_middle_button_and_space_pan(map_):
    map_.view.zoom_to(3.0)
    middle = Qt.MouseButton.MiddleButton
    before = map_.view.place_of(QPoint(600, 400))
    map_.press(QPoint(600, 400), button=middle)
    map_.move(QPoint(500, 350), buttons=middle)
    map_.release(QPoint(500, 350), button=middle)
    after = map_.view.place_of(QPoint(500, 350))
    assert (after - before).manhattanLength() < 2
    from PySide6.QtTest import QTest

    QTest.keyPress(map_.view, Qt.Key.Key_Space)
    map_.drag(QPoint(500, 350), QPoint(600, 400))
    QTest.keyRelease(map_.view, Qt.Key.Key_Space)
    assert (map_.view.place_of(QPoint(600, 400)) - before).manhattanLength() < 2
    assert map_.view.selection.cards == ()
