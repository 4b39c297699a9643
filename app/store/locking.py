"""The lock of a workspace: the owner holds SQLite's write lock between edits, and a note says who that is.

SQLite's lock dies with its process, so a killed owner leaves none. The note lies in the user's runtime folder; it is
believed only while the lock is held.

On POSIX a process loses SQLite's lock when anything in it opens and closes the same file, as a file dialog does that
looks for icons. So the note is locked as well, by a lock that only its own handle lets go.
"""

import json
import os
import platform
import sys
import time
import zlib
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from app.models.errors import FileError
from app.models.places import runtime_folder
from app.store.driver import is_busy, reading_errors

if TYPE_CHECKING:
    from sqlite3 import Connection

COMMIT_PATIENCE: Final = 0.040
"""How long COMMIT waits for readers before the edit is left pending, seconds."""

_TRY_AGAIN = 0.001


class WriteLock:
    """The write lock of one connection, and the commits that give it up for a moment."""

    def __init__(self, connection: "Connection", path: Path) -> None:
        self._connection = connection
        self._path = path
        self._seen_version: int | None = None

    @property
    def held(self) -> bool:
        """Whether the connection holds the lock."""
        return self._connection.in_transaction

    def take(self) -> bool:
        """Take the lock and return whether another program has written since it was last held.

        Raises FileError, naming who has it, where another connection holds it.
        """
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except dbapi2.Error as error:
            if is_busy(error):
                raise FileError(who_has(self._path)) from error
            with reading_errors(self._path):
                raise
        version = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        changed = self._seen_version not in (None, version)
        self._seen_version = version
        return changed

    def commit(self, patience: float = COMMIT_PATIENCE) -> bool:
        """Commit; return False, with everything still pending, where a reader is in the way for so many seconds.

        Raises the driver's errors for anything else. The lock is given up: `take` it again.
        """
        deadline = time.monotonic() + patience
        while True:
            try:
                self._connection.execute("COMMIT")
            except dbapi2.Error as error:
                if not is_busy(error):
                    raise
            else:
                return True
            if time.monotonic() >= deadline:
                return False
            time.sleep(_TRY_AGAIN)

    def roll_back(self) -> None:
        """Take back what was written since the last commit; the lock is given up."""
        if self.held:  # some errors, such as a full disk, make SQLite roll back by itself
            self._connection.execute("ROLLBACK")


def _note_path(path: Path) -> Path:
    place = str(path.resolve()).encode("utf-8", "surrogateescape")
    return runtime_folder() / f"{zlib.crc32(place):08x}{zlib.adler32(place):08x}.json"


def leave_note(path: Path) -> int | None:
    """Leave a locked note that this process has the file open, and return its handle for `remove_note`.

    Raises FileError, naming who has the file, where another process has locked the note. A folder that can't be
    written to is no reason to fail: there is no note then.
    """
    note = {
        "path": str(path.resolve()),
        "pid": os.getpid(),
        "host": platform.node(),
        "since": datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    try:
        handle = _lock_note(path)
    except OSError:
        return None
    with suppress(OSError):
        os.truncate(handle, 0)
        os.write(handle, json.dumps(note).encode("utf-8"))
    return handle


def _lock_note(path: Path) -> int:
    """Return a handle of the note, locked, and still the one in the folder: its owner may just be removing it."""
    note = _note_path(path)
    note.parent.mkdir(parents=True, exist_ok=True)
    while True:
        handle = os.open(note, os.O_RDWR | os.O_CREAT, 0o600)
        if not _lock_handle(handle):
            os.close(handle)
            raise FileError(who_has(path))
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), note.stat()):
                return handle
        os.close(handle)


def _lock_handle(handle: int) -> bool:
    """Lock a handle of a note; return False where another process has. On Windows SQLite's lock is not lost."""
    if sys.platform != "win32":
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks: the note still says who it is
            return True
    return True


def remove_note(path: Path, handle: int | None) -> None:
    """Take the note away."""
    if handle is not None:
        if sys.platform == "win32":  # what is open can't be removed there
            os.close(handle)
        with suppress(OSError):
            _note_path(path).unlink()
        if sys.platform != "win32":
            os.close(handle)


def who_has(path: Path) -> str:
    """Return the sentence for a file whose lock another connection holds."""
    try:
        note = json.loads(_note_path(path).read_text("utf-8"))
        since = datetime.fromisoformat(note["since"])
        if note["pid"] == os.getpid():
            return f"“{path.name}” is already open here."
        return (
            f"“{path.name}” is open in another Clew (process {note['pid']} on {note['host']}, "
            f"since {since:%H:%M on %d.%m.%Y}). Close it there first; nothing was changed."
        )
    except (OSError, ValueError, KeyError, TypeError):
        return f"“{path.name}” is in use by another program. Close it there first; nothing was changed."
