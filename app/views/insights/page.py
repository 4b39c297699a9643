"""The place Insights: the library, the board of themes and the analysis, one at a time."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from app.jobs import Worker
from app.models.changes import ChangeSet
from app.views.insights.library import Library
from app.views.insights.place_dialog import PlaceDialog
from app.views.insights.words import tr
from app.views.session import Session
from app.views.switches import switches
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, button, column, label

if TYPE_CHECKING:
    from app.views.insights.analysis import Analysis
    from app.views.insights.board import Board
    from app.views.insights.duplicates import InsightDuplicates

LIBRARY, THEMES, ANALYSIS = "library", "themes", "analysis"
VIEWS: Final = (LIBRARY, THEMES, ANALYSIS)

_KINDS: Final = (
    "insight",
    "theme",
    "highlight",
    "participant",
    "source",
    "card",
    "journey",
    "stage",
    "step",
    "lane",
    "swimlane",
    "persona",
    "tag",
    "evidence_verdict",
    "insight_highlight",
    "insight_persona",
    "insight_step",
    "insight_tag",
    "highlight_tag",
    "card_insight",
    "card_highlight",
)
"""The records that the place tells of."""

_SETTLED: Final = 150
"""Milliseconds after a change until lists are read again: typing must not wait for them."""


class InsightsPage(QWidget):
    """Follows what is stored while it is in view; each part is made when it is first shown."""

    passage_asked = Signal(str)
    """The id of a highlight whose sentence is to be shown in its source."""
    map_asked = Signal(str, str)
    """The ids of a journey and of a card to be shown on its map."""
    dialog_asked = Signal(object)
    """A `QDialog` to be opened."""
    export_asked = Signal(object)
    """What asks where to write is to be called, once it is known that nobody is named."""

    def __init__(self, session: Session, theme: ThemeKeeper, worker: Worker) -> None:
        super().__init__()
        self._session, self._theme, self._worker = session, theme, worker
        self._stale = True
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settle.timeout.connect(self.refill)
        self.shown = LIBRARY
        """The part on show."""
        self.setObjectName("insights")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.library = Library(session, theme)
        self.library.passage_asked.connect(self.passage_asked)
        self.library.card_asked.connect(self.map_asked)
        self.library.placing_asked.connect(self.place)
        self.parts = QStackedWidget()
        self.parts.addWidget(self.library)
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
        row.addWidget(label(tr("Insights"), "title"))
        row.addSpacing(2 * GRID)
        words = {LIBRARY: tr("Library"), THEMES: tr("Themes"), ANALYSIS: tr("Analysis")}
        self.tabs = switches(words, self.show_part, self, keyed=True)
        self.tabs[LIBRARY].setChecked(True)
        for tab in self.tabs.values():
            row.addWidget(tab)
        row.addSpacing(GRID)
        row.addWidget(self.library.count)
        row.addStretch()
        self.new = button(tr("New insight"), clicked=self.new_insight)
        row.addWidget(self.new)
        return header

    # ---- parts

    @cached_property
    def duplicates(self) -> "InsightDuplicates":
        """What is said twice."""
        from app.views.insights.duplicates import InsightDuplicates

        made = InsightDuplicates(self._session, self._theme, self._worker, self)
        made.dialog_asked.connect(self.dialog_asked)
        made.passage_asked.connect(self.passage_asked)
        return made

    @cached_property
    def board(self) -> "Board":
        """The board of themes."""
        from app.views.insights.board import Board

        made = Board(self._session, self._theme, self._worker)
        made.insight_asked.connect(self.show_insight)
        self.parts.addWidget(made)
        return made

    @cached_property
    def analysis(self) -> "Analysis":
        """What the quotes say together."""
        from app.views.insights.analysis import Analysis

        made = Analysis(self._session, self._theme, self._worker)
        made.passage_asked.connect(self.passage_asked)
        made.map_asked.connect(self.map_asked)
        made.dialog_asked.connect(self.dialog_asked)
        made.export_asked.connect(lambda: self.export_asked.emit(made.ask_export))
        self.parts.addWidget(made)
        return made

    def _part(self) -> Any:
        """Return the part on show, which is made by now."""
        return getattr(self, {LIBRARY: "library", THEMES: "board", ANALYSIS: "analysis"}[self.shown])

    def show_part(self, name: str) -> None:
        """Show the library, the themes or the analysis."""
        self.shown = name
        self.tabs[name].setChecked(True)
        self.library.count.setVisible(name == LIBRARY)
        part = self._part()
        part.refill()
        self.parts.setCurrentWidget(part)
        self.focus_page()

    def show_insight(self, insight_id: str) -> None:
        """Show an insight in the library."""
        self.show_part(LIBRARY)
        self.library.show_insights([insight_id])

    def place(self, ids: list[str]) -> None:
        """Ask where on a map insights are to stand."""
        self.dialog_asked.emit(PlaceDialog(self._session, ids, self))

    def new_insight(self) -> None:
        """Write down an insight."""
        self.show_part(LIBRARY)
        self.library.new()

    def show_unplaced(self) -> None:
        """Show the insights that no map shows yet."""
        self.show_part(LIBRARY)
        self.library.show_unplaced()

    def show_duplicates(self) -> None:
        """Look at what is said twice, once that is known."""
        self.duplicates.look_now()

    # ---- what is stored

    def refill(self) -> None:
        """Show what is stored now."""
        self._settle.stop()
        if not self._session.is_open:
            return
        self._stale = False
        self._part().refill()
        self.duplicates.follow()

    def _begin(self) -> None:
        """Let go of the records of another workspace."""
        self.library.ids = []
        self.duplicates.forget()
        self._stale = True
        if self.isVisible():
            self.refill()

    def _follow(self, changes: ChangeSet) -> None:
        if changes.touches(*_KINDS):
            self._stale = True
            if self.isVisible():
                self._settle.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self.refill()

    def focus_page(self) -> None:
        """Give the keys to the part on show."""
        self._part().home().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with 1, 2 or 3 shows a part."""
        number = event.key() - Qt.Key.Key_1
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and 0 <= number < len(VIEWS):
            self.show_part(VIEWS[number])
        else:
            super().keyPressEvent(event)
