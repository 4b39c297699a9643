import time

import pytest

from tests.bench import engine, past, ranking, session, to_be
from tests.bench.goals import GOALS
from tests.bench.workload import make_workspace

pytestmark = pytest.mark.once

ON_THEIR_OWN = ("research: ", "framework: ", "search ", "transcript ")
"""What is measured on a workspace of its own, which takes longer to make than a test may."""


@pytest.fixture
def short(monkeypatch):
    """Measure little: enough to see that everything is measured."""
    few_of = {"FRAMES": 8, "EDITS": 6, "CAPTURES": 3, "SWITCHES": 2, "OPPORTUNITIES": 200, "IDLE": 0.5, "REST": 0.1}
    for name, few in few_of.items():
        monkeypatch.setattr(session, name, few)
    monkeypatch.setattr(engine, "EDITS", 8)
    for name, few in {"STEPS": 60, "APART": 30, "LOOKS": 4, "COMPARISONS": 4}.items():
        monkeypatch.setattr(past, name, few)
    for name, few in {"DRAWS": 50, "TIMES": 1}.items():
        monkeypatch.setattr(ranking, name, few)
    for name in ("TIMES", "MAKES"):
        monkeypatch.setattr(to_be, name, 2)


def test_every_measure_that_has_a_goal_is_taken(tmp_path, qapp, short):
    path = make_workspace(tmp_path, 200)
    figures = session.main(path, 200, time.monotonic())
    figures |= engine.measure(path, 200, tmp_path)
    figures |= past.measure(path, 200)
    figures |= to_be.measure(path, 200)
    figures |= ranking.measure(40)
    of_maps = {measure for measure, _ in GOALS if not measure.startswith(ON_THEIR_OWN)}
    assert of_maps <= figures.keys()
    assert all(figure > 0 for figure in figures.values())
