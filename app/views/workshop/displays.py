"""Which displays there are, and which of them is for the room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_FULL = Qt.WindowState.WindowFullScreen


def room_display(window: QWidget) -> QScreen | None:
    """Return a display that shows something else than the one a window is on; none where all show the same."""
    here = window.screen().geometry()
    return next((each for each in QGuiApplication.screens() if not each.geometry().intersects(here)), None)


def fill_display(window: QWidget, display: QScreen) -> None:
    """Show a window over the whole of a display.

    Its place is set first: without a window manager, full screen is but a word.
    """
    window.setWindowState(window.windowState() & ~_FULL)
    window.setScreen(display)
    window.setGeometry(display.geometry())
    window.setWindowState(window.windowState() | _FULL)
    window.setVisible(True)
