"""Models and candidates made by hand, for the tests of robustness."""

from collections.abc import Sequence

from app.models.kinds import FORMULA_PARTS, FormulaPart, ScoringKind, Side
from app.models.records import Criterion, ScoringModel
from app.scoring.models import Model
from app.scoring.robustness.candidates import Candidate

_SIDES: dict[FormulaPart, Side] = {"business": "business", "effort": "effort", "size": "effort"}


def model_of(kind: ScoringKind, weights: Sequence[float] = (), sides: Sequence[Side] = (), top: float = 100.0) -> Model:
    """Return a model; weighted criteria have as many criteria as weights are given."""
    parts: tuple[FormulaPart, ...] = FORMULA_PARTS[kind]
    if kind == "weighted criteria":
        parts *= len(weights)
    criteria = tuple(
        Criterion(
            id=f"c{at}",
            rank=f"V{at}",
            model_id="m",
            name=f"Criterion {at}",
            part=part,
            side=sides[at] if sides else _SIDES.get(part, "customer"),
            weight=weights[at] if at < len(weights) else 1.0,
            highest=top,
        )
        for at, part in enumerate(parts)
    )
    return Model(ScoringModel(id="m", rank="V", title=kind, kind=kind), criteria, {})


def candidate(
    name: str, *values: float | None, low: Sequence[float] | None = None, high: Sequence[float] | None = None
) -> Candidate:
    """Return a candidate; a missing score may be anything from 0 to 100, a score without limits only itself."""
    return Candidate(
        name,
        values,
        tuple(low or (0.0 if each is None else each for each in values)),
        tuple(high or (100.0 if each is None else each for each in values)),
    )
