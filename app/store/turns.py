"""Turns of sources: bulk that lies in the file and is read in pages, and the index that finds their words."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.models.content import Content
from app.models.folding import Words, folded_words
from app.models.records import Highlight, Source
from app.models.turns import GONE, FoundTurn, NumberedTurn, Stretch, Turn
from app.store.driver import connect_reader, reading_errors
from app.store.search import find_turns
from app.store.turn_rows import COLUMNS, turn_of, values_of

if TYPE_CHECKING:
    from sqlite3 import Connection

INDEX: Final = (
    "CREATE VIRTUAL TABLE turn_index USING fts5(words, content='', "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\")"
)
"""The folded words of each turn, by its row; made anew where turns are rewritten or go."""

_INSERT: Final = f"INSERT INTO turn (source_id, number, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_SELECT: Final = f"SELECT number, {COLUMNS} FROM turn WHERE source_id = ?"


def write_turns(connection: "Connection", turns: Mapping[str, Sequence[Turn]]) -> None:
    """Write the turns of sources that the file has none of yet, within the transaction that is open, and index them."""
    for source_id, each in turns.items():
        numbered = ((number, turn) for number, turn in enumerate(each) if turn != GONE)
        write_numbered_turns(connection, source_id, numbered)


def write_numbered_turns(connection: "Connection", source_id: str, turns: Iterator[NumberedTurn]) -> None:
    """Write and index turns of a source by their numbers."""
    for number, turn in turns:
        row = connection.execute(_INSERT, (source_id, number, *values_of(turn))).lastrowid
        connection.execute("INSERT INTO turn_index (rowid, words) VALUES (?, ?)", (row, _indexed(turn.text)))


def _indexed(text: str) -> str:
    return " ".join(folded_words(text))


def read_turns(connection: "Connection", source_id: str, first: int = 0, last: int | None = None) -> list[NumberedTurn]:
    """Return the turns of a source with their numbers, from one number to another (both included)."""
    rows = connection.execute(
        f"{_SELECT} AND number >= ? AND (? IS NULL OR number <= ?) ORDER BY number", (source_id, first, last, last)
    )
    return [(number, turn_of(*values)) for number, *values in rows]


def has_turns(connection: "Connection", source_id: str) -> bool:
    """Return whether the file holds turns of a source, also of one that was undone."""
    return connection.execute("SELECT 1 FROM turn WHERE source_id = ? LIMIT 1", (source_id,)).fetchone() is not None


def index_anew(connection: "Connection") -> None:
    """Make the index again from the turns that are there: words of what is gone stay in no corner of it."""
    connection.execute("DROP TABLE turn_index")
    connection.execute(INDEX)
    rows = connection.execute("SELECT id, text FROM turn").fetchall()
    connection.executemany(
        "INSERT INTO turn_index (rowid, words) VALUES (?, ?)", ((row, _indexed(text)) for row, text in rows)
    )


def drop_unused_turns(connection: "Connection") -> None:
    """Delete the turns of sources that neither the workspace has nor its history could bring back."""
    gone = connection.execute(
        "DELETE FROM turn WHERE source_id NOT IN "
        "(SELECT id FROM source UNION SELECT id FROM history_change WHERE kind = 'source')"
    ).rowcount
    if gone:
        index_anew(connection)


def turn_findings(connection: "Connection", content: Content) -> Iterator[str]:
    """Yield what is wrong with the turns of the sources that there are, and with what stands in them.

    A turn that is missing was forgotten; a source of which none is there has been read without its text.
    """
    lengths: dict[str, dict[int, int]] = {}
    for source_id, number, length in connection.execute("SELECT source_id, number, length(text) FROM turn"):
        lengths.setdefault(source_id, {})[number] = length
    for source in content.ordered(Source):
        if source.id not in lengths:
            continue
        there = lengths[source.id]
        if max(there) >= source.turns:
            yield f"Source “{source.title}” has turn {max(there) + 1}, and says that there are {source.turns}."
        if sum(there.values()) != source.length:
            yield f"Source “{source.title}” has {sum(there.values())} characters, and says {source.length}."
        for highlight in content.members(Highlight, "source_id", source.id):
            if highlight.end > there.get(highlight.last_turn, 0):
                yield f"A highlight of “{source.title}” ends behind its turn {highlight.last_turn + 1}."


class TurnReader:
    """Reads turns of a file by a connection of its own each time, from any thread; those waiting come from memory."""

    def __init__(self, path: Path, waiting: Mapping[str, Sequence[Turn]] = {}) -> None:
        self._path, self._waiting = path, dict(waiting)

    def __call__(self, source_id: str, first: int = 0, last: int | None = None) -> list[NumberedTurn]:
        """Return the turns of a source with their numbers, from one number to another (both included)."""
        if source_id in self._waiting:
            end = None if last is None else last + 1
            return list(enumerate(self._waiting[source_id]))[first:end]
        with reading_errors(self._path), closing(connect_reader(self._path)) as connection:
            has_turns = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'turn'").fetchone()
            return read_turns(connection, source_id, first, last) if has_turns else []

    def find(self, terms: Sequence[Words], where: Sequence[Stretch] | None = None) -> Iterator[FoundTurn]:
        """Yield each turn that holds all terms; see `search.find_turns`."""
        return find_turns(self._path, terms, where)
