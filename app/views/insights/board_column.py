"""A column of the board: a theme with its insights as cards, to be dragged, or moved by keys."""

from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.canvas.mime import INSIGHT, carried_insights, carry_evidence
from app.models.content import Content
from app.models.records import Insight
from app.scoring.evidence import Evidence, evidence_of
from app.views.icons import icon
from app.views.insights.quotes import split_line
from app.views.insights.words import DOTS_APART, draw_dots, evidence_words, insight_icon, strength_line, tr
from app.views.research.marks import SIGNS, edge_of
from app.views.research.words import insight_kind_word
from app.views.row_delegate import AnyIndex, write_line
from app.views.theme import SMALL, ThemeKeeper
from app.views.widgets import GRID, LineField, ToolButton, column, keep_delete, label

WIDTH: Final = 34 * GRID
_CARD: Final = 72
_SIGN: Final = 14


class ThemeModel(QAbstractListModel):
    """The insights of a theme in their order; what is behind one is counted when it is seen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._content = Content()
        self._evidence: dict[str, Evidence] = {}
        self.ids: list[str] = []

    def show_insights(self, content: Content, ids: list[str]) -> None:
        """Show insights as they are stored."""
        self._content = content
        self._evidence.clear()
        if ids == self.ids:
            self.dataChanged.emit(self.index(0), self.index(len(ids) - 1))
            return
        self.beginResetModel()
        self.ids = ids
        self.endResetModel()

    def insight(self, row: int) -> Insight:
        """Return the insight on a row."""
        return self._content.get(Insight, self.ids[row])

    def evidence(self, row: int) -> Evidence:
        """Return what is behind the insight on a row."""
        found = self._evidence.get(self.ids[row])
        if found is None:
            found = self._evidence[self.ids[row]] = evidence_of(self._content, self.insight(row))
        return found

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many insights there are."""
        return 0 if parent.isValid() else len(self.ids)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what an insight says, with what is behind it where all is asked for."""
        if self._content.find(Insight, self.ids[index.row()]) is None:
            return None
        insight = self.insight(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return insight.statement or tr("Not said yet")
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{insight.statement}\n{strength_line(self.evidence(index.row()))}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (
                f"{insight_kind_word(insight.kind)}: {insight.statement}. {strength_line(self.evidence(index.row()))}"
            )
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Return that insights can be dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Return what is carried."""
        return [INSIGHT]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        """Return the dragged insights, from top to bottom."""
        return carry_evidence(self.ids[row] for row in sorted({index.row() for index in indexes}))


