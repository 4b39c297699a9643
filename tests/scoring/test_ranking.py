from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.scoring.ranking import Scores, rank, value_at
from app.scoring.robustness.exact import leads

VALUE = st.integers(0, 20).map(lambda each: each * 5.0) | st.floats(0, 100)
SCORED = st.lists(st.tuples(VALUE, VALUE), min_size=1, max_size=12).map(
    lambda pairs: [Scores(str(at), customer, business) for at, (customer, business) in enumerate(pairs)]
)


def exact(scores: Scores, weight: Fraction) -> Fraction:
    return weight * Fraction(scores.customer or 0) + (1 - weight) * Fraction(scores.business or 0)


def leaders(scores: list[Scores], weight: Fraction) -> set[str]:
    most = max(exact(each, weight) for each in scores)
    return {each.id for each in scores if exact(each, weight) == most}


@given(SCORED, st.fractions(0, 1))
def test_who_leads_at_a_weight_is_who_has_it_in_its_interval(scores: list[Scores], weight: Fraction) -> None:
    intervals = leads(scores)
    inside = {each for each, (low, high) in intervals.items() if low <= weight <= high}
    assert inside == leaders(scores, weight)


@given(SCORED)
def test_just_outside_its_interval_another_leads(scores: list[Scores]) -> None:
    for each, (low, high) in leads(scores).items():
        assert each in leaders(scores, low)
        assert each in leaders(scores, high)
        for weight in (low - Fraction(1, 10**30), high + Fraction(1, 10**30)):
            if 0 <= weight <= 1:
                assert each not in leaders(scores, weight)


def test_the_picture_of_the_value_matrix() -> None:
    scores = [Scores("hold", 92, 76), Scores("book", 93, 43), Scores("fare", 54, 78), Scores("stay", 34, 47)]
    intervals = leads(scores)
    assert intervals["fare"] == (Fraction(0), Fraction(1, 20))
    assert intervals["hold"] == (Fraction(1, 20), Fraction(33, 34))
    assert intervals["book"] == (Fraction(33, 34), Fraction(1))
    assert "stay" not in intervals
    assert [place.id for place in rank(scores, 0.62)] == ["hold", "book", "fare", "stay"]
    assert rank(scores, 0.62)[0].value == pytest.approx(85.92)


def test_equal_values_share_a_rank_and_identical_lines_lead_together() -> None:
    scores = [Scores("a", 50, 50), Scores("b", 50, 50), Scores("c", 10, 10)]
    assert [place.rank for place in rank(scores, 0.5)] == [1, 1, 3]
    assert leads(scores) == dict.fromkeys("ab", (Fraction(0), Fraction(1)))


def test_what_is_not_scored_comes_last_with_what_it_may_still_get() -> None:
    scores = [Scores("high", 90, 90), Scores("low", 40, 40), Scores("open", 100, None), Scores("none", None, None)]
    places = {place.id: place for place in rank(scores, 0.5)}
    assert [place.id for place in rank(scores, 0.5)] == ["high", "low", "open", "none"]
    assert (places["open"].rank, places["open"].best, places["open"].worst) == (None, 1, 3)
    assert (places["none"].best, places["none"].worst) == (1, 4)
    assert (places["high"].rank, places["high"].best, places["high"].worst) == (1, 1, 3)


def test_nothing_scored_leads_nowhere() -> None:
    assert leads([Scores("a", None, 3)]) == {}
    assert leads([]) == {}
    assert value_at(1.0, 7, 3) == 7
