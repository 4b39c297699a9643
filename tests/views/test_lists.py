"""The shared lists in one place: add, rename in place, merge, move, colour, delete, undo; files in and out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.exporters.export import Order, export
from app.models.records import Card, Channel, Tag
from app.services.fields import set_listed
from app.services.lists import add_entry
from app.services.tags import add_tag
from app.views.imports.dialog import ImportDialog
from app.views.lists_dialog import ListsDialog
from tests.views.test_forms import card_named

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def opened(window, qtbot):
    def open_at(key):
        window.commands.show_lists(key)
        assert isinstance(window.commands.dialog, ListsDialog)
        return window.commands.dialog

    yield open_at
    if window.commands.dialog is not None:
        window.commands.dialog.reject()


def names(window, list_type):
    return [each.name for each in window.session.content.ordered(list_type)]


def tree(dialog):
    """Return the names on show, each with its depth."""
    found = []
    for item in dialog.rows._items():
        depth, above = 0, item.parent()
        while above is not None:
            depth, above = depth + 1, above.parent()
        found.append((item.text(0), depth))
    return found


def test_entries_are_added_renamed_and_deleted_by_keyboard(window, qtbot, opened):
    dialog = opened("channels")
    for name in ("App", "Shop", "Phone"):
        qtbot.keyClicks(dialog.line, name)
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert names(window, Channel) == ["App", "Shop", "Phone"]
    dialog.rows.choose(window.session.content.ordered(Channel)[1].id)
    dialog.rows.setFocus()
    dialog.rows.rename()
    editor = dialog.rows.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Branch")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(window, Channel) == ["App", "Branch", "Phone"])
    qtbot.keyClick(dialog.rows, Qt.Key.Key_Up, ALT)
    assert names(window, Channel) == ["Branch", "App", "Phone"]
    assert dialog.rows.currentItem().text(0) == "Branch"
    qtbot.keyClick(dialog.rows, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(dialog.rows, Qt.Key.Key_Down, ALT)
    assert names(window, Channel) == ["App", "Phone", "Branch"]
    qtbot.keyClick(dialog.rows, Qt.Key.Key_Delete)
    assert names(window, Channel) == ["App", "Phone"]
    dialog._travel("undo")
    assert names(window, Channel) == ["App", "Phone", "Branch"]
    dialog._travel("redo")
    assert names(window, Channel) == ["App", "Phone"]


def test_a_name_that_is_taken_is_refused_in_the_dialog(window, opened):
    store = window.session.store
    app, shop = add_entry(store, Channel, "App"), add_entry(store, Channel, "Shop")
    dialog = opened("channels")
    dialog.rows.choose(shop)
    dialog.rows.currentItem().setText(0, "App")
    assert names(window, Channel) == ["App", "Shop"]
    assert "already" in dialog.told.text()
    assert dialog.rows.currentItem().text(0) == "Shop"
    dialog.rows.currentItem().setText(0, " ")
    assert "empty" in dialog.told.text()
    assert store.content.get(Channel, app).name == "App"


def test_it_says_what_deleting_would_clear_and_merging_keeps_the_uses(window, opened):
    store = window.session.store
    card_id = card_named(window, "Poster at the bus stop")
    app = set_listed(store, [card_id], "channel_id", "App")
    shop = add_entry(store, Channel, "Shop")
    dialog = opened("channels")
    dialog.rows.choose(app)
    assert "1 card." in dialog.told.text()
    dialog.rows.selectAll()
    dialog._fill_merging()
    assert [each.text() for each in dialog.merging.actions()] == ["“App”", "“Shop”"]
    dialog.merging.actions()[1].trigger()
    assert names(window, Channel) == ["Shop"]
    assert store.content.get(Card, card_id).channel_id == shop
    dialog.rows.choose(shop)
    dialog.buttons["delete"].click()
    assert store.content.get(Card, card_id).channel_id is None


def test_tags_form_a_tree_and_have_colours(window, qtbot, opened):
    store = window.session.store
    legal = add_tag(store, [card_named(window, "Poster at the bus stop")], "legal")
    contract, risk = add_entry(store, Tag, "contract"), add_entry(store, Tag, "risk")
    dialog = opened("tags")
    dialog.rows.choose(contract)
    qtbot.keyClick(dialog.rows, Qt.Key.Key_Right, ALT)
    assert tree(dialog) == [("legal", 0), ("contract", 1), ("risk", 0)]
    dialog.rows.choose(risk)
    qtbot.keyClick(dialog.rows, Qt.Key.Key_Right, ALT)
    qtbot.keyClick(dialog.rows, Qt.Key.Key_Up, ALT)
    assert tree(dialog) == [("legal", 0), ("risk", 1), ("contract", 1)]
    dialog.rows.moved.emit(legal, (risk, None))
    assert "below itself" in dialog.told.text()
    qtbot.keyClick(dialog.rows, Qt.Key.Key_Left, ALT)
    assert tree(dialog) == [("legal", 0), ("contract", 1), ("risk", 0)]
    dialog._fill_colours()
    dialog.colours.actions()[-1].trigger()
    assert store.content.get(Tag, risk).colour is None
    qtbot.keyClicks(dialog.description, "What may go wrong")
    assert store.content.get(Tag, risk).description == "What may go wrong"
    assert dialog.rows.topLevelItem(0).text(1) == "1 card, 1 tag below it"


def test_lists_are_imported_with_a_preview(window, qtbot, tmp_path):
    store = window.session.store
    add_entry(store, Channel, "App")
    out = tmp_path / "lists.csv"
    export(store.snapshot(), Order(out=out, listed="lists"))
    out.write_text(out.read_text("utf-8-sig") + "channels,Shop\r\ntags,legal\r\n", "utf-8")
    window.exchange.import_files([out], "lists")
    dialog = window.commands.dialog
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: bool(dialog.plans))
    assert dialog.summary.text().replace("\u200b", "").startswith("Will make 1 channel, 1 tag: “Shop”, “legal”")
    dialog.accept()
    qtbot.waitUntil(lambda: isinstance(window.commands.dialog, ListsDialog))
    assert names(window, Channel) == ["App", "Shop"]
    window.commands.dialog.reject()
