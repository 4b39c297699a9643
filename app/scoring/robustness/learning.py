"""What to learn next: the scores nobody validated that would change the top three within plausible limits.

One score is varied at a time, the others stay. A value only rises or only falls with a score, so there is at most one
score at which an opportunity draws level with another; it is found by bisection.

Plausible limits are those that were given. Where nobody gave any, `DEFAULT_SPREAD` of the criterion's range to either
side is taken, one step of five anchors; where the range has no end, half as much to twice as much. Of a score that is
missing, everything is plausible that the criterion allows (as much as any other has, where it has no highest); where
several are missing of one opportunity, the others are taken to lie in the middle.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from app.models.kinds import Side
from app.scoring.formulas import lowers, values_of
from app.scoring.models import Model
from app.scoring.robustness.candidates import Candidate, complete, limits, used

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

TOP: Final = 3
"""The places that matter."""
DEFAULT_SPREAD: Final = 0.25
"""The share of a criterion's range that a score may be off to either side where nobody gave limits."""
MOST: Final = 12
"""So many questions are as many as an interview holds."""

_HALVINGS: Final = 200
"""At most; no float lies between the ends any more after some sixty, but for ends close to 0."""

Limits = Literal["given", "spread", "factor", "open"]
"""Where plausible limits come from: somebody gave them, the default to either side, half to double, nothing scored."""


@dataclass(frozen=True, slots=True)
class Question:
    """A score to ask about: past the threshold the opportunity takes a place from another, or loses its own to another.

    `value` is none where nothing is scored yet; `rises` says on which side of the threshold that is: above or below it.
    `gains` says whether the place is taken or lost; `other_id` has it now, or then. `share` is how much of the
    plausible limits lies past the threshold, 0 … 1.
    """

    candidate_id: str
    criterion_id: str
    side: Side
    value: float | None
    low: float
    high: float
    limits: Limits
    threshold: float
    rises: bool
    gains: bool
    place: int
    other_id: str
    share: float


def plausible(candidate: Candidate, model: Model, column: int, most: float) -> tuple[float, float, Limits]:
    """Return the lowest and highest that a score may turn out to be, and where that comes from.

    `most` is the highest score of any candidate by that criterion, for criteria without a highest.
    """
    criterion, value = model.criteria[column], candidate.values[column]
    low, high = limits(candidate, column)
    if value is None:
        return low, high if high > low else max(most, low), "open"
    if high > low:
        return low, high, "given"
    if criterion.highest is None:
        return max(value / 2, criterion.lowest), value * 2, "factor"
    spread = DEFAULT_SPREAD * (criterion.highest - criterion.lowest)
    return max(value - spread, criterion.lowest), min(value + spread, criterion.highest), "spread"


class _Turn(NamedTuple):
    """A score that may turn the order: going from one value to another, the candidate passes the target."""

    row: int
    column: int
    start: float
    end: float
    gains: bool
    place: int
    other: int


def to_learn(
    candidates: Sequence[Candidate],
    model: Model,
    validated: Collection[str] = (),
    weights: Sequence[float] | None = None,
    *,
    top: int = TOP,
    most: int = MOST,
) -> list[Question]:
    """Return the questions whose answers may change the first `top` places, the most telling first.

    `validated` are the candidates whose worth enough people vouch for: nothing is asked about them. The more of its
    plausible limits lies past the threshold, the more telling is a score; then the highest places come first.
    """
    import numpy as np

    if not complete(candidates, model):
        return []
    with np.errstate(divide="ignore", invalid="ignore"):
        search = _Search(candidates, model, weights)
        open_rows = [row for row, each in enumerate(candidates) if each.id not in validated]
        turns = [turn for row in open_rows for turn in search.turns(row, top)]
        questions = [search.question(*pair) for pair in zip(turns, search.thresholds(turns), strict=True)]
    order = {each.id: row for row, each in enumerate(candidates)}
    questions.sort(key=lambda each: (-each.share, each.place, order[each.candidate_id], each.criterion_id))
    return questions[:most]


