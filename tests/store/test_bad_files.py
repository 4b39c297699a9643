"""What is no workspace, or can't be written: one plain line, and the bytes stay as they were."""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.models.errors import ClewError, FileError, RuleError
from app.models.records import Card, Workspace
from app.store import Store, check_file, create_workspace, open_workspace, read_snapshot
from app.store.driver import connect
from app.store.schema import APPLICATION_ID, SCHEMA_VERSION
from tests.store.maps import move, records

READERS: list[Callable[[Path], object]] = [open_workspace, read_snapshot, check_file]


def refused(path: Path, words: str) -> None:
    """Check that each way to open the file refuses it in one line with these words, and leaves its bytes."""
    before = path.read_bytes() if path.is_file() else None
    for read in READERS:
        with pytest.raises(FileError, match=words) as caught:
            read(path)
        assert "\n" not in str(caught.value)
    assert before == (path.read_bytes() if path.is_file() else None)
    assert not list(path.parent.glob("*-journal"))


@pytest.fixture
def closed(store: Store) -> Path:
    """Return the path of a workspace that is closed."""
    move(store)
    store.close()
    return store.path


def test_no_file_and_a_folder(tmp_path: Path):
    refused(tmp_path / "none.clew", "no file")
    refused(tmp_path, "folder")
    for read in READERS:
        with pytest.raises(FileError, match="can't be read"):
            read(tmp_path / ("x" * 300))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"journey\n  title Shopping\n", "not a Clew workspace"),
        (b"SQLite f", "cut off after 8 bytes"),
        (b"SQLite format 3\x00" + bytes(50), "cut off after 66 bytes"),
        (random.Random(1).randbytes(4096), "perhaps encrypted: a password is needed"),
        (random.Random(2).randbytes(4097), "not a Clew workspace"),
        (b"PK\x03\x04" + bytes(300), "not a Clew workspace"),
    ],
)
def test_bytes_that_are_no_workspace(tmp_path: Path, content: bytes, words: str):
    path = tmp_path / "some.clew"
    path.write_bytes(content)
    refused(path, words)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("PRAGMA application_id=7", "another program"),
        (f"PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version=99", "newer version of Clew"),
        (f"PRAGMA application_id={APPLICATION_ID}", "damaged"),
        (f"PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={SCHEMA_VERSION}", "damaged"),
    ],
)
def test_databases_that_are_no_workspace_of_this_version(tmp_path: Path, statement: str, words: str):
    path = tmp_path / "some.clew"
    connection = sqlite3.connect(path)
    connection.executescript(f"CREATE TABLE t (a); {statement};")
    connection.close()
    if words == "damaged":
        with pytest.raises(FileError, match=words):
            open_workspace(path)
    else:
        refused(path, words)


def test_a_newer_version_of_a_real_file(closed: Path):
    connection = sqlite3.connect(closed)
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    connection.close()
    refused(closed, f"format {SCHEMA_VERSION + 1}; this one reads up to {SCHEMA_VERSION}")


