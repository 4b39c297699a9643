"""The sample and the templates that come with Clew are files of the format that it prints."""

from collections import Counter

import pytest

from app.exporters.workspace_json import write_json
from app.importers import read_source
from app.importers.templates import read_template, templates
from app.models.content import Content, columns_of, journeys_of, lanes_of, stages_of, swimlanes_of, unplaced_cards
from app.models.errors import InputError
from app.models.kinds import CARD_KINDS
from app.models.places import resource
from app.models.records import Card, Connector, EmotionOverride, Opportunity, Persona, RequiredField
from app.models.snapshot import Snapshot, TurnsInMemory
from app.scoring.map_check import check_map

SAMPLE = resource("samples", "northwind.json")


def test_the_sample_is_what_clew_prints_of_it():
    plan = read_source(SAMPLE)
    assert plan.warnings == ()
    texts = TurnsInMemory({each: [*enumerate(turns)] for each, turns in plan.turns.items()})
    snapshot = Snapshot(Content(plan.records), 1, "sample.clew", turn_reader=texts)
    assert write_json(snapshot) == SAMPLE.read_text("utf-8")


def test_the_sample_shows_what_a_map_can_be():
    content = Content(read_source(SAMPLE).records)
    (lifecycle,) = journeys_of(content)
    cards = content.all(Card).values()
    assert lifecycle.level == "lifecycle"
    assert len(content.all(Persona)) == 2
    assert 40 <= len(cards) <= 80
    assert len(content.all(Connector)) == 4
    assert len(content.all(Opportunity)) == 8
    assert {gap.rule for gap in check_map(content, lifecycle)} >= {"cards in Unplaced"}
    assert set(Counter(card.kind for card in cards)) >= set(CARD_KINDS[:8])
    assert sum(card.sentiment is not None for card in cards) > 20
    assert [each.state for each in journeys_of(content, lifecycle.id)] == ["current", "to-be", "current"]
    assert len(unplaced_cards(content, lifecycle.id)) == 3
    assert len(content.all(EmotionOverride)) == 1
    shared = Counter(card.shared_id for card in cards if card.shared_id)
    assert list(shared.values()) == [2]


def test_the_lifecycle_template():
    plan = read_template("lifecycle")
    content = Content(plan.records)
    (journey,) = journeys_of(content)
    titles = [stage.title for stage in stages_of(content, journey.id)]
    assert titles == ["Awareness", "Consideration", "Purchase", "Retention", "Advocacy"]
    assert [step.title for step in columns_of(content, journey.id)] == [""] * 5
    (swimlane,) = swimlanes_of(content, journey.id)
    lanes = lanes_of(content, journey.id, swimlane.id)
    assert [lane.kind for lane in lanes] == ["touchpoints", "experience", "needs", "emotion"]
    assert all(card.example for card in content.all(Card).values())
    assert [persona.name for persona in content.ordered(Persona)] == ["Customer"]
    assert not {record.id for record in plan.records} & {record.id for record in read_template("lifecycle").records}


def test_the_blank_template_is_one_journey_and_nothing_else():
    assert read_template("blank").made == {"journey": 1}


def test_each_template_is_written_out_and_a_sound_map():
    for template in templates():
        plan = read_template(template.name)
        assert plan.warnings == ()
        assert template.title
        assert template.description
        if template.name == "blank":
            continue
        content = Content(plan.records)
        (journey,) = journeys_of(content)
        assert len(stages_of(content, journey.id)) >= 3
        assert len(content.all(Card)) >= 20
        assert all(card.example and card.lane_id for card in content.all(Card).values())
        assert content.all(RequiredField)
        assert not {"card without words", "no customer goal", "two stages of one name"} & {
            finding.rule for finding in check_map(content, journey)
        }


def test_the_templates_that_are_promised():
    assert {template.name for template in templates()} == {
        "blank",
        "lifecycle",
        "b2b-buying-group",
        "service-blueprint",
        "employee",
        "patient",
        "retail",
        "travel",
        "finance",
    }
    content = Content(read_template("b2b-buying-group").records)
    roles = {persona.buyer_role for persona in content.ordered(Persona)}
    assert roles == {"user", "influencer", "decision maker", "procurement"}


def test_a_template_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(InputError, match="b2b-buying-group, blank, employee, finance, lifecycle"):
        read_template("lifecyle")


def test_a_template_is_found_by_what_the_window_calls_it_too():
    called = next(each.title for each in templates() if each.name == "lifecycle")
    assert called != "lifecycle"
    assert read_template(called).made == read_template("lifecycle").made
