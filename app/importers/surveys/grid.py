"""A survey's file as rows of cells: encoding, delimiter and sheet are recognised, or as somebody chose them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Final

from app.importers.spreadsheets import Book, open_book
from app.importers.tables import DELIMITERS, MOST_ROWS, csv_rows, is_xlsx, parse_csv, read_table_bytes, sheet_rows
from app.importers.text import digest_of, encoding_of, lines_of
from app.models.errors import InputError
from app.models.places import as_text

_SAMPLE: Final = 60
"""Rows that delimiters are tried on."""

_LEGIBLE: Final = 400
"""Rows in which texts that were encoded twice are looked for."""

_BYTE_OF: Final = {
    ord(bytes([byte]).decode("cp1252")): byte for byte in range(0x80, 0xA0) if byte not in b"\x81\x8d\x8f\x90\x9d"
}
"""From the characters of Windows-1252 to the bytes that Latin-1 has not got."""

_TWICE: Final = ("â€", "Ã", "Â", "ðŸ")
"""What UTF-8 looks like that was taken for Windows-1252: quotation marks, letters with accents, spaces, emoji."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A file that can be read again and again; an XLSX file has no encoding and no delimiter, a CSV file no sheets.

    `digest` names its bytes (`digest_of`); `encoded_twice` says that each cell is UTF-8 read as Windows-1252.
    """

    source: str
    digest: str
    encoding: str
    delimiter: str
    sheet: str
    encoded_twice: bool
    data: bytes = field(repr=False)
    book: Book | None = field(default=None, repr=False)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets that are not hidden; none in a CSV file."""
        return tuple(self.book.sheets) if self.book else ()

    @property
    def expected_rows(self) -> int:
        """About how many rows it has, for progress: lines of a CSV file, of XLSX a guess."""
        ends = max(self.data.count(b"\n"), self.data.count(b"\r"))
        return MOST_ROWS // 2 if self.book else max(ends, 1)

    def rows(self) -> Iterator[list[str]]:
        """Yield every row, also blank ones, as a spreadsheet counts them; raises InputError with one line."""
        if self.book is not None:
            rows = sheet_rows(self.book, self.sheet)
        else:
            rows = csv_rows(lines_of(self.data, self.encoding, self.source), self.delimiter, self.source)
        if self.encoded_twice:
            return ([repaired(cell) for cell in cells] for _, cells in rows)
        return (cells for _, cells in rows)


def open_grid(
    path: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    encoded_twice: bool | None = None,
) -> Grid:
    """Return a CSV, TSV or XLSX file; what is not said is recognised. Raises FileError, InputError with one line."""
    data = read_table_bytes(path)
    source = as_text(path.name)
    book = None
    if is_xlsx(data):
        book = open_book(data, source)
        sheet = sheet if sheet in book.sheets else next(iter(book.sheets))
        encoding = delimiter = ""
    elif data.lstrip()[:14].lower().startswith((b"<?xml", b"<!doctype html", b"<html", b"<table")):
        raise InputError(f"{source} is a web page or XML, no table; save it as XLSX or CSV. Nothing was imported.")
    else:
        encoding = encoding or encoding_of(data)
        if encoding is None:
            raise InputError(f"{source} is no text and no XLSX file; save it as CSV in UTF-8. Nothing was imported.")
        if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
            raise InputError(f"A delimiter is one character, such as a comma, not “{delimiter}”. Nothing was imported.")
        delimiter = delimiter or _delimiter_of(data, encoding, source)
    digest = digest_of(data)
    grid = Grid(source, digest, encoding, delimiter, sheet or "", bool(encoded_twice), data, book)
    if encoded_twice is None and _is_encoded_twice(islice(grid.rows(), _LEGIBLE)):
        return replace(grid, encoded_twice=True)
    return grid


def repaired(cell: str) -> str:
    """Return a text as it was before its UTF-8 was read as Windows-1252; unchanged where it cannot have been."""
    if cell.isascii():
        return cell
    try:
        return cell.translate(_BYTE_OF).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return cell


def _is_encoded_twice(rows: Iterator[list[str]]) -> bool:
    marked = [cell for cells in rows for cell in cells if any(mark in cell for mark in _TWICE)]
    mended = sum(repaired(cell) != cell for cell in marked)
    return mended > 1 and mended >= 0.6 * len(marked)


def _delimiter_of(data: bytes, encoding: str, source: str) -> str:
    """Return the delimiter that cuts most rows into the same number of cells, at least two; a comma where none does."""

    def fit(delimiter: str) -> tuple[float, int]:
        rows = islice(parse_csv(lines_of(data, encoding, source), delimiter, source), _SAMPLE)
        widths = Counter(len(cells) for _, cells in rows if any(map(str.strip, cells)))
        width, count = _most_common(widths)
        return (round(count / widths.total(), 1), width) if width > 1 else (0.0, 0)

    fits = []
    for delimiter in DELIMITERS:
        try:
            fits.append(fit(delimiter))
        except InputError:  # too wide, or one endless cell, with this one
            fits.append((0.0, 0))
    return DELIMITERS[fits.index(max(fits))]


def _most_common(widths: Counter[int]) -> tuple[int, int]:
    return max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))


def filled_rows(rows: Sequence[list[str]]) -> list[list[str]]:
    """Return the rows that hold anything."""
    return [cells for cells in rows if any(map(str.strip, cells))]
