"""What is read off maps, on a small one that has each finding once."""

from dataclasses import replace

import pytest

from app.layout.words import ENGLISH
from app.models.content import Content
from app.models.fields import CARD_FIELDS, FIELDS
from app.models.kinds import Subject
from app.models.records import (
    Card,
    CardHighlight,
    Channel,
    Connector,
    Department,
    Highlight,
    Insight,
    InsightStep,
    Journey,
    Owner,
    Participant,
    Persona,
    RequiredField,
    Source,
    Step,
)
from app.scoring.map_check import RULES, check_map, missing_fields
from app.scoring.map_lists import LISTS, WORDED, rows_of
from tests.layout.maps import put_card, small_map


@pytest.fixture
def content() -> Content:
    content = small_map()
    for record in (
        Department(id="sales", name="Sales", rank="A"),
        Department(id="rail", name="Operations", rank="B"),
        Channel(id="app", name="App", rank="A"),
        Channel(id="counter", name="Counter", rank="B"),
        Owner(id="ada", name="Ada", rank="A"),
    ):
        content.put(record)
    return content


def rows(content: Content, name: str) -> list[tuple[object, ...]]:
    return [row.values for row in rows_of(content, name, [content.get(Journey, "j")])]


def rules(content: Content) -> set[str]:
    return {finding.rule for finding in check_map(content, content.get(Journey, "j"))}


def test_bottlenecks_are_severity_times_frequency_times_minus_sentiment(content: Content):
    put_card(content, "a", "pain", "pains", "t0", title="Slow", severity=2, frequency=5)
    put_card(content, "b", "pain", "pains", "t1", title="Refused", severity=4, frequency=3, sentiment=-2.0)
    put_card(content, "c", "pain", "pains", "t2", title="Unknown", severity=5)
    put_card(content, "d", "pain", "pains", "t2", title="Liked", severity=5, frequency=5, sentiment=1.0, rank="W")
    put_card(content, "g", "gain", "pains", "t0", title="Fast", severity=5, frequency=5)
    assert rows(content, "bottlenecks") == [
        ("Refused", "Purchase · Chooses a seat", "Maya", 4, 3, -2.0, 24.0),
        ("Slow", "Awareness", "Maya", 2, 5, -1.0, 10.0),
        ("Liked", "Purchase · Pays", "Maya", 5, 5, 1.0, 0.0),
        ("Unknown", "Purchase · Pays", "Maya", 5, None, -1.0, None),
    ]
    content.put(replace(content.get(Journey, "j"), state="to-be"))
    assert rows(content, "bottlenecks")[-1][-2:] == (None, None)


def test_open_questions_are_those_without_an_answer(content: Content):
    put_card(content, "a", "question", "whole", "t0", title="How much?")
    put_card(content, "b", "question", "whole", "t1", title="When?", answer="At nine", channel_id="app")
    put_card(content, "c", "question", "whole", "t2", title="Where?", answer="Perhaps", answer_status="partly answered")
    assert rows(content, "open questions") == [
        ("How much?", "Awareness", "", None, None, "open"),
        ("Where?", "Purchase · Pays", "", "Perhaps", None, "partly answered"),
    ]


def test_hand_offs_are_broken_unmarked_or_inside_a_step(content: Content):
    put_card(content, "a", "touchpoint", "touch", "t0", title="Asks", department_id="sales")
    put_card(content, "b", "touchpoint", "touch", "t1", title="Sends", department_id="rail")
    put_card(content, "c", "touchpoint", "touch", "t2", title="Waits", department_id="sales")
    put_card(content, "x", "touchpoint", None, None, title="Unplaced", department_id="rail")
    content.put(Connector(from_card_id="a", to_card_id="b", journey_id="j"))
    content.put(Connector(from_card_id="b", to_card_id="c", journey_id="j", hand_off="broken"))
    content.put(Connector(from_card_id="c", to_card_id="a", journey_id="j", hand_off="seamless"))
    content.put(Connector(from_card_id="a", to_card_id="x", journey_id="j", hand_off="broken"))
    content.put(replace(content.get(Step, "t2"), team_id="rail"))
    assert rows(content, "hand-offs") == [
        ("unmarked hand-off", "Awareness", "Asks", "Sends", "Sales, Operations"),
        ("broken hand-off", "Purchase · Chooses a seat", "Sends", "Waits", "Sales, Operations"),
        ("crosses departments", "Purchase · Pays", None, None, "Sales, Operations"),
    ]


