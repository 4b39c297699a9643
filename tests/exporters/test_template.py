"""A journey saved as a template, and begun with again."""

from dataclasses import replace

from app.exporters.template import OWN_GROUP, write_template
from app.importers.templates import read_template, templates
from app.importers.workspace_json import read_json
from app.models.content import Content
from app.models.records import Card, CardTag, Connector, Department, Journey, Persona, RequiredField, Step, Tag
from app.models.snapshot import Snapshot
from tests.layout.maps import put_card, small_map


def filled_map() -> Content:
    content = small_map()
    content.put(replace(content.get(Journey, "j"), goal="A seat", owner_id=None))
    content.put(Department(id="d", name="Sales", rank="V"))
    content.put(Department(id="unused", name="Kitchen", rank="W"))
    content.put(Tag(id="root", name="money", rank="V"))
    content.put(Tag(id="leaf", name="refunds", rank="V", parent_id="root"))
    put_card(content, "a", "touchpoint", "touch", "t0", title="Asks", department_id="d", origin_id="elsewhere")
    put_card(content, "b", "pain", "pains", "t1", title="Waits", severity=3)
    put_card(content, "q", "quote", None, None, title="I was furious")
    content.put(CardTag(card_id="b", tag_id="leaf"))
    content.put(Connector(from_card_id="a", to_card_id="b", journey_id="j", hand_off="broken"))
    content.put(Connector(from_card_id="q", to_card_id="b", journey_id="j"))
    content.put(RequiredField(journey_id="j", subject="pain", name="severity"))
    content.put(replace(content.get(Step, "t0"), team_id="d", opens_journey_id="other"))
    content.put(Journey(id="other", rank="W", title="Something else"))
    return content


def written(**options) -> Content:
    text = write_template(Snapshot(filled_map(), 1, "x.clew"), "j", "My way", "How we map", **options)
    assert "furious" not in text
    assert "Kitchen" not in text
    assert "elsewhere" not in text
    plan = read_json(text, "mine.json")
    assert plan.warnings == ()
    return Content(plan.records)


def test_it_keeps_the_map_and_its_cards_become_examples():
    content = written()
    (journey,) = content.all(Journey).values()
    assert (journey.title, journey.goal) == ("I buy a ticket", "A seat")
    cards = {card.title: card for card in content.all(Card).values()}
    assert set(cards) == {"Asks", "Waits"}
    assert all(card.example for card in cards.values())
    assert cards["Waits"].severity == 3
    assert {content.get(Tag, each.tag_id).name for each in content.all(CardTag).values()} == {"refunds"}
    assert {tag.name for tag in content.all(Tag).values()} == {"money", "refunds"}
    (connector,) = content.all(Connector).values()
    assert connector.hand_off == "broken"
    assert [step.opens_journey_id for step in content.all(Step).values()] == [None] * 3
    assert {persona.name for persona in content.all(Persona).values()} == {"Maya", "Jon"}
    assert len(content.all(RequiredField)) == 1


def test_it_can_leave_the_cards_out():
    content = written(cards=False)
    assert not content.all(Card)
    assert not content.all(Connector)
    assert len(content.all(Step)) == 3


def test_it_is_found_among_the_templates_with_new_ids_each_time(tmp_path, monkeypatch):
    monkeypatch.setenv("CLEW_CONFIG_DIR", str(tmp_path))
    (tmp_path / "templates").mkdir()
    text = write_template(Snapshot(filled_map(), 1, "x.clew"), "j", "My way")
    (tmp_path / "templates" / "my-way.json").write_text(text, "utf-8")
    (tmp_path / "templates" / "broken.json").write_text("{", "utf-8")
    (tmp_path / "templates" / "other.json").write_text('{"format": 2}', "utf-8")
    mine = templates()[-1]
    assert (mine.name, mine.title, mine.group) == ("my-way", "My way", OWN_GROUP)
    first, second = read_template("my-way"), read_template("my-way")
    assert not {record.id for record in first.records} & {record.id for record in second.records}
