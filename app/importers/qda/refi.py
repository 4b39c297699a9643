"""REFI-QDA files: a codebook (`.qdc`), a project (`.qde`), a project with its texts (`.qdpx`), read leniently."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

from app.importers.archives import read_wanted_parts
from app.importers.markup import xml_root
from app.importers.qda.texts import clean, one_line
from app.importers.text import read_bytes
from app.models.coded import ORIGIN, OWN_PART
from app.models.errors import InputError
from app.models.ids import id_from
from app.models.places import as_text
from app.models.turns import Turn, whole_text

MOST_BYTES: Final = 40_000_000
"""The project and its texts; recordings and pictures beside them are never unpacked and may be as large as they are."""

MOST_XML_BYTES: Final = 32_000_000
MOST_MARKS: Final = 2_000_000
"""Opening brackets, or equals signs: what takes the memory of XML."""

MOST: Final = {"Code": 20_000, "Case": 20_000, "Note": 20_000, "PlainTextSelection": 100_000, "Coding": 200_000}
DEEPEST: Final = 200

_GUID: Final = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Refi:
    """A file of coded material: the root of its XML, and the texts that came with it."""

    def __init__(self, root: Element, parts: Mapping[str, bytes], source: str) -> None:
        self.root = root
        self.source = source
        self._parts = {name.casefold(): data for name, data in parts.items()}

    @property
    def origin(self) -> str:
        """The tool that wrote it, in its own words."""
        return self.root.get("origin") or ""

    @property
    def is_own(self) -> bool:
        """Whether Clew wrote it."""
        return self.origin.startswith(ORIGIN)

    def name(self, element: Element) -> str:
        """Return the name of an element in one line; as it stands where Clew wrote it."""
        name = element.get("name") or ""
        return clean(name) if self.is_own else one_line(name)

    def description(self, element: Element) -> str:
        """Return the description of an element, trimmed; as it stands where Clew wrote it."""
        found = child(element, "Description")
        text = "" if found is None else clean("".join(found.itertext()))
        return text if self.is_own else text.strip()

    def guid(self, text: str | None, *instead: str) -> str:
        """Return a GUID as an id: in lower case, without braces; where it is none, one made of it and what is given."""
        plain = (text or "").strip().strip("{}").lower()
        return plain if _GUID.fullmatch(plain) else id_from("refi-qda", self.source, plain, *instead)

    def text_of(self, element: Element) -> str | None:
        """Return the text of a source, a representation, a transcript, a note as it came; none where it is absent."""
        content = child(element, "PlainTextContent")
        if content is not None:
            return content.text or ""
        path = element.get("plainTextPath") or ""
        if not path.startswith("internal:"):
            return None
        data = self._parts.get(f"sources/{path.removeprefix('internal:').strip('/')}".casefold())
        return None if data is None else text_from(data)

    @cached_property
    def own(self) -> dict[str, Any]:
        """What Clew wrote beside REFI-QDA, empty where it did not."""
        try:
            own = json.loads(self._parts.get(OWN_PART.casefold(), b"{}"))
        except (ValueError, RecursionError):
            return {}
        return own if isinstance(own, dict) else {}


def open_refi(path: Path) -> Refi:
    """Return what a `.qdpx`, `.qde` or `.qdc` file holds; raises FileError, InputError with one line."""
    source = as_text(path.name)
    parts: dict[str, bytes] = {}
    if path.suffix.lower() == ".qdpx" and path.is_file():
        parts = read_wanted_parts(path, source, "QDPX", _is_wanted, MOST_BYTES)
        projects = [name for name in parts if "/" not in name and name.lower().endswith(".qde")]
        if len(projects) != 1:
            found = "none" if not projects else ", ".join(projects[:5])
            raise InputError(f"{source} holds no single project (a file *.qde), but {found}; nothing was imported.")
        data = parts.pop(projects[0])
    else:
        data = read_bytes(path, MOST_XML_BYTES, f"the limit is {MOST_XML_BYTES // 1_000_000} MB")
    _check_amount(data, source)
    root = xml_root(data, source)
    if name_of(root) not in ("Project", "CodeBook"):
        raise InputError(f"{source} is no REFI-QDA project and no codebook; nothing was imported.")
    _check_depth(root, source)
    _check_counts(root, source)
    return Refi(root, parts, source)


def _is_wanted(name: str) -> bool:
    folder, _, base = name.casefold().rpartition("/")
    if not folder:
        return base.endswith(".qde")
    return folder == "sources" and base.endswith((".txt", ".json"))


def _check_amount(data: bytes, source: str) -> None:
    """Raise InputError where reading XML would take more memory than any project needs."""
    if len(data) > MOST_XML_BYTES or max(data.count(b"<"), data.count(b"=")) > MOST_MARKS:
        limits = f"{MOST_XML_BYTES // 1_000_000} MB and {MOST_MARKS:,} brackets"
        raise InputError(f"{source}: the project is larger than {limits}; nothing was imported.")


def _check_depth(root: Element, source: str) -> None:
    """Raise InputError where an XML document is nested beyond all reason."""
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise InputError(f"{source} is nested deeper than {DEEPEST} levels; nothing was imported.")
        level = [each for element in level for each in element]


def _check_counts(root: Element, source: str) -> None:
    """Raise InputError where there is more of something than any project holds."""
    counts = Counter(map(name_of, root.iter()))
    for name, most in MOST.items():
        if counts[name] > most:
            raise InputError(
                f"{source} has {counts[name]:,} {name} elements; the limit is {most:,}. Nothing was imported."
            )


def text_from(data: bytes) -> str:
    """Return the text of a file: UTF-8, or UTF-16 where its byte order mark says so; the mark is not counted."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


# ---- elements, in whatever spelling of the namespace


def name_of(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the children of that name."""
    return (each for each in element if name_of(each) == name)


def child(element: Element, name: str) -> Element | None:
    """Return the first child of that name."""
    return next(children(element, name), None)


def everywhere(root: Element, names: Iterable[str]) -> dict[str, list[Element]]:
    """Return the elements of some names by name, wherever they stand, also where they should not."""
    found: dict[str, list[Element]] = {name: [] for name in names}
    for element in root.iter():
        name = name_of(element)
        if name in found:
            found[name].append(element)
    return found


def targets(element: Element, name: str, guid: Callable[[str | None], str]) -> list[str]:
    """Return the ids that the children of that name point at."""
    return [guid(each.get("targetGUID") or each.get("guid")) for each in children(element, name)]


# ---- what Clew wrote for itself


_NOTHING_KNOWN: Final[tuple[Any, ...]] = ("", None, None, "", {})
"""What a row of a turn says behind its length where it ends early."""


def own_turns(rows: object, text: str) -> list[Turn] | None:
    """Return the turns of a source that Clew wrote, cut out of its text; none where the rows do not fit the text."""
    if not isinstance(rows, list):
        return None
    turns: list[Turn] = []
    begin = 0
    try:
        for row in rows:
            length, speaker, at, until, heading, facts = list(row) + list(_NOTHING_KNOWN[len(row) - 1 :])
            if length < 0:
                return None
            words, who, above = text[begin : begin + length], clean(str(speaker)), clean(str(heading))
            turns.append(Turn(words, who, _seconds(at), _seconds(until), above, _texts(facts)))
            begin += length + 1
    except (TypeError, ValueError):
        return None
    return turns if whole_text(turns) == text else None


def _seconds(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and abs(value) < 1e9 else None


def _texts(facts: object) -> dict[str, str]:
    return {clean(str(name)): clean(str(value)) for name, value in facts.items()} if isinstance(facts, dict) else {}
