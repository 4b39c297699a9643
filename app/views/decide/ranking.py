"""The tab Ranking: what is worth doing by any scoring model, how well that holds, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QWidget

from app.models.records import Opportunity
from app.services.opportunities import delete_opportunities, make_opportunity
from app.views.decide.bar import RankingBar
from app.views.decide.holding import Holding
from app.views.decide.learning import Learning
from app.views.decide.part import Part
from app.views.decide.record_side import beside
from app.views.decide.side import Side
from app.views.decide.sifting import EVERYTHING, Wanted, known, sifted
from app.views.decide.tools import RankingTools
from app.views.decide.words import tr
from app.views.empty import Empty
from app.views.late_module import LateModule
from app.views.opportunity_model import RECORDS, full_columns
from app.views.opportunity_table import OpportunityTable
from app.views.widgets import GRID, button, column, wrapped

if TYPE_CHECKING:
    from app.views.decide.page import DecidePage
    from app.views.opportunity_matrix import OpportunityMatrix


_LOW = 560
"""Pixels of height from which matrix and questions have room below the table."""


class RankingPart(Part):
    """One model of the table, one choice, one selection with the map; what is heavy comes behind the first paint."""

    kinds = (*RECORDS, "solution_opportunity", "action", "owner")

    def __init__(self, page: DecidePage) -> None:
        super().__init__()
        self._page, self._session, self._theme = page, page.session, page.theme
        self.wanted = EVERYTHING
        self.table = OpportunityTable(page.theme, full_columns)
        self.table.setAccessibleName(tr("Ranking of all opportunities"))
        self.bar = RankingBar(page.session)
        self.side = Side(page.session, page.theme)
        self.learning = Learning(page.session)
        self.holding = Holding(page.session, page.worker, self)
        self.matrix: OpportunityMatrix | None = None
        self._tools = RankingTools(page.session)
        self._late = LateModule("app.views.opportunity_matrix", self)  # a quarter of a second of imports
        self._late.loaded.connect(self.make_matrix)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.blind = QFrame()
        self.blind.setObjectName("banner")
        line = QHBoxLayout(self.blind)
        line.setContentsMargins(2 * GRID, GRID // 2, 2 * GRID, GRID // 2)
        told = tr("A blind round is open: ranks and medians are hidden until the scores are revealed.")
        line.addWidget(wrapped(told), 1)
        line.addWidget(button(tr("Go on scoring…"), "link", lambda: self._page.command_asked.emit("score_blind")))
        self.none = wrapped(tr("No opportunity is like that."), "caption")
        self.none.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        above = QWidget()
        rows = column(self.none, spacing=0)
        rows.addWidget(self.table, 1)
        above.setLayout(rows)
        self.below = QSplitter(Qt.Orientation.Horizontal)
        self.below.setHandleWidth(1)
        self.below.addWidget(self.learning)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setHandleWidth(1)
        self.split.addWidget(above)
        self.split.addWidget(self.below)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([520, 320])
        left = QFrame()
        left.setObjectName("panel")
        left_rows = column(self.bar, self.blind, spacing=0)
        left_rows.addWidget(self.split, 1)
        left.setLayout(left_rows)
        for number in range(2):
            self.split.setCollapsible(number, False)
        self.across = beside(left, self.side)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.across)
        self.pages.addWidget(self._make_empty())
        whole = column(spacing=0)
        whole.addWidget(self.pages)
        self.setLayout(whole)

    def _make_empty(self) -> QWidget:
        text = tr(
            "An opportunity says what could be done about a pain, a gain or a need. Select one on a map and make it an "
            "opportunity, or bring a list that you have; then score it, and see what is worth doing first."
        )
        self.begin = button(tr("Write down an opportunity"), "primary", self.new)
        go = button(tr("Go to the map"), clicked=lambda: self._page.command_asked.emit("place_map"))
        bring = button(tr("Import a list…"), clicked=lambda: self._page.command_asked.emit("import"))
        return Empty(tr("Nothing to decide on yet"), text, self.begin, go, bring)

    def _connect(self) -> None:
        session, page = self._session, self._page
        self.table.chosen.connect(session.select_opportunities)
        self.table.opened.connect(lambda _: self.side.begin())
        self.table.deleted.connect(self._delete)
        self._tools.sifted.connect(self.sift)
        self._tools.families.toggled.connect(self.table.ranking.show_families)
        self._tools.new.clicked.connect(self.new)
        self._tools.command_asked.connect(page.command_asked)
        self.side.card_asked.connect(page.map_asked)
        self.side.passage_asked.connect(page.passage_asked)
        self.learning.asked.connect(lambda each: self.choose(each))
        self.learning.dialog_asked.connect(page.dialog_asked)
        self.holding.found.connect(self._show_holding)
        self.holding.progressed.connect(self.learning.show_progress)
        session.selection_changed.connect(self._mark)
        session.weighing.changed.connect(self._weigh)
        session.weighing.model_changed.connect(self._follow_model)
        self._theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.table.viewport().update()

    def _follow_model(self) -> None:
        if self.isVisible():
            self.refill()

    # ---- the tab

    @property
    def home(self) -> QWidget:
        """The table, or what there is to do."""
        return self.table if self._session.content.all(Opportunity) else self.begin

    @property
    def tools(self) -> QWidget:
        """Finding, filtering and making opportunities; scoring them."""
        return self._tools

    def forget(self) -> None:
        """Let go of the records of another workspace."""
        self.wanted = EVERYTHING
        self._tools.show_wanted(EVERYTHING)
        self.holding.forget()
        self.side.show_opportunity("")

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the matrix, behind the first paint."""
        super().showEvent(event)
        self._late.load()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, all of it is the table's."""
        super().resizeEvent(event)
        self.below.setVisible(self.height() >= _LOW)

    def make_matrix(self) -> None:
        """Make the matrix where there is none yet."""
        if self.matrix is not None:
            return
        from app.views.opportunity_matrix import OpportunityMatrix

        matrix = self.matrix = OpportunityMatrix(self._theme)
        matrix.chosen.connect(self.choose)
        self.below.insertWidget(0, matrix)
        width = self.below.width()
        self.below.setSizes([width // 2, width - width // 2])
        matrix.show_ranking(self.table.ranking)
        self._mark()

    def refill(self) -> None:
        """Show the opportunities as they are stored."""
        content, weighing = self._session.content, self._session.weighing
        there = bool(content.all(Opportunity))
        self.pages.setCurrentIndex(0 if there else 1)
        self._tools.setVisible(there)
        self.bar.refill()
        self.blind.setVisible(weighing.model.record.blind)
        self.table.show_content(content, weighing.model, weighing.weights)
        self.sift(known(content, self.wanted))
        self._show_matrix()
        self.side.refill()
        self.learning.show_robustness(self.holding.known, blind=weighing.model.record.blind)
        if there:
            self.holding.ask(weighing.model, weighing.weights)
        else:
            self.holding.forget()
        self._mark()

    def _show_matrix(self) -> None:
        if self.matrix is not None:
            self.matrix.setVisible(not self.table.ranking.blind)
            self.matrix.show_ranking(self.table.ranking)

    def _weigh(self) -> None:
        """Sort again; everything else that weights change follows or is worked out anew."""
        weighing = self._session.weighing
        if not self.isVisible() or weighing.model.id != self.table.ranking.model.id:
            return
        self.table.ranking.weigh(weighing.weights)
        if self.matrix is not None:
            self.matrix.weigh()
        self.side.weigh()
        self.holding.ask(weighing.model, weighing.weights)

    def _show_holding(self, found: Any) -> None:
        """Show what was worked out, or that it is being worked out."""
        ranking, model = self.table.ranking, self._session.weighing.model
        ranking.show_shares(found.shares if found is not None else None)
        if found is not None and model.kind == "weighted criteria":
            self._show_leads(found)
        self.learning.show_robustness(found, blind=model.record.blind)
        seed = tr("{draws} draws · seed {seed}")
        drawn = found is not None and found.shares.rows
        if self.isVisible():  # the draws may end when another tab is on show
            self._page.noted.emit(seed.format(draws=f"{found.shares.draws:,}", seed=found.shares.seed) if drawn else "")

    def _show_leads(self, found: Any) -> None:
        """Show who leads at which weight of the heaviest criterion, the others in proportion."""
        shares = found.weights
        place = max(range(len(shares)), key=shares.__getitem__, default=None)
        if place is not None:
            criterion, total = found.model.criteria[place], sum(shares) or 1.0
            leads = {each.id: each.leads[criterion.id] for each in found.of.values() if criterion.id in each.leads}
            self.table.ranking.show_leads(leads, criterion.name, shares[place] / total)

    # ---- what is looked at

    def sift(self, wanted: Wanted) -> None:
        """Look at some of the opportunities."""
        self.wanted = wanted
        content = self._session.content
        self.table.sift(sifted(content, wanted))
        shown, every = self.table.ranking.rowCount(), len(content.all(Opportunity))
        self.none.setVisible(bool(every) and not shown)
        self._tools.show_counts(content, wanted, shown, every)
        self._show_matrix()
        self._mark()  # what was filtered out and is back is what stands at the right

    def choose(self, opportunity_id: str) -> None:
        """Choose an opportunity, whatever is filtered."""
        if not self.table.ranking.rows_of([opportunity_id]):
            self._tools.show_wanted(EVERYTHING)
            self.sift(EVERYTHING)
        self._session.select_opportunities([opportunity_id])

    def _mark(self) -> None:
        """Select the rows of what is selected, and show the first of them at the right."""
        first = [self.table.ranking.id_at(0)] if self.table.ranking.rowCount() else []
        ids = list(self._session.opportunity_ids) or first
        self.table.mark(ids)
        if self.matrix is not None:
            self.matrix.mark(ids)
        chosen = ids[0] if ids else ""
        if chosen != self.side.opportunity_id:
            self.side.show_opportunity(chosen)

    # ---- what is done

    def new(self) -> None:
        """Write down an opportunity of no card yet."""
        if not self._session.may_edit():
            return
        made = self._session.perform(make_opportunity, ())
        if made is not None:
            self.refill()
            self.choose(made)
            self.side.begin()

    def _delete(self, ids: list[str]) -> None:
        if self._session.may_edit():
            self._session.perform(delete_opportunities, ids)
