"""From rows to records by the driver alone: the way from start to first paint, so nothing heavy is imported here."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final

from app.models.collecting import no_collecting
from app.models.content import Content
from app.models.names import with_article
from app.models.records import RECORD_TYPES, AnyRecord
from app.store.schema import columns, default_values

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from sqlite3 import Connection


Values = Sequence[Any]


LATER: Final = frozenset(
    {"highlight", "highlight_tag", "insight_highlight", "card_highlight", "opportunity_highlight"}
    | {"insight_persona", "insight_step", "insight_tag", "participant_fact"}
)
"""What may be read behind the first paint: there is far more of it than of anything that a map shows."""

MANY: Final = 5_000
"""Highlights up to which all is read at once, in less time than a frame takes."""

Tables = dict[type[AnyRecord], dict[str, AnyRecord]]


def read_content(
    connection: "Connection", later: "Callable[[], AbstractContextManager[Connection]] | None" = None
) -> Content:
    """Return all records of the file, each of which the program can show.

    Where `later` opens the file again, most of what belongs to many highlights is read when it is first asked for.
    Raises the driver's errors where tables are damaged or missing, ValueError where a record has an unknown kind or
    refers to one that is not there: SQLite lets neither happen, so something else has written or damaged the file.
    """
    check = _Check()
    if later is None or connection.execute("SELECT count(*) FROM highlight").fetchone()[0] <= MANY:
        tables = _read(connection, RECORD_TYPES, check.look_at)
        check.references(tables)
        return Content.of_tables(tables)
    tables = _read(connection, RECORD_TYPES.keys() - LATER, check.look_at)

    def rest() -> Tables:
        with later() as again:
            late = _read(again, LATER, check.look_at)
            check.references(tables | late)
        return late

    check.references(tables)
    return Content.of_tables(tables, rest)


class _Check:
    """Looks at tables as they are read: kinds that are known, references to what is there."""

    def __init__(self) -> None:
        self._referred: list[tuple[str, Values]] = []

    def look_at(self, kind: str, table: dict[str, Values]) -> None:
        for column in columns(kind):
            values = table.get(column.name, ())
            if column.choices and not set(values) - {None} <= column.choices:
                raise ValueError(f"{with_article(kind)} has an unknown {column.name}")
            if column.references:
                self._referred.append((column.references, values))

    def references(self, tables: Tables) -> None:
        """Check the references to what is read; those to what is not wait."""
        known = {each.kind_name: {None, *records} for each, records in tables.items()}
        for kind, values in self._referred:
            if not all(map(known.get(kind, values).__contains__, values)):
                raise ValueError(f"a record refers to {with_article(kind)} that is not there")
        self._referred = [each for each in self._referred if each[0] not in known]


def read_as_it_is(connection: "Connection") -> Content:
    """Return all records of the file, whatever their fields hold."""
    return Content.of_tables(_read(connection, RECORD_TYPES))


def _read(
    connection: "Connection",
    kinds: Iterable[str],
    look_at: Callable[[str, dict[str, Values]], None] = lambda kind, table: None,
) -> Tables:
    """Return the records of some kinds; `look_at` sees each table as a dict of columns."""
    made: Tables = {}
    with no_collecting():
        for kind in kinds:
            record_type, names = RECORD_TYPES[kind], _used(connection, kind)
            rows = connection.execute(f"SELECT {', '.join(names)} FROM {kind}").fetchall()
            table: dict[str, Values] = dict(zip(names, zip(*rows, strict=True), strict=bool(rows)))
            look_at(kind, table)
            records = records_in(record_type, len(rows), table)
            made[record_type] = dict(zip(_ids(record_type, table), records, strict=True))
    return made


def _ids(record_type: type[AnyRecord], table: Mapping[str, Values]) -> Iterable[str]:
    """Return the ids of the records of a table; those of links are made as `Link.id` does, five times as fast."""
    keys = [table.get(name, ()) for name in record_type.key]
    return keys[0] if len(keys) == 1 else map("/".join, zip(*keys, strict=True))


def _used(connection: "Connection", kind: str) -> list[str]:
    """Return the columns of a table without those that hold their default in every row.

    Most do: the driver takes as long for a cell of those as for any other, four times as long as SQLite to look at it.
    """
    defaults = default_values(kind)
    tests = [
        f"count({name})" if default is None else f"count(nullif({name}, {_literal(default)}))"
        for name, default in defaults.items()
    ]
    held = connection.execute(f"SELECT {', '.join(tests)} FROM {kind}").fetchone() if tests else ()
    used = dict(zip(defaults, held, strict=True))
    return [column.name for column in columns(kind) if used.get(column.name, True)]


def _literal(default: str | float) -> str:
    return f"'{default}'" if isinstance(default, str) else str(float(default))


def records_in(record_type: type[AnyRecord], count: int, table: Mapping[str, Values]) -> list[AnyRecord]:
    """Return the records of a table by filling their slots a column at a time; columns not there hold their default.

    Six times as fast as calling a frozen dataclass with 20,000 rows.
    """
    made: list[Any] = [object.__new__(record_type) for _ in range(count)]
    defaults = default_values(record_type.kind_name)
    for column in columns(record_type.kind_name):
        values: Iterable[Any] = table.get(column.name) or repeat(defaults.get(column.name))
        typed = map(bool, values) if column.python_type is bool else values
        deque(map(getattr(record_type, column.name).__set__, made, typed), maxlen=0)
    return made


def newest_step(connection: "Connection") -> int:
    """Return the number of the newest step of the history; 0 where there is none."""
    return int(connection.execute("SELECT coalesce(max(number), 0) FROM history_step").fetchone()[0])
