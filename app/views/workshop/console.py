"""The facilitator's console: agenda, time, prompts, private notes, what the room sees, cards that wait."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.content import unplaced_cards
from app.views.dock import SideDock
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.tray import Tray
from app.views.widgets import GRID, label, scrolling
from app.views.workshop.agenda_part import AgendaPart
from app.views.workshop.room_part import RoomPart
from app.views.workshop.running import Running

WIDTH = 336
"""How wide the console opens, in pixels."""


def tr(text: str) -> str:
    """Translate a text of the console."""
    return QCoreApplication.translate("Console", text)


class Console(SideDock):
    """All that is for the facilitator's eyes, in a dock of the window."""

    def __init__(self, session: Session, theme: ThemeKeeper, running: Running, room: RoomPart, parent: QWidget) -> None:
        super().__init__("console_dock", tr("Workshop"), tr("Close the workshop console"), theme, parent)
        self._session = session
        self.agenda = AgendaPart(session, running)
        self.room = room
        self.tray = Tray(session, theme)
        self.tray.setAccessibleName(tr("Unplaced cards of the workshop"))
        self.tray.refill()
        self._unplaced = label("", "heading")
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        rows.setSpacing(GRID // 2)
        for part in (room, self.agenda):
            rows.addWidget(part)
            rows.addSpacing(2 * GRID)
        rows.addWidget(self._unplaced)
        rows.addWidget(self.tray)
        rows.addStretch(1)
        self.setWidget(scrolling(inner))
        self.setMinimumWidth(288)
        for signal in (session.opened, session.changed, session.journey_changed):
            signal.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        count = len(unplaced_cards(self._session.content, self._session.journey_id))
        self._unplaced.setText(tr("UNPLACED ({count})").format(count=count))
        self.tray.make_room(count)

    def focus_console(self) -> None:
        """Give the keys to what is likely wanted first."""
        self.agenda.first().setFocus()
