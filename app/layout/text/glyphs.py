"""Glyphs: a text of one face and one direction shaped by HarfBuzz, all measures in ems."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import uharfbuzz as hb

from app.layout.text.faces import Face, shaper
from app.layout.text.fonts import base_face


class Shaped(NamedTuple):
    """Glyphs from left to right: `clusters` are code-point offsets into the text; `ys` go up.

    `plain` says that each character in turn is one glyph, at the pen and on the baseline.
    """

    face: Face
    rtl: bool
    glyphs: tuple[int, ...]
    clusters: tuple[int, ...]
    advances: tuple[float, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    width: float
    plain: bool


@lru_cache(maxsize=16384)
def shape(text: str, face: Face, rtl: bool) -> Shaped:
    """Shape a text of one face and direction; the base family without ligatures, so that its letters stay apart."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.language = "en"  # the system's must not decide about forms
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.guess_segment_properties()
    hb.shape(shaper(face), buffer, {"liga": False} if face is base_face(face.bold) else None)
    em, pen = face.units_per_em, 0
    advances, xs, ys, plain = [], [], [], not rtl
    for position in buffer.glyph_positions or ():  # none of a text that is all ignorable
        x_advance = position.x_advance
        xs.append((pen + position.x_offset) / em)
        ys.append(position.y_offset / em)
        advances.append(x_advance / em)
        pen += x_advance
        plain = plain and not position.x_offset and not position.y_offset
    infos = buffer.glyph_infos
    clusters = tuple([info.cluster for info in infos])
    return Shaped(
        face,
        rtl,
        tuple([info.codepoint for info in infos]),
        clusters,
        tuple(advances),
        tuple(xs),
        tuple(ys),
        pen / em,
        plain and clusters == tuple(range(len(text))),
    )