def test_steps_nobody_owns(content: Content):
    content.put(replace(content.get(Step, "t1"), owner_id="ada"))
    content.put(replace(content.get(Step, "t2"), team_id="rail"))
    assert rows(content, "unowned steps") == [("Awareness", None), ("Purchase · Pays", "Operations")]


def test_touchpoints_by_channel_in_the_order_of_the_list(content: Content):
    put_card(content, "a", "touchpoint", "touch", "t0", title="Asks", channel_id="counter", presence="offline")
    put_card(content, "b", "touchpoint", "touch", "t1", title="Looks")
    put_card(content, "c", "touchpoint", "touch1", "t2", title="Pays", channel_id="app", owner_id="ada")
    assert rows(content, "touchpoints by channel") == [
        ("App", "Pays", "Purchase · Pays", "Jon", None, "Ada"),
        ("Counter", "Asks", "Awareness", "Maya", "offline", None),
        (None, "Looks", "Purchase · Chooses a seat", "Maya", None, None),
    ]


def test_every_row_has_a_value_for_each_column(content: Content):
    put_card(content, "a", "pain", "pains", "t0")
    put_card(content, "b", "question", "whole", "t0")
    put_card(content, "c", "touchpoint", "touch", "t0")
    for name, made in LISTS.items():
        for row in rows_of(content, name, [content.get(Journey, "j")]):
            assert len(row.values) == len(made.columns)
            worded = [value for key, value in zip(made.columns, row.values, strict=True) if key in WORDED and value]
            assert all(f"value {value}" in ENGLISH for value in worded)


def test_an_empty_map_is_told_what_it_lacks_once_each(content: Content):
    findings = check_map(content, content.get(Journey, "j"))
    assert [(finding.rule, finding.record_id) for finding in findings] == [
        ("no customer goal", "j"),
        ("stage without touchpoints", "s0"),
        ("stage without touchpoints", "s1"),
        ("persona without needs", "p0"),
        ("persona without needs", "p1"),
        ("persona without pains and gains", "p0"),
        ("persona without pains and gains", "p1"),
        ("thin persona", "p0"),
        ("thin persona", "p1"),
    ]


def test_a_touchpoint_over_several_steps_touches_all_their_stages(content: Content):
    put_card(content, "a", "touchpoint", "touch", "t0", title="Asks", span=2)
    assert "stage without touchpoints" not in rules(content)


def test_the_three_kinds_of_touchpoints(content: Content):
    for number, kind in enumerate(("external", "external", "external")):
        put_card(content, f"{number}", "touchpoint", "touch", "t0", rank=f"V{number}1", touchpoint_kind=kind, title="x")
    assert "one kind of touchpoint only" in rules(content)
    assert "no moment of truth" in rules(content)
    assert "touchpoint of no kind" not in rules(content)
    content.put(replace(content.get(Card, "1"), touchpoint_kind=None, moment_of_truth=True))
    assert "one kind of touchpoint only" not in rules(content)
    assert "no moment of truth" not in rules(content)
    assert "touchpoint of no kind" in rules(content)


def test_a_stage_called_like_a_department(content: Content):
    content.put(Department(id="d", name=" PURCHASE ", rank="C"))
    assert "stage named after a department" in rules(content)


