"""The open workspace: its content in memory, the file behind it, and the one way to change both."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeVar, cast

from app.models.changes import Change, ChangeSet, Origin
from app.models.content import Content
from app.models.errors import ClewError, FileError
from app.models.images import image_name
from app.models.snapshot import Snapshot
from app.store.compaction import Compaction, compaction_of
from app.store.copies import save_copy
from app.store.edit import Edit, difference, inverse, revert
from app.store.files import move_to_free_name
from app.store.history import HistoryStep
from app.store.images import Fit, ImageReader, checked, prepared
from app.store.keyframes import EVERY
from app.store.listeners import Listener, Listeners
from app.store.open_file import OpenFile
from app.store.past import Past, story

R = TypeVar("R")

TYPING_PAUSE: Final = 2.0
"""Edits of one group merge into one undo while they are less than this apart, seconds."""

AT_ONCE: Final = 300
"""The most records that an edit changes between two frames; for more there is the worker."""

_INNER_QUOTES: Final = str.maketrans("“”", "‘’")

READER_PATIENCE: Final = 5.0
"""How long an edit waits for a reader to leave the file before it is taken back, seconds."""


HANDS_OFF: Final = "Hands off is on: nothing on the map changes. Press F8 to work on it again."


class _Written(NamedTuple):
    """A step in the file that the listeners have not heard of; `since` by the monotonic clock.

    `keyframe` is the older step whose keyframe was written along.
    """

    step: HistoryStep
    changes: tuple[Change, ...]
    since: float
    keyframe: int = 0

    def change_set(self) -> ChangeSet:
        return ChangeSet(self.step.label, cast(Origin, self.step.origin), self.step.step, self.changes)


class Store:
    """One open workspace; used from the thread that opened it, but for what says otherwise."""

    def __init__(self, path: Path) -> None:
        self._thread = threading.get_ident()
        self._gate = threading.Lock()
        self._still = threading.RLock()  # held while the content is ahead of its step
        self._past = Past(self._present)
        self._keyframe: int | None = None
        self._listeners = Listeners()
        self._editing = False
        self.hands_off = False
        """Whether nothing is to be changed by accident: then only what is deliberate is done. Not kept in the file."""
        self._deliberate = 0
        self._deliberate_units: set[int] = set()
        """What was done deliberately since the file was opened: hands off or not, that is undone and done again."""
        self._busy = ""
        self._pending: _Written | None = None
        self._apart: _Written | None = None
        self._apart_thread = 0
        self._images: dict[str, bytes] = {}
        self._typing: tuple[str, float, int] | None = None
        self._tops: tuple[HistoryStep | None, HistoryStep | None] | None = None
        self._file = OpenFile(path.absolute())
        self._closed = False
        try:
            self.content, self.step = self._file.read()
        except BaseException:
            self._file.close()
            raise
        self.content.sealed = True

    @property
    def path(self) -> Path:
        """The file, by its absolute path."""
        return self._file.path

    def snapshot(self) -> Snapshot:
        """Return the content as it is now, for exports."""
        return Snapshot(self.content.copy(), self.step, self.path.name, ImageReader(self.path, self._images))

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call the listener after each commit; returns how to end that. Methods are held weakly, by their object."""
        return self._listeners.add(listener)

    # ---- images

    def add_image(self, data: bytes) -> str:
        """Make a picture fit to be stored and return the SHA-256 that records name it by; see `images.prepared`.

        That may take a second: a window makes it fit on another thread before.
        """
        fit = data if isinstance(data, Fit) else prepared(data)
        name = image_name(fit)
        if self._file.image(name) is None:
            self._images[name] = fit
        return name

    def keep_image(self, data: bytes, name: str) -> str:
        """Take an image as it is; raises InputError where it is no PNG or JPEG, or not what its SHA-256 says.

        It waits in memory for the next edit and is written in the same transaction: the one that shows it.
        """
        if self._file.image(name) is None:
            self._images[name] = checked(data, name)
        return name

    def image(self, name: str | None) -> bytes | None:
        """Return the bytes of an image by its SHA-256, PNG or JPEG; none where there is no such one."""
        return None if name is None else self._images.get(name) or self._file.image(name)

    # ---- edits

    @contextmanager
    def edit(self, label: str, group: str | None = None, origin: Origin = "edit") -> Iterator[Edit]:
        """Change the content: one transaction, one step of the history, one change set.

        Leaving the block checks the rules, writes, commits and tells the listeners; an error inside or while leaving
        takes everything back in memory and file, and nobody is told. Edits of the same group merge into one undo while
        somebody types. Raises RuleError for what breaks a rule, FileError for what can't be written.
        """
        if self._apart_thread == threading.get_ident():
            with self._aside(label, origin) as edit:
                yield edit
            return
        with self._still:
            with self._editing_content() as edit:
                yield edit
                changes = edit.finish()
            if changes:
                number = self.step + 1
                unit = self._unit_of(group, number)
                if self._deliberate:
                    self._deliberate_units.add(unit)
                self._typing = (group, time.monotonic(), unit) if group is not None else None
                self._write(HistoryStep(number, datetime.now(UTC), label, origin, unit), changes)

    @contextmanager
    def deliberate(self) -> Iterator[None]:
        """Do inside what nobody does by accident, such as to capture a sentence: hands off or not."""
        self._deliberate += 1
        try:
            yield
        finally:
            self._deliberate -= 1

    def _check_hands(self) -> None:
        """Raise while hands are off, but for what is deliberate."""
        if self.hands_off and not self._deliberate:
            raise ClewError(HANDS_OFF)

    def _unit_of(self, group: str | None, number: int) -> int:
        """Return the unit of a new step: that of the newest one where both are typing in the same place."""
        if self._typing is not None and group is not None:
            typed, at, unit = self._typing
            if typed == group and time.monotonic() - at < TYPING_PAUSE:
                return unit
        return number

    @contextmanager
    def _editing_content(self) -> Iterator[Edit]:
        self._check_hands()
        self._begin()
        edit = Edit(self.content)
        self._editing = True
        self.content.sealed = False
        try:
            yield edit
        except BaseException:
            edit.roll_back()
            self._images.clear()
            raise
        finally:
            self.content.sealed = True
            self._editing = False

    def _begin(self) -> None:
        """Raise where no edit may begin, and see to it that the lock is held."""
        if self._closed:
            raise RuntimeError("the workspace is closed")
        self._check_thread()
        with self._gate:
            if self._editing:
                raise RuntimeError("edits don't nest, and listeners don't edit")
            if self._busy or self._apart:
                raise ClewError(f"“{self._busy or 'Long work'}” is still going on. Change the map when it is done.")
            if self._pending:
                raise ClewError("The last change is still being saved: another program is reading. Try again soon.")
        if self._file.hold():
            self._reload()
            raise ClewError(
                f"Another program has changed “{self.path.name}”, so it was read again. Please repeat the last change."
            )

    def _check_thread(self) -> None:
        if threading.get_ident() != self._thread:
            raise RuntimeError("a workspace is edited from the thread that opened it")

    def _write(self, step: HistoryStep, changes: Sequence[Change]) -> ChangeSet:
        """Write and commit; where that fails, memory and file go back to the step before."""
        keyframe = self._past.waiting_keyframe()
        written = _Written(step, tuple(changes), time.monotonic(), keyframe[0] if keyframe else 0)
        try:
            committed = self._file.write(step, changes, images=self._images, keyframe=keyframe)
        except BaseException:
            self._revert(changes)
            raise
        if committed:
            return self._committed(written)
        self._pending = written
        return written.change_set()

    def _revert(self, changes: Sequence[Change]) -> None:
        with self._unsealed():
            revert(self.content, changes)
        self._images.clear()
        self._typing = self._tops = None

    @contextmanager
    def _unsealed(self) -> Iterator[None]:
        self.content.sealed = False
        try:
            yield
        finally:
            self.content.sealed = True

    def _committed(self, written: _Written) -> ChangeSet:
        self._pending = self._tops = None
        self._images.clear()
        self._past.written(written.keyframe)
        self.step = written.step.step
        changed = False
        with suppress(FileError):  # another program was faster: the next edit says so
            changed = self._file.hold()
        change_set = written.change_set()
        self._tell(change_set)
        if changed:
            self._reload()
        return change_set

    def _tell(self, change_set: ChangeSet) -> None:
        self._editing = True
        try:
            self._listeners.tell(change_set)
        finally:
            self._editing = False

    def _reload(self) -> None:
        """Read what another program wrote, and tell the listeners what is different now."""
        fresh, step = self._file.read()
        changes = difference(self.content, fresh)
        with self._still:
            self._revert(inverse(changes))
            self.step = step
        self._past.forget()
        if changes:
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
        with self._still:
            return self._retry(waiting)

    def _retry(self, waiting: _Written) -> bool:
        try:
            committed = self._file.commit()
            if not committed and time.monotonic() - waiting.since >= READER_PATIENCE:
                self._file.roll_back()
                raise FileError(
                    f"“{waiting.step.label}” was taken back: another program has been reading “{self.path.name}” for "
                    "too long. Everything before it is safe. Close that program, then try again."
                )
        except BaseException:
            self._pending = None
            self._revert(waiting.changes)
            raise
        if committed:
            self._committed(waiting)
        return committed

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
        if self._busy or self._apart or self._pending:  # nothing can be undone before that is over
            return (None, None)
        if self._tops is None:
            self._tops = self._file.tops()
        return self._tops

    def undo(self) -> ChangeSet | None:
        """Take back the newest unit of the history that stands; none where there is none."""
        return self._reverse(0, "undo")

    def redo(self) -> ChangeSet | None:
        """Bring back what the newest undo took; none where there is none."""
        return self._reverse(1, "redo")

    def _reverse(self, which: int, origin: Origin) -> ChangeSet | None:
        self._begin()
        step = self._next()[which]
        if step is None or step.unit not in self._deliberate_units:
            self._check_hands()
        if step is None:
            return None
        with self._still:
            with self.deliberate(), self._editing_content() as edit:
                edit.apply(inverse(self._file.changes(step.unit, step.step, step.unit)))
                changes = edit.finish()
            self._typing = None
            number = self.step + 1
            if step.unit in self._deliberate_units:
                self._deliberate_units.add(number)
            made = HistoryStep(number, datetime.now(UTC), step.label, origin, number, reverses=step.unit)
            return self._write(made, changes)

    def large_reversal(self, origin: Literal["undo", "redo"]) -> Callable[[], None] | None:
        """Return what does the next undo or redo on the worker, for `adopt` to show; none where it takes a moment.

        What it raises is what `edit_apart` does.
        """
        step = self._next()[origin == "redo"]
        if step is None or self.hands_off or self._file.count_changes(step.unit, step.step) <= AT_ONCE:
            return None

        def reverse() -> None:
            with self.bulk(step.label):
                edit = Edit(self.content.copy())
                edit.apply(inverse(self._file.changes(step.unit, step.step, step.unit)))
                self._write_apart(edit.finish(), step.label, origin, step.unit)

        return reverse

    def restore_point(self, name: str) -> None:
        """Give the present position of the history a name."""
        self._begin()
        self._typing = None
        number = self.step + 1
        self._write(HistoryStep(number, datetime.now(UTC), name, "edit", number, name=name), ())

    def steps(self, newest: int | None = None, limit: int | None = None) -> list[HistoryStep]:
        """Return so many steps of the history from the newest (or the one of that number) back; all without a limit."""
        return self._file.steps(newest, limit)

    def story(self, first: int, last: int) -> list[tuple[HistoryStep, tuple[Change, ...]]]:
        """Return the steps from first to last as they were done, each with what it changed; from any thread.

        Raises InputError where the history has none of them.
        """
        return story(self.path, first, last)

    def past(self, step: int) -> Snapshot:
        """Return the workspace as it was after a step, from any thread; raises InputError where there is no such step.

        Nobody may change its content, which is shared by all who ask for that step.
        """
        path = self.path
        return Snapshot(self._past.content(path, step), step, path.name, ImageReader(path))

    def _present(self) -> tuple[Content, int]:
        """Return a copy of the content as the newest step left it, and that step; from any thread."""
        with self._still:
            content, step, pending = self.content.copy(), self.step, self._pending
        if pending is not None:
            revert(content, pending.changes)
        return content, step

    def keyframes_due(self) -> Callable[[Callable[[], bool]], None] | None:
        """Return what makes the keyframes that the file lacks, for the worker; none before enough steps have gathered.

        It is called with what says whether to stop. Edits go on meanwhile; each of those that follow writes one along.
        """
        if self._keyframe is None:
            self._keyframe = self._file.newest_keyframe()
        if self.step - self._keyframe < EVERY:
            return None
        self._keyframe = self.step
        return partial(self._past.make_keyframes, self.path)

    def changes_since(self, step: int) -> int:
        """Return how many changes of records came after a step: what `restore` takes back at most."""
        return self._file.count_changes(step + 1, self.step)

    def restore(self, step: int) -> None:
        """Bring the content back to what it was after a step, such as a restore point, as one edit that can be undone.

        Raises InputError where there is no such step, RuleError where it would break a rule that came later.
        """
        past = self.past(step).content
        label = self.steps(step, 1)[0].label.translate(_INNER_QUOTES)
        with self.edit(f"Return to “{label}”") as edit:
            edit.apply(difference(edit.content, past))

    def compaction(self, before: datetime) -> Compaction:
        """Return what `compact` would do, from any thread; the moment has a time zone."""
        return compaction_of(self.path, before)

    def compact(
        self,
        before: datetime,
        progress: Callable[[float], object] = lambda fraction: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        """Thin what is older than a moment, for the worker; nothing is undone across that, and it can't be undone.

        Raises FileError or Cancelled, with the history as it was.
        """
        with self.bulk("Compact the history"):
            if self._file.compact(before, READER_PATIENCE, progress, cancelled):
                self._typing = self._tops = self._keyframe = None
                self._past.forget()
                self._file.vacuum()

    # ---- the file

    @contextmanager
    def bulk(self, what: str) -> Iterator[None]:
        """Keep edits out during long work on the file, from any thread; whoever tries one is told `what` goes on."""
        while not self._enter_bulk(what):
            time.sleep(0.002)
        try:
            yield
        finally:
            self._busy = ""

    def _enter_bulk(self, what: str) -> bool:
        """Begin long work unless an edit is going on, which the worker waits for."""
        with self._gate:
            if self._closed or self._busy or self._apart:
                raise ClewError(f"“{what}” can't begin now: other long work is going on, or the file is closed.")
            if self._editing or self._pending:
                if threading.get_ident() == self._thread:
                    raise ClewError(f"“{what}” can't begin before the last change is saved. Try again soon.")
                return False
            self._busy = what
            return True

    @contextmanager
    def edit_apart(self, label: str, origin: Origin = "import") -> Iterator[Edit]:
        """An edit for the worker: done on a copy of the content and committed; `adopt` then shows it.

        Raises what `edit` does; nothing has changed then.
        """
        with self.bulk(label), self._aside(label, origin) as edit:
            yield edit

    def apart(self, what: str, service: "Callable[[Store], R]") -> R:
        """Run a service on the worker and return what it does: its one edit is apart, and `adopt` then shows it.

        Nobody else edits meanwhile; whoever tries is told `what` goes on.
        """
        with self.bulk(what):
            self._apart_thread = threading.get_ident()
            try:
                return service(self)
            finally:
                self._apart_thread = 0

    @contextmanager
    def _aside(self, label: str, origin: Origin) -> Iterator[Edit]:
        """Edit a copy of the content and write that, inside `bulk`."""
        if self._apart is not None:
            raise RuntimeError("one edit apart, until it is adopted")
        self._check_hands()
        edit = Edit(self.content.copy())
        try:
            yield edit
            changes = edit.finish()
            if changes:
                self._write_apart(changes, label, origin)
        except BaseException:
            self._images.clear()
            raise

    def _write_apart(
        self, changes: tuple[Change, ...], label: str, origin: Origin, reverses: int | None = None
    ) -> None:
        self._file.hold()
        number = self.step + 1
        step = HistoryStep(number, datetime.now(UTC), label, origin, number, reverses=reverses)
        if not self._file.write(step, changes, READER_PATIENCE, self._images):
            self._file.roll_back()
            raise FileError(f"“{label}” was not saved: another program is reading “{self.path.name}”.")
        self._apart = _Written(step, tuple(changes), 0.0)

    def adopt(self) -> ChangeSet | None:
        """Show what an edit apart did, in the thread of the store: content and listeners; none where there is none."""
        written = self._apart
        if written is None:
            return None
        self._check_thread()
        with self._still:
            self._revert(inverse(written.changes))
            self._apart = None
            return self._committed(written)

    def save_copy(
        self,
        path: Path,
        *,
        history: bool,
        progress: Callable[[float], object] = lambda fraction: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        """Write a copy beside `path` and rename it over; from any thread. Without history it is one to share."""
        with self.bulk("Save a copy"):
            save_copy(self.path, path, history=history, progress=progress, cancelled=cancelled)

    def rename(self, new_path: Path) -> None:
        """Give the file another name or folder on the same disk; raises FileError, the name unchanged."""
        self._begin()
        old, new = self.path, new_path.absolute()
        self._file.close()
        self._closed = True  # and stays so where another program is faster to lock the file
        try:
            move_to_free_name(old, new)
        except OSError as error:
            self._reopen(old)
            raise FileError(f"“{old.name}” keeps its name: {error.strerror or error}.") from error
        except FileError:
            self._reopen(old)
            raise
        self._reopen(new)

    def _reopen(self, path: Path) -> None:
        self._file = OpenFile(path)
        self._closed = False
        self._reload()

    def close(self) -> None:
        """Close the file; waits for a pending change, and raises FileError where that has to be taken back."""
        if self._closed:
            return
        if self._busy:
            raise ClewError(f"“{self._busy}” is still going on. Close the file when it is done.")
        try:
            while not self.retry_pending():
                time.sleep(0.01)
        finally:
            self._closed = True
            self._file.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
