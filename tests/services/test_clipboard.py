"""Parts of a map on the clipboard: everything they say comes along, into the same workspace or another."""

import io
import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.models.content import Content, cards_on, columns_of, connectors_of, lanes_of, overrides_of, stages_of
from app.models.errors import ClewError, InputError
from app.models.records import (
    Card,
    CardTag,
    Channel,
    Department,
    Owner,
    Persona,
    StageTag,
    Swimlane,
    Tag,
    Tool,
)
from app.services import cards, clipboard, emotion, personas, stages
from app.services.clipboard import Target
from app.services.connectors import connect
from app.services.fields import set_fields, set_listed
from app.services.journeys import add_journey
from app.services.tags import add_tag
from app.store import Store, create_workspace
from tests.fuzzing import cases
from tests.services.conftest import Map


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    """Another workspace, with an empty journey and one channel called Shop."""
    store = create_workspace(tmp_path / "other.clew")
    with store.edit("Channel") as edit:
        edit.put(Channel(id="shop there", name="Shop", rank="V"))
    yield store
    store.close()


def rich_card(small_map: Map) -> str:
    """Return a touchpoint that says everything a touchpoint can say."""
    store, lane = small_map.store, small_map.lane(small_map.maya, "touchpoints")
    made = cards.add_card(store, small_map.journey, "touchpoint", "Pays", lane_id=lane, step_id=small_map.steps[0])
    set_fields(store, [made], note="At the till", presence="offline", touchpoint_kind="internal", duration=3.0)
    set_fields(store, [made], moment_of_truth=True, aspect="physical", stimulus="sight", acquiring="a", keeping="k")
    for field, name in (("channel_id", "Shop"), ("department_id", "Sales"), ("owner_id", "Ada"), ("tool_id", "Till")):
        set_listed(store, [made], field, name)
    cards.set_sentiment(store, [made], 1.5)
    cards.set_weight(store, [made], 50)
    add_tag(store, [made], "money")
    return made


def said(store: Store, card: Card) -> dict[str, Any]:
    """Return what a card says, shared lists by name."""
    lists = {"channel_id": Channel, "department_id": Department, "owner_id": Owner, "tool_id": Tool}
    own = {"id", "journey_id", "rank", "lane_id", "step_id", "was_lane_id", "was_step_id", "shared_id", "origin_id"}
    values = {each.name: getattr(card, each.name) for each in fields(card) if each.name not in own}
    for name, list_type in lists.items():
        entry: Any = store.content.find(list_type, values[name])
        values[name] = entry.name if entry else None
    tags = store.content.holding(CardTag, "card_id", card.id)
    return values | {"tags": sorted(store.content.get(Tag, each.tag_id).name for each in tags)}


def the_cards(content: Content) -> list[Card]:
    return sorted(content.all(Card).values(), key=lambda card: card.title)


def test_cards_come_with_all_they_say_into_another_workspace(small_map: Map, other: Store) -> None:
    first = rich_card(small_map)
    lane = small_map.lane(small_map.maya, "experience")
    second = cards.add_card(
        small_map.store, small_map.journey, "pain", "Queue", lane_id=lane, step_id=small_map.steps[1]
    )
    connect(small_map.store, first, second, title="waits", hand_off="broken")
    copied = clipboard.copy_cards(small_map.store, [second, first])
    assert copied.lines == "Pays\nQueue"
    journey = add_journey(other, "There")
    for title in ("One", "Two"):
        stages.add_stage(other, journey, title)
    swimlane = personas.add_persona_to_map(other, journey, "Jon")
    steps = [step.id for step in columns_of(other.content, journey)]
    row = lanes_of(other.content, journey, swimlane)[0]
    made = clipboard.paste(other, journey, copied.data, Target(row.id, steps[0]))
    assert other.undo_label == "Paste 2 cards"
    pays, queue = the_cards(other.content)
    assert [pays.id, queue.id] == made.card_ids
    assert said(other, pays) == said(small_map.store, small_map.card(first))
    assert (pays.channel_id, len(other.content.all(Channel))) == ("shop there", 1)
    assert (pays.step_id, queue.step_id) == (steps[0], steps[1])
    (connector,) = connectors_of(other.content, journey)
    assert (connector.from_card_id, connector.to_card_id) == (pays.id, queue.id)
    assert (connector.title, connector.hand_off) == ("waits", "broken")
    other.undo()
    assert not other.content.all(Card)
    assert not other.content.all(Tag)


