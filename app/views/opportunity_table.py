"""The ranked table, thin below the map and with all that is known in the place Decide."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.models.content import Content
from app.scoring.models import Model
from app.views.opportunity_delegate import ROW_HEIGHT, SIDE_ROLES, OpportunityDelegate
from app.views.opportunity_model import Column, Kind, OpportunityModel, thin_columns, tr
from app.views.tables import dress_rows
from app.views.theme import SMALL, ThemeKeeper
from app.views.widgets import GRID, keep_delete

WIDTHS: Final[dict[Kind, int]] = {
    "place": 40,
    "value": 120,
    "score": 84,
    "evidence": 84,
    "leads": 144,
    "shares": 136,
    "decision": 108,
}
NARROW: Final[dict[Kind, int]] = {
    "place": 36,
    "value": 64,
    "score": 64,
    "evidence": 80,
    "leads": 120,
    "shares": 136,
    "decision": 96,
}
"""Where titles would have too little room beside WIDTHS: values stand without their bars."""
HEADER_HEIGHT, THIN_HEADER = 44, 30
"""Names of criteria take two lines."""
LEAST_TITLE: Final = 160
"""Pixels that titles have at least."""


class _Header(QHeaderView):
    """Names of columns; below that of a criterion a line in the colour of its side."""

    def __init__(self, model: OpportunityModel, theme: ThemeKeeper, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._ranking, self._theme = model, theme

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Draw the line after the name."""
        painter.save()
        super().paintSection(painter, rect, logical_index)
        painter.restore()
        columns = self._ranking.columns
        criterion = columns[logical_index].criterion if logical_index < len(columns) else None
        if criterion is not None:
            side = self._ranking.model.criteria[criterion].side
            line = QRect(rect.left() + GRID, rect.bottom() - 2, rect.width() - 2 * GRID, 2)
            painter.fillRect(line, self._theme.look[SIDE_ROLES[side]])


class OpportunityTable(QTableView):
    """The table; tells what the user selects, opens and deletes."""

    chosen = Signal(list)
    opened = Signal(str)
    deleted = Signal(list)

    def __init__(self, theme: ThemeKeeper, columns: Callable[[Model], list[Column]] = thin_columns) -> None:
        super().__init__()
        keep_delete(self)
        self.ranking = OpportunityModel(columns)
        self._filling = False
        self._delegate = OpportunityDelegate(self.ranking, theme)
        self.setHorizontalHeader(_Header(self.ranking, theme, self))
        self.setModel(self.ranking)
        self.setItemDelegate(self._delegate)
        dress_rows(self, tr("Ranked opportunities"), ROW_HEIGHT)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.setMinimumSectionSize(ROW_HEIGHT)
        wrap = Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap.value)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | wrap)
        self._thin = columns is thin_columns
        header.setFixedHeight(THIN_HEADER if self._thin else HEADER_HEIGHT)
        header.setMinimumSectionSize(NARROW["place"])
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        whole = Qt.TextElideMode.ElideNone  # or Qt would not break the lines
        header.setTextElideMode(Qt.TextElideMode.ElideRight if columns is thin_columns else whole)
        self._fit()
        self.ranking.modelReset.connect(self._fit)
        self.selectionModel().selectionChanged.connect(self._tell)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.ranking.id_at(index.row())))

    def _fit(self) -> None:
        """Give titles the room that figures do not need; where that is little, the table scrolls sideways."""
        room, header, columns = self.viewport().width(), self.horizontalHeader(), self.ranking.columns
        figures = [(at, each.kind) for at, each in enumerate(columns) if each.kind != "title"]
        fits = room - sum(WIDTHS[kind] for _, kind in figures) >= LEAST_TITLE
        widths = WIDTHS if fits else NARROW if self._thin else {**NARROW, "score": WIDTHS["score"]}
        for at, kind in figures:
            header.resizeSection(at, widths[kind])
        if not self._thin:
            header.setFixedHeight(max(HEADER_HEIGHT, self._header_lines(widths["score"]) + 2 * GRID))
        rest = room - sum(widths[kind] for _, kind in figures)
        header.resizeSection(self.ranking.column_of("title"), max(LEAST_TITLE, rest))

    def _header_lines(self, width: int) -> int:
        """Return how high the names of criteria are when they are broken into lines."""
        room, wrap = QRect(0, 0, width - 2 * GRID, 400), int(Qt.TextFlag.TextWordWrap.value)
        font = self.font()
        font.setPixelSize(SMALL)
        scores = [at for at, each in enumerate(self.ranking.columns) if each.kind == "score"]
        names = [str(self.ranking.headerData(at, Qt.Orientation.Horizontal)) for at in scores]
        return max((QFontMetrics(font).boundingRect(room, wrap, each).height() for each in names), default=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the other width out."""
        super().resizeEvent(event)
        self._fit()

    def selected_ids(self) -> list[str]:
        """Return the opportunities that are selected, from the first place down."""
        return [self.ranking.id_at(index.row()) for index in self.selectionModel().selectedRows()]

    def show_content(self, content: Content, model: Model, weights: Sequence[float]) -> None:
        """Show the opportunities as they are stored; the selection and the place in the list stay."""
        with _Kept(self):
            self.ranking.show_content(content, model, weights)

    def sift(self, wanted: frozenset[str] | None) -> None:
        """Show these opportunities only, none = all; what stays is still selected."""
        with _Kept(self):
            self.ranking.sift(wanted)

    def mark(self, ids: Iterable[str], *, scroll: bool = True) -> None:
        """Select opportunities without telling that the user did."""
        rows = self.ranking.rows_of(ids)
        if rows == sorted(index.row() for index in self.selectionModel().selectedRows()):
            return
        model = self.selectionModel()
        flag = model.SelectionFlag
        title = self.ranking.column_of("title")
        self._filling = True
        model.clearSelection()
        for row in rows:
            model.select(self.ranking.index(row, 0), flag.Select | flag.Rows)
        if rows:
            model.setCurrentIndex(self.ranking.index(rows[0], title), flag.NoUpdate)
            if scroll:
                self.scrollTo(self.ranking.index(rows[0], title))
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


class _Kept:
    """Keeps what is selected and how far a table is scrolled while its rows are made anew."""

    def __init__(self, table: OpportunityTable) -> None:
        self._table = table
        self._ids, self._seen = table.selected_ids(), table.verticalScrollBar().value()

    def __enter__(self) -> None:
        self._table._filling = True

    def __exit__(self, *_: object) -> None:
        self._table._filling = False
        self._table.mark(self._ids, scroll=False)
        self._table.verticalScrollBar().setValue(self._seen)
