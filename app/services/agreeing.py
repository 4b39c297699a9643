"""What is agreed on about ranking: the weights of a scoring model, and the model that counts."""

from collections.abc import Sequence
from dataclasses import replace

from app.models.content import workspace_of
from app.models.records import ScoringModel
from app.scoring.models import Model
from app.store import Store


def agree_on_weights(store: Store, model: Model, weights: Sequence[float]) -> None:
    """Let these weights, one for each criterion, be those of a model; a criterion that is only shown keeps its own."""
    agreed = tuple(
        replace(each, weight=weight) if model.counts(each) else each
        for each, weight in zip(model.criteria, weights, strict=True)
    )
    with store.edit(f"Agree on weights of “{model.title}”") as edit:
        if edit.content.find(ScoringModel, model.id) is None:
            edit.put(model.record, *(each for anchors in model.anchors.values() for each in anchors))
        edit.put(*agreed)


def rank_by(store: Store, model: Model) -> None:
    """Let a model be the one that the workspace ranks by, on maps, in exports and the report."""
    with store.edit(f"Rank by “{model.title}”") as edit:
        if edit.content.find(ScoringModel, model.id) is None:
            anchors = (each for several in model.anchors.values() for each in several)
            edit.put(model.record, *model.criteria, *anchors)
        edit.put(replace(workspace_of(edit.content), scoring_model_id=model.id))
