"""By which model is ranked, at which weights, and the formula that says how."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSlider

from app.models.kinds import ScoringKind
from app.scoring.models import Model, models_of, weights_at
from app.services.scoring_models import agree_on_weights, choose_model
from app.views.decide.weights import STEPS, WeightsSheet
from app.views.decide.words import tr
from app.views.kinds import of_served
from app.views.opportunity_words import formula
from app.views.session import Session
from app.views.widgets import GRID, ChoiceField, OneLine, Segments, button, column, label

_WIDE = 1040
"""Pixels from which all models stand side by side."""
_LONGEST = 22
"""Letters of the name of a model on its button."""
_MOST = 8
"""So many models at most stand side by side."""


def short_word(kind: ScoringKind) -> str:
    """Return what the model of a kind is called on its button."""
    words: dict[ScoringKind, str] = {
        "value matrix": tr("Value matrix"),
        "opportunity score": tr("Opportunity score"),
        "RICE": tr("RICE"),
        "ICE": tr("ICE"),
        "WSJF": tr("WSJF"),
        "weighted criteria": tr("Criteria"),
    }
    return words[kind]


class RankingBar(QFrame):
    """Chooses model and weights on the session, and follows them."""

    chosen = Signal(str)
    """The id of a model that the user looks at."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._weighing = session, session.weighing
        self._offered: list[tuple[str, str, str]] = []
        self.setObjectName("rankingBar")
        self.models = ChoiceField(tr("Scoring model"), [])
        self.models.chosen.connect(lambda each: self._weighing.choose(str(each)))
        self.segments = Segments(tr("Scoring model"), [])
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, STEPS)
        self.slider.setPageStep(STEPS // 10)
        self.slider.setMinimumWidth(14 * GRID)
        self.slider.setMaximumWidth(28 * GRID)
        self.slider.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.slider.valueChanged.connect(self._weigh)
        session.say(tr("Weight of the customer value, in hundredths"), self.slider.setAccessibleName)
        self.business, self.customer = label(tr("business"), "caption"), label("", "caption")
        self.weights = button(tr("Weights…"), clicked=self._open_weights)
        self.sheet = WeightsSheet(self.weights, self._weighing)
        self.formula = OneLine("caption")
        self.agree = button(tr("Agree on these weights"), "link", self._agree)
        self.back = button(tr("Back to the agreed ones"), "link", self._weighing.go_back)
        self.take = button(tr("Rank by this model everywhere"), "link", self._take)
        self.take.setToolTip(tr("Maps, exports and the report rank by it, too"))
        self.agreed = label(tr("agreed weights"), "caption")
        links = QHBoxLayout()
        links.setSpacing(GRID)
        for each in (self.agreed, self.agree, self.back, self.take):
            links.addWidget(each)
        links.addStretch()
        said = column(self.formula, spacing=0)
        said.addLayout(links)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self._row.setSpacing(GRID)
        self._row.addWidget(self.models)
        self._row.addWidget(self.segments)
        self._row.addSpacing(GRID)
        for widget in (self.business, self.slider, self.customer, self.weights):
            self._row.addWidget(widget, int(widget is self.slider))
        self._row.addSpacing(GRID)
        self._row.addLayout(said, 2)
        self._weighing.changed.connect(self.follow)
        session.noun_changed.connect(self.follow)

    def sizeHint(self) -> QSize:
        """As high as a slider with room around it."""
        return QSize(super().sizeHint().width(), 60)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the models in a list where they have no room beside each other."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        beside = self.width() >= _WIDE and len(self._offered) <= _MOST
        self.segments.setVisible(beside)
        self.models.setVisible(not beside)

    # ---- what is on show

    def refill(self) -> None:
        """Offer the models as they are stored."""
        models = models_of(self._session.content)
        titles = [model.title if _is_own(model, models) else short_word(model.kind) for model in models]
        offered = [
            (model.id, title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…", model.title)
            for model, title in zip(models, titles, strict=True)
        ]
        if offered != self._offered:
            self._offered = offered
            self.models.offer([(each, whole) for each, _, whole in offered])
            fresh = Segments(tr("Scoring model"), offered)
            fresh.chosen.connect(self._choose)
            self._row.replaceWidget(self.segments, fresh)
            self.segments.hide()
            self.segments.deleteLater()
            self.segments = fresh
            self._fit()
        self.follow()

    def follow(self) -> None:
        """Show the model and the weights on show."""
        model, weights = self._weighing.model, self._weighing.weights
        self.models.fill(model.id)
        self.segments.fill(model.id)
        self.formula.setText(formula(model, weights))
        of_matrix = model.kind == "value matrix"
        for each in (self.business, self.slider, self.customer):
            each.setVisible(of_matrix)
        share = self._session.weight
        self.customer.setText(of_served(tr("customer {weight}")).format(weight=f"{share:.2f}"))
        with QSignalBlocker(self.slider):  # its hundredths must not round what was agreed on
            self.slider.setValue(round(share * STEPS))
        self.weights.setVisible(model.weighed and not of_matrix)
        if self.weights.isVisible() or self.sheet.isVisible():
            self.sheet.follow()
        agreed = self._weighing.is_agreed
        self.agreed.setVisible(agreed and model.weighed)
        self.agree.setVisible(not agreed)
        self.back.setVisible(not agreed)
        self.take.setVisible(agreed and not self._weighing.is_workspaces)

    # ---- what the user does

    def _choose(self, model_id: object) -> None:
        if model_id is None:  # pressed again
            self.segments.fill(self._weighing.model.id)
        else:
            self._weighing.choose(str(model_id))

    def _weigh(self, step: int) -> None:
        self._weighing.weigh(weights_at(self._weighing.model, step / STEPS))

    def _open_weights(self) -> None:
        self.sheet.follow()
        self.sheet.open()

    def _agree(self) -> None:
        self._session.perform(agree_on_weights, self._weighing.model.id, self._weighing.weights)

    def _take(self) -> None:
        self._session.perform(choose_model, self._weighing.model.id)


def _is_own(model: Model, models: list[Model]) -> bool:
    """Return whether a user made a model, which then has the name that the user gave it."""
    return model is not next(each for each in models if each.kind == model.kind)
