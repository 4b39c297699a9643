"""The right side of the ranking: why the chosen opportunity stands where it does, or its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from app.models.records import Opportunity
from app.views.decide.chosen import Chosen
from app.views.decide.words import tr
from app.views.session import Session
from app.views.switches import switches
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, column, hold_still, scrolling, wrapped

if TYPE_CHECKING:
    from app.views.opportunity_form import OpportunityForm

WHY, EDIT = "why", "edit"


class Side(QFrame):
    """One opportunity at a time; the form is made when it is first asked for."""

    card_asked = Signal(str, str)
    passage_asked = Signal(str)

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self.opportunity_id = ""
        self.shown = WHY
        self.setObjectName("inspector")
        self.setAccessibleName(tr("The chosen opportunity"))
        self.setMinimumWidth(38 * GRID)
        self.why = Chosen(session, theme)
        self.why.card_asked.connect(self.card_asked)
        self.why.passage_asked.connect(self.passage_asked)
        self.form: OpportunityForm | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(scrolling(_padded(self.why)))
        head = QHBoxLayout()
        head.setContentsMargins(2 * GRID, GRID, 2 * GRID, 0)
        head.setSpacing(GRID // 2)
        self.tabs = switches({WHY: tr("Why so"), EDIT: tr("Edit")}, self.show_tab, self)
        self.tabs[WHY].setChecked(True)
        for each in self.tabs.values():
            head.addWidget(each)
        head.addStretch()
        self._nothing = wrapped(tr("Choose an opportunity to see why it stands where it does."), "caption")
        self._nothing.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._some = QWidget()
        inside = column(spacing=GRID)
        inside.addLayout(head)
        inside.addWidget(self.stack, 1)
        self._some.setLayout(inside)
        rows = column(self._nothing, spacing=0)
        rows.addWidget(self._some, 1)
        self.setLayout(rows)
        self.show_opportunity("")

    def show_tab(self, name: str) -> None:
        """Show why it stands where it does, or what there is to fill in."""
        self.shown = name
        self.tabs[name].setChecked(True)
        if name == EDIT and self.form is None:
            from app.views.opportunity_form import OpportunityForm

            self.form = OpportunityForm(self._session, self._theme)
            self.stack.addWidget(scrolling(_padded(self.form)))
        self.stack.setCurrentIndex(int(name == EDIT))
        self.refill()

    def show_opportunity(self, opportunity_id: str) -> None:
        """Show an opportunity; an empty id shows that none is chosen."""
        self.opportunity_id = opportunity_id
        self.refill()

    def refill(self) -> None:
        """Show it as it is stored."""
        there = self._session.content.find(Opportunity, self.opportunity_id) is not None
        self._some.setVisible(there)
        self._nothing.setVisible(not there)
        if not there:
            return
        if self.shown == WHY:
            self.why.show_opportunity(self.opportunity_id)
        elif self.form is not None:
            self.form.show_records([self.opportunity_id])
            hold_still(self, self._session.hands_off)

    def weigh(self) -> None:
        """Show the arithmetic at the weights on show."""
        if self.shown == WHY and self.opportunity_id:
            self.why.weigh()

    def begin(self) -> None:
        """Give the keys to what there is to fill in, from the title on."""
        self.show_tab(EDIT)
        if self.form is not None:
            self.form.title.setFocus()


def _padded(inner: QWidget) -> QWidget:
    result = QWidget()
    result.setSizePolicy(inner.sizePolicy())
    result.setLayout(column(inner, margins=(2 * GRID, GRID, 2 * GRID, 2 * GRID)))
    return result
