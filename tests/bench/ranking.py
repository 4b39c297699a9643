"""Opportunities ranked by eight weighted criteria: again while a weight is dragged, drawn 10,000 times, tested in full.

No workspace and no window: what the worker computes, and what a frame of the slider waits for.
"""

import json
import sys
from functools import partial
from random import Random

from app.models.records import Criterion, ScoringModel
from app.scoring.models import Model
from app.scoring.robustness.candidates import Candidate
from tests.bench.engine import spread, timed

CRITERIA = 8
DRAWS = 10_000
TIMES = 3
FRAMES = 60
SHOWN = 60
"""Rows of the list that a tall window shows."""


def made(count: int) -> tuple[Model, list[Candidate]]:
    """Return a model of weighted criteria and so many opportunities with limits on all of their scores."""
    random = Random(count)
    criteria = tuple(
        Criterion(id=f"c{at}", rank=f"V{at}", model_id="m", name=f"Criterion {at}", weight=random.uniform(1, 10))
        for at in range(CRITERIA)
    )
    candidates = []
    for number in range(count):
        values = tuple(random.uniform(20, 80) for _ in criteria)
        low, high = (tuple(each + step for each in values) for step in (-15.0, 15.0))
        candidates.append(Candidate(str(number), values, low, high))
    return Model(ScoringModel(id="m", rank="V", title="Bench", kind="weighted criteria"), criteria, {}), candidates


def dragged(count: int) -> list[float]:
    """Return the ms of each frame while the first weight is dragged: sorted anew, the rows in view read."""
    from app.models.collecting import no_collecting
    from app.scoring.ranking import field_of, rank_field

    model, candidates = made(count)
    field = field_of(model, ((each.id, each.values) for each in candidates))

    def frame(weight: float) -> None:
        ranking = rank_field(field, (weight, *model.weights[1:]))
        assert [ranking[row] for row in range(min(SHOWN, count))]

    with no_collecting():
        return [timed(partial(frame, step / 7))[0] for step in range(FRAMES)]


def measure(count: int) -> dict[str, float]:
    """Return the figures of so many opportunities, ms each."""
    from app.scoring.robustness.assessed import Case, assess
    from app.scoring.robustness.sampling import sampled

    model, candidates = made(count)
    ids = [each.id for each in candidates]
    case = Case(model, tuple(candidates), dict.fromkeys(ids, "emerging"), dict.fromkeys(ids, "Bench"), {})
    sampled(candidates[:2], model, draws=2)  # loads numpy
    draws = [timed(lambda: sampled(candidates, model, draws=DRAWS))[0] for _ in range(TIMES)]
    tests = [timed(lambda: assess(case, draws=DRAWS))[0] for _ in range(TIMES)]
    return {
        **spread("ranked again", dragged(count)),
        "draws": sorted(draws)[len(draws) // 2],
        "put to the test": sorted(tests)[len(tests) // 2],
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
