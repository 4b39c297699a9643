"""Rows that the lists of the place share, and how they are drawn: sources, tags, people, insights, quotes."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final, Literal, NamedTuple, overload

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QDrag, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.canvas.icons import map_icon
from app.models.kinds import InsightKind, TagColour
from app.views.icons import icon
from app.views.research.marks import SIGNS, edge_of
from app.views.tag_field import dot
from app.views.theme import SMALL, ThemeKeeper
from app.views.widgets import GRID

RowKind = Literal["heading", "source", "tag", "participant", "insight", "quote", "more"]
Index = QModelIndex | QPersistentModelIndex

ROW: Final = Qt.ItemDataRole.UserRole
_HEIGHTS: Final[dict[RowKind, int]] = {
    "heading": 34,
    "source": 48,
    "tag": 30,
    "participant": 46,
    "insight": 52,
    "quote": 52,
    "more": 30,
}
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


class Row(NamedTuple):
    """A line of a list: what it is, its id, its words and what stands below them.

    `dots` is how strong the evidence is, 0 … 3; none where that is not shown.
    """

    kind: RowKind
    id: str
    text: str
    caption: str = ""
    number: str = ""
    colour: TagColour | None = None
    mark: InsightKind | None = None
    dots: int | None = None
    folded: bool | None = None
    warns: bool = False


class LateRows(Sequence[Row]):
    """Rows that are known by kind and id, and made when they are looked at: of a long list, few ever are."""

    def __init__(self, keys: Sequence[tuple[RowKind, str]], make: Callable[[int], Row]) -> None:
        self.keys = keys
        self._make = cache(make)

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, number: int) -> Row: ...

    @overload
    def __getitem__(self, number: slice) -> list[Row]: ...

    def __getitem__(self, number: int | slice) -> Row | list[Row]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        return self._make(range(len(self))[number])


def _keys(rows: Sequence[Row]) -> Sequence[tuple[RowKind, str]]:
    return rows.keys if isinstance(rows, LateRows) else [(each.kind, each.id) for each in rows]


class Rows(QAbstractListModel):
    """Rows in order."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, unless they are these already."""
        if rows == self.rows:
            return
        if _keys(rows) == _keys(self.rows):
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own way
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or its words."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(filter(None, (row.text, row.number, row.caption)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that insights and quotes can be dragged away."""
        flags = super().flags(index)
        if index.isValid() and self.rows[index.row()].kind in ("insight", "quote"):
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def place_of(self, kind: RowKind, row_id: str) -> int | None:
        """Return the number of a row; none where there is no such one."""
        return next((at for at, each in enumerate(self.rows) if each.kind == kind and each.id == row_id), None)


