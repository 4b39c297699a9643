"""The title page of a workspace."""

from pathlib import Path

import pytest

from app.layout.words import ENGLISH, called, served
from app.models.content import noun_of, workspace_of
from app.models.errors import InputError
from app.models.records import Journey
from app.services.journeys import add_journey, update_journey
from app.services.workspaces import set_noun, update_workspace
from app.store import create_workspace


def test_fields_are_set_and_typing_merges(tmp_path: Path):
    with create_workspace(tmp_path / "w.clew") as store:
        for text in ("A", "An", "An easy trip"):
            update_workspace(store, vision=text)
        assert workspace_of(store.content).vision == "An easy trip"
        store.undo()
        assert workspace_of(store.content).vision == ""


def test_the_noun_is_trimmed_and_never_empty(tmp_path: Path):
    with create_workspace(tmp_path / "w.clew") as store:
        set_noun(store, "  pet \n owner ")
        assert noun_of(store.content) == "pet owner"
        with pytest.raises(InputError):
            set_noun(store, "  ")
        journey = add_journey(store, "I work")
        update_journey(store, journey, kind="employee")
        assert noun_of(store.content, store.content.get(Journey, journey)) == "employee"


def test_a_noun_takes_the_place_of_customer_as_a_word_of_its_own():
    assert called("Customer goal of the customer", "patient") == "Patient goal of the patient"
    assert called("{w} × {customer} (customer)", "citizen") == "{w} × {customer} (citizen)"
    assert called("customers, accustomed", "guest") == "customers, accustomed"
    assert served(ENGLISH, "customer") is ENGLISH
    assert served(ENGLISH, "pet owner")["field goal"] == "Pet owner goal"
