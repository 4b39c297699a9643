"""Draws the rows of ranked opportunities: values, intervals and shares as bars, decisions as pills."""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPolygonF, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyleOptionViewItem

from app.models.kinds import DecisionKind, Side
from app.views.opportunity_model import AnyIndex, Column, OpportunityModel, tr
from app.views.opportunity_words import decision_word, score_text
from app.views.row_delegate import BAR, RowDelegate
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID

ROW_HEIGHT: Final = 48

SIDE_ROLES: Final[dict[Side, str]] = {"customer": "accent", "business": "good", "effort": "warning"}
"""The colour of each side: a line below the name of a criterion, which says the side in its tip too."""

_FIGURE: Final = 44
"""Pixels that the figure of a value takes beside its bar."""
_RANKS: Final = 6
"""So many places are drawn of how often each was drawn; the rest is below."""
_STICK: Final = 7
"""The width of one of them."""
_INDENT: Final = 2 * GRID
_ANYWHERE: Final = QTextOption()
_ANYWHERE.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

_PILLS: Final[dict[DecisionKind | None, tuple[str, str, str]]] = {
    "will do": ("gain_fill", "good", "good"),
    "later": ("surface", "strong_line", "ink"),
    "will not do": ("hover", "line", "muted"),
}
"""Ground, edge and ink of each decision."""


