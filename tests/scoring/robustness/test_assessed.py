from fractions import Fraction

import pytest

from app.layout.robustness_words import QUESTIONS, question_text, unseating_text
from app.models.content import Content
from app.models.errors import Cancelled
from app.models.kinds import ScoringKind
from app.models.records import (
    AnyRecord,
    Card,
    EvidenceVerdict,
    Journey,
    Lane,
    Opportunity,
    OpportunityCard,
    Persona,
    Score,
    Scorer,
    Swimlane,
)
from app.scoring.models import Model, model_of
from app.scoring.presets import preset, preset_id
from app.scoring.robustness.assessed import assess, case_of, robustness_of
from app.scoring.robustness.learning import Limits

LIMITS: tuple[Limits, ...] = ("given", "spread", "factor", "open")
SIDES = {"hold": (92.0, 76.0), "book": (93.0, 43.0), "fare": (54.0, 78.0), "stay": (34.0, 47.0)}


def scored(name: str, kind: ScoringKind, place: int, value: float, scorer: str | None = None, **more) -> Score:
    criterion = preset(kind).criteria[place]
    return Score(
        id=f"{name}-{place}-{scorer}",
        opportunity_id=name,
        criterion_id=criterion.id,
        scorer_id=scorer,
        value=value,
        at="2026-11-22T10:00:00",
        **more,
    )


def workspace(*more: AnyRecord) -> Content:
    """Return the four of the picture of the value matrix, of which Maya and Jon had the first, and what is given."""
    maps: list[AnyRecord] = [
        Journey(id="j", rank="V", title="I buy"),
        Persona(id="maya", rank="V", name="Maya"),
        Persona(id="jon", rank="W", name="Jon"),
        Swimlane(id="s1", rank="V", journey_id="j", persona_id="maya"),
        Swimlane(id="s2", rank="W", journey_id="j", persona_id="jon"),
        Lane(id="l1", rank="V", journey_id="j", swimlane_id="s1", kind="experience"),
        Lane(id="l2", rank="W", journey_id="j", swimlane_id="s2", kind="experience"),
        *(
            Card(id=name, journey_id="j", lane_id=lane, step_id="x", kind="pain", rank="V")
            for name, lane in (("a", "l1"), ("b", "l2"))
        ),
        *(OpportunityCard(opportunity_id="hold", card_id=each) for each in ("a", "b")),
    ]
    opportunities = [
        Opportunity(id=each, rank=f"V{at}", title=each.title()) for at, each in enumerate([*SIDES, "open"])
    ]
    scores = [scored(name, "value matrix", at, side) for name, both in SIDES.items() for at, side in enumerate(both)]
    return Content([*maps, *opportunities, *scores, *more])


def matrix(content: Content) -> Model:
    return model_of(content, preset_id("value matrix"))


def test_all_that_is_known_of_the_value_matrix():
    content = workspace()
    found = robustness_of(content, matrix(content), (62.0, 38.0, 1.0), seed=5, draws=400)
    customer = found.model.criteria[0].id
    assert list(found.of) == ["hold", "book", "fare", "stay", "open"]
    hold, book, stay, unknown = (found.of[each] for each in ("hold", "book", "stay", "open"))
    assert hold.leads[customer] == (Fraction(1, 20), Fraction(33, 34))
    assert stay.leads == {}
    assert hold.first_share == pytest.approx(1.0, abs=0.01)
    assert (stay.could_be, unknown.could_be, hold.could_be) == ((4, 5), (1, 5), (1, 2))
    assert (unknown.shares, unknown.first_share, unknown.place.rank) == ((), None, None)
    assert hold.change is not None
    assert hold.change.moved == pytest.approx(0)  # it leads already
    assert book.change is not None
    assert book.change.weights == pytest.approx((33 / 34, 1 / 34, 0))
    assert stay.change is None
    assert found.unseating.leaders == ("hold",)
    assert found.unseating.change == book.change
    assert (found.shares.seed, found.shares.draws) == (5, 400)
    assert unseating_text(found) == (
        "35.1 % of the weight has to move until “Book” leads: Customer 97.1 %, Business 2.9 %."
    )


