from dataclasses import replace

from app.models.content import Content, cards_in, columns_of, lanes_in_map_order
from app.models.records import AnyRecord, Card, Journey, Lane, Persona, Stage, Step, Swimlane, Workspace
from app.models.rules import broken_rules


def small_map() -> Content:
    return Content(
        [
            Workspace(id="w", title="Northwind"),
            Persona(id="p", name="Maya", rank="V"),
            Journey(id="j", rank="V", title="I buy a ticket"),
            Stage(id="a", journey_id="j", rank="B", title="Purchase"),
            Stage(id="b", journey_id="j", rank="A", title="Awareness"),
            Step(id="a1", stage_id="a", rank="V"),
            Step(id="b1", stage_id="b", rank="V"),
            Swimlane(id="s", journey_id="j", persona_id="p", rank="V"),
            Lane(id="l", journey_id="j", swimlane_id="s", kind="experience", rank="V"),
            Lane(id="whole", journey_id="j", kind="touchpoints", rank="z"),
            Card(id="c2", journey_id="j", kind="pain", lane_id="l", step_id="a1", rank="B"),
            Card(id="c1", journey_id="j", kind="gain", lane_id="l", step_id="a1", rank="A"),
        ]
    )


def test_columns_lanes_and_cards_come_in_map_order() -> None:
    content = small_map()
    assert [step.id for step in columns_of(content, "j")] == ["b1", "a1"]
    assert [lane.id for lane in lanes_in_map_order(content, "j")] == ["whole", "l"]
    assert [card.id for card in cards_in(content, "l", "a1")] == ["c1", "c2"]


def test_a_moved_card_leaves_its_old_place() -> None:
    content = small_map()
    content.put(replace(content.get(Card, "c1"), step_id="b1"))
    assert [card.id for card in cards_in(content, "l", "a1")] == ["c2"]
    assert [card.id for card in cards_in(content, "l", "b1")] == ["c1"]
    content.remove(Card, "c1")
    assert cards_in(content, "l", "b1") == ()


def test_a_copy_is_not_changed_by_later_edits() -> None:
    content = small_map()
    twin = content.copy()
    content.remove(Card, "c1")
    assert twin.find(Card, "c1") is not None
    assert twin != content


def test_a_sound_map_breaks_no_rule() -> None:
    assert list(broken_rules(small_map())) == []


def test_each_breach_is_named() -> None:
    content = small_map()
    card = content.get(Card, "c1")
    breaches: list[tuple[AnyRecord, str]] = [
        (replace(card, step_id=None), "a lane without a step"),
        (replace(card, kind="touchpoint"), "does not take it"),
        (replace(card, span=2), "more steps than there are"),
        (replace(content.get(Journey, "j"), parent_id="j"), "below itself"),
        (replace(content.get(Journey, "j"), to_be_of="x"), "its state is current"),
        (Stage(id="empty", journey_id="j", rank="z", title="Empty"), "has no step"),
        (replace(content.get(Step, "a1"), opens_journey_id="j"), "leads back"),
        (Swimlane(id="s2", journey_id="j", persona_id="p", rank="z"), "second of its persona"),
        (replace(card, rank="V0"), "rank"),
    ]
    for broken, words in breaches:
        twin = content.copy()
        twin.put(broken)
        assert any(words in sentence for sentence in broken_rules(twin, [broken])), words
