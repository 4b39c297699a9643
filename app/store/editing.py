"""How the content of an open workspace changes: one edit, one transaction, one step of the history, one change set."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple, cast

from app.models.changes import Change, ChangeSet, Origin
from app.models.content import Content
from app.models.errors import ClewError, FileError, InputError
from app.models.folding import Words
from app.models.images import image_name
from app.models.records import Highlight
from app.models.turns import FoundTurn, NumberedTurn, Stretch, Turn, passage_of, words_of
from app.store.edit import Edit, difference, inverse, revert
from app.store.history import HistoryStep
from app.store.images import Fit, checked, prepared
from app.store.listeners import Listener, Listeners
from app.store.open_file import OpenFile
from app.store.past import Past
from app.store.search import find_turns
from app.store.turns import TurnReader
from app.store.waiting import Waiting

TYPING_PAUSE: Final = 2.0
"""Edits of one group merge into one undo while they are less than this apart, seconds."""

READER_PATIENCE: Final = 5.0
"""How long an edit waits for a reader to leave the file before it is taken back, seconds."""

HANDS_OFF: Final = "Hands off is on: nothing on the map changes."


class Written(NamedTuple):
    """A step in the file that the listeners have not heard of; `since` by the monotonic clock.

    `keyframe` is the older step whose keyframe was written along.
    """

    step: HistoryStep
    changes: tuple[Change, ...]
    since: float
    keyframe: int = 0

    def change_set(self) -> ChangeSet:
        """Return what the listeners are told."""
        return ChangeSet(self.step.label, cast(Origin, self.step.origin), self.step.step, self.changes)


class Editing:
    """The content, the file behind it, and the one way to change both; from one thread, but for what says otherwise."""

    def __init__(self, path: Path, *, later: bool = False) -> None:
        self._thread = threading.get_ident()
        self._gate = threading.Lock()
        self._still = threading.RLock()  # held while the content is ahead of its step
        self._past = Past(self._present)
        self._keyframe: int | None = None
        self._listeners = Listeners()
        self._editing = False
        self.hands_off = False
        """Whether nothing is to be changed by accident: then only what is deliberate is done. Not kept in the file."""
        self.hands_off_words = HANDS_OFF
        """What is said to who changes something in spite of that; a window says, too, how it is ended."""
        self._deliberate = 0
        self._deliberate_units: set[int] = set()
        """What was done deliberately since the file was opened: hands off or not, that is undone and done again."""
        self._busy = ""
        self._pending: Written | None = None
        self._apart: Written | None = None
        self._waiting = Waiting()
        self._typing: tuple[str, float, int] | None = None
        self._tops: tuple[HistoryStep | None, HistoryStep | None] | None = None
        self._file = OpenFile(path.absolute())
        self._closed = False
        try:
            self.content, self.step = self._file.read(later=later)
        except BaseException:
            self._file.close()
            raise
        self.content.sealed = True

    @property
    def path(self) -> Path:
        """The file, by its absolute path."""
        return self._file.path

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
            self._waiting.images[name] = fit
        return name

    def keep_image(self, data: bytes, name: str) -> str:
        """Take an image as it is; raises InputError where it is no PNG or JPEG, or not what its SHA-256 says.

        It waits in memory for the next edit and is written in the same transaction: the one that shows it.
        """
        if self._file.image(name) is None:
            self._waiting.images[name] = checked(data, name)
        return name

    def image(self, name: str | None) -> bytes | None:
        """Return the bytes of an image by its SHA-256, PNG or JPEG; none where there is no such one."""
        return None if name is None else self._waiting.images.get(name) or self._file.image(name)

    # ---- turns of sources

    def keep_turns(self, source_id: str, turns: Sequence[Turn]) -> None:
        """Take the turns of a source that the next edit makes; they are written in the same transaction.

        Raises InputError where the file holds turns under that id, be it of a source that was undone.
        """
        if self.has_turns(source_id):
            raise InputError("The file holds the text of this source already. Nothing was added.")
        self._waiting.turns[source_id] = turns

    def has_turns(self, source_id: str) -> bool:
        """Return whether the file holds turns under that id, be it of a source that was undone."""
        return self._file.has_turns(source_id)

    def turns(self, source_id: str, first: int = 0, last: int | None = None) -> list[NumberedTurn]:
        """Return the turns of a source with their numbers, from one number to another (both included); any thread."""
        return TurnReader(self.path, self._waiting.turns)(source_id, first, last)

    def find_turns(self, terms: Sequence[Words], where: Sequence[Stretch] | None = None) -> Iterator[FoundTurn]:
        """Yield each turn that holds all terms; see `search.find_turns`."""
        return find_turns(self.path, terms, where)

    def passage(self, highlight: Highlight) -> str:
        """Return the words of a highlight, from any thread."""
        return words_of(passage_of(highlight), self.turns(highlight.source_id, highlight.turn, highlight.last_turn))

    # ---- edits

    @contextmanager
    def edit(self, label: str, group: str | None = None, origin: Origin = "edit") -> Iterator[Edit]:
        """Change the content: one transaction, one step of the history, one change set.

        Leaving the block checks the rules, writes, commits and tells the listeners; an error inside or while leaving
        takes everything back in memory and file, and nobody is told. Edits of the same group merge into one undo while
        somebody types. Raises RuleError for what breaks a rule, FileError for what can't be written.
        """
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
            raise ClewError(self.hands_off_words)

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
            self._waiting.clear()
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
        written = Written(step, tuple(changes), time.monotonic(), keyframe[0] if keyframe else 0)
        try:
            committed = self._file.write(step, changes, waiting=self._waiting, keyframe=keyframe)
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
        self._waiting.clear()
        self._typing = self._tops = None

    @contextmanager
    def _unsealed(self) -> Iterator[None]:
        self.content.sealed = False
        try:
            yield
        finally:
            self.content.sealed = True

    def _committed(self, written: Written) -> ChangeSet:
        self._pending = self._tops = None
        self._waiting.clear()
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
        self._deliberate_units.clear()  # another program may have used their numbers
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

    def _retry(self, waiting: Written) -> bool:
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

    def _present(self) -> tuple[Content, int]:
        """Return a copy of the content as the newest step left it, and that step; from any thread."""
        with self._still:
            content, step, pending = self.content.copy(), self.step, self._pending
        if pending is not None:
            revert(content, pending.changes)
        return content, step
