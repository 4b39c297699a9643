"""Bookmarks in the window: added where one is, gone to from menu, palette and list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.canvas.selection import Header, focus_on
from app.layout.sheet import Focus
from app.models.records import Bookmark, Card
from app.services import journeys
from app.services.bookmarks import add_bookmark, bookmarks_of
from app.views.bookmarks_dialog import BookmarksDialog

Key = Qt.Key


def titles(window) -> list[str]:
    return [each.title for each in bookmarks_of(window.session.content, window.session.journey_id)]


@pytest.fixture
def card(window):
    """The pain on the map."""
    return next(each for each in window.session.content.ordered(Card) if each.title == "Card refused, seat lost")


@pytest.fixture
def bookmarked(window, card):
    """A bookmark of the cell of the pain at 200 %."""
    view = window.map_page.view
    view.zoom_to(2.0)
    view.go_to(focus_on(view.layout_, card.id))
    window.commands.run("add_bookmark")
    view.zoom_to(0.5)
    view.go_to(view.layout_.first_focus())
    return bookmarks_of(window.session.content, window.session.journey_id)[0]


def test_a_bookmark_is_called_as_what_is_there(window, bookmarked, card):
    assert bookmarked.title == card.title
    assert (bookmarked.step_id, bookmarked.lane_id, bookmarked.zoom) == (card.step_id, card.lane_id, 2.0)
    view = window.map_page.view
    view.go_to(Focus(card.lane_id, view.layout_.columns[0].step_id))
    window.commands.run("add_bookmark")
    view.go_to(Header("stage", view.layout_.stages[1].stage_id))
    window.commands.run("add_bookmark")
    view.go_to(Header("lane", card.lane_id))
    window.commands.run("add_bookmark")
    assert titles(window)[1:] == [
        "Awareness, Maya, Pains and gains",
        "Stage: Consideration",
        "Lane: Pains and gains",
    ]
    window.commands.run("undo")
    assert len(titles(window)) == 3


def test_going_there_scrolls_zooms_and_focuses(window, bookmarked, card):
    view = window.map_page.view
    window.bookmarks.go(bookmarked.id)
    assert view.zoom == 2.0
    assert view.selection.spot == Focus(card.lane_id, card.step_id, card.id)
    assert view.seen().contains(*view.layout_.cards[card.id].box[:2])


def test_the_menu_lists_bookmarks_of_this_journey_first(window, bookmarked):
    session = window.session
    other = journeys.add_journey(session.store, "Coming home")
    add_bookmark(session.store, other, "At the door")
    menu = window.menus.places
    for _ in range(2):  # filling twice lists nothing twice
        menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[-3:] == ["Card refused, seat lost", "Coming home", "At the door"]
    menu.actions()[-1].trigger()
    assert session.journey_id == other


def test_the_palette_knows_bookmarks(window, bookmarked, qtbot):
    window.commands.run("palette")
    palette = window.palette_sheet
    qtbot.keyClicks(palette.field, "seat lost")
    palette.finish()
    kinds = [name.kind for name in palette.listed.names[:2]]
    assert kinds == ["bookmark", "card"]
    assert palette.choices.where(palette.listed.names[0]) == "Bookmark · Buying a ticket"
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert window.map_page.view.zoom == 2.0


def test_the_list_renames_moves_deletes_and_goes(window, bookmarked, qtbot):
    store, journey = window.session.store, window.session.journey_id
    second = add_bookmark(store, journey, "Second")
    window.commands.run("bookmarks")
    dialog = window.commands.dialog
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.mark(second)
    assert not dialog.buttons["down"].isEnabled()
    dialog.buttons["up"].click()
    assert titles(window) == ["Second", "Card refused, seat lost"]
    assert dialog.bookmark_id == second
    qtbot.keyClick(dialog.rows, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(window) == ["Card refused, seat lost", "Second"]
    dialog.rows.editItem(dialog.rows.currentItem(), 0)
    editor = dialog.rows.findChild(QLineEdit)
    editor.setText("At the end")
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: titles(window)[1] == "At the end")
    qtbot.keyClick(dialog.rows, Key.Key_Delete)
    assert titles(window) == ["Card refused, seat lost"]
    qtbot.keyClick(dialog.rows, Key.Key_Return)
    assert window.map_page.view.zoom == 2.0


def test_without_bookmarks_the_list_says_how_to_add_one(window, qtbot):
    dialog = BookmarksDialog(window.session, window)
    qtbot.addWidget(dialog)
    assert "Ctrl+B" in dialog.empty.text()
    assert not any(each.isEnabled() for each in dialog.buttons.values())


def test_a_bookmark_whose_lane_and_step_are_gone_leads_to_the_beginning(window):
    session = window.session
    made = add_bookmark(session.store, session.journey_id, "Nowhere", zoom=1.5)
    window.bookmarks.go(made)
    assert window.map_page.view.zoom == 1.5
    assert session.content.find(Bookmark, made) is not None
