"""What lies below the map: one panel at a time, each made when it is first shown."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSplitter, QWidget

from app.models.changes import ChangeSet
from app.views.icons import icon
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ToolButton

OPPORTUNITIES, FINDINGS, VOTES, HISTORY = "opportunities", "findings", "votes", "history"
PANELS: Final = (OPPORTUNITIES, FINDINGS, VOTES, HISTORY)
"""The panels below the map, each with a command of its name."""


class Panel(QFrame):
    """One of them, with a button that hides it. Hidden, it reads nothing; it catches up when it comes.

    `kinds` are the records that it tells of, all where none is named; it follows a change when nothing more has
    changed for `settled` milliseconds, or at once.
    """

    closed = Signal()

    def __init__(
        self,
        session: Session,
        theme: ThemeKeeper,
        name: str,
        hide: str,
        *,
        kinds: tuple[str, ...] = (),
        settled: int = 0,
    ) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._kinds = kinds
        self._stale = True
        self._settle = QTimer(self, singleShot=True, interval=settled)
        self._settle.timeout.connect(self.refill)
        self.setObjectName("panel")
        self.setAccessibleName(name)
        self._close = ToolButton()
        self._close.setAccessibleName(hide)
        self._close.setToolTip(hide)
        self._close.setIconSize(QSize(16, 16))
        self._close.clicked.connect(self.closed)
        session.opened.connect(self._forget)
        session.changed.connect(self._follow)
        theme.changed.connect(self._dress)

    @property
    def home(self) -> QWidget:
        """What has the keys when the panel comes."""
        raise NotImplementedError

    def refill(self) -> None:
        """Show what is stored now."""
        self._stale = False
        self._settle.stop()

    def _forget(self) -> None:
        """Let go of the records of another workspace or journey."""
        self._stale = True
        if self.isVisible():
            self.refill()

    def _follow(self, changes: ChangeSet) -> None:
        if not self._kinds or changes.touches(*self._kinds):
            self._stale = True
            if self.isVisible() and self._settle.interval():
                self._settle.start()
            elif self.isVisible():
                self.refill()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self.refill()

    def _dress(self) -> None:
        self._close.setIcon(icon("down", self._theme.colour("muted"), 16))


class HeaderOfTwo(QWidget):
    """The header of a panel: two groups beside each other, below each other where it is less than `wide` pixels wide.

    The close button stays in its corner; of the groups, those that stretch take the room that is left.
    """

    def __init__(
        self, first: QHBoxLayout, second: QHBoxLayout, close: QWidget, wide: int, stretch: tuple[int, int]
    ) -> None:
        super().__init__()
        self._wide = wide
        self.setObjectName("panelHeader")
        self._groups = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._groups.addLayout(first, stretch[0])
        self._groups.addLayout(second, stretch[1])
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        row.addLayout(self._groups, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        for part in (first, second, self._groups, row):
            part.setSpacing(GRID)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the groups stand in two lines where one has too little room."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        self._groups.setDirection(way.LeftToRight if self.width() >= self._wide else way.TopToBottom)


class Panels(QSplitter):
    """The map, and below it one of the panels or none."""

    changed = Signal(str)
    """Another panel is on show, or none."""

    def __init__(self, above: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.makers: dict[str, Callable[[], Panel]] = {}
        """What makes each panel; the window enters them."""
        self.made: dict[str, Panel] = {}
        self.shown = ""
        self.setHandleWidth(1)
        self.addWidget(above)

    def show_panel(self, name: str) -> None:
        """Show one of the panels, or none for an empty name."""
        if name and name not in self.made:
            self.made[name] = self._make(name)
        for each, panel in self.made.items():
            panel.setVisible(each == name)
        self.shown = name
        self.changed.emit(name)

    def _make(self, name: str) -> Panel:
        height = self.height()
        panel = self.makers[name]()
        panel.closed.connect(lambda: self.show_panel(""))
        self.addWidget(panel)
        self.setStretchFactor(0, 1)
        self.setCollapsible(self.count() - 1, False)
        self.setSizes([height - height // 3, *([height // 3] * len(self.made)), height // 3])
        return panel
