"""The map for screen readers: a name, a role, a line on the focused place, and each committed change announced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleValueChangeEvent,
)

if TYPE_CHECKING:
    from app.canvas.view import MapView


def announce(view: MapView, text: str) -> None:
    """Let a screen reader say what was done."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, text))


def tell_focus(view: MapView, text: str) -> None:
    """Let a screen reader say what is focused now."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(view, text))
