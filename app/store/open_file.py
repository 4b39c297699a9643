"""The file of an open workspace: one locked connection, and transactions that end committed or as if never begun."""

import time
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from sqlcipher3 import dbapi2

from app.models.changes import Change
from app.models.content import Content
from app.models.errors import FileError
from app.store.compaction import compact
from app.store.driver import connect, error_name, is_busy, reading_errors, reason_of
from app.store.header import check_size, held_files, identity
from app.store.history import (
    FLOORS,
    HistoryStep,
    changes_of,
    named_now,
    next_redo,
    next_undo,
    steps_back,
    with_subjects,
)
from app.store.images import read_image
from app.store.keyframes import newest_keyframe, write_keyframe
from app.store.locking import COMMIT_PATIENCE, WriteLock, leave_note, remove_note
from app.store.migrations import bring_up_to_date
from app.store.reading import newest_step, read_content
from app.store.turns import has_turns
from app.store.waiting import Waiting

if TYPE_CHECKING:
    from sqlite3 import Connection

    from app.store.writing import Writer

R = TypeVar("R")


class OpenFile:
    """A workspace file that this process owns until `close`; raises FileError where it can't be opened or locked."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer: Writer | None = None
        self._others_wrote = False
        self._reading = Lock()
        with reading_errors(path):
            self.connection = connect(path)
        try:
            self._lock = WriteLock(self.connection, path)
            self._lock.take()
            note = leave_note(path)
        except BaseException:
            self.connection.close()
            raise
        self._let_go = weakref.finalize(self, _let_go, path, identity(path), note)
        try:
            with reading_errors(path):
                check_size(path, self.connection)
                bring_up_to_date(path, self.connection, self._lock)
        except BaseException:
            self.connection.close()
            self._let_go()
            raise
        held_files.add(identity(path))

    def read(self, *, later: bool = False) -> tuple[Content, int]:
        """Return all records and the number of the newest step; `later`: see `read_content`."""
        with reading_errors(self.path):
            return read_content(self.connection, self._again if later else None), newest_step(self.connection)

    @contextmanager
    def _again(self) -> "Iterator[Connection]":
        """Read what was left for later, in whatever thread asks: by the same connection, so that no commit waits."""
        with self._reading, reading_errors(self.path):
            yield self.connection

    def tops(self) -> tuple[HistoryStep | None, HistoryStep | None]:
        """Return the steps that undo and redo take next."""
        with reading_errors(self.path):
            return next_undo(steps_back(self.connection)), next_redo(steps_back(self.connection))

    def floor(self) -> str:
        """Return the origin of the newest step that nothing is undone beyond; empty where there is none."""
        with reading_errors(self.path):
            return next((each.origin for each in steps_back(self.connection) if each.origin in FLOORS), "")

    def steps(self, newest: int | None, limit: int | None) -> list[HistoryStep]:
        """Return so many steps from the newest (or the one of that number) back, with what they are about."""
        with reading_errors(self.path):
            steps = named_now(self.connection, islice(steps_back(self.connection, newest), limit))
            return with_subjects(self.connection, steps)

    def changes(self, first: int, last: int, unit: int | None = None) -> list[Change]:
        """Return what the steps from first to last (of one unit, if given) did in all."""
        with reading_errors(self.path):
            return changes_of(self.connection, first, last, unit)

    def count_changes(self, first: int, last: int) -> int:
        """Return how many changes of records the steps from first to last hold."""
        with reading_errors(self.path):
            statement = "SELECT count(*) FROM history_change WHERE step BETWEEN ? AND ?"
            return int(self.connection.execute(statement, (first, last)).fetchone()[0])

    def newest_keyframe(self) -> int:
        """Return the step of the newest keyframe; 0 where there is none."""
        with reading_errors(self.path):
            return newest_keyframe(self.connection)

    def image(self, name: str) -> bytes | None:
        """Return the bytes of a stored image, or none."""
        with reading_errors(self.path):
            return read_image(self.connection, name)

    def has_turns(self, source_id: str) -> bool:
        """Return whether the file holds turns of a source, also of one that was undone."""
        with reading_errors(self.path):
            return has_turns(self.connection, source_id)

    def hold(self) -> bool:
        """Take the lock where it is not held; return whether another program has written since it last was.

        Raises FileError, naming who has it, where that is somebody else.
        """
        self._regain()
        others_wrote, self._others_wrote = self._others_wrote, False
        return others_wrote

    def _regain(self) -> None:
        if not self._lock.held:
            self._others_wrote |= self._lock.take()

    def write(
        self,
        step: HistoryStep,
        changes: Sequence[Change],
        patience: float = COMMIT_PATIENCE,
        waiting: Waiting | None = None,
        keyframe: tuple[int, bytes] | None = None,
    ) -> bool:
        """Write a step with what waits for it, a keyframe of an older one along, and commit.

        Returns False, all of it still pending, where a reader is in the way. Raises FileError, with the file as it was,
        where it can't be written.
        """
        try:
            if self._writer is None:
                from app.store.writing import Writer

                self._writer = Writer(self.connection)
            self._writer.write(step, changes)
            if waiting:
                waiting.write(self.connection)
            if keyframe:
                write_keyframe(self.connection, *keyframe)
        except BaseException as error:
            self._failed(error)
            raise
        return self.commit(patience)

    def commit(self, patience: float = 0) -> bool:
        """Commit what is written, holding the lock again afterwards if nobody was faster; otherwise as `write`."""
        try:
            committed = self._lock.commit(patience)
        except BaseException as error:
            self._failed(error)
            raise
        if committed:
            with suppress(FileError):  # another program was faster: `hold` says so to the next edit
                self._regain()
        return committed

    def compact(
        self,
        before: datetime,
        patience: float,
        progress: Callable[[float], object],
        cancelled: Callable[[], bool],
    ) -> bool:
        """Thin the history up to a moment and commit; return whether there was anything to do.

        Raises FileError or Cancelled, with the file as it was.
        """
        self._regain()
        try:
            done = compact(self.connection, before, progress, cancelled)
        except BaseException as error:
            self._failed(error)
            raise
        if not self.commit(patience):
            self.roll_back()
            raise FileError(f"The history was not compacted: another program is reading “{self.path.name}”.")
        return done

    def transact(self, what: str, work: "Callable[[Connection], R]", patience: float) -> R:
        """Do work on the connection, commit, and return what it returns.

        Raises what the work does, or FileError where a reader is in the way; the file is as it was then.
        """
        self._regain()
        try:
            done = work(self.connection)
        except BaseException as error:
            self._failed(error)
            raise
        if not self.commit(patience):
            self.roll_back()
            raise FileError(
                f"“{what}” was not done: another program is reading “{self.path.name}”. Nothing was changed."
            )
        return done

    def read_with(self, reader: "Callable[[Connection], R]") -> R:
        """Return what a function reads through the connection."""
        with reading_errors(self.path):
            return reader(self.connection)

    def vacuum(self, patience: float = 0) -> None:
        """Make the file as small as what it holds, unless a reader is in the way or the disk too full for that.

        A reader is waited for so many seconds.
        """
        self._lock.roll_back()  # nothing is written then, but the lock is held
        deadline = time.monotonic() + patience
        while True:
            try:
                self.connection.execute("VACUUM")
            except dbapi2.Error as error:
                if is_busy(error) and time.monotonic() < deadline:
                    time.sleep(0.01)
                    continue
            break
        with suppress(FileError):
            self._regain()

    def _failed(self, error: BaseException) -> None:
        self.roll_back()
        if error_name(error).startswith("SQLITE_READONLY") and not self.path.exists():
            raise FileError(
                f"The change was not saved: “{self.path.name}” was moved or deleted while it was open. "
                f"Put it back into “{self.path.parent}” to go on, or export what you see as JSON."
            ) from error
        if isinstance(error, dbapi2.Error):
            raise FileError(
                f"The change was not saved: {reason_of(error)}. Everything before it is safe in “{self.path.name}”."
            ) from error

    def roll_back(self) -> None:
        """Take back what is written and not committed; the next edit takes the lock again if that fails here."""
        self._lock.roll_back()
        with suppress(FileError):
            self._regain()

    def close(self) -> None:
        """Close the file and give up the lock; what is not committed is lost."""
        with self._reading:
            self._lock.roll_back()
            self.connection.close()
        self._let_go()


def _let_go(path: Path, held: tuple[int, int], note: int | None) -> None:
    """Forget that the file is open here; also when it was never closed, since another may get its inode."""
    held_files.discard(held)
    remove_note(path, note)
