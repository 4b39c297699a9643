"""By linear programming: the smallest change of weights that unseats the leader, and the smallest that lets one lead.

Weights are shares: none below 0, together 1. A change is as large as the weight that moves from some criteria to others
(the total variation: half the sum of the absolute differences), 0 … 1. At the weights that are found the one that takes
over draws level; the slightest step further, and it leads alone.

For weights w + up − down, no part of `up` and `down` below 0, the program is: make Σ down as small as can be, so
that Σ up = Σ down, down ≤ w, and (value of who is to lead − value of each other) ≥ 0 at the new weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from app.scoring.models import Model
from app.scoring.robustness.candidates import Candidate, shares_of_weights, weighed, whole_parts, whole_weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

_LEVEL: Final = 1e-6
"""So far behind, where the largest step is 1, is level at weights that were found by a program in floats."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of weights: how much weight moves, 0 … 1, the weights then, and who takes over, with who is level then.

    `weights` has one for each criterion of the model, together 1; those that play no part stay at 0.
    """

    moved: float
    weights: tuple[float, ...]
    takes_over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unseating:
    """Who leads at the agreed weights, alone or together, and the smallest change that unseats them.

    `leaders` are identical in all that is weighed: no weights part them. Where there are leaders but no change, no
    weights at all unseat them.
    """

    leaders: tuple[str, ...] = ()
    change: Change | None = None


class _Room:
    """The candidates that take part, what is weighed of each, and the agreed weights as shares."""

    def __init__(self, candidates: Sequence[Candidate], model: Model, weights: Sequence[float] | None) -> None:
        import numpy as np

        self.model, self.whole = model, whole_weights(model, weights)
        self.parts, self.scale = whole_parts(candidates, model) if model.weighed else ({}, 1)
        self.ids = list(self.parts)
        self.agreed = np.array(shares_of_weights(model, weights))

    def ahead(self, candidate_id: str) -> Array:
        """Return how far each is ahead of a candidate by each criterion, exact to its sign; the largest step is 1.

        Steps of a millionth and of a hundred would not go through one program; only their proportion matters.
        """
        import numpy as np

        own = self.parts[candidate_id]
        steps = np.array(
            [
                [(part - mine) / self.scale for part, mine in zip(parts, own, strict=True)]
                for parts in self.parts.values()
            ]
        ).reshape(len(self.ids), len(self.agreed))
        widest = abs(steps).max(axis=1, keepdims=True)
        np.divide(steps, widest, out=steps, where=widest > 0)
        return steps

    def change_to(self, differences: Array) -> tuple[float, Array] | None:
        """Return how much weight has to move, and the weights then, so that no difference is below 0; none = never."""
        import numpy as np
        from scipy.optimize import linprog

        count = len(self.agreed)
        found = linprog(
            np.concatenate([np.zeros(count), np.ones(count)]),
            A_ub=np.hstack([-differences, differences]),
            b_ub=differences @ self.agreed,
            A_eq=np.concatenate([np.ones(count), -np.ones(count)])[None, :],
            b_eq=[0.0],
            bounds=[*((0.0, 1.0) for _ in self.agreed), *((0.0, weight) for weight in self.agreed.tolist())],
            method="highs",
        )
        if found.x is None:
            return None
        moved = np.clip(self.agreed + found.x[:count] - found.x[count:], 0.0, 1.0)
        return abs(moved - self.agreed).sum() / 2, moved / moved.sum()

    def change(self, found: tuple[float, Array], takes_over: Sequence[str]) -> Change:
        """Return a change as the criteria of the whole model see it."""
        weights = [0.0] * len(self.model.criteria)
        for place, weight in zip(weighed(self.model), found[1].tolist(), strict=True):
            weights[place] = weight
        return Change(float(found[0]), tuple(weights), tuple(takes_over))


def unseating(candidates: Sequence[Candidate], model: Model, weights: Sequence[float] | None = None) -> Unseating:
    """Return who leads at the agreed weights and the smallest change of weights that unseats them.

    `weights` has one for each criterion, else those of the model are agreed.
    Of several that are level at the agreed weights but differ, the first one is the leader: the slightest change may
    unseat it. Nobody leads in models without weights, or where no opportunity has all scores.
    """
    import numpy as np

    room = _Room(candidates, model, weights)
    if not room.ids:
        return Unseating()
    leader = max(room.ids, key=lambda each: sum(map(int.__mul__, room.whole, room.parts[each])))
    leaders = tuple(each for each in room.ids if room.parts[each] == room.parts[leader])
    ahead = room.ahead(leader)
    # Weight that moves adds at most the widest step between two criteria: who needs much is not looked at.
    behind, best = -(ahead @ room.agreed), ahead.max(axis=1)
    steps = best - ahead[:, room.agreed > 0].min(axis=1)
    least = np.divide(behind, steps, out=np.zeros(len(steps)), where=steps > 0)
    nearest: tuple[float, Array] | None = None
    first = ""
    for row in np.argsort(least, kind="stable").tolist():
        if best[row] <= 0 or (nearest is not None and least[row] >= nearest[0]):
            continue
        found = room.change_to(ahead[[row]])
        if found is not None and (nearest is None or found[0] < nearest[0]):
            nearest, first = found, room.ids[row]
    if nearest is None:
        return Unseating(leaders)
    level = (ahead @ nearest[1] >= -_LEVEL) & (best > 0)
    others = [room.ids[row] for row in np.flatnonzero(level).tolist() if room.ids[row] != first]
    return Unseating(leaders, room.change(nearest, [first, *others]))


def changes_to_lead(
    candidates: Sequence[Candidate], model: Model, ids: Iterable[str], weights: Sequence[float] | None = None
) -> dict[str, Change | None]:
    """Return by id the smallest change of weights at which one leads, alone or beside others; none = it never does."""
    room = _Room(candidates, model, weights)
    return {each: _change_to_lead(room, each) if each in room.parts else None for each in ids}


def _change_to_lead(room: _Room, candidate_id: str) -> Change | None:
    lead = -room.ahead(candidate_id)
    if (lead.max(axis=1) < 0).any():
        return None
    found = room.change_to(lead[lead.min(axis=1) < 0])
    return None if found is None else room.change(found, [candidate_id])
