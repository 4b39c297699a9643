"""CSV and XLSX as rows of texts with their line numbers: delimiters, encodings, title rows."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from app.importers.spreadsheets import MOST_COLUMNS, Book, open_book
from app.importers.text import decode, read_bytes
from app.models.errors import InputError
from app.models.names import folded
from app.models.places import as_text
from app.models.tables import unguarded

MOST_BYTES: Final = 64_000_000
MOST_ROWS: Final = 100_000
TABLE_ENDINGS: Final = (".csv", ".tsv", ".xlsx", ".xls")
"""Names of tables; old Excel files among them, to be refused in words that help."""

OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
"""How old files of Excel begin, and new ones with a password."""

_HEADER_WITHIN: Final = 30
"""The header stands among so many first lines; above it may be a title."""

DELIMITERS: Final = (",", ";", "\t", "|")

Row = tuple[int, list[str]]
"""The number of the line that a row begins on (1 = first), and its cells."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file below its header; `columns` are the names in the header, trimmed and in lower case.

    `headings` are the same as they are written.
    """

    source: str
    header_line: int
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    headings: tuple[str, ...] = ()

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
    rows = read_rows(path, known)
    best: tuple[int, int] = (0, 0)
    for place, (_, cells) in enumerate(rows[:_HEADER_WITHIN]):
        best = max(best, (len({folded(cell) for cell in cells} & set(known)), -place))
    if not best[0]:
        raise InputError(f"{name} has no header with {' or '.join(known)}; nothing was imported.")
    line, header = rows[-best[1]]
    body = tuple(row for row in rows[1 - best[1] :] if any(cell.strip() for cell in row[1]))
    return Table(name, line, tuple(map(folded, header)), body, tuple(header))


def read_rows(path: Path, known: Collection[str]) -> list[Row]:
    """Return all rows of a CSV, TSV or XLSX file, a text being cut where most known names are found.

    Of a spreadsheet the first sheet that is shown is read. Raises as `read_table_bytes`.
    """
    name = as_text(path.name)
    data = read_table_bytes(path)
    return list(xlsx_rows(data, name)) if is_xlsx(data) else _csv_rows(data, name, known)


def first_rows(path: Path, data: bytes) -> list[list[str]]:
    """Return the rows among which a header stands, cut where most cells come out; `data` may end early in a text."""
    if is_xlsx(data):
        return [cells for _, cells in islice(xlsx_rows(read_table_bytes(path), as_text(path.name)), _HEADER_WITHIN)]
    text = decode(data, as_text(path.name), guess=True)
    lines = text.splitlines(keepends=True)[:-1] or [text]
    readings = [list(islice(csv.reader(lines, delimiter=each), _HEADER_WITHIN)) for each in DELIMITERS]
    return max(readings, key=lambda rows: sum(map(len, rows)))


def read_table_bytes(path: Path) -> bytes:
    """Return the bytes of a file that may be a table: CSV, TSV or XLSX.

    Raises FileError where it cannot be read, InputError with one line where it is too large or an old Excel file.
    """
    name = as_text(path.name)
    data = read_bytes(path, MOST_BYTES, "the limits are 64 MB and 100,000 rows")
    if data.startswith(OLD_EXCEL):
        if path.suffix.lower() == ".xlsx":
            raise InputError(f"{name} has a password; save it without one and try again. Nothing was imported.")
        raise InputError(f"{name} is an old Excel file (.xls); save it as .xlsx or .csv and try again.")
    if path.suffix.lower() == ".xlsx" and not is_xlsx(data) and b"\0" in data:
        raise InputError(f"{name} is no XLSX file, or a damaged one. Nothing was imported.")
    return data


def is_xlsx(data: bytes) -> bool:
    """Return whether bytes begin like an archive, as XLSX files do."""
    return data.startswith(b"PK\x03\x04")


# ---- CSV


def _csv_rows(data: bytes, source: str, known: Collection[str]) -> list[Row]:
    text = decode(data, source, guess=True)
    readings = [
        list(islice(parse_csv(io.StringIO(text, newline=""), delimiter, source), _HEADER_WITHIN))
        for delimiter in DELIMITERS
    ]
    scores = [max((_fit(cells, known) for _, cells in rows), default=(0, 0)) for rows in readings]
    delimiter = DELIMITERS[scores.index(max(scores))]
    return list(csv_rows(io.StringIO(text, newline=""), delimiter, source))


def _fit(cells: Sequence[str], known: Collection[str]) -> tuple[int, int]:
    return len({folded(cell) for cell in cells} & set(known)), len(cells)


def csv_rows(lines: Iterable[str], delimiter: str, source: str) -> Iterator[Row]:
    """Yield the rows of a whole CSV file, given line by line with the ends of lines.

    Raises InputError with one line: too many rows or columns, a cell too long, a quotation mark that is never closed.
    """
    coming: list[str] = []

    def remembered() -> Iterator[str]:
        for line in lines:
            coming.append(line)
            yield line

    begins, last = 1, coming
    for count, (begins, cells) in enumerate(parse_csv(remembered(), delimiter, source), start=1):
        if count > MOST_ROWS:
            raise InputError(f"{source} has more than {MOST_ROWS:,} rows, which is the limit; nothing was imported.")
        last = coming.copy()
        coming.clear()
        yield begins, [unguarded(cell) if cell[:1] == "'" else cell for cell in cells]
    if _is_left_open("".join(last), delimiter):
        raise InputError(
            f"{source}, line {begins}: a quotation mark is opened and never closed, so that everything below it "
            "would be one cell. Close it and try again; nothing was imported."
        )


def _is_left_open(row: str, delimiter: str) -> bool:
    """Return whether a quotation mark is still open at the end of the text of the last row."""
    if row.count('"') % 2 == 0:
        return False
    try:
        list(csv.reader(io.StringIO(row, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False


def parse_csv(lines: Iterable[str], delimiter: str, source: str) -> Iterator[Row]:
    """Yield rows of CSV as long as they are wanted; raises InputError where one is too wide or a cell too long."""
    reader = csv.reader(lines, delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS:
                raise InputError(f"{source}, line {line}: more than {MOST_COLUMNS:,} columns; nothing was imported.")
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        why = f"a cell has more than {csv.field_size_limit():,} characters" if "limit" in str(error) else str(error)
        raise InputError(f"{source}, line {line}: {why}; nothing was imported.") from error


# ---- XLSX


def xlsx_rows(data: bytes, source: str) -> Iterator[Row]:
    """Yield the rows of the first sheet that is not hidden; raises InputError with one line."""
    return sheet_rows(open_book(data, source))


def sheet_rows(book: Book, sheet: str | None = None) -> Iterator[Row]:
    """Yield the rows of a sheet, or of the first one; raises InputError with one line."""
    for line, cells in book.rows(sheet):
        if line > MOST_ROWS:
            raise InputError(
                f"{book.source} has more than {MOST_ROWS:,} rows, which is the limit; nothing was imported."
            )
        yield line, cells


# ---- what both need

SAID_NOTHING: Final = frozenset({"", "-", "–", "—", "?", "n/a", "na", "none", "null"})
"""Cells, in lower case, that stand for none."""


def number_in(text: str) -> float | None:
    """Return the number in a cell, point or comma; none where it says nothing. Raises ValueError for a word."""
    if text.casefold() in SAID_NOTHING:
        return None
    plain = text.replace("\u00a0", "").replace(" ", "").replace("−", "-")
    if "," in plain and "." not in plain:
        plain = plain.replace(",", ".")
    return float(plain)


_PLAIN: Final = re.compile(r"[-+]?\d{1,15}(\.\d{1,15})?", re.ASCII)
_GROUPED: Final = {
    mark: re.compile(rf"[-+]?\d{{1,3}}({re.escape(other)}\d{{3}})+({re.escape(mark)}\d+)?", re.ASCII)
    for mark, other in (".,", ",.")
}


def as_number(text: str, decimal: str) -> float | None:
    """Return the number that a cell is, with that decimal mark, thousands maybe grouped by the other; none for others.

    A single point is a decimal mark even where that is a comma, if three digits do not follow: so spreadsheets have it.
    """
    if decimal == "." and _PLAIN.fullmatch(text):
        return float(text)
    plain = text.replace("\u00a0", "").replace(" ", "").replace("−", "-").removesuffix("%")
    if _GROUPED[decimal].fullmatch(plain):
        plain = plain.replace("," if decimal == "." else ".", "")
    if decimal == ",":
        plain = plain.replace(",", ".")
    return float(plain) if _PLAIN.fullmatch(plain) else None
