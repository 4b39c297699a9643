"""Rewriting a whole file, its past included: what Protect and Forget do, and nothing else does.

What is to be done is given as functions of a turn, of a record's fields and of a step's label, which are applied to
all that is in the file: rows and every image of the history alike, so that the log still tells how the rows came about.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.models.content import Content
from app.models.errors import RuleError
from app.models.records import RECORD_TYPES
from app.models.rules import broken_rules
from app.models.turns import Turn
from app.store.reading import read_content
from app.store.schema import columns
from app.store.turn_rows import COLUMNS, turn_of, values_of
from app.store.turns import index_anew
from app.store.vault import VaultEntry, VaultKey, delete_entries, write_entries

if TYPE_CHECKING:
    from sqlite3 import Connection

Values = dict[str, Any]
"""The fields of a record by name, as they are stored."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What becomes of a turn (none = it goes), of a record by its kind and fields (none = it goes), and of a label.

    Turns are asked for before records. A label is that of a step or a restore point, with whether images of the step
    became others. `entries` go into the vault, those of `forgotten` participants leave it; `tombstones` are kinds and
    ids, `facts` what the file says of itself.
    """

    turn: Callable[[str, int, Turn], Turn | None]
    record: Callable[[str, Values], Values | None]
    label: Callable[[str, bool], str]
    entries: Mapping[str, VaultEntry] = field(default_factory=dict)
    forgotten: Collection[str] = ()
    tombstones: Collection[tuple[str, str]] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


class Traces:
    """What a file holds of records and turns, now and in its past; read inside the transaction that rewrites it."""

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection

    def images(self, *kinds: str) -> Iterator[tuple[str, Values]]:
        """Yield the kind and fields of all records of some kinds as they ever were, the present ones last."""
        marks = ", ".join("?" * len(kinds))
        for kind, before, after in self._connection.execute(
            f"SELECT kind, before, after FROM history_change WHERE kind IN ({marks}) ORDER BY step, seq", kinds
        ):
            for text in (before, after):
                if text is not None:
                    yield kind, json.loads(text)
        for kind in kinds:
            for _, values in _rows(self._connection, kind):
                yield kind, values

    def turns(self) -> Iterator[tuple[str, int, Turn]]:
        """Yield all turns with the ids of their sources and their numbers, also of sources that were undone."""
        for _, source_id, number, turn in _turns(self._connection):
            yield source_id, number, turn

    def fact(self, name: str) -> str:
        """Return what the file says of itself under a name; nothing where it says nothing."""
        row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""


def _rows(connection: "Connection", kind: str) -> Iterator[tuple[tuple[Any, ...], Values]]:
    """Yield the key and the fields of each row of a kind."""
    names = [column.name for column in columns(kind)]
    quoted = ", ".join(f'"{name}"' for name in names)
    for row in connection.execute(f"SELECT {quoted} FROM {kind}").fetchall():
        values = dict(zip(names, row, strict=True))
        yield tuple(values[name] for name in RECORD_TYPES[kind].key), values


def _turns(connection: "Connection") -> Iterator[tuple[int, str, int, Turn]]:
    rows = connection.execute(f"SELECT id, source_id, number, {COLUMNS} FROM turn ORDER BY source_id, number")
    for row, source_id, number, *columns_of_turn in rows:
        yield row, source_id, number, turn_of(*columns_of_turn)


def rewrite(
    connection: "Connection",
    rewriting_of: Callable[[Traces], Rewriting],
    key: VaultKey | None,
    progress: Callable[[float], object] = lambda fraction: None,
) -> Content:
    """Rewrite the file within the transaction that is open and return its content.

    Raises RuleError where that would break a rule, and whatever the functions raise: the caller rolls back then.
    """
    rewriting = rewriting_of(Traces(connection))
    before = set(broken_rules(read_content(connection)))
    progress(0.1)
    lengths = _rewrite_turns(connection, rewriting)
    progress(0.5)
    record = _with_lengths(rewriting.record, lengths)
    for kind in RECORD_TYPES:
        _rewrite_rows(connection, kind, record)
    _rewrite_steps(connection, _rewrite_images(connection, record), rewriting.label)
    connection.execute("DELETE FROM history_keyframe")
    if key is not None:
        write_entries(connection, key, rewriting.entries)
    delete_entries(connection, rewriting.forgotten)
    connection.executemany(
        "INSERT OR REPLACE INTO tombstone (kind, id) VALUES (?, ?)", sorted(set(rewriting.tombstones))
    )
    connection.executemany("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", rewriting.facts.items())
    progress(0.9)
    content = read_content(connection)
    for breach in broken_rules(content):
        if breach not in before:
            raise RuleError(f"{breach} Nothing was changed.")
    return content


def _rewrite_turns(connection: "Connection", rewriting: Rewriting) -> dict[str, int]:
    """Rewrite the turns, index them anew, and return how long the sources with other turns are now, code points."""
    lengths: dict[str, int] = {}
    changed = set[str]()
    for row, source_id, number, turn in list(_turns(connection)):
        after = rewriting.turn(source_id, number, turn)
        lengths[source_id] = lengths.get(source_id, 0) + (len(after.text) if after else 0)
        if after == turn:
            continue
        changed.add(source_id)
        if after is None:
            connection.execute("DELETE FROM turn WHERE id = ?", (row,))
            continue
        marks = ", ".join("?" * (COLUMNS.count(",") + 1))
        connection.execute(f"UPDATE turn SET ({COLUMNS}) = ({marks}) WHERE id = ?", (*values_of(after), row))
    if changed:
        index_anew(connection)
    return {source_id: length for source_id, length in lengths.items() if source_id in changed}


def _with_lengths(
    record: Callable[[str, Values], Values | None], lengths: Mapping[str, int]
) -> Callable[[str, Values], Values | None]:
    """Return the same function, which tells sources besides how long they are now."""

    def rewritten(kind: str, values: Values) -> Values | None:
        after = record(kind, values)
        if kind == "source" and after is not None and after["id"] in lengths:
            return {**after, "length": lengths[after["id"]]}
        return after

    return rewritten


def _rewrite_rows(connection: "Connection", kind: str, record: Callable[[str, Values], Values | None]) -> None:
    where = " AND ".join(f'"{name}" = ?' for name in RECORD_TYPES[kind].key)
    for key, values in _rows(connection, kind):
        after = record(kind, dict(values))
        if after is None:
            connection.execute(f"DELETE FROM {kind} WHERE {where}", key)
        elif changed := {name: value for name, value in after.items() if value != values[name]}:
            sets = ", ".join(f'"{name}" = ?' for name in changed)
            connection.execute(f"UPDATE {kind} SET {sets} WHERE {where}", (*changed.values(), *key))


def _rewrite_images(connection: "Connection", record: Callable[[str, Values], Values | None]) -> set[int]:
    """Rewrite what the history holds of records and return the steps of which images became others."""
    touched = set[int]()

    def image(step: int, kind: str, text: str | None) -> tuple[str | None, str | None]:
        """Return an image rewritten, and the id of its record."""
        if text is None:
            return None, None
        values = json.loads(text)
        after = record(kind, dict(values))
        if after != values:
            touched.add(step)
        if after is None:
            return None, None
        keys = RECORD_TYPES[kind].key if kind in RECORD_TYPES else ("id",)
        return json.dumps(after, ensure_ascii=False, separators=(",", ":")), "/".join(str(after[each]) for each in keys)

    rows = connection.execute("SELECT step, seq, kind, id, before, after FROM history_change").fetchall()
    for step, seq, kind, record_id, *texts in rows:
        (before, old_id), (after, new_id) = (image(step, kind, text) for text in texts)
        if before is None and after is None:
            connection.execute("DELETE FROM history_change WHERE step = ? AND seq = ?", (step, seq))
        elif step in touched and [before, after] != texts:
            connection.execute(
                "UPDATE history_change SET id = ?, before = ?, after = ? WHERE step = ? AND seq = ?",
                (new_id or old_id or record_id, before, after, step, seq),
            )
    return touched


def _rewrite_steps(connection: "Connection", touched: set[int], label: Callable[[str, bool], str]) -> None:
    for number, text, name in connection.execute("SELECT number, label, name FROM history_step").fetchall():
        after = label(text, number in touched), name and label(name, False)
        if after != (text, name):
            connection.execute("UPDATE history_step SET label = ?, name = ? WHERE number = ?", (*after, number))


def read_tombstones(connection: "Connection") -> frozenset[tuple[str, str]]:
    """Return the kinds and ids of what was forgotten."""
    return frozenset(connection.execute("SELECT kind, id FROM tombstone"))
