"""XLSX files, sheet by sheet and row by row, as texts: values as a spreadsheet last computed them, not formulas."""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import lru_cache
from typing import IO, Final
from xml.parsers import expat

from app.importers.archives import check_archive
from app.importers.markup import xml_root
from app.importers.text import clean
from app.models.errors import InputError

MOST_COLUMNS: Final = 1_000

MOST_STRINGS: Final = 2_000_000
"""Different texts in the cells of a file."""

_CHUNK: Final = 1 << 16
"""Bytes of a sheet that are read at once."""

_DAMAGE: Final = (expat.ExpatError, zipfile.BadZipFile, OSError, EOFError, ValueError, LookupError, OverflowError)


@dataclass(frozen=True, slots=True)
class Book:
    """An XLSX file: its sheets that are not hidden (all where all are) by name, and what their cells refer to."""

    source: str
    sheets: Mapping[str, str]
    strings: tuple[str, ...] = field(repr=False)
    date_styles: frozenset[str]
    since_1904: bool
    data: bytes = field(repr=False)

    def rows(self, sheet: str | None = None) -> Iterator[tuple[int, list[str]]]:
        """Yield the number of each row of a sheet (else of the first), 1 …, and its cells; blank rows, too.

        Blank cells at the end of a row and blank rows at the end of a sheet are left out. Raises InputError.
        """
        part = self.sheets.get(sheet or "") or next(iter(self.sheets.values()))
        handler = _SheetHandler(self)
        due = 1
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive, archive.open(part) as file:
                for _ in _parsed(file, handler.start, handler.end, handler.text):
                    for number, cells in handler.take():
                        yield from ((blank, []) for blank in range(due, number))
                        yield max(due, number), cells
                        due = max(due, number) + 1
        except _DAMAGE as error:
            raise _unreadable(self.source, error) from error