class RowLook(QStyledItemDelegate):
    """Draws rows."""

    def __init__(self, theme: ThemeKeeper, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Each kind has its height."""
        return QSize(120, _HEIGHTS[index.data(ROW).kind])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground and content."""
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(2, 1, -2, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if row.kind in ("insight", "quote"):
            box = self._paper(painter, box.adjusted(0, 2, 0, -2), row, chosen)
        elif row.kind != "heading" and (chosen or option.state & QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.colour("selection" if chosen else "hover")))
            painter.drawRoundedRect(box, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(self._theme.colour("accent")))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if row.kind == "heading":
            self._heading(painter, option, box, row)
        else:
            self._words(painter, option, box, row)
        painter.restore()

    def _paper(self, painter: QPainter, box: QRectF, row: Row, chosen: bool) -> QRectF:
        """Draw the small card of an insight or a quote, with the edge of its kind."""
        look = self._theme.look
        paper = look[f"{SIGNS[row.mark]}.fill"] if row.mark else look["card"]
        painter.setPen(QPen(QColor(look["accent" if chosen else "card.line"]), 2 if chosen else 1))
        painter.setBrush(QColor(paper))
        painter.drawRoundedRect(box, 4, 4)
        if row.mark:
            painter.fillRect(QRectF(box.x(), box.y() + 2, 3, box.height() - 4), QColor(look[edge_of(row.mark)]))
        return box

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, row: Row) -> None:
        font = QFont(option.font)
        font.setPixelSize(SMALL)
        font.setWeight(QFont.Weight.DemiBold)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.0)
        painter.setFont(font)
        colour = self._theme.colour("muted")
        painter.setPen(QColor(colour))
        room = box.adjusted(GRID, 8, -GRID, 0)
        painter.drawText(room, int(_LEFT), row.text)
        if row.folded is not None:
            sign = icon("right" if row.folded else "down", colour, 12)
            sign.paint(painter, QRect(round(box.right()) - 20, round(room.center().y()) - 6, 12, 12))

    def _words(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, row: Row) -> None:
        look = self._theme.look
        room = box.adjusted(GRID, 0, -GRID, 0)
        first = QRectF(room.x(), room.center().y() - 20, room.width(), 20) if row.caption else room
        if row.kind == "tag":
            dot(row.colour, look).paint(painter, QRect(round(first.x()), round(first.center().y()) - 5, 10, 10))
            first.adjust(18, 0, 0, 0)
        elif row.mark:
            sign = map_icon(SIGNS[row.mark], edge_of(row.mark), look.name, 14)
            sign.paint(painter, QRect(round(first.x()) + 2, round(first.center().y()) - 7, 14, 14))
            first.adjust(22, 0, 0, 0)
            room.adjust(22, 0, 0, 0)
        painter.setFont(option.font)
        painter.setPen(QColor(look["accent" if row.kind == "more" else "ink"]))
        if row.number:
            self._small(painter, option, first, row.number, _RIGHT)
            first.adjust(0, 0, -painter.fontMetrics().horizontalAdvance(row.number) - GRID, 0)
            painter.setFont(option.font)
            painter.setPen(QColor(look["ink"]))
        shown = painter.fontMetrics().elidedText(
            " ".join(row.text.split()), Qt.TextElideMode.ElideRight, round(first.width())
        )
        painter.drawText(first, int(_LEFT), shown)
        if row.caption:
            second = QRectF(room.x(), room.center().y() + 1, room.width() - (44 if row.dots is not None else 0), 18)
            role = "bad" if row.warns else "muted"
            self._small(painter, option, second, row.caption, _LEFT, role)
        if row.dots is not None:
            self._dots(painter, box, row.dots)

    def _small(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRectF,
        text: str,
        side: Qt.AlignmentFlag,
        role: str = "muted",
    ) -> None:
        font = QFont(option.font)
        font.setPixelSize(SMALL)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colour(role)))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, int(side), shown)

    def _dots(self, painter: QPainter, box: QRectF, filled: int) -> None:
        """Draw how strong the evidence is as three dots."""
        colour = QColor(self._theme.colour("accent"))
        painter.setPen(QPen(colour, 1.2))
        for number in range(3):
            painter.setBrush(colour if number < filled else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(box.right() - GRID - 34 + number * 12, box.bottom() - 18, 8, 8))


def plain_list(view: QListView, name: str) -> None:
    """Give a list the manners that all lists of the place have."""
    view.setAccessibleName(name)
    view.setMouseTracking(True)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)


def carry_card(source: QWidget, data: QMimeData, card: QPixmap) -> None:
    """Drag what is carried, its card beside the pointer: where it would land stays in sight."""
    drag = QDrag(source)
    drag.setMimeData(data)
    drag.setPixmap(card)
    drag.setHotSpot(QPoint(-GRID, -2 * GRID))
    drag.exec(Qt.DropAction.CopyAction)


def word_card(theme: ThemeKeeper, words: str, kind: InsightKind | None, ratio: float) -> QPixmap:
    """Return words as the small card that is dragged."""
    width, height = 220, 40
    result = QPixmap(round(width * ratio), round(height * ratio))
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    look = theme.look
    painter.setPen(QPen(QColor(look["accent"]), 1.5))
    painter.setBrush(QColor(look[f"{SIGNS[kind]}.fill"] if kind else look["card"]))
    painter.drawRoundedRect(QRectF(1, 1, width - 2, height - 2), 4, 4)
    painter.setPen(QColor(look["ink"]))
    shown = painter.fontMetrics().elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, width - 2 * GRID)
    painter.drawText(QRectF(GRID, 0, width - 2 * GRID, height), int(_LEFT), shown)
    painter.end()
    return result
