from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import InputError
from app.models.kinds import Side
from app.scoring.models import Model
from app.scoring.robustness.candidates import Candidate, whole_parts
from app.scoring.robustness.exact import leads, leads_by_criterion
from tests.fuzzing import cases
from tests.scoring.robustness.made import candidate, model_of

SIDES: tuple[Side, ...] = ("customer", "business", "effort")
SCORE = st.integers(0, 4).map(lambda each: each * 25.0) | st.floats(0, 100).map(lambda each: round(each, 2))
WEIGHT = st.integers(0, 5).map(float) | st.floats(0, 10).map(lambda each: round(each, 2))


@st.composite
def problems(draw: st.DrawFn) -> tuple[Model, list[Candidate]]:
    count = draw(st.integers(1, 4))
    weights = draw(st.lists(WEIGHT, min_size=count, max_size=count).filter(any))
    sides = draw(st.lists(st.sampled_from(SIDES), min_size=count, max_size=count))
    rows = draw(st.lists(st.tuples(*[SCORE] * count), min_size=1, max_size=8))
    model = model_of("weighted criteria", weights, sides)
    return model, [candidate(str(at), *row) for at, row in enumerate(rows)]


def leaders(model: Model, candidates: list[Candidate], weights: list[Fraction]) -> set[str]:
    values = {
        each_id: sum((weight * part for weight, part in zip(weights, parts, strict=True)), Fraction())
        for each_id, parts in whole_parts(candidates, model)[0].items()
    }
    return {each for each, value in values.items() if value == max(values.values())}


def weights_with(model: Model, place: int, weight: Fraction) -> list[Fraction]:
    """Return all weights where one is given and the others share the rest in proportion."""
    rest = [Fraction(0) if at == place else Fraction(each.weight) for at, each in enumerate(model.criteria)]
    if not any(rest):
        rest = [Fraction(at != place) for at in range(len(rest))]
    total = sum(rest)
    return [weight if at == place else (1 - weight) * each / total for at, each in enumerate(rest)]


@cases(40)
@given(problems(), st.fractions(0, 1))
def test_inside_its_interval_one_leads_and_outside_another(problem: tuple[Model, list[Candidate]], weight: Fraction):
    model, candidates = problem
    for place, intervals in enumerate(leads_by_criterion(candidates, model).values()):
        if len(model.criteria) == 1:
            assert set(intervals) == leaders(model, candidates, [Fraction(1)])
            continue
        inside = {each for each, (low, high) in intervals.items() if low <= weight <= high}
        assert inside == leaders(model, candidates, weights_with(model, place, weight))
        for each, ends in intervals.items():
            for end, step in zip(ends, (-1, 1), strict=True):
                assert each in leaders(model, candidates, weights_with(model, place, end))
                beyond = end + Fraction(step, 10**30)
                if 0 <= beyond <= 1:
                    assert each not in leaders(model, candidates, weights_with(model, place, beyond))


def test_the_value_matrix_is_the_line_of_the_customer_weight():
    rows = {"hold": (92.0, 76.0), "book": (93.0, 43.0), "fare": (54.0, 78.0), "stay": (34.0, 47.0)}
    candidates = [candidate(name, *row, 3.0) for name, row in rows.items()]
    found = leads_by_criterion(candidates, model_of("value matrix"))
    assert found["c0"] == leads((name, *row) for name, row in rows.items())
    assert found["c0"]["hold"] == (Fraction(1, 20), Fraction(33, 34))
    assert found["c1"]["hold"] == (Fraction(1, 34), Fraction(19, 20))
    assert set(found) == {"c0", "c1"}


def test_missing_scores_lead_nowhere_and_models_without_weights_have_no_intervals():
    model = model_of("weighted criteria", (1, 1))
    assert leads_by_criterion([candidate("a", 1.0, None)], model) == {"c0": {}, "c1": {}}
    assert leads_by_criterion([], model) == {"c0": {}, "c1": {}}
    assert leads_by_criterion([candidate("a", 1.0, 2.0, 3.0)], model_of("ICE")) == {}
    everywhere = {"a": (Fraction(0), Fraction(1))}
    assert leads_by_criterion([candidate("a", 1.0, 2.0)], model) == {"c0": everywhere, "c1": everywhere}


def test_without_any_weight_all_criteria_count_alike():
    candidates = [candidate("a", 60.0, 10.0), candidate("b", 10.0, 50.0)]
    found = leads_by_criterion(candidates, model_of("weighted criteria", (0, 0)))
    assert found["c0"]["a"] == (Fraction(4, 9), Fraction(1))


def test_a_criterion_without_bounds_cannot_be_weighed():
    model = model_of("weighted criteria", (1, 1))
    endless = Model(model.record, (model.criteria[0], replace(model.criteria[1], highest=None)), {})
    with pytest.raises(InputError, match="no bounds"):
        leads_by_criterion([candidate("a", 1.0, 2.0)], endless)
