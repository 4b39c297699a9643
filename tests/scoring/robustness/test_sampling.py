import tracemalloc
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import Cancelled
from app.models.kinds import SCORING_KINDS, ScoringKind
from app.scoring import formulas
from app.scoring.robustness.candidates import shares_of_weights
from app.scoring.robustness.exact import leads_by_criterion
from app.scoring.robustness.sampling import LAST_RANK, sampled
from app.scoring.robustness.vectors import columns_of, values_of
from tests.fuzzing import cases
from tests.scoring.robustness.made import candidate, model_of


@pytest.mark.parametrize("kind", SCORING_KINDS)
def test_values_of_many_are_those_of_each(kind: ScoringKind):
    model = model_of(kind, (3, 0, 2, 1), ("customer", "effort", "business", "customer") if "criteria" in kind else ())
    rows = np.random.default_rng(3).uniform(0.5, 100, (20, len(model.criteria))).tolist()
    candidates = [candidate(str(at), *row) for at, row in enumerate(rows)]
    found = values_of(model, columns_of(candidates, model), shares_of_weights(model))
    assert found.tolist() == pytest.approx([formulas.value_of(model, row) for row in rows])


@cases(5)
@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=1, max_size=8, unique=True))
def test_shares_agree_with_the_exact_intervals_where_the_weight_is_uniform(pairs: list[tuple[float, float]]):
    candidates = [candidate(str(at), *pair, 3.0) for at, pair in enumerate(pairs)]
    model = model_of("value matrix")
    # With concentration 2 the parameters are (1, 1): every weight of the customer side is as likely as another.
    found = sampled(candidates, model, concentration=2.0, draws=2_000)
    exact = leads_by_criterion(candidates, model)["c0"]
    lines = [(customer - business, business) for customer, business in pairs]
    for each, line in zip(candidates, lines, strict=True):
        low, high = exact.get(each.id, (0, 0))
        share = float(high - low) / lines.count(line)
        assert found.first(each.id) == pytest.approx(share, abs=0.06)  # 5 standard deviations of 2,000 draws


def test_weights_vary_as_documented():
    # The value of the one is the weight itself, so its share of first places is that of the weights above the other's.
    candidates = [candidate("weight", 100.0, 0.0, 0.0), candidate("level", 60.0, 60.0, 0.0)]
    found = sampled(candidates, model_of("value matrix"))
    # Beta(12, 12): mean ½, standard deviation 0.1; P(w > 0.6) = P(Bin(23, 0.6) ≤ 11) = 0.1636
    assert found.first("weight") == pytest.approx(0.1636, abs=0.015)


def test_scores_vary_within_their_limits_and_peak_at_the_value():
    # Triangular between 0 and 10 with its peak at 2: P(x > 5) = (10 − 5)² / (10 · (10 − 2)) = 0.3125
    candidates = [
        candidate("varies", 2.0, 1.0, 1.0, low=(0, 1, 1), high=(10, 1, 1)),
        candidate("fixed", 5.0, 1.0, 1.0),
    ]
    found = sampled(candidates, model_of("ICE"))
    assert found.first("varies") == pytest.approx(0.3125, abs=0.02)
    assert found.of("varies") == pytest.approx(found.of("fixed")[::-1])
    assert found.varied
    assert not sampled(candidates[1:], model_of("ICE"), draws=5).varied
    assert not sampled(candidates[1:], model_of("value matrix", (1, 0)), draws=5).varied


def test_ties_share_the_ranks_they_take():
    candidates = [candidate(each, 50.0, 50.0, 1.0) for each in "abc"] + [candidate("z", 10.0, 10.0, 1.0)]
    found = sampled(candidates, model_of("value matrix"), draws=500)
    third = pytest.approx((1 / 3, 1 / 3, 1 / 3, 0))
    assert [found.of(each) for each in "abc"] == [third, third, third]
    assert found.of("z") == pytest.approx((0, 0, 0, 1))
    assert found.likely("a") == (1, 3)
    assert found.likely("z") == (4, 4)


def test_the_seed_makes_it_the_same_again():
    rows = np.random.default_rng(5).uniform(20, 80, (12, 3)).tolist()
    candidates = [
        candidate(str(at), *row, low=[x - 9 for x in row], high=[x + 9 for x in row]) for at, row in enumerate(rows)
    ]
    model = model_of("weighted criteria", (3, 2, 1))
    first, again, other = (sampled(candidates, model, seed=seed, draws=800) for seed in (7, 7, 8))
    assert (first.table == again.table).all()
    assert (first.table != other.table).any()
    assert first.table.sum(axis=0) == pytest.approx(np.ones(12))
    assert first.table.sum(axis=1) == pytest.approx(np.ones(12))


def test_none_one_and_missing_scores():
    model = model_of("weighted criteria", (1, 1))
    assert sampled([], model).rows == {}
    open_one = candidate("open", 90.0, None)
    found = sampled([candidate("one", 1.0, 2.0), open_one], model, draws=10)
    assert found.of("one") == (1.0,)
    assert (found.of("open"), found.first("open"), found.likely("open")) == ((), None, None)


def test_it_tells_how_far_it_is_and_stops_when_asked():
    candidates = [candidate(str(at), float(at), 1.0, 1.0) for at in range(600)]
    told: list[float] = []
    sampled(candidates, model_of("ICE"), draws=1_000, progress=told.append)
    assert told[-1] == 1.0
    assert all(low < high for low, high in pairwise(told))
    with pytest.raises(Cancelled):
        sampled(candidates, model_of("ICE"), draws=1_000, progress=told.append, cancelled=lambda: True)


def test_thousands_are_drawn_within_little_memory():
    rows = np.random.default_rng(5).uniform(20, 80, (5_000, 2)).tolist()
    candidates = [
        candidate(str(at), *row, low=[x - 9 for x in row], high=[x + 9 for x in row]) for at, row in enumerate(rows)
    ]
    model = model_of("weighted criteria", (2, 1))
    tracemalloc.start()
    found = sampled(candidates, model, draws=60)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.table.shape == (5_000, LAST_RANK)
    assert found.table.sum(axis=0) == pytest.approx(np.ones(LAST_RANK))
    assert peak < 150e6
