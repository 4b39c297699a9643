"""Journey maps in CSV and XLSX: a card or a stage a row, or stages across and lanes down."""

from pathlib import Path
from typing import Final

from app.importers.documents.grids import is_across, is_rows, map_across, map_of_rows
from app.importers.documents.model import Found, Shape
from app.importers.documents.words import known_words
from app.importers.tables import Row, read_rows
from app.models.errors import InputError
from app.models.places import as_text

SHEET_ENDINGS: Final = (".csv", ".tsv", ".xlsx", ".xls")
_HEADER_WITHIN: Final = 30


def found_in_sheet(path: Path, shape: Shape | None) -> Found:
    """Return the map of a table; raises FileError, InputError where there is none, or not of that shape."""
    source = as_text(path.name)
    rows = [row for row in read_rows(path, known_words()) if any(cell.strip() for cell in row[1])]
    starts = _starts(rows)
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


def _starts(rows: list[Row]) -> dict[Shape, int]:
    """Return by shape the place of the first row that can be the header, the likeliest shape first."""
    starts: dict[Shape, int] = {}
    for place in range(min(len(rows), _HEADER_WITHIN)):
        below = [cells for _, cells in rows[place:]]
        if len(below) > 1 and is_across(below):
            starts.setdefault("stages across", place)
        if len(below) > 1 and is_rows(below[:1]):
            starts.setdefault("rows", place)
    return starts
