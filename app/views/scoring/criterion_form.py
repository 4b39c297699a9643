"""One criterion of a scoring model: what it asks, how much it weighs, between what it lies, its anchors."""

from collections.abc import Callable
from typing import Any, get_args

from PySide6.QtWidgets import QGridLayout, QWidget

from app.models.kinds import Prefill, Side
from app.models.records import Criterion
from app.scoring.models import Model
from app.services.scoring_models import update_criterion
from app.views.scoring.anchor_rows import AnchorRows
from app.views.scoring.number_line import NumberLine
from app.views.scoring.words import prefill_word, side_word, tr
from app.views.session import Session
from app.views.widgets import GRID, ChoiceField, LineField, TextField, caption_of, column, label


class CriterionForm(QWidget):
    """Filled with a criterion; each change is stored at once, or refused in words."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._criterion_id = session, ""
        self._criterion: Criterion | None = None
        self.name = LineField(tr("Name of the criterion"))
        self.name.textEdited.connect(self._setter("name"))
        self.side = ChoiceField(tr("Side"), [(each, side_word(each)) for each in get_args(Side)])
        self.side.chosen.connect(self._setter("side"))
        self.weight = NumberLine(tr("Agreed weight"))
        self.lowest, self.highest = NumberLine(tr("Lowest value")), NumberLine(tr("Highest value"), tr("none"))
        for name, field in (("weight", self.weight), ("lowest", self.lowest), ("highest", self.highest)):
            field.entered.connect(self._setter(name))
        prefills = [(each, prefill_word(each)) for each in (None, *get_args(Prefill))]
        self.prefill = ChoiceField(tr("Until people score"), prefills)
        self.prefill.chosen.connect(self._setter("prefill"))
        self.rubric = TextField(tr("What the criterion asks"), least=1, most=4)
        self.rubric.setPlaceholderText(tr("What is asked, so that all understand the same"))
        self.rubric.edited.connect(self._setter("rubric"))
        self.anchors = AnchorRows(session)
        self._lay_out()

    def _lay_out(self) -> None:
        fields = (
            (tr("Name"), self.name, 0, 0, 2),
            (tr("Side"), self.side, 0, 2, 1),
            (tr("Weight"), self.weight, 0, 3, 1),
            (tr("Until people score"), self.prefill, 2, 0, 2),
            (tr("Lowest"), self.lowest, 2, 2, 1),
            (tr("Highest"), self.highest, 2, 3, 1),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        self._captions = {}
        for text, field, row, place, span in fields:
            caption = caption_of(text, field)
            self._captions[text] = caption
            grid.addWidget(caption, row, place, 1, span)
            grid.addWidget(field, row + 1, place, 1, span)
        for place, stretch in enumerate((1, 1, 1, 1)):
            grid.setColumnStretch(place, stretch)
        rows = column(spacing=GRID)
        rows.addLayout(grid)
        rows.addWidget(caption_of(tr("What the criterion asks"), self.rubric))
        rows.addWidget(self.rubric)
        rows.addSpacing(GRID)
        rows.addWidget(label(tr("ANCHORS"), "heading"))
        rows.addWidget(self.anchors)
        self.setLayout(rows)

    def _setter(self, name: str) -> Callable[[Any], None]:
        def set_field(value: Any) -> None:
            if self._criterion_id:
                self._session.perform(update_criterion, self._criterion_id, **{name: value})
                self._fill_numbers()  # also where it was refused

        return set_field

    def show_criterion(self, model: Model, criterion: Criterion) -> None:
        """Show a criterion as it is stored."""
        self._criterion_id, self._criterion = criterion.id, criterion
        if self.name.text().strip() != criterion.name or not self.name.hasFocus():
            self.name.fill(criterion.name)
        self.side.fill(criterion.side)
        self.side.setEnabled(model.kind == "weighted criteria")
        for part in (self.weight, self._captions[tr("Weight")]):
            part.setVisible(model.weighed and model.counts(criterion))
        self.prefill.fill(criterion.prefill)
        self.rubric.fill(criterion.rubric)
        self._fill_numbers()
        self.anchors.show_criterion(model, criterion)

    def _fill_numbers(self) -> None:
        criterion = self._criterion
        if criterion is None:
            return
        for field, value in (
            (self.weight, criterion.weight),
            (self.lowest, criterion.lowest),
            (self.highest, criterion.highest),
        ):
            field.fill_number(value)
