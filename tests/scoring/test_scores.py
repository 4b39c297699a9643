"""One cell: override, median, prefill, in this order; and what the prefills are made of, counted by hand."""

from dataclasses import replace

import pytest

from app.layout.prefill_words import explained
from app.models.content import Content
from app.models.kinds import SCORING_KINDS
from app.models.records import (
    AnyRecord,
    Card,
    CardHighlight,
    CardInsight,
    Criterion,
    Highlight,
    Insight,
    InsightHighlight,
    Journey,
    Opportunity,
    OpportunityCard,
    OpportunityInsight,
    Participant,
    Score,
    Scorer,
    Source,
)
from app.scoring.models import Model, model_of
from app.scoring.prefills import prefill_of
from app.scoring.presets import preset, preset_id
from app.scoring.scores import Standing, row_of, standing_of, standings, values_in

MODEL = preset("weighted criteria")
HURTS, OFTEN, MANY, MONEY = MODEL.criteria[:4]
SATISFACTION = preset("opportunity score").criteria[1]


def score(name: str, value: float | None, criterion: Criterion = MONEY, scorer: str | None = None, **more) -> Score:
    more = {"at": f"2026-11-22T10:00:0{name[-1]}", **more}
    return Score(id=name, opportunity_id="o", criterion_id=criterion.id, scorer_id=scorer, value=value, **more)


def quote(name: str, participant: str | None) -> Highlight:
    return Highlight(id=name, source_id="talk", turn=0, start=0, last_turn=0, end=5, participant_id=participant)


def workspace(*more: AnyRecord) -> Content:
    """Return an opportunity of two pains (severity 2 and 4, frequency 3) and a card of a to-be; four are quoted."""
    return Content(
        [
            Journey(id="j", rank="V", title="I buy"),
            Journey(id="later", rank="W", title="I shall buy", state="to-be"),
            Card(id="a", journey_id="j", kind="pain", rank="A", severity=2, frequency=3),
            Card(id="b", journey_id="j", kind="pain", rank="B", severity=4),
            Card(id="hope", journey_id="later", kind="pain", rank="C", severity=5, sentiment=2.0),
            *(Participant(id=each, name=each, rank="A") for each in ("ada", "ben", "cem", "dee")),
            Source(id="talk", rank="A", title="Talk"),
            *(quote(f"h-{each}", each) for each in ("ada", "ben", "cem", "dee")),
            quote("h-ada2", "ada"),
            Opportunity(id="o", rank="V", title="Hold the seat"),
            Opportunity(id="none", rank="W", title="Nothing said"),
            *(OpportunityCard(opportunity_id="o", card_id=each) for each in ("a", "b", "hope")),
            *(Scorer(id=each, name=each, rank="A") for each in ("ines", "tom", "eve")),
            MODEL.model,
            *MODEL.criteria,
            *more,
        ]
    )


def cell(content: Content, criterion: Criterion = MONEY) -> Standing:
    return standing_of(content, "o", criterion)


def test_the_median_of_scorers() -> None:
    content = workspace(
        score("1", 25.0, scorer="ines"),
        score("2", 100.0, scorer="tom"),
        score("3", 50.0, scorer="eve", low=40, high=60),
    )
    found = cell(content)
    assert (found.value, found.source, found.median, found.scorers) == (50.0, "median", 50.0, 3)
    assert (found.low, found.high, found.spread) == (25.0, 100.0, 75.0)
    assert [each.id for each in found.rows] == ["1", "2", "3"]
    assert cell(workspace(score("1", 25.0, scorer="ines"), score("2", 50.0, scorer="tom"))).value == 37.5


def test_limits_wider_than_the_scores_make_the_spread() -> None:
    content = workspace(score("1", 50.0, scorer="ines", low=20.0), score("2", 60.0, scorer="tom", high=90.0))
    assert (cell(content).low, cell(content).high) == (20.0, 90.0)


def test_what_the_group_typed_counts_until_a_scorer_scores() -> None:
    assert cell(workspace(score("1", 92.5))).value == 92.5
    content = workspace(score("1", 92.5), score("2", 25.0, scorer="ines"), score("3", 75.0, scorer="tom"))
    assert (cell(content).value, cell(content).scorers, len(cell(content).rows)) == (50.0, 2, 3)


def test_the_newest_override_stands_beside_the_median_until_it_is_withdrawn() -> None:
    rows: list[AnyRecord] = [score("1", 25.0, scorer="ines"), score("2", 80.0, origin="override", reason="Contract.")]
    found = cell(workspace(*rows))
    assert (found.value, found.source, found.median) == (80.0, "override", 25.0)
    assert found.override is not None
    assert found.override.reason == "Contract."
    rows.append(score("3", 60.0, origin="override", reason="Half of it."))
    assert cell(workspace(*rows)).value == 60.0
    rows.append(score("4", None, origin="override", reason="The contract is gone."))
    assert (cell(workspace(*rows)).value, cell(workspace(*rows)).source) == (25.0, "median")


def test_nothing_scored_is_the_prefill_and_nothing_said_is_nothing() -> None:
    content = workspace()
    assert (cell(content, HURTS).value, cell(content, HURTS).source) == (50.0, "prefill")
    assert cell(content, MONEY) == Standing()
    assert standing_of(content, "none", HURTS) == Standing()
    over = workspace(score("1", 100.0, HURTS, scorer="ines"))
    assert cell(over, HURTS).source == "median"
    assert cell(over, HURTS).prefill is not None, "it stays to be seen beside the scores"


