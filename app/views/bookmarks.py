"""Bookmarks: added at the focused place, gone to from the menu, the palette and the list where they are kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from app.canvas.describe import describe_place
from app.models.content import journeys_in_tree_order
from app.models.records import Bookmark, Journey
from app.services.bookmarks import add_bookmark, bookmarks_of
from app.views.rail import MAP

if TYPE_CHECKING:
    from app.views.window import MainWindow


def tr(text: str) -> str:
    """Translate a text of the bookmarks."""
    return QCoreApplication.translate("Bookmarks", text)


class Bookmarks:
    """What the window does with bookmarks."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._listed: list[QAction] = []

    def add(self) -> None:
        """Add a bookmark of the focused place, called as what is there, at the zoom on show."""
        session, view = self._window.session, self._window.map_page.view
        if view is None:
            return
        title, step_id, lane_id = describe_place(view)
        shown = " ".join(title.split())
        session.perform(add_bookmark, session.journey_id, shown, step_id, lane_id, zoom=round(view.zoom, 3))

    def go(self, bookmark_id: str) -> None:
        """Show the map of a bookmark, at its place and zoom."""
        session = self._window.session
        bookmark = session.content.find(Bookmark, bookmark_id)
        if bookmark is None:
            return
        session.show_journey(bookmark.journey_id)
        self._window.show_place(MAP)
        step_id, lane_id, zoom = bookmark.step_id, bookmark.lane_id, bookmark.zoom
        self._window.map_page.show_now()
        self._window.map_page.on_view(lambda view: view.come_to(step_id, lane_id, zoom))

    def manage(self) -> None:
        """Open the list of all bookmarks."""
        from app.views.bookmarks_dialog import BookmarksDialog

        dialog = BookmarksDialog(self._window.session, self._window)
        dialog.going.connect(self.go)
        self._window.commands.show_dialog(dialog)

    def fill_menu(self) -> None:
        """List the bookmarks of the journey on show, then those of the others."""
        menu, session = self._window.menus.places, self._window.session
        for action in self._listed:
            menu.removeAction(action)
            action.deleteLater()
        self._listed = []
        content, here = session.content, session.journey_id
        for journey in sorted(journeys_in_tree_order(content), key=lambda journey: journey.id != here):
            listed = bookmarks_of(content, journey.id)
            if listed:
                self._listed.append(menu.addSeparator() if journey.id == here else self._heading(journey))
            for bookmark in listed:
                title = bookmark.title.replace("&", "&&") or tr("Untitled bookmark")
                self._listed.append(menu.addAction(title, partial(self.go, bookmark.id)))

    def _heading(self, journey: Journey) -> QAction:
        return self._window.menus.places.addSection(journey.title or tr("Untitled journey"))
