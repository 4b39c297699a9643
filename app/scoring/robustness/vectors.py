"""The formulas over arrays of numpy, with weights that may vary too: the same as app/scoring/formulas.py, many at once.

Scores come as one array for each criterion, raw; weights as one number, or one column of draws, for each weighed
criterion. All arrays of a call have shapes that fit each other, such as (candidates,) or (draws, candidates).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.scoring import formulas
from app.scoring.models import Model
from app.scoring.robustness.candidates import Candidate, scaling, weighed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]


def columns_of(candidates: Sequence[Candidate], model: Model) -> list[Array]:
    """Return the scores of the candidates by criterion, shape (candidates,); nan where one is missing."""
    import numpy as np

    rows = np.array([each.values for each in candidates], dtype=float).reshape(len(candidates), len(model.criteria))
    return list(np.ascontiguousarray(rows.T))


def values_of(model: Model, scores: Sequence[Array], shares: Sequence[Any]) -> Array:
    """Return the values; `shares` has a weight for each weighed criterion, together 1, and none in models without."""
    places = weighed(model)
    if not places:
        return formulas.values_of(model, scores)  # type: ignore[no-any-return]
    total: Any = 0.0
    for place, share in zip(places, shares, strict=True):
        factor, offset = map(float, scaling(model, place))
        term = scores[place] * (share * factor)
        if offset:
            term += share * offset
        total = total + term
    return total  # type: ignore[no-any-return]
