"""Gestures: what a drag stores, and that Esc, a second button or an undo leaves no trace of it."""

import pytest
from PySide6.QtCore import QPoint, Qt

from app.models.content import lanes_of, swimlanes_of
from app.models.records import Lane
from app.services.cards import unplace_cards

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def three(map_):
    lane = map_.lane(0, "touchpoints")
    return [map_.add("touchpoint", title, lane, 0) for title in ("One", "Two", "Three")]


def test_a_card_is_dragged_to_another_cell(map_, three):
    lane = map_.lane(0, "touchpoints")
    map_.drag(map_.at_card(three[0]), map_.at_cell(lane, 2))
    assert map_.cell(lane, 0) == ["Two", "Three"]
    assert map_.cell(lane, 2) == ["One"]
    assert map_.store.undo_label == "Move touchpoint"


def test_a_card_is_dragged_to_any_place_in_a_cell(map_, three):
    lane = map_.lane(0, "touchpoints")
    map_.drag(map_.at_card(three[2]), map_.at_card(three[1], down=0.2))
    assert map_.cell(lane, 0) == ["One", "Three", "Two"]


def test_a_card_lands_on_the_nearest_lane_that_takes_it(map_, three):
    map_.drag(map_.at_card(three[0]), map_.at_cell(map_.lane(1, "experience"), 1))
    assert map_.cell(map_.lane(1, "touchpoints"), 1) == ["One"]


def test_several_cards_are_dragged_together_and_keep_their_distance(map_, three):
    lane = map_.lane(0, "touchpoints")
    other = map_.add("touchpoint", "Four", lane, 1)
    map_.click(map_.at_card(three[0]))
    map_.click(map_.at_card(other), CTRL)
    map_.drag(map_.at_card(three[0]), map_.at_cell(lane, 2))
    assert map_.cell(lane, 2) == ["One"]
    assert map_.cell(lane, 3) == ["Four"]
    assert set(map_.view.selection.cards) == {three[0], other}


def test_the_landing_is_shown_while_dragging_and_gone_after(map_, three):
    overlay = map_.view.overlay
    map_.press(map_.at_card(three[0]))
    map_.move(map_.at_cell(map_.lane(0, "touchpoints"), 2))
    assert overlay._landing.box == map_.view.layout_.drop_at(*_place(map_, 2), "touchpoint").marker
    assert overlay._lit.isVisible()
    assert map_.view.map_scene.cards.items[three[0]].lifted
    map_.view.grab()
    map_.release(map_.at_cell(map_.lane(0, "touchpoints"), 2))
    assert overlay._landing is None
    assert not overlay._lit.isVisible()
    assert not overlay._ghosts


def _place(map_, step):
    pixel = map_.at_cell(map_.lane(0, "touchpoints"), step)
    place = map_.view.place_of(pixel)
    return place.x(), place.y()


def test_a_refusal_is_said_in_the_cell_and_nothing_moves(map_, three, qtbot):
    swimlane = swimlanes_of(map_.content, map_.journey)[1]
    from app.services.lanes import delete_lane

    delete_lane(map_.store, map_.lane(1, "touchpoints"))
    assert all(lane.kind != "touchpoints" for lane in lanes_of(map_.content, map_.journey, swimlane.id))
    step = map_.store.step
    map_.press(map_.at_card(three[0]))
    target = map_.at_cell(map_.lane(1, "experience"), 1)
    map_.move(target)
    assert map_.view.overlay._landing is not None
    with qtbot.waitSignal(map_.view.message) as said:
        map_.release(target)
    assert "touchpoint" in said.args[0]
    assert map_.store.step == step


@pytest.mark.parametrize("way", ["esc", "second button", "undo"])
def test_a_gesture_is_cancelled_without_a_trace(map_, three, way):
    map_.click(map_.at_card(three[2]))
    before, step, spot = map_.content.copy(), map_.store.step, map_.view.selection.spot
    map_.press(map_.at_card(three[0]))
    map_.move(map_.at_cell(map_.lane(0, "touchpoints"), 3))
    if way == "esc":
        map_.key(Qt.Key.Key_Escape)
    elif way == "second button":
        map_.press(map_.at_cell(map_.lane(0, "touchpoints"), 3), button=Qt.MouseButton.RightButton)
    else:
        map_.view.undo()
    map_.release(map_.at_cell(map_.lane(0, "touchpoints"), 3))
    assert map_.content == before
    assert map_.store.step == step
    assert map_.view.selection.cards == (three[2],)
    assert map_.view.selection.spot == spot
    assert not map_.view.overlay._ghosts
    assert not map_.view.map_scene.cards.items[three[0]].lifted


@pytest.mark.parametrize("key", ["T", "1", "S", "Return", "Delete", "Tab", "Home", "PageDown", "F2"])
def test_keys_do_nothing_to_what_is_in_the_hand(map_, three, key):
    before, step = map_.content.copy(), map_.store.step
    map_.press(map_.at_card(three[0]))
    map_.move(map_.at_cell(map_.lane(0, "touchpoints"), 3))
    map_.key(getattr(Qt.Key, f"Key_{key}"))
    assert map_.view.hand.busy
    assert map_.content == before
    map_.release(map_.at_cell(map_.lane(0, "touchpoints"), 3))
    assert map_.cell(map_.lane(0, "touchpoints"), 3) == ["One"]
    assert map_.store.step == step + 1
    assert not map_.view.overlay._ghosts


