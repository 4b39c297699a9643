"""Word documents (DOCX) as lines: body, tables and text boxes; what was deleted under review is left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesNSImpl

from app.importers.archives import read_parts
from app.importers.markup import xml_events
from app.importers.text import clean
from app.models.errors import InputError

_NAMESPACES: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_COMPATIBLE: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_DOCUMENT: Final = "word/document.xml"
_STYLES: Final = "word/styles.xml"

_MOST_MARKUP: Final = 16_000_000
_MOST_PARAGRAPHS: Final = 100_000

_CHARACTERS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LEFT_OUT: Final = frozenset({"del", "moveFrom"})
_HEADING_NAME: Final = re.compile(r"heading\s*([1-9])", re.IGNORECASE)


class Paragraph(NamedTuple):
    """The text of a paragraph, the level of a heading (0 = none), and its table, row and cell, counted from 1."""

    text: str
    level: int = 0
    cell: tuple[int, int, int] | None = None


def read_docx(data: bytes, source: str) -> list[Paragraph]:
    """Return the paragraphs of a Word document that hold text, a text box after the paragraph that it hangs on.

    Raises InputError with one line where the file is damaged, hostile or no Word document.
    """
    parts = read_parts(data, source, "DOCX", {_DOCUMENT, _STYLES})
    if _DOCUMENT not in parts:
        raise InputError(f"{source} is no Word document (DOCX); nothing was imported.")
    styles = _Styles()
    if _STYLES in parts:
        xml_events(parts[_STYLES], styles, source)
    too_much = InputError(f"{source} has too many paragraphs; split it and try again. Nothing was imported.")
    if len(parts[_DOCUMENT]) > _MOST_MARKUP:
        raise too_much
    body = _Body(styles.levels, too_much)
    xml_events(parts[_DOCUMENT], body, source)
    return [paragraph for paragraph in body.paragraphs if paragraph.text]


Name = tuple[str | None, str]


def _value(attrs: AttributesNSImpl, name: str = "val") -> str:
    return next((str(attrs.getValue(key)) for key in attrs.getNames() if key[1] == name), "")


class _Styles(ContentHandler):
    """Which styles are headings, by their ids; the names of Word's own are English in every language."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: dict[str, int] = {}
        self._style = ""

    def startElementNS(self, name: Name, qname: str | None, attrs: AttributesNSImpl) -> None:
        """Read an element."""
        if name[1] == "style":
            self._style = _value(attrs, "styleId")
        elif name[1] == "name" and (found := _HEADING_NAME.fullmatch(_value(attrs))):
            self.levels[self._style] = int(found[1])
        elif name[1] == "outlineLvl":
            self.levels.setdefault(self._style, _level(_value(attrs)))


def _level(outline: str) -> int:
    return int(outline) + 1 if outline.isdecimal() and int(outline) < 9 else 0


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read."""

    pieces: list[str] = field(default_factory=list)
    level: int = 0
    end_deleted: bool = False


class _Body(ContentHandler):
    """The paragraphs of a document, in order."""

    def __init__(self, levels: dict[str, int], too_much: InputError) -> None:
        super().__init__()
        self._too_much = too_much
        self.paragraphs: list[Paragraph] = []
        self._levels = levels
        self._open: list[_Open] = []  # a paragraph holds others where it has a text box
        self._carried: list[str] = []  # of paragraphs whose end was deleted under review
        self._in_properties = False
        self._boxed: list[Paragraph] = []
        self._left_out = 0
        self._in_text = False
        self._tables = 0
        self._cells: list[list[int]] = []  # table, row, cell of the tables that are open

    def startElementNS(self, name: Name, qname: str | None, attrs: AttributesNSImpl) -> None:
        """Read the beginning of an element."""
        space, tag = name
        if self._left_out or (space in _NAMESPACES and tag in _LEFT_OUT) or name == (_COMPATIBLE, "Fallback"):
            self._left_out += 1
            if self._in_properties and tag == "del" and self._open:
                self._open[-1].end_deleted = True
            return
        if space not in _NAMESPACES:
            return
        if tag == "p":
            self._open.append(_Open())
        elif tag == "pPr":
            self._in_properties = True
        elif tag == "t":
            self._in_text = True
        elif tag in _CHARACTERS and self._open and self._text_follows(tag, attrs):
            self._open[-1].pieces.append(_CHARACTERS[tag])
        elif tag in ("pStyle", "outlineLvl") and self._open:
            level = self._levels.get(_value(attrs), 0) if tag == "pStyle" else _level(_value(attrs))
            self._open[-1].level = level or self._open[-1].level
        elif tag == "tbl":
            self._tables += 1
            self._cells.append([self._tables, 0, 0])
        elif tag == "tr" and self._cells:
            self._cells[-1][1:] = [self._cells[-1][1] + 1, 0]
        elif tag == "tc" and self._cells:
            self._cells[-1][2] += 1

    @staticmethod
    def _text_follows(tag: str, attrs: AttributesNSImpl) -> bool:
        """Return whether an element is a character of the text: a stop in the style of a paragraph is none."""
        return not (tag == "tab" and attrs.getLength())

    def characters(self, content: str) -> None:
        """Read a piece of text."""
        if self._in_text and self._open and not self._left_out:
            self._open[-1].pieces.append(content)

    def endElementNS(self, name: Name, qname: str | None) -> None:
        """Read the end of an element."""
        if self._left_out:
            self._left_out -= 1
            return
        space, tag = name
        if space not in _NAMESPACES:
            return
        if tag == "t":
            self._in_text = False
        elif tag == "pPr":
            self._in_properties = False
        elif tag == "tbl" and self._cells:
            self._cells.pop()
        elif tag == "p" and self._open:
            self._close(self._open.pop())

    def _close(self, read: _Open) -> None:
        pieces = [*self._carried, *read.pieces]
        self._carried = pieces if read.end_deleted else []
        if not read.end_deleted:
            cell = (self._cells[0][0], self._cells[0][1], self._cells[0][2]) if self._cells else None
            self._boxed.append(Paragraph(clean("".join(pieces)).strip(), read.level, cell))
        if len(self.paragraphs) > _MOST_PARAGRAPHS:
            raise self._too_much
        if not self._open and self._boxed:  # the paragraph itself, then what hangs on it
            self.paragraphs += [self._boxed[-1], *self._boxed[:-1]]
            self._boxed = []


def rows_of(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph | list[list[str]]]:
    """Yield paragraphs of the body one by one and each table as rows of the texts of its cells."""
    table: dict[int, dict[int, list[str]]] = {}
    number = 0
    for paragraph in paragraphs:
        if table and (paragraph.cell is None or paragraph.cell[0] != number):
            yield _grid(table)
            table = {}
        if paragraph.cell is None:
            yield paragraph
        else:
            number, row, cell = paragraph.cell
            table.setdefault(row, {}).setdefault(cell, []).append(paragraph.text)
    if table:
        yield _grid(table)


def _grid(table: dict[int, dict[int, list[str]]]) -> list[list[str]]:
    width = max(max(cells) for cells in table.values())
    return [["\n".join(cells.get(place, ())) for place in range(1, width + 1)] for cells in table.values()]
