"""Fonts in a PDF, by glyph: ReportLab's own fonts map characters, but shaped text consists of glyphs.

A face becomes a Type 0 font with Identity-H (PDF 32000-1, 9.7): codes in the page are glyph ids of the face's file.
Only the glyphs used are embedded, TrueType outlines as FontFile2, CFF ones as CIDFontType0C; a face of colour pictures
as blank glyphs of the same ids and advances, for the text behind its pictures.
"""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress

from app.layout.text.faces import Face, shaper

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument

_NOT_IN_PDF = ("GSUB", "GPOS", "GDEF", "BASE", "cmap", "name", "OS/2", "post", "STAT", "VORG", "vhea", "vmtx", "meta")
_CMAP_BLOCK = 100  # entries that one bfchar block may hold


def embed(document: PDFDocument, face: Face, texts: dict[int, str]) -> Any:
    """Add a face to the document and return its font dictionary.

    `texts` names the glyphs used and the text that each stands for ("" = none by itself).
    """
    font = shaper(face)
    glyphs = sorted(texts)
    scale = 1000 / face.units_per_em
    program, subtype, entry = _program(face, glyphs, font)
    name = _base_name(face, font, program)
    descriptor = PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": PDFName(name),
            "Flags": 4,
            "FontBBox": PDFArray([0, round(-face.descent * scale), 1000, round(face.ascent * scale)]),
            "ItalicAngle": 0,
            "Ascent": round(face.ascent * scale),
            "Descent": round(-face.descent * scale),
            "CapHeight": 700,
            "StemV": 120 if face.bold else 80,
            entry: document.Reference(program),
        }
    )
    descendant = {
        "Type": PDFName("Font"),
        "Subtype": PDFName(subtype),
        "BaseFont": PDFName(name),
        "CIDSystemInfo": PDFDictionary(
            {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
        ),
        "FontDescriptor": document.Reference(descriptor),
        "DW": 1000,
        "W": PDFArray(_widths({glyph: font.get_glyph_h_advance(glyph) * scale for glyph in glyphs})),
    }
    if subtype == "CIDFontType2":
        descendant["CIDToGIDMap"] = _glyph_map(document, glyphs) if face.kind == "colour" else PDFName("Identity")
    return document.Reference(
        PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(name),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([document.Reference(PDFDictionary(descendant))]),
                "ToUnicode": document.Reference(_stream(_to_unicode(texts))),
            }
        )
    )


def _program(face: Face, glyphs: list[int], font: hb.Font) -> tuple[Any, str, str]:
    """Return the embedded font program, the subtype of its CID font and its key in the descriptor."""
    if face.kind == "colour":
        return _font_file(_blank_font(face, glyphs, font)), "CIDFontType2", "FontFile2"
    if face.kind == "truetype":
        return _font_file(_subset(font.face, glyphs, hb.SubsetFlags.RETAIN_GIDS).blob.data), "CIDFontType2", "FontFile2"
    return _stream(_cid_keyed(font.face, glyphs), Subtype=PDFName("CIDFontType0C")), "CIDFontType0", "FontFile3"


def _subset(face: hb.Face, glyphs: list[int], flags: hb.SubsetFlags) -> hb.Face:
    """Return a static face with the outlines of these glyphs and nothing that a PDF does not need."""
    wanted = hb.SubsetInput()
    wanted.flags = flags | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.ljust(4).encode(), "big") for tag in _NOT_IN_PDF)
    if face.has_var_data:
        wanted.pin_all_axes_to_default(face)
    return hb.subset(face, wanted)


def _cid_keyed(face: hb.Face, glyphs: list[int]) -> bytes:
    """Return the CFF table of a subset in which the glyph ids of `face` are the CIDs.

    A font without CIDs of its own is read by glyph id, so it keeps its numbering; one with CIDs gets them renamed,
    which is far smaller than keeping empty places for 65,000 glyphs.
    """
    from fontTools.ttLib import TTFont

    small = _subset(face, glyphs, hb.SubsetFlags.DOWNGRADE_CFF2)
    opened = TTFont(BytesIO(small.blob.data), recalcBBoxes=False)
    top = opened["CFF "].cff[0]
    if not hasattr(top, "ROS"):
        return _cff(_subset(face, glyphs, hb.SubsetFlags.DOWNGRADE_CFF2 | hb.SubsetFlags.RETAIN_GIDS))
    strings = top.CharStrings.charStrings
    names = [".notdef", *(f"cid{glyph:05d}" for glyph in glyphs if glyph)]
    top.CharStrings.charStrings = {new: strings[old] for new, old in zip(names, top.charset, strict=True)}
    top.charset = names
    return bytes(opened["CFF "].compile(opened))


def _cff(face: hb.Face) -> bytes:
    return bytes(face.reference_table("CFF ").data)


def _blank_font(face: Face, glyphs: list[int], font: hb.Font) -> bytes:
    """Return a TrueType font of empty glyphs in the order of `glyphs` after .notdef, with their real advances."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    names = [".notdef", *(f"g{glyph}" for glyph in glyphs)]
    builder = FontBuilder(face.units_per_em, isTTF=True)
    builder.font.recalcTimestamp = False
    builder.updateHead(created=0, modified=0)
    builder.setupGlyphOrder(names)
    builder.setupGlyf({name: Glyph() for name in names})
    advances = [face.units_per_em, *(font.get_glyph_h_advance(glyph) for glyph in glyphs)]
    builder.setupHorizontalMetrics({name: (advance, 0) for name, advance in zip(names, advances, strict=True)})
    builder.setupHorizontalHeader(ascent=face.ascent, descent=-face.descent)
    packed = BytesIO()
    builder.save(packed)
    return packed.getvalue()


def _glyph_map(document: PDFDocument, glyphs: list[int]) -> Any:
    """Return the stream that maps CIDs to the glyphs of the blank font."""
    table = bytearray(2 * (glyphs[-1] + 1))
    for place, glyph in enumerate(glyphs, 1):
        table[2 * glyph : 2 * glyph + 2] = place.to_bytes(2, "big")
    return document.Reference(_stream(bytes(table)))


def _base_name(face: Face, font: hb.Font, program: Any) -> str:
    """Return the font's PostScript name behind the tag of six letters that marks a subset."""
    plain = font.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or face.family.replace(" ", "") or "Font"
    number = int.from_bytes(hashlib.sha256(program.content).digest()[:8], "big")
    tag = "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))
    return f"{tag}+{plain}"


def _widths(widths: dict[int, float]) -> list[Any]:
    """Return a W array: each run of neighbouring glyph ids as its first id and the list of its widths."""
    entries: list[Any] = []
    row: list[float] = []
    previous = -2
    for glyph, width in widths.items():
        if glyph != previous + 1:
            row = []
            entries += [glyph, row]
        row.append(round(width, 3))
        previous = glyph
    return [PDFArray(entry) if isinstance(entry, list) else entry for entry in entries]


def _to_unicode(texts: dict[int, str]) -> bytes:
    """Return the CMap that tells a reader which characters each glyph stands for."""
    pairs = [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in sorted(texts.items()) if text]
    blocks = [pairs[start : start + _CMAP_BLOCK] for start in range(0, len(pairs), _CMAP_BLOCK)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _font_file(data: bytes) -> Any:
    return _stream(data, Length1=len(data))


def _stream(data: bytes, **entries: Any) -> Any:
    return PDFStream(PDFDictionary(entries), data, filters=[PDFZCompress])
