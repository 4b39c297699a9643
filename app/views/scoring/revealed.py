"""What everybody said, side by side, the widest apart first."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.models.content import Content
from app.scoring.disagreements import Disagreement, disagreements
from app.scoring.models import Model
from app.views.kinds import of_served
from app.views.scoring.spread import SpreadDots
from app.views.scoring.texts import written
from app.views.scoring.words import number, tr, value_text, who
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, button, clear, column, counted, scrolling, wrapped

FEW: Final = 12
"""Cells that are shown at a time."""


class RevealedPage(QWidget):
    """A row for each opportunity and criterion that somebody scored."""

    again = Signal()
    """A second round is to be opened."""
    closed = Signal()

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._most = FEW
        self._found: list[Disagreement] = []
        self._model: Model | None = None
        self.title = written("", "farthest")
        self.summary = wrapped("", "rubric")
        self.round = button(tr("Second round"), clicked=self.again.emit)
        self.round.setToolTip(tr("Everybody scores again, blind; what they said stays until they change it"))
        self.done = button(tr("Done"), "primary", self.closed.emit)
        self.more = button("", "link", self._show_more)
        self._rows = column(spacing=2 * GRID)
        self.rows: list[QWidget] = []
        inner = QWidget()
        lines = column(spacing=2 * GRID)
        lines.addLayout(self._rows)
        lines.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch()
        inner.setLayout(lines)
        self.area = scrolling(inner)
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addLayout(column(self.title, self.summary, spacing=0), 1)
        for each in (self.round, self.done):
            top.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        outer = column(spacing=2 * GRID)
        outer.addLayout(top)
        outer.addWidget(self.area, 1)
        self.setLayout(outer)

    def show_model(self, model: Model, opportunity_ids: Sequence[str]) -> None:
        """Show what was said of opportunities by the criteria of a model."""
        content = self._session.content
        self._model = model
        self._found = disagreements(content, model, opportunity_ids)
        self._most = FEW
        self.title.setText(tr("What everybody said: {model}").format(model=model.title))
        people = len({row.scorer_id for each in self._found for row in each.rows})
        apart = sum(each.apart > 0 for each in self._found)
        said = tr("{people}, {scores}; they differ in {apart} of {all}. The widest apart come first.")
        self.summary.setText(
            said.format(
                people=counted(people, tr("person"), tr("people")),
                scores=counted(sum(len(each.rows) for each in self._found), tr("score"), tr("scores")),
                apart=apart,
                all=len(self._found),
            )
            if self._found
            else tr("Nobody has scored yet.")
        )
        self._fill()

    def _fill(self) -> None:
        clear(self._rows)
        model = self._model
        assert model is not None
        self.rows = [
            DisagreementRow(self._session.content, model, each, self._theme) for each in self._found[: self._most]
        ]
        for row in self.rows:
            self._rows.addWidget(row)
        left = len(self._found) - len(self.rows)
        self.more.setText(tr("{count} more").format(count=left))
        self.more.setVisible(left > 0)

    def _show_more(self) -> None:
        self._most += 2 * FEW
        self._fill()


class DisagreementRow(QFrame):
    """What is scored, the dots, and what each said and why."""

    def __init__(self, content: Content, model: Model, found: Disagreement, theme: ThemeKeeper) -> None:
        super().__init__()
        self.setProperty("look", "boxed")
        criterion, rows = found.criterion, found.rows
        title = written(found.opportunity.title or tr("Untitled opportunity"), "far")
        middle = tr("median {median}").format(median=number(found.median))
        values = [each.value for each in rows if each.value is not None]
        if found.apart:
            apart = tr("between {low} and {high}").format(low=number(min(values)), high=number(max(values)))
            middle = f"{middle} · {apart}"
        left = column(title, written(f"{of_served(criterion.name)} · {middle}", "rubric"), spacing=2)
        left.addStretch()
        dots = SpreadDots(theme, large=True)
        dots.show_scores(content, criterion, model.anchors.get(criterion.id, ()), rows, found.median)
        self.dots = dots
        right = column(spacing=GRID // 2)
        for each in reversed(rows):
            said = f"{who(content, each)}: {value_text(model, criterion, each)}"
            line = written(f"{said} – {each.reason}" if each.reason.strip() else said)
            right.addWidget(line)
        right.addStretch()
        line_of = QHBoxLayout(self)
        line_of.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        line_of.setSpacing(3 * GRID)
        line_of.addLayout(left, 3)
        line_of.addWidget(dots, 4, Qt.AlignmentFlag.AlignVCenter)
        line_of.addLayout(right, 4)
