"""CSV and XLSX as rows of texts with their line numbers: delimiters, encodings, title rows."""

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from app.importers.archives import check_archive
from app.importers.text import clean, decode, read_bytes
from app.models.errors import InputError
from app.models.names import folded
from app.models.places import as_text
from app.models.tables import unguarded

MOST_BYTES: Final = 64_000_000
MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 1_000
_HEADER_WITHIN: Final = 30
"""The header stands among so many first lines; above it may be a title."""

_DELIMITERS: Final = (",", ";", "\t", "|")

Row = tuple[int, list[str]]
"""The number of the line that a row begins on (1 = first), and its cells."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file below its header; `columns` are the names in the header, trimmed and in lower case."""

    source: str
    header_line: int
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def cells(self, row: Row) -> dict[str, str]:
        """Return the cells of a row by column, trimmed; what is missing at its end is empty."""
        cells = dict.fromkeys(self.columns, "")
        for name, cell in zip(self.columns, row[1], strict=False):
            if not cells[name]:  # the first of two columns of one name that says something
                cells[name] = cell.strip()
        return cells


def read_table(path: Path, known: Collection[str]) -> Table:
    """Return the table of a CSV, TSV or XLSX file whose header holds names that are known, in any order.

    Raises FileError where it cannot be read, InputError with one line where there is no such header, where it is too
    large, or no such file.
    """
    name = as_text(path.name)
    data = read_bytes(path, MOST_BYTES, "the limits are 64 MB and 100,000 rows")
    if data.startswith(b"PK\x03\x04"):
        rows = _xlsx_rows(data, name)
    elif path.suffix.lower() == ".xlsx" and b"\0" in data:
        raise InputError(f"{name} is no XLSX file, or a damaged one. Nothing was imported.")
    else:
        rows = _csv_rows(data, name, known)
    best: tuple[int, int] = (0, 0)
    for place, (_, cells) in enumerate(rows[:_HEADER_WITHIN]):
        best = max(best, (len({folded(cell) for cell in cells} & set(known)), -place))
    if not best[0]:
        raise InputError(f"{name} has no header with {' or '.join(known)}; nothing was imported.")
    line, header = rows[-best[1]]
    body = tuple(row for row in rows[1 - best[1] :] if any(cell.strip() for cell in row[1]))
    return Table(name, line, tuple(map(folded, header)), body)


# ---- CSV


def _csv_rows(data: bytes, source: str, known: Collection[str]) -> list[Row]:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(f"{source} is an old Excel file (.xls); save it as .xlsx or .csv and try again.")
    text = decode(data, source, guess=True)
    readings = [list(_parse(text, delimiter, source, _HEADER_WITHIN)) for delimiter in _DELIMITERS]
    scores = [max((_fit(cells, known) for _, cells in rows), default=(0, 0)) for rows in readings]
    delimiter = _DELIMITERS[scores.index(max(scores))]
    rows = list(_parse(text, delimiter, source, MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise InputError(f"{source} has more than {MOST_ROWS:,} rows, which is the limit; nothing was imported.")
    if rows and _is_left_open(text, rows[-1][0], delimiter):
        raise InputError(
            f"{source}, line {rows[-1][0]}: a quotation mark is opened and never closed, so that everything below it "
            "would be one cell. Close it and try again; nothing was imported."
        )
    return [(line, [unguarded(cell) for cell in cells]) for line, cells in rows]


def _is_left_open(text: str, line: int, delimiter: str) -> bool:
    """Return whether a quotation mark of the last row, which begins on a line, is still open at the end of the text."""
    row = "".join(islice(io.StringIO(text, newline=""), line - 1, None))
    if row.count('"') % 2 == 0:
        return False
    try:
        list(csv.reader(io.StringIO(row, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False


def _fit(cells: Sequence[str], known: Collection[str]) -> tuple[int, int]:
    return len({folded(cell) for cell in cells} & set(known)), len(cells)


def _parse(text: str, delimiter: str, source: str, most: int) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for _ in range(most):
            cells = next(reader, None)
            if cells is None:
                return
            if len(cells) > MOST_COLUMNS:
                raise InputError(f"{source}, line {line}: more than {MOST_COLUMNS:,} columns; nothing was imported.")
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        why = f"a cell has more than {csv.field_size_limit():,} characters" if "limit" in str(error) else str(error)
        raise InputError(f"{source}, line {line}: {why}; nothing was imported.") from error


# ---- XLSX


def _xlsx_rows(data: bytes, source: str) -> list[Row]:
    check_archive(data, source, "XLSX", document_types=False)
    from openpyxl import load_workbook

    rows: list[Row] = []
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = next((each for each in book.worksheets if each.sheet_state == "visible"), book.worksheets[0])
        sheet.reset_dimensions()  # what the file says of its size may be a lie
        for line, values in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
            if line > MOST_ROWS:
                raise InputError(
                    f"{source} has more than {MOST_ROWS:,} rows, which is the limit; nothing was imported."
                )
            rows.append((line, [_cell_text(value) for value in values]))
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
        raise InputError(f"{source} is no XLSX file that can be read ({type(error).__name__}).") from error
    return rows


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))


# ---- what both need

_SAID_NOTHING: Final = frozenset({"", "-", "–", "—", "?", "n/a", "na", "none", "null"})


def number_in(text: str) -> float | None:
    """Return the number in a cell, point or comma; none where it says nothing. Raises ValueError for a word."""
    if text.casefold() in _SAID_NOTHING:
        return None
    plain = text.replace("\u00a0", "").replace(" ", "").replace("−", "-")
    if "," in plain and "." not in plain:
        plain = plain.replace(",", ".")
    return float(plain)
