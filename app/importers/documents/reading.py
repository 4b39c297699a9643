"""Which reader takes which document: told by the ending of its name and by what is in it."""

import csv
import re
from pathlib import Path
from typing import Any, Final

from app.importers.documents.canvases import (
    CANVAS_ENDINGS,
    found_in_drawio,
    found_in_excalidraw,
    found_in_excalidraw_page,
    found_in_json_canvas,
    is_excalidraw_page,
)
from app.importers.documents.model import MOST_COLUMNS, MOST_TEXTS, Found, Shape
from app.importers.documents.sheets import found_in_sheet, looks_like_map_sheet
from app.importers.documents.story_maps import found_in_story_map, story_block
from app.importers.documents.structures import found_in_structure, parsed_json
from app.importers.mermaid_blocks import MARKDOWN_ENDINGS, blocks_in_markdown
from app.importers.mermaid_grammar import first_word
from app.importers.tables import TABLE_ENDINGS
from app.importers.text import decode, read_bytes
from app.models.errors import ClewError, InputError
from app.models.places import as_text

DOCUMENT_ENDINGS: Final = (*MARKDOWN_ENDINGS, ".txt", ".textusm", ".usm", ".json", *TABLE_ENDINGS, *CANVAS_ENDINGS)

MOST_BYTES: Final = 8_000_000
MOST_MARKDOWN: Final = 300_000
MOST_LINES: Final = 20_000
"""Of a Markdown page, whose parser needs more time and memory."""


def found_in(path: Path, shape: Shape | None = None) -> Found:
    """Return what a document holds, read as one shape (none = the likeliest).

    Raises FileError where it cannot be read, InputError with one line where no map is in it.
    """
    ending = path.suffix.lower()
    source = as_text(path.name)
    if ending not in DOCUMENT_ENDINGS:
        known = ", ".join(DOCUMENT_ENDINGS)
        raise InputError(f"{source} is no document that can hold a map: its name ends in none of {known}.")
    if ending in TABLE_ENDINGS:
        return _checked(found_in_sheet(path, shape))
    data = read_bytes(path, MOST_BYTES, "the limit is 8 MB")
    found = _checked(_found(data, source, path.stem, ending, shape))
    if shape is not None and shape not in found.shapes:
        raise InputError(f"{source} cannot be read as “{shape}”, only as {', '.join(found.shapes)}.")
    return found


def _checked(found: Found) -> Found:
    columns = sum(len(each.columns) for each in found.maps)
    texts = sum(1 for each in found.maps for _ in each.pieces())
    if columns > MOST_COLUMNS or texts > MOST_TEXTS:
        raise InputError(
            f"{found.source} holds {columns:,} stages, steps or rows and {texts:,} texts; the limits are "
            f"{MOST_COLUMNS:,} and {MOST_TEXTS:,}; nothing was imported."
        )
    return found


def _found(data: bytes, source: str, title: str, ending: str, shape: Shape | None) -> Found:
    if ending in (".drawio", ".dio"):
        return found_in_drawio(data, source, title)
    text = decode(data, source).replace("\r\n", "\n").replace("\r", "\n")
    if ending in (".json", ".canvas", ".excalidraw"):
        return _found_in_json(parsed_json(text, source), source, title, ending)
    if is_excalidraw_page(text):
        return found_in_excalidraw_page(text, source, title.removesuffix(".excalidraw"))
    stories = text if ending in (".textusm", ".usm") else story_block(text)
    if stories is not None:
        return found_in_story_map(stories, source, title)
    lines = text.count("\n")
    if len(data) > MOST_MARKDOWN or lines > MOST_LINES:
        raise InputError(
            f"{source} has {len(data):,} bytes and {lines:,} lines; the limits of a page are 300 kB and 20,000 lines; "
            "nothing was imported."
        )
    if _has_mermaid_journey(text):
        raise InputError(f"{source} holds a Mermaid journey; import it as Mermaid. Nothing was imported.")
    from app.importers.documents.markdown import found_in_markdown

    return found_in_markdown(text, source, shape)


def _has_mermaid_journey(text: str) -> bool:
    return any(first_word(block).lower() == "journey" for block in blocks_in_markdown(text))


def _found_in_json(data: Any, source: str, title: str, ending: str) -> Found:
    if isinstance(data, dict) and "format" in data:
        raise InputError(f"{source} is a workspace as Clew writes it; import it as one. Nothing was imported.")
    drawn = isinstance(data, dict) and (data.get("type") == "excalidraw" or ending == ".excalidraw")
    if drawn:
        return found_in_excalidraw(data, source, title)
    if ending == ".canvas" or (isinstance(data, dict) and "nodes" in data and "edges" in data):
        return found_in_json_canvas(data, source, title)
    return found_in_structure(data, source, title)


def looks_like_map_document(path: Path, head: bytes) -> bool:
    """Return whether a file is most likely a map kept as a document, by its name and its first bytes; never raises.

    A Markdown page with a Mermaid journey, Clew's own JSON, a transcript and a table of answers are none. `head` should
    hold a few thousand bytes; of an XLSX file, which is packed, the first rows are read.
    """
    ending = path.suffix.lower()
    if ending in CANVAS_ENDINGS or ending in (".textusm", ".usm"):
        return True
    if ending not in DOCUMENT_ENDINGS:
        return False
    try:
        if ending in TABLE_ENDINGS:
            return looks_like_map_sheet(path, head)
        text = head.decode("utf-8", "ignore").replace("\r\n", "\n").replace("\r", "\n")
        if ending == ".json":
            return _is_json_map(text)
        _found(text.encode(), as_text(path.name), path.stem, ending, None)
    except (ClewError, csv.Error):
        return False
    return True


_STAGES_KEY: Final = re.compile(
    r'"(?:stages|phases|steps|étapes|etapes|phasen|schritte|journey_?stages)"\s*:\s*\[', re.I
)
_OWN_KEY: Final = re.compile(r'^\s*\{\s*(?:"[^"\\]{0,40}"\s*:\s*(?:"[^"\\]{0,200}"|[\d.]+)\s*,\s*){0,6}"format"\s*:')


def _is_json_map(text: str) -> bool:
    if _OWN_KEY.match(text):
        return False
    drawn = '"excalidraw"' in text[:300]
    canvas = '"nodes"' in text and '"edges"' in text
    return drawn or canvas or bool(_STAGES_KEY.search(text))