def test_an_image_comes_along_where_it_is_stored(small_map: Map, other: Store) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "png")
    name = small_map.store.add_image(picture.getvalue())
    made = cards.add_card(small_map.store, small_map.journey, "image", "Shelf")
    set_fields(small_map.store, [made], image=name)
    journey = add_journey(other, "There")
    clipboard.paste(other, journey, clipboard.copy_cards(small_map.store, [made]).data, Target())
    assert [card.image for card in the_cards(other.content)] == [name]
    assert other.image(name) == small_map.store.image(name)


def test_shared_cards_stay_one_thing_where_both_come_along(small_map: Map) -> None:
    lane = small_map.lane(small_map.maya, "touchpoints")
    one = cards.add_card(
        small_map.store, small_map.journey, "touchpoint", "One", lane_id=lane, step_id=small_map.steps[0]
    )
    twin = cards.share_card(small_map.store, one, small_map.jon)
    both = clipboard.paste(
        small_map.store, small_map.journey, clipboard.copy_cards(small_map.store, [one, twin]).data, Target()
    ).card_ids
    tokens = {small_map.card(each).shared_id for each in both}
    assert len(tokens) == 1
    assert tokens != {small_map.card(one).shared_id}
    assert None not in tokens
    (alone,) = clipboard.paste(
        small_map.store, small_map.journey, clipboard.copy_cards(small_map.store, [one]).data, Target()
    ).card_ids
    assert small_map.card(alone).shared_id is None


def whole_stage(small_map: Map) -> str:
    """Return a stage of two steps with cards of two personas, a tag, an owner and a value by hand."""
    store, (_, first, second) = small_map.store, small_map.steps
    for swimlane, kind, step in ((small_map.maya, "pain", first), (small_map.jon, "touchpoint", second)):
        lane = small_map.lane(swimlane, "experience" if kind == "pain" else "touchpoints")
        cards.add_card(store, small_map.journey, kind, kind, lane_id=lane, step_id=step)  # type: ignore[arg-type]
    set_listed(store, [second], "owner_id", "Ada")
    stages.set_column_width(store, [second], 240.0)
    add_tag(store, [small_map.stages[1]], "money")
    emotion.override_emotion(store, small_map.jon, second, -2, "told")
    return small_map.stages[1]


def test_a_whole_stage_goes_to_another_workspace(small_map: Map, other: Store) -> None:
    copied = clipboard.copy_header(small_map.store, "stage", whole_stage(small_map))
    assert copied.lines.splitlines() == ["Purchase", "    - pain (pain)", "  Pay", "    - touchpoint (touchpoint)"]
    journey = add_journey(other, "There")
    before = stages.add_stage(other, journey, "After")
    personas.add_persona_to_map(other, journey, "Jon")
    pasted = clipboard.paste(other, journey, copied.data, Target(before_stage=before))
    content = other.content
    assert [stage.title for stage in stages_of(content, journey)] == ["Purchase", "After"]
    assert pasted.header == ("stage", stages_of(content, journey)[0].id)
    first, second, _ = columns_of(content, journey)
    assert (second.title, second.width) == ("Pay", 240.0)
    assert content.get(Owner, second.owner_id or "").name == "Ada"
    assert [content.get(Tag, each.tag_id).name for each in content.all(StageTag).values()] == ["money"]
    swimlanes = {content.get(Persona, each.persona_id).name: each.id for each in content.all(Swimlane).values()}
    assert set(swimlanes) == {"Jon", "Maya"}
    assert [lane.kind for lane in lanes_of(content, journey, swimlanes["Maya"])] == ["experience"]
    placed = {card.title: card.step_id for card in content.all(Card).values()}
    assert placed == {"pain": first.id, "touchpoint": second.id}
    (override,) = overrides_of(content, swimlanes["Jon"])
    assert (override.step_id, override.value, override.reason) == (second.id, -2, "told")


