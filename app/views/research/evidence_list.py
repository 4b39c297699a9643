"""Lists of insights and quotes as small cards, to be opened and to be dragged onto a map."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu

from app.canvas.mime import HIGHLIGHT, INSIGHT, carry_evidence
from app.models.content import Content
from app.models.evidence import all_highlight_ids, place_of
from app.models.records import Highlight, Insight
from app.scoring.evidence import evidence_of
from app.views.insights.words import dots_of
from app.views.quote_words import QuoteWords
from app.views.research.rows import ROW, LateRows, Row, RowLook, Rows, carry_card, plain_list, word_card
from app.views.research.words import insight_caption, tr, where_words
from app.views.theme import ThemeKeeper


def insight_rows(content: Content, insights: Sequence[Insight]) -> LateRows:
    """Return a row for each insight: what it says, how much is behind it."""

    def row(number: int) -> Row:
        each = insights[number]
        words = each.statement or tr("Nothing said yet")
        return Row(
            "insight",
            each.id,
            words,
            insight_caption(content, each),
            mark=each.kind,
            dots=dots_of(evidence_of(content, each)),
        )

    return LateRows([("insight", each.id) for each in insights], row)


def quote_rows(
    content: Content, words: QuoteWords, highlights: Sequence[Highlight], most: int
) -> tuple[list[Row], bool]:
    """Return a row for each passage up to the first that would be one too many to read now, and if that is all."""
    rows: list[Row] = []
    for each in highlights:
        if not words.knows(each):
            if most == 0:
                return rows, False
            most -= 1
        said, at = words.said(each)
        rows.append(Row("quote", each.id, f"“{said}”", where_words(content, each, at), mark=each.kind))
    return rows, True


class _Evidence(Rows):
    """Rows that can be carried away."""

    def mimeTypes(self) -> list[str]:
        """Return in which forms."""
        return [INSIGHT, HIGHLIGHT]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return what is carried."""
        rows = [self.rows[index.row()] for index in indexes]
        insights = [each.id for each in rows if each.kind == "insight"]
        return carry_evidence(insights, [each.id for each in rows if each.kind == "quote"])


class EvidenceList(QListView):
    """Small cards below each other; as high as they are, up to so many."""

    opened = Signal(str, str)
    """The kind of a row, insight or quote, and its id: it was clicked, or Enter pressed on it."""
    place_asked = Signal(list)
    """Ids of insights or highlights that are to be put on a map."""

    def __init__(self, theme: ThemeKeeper, name: str, most: int) -> None:
        super().__init__()
        self._most, self._theme = most, theme
        self.rows = _Evidence(self)
        self.setModel(self.rows)
        self.setItemDelegate(RowLook(theme, self))
        self.setObjectName("queue")
        self.setUniformItemSizes(True)  # else the size of each is asked for, and so each row made
        plain_list(self, name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.clicked.connect(self._open)
        theme.changed.connect(self.viewport().update)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, and be as high as they are."""
        self.rows.show_rows(rows)
        self.setFixedHeight(52 * min(max(len(rows), 1), self._most) + 6)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Carry what is selected."""
        chosen = sorted(self.selectedIndexes())
        if chosen:
            row: Row = chosen[0].data(ROW)
            card = word_card(self._theme, row.text, row.mark, self.devicePixelRatioF())
            carry_card(self, self.rows.mimeData(chosen), card)

    def chosen(self) -> list[str]:
        """Return the ids of the selected rows."""
        return [self.rows.rows[each.row()].id for each in sorted(self.selectedIndexes())]

    def _open(self, index: QModelIndex) -> None:
        row: Row = index.data(ROW)
        self.opened.emit(row.kind, row.id)

    def _show_menu(self, place: QPoint) -> None:
        ids = self.chosen()
        if not ids:
            return
        menu = QMenu(self)
        menu.addAction(tr("Place on a map…"), lambda: self.place_asked.emit(ids))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(200, self.height())


def first_highlight(content: Content, insight_id: str) -> str:
    """Return the first passage that an insight is drawn from; none where there is none."""
    insight = content.find(Insight, insight_id)
    ids = sorted(all_highlight_ids(content, insight)) if insight is not None else []
    found = [content.get(Highlight, each) for each in ids]
    return min(found, key=lambda each: (each.source_id, place_of(each))).id if found else ""
