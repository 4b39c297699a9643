"""SQLite files of other programs: a copy is opened, read only, after a check; nothing in them is trusted."""

import shutil
import sqlite3
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from app.models.errors import FileError, InputError

MOST_BYTES: Final = 400_000_000
MOST_VALUE: Final = 64_000_000
MOST_ROWS: Final = 500_000
_SECONDS: Final = 8.0
_STEPS: Final = 100_000

_MAGIC: Final = b"SQLite format 3\0"


class ForeignDatabase:
    """The tables of another program's database; `source` is its name for people."""

    def __init__(self, connection: sqlite3.Connection, source: str) -> None:
        self.source = source
        self._connection = connection
        master = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        self.tables = frozenset(name for name, sql in master if not str(sql).upper().startswith("CREATE VIRTUAL"))

    def rows(self, table: str, *columns: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table in the order of their keys; a column that is not there is none in each."""
        if table not in self.tables:
            return
        there = {row[1] for row in self._connection.execute(f'PRAGMA table_info("{table}")')}
        wanted = [name for name in columns if name in there]
        if not wanted:
            return
        listed = ", ".join(f'"{name}"' for name in wanted)
        for number, row in enumerate(self._connection.execute(f'SELECT {listed} FROM "{table}" ORDER BY 1')):
            if number >= MOST_ROWS:
                raise InputError(f"{self.source} has more than {MOST_ROWS:,} rows in {table}; nothing was imported.")
            yield dict.fromkeys(columns) | dict(zip(wanted, row, strict=True))


@contextmanager
def open_foreign(path: Path, name: str) -> Iterator[ForeignDatabase]:
    """Yield the database in a file, called `name` for people; raises FileError, InputError with one line.

    So does reading from it where it is damaged, or takes longer than some seconds.
    """
    with _copied(path, name) as copy:
        try:
            with closing(_connected(copy)) as connection:
                _check(connection, name)
                yield ForeignDatabase(connection, name)
        except sqlite3.Error as error:
            why = "takes too long to read" if "interrupted" in str(error) else f"is damaged or no database ({error})"
            raise InputError(f"{name} {why}; nothing was imported.") from error


@contextmanager
def _copied(path: Path, name: str) -> Iterator[Path]:
    """Yield a copy of a file that SQLite may touch; raises where it cannot be read or is no SQLite file."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise FileError(f"{name} is a folder or a device, not a database; nothing was imported.")
        if status.st_size > MOST_BYTES:
            raise InputError(f"{name} is larger than {MOST_BYTES // 1_000_000} MB; nothing was imported.")
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise InputError(f"{name} is no SQLite database; nothing was imported.")
        with tempfile.TemporaryDirectory(prefix="clew-") as folder:
            copy = Path(folder) / "copy.sqlite3"
            shutil.copyfile(path, copy)
            yield copy
    except OSError as error:
        raise FileError(f"{name} cannot be read ({error.strerror or error}); nothing was imported.") from error


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    until = time.monotonic() + _SECONDS
    connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_VALUE)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _check(connection: sqlite3.Connection, name: str) -> None:
    found = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found is None or found[0] != "ok":
        raise InputError(f"{name} is damaged (its own check fails); nothing was imported.")