def open_book(data: bytes, source: str) -> Book:
    """Return an XLSX file, its archive checked; raises InputError with one line where it is none, or hostile."""
    check_archive(data, source, "XLSX", document_types=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            main = next(iter(_targets(archive, "", source, "/officeDocument").values()))
            parts = _targets(archive, main, source, "/worksheet")
            root = xml_root(archive.read(main), source)
            sheets: dict[bool, dict[str, str]] = {True: {}, False: {}}
            since_1904 = False
            for each in root.iter():
                local = _local(each.tag)
                told = {_local(name): value for name, value in each.attrib.items()}
                if local == "sheet" and parts.get(told.get("id", "")) in names:
                    sheets[told.get("state", "visible") == "visible"][told["name"]] = parts[told["id"]]
                elif local == "workbookPr":
                    since_1904 |= told.get("date1904") in ("1", "true")  # extensions have one of that name, too
            if not sheets[True] and not sheets[False]:
                raise InputError(f"{source} has no sheet with cells; nothing was imported.")
            strings = _strings(archive, next(iter(_targets(archive, main, source, "/sharedStrings").values()), ""))
            styles = _date_styles(archive, next(iter(_targets(archive, main, source, "/styles").values()), ""), source)
    except (*_DAMAGE, StopIteration) as error:
        raise _unreadable(source, error) from error
    return Book(source, sheets[True] or sheets[False], strings, styles, since_1904, data)


def _unreadable(source: str, error: Exception) -> InputError:
    return InputError(f"{source} is no XLSX file that can be read ({type(error).__name__}). Nothing was imported.")


def _targets(archive: zipfile.ZipFile, part: str, source: str, kind: str) -> dict[str, str]:
    """Return the parts of a kind that a part refers to, by the ids of the relations; "" is the file as a whole."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    return {
        each.attrib["Id"]: posixpath.normpath(posixpath.join("/", folder, each.attrib["Target"])).lstrip("/")
        for each in xml_root(archive.read(relations), source)
        if each.attrib.get("Type", "").endswith(kind)
    }


def _strings(archive: zipfile.ZipFile, part: str) -> tuple[str, ...]:
    if part not in archive.namelist():
        return ()
    handler = _StringsHandler()
    with archive.open(part) as file:
        for _ in _parsed(file, handler.start, handler.end, handler.text):
            pass
    return tuple(handler.strings)


def _date_styles(archive: zipfile.ZipFile, part: str, source: str) -> frozenset[str]:
    """Return the numbers of the cell styles that show a number as a date or a time."""
    if part not in archive.namelist():
        return frozenset()
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

    root = xml_root(archive.read(part), source)
    formats = {str(number): code for number, code in BUILTIN_FORMATS.items()}
    formats |= {
        each.attrib["numFmtId"]: each.attrib.get("formatCode", "")
        for each in root.iter()
        if _local(each.tag) == "numFmt"
    }
    styles = next((each for each in root if _local(each.tag) == "cellXfs"), ())
    return frozenset(
        str(number)
        for number, each in enumerate(styles)
        if is_date_format(formats.get(each.attrib.get("numFmtId", "0"), "General"))
    )


def _local(name: str) -> str:
    return name.rpartition("}")[2]


# ---- streaming


def _parsed(
    file: IO[bytes],
    start: Callable[[str, dict[str, str]], object],
    end: Callable[[str], object],
    text: Callable[[str], object],
) -> Iterator[None]:
    """Tell handlers what an XML part holds, and yield now and then; raises ValueError for a document type."""

    def refuse(*_: object) -> None:
        raise ValueError("a document type")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, told: start(name.rpartition(":")[2], told)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    while chunk := file.read(_CHUNK):
        parser.Parse(chunk)
        yield
    parser.Parse(b"", True)
    yield


class _StringsHandler:
    """Collects the texts that cells share; how they sound (rPh) is left out."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._parts: list[str] = []
        self._reading = self._sounding = False

    def start(self, name: str, told: dict[str, str]) -> None:
        """An element begins."""
        if name == "t":
            self._reading = not self._sounding
        elif name == "rPh":
            self._sounding = True

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "t":
            self._reading = False
        elif name == "rPh":
            self._sounding = False
        elif name == "si":
            if len(self.strings) >= MOST_STRINGS:
                raise ValueError("too many texts")
            self.strings.append(_unescaped("".join(self._parts)))
            self._parts = []

    def text(self, text: str) -> None:
        """Characters come."""
        if self._reading:
            self._parts.append(text)


class _SheetHandler:
    """Collects the rows of a sheet, to be taken when some are complete."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._rows: list[tuple[int, list[str]]] = []
        self._cells: list[str] = []
        self._parts: list[str] = []
        self._number = self._place = 0
        self._kind = self._style = ""
        self._reading = self._sounding = False

    def take(self) -> list[tuple[int, list[str]]]:
        """Return the rows since the last time."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, name: str, told: dict[str, str]) -> None:
        """An element begins."""
        if name == "c":
            self._place = _column(told["r"].rstrip("0123456789")) if "r" in told else self._place + 1
            self._kind = told.get("t", "n")
            self._style = told.get("s", "0")
            self._parts = []
        elif name in ("v", "t"):
            self._reading = not self._sounding
        elif name == "row":
            self._number = int(told.get("r", self._number + 1))
            self._cells = []
            self._place = 0
        elif name == "rPh":
            self._sounding = True

    def end(self, name: str) -> None:
        """An element ends."""
        if name in ("v", "t"):
            self._reading = False
        elif name == "c":
            if self._parts and (text := self._cell("".join(self._parts))):
                self._keep(text)
        elif name == "row":
            if self._cells:
                self._rows.append((self._number, self._cells))
        elif name == "rPh":
            self._sounding = False

    def text(self, text: str) -> None:
        """Characters come."""
        if self._reading:
            self._parts.append(text)

    def _keep(self, text: str) -> None:
        cells = self._cells
        if self._place > MOST_COLUMNS:
            raise InputError(
                f"{self._book.source}, line {self._number}: more than {MOST_COLUMNS:,} columns; nothing was imported."
            )
        if len(cells) < self._place:
            cells += [""] * (self._place - len(cells))
        cells[self._place - 1] = text

    def _cell(self, text: str) -> str:
        kind = self._kind
        if kind == "s":
            return self._book.strings[int(text)]
        if kind == "n":
            if self._style in self._book.date_styles:
                return _date(float(text), self._book.since_1904)
            return text if text.isdecimal() else _number(float(text))
        if kind == "b":
            return "True" if text.strip() in ("1", "true") else "False"
        return _unescaped(text)


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else str(value)


def _date(value: float, since_1904: bool) -> str:
    """Return the date, the day alone at midnight, the time alone on day 0, that a spreadsheet shows for a number.

    A number beyond all years stays one.
    """
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

    try:
        made = from_excel(value, MAC_EPOCH if since_1904 else WINDOWS_EPOCH)
    except (OverflowError, ValueError):  # beyond all years
        return _number(value)
    if isinstance(made, datetime) and made.time() == time.min:
        return made.date().isoformat()
    return str(made)


@lru_cache(maxsize=2_000)
def _column(letters: str) -> int:
    """Return the number of a column, 1 …; raises ValueError where the letters are none."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z" or len(letters) > 3:
            raise ValueError(f"no column {letters}")
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


_ESCAPE: Final = re.compile(r"_x(000[9AD]|005F)_", re.IGNORECASE)
"""Tab, line ends and the underscore, as XLSX writes them where XML would not keep them."""


def _unescaped(text: str) -> str:
    """Return a text with what is escaped in it; line ends become line feeds."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else clean(text)
