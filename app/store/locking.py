"""The lock of a workspace: the owner holds SQLite's write lock between edits, and a note says who that is.

SQLite's lock dies with its process, so a killed owner leaves none. The note lies in the user's runtime folder; it is
believed only while the lock is held.
"""

import json
import os
import platform
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


def write_note(path: Path) -> None:
    """Leave a note that this process has the file open; a folder that can't be written to is no reason to fail."""
    note = {
        "path": str(path.resolve()),
        "pid": os.getpid(),
        "host": platform.node(),
        "since": datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    with suppress(OSError):
        _note_path(path).parent.mkdir(parents=True, exist_ok=True)
        _note_path(path).write_text(json.dumps(note), encoding="utf-8")


def remove_note(path: Path) -> None:
    """Take the note away."""
    with suppress(OSError):
        _note_path(path).unlink()


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
