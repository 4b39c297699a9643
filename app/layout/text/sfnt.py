"""Font files as tables: take one face out of a collection, cut a variable font to a static weight."""

from __future__ import annotations

import struct
from pathlib import Path

import uharfbuzz as hb

_MAGIC = 0xB1B0AFBA  # what the checksum of a whole font and head.checkSumAdjustment add up to (OpenType, "head")
_WINDOWS_ENGLISH = (3, 1, 0x409)


def tables_of(face: hb.Face) -> dict[str, bytes]:
    """Return the tables of a face by tag."""
    return {tag: face.reference_table(tag).data for tag in face.table_tags}


def join(tables: dict[str, bytes]) -> bytes:
    """Return a font file made of these tables, with checksums as OpenType asks."""
    tables = dict(sorted(tables.items()))
    tables["head"] = tables["head"][:8] + bytes(4) + tables["head"][12:]
    power = len(tables).bit_length() - 1
    version = b"OTTO" if "CFF " in tables or "CFF2" in tables else b"\0\1\0\0"
    header = version + struct.pack(">4H", len(tables), 16 << power, power, (len(tables) << 4) - (16 << power))
    directory, body, place = b"", b"", 12 + 16 * len(tables)
    for tag, data in tables.items():
        directory += tag.encode("latin-1") + struct.pack(">3I", _checksum(data), place + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    font = bytearray(header + directory + body)
    head = place + sum(len(data) + -len(data) % 4 for tag, data in tables.items() if tag < "head")
    struct.pack_into(">I", font, head + 8, (_MAGIC - _checksum(bytes(font))) & 0xFFFFFFFF)
    return bytes(font)


def cut(path: Path, weight: int, style: str) -> bytes:
    """Return a static font of a variable one: all glyphs and layout features at `weight`, normal width, named `style`.

    HarfBuzz cuts it (in a hundredth of the time that fontTools takes); it leaves the names, which are written here.
    """
    face = hb.Face(hb.Blob.from_file_path(str(path)))
    wanted = hb.SubsetInput()
    wanted.keep_everything()
    wanted.pin_all_axes_to_default(face)
    wanted.pin_axis_location(face, "wght", weight)
    family = face.get_name(hb.OTNameIdPredefined.TYPOGRAPHIC_FAMILY) or face.get_name(hb.OTNameIdPredefined.FONT_FAMILY)
    tables = tables_of(hb.subset(face, wanted))
    tables.pop("STAT", None)  # describes the axes that are gone
    tables["name"] = _name_table(family, style)
    return join(tables)


def fingerprint(path: Path) -> int:
    """Return the checksum that a font file carries of itself (32 bits), without reading the whole file."""
    with path.open("rb") as file:
        (count,) = struct.unpack(">4xH6x", file.read(12))
        for _ in range(count):
            tag, _, offset, _ = struct.unpack(">4s3I", file.read(16))
            if tag == b"head":
                file.seek(int(offset) + 8)
                return int.from_bytes(file.read(4), "big")
    raise ValueError(f"{path} has no head table")


def shares_outlines(path: Path, index: int) -> bool:
    """Tell whether face `index` of a collection has the very outlines of its first face, so that glyph ids agree."""
    with path.open("rb") as file:
        starts = struct.unpack(f">{index + 1}I", file.read(12 + 4 * (index + 1))[12:])
        outlines = []
        for start in (starts[0], starts[index]):
            file.seek(start + 4)
            count = struct.unpack(">H6x", file.read(8))[0]
            records = [struct.unpack(">4s3I", file.read(16)) for _ in range(count)]
            outlines.append({(tag, offset) for tag, _, offset, _ in records if tag in (b"CFF ", b"CFF2", b"glyf")})
    return outlines[0] == outlines[1]


def _checksum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF


def _name_table(family: str, style: str) -> bytes:
    postscript = f"{family}-{style}".replace(" ", "")
    full = f"{family} {style}"
    # 1, 2: what old programs group by (four styles a family, so each weight is a family); 16, 17: the real ones
    names = {1: full, 2: "Regular", 3: f"Clew cut {postscript}", 4: full, 6: postscript, 16: family, 17: style}
    records, strings = b"", b""
    for name_id, text in names.items():
        encoded = text.encode("utf-16-be")
        records += struct.pack(">6H", *_WINDOWS_ENGLISH, name_id, len(encoded), len(strings))
        strings += encoded
    return struct.pack(">3H", 0, len(names), 6 + len(records)) + records + strings
