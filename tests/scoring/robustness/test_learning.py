from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.kinds import SCORING_KINDS, ScoringKind
from app.scoring.formulas import value_of
from app.scoring.models import Model
from app.scoring.robustness.candidates import Candidate
from app.scoring.robustness.learning import TOP, to_learn
from tests.fuzzing import cases
from tests.scoring.robustness.made import candidate, model_of


def top_of(candidates: list[Candidate], model: Model) -> list[str]:
    values = {
        each.id: value_of(model, [score or 0.0 for score in each.values])
        for each in candidates
        if None not in each.values
    }
    return sorted(values, key=lambda each: -values[each])[:TOP]


def with_score(candidates: list[Candidate], candidate_id: str, place: int, score: float) -> list[Candidate]:
    return [
        replace(each, values=(*each.values[:place], score, *each.values[place + 1 :]))
        if each.id == candidate_id
        else each
        for each in candidates
    ]


@pytest.mark.parametrize("kind", SCORING_KINDS)
@cases(4)
@given(st.data())
def test_on_either_side_of_the_threshold_the_top_is_another(kind: ScoringKind, data: st.DataObject):
    model = model_of(kind, (2, 1), ("customer", "effort") if kind == "weighted criteria" else ())
    score = st.integers(1, 100).map(float)
    rows = data.draw(st.lists(st.tuples(*[score] * len(model.criteria)), min_size=2, max_size=6))
    candidates = [candidate(str(at), *row) for at, row in enumerate(rows)]
    for each in to_learn(candidates, model, most=100):
        place = [criterion.id for criterion in model.criteria].index(each.criterion_id)
        step = max(abs(each.threshold), 1.0) * 1e-9 * (1 if each.rises else -1)
        before, past = (
            top_of(with_score(candidates, each.candidate_id, place, each.threshold + sign * step), model)
            for sign in (-1, 1)
        )
        assert each.low <= each.threshold <= each.high
        assert 0 <= each.share <= 1
        assert before != past
        if each.gains:
            assert past[each.place - 1] == each.candidate_id
        else:
            assert past[each.place - 1] == each.other_id


def test_questions_by_hand():
    # ½ · customer + ½ · business: a 80, b 70, c 60, d 55; limits by default are 25 to either side.
    rows = {"a": (80.0, 80.0), "b": (70.0, 70.0), "c": (60.0, 60.0), "d": (50.0, 60.0)}
    candidates = [candidate(name, *row) for name, row in rows.items()]
    model = model_of("weighted criteria", (1, 1), ("customer", "business"))
    found = to_learn(candidates, model, validated=("a", "b", "c"))
    assert [(each.candidate_id, each.criterion_id, each.side) for each in found] == [
        ("d", "c0", "customer"),
        ("d", "c1", "business"),
    ]
    first = found[0]
    assert (first.value, first.low, first.high, first.limits) == (50.0, 25.0, 75.0, "spread")
    assert (first.threshold, first.rises, first.gains, first.place, first.other_id) == (60.0, True, True, 3, "c")
    assert first.share == pytest.approx(15 / 50)
    assert to_learn(candidates, model, validated=tuple("abcd")) == []
    losing = to_learn(candidates, model, validated=tuple("abd"))
    assert {(each.criterion_id, each.gains, each.place, each.other_id, each.threshold) for each in losing} == {
        ("c0", False, 3, "d", 50.0),
        ("c1", False, 3, "d", 50.0),
        ("c0", True, 2, "b", 80.0),
        ("c1", True, 2, "b", 80.0),
    }


def test_given_limits_count_and_a_score_that_is_missing_is_asked_for():
    model = model_of("weighted criteria", (1, 1))
    candidates = [
        candidate("a", 80.0, 80.0),
        candidate("b", 70.0, 70.0),
        candidate("c", 60.0, 60.0),
        candidate("near", 50.0, 60.0, low=(48, 60), high=(55, 60)),
        candidate("open", None, 60.0),
    ]
    found = {each.criterion_id: each for each in to_learn(candidates, model, validated=("a", "b", "c"))}
    assert {each.candidate_id for each in to_learn(candidates, model, validated=("a", "b", "c", "open"))} == {"near"}
    asked = found["c0"]
    assert (asked.candidate_id, asked.value, asked.limits, asked.threshold) == ("open", None, "open", 60.0)
    assert asked.share == pytest.approx(0.4)
    assert found["c1"].candidate_id == "near"  # its customer side was limited to 55, its business side was not


def test_a_criterion_without_an_end_goes_from_half_to_double_and_effort_the_other_way_round():
    model = model_of("RICE")
    endless = Model(model.record, tuple(replace(each, highest=None) for each in model.criteria), {})
    candidates = [candidate("a", 100.0, 1.0, 100.0, 1.0), candidate("b", 60.0, 1.0, 100.0, 1.0)]
    found = {(each.candidate_id, each.criterion_id): each for each in to_learn(candidates, endless, ("a",), most=100)}
    reach, effort = found["b", "c0"], found["b", "c3"]
    assert (reach.low, reach.high, reach.limits) == (30.0, 120.0, "factor")
    assert (reach.threshold, reach.rises) == (100.0, True)
    assert (effort.threshold, effort.rises) == (0.6, False)


def test_nothing_to_ask_where_nothing_can_turn():
    model = model_of("weighted criteria", (1, 1))
    assert to_learn([], model) == []
    assert to_learn([candidate("only", 50.0, 50.0)], model) == []
    assert to_learn([candidate("only", None, 50.0)], model) == []
    assert to_learn([candidate("a", 90.0, 90.0), candidate("b", 10.0, 10.0)], model) == []


def test_thousands_take_a_moment_and_only_the_most_telling_are_asked():
    candidates = [candidate(str(at), *(float(at * step % 101) for step in (7, 13, 29))) for at in range(1, 5_001)]
    found = to_learn(candidates, model_of("weighted criteria", (3, 1, 2)), most=12)
    assert len(found) == 12
    assert [each.share for each in found] == sorted((each.share for each in found), reverse=True)
