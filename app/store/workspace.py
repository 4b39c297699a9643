"""The open workspace: its content in memory, the file behind it, and the one way to change both."""

import threading
import time
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from inspect import ismethod
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from app.models.changes import Change, ChangeSet, Origin
from app.models.content import Content
from app.models.errors import ClewError, FileError
from app.models.snapshot import Snapshot
from app.store.driver import connect, reading_errors, reason_of
from app.store.edit import Edit, inverse, revert
from app.store.header import held_files, identity
from app.store.history import HistoryStep, changes_of, next_redo, next_undo, steps_back
from app.store.locking import WriteLock, remove_note, write_note
from app.store.reading import newest_step, read_content

if TYPE_CHECKING:
    from app.store.writing import Writer

Listener = Callable[[ChangeSet], None]

TYPING_PAUSE: Final = 2.0
"""Edits of one group merge into one undo while they are less than this apart, seconds."""

READER_PATIENCE: Final = 5.0
"""How long an edit waits for a reader to leave the file before it is taken back, seconds."""


@dataclass(frozen=True, slots=True)
class _Pending:
    """An edit that is written but not committed, since a reader is in the way; `since` by the monotonic clock."""

    step: HistoryStep
    change_set: ChangeSet
    since: float


class Store:
    """One open workspace; used from the thread that opened it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._thread = threading.get_ident()
        self._listeners: list[Callable[[], Listener | None]] = []
        self._writer: Writer | None = None
        self._editing = False
        self._pending: _Pending | None = None
        self._typing: tuple[str, float, int] | None = None
        self._tops: tuple[HistoryStep | None, HistoryStep | None] | None = None
        self._open()

    def _open(self) -> None:
        with reading_errors(self.path):
            self._connection = connect(self.path)
        try:
            self._lock = WriteLock(self._connection, self.path)
            self._lock.take()
            with reading_errors(self.path):
                self.content = read_content(self._connection)
                self.step = newest_step(self._connection)
        except BaseException:
            self._connection.close()
            raise
        self.content.sealed = True
        self._identity = identity(self.path)
        held_files.add(self._identity)
        write_note(self.path)
        self._closed = False

    # ---- what it holds

    def snapshot(self) -> Snapshot:
        """Return the content as it is now, for exports."""
        return Snapshot(self.content.copy(), self.step, self.path.name)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call the listener after each commit; returns how to end that. Methods are held weakly, by their object."""
        reference: Callable[[], Listener | None]
        reference = weakref.WeakMethod(listener) if ismethod(listener) else lambda: listener
        self._listeners.append(reference)

        def unsubscribe() -> None:
            if reference in self._listeners:
                self._listeners.remove(reference)

        return unsubscribe

    # ---- edits

    @contextmanager
    def edit(self, label: str, group: str | None = None, origin: Origin = "edit") -> Iterator[Edit]:
        """Change the content: one transaction, one step of the history, one change set.

        Leaving the block checks the rules, writes, commits and tells the listeners; an error inside or while leaving
        takes everything back in memory and file, and nobody is told. Edits of the same group merge into one undo while
        somebody types. Raises RuleError for what breaks a rule, FileError for what can't be written.
        """
        with self._editing_content() as edit:
            yield edit
            changes = edit.finish()
        if changes:
            number = self.step + 1
            unit = self._unit_of(group, number)
            self._commit(HistoryStep(number, datetime.now(UTC), label, origin, unit), origin, changes)
            self._typing = (group, time.monotonic(), unit) if group is not None else None

    def _unit_of(self, group: str | None, number: int) -> int:
        """Return the unit of a new step: that of the newest one where both are typing in the same place."""
        if self._typing is not None and group is not None:
            typed, at, unit = self._typing
            if typed == group and time.monotonic() - at < TYPING_PAUSE:
                return unit
        return number

    @contextmanager
    def _editing_content(self) -> Iterator[Edit]:
        self._check_may_edit()
        self._hold_lock()
        edit = Edit(self.content)
        self._editing = True
        self.content.sealed = False
        try:
            yield edit
        except BaseException:
            edit.roll_back()
            raise
        finally:
            self.content.sealed = True
            self._editing = False

    def _check_may_edit(self) -> None:
        if self._closed:
            raise RuntimeError("the workspace is closed")
        if threading.get_ident() != self._thread:
            raise RuntimeError("a workspace is edited from the thread that opened it")
        if self._editing:
            raise RuntimeError("edits don't nest, and listeners don't edit")
        if self._pending is not None:
            raise ClewError(
                "The last change is still being saved: another program is reading the file. Try again soon."
            )

    def _hold_lock(self) -> None:
        """Take the lock where it was lost; where another program wrote meanwhile, read the file again."""
        if not self._lock.held and self._lock.take():
            self._reload()
            raise ClewError(
                f"Another program has changed “{self.path.name}”, so it was read again. Please repeat the last change."
            )

    def _commit(self, step: HistoryStep, origin: Origin, changes: Sequence[Change]) -> ChangeSet:
        """Write and commit; where that fails, memory and file go back to the step before."""
        change_set = ChangeSet(step.label, origin, step.step, tuple(changes))
        try:
            self._loaded_writer().write(step, changes)
            committed = self._lock.commit()
        except BaseException as error:
            self._take_back(changes)
            if isinstance(error, dbapi2.Error):
                raise FileError(
                    f"The change was not saved: {reason_of(error)}. Everything before it is safe in “{self.path.name}”."
                ) from error
            raise
        if committed:
            self._committed(step, change_set)
        else:
            self._pending = _Pending(step, change_set, time.monotonic())
        return change_set

    def _loaded_writer(self) -> "Writer":
        if self._writer is None:
            from app.store.writing import Writer

            self._writer = Writer(self._connection)
        return self._writer

    def _take_back(self, changes: Sequence[Change]) -> None:
        self._lock.roll_back()
        self.content.sealed = False
        revert(self.content, changes)
        self.content.sealed = True
        self._typing = None
        self._hold_lock()

    def _committed(self, step: HistoryStep, change_set: ChangeSet) -> None:
        self._pending = None
        self.step = step.step
        self._tops = None
        changed = False
        with suppress(FileError):  # another program was faster: the next edit says so
            changed = self._lock.take()
        self._tell(change_set)
        if changed:
            self._reload()

    def _tell(self, change_set: ChangeSet) -> None:
        """Tell all listeners, then raise the first of their errors: what is committed stays."""
        errors: list[Exception] = []
        self._editing = True
        try:
            for reference in tuple(self._listeners):
                listener = reference()
                if listener is None:
                    self._listeners.remove(reference)
                    continue
                try:
                    listener(change_set)
                except Exception as error:
                    errors.append(error)
        finally:
            self._editing = False
        if errors:
            raise errors[0]

    def _reload(self) -> None:
        """Read what another program wrote, and tell the listeners what is different now."""
        with reading_errors(self.path):
            fresh = read_content(self._connection)
            self.step = newest_step(self._connection)
        changes = difference(self.content, fresh)
        self.content.sealed = False
        revert(self.content, inverse(changes))
        self.content.sealed = True
        self._typing = None
        self._tops = None
        self._tell(ChangeSet("Read again", "reload", self.step, tuple(changes)))

    @property
    def pending(self) -> bool:
        """Whether a change waits for another program to stop reading the file."""
        return self._pending is not None

    def retry_pending(self) -> bool:
        """Try again to commit what is pending, without waiting; return whether nothing is pending any more.

        Raises FileError after five seconds: the change is taken back, since another program keeps on reading.
        """
        waiting = self._pending
        if waiting is None:
            return True
        if self._lock.commit(patience=0):
            self._committed(waiting.step, waiting.change_set)
            return True
        if time.monotonic() - waiting.since < READER_PATIENCE:
            return False
        self._pending = None
        self._take_back(waiting.change_set.changes)
        raise FileError(
            f"“{waiting.change_set.label}” was taken back: another program has been reading “{self.path.name}” for too "
            "long. Everything before it is safe. Close that program, then try again."
        )

    # ---- history

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return self._next()[0] is not None

    @property
    def can_redo(self) -> bool:
        """Whether there is an undo to take back."""
        return self._next()[1] is not None

    @property
    def undo_label(self) -> str:
        """What undo would take back, or an empty text."""
        step = self._next()[0]
        return step.label if step else ""

    @property
    def redo_label(self) -> str:
        """What redo would bring back, or an empty text."""
        step = self._next()[1]
        return step.label if step else ""

    @property
    def undo_time(self) -> datetime | None:
        """When what undo would take back was done."""
        step = self._next()[0]
        return step.at if step else None

    def _next(self) -> tuple[HistoryStep | None, HistoryStep | None]:
        if self._tops is None:
            self._tops = (next_undo(steps_back(self._connection)), next_redo(steps_back(self._connection)))
        return self._tops

    def undo(self) -> ChangeSet | None:
        """Take back the newest unit of the history that stands; none where there is none."""
        return self._reverse(self._next()[0], "undo")

    def redo(self) -> ChangeSet | None:
        """Bring back what the newest undo took; none where there is none."""
        return self._reverse(self._next()[1], "redo")

    def _reverse(self, step: HistoryStep | None, origin: Origin) -> ChangeSet | None:
        self._check_may_edit()
        if step is None:
            return None
        changes = inverse(changes_of(self._connection, step.unit, step.step, step.unit))
        with self._editing_content() as edit:
            edit.apply(changes)
            done = edit.finish()
        number = self.step + 1
        made = HistoryStep(number, datetime.now(UTC), step.label, origin, number, reverses=step.unit)
        self._typing = None
        return self._commit(made, origin, done)

    def restore_point(self, name: str) -> None:
        """Give the present position of the history a name."""
        self._check_may_edit()
        self._hold_lock()
        number = self.step + 1
        self._typing = None
        self._commit(HistoryStep(number, datetime.now(UTC), name, "edit", number, name=name), "edit", ())

    def history(self, limit: int | None = None) -> list[HistoryStep]:
        """Return the newest steps of the history, the newest first."""
        return list(islice(steps_back(self._connection), limit))

    # ---- the file

    def close(self) -> None:
        """Close the file; waits for a pending change, and raises FileError where that has to be taken back."""
        if self._closed:
            return
        try:
            while not self.retry_pending():
                time.sleep(0.01)
        finally:
            self._closed = True
            self._listeners.clear()
            self._release()

    def _release(self) -> None:
        self._lock.roll_back()
        self._writer = None
        self._connection.close()
        held_files.discard(self._identity)
        remove_note(self.path)

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def difference(before: Content, after: Content) -> list[Change]:
    """Return what has to change for one content to become the other."""
    old = {(record.kind_name, record.id): record for record in before}
    new = {(record.kind_name, record.id): record for record in after}
    return [
        Change(kind, record_id, old.get((kind, record_id)), new.get((kind, record_id)))
        for kind, record_id in old | new
        if old.get((kind, record_id)) != new.get((kind, record_id))
    ]
