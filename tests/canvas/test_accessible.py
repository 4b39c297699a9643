"""What a screen reader is told of the map."""

import gc

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from app.canvas import accessible
from app.canvas.view import MapView
from app.services.cards import rename_card


@pytest.fixture
def told(monkeypatch):
    """What is announced, without a screen reader that has to be running."""
    events: list = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", events.append)
    return events


def test_the_map_has_a_name_a_role_and_a_line_on_the_focused_place(map_):
    lane = map_.lane(0, "touchpoints")
    card = map_.add("touchpoint", "Poster", lane, 0)
    map_.focus(lane, 0, card)
    interface = QAccessible.queryAccessibleInterface(map_.view)
    assert interface.role() == QAccessible.Role.Canvas
    assert interface.text(QAccessible.Text.Name) == "Journey map"
    assert interface.text(QAccessible.Text.Value) == "touchpoint: Poster. Awareness, Maya, Touchpoints, 1 of 1"
    map_.key(Qt.Key.Key_Right)
    assert interface.text(QAccessible.Text.Value) == "Empty cell: Choice, Maya, Touchpoints"
    map_.key(Qt.Key.Key_Up)
    assert interface.text(QAccessible.Text.Value) == "Stage: Choice"


def test_committed_changes_and_the_focus_are_announced(map_, told):
    card = map_.add("touchpoint", "Poster", map_.lane(0, "touchpoints"), 0)
    rename_card(map_.store, card, "Leaflet")
    messages = [event.message() for event in told if event.type() == QAccessible.Event.Announcement]
    assert messages == ["Add touchpoint", "Edit touchpoint"]
    told.clear()
    map_.key(Qt.Key.Key_Right)
    assert [event.type() for event in told] == [QAccessible.Event.ValueChanged]


def test_nothing_is_kept_of_a_closed_map(map_, qtbot):
    view = MapView(map_.store, map_.journey)
    QAccessible.queryAccessibleInterface(view)
    number = id(view)
    assert number in accessible._interfaces
    view.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(view))
    gc.collect()
    assert number not in accessible._interfaces
    map_.add("touchpoint", "Poster", map_.lane(0, "touchpoints"), 0)  # the closed map no longer listens
