"""Colour glyphs as pictures: what screen and paper draw for runs of a "colour" face, since neither draws its glyphs."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from typing import Final, NamedTuple

import uharfbuzz as hb

from app.layout.text.faces import Face, shaper

_PIXELS: Final = 136  # an em of a painted picture: what Noto Color Emoji has, sharp to about 30 points on paper
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"


class Picture(NamedTuple):
    """A glyph as a PNG file: its left edge lies `x` right of the glyph's place, its top `y` above; all in ems."""

    png: bytes
    x: float
    y: float
    width: float
    height: float


@lru_cache(maxsize=512)
def picture_of(face: Face, glyph: int) -> Picture | None:
    """Return the picture of a glyph of a colour face; None where it has nothing to show, such as a space."""
    font = shaper(face)
    extents = font.get_glyph_extents(glyph)
    if extents is None or not extents.width or not extents.height:
        return None
    em = face.units_per_em
    png = bytes(font.get_glyph_color_png(glyph).data)
    if not png.startswith(_SIGNATURE):
        return _painted(font, glyph, em)
    return Picture(png, extents.x_bearing / em, extents.y_bearing / em, extents.width / em, -extents.height / em)


def _painted(font: hb.Font, glyph: int, em: int) -> Picture | None:
    """Return a picture that HarfBuzz paints of a glyph in coloured layers (COLR)."""
    paint = hb.RasterPaint()
    scale = _PIXELS / em
    paint.transform = (scale, 0, 0, scale, 0, 0)
    if not paint.set_glyph_extents(font.get_glyph_extents(glyph)):
        return None
    paint.paint_glyph(font, glyph)
    image = paint.render()
    if image is None:
        return None
    area = image.extents
    png = _png(image.buffer, area.width, area.height, area.stride)
    x, top = area.x_origin / _PIXELS, (area.y_origin + area.height) / _PIXELS
    return Picture(png, x, top, area.width / _PIXELS, area.height / _PIXELS)


def _png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """Return a PNG file of premultiplied BGRA pixels, the lowest row first."""
    rows = []
    for row in range(height - 1, -1, -1):
        line = pixels[row * stride : row * stride + 4 * width]
        drawn = bytearray(4 * width)
        alpha = line[3::4]
        for channel, source in enumerate((2, 1, 0)):
            drawn[channel::4] = bytes(
                [min(255, c * 255 // a) if a else 0 for c, a in zip(line[source::4], alpha, strict=True)]
            )
        drawn[3::4] = alpha
        rows.append(b"\0" + drawn)
    header = struct.pack(">2I5B", width, height, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data)) for tag, data in chunks
    )
