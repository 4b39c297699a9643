"""The map for screen readers: a name, a role, a line on the focused place, and each committed change announced."""

from __future__ import annotations

from functools import cache
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleObject,
    QAccessibleValueChangeEvent,
)
from PySide6.QtWidgets import QWidget

# Qt keeps what the factory returns as long as the view lives; so must Python.
_interfaces: dict[int, AccessibleMap] = {}
_views: dict[int, tuple[Any, QAccessible.Role]] = {}


class AccessibleMap(QAccessibleObject):
    """A map, or a long text, as one control, whose value is the focused place in words: its `focus_text`.

    The parts of a map are in the outline.
    """

    def __init__(self, view: Any, role: QAccessible.Role) -> None:
        super().__init__(view)
        self._view, self._role = view, role

    def role(self) -> QAccessible.Role:
        """Return what it is: a canvas, a document."""
        return self._role

    def text(self, t: QAccessible.Text) -> str:
        """Return its name, how it is used, or the focused place."""
        if t == QAccessible.Text.Name:
            return str(self._view.accessibleName())
        if t in (QAccessible.Text.Description, QAccessible.Text.Help):
            return str(self._view.accessibleDescription())
        return str(self._view.focus_text()) if t == QAccessible.Text.Value else ""

    def state(self) -> QAccessible.State:
        """Return whether it can have and has the keys."""
        state = QAccessible.State()
        state.focusable = 1
        state.focused = int(self._view.hasFocus())
        return state

    def rect(self) -> QRect:
        """Return where it is on the screen."""
        return QRect(self._view.mapToGlobal(QPoint(0, 0)), self._view.size())

    def parent(self) -> QAccessibleInterface:
        """Return what it is in."""
        return QAccessible.queryAccessibleInterface(self._view.parentWidget() or self._view.window())

    def childCount(self) -> int:
        """Return that it has no parts of its own."""
        return 0

    def child(self, index: int) -> QAccessibleInterface:
        """Return none: it has no parts."""
        return None  # type: ignore[return-value]

    def indexOfChild(self, arg__1: QAccessibleInterface) -> int:
        """Return that this is none of its parts."""
        return -1


def make_accessible(view: Any, role: QAccessible.Role = QAccessible.Role.Canvas) -> None:
    """Have Qt describe a view that has a `focus_text` to screen readers."""
    _install()
    number = id(view)
    _views[number] = view, role
    view.destroyed.connect(lambda: (_views.pop(number, None), _interfaces.pop(number, None)))


@cache
def _install() -> None:
    """Have Qt ask us; once, since it keeps every factory that it is given."""
    QAccessible.installFactory(_interface_of)


def _interface_of(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    known = _views.get(id(thing))
    return _interfaces.setdefault(id(thing), AccessibleMap(*known)) if known is not None else None


def announce(view: QObject, text: str) -> None:
    """Let a screen reader say what was done."""
    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, text))


def tell_focus(view: QWidget, text: str) -> None:
    """Let a screen reader say what is focused now; silent while another part, like the outline, has the keys."""
    if QAccessible.isActive() and view.hasFocus():
        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(view, text))
