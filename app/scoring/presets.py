"""The six scoring models that every workspace has without their being stored.

Their ids are always the same, so that two files mean the same model. They are stored when somebody scores by one or
changes it, and what is stored counts from then on.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple, TypeVar

from app.models.ids import id_from
from app.models.kinds import SCORING_KINDS, ScoringKind
from app.models.ranks import ranks_between
from app.models.records import Anchor, Criterion, ScoringModel
from app.scoring.scales import CRITERIA, TITLES, Yardstick

T = TypeVar("T")


class Preset(NamedTuple):
    """The records of a model."""

    model: ScoringModel
    criteria: tuple[Criterion, ...]
    anchors: Mapping[str, tuple[Anchor, ...]]
    """By the id of the criterion, from the lowest value up."""


@cache
def preset_id(kind: ScoringKind) -> str:
    """Return the id that the model of a kind has in every workspace."""
    return id_from("scoring model", kind)


@cache
def preset(kind: ScoringKind) -> Preset:
    """Return the model of a kind as every workspace has it to begin with."""
    model_id, yardsticks = preset_id(kind), CRITERIA[kind]
    model = ScoringModel(
        id=model_id,
        rank=dict(_ranked(SCORING_KINDS))[kind],
        title=TITLES[kind],
        kind=kind,
    )
    criteria = tuple(_criterion(model, each, rank) for each, rank in _ranked(yardsticks))
    anchors = {
        criterion.id: tuple(
            Anchor(
                id=id_from("anchor", criterion.id, f"{value:g}"),
                criterion_id=criterion.id,
                value=float(value),
                label=label,
                rubric=rubric,
            )
            for value, label, rubric in each.scale
        )
        for criterion, each in zip(criteria, yardsticks, strict=True)
    }
    return Preset(model, criteria, anchors)


def presets() -> tuple[Preset, ...]:
    """Return all six, in the order in which they are offered."""
    return tuple(preset(kind) for kind in SCORING_KINDS)


def _ranked(items: Iterable[T]) -> list[tuple[T, str]]:
    there = list(items)
    return list(zip(there, ranks_between(None, None, len(there)), strict=True))


def _criterion(model: ScoringModel, each: Yardstick, rank: str) -> Criterion:
    return Criterion(
        id=id_from("criterion", model.kind, each.name),
        rank=rank,
        model_id=model.id,
        name=each.name,
        part=each.part,
        side=each.side,
        lowest=each.lowest,
        highest=each.highest,
        rubric=each.rubric,
        prefill=each.prefill,
    )
