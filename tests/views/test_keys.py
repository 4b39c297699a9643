"""Keys are chosen by pressing them; menus, tips, the sheet of keys, the palette and the map follow at once."""

import runpy
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel

from app.canvas.keymap import Keymap
from app.canvas.keys import is_plain, sequence_of
from app.canvas.map_commands import MAP_COMMANDS
from app.models.records import Card
from app.views.commands import default_keys, table
from app.views.keys_dialog import FIXED, KeysDialog, refusal
from app.views.settings import Settings

Key = Qt.Key

pytestmark = pytest.mark.usefixtures("qapp")
Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(window, qtbot):
    """The dialog, on the window's own keys, which are as they come again afterwards."""
    made = KeysDialog(window.session.keys, window)
    yield made
    window.session.keys.reset_all()
    made.close()


def press(qtbot, dialog, name: str, key, held=Qt.KeyboardModifier.NoModifier) -> None:
    """Choose a command and press new keys for it."""
    dialog.choose(name)
    qtbot.keyClick(dialog.field, key, held)


def test_no_two_commands_come_with_the_same_keys():
    keys = Keymap(default_keys())
    every = [each for name in table() for each in keys.keys(name)]
    assert sorted(every) == sorted(set(every))
    assert not set(every) & set(FIXED)


def test_every_command_of_the_map_is_in_the_table():
    assert set(table()) >= set(MAP_COMMANDS)


def test_single_keys_belong_to_the_map():
    keys = Keymap(default_keys())
    plain = {name for name in table() if any(map(is_plain, keys.keys(name)))}
    assert plain <= set(MAP_COMMANDS)
    assert [each for each in ("P", "Shift+1", "Return", "Ctrl+P", "F2", "Del", "Save") if is_plain(each)] == [
        "P",
        "Shift+1",
        "Return",
    ]


def test_new_keys_are_pressed_and_everything_follows(window, dialog, qtbot):
    view = window.map_page.view
    press(qtbot, dialog, "find", Key.Key_G, Control | Qt.KeyboardModifier.AltModifier)
    assert "free" in dialog.notice.text()
    dialog.accept_keys.click()
    assert [each.toString() for each in window.menus.actions["find"].shortcuts()] == ["Ctrl+Alt+G"]
    press(qtbot, dialog, "palette", Key.Key_Y, Control | Qt.KeyboardModifier.AltModifier)
    dialog.accept_keys.click()
    assert window.header.palette_button.text().endswith("Ctrl+Alt+Y")
    press(qtbot, dialog, "add_pain", Key.Key_X)
    dialog.accept_keys.click()
    assert window.menus.actions["add_pain"].text().endswith("\tX")
    assert window.menus.actions["add_pain"].shortcuts() == []
    assert "X" in window.map_page.left.palette_rows._rows["pain"].toolTip()
    assert "X" in {each.text() for each in window.overlay.findChildren(QLabel)}
    view.setFocus()
    qtbot.keyClick(view, Key.Key_P)
    assert view.writing.target is None
    qtbot.keyClick(view, Key.Key_X)
    written: Any = view.writing.target
    assert written.card_kind == "pain"


def test_whose_keys_they_were_is_said_before_they_are_taken(window, dialog, qtbot):
    keys = window.session.keys
    press(qtbot, dialog, "find", Key.Key_E, Control)
    assert "Export" in dialog.notice.text()
    assert keys.text("export") == "Ctrl+E"
    dialog.accept_keys.click()
    assert keys.text("find") == "Ctrl+E"
    assert keys.text("export") == ""
    dialog.choose("export")
    dialog.reset.click()
    assert "Ctrl+E is no longer “Find and Replace…”" in dialog.notice.text()
    assert keys.text("export") == "Ctrl+E"
    assert keys.text("find") == ""
    dialog.reset_all.click()
    assert keys.text("find") == "Ctrl+F"
    assert keys.chosen == {}


def test_keys_that_walk_or_type_are_refused(window, dialog, qtbot):
    press(qtbot, dialog, "find", Key.Key_G)
    assert "typing" in dialog.notice.text()
    assert not dialog.accept_keys.isEnabled()
    press(qtbot, dialog, "add_pain", Key.Key_Left)
    assert "everywhere" in dialog.notice.text()
    assert not dialog.accept_keys.isEnabled()
    assert "menu" in refusal("find", "Alt+F")
    assert refusal("find", "F7") == refusal("add_pain", "G") == ""


def test_a_command_may_have_no_keys_and_the_choice_is_stored(window, dialog, qtbot):
    dialog.choose("export")
    dialog.no_keys.click()
    assert window.menus.actions["export"].shortcuts() == []
    assert Keymap(default_keys(), Settings().keys).keys("export") == ()


def test_settings_that_make_no_sense_leave_the_keys_as_they_come():
    settings = Settings()
    settings._settings.setValue("keys", "{no json")
    assert settings.keys == {}
    settings._settings.setValue("keys", '{"gone": ["Ctrl+9"], "find": 3, "export": ["Ctrl+9"]}')
    keys = Keymap(default_keys(), settings.keys)
    settings.keys = {}
    assert keys.text("export") == "Ctrl+9"
    assert keys.text("find") == "Ctrl+F"
    assert keys.name_of("Ctrl+9") == "export"


def test_commands_are_found_by_name_and_by_keys(dialog, qtbot):
    for text, name in (("whole map", "whole_map"), ("ctrl+0", "whole_map"), ("pain", "add_pain")):
        dialog.filter.clear()
        qtbot.keyClicks(dialog.filter, text)
        assert name in [item.data(0, Qt.ItemDataRole.UserRole) for item in dialog._items() if not item.isHidden()]
        assert not dialog.rows.currentItem().isHidden()


def test_letters_on_a_board_of_another_script_are_taken_by_their_place():
    cyrillic_z = QKeyEvent(QEvent.Type.KeyPress, 0x0417, Qt.KeyboardModifier.NoModifier, 33, 0, 0, "з")
    assert sequence_of(cyrillic_z) == "P"
    assert sequence_of(QKeyEvent(QEvent.Type.KeyPress, Key.Key_Control, Control)) == ""
    plus = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Plus, Control | Qt.KeyboardModifier.ShiftModifier)
    assert sequence_of(plus) == "Ctrl++"


def test_the_field_keeps_keys_from_the_menus(dialog):
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_S, Control)
    event.ignore()
    QApplication.sendEvent(dialog.field, event)
    assert event.isAccepted()


def test_chosen_keys_do_what_they_are_for_on_the_map(window, qtbot):
    view, keys = window.map_page.view, window.session.keys
    card = next(card for card in window.session.content.ordered(Card) if card.kind == "pain" and card.lane_id)
    keys.choose("sentiment_5", ("H",))
    view.select([card.id])
    view.setFocus()
    qtbot.keyClick(view, Key.Key_5)
    assert window.session.content.get(Card, card.id).sentiment is None
    qtbot.keyClick(view, Key.Key_H)
    assert window.session.content.get(Card, card.id).sentiment == 2.0
    keys.reset_all()


def test_the_page_of_keys_is_true():
    made = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "make_keys.py"))
    assert made["PAGE"].read_text("utf-8") == made["page"](), "run: python docs/make_keys.py"
