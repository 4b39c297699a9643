"""A sheet that drops from a button: it closes by Esc or by a click elsewhere."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QWidget

from app.views.widgets import GRID


class Popup(QFrame):
    """Subclasses fill it."""

    def __init__(self, anchor: QWidget, name: str, width: int) -> None:
        super().__init__(anchor, Qt.WindowType.Popup)
        self._anchor = anchor
        self.setObjectName("popup")
        self.setAccessibleName(name)
        self.setFixedWidth(width)

    def first(self) -> QWidget:
        """Return what has the keys when the sheet opens."""
        return self

    def open(self) -> None:
        """Drop below the button, in the window."""
        self.adjustSize()
        window = self._anchor.window()
        place = self._anchor.mapTo(window, QPoint(0, self._anchor.height() + GRID // 2))
        left = min(max(place.x(), GRID), max(window.width() - self.width() - GRID, GRID))
        self.move(window.mapToGlobal(QPoint(left, place.y())))
        self.show()
        self.first().setFocus(Qt.FocusReason.PopupFocusReason)
