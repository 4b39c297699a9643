"""The place Decide: a header with its tabs, and one of them; each is made when it is first shown."""

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from app.jobs import Worker
from app.models.changes import ChangeSet
from app.views.decide.duplicates import OpportunityDuplicates
from app.views.decide.part import Part
from app.views.decide.words import tr
from app.views.session import Session
from app.views.switches import switches
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, column, label

RANKING, LEDGER, SOLUTIONS, ACTIONS = "ranking", "ledger", "solutions", "actions"

_SETTLED: Final = 120
"""Milliseconds after a change until a tab is filled again: typing must not wait for it."""


def _ranking(page: "DecidePage") -> Part:
    from app.views.decide.ranking import RankingPart

    return RankingPart(page)


class Tab(NamedTuple):
    """A tab: its name in code, its word, and what makes it, importing its module only then."""

    name: str
    word: Callable[[], str]
    make: Callable[["DecidePage"], Part]


def _ledger(page: "DecidePage") -> Part:
    from app.views.decide.ledger import LedgerPart

    return LedgerPart(page)


def _solutions(page: "DecidePage") -> Part:
    from app.views.decide.solutions import SolutionsPart

    return SolutionsPart(page)


def _actions(page: "DecidePage") -> Part:
    from app.views.decide.actions import ActionsPart

    return ActionsPart(page)


TABS: Final[tuple[Tab, ...]] = (
    Tab(RANKING, lambda: tr("Ranking"), _ranking),
    Tab(LEDGER, lambda: tr("Ledger"), _ledger),
    Tab(SOLUTIONS, lambda: tr("Solutions"), _solutions),
    Tab(ACTIONS, lambda: tr("Actions"), _actions),
)
"""All tabs from the left: a new one is a line here."""


class DecidePage(QWidget):
    """Follows what is stored while it is in view; tabs ask the window through its signals."""

    map_asked = Signal(str, str)
    """The ids of a journey and of a card to be shown on its map."""
    passage_asked = Signal(str)
    """The id of a highlight whose sentence is to be shown in its source."""
    dialog_asked = Signal(object)
    """A `QDialog` to be opened."""
    command_asked = Signal(str)
    """The name of a command of the window."""
    list_asked = Signal(str)
    """What is to be written as a list: decisions, actions or solutions."""
    noted = Signal(str)
    """What stands at the right of the status line."""

    def __init__(self, session: Session, theme: ThemeKeeper, worker: Worker) -> None:
        super().__init__()
        self.session, self.theme, self.worker = session, theme, worker
        self.shown = TABS[0].name
        """The name of the tab on show."""
        self.made: dict[str, Part] = {}
        self._stale: set[str] = set()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settle.timeout.connect(self.refill)
        self.setObjectName("decide")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.parts, self._tools = QStackedWidget(), QStackedWidget()
        self._no_tools = QWidget()
        self._tools.addWidget(self._no_tools)
        self.duplicates = OpportunityDuplicates(session, theme, worker, self)
        self.duplicates.dialog_asked.connect(self.dialog_asked)
        rows = column(self._make_header(), self.duplicates.strip, spacing=0)
        rows.addWidget(self.parts, 1)
        self.setLayout(rows)
        session.opened.connect(self._begin)
        session.changed.connect(self._follow)

    def _make_header(self) -> QWidget:
        header = QFrame()
        header.setObjectName("panelHeader")
        row = QHBoxLayout(header)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(GRID // 2)
        row.addWidget(label(tr("Decide"), "title"))
        row.addSpacing(2 * GRID)
        self.tabs = switches({tab.name: tab.word() for tab in TABS}, self.show_tab, self, keyed=True)
        self.tabs[self.shown].setChecked(True)
        for each in self.tabs.values():
            row.addWidget(each)
        row.addSpacing(GRID)
        row.addWidget(self._tools, 1)
        return header

    # ---- tabs

    def part(self, name: str) -> Part:
        """Return a tab, made when it is first asked for."""
        if name not in self.made:
            made = self.made[name] = next(tab for tab in TABS if tab.name == name).make(self)
            self.parts.addWidget(made)
            if made.tools is not None:
                self._tools.addWidget(made.tools)
            self._stale.add(name)
        return self.made[name]

    def show_tab(self, name: str) -> None:
        """Show a tab."""
        self.shown = name
        self.tabs[name].setChecked(True)
        self.noted.emit("")
        part = self.part(name)
        self.parts.setCurrentWidget(part)
        self._tools.setCurrentWidget(part.tools or self._no_tools)
        self.refill()
        self.focus_page()

    # ---- what is stored

    def refill(self) -> None:
        """Show what is stored now."""
        self._settle.stop()
        if self.session.is_open:
            part = self.part(self.shown)
            self._stale.discard(self.shown)
            part.refill()
            self.duplicates.follow()

    def _begin(self) -> None:
        """Let go of the records of another workspace."""
        self.duplicates.forget()
        for part in self.made.values():
            part.forget()
        self._stale = set(self.made)
        if self.isVisible():
            self.refill()

    def _follow(self, changes: ChangeSet) -> None:
        self._stale |= {name for name, part in self.made.items() if part.concerns(changes)}
        if self.shown in self._stale and self.isVisible():
            if any(each.after is None for each in changes.changes):
                self.refill()  # what is gone must not be painted meanwhile
            else:
                self._settle.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        if not self.made:
            self.show_tab(self.shown)
        elif self.shown in self._stale:
            self.refill()

    def focus_page(self) -> None:
        """Give the keys to the tab on show."""
        self.part(self.shown).home.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with a digit shows a tab."""
        number = event.key() - Qt.Key.Key_1
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and 0 <= number < len(TABS):
            self.show_tab(TABS[number].name)
        else:
            super().keyPressEvent(event)
