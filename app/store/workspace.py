"""The open workspace: its history, its past, copies of it, its file."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final, Literal

from app.models.changes import Change, ChangeSet, Origin
from app.models.errors import ClewError, FileError, InputError
from app.models.snapshot import Snapshot
from app.store.backups import note_backup
from app.store.compaction import Compaction, compaction_of
from app.store.copies import save_copy
from app.store.edit import Edit, difference, inverse
from app.store.editing import READER_PATIENCE
from app.store.files import move_to_free_name
from app.store.history import HistoryStep
from app.store.images import ImageReader
from app.store.keyframes import EVERY
from app.store.open_file import OpenFile
from app.store.past import story
from app.store.protected import Protected
from app.store.turns import TurnReader

AT_ONCE: Final = 300
"""The most records that an edit changes between two frames; for more there is the worker."""

_INNER_QUOTES: Final = str.maketrans("“”", "‘’")


class Store(Protected):
    """One open workspace; used from the thread that opened it, but for what says otherwise."""

    def snapshot(self) -> Snapshot:
        """Return the content as it is now, for exports."""
        path, waiting = self.path, self._waiting
        readers = ImageReader(path, waiting.images), TurnReader(path, waiting.turns)
        return Snapshot(self.content.copy(), self.step, path.name, *readers)

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

    def next_step(self, *, undoing: bool) -> int:
        """Return the number of the step that undo, or else redo, would reverse; 0 where there is none."""
        step = self._next()[0 if undoing else 1]
        return step.step if step else 0

    @property
    def undo_floor(self) -> str:
        """The origin of the newest step that nothing is undone beyond; empty while long work is going on."""
        if self._busy or self._apart or self._pending:
            return ""
        return self._file.floor()

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

    def name_point(self, step: int, name: str) -> None:
        """Give a restore point another name, or with an empty one take it away; the history says so and stays.

        Raises InputError where that step is none.
        """
        point = next(iter(self.steps(step, 1)), None)
        if point is None or point.step != step or point.name is None:
            raise InputError("This is no restore point any more. Nothing was changed.")
        if name == point.name:
            return
        self._begin()
        self._typing = None
        number = self.step + 1
        before, after = point.name.translate(_INNER_QUOTES), name.translate(_INNER_QUOTES)
        label = f"Rename restore point “{before}” to “{after}”" if name else f"Take away restore point “{before}”"
        self._write(HistoryStep(number, datetime.now(UTC), label, "edit", number, reverses=step, name=name), ())

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
        return Snapshot(self._past.content(path, step), step, path.name, ImageReader(path), TurnReader(path))

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
            with suppress(FileError):  # the copy is there; it is only not known of
                self._file.transact("Save a copy", lambda connection: note_backup(connection, path), READER_PATIENCE)

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
