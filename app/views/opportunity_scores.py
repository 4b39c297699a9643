"""What an opportunity is worth by each criterion of the model on show, as the group as a whole says it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QWidget

from app.models.records import Anchor, Criterion
from app.scoring.models import Model
from app.scoring.scores import Standing, row_of
from app.services.scoring import explain_score, override, row_by, score, withdraw_override
from app.views.kinds import of_served
from app.views.opportunity_words import score_text, standing_text
from app.views.session import Session
from app.views.widgets import (
    GRID,
    LineField,
    Names,
    Segments,
    breakable,
    button,
    caption_of,
    clear,
    column,
    label,
    wrapped,
)

_ENDLESS: Final = 1e9
"""The highest number that a field takes where a criterion has no bound."""


def tr(text: str) -> str:
    """Translate a text of the fields."""
    return QCoreApplication.translate("Opportunities", text)


class ScoreField(QDoubleSpinBox):
    """A score within the bounds of a criterion, or (one step below) none; tells only what the user sets."""

    set_by_user = Signal(object)

    def __init__(self, name: str, criterion: Criterion, nothing: str) -> None:
        super().__init__()
        highest = _ENDLESS if criterion.highest is None else criterion.highest
        self._none = criterion.lowest - step_of(criterion)
        self._lowest = criterion.lowest
        self.setAccessibleName(name)
        self.setRange(self._none, highest)
        self.setSingleStep(step_of(criterion))
        self.setDecimals(2)
        self.setSpecialValueText(nothing)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(GRID, 0, 0, 0)
        self.valueChanged.connect(lambda _: self.set_by_user.emit(self.score()))

    def score(self) -> float | None:
        """Return the score on show."""
        return self.value() if self.value() >= self._lowest else None

    def fill(self, value: float | None) -> None:
        """Show a score without saying that the user set it."""
        with QSignalBlocker(self):
            self.setValue(self._none if value is None else value)

    def textFromValue(self, value: float) -> str:
        """Return a number without noughts at its end."""
        return self.locale().toString(value, "f", 2).rstrip("0").rstrip(self.locale().decimalPoint())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the panel, not the value, unless the field has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def step_of(criterion: Criterion) -> float:
    """Return how far an arrow key goes."""
    return 0.5 if criterion.highest is not None and criterion.highest - criterion.lowest <= 10 else 1.0


class ScoreRow(QWidget):
    """One criterion: a number or one of its anchors, what they mean; limits, reason and an override when asked for."""

    def __init__(self, session: Session, criterion: Criterion, anchors: Sequence[Anchor]) -> None:
        super().__init__()
        self._session, self.criterion, self._anchors = session, criterion, anchors
        self._opportunity_id = ""
        name = of_served(criterion.name)
        self.value = ScoreField(tr("Score by {criterion}").format(criterion=name), criterion, tr("not scored"))
        self.value.set_by_user.connect(self._score)
        self.value.setToolTip(breakable(of_served(criterion.rubric)))
        self.anchor = Segments(tr("Anchors of {criterion}").format(criterion=name), _offers(anchors))
        self.anchor.chosen.connect(self._choose)
        if not anchors:
            self.anchor.hide()
        self.meaning = Names()
        self.said = Names()
        self.open = button(tr("Limits, reason, override"), "link", self._unfold)
        self.open.setAccessibleName(tr("Limits, reason and override of {criterion}").format(criterion=name))
        self.more: QWidget | None = None
        rows = column(caption_of(_heading(criterion), self.value), self.value, self.anchor, spacing=4)
        rows.addWidget(self.meaning)
        rows.addWidget(self.said)
        rows.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeading)
        self.setLayout(rows)

    # ---- filling

    def show_cell(self, opportunity_id: str, cell: Standing) -> None:
        """Show what the group says, and what counts where that is something else."""
        self._opportunity_id = opportunity_id
        row = row_by(self._session.content, opportunity_id, self.criterion.id, None)
        said = row.value if row is not None else None
        self.value.fill(said)
        self.anchor.fill(said if any(each.value == said for each in self._anchors) else None)
        meant = next((each.rubric for each in self._anchors if each.value == said), "")
        self.meaning.setText(of_served(meant))
        self.meaning.setVisible(bool(meant))
        self.value.setSpecialValueText(
            tr("not scored") if cell.source is None else tr("counts: {value}").format(value=score_text(cell.value))
        )
        plain = cell.source is None or (cell.source == "median" and cell.scorers == 1 and said is not None)
        self.said.setText("" if plain else standing_text(self.criterion, cell).replace("\n", " · "))
        self.said.setVisible(not plain)
        if self.more is not None:
            self._fill_more()

    def _unfold(self) -> None:
        if self.more is None:
            self._make_more()
        assert self.more is not None
        self.more.setVisible(self.more.isHidden())
        if not self.more.isHidden():
            self.low.setFocus()

    def _make_more(self) -> None:
        name, criterion = of_served(self.criterion.name), self.criterion
        self.low = ScoreField(tr("{criterion}, at least").format(criterion=name), criterion, tr("at least"))
        self.high = ScoreField(tr("{criterion}, at most").format(criterion=name), criterion, tr("at most"))
        for each in (self.low, self.high):
            each.set_by_user.connect(lambda _: self._score(self.value.score()))
        self.reason = LineField(tr("Reason for {criterion}").format(criterion=name))
        self.reason.setPlaceholderText(tr("Why so?"))
        self.reason.editingFinished.connect(self._explain)
        self.override = ScoreField(tr("Override of {criterion}").format(criterion=name), criterion, tr("override"))
        self.why = LineField(tr("Reason for the override of {criterion}").format(criterion=name))
        self.why.setPlaceholderText(tr("Why is that right, and the others not?"))
        self.put = button(tr("Override"), clicked=self._override)
        self.put.setAccessibleName(tr("Override {criterion}").format(criterion=name))
        self.withdraw = button(tr("Withdraw"), clicked=self._withdraw)
        self.withdraw.setAccessibleName(tr("Withdraw the override of {criterion}").format(criterion=name))
        limits, buttons = QHBoxLayout(), QHBoxLayout()
        for widget in (self.low, self.high):
            limits.addWidget(widget)
        buttons.addWidget(self.override, 1)
        buttons.addWidget(self.put)
        buttons.addWidget(self.withdraw)
        self.more = QWidget()
        rows = column(label(tr("Limits and reason"), "caption"), spacing=GRID // 2, margins=(GRID, 0, 0, GRID))
        rows.addLayout(limits)
        rows.addWidget(self.reason)
        rows.addWidget(wrapped(tr("An override stands in the place of all scores; they stay beside it."), "caption"))
        rows.addLayout(buttons)
        rows.addWidget(self.why)
        self.more.setLayout(rows)
        self.more.hide()
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.more)
        self._fill_more()

    def _fill_more(self) -> None:
        content = self._session.content
        row = row_by(content, self._opportunity_id, self.criterion.id, None)
        self.low.fill(row.low if row is not None else None)
        self.high.fill(row.high if row is not None else None)
        if not self.reason.hasFocus():
            self.reason.fill(row.reason if row is not None else "")
        for each in (self.low, self.high, self.reason):
            each.setEnabled(row is not None)
        model = self._session.weighing.model
        place = next((at for at, each in enumerate(model.criteria) if each.id == self.criterion.id), None)
        cell = row_of(content, self._opportunity_id, model)[place] if place is not None else Standing()
        over = cell.override
        self.override.fill(over.value if over is not None else None)
        self.withdraw.setVisible(over is not None)

    # ---- what the user does

    def _score(self, value: float | None) -> None:
        row = row_by(self._session.content, self._opportunity_id, self.criterion.id, None)
        low, high = (row.low, row.high) if row is not None else (None, None)
        if self.more is not None:
            low, high = self.low.score(), self.high.score()
        if value is not None:  # limits give way to the value between them
            low = None if low is None else min(low, value)
            high = None if high is None else max(high, value)
        self._session.perform(score, self._opportunity_id, self.criterion.id, value, low=low, high=high)
        self._show_again()

    def _choose(self, value: object) -> None:
        """Take the value of an anchor; pressed again, the score is taken back."""
        self._score(value if isinstance(value, float) else None)

    def _explain(self) -> None:
        row = row_by(self._session.content, self._opportunity_id, self.criterion.id, None)
        if row is not None and row.reason != self.reason.text():
            self._session.perform(explain_score, self._opportunity_id, self.criterion.id, self.reason.text())

    def _override(self) -> None:
        value = self.override.score()
        if value is None:
            self.override.setFocus()
            return
        self._session.perform(override, self._opportunity_id, self.criterion.id, value, self.why.text())
        self.why.clear()
        self._show_again()

    def _withdraw(self) -> None:
        self._session.perform(withdraw_override, self._opportunity_id, self.criterion.id, self.why.text())
        self.why.clear()
        self._show_again()

    def _show_again(self) -> None:
        """Show what is stored where the service refused what the user wanted."""
        model = self._session.weighing.model
        for criterion, cell in zip(
            model.criteria, row_of(self._session.content, self._opportunity_id, model), strict=True
        ):
            if criterion.id == self.criterion.id:
                self.show_cell(self._opportunity_id, cell)


class ScoreRows(QWidget):
    """A row for each criterion of the model on show; none while a blind round is open."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._made_of: tuple[object, ...] = ()
        self.rows: list[ScoreRow] = []
        self.blind = wrapped(tr("A blind round is open: scores are given there, and shown when they are revealed."))
        self._column = column(spacing=GRID)
        outer = column(self.blind, spacing=0)
        outer.addLayout(self._column)
        self.setLayout(outer)
        session.noun_changed.connect(self._forget)

    @property
    def fields(self) -> dict[str, ScoreField]:
        """The numbers, by the part of the formula, or by the name of one's own criterion."""
        return {
            each.criterion.name if each.criterion.part == "criterion" else each.criterion.part: each.value
            for each in self.rows
        }

    def _forget(self) -> None:
        self._made_of = ()

    def show_opportunity(self, opportunity_id: str) -> None:
        """Show what an opportunity is worth by each criterion."""
        model = self._session.weighing.model
        made_of = (model.id, model.criteria, dict(model.anchors), model.record.blind)
        if made_of != self._made_of:
            self._made_of = made_of
            self._make(model)
        self.blind.setVisible(model.record.blind)
        if not model.record.blind:
            cells = row_of(self._session.content, opportunity_id, model)
            for row, cell in zip(self.rows, cells, strict=True):
                row.show_cell(opportunity_id, cell)

    def _make(self, model: Model) -> None:
        clear(self._column)
        criteria = () if model.record.blind else model.criteria
        self.rows = [ScoreRow(self._session, each, model.anchors.get(each.id, ())) for each in criteria]
        for row in self.rows:
            self._column.addWidget(row)


def _offers(anchors: Sequence[Anchor]) -> list[tuple[float, str, str]]:
    """Return the anchors as buttons: the value, its number, and what it is called and means."""
    return [
        (each.value, score_text(each.value), of_served(" – ".join(part for part in (each.label, each.rubric) if part)))
        for each in anchors
    ]


def _heading(criterion: Criterion) -> str:
    name = of_served(criterion.name)
    if criterion.highest is None:
        return tr("{criterion}, from {low}").format(criterion=name, low=score_text(criterion.lowest))
    bounds = f"{score_text(criterion.lowest)}–{score_text(criterion.highest)}"
    return tr("{criterion}, {bounds}").format(criterion=name, bounds=bounds)
