"""What tables that draw their own rows share: colours of the theme, the ground of a row, lines of text, bars."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.views.theme import SMALL, ThemeKeeper
from app.views.widgets import GRID

BAR = 8
"""The height of a bar in pixels."""

AnyIndex = QModelIndex | QPersistentModelIndex


def write_line(painter: QPainter, box: QRect, text: str, colour: QColor | str, font: QFont) -> None:
    """Write one line of text, its end left out where there is no room."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)


class RowDelegate(QStyledItemDelegate):
    """Draws the ground of a cell and hands what is in it to `draw`."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        self._theme = theme
        self._colours: dict[str, QColor] = {}
        theme.changed.connect(self._undress)

    def _undress(self) -> None:
        self._colours.clear()

    def colour(self, role: str) -> QColor:
        """Return a colour of the theme, kept while the theme is."""
        if role not in self._colours:
            self._colours[role] = QColor(self._theme.colour(role))
        return self._colours[role]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw a cell."""
        cell: Any = option  # the stubs know no fields of the option
        state, box, font = cell.state, QRect(cell.rect), QFont(cell.font)
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self.colour("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, self.colour("hover"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), self.colour("line"))
        small = QFont(font)
        small.setPixelSize(SMALL)
        self.draw(painter, box.adjusted(GRID, 0, -GRID, -1), index, font, small)
        painter.restore()

    def draw(self, painter: QPainter, box: QRect, index: AnyIndex, font: QFont, small: QFont) -> None:
        """Draw what is in a cell: its word."""
        self.line(painter, box, str(index.data()), "ink", font)

    def line(self, painter: QPainter, box: QRect, text: str, role: str, font: QFont) -> None:
        """Draw one line of text, its end left out where there is no room."""
        write_line(painter, box, " ".join(text.split()), self.colour(role), font)

    def bar(self, painter: QPainter, track: QRectF, low: float, high: float, role: str) -> None:
        """Draw a part of a track, its ends 0 … 1 of the whole."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour("grid"))
        painter.drawRoundedRect(track, BAR / 2, BAR / 2)
        painter.setBrush(self.colour(role))
        width = max(track.width() * (high - low), 3.0)
        left = min(track.left() + track.width() * low, track.right() - width)
        painter.drawRoundedRect(QRectF(left, track.top(), width, BAR), BAR / 2, BAR / 2)