class _CardLook(QStyledItemDelegate):
    """Draws an insight as a card in the colours of its kind."""

    def __init__(self, theme: ThemeKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Two lines of words and one of counts."""
        return QSize(120, _CARD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the card."""
        model, cell, look = index.model(), _as_any(option), self._theme.look
        assert isinstance(model, ThemeModel)
        if index.data() is None:  # deleted, and the board not yet shown anew
            return
        insight, evidence = model.insight(index.row()), model.evidence(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(cell.state & QStyle.StateFlag.State_Selected)
        box = QRectF(cell.rect).adjusted(4.5, 3.5, -4.5, -3.5)
        painter.setPen(QPen(QColor(look["accent" if chosen else "card.line"]), 2 if chosen else 1))
        painter.setBrush(QColor(look[f"{SIGNS[insight.kind]}.fill"]))
        painter.drawRoundedRect(box, 4, 4)
        painter.fillRect(QRectF(box.left(), box.top() + 2, 3, box.height() - 4), QColor(look[edge_of(insight.kind)]))
        if cell.state & QStyle.StateFlag.State_HasFocus and not chosen:
            painter.setPen(QPen(QColor(look["accent"]), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 3, 3)
        inside = QRect(round(box.left()) + 12, round(box.top()) + 6, round(box.width()) - 20, round(box.height()) - 10)
        sign = QRect(inside.left(), inside.top() + 3, _SIGN, _SIGN)
        insight_icon(insight.kind, look, _SIGN).paint(painter, sign)
        font, small = QFont(cell.font), QFont(cell.font)
        small.setPixelSize(SMALL)
        words = inside.adjusted(_SIGN + 6, 0, 0, 0)
        first, rest = split_line(" ".join(str(index.data()).split()), font, words.width())
        ink = look["ink" if insight.statement else "muted"]
        for number, line in enumerate((first, rest)):
            write_line(painter, QRect(words.left(), words.top() + number * 19, words.width(), 19), line, ink, font)
        foot = QRect(words.left(), inside.bottom() - 16, words.width() - 3 * DOTS_APART - GRID, 17)
        write_line(painter, foot, evidence_words(evidence), look["muted"], small)
        draw_dots(painter, inside.right() - 3 * DOTS_APART + 4, foot.center().y() + 1, evidence, QColor(look["accent"]))
        painter.restore()


def _as_any(option: QStyleOptionViewItem) -> Any:
    return option  # the stubs know no fields of the option


class ThemeList(QListView):
    """The cards of a theme; what is done with them is told."""

    moved = Signal(list, object)
    """Insights are to come before another of this theme, or (none) to its end."""
    carried = Signal(list, int)
    """Insights are to go to the theme so many columns further."""
    left = Signal(int)
    """The keys are to go to the list so many columns further."""
    taken_out = Signal(list)
    opened = Signal(str)
    theme_wanted = Signal(list)

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        keep_delete(self)
        self.cards = ThemeModel(self)
        self.setModel(self.cards)
        self.setItemDelegate(_CardLook(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.cards.ids[index.row()]))
        theme.changed.connect(self.viewport().update)

    def chosen_ids(self) -> list[str]:
        """Return the chosen insights from top to bottom."""
        return [self.cards.ids[row] for row in sorted(index.row() for index in self.selectedIndexes())]

    def choose(self, ids: Iterable[str]) -> bool:
        """Choose insights and scroll to them; return whether one is here."""
        rows = [self.cards.ids.index(each) for each in ids if each in self.cards.ids]
        model, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag
        model.clearSelection()
        for row in rows:
            model.select(self.cards.index(row), flag.Select)
        if rows:
            model.setCurrentIndex(self.cards.index(rows[-1]), flag.NoUpdate)
            self.scrollTo(self.cards.index(rows[-1]))
        return bool(rows)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the first card."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.ids:
            self.setCurrentIndex(self.cards.index(0))

    # ---- dragging

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take insights."""
        self._judge(event)
        super().dragEnterEvent(event)
        self._judge(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which cards they would land."""
        super().dragMoveEvent(event)
        self._judge(event)

    def _judge(self, event: QDropEvent) -> None:
        if event.mimeData().hasFormat(INSIGHT):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the insights that were dropped; the list follows what is stored then."""
        at = self.indexAt(event.position().toPoint())
        below = self.dropIndicatorPosition() == QListView.DropIndicatorPosition.BelowItem
        row = at.row() + below if at.isValid() else len(self.cards.ids)
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.move_to(carried_insights(event.mimeData()), row)

    def move_to(self, ids: list[str], row: int) -> None:
        """Ask for insights to stand before a row."""
        staying = [each for each in self.cards.ids[row:] if each not in ids]
        self.moved.emit(ids, staying[0] if staying else None)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the cards, an arrow alone walks; Delete takes out of the theme, Enter opens."""
        key, ids = event.key(), self.chosen_ids()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        aside = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)  # type: ignore[call-overload]
        if aside is not None and alt and ids:
            self.carried.emit(ids, aside)
        elif aside is not None:
            self.left.emit(aside)
        elif alt and ids and key == Qt.Key.Key_Up:
            self.move_to(ids, max(self.cards.ids.index(ids[0]) - 1, 0))
        elif alt and ids and key == Qt.Key.Key_Down:
            self.move_to(ids, self.cards.ids.index(ids[-1]) + 2)
        elif ids and key == Qt.Key.Key_Delete:
            self.taken_out.emit(ids)
        elif ids and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(ids[0])
        else:
            super().keyPressEvent(event)

    def _show_menu(self, place: QPoint) -> None:
        ids = self.chosen_ids()
        if ids:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(tr("Show in the library\tEnter"), lambda: self.opened.emit(ids[0]))
            menu.addAction(tr("Make a theme of these"), lambda: self.theme_wanted.emit(ids))
            menu.addAction(tr("Take out of the theme\tDel"), lambda: self.taken_out.emit(ids))
            menu.popup(self.viewport().mapToGlobal(place))


class ThemeColumn(QFrame):
    """A theme: its title to be written over, how many insights, and their cards. Without an id, those of no theme."""

    renamed = Signal(str, str)
    moved = Signal(str, int)
    """The theme is to go so many columns further."""
    deleted = Signal(str)

    def __init__(self, theme: ThemeKeeper, theme_id: str | None) -> None:
        super().__init__()
        self._theme = theme
        self.theme_id = theme_id
        self.setObjectName("sheet")
        self.setFixedWidth(WIDTH)
        self.list = ThemeList(theme)
        self.count = label("", "caption")
        top = QHBoxLayout()
        top.setContentsMargins(2 * GRID, GRID, GRID, 0)
        self.title = LineField(tr("Title of the theme"))
        self.title.setPlaceholderText(tr("Name this theme"))
        self.more = ToolButton()
        if theme_id is None:
            top.addWidget(label(tr("No theme"), "strong"), 1)
            self.title.hide()
            self.more.hide()
        else:
            self.title.textEdited.connect(lambda text: self.renamed.emit(theme_id, text))
            self.title.returnPressed.connect(self.list.setFocus)
            self.more.setIconSize(QSize(16, 16))
            self.more.clicked.connect(self._show_menu)
            top.addWidget(self.title, 1)
        top.addWidget(self.count)
        top.addWidget(self.more)
        rows = column(spacing=GRID // 2, margins=(0, 0, 0, GRID // 2))
        rows.addLayout(top)
        rows.addWidget(self.list, 1)
        self.setLayout(rows)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.more.setIcon(icon("down", self._theme.colour("muted"), 16))

    def show_theme(self, content: Content, title: str, ids: list[str]) -> None:
        """Show the theme as it is stored."""
        self.title.fill(title)
        if not self.title.hasFocus():
            self.title.setCursorPosition(0)  # the beginning of a long one is in view
        named = title or (tr("Untitled theme") if self.theme_id else tr("No theme"))
        self.title.setAccessibleName(tr("Title of the theme {theme}").format(theme=named))
        self.list.setAccessibleName(tr("Insights: {theme}").format(theme=named))
        self.more.setAccessibleName(tr("What can be done with the theme {theme}").format(theme=named))
        self.count.setText(str(len(ids)))
        self.list.cards.show_insights(content, ids)

    def _show_menu(self) -> None:
        theme_id = self.theme_id or ""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Move to the left"), lambda: self.moved.emit(theme_id, -1))
        menu.addAction(tr("Move to the right"), lambda: self.moved.emit(theme_id, 1))
        menu.addAction(tr("Delete the theme, keep its insights"), lambda: self.deleted.emit(theme_id))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
