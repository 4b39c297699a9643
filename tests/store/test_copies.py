"""Copies, renaming, restore points and long work."""

import errno
import threading
from pathlib import Path
from typing import Literal

import pytest

from app.models.changes import ChangeSet
from app.models.errors import Cancelled, ClewError, FileError, InputError
from app.models.records import Card, Persona
from app.store import Store, check_file, create_workspace, open_workspace, read_snapshot
from app.store.schema import SCHEMA_VERSION
from app.store.workspace import AT_ONCE
from tests.store.maps import move, rename


def test_a_copy_with_history_can_be_undone(store: Store, tmp_path: Path):
    move(store)
    shares: list[float] = []
    store.save_copy(tmp_path / "Copy.clew", history=True, progress=shares.append)
    assert shares[-1] == 1
    move(store, "a1")
    with open_workspace(tmp_path / "Copy.clew") as copy:
        assert copy.content.get(Card, "c").step_id == "b1"
        copy.undo()
        assert copy.content.get(Card, "c").step_id == "a1"
    assert check_file(tmp_path / "Copy.clew") == []


def test_a_copy_to_share_holds_no_word_of_the_history(store: Store, tmp_path: Path):
    rename(store, "A secret that was typed first")
    rename(store, "A better title")
    target = tmp_path / "Share.clew"
    target.write_bytes(b"is replaced")
    store.save_copy(target, history=False)
    assert b"secret" not in target.read_bytes()
    assert b"secret" in store.path.read_bytes()
    assert check_file(target) == []
    with open_workspace(target) as copy:
        assert copy.content == store.content
        assert copy.step == store.step
        assert not copy.can_undo
        move(copy)
        copy.undo()
    assert check_file(target) == []
    facts = dict(store._file.connection.execute("SELECT name, value FROM meta"))
    with open_workspace(target) as copy:
        copied = dict(copy._file.connection.execute("SELECT name, value FROM meta"))
    assert copied["copy_of"] == facts["file_id"] != copied["file_id"]
    assert copied["copy_of_step"] == str(store.step)


def test_a_copy_that_is_cancelled_or_can_not_be_written_leaves_nothing(store: Store, tmp_path: Path):
    names = sorted(each.name for each in tmp_path.iterdir())
    with pytest.raises(Cancelled):
        store.save_copy(tmp_path / "Copy.clew", history=True, cancelled=lambda: True)
    with pytest.raises(FileError, match="no folder"):
        store.save_copy(tmp_path / "none" / "Copy.clew", history=True)
    assert sorted(each.name for each in tmp_path.iterdir()) == names
    move(store)


def test_renaming_keeps_everything_and_takes_no_name_that_exists(store: Store, tmp_path: Path):
    told: list[ChangeSet] = []
    store.subscribe(told.append)
    move(store)
    old, taken = store.path, tmp_path / "Taken.clew"
    taken.write_bytes(b"mine")
    with pytest.raises(FileError, match="exists already"):
        store.rename(taken)
    with pytest.raises(FileError, match="keeps its name"):
        store.rename(tmp_path / "none" / "New.clew")
    assert store.path == old
    store.rename(tmp_path / "New.clew")
    assert not old.exists()
    assert taken.read_bytes() == b"mine"
    assert store.path.name == "New.clew"
    assert store.snapshot().file_name == "New.clew"
    store.undo()
    assert [each.origin for each in told] == ["edit", "undo"]
    with pytest.raises(FileError, match="already open here"):
        open_workspace(store.path)
    assert read_snapshot(store.path).content == store.content


def test_one_can_return_to_a_restore_point_and_undo_that(store: Store):
    rename(store, "One")
    store.restore_point("Workshop")
    point = store.step
    rename(store, "Two")
    with store.edit("Add") as edit:
        edit.put(Persona(id="q", name="Ida", rank="W"))
    store.undo()
    after = store.content.copy()
    store.restore(point)
    assert store.content.get(Card, "c").title == "One"
    assert store.undo_label == "Return to “Workshop”"
    store.undo()
    assert store.content == after
    assert check_file(store.path) == []
    for step in (0, 99):
        with pytest.raises(InputError, match="reach back"):
            store.restore(step)


