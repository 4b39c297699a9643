"""What lies below the map: one panel at a time, each made when it is first shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

if TYPE_CHECKING:
    from app.views.findings_panel import FindingsPanel
    from app.views.history.panel import HistoryPanel
    from app.views.opportunity_panel import OpportunityPanel
    from app.views.workshop.votes_panel import VotesPanel

    Panel = OpportunityPanel | FindingsPanel | VotesPanel | HistoryPanel

OPPORTUNITIES, FINDINGS, VOTES, HISTORY = "opportunities", "findings", "votes", "history"
PANELS: Final = (OPPORTUNITIES, FINDINGS, VOTES, HISTORY)
"""The panels below the map, each with a command of its name."""


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

    def _make(self, name: str) -> "Panel":
        height = self.height()
        panel = self.makers[name]()
        panel.closed.connect(lambda: self.show_panel(""))
        self.addWidget(panel)
        self.setStretchFactor(0, 1)
        self.setCollapsible(self.count() - 1, False)
        self.setSizes([height - height // 3, *([height // 3] * len(self.made)), height // 3])
        return panel
