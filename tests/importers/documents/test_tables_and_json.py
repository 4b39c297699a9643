import json

import pytest

from app.importers.documents import (
    DocumentMapping,
    look_at_document,
    looks_like_map_document,
    suggested_mapping,
)
from app.models.content import persona_of, stages_of, steps_of, swimlanes_of
from app.models.errors import InputError
from app.models.records import Card, Channel, Opportunity, Persona, Step
from tests.importers.documents.reading import (
    card,
    cards,
    journey_id,
    lane_kind,
    lanes,
    opportunities,
    plan_and_content,
    stages,
    steps,
    warnings,
    write,
)

CARDS = """Our map;;;;;;
Stage;Step;Persona;Type;Card;Channel;Score;Note
Search;Open;Maya;Touchpoint;App;Web;4;often
;;Maya;Pain point;slow;;;
;Compare;Ben;Thought;hm;;2;
Buy;;Maya;Opportunity;one price;;;
Search;Open;Maya;Mystery;what;;;
"""


def test_a_card_a_row(tmp_path):
    path = write(tmp_path, "cards.csv", CARDS)
    assert looks_like_map_document(path, path.read_bytes())
    look = look_at_document(path)
    assert (look.shape, look.journeys[0].stages, look.journeys[0].personas) == (
        "rows",
        ("Search", "Buy"),
        ("Maya", "Ben"),
    )
    assert look.scores is not None
    assert (look.scores.low, look.scores.high, look.scores.scale, look.scores.suggested) == (2, 4, (1, 5), None)
    plan, content = plan_and_content(path, suggested_mapping(look))
    assert stages(content) == ["Search", "Buy"]
    assert steps(content) == ["Open", "Compare", ""]
    swimlanes = swimlanes_of(content, journey_id(content))
    assert [persona.name for each in swimlanes if (persona := persona_of(content, each.id))] == ["Maya", "Ben"]
    app = card(content, "App")
    assert (app.kind, app.note, app.score, app.sentiment) == ("touchpoint", "often", "4", None)
    assert content.get(Channel, app.channel_id or "").name == "Web"
    assert content.get(Step, card(content, "slow").step_id or "").title == "Open"
    assert lane_kind(content, card(content, "hm")) == "thoughts"
    assert card(content, "what").kind == "note"
    assert opportunities(content) == ["one price"]
    assert content.ordered(Opportunity)[0].note == "Stage: Buy"
    assert any("“Mystery” is no kind of card" in text for text in warnings(plan))
    _, content = plan_and_content(path, DocumentMapping(direction="high is best", scale=(0, 4)))
    assert (card(content, "App").sentiment, card(content, "hm").sentiment) == (2, 0)
    plan, content = plan_and_content(path, DocumentMapping(direction="high is best", scale=(0, 3)))
    assert (card(content, "App").sentiment, card(content, "App").score) == (None, "4")
    assert any("outside 0–3" in text for text in warnings(plan))


def test_stages_across_and_lanes_down_with_steps_below(tmp_path):
    text = (
        'Stage,Search,,Buy\nSteps,Open,Compare,Pay\nTouchpoints,App,Web,Desk\nPains,slow,,"queue\nheat"\nMood,4,2,3\n'
    )
    path = write(tmp_path, "map.csv", text)
    look = look_at_document(path)
    assert look.shape == "stages across"
    assert {each.label: each.field for each in look.labels} == {
        "Touchpoints": "touchpoint",
        "Pains": "pain",
        "Mood": "score",
    }
    _, content = plan_and_content(path, suggested_mapping(look))
    assert stages(content) == ["Search", "Buy"]
    assert steps(content) == ["Open", "Compare", "Pay"]
    assert cards(content, "pain") == [("Search", "slow"), ("Buy", "queue"), ("Buy", "heat")]
    assert [card(content, f"Mood: {score}").score for score in (4, 2, 3)] == ["4", "2", "3"]


def test_a_spreadsheet_is_read_like_a_text(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    for row in (["Phase", "Suche", "Kauf"], ["Kontaktpunkte", "App", "Schalter"], ["Chancen", "mehr", None]):
        book.active.append(row)
    path = tmp_path / "Karte.xlsx"
    book.save(path)
    assert looks_like_map_document(path, path.read_bytes()[:1_000])
    _, content = plan_and_content(path)
    assert stages(content) == ["Suche", "Kauf"]
    assert cards(content, "touchpoint") == [("Suche", "App"), ("Kauf", "Schalter")]
    assert lanes(content) == ["touchpoints", "experience", "emotion"]


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n", "Rating,Comment,Stage 2\n1,bad,x\n", "timestamp,speaker,words\n1,A,hi\n", ""]
)
def test_other_tables_are_refused(tmp_path, text):
    path = write(tmp_path, "table.csv", text)
    assert not looks_like_map_document(path, path.read_bytes())
    with pytest.raises(InputError, match="no journey map"):
        look_at_document(path)


