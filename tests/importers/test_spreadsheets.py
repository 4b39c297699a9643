"""XLSX files: every kind of cell as the text that a spreadsheet shows; hidden sheets, gaps, hostile parts."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from app.importers.spreadsheets import open_book
from app.importers.tables import xlsx_rows
from app.models.errors import InputError


def saved(fill: Callable[[Workbook], object]) -> bytes:
    book = Workbook()
    fill(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return an archive with one of its parts changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return file.getvalue()


def one_sheet(*rows: list[object]) -> bytes:
    def fill(book: Workbook) -> None:
        for row in rows:
            book.worksheets[0].append(row)

    return saved(fill)


def replaced(new: bytes, old: bytes) -> bytes:
    return new


def shown(value: object) -> str:
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)


SHEET = "xl/worksheets/sheet1.xml"


def test_each_kind_of_cell():
    data = one_sheet(
        ["text", "größer 😀\nnext", "a_x000D_\nb _x005F_x000D_ _x0041_", " spaced ", "=1+1"],
        [1, -2.5, 4.0, 41_800_000.01, True, False, None, 1e-7],
        [date(2024, 2, 29), datetime(2024, 2, 29, 14, 57, 13), time(4, 14), None, None],
    )
    assert list(xlsx_rows(data, "a.xlsx")) == [
        (
            1,
            ["text", "größer 😀\nnext", "a\nb _x000D_ _x0041_", " spaced "],
        ),  # a formula that nothing has computed is blank
        (2, ["1", "-2.5", "4", "41800000.01", "True", "False", "", "1e-07"]),
        (3, ["2024-02-29", "2024-02-29 14:57:13", "04:14:00"]),
    ]


def test_days_are_counted_from_1904_where_the_file_says_so():
    def fill(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        book.worksheets[0].append([date(2024, 2, 29)])

    assert list(xlsx_rows(saved(fill), "a.xlsx")) == [(1, ["2024-02-29"])]


def test_hidden_sheets_are_passed_over_and_gaps_kept():
    def fill(book: Workbook) -> None:
        book.worksheets[0].title = "Secret"
        book.worksheets[0].sheet_state = "hidden"
        book.create_sheet("Answers")["C3"] = "x"
        book.create_sheet("More & more").append(["y"])

    data = saved(fill)
    book = open_book(data, "a.xlsx")
    assert list(book.sheets) == ["Answers", "More & more"]
    assert list(book.rows()) == [(1, []), (2, []), (3, ["", "", "x"])]
    assert list(book.rows("More & more")) == [(1, ["y"])]


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
@pytest.mark.parametrize(
    "name", ["csvkit-dummy.xlsx", "csvkit-test.xlsx", "csvkit-test_skip_lines.xlsx", "csvkit-ne_1033_data.xlsx"]
)
def test_real_files_hold_what_another_reader_finds(shared_data, name):
    data = (shared_data / "hostile" / name).read_bytes()
    sheet = load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    wanted = [[shown(cell) for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert [[cell for cell in cells if cell] for _, cells in xlsx_rows(data, name)] == wanted


def test_what_makes_another_reader_slow_or_worse_is_refused():
    data = one_sheet(["a"])
    wide = changed(data, SHEET, lambda part: part.replace(b'r="A1"', b'r="ALM1"'))
    with pytest.raises(InputError, match="more than 1,000 columns"):
        list(xlsx_rows(wide, "a.xlsx"))
    tall = changed(data, SHEET, lambda part: part.replace(b'r="1"', b'r="1048576"'))
    with pytest.raises(InputError, match="more than 100,000 rows"):
        list(xlsx_rows(tall, "a.xlsx"))
    typed = changed(data, SHEET, lambda part: b'<!DOCTYPE a [<!ENTITY b "c">]>' + part)
    with pytest.raises(InputError, match="entities"):
        list(xlsx_rows(typed, "a.xlsx"))
    hidden = b'<?xml version="1.0" encoding="cp037"?>' + '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("cp037")
    for part in (hidden, b"<worksheet><sheetData><row", b'<worksheet><row r="x"><c/></row></worksheet>'):
        with pytest.raises(InputError, match="no XLSX"):
            list(xlsx_rows(changed(data, SHEET, partial(replaced, part)), "a.xlsx"))
    missing = changed(data, "xl/workbook.xml", lambda part: part.replace(b"sheet ", b"sheep "))
    with pytest.raises(InputError, match="no sheet"):
        open_book(missing, "a.xlsx")