def test_a_step_becomes_a_stage_of_its_own(small_map: Map) -> None:
    whole_stage(small_map)
    copied = clipboard.copy_header(small_map.store, "step", small_map.steps[2])
    clipboard.paste(small_map.store, small_map.journey, copied.data, Target())
    content = small_map.store.content
    assert [stage.title for stage in stages_of(content, small_map.journey)] == ["Awareness", "Purchase", "Pay"]
    assert [card.title for card in content.holding(Card, "step_id", small_map.steps[-1])] == ["touchpoint"]


def test_a_swimlane_finds_its_columns_by_title_then_by_place(small_map: Map, other: Store) -> None:
    rich_card(small_map)
    lane = small_map.lane(small_map.maya, "touchpoints")
    for step in small_map.steps[1:]:
        cards.add_card(small_map.store, small_map.journey, "touchpoint", step, lane_id=lane, step_id=step)
    set_fields(small_map.store, [small_map.store.content.get(Swimlane, small_map.maya).persona_id], role="commuter")
    copied = clipboard.copy_header(small_map.store, "swimlane", small_map.maya)
    journey = add_journey(other, "There")
    for title in ("New", "Awareness"):
        stages.add_stage(other, journey, title)
    pasted = clipboard.paste(other, journey, copied.data, Target())
    content = other.content
    (maya,) = content.all(Persona).values()
    assert (maya.name, maya.role) == ("Maya", "commuter")
    (swimlane,) = content.all(Swimlane).values()
    assert [each.kind for each in lanes_of(content, journey, swimlane.id)] == ["touchpoints", "experience", "emotion"]
    steps = columns_of(content, journey)
    assert [card.title for card in content.holding(Card, "step_id", steps[1].id)] == ["Pays", small_map.steps[1]]
    assert pasted.unplaced == 1
    empty = add_journey(other, "Empty")
    clipboard.paste(other, empty, copied.data, Target())
    assert [stage.title for stage in stages_of(content, empty)] == ["Awareness", "Purchase"]


def test_a_lane_is_pasted_into_the_focused_swimlane(small_map: Map) -> None:
    rich_card(small_map)
    lane = small_map.lane(small_map.maya, "touchpoints")
    copied = clipboard.copy_header(small_map.store, "lane", lane)
    jon = small_map.lane(small_map.jon, "touchpoints")
    pasted = clipboard.paste(
        small_map.store, small_map.journey, copied.data, Target(swimlane_id=small_map.jon, before_lane=jon)
    )
    rows = [each.id for each in lanes_of(small_map.store.content, small_map.journey, small_map.jon)]
    assert pasted.header == ("lane", rows[0])
    assert [card.title for card in cards_on(small_map.store.content, rows[0])] == ["Pays"]


@pytest.mark.parametrize("kind", ["stage", "step", "lane", "swimlane"])
def test_what_is_cut_goes_with_its_cards_in_one_step(small_map: Map, kind: str) -> None:
    whole_stage(small_map)
    record = {
        "stage": small_map.stages[1],
        "step": small_map.steps[1],
        "lane": small_map.lane(small_map.maya, "experience"),
        "swimlane": small_map.maya,
    }[kind]
    before = small_map.store.content.copy()
    clipboard.cut_header(small_map.store, kind, record)
    assert small_map.store.undo_label == f"Cut {kind}"
    assert "pain" not in {card.title for card in small_map.store.content.all(Card).values()}
    assert small_map.waiting == []
    small_map.store.undo()
    assert small_map.store.content == before


