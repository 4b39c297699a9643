"""The one application object of Qt."""

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from app.views.mark import icon


class Application(QApplication):
    """The application; it tells of files that the system asks it to open, which macOS does by an event."""

    file_asked_for = Signal(Path)

    def event(self, event: QEvent) -> bool:
        """Take the wish to open a file; leave everything else to Qt."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_asked_for.emit(Path(event.file()))
            return True
        return super().event(event)


def make_application() -> Application:
    """Make the application; needs a display."""
    application = Application(["clew"])  # desktops group windows by this name
    application.setApplicationName("Clew")
    application.setDesktopFileName("clew")
    application.setWindowIcon(icon())
    return application
