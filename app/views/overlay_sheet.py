"""A sheet that lies over the window until Esc, or a click or the focus elsewhere, closes it."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid


class OverlaySheet(QFrame):
    """Subclasses fill it, say where it lies, and what has the focus first."""

    def __init__(self, window: QWidget, name: str) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("overlay")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._focus_before: list[QWidget] = []
        """What had the focus, and what that is in, from the inside out."""
        self.hide()

    def place(self) -> QRect:
        """Return where the sheet lies in its window."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """Return what has the focus when the sheet opens."""
        return self

    def toggle(self) -> None:
        """Show the sheet, or close it."""
        if not self.isHidden():
            self.close_sheet()
            return
        self._focus_before = _with_parents(self.window().focusWidget())
        self.setGeometry(self.place())
        self.show()
        self.raise_()
        self.first().setFocus()
        if application := QApplication.instance():
            application.installEventFilter(self)

    def close_sheet(self) -> None:
        """Hide the sheet and give the focus back."""
        self.hide()
        still = (each for each in self._focus_before if isValid(each))  # a field in a table goes when it loses the keys
        for widget in still:
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                widget.setFocus()
                return

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no longer for clicks elsewhere."""
        if application := QApplication.instance():
            application.removeEventFilter(self)
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep its place when the window changes its size; close when the focus or a click goes elsewhere."""
        if event.type() not in (QEvent.Type.Resize, QEvent.Type.FocusIn, QEvent.Type.MouseButtonPress):
            return False
        if self.isHidden() or not isinstance(watched, QWidget):
            return False
        if event.type() == QEvent.Type.Resize:
            if watched is self._window:
                self.setGeometry(self.place())
        elif watched is not self and not self.isAncestorOf(watched):
            self.hide()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks on the sheet from what lies below."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the sheet."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            super().keyPressEvent(event)


def _with_parents(widget: QWidget | None) -> list[QWidget]:
    """Return a widget and all that it is in, from the inside out."""
    found = []
    while widget is not None:
        found.append(widget)
        widget = widget.parentWidget()
    return found
