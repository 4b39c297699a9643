"""By which model opportunities are ranked in the window, and at which weights: a look, stored only when agreed on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.models.changes import ChangeSet
from app.models.content import Content
from app.models.records import Criterion

if TYPE_CHECKING:
    from app.scoring.models import Model
    from app.views.session import Session

EVEN_WEIGHT = 0.5
"""The weight of the customer side until somebody agrees on another."""

_SIDES = ("customer", "business")
"""The parts of the value matrix that are weighed."""

KINDS = ("scoring_model", "criterion", "anchor", "workspace")
"""The records that say how opportunities are ranked."""


def agreed_weight(content: Content) -> float:
    """Return the agreed weight of the customer side in the value matrix, 0 … 1."""
    weights = {each.part: each.weight for each in content.all(Criterion).values() if each.part in _SIDES}
    total = sum(weights.values())
    return weights.get("customer", 0.0) / total if total else EVEN_WEIGHT


class Weighing(QObject):
    """The model on show with its what-if weights; that of the value matrix is the session's one weight."""

    changed = Signal()
    """Another model, or other weights."""
    model_changed = Signal()
    """Another model, or other criteria."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._model_id: str | None = None
        self._tried: dict[str, tuple[float, ...]] = {}
        self._agreed = session.weight
        session.opened.connect(self._begin)
        session.changed.connect(self._follow)
        session.weight_changed.connect(lambda _: self.changed.emit() if self.of_matrix else None)

    # ---- what is on show

    @property
    def model(self) -> Model:
        """The model on show: the workspace's until the user looks at another."""
        from app.scoring.models import model_of, models_of  # at the start nothing is ranked

        content = self._session.content
        if self._model_id is not None:
            found = next((each for each in models_of(content) if each.id == self._model_id), None)
            if found is not None:
                return found
        return model_of(content)

    @property
    def of_matrix(self) -> bool:
        """Whether the model on show is the value matrix."""
        return self.model.kind == "value matrix"

    @property
    def weights(self) -> tuple[float, ...]:
        """The weights on show, one for each criterion of the model."""
        return self.weights_of(self.model)

    def weights_of(self, model: Model) -> tuple[float, ...]:
        """Return the weights that are tried in a model, else the agreed ones."""
        from app.scoring.models import customer_share

        if model.kind == "value matrix":
            return model.weights if self._session.weight == customer_share(model) else self._of_share(model)
        tried = self._tried.get(model.id, ())
        return tried if len(tried) == len(model.criteria) else model.weights

    def _of_share(self, model: Model) -> tuple[float, ...]:
        from app.scoring.models import weights_at

        return weights_at(model, self._session.weight)

    @property
    def is_agreed(self) -> bool:
        """Whether the weights on show are those that were agreed on."""
        model = self.model
        return not model.weighed or self.weights_of(model) == model.weights

    @property
    def is_workspaces(self) -> bool:
        """Whether the model on show is the one that the workspace ranks by."""
        from app.scoring.models import model_of

        return self.model.id == model_of(self._session.content).id

    # ---- what the user does

    def choose(self, model_id: str) -> None:
        """Look at the ranking by another model."""
        if model_id != self.model.id:
            self._model_id = model_id
            self.model_changed.emit()
            self.changed.emit()

    def weigh(self, weights: Sequence[float]) -> None:
        """Look at the ranking at other weights, one for each criterion."""
        model = self.model
        if tuple(weights) == self.weights_of(model):
            return
        if model.kind == "value matrix":
            from app.scoring.models import customer_share

            self._session.weigh(customer_share(model, weights))
        else:
            self._tried[model.id] = tuple(weights)
            self.changed.emit()

    def go_back(self) -> None:
        """Look at the ranking at the agreed weights."""
        self.weigh(self.model.weights)

    # ---- what is stored

    def _begin(self) -> None:
        self._model_id = None
        self._tried.clear()
        self._agreed = agreed_weight(self._session.content)
        self._session.weigh(self._agreed)
        self.model_changed.emit()

    def _follow(self, changes: ChangeSet) -> None:
        """Keep to the agreed weights where nobody tries others."""
        if not changes.touches(*KINDS):
            return
        agreed = agreed_weight(self._session.content)
        if self._session.weight == self._agreed:
            self._session.weigh(agreed)
        self._agreed = agreed
        self.model_changed.emit()
        self.changed.emit()
