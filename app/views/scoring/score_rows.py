"""What an opportunity is worth by each criterion of the model that ranks: what counts, who says so, and an override."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.records import Anchor, Criterion
from app.scoring.models import Model
from app.scoring.scores import Standing, row_of
from app.services.scoring import override, row_by, score, withdraw_override
from app.views.kinds import of_served
from app.views.scoring.anchors import AnchorRow
from app.views.scoring.doing import deliberately
from app.views.scoring.limits import LimitsPart
from app.views.scoring.number_line import NumberLine
from app.views.scoring.spread import SpreadDots
from app.views.scoring.texts import written
from app.views.scoring.words import bounds_text, number, standing_text, tr
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, LineField, button, clear, label


class ScoreRows(QWidget):
    """A row for each criterion of the model on show; the form that it is in fills it with an opportunity."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._shown: tuple[Any, ...] = ()
        self.rows: list[CriterionRow] = []
        self.model = written("", "caption")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2 * GRID)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GRID)
        whole.addWidget(self.model)
        whole.addLayout(self._lines)

    def show_opportunity(self, opportunity_id: str) -> None:
        """Show what is said of an opportunity as it is stored."""
        content = self._session.content
        model = self._session.weighing.model
        blind = model.record.blind
        criteria = () if blind else model.criteria
        said = tr("A blind round of {model} is open: scores are shown when it is revealed.")
        self.model.setText(said.format(model=model.title) if blind else model.title)
        scales = tuple((each, model.anchors.get(each.id, ())) for each in criteria)
        if (scales, opportunity_id) != self._shown:
            self._shown = (scales, opportunity_id)
            clear(self._lines)
            self.rows = [
                CriterionRow(self._session, self._theme, opportunity_id, criterion, anchors)
                for criterion, anchors in scales
            ]
            for row in self.rows:
                self._lines.addWidget(row)
        if not blind:
            for row, standing in zip(self.rows, row_of(content, opportunity_id, model), strict=True):
                row.fill(model, standing)