def in_worker(work) -> list[BaseException]:
    """Run work in another thread and return what it raised."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()
    return raised


def test_edits_are_refused_during_long_work(store: Store):
    move(store)
    with store.bulk("Import"):
        assert (store.can_undo, store.undo_label) == (False, "")
        for use in (lambda: move(store, "a1"), store.undo, store.close, lambda: store.rename(Path("x"))):
            with pytest.raises(ClewError, match="“Import” is still going on"):
                use()
        (raised,) = in_worker(lambda: store.save_copy(store.path.with_name("copy.clew"), history=True))
        assert isinstance(raised, ClewError)
    assert store.can_undo
    move(store, "a1")


def test_an_edit_apart_is_written_by_the_worker_and_shown_by_the_owner(store: Store):
    told: list[ChangeSet] = []
    store.subscribe(told.append)
    before = store.content.copy()

    def work() -> None:
        with store.edit_apart("Import") as edit:
            edit.put(Persona(id="q", name="Ida", rank="W"))

    assert in_worker(work) == []
    assert store.content == before
    assert told == []
    with pytest.raises(ClewError, match="still going on"):
        move(store)
    assert read_snapshot(store.path).content != before
    change_set = store.adopt()
    assert change_set is not None
    assert told == [change_set]
    assert change_set.origin == "import"
    assert read_snapshot(store.path).content == store.content
    assert store.adopt() is None
    store.undo()
    assert store.content == before


def test_an_edit_apart_that_fails_leaves_all_as_it_was(store: Store):
    before = store.content.copy()

    def work() -> None:
        with store.edit_apart("Import") as edit:
            edit.put(Persona(id="q", name="Ida", rank="no rank!"))

    (raised,) = in_worker(work)
    assert isinstance(raised, ClewError)
    move(store)
    store.undo()
    assert store.content == before == read_snapshot(store.path).content


def test_a_service_runs_apart_as_it_is(store: Store):
    before = store.content.copy()
    told: list[ChangeSet] = []
    store.subscribe(told.append)
    assert in_worker(lambda: store.apart("Moving", move)) == []
    assert store.content == before
    with pytest.raises(ClewError, match="still going on"):
        move(store)
    change_set = store.adopt()
    assert told == [change_set]
    assert change_set is not None
    assert change_set.origin == "edit"
    assert store.content != before
    assert read_snapshot(store.path).content == store.content
    store.undo()
    assert store.content == before
    move(store)  # in its own thread, services edit as ever


def test_a_large_step_is_taken_back_by_the_worker(store: Store):
    many = [Persona(id=f"q{number}", name=f"Persona {number}", rank=f"W{number}1") for number in range(AT_ONCE + 1)]
    before = store.content.copy()
    move(store)
    assert store.large_reversal("undo") is None
    store.undo()
    assert store.large_reversal("redo") is None
    with store.edit("Invite everybody") as edit:
        edit.put(*many)
    after = store.content.copy()
    origins: tuple[Literal["undo", "redo"], ...] = ("undo", "redo", "undo")
    for origin, content in zip(origins, (before, after, before), strict=True):
        reverse = store.large_reversal(origin)
        assert reverse is not None
        assert in_worker(reverse) == []
        assert store.large_reversal(origin) is None
        change_set = store.adopt()
        assert change_set is not None
        assert (change_set.origin, change_set.label) == (origin, "Invite everybody")
        assert store.content == content == read_snapshot(store.path).content
    assert store.redo_label == "Invite everybody"
    assert check_file(store.path) == []


def test_another_thread_may_not_edit(store: Store):
    (raised,) = in_worker(lambda: move(store))
    assert isinstance(raised, RuntimeError)


def test_the_file_is_what_the_design_says(store: Store):
    move(store)

    def pragma(name: str) -> object:
        return store._file.connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert (pragma("application_id"), pragma("user_version")) == (0x434C4557, SCHEMA_VERSION)
    assert (pragma("journal_mode"), pragma("locking_mode"), pragma("synchronous")) == ("delete", "normal", 2)
    assert (pragma("foreign_keys"), pragma("secure_delete"), pragma("trusted_schema")) == (1, 1, 0)
    assert store.path.read_bytes().startswith(b"SQLite format 3")


def test_names_that_are_awkward_in_addresses(store: Store, tmp_path: Path):
    for name in ("50 % off?.clew", "#1 Ünï 車站 🚉.clew", "a&mode=ro.clew", "no ending"):
        store.rename(tmp_path / name)
        move(store, "b1" if store.content.get(Card, "c").step_id == "a1" else "a1")
        assert read_snapshot(tmp_path / name).content == store.content
        assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_disk_that_is_read_only_is_told_in_one_line(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Such a disk refuses to delete what is not there, too."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "unlink", refuse)
    for module in ("opening", "copies"):
        monkeypatch.setattr(f"app.store.{module}.new_name_beside", lambda _: tmp_path / "no folder" / "part")
    with pytest.raises(FileError, match=r"“New\.clew” can't be made"):
        create_workspace(tmp_path / "New.clew")
    with pytest.raises(FileError, match=r"“Copy\.clew” can't be written"):
        store.save_copy(tmp_path / "Copy.clew", history=True)
