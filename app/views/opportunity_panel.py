"""The panel below the map: what is worth doing, ranked, with the weight that ranks it and the matrix beside it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QSlider, QSplitter, QStackedWidget, QWidget

from app.models.content import opportunities_of
from app.models.records import Opportunity
from app.services.opportunities import delete_opportunities
from app.views.late_module import LateModule
from app.views.opportunity_model import RECORDS
from app.views.opportunity_table import OpportunityTable
from app.views.opportunity_words import formula
from app.views.panels import Panel
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, button, column, label, wrapped

if TYPE_CHECKING:
    from app.views.opportunity_matrix import OpportunityMatrix

STEPS = 100
"""The slider's steps from business alone to customer alone."""

_WIDE, _MEDIUM = 800, 640
"""Pixels from which the panel has room for all, and for its heading."""


def tr(text: str) -> str:
    """Translate a text of the panel."""
    return QCoreApplication.translate("OpportunityPanel", text)


class OpportunityPanel(Panel):
    """Keeps table and matrix in step with the session: one selection, one weight."""

    make_pressed = Signal()
    import_pressed = Signal()
    export_pressed = Signal()
    report_pressed = Signal()
    opened = Signal(str)
    """The cards of this opportunity are to be shown."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__(session, theme, tr("Opportunities"), tr("Hide the opportunities"), kinds=RECORDS)
        self.setMinimumHeight(160)
        self.table = OpportunityTable(theme)
        self.table.chosen.connect(session.select_opportunities)
        self.table.opened.connect(self.opened)
        self.table.deleted.connect(lambda ids: session.perform(delete_opportunities, ids))
        self.matrix: OpportunityMatrix | None = None
        self._late = LateModule("app.views.opportunity_matrix", self)  # a quarter of a second of imports
        self._late.loaded.connect(self.make_matrix)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.addWidget(self.table)
        self.split.setStretchFactor(0, 1)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.split)
        self.pages.addWidget(self._make_empty())
        rows = column(self._make_header(), spacing=0)
        rows.addWidget(self.pages, 1)
        self.setLayout(rows)
        session.selection_changed.connect(self._mark)
        session.weighing.changed.connect(self._weigh)
        session.weighing.model_changed.connect(self._forget)
        session.noun_changed.connect(self._weigh)
        self._dress()
        self._weigh()

    @property
    def home(self) -> QWidget:
        """What has the keys when the panel comes."""
        return self.table

    def _make_header(self) -> QWidget:
        header = QFrame()
        header.setObjectName("panelHeader")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, STEPS)
        self.slider.setPageStep(STEPS // 10)
        self._session.say(tr("Weight of the customer value, in hundredths"), self.slider.setAccessibleName)
        self.slider.setMinimumWidth(96)
        self.slider.setMaximumWidth(240)
        self.slider.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.slider.valueChanged.connect(lambda step: self._session.weigh(step / STEPS))
        self.formula = wrapped("", "caption")
        self.formula.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(header)
        row.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        row.setSpacing(GRID)
        self._heading = label(tr("OPPORTUNITIES"), "heading")
        row.addWidget(self._heading)
        row.addSpacing(GRID)
        self._sides = [label(tr("business"), "caption"), label("", "caption")]
        self._session.say(tr("customer"), self._sides[1].setText)
        row.addWidget(self._sides[0])
        row.addWidget(self.slider, 1)
        row.addWidget(self._sides[1])
        row.addWidget(self.formula, 2)
        self._export = button(tr("Export…"), "link", self.export_pressed.emit)
        self._files = [
            button(tr("Import…"), "link", self.import_pressed.emit),
            self._export,
            button(tr("Report…"), "link", self.report_pressed.emit),
        ]
        for each in self._files:
            row.addWidget(each)
        row.addWidget(self._close)
        return header

    def _make_empty(self) -> QWidget:
        page = QWidget()
        text = tr("Nothing to decide on yet. Select a pain, a gain or a need on the map and make it an opportunity.")
        self.make = button(tr("Make this an opportunity"), "primary", self.make_pressed.emit)
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(self.make)
        line.addWidget(button(tr("Import a list…"), clicked=self.import_pressed.emit))
        line.addStretch()
        said = wrapped(text)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        rows = column(spacing=2 * GRID, margins=(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID))
        rows.addStretch()
        rows.addWidget(said)
        rows.addLayout(line)
        rows.addStretch()
        page.setLayout(rows)
        return page

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up; the matrix comes behind the first paint."""
        super().showEvent(event)
        self._late.load()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let what is elsewhere too give way where there is little room: matrix and files, then the heading."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.width()
        for each in self._files:  # the others are in the menu File, too
            each.setVisible(width >= (_MEDIUM if each is self._export else _WIDE))
        self._heading.setVisible(width >= _MEDIUM)
        if self.matrix is not None:
            self.matrix.setVisible(width >= _WIDE)

    def make_matrix(self) -> None:
        """Make the matrix where there is none yet."""
        if self.matrix is not None:
            return
        from app.views.opportunity_matrix import OpportunityMatrix

        matrix = self.matrix = OpportunityMatrix(self._theme)
        matrix.chosen.connect(lambda opportunity_id: self._session.select_opportunities([opportunity_id]))
        self.split.addWidget(matrix)
        width = self.split.width()
        self.split.setSizes([width - 248, 248])
        matrix.show_ranking(self.table.ranking)
        self._fit()
        self._mark()

    def refill(self) -> None:
        """Show the opportunities as they are stored."""
        super().refill()
        content, weighing = self._session.content, self._session.weighing
        self.table.show_content(content, weighing.model, weighing.weights)
        if self.matrix is not None:
            self.matrix.show_ranking(self.table.ranking)
        self.pages.setCurrentIndex(0 if content.all(Opportunity) else 1)
        self._mark()

    def _mark(self) -> None:
        """Select the rows of what is selected: opportunities themselves, or those that selected cards lead to."""
        content = self._session.content
        ids = self._session.opportunity_ids
        if not ids:
            cards = self._session.card_ids[:200]
            ids = tuple(dict.fromkeys(each.id for card in cards for each in opportunities_of(content, card)))
        self.make.setEnabled(bool(self._session.card_ids))
        self.table.mark(ids)
        if self.matrix is not None:
            self.matrix.mark(ids)

    def _weigh(self) -> None:
        weighing = self._session.weighing
        text = formula(weighing.model, weighing.weights)
        self.formula.setText(text)
        self.formula.setToolTip(text)
        with QSignalBlocker(self.slider):  # its hundredths must not round what was agreed on
            self.slider.setValue(round(self._session.weight * STEPS))
        for each in (*self._sides, self.slider):
            each.setVisible(weighing.of_matrix)
        if not self._stale and weighing.model.id == self.table.ranking.model.id:
            self.table.ranking.weigh(weighing.weights)
            if self.matrix is not None:
                self.matrix.weigh()

    def _dress(self) -> None:
        super()._dress()
        self.table.viewport().update()
