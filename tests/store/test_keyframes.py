"""Keyframes of the history: made on the way, never needed, never believed against the log."""

import json
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.models.content import Content
from app.models.records import Card, Persona
from app.store import Store, check_file, open_workspace
from app.store.driver import connect
from app.store.keyframes import pack, unpack
from tests.store.maps import never, records, rename

STEPS = 24


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a keyframe every five steps."""
    for module in ("keyframes", "past", "workspace"):
        monkeypatch.setattr(f"app.store.{module}.EVERY", 5)


def execute(path: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    with closing(connect(path)) as connection:
        return connection.execute(statement, values).fetchall()


def kept(path: Path) -> list[int]:
    with closing(connect(path)) as connection:
        return [step for (step,) in connection.execute("SELECT step FROM history_keyframe ORDER BY step")]


def work(store: Store, keep: bool = True) -> dict[int, Content]:
    """Edit in many steps, as a window does it, and return what the content was after each."""
    was = {store.step: store.content.copy()}
    while store.step < STEPS:
        rename(store, f"Title {store.step}")
        was[store.step] = store.content.copy()
        due = store.keyframes_due() if keep else None
        if due is not None:
            due(never)
    return was


def test_one_is_written_along_every_so_many_steps(store: Store):
    was = work(store)
    path = store.path
    assert store.keyframes_due() is None
    store.close()
    assert kept(path) == [5, 10, 15, 20]
    assert check_file(path) == []
    with open_workspace(path) as again:
        assert all(again.past(step).content == was[step] for step in (3, 5, 12, 24, 1, 20, 11))


def test_an_old_file_gets_what_it_lacks_one_an_edit(store: Store):
    was = work(store, keep=False)
    path = store.path
    due = store.keyframes_due()
    assert due is not None
    due(lambda: True)  # a window that closes
    due(never)
    assert store.keyframes_due() is None
    for title in "abcdef":
        rename(store, title)
    store.close()
    assert kept(path) == [5, 10, 15, 20]
    with open_workspace(path) as again:
        assert all(again.past(step).content == was[step] for step in was)


def test_the_past_is_the_same_with_and_without_and_from_a_broken_one(store: Store):
    was = work(store)
    path = store.path
    store.close()
    execute(path, "UPDATE history_keyframe SET content = ? WHERE step = 5", b"no keyframe")
    with open_workspace(path) as again:
        assert all(again.past(step).content == was[step] for step in (4, 2, 9))
    assert check_file(path) == ["History: the keyframe of step 5 is not what the log says."]
    execute(path, "UPDATE history_keyframe SET content = (SELECT content FROM history_keyframe WHERE step = 15)")
    assert len(check_file(path)) == 3
    execute(path, "DELETE FROM history_keyframe")
    with open_workspace(path) as again:
        assert all(again.past(step).content == was[step] for step in was)


def test_a_copy_to_share_carries_none_and_a_whole_one_all(store: Store, tmp_path: Path):
    work(store)
    for history, steps in ((True, [5, 10, 15, 20]), (False, [])):
        copy = tmp_path / f"copy {history}.clew"
        store.save_copy(copy, history=history)
        assert kept(copy) == steps
        assert check_file(copy) == []


def changed(change: Callable[[str, str, list[object]], tuple[str, str, list[object]] | None]) -> bytes:
    """Return a keyframe of the small map with its columns changed: those of which none is returned are left out."""
    lines = [change(*json.loads(line)) for line in zlib.decompress(pack(Content(records()))).split(b"\n")]
    return zlib.compress("\n".join(json.dumps(line) for line in lines if line).encode())


def test_keyframes_of_other_versions_are_read_where_they_can_be():
    assert unpack(pack(Content(records()))) == Content(records())
    assert unpack(changed(lambda *line: None if line[1] == "weight" else line)) == Content(records())
    old = unpack(changed(lambda kind, name, values: (kind, "colour" if name == "role" else name, values)))
    assert old is not None
    assert old.get(Persona, "p").role == ""
    assert unpack(changed(lambda *line: None if line[1] == "journey_id" else line)) is None
    assert unpack(changed(lambda kind, *line: ("mood" if kind == "card" else kind, *line))) is None
    assert unpack(changed(lambda kind, name, values: (kind, name, values * 2 if name == "note" else values))) is None
    assert old.get(Card, "c").moment_of_truth is False
