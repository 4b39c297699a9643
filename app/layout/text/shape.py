"""Shaping: an unbreakable part of a paragraph becomes pieces of positioned glyphs, all measures in ems."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, groupby
from typing import Final, NamedTuple

from app.layout.text import bidi, breaks, scripts
from app.layout.text.faces import Face, has_glyphs
from app.layout.text.fonts import base_face, face_for
from app.layout.text.glyphs import Shaped, shape
from app.layout.text.plain import units_of

ELLIPSIS: Final = "…"
SOFT_HYPHEN: Final = "\u00ad"
HYPHEN: Final = "-"
# spaces that a line may break after
_HANGING: Final = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"
_MOST_TOKENS: Final = 50_000  # words kept, about 1 kB each; then all are forgotten at once


class Piece(NamedTuple):
    """A stretch of one face and one level: it begins at code point `offset` of its segment and has `length` of them."""

    offset: int
    length: int
    level: int
    shaped: Shaped


@dataclass(slots=True)
class Segment:
    """What no line break divides, with the spaces after it: `advance`, `pieces` with these, `width`, `bare` without.

    Pieces are in logical order. `levels` and `faces`, one a character, are empty where the text is plain: such a
    segment is measured without shaping, and has its pieces only where they are asked for.
    """

    text: str
    bold: bool
    advance: float
    width: float
    levels: tuple[int, ...] = ()
    faces: tuple[Face, ...] = ()
    shaped: tuple[tuple[Piece, ...], tuple[Piece, ...]] | None = None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of the whole text."""
        return self._shaped()[0]

    @property
    def bare(self) -> tuple[Piece, ...]:
        """The pieces without the spaces at the end."""
        return self._shaped()[1]

    def _shaped(self) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        if self.shaped is None:
            self.shaped = _shape_both(self.text, self.bold, self.levels, self.faces)
        return self.shaped


class Paragraph(NamedTuple):
    """The segments of a paragraph, its base level (odd: right to left) and the characters that no font has."""

    segments: tuple[Segment, ...]
    level: int
    missing: frozenset[str]


class _Tokens(dict[str, "tuple[Segment, ...] | None"]):
    """Segments by plain token, measured when first asked for; None for a token that is not plain."""

    def __init__(self, bold: bool) -> None:
        super().__init__()
        self.bold = bold

    def __missing__(self, token: str) -> tuple[Segment, ...] | None:
        if len(self) >= _MOST_TOKENS:
            self.clear()
        parts = breaks.plain_segments(token)
        try:
            made = None if parts is None else tuple([_plain_segment(part, base_face(self.bold)) for part in parts])
        except KeyError:
            made = None
        self[token] = made
        return made


_tokens: Final = (_Tokens(False), _Tokens(True))
_NONE: Final = frozenset[str]()


def paragraph_of(text: str, bold: bool) -> Paragraph:
    """Return a paragraph (no line ends in it, made clean by `scripts.clean`) in unbreakable, shaped segments."""
    parts = list(map(_tokens[bold].__getitem__, breaks.TOKENS.findall(text)))
    if None in parts:
        return _hard_paragraph(text, bold)
    return Paragraph(tuple(chain.from_iterable(parts)), 0, _NONE)  # type: ignore[arg-type]


@lru_cache(maxsize=4096)
def _hard_paragraph(text: str, bold: bool) -> Paragraph:
    """Return a paragraph that needs ICU, and perhaps other faces and the bidirectional algorithm."""
    level, levels = 0, (0,) * len(text)
    if bidi.has_right_to_left(text):
        level = bidi.base_level(text)
        levels = tuple(bidi.levels(text, level))
    faces, missing = _faces(text, bold)
    found, start = [], 0
    for part in breaks.segments(text):
        end = start + len(part)
        found.append(make_segment(part, bold, levels[start:end], faces[start:end]))
        start = end
    return Paragraph(tuple(found), level, missing)


