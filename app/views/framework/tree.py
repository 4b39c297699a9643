"""The tree of journeys at the left: the current one is on show."""

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidgetItem, QWidget

from app.models.changes import ChangeSet
from app.models.records import Journey
from app.views.journey_tree import ID, JourneyTree
from app.views.session import Session, count_cards


def tr(text: str) -> str:
    """Translate a text of the tree."""
    return QCoreApplication.translate("FrameworkTree", text)


class FrameworkTree(JourneyTree):
    """The journeys of the workspace with the number of their cards."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setAccessibleName(tr("Framework: the journeys of this workspace"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.header().setMinimumSectionSize(24)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self.setEditTriggers(self.editTriggers() | QAbstractItemView.EditTrigger.SelectedClicked)
        self.currentItemChanged.connect(self._show_current)
        session.opened.connect(self.refill)
        session.changed.connect(self._follow)
        session.journey_changed.connect(self.mark)

    def _follow(self, changes: ChangeSet) -> None:
        if changes.touches("journey"):
            self.refill()
        elif changes.touches("card"):
            self._count()

    def refill(self) -> None:
        """Show the journeys and count their cards."""
        super().refill()
        self._count()
        self.mark(self._session.journey_id)

    def fill_row(self, item: QTreeWidgetItem, journey: Journey) -> None:
        """Make room for the number of cards."""
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(1, self.palette().placeholderText())

    def _count(self) -> None:
        with QSignalBlocker(self):
            for item in self.items():
                count = count_cards(self._session.content, item.data(0, ID))
                item.setText(1, str(count) if count else "–")
        self.viewport().update()

    def _show_current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self._session.show_journey(item.data(0, ID))

    def height_of_all(self) -> int:
        """Return the height of the open journeys, at least of two, at most of twelve."""
        row = self.sizeHintForRow(0) if self.topLevelItemCount() else 30
        rows = sum(1 for item in self.items() if self._is_in_view(item))
        return min(max(rows, 2), 12) * row + 8

    @staticmethod
    def _is_in_view(item: QTreeWidgetItem) -> bool:
        parent = item.parent()
        while parent is not None:
            if not parent.isExpanded():
                return False
            parent = parent.parent()
        return True
