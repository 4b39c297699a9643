"""The ranked table: a model that only sorts again while the weight is dragged, and a delegate that draws the bars."""

from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView

from app.layout.proof import dots_text, evidence_text
from app.models.content import Content
from app.models.records import Opportunity
from app.scoring.evidence import evidence_of
from app.scoring.opportunities import scores_of
from app.scoring.ranking import Interval, Scores, rank
from app.scoring.robustness.exact import leads
from app.views.kinds import map_words, of_served
from app.views.opportunity_words import about, decision_word, interval_text, missing_text, score_text
from app.views.row_delegate import BAR, AnyIndex, RowDelegate
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, keep_delete

PLACE, TITLE, VALUE, EFFORT, EVIDENCE, LEADS, DECISION = range(7)
WIDTHS: Final = {PLACE: 40, VALUE: 112, EFFORT: 60, EVIDENCE: 92, LEADS: 148, DECISION: 96}
NARROW: Final = {PLACE: 36, VALUE: 60, EFFORT: 60, EVIDENCE: 88, LEADS: 120, DECISION: 88}
"""Where titles would have too little room beside WIDTHS: values stand without their bars."""
LEAST_TITLE: Final = 160
"""Pixels that titles have at least."""

ROW_HEIGHT: Final = 44


def tr(text: str) -> str:
    """Translate a text of the table."""
    return QCoreApplication.translate("OpportunityTable", text)


