"""While hands are off only what is deliberate is done."""

import pytest

from app.models.errors import ClewError
from app.models.records import Persona
from app.store import HANDS_OFF, Store, create_workspace


@pytest.fixture
def store(tmp_path):
    with create_workspace(tmp_path / "w.clew") as store:
        with store.edit("Add Maya") as edit:
            edit.put(Persona(id="maya", name="Maya", rank="V"))
        yield store


def names(store):
    return sorted(each.name for each in store.content.all(Persona).values())


def test_edits_are_refused_and_what_is_deliberate_is_done(store):
    store.hands_off = True
    step = store.step
    with pytest.raises(ClewError) as refused, store.edit("Add Jon") as edit:
        edit.put(Persona(id="jon", name="Jon", rank="W"))
    assert str(refused.value) == HANDS_OFF
    assert (names(store), store.step) == (["Maya"], step)
    with store.deliberate(), store.deliberate(), store.edit("Add Jon") as edit:
        edit.put(Persona(id="jon", name="Jon", rank="W"))
    assert names(store) == ["Jon", "Maya"]
    with pytest.raises(ClewError), store.edit("Add Wei"):
        pass


def test_neither_undo_nor_redo_nor_long_work_on_the_map(store):
    store.undo()
    store.hands_off = True
    for refused in (store.undo, store.redo, lambda: store.apart("Paste", lambda each: each.edit("Paste").__enter__())):
        with pytest.raises(ClewError, match="Hands off"):
            refused()
    with pytest.raises(ClewError, match="Hands off"), store.edit_apart("Import"):
        pass
    store.hands_off = False
    store.redo()
    assert names(store) == ["Maya"]


def test_what_was_done_deliberately_is_undone_and_done_again_but_nothing_before_it(store):
    store.hands_off = True
    for name in ("Jon", "Wei"):
        with store.deliberate(), store.edit(f"Add {name}") as edit:
            edit.put(Persona(id=name.lower(), name=name, rank="W"))
    store.undo()
    store.undo()
    assert names(store) == ["Maya"]
    with pytest.raises(ClewError, match="Hands off"):
        store.undo()
    store.redo()
    store.redo()
    store.undo()
    assert names(store) == ["Jon", "Maya"]


def test_an_error_in_what_is_deliberate_leaves_the_lock_on(store):
    store.hands_off = True
    with pytest.raises(ZeroDivisionError), store.deliberate():
        raise ZeroDivisionError
    with pytest.raises(ClewError), store.edit("Add Jon"):
        pass


def test_a_restore_point_can_be_made_and_each_opening_is_unlocked(store):
    store.hands_off = True
    store.restore_point("Before the break")
    path = store.path
    store.close()
    with Store(path) as again:
        assert not again.hands_off
        assert again.steps(limit=1)[0].name == "Before the break"


def test_long_work_that_is_deliberate_is_undone_too(store):
    store.hands_off = True
    with store.deliberate(), store.edit_apart("Add Jon") as edit:
        edit.put(Persona(id="jon", name="Jon", rank="W"))
    store.adopt()
    assert names(store) == ["Jon", "Maya"]
    store.undo()
    assert names(store) == ["Maya"]
