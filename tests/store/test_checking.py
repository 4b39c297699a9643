"""`check_file`: what it finds, and that it finds nothing in a sound file."""

from contextlib import closing
from pathlib import Path

import pytest

from app.store import Store, check_file, find_damage
from app.store.driver import connect
from tests.services.heard import heard
from tests.store.maps import move, rename


@pytest.fixture
def path(store: Store) -> Path:
    rename(store, "Long queue")
    store.restore_point("Workshop")
    move(store)
    store.undo()
    store.close()
    return store.path


def spoil(path: Path, statement: str) -> list[str]:
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute(statement)
    return check_file(path)


def test_a_sound_file_has_no_findings(path: Path):
    assert check_file(path) == []
    assert find_damage(path) == []


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE card SET lane_id = 'gone'", "refers to a lane that is not there"),
        ("UPDATE card SET sentiment = 7", "card c: The sentiment of a card must lie between -2 and 2"),
        ("UPDATE card SET kind = 'need'", "does not take it"),
        ("UPDATE card SET rank = 'V0'", "rank"),
        ("DELETE FROM step WHERE id = 'b1'", "has no step"),
        ("DELETE FROM workspace", "0 workspace records"),
        ("UPDATE card SET title = 'Other'", "after step 5 card c was not what it is"),
        ("UPDATE history_change SET after = '{\"id\": 1}' WHERE step = 2", "step 2 can't be read"),
        ("UPDATE history_change SET after = 'nonsense' WHERE step = 2", "step 2 can't be read"),
        ("DELETE FROM history_change WHERE step = 1 AND id = 'p'", "persona p is in the data, but no step made it"),
        ("DELETE FROM history_step WHERE number = 3", "steps are missing"),
        ("DELETE FROM history_step", "log is empty"),
        ("UPDATE history_step SET reverses = 99 WHERE number = 5", "step 5 reverses 99"),
        ("INSERT INTO owner VALUES ('q', 'Ida', 'V')", "owner q is in the data"),
    ],
)
def test_what_it_finds(path: Path, statement: str, words: str):
    findings = spoil(path, statement)
    assert any(words in finding for finding in findings), findings
    assert all("\n" not in finding for finding in findings)


def test_a_damaged_index_is_found(path: Path):
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("PRAGMA foreign_keys=OFF")
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'card_by_lane_id'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(root - 1) * size + 200 : root * size] = bytes(size - 200)
    path.write_bytes(content)
    assert any(finding.startswith("SQLite: ") for finding in check_file(path))


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE source SET turns = 3", "has turn 4, and says that there are 3"),
        ("UPDATE turn SET text = 'Hm' WHERE number = 2", "ends behind its turn 3"),
        ("UPDATE turn SET text = text || '!' WHERE number = 0", "characters, and says"),
    ],
)
def test_text_that_is_not_what_its_source_says_is_found(tmp_path: Path, statement: str, words: str):
    path = tmp_path / "Northwind.clew"
    heard(path).close()
    assert check_file(path) == []
    assert any(words in finding for finding in spoil(path, statement))
