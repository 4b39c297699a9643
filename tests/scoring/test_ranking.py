from fractions import Fraction
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.content import Content
from app.models.kinds import SCORING_KINDS, ScoringKind
from app.scoring.formulas import value_of
from app.scoring.models import Model, model_of
from app.scoring.presets import preset_id
from app.scoring.ranking import Ranking, field_of, rank_field
from app.scoring.robustness.exact import leads


class Scores(NamedTuple):
    """What the value of one opportunity in the value matrix is made of."""

    id: str
    customer: float | None
    business: float | None


VALUE = st.integers(0, 20).map(lambda each: each * 5.0) | st.floats(0, 100)
SCORED = st.lists(st.tuples(VALUE, VALUE), min_size=1, max_size=12).map(
    lambda pairs: [Scores(str(at), customer, business) for at, (customer, business) in enumerate(pairs)]
)


def model(kind: ScoringKind) -> Model:
    return model_of(Content(), preset_id(kind))


def rank(scores: list[Scores], weight: float) -> Ranking:
    field = field_of(model("value matrix"), [(each.id, (each.customer, each.business, None)) for each in scores])
    return rank_field(field, (weight, 1 - weight, 0))


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


@pytest.mark.parametrize("kind", SCORING_KINDS)
def test_a_field_gives_the_value_of_the_formula(kind: ScoringKind) -> None:
    made, random = model(kind), Random(3)
    rows = {str(at): [random.uniform(1, 3) for _ in made.criteria] for at in range(7)}
    ranking = rank_field(field_of(made, rows.items()))
    assert {place.id: place.value for place in ranking} == {each: value_of(made, row) for each, row in rows.items()}
    assert [place.rank for place in ranking] == [1, 2, 3, 4, 5, 6, 7]


def test_what_a_model_lacks_may_still_come_first_or_last() -> None:
    made = model("WSJF")
    field = field_of(made, [("a", (20, 20, 20, 1)), ("b", (2, 2, 2, 3)), ("c", (1, 1, 1, None)), ("d", (1, 1, 1, 0))])
    places = {place.id: place for place in rank_field(field)}
    assert (places["a"].rank, places["a"].worst, places["b"].rank, places["b"].worst) == (1, 1, 2, 4)
    # 3 / size lies between 3 / 20 and 3 / 1: above or below the 2 of b, never above the 60 of a
    assert (places["c"].value, places["c"].best, places["c"].worst) == (None, 2, 4)
    assert places["d"] == places["c"]._replace(id="d"), "a size of 0 is none"
    endless = rank_field(field_of(model("RICE"), [("a", (1e9, 3, 100, 0.1)), ("b", (1, 1, 50, None))]))
    assert [(place.id, place.best, place.worst) for place in endless] == [("a", 1, 2), ("b", 1, 2)]


def test_none_and_one() -> None:
    made = model("weighted criteria")
    assert list(rank_field(field_of(made, []))) == []
    (place,) = rank_field(field_of(made, [("a", (50,) * 6)]))
    assert (place.rank, place.value, place.best, place.worst) == (1, 50.0, 1, 1)
    (open_,) = rank_field(field_of(made, [("a", (None,) * 6)]))
    assert (open_.rank, open_.best, open_.worst) == (None, 1, 1)


def test_five_thousand_are_weighed_again_in_the_order_of_their_values() -> None:
    made, random = model("weighted criteria"), Random(1)
    rows = [(str(at), [random.uniform(0, 100) for _ in range(6)]) for at in range(5000)]
    field = field_of(made, rows)
    ranking = rank_field(field, (3, 1, 0, 2, 2, 4))
    values = [ranking[row].value or 0.0 for row in (0, 1, 2499, 4999)]
    assert values == sorted(values, reverse=True)
    assert value_of(made, dict(rows)[ranking.ids[0]], (3, 1, 0, 2, 2, 4)) == ranking[0].value
