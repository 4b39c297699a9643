"""Worked by hand: each formula as it was published, with figures that can be checked on paper."""

from collections.abc import Sequence
from dataclasses import replace

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.content import Content
from app.models.errors import InputError
from app.models.kinds import SCORING_KINDS, ScoringKind
from app.scoring.formulas import arithmetic, bounds, formula_text, most_of, shares_of, span, value_of, values_of
from app.scoring.models import Model, customer_share, model_called, model_of, models_of, weights_at
from app.scoring.presets import preset_id


def model(kind: ScoringKind) -> Model:
    return model_of(Content(), preset_id(kind))


def weighted(*weights: float) -> Model:
    made = model("weighted criteria")
    criteria = [replace(each, weight=weight) for each, weight in zip(made.criteria, weights, strict=True)]
    return replace(made, criteria=tuple(criteria))


@pytest.mark.parametrize(
    ("kind", "scores", "value", "worked"),
    [
        # w · customer + (1 − w) · business, w = 1 / (1 + 1); the effort of 4 is only shown
        ("value matrix", (92, 76, 4), 84.0, "0.50 × 92 + 0.50 × 76 = 84"),
        # Ulwick 2002: importance 9, satisfaction 3 → 9 + (9 − 3)
        ("opportunity score", (9, 3), 15.0, "9 + max(9 − 3, 0) = 15"),
        # over-served: satisfaction above importance adds nothing, and takes nothing away
        ("opportunity score", (5, 9), 5.0, "5 + max(5 − 9, 0) = 5"),
        ("opportunity score", (10, 0), 20.0, "10 + max(10 − 0, 0) = 20"),
        # McBride 2016: 500 customers × 3 a month is 1,500 in a quarter; × 2 × 80 % / 2 person-months
        ("RICE", (1500, 2, 80, 2), 1200.0, "1500 × 2 × 80 % / 2 = 1200"),
        ("RICE", (150, 0.25, 50, 0.5), 37.5, "150 × 0.25 × 50 % / 0.5 = 37.5"),
        # Ellis: a product of three, 1 … 10
        ("ICE", (8, 5, 3), 120.0, "8 × 5 × 3 = 120"),
        # SAFe: (value + time criticality + risk reduction) / job size
        ("WSJF", (13, 8, 3, 5), 4.8, "(13 + 8 + 3) / 5 = 4.8"),
    ],
)
def test_worked_examples(kind: ScoringKind, scores: Sequence[float], value: float, worked: str) -> None:
    assert value_of(model(kind), scores) == pytest.approx(value)
    assert arithmetic(model(kind), scores) == worked


def test_weighted_criteria_by_hand() -> None:
    made = weighted(3, 1, 2, 2, 1, 1)
    # 3·75 + 1·50 + 2·25 + 2·100 + 1·0 + 1·(100 − 25) = 225 + 50 + 50 + 200 + 0 + 75 = 600; of 10 → 60
    assert value_of(made, (75, 50, 25, 100, 0, 25)) == pytest.approx(60.0)
    assert (
        arithmetic(made, (75, 50, 25, 100, 0, 25)) == "(3 × 75 + 1 × 50 + 2 × 25 + 2 × 100 + 1 × 0 + 1 × 75) / 10 = 60"
    )
    assert formula_text(made).startswith("value = (3 × How much it hurts + ")
    assert formula_text(made).endswith(" + 1 × (100 − Effort)) / 10")


def test_weights_of_the_moment_stand_in_for_the_agreed_ones() -> None:
    made = model("value matrix")
    assert value_of(made, (80, 20, 0), (3, 1, 9)) == pytest.approx(65.0)
    assert value_of(made, (80, 20, 0), (0, 0, 9)) == pytest.approx(50.0), "without any weight all count alike"
    assert shares_of(made, (3, 1, 9)) == (0.75, 0.25, 0.0)


@pytest.mark.parametrize(("kind", "scores"), [("RICE", (100, 1, 80, 0)), ("WSJF", (1, 1, 1, 0))])
def test_nothing_is_divided_by_zero(kind: ScoringKind, scores: Sequence[float]) -> None:
    with pytest.raises(InputError, match="can’t be 0"):
        value_of(model(kind), scores)


def test_a_criterion_that_is_missing_is_named() -> None:
    made = model("ICE")
    with pytest.raises(InputError, match="no criterion that is its ease"):
        value_of(replace(made, criteria=made.criteria[:2]), (1, 2))


@pytest.mark.parametrize("kind", SCORING_KINDS)
def test_arrays_give_what_numbers_give(kind: ScoringKind) -> None:
    made = model(kind)
    rows = [[1.0 + at + place for at in range(len(made.criteria))] for place in range(4)]
    together = values_of(made, list(numpy.array(rows).T))
    assert list(together) == pytest.approx([value_of(made, row) for row in rows])


@pytest.mark.parametrize("kind", SCORING_KINDS)
@given(data=st.data())
def test_whatever_is_missing_lies_within_its_span(kind: ScoringKind, data: st.DataObject) -> None:
    made = model(kind)
    scores = [
        data.draw(st.floats(max(each.lowest, 0.01), min(bounds(each)[1], 1e6)), label=each.name)
        for each in made.criteria
    ]
    known = [score if data.draw(st.booleans()) else None for score in scores]
    low, high = span(made, known)
    value = value_of(made, scores)
    assert low <= value * (1 + 1e-9) + 1e-9
    assert value <= high * (1 + 1e-9) + 1e-9


def test_the_most_that_each_model_gives() -> None:
    assert [most_of(model(kind)) for kind in SCORING_KINDS] == [100.0, 20.0, None, 1000.0, 60.0, 100.0]


def test_anchors_are_those_that_were_published() -> None:
    def values(kind: ScoringKind, place: int) -> list[float]:
        made = model(kind)
        return [each.value for each in made.anchors[made.criteria[place].id]]

    assert values("RICE", 1) == [0.25, 0.5, 1, 2, 3]
    assert values("RICE", 2) == [50, 80, 100]
    assert values("RICE", 0) == values("RICE", 3) == []
    assert values("WSJF", 3) == [1, 2, 3, 5, 8, 13, 20]
    for each in models_of(Content()):
        for criterion in each.criteria:
            anchors = each.anchors[criterion.id]
            assert not anchors or 3 <= len(anchors) <= 7
            assert all(anchor.label and anchor.rubric and criterion.lowest <= anchor.value for anchor in anchors)
            assert all(anchor.value <= bounds(criterion)[1] for anchor in anchors)


def test_models_are_found_by_their_names() -> None:
    assert model_called(Content(), "rice").kind == "RICE"
    with pytest.raises(InputError, match="“Value matrix”, “Opportunity score”, “RICE”"):
        model_called(Content(), "mice")
    assert model_of(Content()).kind == "value matrix"


def test_the_share_of_the_customer_side() -> None:
    made = weighted(3, 1, 0, 2, 2, 4)
    assert customer_share(made) == pytest.approx(1 / 3)
    assert weights_at(made, 0.8) == pytest.approx((0.6, 0.2, 0.0, 0.05, 0.05, 0.1))
    assert weights_at(made, None) == made.weights
    assert weights_at(model("RICE"), 0.8) == model("RICE").weights
    assert weights_at(model("value matrix"), 0.62) == pytest.approx((0.62, 0.38, 0.0))
