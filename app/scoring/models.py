"""The scoring models of a workspace: the six presets, as stored where they are, and the users' own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from app.models.content import Content
from app.models.errors import InputError
from app.models.kinds import SCORING_KINDS, FormulaPart, ScoringKind
from app.models.names import folded
from app.models.records import Anchor, AnyRecord, Criterion, Score, ScoringModel, Workspace
from app.scoring.presets import Preset, preset, preset_id

WEIGHED: Final[tuple[ScoringKind, ...]] = ("value matrix", "weighted criteria")
"""The kinds in whose formula the weights of criteria stand."""

_AXES: Final[tuple[FormulaPart, ...]] = ("customer", "business")


@dataclass(frozen=True, slots=True)
class Model:
    """A scoring model with its criteria by rank, and the anchors of each by its id, from the lowest value up."""

    record: ScoringModel
    criteria: tuple[Criterion, ...]
    anchors: Mapping[str, tuple[Anchor, ...]]

    @property
    def id(self) -> str:
        """The id of its record."""
        return self.record.id

    @property
    def kind(self) -> ScoringKind:
        """What formula it has."""
        return self.record.kind

    @property
    def title(self) -> str:
        """What it is called."""
        return self.record.title

    @property
    def records(self) -> tuple[AnyRecord, ...]:
        """All records that it is made of, an owner before what it holds."""
        anchors = (anchor for each in self.criteria for anchor in self.anchors.get(each.id, ()))
        return (self.record, *self.criteria, *anchors)

    @property
    def weights(self) -> tuple[float, ...]:
        """The agreed weights of its criteria, in their order."""
        return tuple(each.weight for each in self.criteria)

    @property
    def weighed(self) -> bool:
        """Whether the weights of its criteria stand in its formula."""
        return self.kind in WEIGHED

    def place_of(self, part: FormulaPart) -> int:
        """Return the place of the criterion that is this part of the formula; raises InputError where it is missing."""
        for place, criterion in enumerate(self.criteria):
            if criterion.part == part:
                return place
        raise InputError(f"The model “{self.title}” has no criterion that is its {part}. Add one to rank by it.")

    def counts(self, criterion: Criterion) -> bool:
        """Return whether a criterion stands in the formula: the effort of the value matrix is only shown."""
        return self.kind != "value matrix" or criterion.part in _AXES


def models_of(content: Content) -> list[Model]:
    """Return the six presets, as stored where they are, then the users' own weighted criteria by rank."""
    known = {preset_id(kind): kind for kind in SCORING_KINDS}
    own = [each for each in content.ordered(ScoringModel) if each.id not in known]
    return [*(_of_kind(content, kind) for kind in SCORING_KINDS), *(_stored(content, each) for each in own)]


def model_of(content: Content, model_id: str | None = None) -> Model:
    """Return a model by its id; without one, that of the workspace, which is the value matrix until another is chosen.

    Raises InputError where there is no such model.
    """
    if model_id is None:
        workspace = next(iter(content.all(Workspace).values()), None)
        model_id = workspace.scoring_model_id if workspace is not None else None
    if model_id is None:
        return _of_kind(content, "value matrix")
    stored = content.find(ScoringModel, model_id)
    if stored is not None:
        return _stored(content, stored)
    for kind in SCORING_KINDS:
        if preset_id(kind) == model_id:
            return _of_preset(preset(kind))
    return _stored(content, content.get(ScoringModel, model_id))


def reasons_shown(content: Content, opportunity_id: str | None = None) -> list[Score]:
    """Return the scores and overrides of an opportunity, or of all, that say why, by moment; none scored blind."""
    hidden = _hidden(content)
    scores = content.members(Score, "opportunity_id", opportunity_id) if opportunity_id else content.all(Score).values()
    there = [each for each in scores if each.reason and each.criterion_id not in hidden]
    return sorted(there, key=lambda each: (each.at, each.id))


def scored_blind(content: Content) -> list[Score]:
    """Return the scores and overrides of models whose blind round is open."""
    hidden = _hidden(content)
    return [each for each in content.all(Score).values() if each.criterion_id in hidden] if hidden else []


def _hidden(content: Content) -> set[str]:
    """Return the ids of the criteria that are scored blind."""
    blind = {each.id for each in content.all(ScoringModel).values() if each.blind}
    return {each.id for each in content.all(Criterion).values() if each.model_id in blind} if blind else set()


def value_matrix(content: Content) -> Model:
    """Return the value matrix of a workspace."""
    return _of_kind(content, "value matrix")


def model_called(content: Content, name: str) -> Model:
    """Return the model of a name, upper and lower case being one; raises InputError naming the choices."""
    models = models_of(content)
    for model in models:
        if folded(model.title) == folded(name):
            return model
    for model in models:
        if folded(model.kind) == folded(name):
            return model
    choices = ", ".join(f"“{each.title}”" for each in models)
    raise InputError(f"No scoring model is called “{name}”. There are {choices}.")


def weights_at(model: Model, customer: float | None) -> tuple[float, ...]:
    """Return the weights of a model's criteria where the customer side has a share of 0 … 1; none = as agreed.

    Within a side weights keep their proportions; what is not customer side shares the rest. Without any weight on a
    side its criteria count alike. Models without weights in their formula keep the agreed ones.
    """
    if customer is None or not model.weighed:
        return model.weights
    weights = [0.0] * len(model.criteria)
    for share, of_customer in ((customer, True), (1.0 - customer, False)):
        places = [
            place
            for place, each in enumerate(model.criteria)
            if model.counts(each) and (each.side == "customer") is of_customer
        ]
        total = sum(model.criteria[place].weight for place in places)
        for place in places:
            weights[place] = share * (model.criteria[place].weight / total if total else 1.0 / len(places))
    return tuple(weights)


def matrix_weights(model: Model, customer: float | None) -> tuple[float, ...]:
    """Return the weights at a weight of the customer side in the value matrix, none = as agreed; others keep theirs."""
    return weights_at(model, customer if model.kind == "value matrix" else None)


def customer_share(model: Model, weights: Sequence[float] | None = None) -> float:
    """Return what share of all weights the customer side has, 0 … 1; one half where there are no weights."""
    counted = [
        (weight, each.side)
        for weight, each in zip(model.weights if weights is None else weights, model.criteria, strict=True)
        if model.counts(each)
    ]
    total = sum(weight for weight, _ in counted)
    return sum(weight for weight, side in counted if side == "customer") / total if total else 0.5


def _of_kind(content: Content, kind: ScoringKind) -> Model:
    stored = content.find(ScoringModel, preset_id(kind))
    return _stored(content, stored) if stored is not None else _of_preset(preset(kind))


def _of_preset(made: Preset) -> Model:
    return Model(made.model, made.criteria, MappingProxyType(dict(made.anchors)))


def _stored(content: Content, record: ScoringModel) -> Model:
    criteria = content.holding(Criterion, "model_id", record.id)
    anchors = {
        each.id: tuple(sorted(content.members(Anchor, "criterion_id", each.id), key=lambda anchor: anchor.value))
        for each in criteria
    }
    return Model(record, criteria, MappingProxyType(anchors))