class CriterionRow(QWidget):
    """One criterion: the value that counts and where it comes from, the spread, the group's score, the override."""

    def __init__(
        self,
        session: Session,
        theme: ThemeKeeper,
        opportunity_id: str,
        criterion: Criterion,
        anchors: tuple[Anchor, ...],
    ) -> None:
        super().__init__()
        self._session, self._opportunity_id, self._criterion, self._anchors = (
            session,
            opportunity_id,
            criterion,
            anchors,
        )
        name = of_served(criterion.name)
        self.name = written(name, "strong")
        self.name.setToolTip(of_served(criterion.rubric))
        self.value = label("", "strong")
        self.value.setAccessibleName(tr("{criterion}: what counts").format(criterion=name))
        self.source = written("", "caption")
        self.dots = SpreadDots(theme)
        self.scale = AnchorRow(name, anchors)
        self.scale.chosen.connect(self._score)
        self.free = NumberLine(name, bounds_text(criterion))
        self.free.entered.connect(self._score)
        self.limits = LimitsPart(session, opportunity_id, criterion)
        self.limiting = button(tr("Limits, reason"), "link", lambda: self.limits.setVisible(self.limits.isHidden()))
        self.limiting.setAccessibleName(tr("Limits and reason of {criterion}").format(criterion=name))
        self.overriding = button(tr("Override…"), "link", self._ask)
        self.overriding.setAccessibleName(tr("Override {criterion}…").format(criterion=name))
        self.withdrawing = button(tr("Withdraw the override…"), "link", self._ask_to_withdraw)
        self.withdrawing.setAccessibleName(tr("Withdraw the override of {criterion}…").format(criterion=name))
        self.other = NumberLine(tr("Another value of {criterion}").format(criterion=name), bounds_text(criterion))
        self.reason = LineField(tr("Reason for {criterion}").format(criterion=name))
        self.reason.setPlaceholderText(tr("Why so? It is shown beside the value."))
        self.keep = button(tr("Override"), "primary", self._keep)
        self.leave = button(tr("Cancel"), clicked=self._close)
        self.reason.returnPressed.connect(self._keep)
        self._withdraws = False
        self._asked = QWidget()
        self._lay_out()
        self.limits.hide()
        self._close()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self.name, 1)
        head.addWidget(self.value, 0, Qt.AlignmentFlag.AlignTop)
        links = QHBoxLayout()
        links.setSpacing(GRID)
        links.addWidget(self.limiting)
        links.addWidget(self.overriding)
        links.addWidget(self.withdrawing)
        links.addStretch()
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(GRID // 2)
        asked.addWidget(self.other)
        asked.addWidget(self.reason)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.leave)
        buttons.addStretch()
        asked.addLayout(buttons)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GRID // 2)
        rows.addLayout(head)
        rows.addWidget(self.dots)
        rows.addWidget(self.source)
        rows.addWidget(self.scale)
        rows.addWidget(self.free)
        rows.addLayout(links)
        rows.addWidget(self.limits)
        rows.addWidget(self._asked)

    def fill(self, model: Model, standing: Standing) -> None:
        """Show what is said as it is stored."""
        content, criterion = self._session.content, self._criterion
        self.value.setText("–" if standing.value is None else number(standing.value))
        self.source.setText(standing_text(content, standing))
        by_scorers = [each for each in standing.rows if each.scorer_id is not None]
        self.dots.setVisible(len(by_scorers) > 1 or standing.override is not None)
        self.dots.show_scores(content, criterion, self._anchors, standing.rows, standing.median, standing)
        group = row_by(content, self._opportunity_id, criterion.id, None)
        self.scale.setVisible(not by_scorers and bool(self._anchors))
        self.free.setVisible(not by_scorers)
        self.limiting.setVisible(group is not None and not by_scorers)
        if by_scorers:
            self.limits.hide()
        self.limits.fill(group)
        self.scale.fill(group.value if group is not None else None)
        self.free.fill_number(group.value if group is not None else None)
        self.withdrawing.setVisible(standing.override is not None)

    def _score(self, value: object) -> None:
        row = row_by(self._session.content, self._opportunity_id, self._criterion.id, None)
        low, high = (row.low, row.high) if row is not None else (None, None)
        if isinstance(value, float):  # limits give way to the value between them
            low = None if low is None else min(low, value)
            high = None if high is None else max(high, value)
        deliberately(self._session, score, self._opportunity_id, self._criterion.id, value, low=low, high=high)
        row = row_by(self._session.content, self._opportunity_id, self._criterion.id, None)
        self.scale.fill(row.value if row is not None else None)  # also where it was refused
        self.free.fill_number(row.value if row is not None else None)

    # ---- the override

    def _ask(self) -> None:
        self._open(withdraws=False)
        self.other.setFocus()

    def _ask_to_withdraw(self) -> None:
        self._open(withdraws=True)
        self.reason.setFocus()

    def _open(self, *, withdraws: bool) -> None:
        self._withdraws = withdraws
        self.keep.setText(tr("Withdraw the override") if withdraws else tr("Override"))
        self.other.setVisible(not withdraws)
        self._asked.show()

    def _close(self) -> None:
        self._asked.hide()
        self.other.fill_number(None)
        self.reason.fill("")

    def _keep(self) -> None:
        if not self._withdraws and not self.other.enter():
            return
        if self._withdraws:
            done = self._did(withdraw_override, self.reason.text())
        elif self.other.value is None:
            self._session.failed.emit(tr("Say which value is to count."))
            return
        else:
            done = self._did(override, self.other.value, self.reason.text())
        if done:
            self._close()

    def _did(self, service: Any, *arguments: Any) -> bool:
        """Run a service on the cell; return whether it was done."""
        step = self._session.store.step
        deliberately(self._session, service, self._opportunity_id, self._criterion.id, *arguments)
        return self._session.store.step > step
