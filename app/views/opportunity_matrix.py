"""The matrix: each opportunity a point over any two of its figures. Imports pyqtgraph, so it is imported when shown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import pyqtgraph
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.models.kinds import DecisionKind, EvidenceStrength
from app.views.kinds import of_served
from app.views.opportunity_model import OpportunityModel
from app.views.opportunity_words import score_text
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ChoiceField, column, label

VALUE: Final = "value"
"""The axis that is no criterion but what comes of them."""

_FILLS: Final[dict[DecisionKind | None, str]] = {
    "will do": "accent",
    "later": "accent_fill",
    "will not do": "line",
    None: "surface",
}
_SIZES: Final[dict[EvidenceStrength, int]] = {"assumption": 11, "emerging": 16, "validated": 22}
"""The more people said so, the larger the point."""
_NAMED: Final = 14
"""So many points have their titles beside them; more would write over each other."""
_FEW: Final = 200
"""So many points are moved while a weight is dragged; more follow when the hand rests."""
_RESTS: Final = 120
"""Milliseconds."""
_LETTERS: Final = (26, 18, 13)
"""Letters of a title beside its point, the fewest where it would seem to be another one's."""
_ROOM: Final = 0.06


def tr(text: str) -> str:
    """Translate a text of the matrix."""
    return QCoreApplication.translate("OpportunityMatrix", text)


