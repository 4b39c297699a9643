"""The log: what undo and redo take next, and images that outlive the version that wrote them."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.changes import Change
from app.models.errors import FileError, InputError
from app.models.records import Card, Persona, Stage, Step, Tag
from app.store import Store, create_workspace, open_workspace
from app.store.checking import check_file
from app.store.history import HistoryStep, combine, decode, encode, next_redo, next_undo
from tests.store.maps import rename

CARD = Card(id="c", journey_id="j", kind="need", title="Ünï “🚉”\n", rank="V", sentiment=-1.5)


def log(*entries: tuple[str, int | None]) -> list[HistoryStep]:
    """Return a log, newest first, of (origin, what it reverses); a restore point has the origin "point"."""
    steps = [
        HistoryStep(
            number,
            datetime.now(UTC),
            f"step {number}",
            "edit" if origin == "point" else origin,
            number,
            reverses,
            "Point" if origin == "point" else None,
        )
        for number, (origin, reverses) in enumerate(entries, start=1)
    ]
    return steps[::-1]


@pytest.mark.parametrize(
    ("steps", "undo", "redo"),
    [
        (log(("new", None)), None, None),
        (log(("new", None), ("edit", None)), 2, None),
        (log(("new", None), ("edit", None), ("undo", 2)), None, 3),
        (log(("new", None), ("edit", None), ("edit", None), ("undo", 3)), 2, 4),
        (log(("new", None), ("edit", None), ("edit", None), ("undo", 3), ("undo", 2)), None, 5),
        (log(("new", None), ("edit", None), ("edit", None), ("undo", 3), ("undo", 2), ("redo", 5)), 2, 4),
        (log(("new", None), ("edit", None), ("undo", 2), ("redo", 3)), 2, None),
        (log(("new", None), ("edit", None), ("undo", 2), ("redo", 3), ("undo", 2)), None, 5),
        (log(("new", None), ("edit", None), ("undo", 2), ("edit", None)), 4, None),
        (log(("new", None), ("edit", None), ("undo", 2), ("edit", None), ("undo", 4)), None, 5),
        (log(("new", None), ("edit", None), ("undo", 2), ("point", None)), None, 3),
        (log(("new", None), ("edit", None), ("point", None)), 2, None),
        (log(("new", None), ("edit", None), ("migration", None)), None, None),
        (log(("new", None), ("edit", None), ("undo", 2), ("migration", None)), None, None),
        (log(("copy", None), ("edit", None)), 2, None),
        ([], None, None),
    ],
)
def test_what_undo_and_redo_take_next(steps: list[HistoryStep], undo: int | None, redo: int | None):
    found = next_undo(steps), next_redo(steps)
    assert tuple(step and step.step for step in found) == (undo, redo)


@given(st.lists(st.sampled_from(["edit", "undo", "redo", "point"]), max_size=40))
def test_walking_back_agrees_with_two_stacks(wishes: list[str]):
    entries: list[tuple[str, int | None]] = [("new", None)]
    done: list[int] = []
    undone: list[int] = []
    for wish in wishes:
        number = len(entries) + 1
        top_undo, top_redo = next_undo(log(*entries)), next_redo(log(*entries))
        assert (top_undo.step if top_undo else None) == (done[-1] if done else None)
        assert (top_redo.reverses if top_redo else None) == (undone[-1] if undone else None)
        if wish == "edit":
            done.append(number)
            undone.clear()
        elif wish == "undo" and top_undo:
            undone.append(done.pop())
        elif wish == "redo" and top_redo:
            done.append(undone.pop())
        if wish in ("edit", "point"):
            entries.append((wish, None))
        elif wish == "undo" and top_undo:
            entries.append((wish, top_undo.unit))
        elif wish == "redo" and top_redo:
            entries.append((wish, top_redo.unit))


def test_images_keep_every_field():
    assert decode("card", encode(CARD)) == CARD
    assert decode("card", encode(None)) is None


def test_images_of_other_versions_are_read_where_they_can_be():
    stored = json.loads(encode(CARD) or "")
    assert decode("card", json.dumps(stored | {"colour": "red"})) == CARD
    del stored["weight"]
    assert decode("card", json.dumps(stored)) == CARD
    tag = Tag(id="t", name="Speed", rank="V")
    assert decode("tag", json.dumps({"id": "t", "name": "Speed", "rank": "V"})) == tag
    del stored["journey_id"]
    with pytest.raises(FileError, match="without journey_id"):
        decode("card", json.dumps(stored))
    with pytest.raises(FileError, match="unknown kind"):
        decode("mood", "{}")


def test_changes_of_one_record_become_one():
    other = replace(CARD, title="Other")
    assert combine([Change("card", "c", None, CARD), Change("card", "c", CARD, other)]) == [
        Change("card", "c", None, other)
    ]
    assert combine([Change("card", "c", other, CARD), Change("card", "c", CARD, other)]) == []
    assert combine([Change("card", "c", None, CARD), Change("card", "c", CARD, None)]) == []


def test_steps_say_what_they_are_about(store: Store):
    """By the kind that the label names, as it was called then; many of a kind, and labels that quote, say no more."""
    rename(store, "Slow queue")
    with store.edit("Add stage") as edit:
        edit.put(Stage(id="n", journey_id="j", rank="C", title="After"), Step(id="n1", stage_id="n", rank="V"))
    with store.edit("Move 2 cards") as edit:
        for number in range(2):
            edit.put(replace(store.content.get(Card, "c"), id=f"c{number}", title="Twin"))
    with store.edit("Replace “Slow”") as edit:
        edit.put(replace(store.content.get(Card, "c"), title="Fast queue"))
    store.undo()
    with store.edit("Set weight") as edit:
        edit.put(replace(store.content.get(Card, "c"), weight=0.0))
    store.restore_point("Queue")
    assert [step.subject for step in store.steps()[::-1]] == [
        "",
        "Slow queue",
        "After",
        "",
        "",
        "",
        "Slow queue",
        "",
    ]
    assert [step.subject for step in store.steps(3, 2)] == ["After", "Slow queue"]


def test_a_restore_point_is_renamed_and_taken_away_and_the_log_only_grows(tmp_path):
    path = tmp_path / "w.clew"
    with create_workspace(path) as store:
        with store.edit("Add Maya") as edit:
            edit.put(Persona(id="maya", name="Maya", rank="V"))
        store.restore_point("Before")
        point = store.step
        store.name_point(point, "Before “lunch”")
        store.name_point(point, "Before “lunch”")
        assert store.step == point + 1, "the same name is no step"
        assert [(each.step, each.name) for each in store.steps() if each.name] == [(point, "Before “lunch”")]
        assert store.steps(limit=1)[0].label == "Rename restore point “Before” to “Before ‘lunch’”"
        assert store.steps(point, 1)[0].name == "Before “lunch”", "also on a page that ends with it"
        store.name_point(point, "")
        assert not [each for each in store.steps() if each.name]
        for step in (point, point + 1, 1, 99):
            with pytest.raises(InputError):
                store.name_point(step, "Again")
        store.undo()
        assert not store.content.all(Persona), "undo passes naming over"
    assert check_file(path) == []
    with open_workspace(path) as store:
        store.restore_point("One")
        store.restore_point("Two")
        store.name_point(store.step, "Three")
        store.name_point(store.step - 2, "Four")
        store.restore_point("Five")
        later = datetime.now(UTC) + timedelta(days=1)
        plan = store.compaction(later)
        store.compact(later)
        steps = store.steps()
        assert (len(steps), [each.name for each in steps if each.name]) == (plan.steps_after, ["Five", "Three", "Four"])
        assert plan.points_kept == 3
    assert check_file(path) == []
