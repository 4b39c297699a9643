"""How the place Decide writes what it shows."""

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Translate a text of the place."""
    return QCoreApplication.translate("Decide", text)
