"""The diagnosis: each measure on a framework worked out by hand, and what follows."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.exporters.diagnosis import diagnosis_json, diagnosis_text
from app.layout.framework_words import FRAMEWORK
from app.models.content import Content
from app.models.records import (
    Action,
    Criterion,
    Decision,
    Insight,
    Journey,
    Opportunity,
    Score,
    ScoringModel,
    Workspace,
)
from app.scoring.diagnosis import Mastery, Measure, diagnose
from tests.scoring.framework.frameworks import content_of

TODAY = date(2026, 10, 15)


def measures(content):
    return {
        each.name: (each.count, each.of) for mastery in diagnose(content, TODAY).masteries for each in mastery.measures
    }


def test_the_measures_by_hand():
    content = content_of(
        Insight(id="i", rank="1", kind="pain", statement="Slow"),
        Opportunity(id="o2", rank="2", title="Other"),
        ScoringModel(id="m", rank="1", title="M", kind="ICE"),
        Criterion(id="c", rank="1", model_id="m", name="Impact", part="impact"),
        Score(id="s", opportunity_id="o2", criterion_id="c", value=3.0, at="2026-11-22T10:00:00"),
        Decision(id="d1", rank="1", opportunity_id="o1", kind="later"),
        Decision(id="d2", rank="2", opportunity_id="o1", kind="will do"),
        Decision(id="d3", rank="3", opportunity_id="o2", kind="will do"),
        Decision(id="d4", rank="4", opportunity_id="o2", kind=None),
        Action(id="a", rank="1", title="Ask", opportunity_id="o1"),
    )
    assert measures(content) == {
        "pains with evidence": (0, 2),
        "pains validated": (0, 2),
        "personas with people": (0, 2),
        "insights placed": (0, 1),
        "stages with a journey": (1, 3),
        "journeys with an owner": (2, 4),
        "journeys with an objective": (0, 4),
        "journeys reviewed": (1, 4),
        "steps with an owner": (2, 7),
        "pains answered": (1, 2),
        "opportunities with evidence": (0, 2),
        "opportunities scored": (1, 2),
        "opportunities decided": (1, 2),
        "decisions in work": (1, 1),
    }


def test_the_weakest_is_named_and_what_is_furthest_comes_first():
    found: Any = diagnose(content_of(), TODAY)
    assert found.weakest.name == "insight"
    assert found.weakest.state == "missing"
    assert found.follows[0].name == "pains with evidence"
    text = diagnosis_text(found)
    assert text.startswith("What is missing is insight: Do we know, or do we assume?\n")
    assert "  - 0 of 2 pain points with evidence; 50 % would do\n" in text
    assert "  - none yet: insights on a map; 80 % would do\n" in text
    told = diagnosis_json(found)
    assert told["weakest"] == "insight"
    assert told["masteries"][0]["measures"][3] == {
        "name": "insights placed",
        "count": 0,
        "of": 0,
        "share": None,
        "goal": 0.8,
        "met": False,
    }


@pytest.mark.parametrize(("count", "state"), [(0, "missing"), (3, "missing"), (4, "begun"), (7, "begun"), (8, "there")])
def test_states(count, state):
    assert Mastery("insight", (Measure("pains validated", count, 10, 1.0),)).state == state


def test_a_share_beyond_its_goal_counts_as_the_goal():
    assert Measure("pains validated", 9, 10, 0.25).on_its_way == 1.0
    assert Measure("pains validated", 1, 10, 0.25).on_its_way == pytest.approx(0.4)
    assert not Measure("pains validated", 0, 0, 0.0).met


def test_the_share_of_assumptions_that_the_workspace_lets_pass_is_the_goal():
    content = content_of()
    content.put(replace(content.get(Workspace, "w"), assumption_share=100.0))
    first = diagnose(content, TODAY).masteries[0].measures[0]
    assert (first.goal, first.met, first.on_its_way) == (0.0, True, 1.0)


def test_an_empty_workspace_and_one_without_journeys_in_use():
    for content in (Content([Workspace(id="w", title="W")]), content_of()):
        for journey in list(content.all(Journey).values()):
            content.put(replace(journey, status="archived"))
        weakest: Any = diagnose(content, TODAY).weakest
        assert weakest.name == "insight"


def test_every_measure_has_its_words():
    for mastery in diagnose(content_of(), TODAY).masteries:
        for each in mastery.measures:
            assert {f"measure {each.name}", f"follows {each.name}"} <= FRAMEWORK.keys()