def _faces(text: str, bold: bool) -> tuple[tuple[Face, ...], frozenset[str]]:
    """Return the face of each character, and the characters that no font here has."""
    region = scripts.region_of(text)
    faces: list[Face] = []
    missing: set[str] = set()
    eastern = False
    for cluster in breaks.clusters(text):
        if cluster.isspace() and faces and faces[-1].kind != "colour" and has_glyphs(faces[-1], cluster):
            faces += [faces[-1]] * len(cluster)  # fewer runs
            continue
        face, none_has = face_for(cluster, bold, region, eastern)
        missing |= none_has
        faces += [face] * len(cluster)
        eastern = scripts.script_of(cluster) in scripts.EASTERN or (eastern and cluster in scripts.SHARED_MARKS)
    return tuple(faces), frozenset(missing)


def make_segment(text: str, bold: bool, levels: tuple[int, ...], faces: tuple[Face, ...]) -> Segment:
    """Shape a segment; `levels` and `faces` as in `Segment`. At the end of a line a soft hyphen is seen."""
    pieces, bare = shaped = _shape_both(text, bold, levels, faces)
    advance, width = (sum(piece.shaped.width for piece in each) for each in (pieces, bare))
    return Segment(text, bold, advance, width, levels, faces, shaped)


def _plain_segment(text: str, face: Face) -> Segment:
    """Measure a segment of plain text; it is kept with its token. KeyError where a letter is no single glyph."""
    bare_text = text.rstrip(" ")
    width = units_of(bare_text, face) / face.units_per_em
    spaces = len(text) - len(bare_text)
    return Segment(text, face.bold, width + spaces * shape(" ", face, False).width, width)


def _shape_both(
    text: str, bold: bool, levels: tuple[int, ...], faces: tuple[Face, ...]
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return the pieces of a text with and without the spaces at its end."""
    bare_text = text.rstrip(_HANGING)
    if bare_text.endswith(SOFT_HYPHEN):
        bare_text = bare_text[:-1] + HYPHEN
    bare = _pieces(bare_text, bold, levels, faces)
    return bare if bare_text == text else _pieces(text, bold, levels, faces), bare


def _pieces(text: str, bold: bool, levels: tuple[int, ...], faces: tuple[Face, ...]) -> tuple[Piece, ...]:
    if not faces:
        levels, faces = (0,) * len(text), (base_face(bold),) * len(text)
    made = []
    for (level, face), group in groupby(range(len(text)), lambda place: (levels[place], faces[place])):
        places = list(group)
        shaped = shape(text[places[0] : places[-1] + 1], face, bool(level % 2))
        made.append(Piece(places[0], len(places), level, shaped))
    return tuple(made)


def split(segment: Segment, limit: float, first_limit: float | None = None) -> Iterator[Segment]:
    """Divide a segment between grapheme clusters into parts as long as can be, but no wider than `limit` (ems).

    A single cluster that is wider stays whole. `first_limit`, if given, is that of the first part, which is then empty
    where nothing fits. The spaces after the segment stay with its last part.
    """
    bare_length = sum(piece.length for piece in segment.bare)
    ends = [0, *accumulate(len(cluster) for cluster in breaks.clusters(segment.text[:bare_length]))]
    widths = [0.0, *accumulate(_widths_by_character(segment))]
    done, least = 0, 1 if first_limit is None else 0
    allowed = limit if first_limit is None else first_limit
    while done < len(ends) - 1:
        reach = bisect_right(ends, allowed, key=lambda end: widths[end] - widths[ends[done]]) - 1
        stop = max(done + least, reach)
        part = _part(segment, ends[done], ends[stop])
        while part.width > allowed and stop > done + least:  # shaped alone it may differ a little
            stop -= 1
            part = _part(segment, ends[done], ends[stop])
        if stop == len(ends) - 1:
            part = _part(segment, ends[done], len(segment.text))
        yield part
        done, least, allowed = stop, 1, limit


def _part(segment: Segment, start: int, end: int) -> Segment:
    return make_segment(segment.text[start:end], segment.bold, segment.levels[start:end], segment.faces[start:end])


def _widths_by_character(segment: Segment) -> list[float]:
    """Return the advance of each character of a segment, that of a cluster at its first one."""
    widths = [0.0] * len(segment.text)
    for piece in segment.pieces:
        for cluster, advance in zip(piece.shaped.clusters, piece.shaped.advances, strict=True):
            widths[piece.offset + cluster] += advance
    return widths
