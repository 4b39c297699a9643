"""Texts on canvases: JSON Canvas, draw.io, Excalidraw, from top to bottom, left to right; those of arrows last."""

import base64
import re
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, Final, NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from app.importers.documents.model import Found, FoundMap, Piece, Warnings
from app.importers.documents.structures import parsed_json
from app.importers.markup import xml_root
from app.importers.text import clean, decode
from app.models.errors import InputError

CANVAS_ENDINGS: Final = (".canvas", ".drawio", ".dio", ".excalidraw")

_MOST_INFLATED: Final = 64_000_000
_BLOCK_ID: Final = re.compile(r"\s+\^[A-Za-z0-9_-]{1,40}\s*$", re.MULTILINE)
_TEXT_ELEMENTS: Final = re.compile(r"^#{1,2} Text Elements[ \t]*$", re.MULTILINE)
_ELEMENTS_END: Final = re.compile(r"^(?:%%|#{1,2} (?:Embedded Files|Element Links|Drawing))[ \t]*$", re.MULTILINE)
_DRAWING: Final = re.compile(r"^```(?P<kind>json|compressed-json)[ \t]*\n(?P<body>.*?)^```", re.DOTALL | re.MULTILINE)
_LINK: Final = re.compile(r"!?\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)")
_BARE_WIKI: Final = re.compile(r"!?\[\[(?:[^\]|\n]{0,500}\|)?([^\]\n]{0,500})\]\]")
_MARKS: Final = re.compile(r"\*\*|__|`|^#{1,6}\s+", re.MULTILINE)
_TAGS: Final = re.compile(r"<[^<>\n]{1,2000}>")
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BLOCKS: Final = frozenset(
    "address blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table td th tr ul".split()
)
_SILENT: Final = frozenset(("script", "style", "head", "title"))


class _Placed(NamedTuple):
    """A text with its place: the page, then y, then x."""

    page: int
    y: float
    x: float
    label: str
    text: str


def is_excalidraw_page(text: str) -> bool:
    """Return whether a Markdown page is an Excalidraw drawing as Obsidian keeps it."""
    return bool(_TEXT_ELEMENTS.search(text)) or "excalidraw-plugin:" in text[:1_000]


def found_in_json_canvas(data: Any, source: str, title: str) -> Found:
    """Return the texts and group labels of a JSON Canvas, and a warning on files and links, which are left out."""
    nodes = data.get("nodes", []) if isinstance(data, dict) else None
    if not isinstance(nodes, list) or not all(isinstance(each, dict) for each in nodes):
        raise InputError(f"{source} is no JSON Canvas: it has no list “nodes”; nothing was imported.")
    warnings = Warnings(source)
    placed = []
    for node in nodes:
        key, label = ("label", "Group") if node.get("type") == "group" else ("text", "Text")
        text = node.get(key)
        if isinstance(text, str):
            placed.append(_Placed(0, _number(node, "y"), _number(node, "x"), label, without_markdown(text)))
    others = sum(each.get("type") in ("file", "link") for each in nodes)
    if others:
        warnings(None, f"Left out: {others:,} {'file or link' if others == 1 else 'files or links'} on the canvas.")
    edges = data.get("edges", [])
    placed += (
        _Placed(0, 0, 0, "Arrow", without_markdown(edge["label"]))
        for edge in (edges if isinstance(edges, list) else [])
        if isinstance(edge, dict) and isinstance(edge.get("label"), str)
    )
    return _found(source, title, placed, warnings)


def found_in_excalidraw(data: Any, source: str, title: str) -> Found:
    """Return the texts of an Excalidraw drawing that are not deleted, and the names of its frames."""
    return _found(source, title, list(_excalidraw_texts(data, source)), Warnings(source))


def found_in_excalidraw_page(text: str, source: str, title: str) -> Found:
    """Return the texts of an `.excalidraw.md`: in the order of the drawing, or of the file where that is packed."""
    warnings = Warnings(source)
    drawing = _DRAWING.search(text)
    if drawing and drawing["kind"] == "json":
        placed = list(_excalidraw_texts(parsed_json(drawing["body"], source), source))
        return _found(source, title, placed, warnings)
    start = _TEXT_ELEMENTS.search(text)
    if start is None:
        raise InputError(f"{source} is an Excalidraw drawing without a list of its texts; nothing was imported.")
    end = _ELEMENTS_END.search(text, start.end())
    listed = text[start.end() : end.start() if end else None]
    texts = [each.strip() for each in _BLOCK_ID.split(listed)]
    warnings(None, "The drawing is packed, so that its texts are listed in the order of the file.")
    return _found(source, title, [_Placed(0, 0, 0, "Text", each) for each in texts], warnings)


