"""A codebook kept as a table: a code a row with what it means, as Taguette writes it; codes become tags."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.importers.qda.gathering import Gathering
from app.importers.qda.texts import clean, one_line
from app.importers.tables import read_table
from app.models.errors import InputError
from app.models.ids import id_from
from app.models.names import folded, same_name
from app.models.plan import ImportPlan
from app.models.records import Tag

_NAMES: Final = ("tag", "code", "name")
_MEANINGS: Final = ("description", "definition")
_COUNTS: Final = ("number of highlights", "number of documents")
_KNOWN: Final = frozenset((*_NAMES, *_MEANINGS, *_COUNTS))
_MOST: Final = 20_000


def is_codebook_header(cells: Sequence[str]) -> bool:
    """Return whether a row is the header of a codebook: what codes are called and mean, and of nothing else."""
    names = {folded(cell) for cell in cells if cell.strip()}
    return bool(names & set(_NAMES)) and bool(names & set(_MEANINGS)) and names <= _KNOWN


def read_codebook(path: Path) -> ImportPlan:
    """Return the codes of a table as tags, each name once.

    Raises FileError, InputError with one line where the table has no column of codes, or too many of them.
    """
    table = read_table(path, _KNOWN)
    named = next((each for each in _NAMES if each in table.columns), None)
    if named is None:
        raise InputError(f"{table.source} has no column “tag”, “code” or “name”. Nothing was imported.")
    if len(table.rows) > _MOST:
        raise InputError(f"{table.source} has {len(table.rows):,} codes; the limit is {_MOST:,}. Nothing was imported.")
    out = Gathering(table.source)
    for row in map(table.cells, table.rows):
        name = one_line(row[named])
        meaning = next((row[each] for each in _MEANINGS if row.get(each)), "")
        if name:  # of two rows of one name the first is taken
            out.put(Tag(id=id_from("codebook", same_name(name)), name=name, rank="V", description=clean(meaning)))
    return out.plan()
