"""REFI-QDA's XML: elements with texts of any kind, written so that they are read back the same."""

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement
from xml.sax.saxutils import escape

from app.models.ids import id_from

_GUID: Final = re.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS: Final = {"\r": "&#13;"}
_QUOTES: Final = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", **_BREAKS}


def guid(*ids: str) -> str:
    """Return the GUID of a record: its id, where that is one; otherwise, and for what joins several, one made of it."""
    return ids[0] if len(ids) == 1 and _GUID.fullmatch(ids[0]) else id_from("refi-qda", *ids)


def add(parent: Element, tag: str, text: str | None = None, /, **attributes: str) -> Element:
    """Add an element to another and return it."""
    element = SubElement(parent, tag, attributes)
    element.text = text
    return element


def point(parent: Element, name: str, record_id: str) -> None:
    """Add an element that points at a record by its GUID."""
    add(parent, name, targetGUID=guid(record_id))


def xml_bytes(root: Element) -> bytes:
    """Return an XML document in UTF-8, a line an element; characters that XML cannot hold are left out."""
    parts = ['<?xml version="1.0" encoding="utf-8"?>\n']
    ahead: list[Element | str] = [root]
    while ahead:  # no recursion: tags may be nested deeper than that goes
        element = ahead.pop()
        if isinstance(element, str):
            parts.append(element)
            continue
        attributes = "".join(f' {name}="{_told(value, _QUOTES)}"' for name, value in element.items())
        parts.append(f"<{element.tag}{attributes}")
        if len(element):
            parts.append(">\n")
            ahead += [f"</{element.tag}>\n", *reversed(element)]
        elif element.text is not None:
            parts.append(f">{_told(element.text, _BREAKS)}</{element.tag}>\n")
        else:
            parts.append("/>\n")
    return "".join(parts).encode()


def _told(text: str, entities: dict[str, str]) -> str:
    return escape(_NO_XML.sub("", text), entities)
