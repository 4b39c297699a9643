"""The one application object of Qt."""

import sys

from PySide6.QtWidgets import QApplication


def make_application() -> QApplication:
    """Make the application; needs a display."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Clew")
    application.setDesktopFileName("clew")
    return application
