import pytest

from app.models.errors import InputError
from app.models.records import Channel, Decision, Stage, Tag
from app.services.cards import add_card, share_card
from app.services.decisions import mend_decision
from app.services.fields import set_fields, set_listed
from app.services.find import SCOPES, find, replace_found
from app.services.opportunities import make_opportunity, update_opportunity
from app.services.stages import rename_stage
from app.services.tags import add_tag
from tests.services.conftest import Map


@pytest.fixture
def queues(small_map: Map) -> dict[str, str]:
    """A queue in every field that is looked through, each on a record of its own."""
    store, journey = small_map.store, small_map.journey
    ids = {name: add_card(store, journey, "touchpoint", name) for name in ("note", "keeping", "channel_id", "tags")}
    set_fields(store, [ids["note"]], note="a queue")
    set_fields(store, [ids["keeping"]], keeping="no Queue")
    set_listed(store, [ids["channel_id"]], "channel_id", "Queue at the desk")
    add_tag(store, [ids["tags"]], "queueing")
    ids["answer"] = add_card(store, journey, "question", "answer")
    set_fields(store, [ids["answer"]], answer="The QUEUE tells")
    ids["title"] = add_card(store, journey, "pain", "Long QUEUE at the queue")
    rename_stage(store, small_map.stages[0], "Queue up")
    ids["opportunity"] = make_opportunity(store, [])
    update_opportunity(store, ids["opportunity"], title="Shorten it")
    mend_decision(store, ids["opportunity"], reason="The queue is long")
    ids["decision"] = next(iter(store.content.all(Decision)))
    return ids


def test_every_field_is_looked_through_and_named(small_map: Map, queues: dict[str, str]) -> None:
    content = small_map.store.content
    found = {hit.id: hit.fields for hit in find(content, "queue")}
    wanted = {queues[name]: (name,) for name in ("note", "keeping", "channel_id", "tags", "answer", "title")}
    assert found == wanted | {small_map.stages[0]: ("title",), queues["decision"]: ("reason",)}
    assert find(content, "") == []
    assert find(content, "queue", journey_id=small_map.journey)[-1].kind == "card"


def test_each_scope_looks_where_it_says(small_map: Map, queues: dict[str, str]) -> None:
    content, stage = small_map.store.content, small_map.stages[0]
    found = {scope: {hit.id for hit in find(content, "queue", scope)} for scope in SCOPES}
    assert found["titles"] == {queues["title"], stage}
    assert found["tags"] == {queues["tags"]}
    assert found["opportunities"] == {queues["decision"]}
    others = {queues[name] for name in ("note", "keeping", "channel_id", "answer", "decision")}
    assert found["texts"] == others
    assert found["everything"] == set.union(*found.values())


def test_a_field_that_a_card_does_not_show_is_not_found(small_map: Map, queues: dict[str, str]) -> None:
    from app.services.cards import change_kind

    change_kind(small_map.store, [queues["answer"]], "pain")
    assert queues["answer"] not in {hit.id for hit in find(small_map.store.content, "queue")}


def test_words_are_replaced_where_they_were_found_as_one_step(small_map: Map, queues: dict[str, str]) -> None:
    store = small_map.store
    assert replace_found(store, find(store.content, "queue"), "queue", r"line\1") == 8
    assert find(store.content, "queue") == []
    assert small_map.card(queues["title"]).title == r"Long line\1 at the line\1"
    assert small_map.card(queues["answer"]).answer == r"The line\1 tells"
    assert store.content.get(Decision, queues["decision"]).reason == r"The line\1 is long"
    assert [each.name for each in store.content.ordered(Channel)] == [r"line\1 at the desk"]
    assert store.content.get(Stage, small_map.stages[0]).title == r"line\1 up"
    store.undo()
    assert len(find(store.content, "queue")) == 8


def test_only_the_fields_that_were_looked_through_are_changed(small_map: Map) -> None:
    store = small_map.store
    card = add_card(store, small_map.journey, "pain", "queue")
    set_fields(store, [card], note="queue")
    assert replace_found(store, find(store.content, "queue", "titles"), "queue", "line") == 1
    assert (small_map.card(card).title, small_map.card(card).note) == ("line", "queue")


def test_shared_cards_change_together(small_map: Map) -> None:
    store, lane = small_map.store, small_map.lane(small_map.maya, "experience")
    card = add_card(store, small_map.journey, "pain", "queue", lane_id=lane, step_id=small_map.steps[0])
    twin = share_card(store, card, small_map.jon)
    replace_found(store, find(store.content, "queue")[:1], "queue", "line")
    assert small_map.card(twin).title == "line"


def test_a_tag_whose_new_name_is_there_already_is_joined_with_it(small_map: Map) -> None:
    store = small_map.store
    card = add_card(store, small_map.journey, "pain", "Waits")
    made = make_opportunity(store, [card])
    add_tag(store, [card, made], "legel")
    add_tag(store, [card], "legal")
    assert replace_found(store, find(store.content, "legel"), "legel", "legal") == 1
    assert [tag.name for tag in store.content.ordered(Tag)] == ["legal"]
    with pytest.raises(InputError):
        replace_found(store, find(store.content, "legal"), "legal", "")
