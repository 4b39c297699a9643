"""Connectors on the map: made by mouse and by key, selected, walked along, deleted; Esc leaves no trace."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt

from app.canvas.selection import focus_on
from app.layout.connectors import bounds_of
from app.models.content import swimlanes_of
from app.models.records import Connector
from app.services import cards, connectors
from app.services.personas import toggle_collapsed

Key = Qt.Key
NO_BUTTON = Qt.MouseButton.NoButton


@pytest.fixture
def trio(map_):
    lane = map_.lane(0, "touchpoints")
    return [map_.add("touchpoint", title, lane, step) for step, title in enumerate(("Asks", "Answers", "Pays"))]


def all_of(driver):
    return {(each.from_card_id, each.to_card_id) for each in driver.content.all(Connector).values()}


def lines_of(driver):
    """The lines of the map, found now as when nothing else is to be done."""
    return driver.view.map_scene.connectors.routes


def on_line(driver, connector_id):
    points = lines_of(driver).points(connector_id)
    one, other = max(pairwise(points), key=lambda pair: sum(bounds_of(pair)[2:]))
    return driver.view.pixel_of((one[0] + other[0]) / 2, (one[1] + other[1]) / 2).toPoint()


def hover(driver, pixel):
    driver.view.hand.move(driver.view._pointer(pixel, NO_BUTTON, Qt.KeyboardModifier.NoModifier))


def handle(driver, card_id):
    """Bring up the handle of a card, and return where it is."""
    hover(driver, driver.at_card(card_id))
    return driver.at_card(card_id, 1.0)


def go_to(driver, card_id):
    driver.view.go_to(focus_on(driver.view.layout_, card_id))


def test_a_line_dragged_from_the_handle_connects(map_, trio):
    first, _, last = trio
    map_.drag(handle(map_, first), map_.at_card(last))
    assert all_of(map_) == {(first, last)}
    assert map_.view.selection.connector == f"{first}/{last}"
    assert map_.store.undo_label == "Connect cards"
    map_.store.undo()
    assert not all_of(map_)
    assert map_.view.selection.connector is None


def test_a_drag_lights_up_its_target_and_esc_leaves_no_trace(map_, trio):
    first, second, _ = trio
    before = map_.store.undo_label
    start = handle(map_, first)
    map_.press(start)
    map_.move(start + QPoint(30, 0))
    map_.move(map_.at_card(second))
    assert map_.view.overlay._target.isVisible()
    assert map_.view.overlay._wire is not None
    map_.key(Key.Key_Escape)
    assert not map_.view.overlay._target.isVisible()
    assert map_.view.overlay._wire is None
    map_.release(map_.at_card(second))
    assert not all_of(map_)
    assert map_.store.undo_label == before


def test_a_drag_that_ends_beside_the_cards_makes_nothing(map_, trio):
    map_.drag(handle(map_, trio[0]), map_.at_cell(map_.lane(0, "experience"), 2))
    assert not all_of(map_)
    map_.drag(handle(map_, trio[0]), map_.at_card(trio[0]))
    assert not all_of(map_)


def test_a_click_on_the_handle_and_one_on_a_card_connect(map_, trio):
    first, second, last = trio
    map_.click(handle(map_, first))
    hover(map_, map_.at_card(last))
    assert map_.view.overlay._wire is not None
    map_.click(map_.at_card(last))
    assert all_of(map_) == {(first, last)}
    map_.click(handle(map_, first))
    map_.click(map_.at_cell(map_.lane(0, "experience"), 2))
    map_.click(map_.at_card(second))
    assert len(all_of(map_)) == 1


def test_by_keys_alone(map_, trio):
    first, second, last = trio
    go_to(map_, first)
    map_.key(Key.Key_C)
    assert "leads to" in map_.view.focus_text()
    map_.key(Key.Key_Right)
    assert "Answers" in map_.view.focus_text()
    map_.key(Key.Key_P)  # would add a card else
    map_.key(Key.Key_Right)
    map_.key(Key.Key_Return)
    assert all_of(map_) == {(first, last)}
    assert map_.view.overlay._wire is None
    assert map_.view.focus_text() == "“Asks” leads to “Pays”"
    map_.key(Key.Key_Escape)
    assert map_.view.selection.connector is None
    assert map_.view.selection.cards == (last,), "the flow can go on from here"
    go_to(map_, first)
    map_.key(Key.Key_C)
    map_.key(Key.Key_Right)
    map_.key(Key.Key_Escape)
    assert len(all_of(map_)) == 1
    assert map_.view.selection.spot.card_id == first
    assert second not in map_.view.selection.cards


def test_the_same_again_is_refused_in_one_line(map_, trio, qtbot):
    connectors.connect(map_.store, trio[0], trio[1])
    with qtbot.waitSignal(map_.view.message) as said:
        map_.drag(handle(map_, trio[0]), map_.at_card(trio[1]))
    assert "already" in said.args[0]
    assert len(all_of(map_)) == 1


def test_a_click_on_a_line_selects_it_and_del_deletes_it(map_, trio):
    made = connectors.connect(map_.store, trio[0], trio[2], hand_off="broken")
    map_.click(on_line(map_, made))
    assert map_.view.selection.connector == made
    assert map_.view.selection.cards == ()
    assert map_.view.focus_text().endswith("(hand-off broken)")
    map_.key(Key.Key_Delete)
    assert not all_of(map_)
    assert map_.content.find(Connector, made) is None
    assert len(lines_of(map_)) == 0


def test_keys_select_and_walk_along_lines(map_, trio):
    first, second, last = trio
    one, other = connectors.connect(map_.store, first, second), connectors.connect(map_.store, first, last)
    go_to(map_, first)
    map_.key(Key.Key_L)
    assert map_.view.selection.connector == one
    map_.key(Key.Key_L)
    assert map_.view.selection.connector == other
    map_.key(Key.Key_Down)
    assert map_.view.selection.connector == one
    map_.key(Key.Key_Right)
    assert map_.view.selection.connector is None
    assert map_.view.selection.cards == (second,)
    map_.key(Key.Key_L)
    map_.key(Key.Key_Left)
    assert map_.view.selection.cards == (first,)


def test_a_card_says_where_it_leads(map_, trio):
    connectors.connect(map_.store, trio[0], trio[1], hand_off="broken")
    go_to(map_, trio[0])
    assert "leads to “Answers” (hand-off broken)" in map_.view.focus_text()
    go_to(map_, trio[1])
    assert "follows “Asks” (hand-off broken)" in map_.view.focus_text()


def test_lines_follow_their_cards_and_hide_with_them(map_, trio):
    made = connectors.connect(map_.store, trio[0], trio[1])
    lines = lines_of(map_)
    before = lines.points(made)
    cards.move_cards(map_.store, [trio[1]], map_.lane(1, "touchpoints"), map_.steps[1])
    assert lines.points(made) != before
    swimlane = swimlanes_of(map_.content, map_.journey)[1].id
    toggle_collapsed(map_.store, swimlane)
    assert made not in lines
    toggle_collapsed(map_.store, swimlane)
    assert made in lines
    cards.unplace_cards(map_.store, [trio[1]])
    assert made not in lines
    cards.delete_cards(map_.store, [trio[1]])
    assert not all_of(map_)


def test_items_show_what_is_stored(map_, trio, qtbot):
    made = connectors.connect(map_.store, trio[0], trio[1])
    shown = map_.view.map_scene.connectors
    qtbot.waitUntil(lambda: made in shown.items)
    assert shown.items[made].label is None
    connectors.set_hand_off(map_.store, [made], "broken")
    assert shown.items[made].label is not None
    record = map_.content.get(Connector, made)
    assert shown.items[made].connector == replace(record, hand_off="broken")
    map_.view.zoom_to(0.1)
    qtbot.waitUntil(lambda: shown._far.isVisible() and not shown._far_is_old)
    assert len(shown._far.lines["broken"]) == 1
    map_.view.zoom_to(1.0)
    qtbot.waitUntil(lambda: not shown._far.isVisible())
    map_.view.zoom_to(0.1)
    connectors.disconnect(map_.store, [made])
    assert not shown._far.isVisible()
    map_.store.undo()
    assert shown._far.isVisible()
    assert not shown._far_is_old or shown._timer.isActive()


def test_a_carried_card_stays_tied_to_what_its_connectors_join_it_with(map_, trio):
    first, second, last = trio
    connectors.connect(map_.store, first, second)
    connectors.connect(map_.store, second, last)
    tethers = map_.view.overlay._tethers
    map_.press(map_.at_card(second))
    for down in (40, 90):
        map_.move(map_.at_card(second) + QPoint(30, down))
        ghost = map_.view.overlay._ghosts[0].sceneBoundingRect()
        assert len(tethers) == 2
        for tether, other in zip(tethers, (last, first), strict=True):
            line, box = tether.item.line(), map_.view.layout_.cards[other].box
            assert ghost.contains(line.p1())
            assert (line.x2(), line.y2()) == (box.x + box.width / 2, box.y + box.height / 2)
    map_.key(Key.Key_Escape)
    assert not tethers
    map_.release(map_.at_card(second))
    map_.view.select([first, second])
    map_.press(map_.at_card(first))
    map_.move(map_.at_card(first) + QPoint(60, 60))
    assert sorted(tether.both for tether in tethers) == [False, True]
    map_.key(Key.Key_Escape)
    map_.release(map_.at_card(first))


def test_the_handle_moves_along_with_its_card(map_, trio):
    handle(map_, trio[0])
    cards.set_span(map_.store, trio[0], 2)
    box = map_.view.layout_.cards[trio[0]].box
    assert map_.view.overlay.handle_at(box.right, box.y + box.height / 2) == trio[0]
    cards.delete_cards(map_.store, [trio[0]])
    assert map_.view.overlay.handle_at(box.right, box.y + box.height / 2) is None
