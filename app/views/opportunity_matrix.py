"""The matrix: each opportunity a point over any two of its figures. Imports pyqtgraph, so it is imported when shown."""

from collections.abc import Iterable
from typing import Any, Final

import pyqtgraph
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.models.content import Content
from app.models.kinds import DecisionKind
from app.models.records import Opportunity
from app.scoring.ranking import value_at
from app.views.kinds import of_served
from app.views.opportunity_words import score_text
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ChoiceField, column, label

HIGHEST: Final = {"customer": 100.0, "business": 100.0, "value": 100.0, "effort": 5.0}
"""The figures that an axis can show, each from 0 up to its highest."""

_FILLS: Final[dict[DecisionKind | None, str]] = {
    "will do": "accent",
    "later": "accent_fill",
    "will not do": "line",
    None: "surface",
}
_ROOM: Final = 0.06


def tr(text: str) -> str:
    """Translate a text of the matrix."""
    return QCoreApplication.translate("OpportunityMatrix", text)


class OpportunityMatrix(QWidget):
    """Shows all opportunities that have both figures; a click on one tells it."""

    chosen = Signal(str)

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        self._theme = theme
        self._content, self._weight = Content(), 0.5
        self._selected: frozenset[str] = frozenset()
        words = [
            ("customer", of_served(tr("Customer"))),
            ("business", tr("Business")),
            ("effort", tr("Effort")),
            ("value", tr("Value")),
        ]
        self._words = dict(words)
        self.up = ChoiceField(tr("Upward axis"), [*words])
        self.across = ChoiceField(tr("Axis to the right"), [*words])
        for field, value in ((self.up, "business"), (self.across, "customer")):
            field.fill(value)
            field.chosen.connect(lambda _: self._draw())
        self.plot = pyqtgraph.PlotWidget()
        self.plot.setAccessibleName(tr("Matrix of opportunities"))
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(False, False)
        self.plot.hideButtons()
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the table beside it says the same to the keyboard
        self.plot.setMinimumSize(160, 120)
        self.points = pyqtgraph.ScatterPlotItem(hoverable=True, tip=None, pxMode=True)
        self.points.sigClicked.connect(self._click)
        self.points.sigHovered.connect(self._hover)
        self._middles = [pyqtgraph.InfiniteLine(angle=angle, movable=False) for angle in (0, 90)]
        for item in (*self._middles, self.points):
            self.plot.addItem(item)
        top = QHBoxLayout()
        top.setSpacing(GRID // 2)
        for widget in (label("↑", "caption"), self.up, label("→", "caption"), self.across):
            top.addWidget(widget, isinstance(widget, ChoiceField))
        rows = column(spacing=GRID // 2, margins=(GRID, GRID, GRID, GRID))
        rows.addLayout(top)
        rows.addWidget(self.plot, 1)
        self.setLayout(rows)
        theme.changed.connect(self._dress)
        self._dress()

    def show_content(self, content: Content, weight: float) -> None:
        """Show the opportunities as they are stored."""
        self._content, self._weight = content, weight
        self._draw()

    def weigh(self, weight: float) -> None:
        """Move the points where an axis is the value."""
        self._weight = weight
        if "value" in (self.up.currentData(), self.across.currentData()):
            self._draw()

    def mark(self, ids: Iterable[str]) -> None:
        """Show opportunities as selected."""
        selected = frozenset(ids)
        if selected != self._selected:
            self._selected = selected
            self._draw()

    def _figure(self, opportunity: Opportunity, name: str) -> float | None:
        if name == "value":
            customer, business = opportunity.customer, opportunity.business
            return None if customer is None or business is None else value_at(self._weight, customer, business)
        figure: float | None = getattr(opportunity, name)
        return figure

    def _draw(self) -> None:
        across, up = self.across.currentData(), self.up.currentData()
        pens = {
            chosen: pyqtgraph.mkPen(self._theme.colour("ink" if chosen else "accent"), width=1 + chosen)
            for chosen in (False, True)
        }
        brushes = {decision: pyqtgraph.mkBrush(QColor(self._theme.colour(role))) for decision, role in _FILLS.items()}
        spots: list[dict[str, Any]] = []
        for each in self._content.all(Opportunity).values():
            x, y = self._figure(each, across), self._figure(each, up)
            if x is not None and y is not None:
                chosen = each.id in self._selected
                spots.append(
                    {
                        "pos": (x, y),
                        "data": each.id,
                        "size": 18 if chosen else 13,
                        "pen": pens[chosen],
                        "brush": brushes[each.decision],
                    }
                )
        spots.sort(key=lambda spot: spot["data"] in self._selected)
        self.points.setData(spots)
        box = self.plot.getViewBox()
        box.setRange(
            xRange=(-_ROOM * HIGHEST[across], (1 + _ROOM) * HIGHEST[across]),
            yRange=(-_ROOM * HIGHEST[up], (1 + _ROOM) * HIGHEST[up]),
            padding=0,
        )
        self._middles[0].setValue(HIGHEST[up] / 2)
        self._middles[1].setValue(HIGHEST[across] / 2)
        text = tr("{count} of {all} opportunities have both figures")
        self.plot.setAccessibleDescription(text.format(count=len(spots), all=len(self._content.all(Opportunity))))

    def _dress(self) -> None:
        self.plot.setBackground(self._theme.colour("surface"))
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(pyqtgraph.mkPen(self._theme.colour("line")))
            axis.setTextPen(pyqtgraph.mkPen(self._theme.colour("muted")))
            axis.setStyle(tickLength=0)
        for line in self._middles:
            line.setPen(pyqtgraph.mkPen(self._theme.colour("line")))
        self._draw()

    def _click(self, _: object, points: Any) -> None:
        if len(points):
            self.chosen.emit(points[-1].data())

    def _hover(self, _: object, points: Any, *__: object) -> None:
        opportunity = self._content.find(Opportunity, points[-1].data()) if len(points) else None
        self.plot.setToolTip(self._tip(opportunity) if opportunity else "")

    def _tip(self, opportunity: Opportunity) -> str:
        figures = (
            f"{self._words[name]}: {score_text(self._figure(opportunity, name))}"
            for name in dict.fromkeys((self.across.currentData(), self.up.currentData()))
        )
        return "\n".join((opportunity.title or tr("Untitled opportunity"), *figures))
