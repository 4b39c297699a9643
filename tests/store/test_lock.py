"""The lock: who has a file, readers beside an owner, and writers that come between."""

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.models.changes import ChangeSet
from app.models.errors import ClewError, FileError
from app.models.places import runtime_folder
from app.models.records import Card
from app.store import Store, check_file, create_workspace, editing, open_workspace, read_snapshot
from tests.store.maps import move, records

ROOT = Path(__file__).parents[2]


def other_process(code: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Run code in another process with `path` set; errors of ours are printed."""
    start = "import sys\nfrom pathlib import Path\nfrom app.store import *\nfrom tests.store.maps import *\n"
    command = [sys.executable, "-c", f"{start}path = Path(sys.argv[1])\n{code}", str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Hold a read transaction on the file, as a slow program would; by our SQLite: two in one process don't meet."""
    connection = dbapi2.connect(path, isolation_level=None)
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM card").fetchone()
    try:
        yield
    finally:
        connection.close()


def card_step(store: Store) -> str | None:
    return store.content.get(Card, "c").step_id


def test_another_process_is_refused_at_once_and_told_who_has_the_file(store: Store):
    before = time.monotonic()
    done = other_process("open_workspace(path)", store.path)
    assert time.monotonic() - before < 5
    assert f"is open in another Clew (process {os.getpid()} on" in done.stderr
    assert "Close it there first; nothing was changed." in done.stderr


def test_another_process_reads_and_checks_beside_the_owner(store: Store):
    move(store)
    done = other_process("print(len(read_snapshot(path).content), check_file(path))", store.path)
    assert done.stdout == f"{len(records())} []\n", done.stderr
    move(store, "a1")


def test_reading_and_a_refused_opening_here_do_not_drop_the_lock(store: Store):
    """Closing any handle of a file drops all of a process's POSIX locks on it."""
    read_snapshot(store.path)
    check_file(store.path)
    with pytest.raises(FileError, match="already open here"):
        open_workspace(store.path)
    with pytest.raises(FileError, match="is open here"):
        store.save_copy(store.path, history=True)
    store.save_copy(store.path.with_name("copy.clew"), history=True)
    assert "is open in another Clew" in other_process("open_workspace(path)", store.path).stderr


def test_the_lock_outlives_whoever_looks_into_the_file_here(store: Store):
    """As file dialogs do, which look for icons by content."""
    store.path.open("rb").close()
    assert "is open in another Clew" in other_process("open_workspace(path)", store.path).stderr
    move(store)
    assert "is open in another Clew" in other_process("open_workspace(path)", store.path).stderr
    store.path.open("rb").close()
    store.close()
    assert not list(runtime_folder().iterdir())
    assert not other_process("open_workspace(path)", store.path).stderr


def test_a_note_is_believed_only_while_the_lock_is_held(store: Store):
    (note,) = runtime_folder().iterdir()
    assert json.loads(note.read_text("utf-8"))["pid"] == os.getpid()
    kept = note.read_bytes()
    store.close()
    assert not note.exists()
    note.write_bytes(kept)
    open_workspace(store.path).close()
    connection = dbapi2.connect(str(store.path), isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(FileError, match="in use by another program"):
        open_workspace(store.path)
    connection.close()


def test_no_side_file_lies_beside_an_open_file_at_rest(store: Store):
    move(store)
    assert [each.name for each in store.path.parent.iterdir()] == [store.path.name]


def test_an_edit_waits_for_a_reader_and_is_told_of_once_committed(store: Store):
    told: list[ChangeSet] = []
    store.subscribe(told.append)
    with reading(store.path):
        move(store)
        assert store.pending
        assert told == []
        assert not store.can_undo
        assert not store.retry_pending()
        with pytest.raises(ClewError, match="still being saved"):
            move(store, "a1")
    waited: bool = store.retry_pending()
    assert (waited, store.pending) == (True, False)
    assert [each.label for each in told] == ["Move pain"]
    assert read_snapshot(store.path).content.get(Card, "c").step_id == "b1"
    store.undo()
    assert card_step(store) == "a1"


def test_an_edit_is_taken_back_when_a_reader_stays(store: Store, monkeypatch: pytest.MonkeyPatch):
    told: list[ChangeSet] = []
    store.subscribe(told.append)
    monkeypatch.setattr(editing, "READER_PATIENCE", 0.0)
    with reading(store.path):
        move(store)
        with pytest.raises(FileError, match="“Move pain” was taken back: another program has been reading"):
            store.retry_pending()
        assert not store.pending
        assert card_step(store) == "a1"
    assert told == []
    assert not store.can_undo
    move(store)
    assert read_snapshot(store.path).content == store.content
    assert check_file(store.path) == []


def test_closing_waits_for_a_reader_and_says_what_was_lost(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(editing, "READER_PATIENCE", 0.1)
    with reading(store.path):
        move(store)
        with pytest.raises(FileError, match="was taken back"):
            store.close()
    with open_workspace(store.path) as again:
        assert card_step(again) == "a1"


def test_a_writer_that_came_between_makes_the_owner_read_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CLEW_RUNTIME_DIR", str(tmp_path / "another user's"))
    told: list[ChangeSet] = []
    store.subscribe(told.append)
    store._file._lock.roll_back()  # as if it had been given up between two edits
    with open_workspace(store.path) as other:
        move(other)
        with pytest.raises(FileError, match="already open here"):
            move(store, "a1")
    with pytest.raises(ClewError, match="was read again"):
        move(store, "a1")
    assert [each.origin for each in told] == ["reload"]
    assert [change.id for change in told[0].changes] == ["c"]
    assert card_step(store) == "b1"
    assert store.undo_label == "Move pain"
    store.undo()
    assert check_file(store.path) == []


def test_a_copy_does_not_replace_a_file_that_is_open_elsewhere(store: Store, tmp_path: Path):
    target = tmp_path / "Other.clew"
    with create_workspace(target):
        before = target.stat().st_ino
        with pytest.raises(FileError, match="is open here"):
            store.save_copy(target, history=True)
    code = "import time\nstore = open_workspace(path)\nprint('open', flush=True)\ntime.sleep(60)"
    start = "import sys\nfrom pathlib import Path\nfrom app.store import *\npath = Path(sys.argv[1])\n"
    command = [sys.executable, "-c", start + code, str(target)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            with pytest.raises(FileError, match="is open in another Clew"):
                store.save_copy(target, history=True)
        finally:
            process.kill()
    assert target.stat().st_ino == before
    store.save_copy(target, history=True)
    assert read_snapshot(target).content == store.content


def test_a_store_that_is_dropped_without_closing_leaves_neither_lock_nor_note(tmp_path: Path):
    path = tmp_path / "Dropped.clew"
    dropped = create_workspace(path)
    assert list(runtime_folder().iterdir())
    del dropped
    gc.collect()
    assert not list(runtime_folder().iterdir())
    open_workspace(path).close()


@pytest.mark.skipif(sys.platform == "win32", reason="what is open can't be moved there")
def test_a_file_that_was_moved_away_is_called_that_and_goes_on_when_it_is_back(store: Store):
    away = store.path.with_name("Away.clew")
    store.path.rename(away)
    with pytest.raises(FileError, match="was moved or deleted while it was open"):
        move(store)
    assert card_step(store) == "a1"
    away.rename(store.path)
    move(store)
    assert card_step(store) == "b1"
    assert check_file(store.path) == []
