"""Everything can be used in a small window, as at 200 % on a common screen: nothing is cut off or out of reach."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QWidget,
)

from tests.views.rooms import ROOMS, leave

pytestmark = pytest.mark.once

SMALL_WINDOWS = {"at 200 %": QSize(1200, 600), "the least": QSize(960, 480)}
SLACK = 6
"""Pixels of the style's own wishes beyond what is drawn."""


@pytest.fixture(scope="module", params=SMALL_WINDOWS)
def small(full, request):
    """Yield the window in a small size."""
    full.resize(SMALL_WINDOWS[request.param])
    QTest.qWait(20)
    return full


def inside(room: QWidget, *kinds: type[QWidget]) -> list[QWidget]:
    """Return what is on show of some kinds, but for columns that are folded up by their handle."""
    folded = [
        pane
        for each in [room, *room.findChildren(QSplitter)]
        if isinstance(each, QSplitter)
        for place, size in enumerate(each.sizes())
        if size == 0 and (pane := each.widget(place)) is not None
    ]
    shown = (each for each in [room, *room.findChildren(QWidget)] if isinstance(each, kinds) and each.isVisible())
    return [each for each in shown if not any(column.isAncestorOf(each) for column in folded)]


def cut_off(room: QWidget) -> list[tuple[str, QSize, QSize]]:
    """Return words and controls that have less room than they need."""
    found = []
    for each in inside(room, QLabel, QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox):
        least = each.minimumSizeHint()
        gives_way = each.sizePolicy().horizontalPolicy() == each.sizePolicy().Policy.Ignored  # its tip has all of it
        pictured = isinstance(each, QLabel) and not each.pixmap().isNull()
        if gives_way or pictured:
            continue
        if least.width() > each.width() + SLACK or least.height() > each.height() + SLACK:
            found.append((str(getattr(each, "text", str)()) or each.accessibleName(), least, each.size()))
    return found


def out_of_reach(room: QWidget) -> list[str]:
    """Return the controls that lie outside their window, or outside what scrolls in it."""
    found = []
    for each in inside(room, QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox):
        area: QWidget | None = each.parentWidget()
        while area is not None and not area.isWindow() and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        scrolled = area.widget() if isinstance(area, QScrollArea) else area
        assert scrolled is not None
        box = QRect(each.mapTo(scrolled, QPoint(0, 0)), each.size())
        if not scrolled.rect().contains(box) and each.objectName() != "qt_spinbox_lineedit":
            found.append(str(getattr(each, "text", str)()) or each.accessibleName())
    return found


@pytest.mark.parametrize("name", ROOMS)
def test_nothing_is_cut_off_or_out_of_reach(small, name):
    room = ROOMS[name](small)
    for _ in range(50):  # what is laid out settles in turns
        QTest.qWait(10)
        if not cut_off(room):
            break
    assert not cut_off(room)
    assert not out_of_reach(room)
    if isinstance(room, QDialog):
        screen = room.screen().availableSize()
        assert room.height() <= screen.height()
    leave(small)
