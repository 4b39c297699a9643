"""The real documents, read with the facts that are known of them."""

import re
import subprocess
import sys
import time
from collections import Counter

import pytest

from app.importers.documents import DocumentMapping, look_at_document, looks_like_map_document, suggested_mapping
from app.models.content import cards_of, journeys_of, swimlanes_of
from app.models.errors import ClewError, InputError
from app.models.records import Card, Journey, Opportunity, OpportunityJourney, Persona
from tests.importers.documents.reading import (
    cards,
    journey_id,
    lanes,
    opportunities,
    plan_and_content,
    stages,
    steps,
    unplaced,
    warnings,
)

FAWKES = {
    "fawkes-01-developer-onboarding.md": (5, "4 5 4 4 1", "Initial Access & Discovery (Day 1, 2 hours)"),
    "fawkes-02-deploying-first-app.md": (6, "3 4 5 3 4 1", "Pre-Deployment Planning (Day before, 1 hour)"),
    "fawkes-03-debugging-production-issue.md": (6, "4 5 4 5 2 2", "Alert Reception & Initial Assessment (5 minutes)"),
    "fawkes-04-requesting-platform-feature.md": (7, "2 3 4 3 3 2 1", "Identifying the Need (1 week, informal)"),
    "fawkes-05-contributing-to-platform.md": (6, "3 2 3 3 1 1", "Contribution Idea Formation (1 week)"),
}
"""Stages, first figure of each intensity, title of the first stage."""


def test_a_table_with_stages_across(shared_data):
    plan, content = plan_and_content(shared_data / "maps" / "hotel-customer-journey.md")
    assert stages(content) == ["Booking", "Check-in", "Stay / room", "Service request", "Check-out", "Post-stay review"]
    assert lanes(content) == ["touchpoints", "experience", "emotion", "thoughts", "needs", "notes"]
    kinds = Counter(each.kind for each in content.all(Card).values())
    assert {kind: kinds[kind] for kind in ("pain", "need", "thought", "note")} == dict.fromkeys(
        ("pain", "need", "thought", "note"), 6
    )
    assert ("Stay / room", "Wi-Fi") in cards(content, "touchpoint")
    assert ("Service request", "Room phone") in cards(content, "touchpoint")
    assert ("Post-stay review", "Reflection on the whole stay") in cards(content, "thought")
    assert len(opportunities(content)) == len(content.all(OpportunityJourney)) == 6
    assert content.all(Opportunity)
    assert any("Moment | Intended support" in text for text in warnings(plan))


def test_a_section_with_a_table_for_each_stage(shared_data):
    path = shared_data / "maps" / "edu-library-customer-journey-map.md"
    look = look_at_document(path)
    assert (look.shape, look.shapes) == ("stage sections", ("stage sections", "rows"))
    assert look.journeys[0].personas == ("Jordan Chen", "Maya Torres", "Dr. Aisha Patel", "Carlos Rivera")
    assert {each.label: each.field for each in look.labels} == {
        "Quote": "quote",
        "Touchpoints": "touchpoint",
        "User Actions": "action",
        "Thoughts & Questions": "thought",
        "Emotion": "emotion",
        "Pain Points": "pain",
        "Opportunities": "opportunity",
        "Emotion curve": "emotion",
    }
    assert look.scores is not None
    assert (look.scores.count, look.scores.clear, look.scores.low, look.scores.high) == (7, 6, 3, 5)
    assert (look.scores.scale, look.scores.suggested) == ((1, 5), "high is best")
    plan, content = plan_and_content(path, suggested_mapping(look))
    assert stages(content) == [
        "Awareness",
        "Consideration",
        "Acquisition (First Value Exchange)",
        "Onboarding (First Deep Engagement)",
        "Engagement (Roadmap Generation)",
        "Retention",
        "Advocacy",
    ]
    people = {each.name: each.role for each in content.all(Persona).values()}
    assert people["Jordan Chen"] == "District Chief Technology Officer"
    (swimlane,) = swimlanes_of(content, journey_id(content))
    assert content.get(Persona, swimlane.persona_id).name == "Jordan Chen"
    scored = {each.title: each for each in content.all(Card).values() if each.score}
    assert len(scored) == 7
    assert sorted(each.score or "" for each in scored.values()) == sorted(
        ["3/5", "3.5/5", "4/5 if relevant, 2/5 if generic", "4/5", "5/5", "3.5/5", "3.5/5"]
    )
    assert {each.sentiment for each in content.all(Card).values()} == {None}
    assert any("say whether a high score is best or most upset" in text for text in warnings(plan))
    assert any("4/5 if relevant, 2/5 if generic" in text for text in warnings(plan))
    assert any("drawn with characters" in text for text in warnings(plan))
    assert not any("Aware  Consider" in each.title + each.note for each in content.all(Card).values())
    assert ("Awareness", '"Is this free?"') in cards(content, "thought")
    assert ("Awareness", "No onboarding flow or guided tour.") in cards(content, "pain")


