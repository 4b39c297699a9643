"""Rows as CSV or XLSX, safe for spreadsheets: no text becomes a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from app.models.tables import guarded

Cell = str | float | int | None


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as CSV: UTF-8 with a byte order mark, so that spreadsheets know, and no cell a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(rows: Iterable[Sequence[Cell]], title: str, widths: Sequence[int]) -> bytes:
    """Return a workbook with one sheet, its first row a header; texts are texts, whatever they begin with.

    `widths` are those of the columns, in letters.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, row in enumerate(rows):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