def _excalidraw_texts(data: Any, source: str) -> Iterator[_Placed]:
    elements = data.get("elements") if isinstance(data, dict) else None
    if not isinstance(elements, list):
        raise InputError(f"{source} is no Excalidraw drawing: it has no list “elements”; nothing was imported.")
    for each in elements:
        if not isinstance(each, dict) or each.get("isDeleted"):
            continue
        keys = ("name",) if each.get("type") == "frame" else ("originalText", "rawText", "text")
        text = next((each[key] for key in keys if isinstance(each.get(key), str) and each[key].strip()), "")
        if each.get("type") in ("text", "frame") and text:
            label = "Frame" if each["type"] == "frame" else "Text"
            yield _Placed(0, _number(each, "y"), _number(each, "x"), label, text)


def found_in_drawio(data: bytes, source: str, title: str) -> Found:
    """Return the labels of the boxes and arrows of a draw.io file, page by page; packed pages are unpacked."""
    root = xml_root(data, source)
    if root.tag not in ("mxfile", "mxGraphModel"):
        raise InputError(f"{source} is no draw.io file: it begins with <{root.tag}>; nothing was imported.")
    pages = [root] if root.tag == "mxGraphModel" else [_page(each, source) for each in root.iter("diagram")]
    placed = [each for number, page in enumerate(pages) for each in _cells(page, number)]
    return _found(source, title, placed, Warnings(source))


def _page(diagram: Element, source: str) -> Element:
    packed = (diagram.text or "").strip()
    if len(diagram) or not packed:
        return diagram
    try:
        unpacking = zlib.decompressobj(-15)
        inflated = unpacking.decompress(base64.b64decode(packed, validate=False), _MOST_INFLATED)
        if unpacking.unconsumed_tail:
            raise InputError(f"{source} is not read: unpacked a page has more than 64 MB; nothing was imported.")
        return xml_root(unquote(decode(inflated, source)).encode(), source)
    except (ValueError, zlib.error) as error:
        raise InputError(f"{source} has a page that cannot be unpacked; nothing was imported.") from error


def _cells(page: Element, number: int) -> Iterator[_Placed]:
    """Yield the labels of a page; the place of a cell is counted from its parent's."""
    shapes: dict[str, tuple[float, float, str]] = {}  # x and y of a cell, and its parent

    def read(element: Element, identity: str, label: str | None, is_arrow: bool) -> Iterator[_Placed]:
        own = element.get("value") if element.tag == "mxCell" else element.get("label")
        label = own if own is not None else label
        identity = element.get("id") or identity
        cell = element if element.tag == "mxCell" else element.find("mxCell")
        geometry = cell.find("mxGeometry") if cell is not None else None
        x, y, parent = 0.0, 0.0, "" if cell is None else cell.get("parent", "")
        if geometry is not None and cell is not None and cell.get("edge") != "1" and geometry.get("relative") != "1":
            x, y = _attribute(geometry, "x"), _attribute(geometry, "y")
        above = shapes.get(parent, (0.0, 0.0, ""))
        shapes[identity] = (x + above[0], y + above[1], parent)
        is_arrow = is_arrow or (cell is not None and (cell.get("edge") == "1" or "edgeLabel" in cell.get("style", "")))
        if own:
            yield _Placed(
                number, shapes[identity][1], shapes[identity][0], "Arrow" if is_arrow else "Box", html_text(own)
            )
        for inner in element:
            if inner.tag in ("mxObject", "object", "UserObject") or (inner.tag == "mxCell" and element.tag == "mxCell"):
                yield from read(inner, inner.get("id") or f"{identity}/{inner.tag}", None, is_arrow)

    for holder in page.iter("root"):
        for element in holder:
            if element.tag in ("mxCell", "object", "UserObject", "mxObject"):
                yield from read(element, "", None, False)


def _attribute(element: Element, name: str) -> float:
    return _number({name: element.get(name)}, name)


def _number(data: dict[str, Any], key: str) -> float:
    try:
        value = float(data.get(key) or 0)
    except (TypeError, ValueError):
        return 0.0
    return value if abs(value) < 1e12 else 0.0


def _found(source: str, title: str, placed: list[_Placed], warnings: Warnings) -> Found:
    placed.sort(key=lambda each: (each.page, each.label == "Arrow", each.y, each.x))
    pieces = tuple(Piece(each.label, clean(each.text).strip(), whole=True) for each in placed if each.text.strip())
    if not pieces:
        raise InputError(f"{source} holds no text on its canvas; nothing was imported.")
    return Found(source, "texts", ("texts",), (FoundMap(title, loose=pieces),), warnings.all())


def without_markdown(text: str) -> str:
    """Return the text of a note in Markdown: links and pictures as their words, without HTML and marks."""
    text = _TAGS.sub("", _BREAK.sub("\n", text))
    text = _BARE_WIKI.sub(r"\1", _LINK.sub(r"\1", text))
    return _MARKS.sub("", text).strip()


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def html_text(label: str) -> str:
    """Return the text of a label in HTML, a line for each block and break; never a script or a style."""
    if "<" not in label and "&" not in label:
        return label.strip()
    parser = _Texts()
    parser.feed(label)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).splitlines())
    return "\n".join(line for line in lines if line)
