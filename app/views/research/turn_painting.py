"""How a turn is painted: time and speaker beside it, highlights as soft fills above lines of their kind's colour."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.canvas.icons import map_icon
from app.models.records import Highlight
from app.views.research.marks import SIGNS, Mark, edge_of
from app.views.research.text_column import TextColumn
from app.views.research.turn_layout import MARGIN, Fonts, LaidTurn
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID

_SOFT, _SOFT_DARK, _STRONG = 0.13, 0.24, 2.1
"""How much of its colour a highlight lays over the ground, and how many times that where the caret is in it."""

_LIT = 0.5
"""The same where one was just jumped to."""

_LINE, _LINE_APART = 2.0, 3.0
_SIGN: Final = 13
_RIGHT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


class Over(NamedTuple):
    """What lies over the text of a turn: selection and hits from code point to code point, the highlight in use."""

    marks: Sequence[Mark] = ()
    selected: tuple[int, int] | None = None
    hits: Sequence[tuple[int, int]] = ()
    hit: tuple[int, int] | None = None
    current: str = ""
    lit: str = ""
    light: float = 0.0


class TurnPainter:
    """Paints turns in the colours of the theme."""

    def __init__(self, theme: ThemeKeeper, fonts: Fonts) -> None:
        self._theme, self._fonts = theme, fonts

    def colour(self, role: str, alpha: float = 1.0) -> QColor:
        """Return a colour of the theme."""
        colour = QColor(self._theme.look[role] if role in self._theme.look.colours else self._theme.colour(role))
        colour.setAlphaF(alpha)
        return colour

    def paint_column(
        self,
        painter: QPainter,
        column: TextColumn,
        offset: QPointF,
        height: float,
        over: Callable[[int, int], Over],
    ) -> None:
        """Paint the turns that are in view of so many pixels; `over` tells what lies over a turn of some length."""
        number = column.heights.at(max(0.0, -offset.y()))
        y = column.heights.top(number) + offset.y()
        while number < column.pages.count and y < height:
            laid = column.laid(number)
            if laid is not None:
                self.paint(painter, laid, QPointF(offset.x(), y), over(number, len(laid.turn.text)))
                y += laid.height
            number += 1

    def paint_caret(self, painter: QPainter, caret: QRectF, left: float) -> None:
        """Paint the caret, and a bar beside its line, by which it is found again."""
        colour = self.colour("accent")
        painter.fillRect(caret, colour)
        painter.fillRect(QRectF(left - MARGIN - GRID, caret.top() - 2, 3.0, caret.height() + 4), colour)

    def paint(self, painter: QPainter, laid: LaidTurn, at: QPointF, over: Over) -> None:
        """Paint a turn whose text begins at a place; what is beside it lies to the left."""
        painter.setPen(Qt.PenStyle.NoPen)
        depth = max((mark.level for mark in over.marks), default=0) + 1
        for mark in over.marks:
            self._fill(painter, laid, at, mark, over, min(1.0, 2.0 / depth))
        for start, end in over.hits:
            self._cover(painter, laid, at, (start, end), self.colour("notice_line", 0.45))
        if over.hit is not None:
            self._cover(painter, laid, at, over.hit, self.colour("notice_line", 0.9))
        if over.selected is not None:
            self._cover(painter, laid, at, over.selected, self.colour("accent", 0.24))
        painter.setPen(self.colour("ink"))
        if laid.heading_layout is not None:
            laid.heading_layout.draw(painter, at)
        laid.layout.draw(painter, at + laid.origin())
        self._beside(painter, laid, at, over.marks)
        for mark in over.marks:
            self._underline(painter, laid, at, mark)

    def _fill(self, painter: QPainter, laid: LaidTurn, at: QPointF, mark: Mark, over: Over, part: float) -> None:
        """Lay a soft colour below the words; where many overlap, less of each, so that they can be read."""
        strength = part * (_SOFT_DARK if self._theme.look.dark else _SOFT)
        if mark.highlight.id == over.current:
            strength *= _STRONG
        if mark.highlight.id == over.lit:
            strength += (_LIT - strength) * over.light
        colour = self.colour(edge_of(mark.highlight.kind), strength)
        self._cover(painter, laid, at, (mark.start, mark.end), colour)

    def _cover(self, painter: QPainter, laid: LaidTurn, at: QPointF, part: tuple[int, int], colour: QColor) -> None:
        for rect in laid.rects(*part):
            painter.fillRect(rect.translated(at).adjusted(0.0, 2.0, 0.0, -2.0), colour)

    def _underline(self, painter: QPainter, laid: LaidTurn, at: QPointF, mark: Mark) -> None:
        colour = self.colour(edge_of(mark.highlight.kind))
        for rect in laid.rects(mark.start, mark.end):
            y = rect.bottom() - 4.0 + mark.level * _LINE_APART
            painter.fillRect(QRectF(rect.x(), y, rect.width(), _LINE).translated(at), colour)

    def _beside(self, painter: QPainter, laid: LaidTurn, at: QPointF, marks: Sequence[Mark]) -> None:
        """Write time and speaker, and put the sign of each kind beside the line in which it begins."""
        left, top = at.x() - MARGIN, at.y() + laid.text_top + 4.0
        painter.setPen(self.colour("muted"))
        for number, text in enumerate(laid.margin_lines):
            painter.setFont(self._fonts.small)
            room = QRectF(left, top + 18.0 * number, MARGIN - 30.0 + 14.0 * (number > 0), 18.0)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(room.width()))
            painter.drawText(room, int(_RIGHT), shown)
        if laid.known:
            painter.setFont(self._fonts.small)
            room = QRectF(at.x(), at.y() + laid.known_top, laid.layout.boundingRect().width() or 400.0, 18.0)
            room.setWidth(max(room.width(), 400.0))
            shown = painter.fontMetrics().elidedText(laid.known, Qt.TextElideMode.ElideRight, round(room.width()))
            painter.drawText(room, int(_RIGHT), shown)
        taken: dict[int, int] = {}
        for mark in marks:
            if mark.highlight.kind is not None and _begins(mark.highlight, laid.number):
                line = round(laid.caret(mark.start).top())
                place = taken.get(line, 0)
                taken[line] = place + 1
                if place < 2:
                    sign = map_icon(
                        SIGNS[mark.highlight.kind], edge_of(mark.highlight.kind), self._theme.look.name, _SIGN
                    )
                    x = at.x() - 20.0 - place * (_SIGN + 2.0)
                    box = QRectF(x, at.y() + line + 4.0, _SIGN, _SIGN)
                    sign.paint(painter, box.toRect())


def _begins(highlight: Highlight, number: int) -> bool:
    return highlight.turn == number