def test_an_editor_that_opens_amid_a_drag_puts_the_cards_back(map_, three):
    map_.press(map_.at_card(three[0]))
    map_.move(map_.at_cell(map_.lane(0, "touchpoints"), 3))
    map_.view.commands.add_stage()
    assert not map_.view.overlay._ghosts
    map_.release(map_.at_cell(map_.lane(0, "touchpoints"), 3))
    assert map_.cell(map_.lane(0, "touchpoints"), 0) == ["One", "Two", "Three"]
    assert map_.view.writing.editor.isVisible()


def test_a_change_from_elsewhere_cancels_the_gesture(map_, three):
    map_.press(map_.at_card(three[0]))
    map_.move(map_.at_cell(map_.lane(0, "touchpoints"), 3))
    map_.store.undo()  # takes back the third card
    assert not map_.view.hand.busy
    map_.release(map_.at_cell(map_.lane(0, "touchpoints"), 3))
    assert map_.cell(map_.lane(0, "touchpoints"), 0) == ["One", "Two"]


def test_a_stage_is_dragged_to_another_place(map_):
    map_.drag(map_.at_stage(0), map_.at_stage(2, 0.8))
    assert map_.stages == ["Choice", "Purchase", "Awareness", "Use"]
    map_.drag(map_.at_stage(3), map_.at_stage(0, 0.1))
    assert map_.stages[0] == "Use"


def test_esc_leaves_the_stages_in_their_order(map_):
    map_.press(map_.at_stage(0))
    map_.move(map_.at_stage(2, 0.8))
    assert map_.view.overlay.insertion is not None
    map_.view.grab()
    map_.key(Qt.Key.Key_Escape)
    map_.release(map_.at_stage(2, 0.8))
    assert map_.stages[0] == "Awareness"
    assert map_.view.overlay.insertion is None


def test_a_step_is_dragged_into_another_stage(map_):
    layout = map_.view.layout_
    step = layout.steps[-1]
    assert step.title == "Ride"
    start = QPoint(round(map_.view.pixel_of(step.box.x + 60, 0).x()), round(step.box.y + 12))
    end = QPoint(round(map_.view.pixel_of(layout.columns[0].x + 20, 0).x()), start.y())
    map_.drag(start, end)
    assert map_.view.layout_.steps[0].title == "Ride"
    assert len(map_.steps) == 5


def test_lanes_and_swimlanes_are_dragged(map_):
    experience, touch = map_.lane(0, "experience"), map_.lane(0, "touchpoints")
    map_.drag(map_.at_lane(experience), map_.at_lane(touch) - QPoint(0, 15))
    kinds = [lane.kind for lane in lanes_of(map_.content, map_.journey, map_.content.get(Lane, touch).swimlane_id)]
    assert kinds == ["experience", "touchpoints", "emotion"]
    jon = swimlanes_of(map_.content, map_.journey)[1]
    band = map_.view.layout_.bands[1]
    start = QPoint(60, round(map_.view.pixel_of(0, band.y + 12).y()))
    top = QPoint(60, round(map_.view.pixel_of(0, map_.view.layout_.bands[0].y).y()) + 4)
    map_.drag(start, top)
    assert swimlanes_of(map_.content, map_.journey)[0].id == jon.id


def test_cards_let_go_outside_are_offered(map_, three, qtbot):
    outside = QPoint(-80, 300)
    with qtbot.waitSignal(map_.view.cards_dropped_outside) as given:
        map_.drag(map_.at_card(three[0]), outside)
    assert given.args[0] == [three[0]]
    unplace_cards(map_.store, given.args[0])
    assert map_.waiting == ["One"]
    assert three[0] not in map_.view.map_scene.cards.items


def test_cards_that_leave_and_come_back_are_offered_no_more(map_, three):
    offered = []
    map_.view.cards_dragged_outside.connect(lambda cards, _: offered.append(cards))
    map_.press(map_.at_card(three[0]))
    for pixel in (QPoint(200, 300), QPoint(-80, 300), QPoint(200, 300), QPoint(-80, 300)):
        map_.move(pixel)
    map_.view.hand.cancel()
    assert offered == [[three[0]], [], [three[0]], []]


def test_dragging_near_an_edge_scrolls(map_, three, qtbot):
    map_.view.zoom_to(2.5)
    map_.view.reveal(map_.view.layout_.cards[three[0]].box)
    before = map_.view.horizontalScrollBar().value()
    edge = QPoint(map_.view.viewport().geometry().right() - 4, 300)
    map_.press(map_.at_card(three[0]))
    map_.move(edge)
    qtbot.waitUntil(lambda: map_.view.horizontalScrollBar().value() > before + 100)
    map_.release(edge)
    assert map_.cell(map_.lane(0, "touchpoints"), 0) == ["Two", "Three"]


def test_freed_items_are_gone_after_many_drags(map_, three):
    items = len(map_.view.map_scene.items())
    lane = map_.lane(0, "touchpoints")
    for step in (1, 2, 3, 1, 2, 3, 0):
        map_.drag(map_.at_card(three[0]), map_.at_cell(lane, step))
    assert len(map_.view.map_scene.items()) == items
    assert map_.cell(lane, 0) == ["Two", "Three", "One"]