def test_severity_and_frequency_are_means_of_the_linked_cards() -> None:
    content = workspace()
    # (2 + 4) / 2 = 3 of 1 … 5 is the middle; the hope of the to-be counts for nothing
    hurts = prefill_of(content, "o", HURTS)
    assert hurts is not None
    assert (hurts.value, explained(hurts)) == (50.0, "mean severity 3 (1 to 5), cards: 2")
    often = prefill_of(content, "o", OFTEN)
    assert often is not None
    assert (often.value, explained(often)) == (50.0, "mean frequency 3 (1 to 5), cards: 1")
    assert prefill_of(content, "none", HURTS) is None


def test_sentiment_is_what_was_said_and_no_default() -> None:
    assert prefill_of(workspace(), "o", SATISFACTION) is None, "pains without a sentiment say nothing"
    insight = Insight(id="i", rank="V", kind="pain", statement="Seats go", sentiment=-2.0, weight=300.0)
    links: list[AnyRecord] = [
        OpportunityInsight(opportunity_id="o", insight_id="i"),
        CardInsight(card_id="a", insight_id="i"),
    ]
    felt = replace(workspace().get(Card, "b"), sentiment=2.0)
    said = prefill_of(workspace(insight, *links, felt), "o", SATISFACTION)
    assert said is not None
    # (300 · −2 + 100 · 2) / 400 = −1, a quarter of the way from −2 to 2: the insight counts once
    assert said.value == pytest.approx(2.5)
    assert explained(said) == "mean sentiment −1 (−2 to +2), cards and insights: 2"
    turned = prefill_of(workspace(insight, *links, felt), "o", replace(MONEY, prefill="sentiment"))
    assert turned is not None
    assert turned.value == pytest.approx(75.0), "the unhappier, the more there is to win"


def test_participants_are_a_share_of_all_who_are_quoted() -> None:
    content = workspace(
        CardHighlight(card_id="a", highlight_id="h-ada"),
        CardHighlight(card_id="b", highlight_id="h-ada2"),
        CardHighlight(card_id="hope", highlight_id="h-dee"),
        Insight(id="i", rank="V", kind="pain", statement="Seats go"),
        InsightHighlight(insight_id="i", highlight_id="h-ben"),
        OpportunityInsight(opportunity_id="o", insight_id="i"),
    )
    many = prefill_of(content, "o", MANY)
    assert many is not None
    assert (many.value, explained(many)) == (50.0, "2 of the 4 people quoted in this workspace")
    plain = prefill_of(content, "o", replace(MANY, highest=None))
    assert plain is not None
    assert plain.value == 2.0


def test_a_blind_round_shows_nothing_but_who_has_scored() -> None:
    content = workspace(
        score("1", 25.0, scorer="ines", origin="blind"), score("2", 80.0, origin="override", reason="x")
    )
    content.put(replace(MODEL.model, blind=True))
    found = row_of(content, "o", model_of(content, MODEL.model.id))
    assert values_in(found) == (None,) * 6
    assert (found[3].median, found[3].override, found[3].scorers, len(found[3].rows)) == (None, None, 1, 2)
    content.put(MODEL.model)
    assert row_of(content, "o", model_of(content, MODEL.model.id))[3].value == 80.0


def test_kept_cells_follow_every_change() -> None:
    content = workspace()
    model = model_of(content, MODEL.model.id)

    def fresh(model: Model) -> bool:
        return dict(standings(content, model)) == dict(standings(content.copy(), model))

    def hurt() -> float | None:
        return standings(content, model)["o"][0].value

    assert hurt() == 50.0
    changes: list[tuple[AnyRecord, float | None]] = [
        (replace(content.get(Card, "b"), severity=2), 25.0),
        (replace(content.get(Card, "b"), title="Other words", severity=2), 25.0),
        (replace(content.get(Journey, "later"), state="current"), 50.0),
        (score("1", 75.0, HURTS, scorer="ines"), 75.0),
        (score("2", 0.0, HURTS, origin="override", reason="No."), 0.0),
        (score("3", None, HURTS, origin="override", reason="Yes."), 75.0),
        (Opportunity(id="new", rank="X", title="New"), 75.0),
        (CardHighlight(card_id="a", highlight_id="h-ben"), 75.0),
        (Highlight(id="more", source_id="talk", turn=1, start=0, last_turn=1, end=5), 75.0),
    ]
    for change, value in changes:
        content.put(change)
        assert hurt() == value
        assert fresh(model)
    for record_type, record_id in ((Score, "1"), (Score, "2"), (Score, "3"), (OpportunityCard, "o/a")):
        content.remove(record_type, record_id)
        assert fresh(model)
    content.remove(Opportunity, "new")
    assert fresh(model)


def test_presets_are_there_without_being_stored() -> None:
    content = Content([Opportunity(id="o", rank="V", title="Hold the seat")])
    for kind in SCORING_KINDS:
        model = model_of(content, preset_id(kind))
        assert values_in(row_of(content, "o", model)) == (None,) * len(model.criteria)
