"""Connections of the driver, and its errors in plain words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from app.models.errors import FileError

if TYPE_CHECKING:
    from sqlite3 import Connection

READER_WAIT = 2000
"""How long a reader waits for a writer that is about to commit, milliseconds."""

_SETTINGS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
)


def connect(path: Path, *, create: bool = False) -> "Connection":
    """Open a file for writing, without transactions of the driver and without waiting for anybody's lock."""
    connection = _connect(path, "rwc" if create else "rw")
    connection.execute("PRAGMA busy_timeout=0")
    return connection


def _connect(path: Path, mode: str) -> "Connection":
    """Open a file with our settings, some of which read it and so may meet somebody's commit: wait for that one."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = dbapi2.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, timeout=READER_WAIT / 1000
    )
    for statement in _SETTINGS:
        connection.execute(statement)
    return connection  # type: ignore[no-any-return]


def connect_reader(path: Path) -> "Connection":
    """Open a file for reading; `mode=rw` because a killed writer leaves a journal that only a writer can roll back."""
    connection = _connect(path, "rw")
    connection.execute("PRAGMA query_only=ON")
    return connection


def error_name(error: BaseException) -> str:
    """Return SQLite's own name of an error, such as SQLITE_BUSY, also of one that SQLAlchemy has wrapped; or ""."""
    return str(getattr(getattr(error, "orig", error), "sqlite_errorname", "") or "")


def is_busy(error: BaseException) -> bool:
    """Return whether another connection's lock is what is in the way."""
    return error_name(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


_REASONS = {
    "SQLITE_FULL": "the disk is full",
    "SQLITE_READONLY": "the file or its folder is read-only",
    "SQLITE_CANTOPEN": "its folder can't be written to",
    "SQLITE_PERM": "the file may not be written to",
    "SQLITE_AUTH": "the file may not be written to",
    "SQLITE_IOERR": "the disk reported an error",
    "SQLITE_BUSY": "another program is using it",
    "SQLITE_LOCKED": "another program is using it",
    "SQLITE_NOMEM": "the memory is full",
    "SQLITE_TOOBIG": "a text is too long",
}

_NO_DAMAGE = tuple(_REASONS)
"""Errors that say something about the surroundings of a file; any other one while reading means that it is damaged."""


_LONGEST: Final = 160
"""Characters that a reason has at most."""


def reason_of(error: BaseException) -> str:
    """Return why an access failed, as the end of a sentence."""
    name = error_name(error)
    return next((words for start, words in _REASONS.items() if name.startswith(start)), _in_one_line(error))


def _in_one_line(error: BaseException) -> str:
    """Return what an error says; of a damaged table SQLite quotes what it is made by, over many lines."""
    said = " ".join(str(error).split())
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


@contextmanager
def reading_errors(path: Path) -> Iterator[None]:
    """Turn what the driver raises while a file is read into a FileError that says what is wrong with it."""
    try:
        yield
    except dbapi2.Error as error:
        if error_name(error).startswith(_NO_DAMAGE) and not _is_cut_off(path, error):
            raise FileError(f"“{path.name}” can't be read: {reason_of(error)}. Nothing in it was changed.") from error
        raise damaged(path, _in_one_line(error)) from error
    except ValueError as error:  # of a record, or of a text that is none
        raise damaged(path, "a text is broken" if isinstance(error, UnicodeError) else str(error)) from error


def _is_cut_off(path: Path, error: BaseException) -> bool:
    """Return whether what SQLite calls an error of the disk is a last page that ends too early."""
    return error_name(error).startswith("SQLITE_IOERR") and path.is_file() and path.stat().st_size % 512 != 0


def damaged(path: Path, what: str) -> FileError:
    """Return the error for a workspace that is damaged."""
    return FileError(
        f"“{path.name}” is damaged ({what.rstrip('.')}) and was left as it is. Open a backup or an earlier copy of it."
    )
