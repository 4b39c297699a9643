"""An answer of the analysis as a picture: a field of shaded cells, or bars. Imports pyqtgraph: loaded when shown."""

from typing import Any, Final

import pyqtgraph
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QGraphicsSimpleTextItem

from app.views.insights.analysis_tables import VALUE, Answer, column_word
from app.views.insights.words import tr
from app.views.theme import ThemeKeeper

_MOST_ROWS, _MOST_COLUMNS = 20, 14
"""What a picture shows at most, the first of the table."""
_LEAST_ROWS: Final = 6
"""A picture has room for so many rows, be there fewer."""
_LONGEST: Final = 22
"""Letters of a name beside a picture."""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


class AnswerPlot(pyqtgraph.PlotWidget):  # type: ignore[misc]
    """Shows the first rows and columns of an answer; a click on a cell or a bar tells it, by row and column."""

    chosen = Signal(int, int)

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        self._theme = theme
        self._answer: Answer | None = None
        self._items: list[QGraphicsItem] = []
        self._boxes: list[tuple[QRectF, int, int]] = []
        self.setAccessibleName(tr("The table as a picture"))
        self.setMenuEnabled(False)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the table beside it says the same to the keyboard
        self.setMinimumSize(200, 160)
        self.getViewBox().invertY(True)
        self.scene().sigMouseClicked.connect(self._click)
        self.scene().sigMouseMoved.connect(self._hover)
        theme.changed.connect(self._draw)
        self._draw()

    def show_answer(self, answer: Answer) -> None:
        """Show another answer."""
        self._answer = answer
        self._draw()

    def _draw(self) -> None:
        for item in self._items:
            self.getViewBox().removeItem(item)
        self._items.clear()
        self._boxes.clear()
        self.setBackground(self._theme.colour("surface"))
        for side in ("left", "bottom", "top"):
            axis = self.getAxis(side)
            axis.setPen(pyqtgraph.mkPen(self._theme.colour("line")))
            axis.setTextPen(pyqtgraph.mkPen(self._theme.colour("muted")))
            axis.setStyle(tickLength=0)
        answer = self._answer
        if answer is None or not answer.table.rows:
            return
        by_value = bool(answer.values)
        columns = [each for each in answer.table.columns if each.id != VALUE][:_MOST_COLUMNS]
        if by_value or len(columns) == 1:
            self._draw_bars(answer)
        else:
            self._draw_field(answer, len(columns))
        rows = answer.table.rows[:_MOST_ROWS]
        self.getAxis("left").setTicks([[(row + 0.5, _short(each.name)) for row, each in enumerate(rows)]])
        metrics = QFontMetrics(self.font())
        self.getAxis("left").setWidth(max(metrics.horizontalAdvance(_short(each.name)) for each in rows) + 12)
        self.setAccessibleDescription(tr("{count} of {all} rows").format(count=len(rows), all=len(answer.table.rows)))

    def _draw_field(self, answer: Answer, width: int) -> None:
        """Draw a square for each cell, the darker the more quotes, with their number in it."""
        table = answer.table
        most = max((len(each) for each in table.cells.values()), default=1) or 1
        for row, heading in enumerate(table.rows[:_MOST_ROWS]):
            for column, other in enumerate(table.columns[:width]):
                count = len(table.behind(heading.id, other.id))
                self._add_box(QRectF(column + 0.04, row + 0.04, 0.92, 0.92), row, column + 1, count / most)
                if count:
                    ink = "accent_ink" if count / most > 0.6 else "ink"
                    self._write(str(count), column + 0.5, row + 0.5, ink)
        names = [(column + 0.5, _short(column_word(each))) for column, each in enumerate(table.columns[:width])]
        self.showAxis("top", True)
        self.showAxis("bottom", False)
        self.getAxis("top").setTicks([names])
        self._frame(width, len(table.rows[:_MOST_ROWS]))

    def _write(self, text: str, x: float, y: float, role: str) -> None:
        """Write a figure around a place, as large as all words of the window."""
        item = QGraphicsSimpleTextItem(text)
        item.setBrush(QColor(self._theme.colour(role)))
        item.setFont(self.font())
        item.setFlag(QGraphicsSimpleTextItem.GraphicsItemFlag.ItemIgnoresTransformations)
        middle = item.boundingRect().center()
        item.setTransform(QTransform.fromTranslate(-middle.x(), -middle.y()))
        item.setPos(x, y)
        self._add(item)

    def _draw_bars(self, answer: Answer) -> None:
        """Draw a bar for each row: how bad a step is, or how many quotes there are."""
        table = answer.table
        values = [answer.values.get(each.id, len(table.behind_row(each.id))) for each in table.rows[:_MOST_ROWS]]
        for row, value in enumerate(values):
            box = QRectF(min(value, 0.0), row + 0.18, max(abs(value), 0.02), 0.64)
            self._add_box(box, row, 0, 1.0, "bad" if value < 0 else "accent")
        self.showAxis("top", False)
        self.showAxis("bottom", True)
        self.getAxis("bottom").setTicks(None)
        low, high = min(*values, 0.0), max(*values, 0.0)
        across, down = (-2.0 if low < 0 else 0.0, high), (0, max(len(values), _LEAST_ROWS))
        self.getViewBox().setRange(xRange=across, yRange=down, padding=0.02)

    def _frame(self, width: int, height: int) -> None:
        self.getViewBox().setRange(xRange=(0, width), yRange=(0, max(height, _LEAST_ROWS)), padding=0)

    def _add_box(self, box: QRectF, row: int, column: int, share: float, role: str = "accent") -> None:
        item = QGraphicsRectItem(box)
        item.setPen(pyqtgraph.mkPen(None))
        colour = QColor(self._theme.colour(role if share else "grid"))
        if share:
            colour.setAlphaF(0.12 + 0.88 * share if share > 0.6 else 0.10 + 0.45 * share)
        item.setBrush(colour)
        self._add(item)
        self._boxes.append((box, row, column))

    def _add(self, item: QGraphicsItem) -> None:
        self._items.append(item)
        self.getViewBox().addItem(item, ignoreBounds=True)  # the ranges are set, and need not be found

    def _at(self, place: Any) -> tuple[int, int] | None:
        point = self.getViewBox().mapSceneToView(place)
        return next(((row, column) for box, row, column in self._boxes if box.contains(point)), None)

    def _click(self, event: Any) -> None:
        found = self._at(event.scenePos())
        if found is not None:
            self.chosen.emit(*found)

    def _hover(self, place: Any) -> None:
        found, answer = self._at(place), self._answer
        if found is None or answer is None:
            self.setToolTip("")
            return
        row, column = found
        table = answer.table
        heading = table.rows[row]
        if column:
            other = table.columns[column - 1]
            self.setToolTip(f"{heading.name} · {column_word(other)}: {len(table.behind(heading.id, other.id))}")
        else:
            self.setToolTip(f"{heading.name}: {answer.values.get(heading.id, len(table.behind_row(heading.id))):g}")
