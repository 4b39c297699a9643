"""Bringing older files up to date: numbered migrations, a backup beside the file first, one transaction for all.

To add one: write `m00n_what.py` with a function `run(connection)` here, append it to `MIGRATIONS`, raise
`schema.SCHEMA_VERSION`, and add a sample file of the version before under `tests/data/formats/`, for ever.
A migration may use nothing but SQL: the records of today may differ from those of its own day.

Who only reads leaves an older file as it is: what is read is a copy in memory that is brought up to date there.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from app.models.errors import FileError
from app.store.backups import note_backup
from app.store.driver import connect, connect_reader, damaged, reason_of
from app.store.files import discard, new_name_beside, put_in_place
from app.store.history import now
from app.store.locking import WriteLock
from app.store.migrations import m001_opportunities, m002_whole_map, m003_workshop, m004_evidence, m005_decision
from app.store.reading import newest_step

if TYPE_CHECKING:
    from sqlite3 import Connection

Migration = Callable[["Connection"], None]

MIGRATIONS: Final[tuple[Migration, ...]] = (
    m001_opportunities.run,
    m002_whole_map.run,
    m003_workshop.run,
    m004_evidence.run,
    m005_decision.run,
)
"""The n-th brings a file of version n to version n + 1."""


def bring_up_to_date(
    path: Path, connection: "Connection", lock: WriteLock, migrations: Sequence[Migration] = MIGRATIONS
) -> Path | None:
    """Run the migrations that a file lacks and return its backup, or none where it lacks none; the lock stays held.

    The backup lies beside the file and names the version it holds. Raises FileError, with the file as it was, where no
    backup can be written or a migration fails. Undo ends at a migration: it appends a step to the history that nothing
    is undone across.
    """
    version = _version_of(path, connection)
    if version > len(migrations):
        return None
    backup = _back_up(path, version)
    try:
        _run(connection, version, migrations)
        _append_step(connection, len(migrations) + 1)
        if migrations is MIGRATIONS:
            note_backup(connection, backup)
        if not lock.commit():
            raise FileError("another program is reading it")
    except Exception as error:
        lock.roll_back()
        raise FileError(
            f"“{path.name}” could not be brought up to date ({reason_of(error)}) and was left as it was. "
            f"A backup is in “{backup.name}”."
        ) from error
    lock.take()
    return backup


@contextmanager
def up_to_date_to_read(path: Path, reader: "Connection") -> Iterator["Connection"]:
    """Yield the reader itself, or where its file is older a copy of it in memory that is brought up to date.

    Reading never changes a file: it may be open elsewhere, on a read-only disk, or wanted by an older program.
    """
    version = _version_of(path, reader)
    if version > len(MIGRATIONS):
        yield reader
        return
    with closing(dbapi2.connect(":memory:", isolation_level=None)) as copy:
        reader.backup(copy)
        try:
            _run(copy, version, MIGRATIONS)
        except (dbapi2.Error, ValueError) as error:
            raise damaged(path, reason_of(error)) from error
        yield copy


def _version_of(path: Path, connection: "Connection") -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version < 1:
        raise damaged(path, "it has no version")
    return version


def _run(connection: "Connection", version: int, migrations: Sequence[Migration]) -> None:
    """Bring the tables of a file of that version up to date; raises ValueError where they would be damaged then."""
    for migrate in migrations[version - 1 :]:
        migrate(connection)
    connection.execute(f"PRAGMA user_version={len(migrations) + 1}")
    _verify(connection)


def _back_up(path: Path, version: int) -> Path:
    """Copy the file through a second connection: closing any other handle of it would drop the lock."""
    day = datetime.now().strftime("%Y-%m-%d %H%M%S")
    backup = path.with_name(f"{path.stem} (format {version}, {day}){path.suffix}")
    beside = new_name_beside(path)
    try:
        with closing(connect_reader(path)) as reader, closing(connect(beside, create=True)) as copy:
            reader.backup(copy)
        put_in_place(beside, backup)
    except (dbapi2.Error, OSError) as error:
        raise FileError(
            f"“{path.name}” was left as it is: it must be brought up to date, and no backup can be written beside it "
            f"({reason_of(error)})."
        ) from error
    finally:
        discard(beside)
    return backup


def _append_step(connection: "Connection", version: int) -> None:
    number = newest_step(connection) + 1
    connection.execute(
        "INSERT INTO history_step (number, at, label, origin, unit) VALUES (?, ?, ?, 'migration', ?)",
        (number, now(), f"Brought up to format {version}", number),
    )


def _verify(connection: "Connection") -> None:
    findings = connection.execute("PRAGMA foreign_key_check").fetchall()
    findings += [row for row in connection.execute("PRAGMA quick_check") if row != ("ok",)]
    if findings:
        raise ValueError(f"it would be damaged: {findings[0]}")
