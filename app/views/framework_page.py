"""The place Framework: all journeys of the workspace with what is on each, to be opened from here."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.models.content import journeys_of, stages_of, swimlanes_of, unplaced_cards
from app.services.journeys import add_journey
from app.views.kinds import state_word, status_word
from app.views.session import Session, count_cards
from app.views.widgets import GRID, button, label, wrapped

_ID = Qt.ItemDataRole.UserRole


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
        self.table = _Table()
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
        top.addWidget(button(tr("Add journey"), clicked=self._add))
        rows.addLayout(top)
        rows.addWidget(wrapped(tr("Every journey of this workspace. Double-click one to open its map."), "caption"))
        rows.addWidget(self.table, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        outer.addWidget(sheet)
        session.opened.connect(self._follow)
        session.changed.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        """Count when the page comes into view."""
        super().showEvent(event)
        self.refill()

    def _follow(self) -> None:
        if self.isVisible():
            self.refill()

    def refill(self) -> None:
        """Show the journeys as they are stored."""
        current = self.table.current_id() or self._session.journey_id
        self.table.clear()
        self._add_below(None, self.table.invisibleRootItem(), current)
        self.table.expandAll()

    def _add_below(self, parent_id: str | None, parent: QTreeWidgetItem, current: str) -> None:
        content = self._session.content
        for journey in journeys_of(content, parent_id):
            counts = (
                len(stages_of(content, journey.id)),
                len(swimlanes_of(content, journey.id)),
                count_cards(content, journey.id),
                len(unplaced_cards(content, journey.id)),
            )
            state = f"{state_word(journey.state)} · {status_word(journey.status)}"
            words = [journey.title or tr("Untitled journey"), state, *map(str, counts)]
            item = QTreeWidgetItem(parent, words)
            item.setData(0, _ID, journey.id)
            for number in range(2, 6):
                item.setTextAlignment(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._add_below(journey.id, item, current)
            if journey.id == current:
                self.table.setCurrentItem(item)

    def _add(self) -> None:
        journey_id = self._session.perform(add_journey, tr("Untitled journey"))
        if journey_id is not None:
            self.opened.emit(journey_id)


class _Table(QTreeWidget):
    """The table itself: Enter opens too."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        names = [tr("Journey"), tr("State"), tr("Stages"), tr("Personas"), tr("Cards"), tr("Unplaced")]
        self.setHeaderLabels(names)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for number in range(2, 6):
            self.headerItem().setTextAlignment(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setExpandsOnDoubleClick(False)
        self.itemDoubleClicked.connect(lambda item: self.chosen.emit(item.data(0, _ID)))

    def current_id(self) -> str:
        """Return the id of the current journey, or an empty text."""
        item = self.currentItem()
        return str(item.data(0, _ID)) if item is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the journey."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.chosen.emit(self.current_id())
        else:
            super().keyPressEvent(event)
