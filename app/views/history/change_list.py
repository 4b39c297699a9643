"""The list of what is different: two lines a change, with the sign of its mark on the map."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.canvas.icons import map_icon
from app.layout.marks import LOOKS
from app.views.history.changes import ChangeRow, role_word, tr
from app.views.row_delegate import write_line
from app.views.theme import SMALL, ThemeKeeper
from app.views.widgets import GRID

ROW_HEIGHT: Final = 46
_SIGN: Final = 16

AnyIndex = QModelIndex | QPersistentModelIndex


class ChangeModel(QAbstractListModel):
    """The changes on show."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ChangeRow] = []
        self._all: Sequence[ChangeRow] = []

    def show_rows(self, rows: Sequence[ChangeRow], passes: Callable[[ChangeRow], bool]) -> None:
        """Show those of these changes that pass."""
        self.beginResetModel()
        self._all = rows
        self.rows = [each for each in rows if passes(each)]
        self.endResetModel()

    def filter(self, passes: Callable[[ChangeRow], bool]) -> None:
        """Show those that pass now."""
        self.show_rows(self._all, passes)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{role_word(row.role)}: {row.title}" + (f"\n{row.detail}" if row.detail else "")
        return row if role == Qt.ItemDataRole.UserRole else None


class ChangeDelegate(QStyledItemDelegate):
    """Draws a row: the sign, what it is, what is different; a subclass may have more lines."""

    height = ROW_HEIGHT

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All its lines."""
        return QSize(160, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw a change."""
        cell: Any = option  # the stubs know no fields of the option
        row: ChangeRow = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        box = QRect(cell.rect)
        if cell.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(self._theme.colour("selection")))
        elif cell.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(self._theme.colour("hover")))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(self._theme.colour("line")))
        box.adjust(GRID, 4, -GRID, -4)
        sign = map_icon(f"mark {row.role}", LOOKS[row.role].colour, self._theme.look.name, _SIGN)
        sign.paint(painter, box.left(), box.top() + 2, _SIGN, _SIGN)
        box.adjust(_SIGN + GRID, 0, 0, 0)
        small = QFont(cell.font)
        small.setPixelSize(SMALL)
        lines = self.lines(row, QFont(cell.font), small)
        each = box.height() // len(lines)
        for number, (text, role, font) in enumerate(lines):
            at = QRect(box.left(), box.top() + number * each, box.width(), each)
            write_line(painter, at, " ".join(text.split()), self._theme.colour(role), font)
        painter.restore()

    def lines(self, row: Any, font: QFont, small: QFont) -> tuple[tuple[str, str, QFont], ...]:
        """Return the lines of a row, a `ChangeRow`: each with its colour and font."""
        return (row.title, "ink", font), (row.detail or role_word(row.role), "muted", small)


class ChangeList(QListView):
    """The list; tells which change the user goes to."""

    chosen = Signal(object)
    """The `ChangeRow` to be shown on the map."""

    def __init__(
        self, theme: ThemeKeeper, model: ChangeModel | None = None, delegate: QStyledItemDelegate | None = None
    ) -> None:
        super().__init__()
        self.changes = model or ChangeModel()
        self.setModel(self.changes)
        self._delegate = delegate or ChangeDelegate(theme)
        self.setItemDelegate(self._delegate)
        self.setObjectName("changes")
        self.setAccessibleName(tr("What is different"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(160)
        self.selectionModel().currentChanged.connect(self._tell)
        self.clicked.connect(self._tell)

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.changes.rows[index.row()])

    def walk(self, way: int) -> None:
        """Go to the next or the previous change, round and round."""
        count = self.changes.rowCount()
        if count:
            at = self.currentIndex().row()
            self.setCurrentIndex(self.changes.index((at + way) % count if at >= 0 else (0 if way > 0 else count - 1)))
            self.scrollTo(self.currentIndex())
