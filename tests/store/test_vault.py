import json
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from app.models.errors import FileError, InputError
from app.store.tables import VAULT, VAULT_ENTRY
from app.store.vault import (
    VaultEntry,
    change_password,
    delete_entries,
    has_vault,
    make_vault,
    open_vault,
    read_entries,
    write_entries,
)

ANNA = VaultEntry("Anna Schmidt", "P01", ("Annie",), "anna@x.org", "signed", "left-handed")


@pytest.fixture
def connection(monkeypatch):
    monkeypatch.setattr("app.store.vault.SCRYPT", {"n": 16, "r": 8, "p": 1})
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        for table in (VAULT, VAULT_ENTRY):
            made.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        yield made


def test_entries_come_back_and_go_without_the_password(connection):
    assert not has_vault(connection)
    write_entries(connection, make_vault(connection, "pässword"), {"a": ANNA, "b": VaultEntry("Ben", "P02")})
    assert read_entries(connection, open_vault(connection, "pa\u0308ssword"))["a"] == ANNA
    stored = b"".join(
        bytes(each) for row in connection.execute("SELECT nonce, sealed FROM vault_entry") for each in row
    )
    assert b"Anna" not in stored
    delete_entries(connection, ["a"])
    assert read_entries(connection, open_vault(connection, "pässword")).keys() == {"b"}


def test_another_password_seals_everything_anew(connection):
    write_entries(connection, make_vault(connection, "password 1"), {"a": ANNA})
    before = connection.execute("SELECT sealed FROM vault_entry").fetchone()
    with pytest.raises(InputError, match="not the password"):
        change_password(connection, "password 2", "password 3")
    change_password(connection, "password 1", "password 2")
    assert connection.execute("SELECT sealed FROM vault_entry").fetchone() != before
    assert read_entries(connection, open_vault(connection, "password 2")) == {"a": ANNA}
    with pytest.raises(InputError):
        open_vault(connection, "password 1")


def test_what_was_tampered_with_is_told(connection):
    key = make_vault(connection, "password 1")
    write_entries(connection, key, {"a": ANNA})
    connection.execute("UPDATE vault_entry SET participant_id = 'b'")
    with pytest.raises(FileError, match="damaged"):
        read_entries(connection, key)


@pytest.mark.parametrize(
    "parameters", ["", "{}", "[]", '{"n": "x"}', {"n": 2**40}, {"n": 24}, {"r": 10**6}, {"p": 0}, {"n": -1}]
)
def test_parameters_that_would_eat_the_machine_are_refused(connection, parameters):
    make_vault(connection, "password 1")
    told = parameters if isinstance(parameters, str) else json.dumps({"n": 16, "r": 8, "p": 1, **parameters})
    connection.execute("UPDATE vault SET parameters = ?", (told,))
    with pytest.raises(FileError, match="damaged"):
        open_vault(connection, "password 1")
