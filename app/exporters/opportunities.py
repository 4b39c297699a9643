"""The opportunities of a workspace as a list: CSV or XLSX, ranked, that is read back as it was."""

import csv
import io
from collections.abc import Iterator

from app.models.content import Content, journeys_of_opportunity
from app.models.tables import COMPUTED_COLUMNS, OPPORTUNITY_COLUMNS, guarded
from app.scoring.opportunities import Ranked, ranked

Cell = str | float | int | None


def rows_of(content: Content, weight: float) -> Iterator[list[Cell]]:
    """Yield the header, then each opportunity from the first place down; `weight` is that of the customer side."""
    yield [*OPPORTUNITY_COLUMNS, *COMPUTED_COLUMNS]
    for each in ranked(content, weight):
        yield _row(content, each)


def _row(content: Content, ranked_: Ranked) -> list[Cell]:
    each, place = ranked_.opportunity, ranked_.place
    journeys = "\n".join(journey.title for journey in journeys_of_opportunity(content, each.id))
    return [
        each.title,
        each.customer,
        each.business,
        each.effort,
        journeys,
        each.decision or "",
        each.reason,
        place.rank,
        place.value,
    ]


def csv_of(content: Content, weight: float) -> bytes:
    """Return the list as CSV: UTF-8 with a byte order mark, so that spreadsheets know, and no cell a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows_of(content, weight):
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")


def xlsx_of(content: Content, weight: float) -> bytes:
    """Return the list as a workbook with one sheet; texts are texts, whatever they begin with."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Opportunities")
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFGHI", (48, 11, 11, 9, 28, 14, 48, 8, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    for number, row in enumerate(rows_of(content, weight)):
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