def test_with_the_direction_answered_clear_scores_set_sentiments(shared_data):
    path = shared_data / "maps" / "edu-library-customer-journey-map.md"
    _, content = plan_and_content(path, DocumentMapping(direction="high is best"))
    values = {each.title: each.sentiment for each in content.all(Card).values() if each.score}
    assert values["Neutral → Curious"] == 0
    assert values["Curious → Interested"] == 0.5
    assert values["Anticipation → Peak satisfaction — This is the Aha Moment"] == 2
    assert values["Anticipation → Surprise/Delight or Skepticism"] is None
    path = shared_data / "maps" / "fawkes-01-developer-onboarding.md"
    _, content = plan_and_content(path, DocumentMapping(direction="high is most upset"))
    values = {each.title: each.sentiment for each in content.all(Card).values() if each.score}
    assert (values["Overwhelmed 😟"], values["Frustrated 😟"], values["Confident 😊"]) == (-1, -2, 2)


def test_the_other_table_of_a_page_can_be_chosen(shared_data):
    path = shared_data / "maps" / "edu-library-customer-journey-map.md"
    look = look_at_document(path, "rows")
    assert look.shape == "rows"
    assert look.journeys[0].stages == tuple(
        "Awareness Consideration Acquisition Onboarding Engagement Retention Advocacy".split()
    )
    _, content = plan_and_content(path, suggested_mapping(look))
    assert ("Onboarding", "Context-switching between pages") in cards(content, "pain")
    assert len(opportunities(content)) == 7
    with pytest.raises(InputError, match=r"cannot be read as “story map”|without a journey map"):
        look_at_document(path, "story map")


@pytest.mark.parametrize("name", FAWKES)
def test_headings_with_labelled_lists(shared_data, name):
    count, intensities, first = FAWKES[name]
    path = shared_data / "maps" / name
    look = look_at_document(path)
    assert (look.shape, len(look.journeys[0].stages), look.journeys[0].stages[0]) == ("stage sections", count, first)
    assert look.scores is not None
    assert look.scores.suggested == "high is most upset"
    plan, content = plan_and_content(path, suggested_mapping(look))
    text = path.read_text(encoding="utf-8")
    body = text[text.index("### Stage 1") : text.index("## 3. Journey Map Visualization")]
    assert (
        len(content.all(Card)) + len(content.all(Opportunity)) == len(re.findall(r"^(?:-|\d+\.) ", body, re.M)) + count
    )
    scores = [each.score or "" for each in cards_of(content, journey_id(content)) if each.score]
    assert len(scores) == count
    order = {title: place for place, title in enumerate(stages(content))}
    by_stage = sorted(
        (order[stage], each.score)
        for each in content.all(Card).values()
        if each.score
        for stage, title in cards(content, "thought")
        if title == each.title
    )
    assert [score[0] for _, score in by_stage] == intensities.split()
    assert [each.name for each in content.all(Persona).values()] == ["Maria Rodriguez"]
    assert lanes(content) == ["touchpoints", "experience", "emotion", "thoughts"]
    assert content.get(Journey, journey_id(content)).note
    assert sum("a Mermaid diagram" in each for each in warnings(plan)) == 2


