"""Copies of a workspace: whole ones, and ones to share, which carry no history."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from app.models.errors import Cancelled, FileError
from app.models.ids import new_id
from app.store.driver import connect, connect_reader, is_busy, reading_errors, reason_of
from app.store.files import discard, new_name_beside, sync, sync_folder
from app.store.header import held_files, identity
from app.store.history import now
from app.store.images import drop_unused_images
from app.store.locking import who_has
from app.store.reading import newest_step
from app.store.turns import drop_unused_turns

_PAGES = 256
"""Pages copied between two looks at whether to go on: about 1 MB."""


def save_copy(
    source: Path,
    target: Path,
    *,
    history: bool,
    progress: Callable[[float], object] = lambda fraction: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write a copy of the committed state of a workspace, beside its target first and then renamed over it.

    Reads through a connection of its own, so an owner's lock stays held. A copy without history names the step that it
    was made at. Raises FileError where the target can't be written or is open, Cancelled; neither leaves anything.
    """
    check_target(source, target)
    beside = new_name_beside(target)

    def went(_status: int, remaining: int, total: int) -> None:
        if cancelled():
            raise Cancelled("No copy was made: it was cancelled.")
        progress(1 - remaining / max(total, 1))

    try:
        with reading_errors(source), closing(connect_reader(source)) as reader:
            _copy_pages(reader, beside, went)
        if not history:
            _drop_history(beside)
        sync(beside)
        os.replace(beside, target)
        sync_folder(target.absolute().parent)
    except (dbapi2.Error, OSError) as error:
        raise FileError(f"No copy was made: “{target.name}” can't be written: {reason_of(error)}.") from error
    finally:
        discard(beside)


def _copy_pages(reader: "dbapi2.Connection", beside: Path, went: Callable[[int, int, int], None]) -> None:
    try:
        with closing(connect(beside, create=True)) as copy:
            reader.backup(copy, pages=_PAGES, progress=went)
    except dbapi2.Error as error:  # of the copy: the source's own errors mean damage
        if is_busy(error):
            raise
        raise OSError(reason_of(error)) from error


def check_target(source: Path, target: Path) -> None:
    """Raise FileError where a file that somebody has open would be replaced under them."""
    if not target.absolute().parent.is_dir():
        raise FileError(f"There is no folder “{target.absolute().parent}”.")
    if not target.exists():
        return
    if not target.is_file():
        raise FileError(f"“{target.name}” is a folder or a device; choose another name.")
    if identity(target) == identity(source) or identity(target) in held_files:
        raise FileError(f"“{target.name}” is open here; choose another name for the copy.")
    try:
        with closing(connect(target)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except dbapi2.Error as error:  # anything but a lock means that it is no database that somebody has open
        if is_busy(error):
            raise FileError(who_has(target)) from error


def _drop_history(path: Path) -> None:
    """Leave one step that has the number of the newest, and note which file and step the copy is of."""
    with closing(connect(path)) as connection:
        step = newest_step(connection)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM history_keyframe")
        connection.execute("DELETE FROM history_change")
        connection.execute("DELETE FROM history_step")
        drop_unused_images(connection)  # nothing can bring them back there
        drop_unused_turns(connection)
        for table in ("vault", "vault_entry", "backup"):
            connection.execute(f"DELETE FROM {table}")  # who somebody is, and where other files lie, is not shared
        connection.execute(
            "INSERT INTO history_step (number, at, label, origin, unit) VALUES (?, ?, 'Copy', 'copy', ?)",
            (step, now(), step),
        )
        connection.execute("INSERT OR REPLACE INTO meta SELECT 'copy_of', value FROM meta WHERE name = 'file_id'")
        connection.execute(
            "INSERT OR REPLACE INTO meta VALUES ('copy_of_step', ?), ('file_id', ?)", (str(step), new_id())
        )
        connection.execute("COMMIT")
        connection.execute("VACUUM")  # no word of the history stays in free pages
