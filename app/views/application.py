"""The one application object of Qt."""

from PySide6.QtWidgets import QApplication


def make_application() -> QApplication:
    """Make the application; needs a display."""
    application = QApplication(["clew"])  # desktops group windows by this name
    application.setApplicationName("Clew")
    application.setDesktopFileName("clew")
    return application
