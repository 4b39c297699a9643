"""The details of a journey beside the tabs of the framework."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.models.records import Journey
from app.views.framework.form import FrameworkForm
from app.views.framework.words import tr
from app.views.icons import icon
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ToolButton, column, label, scrolling, wrapped


class Details(QFrame):
    """Objective, scope, owner, department, reviews and the rest of one journey; Esc goes back to the tab."""

    closed = Signal()
    opened = Signal(str)
    """The id of the journey whose map is to be opened."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._journey_id = ""
        self.setObjectName("inspector")
        self.setAccessibleName(tr("Details of the journey"))
        self.setFixedWidth(38 * GRID)
        self.form = FrameworkForm(session, theme)
        self.form.opened.connect(self.opened)
        self._empty = wrapped(tr("Choose a journey to see its details here."), "caption")
        self._close = ToolButton()
        self._close.setAccessibleName(tr("Close the details"))
        self._close.setToolTip(tr("Close the details (Esc)"))
        self._close.setIconSize(QSize(16, 16))
        self._close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.setContentsMargins(2 * GRID, GRID, GRID, 0)
        top.addWidget(label(tr("DETAILS"), "heading"))
        top.addStretch()
        top.addWidget(self._close)
        inner = QWidget()
        inner.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # never wider than the column
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        rows.addWidget(self.form)
        rows.addWidget(self._empty)
        rows.addStretch()
        outer = column(spacing=0)
        outer.addLayout(top)
        outer.addWidget(scrolling(inner), 1)
        self.setLayout(outer)
        session.changed.connect(lambda _: self.show_journey(self._journey_id))
        theme.changed.connect(self._colour)
        self._colour()

    def show_journey(self, journey_id: str) -> None:
        """Show another journey, or none."""
        there = self._session.content.find(Journey, journey_id) is not None
        self._journey_id = journey_id if there else ""
        self.form.setVisible(there)
        self._empty.setVisible(not there)
        if there and self.isVisible():
            self.form.show_records([journey_id])

    def enter(self) -> None:
        """Give the keys to the first field."""
        (self.form.title if self._journey_id else self._close).setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the tab."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _colour(self) -> None:
        self._close.setIcon(icon("close", self._theme.colour("muted"), 16))
