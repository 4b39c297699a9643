"""Keyframes: all records as they were after a step, packed, so that the way back to an old step is never long.

They hold nothing that the log does not: one that can't be read is passed over, and a file does without any. Like the
images of the log they are read by later formats too: fields that are gone fall out, new ones take their default.
"""

import json
import zlib
from typing import TYPE_CHECKING, Any, Final

from app.models.collecting import no_collecting
from app.models.content import Content
from app.models.records import RECORD_TYPES, AnyRecord
from app.store.reading import records_in
from app.store.schema import columns, default_values

if TYPE_CHECKING:
    from sqlite3 import Connection

EVERY: Final = 500
"""Steps from one keyframe to the next."""


def pack(content: Content) -> bytes:
    """Return the records packed: one line of JSON a column, so that no other thread waits long while it is made."""
    lines = [
        json.dumps([kind, column.name, [getattr(record, column.name) for record in content.all(record_type).values()]])
        for kind, record_type in RECORD_TYPES.items()
        if content.all(record_type)
        for column in columns(kind)
    ]
    return zlib.compress("\n".join(lines).encode("ascii"))


def unpack(packed: bytes) -> Content | None:
    """Return the records of a keyframe; none where this program can't read them."""
    tables: dict[str, dict[str, list[Any]]] = {}
    try:
        for line in zlib.decompress(packed).split(b"\n"):
            kind, name, values = json.loads(line)
            tables.setdefault(kind, {})[name] = values
        with no_collecting():
            return Content(record for kind, table in tables.items() for record in _records(kind, table))
    except (zlib.error, ValueError, TypeError, KeyError):
        return None


def _records(kind: str, table: dict[str, list[Any]]) -> list[AnyRecord]:
    (count,) = {len(values) for values in table.values()}
    if not {column.name for column in columns(kind)} <= table.keys() | default_values(kind).keys():
        raise ValueError(f"a {kind} lacks a field")
    return records_in(RECORD_TYPES[kind], count, table)


def keyframe_above(connection: "Connection", step: int, below: int) -> tuple[int, bytes] | None:
    """Return the first keyframe at or above a step and below another one, and its step."""
    row: tuple[int, bytes] | None = connection.execute(
        "SELECT step, content FROM history_keyframe WHERE step >= ? AND step < ? ORDER BY step LIMIT 1", (step, below)
    ).fetchone()
    return row


def newest_keyframe(connection: "Connection") -> int:
    """Return the step of the newest keyframe; 0 where there is none."""
    return int(connection.execute("SELECT coalesce(max(step), 0) FROM history_keyframe").fetchone()[0])


def missing_keyframes(connection: "Connection") -> list[int]:
    """Return the steps that should have a keyframe and have none, from first to last."""
    there = {step for (step,) in connection.execute("SELECT step FROM history_keyframe")}
    missing, since = list[int](), 0
    for (number,) in connection.execute("SELECT number FROM history_step ORDER BY number"):
        since = 0 if number in there else since + 1
        if since == EVERY:
            missing.append(number)
            since = 0
    return missing


def write_keyframe(connection: "Connection", step: int, packed: bytes) -> None:
    """Write a keyframe within the transaction that is open, unless its step is gone."""
    connection.execute(
        "INSERT OR IGNORE INTO history_keyframe SELECT number, ? FROM history_step WHERE number = ?", (packed, step)
    )