JOURNEY = {
    "journey": {
        "title": "Buying",
        "persona": {"name": "Maya", "role": "commuter"},
        "goal": "be on time",
        "stages": [
            {
                "id": 1,
                "name": "Search",
                "phase": "Before",
                "touchpoints": ["App", {"name": "Desk", "channel": "shop"}],
                "painPoints": ["slow; late"],
                "emotion": "calm",
                "emotionScore": 4,
                "opportunities": [{"title": "faster", "description": "by caching"}],
            },
            {"id": 2, "name": "Compare", "phase": "Before", "thoughts": "which one? [Name]"},
            {
                "id": 3,
                "name": "Ride",
                "phase": "After",
                "steps": [{"name": "Board", "actions": ["sits"]}, {"name": "Leave"}],
            },
        ],
    }
}


def test_json_with_a_list_of_stages(tmp_path):
    path = write(tmp_path, "map.json", json.dumps(JOURNEY))
    assert looks_like_map_document(path, path.read_bytes())
    look = look_at_document(path)
    assert (look.shape, look.journeys[0].stages) == ("structure", ("Before", "After"))
    _, content = plan_and_content(path, suggested_mapping(look))
    (before, after) = stages_of(content, journey_id(content))
    assert [each.title for each in steps_of(content, before.id)] == ["Search", "Compare"]
    assert [each.title for each in steps_of(content, after.id)][-2:] == ["Board", "Leave"]
    assert [each.title for each in content.all(Card).values() if each.kind == "touchpoint"][:2] == ["App", "Desk"]
    assert cards(content, "pain") == [("Before", "slow; late")]
    assert (card(content, "calm").score, card(content, "calm").kind) == ("4", "thought")
    assert [each.name for each in content.all(Persona).values()] == ["Maya"]
    assert opportunities(content)[0] == "faster"
    mapping = DocumentMapping({**suggested_mapping(look).fields, "phase": "ignore"})
    _, content = plan_and_content(path, mapping)
    assert stages(content) == ["Search", "Compare", "Ride"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"format": 3, "stages": [{"name": "a"}]}', "import it as one"),
        ('{"a": 1}', "without a journey map"),
        ("[" * 100_000, "nested too deeply"),
        ("{", "no JSON"),
        ('{"stages": []}', "without a journey map"),
    ],
)
def test_other_json_is_refused(tmp_path, text, why):
    path = write(tmp_path, "map.json", text)
    with pytest.raises(InputError, match=why):
        look_at_document(path)


def test_a_workspace_as_clew_writes_it_does_not_look_like_a_map(tmp_path):
    for text in (
        '{"format": 3, "title": "x", "journeys": [{"stages": [{"name": "a"}]}]}',
        '{"title": "x", "format": 4, "stages": []}',
    ):
        path = write(tmp_path, "map.json", text)
        assert not looks_like_map_document(path, path.read_bytes())


def test_a_mapping_comes_back_from_json(tmp_path):
    look = look_at_document(write(tmp_path, "cards.csv", CARDS))
    mapping = suggested_mapping(look)
    assert mapping.direction is None
    assert DocumentMapping.from_json(mapping.to_json()) == mapping
    answered = DocumentMapping({"a": "pain"}, {"a": "comma"}, "high is most upset", (1, 10), "rows")
    assert DocumentMapping.from_json(answered.to_json()) == answered
    assert DocumentMapping.from_json("{}") == DocumentMapping()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "no JSON"),
        ("[]", "no JSON object"),
        ('{"kind": "survey"}', "none of journey map document"),
        ('{"colour": 1}', "“colour” is none of"),
        ('{"fields": {"Pains": "agony"}}', "of “Pains” is none of stage, step"),
        ('{"fields": ["pain"]}', "no object"),
        ('{"splits": {"Pains": [1]}}', "is none of none, lines"),
        ('{"direction": "up"}', "is none of high is best"),
        ('{"shape": 1}', "is none of stages across"),
        ('{"scale": [5, 1]}', "the lower first"),
        ('{"scale": [true, 5]}', "the lower first"),
    ],
)
def test_a_wrong_mapping_is_refused_in_one_line(text, why):
    with pytest.raises(InputError, match=why) as raised:
        DocumentMapping.from_json(text)
    assert "\n" not in str(raised.value)
