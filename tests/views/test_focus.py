"""Where the keys are is seen everywhere, Tab leaves everything, Esc closes what lies over the window."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget

from app.canvas.selection import Header
from app.canvas.view import MapView
from app.views.overlay_sheet import OverlaySheet
from tests.views.rooms import ROOMS, controls, leave

pytestmark = pytest.mark.once

Key = Qt.Key
LEAST = 24
"""Pixels of a ring that must differ by 3 : 1: more than the bar of a text cursor has."""
_SHARE = np.arange(256) / 255
LINEAR = np.where(_SHARE <= 0.04045, _SHARE / 12.92, ((_SHARE + 0.055) / 1.055) ** 2.4).astype(np.float32)
"""The luminance of each value of a channel."""
BESIDE: set[str] = set()
"""Parts that were seen to lie beside others, not over them."""


@pytest.fixture(scope="module", params=ROOMS)
def room(full, request) -> Iterator[QWidget]:
    """Yield each part of the window, open."""
    full.activateWindow()
    opened = ROOMS[request.param](full)
    QTest.qWait(20)
    if not isinstance(opened, QDialog | OverlaySheet):
        BESIDE.add(request.param)
    yield opened
    leave(full)


def picture(widget: QWidget) -> np.ndarray:
    """Return the relative luminance of the pixels of a widget and a little around it."""
    window = widget.window()
    box = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-3, -3, 3, 3)
    image = window.grab(box.intersected(window.rect())).toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return 0.2126 * LINEAR[pixels[:, :, 2]] + 0.7152 * LINEAR[pixels[:, :, 1]] + 0.0722 * LINEAR[pixels[:, :, 0]]


def ring(widget: QWidget) -> int:
    """Return how many pixels differ by 3 : 1 or more while a control has the keys."""
    _show(widget)
    _away(widget)
    before = picture(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is widget, widget
    after = picture(widget)
    contrast = (np.maximum(before, after) + 0.05) / (np.minimum(before, after) + 0.05)
    return int((contrast >= 3).sum())


def _show(widget: QWidget) -> None:
    """Scroll to a control; on the map, to a place that is not selected, too."""
    if isinstance(widget, MapView):
        widget.go_to(Header("stage", widget.layout_.stages[0].stage_id))
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
    QApplication.processEvents()


def _away(widget: QWidget) -> None:
    """Let go of the keys, as if they were elsewhere."""
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()


def faint(room: QWidget) -> dict[str, int]:
    """Return the controls at which it is hardly seen that they have the keys."""
    return {
        f"{type(each).__name__} {each.accessibleName()}": found
        for each in controls(room)
        if each.isEnabled() and (found := ring(each)) < LEAST
    }


def test_it_is_seen_in_the_dark_where_the_keys_are(full):
    """First: a window with all of its parts takes seconds to change its colours."""
    full.theme.choose("dark")
    full.activateWindow()
    QTest.qWait(10)
    for name in ("map", "opportunities", "form of a pain", "keys", "lists", "export"):
        room = ROOMS[name](full)
        QTest.qWait(20)
        assert not faint(room), name
        leave(full)
    full.theme.choose("light")


def test_it_is_seen_where_the_keys_are(room):
    assert not faint(room)


def tabbed(room: QWidget) -> list[QWidget]:
    """Press Tab from the first control until the keys have been everywhere in a part of the window, or have left it."""
    walked: list[QWidget] = []
    inside = [each for each in controls(room) if each.isEnabled()]
    first = min(inside, key=lambda each: (each.mapTo(room.window(), QPoint(0, 0)).y(), each.x()))
    first.setFocus(Qt.FocusReason.TabFocusReason)
    while True:
        focused = QApplication.focusWidget()
        if focused is None or focused in walked or not room.isAncestorOf(focused) or len(walked) > 200:
            return walked
        walked.append(focused)
        QTest.keyClick(focused, Key.Key_Tab)


def test_tab_leaves_everything(full, room):
    for each in controls(room):
        if each.isEnabled() and not isinstance(each, MapView) and each not in _fields_of_sheets(full):
            each.setFocus(Qt.FocusReason.TabFocusReason)
            for _ in range(3):  # a date has three parts
                if QApplication.focusWidget() is each:
                    QTest.keyClick(each, Key.Key_Tab)
            alone = len([other for other in controls(room.window()) if other.isEnabled()]) == 1
            assert alone or QApplication.focusWidget() is not each, each.accessibleName()


def _fields_of_sheets(window) -> list[QWidget]:
    """Return where Tab walks what was found: Esc leaves it."""
    return [window.made(each).field for each in ("palette_sheet", "search_sheet") if window.made(each)]


def test_tab_comes_by_everything_in_a_dialog(room):
    if isinstance(room, QDialog):
        missed = {each for each in controls(room) if each.isEnabled()} - set(tabbed(room))
        assert not {(type(each).__name__, each.accessibleName()) for each in missed}


def test_esc_closes_what_lies_over_the_window_and_the_keys_go_back(full):
    for name in ROOMS.keys() - BESIDE:
        leave(full)
        full.activateWindow()
        QTest.qWait(10)
        full.map_page.inspector.enter()
        before = QApplication.focusWidget()
        room = ROOMS[name](full)
        if not isinstance(room, QDialog | OverlaySheet):
            continue
        QTest.qWait(10)
        assert QApplication.focusWidget() is not before, name
        QTest.keyClick(QApplication.focusWidget() or room, Key.Key_Escape)
        assert not room.isVisible(), name
        full.activateWindow()
        QTest.qWait(10)
        now, place = QApplication.focusWidget(), full.pages.currentWidget()
        beside = place is not full.map_page and place.isAncestorOf(now)  # it was opened from another place
        assert now is before or beside, (name, now)
