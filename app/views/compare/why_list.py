"""The list of what changes and why: three lines a difference, the last saying what it answers."""

from typing import Any, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.canvas.icons import map_icon
from app.layout.marks import LOOKS
from app.views.compare.why import WhyRow, fate_word, why_text
from app.views.compare.words import tr
from app.views.history.change_list import AnyIndex, ChangeList, ChangeModel
from app.views.row_delegate import write_line
from app.views.theme import SMALL, ThemeKeeper
from app.views.widgets import GRID

ROW_HEIGHT: Final = 64
_SIGN: Final = 16


class WhyModel(ChangeModel):
    """The differences on show."""

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says; a screen reader hears all three lines."""
        if role not in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) or not index.isValid():
            return super().data(index, role)
        row: Any = self.rows[index.row()]
        lines = (f"{fate_word(row.role)}: {row.title}", row.detail, why_text(row))
        return "\n".join(line for line in lines if line)


class WhyDelegate(QStyledItemDelegate):
    """Draws a row: the sign and what it is, what is different, and why."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Three lines."""
        return QSize(160, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw a difference."""
        cell: Any = option  # the stubs know no fields of the option
        row: WhyRow = index.data(Qt.ItemDataRole.UserRole)
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
        self._write(painter, box, row, QFont(cell.font))
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, row: WhyRow, font: QFont) -> None:
        small, third = QFont(font), box.height() // 3
        small.setPixelSize(SMALL)
        why = QFont(small)
        why.setItalic(row.lacks_reason)
        lines = (
            (row.title, "ink", font),
            (row.detail or fate_word(row.role), "muted", small),
            (why_text(row), "warning" if row.lacks_reason else "ink", why),
        )
        for number, (text, role, used) in enumerate(lines):
            at = QRect(box.left(), box.top() + number * third, box.width(), third)
            write_line(painter, at, " ".join(text.split()), self._theme.colour(role), used)


class WhyList(ChangeList):
    """The list; tells which difference the user goes to."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__(theme, WhyModel(), WhyDelegate(theme))
        self.setAccessibleName(tr("What changes and why"))