def test_a_summary_of_maps_is_no_map(shared_data):
    path = shared_data / "maps" / "fawkes-00-SUMMARY.md"
    assert not looks_like_map_document(path, path.read_bytes())
    with pytest.raises(InputError, match="without a journey map") as raised:
        look_at_document(path)
    assert "\n" not in str(raised.value)


def test_a_story_map(shared_data):
    _, content = plan_and_content(shared_data / "maps" / "textusm-user-story-map.md")
    assert stages(content) == ["S'inscrire", "Se connecter", "Réinitialiser le mot de passe"]
    assert len(steps(content)) == 3
    assert steps(content)[0].startswith("En tant qu'utilisateur")
    assert len(content.all(Card)) == 8
    assert ("S'inscrire", "Concevoir l'interface utilisateur pour l'inscription") in cards(content, "action")


@pytest.mark.parametrize(
    ("name", "count", "first"),
    [
        ("jsoncanvas-sample.canvas", 2, "JSON Canvas"),
        ("ponte-container_diagram.canvas", 25, "RESEARCHER"),
        ("ponte-pippin-vr5.canvas", 151, "Initial commit"),
        ("ponte-mini_commit.excalidraw.md", 14, "Recent history of a file / how active"),
        ("ptera-proto-generation.drawio", 8, "Protocol Buffers で共通の型を生成"),
    ],
)
def test_texts_of_canvases_wait_in_unplaced(shared_data, name, count, first):
    path = shared_data / "maps" / name
    assert look_at_document(path).shape == "texts"
    _, content = plan_and_content(path)
    assert len(unplaced(content)) == len(content.all(Card)) == count
    assert unplaced(content)[0] == first
    assert len(journeys_of(content)) == 1


def test_texts_are_listed_from_top_to_bottom_and_from_left_to_right(shared_data):
    _, content = plan_and_content(shared_data / "maps" / "ponte-mini_commit.excalidraw.md")
    assert unplaced(content)[1:] == [
        *("#123h1j2 An example commit subject line", "js/script.js", "M", "M", "=", "A", "-"),
        *("README.md", "=", "=", "=", "M", "A"),
    ]
    _, content = plan_and_content(shared_data / "maps" / "ptera-proto-generation.drawio")
    assert unplaced(content)[1:5] == ["ptera.proto", "Go", "TypeScript", "✅ 同じ型定義を共有"]
    assert unplaced(content)[5:] == ["型生成", "型生成", "型安全な通信"]


def test_every_map_but_the_summary_looks_like_one(shared_data):
    found = {path.name: looks_like_map_document(path, path.read_bytes()) for path in (shared_data / "maps").iterdir()}
    assert [name for name, is_map in found.items() if not is_map] == ["fawkes-00-SUMMARY.md"]


def test_other_data_does_not_look_like_a_map(shared_data):
    wrong = [
        f"{folder}/{path.name}"
        for folder in ("mermaid", "transcript", "survey", "qda")
        for path in sorted((shared_data / folder).iterdir())
        if path.is_file() and looks_like_map_document(path, path.read_bytes()[:65_536])
    ]
    assert wrong == []


def test_hostile_files_are_refused_in_one_line(shared_data):
    started = time.monotonic()
    for path in sorted((shared_data / "hostile").iterdir()):
        if path.suffix in (".csv", ".xls", ".xlsx", ".txt"):
            with pytest.raises(ClewError) as raised:
                look_at_document(path)
            assert "\n" not in str(raised.value)
    assert time.monotonic() - started < 10


def test_looking_at_the_package_loads_no_parser():
    code = (
        "import sys; import app.importers.documents; late = {'markdown_it', 'openpyxl', 'defusedxml'}; "
        "print(sorted(late & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
