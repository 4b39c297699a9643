"""The place Framework: all journeys of the workspace with what is on each, to be opened from here."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QTreeWidgetItem, QVBoxLayout, QWidget

from app.models.content import stages_of, swimlanes_of, unplaced_cards
from app.models.records import Journey
from app.views.journey_tree import ID, JourneyTree
from app.views.kinds import state_word, status_word
from app.views.session import Session, count_cards
from app.views.widgets import GRID, button, label, wrapped


def tr(text: str) -> str:
    """Translate a text of the page."""
    return QCoreApplication.translate("FrameworkPage", text)


class FrameworkPage(QWidget):
    """A table in the shape of the tree of journeys; a double-click or Enter opens one on the map."""

    opened = Signal(str)
    """The id of the journey to show on the map."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("framework")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.table = _Table(session)
        self.table.setAccessibleName(tr("All journeys"))
        self.table.chosen.connect(self.opened)
        sheet = QFrame()
        sheet.setObjectName("sheet")
        rows = QVBoxLayout(sheet)
        rows.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        rows.setSpacing(GRID)
        top = QHBoxLayout()
        top.addWidget(label(tr("Framework"), "title"))
        top.addStretch()
        top.addWidget(button(tr("Add journey"), clicked=self.table.add))
        rows.addLayout(top)
        rows.addWidget(wrapped(tr("Every journey of this workspace. Double-click one to open its map."), "caption"))
        rows.addWidget(self.table, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        outer.addWidget(sheet)
        session.opened.connect(self._follow)
        session.changed.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        """Count when the page comes into view; the journey on the map is the current one."""
        super().showEvent(event)
        self.table.refill()
        self.table.mark(self._session.journey_id)

    def focus_page(self) -> None:
        """Give the keys to the table."""
        self.table.setFocus()

    def _follow(self) -> None:
        if self.isVisible():
            self.table.refill()


class _Table(JourneyTree):
    """The table itself: Enter and a double-click open."""

    chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        names = [tr("Journey"), tr("State"), tr("Stages"), tr("Personas"), tr("Cards"), tr("Unplaced")]
        self.setHeaderLabels(names)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for number in range(2, 6):
            self.headerItem().setTextAlignment(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setExpandsOnDoubleClick(False)
        self.itemDoubleClicked.connect(self.enter)

    def refill(self) -> None:
        """Show and count the journeys; the current one stays that."""
        current = self.current_id() or self._session.journey_id
        super().refill()
        self.mark(self._session.journey_id)
        self.mark(current)

    def fill_row(self, item: QTreeWidgetItem, journey: Journey) -> None:
        """Tell the state of a journey and what is on its map."""
        content = self._session.content
        counts = (
            len(stages_of(content, journey.id)),
            len(swimlanes_of(content, journey.id)),
            count_cards(content, journey.id),
            len(unplaced_cards(content, journey.id)),
        )
        item.setText(1, f"{state_word(journey.state)} · {status_word(journey.status)}")
        for number, count in enumerate(counts, start=2):
            item.setText(number, str(count))
            item.setTextAlignment(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def enter(self, item: QTreeWidgetItem) -> None:
        """Open the journey."""
        self.chosen.emit(item.data(0, ID))
