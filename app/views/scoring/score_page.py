"""One person scores: opportunity after opportunity, criterion after criterion, without what anybody else said."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from app.models.records import Criterion, Opportunity, Score, Scorer
from app.scoring.disagreements import said_by
from app.scoring.models import Model, model_of
from app.scoring.prefills import prefill_of
from app.services.scoring import score
from app.views.kinds import of_served
from app.views.scoring.anchors import AnchorButtons
from app.views.scoring.behind import Behind
from app.views.scoring.doing import deliberately
from app.views.scoring.number_line import NumberLine
from app.views.scoring.texts import written
from app.views.scoring.words import bounds_text, number, prefill_text, tr
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, LineField, PushButton, button, caption_of, clear, column, label, scrolling, wrapped

Cell = tuple[str, str]
"""An opportunity and a criterion."""

DONE, LEFT_OUT, OPEN = "✓", "–", "○"
_FIELD: Final = 14 * GRID


class Mark(PushButton):
    """A criterion among the others, with whether it is scored; the end of a long name is left out."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._whole = name
        self.setProperty("look", "criterion")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows to the left and right do the same
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def word(self, text: str) -> None:
        """Show a name with its state."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """Room for all of the name in its bold form."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) * 11 // 10 + 3 * GRID, 40)

    def minimumSizeHint(self) -> QSize:
        """Room for its beginning."""
        return QSize(8 * GRID, 40)

    def _fit(self) -> None:
        room = (self.width() - 2 * GRID) * 10 // 11
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the name in again."""
        super().resizeEvent(event)
        self._fit()


class ScorePage(QWidget):
    """Shows one cell at a time; each choice is stored at once."""

    handed_over = Signal()
    """The next person is to score."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session = session
        self._model_id = ""
        self.scorer_id = ""
        self._opportunities: tuple[str, ...] = ()
        self._place = 0
        self._left_out: set[Cell] = set()
        self.behind = Behind(session, theme)
        self.whose = label("", "strong")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Scored so far"))
        self.count = label("", "caption")
        self.hand_over = button(tr("Next person (P)"), clicked=self._ask_for_next)
        self.criterion = written("", "farthest")
        self.rubric = written("", "rubric")
        self.anchors = AnchorButtons()
        self.anchors.chosen.connect(self._choose)
        self.anchors.turned.connect(self.step)
        self.free = NumberLine(tr("Score"))
        self.free.setProperty("look", "far")
        self.free.setFixedWidth(2 * _FIELD)
        self.free.entered.connect(self._choose)
        self.free.returned.connect(partial(self.step, 1))
        self.low = NumberLine(tr("At the lowest"), tr("lowest"))
        self.high = NumberLine(tr("At the highest"), tr("highest"))
        self.reason = LineField(tr("Reason"))
        self.reason.setPlaceholderText(tr("Why so? (R)"))
        self.reason.textEdited.connect(lambda _: self._keep())
        self.skip = button(tr("Not able to say (N)"), clicked=self.leave_out)
        self.skip.setCheckable(True)
        self.asked = button(tr("What does the map say? (M)"), "link", self.show_prefill)
        self.prefill = wrapped("", "caption")
        self.back = button(tr("Back"), clicked=partial(self.step, -1))
        self.next = button(tr("Next"), "primary", partial(self.step, 1))
        self._marks: list[Mark] = []
        self._criteria = QHBoxLayout()
        self._criteria.setSpacing(GRID // 2)
        for each in (self.low, self.high):
            each.setFixedWidth(_FIELD)
            each.entered.connect(lambda _: self._keep())
            each.returned.connect(self.focus_scale)
        self._filled: Cell | None = None
        """The cell whose limits and reason are in the fields: what is typed before the score stays there."""
        self._lay_out()
        session.changed.connect(self._follow)
        session.leaving.connect(self.leave_fields)

    @property
    def keys(self) -> dict[Qt.Key, Callable[[], object]]:
        """What the letters do while nothing is being written."""
        return {
            Qt.Key.Key_N: self.leave_out,
            Qt.Key.Key_M: self.show_prefill,
            Qt.Key.Key_R: self.reason.setFocus,
            Qt.Key.Key_L: self.low.setFocus,
            Qt.Key.Key_Q: self.behind.show_quotes,
            Qt.Key.Key_P: self._ask_for_next,
            Qt.Key.Key_Left: partial(self.step, -1),
            Qt.Key.Key_Right: partial(self.step, 1),
            Qt.Key.Key_Return: partial(self.step, 1),
            Qt.Key.Key_Enter: partial(self.step, 1),
            **{Qt.Key(Qt.Key.Key_1 + place): partial(self.anchors.choose, place) for place in range(7)},
        }

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(2 * GRID)
        top.addWidget(self.whose)
        top.addWidget(self.progress, 1)
        top.addWidget(self.count)
        top.addWidget(self.hand_over)
        limits = QHBoxLayout()
        limits.setSpacing(GRID)
        limits.addWidget(caption_of(tr("It may also be (L)"), self.low))
        limits.addWidget(self.low)
        limits.addWidget(label(tr("to"), "caption"))
        limits.addWidget(self.high)
        limits.addSpacing(GRID)
        limits.addWidget(self.reason, 1)
        scale = QWidget()
        inside = QVBoxLayout(scale)
        inside.setContentsMargins(GRID // 2, 0, GRID, 0)
        inside.setSpacing(GRID)
        for each in (self.criterion, self.rubric, self.anchors):
            inside.addWidget(each)
        inside.addWidget(self.free, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addSpacing(GRID)
        inside.addLayout(limits)
        inside.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self.skip)
        foot.addWidget(self.asked)
        foot.addWidget(self.prefill, 8)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        right = QVBoxLayout()
        right.setSpacing(2 * GRID)
        right.addLayout(self._criteria)
        right.addWidget(scrolling(scale), 1)
        right.addLayout(foot)
        middle = QHBoxLayout()
        middle.setSpacing(5 * GRID)
        middle.addWidget(scrolling(self.behind), 2)
        middle.addLayout(right, 3)
        rows = column(spacing=3 * GRID)
        rows.addLayout(top)
        rows.addLayout(middle, 1)
        self.setLayout(rows)

    # ---- which cell is on show

    def begin(self, model: Model, scorer_id: str, opportunity_ids: Sequence[str]) -> None:
        """Let somebody score these opportunities from the first that they have not scored."""
        self.scorer_id, self._model_id = scorer_id, model.id
        self._opportunities = tuple(opportunity_ids)
        self._left_out = set()
        said = said_by(self._session.content, model, scorer_id)
        cells = self.cells
        self._place = next((place for place, cell in enumerate(cells) if cell not in said), 0)
        self._name_criteria(model)
        self.refill()
        self.focus_scale()

    def end(self) -> None:
        """Show nothing of what the person said any more."""
        self.leave_fields()
        self.scorer_id = ""
        for each in (self.free, self.low, self.high):
            each.fill_number(None)
        self.reason.fill("")
        self.anchors.fill(None)
        self._filled = None

    @property
    def _model(self) -> Model | None:
        """The model as it is stored now."""
        if not self._model_id or not self._session.is_open:
            return None
        return model_of(self._session.content, self._model_id)

    @property
    def cells(self) -> list[Cell]:
        """Everything that is to be scored, in order."""
        model = self._model
        criteria = model.criteria if model is not None else ()
        return [(opportunity_id, each.id) for opportunity_id in self._opportunities for each in criteria]

    @property
    def cell(self) -> tuple[Opportunity, Criterion] | None:
        """What is scored now."""
        cells, model = self.cells, self._model
        if not cells or model is None:
            return None
        opportunity_id, criterion_id = cells[min(self._place, len(cells) - 1)]
        opportunity = self._session.content.find(Opportunity, opportunity_id)
        criterion = next(each for each in model.criteria if each.id == criterion_id)
        return None if opportunity is None else (opportunity, criterion)

    def step(self, by: int) -> None:
        """Show the next cell, or the one before; after the last the next person is asked for."""
        if self._holds_words():
            return
        cells = self.cells
        if by > 0 and self._place == len(cells) - 1:
            self.handed_over.emit()
            return
        self._place = max(0, min(self._place + by, len(cells) - 1))
        self.refill()
        self.focus_scale()

    def _holds_words(self) -> bool:
        """Take what is typed; return whether there is a reason without a score, which would be lost, and say so."""
        self.leave_fields()
        lost = bool(self.reason.text().strip()) and self._row() is None
        if lost:
            self._session.failed.emit(tr("A reason is kept with a score: choose one first, or empty the reason."))
        return lost

    def _ask_for_next(self) -> None:
        if not self._holds_words():
            self.handed_over.emit()

    def leave_fields(self) -> None:
        """Take what is typed in the fields of numbers."""
        for each in (self.free, self.low, self.high):
            if each.hasFocus():
                each.enter()

    def focus_scale(self) -> None:
        """Give the keys to the anchors, or to the line of a criterion without any."""
        (self.anchors.first if self.anchors.buttons else self.free).setFocus()

    def _name_criteria(self, model: Model) -> None:
        clear(self._criteria)
        self._marks = []
        for place, each in enumerate(model.criteria):
            mark = Mark(each.name)
            mark.clicked.connect(partial(self._go_to, place))
            self._marks.append(mark)
            self._criteria.addWidget(mark)
        self._criteria.addStretch()

    def _go_to(self, criterion_place: int, *_: bool) -> None:
        if self._holds_words():
            return
        self._place = self._place - self._place % len(self._marks) + criterion_place
        self.refill()
        self.focus_scale()

    # ---- filling

    def _follow(self, _: object) -> None:
        self.refill()

    def refill(self) -> None:
        """Show the cell with what the person said, and nothing of anybody else."""
        model, cell = self._model, self.cell
        scorer = self._session.content.find(Scorer, self.scorer_id)
        if model is None or cell is None or scorer is None:
            return
        opportunity, criterion = cell
        said = said_by(self._session.content, model, scorer.id)
        self.whose.setText(tr("{name} scores").format(name=scorer.name or tr("Unnamed")))
        self._show_progress(said)
        self.behind.show_opportunity(opportunity)
        self.criterion.setText(of_served(criterion.name))
        self.rubric.setText(of_served(criterion.rubric))
        self.rubric.setVisible(bool(criterion.rubric.strip()))
        anchors = model.anchors.get(criterion.id, ())
        self.anchors.show_anchors(anchors)
        self.anchors.setVisible(bool(anchors))
        self.free.setVisible(not anchors)
        self.free.setPlaceholderText(bounds_text(criterion))
        here = (opportunity.id, criterion.id)
        row = said.get(here)
        self._fill_row(here, row)
        self.skip.setChecked(row is None and here in self._left_out)
        self.asked.setVisible(criterion.prefill is not None and not self._is_shown(here))
        self._mark_criteria(model, opportunity, said)
        self.back.setEnabled(self._place > 0)
        last = self._place == len(self.cells) - 1
        self.next.setText(tr("Next person") if last else tr("Next"))

    def _is_shown(self, cell: Cell) -> bool:
        """Whether the prefill of a cell was asked for; another cell shows none."""
        shown = self.prefill.property("cell") == "/".join(cell)
        self.prefill.setVisible(shown)
        return bool(shown)

    def _fill_row(self, here: Cell, row: Score | None) -> None:
        self.anchors.fill(row.value if row is not None else None)
        self.free.fill_number(row.value if row is not None else None)
        if row is not None or here != self._filled:
            self._filled = here
            self.low.fill_number(row.low if row is not None else None)
            self.high.fill_number(row.high if row is not None else None)
            self.reason.fill(row.reason if row is not None else "")

    def _show_progress(self, said: dict[Cell, Score]) -> None:
        cells = self.cells
        scored = sum(cell in said for cell in cells)
        self.progress.setRange(0, max(len(cells), 1))
        self.progress.setValue(scored)
        text = tr("Opportunity {number} of {all} · {scored} of {cells} scored")
        number_here = self._place // max(len(self._marks), 1) + 1
        self.count.setText(
            text.format(number=number_here, all=len(self._opportunities), scored=scored, cells=len(cells))
        )

    def _mark_criteria(self, model: Model, opportunity: Opportunity, said: dict[Cell, Score]) -> None:
        here = self._place % max(len(self._marks), 1)
        for place, (mark, criterion) in enumerate(zip(self._marks, model.criteria, strict=False)):
            cell = (opportunity.id, criterion.id)
            state = DONE if cell in said else LEFT_OUT if cell in self._left_out else OPEN
            mark.word(f"{state} {of_served(criterion.name)}")
            mark.setChecked(place == here)

    # ---- scoring

    def _choose(self, value: float | None) -> None:
        if value is None:
            self.leave_out()
        else:
            self._store(value)

    def _store(self, value: float) -> None:
        cell = self.cell
        if cell is None:
            return
        low, high = self.low.value, self.high.value
        low = None if low is not None and low > value else low  # limits that the new value has left behind
        high = None if high is not None and high < value else high
        self._left_out.discard((cell[0].id, cell[1].id))
        self._say(value, low, high)

    def _keep(self) -> None:
        """Store limits and reason of what was said."""
        row = self._row()
        if row is not None and row.value is not None:
            self._say(row.value, self.low.value, self.high.value)

    def _say(self, value: float, low: float | None, high: float | None) -> None:
        cell = self.cell
        if cell is None:
            return
        where, reason = (cell[0].id, cell[1].id), self.reason.text()
        deliberately(self._session, score, *where, value, scorer_id=self.scorer_id, low=low, high=high, reason=reason)
        self.refill()  # also where it was refused

    def _row(self) -> Score | None:
        cell, model = self.cell, self._model
        if cell is None or model is None:
            return None
        return said_by(self._session.content, model, self.scorer_id).get((cell[0].id, cell[1].id))

    def leave_out(self) -> None:
        """Say nothing here; what was said is taken back."""
        cell = self.cell
        if cell is None:
            return
        here = (cell[0].id, cell[1].id)
        if self._row() is not None:
            deliberately(self._session, score, *here, None, scorer_id=self.scorer_id)
        self.reason.fill("")
        if here in self._left_out:
            self._left_out.discard(here)
            self.refill()
        else:
            self._left_out.add(here)
            self.step(1)

    def show_prefill(self) -> None:
        """Say what the map has for this criterion, since it was asked for."""
        cell = self.cell
        if cell is None or cell[1].prefill is None:
            return
        found = prefill_of(self._session.content, cell[0].id, cell[1])
        nothing = tr("The map says nothing here.")
        self.prefill.setText(nothing if found is None else f"{number(found.value)} {prefill_text(found)}")
        self.prefill.setProperty("cell", f"{cell[0].id}/{cell[1].id}")
        self.refill()
