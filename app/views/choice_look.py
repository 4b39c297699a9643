"""How a row of the palette looks: icon, name with what was found in it, where it is, its keys."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.views.theme import SMALL, ThemeKeeper
from app.views.widgets import GRID

HEIGHT: Final = 36
"""The height of a row in pixels."""

KEYS, WHERE, WHY_NOT, MARKS = (Qt.ItemDataRole.UserRole + number for number in range(4))

Index = QModelIndex | QPersistentModelIndex


class ChoiceLook(QStyledItemDelegate):
    """Draws a row in the colours of the theme."""

    def __init__(self, theme: ThemeKeeper, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line with room around it."""
        return QSize(120, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row from its start to its end; what has no room is elided."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        why_not = str(index.data(WHY_NOT) or "")
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, self._theme, rect, state)
        inner = rect.adjusted(GRID, 0, -GRID, 0)

        def side(x: int, width: int) -> QRect:
            """Return a stretch of the row, x from its start."""
            left = inner.right() + 1 - x - width if mirrored else inner.left() + x
            return QRect(left, rect.top(), width, rect.height())

        picture: QIcon = index.data(Qt.ItemDataRole.DecorationRole)
        picture.paint(painter, side(0, 16), Qt.AlignmentFlag.AlignCenter)
        room = inner.width()
        small = QFont(option.font)
        small.setPixelSize(SMALL)
        keys = str(index.data(KEYS) or "")
        if keys:
            width = QFontMetrics(small).horizontalAdvance(keys) + 2 * GRID
            room -= width
            self._keys(painter, side(room, width), keys, small)
            room -= GRID
        end = why_not or str(index.data(WHERE) or "")
        begin = 16 + GRID + GRID // 2
        title = str(index.data(Qt.ItemDataRole.DisplayRole))
        metrics = QFontMetrics(option.font)
        wanted = metrics.horizontalAdvance(title) + GRID
        if end:
            most = max((room - begin) // 3, room - begin - wanted)
            shown = QFontMetrics(small).elidedText(end, Qt.TextElideMode.ElideMiddle, most)
            width = min(most, QFontMetrics(small).horizontalAdvance(shown) + 2)
            room -= width
            painter.setFont(small)
            painter.setPen(QColor(self._theme.colour("muted")))
            align = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
            painter.drawText(side(room, width), align | Qt.AlignmentFlag.AlignVCenter, shown)
            room -= 2 * GRID
        place = side(begin, max(0, room - begin))
        draw_marked(
            painter, self._theme, place, title, index.data(MARKS) or (), option.font, "muted" if why_not else "ink"
        )
        painter.restore()

    def _keys(self, painter: QPainter, place: QRect, keys: str, font: QFont) -> None:
        box = QRectF(place.x() + 0.5, place.center().y() - 10.5, place.width() - 1, 22)
        painter.setPen(QColor(self._theme.colour("strong_line")))
        painter.setBrush(QColor(self._theme.colour("hover")))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colour("ink")))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)


def draw_ground(painter: QPainter, theme: ThemeKeeper, rect: QRect, state: QStyle.StateFlag) -> None:
    """Draw the ground of a row that is chosen or under the pointer; of others none."""
    for flag, role in ((QStyle.StateFlag.State_Selected, "selection"), (QStyle.StateFlag.State_MouseOver, "hover")):
        if state & flag:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.colour(role)))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 1, 0, -1), 6, 6)
            return


def draw_marked(
    painter: QPainter, theme: ThemeKeeper, place: QRect, text: str, marks: Iterable[int], font: QFont, role: str = "ink"
) -> None:
    """Draw one line of text, its end left out where there is no room, with the letters at some places marked."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    kept = len(shown) if shown == text else len(shown) - 1
    layout = QTextLayout(shown, font)
    found = QTextCharFormat()
    found.setForeground(QColor(theme.colour("accent")))
    found.setFontWeight(QFont.Weight.DemiBold)
    ranges = []
    for at in (each for each in marks if each < kept):
        each = QTextLayout.FormatRange()
        each.start = len(shown[:at].encode("utf-16-le")) // 2
        each.length = len(shown[at].encode("utf-16-le")) // 2
        each.format = found
        ranges.append(each)
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(place.width() + 2 * GRID)  # marked letters are a little wider than elided for
    layout.endLayout()
    painter.setPen(QColor(theme.colour(role)))
    right = layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft
    left = place.right() - line.naturalTextWidth() if right else place.left()
    layout.draw(painter, QPointF(left, place.center().y() + 1 - line.height() / 2))
