"""Long work on the file of an open workspace: edits are kept out, and a large one is done on a copy of the content."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self, TypeVar

from app.models.changes import Change, ChangeSet, Origin
from app.models.errors import ClewError, FileError
from app.store.edit import Edit, inverse
from app.store.editing import READER_PATIENCE, Editing, Written
from app.store.history import HistoryStep

R = TypeVar("R")


class LongWork(Editing):
    """What the worker does, from its own thread."""

    def __init__(self, path: Path, *, later: bool = False) -> None:
        self._apart_thread = 0
        super().__init__(path, later=later)

    @contextmanager
    def edit(self, label: str, group: str | None = None, origin: Origin = "edit") -> Iterator[Edit]:
        """Change the content; in the thread of a service that runs `apart`, a copy of it."""
        if self._apart_thread == threading.get_ident():
            with self._aside(label, origin) as edit:
                yield edit
        else:
            with super().edit(label, group, origin) as edit:
                yield edit

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

    def apart(self, what: str, service: Callable[[Self], R]) -> R:
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
            self._waiting.clear()
            raise

    def _write_apart(
        self, changes: tuple[Change, ...], label: str, origin: Origin, reverses: int | None = None
    ) -> None:
        self._file.hold()
        number = self.step + 1
        step = HistoryStep(number, datetime.now(UTC), label, origin, number, reverses=reverses)
        if not self._file.write(step, changes, READER_PATIENCE, self._waiting):
            self._file.roll_back()
            raise FileError(f"“{label}” was not saved: another program is reading “{self.path.name}”.")
        if self._deliberate:
            self._deliberate_units.add(number)
        self._apart = Written(step, tuple(changes), 0.0)

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
