"""The ranks that an opportunity may still get: all scores that the given limits and missing scores leave open."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from app.scoring.formulas import lowers, values_of
from app.scoring.models import Model
from app.scoring.robustness.candidates import Candidate, limits


def could_be(
    candidates: Sequence[Candidate], model: Model, weights: Sequence[float] | None = None
) -> dict[str, tuple[int, int]]:
    """Return by id the best and the worst rank that a candidate may get while all scores move within their limits.

    Equal values share a rank. A value only rises or only falls with each score, so its lowest and highest are those at
    the ends of the limits.
    """
    import numpy as np

    count = len(candidates)
    worst, best = np.zeros((2, len(model.criteria), count))
    for column, criterion in enumerate(model.criteria):
        ends = np.array([limits(each, column) for each in candidates]).reshape(count, 2).T
        worst[column], best[column] = ends[::-1] if lowers(model, criterion) else ends
    with np.errstate(divide="ignore", invalid="ignore"):
        lowest, highest = (values_of(model, list(ends), weights).tolist() for ends in (worst, best))
    lows, highs = sorted(lowest), sorted(highest)
    return {
        each.id: (
            1 + count - bisect_right(lows, high),
            1 + count - bisect_right(highs, low) - (high > low),
        )
        for each, low, high in zip(candidates, lowest, highest, strict=True)
    }
