"""A panel at the side of the window that can be closed, with a title bar of our own."""

from PySide6.QtWidgets import QDockWidget, QFrame, QHBoxLayout, QWidget

from app.views.icons import icon
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ToolButton, label


class SideDock(QDockWidget):
    """Subclasses set its widget; the bar of the style would have buttons too small to be seen."""

    def __init__(self, name: str, title: str, close: str, theme: ThemeKeeper, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setObjectName(name)
        self._theme = theme
        self._close = ToolButton()
        self._close.setAccessibleName(close)
        self._close.clicked.connect(self.hide)
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        bar = QFrame()
        bar.setObjectName("dock_title")
        row = QHBoxLayout(bar)
        row.setContentsMargins(GRID, GRID // 2, GRID // 2, GRID // 2)
        row.addWidget(label(title, "strong"), 1)
        row.addWidget(self._close)
        self.setTitleBarWidget(bar)
        theme.changed.connect(self._colour)
        self._colour()

    def _colour(self) -> None:
        self._close.setIcon(icon("close", self._theme.colour("muted"), 16))
