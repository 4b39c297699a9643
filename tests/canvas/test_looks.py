"""What was once found by looking at pictures of the map: each stays mended."""

import pytest
from PySide6.QtCore import QPoint, Qt

from app.layout.lane_layout import TITLE_LEFT
from app.services.cards import add_cards

pytestmark = pytest.mark.once

Key = Qt.Key


@pytest.fixture
def dressed(qapp):
    """Dress the application as a window does."""
    before = qapp.styleSheet()
    qapp.setStyleSheet("* { font-size: 14px; } QPlainTextEdit { padding: 4px; border: 1px solid black; }")
    yield
    qapp.setStyleSheet(before)


def test_rectangles_that_stand_in_for_cards_go_when_the_cards_have_come(map_, qtbot, monkeypatch):
    monkeypatch.setattr("app.canvas.cards.SLICE", 0.0005)
    lane = map_.lane(0, "touchpoints")
    for step in map_.steps:
        add_cards(map_.store, map_.journey, "touchpoint", ["A card"] * 20, lane_id=lane, step_id=step)
    map_.view.show_journey(map_.journey)
    cards = map_.view.map_scene.cards
    assert cards._stand_ins.isVisible()
    qtbot.waitUntil(lambda: not cards._timer.isActive())
    assert len(cards.items) > 60
    assert not cards._stand_ins.isVisible()


def test_the_first_line_stays_in_view_while_the_editor_grows(map_, dressed):
    map_.focus(map_.lane(0, "experience"), 0)
    map_.key(Key.Key_P)
    editor = map_.view.writing.editor
    map_.type("Seat lost while paying with a card that worked")
    assert editor.document().size().height() > 1
    assert editor.verticalScrollBar().value() == 0
    assert editor.viewport().rect().contains(editor.cursorRect())
    assert editor.font().pixelSize() == 13


def test_what_is_written_on_a_card_stands_where_the_card_shows_it(map_):
    card = map_.add("pain", "Card refused", map_.lane(0, "experience"), 1)
    map_.focus(map_.lane(0, "experience"), 1, card)
    map_.key(Key.Key_Return)
    editor = map_.view.writing.editor
    editor.moveCursor(editor.textCursor().MoveOperation.Start)
    left = editor.viewport().mapTo(map_.view, QPoint(editor.cursorRect().left(), 0)).x()
    box = map_.view.layout_.cards[card].box
    assert abs(left - map_.view.pixel_of(box.x + TITLE_LEFT, box.y).x()) <= 2


def colour(pane, x: int, y: int) -> str:
    return pane.grab().toImage().pixelColor(x, y).name()


def test_a_map_without_stages_has_a_header_all_the_same(empty):
    header = empty.view.panes[0]
    assert colour(header, 60, 4) == empty.view.ink.theme["header"]


def test_the_ring_on_a_header_is_seen_on_the_dark(map_):
    map_.focus(map_.lane(0, "touchpoints"), 0)
    for _ in range(2):
        map_.key(Key.Key_Up)
    assert map_.view.selection.spot.kind == "stage"
    header = map_.view.panes[0]
    assert map_.view.ink.theme["header.ink"] in [colour(header, x, 12) for x in range(6)]


def test_the_kinds_of_selected_cards_are_seen_from_far(map_):
    lane, theme = map_.lane(0, "experience"), map_.view.ink.theme
    cards = [map_.add(kind, "Card", lane, step) for step, kind in enumerate(("pain", "gain"))]
    map_.view.zoom_to(0.1)
    map_.view.select(cards)
    shown = {
        map_.view.viewport().grab().toImage().pixelColor(map_.at_card(card) - map_.view.viewport().pos()).name()
        for card in cards
    }
    assert len(shown) == 2
    assert theme["accent"] not in shown
