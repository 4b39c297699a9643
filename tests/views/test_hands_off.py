"""Hands off: whatever is pressed, dragged or run, the map stays as it is, and the window says why."""

import json
from random import Random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.exporters.workspace_json import write_json
from app.models.records import Card
from app.services.capture import capture, understand
from app.views.commands import table

ELSEWHERE = frozenset(
    "new new_from_template open save_copy rename show_in_folder import export report print close_file quit".split()
) | {"hands_off", "save_template", "journey_from_template"}
"""Commands that ask for a file or leave the workspace: they do nothing to its map."""

KEYS = [
    *(Qt.Key(Qt.Key.Key_A + each) for each in range(26)),
    *(Qt.Key(Qt.Key.Key_1 + each) for each in range(5)),
    *(getattr(Qt.Key, f"Key_{each}") for each in "Return F2 Delete Backspace Left Right Up Down Tab Space".split()),
]
HELD = [
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier,
]
OPENS = {(Qt.Key(Qt.Key.Key_A + each), held) for each in range(26) for held in HELD[1:]} - {
    (key, HELD[2]) for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_D, Qt.Key.Key_M, Qt.Key.Key_V, Qt.Key.Key_X)
}
"""Keys with Ctrl or Alt that open menus and dialogs: the sweep over the commands has them."""


@pytest.fixture
def locked(window):
    window.session.failures = []
    window.session.failed.connect(window.session.failures.append)
    window.commands.run("hands_off")
    yield window
    for popup in iter(QApplication.activePopupWidget, None):
        popup.close()


def _maps(window):
    """Return all that is stored but for agendas, which may be made while hands are off."""
    stored = json.loads(write_json(window.session.store.snapshot()))
    return {name: part for name, part in stored.items() if name != "agendas"}


def _shut(window):
    """Close whatever a command opened."""
    for popup in iter(QApplication.activePopupWidget, None):
        popup.close()
    if window.commands.dialog is not None:
        window.commands.dialog.reject()
    for name in ("overlay", "palette_sheet", "filter_sheet"):
        if window.made(name):
            window.made(name).hide()


def test_no_command_changes_the_map(locked):
    view, session = locked.map_page.view, locked.session
    card = next(each for each in session.content.all(Card) if each in view.layout_.cards)
    before = _maps(locked)
    for name in table():
        if name not in ELSEWHERE and not name.startswith(("place_", "theme_")):
            view.select([card])
            locked.commands.run(name)
            _shut(locked)
            assert view.writing.target is None, name
    locked.map_page.clear_lens()
    assert _maps(locked) == before
    assert "Hands off is on: nothing on the map changes. Press F8 to work on it again." in session.failures
    session.keys.choose("hands_off", ["Ctrl+F12"])
    view.may_edit()
    assert "Press Ctrl+F12 to" in session.failures[-1]
    session.keys.choose("hands_off", [])
    assert not session.may_edit()
    assert "menu Workshop" in session.failures[-1]
    session.keys.reset("hands_off")


def test_no_gesture_and_no_key_changes_the_map(locked):
    view, random = locked.map_page.view, Random(8)
    before = _maps(locked)
    view.setFocus()
    for _ in range(60):
        part = random.choice((view.viewport(), view.viewport(), *view.panes[:2]))
        start, end = (QPoint(random.randrange(part.width()), random.randrange(part.height())) for _ in "ab")
        button = random.choice((Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton))
        held = random.choice(HELD)
        gesture = random.randrange(3)
        if gesture == 0:
            QTest.mouseDClick(part, Qt.MouseButton.LeftButton, held, start)
        else:
            QTest.mousePress(part, button, held, start)
            if gesture == 1:
                QTest.mouseMove(part, (start + end) / 2)
                QTest.mouseMove(part, end)
            QTest.mouseRelease(part, button, held, end if gesture == 1 else start)
        for _ in range(3):
            key = random.choice(KEYS), random.choice(HELD)
            if key not in OPENS:
                QTest.keyClick(view, *key)
        assert view.writing.target is None
        assert QApplication.activePopupWidget() is None
    assert _maps(locked) == before


def test_a_drag_moves_the_sheet_and_a_click_chooses(locked):
    view = locked.map_page.view
    view.zoom_to(1.5)
    card = next(iter(view.layout_.cards))
    box = view.layout_.cards[card].box
    middle = view.pixel_of(box.x + 30, box.y + 20).toPoint() - view.viewport().pos()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, HELD[0], middle)
    assert view.selection.cards == (card,)
    seen = view.seen()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, HELD[0], middle)
    QTest.mouseMove(view.viewport(), middle - QPoint(90, 0))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, HELD[0], middle - QPoint(90, 0))
    assert view.seen().x == pytest.approx(seen.x + 60)
    assert all(not list(pane._offered()) for pane in view.panes)


def test_the_window_shows_the_lock_and_takes_it_off(locked):
    tree = locked.map_page.left.tree
    tree.setFocus()
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_F2):
        QTest.keyClick(tree, key)  # nothing is asked that would be refused
        assert "Press F8" in locked.session.failures.pop()
    action = locked.menus.actions["hands_off"]
    assert isinstance(action, QAction)
    assert action.isChecked()
    assert locked.header.hands_button.isVisible()
    assert not locked.map_page.inspector.form.isEnabled()
    locked.header.hands_button.click()
    assert not locked.session.hands_off
    assert not action.isChecked()
    assert not locked.header.hands_button.isVisible()
    assert locked.map_page.inspector.form.isEnabled()
    QTest.keyClick(locked, Qt.Key.Key_F8)
    assert locked.session.hands_off
    corner = locked.map_page.view.panes[2]
    QTest.mouseClick(corner, Qt.MouseButton.LeftButton, HELD[0], corner.rect().center())
    assert not locked.session.hands_off


def test_what_is_being_written_is_kept_before(window):
    page = window.map_page
    page.view.setFocus()
    page.add("stage")
    QTest.keyClicks(page.view.writing.editor, "Farewell")
    window.commands.run("hands_off")
    assert "Farewell" in write_json(window.session.store.snapshot())
    assert page.view.writing.target is None


def test_what_is_said_is_filed_all_the_same(locked):
    store, journey = locked.session.store, locked.session.journey_id
    capture(store, journey, [understand(store.content, journey, "pain: waited forty minutes @Purchase ~Maya")])
    assert "waited forty minutes" in write_json(store.snapshot())
    assert not locked.session.failures
