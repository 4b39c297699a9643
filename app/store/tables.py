"""The tables in SQLAlchemy's terms, derived from the dataclasses of the records; imported by the first edit."""

from typing import Final

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from app.models.records import RECORD_TYPES, AnyRecord
from app.store import schema
from app.store.turns import INDEX

_TYPES: Final = {str: Text, int: Integer, bool: Integer, float: REAL}

METADATA: Final = MetaData()


def _table(record_type: type[AnyRecord]) -> Table:
    made = Table(
        record_type.kind_name,
        METADATA,
        *(_column(each) for each in schema.columns(record_type.kind_name)),
        sqlite_strict=True,
    )
    for column in made.columns:
        # found when SQLite looks for what still refers to a deleted record; the key's own index begins with its first
        if column.foreign_keys and column.name != record_type.key[0]:
            Index(f"{made.name}_by_{column.name}", column)
    return made


def _column(column: schema.Column) -> Column[object]:
    """Return the column; a reference is checked at COMMIT, so that the order of writing within an edit is free."""
    parts = [ForeignKey(f"{column.references}.id", deferrable=True, initially="DEFERRED")] if column.references else []
    return Column(column.name, _TYPES[column.python_type](), *parts, primary_key=column.key, nullable=column.optional)


RECORD_TABLES: Final[dict[type[AnyRecord], Table]] = {each: _table(each) for each in RECORD_TYPES.values()}

META: Final = Table(
    "meta", METADATA, Column("name", Text, primary_key=True), Column("value", Text, nullable=False), sqlite_strict=True
)
"""Facts about the file itself, such as where a copy comes from."""

BLOB: Final = Table(
    "blob",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""Images by the SHA-256 of their bytes, each stored once; records name them by it."""

HISTORY_STEP: Final = Table(
    "history_step",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("unit", Integer, nullable=False),
    Column("reverses", Integer),
    Column("name", Text),
    sqlite_strict=True,
)
"""The append-only log: `unit` is the number of the first step of what one undo takes, `reverses` the unit that an
undo or redo takes back, `name` that of a restore point (with `reverses` what an earlier one is called from now on);
`at` is UTC in ISO 8601."""

HISTORY_CHANGE: Final = Table(
    "history_change",
    METADATA,
    Column("step", Integer, ForeignKey("history_step.number"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""One record before and after a step, as JSON of its fields by name; null where it was not there."""

HISTORY_KEYFRAME: Final = Table(
    "history_keyframe",
    METADATA,
    Column("step", Integer, ForeignKey("history_step.number"), primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""All records as they were after a step, as packed JSON: a shorter way to how the map was then than the whole log."""


TURN: Final = Table(
    "turn",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("source_id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("at", REAL),
    Column("until", REAL),
    Column("heading", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("source_id", "number"),
    sqlite_strict=True,
)
"""The turns of sources in order, seconds from the beginning, facts as JSON; those of a source that was undone stay."""

VAULT: Final = Table(
    "vault",
    METADATA,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True, autoincrement=False),
    Column("salt", LargeBinary, nullable=False),
    Column("parameters", Text, nullable=False),
    Column("nonce", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""How the key of the identity vault is made from its password, and something sealed to tell whether one is right."""

VAULT_ENTRY: Final = Table(
    "vault_entry",
    METADATA,
    Column("participant_id", Text, primary_key=True),
    Column("nonce", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""Who a participant is, sealed; never in records, history, index, copies to share."""

TOMBSTONE: Final = Table(
    "tombstone",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    sqlite_strict=True,
)
"""Ids of what was forgotten, so that no import brings it back."""

BACKUP: Final = Table(
    "backup", METADATA, Column("path", Text, primary_key=True), Column("at", Text, nullable=False), sqlite_strict=True
)
"""Where copies of this file with its history were written, `at` is UTC: what is forgotten is forgotten there, too."""


def ddl() -> list[str]:
    """Return the statements that make all tables and indexes of a new file, in the order of the records."""
    dialect = SQLiteDialect_pysqlite()
    tables = [
        *RECORD_TABLES.values(),
        META,
        BLOB,
        HISTORY_STEP,
        HISTORY_CHANGE,
        HISTORY_KEYFRAME,
        TURN,
        VAULT,
        VAULT_ENTRY,
        TOMBSTONE,
        BACKUP,
    ]
    statements: list[CreateTable | CreateIndex] = []
    for table in tables:
        statements += [CreateTable(table), *(CreateIndex(index) for index in sorted(table.indexes, key=str))]
    return [*(str(statement.compile(dialect=dialect)).strip() for statement in statements), INDEX]