class _Search:
    """The candidates as arrays: scores by criterion, plausible limits, values at the scores and at either limit."""

    def __init__(self, candidates: Sequence[Candidate], model: Model, weights: Sequence[float] | None) -> None:
        import numpy as np

        self.candidates, self.model, self.columns = candidates, model, used(model)
        self.weights = weights
        count = len(candidates)
        self.scores = np.zeros((len(model.criteria), count))
        self.limits = {column: self._limits(column) for column in self.columns}
        for column, found in self.limits.items():
            values = (each.values[column] for each in candidates)
            self.scores[column] = [
                (low + high) / 2 if value is None else value
                for value, (low, high, _) in zip(values, found, strict=True)
            ]
        self.values = self._values(self.scores)
        self.at_limits = {column: tuple(self._at(column, end) for end in (0, 1)) for column in self.columns}
        there = {each.id for each in complete(candidates, model)}
        ranked = [row for row in range(count) if candidates[row].id in there]
        self.ranked: list[int] = sorted(ranked, key=self.values.__getitem__, reverse=True)
        self.places = {row: place for place, row in enumerate(self.ranked)}

    def _limits(self, column: int) -> list[tuple[float, float, Limits]]:
        most = max((each.values[column] or 0.0 for each in self.candidates), default=0.0)
        return [plausible(each, self.model, column, most) for each in self.candidates]

    def _values(self, scores: Array) -> Array:
        return values_of(self.model, list(scores), self.weights)  # type: ignore[no-any-return]

    def _at(self, column: int, end: int) -> list[float]:
        """Return the values where the scores of one criterion are at their lowest (0) or highest (1) limit."""
        scores = self.scores.copy()
        scores[column] = [found[end] for found in self.limits[column]]
        return self._values(scores).tolist()  # type: ignore[no-any-return]

    def turns(self, row: int, top: int) -> Iterator[_Turn]:
        """Yield what may turn the order at the top for one candidate."""
        place = self.places.get(row)
        for column in self.columns:
            if place is None:
                if self.candidates[row].values[column] is None:
                    yield from self._entries(row, column, top)
                continue
            best = self._best_end(column)
            start, found = float(self.scores[column][row]), self.limits[column][row][:2]
            above = min(place, top) - 1
            if above >= 0 and self.at_limits[column][best][row] > self.values[self.ranked[above]]:
                above = self._first_level_with(above)
                yield _Turn(row, column, start, found[best], True, above + 1, self.ranked[above])
            below = place + 1
            falls_to = place < top and below < len(self.ranked)
            if falls_to and self.at_limits[column][1 - best][row] < self.values[self.ranked[below]]:
                yield _Turn(row, column, start, found[1 - best], False, place + 1, self.ranked[below])

    def _entries(self, row: int, column: int, top: int) -> Iterator[_Turn]:
        """Yield the last of the top places that a candidate takes or not, depending on a score that is missing."""
        best, found = self._best_end(column), self.limits[column][row][:2]
        least, most = (self.at_limits[column][end][row] for end in (1 - best, best))
        for place in range(min(top, len(self.ranked)) - 1, -1, -1):
            if least <= self.values[self.ranked[place]] < most:
                place = self._first_level_with(place)
                yield _Turn(row, column, found[1 - best], found[best], True, place + 1, self.ranked[place])
                return

    def _first_level_with(self, place: int) -> int:
        """Return the first place whose value is the same: whoever passes one passes all that are level."""
        value = self.values[self.ranked[place]]
        while place and self.values[self.ranked[place - 1]] == value:
            place -= 1
        return place

    def _best_end(self, column: int) -> int:
        return 0 if lowers(self.model, self.model.criteria[column]) else 1

    def thresholds(self, turns: Sequence[_Turn]) -> list[float]:
        """Return of each the score at which both are level, to twelve digits: those behind are the noise of floats."""
        import numpy as np

        if not turns:
            return []
        at = np.arange(len(turns))
        columns = np.array([each.column for each in turns])
        scores = self.scores[:, [each.row for each in turns]]
        targets = self.values[[each.other for each in turns]]
        gains = np.array([each.gains for each in turns])
        before, past = (np.array([each[end] for each in turns]) for end in (2, 3))
        for _ in range(_HALVINGS):
            middle = before + (past - before) / 2
            if ((middle == before) | (middle == past)).all():
                break
            scores[columns, at] = middle
            values = self._values(scores)
            passed = np.where(gains, values > targets, values < targets)
            before, past = np.where(passed, before, middle), np.where(passed, middle, past)
        return [float(f"{each:.12g}") for each in before.tolist()]

    def question(self, turn: _Turn, threshold: float) -> Question:
        """Return what is to be asked."""
        criterion, candidate = self.model.criteria[turn.column], self.candidates[turn.row]
        low, high, whence = self.limits[turn.column][turn.row]
        return Question(
            candidate_id=candidate.id,
            criterion_id=criterion.id,
            side=criterion.side,
            value=candidate.values[turn.column],
            low=low,
            high=high,
            limits=whence,
            threshold=threshold,
            rises=turn.end > turn.start,
            gains=turn.gains,
            place=turn.place,
            other_id=self.candidates[turn.other].id,
            share=abs(turn.end - threshold) / (high - low) if high > low else 0.0,
        )
