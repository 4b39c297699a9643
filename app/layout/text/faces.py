"""A face: one font file (or one face of a collection) with what layout and drawing need to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import uharfbuzz as hb

Kind = Literal["truetype", "cff", "colour"]
_OUTLINES: dict[str, Kind] = {"glyf": "truetype", "CFF ": "cff", "CFF2": "cff"}
_PICTURES = frozenset({"CBDT", "sbix", "COLR", "SVG "})


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A font to draw with: `index` counts within a collection; `ascent` and `descent` in font units, both positive.

    Each is read once, so a face is equal to itself only: it is a key of many caches.
    """

    path: str
    index: int
    kind: Kind
    units_per_em: int
    ascent: int
    descent: int
    family: str = ""
    bold: bool = False


def read_face(path: str, index: int, bold: bool = False) -> Face | None:
    """Read a face from its file; None if it has neither outlines nor colour pictures (a bitmap font)."""
    source = hb.Face(hb.Blob.from_file_path(path), index)
    tags = frozenset(source.table_tags)
    kind: Kind | None = next((kind for tag, kind in _OUTLINES.items() if tag in tags), None)
    if tags & _PICTURES and ({"CBDT", "sbix"} & tags or "Emoji" in (source.get_name(1) or "")):
        kind = "colour"
    if kind is None or "cmap" not in tags or source.glyph_count == 0:
        return None
    extents = hb.Font(source).get_font_extents("ltr")
    family = source.get_name(16) or source.get_name(1) or ""
    return Face(path, index, kind, source.upem, extents.ascender, -extents.descender, family, bold)


@lru_cache(maxsize=64)
def shaper(face: Face) -> hb.Font:
    """Return the HarfBuzz font of a face, in font units; opened once, its file mapped into memory."""
    return hb.Font(hb.Face(hb.Blob.from_file_path(face.path), face.index))


def has_glyphs(face: Face, text: str) -> bool:
    """Tell whether a face has a glyph for each character of a text."""
    font = shaper(face)
    return all(font.get_nominal_glyph(ord(character)) for character in text)
