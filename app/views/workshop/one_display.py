"""Presenting with one display: the window is full of the map, and afterwards as it was before."""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

from app.views.rail import MAP
from app.views.workshop.displays import display_of, fill_display, on_a_display

if TYPE_CHECKING:
    from app.views.window import MainWindow
    from app.views.workshop.audience import RoomView

KEPT_COMMANDS = ("present", "present_by_persona", "audience_window", "show_timer", "undo", "redo", "capture")
"""The commands whose keys still work: those of a hidden menu bar do not."""

_SETTLES = 1_000
"""Milliseconds within which a window manager gives the window its size back."""


class OneDisplay(QObject):
    """A window without its chrome, from when it is made until `give_back`."""

    def __init__(self, window: "MainWindow", room: "RoomView") -> None:
        super().__init__(window)
        self._window, self.room = window, room
        self._place = window.rail.place
        self._focus = QApplication.focusWidget()
        self._past = window.history.past_step if window.map_page.stand_in is not None else 0
        self._file = window.session.store if self._past else None
        self._state, self._size = window.windowState(), window.size()
        self._geometry = window.normalGeometry() if window.isMaximized() else window.geometry()
        docks = [each for each in window.findChildren(QDockWidget) if not each.isHidden()]
        self._widths = [(each, each.width()) for each in docks if not each.isFloating()]
        bars: list[QWidget] = [window.menuBar(), window.header_bar, window.rail, window.statusBar()]
        self._hidden = [each for each in (*bars, *docks) if not each.isHidden()]
        if self._place != MAP:
            window.show_place(MAP)
        self._view = window.map_page.view
        self._scrolled = (0, 0)
        if self._view is not None:
            self._scrolled = self._view.horizontalScrollBar().value(), self._view.verticalScrollBar().value()
        room.setFocus()
        window.map_page.set_presenting(room)
        room.setFocus()
        for each in self._hidden:
            each.hide()
        self._actions = [window.menus.actions[name] for name in KEPT_COMMANDS if name in window.menus.actions]
        window.addActions(self._actions)
        self.fill()

    def fill(self) -> None:
        """Be as large as the display is now."""
        display = display_of(self._window)
        if not self._window.isFullScreen() or self._window.geometry() != display.geometry():
            fill_display(self._window, display)

    def give_back(self) -> None:
        """Show everything again as it was: chrome, place, size, scroll, focus."""
        window = self._window
        for action in self._actions:
            window.removeAction(action)
        window.setWindowState(self._state & ~Qt.WindowState.WindowMaximized)
        window.setGeometry(on_a_display(self._geometry, window))
        window.setWindowState(self._state)
        for each in self._hidden:
            each.show()
        window.map_page.set_presenting(None)
        if self._past and window.session.is_open and window.session.store is self._file:
            window.history.show_step(self._past)
        if self._widths:
            docks, widths = zip(*self._widths, strict=True)
            window.resizeDocks(list(docks), list(widths), Qt.Orientation.Horizontal)
        if self._place != MAP:
            window.show_place(self._place)
        if self._focus is not None and shiboken6.isValid(self._focus):  # a form may have gone with its card
            self._focus.setFocus()
        self.room.hide()
        self.room.deleteLater()
        self._scroll()
        window.installEventFilter(self)
        QTimer.singleShot(_SETTLES, self, self.deleteLater)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll the map to where it was, once the window manager has made room for that."""
        if event.type() == QEvent.Type.Resize and self._window.size() == self._size:
            QTimer.singleShot(0, self, self._scroll)
        return False

    def _scroll(self) -> None:
        if self._view is not None and self._view is self._window.map_page.view:
            self._view.horizontalScrollBar().setValue(self._scrolled[0])
            self._view.verticalScrollBar().setValue(self._scrolled[1])
