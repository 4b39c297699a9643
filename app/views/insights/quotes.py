"""A list of quotes: their words, read from the file as they come into view, and whose they are."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QMenu, QStyleOptionViewItem

from app.canvas.mime import HIGHLIGHT, carry_evidence
from app.models.changes import ChangeSet
from app.models.records import Highlight
from app.views.insights.words import tr
from app.views.quote_words import QuoteWords
from app.views.research.marks import edge_of
from app.views.research.words import insight_kind_word, where_words
from app.views.row_delegate import AnyIndex, RowDelegate
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, keep_delete

_HEIGHT: Final = 64
_MOST_LETTERS: Final = 240
_ANYWHERE: Final = QTextOption()
_ANYWHERE.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


class Said(NamedTuple):
    """A passage as it is shown: its words in one line, and whose they are."""

    highlight: Highlight
    words: str
    who: str


class QuotesModel(QAbstractListModel):
    """Highlights by id; their words are read when they come into view."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._words = QuoteWords(session, self)
        self.ids: list[str] = []
        session.changed.connect(self._follow)

    def show_quotes(self, ids: Sequence[str]) -> None:
        """Show other quotes."""
        self.beginResetModel()
        self.ids = list(ids)
        self.endResetModel()

    def _follow(self, changes: ChangeSet) -> None:
        """Show what is in view as it is now; which quotes there are is for whoever shows the list."""
        if self.ids and (changes.rewrites or changes.touches("highlight", "participant", "source")):
            self.dataChanged.emit(self.index(0), self.index(len(self.ids) - 1))

    def quote(self, row: int) -> Said | None:
        """Return the passage on a row; none where it is gone."""
        content = self._session.content
        highlight = content.find(Highlight, self.ids[row])
        if highlight is None:
            return None
        words, _ = self._session.attempt(lambda: self._words.said(highlight)) or ("", None)
        return Said(highlight, " ".join(words.split()), where_words(content, highlight))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many quotes there are."""
        return 0 if parent.isValid() else len(self.ids)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a quote, with whose they are where all is asked for."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        said = self.quote(index.row())
        if said is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"“{said.words}”"
        return f"“{said.words}”\n{insight_kind_word(said.highlight.kind)} · {said.who}"

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Return that quotes can be dragged to a map."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Return what is carried when rows are dragged."""
        return [HIGHLIGHT]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        """Return the dragged highlights, from top to bottom."""
        return carry_evidence((), [self.ids[row] for row in sorted({index.row() for index in indexes})])


class _QuoteLook(RowDelegate):
    """Two lines of words, whose they are below, and the colour of their kind at the edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As high as three lines."""
        return QSize(120, _HEIGHT)

    def draw(self, painter: QPainter, box: QRect, index: AnyIndex, font: QFont, small: QFont) -> None:
        """Draw a quote."""
        model = index.model()
        assert isinstance(model, QuotesModel)
        said = model.quote(index.row())
        if said is None:
            return
        edge = QRect(box.left() - GRID + 1, box.top() + 6, 3, box.height() - 12)
        painter.fillRect(edge, self._theme.look[edge_of(said.highlight.kind)])
        box = box.adjusted(GRID // 2, 4, 0, -4)
        line = painter.fontMetrics().lineSpacing() if painter.font() == font else 18
        first, rest = split_line(f"“{said.words[:_MOST_LETTERS]}”", font, box.width())
        self.line(painter, QRect(box.left(), box.top(), box.width(), line), first, "ink", font)
        self.line(painter, QRect(box.left(), box.top() + line, box.width(), line), rest, "ink", font)
        self.line(painter, QRect(box.left(), box.bottom() - 17, box.width(), 18), said.who, "muted", small)


def split_line(text: str, font: QFont, width: int) -> tuple[str, str]:
    """Return what of a text finds room in one line, and the rest."""
    layout = QTextLayout(text, font)
    layout.setTextOption(_ANYWHERE)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(max(width, 1))
    layout.endLayout()
    return text[: line.textLength()].rstrip(), text[line.textLength() :]


class QuoteList(QListView):
    """Quotes to be read, jumped to, and taken away where somebody wants to hear of that."""

    opened = Signal(str)
    """The highlight whose sentence is to be shown in its source."""
    removed = Signal(list)

    def __init__(self, session: Session, theme: ThemeKeeper, name: str, *, removable: bool = False) -> None:
        super().__init__()
        self._removable = removable
        self.quotes = QuotesModel(session, self)
        self.setModel(self.quotes)
        self._look = _QuoteLook(theme)
        self.setItemDelegate(self._look)
        self.setAccessibleName(name)
        self.setObjectName("quotes")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.quotes.ids[index.row()]))
        if removable:
            keep_delete(self)
        theme.changed.connect(self.viewport().update)

    def show_quotes(self, ids: Sequence[str]) -> None:
        """Show other quotes."""
        self.quotes.show_quotes(ids)

    def chosen_ids(self) -> list[str]:
        """Return the chosen highlights."""
        return [self.quotes.ids[row] for row in sorted(each.row() for each in self.selectedIndexes())]

    def fit(self, most: int = 4) -> None:
        """Be as high as the quotes need, up to some."""
        self.setFixedHeight(max(1, min(len(self.quotes.ids), most)) * _HEIGHT + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter jumps to the sentence, Delete takes the quote away."""
        ids = self.chosen_ids()
        if ids and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(ids[0])
        elif ids and self._removable and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(ids)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Let the wheel scroll what the list is in where all quotes are in view."""
        if event.type() == QEvent.Type.Wheel and self.verticalScrollBar().maximum() == 0:
            event.ignore()
            return False
        return super().viewportEvent(event)

    def _show_menu(self, place: QPoint) -> None:
        ids = self.chosen_ids()
        if ids:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(tr("Read it where it stands\tEnter"), lambda: self.opened.emit(ids[0]))
            if self._removable:
                menu.addAction(tr("Unlink\tDel"), lambda: self.removed.emit(ids))
            menu.popup(self.viewport().mapToGlobal(place))
