"""A choice of one journey, as the tabs have it that tell of one journey at a time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.models.content import journeys_in_tree_order
from app.models.records import Journey
from app.views.framework.words import title_of, tr
from app.views.kinds import state_word
from app.views.session import Session
from app.views.widgets import GRID, ChoiceField, OneLine


class JourneyBar(QFrame):
    """The journey that a tab tells of, a line on what there is, and the commands of the tab."""

    chosen = Signal()

    def __init__(self, session: Session, *commands: QWidget) -> None:
        super().__init__()
        self._session = session
        self.journey_id = ""
        self.setObjectName("lens")
        self.choice = ChoiceField(tr("Journey"), [])
        self.choice.setMinimumContentsLength(28)
        self.choice.chosen.connect(self._choose)
        self.said = OneLine("caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID // 2, 2 * GRID, GRID // 2)
        row.setSpacing(GRID)
        row.addWidget(self.choice)
        row.addWidget(self.said, 1)
        for each in commands:
            row.addWidget(each)

    def refill(self) -> Journey | None:
        """Offer the journeys as they are stored and return the one that is chosen: first that on the map."""
        content = self._session.content
        journeys = list(journeys_in_tree_order(content))
        self.choice.offer([(each.id, f"{title_of(each)} · {state_word(each.state)}") for each in journeys])
        if content.find(Journey, self.journey_id) is None:
            self.journey_id = self._session.journey_id
        self.choice.fill(self.journey_id)
        return content.find(Journey, self.journey_id)

    def _choose(self, journey_id: object) -> None:
        self.journey_id = str(journey_id)
        self.chosen.emit()