class OpportunityModel(QAbstractTableModel):
    """The opportunities of a workspace in the order of their values at a weight."""

    def __init__(self) -> None:
        super().__init__()
        self._content = Content()
        self._scores: list[Scores] = []
        self._leads: dict[str, Interval] = {}
        self.places = rank([], 0.5)
        """The row of each opportunity is that of its place."""
        self.weight = 0.5

    def show_content(self, content: Content, weight: float) -> None:
        """Show the opportunities as they are stored."""
        scores = scores_of(content.ordered(Opportunity))
        self.beginResetModel()
        if scores != self._scores:
            self._scores, self._leads = scores, leads(scores)
        self._content, self.weight = content, weight
        self.places = rank(scores, weight)
        self.endResetModel()

    def weigh(self, weight: float) -> None:
        """Sort again at another weight; whatever is selected stays so."""
        self.layoutAboutToBeChanged.emit()
        before, self.weight = self.places, weight
        self.places = rank(self._scores, weight)
        rows = {each: row for row, each in enumerate(self.places.order)}
        held = self.persistentIndexList()
        self.changePersistentIndexList(held, [self.index(rows[before[each.row()].id], each.column()) for each in held])
        self.layoutChanged.emit()

    def opportunity(self, row: int) -> Opportunity:
        """Return the opportunity on a row."""
        return self._content.get(Opportunity, self.places[row].id)

    def leads_at(self, row: int) -> Interval | None:
        """Return the weights at which the opportunity on a row leads, none = never."""
        return self._leads.get(self.places[row].id)

    def caption(self, row: int) -> str:
        """Return the line below the title: what is not scored, or where it belongs."""
        place = self.places[row]
        if place.value is None:
            return missing_text(self.opportunity(row), place)
        return about(self._content, place.id)

    def rows_of(self, ids: Iterable[str]) -> list[int]:
        """Return the rows of opportunities."""
        wanted = set(ids)
        return [row for row, each in enumerate(self.places.order) if each in wanted] if wanted else []

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many opportunities there are."""
        return 0 if parent.isValid() else len(self.places)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else 7

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            names = (tr("#"), tr("Opportunity"), tr("Value"), tr("Effort"), tr("Evidence"))
            return (*names, tr("Leads at weight"), tr("Decision"))[section]
        if role == Qt.ItemDataRole.ToolTipRole and section == LEADS:
            return of_served(tr("The weights of the customer side at which no other opportunity has a higher value"))
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says, in words for screen readers too."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row, column = index.row(), index.column()
        place, opportunity = self.places[row], self.opportunity(row)
        match column:
            case 0:
                return "–" if place.rank is None else str(place.rank)
            case 1:
                title = opportunity.title or tr("Untitled opportunity")
                return title if role == Qt.ItemDataRole.DisplayRole else f"{title}\n{self.caption(row)}"
            case 2:
                return score_text(place.value, "?")
            case 3:
                return score_text(opportunity.effort)
            case 4:
                evidence = evidence_of(self._content, opportunity)
                in_words = role != Qt.ItemDataRole.DisplayRole
                return evidence_text(evidence, map_words()) if in_words else dots_text(evidence)
            case 5:
                return "–" if place.value is None else interval_text(self.leads_at(row))
            case _:
                word = decision_word(opportunity.decision)
                return f"{word}\n{opportunity.reason}" if role == Qt.ItemDataRole.ToolTipRole else word


class OpportunityDelegate(RowDelegate):
    """Draws a row: title over caption, values and intervals as bars with their figures."""

    def __init__(self, model: OpportunityModel, theme: ThemeKeeper) -> None:
        super().__init__(theme)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Two lines, whatever a cell says."""
        return QSize(40, ROW_HEIGHT)

    def draw(self, painter: QPainter, box: QRect, index: AnyIndex, font: QFont, small: QFont) -> None:
        """Draw what is in a cell."""
        parts = {TITLE: self._title, VALUE: self._value, EVIDENCE: self._dots, LEADS: self._interval}
        parts.get(index.column(), super().draw)(painter, box, index, font, small)

    def _title(self, painter: QPainter, box: QRect, index: AnyIndex, font: QFont, small: QFont) -> None:
        title, caption = " ".join(str(index.data()).split()), self._model.caption(index.row())
        painter.setFont(font)
        scored = self._model.places[index.row()].value is not None
        if scored and painter.fontMetrics().horizontalAdvance(title) > box.width():
            self._two_lines(painter, box, title)
            return
        if not caption:
            self.line(painter, box, title, "ink", font)
            return
        half = box.height() // 2
        self.line(painter, box.adjusted(0, 4, 0, -half + 2), title, "ink", font)
        self.line(painter, box.adjusted(0, half, 0, -4), caption, "muted", small)

    def _two_lines(self, painter: QPainter, box: QRect, title: str) -> None:
        """A title that is too long for one line takes that of the caption too, which the tooltip says as well."""
        layout = QTextLayout(title, painter.font())
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(box.width())
        layout.endLayout()
        first = title[: line.textLength()]
        half = box.height() // 2
        self.line(painter, box.adjusted(0, 3, 0, -half + 1), first, "ink", painter.font())
        self.line(painter, box.adjusted(0, half - 1, 0, -3), title[len(first) :], "ink", painter.font())

    def _value(self, painter: QPainter, box: QRect, index: AnyIndex, font: QFont, small: QFont) -> None:
        value = self._model.places[index.row()].value
        figure = 40
        if value is not None and box.width() >= 2 * figure:
            track = QRectF(box.left(), box.center().y() - BAR / 2, box.width() - figure, BAR)
            self.bar(painter, track, 0.0, value / 100, "accent")
            box = box.adjusted(box.width() - figure + GRID, 0, 0, 0)
        self.line(painter, box, str(index.data()), "ink" if value is not None else "muted", font)

    def _dots(self, painter: QPainter, box: QRect, index: AnyIndex, font: QFont, small: QFont) -> None:
        self.line(painter, box, str(index.data()), "accent", font)

    def _interval(self, painter: QPainter, box: QRect, index: AnyIndex, font: QFont, small: QFont) -> None:
        interval = self._model.leads_at(index.row())
        if interval is None:
            self.line(painter, box, str(index.data()), "muted", font)
            return
        track = QRectF(box.left(), box.top() + 9, box.width() - GRID, BAR)
        low, high = (float(end) for end in interval)
        self.bar(painter, track, low, high, "accent")
        mark = track.left() + track.width() * self._model.weight
        painter.fillRect(QRectF(mark - 1, track.top() - 3, 2, track.height() + 6), self.colour("ink"))
        self.line(painter, box.adjusted(0, box.height() // 2, 0, -4), str(index.data()), "ink", small)


class OpportunityTable(QTableView):
    """The table; tells what the user selects, opens and deletes."""

    chosen = Signal(list)
    opened = Signal(str)
    deleted = Signal(list)

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        keep_delete(self)
        self.ranking = OpportunityModel()
        self._filling = False
        self._delegate = OpportunityDelegate(self.ranking, theme)
        self.setModel(self.ranking)
        self.setItemDelegate(self._delegate)
        self.setObjectName("ranking")
        self.setAccessibleName(tr("Ranked opportunities"))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setMinimumSectionSize(ROW_HEIGHT)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(NARROW[PLACE])
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._fit()
        self.selectionModel().selectionChanged.connect(self._tell)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.ranking.places[index.row()].id))

    def _fit(self) -> None:
        """Give titles the room that figures do not need; where that is little, the table scrolls sideways."""
        room, header = self.viewport().width(), self.horizontalHeader()
        widths = WIDTHS if room - sum(WIDTHS.values()) >= LEAST_TITLE else NARROW
        for column, width in widths.items():
            header.resizeSection(column, width)
        header.resizeSection(TITLE, max(LEAST_TITLE, room - sum(widths.values())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the other width out."""
        super().resizeEvent(event)
        self._fit()

    def selected_ids(self) -> list[str]:
        """Return the opportunities that are selected, from the first place down."""
        return [self.ranking.places[index.row()].id for index in self.selectionModel().selectedRows()]

    def show_content(self, content: Content, weight: float) -> None:
        """Show the opportunities as they are stored; the selection and the place in the list stay."""
        ids, seen = self.selected_ids(), self.verticalScrollBar().value()
        self._filling = True
        self.ranking.show_content(content, weight)
        self._filling = False
        self.mark(ids, scroll=False)
        self.verticalScrollBar().setValue(seen)

    def mark(self, ids: Iterable[str], *, scroll: bool = True) -> None:
        """Select opportunities without telling that the user did."""
        rows = self.ranking.rows_of(ids)
        if rows == sorted(index.row() for index in self.selectionModel().selectedRows()):
            return
        model = self.selectionModel()
        flag = model.SelectionFlag
        self._filling = True
        model.clearSelection()
        for row in rows:
            model.select(self.ranking.index(row, 0), flag.Select | flag.Rows)
        if rows:
            model.setCurrentIndex(self.ranking.index(rows[0], TITLE), flag.NoUpdate)
            if scroll:
                self.scrollTo(self.ranking.index(rows[0], TITLE))
        self._filling = False

    def _tell(self) -> None:
        if not self._filling:
            self.chosen.emit(self.selected_ids())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete deletes, Enter shows the cards on the map."""
        ids = self.selected_ids()
        if ids and event.key() == Qt.Key.Key_Delete:
            self.deleted.emit(ids)
        elif ids and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(ids[0])
        else:
            super().keyPressEvent(event)