class OpportunityMatrix(QWidget):
    """Shows what a ranked table shows, as far as both figures are known; a click on a point tells it."""

    chosen = Signal(str)

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        self._theme = theme
        self._ranking = OpportunityModel()
        self._model_id = ""
        self._names: list[pyqtgraph.TextItem] = []
        self._selected: frozenset[str] = frozenset()
        self._spots: Mapping[str, tuple[float, float]] = {}
        """Where each opportunity is drawn, from the first place down."""
        self._looks: dict[str, tuple[int, Any]] = {}
        """Size and brush of each, kept until something is stored."""
        self._soon = QTimer(self, singleShot=True, interval=_RESTS)
        self._soon.timeout.connect(self._draw)
        self.up = ChoiceField(tr("Upward axis"), [])
        self.across = ChoiceField(tr("Axis to the right"), [])
        for field in (self.up, self.across):
            field.chosen.connect(lambda _: self._draw())
        self.plot = pyqtgraph.PlotWidget()
        self.plot.setAccessibleName(tr("Matrix of opportunities"))
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(False, False)
        self.plot.hideButtons()
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the table beside it says the same to the keyboard
        self.plot.setMinimumSize(160, 120)
        self.points, self.picked = (pyqtgraph.ScatterPlotItem(hoverable=True, tip=None, pxMode=True) for _ in range(2))
        for item in (self.points, self.picked):
            item.sigClicked.connect(self._click)
            item.sigHovered.connect(self._hover)
        self._middles = [pyqtgraph.InfiniteLine(angle=angle, movable=False) for angle in (0, 90)]
        for item in (*self._middles, self.points, self.picked):
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

    def show_ranking(self, ranking: OpportunityModel) -> None:
        """Show what a table shows now; the axes stay unless the scoring model is another."""
        self._ranking = ranking
        model = ranking.model
        words = [(each.id, of_served(each.name)) for each in model.criteria]
        held = [self.up.currentData(), self.across.currentData()]
        for field in (self.up, self.across):
            field.offer([*words, (VALUE, tr("Value"))])
        if self._model_id != model.id:
            sides = {each.side: each.id for each in reversed(model.criteria)}
            held = [sides.get("business", VALUE), sides.get("customer", model.criteria[0].id if words else VALUE)]
        self._model_id = model.id
        for field, value in zip((self.up, self.across), held, strict=True):
            field.fill(value)
        self._looks.clear()
        self._draw()

    def weigh(self) -> None:
        """Move the points where an axis is the value; many of them soon."""
        if VALUE not in (self.up.currentData(), self.across.currentData()):
            return
        if len(self._spots) <= _FEW:
            self._draw()
        else:
            self._soon.start()

    def mark(self, ids: Iterable[str]) -> None:
        """Show opportunities as selected."""
        selected = frozenset(ids)
        if selected != self._selected:
            self._selected = selected
            self._draw_picked()

    def _figures(self, name: str) -> Callable[[str], float | None]:
        """Return what tells the figure of an opportunity on an axis."""
        ranking = self._ranking
        if name == VALUE:
            return ranking.places.by_id().get
        place = next((at for at, each in enumerate(ranking.model.criteria) if each.id == name), None)
        cells = ranking.cells
        return lambda each: None if place is None else cells[each][place].value

    def _range(self, name: str, found: Iterable[float]) -> tuple[float, float]:
        """Return the ends of an axis: the bounds of its criterion, or what is found where it has none."""
        if name == VALUE:
            return 0.0, self._ranking.highest
        criterion = next((each for each in self._ranking.model.criteria if each.id == name), None)
        if criterion is None:
            return 0.0, 1.0
        highest = criterion.highest
        return criterion.lowest, max(found, default=1.0) if highest is None else highest

    def _draw(self) -> None:
        across, up = self.across.currentData() or VALUE, self.up.currentData() or VALUE
        x_of, y_of, ranking = self._figures(across), self._figures(up), self._ranking
        spots, looks = {}, []
        for row, each in enumerate(ranking.ids()):
            x, y = x_of(each), y_of(each)
            if x is not None and y is not None:
                spots[each] = x, y
                looks.append(self._looks.get(each) or self._look(row, each))
        self._spots = spots
        self._put(self.points, spots, looks)
        self._draw_picked()
        ends = [self._range(name, (spot[at] for spot in spots.values())) for at, name in enumerate((across, up))]
        room = [_ROOM * (high - low) or 1.0 for low, high in ends]
        (left, right), (bottom, top) = [(low - more, high + more) for (low, high), more in zip(ends, room, strict=True)]
        self.plot.getViewBox().setRange(xRange=(left, right), yRange=(bottom, top), padding=0)
        self._name(spots if len(spots) <= _NAMED else {}, ((left, right), (bottom, top)))
        self._middles[0].setValue(sum(ends[1]) / 2)
        self._middles[1].setValue(sum(ends[0]) / 2)
        text = tr("{count} of {all} opportunities have both figures")
        self.plot.setAccessibleDescription(text.format(count=len(spots), all=ranking.rowCount()))

    def _look(self, row: int, opportunity_id: str) -> tuple[int, Any]:
        brush = self._brushes[self._ranking.decided(row)[0]]
        look = self._looks[opportunity_id] = _SIZES[self._ranking.strength_at(row)], brush
        return look

    def _draw_picked(self) -> None:
        """Draw what is selected once more, with a strong edge, above the others."""
        there = {each: self._spots[each] for each in self._spots.keys() & self._selected}
        self._put(self.picked, there, [self._looks[each] for each in there])

    def _put(
        self,
        item: pyqtgraph.ScatterPlotItem,
        spots: Mapping[str, tuple[float, float]],
        looks: Sequence[tuple[int, Any]],
    ) -> None:
        across, up = [x for x, _ in spots.values()], [y for _, y in spots.values()]
        sizes, brushes = [size for size, _ in looks], [brush for _, brush in looks]
        item.setData(x=across, y=up, data=list(spots), size=sizes, brush=brushes)

    def _name(self, spots: Mapping[str, tuple[float, float]], ends: Sequence[tuple[float, float]]) -> None:
        """Write titles beside points, from the first place down, as long as none lies over another.

        A title that would stand at another point, as if it were that one's, is shortened; where that is not enough it
        stands there all the same.
        """
        for item in self._names:
            self.plot.removeItem(item)
        self._names = []
        (low, high), (bottom, top) = ends
        room = self.plot.getViewBox().size()
        places = {
            each: QPointF((x - low) / (high - low) * room.width(), (top - y) / (top - bottom) * room.height())
            for each, (x, y) in spots.items()
        }
        taken: list[QRectF] = []
        for each, at in places.items():
            title = " ".join(self._ranking.stored(each).title.split())
            others = [_around(other) for name, other in places.items() if name != each]
            for letters, away in (*((letters, others) for letters in _LETTERS), (_LETTERS[0], [])):
                text = title if len(title) <= letters else f"{title[: letters - 1].rstrip()}…"
                found = self._free(at, text, room.width(), [*taken, *away])
                if found is not None:
                    break
            else:
                continue
            anchor, box = found
            taken.append(box)
            item = pyqtgraph.TextItem(text, color=QColor(self._theme.colour("ink")), anchor=anchor)
            item.setPos(*spots[each])
            self.plot.addItem(item)
            self._names.append(item)

    def _free(
        self, at: QPointF, text: str, room: float, taken: Sequence[QRectF]
    ) -> tuple[tuple[float, float], QRectF] | None:
        """Return at which side of a point a text has room, as an anchor of it, and its box; none where nowhere."""
        metrics = self.fontMetrics()
        width, height = metrics.horizontalAdvance(text) + GRID, metrics.height()
        side = 0.0 if at.x() + width < room else 1.0
        for anchor in ((side, 1.3), (side, -0.3)):
            box = QRectF(at.x() - anchor[0] * width, at.y() - anchor[1] * height, width, height)
            if not any(box.intersects(other) for other in taken):
                return anchor, box
        return None

    def _dress(self) -> None:
        self.plot.setBackground(self._theme.colour("surface"))
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(pyqtgraph.mkPen(self._theme.colour("line")))
            axis.setTextPen(pyqtgraph.mkPen(self._theme.colour("muted")))
            axis.setStyle(tickLength=0)
        for line in self._middles:
            line.setPen(pyqtgraph.mkPen(self._theme.colour("line")))
        self.points.setPen(pyqtgraph.mkPen(self._theme.colour("accent"), width=1))
        self.picked.setPen(pyqtgraph.mkPen(self._theme.colour("ink"), width=2))
        colours = {decision: QColor(self._theme.colour(role)) for decision, role in _FILLS.items()}
        self._brushes = {decision: pyqtgraph.mkBrush(colour) for decision, colour in colours.items()}
        self._looks.clear()
        self._draw()

    def _click(self, _: object, points: Any) -> None:
        if len(points):
            self.chosen.emit(points[-1].data())

    def _hover(self, _: object, points: Any, *__: object) -> None:
        self.plot.setToolTip(self._tip(points[-1].data()) if len(points) else "")

    def _tip(self, opportunity_id: str) -> str:
        figures = (
            f"{field.currentText()}: {score_text(self._figures(field.currentData())(opportunity_id))}"
            for field in dict.fromkeys((self.across, self.up))
        )
        title = self._ranking.stored(opportunity_id).title or tr("Untitled opportunity")
        return "\n".join((title, *dict.fromkeys(figures)))


def _around(at: QPointF) -> QRectF:
    """Return where a text would seem to be that of a point."""
    return QRectF(at.x() - 2 * GRID, at.y() - 3 * GRID, 4 * GRID, 6 * GRID)
