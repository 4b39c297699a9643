"""Turns whose words are searched for, by the index in the file."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from app.models.folding import Words
from app.models.turns import FoundTurn, Stretch
from app.store.driver import connect_reader, reading_errors
from app.store.turn_rows import COLUMNS, turn_of

_WITHIN = """ AND +turn_index.rowid IN (
    SELECT turn.id FROM json_each(?) AS stretch JOIN turn ON turn.source_id = stretch.value ->> 0
    AND turn.number BETWEEN stretch.value ->> 1 AND stretch.value ->> 2)"""
"""The sign keeps SQLite from looking each of them up in the index of words, one by one."""


def find_turns(path: Path, terms: Sequence[Words], where: Sequence[Stretch] | None = None) -> Iterator[FoundTurn]:
    """Yield each turn that holds all terms, in the order in which they were read; none without terms.

    Of some stretches of sources alone, where they are given. From any thread; turns of sources that were undone are
    among them. The file is being read until the last one is taken or the iterator is closed.
    """
    if not terms:
        return
    with reading_errors(path), closing(connect_reader(path)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'turn_index'").fetchone():
            return
        rows = connection.execute(
            f"SELECT source_id, number, {COLUMNS} FROM turn_index JOIN turn ON turn.id = turn_index.rowid "
            f"WHERE turn_index MATCH ?{'' if where is None else _WITHIN} ORDER BY turn_index.rowid",
            (_expression(terms), *([] if where is None else [json.dumps(where)])),
        )
        for source_id, number, *values in rows:
            yield source_id, number, turn_of(*values)


def _expression(terms: Sequence[Words]) -> str:
    """Return terms in FTS5's language: each a phrase in quotation marks, whose words hold none."""
    return " AND ".join(f'"{" ".join(each.words)}"' + ("*" if each.prefix else "") for each in terms)
