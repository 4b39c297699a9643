"""The tab Tree: all journeys of the workspace with what is on each, to be opened from here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidgetItem, QVBoxLayout, QWidget

from app.models.content import stages_of, swimlanes_of, unplaced_cards
from app.models.records import Journey
from app.views.framework.ways import Ways
from app.views.framework.words import tr
from app.views.journey_tree import ID, JourneyTree
from app.views.kinds import state_word, status_word
from app.views.session import Session, count_cards
from app.views.widgets import GRID, wrapped


class JourneysTab(QWidget):
    """A table in the shape of the tree of journeys; a double-click or Enter opens one on the map."""

    def __init__(self, ways: Ways) -> None:
        super().__init__()
        self._session = ways.session
        self.table = AllJourneys(ways.session)
        self.table.setAccessibleName(tr("All journeys"))
        self.table.chosen.connect(ways.journey_asked)
        self.table.currentItemChanged.connect(lambda item: ways.chosen.emit(item.data(0, ID) if item else ""))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        rows.setSpacing(GRID)
        said = tr(
            "Every journey of this workspace. Double-click one to open its map; drag one to put it below another."
        )
        rows.addWidget(wrapped(said, "caption"))
        rows.addWidget(self.table, 1)

    def home(self) -> QWidget:
        """Return what has the keys when the tab comes."""
        return self.table

    def current_id(self) -> str:
        """Return the journey that details are shown of."""
        return self.table.current_id()

    def mark(self, journey_id: str) -> None:
        """Make a journey the current one."""
        self.table.mark(journey_id)

    def refill(self) -> None:
        """Show the journeys as they are stored."""
        self.table.refill()


class AllJourneys(JourneyTree):
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
        """Show and count the journeys; the current one stays that, and of one that is gone the place does."""
        current = self.current_id() or self._session.journey_id
        listed = [item.data(0, ID) for item in self.items()]
        super().refill()
        rows = [item.data(0, ID) for item in self.items()]
        if current not in rows and current in listed and rows:
            current = rows[min(listed.index(current), len(rows) - 1)]
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
