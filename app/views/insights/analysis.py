"""The analysis: one question at a time, its answer as a table and as a picture, and the quotes behind a cell."""

from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QTableView,
    QWidget,
)

from app.jobs import Outcome, Worker
from app.models.content import journeys_in_tree_order
from app.models.evidence import place_of
from app.models.records import Highlight
from app.views.insights.analysis_tables import (
    NO_ANSWER,
    QUESTIONS,
    STAGES,
    STEPS,
    AnswerModel,
    answer,
    explanation,
    question_word,
    what_is_missing,
)
from app.views.insights.quotes import QuoteList
from app.views.insights.words import tr
from app.views.row_delegate import AnyIndex, RowDelegate
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ChoiceField, button, column, counted, label, wrapped

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

    from app.views.insights.analysis_plot import AnswerPlot

_ROW: Final = 32
_NAME_WIDTH: Final = 28 * GRID
_CELL_WIDTH: Final = 11 * GRID
_PLOT: Final = "app.views.insights.analysis_plot"


class Analysis(QWidget):
    """Asks the worker, so that a hundred thousand quotes are counted while the window stays alive."""

    passage_asked = Signal(str)
    map_asked = Signal(str, str)
    dialog_asked = Signal(object)
    export_asked = Signal()
    """The table is to be written, once it is known that it names nobody."""

    def __init__(self, session: Session, theme: ThemeKeeper, worker: Worker) -> None:
        super().__init__()
        self._session, self._theme, self._worker = session, theme, worker
        self._turn = 0
        self.model = AnswerModel()
        self.table = _Table(self.model, theme)
        self.table.chosen.connect(self.show_cell)
        self.table.opened.connect(self._open)
        self.plot: AnswerPlot | None = None
        # A quarter of a second of imports: on a thread of their own, so that the window stays alive.
        self._loading = Thread(target=import_module, args=(_PLOT,), daemon=True)
        self._until_loaded = QTimer(self, interval=20)
        self._until_loaded.timeout.connect(lambda: None if self._loading.is_alive() else self.make_plot())
        self.quotes = QuoteList(session, theme, tr("Quotes behind the cell"))
        self.quotes.opened.connect(self.passage_asked)
        self.setLayout(self._lay_out())

    def _lay_out(self) -> QHBoxLayout:
        self.both = QSplitter(Qt.Orientation.Vertical)
        self.both.setHandleWidth(1)
        self.both.addWidget(self.table)
        self._nothing = wrapped("", "caption")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.both)
        self.pages.addWidget(self._nothing)
        main = QWidget()
        rows = column(self._make_bar(), spacing=0)
        rows.addWidget(self.pages, 1)
        main.setLayout(rows)
        side = QFrame()
        side.setObjectName("inspector")
        side.setMinimumWidth(32 * GRID)
        self._cell, self._count = wrapped("", "strong"), label("", "caption")
        self.go = button(tr("Show on the map"), clicked=self._go)
        self.go.hide()
        inside = column(self._cell, self._count, self.go, margins=(2 * GRID, 2 * GRID, GRID, GRID))
        inside.addWidget(self.quotes, 1)
        side.setLayout(inside)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        for number, part in enumerate((main, side)):
            split.addWidget(part)
            split.setCollapsible(number, False)
        split.setStretchFactor(0, 1)
        split.setSizes([1200, 42 * GRID])
        outer = QHBoxLayout()
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)
        return outer

    def _make_bar(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("lens")
        self.question = ChoiceField(tr("Question"), [(name, question_word(name)) for name in QUESTIONS])
        self.journey = ChoiceField(tr("Map"), [])
        for field in (self.question, self.journey):
            field.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
            field.setMaximumWidth(40 * GRID)
            field.chosen.connect(lambda _: self.refill())
        self.explained = wrapped("", "caption")
        self.export = button(tr("Export as CSV…"), "link", self.export_asked.emit)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.question)
        row.addWidget(self.journey)
        row.addStretch()
        row.addWidget(self.export)
        rows = column(margins=(2 * GRID, GRID, 2 * GRID, GRID), spacing=GRID // 2)
        rows.addLayout(row)
        rows.addWidget(self.explained)
        bar.setLayout(rows)
        return bar

    def home(self) -> QWidget:
        """Return what has the keys when the analysis comes."""
        return self.table if self.model.rowCount() else self.question

    # ---- the answer

    def refill(self) -> None:
        """Ask again."""
        content, name = self._session.content, str(self.question.currentData())
        journeys = [(each.id, each.title) for each in journeys_in_tree_order(content) if each.state == "current"]
        self.journey.offer(journeys)
        if self.journey.currentIndex() < 0:
            self.journey.fill(self._session.journey_id)
            self.journey.setCurrentIndex(max(self.journey.currentIndex(), 0))
        self.journey.setVisible(name == STAGES)
        self.explained.setText(explanation(name))
        journey_id = str(self.journey.currentData() or "")
        if name == STAGES and not journey_id:
            self.model.show_answer(NO_ANSWER)
            self._show_page(name)
            return
        self._turn += 1
        kept = self._session.store.snapshot().content
        self._worker.run(
            lambda progress, cancelled: answer(kept, name, journey_id), partial(self._show, self._turn, name)
        )

    def _show(self, turn: int, name: str, outcome: Outcome) -> None:
        if turn != self._turn or outcome.error is not None:
            return
        at = self.table.currentIndex()
        same, place = outcome.value.table.rows == self.model.answer.table.rows, (at.row(), at.column())
        self.model.show_answer(outcome.value)
        self.table.fit()
        if self.plot is not None:
            self.plot.show_answer(outcome.value)
            self._share_height()
        self._show_page(name)
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(*(place if same and place[0] >= 0 else (0, 0))))
        else:
            self._cell.setText("")
            self._count.setText("")
            self.quotes.show_quotes([])

    def _show_page(self, name: str) -> None:
        found = bool(self.model.rowCount())
        self.pages.setCurrentIndex(0 if found else 1)
        self._nothing.setText(what_is_missing(name))
        self.export.setEnabled(found)
        self.go.setVisible(found and name == STEPS)

    def show_cell(self, row: int, column_: int) -> None:
        """Show the quotes behind a cell."""
        content = self._session.content
        highlights = [content.find(Highlight, each) for each in self.model.passages(row, column_)]
        there = sorted((each for each in highlights if each), key=lambda each: (each.source_id, place_of(each)))
        name = str(self.model.index(row, 0).data())
        over = str(self.model.headerData(column_, Qt.Orientation.Horizontal) or "")
        self._cell.setText(" × ".join(filter(None, (name, over if column_ > 0 else ""))))
        self._count.setText(counted(len(there), tr("quote"), tr("quotes")))
        self.quotes.show_quotes([each.id for each in there])

    def _open(self, row: int) -> None:
        """Enter on a cell leads to its quotes."""
        if self.quotes.quotes.ids:
            self.quotes.setFocus(Qt.FocusReason.TabFocusReason)
            self.quotes.setCurrentIndex(self.quotes.quotes.index(0))

    def _go(self) -> None:
        row = self.table.currentIndex().row()
        place = self.model.answer.places.get(self.model.answer.table.rows[row].id) if row >= 0 else None
        if place is not None:
            self.map_asked.emit(*place)

    # ---- the picture

    def showEvent(self, event: QShowEvent) -> None:
        """Load the picture behind the first paint of the table."""
        super().showEvent(event)
        if self.plot is None:
            if self._loading.ident is None:
                self._loading.start()
            self._until_loaded.start()

    def make_plot(self) -> None:
        """Make the picture where there is none yet."""
        self._until_loaded.stop()
        if self.plot is not None:
            return
        from app.views.insights.analysis_plot import AnswerPlot

        self.plot = AnswerPlot(self._theme)
        self.plot.chosen.connect(self._choose)
        self.plot.show_answer(self.model.answer)
        self.both.addWidget(self.plot)
        self._share_height()

    def _share_height(self) -> None:
        """Give the table what its rows need, at most half, and the picture the rest."""
        room = self.pages.height()
        needed = min((self.model.rowCount() + 2) * _ROW, room // 2)
        self.both.setSizes([needed, room - needed])

    def _choose(self, row: int, column_: int) -> None:
        self.table.setCurrentIndex(self.model.index(row, column_))
        self.table.scrollTo(self.model.index(row, column_))

    # ---- as a file

    def ask_export(self) -> None:
        """Ask where to write the table."""
        title = question_word(str(self.question.currentData()))
        proposed = self._session.store.path.with_name(f"{self._session.store.path.stem} – {title}.csv")
        dialog = QFileDialog(self, tr("Export the table"), str(proposed), tr("CSV (*.csv)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        self.dialog_asked.emit(dialog)

    def write(self, path: Path) -> None:
        """Write the table as CSV and say so."""
        from app.exporters.files import write_beside
        from app.exporters.sheets import Sheet, csv_bytes

        def to_file() -> bool:
            with write_beside(path) as file:
                file.write(csv_bytes(Sheet("", (), self.model.lines())))
            return True

        if self._session.attempt(to_file):
            self._session.said.emit(tr("Written: {name}").format(name=path.name))


class _Shaded(RowDelegate):
    """Shades a cell by how many quotes it has."""

    def __init__(self, model: AnswerModel, theme: ThemeKeeper) -> None:
        super().__init__(theme)
        self._model = model

    def draw(self, painter: QPainter, box: "QRect", index: AnyIndex, font: QFont, small: QFont) -> None:
        """Draw the ground of the cell and its figure."""
        share = self._model.share(index.row(), index.column())
        if share:
            colour = self.colour("accent")
            colour.setAlphaF(0.08 + 0.30 * share)
            painter.fillRect(box.adjusted(-GRID + 1, 1, GRID - 1, -1), colour)
        text = str(index.data())
        if index.column():
            painter.setFont(font)
            painter.setPen(self.colour("ink"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        else:
            self.line(painter, box, text, "ink", font)


class _Table(QTableView):
    """The cells; tells which one is looked at."""

    chosen = Signal(int, int)
    opened = Signal(int)

    def __init__(self, model: AnswerModel, theme: ThemeKeeper) -> None:
        super().__init__()
        self._look = _Shaded(model, theme)
        self.setModel(model)
        self.setItemDelegate(self._look)
        self.setObjectName("ranking")
        self.setAccessibleName(tr("Answer as a table"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setMinimumSectionSize(_ROW)
        rows.setDefaultSectionSize(_ROW)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        theme.changed.connect(self.viewport().update)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tell which cell is looked at."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(current.row(), current.column())

    def fit(self) -> None:
        """Give names their room, and all figures the same."""
        model = self.model()
        names = [str(model.index(row, 0).data()) for row in range(min(model.rowCount(), 40))]
        widest = max((self.fontMetrics().horizontalAdvance(name) for name in names), default=0) + 3 * GRID
        self.horizontalHeader().resizeSection(0, min(max(widest, _NAME_WIDTH // 2), 2 * _NAME_WIDTH))
        for section in range(1, model.columnCount()):
            self.horizontalHeader().resizeSection(section, _CELL_WIDTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads to the quotes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
