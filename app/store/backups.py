"""The copies of a workspace that it knows of: where they are, and whether they can still be reached."""

import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from sqlcipher3 import dbapi2

from app.models.errors import FileError
from app.store.driver import connect, connect_reader, is_busy, reading_errors
from app.store.header import check_header, held_files, identity
from app.store.history import now
from app.store.locking import who_has
from app.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from sqlite3 import Connection

Fate = Literal["remade", "deleted", "out of reach"]

_MIGRATED: Final = r" \(format \d+, \d{4}-\d\d-\d\d \d{6}\)"
"""What the name of a backup says that was made before a file was brought up to date."""


class Backup(NamedTuple):
    """A copy: what Forget does with it, and why it can't where it can't; one of an older format is deleted."""

    path: Path
    fate: Fate
    why: str = ""


def note_backup(connection: "Connection", path: Path) -> None:
    """Note that a copy was written, within the transaction that is open."""
    connection.execute("INSERT OR REPLACE INTO backup (path, at) VALUES (?, ?)", (str(path.absolute()), now()))


def backups_of(connection: "Connection", path: Path) -> list[Backup]:
    """Return the copies of a file, those noted and those beside it that were made before it was brought up to date."""
    noted = [Path(each) for (each,) in connection.execute("SELECT path FROM backup ORDER BY path")]
    name = re.compile(re.escape(path.stem) + _MIGRATED + re.escape(path.suffix))
    beside = sorted(each for each in path.absolute().parent.iterdir() if name.fullmatch(each.name))
    row = connection.execute("SELECT value FROM meta WHERE name = 'file_id'").fetchone()
    file_id = row[0] if row else ""
    return [_looked_at(each, file_id, path) for each in dict.fromkeys((*noted, *beside))]


def _looked_at(path: Path, file_id: str, of: Path) -> Backup:
    try:
        if not path.exists():
            return Backup(path, "out of reach", "it is not there any more: it was moved, renamed or deleted")
        if identity(path) == identity(of):
            return Backup(path, "out of reach", "another file has its name now")
        if identity(path) in held_files:
            return Backup(path, "out of reach", "it is open here")
        check_header(path)
        with reading_errors(path), closing(connect_reader(path)) as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            ids = {
                value for (value,) in connection.execute("SELECT value FROM meta WHERE name IN ('file_id', 'copy_of')")
            }
        if file_id not in ids:
            return Backup(path, "out of reach", "another workspace has its name now")
        with closing(connect(path)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except dbapi2.Error as error:
        return Backup(path, "out of reach", who_has(path) if is_busy(error) else str(error))
    except (FileError, OSError) as error:
        return Backup(path, "out of reach", str(error))
    return Backup(path, "remade" if version == SCHEMA_VERSION else "deleted")