class OpportunityDelegate(RowDelegate):
    """Each kind of column has its own way to be drawn."""

    def __init__(self, model: OpportunityModel, theme: ThemeKeeper) -> None:
        super().__init__(theme)
        self._model = model
        self._ways = {
            "title": self._title,
            "value": self._value,
            "score": self._score,
            "evidence": self._dots,
            "leads": self._interval,
            "shares": self._shares,
            "decision": self._decision,
        }

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Two lines, whatever a cell says."""
        return QSize(40, ROW_HEIGHT)

    def draw(self, painter: QPainter, box: QRect, index: AnyIndex, font: QFont, small: QFont) -> None:
        """Draw what is in a cell."""
        self._ways.get(self._column(index).kind, super().draw)(painter, box, index, font, small)

    def _column(self, index: AnyIndex) -> Column:
        return self._model.columns[index.column()]

    # ---- titles

    def _title(self, painter: QPainter, box: QRect, index: AnyIndex, font: QFont, small: QFont) -> None:
        row = index.row()
        title, caption = " ".join(str(index.data()).split()), self._model.caption(row)
        depth = min(self._model.depth(row), 4)
        if depth:
            box = self._indented(painter, box, depth)
        painter.setFont(font)
        barred = self._model.id_at(row) in self._model.barred
        plain = self._model.place_at(row).value is not None and not barred
        if plain and painter.fontMetrics().horizontalAdvance(title) > box.width():
            self._two_lines(painter, box, title)
            return
        if not caption:
            self.line(painter, box, title, "ink", font)
            return
        half = box.height() // 2
        self.line(painter, box.adjusted(0, 5, 0, -half + 2), title, "muted" if barred else "ink", font)
        self.line(painter, box.adjusted(0, half, 0, -5), caption, "warning" if barred else "muted", small)

    def _indented(self, painter: QPainter, box: QRect, depth: int) -> QRect:
        """Draw the corner by which a child hangs on its parent, and return the room beside it."""
        from_right = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = depth * _INDENT
        inner = box.adjusted(0, 0, -room, 0) if from_right else box.adjusted(room, 0, 0, 0)
        painter.setPen(QPen(self.colour("strong_line"), 1))
        middle = box.center().y()
        x, end = (inner.right() + 10, inner.right() + 4) if from_right else (inner.left() - 10, inner.left() - 4)
        painter.drawLine(x, box.top(), x, middle)
        painter.drawLine(x, middle, end, middle)
        return inner

    def _two_lines(self, painter: QPainter, box: QRect, title: str) -> None:
        """A title that is too long for one line takes that of the caption too, which the tooltip says as well."""
        layout = QTextLayout(title, painter.font())
        layout.setTextOption(_ANYWHERE)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(box.width())
        layout.endLayout()
        first = title[: line.textLength()]
        half = box.height() // 2
        self.line(painter, box.adjusted(0, 4, 0, -half + 1), first, "ink", painter.font())
        self.line(painter, box.adjusted(0, half - 1, 0, -4), title[len(first) :], "ink", painter.font())

    # ---- figures

    def _value(self, painter: QPainter, box: QRect, index: AnyIndex, font: QFont, small: QFont) -> None:
        value = self._model.place_at(index.row()).value
        if value is not None and box.width() >= 2 * _FIGURE:
            track = QRectF(box.left(), box.center().y() - BAR / 2, box.width() - _FIGURE, BAR)
            self.bar(painter, track, 0.0, min(max(value / self._model.highest, 0.0), 1.0), "accent")
            box = box.adjusted(box.width() - _FIGURE + GRID, 0, 0, 0)
        self.line(painter, box, str(index.data()), "ink" if value is not None else "muted", font)

    def _score(self, painter: QPainter, box: QRect, index: AnyIndex, font: QFont, small: QFont) -> None:
        """A score as people gave it; prefilled ones slanted, overrides with a corner and the median below."""
        _, standing = self._model.cell(index.row(), self._column(index))
        text = str(index.data())
        if standing.source == "prefill":
            slanted = QFont(font)
            slanted.setItalic(True)
            self.line(painter, box, text, "muted", slanted)
            width = min(QFontMetrics(slanted).horizontalAdvance(text), box.width())
            below = box.center().y() + painter.fontMetrics().ascent() // 2 + 3
            painter.setPen(QPen(self.colour("muted"), 1, Qt.PenStyle.DotLine))
            left = box.left() if painter.layoutDirection() == Qt.LayoutDirection.LeftToRight else box.right() - width
            painter.drawLine(left, below, left + width, below)
        elif standing.source == "override":
            self._corner(painter, box)
            half = box.height() // 2
            self.line(painter, box.adjusted(0, 5, 0, -half + 2), text, "ink", font)
            beside = (
                tr("median {value}").format(value=score_text(standing.median)) if standing.median is not None else ""
            )
            self.line(painter, box.adjusted(0, half, 0, -5), beside, "muted", small)
        else:
            self.line(painter, box, text, "muted" if standing.value is None else "ink", font)

    def _corner(self, painter: QPainter, box: QRect) -> None:
        """Mark a cell that was overridden."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour("warning"))
        right, top = box.right() + GRID, box.top()
        painter.drawPolygon(QPolygonF([QPointF(right - 8, top), QPointF(right, top), QPointF(right, top + 8)]))

    def _dots(self, painter: QPainter, box: QRect, index: AnyIndex, font: QFont, small: QFont) -> None:
        self.line(painter, box, str(index.data()), "accent", font)

    # ---- how it holds

    def _interval(self, painter: QPainter, box: QRect, index: AnyIndex, font: QFont, small: QFont) -> None:
        interval = self._model.leads_at(index.row())
        if interval is None or not self._model.led_by:
            self.line(painter, box, str(index.data()), "muted", font)
            return
        track = QRectF(box.left(), box.top() + 11, box.width() - GRID, BAR)
        low, high = (float(end) for end in interval)
        self.bar(painter, track, low, high, "accent")
        if self._model.lead_weight is not None:
            mark = track.left() + track.width() * self._model.lead_weight
            painter.fillRect(QRectF(mark - 1, track.top() - 3, 2, track.height() + 6), self.colour("ink"))
        self.line(painter, box.adjusted(0, box.height() // 2, 0, -5), str(index.data()), "ink", small)

    def _shares(self, painter: QPainter, box: QRect, index: AnyIndex, font: QFont, small: QFont) -> None:
        shares = self._model.shares
        found = shares.of(self._model.id_at(index.row()))[:_RANKS] if shares is not None else ()
        if not found:
            self.line(painter, box, str(index.data()), "muted", font)
            return
        foot, tall = box.center().y() + 11, 22
        for at, share in enumerate(found):
            height = max(round(tall * share), 2 if share else 1)
            role = "accent" if at == 0 else "strong_line"
            painter.fillRect(QRect(box.left() + at * (_STICK + 1), foot - height, _STICK, height), self.colour(role))
        self.line(painter, box.adjusted(_RANKS * (_STICK + 1) + 4, 0, GRID, 0), str(index.data()), "ink", small)

    # ---- decisions

    def _decision(self, painter: QPainter, box: QRect, index: AnyIndex, font: QFont, small: QFont) -> None:
        decision, forgone = self._model.decided(index.row())
        text = decision_word(decision)
        if forgone is not None:
            below = tr("{value} forgone").format(value=score_text(forgone))
            self.line(painter, box.adjusted(0, box.height() // 2 + 4, 0, -2), below, "muted", small)
            box = box.adjusted(0, 0, 0, -box.height() // 2 + 6)
        if decision is None:
            self.line(painter, box, text, "muted", font)
            return
        ground, edge, ink = _PILLS[decision]
        width = min(QFontMetrics(small).horizontalAdvance(text) + 2 * GRID + 2, box.width() + GRID)
        left = box.left() if painter.layoutDirection() == Qt.LayoutDirection.LeftToRight else box.right() - width
        pill = QRectF(left + 0.5, box.center().y() - 9.5, width, 20)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.colour(edge), 1))
        painter.setBrush(self.colour(ground))
        painter.drawRoundedRect(pill, 10, 10)
        self.line(painter, pill.toRect().adjusted(GRID, 0, -GRID + 2, 0), text, ink, small)
