from fractions import Fraction

import pytest
from hypothesis import given

from app.scoring.models import Model
from app.scoring.robustness.candidates import Candidate, whole_parts, whole_weights
from app.scoring.robustness.unseating import Change, changes_to_lead, unseating
from tests.fuzzing import cases
from tests.scoring.robustness.made import candidate, model_of
from tests.scoring.robustness.test_exact import problems


def change_to_lead(candidates: list[Candidate], model: Model, candidate_id: str) -> Change | None:
    return changes_to_lead(candidates, model, [candidate_id])[candidate_id]


def least_to_pass(weights: list[Fraction], differences: list[Fraction]) -> Fraction | None:
    """Return how much weight has to move until a difference is made up: from the worst criterion to the best, greedily.

    With one difference this is the exact answer: no unit of weight adds more than one that goes that way.
    """
    best, missing = max(differences), -sum(map(Fraction.__mul__, weights, differences))
    if best <= 0:
        return None
    moved = Fraction(0)
    for difference, weight in sorted(zip(differences, weights, strict=True)):
        if missing <= 0:
            break
        step = min(weight, missing / (best - difference)) if best > difference else Fraction(0)
        moved, missing = moved + step, missing - step * (best - difference)
    return moved


@cases(30)
@given(problems())
def test_the_smallest_change_is_the_greedy_one_and_lets_another_lead(problem: tuple[Model, list[Candidate]]):
    model, candidates = problem
    found = unseating(candidates, model)
    whole = whole_weights(model)
    weights = [Fraction(each, sum(whole)) for each in whole]
    rows = {each: [Fraction(part) for part in parts] for each, parts in whole_parts(candidates, model)[0].items()}
    values = {each: sum(map(Fraction.__mul__, weights, parts)) for each, parts in rows.items()}
    leader = found.leaders[0]
    assert values[leader] == max(values.values())
    assert found.leaders == tuple(each for each, parts in rows.items() if parts == rows[leader])
    moves = {
        each: least_to_pass(weights, [a - b for a, b in zip(parts, rows[leader], strict=True)])
        for each, parts in rows.items()
    }
    possible = {each: moved for each, moved in moves.items() if moved is not None}
    assert (found.change is None) == (not possible)
    if found.change is None:
        return
    assert found.change.moved == pytest.approx(float(min(possible.values())), abs=1e-6)
    assert sum(found.change.weights) == pytest.approx(1)
    assert float(possible[found.change.takes_over[0]]) == pytest.approx(found.change.moved, abs=1e-6)
    to_lead = change_to_lead(candidates, model, min(possible, key=possible.__getitem__))
    assert to_lead is not None
    assert to_lead.moved == pytest.approx(found.change.moved, abs=1e-5)


def test_a_change_by_hand():
    # a leads 60 : 50 at (½, ½); moving weight m to the second adds 100 m to b's lead of −10: a tenth is enough.
    candidates = [candidate("a", 90.0, 30.0), candidate("b", 30.0, 70.0), candidate("c", 20.0, 20.0)]
    found = unseating(candidates, model_of("weighted criteria", (2, 2)))
    assert found.leaders == ("a",)
    assert found.change is not None
    assert found.change.takes_over == ("b",)
    assert found.change.moved == pytest.approx(0.1)
    assert found.change.weights == pytest.approx((0.4, 0.6))
    assert change_to_lead(candidates, model_of("weighted criteria", (2, 2)), "c") is None


def test_the_effort_side_counts_the_other_way_round():
    # Effort 10 is worth 90, effort 80 is worth 20: a leads by it.
    candidates = [candidate("a", 40.0, 10.0), candidate("b", 90.0, 80.0)]
    found = unseating(candidates, model_of("weighted criteria", (1, 1), ("customer", "effort")))
    assert found.leaders == ("a",)
    assert found.change is not None
    assert found.change.weights == pytest.approx((7 / 12, 5 / 12))


def test_who_is_best_by_every_criterion_cannot_be_unseated():
    model = model_of("weighted criteria", (1, 5))
    better = [candidate("a", 90.0, 90.0), candidate("b", 90.0, 80.0), candidate("same", 90.0, 90.0)]
    assert unseating(better, model).leaders == ("a", "same")
    assert unseating(better, model).change is None
    assert unseating(better[:1], model).leaders == ("a",)
    assert unseating([], model).leaders == unseating([candidate("a", None, 3.0)], model).leaders == ()


def test_of_two_that_are_level_the_slightest_change_decides():
    found = unseating([candidate("a", 80.0, 20.0), candidate("b", 20.0, 80.0)], model_of("weighted criteria", (1, 1)))
    assert found.leaders == ("a",)
    assert found.change is not None
    assert found.change.moved == pytest.approx(0)
    assert found.change.takes_over == ("b",)


def test_in_the_value_matrix_effort_plays_no_part_and_models_without_weights_have_no_leader_to_unseat():
    candidates = [candidate("hold", 92.0, 76.0, 5.0), candidate("book", 93.0, 43.0, 1.0)]
    found = unseating(candidates, model_of("value matrix", (62, 38, 100)))
    assert found.change is not None
    assert found.change.weights == pytest.approx((33 / 34, 1 / 34, 0))
    assert unseating(candidates, model_of("ICE")).leaders == ()


def test_thousands_take_a_moment():
    rows = [[float((number * step) % 101) for step in (7, 13, 29, 31, 37, 41, 43, 47)] for number in range(1, 5001)]
    candidates = [candidate(str(at), *row) for at, row in enumerate(rows)]
    model = model_of("weighted criteria", (3, 1, 1, 1, 2, 1, 1, 1))
    found = unseating(candidates, model)
    assert found.change is not None
    (other, *_) = found.change.takes_over
    to_lead = change_to_lead(candidates, model, other)
    assert to_lead is not None
    assert to_lead.moved == pytest.approx(found.change.moved, abs=1e-6)
