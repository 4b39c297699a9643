"""The column at the left of the map: framework, palette, unplaced cards."""

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.models.content import unplaced_cards
from app.views.framework.tree import FrameworkTree
from app.views.icons import icon
from app.views.palette import Palette
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.tray import Tray
from app.views.widgets import GRID, ToolButton, column, label, scrolling


def tr(text: str) -> str:
    """Translate a text of the column."""
    return QCoreApplication.translate("LeftPanel", text)


class LeftPanel(QFrame):
    """Framework, palette and tray below each other, scrolling together where the window is low."""

    picked = Signal(str)
    """The kind that the user clicked in the palette."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self.setObjectName("left")
        self.setMinimumWidth(176)
        self.tree = FrameworkTree(session)
        self.palette_rows = Palette(theme, session.keys)
        self.palette_rows.picked.connect(self.picked)
        self.tray = Tray(session, theme)
        self._unplaced = label("", "heading")
        self._add = ToolButton()
        self._add.setAccessibleName(tr("Add journey"))
        self._add.setToolTip(tr("Add journey"))
        self._add.setIconSize(QSize(16, 16))
        self._add.clicked.connect(lambda: self.tree.add())
        self._lay_out()
        session.opened.connect(self._fit)
        session.changed.connect(self._fit)
        session.journey_changed.connect(self._fit)
        theme.changed.connect(self._colour)
        self._colour()
        self._fit()

    def _lay_out(self) -> None:
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(GRID, 2 * GRID, GRID, GRID)
        rows.setSpacing(GRID // 2)
        rows.addLayout(self._heading(label(tr("FRAMEWORK"), "heading"), self._add))
        rows.addWidget(self.tree)
        rows.addSpacing(GRID)
        rows.addLayout(self._heading(label(tr("ADD TO THE MAP"), "heading")))
        rows.addWidget(self.palette_rows)
        rows.addSpacing(GRID)
        rows.addLayout(self._heading(self._unplaced))
        rows.addWidget(self.tray)
        rows.addStretch(1)
        for part in (self.tree, self.tray):
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setLayout(column(scrolling(inner)))

    def _heading(self, text: QLabel, *tools: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(GRID, 0, 0, 0)
        row.addWidget(text)
        row.addStretch()
        for tool in tools:
            row.addWidget(tool)
        return row

    def has_tray_at(self, place: QPoint) -> bool:
        """Return whether cards that are let go at a place of the screen are for the tray: it or the room below."""
        return self.rect().contains(self.mapFromGlobal(place)) and self._unplaced.mapFromGlobal(place).y() >= 0

    def _fit(self) -> None:
        count = len(unplaced_cards(self._session.content, self._session.journey_id))
        self._unplaced.setText(tr("UNPLACED ({count})").format(count=count))
        self.tree.setFixedHeight(self.tree.height_of_all())
        self.tray.make_room(count)

    def _colour(self) -> None:
        self._add.setIcon(icon("plus", self._theme.colour("muted"), 16))
