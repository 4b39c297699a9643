"""Scores, overrides, blind rounds and scorers: each one step that is undone in one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.errors import InputError
from app.models.records import Criterion, Opportunity, Score, Scorer, ScoringModel
from app.scoring.models import model_of, value_matrix
from app.scoring.opportunities import ranked, sides_of
from app.scoring.presets import preset
from app.scoring.scores import standing_of
from app.services import scoring
from app.services import scoring_models as models
from app.services.find import find
from app.services.opportunities import make_opportunity
from app.services.search.query import parse_query
from app.services.search.searcher import Searcher
from app.store import Store, check_file, create_workspace

CUSTOMER, BUSINESS, EFFORT = preset("value matrix").criteria
MONEY = preset("weighted criteria").criteria[3]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with create_workspace(tmp_path / "a.clew") as made:
        yield made
    assert check_file(made.path) == []


@pytest.fixture
def chance(store: Store) -> str:
    return make_opportunity(store, [])


def test_the_first_score_stores_the_model_and_undo_takes_both(store: Store, chance: str) -> None:
    assert not store.content.all(ScoringModel)
    scoring.score(store, chance, CUSTOMER.id, 92.5)
    assert sides_of(store.content, chance) == (92.5, None, None)
    assert list(store.content.all(ScoringModel)) == [CUSTOMER.model_id]
    store.undo()
    assert not store.content.all(ScoringModel)
    assert not store.content.all(Score)


def test_a_score_is_given_again_in_its_row_and_taken_back(store: Store, chance: str) -> None:
    scoring.score(store, chance, EFFORT.id, 2.0, low=1.0, high=4.0, reason="Like the last one")
    scoring.score(store, chance, EFFORT.id, 3.0)
    (row,) = store.content.all(Score).values()
    assert (row.value, row.low, row.high, row.reason, row.origin) == (3.0, None, None, "Like the last one", "scored")
    assert row.at.endswith("+00:00")
    scoring.explain_score(store, chance, EFFORT.id, "Two teams")
    assert next(iter(store.content.all(Score).values())).reason == "Two teams"
    scoring.score(store, chance, EFFORT.id, None)
    assert not store.content.all(Score)
    step = store.step
    scoring.score(store, chance, EFFORT.id, None)
    assert store.step == step, "there is nothing to take back"
    with pytest.raises(InputError):
        scoring.explain_score(store, chance, EFFORT.id, "Why")


def test_scorers_choose_anchors_and_the_group_may_lie_between(store: Store, chance: str) -> None:
    ines, tom = scoring.add_scorer(store, " Ines "), scoring.add_scorer(store, "Tom")
    assert scoring.add_scorer(store, "Ines") == ines
    scoring.score(store, chance, CUSTOMER.id, 75.0, scorer_id=ines)
    scoring.score(store, chance, CUSTOMER.id, 25.0, scorer_id=tom)
    with pytest.raises(InputError, match="0, 25, 50, 75, 100"):
        scoring.score(store, chance, CUSTOMER.id, 40.5, scorer_id=tom)
    scoring.score(store, chance, CUSTOMER.id, 40.5)
    assert standing_of(store.content, chance, CUSTOMER).value == 50.0
    scoring.rename_scorer(store, tom, "Tom B.")
    scoring.delete_scorers(store, [tom])
    assert [each.name for each in store.content.ordered(Scorer)] == ["Ines"]
    assert standing_of(store.content, chance, CUSTOMER).value == 75.0
    with pytest.raises(InputError):
        scoring.rename_scorer(store, ines, "  ")


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [(100.1, None, None), (-1.0, None, None), (float("nan"), None, None), (50, 60, None), (50, 0, 40)],
)
def test_what_a_criterion_does_not_take_is_refused(
    store: Store, chance: str, value: float, low: float | None, high: float | None
) -> None:
    with pytest.raises(InputError):
        scoring.score(store, chance, CUSTOMER.id, value, low=low, high=high)
    assert not store.content.all(Score)


def test_no_effort_and_no_size_of_nought(store: Store, chance: str) -> None:
    for kind in ("RICE", "WSJF"):
        criterion = preset(kind).criteria[-1]
        if kind == "WSJF":
            models.set_anchors(store, criterion.id, [])
            models.update_criterion(store, criterion.id, lowest=0.0)
        with pytest.raises(InputError, match="can’t be 0"):
            scoring.score(store, chance, criterion.id, 0.0)


def test_an_override_is_one_more_dated_row_with_its_reason(store: Store, chance: str) -> None:
    scoring.score(store, chance, BUSINESS.id, 25.0)
    with pytest.raises(InputError, match="reason"):
        scoring.override(store, chance, BUSINESS.id, 90.0, " ")
    scoring.override(store, chance, BUSINESS.id, 90.0, "The contract")
    scoring.override(store, chance, BUSINESS.id, 60.0, "Half of the contract")
    found = standing_of(store.content, chance, BUSINESS)
    assert (found.value, found.median, found.source) == (60.0, 25.0, "override")
    scoring.withdraw_override(store, chance, BUSINESS.id, "The contract is gone")
    found = standing_of(store.content, chance, BUSINESS)
    assert (found.value, found.source, len(found.rows)) == (25.0, "median", 4)
    moments = [each.at for each in found.rows[1:]]
    assert moments == sorted(set(moments)), "each is later than the one before, within one second too"
    store.undo()
    assert standing_of(store.content, chance, BUSINESS).value == 60.0


def test_a_blind_round_hides_values_until_it_is_revealed(store: Store, chance: str) -> None:
    scoring.score(store, chance, CUSTOMER.id, 50.0)
    scoring.score(store, chance, BUSINESS.id, 50.0)
    scoring.open_blind_round(store)
    ines = scoring.add_scorer(store, "Ines")
    scoring.score(store, chance, CUSTOMER.id, 100.0, scorer_id=ines)
    (row,) = ranked(store.content)
    assert (row.place.rank, row.values) == (None, (None, None, None))
    assert {each.origin for each in store.content.all(Score).values()} == {"scored", "blind"}
    scoring.reveal_scores(store)
    (row,) = ranked(store.content)
    assert (row.place.rank, row.place.value) == (1, 75.0)


def test_another_model_ranks_and_its_weights_are_agreed_on(store: Store, chance: str) -> None:
    models.choose_model(store, MONEY.model_id)
    scoring.score(store, chance, MONEY.id, 80.0)
    (row,) = ranked(store.content)
    assert (row.model.title, row.place.rank) == ("Weighted criteria", None)
    models.agree_on_weights(store, MONEY.model_id, [3, 2, 1, 1, 0.5, 2])
    assert model_of(store.content).weights == (3.0, 2.0, 1.0, 1.0, 0.5, 2.0)
    store.undo()
    assert model_of(store.content).weights == (1.0,) * 6
    with pytest.raises(InputError):
        models.agree_on_weights(store, MONEY.model_id, [1.0])
    models.choose_model(store, None)
    assert model_of(store.content).kind == "value matrix"


def test_a_model_of_ones_own(store: Store, chance: str) -> None:
    made = models.add_model(store, "Ours")
    model = model_of(store.content, made)
    assert (model.title, len(model.criteria), len(model.anchors[model.criteria[0].id])) == ("Ours", 6, 5)
    for criterion in model.criteria[1:]:
        models.delete_criterion(store, criterion.id)
    with pytest.raises(InputError, match="only criterion"):
        models.delete_criterion(store, model.criteria[0].id)
    risk = models.add_criterion(store, made, "Risk", "business")
    models.move_criterion(store, risk, model.criteria[0].id)
    models.update_criterion(store, risk, weight=3.0, rubric="What may go wrong", prefill="frequency")
    lines = [models.AnchorLine(0, "none"), models.AnchorLine(40, "some"), models.AnchorLine(100)]
    models.set_anchors(store, risk, lines)
    scoring.score(store, chance, risk, 40.0, scorer_id=scoring.add_scorer(store, "Ines"))
    scoring.score(store, chance, model.criteria[0].id, 80.0)
    models.choose_model(store, made)
    (row,) = ranked(store.content)
    assert row.place.value == pytest.approx((3 * 40 + 1 * 80) / 4)
    with pytest.raises(InputError, match="3 to 7"):
        models.set_anchors(store, risk, [models.AnchorLine(0), models.AnchorLine(1)])
    with pytest.raises(InputError, match="outside"):
        models.set_anchors(store, risk, [models.AnchorLine(each) for each in (0, 50, 101)])
    with pytest.raises(InputError, match="same value"):
        models.set_anchors(store, risk, [models.AnchorLine(each) for each in (0, 50, 50)])
    models.update_model(store, made, title="Ours, all")
    models.delete_model(store, made)
    assert model_of(store.content).kind == "value matrix"
    assert not store.content.all(Criterion)


def test_what_every_workspace_has_keeps_its_formula(store: Store) -> None:
    matrix = value_matrix(store.content)
    with pytest.raises(InputError):
        models.add_criterion(store, matrix.id, "Luck")
    with pytest.raises(InputError):
        models.delete_criterion(store, CUSTOMER.id)
    with pytest.raises(InputError):
        models.add_model(store, "Mine", like=matrix.id)
    models.update_criterion(store, CUSTOMER.id, weight=3.0)
    with pytest.raises(InputError, match="every workspace"):
        models.delete_model(store, matrix.id)
    assert model_of(store.content).weights == (3.0, 1.0, 1.0)
    assert store.content.get(Opportunity, make_opportunity(store, [])).title == ""


def test_reasons_are_found_and_those_of_a_blind_round_are_not(store: Store, chance: str) -> None:
    scoring.score(store, chance, CUSTOMER.id, 50.0, reason="A queue at the till")
    scoring.override(store, chance, BUSINESS.id, 60.0, "The queue costs us")

    def found() -> tuple[int, int]:
        hits = [hit for hit in find(store.content, "queue") if hit.kind == "score"]
        return len(hits), sum(each.kind == "score" for each in Searcher(store).search(parse_query("queue")))

    assert found() == (2, 2)
    scoring.open_blind_round(store)
    assert found() == (0, 0)
