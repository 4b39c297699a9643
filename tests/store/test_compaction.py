"""Thinned history: what stays, what it says, what can be undone, and what a death in the middle leaves."""

import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.models.content import Content
from app.models.errors import Cancelled, ClewError, InputError
from app.models.records import Card
from app.store import Store, check_file, open_workspace
from tests.store.maps import move, never, rename
from tests.store.test_keyframes import execute, kept

EVE = datetime(2026, 2, 28, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each step of a test be done a day after the one before."""
    days = iter(range(1, 10_000))

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return EVE + timedelta(days=next(days))

    for module in ("opening", "editing", "long_work", "workspace"):
        monkeypatch.setattr(f"app.store.{module}.datetime", Clock)


def session(store: Store) -> dict[int, Content]:
    """Work for eleven steps with restore points after the fifth and ninth; return what the content was after each."""
    was = {store.step: store.content.copy()}
    for number in range(2, 13):
        if number in (5, 9):
            store.restore_point(f"Point {number}")
        elif number == 4:
            store.undo()
        elif number % 2:
            move(store, "a1" if number == 11 else "b1")
        else:
            rename(store, f"Title {number}")
        was[store.step] = store.content.copy()
    assert store.step == 12
    return was


def labels(store: Store) -> list[tuple[int, str, str]]:
    return [(each.step, each.label, each.origin) for each in reversed(store.steps())]


def moment(store: Store, step: int) -> datetime:
    """Return the moment just after a step."""
    return store.steps(step, 1)[0].at + timedelta(minutes=1)


def test_restore_points_stay_and_what_lies_between_becomes_one_step(store: Store):
    was = session(store)
    size, before = store.path.stat().st_size, moment(store, 11)
    plan = store.compaction(before)
    assert (plan.steps_now, plan.steps_after, plan.points_kept) == (12, 7, 2)
    assert plan.bytes > 1000
    assert len(store.steps()) == 12
    store.compact(before)
    assert labels(store)[1:] == [
        (4, "3 edits of 2026-03-02 to 2026-03-04", "compact"),
        (5, "Point 5", "edit"),
        (8, "3 edits of 2026-03-06 to 2026-03-08", "compact"),
        (9, "Point 9", "edit"),
        (11, "2 edits of 2026-03-10 to 2026-03-11", "compact"),
        (12, "Rename pain", "edit"),
    ]
    assert store.path.stat().st_size <= size
    assert check_file(store.path) == []
    for step in (1, 4, 5, 8, 9, 11, 12):
        assert store.past(step).content == was[step]
    with pytest.raises(InputError, match="reach back"):
        store.past(7)
    store.restore(5)
    assert store.content == was[5]
    assert check_file(store.path) == []


def test_nothing_is_undone_across_it_and_what_came_later_is(store: Store):
    was = session(store)
    store.undo()
    store.compact(moment(store, 10))
    assert store.redo_label == "Rename pain"
    store.redo()
    store.undo()
    assert store.undo_label == "Move pain"
    store.undo()
    store.undo()  # the tenth is alone between two that stay, and stays itself
    assert store.content == was[9]
    assert not store.can_undo
    assert check_file(store.path) == []


def test_what_was_compacted_is_compacted_again_and_still_says_how_many_of_which_days(store: Store):
    session(store)
    store.compact(moment(store, 3))
    store.compact(moment(store, 8))
    assert (4, "3 edits of 2026-03-02 to 2026-03-04", "compact") in labels(store)
    assert store.compaction(moment(store, 8))[:2] == (8, 8)
    for title in ("a", "b", "c"):
        rename(store, title)
    store.compact(moment(store, 15))
    assert labels(store)[-1] == (15, "6 edits of 2026-03-10 to 2026-03-15", "compact")
    assert not store.can_undo
    assert check_file(store.path) == []


def test_typing_is_not_cut(store: Store):
    for title in ("One", "Two"):
        rename(store, title)
    for title in ("T", "Ti", "Tit"):
        with store.edit("Rename pain", group="c.title") as edit:
            edit.put(replace(edit.content.get(Card, "c"), title=title))
    store.compact(moment(store, 5))
    assert [each.step for each in store.steps()] == [6, 5, 4, 3, 1]
    store.undo()
    assert store.content.get(Card, "c").title == "Two"
    assert check_file(store.path) == []


def test_keyframes_of_steps_that_are_gone_go(store: Store, monkeypatch: pytest.MonkeyPatch):
    for module in ("keyframes", "past", "workspace"):
        monkeypatch.setattr(f"app.store.{module}.EVERY", 4)
    was = session(store)
    due = store.keyframes_due()
    assert due is not None
    due(never)
    for title in ("a", "b"):
        rename(store, title)
    store.compact(moment(store, 10))
    store.close()
    assert kept(store.path) == [8, 12]
    with open_workspace(store.path) as again:
        assert all(again.past(step).content == was[step] for step in (12, 8, 5, 1))
    assert check_file(store.path) == []


def test_cancelled_or_refused_it_leaves_all_as_it_was(store: Store):
    session(store)
    before = labels(store)
    with pytest.raises(Cancelled):
        store.compact(moment(store, 11), cancelled=lambda: True)
    assert labels(store) == before
    with store.bulk("Import"), pytest.raises(ClewError):
        store.compact(moment(store, 11))
    store.compact(EVE)
    assert labels(store) == before
    store.undo()
    assert check_file(store.path) == []


def test_killed_in_the_middle_the_file_is_whole(store: Store):
    was = session(store)
    before, path = moment(store, 11), store.path
    steps = labels(store)
    store.close()
    code = f"""
        import os
        from datetime import datetime
        from pathlib import Path
        from app.store import open_workspace

        store = open_workspace(Path({str(path)!r}))
        store.compact(datetime.fromisoformat({before.isoformat()!r}), progress=lambda done: done < 1 or os._exit(9))
    """
    assert subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False).returncode == 9
    with open_workspace(path) as again:
        assert labels(again) == steps
        assert again.past(7).content == was[7]
    assert check_file(path) == []


def test_a_log_with_a_hole_is_found(store: Store):
    session(store)
    store.compact(moment(store, 11))
    path = store.path
    store.close()
    execute(path, "UPDATE history_step SET unit = 7 WHERE number = 8")
    assert check_file(path) == ["History: steps are missing from the log."]