def test_what_nobody_said_is_told_once_until_somebody_is_heard_and_then_pain_by_pain(content: Content):
    for number in range(2):
        put_card(content, f"c{number}", "pain", "pains", "t0", title=f"Pain {number}")
    assert "nobody asked" in rules(content)
    assert "pain without evidence" not in rules(content)
    content.put(Source(id="talk", rank="V", title="Talk"))
    content.put(Highlight(id="h", source_id="talk", turn=0, start=0, last_turn=0, end=1))
    content.put(CardHighlight(card_id="c0", highlight_id="h"))
    found = [each.record_id for each in check_map(content, content.get(Journey, "j")) if "evidence" in each.rule]
    assert found == ["c1"]
    content.put(replace(content.get(Journey, "j"), state="to-be"))
    assert not {"pain without evidence", "nobody asked", "thin persona"} & set(rules(content))


def test_personas_with_three_people_behind_them_are_not_thin(content: Content):
    for number in range(3):
        content.put(Participant(id=f"a{number}", name="A", rank="V", persona_id="p0"))
    thin = [each for each in check_map(content, content.get(Journey, "j")) if each.rule == "thin persona"]
    assert [(each.record_id, each.names["count"]) for each in thin] == [("p1", "0")]


def test_insights_about_the_journey_wait_until_a_card_shows_them(content: Content):
    content.put(Insight(id="i", rank="V", kind="pain", statement="Queues"))
    content.put(Insight(id="elsewhere", rank="V", kind="pain", statement="Rain"))
    content.put(InsightStep(insight_id="i", step_id="t0"))
    assert "insights not placed" in rules(content)
    put_card(content, "c", "pain", "pains", "t0", insight_id="i")
    assert "insights not placed" not in rules(content)


def test_each_rule_and_each_list_has_its_words():
    assert all(f"check {name}" in ENGLISH for name in RULES)
    assert all(f"list {name}" in ENGLISH for name in LISTS)
    assert all(f"column {key}" in ENGLISH for made in LISTS.values() for key in made.columns)
    for field in {*CARD_FIELDS, *(field for fields in FIELDS.values() for field in fields)}:
        assert f"field {field.name}" in ENGLISH
        assert all(f"value {choice}" in ENGLISH for choice in field.choices)


def test_findings_fill_their_sentences(content: Content):
    put_card(content, "a", "pain", "pains", "t0")
    put_card(content, "b", "touchpoint", "touch", "t0", title="Asks", department_id="sales")
    put_card(content, "c", "touchpoint", None, None, title="Waits", department_id="rail")
    content.put(Connector(from_card_id="b", to_card_id="c", journey_id="j"))
    findings = check_map(content, content.get(Journey, "j"))
    sentences = [ENGLISH[f"check {finding.rule}"].format(**finding.names) for finding in findings]
    assert "“Asks” hands over to “Waits” in another department; say how well." in sentences
    assert "Cards that wait in Unplaced: 1." in sentences
    assert "A card says nothing." in sentences


def test_required_fields_that_are_empty(content: Content):
    put_card(content, "a", "touchpoint", "touch", "t0", title="Asks", channel_id="app")
    put_card(content, "b", "touchpoint", "touch", "t1", title="Looks")
    content.put(replace(content.get(Persona, "p0"), goals="A seat"))
    asked: tuple[tuple[Subject, str], ...] = (
        ("touchpoint", "channel_id"),
        ("step", "owner_id"),
        ("persona", "goals"),
        ("journey", "goal"),
    )
    for subject, name in asked:
        content.put(RequiredField(journey_id="j", subject=subject, name=name))
    missing = missing_fields(content, content.get(Journey, "j"))
    assert [(each.subject, each.name, each.title) for each in missing] == [
        ("journey", "goal", "I buy a ticket"),
        ("step", "owner_id", "Awareness"),
        ("step", "owner_id", "Purchase · Chooses a seat"),
        ("step", "owner_id", "Purchase · Pays"),
        ("persona", "goals", "Jon"),
        ("touchpoint", "channel_id", "Looks"),
    ]
