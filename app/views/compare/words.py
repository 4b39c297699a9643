"""How the comparison of two journeys writes what it shows."""

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Translate a text of the comparison of two journeys."""
    return QCoreApplication.translate("ComparePage", text)
