"""What opportunities were worth in files up to format 4, and still may be by hand."""

import json

import pytest

from app.importers.workspace_json import read_json
from app.models.content import Content
from app.models.errors import InputError
from app.models.records import Opportunity, Score, ScoringModel
from app.scoring.opportunities import ranked, sides_of
from app.scoring.presets import preset, preset_id


def read(*opportunities: dict[str, object], **more: object) -> Content:
    data = {"format": 4, "workspace": {"title": "W"}, "opportunities": opportunities, **more}
    plan = read_json(json.dumps(data), "x.json")
    assert plan.warnings == ()
    return Content(plan.records)


def test_the_three_keys_are_scores_in_the_value_matrix() -> None:
    content = read({"title": "A", "customer": 92, "business": 76.5, "effort": 2}, {"title": "B", "customer": None})
    one, other = content.ordered(Opportunity)
    assert sides_of(content, one.id) == (92.0, 76.5, 2.0)
    assert sides_of(content, other.id) == (None, None, None)
    assert [each.id for each in content.all(ScoringModel).values()] == [preset_id("value matrix")]
    assert {each.origin for each in content.all(Score).values()} == {"scored"}
    assert [row.place.value for row in ranked(content)] == [84.25, None]


def test_without_any_of_them_nothing_is_stored() -> None:
    assert not read({"title": "A"}).all(ScoringModel)


def test_a_score_that_is_there_counts() -> None:
    matrix = preset("value matrix")
    models = [
        {
            "id": matrix.model.id,
            "title": "Value",
            "kind": "value matrix",
            "criteria": [
                {"id": each.id, "name": each.name, "part": each.part, "side": each.side} for each in matrix.criteria
            ],
        }
    ]
    scores = [{"criterion_id": matrix.criteria[0].id, "value": 10}]
    content = read({"title": "A", "customer": 92, "business": 20, "scores": scores}, scoring_models=models)
    assert sides_of(content, next(iter(content.all(Opportunity)))) == (10.0, 20.0, None)
    assert len(content.all(ScoringModel)) == 1


@pytest.mark.parametrize("value", ["many", 101, -1, [1]])
def test_what_is_no_score_is_refused(value: object) -> None:
    with pytest.raises(InputError):
        read({"title": "A", "customer": value})