def test_a_file_cut_off_at_any_length(closed: Path, tmp_path: Path):
    whole = closed.read_bytes()
    short = tmp_path / "short.clew"
    lengths = {1, 15, 16, 99, 100, 512, 1024, 4095, 4096, 4097, len(whole) // 2, len(whole) - 4096, len(whole) - 1}
    lengths |= set(random.Random(3).sample(range(1, len(whole)), 20))
    lengths |= set(range(len(whole) - 4095, len(whole), 97))  # SQLite takes what the last page lacks for zeros
    for length in sorted(lengths):
        short.write_bytes(whole[:length])
        refused(short, "damaged")


def test_bytes_overwritten_at_random_never_make_a_traceback(closed: Path, tmp_path: Path):
    whole = closed.read_bytes()
    for seed in range(60):
        chance = random.Random(seed)
        broken = bytearray(whole)
        for _ in range(chance.choice((1, 20, 400))):
            broken[chance.randrange(100, len(broken))] = chance.randrange(256)
        path = tmp_path / f"broken-{seed}.clew"
        path.write_bytes(broken)
        for use in (read_snapshot, check_file, _use):
            assert "\n" not in _said(use, path), seed


def _said(use, path: Path) -> str:
    """Return the error that a user would read, or an empty text; anything else fails the test."""
    try:
        use(path)
    except ClewError as error:
        return str(error)
    return ""


def _use(path: Path) -> None:
    with open_workspace(path) as store:
        store.undo()
        move(store)
        store.redo()
        store.steps()


def test_a_file_with_broken_text_and_one_with_wrong_kinds(closed: Path):
    connection = sqlite3.connect(closed)
    connection.execute("UPDATE card SET kind = 'nonsense'")
    connection.commit()
    assert any("kind of a card" in finding for finding in check_file(closed))
    with pytest.raises(FileError, match=r"damaged .a card has an unknown kind"):
        open_workspace(closed)
    connection.execute("UPDATE card SET kind = 'pain', lane_id = 'gone'")
    connection.commit()
    with pytest.raises(FileError, match="refers to a lane that is not there"):
        read_snapshot(closed)
    connection.execute("UPDATE card SET title = CAST(x'ff00fe' AS TEXT)")
    connection.commit()
    connection.close()
    refused(closed, "damaged")


AS_ORDINARY_USER = """
import os, sys
from pathlib import Path
from app.models.errors import FileError
from app.store import create_workspace, open_workspace, read_snapshot
create_workspace(Path(sys.argv[2])).close()  # loads all modules: the ordinary user may not read where they are
if hasattr(os, "getuid") and os.getuid() == 0:
    os.setgid(65534); os.setuid(65534)
path = Path(sys.argv[1])
print(len(read_snapshot(path).content))
for attempt in (open_workspace, lambda path: create_workspace(path.with_name("new.clew"))):
    try:
        attempt(path)
    except FileError as error:
        print(error)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users reach too; those of pytest are closed to them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no read-only folders of this kind")
@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "words"), [(0o444, 0o777, "is read-only"), (0o666, 0o555, "folder")]
)
def test_a_read_only_file_or_folder_is_read_but_not_opened(tmp_path, open_folder, file_mode, folder_mode, words):
    folder = open_folder
    path = folder / "Northwind.clew"
    create_workspace(path, records()).close()
    before = path.read_bytes()
    path.chmod(file_mode)
    folder.chmod(folder_mode)
    try:
        environment = {**os.environ, "CLEW_RUNTIME_DIR": str(folder / "none"), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [
            sys.executable,
            "-c",
            AS_ORDINARY_USER,
            str(path),
            str(tmp_path / "first.clew"),
        ]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    finally:
        folder.chmod(0o755)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == str(len(records()))
    assert words in lines[1]
    assert folder_mode == 0o777 or "can't be made" in lines[2]
    assert path.read_bytes() == before


def test_a_full_disk_takes_the_edit_back_and_the_next_one_works(store: Store):
    before, step = store.content.copy(), store.step
    pages = store._file.connection.execute("PRAGMA page_count").fetchone()[0]
    store._file.connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(FileError, match=r"disk is full.*is safe"), store.edit("Much") as edit:
        edit.put(replace(store.content.get(Card, "c"), note="x" * 1_000_000))
    assert store.content == before
    assert store.step == step
    store._file.connection.execute("PRAGMA max_page_count=1000000")
    move(store)
    store.undo()
    assert read_snapshot(store.path).content == store.content == before
    assert check_file(store.path) == []


def test_a_journal_that_cannot_be_written_takes_the_edit_back(store: Store):
    """A folder in the journal's place is what a failing write looks like, also to an administrator."""
    before = store.content.copy()
    journal = store.path.with_name(store.path.name + "-journal")
    journal.mkdir()
    (journal / "in the way").touch()
    with pytest.raises(FileError, match="not saved"):
        move(store)
    assert store.content == before
    (journal / "in the way").unlink()
    journal.rmdir()
    move(store)
    assert read_snapshot(store.path).content == store.content != before


def test_making_a_file(tmp_path: Path):
    path = tmp_path / "New.clew"
    with pytest.raises(RuleError):
        create_workspace(path, [*records(), Workspace(id="second", title="Second")])
    with pytest.raises(FileError, match="no folder"):
        create_workspace(tmp_path / "none" / "New.clew")
    assert list(tmp_path.iterdir()) == []
    create_workspace(path).close()
    before = path.read_bytes()
    with pytest.raises(FileError, match="exists already"):
        create_workspace(path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["New.clew"]
    with open_workspace(path) as store:
        assert [record.title for record in store.content.all(Workspace).values()] == ["New"]
        assert not store.can_undo
        assert store.undo() is None


def test_a_file_cut_off_where_nothing_is_read_is_refused(closed: Path):
    connection = connect(closed)
    connection.execute("CREATE TABLE padding (text TEXT)")
    connection.execute("INSERT INTO padding VALUES (?)", ("x" * 50_000,))
    connection.execute("DROP TABLE padding")  # free pages stay at the end
    connection.close()
    read_snapshot(closed)
    closed.write_bytes(closed.read_bytes()[:-100])
    refused(closed, "damaged.*cut off")


def test_a_reader_waits_for_a_commit_that_is_going_on(closed: Path):
    other = connect(closed)
    other.execute("BEGIN EXCLUSIVE")
    end = threading.Timer(0.2, other.execute, ["ROLLBACK"])
    end.start()
    read_snapshot(closed)
    end.join()
    other.close()
