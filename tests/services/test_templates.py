"""What a user does with a template."""

import pytest

from app.importers.templates import read_template
from app.models.content import cards_of, journeys_of
from app.models.records import Card, RequiredField
from app.services.cards import add_card
from app.services.plans import apply_plan
from app.services.templates import clear_examples, examples_of, require_field
from app.store import Store, check_file, create_workspace


@pytest.fixture
def store(tmp_path):
    with create_workspace(tmp_path / "w.clew") as store:
        yield store
    assert check_file(store.path) == []


def test_one_click_clears_the_examples_and_nothing_else(store: Store):
    (journey_id,) = apply_plan(store, read_template("service-blueprint"))
    own = add_card(store, journey_id, "pain", "Mine")
    count = len(examples_of(store.content, journey_id))
    assert clear_examples(store, journey_id) == count > 20
    assert [card.id for card in cards_of(store.content, journey_id)] == [own]
    assert clear_examples(store, journey_id) == 0
    store.undo()
    assert len(store.content.all(Card)) > count
    assert journeys_of(store.content)


def test_a_field_is_required_once_and_no_longer(store: Store):
    (journey_id,) = apply_plan(store, read_template("blank"))
    for _ in range(2):
        require_field(store, journey_id, "pain", "severity", required=True)
    assert len(store.content.all(RequiredField)) == 1
    require_field(store, journey_id, "pain", "severity", required=False)
    assert not store.content.all(RequiredField)
