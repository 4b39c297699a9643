"""The pages around the scoring itself: what a round is about, and who scores next."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.models.content import Content
from app.models.records import Opportunity, Scorer
from app.scoring.disagreements import said_by, scorers_of
from app.scoring.formulas import formula_text
from app.scoring.models import Model
from app.views.kinds import of_served
from app.views.scoring.texts import written
from app.views.scoring.words import tr
from app.views.widgets import GRID, LineField, Segments, button, clear, column, counted, label, scrolling, wrapped

ALL, SELECTED, UNSCORED = "all", "selected", "unscored"
"""Which opportunities are scored."""

_WIDEST: Final = 90 * GRID
_ONE_BELOW_ANOTHER: Final = 5
"""More people than these stand in two columns."""


class BeginPage(QWidget):
    """What is scored by which model; a round is opened here, and what was said before is looked at."""

    begun = Signal()
    other_asked = Signal()
    """Another model is to be chosen."""
    spread_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = written("", "farthest")
        self.formula = written("", "rubric")
        self.criteria = written("", "rubric")
        self.other = button(tr("Another model…"), "link", self.other_asked.emit)
        self.which = Segments(tr("Which opportunities"), _which({}))
        self.which.chosen.connect(self._choose)
        self.chosen = ALL
        self._counts: dict[str, int] = {}
        self.said = wrapped("", "caption")
        self.begin = button(tr("Start the round"), "primary", self.begun.emit)
        self.spread = button(tr("Show what was said"), clicked=self.spread_asked.emit)
        self._lay_out()

    def _lay_out(self) -> None:
        rows = _middle(self)
        about = tr(
            "One after another scores by themselves, without seeing what the others say. What everybody said, and why, "
            "is shown together when the round is revealed."
        )
        for each in (label(tr("SCORE BLIND"), "heading"), self.model, self.formula, self.criteria):
            rows.addWidget(each)
        rows.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addSpacing(2 * GRID)
        rows.addWidget(wrapped(about, "rubric"))
        rows.addWidget(self.which)
        rows.addWidget(self.said)
        rows.addSpacing(GRID)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.begin)
        line.addWidget(self.spread)
        line.addStretch()
        rows.addLayout(line)
        rows.addStretch(2)

    def show_model(self, content: Content, model: Model, counts: dict[str, int]) -> None:
        """Show what would be scored; `counts` says how many opportunities each choice has."""
        self.model.setText(model.title or tr("Untitled model"))
        self.formula.setText(of_served(formula_text(model)))
        self.criteria.setText(" · ".join(of_served(each.name) for each in model.criteria))
        self._counts = counts
        if not counts[self.chosen]:
            self.chosen = ALL
        for value, text, _ in _which(counts):
            self.which.word(value, text, possible=bool(counts[value]))
        self.which.fill(self.chosen)
        scorers = scorers_of(content, model)
        names = ", ".join(each.name or tr("Unnamed") for each in scorers)
        self.said.setText(tr("Scored already: {names}. What they said stays and can be changed.").format(names=names))
        self.said.setVisible(bool(scorers))
        self.spread.setVisible(bool(scorers))
        self.begin.setEnabled(bool(counts[ALL]) and bool(model.criteria))

    def _choose(self, value: object) -> None:
        self.chosen = str(value) if value else self.chosen
        self.which.fill(self.chosen)


class CoverPage(QWidget):
    """Who scores next: nothing of what anybody said is in sight."""

    chosen = Signal(str)
    """The id of who scores."""
    added = Signal(str)
    """The name of somebody new who scores."""
    revealed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = written("", "farthest")
        self.said = written("", "rubric")
        self._people = QGridLayout()
        self._people.setSpacing(GRID)
        self.people: list[QPushButton] = []
        self.name = LineField(tr("Name of who scores"))
        self.name.setProperty("look", "far")
        self.name.setPlaceholderText(tr("Somebody else: type a name and press Enter"))
        # After the key: the page that comes would take it as its own.
        self.name.returnPressed.connect(self._add, Qt.ConnectionType.QueuedConnection)
        self.add = button(tr("Score"), clicked=self._add)
        self.reveal = button(tr("Reveal what everybody said"), "primary", self.revealed.emit)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.name, 1)
        line.addWidget(self.add)
        rows = _middle(self)
        rows.addWidget(label(tr("BLIND ROUND"), "heading"))
        rows.addWidget(self.title)
        rows.addWidget(self.said)
        rows.addSpacing(GRID)
        rows.addLayout(self._people)
        rows.addLayout(line)
        rows.addSpacing(3 * GRID)
        rows.addWidget(self.reveal, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addStretch(2)

    def show_people(self, content: Content, model: Model, opportunity_ids: Sequence[str], before: str = "") -> None:
        """Show everybody of the register with how far they are; `before` is who has just scored."""
        left = content.find(Scorer, before)
        if left is not None:
            self.title.setText(tr("Thank you, {name}. Who is next?").format(name=left.name or tr("Unnamed")))
        else:
            self.title.setText(tr("Who scores?"))
        asked = tr("{model}: {opportunities}. Everybody scores alone; the others look away.")
        what = counted(len(opportunity_ids), tr("opportunity"), tr("opportunities"))
        self.said.setText(asked.format(model=model.title, opportunities=what))
        cells = {(each, criterion.id) for each in opportunity_ids for criterion in model.criteria}
        clear(self._people)
        self.people = []
        for scorer in content.ordered(Scorer):
            scored = len(cells & said_by(content, model, scorer.id).keys())
            done = tr("{scored} of {all} scored").format(scored=scored, all=len(cells))
            each = button(f"{scorer.name or tr('Unnamed')} · {done}", "person", partial(self.chosen.emit, scorer.id))
            self.people.append(each)
        across = 1 if len(self.people) <= _ONE_BELOW_ANOTHER else 2
        for place, each in enumerate(self.people):
            self._people.addWidget(each, place // across, place % across)
        self.reveal.setEnabled(bool(scorers_of(content, model)))
        self.name.clear()

    def _add(self) -> None:
        if self.name.text().strip():
            self.added.emit(self.name.text().strip())


def opportunities_for(content: Content, model: Model, which: str, selected: Sequence[str]) -> tuple[str, ...]:
    """Return which opportunities are scored, in the order of the list."""
    everything = [each.id for each in content.ordered(Opportunity)]
    if which == SELECTED:
        return tuple(each for each in everything if each in set(selected))
    if which == UNSCORED:
        scored = {key[0] for each in content.ordered(Scorer) for key in said_by(content, model, each.id)}
        return tuple(each for each in everything if each not in scored)
    return tuple(everything)


def _which(counts: dict[str, int]) -> list[tuple[str, str, str]]:
    words = {ALL: tr("All: {count}"), SELECTED: tr("Selected: {count}"), UNSCORED: tr("Not scored yet: {count}")}
    spoken = {ALL: tr("all"), SELECTED: tr("selected"), UNSCORED: tr("not scored by anybody yet")}
    return [(each, text.format(count=counts.get(each, 0)), spoken[each]) for each, text in words.items()]


def _middle(page: QWidget) -> QVBoxLayout:
    """Return the rows of a page that stand in the middle of it, as wide as can be read."""
    inner = QWidget()
    rows = column(spacing=GRID)
    inner.setLayout(rows)
    sides = QHBoxLayout(page)
    sides.setContentsMargins(0, 0, 0, 0)
    area = scrolling(inner)
    area.setMaximumWidth(_WIDEST)
    sides.addStretch(1)
    sides.addWidget(area, 8)
    sides.addStretch(1)
    rows.addStretch(1)
    return rows
