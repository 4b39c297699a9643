"""Which displays there are, and which of them is for the room."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_FULL = Qt.WindowState.WindowFullScreen


def display_of(window: QWidget) -> QScreen:
    """Return the display that a window is on.

    Where windows know their place (not under Wayland) that tells: Qt takes a window for one of the primary display when
    its own was unplugged, and for long after that is back.
    """
    knows = not QGuiApplication.platformName().startswith("wayland")
    return (QGuiApplication.screenAt(window.geometry().center()) if knows else None) or window.screen()


def room_display(window: QWidget) -> QScreen | None:
    """Return a display that shows something else than the one a window is on; none where all show the same."""
    here = display_of(window).geometry()
    return next((each for each in QGuiApplication.screens() if not each.geometry().intersects(here)), None)


def on_a_display(place: QRect, window: QWidget) -> QRect:
    """Return a place for a window, or one as large on the display that it is on where that place is on none now."""
    if any(each.geometry().intersects(place) for each in QGuiApplication.screens()):
        return place
    moved = QRect(place)
    moved.moveCenter(display_of(window).availableGeometry().center())
    return moved


def fill_display(window: QWidget, display: QScreen) -> None:
    """Show a window over the whole of a display.

    Its place is set first: without a window manager, full screen is but a word.
    """
    window.setWindowState(window.windowState() & ~_FULL)
    window.setScreen(display)
    window.setGeometry(display.geometry())
    window.setWindowState(window.windowState() | _FULL)
    window.setVisible(True)
