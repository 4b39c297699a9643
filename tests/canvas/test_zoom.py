"""Zoom and scroll by wheel, touch pad, two fingers and keys."""

import sys

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.canvas.selection import Header

NONE, Phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(map_):
    """A view with room to scroll and zoom, not at its beginning."""
    map_.view.resize(700, 500)
    map_.view.zoom_to(1.5)
    map_.view.scroll_by(100, 100)
    return map_.view


def wheel(view, turned=QPoint(), exact=QPoint(), held=NONE, phase=Phase.NoScrollPhase) -> None:  # noqa: B008
    """Turn the wheel, or move two fingers, over the middle of the view."""
    place = QPointF(view.viewport().rect().center())
    on_screen = QPointF(view.viewport().mapToGlobal(place.toPoint()))
    event = QWheelEvent(place, on_screen, exact, turned, Qt.MouseButton.NoButton, held, phase, False)
    QApplication.sendEvent(view.viewport(), event)


def bars(view) -> tuple[int, int]:
    return view.horizontalScrollBar().value(), view.verticalScrollBar().value()


def test_two_fingers_scroll_by_the_pixels_they_move(view):
    x, y = bars(view)
    wheel(view, turned=QPoint(-8, -16), exact=QPoint(-5, -11), phase=Phase.ScrollUpdate)
    assert bars(view) == (x + 5, y + 11)


def test_a_notch_scrolls_and_with_shift_sideways(view):
    x, y = bars(view)
    wheel(view, turned=QPoint(0, -120))
    assert bars(view) == (x, y + 90)
    wheel(view, turned=QPoint(0, -120), held=Qt.KeyboardModifier.ShiftModifier)
    assert bars(view) == (x + 90, y + 90)


def test_small_turns_add_up(view):
    x, y = bars(view)
    for _ in range(8):
        wheel(view, turned=QPoint(0, -1))
    assert bars(view) == (x, y + 6)


def test_control_and_the_wheel_zoom_at_the_pointer(view):
    middle = view.viewport().geometry().center()
    before = view.place_of(middle)
    wheel(view, turned=QPoint(0, 120), held=CONTROL)
    assert view.zoom == pytest.approx(1.5 * 1.2)
    after = view.place_of(middle)
    assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()), abs=2)


def test_a_view_that_glides_does_not_zoom_when_control_is_pressed(view):
    x, y = bars(view)
    wheel(view, exact=QPoint(0, -10), turned=QPoint(0, -10), phase=Phase.ScrollBegin)
    wheel(view, exact=QPoint(0, -10), turned=QPoint(0, -10), phase=Phase.ScrollMomentum, held=CONTROL)
    assert view.zoom == 1.5
    assert bars(view) == (x, y + 20)


def test_what_glides_on_after_a_zoom_neither_zooms_nor_scrolls(view):
    wheel(view, turned=QPoint(0, 60), phase=Phase.ScrollBegin, held=CONTROL)
    zoom, place = view.zoom, bars(view)
    wheel(view, turned=QPoint(0, 60), exact=QPoint(0, 30), phase=Phase.ScrollMomentum)
    assert (view.zoom, bars(view)) == (zoom, place)


def pinch_on_pad(view, value: float) -> None:
    place = QPointF(view.viewport().rect().center())
    on_screen = QPointF(view.viewport().mapToGlobal(place.toPoint()))
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        place,
        place,
        on_screen,
        value,
        QPointF(),
    )
    QApplication.sendEvent(view.viewport(), event)


def test_a_pinch_on_the_pad_zooms_at_the_pointer(view):
    middle = view.viewport().geometry().center()
    before = view.place_of(middle)
    pinch_on_pad(view, 0.1)
    assert view.zoom == pytest.approx(1.65)
    after = view.place_of(middle)
    assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()), abs=2)
    pinch_on_pad(view, -3.0)
    assert 0.0 < view.zoom < 1.65


@pytest.mark.skipif(sys.platform == "darwin", reason="fingers on the pad come as native gestures there")
def test_two_fingers_on_the_screen_zoom_and_leave_no_trace_on_the_map(map_, view, qtbot):
    device = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
    port, middle = view.viewport(), view.viewport().rect().center()
    before = view.zoom
    QTest.touchEvent(port, device).press(0, middle - QPoint(40, 0), port).commit()
    QTest.touchEvent(port, device).move(0, middle - QPoint(40, 0), port).press(1, middle + QPoint(40, 0), port).commit()
    for width in range(45, 100, 5):
        moved = QTest.touchEvent(port, device)
        moved.move(0, middle - QPoint(width, 0), port).move(1, middle + QPoint(width, 0), port).commit()
        qtbot.wait(1)
    ended = QTest.touchEvent(port, device)
    ended.release(0, middle - QPoint(95, 0), port).release(1, middle + QPoint(95, 0), port).commit()
    assert view.zoom == pytest.approx(before * 95 / 40, rel=0.2)
    assert not view.hand.busy
    assert not map_.store.can_undo or map_.store.undo_label != "Move card"


def test_keys_zoom_to_full_size_the_whole_map_and_what_is_selected(map_, view):
    card = map_.add("pain", "Card refused", map_.lane(1, "experience"), 4)
    map_.key(Qt.Key.Key_0, CONTROL)
    assert view.zoom < 1.0
    map_.key(Qt.Key.Key_1, CONTROL)
    assert view.zoom == 1.0
    view.select([card])
    map_.key(Qt.Key.Key_2, CONTROL)
    box, seen = view.layout_.cards[card].box, view.seen()
    assert view.zoom == 2.0
    assert (box.x + box.width / 2, box.y + box.height / 2) == pytest.approx(
        (seen.x + seen.width / 2, seen.y + seen.height / 2), abs=2
    )
    view.focus_spot(Header("stage", view.layout_.stages[0].stage_id))
    map_.key(Qt.Key.Key_2, CONTROL)
    stage, seen = view.layout_.stages[0].box, view.seen()
    assert seen.x <= stage.x
    assert stage.right <= seen.right
    assert seen.height >= view.layout_.height - view.layout_.header_height


def test_several_cards_are_all_brought_into_view(map_, view):
    cards = [map_.add("pain", f"Pain {step}", map_.lane(0, "experience"), step) for step in (0, 3)]
    view.select(cards)
    map_.key(Qt.Key.Key_2, CONTROL)
    seen = view.seen()
    for card in cards:
        box = view.layout_.cards[card].box
        assert seen.x <= box.x
        assert box.right <= seen.right
