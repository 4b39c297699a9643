"""Between which limits the group's score may lie, and why it is what it is."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.models.records import Criterion, Score
from app.services.scoring import explain_score, row_by, score
from app.views.kinds import of_served
from app.views.scoring.doing import deliberately
from app.views.scoring.number_line import NumberLine
from app.views.scoring.words import bounds_text, tr
from app.views.session import Session
from app.views.widgets import GRID, LineField, column


class LimitsPart(QWidget):
    """Two numbers and a reason, for a score that is there."""

    def __init__(self, session: Session, opportunity_id: str, criterion: Criterion) -> None:
        super().__init__()
        self._session, self._opportunity_id, self._criterion = session, opportunity_id, criterion
        name = of_served(criterion.name)
        self.low = NumberLine(tr("{criterion}, at least").format(criterion=name), bounds_text(criterion))
        self.high = NumberLine(tr("{criterion}, at most").format(criterion=name), bounds_text(criterion))
        self.low.setPlaceholderText(tr("at least"))
        self.high.setPlaceholderText(tr("at most"))
        self.reason = LineField(tr("Why {criterion} is scored so").format(criterion=name))
        self.reason.setPlaceholderText(tr("Why so?"))
        for each in (self.low, self.high):
            each.entered.connect(lambda _: self._limit())
        self.reason.editingFinished.connect(self._explain)
        limits = QHBoxLayout()
        limits.setSpacing(GRID // 2)
        limits.addWidget(self.low)
        limits.addWidget(self.high)
        rows = column(spacing=GRID // 2)
        rows.addLayout(limits)
        rows.addWidget(self.reason)
        self.setLayout(rows)

    def fill(self, row: Score | None) -> None:
        """Show the limits of a score, and nothing where there is none."""
        self.low.fill_number(row.low if row is not None else None)
        self.high.fill_number(row.high if row is not None else None)
        if not self.reason.hasFocus():
            self.reason.fill(row.reason if row is not None else "")
        self.setEnabled(row is not None)

    def _row(self) -> Score | None:
        return row_by(self._session.content, self._opportunity_id, self._criterion.id, None)

    def _limit(self) -> None:
        row = self._row()
        low, high = self.low.value, self.high.value
        if row is not None and (low, high) != (row.low, row.high):
            here = (self._opportunity_id, self._criterion.id, row.value)
            deliberately(self._session, score, *here, low=low, high=high)
        self.fill(self._row())

    def _explain(self) -> None:
        row = self._row()
        if row is not None and row.reason != self.reason.text():
            deliberately(self._session, explain_score, self._opportunity_id, self._criterion.id, self.reason.text())
