"""The weights of the criteria of a model, a slider each: a look at the ranking, stored when agreed on."""

from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget

from app.scoring.formulas import shares_of
from app.scoring.models import Model
from app.views.decide.popup import Popup
from app.views.decide.words import tr
from app.views.kinds import of_served
from app.views.opportunity_words import side_word
from app.views.weighing import Weighing
from app.views.widgets import GRID, OneLine, clear, column, label, wrapped

STEPS: Final = 100
"""A slider's steps from no weight to all of it."""

WIDTH: Final = 400


class WeightsSheet(Popup):
    """A row for each criterion: its name, its weight beside the others, its share of them all."""

    def __init__(self, anchor: QWidget, weighing: Weighing) -> None:
        super().__init__(anchor, tr("Weights of the criteria"), WIDTH)
        self._weighing = weighing
        self._model_id = ""
        self.sliders: list[QSlider] = []
        self._shares: list[QLabel] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        self._grid.setColumnMinimumWidth(0, 17 * GRID)
        self._grid.setColumnStretch(1, 1)
        hint = wrapped(tr("Nothing is stored until you agree on these weights."), "caption")
        rows = column(label(tr("WEIGHTS"), "heading"), margins=(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID))
        rows.addLayout(self._grid)
        rows.addWidget(hint)
        self.setLayout(rows)

    def first(self) -> QWidget:
        """Return the first slider."""
        return self.sliders[0] if self.sliders else self

    def follow(self) -> None:
        """Show the weights on show."""
        model, weights = self._weighing.model, self._weighing.weights
        if len(self.sliders) != len(model.criteria) or model.id != self._model_id:
            self._fill(model)
        most = max((*weights, *model.weights), default=1.0) or 1.0
        self._most = most
        for slider, share, weight, part in zip(
            self.sliders, self._shares, weights, shares_of(model, weights), strict=True
        ):
            with QSignalBlocker(slider):
                if not slider.isSliderDown():
                    slider.setValue(round(STEPS * weight / most))
            share.setText(tr("{percent} %").format(percent=round(100 * part)))

    def _fill(self, model: Model) -> None:
        self._model_id = model.id
        clear(self._grid)
        self.sliders, self._shares = [], []
        for row, criterion in enumerate(model.criteria):
            name = OneLine()
            name.setText(of_served(criterion.name))
            name.setToolTip(f"{of_served(criterion.name)} · {side_word(criterion.side)}")
            slider = QSlider(Qt.Orientation.Horizontal)
            slider.setRange(0, STEPS)
            slider.setPageStep(STEPS // 10)
            slider.setAccessibleName(tr("Weight of {criterion}").format(criterion=of_served(criterion.name)))
            slider.valueChanged.connect(partial(self._weigh, row))
            share = label("", "caption")
            share.setMinimumWidth(5 * GRID)
            share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for at, widget in enumerate((name, slider, share)):
                self._grid.addWidget(widget, row, at)
            self.sliders.append(slider)
            self._shares.append(share)

    def _weigh(self, place: int, step: int) -> None:
        weights = list(self._weighing.weights)
        weights[place] = self._most * step / STEPS
        self._weighing.weigh(weights)
