"""The place Framework: its tabs, one at a time, and the details of the current journey beside them."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QStackedWidget, QWidget

from app.models.changes import ChangeSet
from app.views.framework.journeys import AllJourneys
from app.views.framework.ways import Ways
from app.views.framework.words import tr
from app.views.session import Session
from app.views.switches import switches
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, button, column, label

TREE, BOARD, PORTFOLIO, COMPARE, REGISTERS = "tree", "board", "portfolio", "compare", "registers"
ORCHESTRATION, MESSAGES, DIAGNOSIS = "orchestration", "messages", "diagnosis"

TABS: Final[dict[str, tuple[str, str]]] = {
    TREE: ("app.views.framework.journeys", "JourneysTab"),
    BOARD: ("app.views.framework.board", "BoardTab"),
    PORTFOLIO: ("app.views.framework.portfolio", "PortfolioTab"),
    COMPARE: ("", ""),
    REGISTERS: ("app.views.framework.registers", "RegistersTab"),
    ORCHESTRATION: ("app.views.framework.orchestration", "OrchestrationTab"),
    MESSAGES: ("app.views.framework.messages", "MessagesTab"),
    DIAGNOSIS: ("app.views.framework.diagnosis", "DiagnosisTab"),
}
"""Where each tab is made: a class that takes the `Ways`, and has `home`, `refill`, `current_id` and `mark`.

