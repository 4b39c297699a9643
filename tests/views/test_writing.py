"""What is being written or dragged when something else is asked for: nothing is lost, nothing is done out of sight."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.models.records import Card, Journey
from app.store import read_snapshot
from app.views.rail import FRAMEWORK, MAP


@pytest.fixture
def writing(window, qtbot):
    """Return the map's view with a text in its editor that is not kept yet."""
    view = window.map_page.view
    view.go_to(view.layout_.first_focus())
    view.commands.add_card("touchpoint")
    qtbot.keyClicks(view.writing.editor, "Half a sent")
    return view


def titles(content):
    return [card.title for card in content.all(Card).values()]


@pytest.mark.parametrize("way", ["close_file", "new", "quit", "framework", "export", "tree", "another file"])
def test_what_is_being_written_is_kept(window, writing, workspace, way):
    match way:
        case "framework":
            window.rail.chosen.emit(FRAMEWORK)
        case "tree":
            window.map_page.left.tree.add()
        case "another file":
            assert window.files.make("Another")
        case _:
            window.commands.run(way)
    if window.commands.dialog is not None:
        window.commands.dialog.reject()
    assert "Half a sent" in titles(read_snapshot(workspace).content)


def test_a_restore_point_holds_what_is_written_so_far(window, writing, qtbot):
    window.commands.run("restore_point")
    assert "Half a sent" in titles(window.session.content)
    assert writing.writing.editor.isVisible()
    qtbot.keyClicks(writing.writing.editor, "ence")
    qtbot.keyClick(writing.writing.editor, Qt.Key.Key_Escape)
    assert "Half a sentence" in titles(window.session.content)


def test_commands_of_the_menu_edit_mean_the_text_that_is_written(window, writing, qapp, monkeypatch):
    before = titles(window.session.content)
    editor = writing.writing.editor
    monkeypatch.setattr("app.views.window_commands.QApplication.focusWidget", lambda: editor)
    window.commands.run("select_all")
    window.commands.run("copy")
    assert qapp.clipboard().text() == "Half a sent"
    window.commands.run("delete")
    assert editor.toPlainText() == ""
    window.commands.run("paste")
    assert editor.toPlainText() == "Half a sent"
    assert titles(window.session.content) == before


@pytest.mark.parametrize("command", ["delete", "new", "framework", "add_stage", "close_file"])
def test_a_command_amid_a_drag_only_puts_the_cards_back(window, qtbot, command):
    view, before = window.map_page.view, titles(window.session.content)
    box = next(iter(view.layout_.cards.values())).box
    start = view.viewport().mapFrom(view, view.pixel_of(box.x + 20, box.y + 10).toPoint())
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view.viewport(), start)
    view.hand.move(view.pointer_at(view.pixel_of(box.x + 300, box.y + 60).toPoint(), like=view.hand._last))
    assert view.hand.busy
    window.commands.run(command)
    assert titles(window.session.content) == before
    assert not view.hand.busy


def test_out_of_sight_nothing_on_the_map_is_changed(window):
    view, actions = window.map_page.view, window.menus.actions
    view.select([next(iter(view.layout_.cards))])
    for place, works in ((FRAMEWORK, False), (MAP, True)):
        window.show_place(place)
        assert {actions[each].isEnabled() for each in ("cut", "paste", "duplicate", "delete", "zoom_in")} == {works}
    window.show_place(FRAMEWORK)
    window.commands.run("add_persona")
    assert window.pages.currentWidget() is window.map_page


def test_journeys_are_added_renamed_and_deleted_in_the_framework(window, qtbot):
    store, first = window.session.store, window.session.journey_id
    window.show_place(FRAMEWORK)
    table = window.framework_page.table
    assert table.current_id() == first
    window.commands.run("add_journey")
    assert window.pages.currentWidget() is window.framework_page
    added = table.current_id()
    assert added != first
    editor = table.findChild(QLineEdit)
    qtbot.keyClicks(editor, "Getting on board")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: store.content.get(Journey, added).title == "Getting on board")
    table.mark(added)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert list(store.content.all(Journey)) == [first]
    assert len(titles(store.content)) == 4


def test_a_title_that_is_refused_is_not_shown(window, monkeypatch):
    tree = window.map_page.left.tree
    monkeypatch.setattr("app.views.journey_tree.rename_journey", lambda store, journey_id, title: None)
    tree.topLevelItem(0).setText(0, "Refused")
    assert tree.topLevelItem(0).text(0) == "Buying a ticket"


def test_closing_the_outline_gives_the_keys_back_to_the_map(window):
    window.commands.run("outline")
    window.commands.run("outline")
    assert window.focusWidget() is window.map_page.view
