"""The tab Diagnosis: which of insight, framework and prioritisation is missing, by what, and where it is mended."""

from datetime import date
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.exporters.diagnosis import measure_words, verdict_words
from app.layout.framework_words import FRAMEWORK
from app.layout.words import Words
from app.scoring.diagnosis import Diagnosis, Mastery, Measure, diagnose
from app.views.framework.ways import Ways
from app.views.framework.words import tr
from app.views.rail import INSIGHTS, PERSONAS, RESEARCH, places
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, button, clear, column, label, scrolling, wrapped

Way = tuple[Literal["place", "tab", "command"], str]
"""Where something is mended: a place of the rail, a tab of this one, a command."""

_DECIDE: Final = "decide"

WAYS: Final[dict[str, Way]] = {
    "pains with evidence": ("place", RESEARCH),
    "pains validated": ("place", RESEARCH),
    "personas with people": ("place", PERSONAS),
    "insights placed": ("place", INSIGHTS),
    "stages with a journey": ("tab", "board"),
    "journeys with an owner": ("tab", "portfolio"),
    "journeys with an objective": ("tab", "tree"),
    "journeys reviewed": ("tab", "portfolio"),
    "steps with an owner": ("tab", "orchestration"),
    "pains answered": ("command", "findings"),
    "opportunities with evidence": ("command", "opportunities"),
    "opportunities scored": ("place", _DECIDE),
    "opportunities decided": ("place", _DECIDE),
    "decisions in work": ("place", _DECIDE),
}
"""Where each measure is mended; what there is no place for yet, below the map."""


def diagnosis_words() -> Words:
    """Return what the diagnosis says, in the user's language."""
    return {key: QCoreApplication.translate("Diagnosis", text) for key, text in FRAMEWORK.items()}


class DiagnosisTab(QWidget):
    """A verdict, three masteries side by side with their measures, and what follows first."""

    def __init__(self, ways: Ways) -> None:
        super().__init__()
        self._ways, self._session = ways, ways.session
        self.words = diagnosis_words()
        self.found: Diagnosis | None = None
        self._first: QWidget | None = None
        self._inner = QWidget()
        self._inner.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._rows = QVBoxLayout(self._inner)
        self._rows.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
        self._rows.setSpacing(2 * GRID)
        self.setLayout(column(scrolling(self._inner)))

    def home(self) -> QWidget:
        """Return what has the keys when the tab comes."""
        return self._first or self

    def current_id(self) -> str:
        """Return none: the diagnosis is of the whole workspace."""
        return ""

    def mark(self, journey_id: str) -> None:
        """Leave all as it is: this is about all journeys."""

    def refill(self) -> None:
        """Diagnose the workspace as it stands today, unless that says the same as before."""
        found = diagnose(self._session.content, date.today())
        if found == self.found:
            return
        self.found = found
        clear(self._rows)
        self._first = None
        self._rows.addWidget(self._verdict(found))
        masteries = QWidget()
        row = QHBoxLayout(masteries)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        for mastery in found.masteries:
            row.addWidget(self._mastery(mastery, weakest=mastery is found.weakest), 1)
        self._rows.addWidget(masteries)
        stretch = QWidget()
        self._rows.addWidget(stretch, 1)

    def _verdict(self, found: Diagnosis) -> QWidget:
        sheet, rows = _sheet()
        rows.addWidget(wrapped(verdict_words(found, self.words), "title"))
        for number, measure in enumerate(found.follows, start=1):
            line = QHBoxLayout()
            line.setSpacing(2 * GRID)
            line.addWidget(wrapped(f"{number}. {self.words[f'follows {measure.name}']}"), 1)
            way = self._way(measure)
            self._first = self._first or way
            line.addWidget(way)
            rows.addLayout(line)
        return sheet

    def _mastery(self, mastery: Mastery, *, weakest: bool) -> QWidget:
        sheet, rows = _sheet()
        rows.addWidget(label(self.words[f"mastery {mastery.name}"], "title"))
        rows.addWidget(label(self.words[f"state {mastery.state}"], "error" if mastery.state == "missing" else "strong"))
        rows.addWidget(wrapped(self.words[f"mastery {mastery.name} asks"], "caption"))
        rows.addWidget(Bar(self._ways.theme, mastery.strength, 1.0))
        for measure in mastery.measures:
            rows.addSpacing(GRID)
            sign = "✓ " if measure.met else ""
            rows.addWidget(wrapped(f"{sign}{measure_words(measure, self.words)}"))
            rows.addWidget(Bar(self._ways.theme, measure.share, measure.goal))
            if not measure.met and not weakest:
                way = self._way(measure)
                self._first = self._first or way
                rows.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addStretch()
        return sheet

    def _way(self, measure: Measure) -> QWidget:
        """Return the button that leads to where a measure is mended."""
        kind, name = WAYS[measure.name]
        if kind == "place" and name not in places():
            kind, name = "command", "opportunities"
        words = {
            "findings": tr("To the bottlenecks"),
            "opportunities": tr("To the opportunities"),
            "board": tr("To the board"),
            "portfolio": tr("To the portfolio"),
            "tree": tr("To the journeys"),
            "orchestration": tr("To the orchestration"),
            **{place: tr("To {place}").format(place=word) for place, word in places().items()},
        }
        signals = {
            "place": self._ways.place_asked,
            "tab": self._ways.tab_asked,
            "command": self._ways.command_asked,
        }
        link = button(words[name], "link", lambda: signals[kind].emit(name))
        link.setAccessibleName(f"{words[name]}: {self.words[f'measure {measure.name}']}")
        return link


def _sheet() -> tuple[QFrame, QVBoxLayout]:
    sheet = QFrame()
    sheet.setObjectName("sheet")
    rows = QVBoxLayout(sheet)
    rows.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
    rows.setSpacing(GRID // 2)
    return sheet, rows


class Bar(QWidget):
    """A share of 0 … 1 as a bar, with a mark where it would do."""

    def __init__(self, theme: ThemeKeeper, share: float, goal: float) -> None:
        super().__init__()
        self._theme, self._share, self._goal = theme, share, goal
        self.setFixedHeight(12)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar; green where it would do."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = self.rect().adjusted(0, 3, 0, -3)
        painter.setBrush(QColor(self._theme.colour("grid")))
        painter.drawRoundedRect(track, 3, 3)
        met = self._share >= self._goal
        painter.setBrush(QColor(self._theme.colour("good" if met else "accent")))
        if self._share > 0:
            painter.drawRoundedRect(track.adjusted(0, 0, round((self._share - 1) * track.width()), 0), 3, 3)
        if self._goal < 1:
            at = track.left() + round(self._goal * track.width())
            painter.fillRect(at - 1, 0, 2, self.height(), QColor(self._theme.colour("ink")))
        painter.end()