def test_limits_of_scorers_open_places_and_what_is_validated_is_not_asked():
    limits: list[AnyRecord] = [
        scored("stay", "value matrix", 0, 34.0, scorer="ada", low=30.0, high=95.0),
        Scorer(id="ada", rank="V", name="Ada"),
        EvidenceVerdict(
            id="v", opportunity_id="hold", strength="validated", reason="Asked 12", decided_on="2026-11-22"
        ),
    ]
    content = workspace(*limits)
    found = robustness_of(content, matrix(content), draws=200)
    assert found.of["stay"].could_be == (2, 5)
    assert found.of["hold"].evidence == "validated"
    assert {each.candidate_id for each in found.questions} <= {"book", "fare", "stay", "open"}
    asked = next(each for each in found.of["stay"].questions if each.limits == "given")
    assert question_text(found.case, asked) == (
        "Ask those served: what would “Stay” change for you, and how much? (Customer) Now held to be 34. "
        "Above 85 it takes place 3 from “Fare”. Held possible: 30 to 95."
    )


def test_personas_are_asked_about_the_customer_side_and_the_business_about_the_rest():
    doubts = [scored("hold", "value matrix", at, side, "ada", low=10.0) for at, side in enumerate(SIDES["hold"])]
    content = workspace(Scorer(id="ada", rank="V", name="Ada"), *doubts)
    found = robustness_of(content, matrix(content), draws=10)
    texts = [question_text(found.case, each) for each in found.of["hold"].questions]
    assert any(each.startswith("Ask Maya and Jon: what would “Hold” change for you") for each in texts)
    assert any(each.startswith("Ask the business: what would “Hold” be worth to it") for each in texts)
    keys = [
        *(f"ask {each.side}" for each in found.questions),
        *(f"limits {each}" for each in LIMITS),
    ]
    assert set(keys) <= set(QUESTIONS)


def test_who_is_the_same_is_told_and_who_cannot_be_unseated():
    twins: list[AnyRecord] = [
        Opportunity(id="twin", rank="Z", title="Twin"),
        *(scored("twin", "value matrix", at, side) for at, side in enumerate(SIDES["hold"])),
    ]
    content = workspace(*twins)
    found = robustness_of(content, matrix(content), draws=200)
    assert found.of["hold"].level_with == ("twin",)
    assert found.of["hold"].first_share == found.of["twin"].first_share == pytest.approx(0.5)
    assert unseating_text(found).startswith("“Hold” and “Twin” lead together: no weights part them.")
    alone = Content(
        [Opportunity(id="hold", rank="V", title="Hold"), *(scored("hold", "value matrix", at, 50.0) for at in (0, 1))]
    )
    assert unseating_text(robustness_of(alone, matrix(alone), draws=1)) == "There is nobody beside “Hold” to unseat it."


def test_models_without_weights_and_divisors_of_zero():
    rows = {"a": (100.0, 2.0, 80.0, 4.0), "b": (500.0, 1.0, 50.0, 0.0)}
    content = Content(
        [
            *(Opportunity(id=name, rank=name, title=name) for name in rows),
            *(scored(name, "RICE", at, value) for name, row in rows.items() for at, value in enumerate(row)),
        ]
    )
    found = robustness_of(content, model_of(content, preset_id("RICE")), draws=10)
    assert found.of["a"].first_share == 1.0
    assert found.of["b"].place.rank is None
    assert found.of["b"].could_be == (1, 2)
    assert unseating_text(found) == "This model has no weights to change."
    empty = robustness_of(Content(), model_of(Content()), draws=10)
    assert (empty.of, empty.questions, unseating_text(empty)) == ({}, (), "")


def test_a_job_tells_how_far_it_is_and_stops():
    content = workspace()
    case = case_of(content, matrix(content))
    told: list[float] = []
    assess(case, draws=100, progress=told.append)
    assert 0 < told[-1] <= 1
    with pytest.raises(Cancelled):
        assess(case, draws=100, cancelled=lambda: True)
