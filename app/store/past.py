"""The content as it was after any step of the log, and what was done between two steps; read from any thread.

What was is found by walking back: the log holds what each record was before a step, so the oldest image above the step
wanted is what the record was then. The walk starts at the nearest content above that is known: one that was asked for
lately, a keyframe of the file, or the present. The file is read in one short transaction through a connection of its
own; images become records when that is over, so the owner's COMMIT hardly waits.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.models.changes import Change
from app.models.collecting import no_collecting
from app.models.content import Content
from app.models.errors import InputError
from app.models.records import RECORD_TYPES
from app.store.driver import connect_reader, reading_errors
from app.store.history import HistoryStep, decode, steps_back
from app.store.keyframes import EVERY, keyframe_above, missing_keyframes, pack, unpack

if TYPE_CHECKING:
    from sqlite3 import Connection

Image = tuple[str, str, str | None]
"""A kind, an id and the JSON of what the record was; none where it was not there."""

_REMEMBERED: Final = 4
"""How many contents are kept to start from: going through the log step by step walks short ways then."""


class Past:
    """What a workspace was, by step; `present` returns a copy of its content and the step that it is at."""

    def __init__(self, present: Callable[[], tuple[Content, int]]) -> None:
        self._present = present
        self._gate = threading.Lock()
        self._known: dict[int, Content] = {}
        self._made: dict[int, bytes] = {}
        self._age = 0  # how often the log has changed otherwise than by a new step: what was read before is not kept

    def forget(self) -> None:
        """Start from the present again: the log has changed otherwise than by a new step."""
        with self._gate:
            self._age += 1
            self._known.clear()
            self._made.clear()

    def make_keyframes(self, path: Path, cancelled: Callable[[], bool]) -> None:
        """Make the keyframes that a file lacks; they wait in memory until the next edits write them, one each."""
        with _reader(path) as connection:
            missing = missing_keyframes(connection)
        age = self._age
        for step in reversed(missing):
            if cancelled() or self._age != age:
                return
            if step not in self._made:
                made = pack(self.content(path, step))
                with self._gate:
                    if self._age == age:
                        self._made[step] = made

    def waiting_keyframe(self) -> tuple[int, bytes] | None:
        """Return the newest keyframe that waits to be written, with its step."""
        with self._gate:
            return max(self._made.items(), default=None)

    def written(self, step: int) -> None:
        """Take in that the keyframe of a step is in the file."""
        with self._gate:
            self._made.pop(step, None)

    def content(self, path: Path, step: int) -> Content:
        """Return what the content was after a step, sealed; raises InputError where the log has no such step."""
        with self._gate:
            known, age = self._known.get(step), self._age
        if known is None:
            with no_collecting():
                known = self._walked(path, step, age)
            self._remember(step, known, age)
        return known

    def _walked(self, path: Path, step: int, age: int) -> Content:
        start, at = self._nearest(step)
        if at < step:
            raise out_of_reach()
        if at == step:
            return start
        with _reader(path) as connection:
            check_there(connection, step)
            keyframe = keyframe_above(connection, step, at - EVERY)
            images = images_back(connection, step, keyframe[0] if keyframe else at)
        if keyframe:
            unpacked = unpack(keyframe[1])
            if unpacked is None:
                with _reader(path) as connection:
                    images = images_back(connection, step, at)
            else:
                start = unpacked.copy()
                self._remember(keyframe[0], unpacked, age)
        walk_back(start, images)
        return start

    def _nearest(self, step: int) -> tuple[Content, int]:
        """Return a copy of the nearest content above a step that is known, and its own step."""
        with self._gate:
            above = min((each for each in self._known if each > step), default=None)
            if above is not None:
                return self._known[above].copy(), above
        return self._present()

    def _remember(self, step: int, content: Content, age: int) -> None:
        content.sealed = True
        with self._gate:
            if self._age != age:
                return
            self._known.pop(step, None)
            self._known[step] = content
            while len(self._known) > _REMEMBERED:
                del self._known[next(iter(self._known))]


def story(path: Path, first: int, last: int) -> list[tuple[HistoryStep, tuple[Change, ...]]]:
    """Return the steps from first to last in the order in which they were done, each with what it changed.

    Raises InputError where the log has none of them.
    """
    with _reader(path) as connection:
        steps = [each for each in steps_back(connection, last) if each.step >= first]
        rows = connection.execute(
            "SELECT step, kind, id, before, after FROM history_change WHERE step BETWEEN ? AND ? ORDER BY step, seq",
            (first, last),
        ).fetchall()
    if not steps:
        raise out_of_reach()
    changes: dict[int, list[Change]] = {}
    with no_collecting():
        for step, kind, record_id, before, after in rows:
            change = Change(kind, record_id, decode(kind, before), decode(kind, after))
            changes.setdefault(step, []).append(change)
    return [(step, tuple(changes.get(step.step, ()))) for step in reversed(steps)]


@contextmanager
def _reader(path: Path) -> Iterator["Connection"]:
    """Yield a connection inside one transaction; both are over when the block is."""
    with reading_errors(path), closing(connect_reader(path)) as connection:
        connection.execute("BEGIN")
        yield connection


def check_there(connection: "Connection", step: int) -> None:
    """Raise InputError where the log has no such step."""
    if connection.execute("SELECT 1 FROM history_step WHERE number = ?", (step,)).fetchone() is None:
        raise out_of_reach()


def out_of_reach() -> InputError:
    """Return the error for a step that the log does not hold, or no longer."""
    return InputError("The history doesn’t reach back that far. Nothing was changed.")


def images_back(connection: "Connection", step: int, start: int) -> list[Image]:
    """Return what each record was after a step, of those that steps above it up to `start` have changed."""
    rows = connection.execute(
        "SELECT kind, id, before FROM history_change WHERE step > ? AND step <= ? ORDER BY step DESC, seq DESC",
        (step, start),
    ).fetchall()
    oldest = {(kind, record_id): before for kind, record_id, before in rows}
    return [(*key, before) for key, before in oldest.items()]


def walk_back(content: Content, images: list[Image]) -> None:
    """Bring records back to what they were."""
    for kind, record_id, before in images:
        record = decode(kind, before)
        if record is not None:
            content.put(record)
        elif kind in RECORD_TYPES and content.find(RECORD_TYPES[kind], record_id) is not None:
            content.remove(RECORD_TYPES[kind], record_id)
