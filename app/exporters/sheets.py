"""Rows as CSV or XLSX, safe for spreadsheets: no text becomes a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.models.tables import guarded

Cell = str | float | int | None


class Sheet(NamedTuple):
    """A table: its name, how wide its columns are in letters, and its rows, of which the first is the header."""

    title: str
    widths: Sequence[int]
    rows: Iterable[Sequence[Cell]]


def csv_bytes(sheet: Sheet) -> bytes:
    """Return a table as CSV: UTF-8 with a byte order mark, so that spreadsheets know, and no cell a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in sheet.rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(sheet: Sheet) -> bytes:
    """Return a workbook with one sheet; texts are texts, whatever they begin with."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    page = book.create_sheet(sheet.title)
    page.freeze_panes = "A2"
    for number, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    for number, row in enumerate(sheet.rows):
        cells = []
        for value in row:
            cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        page.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
