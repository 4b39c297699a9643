"""One edit: what it does to memory, file, history and listeners."""

from dataclasses import replace

import pytest

from app.models.changes import Change, ChangeSet
from app.models.errors import ClewError, RuleError
from app.models.records import Card, Journey, Lane, Persona, Stage, Step, Workspace
from app.store import Store, open_workspace, read_snapshot
from tests.store.maps import move, records


def heard(store: Store) -> list[ChangeSet]:
    told: list[ChangeSet] = []
    store.subscribe(told.append)
    return told


def test_an_edit_is_one_step_one_message_and_is_in_the_file(store: Store):
    told = heard(store)
    before = store.step
    move(store)
    assert [each.label for each in told] == ["Move pain"]
    after = store.content.get(Card, "c")
    assert after.step_id == "b1"
    assert told[0].changes == (Change("card", "c", replace(after, step_id="a1"), after),)
    assert store.step == before + 1 == told[0].step
    assert read_snapshot(store.path).content == store.content


def test_an_edit_that_changes_nothing_is_no_step(store: Store):
    told = heard(store)
    before = store.step
    move(store, "a1")
    assert store.step == before
    assert told == []


def test_an_error_inside_takes_everything_back(store: Store):
    told, before = heard(store), store.content.copy()

    def fail():
        with store.edit("Fail") as edit:
            edit.put(replace(store.content.get(Card, "c"), title="Other"), Persona(id="q", name="Ida", rank="W"))
            assert store.content.get(Card, "c").title == "Other"
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        fail()
    assert store.content == before == read_snapshot(store.path).content
    assert told == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"sentiment": 3.0}, "between -2 and 2"),
        ({"sentiment": float("nan")}, "between"),
        ({"span": 0}, "between 1"),
        ({"span": 3}, "spans more steps"),
        ({"kind": "nonsense"}, "kind of a card"),
        ({"title": "\ud800"}, "title of a card"),
        ({"lane_id": "gone"}, "not in the workspace"),
        ({"step_id": None}, "a lane without a step"),
        ({"kind": "need"}, "does not take it"),
    ],
)
def test_what_breaks_a_rule_is_refused_and_taken_back(store: Store, changes, words):
    before = store.content.copy()
    with pytest.raises(RuleError, match=words), store.edit("Break") as edit:
        edit.put(replace(store.content.get(Card, "c"), **changes))
    assert store.content == before == read_snapshot(store.path).content


def test_rules_of_records_that_lean_on_the_changed_one_are_checked(store: Store):
    with pytest.raises(RuleError, match="has no step"), store.edit("Delete step") as edit:
        edit.delete(store.content.get(Step, "b1"))
    with pytest.raises(RuleError, match="does not take it"), store.edit("Change lane") as edit:
        edit.put(replace(store.content.get(Lane, "l"), kind="needs"))
    with store.edit("Span") as edit:
        edit.put(replace(store.content.get(Card, "c"), span=2))
    with pytest.raises(RuleError, match="spans more steps"), store.edit("Delete stage") as edit:
        edit.delete(store.content.get(Stage, "b"))


def test_deleting_cascades_clears_and_refuses(store: Store):
    with pytest.raises(RuleError, match="card “Queue” still belongs to it"), store.edit("Delete lane") as edit:
        edit.delete(store.content.get(Lane, "l"))
    with store.edit("Add") as edit:
        edit.put(Journey(id="k", rank="W", title="Other", to_be_of="j", state="to-be"))
    with store.edit("Delete journey") as edit:
        edit.delete(store.content.get(Journey, "j"))
    assert {type(record) for record in store.content} == {Workspace, Persona, Journey}
    assert store.content.get(Journey, "k").to_be_of is None
    store.undo()
    assert store.content.get(Journey, "k").to_be_of == "j"
    assert len(store.content) == len(records()) + 1
    assert read_snapshot(store.path).content == store.content


def test_numbers_come_back_in_the_type_of_their_field(store: Store):
    with store.edit("Weigh") as edit:
        edit.put(replace(store.content.get(Card, "c"), weight=50))
    assert type(store.content.get(Card, "c").weight) is float


def test_edits_do_not_nest_and_listeners_do_not_edit(store: Store):
    with pytest.raises(RuntimeError, match="nest"), store.edit("Outer"), store.edit("Inner"):
        pass
    store.subscribe(lambda change_set: move(store, "a1"))
    with pytest.raises(RuntimeError, match="listeners"):
        move(store, "b1")
    assert store.content.get(Card, "c").step_id == "b1"


def test_content_changes_only_inside_an_edit(store: Store):
    with pytest.raises(RuntimeError, match="only inside"):
        store.content.put(replace(store.content.get(Card, "c"), title="Stray"))
    with store.edit("Over") as edit:
        pass
    with pytest.raises(RuntimeError, match="over"):
        edit.put(store.content.get(Card, "c"))


def test_listeners_that_are_gone_or_unsubscribed_hear_nothing(store: Store):
    class Panel:
        told = 0

        def hear(self, change_set: ChangeSet) -> None:
            Panel.told += 1

    panel = Panel()
    end = store.subscribe(panel.hear)
    move(store)
    assert Panel.told == 1
    end()
    end()
    store.subscribe(panel.hear)
    del panel
    move(store, "a1")
    assert Panel.told == 1


def test_undo_and_redo_survive_closing(store: Store):
    move(store)
    path = store.path
    store.close()
    with open_workspace(path) as again:
        assert (again.can_undo, again.can_redo, again.undo_label) == (True, False, "Move pain")
        assert again.undo_time is not None
        done = again.undo()
        assert done is not None
        assert done.origin == "undo"
        assert again.content.get(Card, "c").step_id == "a1"
    with open_workspace(path) as again:
        assert (again.can_undo, again.can_redo, again.redo_label) == (False, True, "Move pain")
        assert again.undo() is None
        again.redo()
        assert again.content.get(Card, "c").step_id == "b1"
        again.undo()
        again.redo()
        again.undo()
        move(again, "b1")
        assert not again.can_redo
        assert again.redo() is None


def test_typing_merges_into_one_undo(store: Store):
    card = store.content.get(Card, "c")
    for title in ("Q", "Qu", "Que"):
        with store.edit("Rename pain", group="card c title") as edit:
            edit.put(replace(card, title=title))
    assert len(store.steps()) == 4
    store.undo()
    assert store.content.get(Card, "c").title == "Queue"
    assert not store.can_undo
    store.redo()
    assert store.content.get(Card, "c").title == "Que"


def test_typing_does_not_merge_across_a_restore_point_or_another_edit(store: Store):
    def type_title(title: str) -> None:
        with store.edit("Rename pain", group="card c title") as edit:
            edit.put(replace(store.content.get(Card, "c"), title=title))

    type_title("One")
    store.restore_point("Before the meeting")
    type_title("Two")
    move(store)
    type_title("Three")
    titles = []
    while store.can_undo:
        store.undo()
        titles.append(store.content.get(Card, "c").title)
    assert titles == ["Two", "Two", "One", "Queue"]
    assert [step.name for step in store.steps() if step.name] == ["Before the meeting"]


def test_a_second_opener_is_refused_and_the_first_goes_on(store: Store):
    with pytest.raises(ClewError, match="already open here"):
        open_workspace(store.path)
    move(store)
    assert read_snapshot(store.path).content.get(Card, "c").step_id == "b1"