The comparison stands in place of the whole page, and comes back to the tab that was on show.
"""

_SETTLED: Final = 150
"""Milliseconds after a change until a tab is filled again: typing must not wait for it."""


def tab_words() -> dict[str, str]:
    """Return what each tab is called."""
    return {
        TREE: tr("Tree"),
        BOARD: tr("Board"),
        PORTFOLIO: tr("Portfolio"),
        COMPARE: tr("Compare"),
        REGISTERS: tr("Registers"),
        ORCHESTRATION: tr("Orchestration"),
        MESSAGES: tr("Messages"),
        DIAGNOSIS: tr("Diagnosis"),
    }


class FrameworkPage(QWidget):
    """Follows what is stored while it is in view; each tab is made when it is first shown."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self.ways = Ways(session, theme, self)
        self.shown = TREE
        """The tab on show."""
        self.made: dict[str, Any] = {}
        self._stale: set[str] = set()
        self._details: Any = None
        self._marked = ""
        """The journey on the map when the place was last shown."""
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settle.timeout.connect(self._catch_up)
        self.setObjectName("framework")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.parts = QStackedWidget()
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self.parts, 1)
        rows = column(self._make_header(), spacing=0)
        rows.addLayout(self._row, 1)
        self.setLayout(rows)
        self.ways.tab_asked.connect(self.show_tab)
        self.ways.chosen.connect(self._show_details)
        self.ways.details_asked.connect(self.open_details)
        session.opened.connect(self._begin)
        session.changed.connect(self._follow)

    def _make_header(self) -> QWidget:
        header = QFrame()
        header.setObjectName("panelHeader")
        self._header = QBoxLayout(QBoxLayout.Direction.LeftToRight, header)
        self._header.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row = QHBoxLayout()
        row.setSpacing(GRID // 2)
        self._title = label(tr("Framework"), "title")
        row.addWidget(self._title)
        row.addSpacing(GRID)
        words = {name: word for name, word in tab_words().items() if name in TABS}
        self.tabs = switches(words, self.show_tab, self, keyed=True)
        self.tabs[TREE].setChecked(True)
        for tab in self.tabs.values():
            row.addWidget(tab)
        row.addStretch()
        self._header.addLayout(row)
        self.details = button(tr("Details"), "switch", self._toggle_details)
        self.details.setCheckable(True)
        self.details.setMinimumWidth(9 * GRID)
        self.details.setToolTip(tr("Objective, owner, reviews and the other details of the current journey"))
        self.new = button(tr("Add journey"), clicked=lambda: self.table.add())
        self.export = button(tr("Export…"), clicked=lambda: self.ways.export_asked.emit(self.listed()))
        self.export.setAccessibleName(tr("Export what is on show as a table"))
        self.export.setToolTip(tr("What is on show as a table, for Excel or as CSV"))
        commands = QHBoxLayout()
        commands.setSpacing(GRID)
        commands.addStretch()
        for each in (self.details, self.export, self.new):
            commands.addWidget(each)
        self._header.addLayout(commands)
        self._wide = 2 * GRID + sum(each.sizeHint().width() + GRID for each in (self._title, *self.tabs.values()))
        self._wide += sum(each.sizeHint().width() + GRID for each in (self.details, self.export, self.new)) + 4 * GRID
        return header

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have two lines of buttons where one has no room for them."""
        super().resizeEvent(event)
        narrow = self.width() < self._wide
        self._title.setVisible(not narrow)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._header.direction() != way:
            self._header.setDirection(way)

    # ---- tabs

    def tab(self, name: str) -> Any:
        """Return a tab, made where it is asked for the first time."""
        if name not in self.made:
            module, kind = TABS[name]
            make: Callable[[Ways], QWidget] = getattr(import_module(module), kind)
            made = self.made[name] = make(self.ways)
            self.parts.addWidget(made)
            self._stale.add(name)
        return self.made[name]

    @property
    def table(self) -> AllJourneys:
        """The table of all journeys; the tab Tree is on show then."""
        if self.shown != TREE:
            self.show_tab(TREE)
        table: AllJourneys = self.tab(TREE).table
        return table

    def listed(self) -> str:
        """Return what the tab on show is written as; empty where it is no table."""
        return str(getattr(self.tab(self.shown), "listed", ""))

    def show_tab(self, name: str) -> None:
        """Show a tab as things are stored now, and give it the keys."""
        if name == COMPARE:
            self.tabs[self.shown].setChecked(True)
            self.ways.compare_asked.emit(self.tab(self.shown).current_id() or self._session.journey_id)
            return
        self.shown = name
        self.tabs[name].setChecked(True)
        tab = self.tab(name)
        self._catch_up()
        self.parts.setCurrentWidget(tab)
        self.export.setVisible(bool(self.listed()))
        self._show_details(tab.current_id())
        self.focus_page()

    def focus_page(self) -> None:
        """Give the keys to the tab on show."""
        self.tab(self.shown).home().setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- the details of a journey

    def _toggle_details(self) -> None:
        if self.details.isChecked():
            self.open_details(self.tab(self.shown).current_id())
        elif self._details is not None:
            self._details.hide()

    def open_details(self, journey_id: str) -> None:
        """Show the details of a journey beside the tab, and give them the keys."""
        if self._details is None:
            from app.views.framework.details import Details

            self._details = Details(self._session, self._theme)
            self._details.closed.connect(self._close_details)
            self._details.opened.connect(self.ways.journey_asked)
            self._row.addWidget(self._details)
        self.details.setChecked(True)
        self._details.show()
        self._details.show_journey(journey_id)
        self._details.enter()

    def _close_details(self) -> None:
        self.details.setChecked(False)
        self._details.hide()
        self.focus_page()

    def _show_details(self, journey_id: str) -> None:
        if self._details is not None and self._details.isVisible():
            self._details.show_journey(journey_id)

    # ---- what is stored

    def _begin(self) -> None:
        """Let go of the records of another workspace."""
        self._stale = set(self.made)
        if self._details is not None:
            self._details.show_journey("")
        if self.isVisible():
            self._catch_up()

    def _follow(self, changes: ChangeSet) -> None:
        """Fill again what is in view, soon; the tree at once where journeys changed, whose titles are typed there."""
        self._stale = set(self.made)
        if not self.isVisible():
            return
        if self.shown == TREE and changes.touches("journey"):
            self._catch_up()
        else:
            self._settle.start()

    def _catch_up(self) -> None:
        self._settle.stop()
        if self._session.is_open and self.shown in self._stale:
            self._stale.discard(self.shown)
            self.made[self.shown].refill()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile; another journey on the map is the current one here, too."""
        super().showEvent(event)
        tab = self.tab(self.shown)
        self._catch_up()
        self.parts.setCurrentWidget(tab)
        self.export.setVisible(bool(self.listed()))
        if self._marked != self._session.journey_id:
            self._marked = self._session.journey_id
            tab.mark(self._marked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with a digit shows a tab."""
        number = event.key() - Qt.Key.Key_1
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and 0 <= number < len(TABS):
            self.show_tab(list(TABS)[number])
        else:
            super().keyPressEvent(event)
