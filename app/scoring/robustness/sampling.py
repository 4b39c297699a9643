"""How often each opportunity comes to each rank while weights and scores vary, by drawing at random (Monte Carlo).

- *Weights* are drawn around the agreed ones from a Dirichlet distribution with the parameters `concentration` × agreed
  weight: their mean is the agreed weight w, their variance w · (1 − w) / (concentration + 1). With 24, a weight of one
  half has a standard deviation of 0.1. A criterion whose weight is 0 stays out. Models without weights draw none.
- *Scores* are drawn from a triangular distribution between the lowest and the highest that was said, with its peak at
  the value that counts: of two uniform numbers, (1 − c) · the lesser + c · the greater, c being where the peak lies
  (Stein & Keblis 2009). A score of which nobody gave limits stays as it is.
- *Ties*: whoever is level shares the ranks that they take together, each to the same part.
- *Seed*: the numbers come from PCG64 with the seed; the same seed, candidates and weights give the same shares.

An opportunity with a missing score takes no part: nobody can say how it would vary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from app.models.errors import Cancelled
from app.scoring.models import Model
from app.scoring.robustness.candidates import Candidate, complete, limits, shares_of_weights, used
from app.scoring.robustness.vectors import columns_of, values_of

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    Array = NDArray[Any]

SEED: Final = 1
"""The seed where nobody names another."""
DRAWS: Final = 10_000
"""With so many, a share is off by one point of a hundred at most, 19 times of 20."""
CONCENTRATION: Final = 24.0
"""How close drawn weights stay to the agreed ones."""
LAST_RANK: Final = 500
"""Shares are counted for the ranks up to this one: more than anybody reads, and memory stays small."""

_CELLS: Final = 65_536
"""Values at once: arrays of so many stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of the ranks, 0 … 1: a row for each candidate, a column for each rank up to `LAST_RANK`."""

    seed: int
    draws: int
    concentration: float
    rows: dict[str, int]
    """The row of each candidate that took part."""
    varied: bool
    """Whether anything varies: without weights to draw and without limits every draw is the same."""
    table: Array = field(repr=False)

    def of(self, candidate_id: str) -> tuple[float, ...]:
        """Return the share of each rank, from the first on; nothing for who took no part."""
        row = self.rows.get(candidate_id)
        return () if row is None else tuple(self.table[row].tolist())

    def first(self, candidate_id: str) -> float | None:
        """Return the share of the draws in which a candidate is first; none for who took no part."""
        row = self.rows.get(candidate_id)
        return None if row is None else float(self.table[row, 0])

    def likely(self, candidate_id: str, share: float = 0.9) -> tuple[int, int] | None:
        """Return the ranks between which a candidate is in so large a share of the draws, as many above as below."""
        row = self.rows.get(candidate_id)
        if row is None:
            return None
        below = self.table[row].cumsum() + 1e-9
        low, high = below.searchsorted([(1 - share) / 2, (1 + share) / 2]) + 1
        return int(low), int(high) if high <= self.table.shape[1] else len(self.rows)


def sampled(
    candidates: Sequence[Candidate],
    model: Model,
    weights: Sequence[float] | None = None,
    *,
    seed: int = SEED,
    draws: int = DRAWS,
    concentration: float = CONCENTRATION,
    progress: Callable[[float], None] = lambda done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Shares:
    """Return the shares of each rank; `weights` has one for each criterion, else those of the model are agreed.

    Memory grows with the candidates, not with the draws. Raises Cancelled where `cancelled` says so.
    """
    import numpy as np

    there = complete(candidates, model)
    count, ranks = len(there), min(len(there), LAST_RANK)
    rows = {each.id: row for row, each in enumerate(there)}
    alone, level = np.zeros((2, count, ranks + 1))
    agreed, spreads = np.array(shares_of_weights(model, weights)), _spreads(there, model)
    varied = int(np.count_nonzero(agreed)) > 1 or any(isinstance(each, _Spread) for each in spreads)
    if there:
        done = 0
        for values in _drawn(model, agreed, spreads, np.random.default_rng(seed), draws, concentration):
            if cancelled():
                raise Cancelled("The draws were stopped. Nothing was changed.")
            _count(values, alone, level)
            done += len(values)
            progress(done / draws)
    table = np.clip((alone + level.cumsum(axis=1))[:, :ranks] / draws, 0.0, 1.0)
    return Shares(seed, draws, concentration, rows, bool(there) and varied, table)


def _drawn(
    model: Model,
    agreed: Array,
    spreads: Sequence[Array | _Spread],
    generator: Generator,
    draws: int,
    concentration: float,
) -> Iterator[Array]:
    """Yield the values of some draws after others, shape (draws, candidates)."""
    import numpy as np

    count = max(len(each) for each in spreads)
    most = max(_CELLS // count, 1)
    for start in range(0, draws, most):
        size = min(most, draws - start)
        columns = []
        if len(agreed):
            drawn = np.zeros((size, len(agreed)))
            drawn[:, agreed > 0] = generator.dirichlet(concentration * agreed[agreed > 0], size)
            columns = list(drawn.T[:, :, None])
        scores = [each if isinstance(each, np.ndarray) else each.draw(generator, size) for each in spreads]
        yield np.broadcast_to(values_of(model, scores, columns), (size, count))


@dataclass(frozen=True, slots=True)
class _Spread:
    """The scores of a criterion that vary: the lowest, how far the highest is above it, and where between the peak."""

    low: Array
    width: Array
    peak: Array

    def __len__(self) -> int:
        return len(self.low)

    def draw(self, generator: Generator, size: int) -> Array:
        """Return scores, shape (size, candidates)."""
        import numpy as np

        one, other = generator.random((2, size, len(self.low)))
        lesser: Array = np.minimum(one, other)
        greater: Array = np.maximum(one, other, out=one)
        greater -= lesser
        greater *= self.peak
        greater += lesser
        greater *= self.width
        greater += self.low
        return greater


def _spreads(there: Sequence[Candidate], model: Model) -> list[Array | _Spread]:
    """Return what is drawn of each criterion, or the scores themselves where none of them varies."""
    import numpy as np

    spreads: list[Array | _Spread] = list(columns_of(there, model))
    for column in used(model):
        values = columns_of(there, model)[column]
        ends = np.array([limits(each, column) for each in there]).reshape(-1, 2).T
        width = ends[1] - ends[0]
        if width.any():
            peak = np.divide(values - ends[0], width, out=np.zeros_like(width), where=width > 0)
            spreads[column] = _Spread(ends[0], width, peak)
    return spreads


def _count(values: Array, alone: Array, level: Array) -> None:
    """Add one for each draw to the ranks of each candidate.

    Whoever is at a rank alone gets it in `alone`; in a draw with ties, `level` gets a part where a stretch of ranks
    begins and loses it where the stretch ends.
    """
    import numpy as np

    (size, number), width = values.shape, alone.shape[1]
    order = np.argsort(-values, axis=1)
    ranked = np.take_along_axis(values, order, axis=1)
    tied = np.zeros((size, number + 1), dtype=bool)
    np.equal(ranked[:, 1:], ranked[:, :-1], out=tied[:, 1:-1])
    any_tied = tied.any(axis=1)
    shown = order[~any_tied, : width - 1]
    np.add.at(alone.reshape(-1), shown * width + np.arange(shown.shape[1]), 1.0)
    if any_tied.any():
        places, tied = np.arange(number), tied[any_tied]
        start = np.maximum.accumulate(np.where(tied[:, :-1], 0, places), axis=1)
        end = np.minimum.accumulate(np.where(tied[:, 1:], number, places + 1)[:, ::-1], axis=1)[:, ::-1]
        cells, part = order[any_tied] * width, 1.0 / (end - start)
        np.add.at(level.reshape(-1), cells + np.minimum(start, width - 1), part)
        np.subtract.at(level.reshape(-1), cells + np.minimum(end, width - 1), part)