def test_copied_cards_keep_their_distances(small_map: Map) -> None:
    store, (one, two, three) = small_map.store, small_map.steps
    lane = small_map.lane(small_map.maya, "touchpoints")
    first = cards.add_card(store, small_map.journey, "touchpoint", "one", lane_id=lane, step_id=one)
    second = cards.add_card(store, small_map.journey, "pain", "two", lane_id=lane, step_id=two)
    copied = clipboard.copy_cards(store, [second, first])
    target = small_map.lane(small_map.jon, "touchpoints")
    clipboard.paste(store, small_map.journey, copied.data, Target(target, two))
    assert small_map.cell(target, two) == ["one"]
    assert small_map.cell(small_map.lane(small_map.jon, "experience"), three) == ["two"]


def test_lines_of_text_become_cards(small_map: Map) -> None:
    lane = small_map.lane(small_map.maya, "experience")
    clipboard.paste(small_map.store, small_map.journey, "- a\n\n 2) b \r\nc", Target(lane, small_map.steps[0]))
    assert small_map.cell(lane, small_map.steps[0]) == ["a", "b", "c"]
    assert {card.kind for card in small_map.store.content.all(Card).values()} == {"pain"}
    clipboard.paste(small_map.store, small_map.journey, "[1, 2]", Target())
    assert small_map.waiting == ["[1, 2]"]
    with pytest.raises(InputError, match="nothing to paste"):
        clipboard.paste(small_map.store, small_map.journey, " \n", Target())


def test_a_table_of_a_spreadsheet_becomes_cards_side_by_side(small_map: Map) -> None:
    lane, (one, two, three) = small_map.lane(small_map.maya, "touchpoints"), small_map.steps
    text = 'Searches\t"Chooses\na seat"\r\n\tPays\tRides\tLeaves\r\n'
    clipboard.paste(small_map.store, small_map.journey, text, Target(lane, one))
    assert small_map.cell(lane, one) == ["Searches"]
    assert small_map.cell(lane, two) == ["Chooses\na seat", "Pays"]
    assert small_map.cell(lane, three) == ["Rides", "Leaves"]


def test_what_is_damaged_or_newer_adds_nothing(small_map: Map) -> None:
    step = small_map.store.step
    copied = clipboard.copy_header(small_map.store, "stage", whole_stage(small_map))
    step = small_map.store.step
    data = json.loads(copied.data)
    broken: list[dict[str, Any]] = [
        {**data, "format": 99},
        {**data, "cards": {}},
        {**data, "what": "nothing"},
        {**data, "lanes": [{"kind": "no such", "persona": None}]},
        {**data, "connectors": [{"from": 0, "to": 99}]},
        {**data, "cards": [{**data["cards"][0], "sentiment": "very"}]},
        {**data, "images": {"abc": "no base 64"}},
    ]
    for each in broken:
        with pytest.raises(ClewError, match=r"Nothing was|no PNG"):
            clipboard.paste(small_map.store, small_map.journey, json.dumps(each), Target())
    assert small_map.store.step == step


NAMES = ("what", "cards", "kind", "lanes", "stages", "steps", "column", "title", "persona", "images")
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(NAMES), inner),
    max_leaves=12,
)


@cases(40)
@given(ANYTHING)
def test_no_text_of_the_clipboard_is_more_than_an_error(data: Any) -> None:
    folder = TemporaryDirectory()
    store = create_workspace(Path(folder.name) / "map.clew")
    journey = add_journey(store, "I")
    body = data if isinstance(data, dict) else {"what": "stages", "cards": data}
    try:
        clipboard.paste(store, journey, json.dumps({"clew": "part", "format": 1, "connectors": [], **body}), Target())
    except ClewError:
        assert len(store.content.all(Card)) == 0
    store.close()
    folder.cleanup()
