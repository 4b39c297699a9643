import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.kinds import SCORING_KINDS, ScoringKind
from app.scoring.formulas import value_of
from app.scoring.robustness.could_be import could_be
from tests.fuzzing import cases
from tests.scoring.robustness.made import candidate, model_of


@pytest.mark.parametrize("kind", SCORING_KINDS)
@cases(4)
@given(st.data())
def test_no_scores_within_the_limits_lead_to_another_rank(kind: ScoringKind, data: st.DataObject):
    model = model_of(kind, (2, 1), ("customer", "effort") if kind == "weighted criteria" else ())
    score = st.floats(1, 90)
    candidates, rows = [], []
    for number in range(data.draw(st.integers(1, 5))):
        low = [data.draw(score) for _ in model.criteria]
        high = [each + data.draw(st.sampled_from([0.0, 1.0, 10.0])) for each in low]
        row = [data.draw(st.floats(*ends)) for ends in zip(low, high, strict=True)]
        scored = [data.draw(st.sampled_from(ends)) for ends in zip(low, high, strict=True)]
        candidates.append(candidate(str(number), *scored, low=low, high=high))
        rows.append(row)
    found = [value_of(model, row) for row in rows]
    for each, value in zip(candidates, found, strict=True):
        best, worst = could_be(candidates, model)[each.id]
        clearly, possibly = (sum(other > value + slack for other in found) for slack in (1e-6, -1e-6))
        assert best <= 1 + possibly
        assert worst >= 1 + clearly


def test_limits_and_missing_scores_open_places():
    model = model_of("weighted criteria", (1, 1))
    found = could_be(
        [
            candidate("first", 90.0, 90.0),
            candidate("wide", 60.0, 60.0, low=(40, 60), high=(100, 90)),
            candidate("third", 55.0, 55.0),
            candidate("open", 70.0, None),
        ],
        model,
    )
    assert found == {"first": (1, 2), "wide": (1, 4), "third": (2, 4), "open": (2, 4)}
    assert could_be([], model) == {}
    assert could_be([candidate("one", None, None)], model) == {"one": (1, 1)}
