"""Where people who scored lie apart."""

from app.models.content import Content
from app.models.records import Opportunity, Score, Scorer
from app.scoring.disagreements import disagreements, said_by, scorers_of
from app.scoring.models import model_of
from app.scoring.presets import preset_id

MATRIX = model_of(Content())
CUSTOMER, BUSINESS, EFFORT = MATRIX.criteria


def said(opportunity_id, criterion, scorer_id, value, low=None, high=None, origin="scored"):
    made = f"{opportunity_id}/{criterion.name}/{scorer_id}/{origin}"
    return Score(
        id=made,
        opportunity_id=opportunity_id,
        criterion_id=criterion.id,
        scorer_id=scorer_id,
        value=value,
        low=low,
        high=high,
        origin=origin,
        reason="so",
    )


def content_of(*scores):
    people = [Scorer(id=each, rank=rank, name=each) for each, rank in (("ann", "U"), ("ben", "V"), ("cay", "W"))]
    opportunities = [Opportunity(id=each, rank=each, title=each) for each in ("A", "B")]
    return Content([*people, *opportunities, *scores])


def test_the_widest_apart_come_first_whatever_the_bounds():
    content = content_of(
        said("A", CUSTOMER, "ann", 25.0),
        said("A", CUSTOMER, "ben", 75.0),  # half of 0 … 100
        said("A", EFFORT, "ann", 1.0),
        said("A", EFFORT, "ben", 4.0),
        said("A", EFFORT, "cay", 2.0),  # three fifths of 0 … 5
        said("B", BUSINESS, "ann", 50.0),
        said("B", CUSTOMER, "ann", 50.0, high=100.0),
    )
    found = disagreements(content, MATRIX, ["A", "B"])
    assert [(each.opportunity.id, each.criterion.name, each.apart, each.doubt) for each in found] == [
        ("A", "Effort", 0.6, 0.6),
        ("A", "Customer", 0.5, 0.5),
        ("B", "Customer", 0.0, 0.5),  # as one, but in doubt
        ("B", "Business", 0.0, 0.0),
    ]
    assert [row.scorer_id for row in found[0].rows] == ["ann", "cay", "ben"]
    assert found[0].median == 2.0
    assert disagreements(content, MATRIX, []) == []


def test_nobodys_scores_are_left_out():
    content = content_of(
        said("A", CUSTOMER, None, 0.0),
        said("A", CUSTOMER, "ann", 75.0),
        said("A", CUSTOMER, None, 9.0, origin="override"),
    )
    (only,) = disagreements(content, MATRIX, ["A", "B"])
    assert [row.value for row in only.rows] == [75.0]


def test_without_a_bound_they_lie_apart_by_their_own_size():
    rice = model_of(Content(), preset_id("RICE"))
    content = content_of(said("A", rice.criteria[0], "ann", 100.0), said("A", rice.criteria[0], "ben", 400.0))
    assert [each.apart for each in disagreements(content, rice, ["A"])] == [0.75]


def test_who_scored_what():
    content = content_of(said("A", CUSTOMER, "ben", 75.0), said("A", CUSTOMER, None, 9.0, origin="override"))
    assert list(said_by(content, MATRIX, "ben")) == [("A", CUSTOMER.id)]
    assert said_by(content, MATRIX, "ann") == {}
    assert [each.id for each in scorers_of(content, MATRIX)] == ["ben"]
