"""`clew check`: everything that a sound workspace file keeps, one finding a line."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from app.models.content import Content
from app.models.errors import ClewError
from app.models.images import images_used
from app.models.records import AnyRecord
from app.models.rules import broken_rules
from app.store.driver import connect_reader, reading_errors
from app.store.header import check_header, check_size
from app.store.history import COMPACT, decode
from app.store.images import image_findings
from app.store.keyframes import unpack
from app.store.migrations import up_to_date_to_read
from app.store.reading import read_as_it_is
from app.store.references import dangling_references
from app.store.turns import turn_findings

if TYPE_CHECKING:
    from sqlite3 import Connection

State = dict[tuple[str, str], AnyRecord]
"""Records by kind and id."""


def check_file(path: Path) -> list[str]:
    """Return what is wrong with a workspace: nothing for a sound one.

    Looks at SQLite's integrity, foreign keys, the fields of each record, every rule of the domain, images, turns, and
    the history against the data. Raises FileError where the file can't be read as a workspace at all.
    """
    check_header(path)
    with reading_errors(path), closing(connect_reader(path)) as connection:
        connection.execute("BEGIN")
        findings = [*_integrity(connection), *_foreign_keys(connection)]
        check_size(path, connection)
        with up_to_date_to_read(path, connection) as current:
            content = read_as_it_is(current)
            bulk = [*image_findings(current, images_used(content)), *turn_findings(current, content)]
            bulk += _history(current, content)
        fields = list(_fields(content))
        # rules are about records whose own fields are sound
        findings += fields or [*dangling_references(content, content), *broken_rules(content)]
        return [*findings, *bulk]


def find_damage(path: Path) -> list[str]:
    """Return what SQLite's quick check finds in the file; nothing in a sound one. For a worker, after opening."""
    with reading_errors(path), closing(connect_reader(path)) as connection:
        return [str(row[0]) for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]


def _integrity(connection: "Connection") -> Iterator[str]:
    for (finding,) in connection.execute("PRAGMA integrity_check"):
        if finding != "ok":
            yield f"SQLite: {finding}"


def _foreign_keys(connection: "Connection") -> Iterator[str]:
    for table, row_id, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"Foreign key: row {row_id} of {table} refers to a {parent} that is not there."


def _fields(content: Content) -> Iterator[str]:
    from app.store.validation import validated

    for record in content:
        try:
            validated(record)
        except ClewError as error:
            yield f"{record.kind_name} {record.id}: {error}"


def _history(connection: "Connection", content: Content) -> Iterator[str]:
    """Walk the log back from the data: what each step left must be there, and before the first step nothing."""
    steps = connection.execute(
        "SELECT number, origin, unit, reverses FROM history_step ORDER BY number DESC"
    ).fetchall()
    if not steps:
        yield "History: the log is empty."
    units = {unit for _, _, unit, _ in steps}
    joined = [range(unit, number + 1) for number, origin, unit, _ in steps if origin == COMPACT]
    for number, _, _, reverses in steps:
        if reverses is None:
            continue
        if reverses >= number or not (reverses in units or any(reverses in each for each in joined)):
            yield f"History: step {number} reverses {reverses}, which is no step before it."
    firsts = [unit if origin == COMPACT else number for number, origin, unit, _ in steps]
    if any(first - 1 != below for first, (below, *_) in zip(firsts, steps[1:], strict=False)):
        yield "History: steps are missing from the log."
    floor = next((number for number, origin, *_ in steps if origin in ("migration", "copy")), 0)
    yield from _images(connection, content, floor)


def _keyframes(connection: "Connection", floor: int) -> list[tuple[int, bytes]]:
    """Return the keyframes above a step from first to last, packed; an older file has no table of them."""
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'history_keyframe'").fetchone()
    statement = "SELECT step, content FROM history_keyframe WHERE step > ? ORDER BY step"
    return connection.execute(statement, (floor,)).fetchall() if there else []


def _state(content: Content) -> State:
    return {(record.kind_name, record.id): record for record in content}


def _images(connection: "Connection", content: Content, floor: int) -> Iterator[str]:
    """Compare images and keyframes with the data down to a step.

    Below a migration images have other fields, below a copy there are none.
    """
    state = _state(content)
    keyframes = _keyframes(connection, floor)

    def wrong_keyframes(above: int) -> Iterator[str]:
        while keyframes and keyframes[-1][0] > above:
            number, packed = keyframes.pop()
            kept = unpack(packed)
            if kept is None or _state(kept) != state:
                yield f"History: the keyframe of step {number} is not what the log says."

    changes = connection.execute(
        "SELECT step, kind, id, before, after FROM history_change WHERE step > ? ORDER BY step DESC, seq DESC", (floor,)
    )
    for step, kind, record_id, before, after in changes:
        yield from wrong_keyframes(step - 1)
        try:
            earlier, later = decode(kind, before), decode(kind, after)
        except (ClewError, ValueError) as error:
            yield f"History: step {step} can't be read: {error}"
            return
        if state.pop((kind, record_id), None) != later:
            yield f"History: after step {step} {kind} {record_id} was not what it is in the data or the step above."
            return
        if earlier is not None:
            state[kind, record_id] = earlier
    yield from wrong_keyframes(floor)
    if not floor:
        for kind, record_id in state:
            yield f"History: {kind} {record_id} is in the data, but no step made it."
