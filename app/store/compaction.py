"""Thinning the history: restore points stay, and what was done between two of them becomes one step.

That step has the number and the moment of the last one that it holds, its unit is the number of the first, and its
changes are those of all together. Nothing is undone across it. The first step of a file and migrations stay too.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from app.models.errors import Cancelled
from app.store.driver import connect_reader, reading_errors
from app.store.history import COMPACT, FLOORS, HistoryStep, named_now, steps_back
from app.store.turns import drop_unused_turns

if TYPE_CHECKING:
    from sqlite3 import Connection

Row = tuple[str, str, str | None, str | None]
"""A kind, an id and the images before and after."""

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


class Compaction(NamedTuple):
    """What compacting does: steps now and after it, restore points that stay, bytes of images that go."""

    steps_now: int
    steps_after: int
    points_kept: int
    bytes: int


def compaction_of(path: Path, before: datetime) -> Compaction:
    """Return what compacting what is older than a moment (with time zone) would do; from any thread."""
    with reading_errors(path), closing(connect_reader(path)) as connection:
        connection.execute("BEGIN")
        steps = named_now(connection, steps_back(connection))
        runs = runs_of(steps[::-1], before)
        gone = sum(_size(_rows(connection, run)) - _size(_combined(_rows(connection, run))) for run in runs)
    after = len(steps) - sum(len(run) - 1 for run in runs)
    return Compaction(len(steps), after, sum(each.name is not None for each in steps), gone)


def compact(
    connection: "Connection", before: datetime, progress: Callable[[float], object], cancelled: Callable[[], bool]
) -> bool:
    """Do it within the transaction that is open; return whether there was anything to do. Raises Cancelled."""
    steps = [*steps_back(connection)]
    named = named_now(connection, steps)
    runs = runs_of(named[::-1], before)
    joined = {each.step for run in runs for each in run}
    _keep_names(connection, (each.reverses for each in steps if each.name is not None and each.step in joined), named)
    for number, run in enumerate(runs):
        if cancelled():
            raise Cancelled("The history was not compacted: it was cancelled.")
        _join(connection, run)
        progress((number + 1) / len(runs))
    if runs:
        drop_unused_turns(connection)
    return bool(runs)


def _keep_names(connection: "Connection", points: Iterable[int | None], steps: Iterable[HistoryStep]) -> None:
    """Write the names that restore points have now to themselves: the steps that say them are about to go."""
    wanted = frozenset(points)
    connection.executemany(
        "UPDATE history_step SET name = ?, label = ? WHERE number = ?",
        [(each.name, each.label, each.step) for each in steps if each.step in wanted],
    )


def runs_of(steps: Iterable[HistoryStep], before: datetime) -> list[list[HistoryStep]]:
    """Return what becomes one step each, of a log from its first step on: two steps or more between those that stay.

    What typing has merged is not cut.
    """
    runs: list[list[HistoryStep]] = [[]]
    for step in steps:
        if step.at >= before:
            while runs[-1] and runs[-1][-1].step >= step.unit:
                runs[-1].pop()
            break
        if step.name is not None or step.origin in FLOORS - {COMPACT}:
            runs.append([])
        else:
            runs[-1].append(step)
    return [run for run in runs if len(run) > 1]


def _join(connection: "Connection", run: Sequence[HistoryStep]) -> None:
    """Replace the steps of a run by one; the keyframe of its last step stays right, those of the others go."""
    first, last = run[0].step, run[-1].step
    rows = [*_combined(_rows(connection, run))]
    connection.execute("DELETE FROM history_keyframe WHERE step >= ? AND step < ?", (first, last))
    connection.execute("DELETE FROM history_change WHERE step BETWEEN ? AND ?", (first, last))
    connection.execute("DELETE FROM history_step WHERE number >= ? AND number < ?", (first, last))
    connection.execute(
        "UPDATE history_step SET label = ?, origin = ?, unit = ?, reverses = NULL, name = NULL WHERE number = ?",
        (_label(run), COMPACT, _first_of(run[0]), last),
    )
    connection.executemany(
        "INSERT INTO history_change (step, seq, kind, id, before, after) VALUES (?, ?, ?, ?, ?, ?)",
        [(last, seq, *row) for seq, row in enumerate(rows)],
    )


def _first_of(step: HistoryStep) -> int:
    """Return the number of the first step that a step stands for."""
    return step.unit if step.origin == COMPACT else step.step


def _label(run: Sequence[HistoryStep]) -> str:
    count = run[-1].step - _first_of(run[0]) + 1
    first, last = (f"{each.at.astimezone():%Y-%m-%d}" for each in (run[0], run[-1]))
    if run[0].origin == COMPACT and (earlier := _DAY.search(run[0].label)):
        first = earlier[0]
    return f"{count:,} edits of {first}" + (f" to {last}" if last != first else "")


def _rows(connection: "Connection", run: Sequence[HistoryStep]) -> Iterator[Row]:
    rows: Iterator[Row] = connection.execute(
        "SELECT kind, id, before, after FROM history_change WHERE step BETWEEN ? AND ? ORDER BY step, seq",
        (run[0].step, run[-1].step),
    )
    return rows


def _combined(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield one row a record, from before the first to after the last; the images stay as they were written."""
    spans: dict[tuple[str, str], tuple[str | None, str | None]] = {}
    for kind, record_id, before, after in rows:
        spans[kind, record_id] = (spans.get((kind, record_id), (before,))[0], after)
    return ((*key, *span) for key, span in spans.items() if span[0] != span[1])


def _size(rows: Iterable[Row]) -> int:
    return sum(len(image.encode()) for _, _, *images in rows for image in images if image is not None)
