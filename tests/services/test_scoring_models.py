"""What a user does to scoring models."""

import pytest

from app.models.errors import InputError, RuleError
from app.models.records import Anchor, Criterion, Score, ScoringModel
from app.models.rules import broken_rules
from app.scoring.models import model_of, models_of
from app.scoring.presets import preset_id
from app.services.opportunities import make_opportunity
from app.services.scoring import add_scorer, score
from app.services.scoring_models import (
    AnchorLine,
    add_criterion,
    add_model,
    choose_model,
    copy_model,
    delete_criterion,
    delete_model,
    even_anchors,
    move_criterion,
    reset_model,
    scores_by,
    set_anchors,
    update_criterion,
    update_model,
    with_another,
)
from app.store import create_workspace

MATRIX, RICE, WSJF, WEIGHTED = (preset_id(each) for each in ("value matrix", "RICE", "WSJF", "weighted criteria"))


@pytest.fixture
def store(tmp_path):
    with create_workspace(tmp_path / "scored.clew") as made:
        yield made
        assert list(broken_rules(made.content)) == []


def steps_of(store, criterion_id):
    content = store.content
    return sorted((each.value, each.label) for each in content.members(Anchor, "criterion_id", criterion_id))


def test_choose_and_copy_a_model(store):
    choose_model(store, RICE)
    assert model_of(store.content).id == RICE
    copy = model_of(store.content, copy_model(store, RICE))
    assert (copy.title, copy.kind, len(copy.criteria)) == ("RICE 2", "RICE", 4)
    assert copy.anchors[copy.criteria[1].id][0].label == "minimal"
    assert not {each.id for each in copy.criteria} & {each.id for each in model_of(store.content, RICE).criteria}
    delete_model(store, copy.id)
    assert len(models_of(store.content)) == 6


def test_a_model_of_ones_own(store):
    own = add_model(store, "What counts here")
    for each in model_of(store.content, own).criteria[1:]:
        delete_criterion(store, each.id)
    second = add_criterion(store, own, "Safety")
    update_criterion(store, second, weight=3.0, side="business", prefill="severity", rubric="How safe?")
    move_criterion(store, second, model_of(store.content, own).criteria[0].id)
    first, other = model_of(store.content, own).criteria
    assert (first.name, first.weight, other.name) == ("Safety", 3.0, "How much it hurts")
    assert [value for value, _ in steps_of(store, second)] == [0, 25, 50, 75, 100]
    choose_model(store, own)
    opportunity = make_opportunity(store, [])
    score(store, opportunity, second, 75.0, scorer_id=add_scorer(store, "Ann"))
    assert scores_by(store.content, [first]) == 1
    delete_criterion(store, second)
    assert not store.content.all(Score)
    with pytest.raises(InputError, match="only criterion"):
        delete_criterion(store, other.id)
    delete_model(store, own)
    assert model_of(store.content).id == MATRIX


def test_the_six_keep_their_criteria_and_can_be_reset(store):
    effort = model_of(store.content, RICE).criteria[3]
    with pytest.raises(InputError, match="needs those"):
        add_criterion(store, RICE, "More")
    with pytest.raises(InputError, match="needs those"):
        delete_criterion(store, effort.id)
    assert not store.content.all(ScoringModel)
    update_criterion(store, effort.id, name="Weeks", highest=52.0)
    update_model(store, RICE, title="Our RICE", note="as agreed")
    assert [each.title for each in models_of(store.content)][2] == "Our RICE"
    assert store.content.get(Criterion, effort.id).highest == 52.0
    with pytest.raises(InputError, match="comes with every workspace"):
        delete_model(store, RICE)
    choose_model(store, RICE)
    reset_model(store, RICE)
    assert [each.title for each in models_of(store.content)][2] == "RICE"
    assert (model_of(store.content).id, len(model_of(store.content).criteria)) == (RICE, 4)
    with pytest.raises(InputError, match="name is needed"):
        update_model(store, RICE, title=" ")


def test_anchors_are_written_as_a_whole(store):
    criterion = model_of(store.content, WEIGHTED).criteria[0]
    set_anchors(store, criterion.id, [AnchorLine(100, "all"), AnchorLine(0, "nothing"), AnchorLine(40, "some")])
    assert steps_of(store, criterion.id) == [(0, "nothing"), (40, "some"), (100, "all")]
    there = [AnchorLine(value, label) for value, label in steps_of(store, criterion.id)]
    assert [each.value for each in with_another(criterion, there)] == [0, 40, 70, 100]
    assert [each.label for each in even_anchors(criterion, there)] == ["nothing", "", "", "", "all"]
    set_anchors(store, criterion.id, [])
    assert steps_of(store, criterion.id) == []
    assert len(with_another(criterion, [])) == 5


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        ([(0, ""), (100, "")], "3 to 7"),
        ([(value, "") for value in range(8)], "3 to 7"),
        ([(0, ""), (0, ""), (100, "")], "same value"),
        ([(0, ""), (50, ""), (101, "")], "outside"),
    ],
)
def test_anchors_that_are_refused(store, steps, why):
    criterion = model_of(store.content, WEIGHTED).criteria[0]
    with pytest.raises(InputError, match=why):
        set_anchors(store, criterion.id, [AnchorLine(*each) for each in steps])
    assert not store.content.all(Anchor)


@pytest.mark.parametrize(("model", "place"), [(RICE, 3), (WSJF, 3)])
def test_nobody_can_choose_an_effort_of_nothing(store, model, place):
    criterion = model_of(store.content, model).criteria[place]
    if criterion.lowest:
        set_anchors(store, criterion.id, [])
        update_criterion(store, criterion.id, lowest=0.0)
    with pytest.raises(InputError, match="divides by it"):
        set_anchors(store, criterion.id, [AnchorLine(0), AnchorLine(1), AnchorLine(2)])


def test_bounds_leave_nothing_outside(store):
    customer = model_of(store.content, MATRIX).criteria[0]
    with pytest.raises(RuleError, match="anchor outside its bounds"):
        update_criterion(store, customer.id, highest=90.0)
    set_anchors(store, customer.id, [])
    score(store, make_opportunity(store, []), customer.id, 95.0)
    with pytest.raises(RuleError, match="outside the bounds of “Customer”"):
        update_criterion(store, customer.id, highest=90.0)
    with pytest.raises(RuleError, match="not above its lowest"):
        update_criterion(store, customer.id, lowest=100.0)
    weighted = model_of(store.content, WEIGHTED).criteria[0]
    with pytest.raises(InputError, match="needs a highest"):
        update_criterion(store, weighted.id, highest=None)
