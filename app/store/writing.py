"""Rows and history written by SQLAlchemy; imported by the first edit, since SQLAlchemy takes its time to load."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, create_engine, delete, insert, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlalchemy.sql import Executable
from sqlcipher3 import dbapi2

from app.models.changes import Change
from app.models.records import RECORD_TYPES, AnyRecord, Card
from app.store.history import HistoryStep, encode
from app.store.schema import image
from app.store.tables import HISTORY_CHANGE, HISTORY_STEP, RECORD_TABLES, ddl

if TYPE_CHECKING:
    from sqlite3 import Connection

_OLD = "old_"
"""Prefix of the parameters that find the row to change: bare names are those of the new values."""


class Writer:
    """Writes through one connection of the driver, whose transactions stay with the caller.

    SQLAlchemy never begins, commits or rolls back here: the driver's own transactions are off, and the engine is told
    not to roll back. So the lock that the connection holds outlives every statement.
    """

    def __init__(self, connection: "Connection") -> None:
        engine = create_engine(
            "sqlite://",
            creator=lambda: connection,
            module=dbapi2,
            poolclass=StaticPool,
            skip_autocommit_rollback=True,
        )
        self._connection = engine.connect()

    def write(self, step: HistoryStep, changes: Sequence[Change]) -> None:
        """Write a step of the history and the rows that it changed; raises the driver's errors."""
        try:
            self._write_rows(changes)
            self._write_history(step, changes)
        except DBAPIError as error:
            raise (error.orig or error) from error

    def _write_rows(self, changes: Sequence[Change]) -> None:
        made, changed, gone = _by_type(changes)
        for record_type, records in gone.items():
            self._run(_delete(record_type), records, _old_key)
        for record_type, records in made.items():
            self._run(insert(RECORD_TABLES[record_type]), records, image)
        for record_type, records in changed.items():
            self._run(_update(record_type), records, _new_values)

    def _write_history(self, step: HistoryStep, changes: Sequence[Change]) -> None:
        row = {
            "number": step.step,
            "at": step.at.isoformat(timespec="milliseconds"),
            "label": step.label,
            "origin": step.origin,
            "unit": step.unit,
            "reverses": step.reverses,
            "name": step.name,
        }
        self._connection.execute(insert(HISTORY_STEP), row)
        images = [
            {
                "step": step.step,
                "seq": seq,
                "kind": change.kind,
                "id": change.id,
                "before": encode(change.before),
                "after": encode(change.after),
            }
            for seq, change in enumerate(changes)
        ]
        if images:
            self._connection.execute(insert(HISTORY_CHANGE), images)

    def _run(
        self, statement: Executable, records: Iterable[AnyRecord], values: Callable[[AnyRecord], dict[str, Any]]
    ) -> None:
        self._connection.execute(statement, [values(record) for record in records])


def warm_up() -> None:
    """Compile the statements that most edits use, in memory, so that the first one waits less for SQLAlchemy."""
    card = Card(id="", journey_id="", kind="need", rank="V")
    connection = dbapi2.connect(":memory:", isolation_level=None)
    for statement in ddl():
        connection.execute(statement)
    changes = [Change("card", "", None, card), Change("card", "", card, card), Change("card", "", card, None)]
    for number, change in enumerate(changes):
        Writer(connection).write(HistoryStep(number, datetime.now(UTC), "", "edit", number), [change])
    connection.close()


Grouped = dict[type[AnyRecord], list[AnyRecord]]


def _by_type(changes: Iterable[Change]) -> tuple[Grouped, Grouped, Grouped]:
    """Return the records made, changed and gone, each by type."""
    groups: tuple[Grouped, Grouped, Grouped] = (defaultdict(list), defaultdict(list), defaultdict(list))
    made, changed, gone = groups
    for change in changes:
        record_type = RECORD_TYPES[change.kind]
        if change.after is None:
            if change.before is not None:
                gone[record_type].append(change.before)
        else:
            (made if change.before is None else changed)[record_type].append(change.after)
    return groups


def _old_key(record: AnyRecord) -> dict[str, Any]:
    return {_OLD + name: getattr(record, name) for name in record.key}


def _delete(record_type: type[AnyRecord]) -> Executable:
    table = RECORD_TABLES[record_type]
    return delete(table).where(*(table.c[name] == bindparam(_OLD + name) for name in record_type.key))


def _update(record_type: type[AnyRecord]) -> Executable:
    table = RECORD_TABLES[record_type]
    return update(table).where(*(table.c[name] == bindparam(_OLD + name) for name in record_type.key))


def _new_values(record: AnyRecord) -> dict[str, Any]:
    """Return the parameters of `_update`: every field but the key, which never changes."""
    return {name: value for name, value in image(record).items() if name not in record.key} | _old_key(record)
