"""The tab Registers: stakeholders and what they ask, tools and who uses them, where journeys cross departments."""

from functools import cached_property
from typing import Any, Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from app.views.framework.ways import Ways
from app.views.framework.words import tr
from app.views.switches import switches
from app.views.widgets import GRID, OneLine, column

STAKEHOLDERS, TOOLS, SILOS = "stakeholders", "tools", "silos"
PARTS: Final = (STAKEHOLDERS, TOOLS, SILOS)


class RegistersTab(QWidget):
    """One register at a time; each is made when it is first shown."""

    def __init__(self, ways: Ways) -> None:
        super().__init__()
        self._ways = ways
        self.shown = STAKEHOLDERS
        self._stale = set(PARTS)
        self.parts = QStackedWidget()
        bar = QFrame()
        bar.setObjectName("lens")
        row = QHBoxLayout(bar)
        row.setContentsMargins(2 * GRID, GRID // 2, 2 * GRID, GRID // 2)
        row.setSpacing(GRID)
        words = {STAKEHOLDERS: tr("Stakeholders"), TOOLS: tr("Tools"), SILOS: tr("Silos")}
        self.switches = switches(words, self.show_part, self, name=tr("Register"))
        for each in self.switches.values():
            row.addWidget(each)
        self.said = OneLine("caption")
        row.addWidget(self.said, 1)
        self.switches[STAKEHOLDERS].setChecked(True)
        rows = column(bar, spacing=0)
        rows.addWidget(self.parts, 1)
        self.setLayout(rows)

    @cached_property
    def stakeholders(self) -> Any:
        """Who has a stake."""
        from app.views.framework.stakeholders import Stakeholders

        return self._added(Stakeholders(self._ways))

    @cached_property
    def tools(self) -> Any:
        """Who uses which tool."""
        from app.views.framework.tools import Tools

        return self._added(Tools(self._ways))

    @cached_property
    def silos(self) -> Any:
        """Where journeys cross departments."""
        from app.views.framework.silos import SilosPart

        return self._added(SilosPart(self._ways))

    @property
    def listed(self) -> str:
        """What is on show is written as the list of that name."""
        return self.shown

    def _added(self, part: QWidget) -> QWidget:
        self.parts.addWidget(part)
        return part

    def show_part(self, name: str) -> None:
        """Show a register as it is stored."""
        self.shown = name
        self.switches[name].setChecked(True)
        self._catch_up()
        self.parts.setCurrentWidget(getattr(self, name))
        self.home().setFocus()

    def _catch_up(self) -> None:
        part = getattr(self, self.shown)
        if self.shown in self._stale:
            self._stale.discard(self.shown)
            part.refill()
        self.said.setText(part.said())

    def home(self) -> QWidget:
        """Return what has the keys when the tab comes."""
        home: QWidget = getattr(self, self.shown).home()
        return home

    def current_id(self) -> str:
        """Return none: registers are of all journeys."""
        return ""

    def mark(self, journey_id: str) -> None:
        """Leave all as it is: this is about all journeys."""

    def refill(self) -> None:
        """Show the register as it is stored."""
        self._stale = set(PARTS)
        self._catch_up()
        self.parts.setCurrentWidget(getattr(self, self.shown))
