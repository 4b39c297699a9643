"""Journey maps in CSV and XLSX: a card or a stage a row, or stages across and lanes down."""

from pathlib import Path
from typing import Final

from app.importers.documents.grids import is_across, is_rows, map_across, map_of_rows
from app.importers.documents.model import Found, Shape
from app.importers.documents.words import known_words
from app.importers.tables import first_rows, is_xlsx, read_rows
from app.models.errors import InputError
from app.models.places import as_text

_HEADER_WITHIN: Final = 30
_LOOKED_AT: Final = 200
"""Rows by which a shape is told; maps have few."""


def found_in_sheet(path: Path, shape: Shape | None) -> Found:
    """Return the map of a table; raises FileError, InputError where there is none, or not of that shape."""
    source = as_text(path.name)
    rows = [row for row in read_rows(path, known_words()) if any(cell.strip() for cell in row[1])]
    starts = _starts([cells for _, cells in rows[: _HEADER_WITHIN + _LOOKED_AT]])
    if not starts:
        raise InputError(
            f"{source} holds no journey map that Clew knows: no column “Stage” with columns such as “Touchpoint” "
            "beside it, and no stages across with rows such as “Touchpoints”; nothing was imported."
        )
    shape = shape or next(iter(starts))
    if shape not in starts:
        raise InputError(f"{source} cannot be read as “{shape}”, only as {', '.join(starts)}; nothing was imported.")
    make = map_across if shape == "stages across" else map_of_rows
    found = make(path.stem, rows[starts[shape] :])
    return Found(source, shape, tuple(starts), (found,))


def looks_like_map_sheet(path: Path, head: bytes) -> bool:
    """Return whether the first rows of a table can be those of a map; raises InputError, FileError as its readers."""
    ended = head if is_xlsx(head) else head + b"\n\n"  # the last line counts, too
    return bool(_starts([cells for cells in first_rows(path, ended) if any(cell.strip() for cell in cells)]))


def _starts(rows: list[list[str]]) -> dict[Shape, int]:
    """Return by shape the place of the first row that can be the header, the likeliest shape first."""
    starts: dict[Shape, int] = {}
    for place in range(min(len(rows), _HEADER_WITHIN)):
        below = rows[place : place + _LOOKED_AT]
        if len(below) > 1 and is_across(below):
            starts.setdefault("stages across", place)
        if len(below) > 1 and is_rows(below[:1]):
            starts.setdefault("rows", place)
    return starts
