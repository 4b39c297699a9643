"""Lines: paragraphs of shaped segments are filled into lines of a width and become positioned runs, in points."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final, Literal, NamedTuple

from app.layout.text import bidi, scripts
from app.layout.text.faces import Face
from app.layout.text.fonts import base_face
from app.layout.text.glyphs import shape
from app.layout.text.plain import PlainRun
from app.layout.text.shape import ELLIPSIS, HYPHEN, SOFT_HYPHEN, Paragraph, Piece, Segment, paragraph_of, split

Weight = Literal["regular", "bold"]
Align = Literal["start", "center", "end"]

ASCENT: Final = 1.069  # of the base family, ems: where the first baseline lies
LINE_HEIGHT: Final = 1.362  # ascent and descent of the base family, ems; no line gap
_TOLERANCE: Final = 1e-6  # ems; sums of the same advances in another order still fit


class TextStyle(NamedTuple):
    """How a text is set: `size` in points; "bold" is the semibold of the base family, and bold of others."""

    size: float
    weight: Weight = "regular"


class Run(NamedTuple):
    """Glyphs of one face and direction, from left to right; `xs`, `ys` in points from the block's top left, y down.

    `ys` hold the baseline. `clusters` are code-point offsets into the laid-out text, one a glyph; `text` is what the
    run shows, in reading order: the characters `start` to `end`, or an ellipsis (then `start` equals `end`).
    """

    face: Face
    size: float
    glyphs: tuple[int, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    advances: tuple[float, ...]
    clusters: tuple[int, ...]
    start: int
    end: int
    rtl: bool
    text: str

    @property
    def x(self) -> float:
        """Where its first glyph begins."""
        return self.xs[0]


AnyRun = Run | PlainRun


class Line(NamedTuple):
    """One line: it holds the characters `start` to `end`, spaces and line end at its end too, which no run draws."""

    start: int
    end: int
    x: float
    baseline: float
    width: float
    runs: tuple[AnyRun, ...]


class TextBlock(NamedTuple):
    """A laid-out text: `width` is that of the widest line; `missing` are characters that no font here has."""

    width: float
    height: float
    lines: tuple[Line, ...]
    missing: frozenset[str]
    truncated: bool = False


def lay_out(
    text: str, style: TextStyle, width: float, *, max_lines: int | None = None, align: Align = "start"
) -> TextBlock:
    """Lay a text out in lines of at most `width` points; a word that is wider is broken between grapheme clusters.

    Line ends in the text end paragraphs; each has the direction of its first strong character, and one from right to
    left starts at the right edge. Beyond `max_lines` the last line ends with an ellipsis. An infinite `width` aligns
    to the widest line. An empty text has one empty line.
    """
    limit = width / style.size + _TOLERANCE
    bold = style.weight == "bold"
    most = math.inf if max_lines is None else max(max_lines, 1)
    shown = scripts.clean(text)
    ended = shown.split("\n")
    lines: list[_Filled] = []
    missing = {character for character in text if ord(character) in scripts.SURROGATES} if shown != text else set()
    start, truncated = 0, False
    for left, paragraph_text in zip(range(len(ended) - 1, -1, -1), ended, strict=True):
        paragraph = paragraph_of(paragraph_text, bold)
        missing |= paragraph.missing
        lines += _lines(paragraph, start, limit)
        start += len(paragraph_text) + 1
        truncated = len(lines) > most or (len(lines) == most and left > 0)
        if truncated:
            first = int(most) - 1
            lines[first:] = [_shorten(lines[first:], paragraph.level, limit, bold)]
            break
        lines[-1].end += left > 0
    drawn = _draw(shown, lines, style, width, align)
    widest = max(line.width for line in drawn)
    return TextBlock(widest, len(drawn) * LINE_HEIGHT * style.size, drawn, frozenset(missing), truncated)


def measure(text: str, style: TextStyle) -> float:
    """Return the width in points of a text on one unbroken line, spaces at its end included."""
    bold = style.weight == "bold"
    joined = scripts.clean(text).replace("\n", " ")
    return sum([segment.advance for segment in paragraph_of(joined, bold).segments]) * style.size


def height_of(text: str, style: TextStyle, width: float, *, max_lines: int | None = None) -> float:
    """Return the height in points that `lay_out` gives the same text, without positions of glyphs."""
    limit = width / style.size + _TOLERANCE
    bold = style.weight == "bold"
    count = 0
    for paragraph in scripts.clean(text).split("\n"):
        count += len(_fill(paragraph_of(paragraph, bold).segments, limit)[1])
    return (count if max_lines is None else min(count, max(max_lines, 1))) * LINE_HEIGHT * style.size


@dataclass(slots=True)
class _Filled:
    """A line before it is drawn: characters `start` to `end` in segments, the last one without its spaces; in ems."""

    start: int
    end: int
    segments: tuple[Segment, ...]
    width: float
    level: int
    ellipsis: Piece | None = None


def _fill(
    segments: tuple[Segment, ...], limit: float, divided: bool = False
) -> tuple[tuple[Segment, ...], list[tuple[int, float]]]:
    """Return the segments, the too wide ones divided, and of each line the number after its last one and its width."""
    ends = []
    pen = filled = 0.0
    for number, segment in enumerate(segments):
        width = segment.width
        if pen + width > limit:
            if width > limit and not divided:
                parts = [split(one, limit) if one.width > limit else (one,) for one in segments]
                return _fill(tuple(chain.from_iterable(parts)), limit, divided=True)
            if pen > 0.0:
                ends.append((number, filled))
                pen = 0.0
        filled = pen + width
        pen += segment.advance
    ends.append((len(segments), filled))
    return segments, ends


def _lines(paragraph: Paragraph, start: int, limit: float) -> list[_Filled]:
    """Return the lines of a paragraph whose first character is `start` of the text."""
    segments, ends = _fill(paragraph.segments, limit)
    lines = []
    first = 0
    for last, width in ends:
        inside = segments[first:last]
        end = start + sum([len(segment.text) for segment in inside])
        lines.append(_Filled(start, end, inside, width, paragraph.level))
        start, first = end, last
    return lines


def _shorten(rest: list[_Filled], level: int, limit: float, bold: bool) -> _Filled:
    """Return one line that shows as much of `rest`, lines of one paragraph, as fits before an ellipsis."""
    mark = shape(ELLIPSIS, base_face(bold), bool(level % 2))
    room = limit - mark.width
    kept: list[Segment] = []
    pen = 0.0
    for segment in (segment for line in rest for segment in line.segments):
        if pen + segment.width > room:
            kept += [part for part in islice(split(segment, limit, room - pen), 1) if part.text]
            break
        kept.append(segment)
        pen += segment.advance
    start = rest[0].start
    end = start + sum(len(segment.text) for segment in kept)
    width = sum([segment.advance for segment in kept[:-1]]) + sum([segment.width for segment in kept[-1:]])
    return _Filled(start, end, tuple(kept), width + mark.width, level, Piece(0, 0, level, mark))


def _draw(text: str, lines: list[_Filled], style: TextStyle, width: float, align: Align) -> tuple[Line, ...]:
    """Return the lines with positioned runs."""
    widths = [line.width * style.size for line in lines]
    if math.isinf(width):
        width = max(widths)
    drawn = []
    for number, line in enumerate(lines):
        slack = width - widths[number]
        at_right = (align == "end") != (line.level % 2 == 1)
        x = slack / 2 if align == "center" else slack if at_right else 0.0
        baseline = (number * LINE_HEIGHT + ASCENT) * style.size
        runs = _runs(text, line, style.size, x, baseline)
        drawn.append(Line(line.start, line.end, x, baseline, widths[number], runs))
    return tuple(drawn)


def _placed(line: _Filled) -> list[tuple[int, Piece]]:
    """Return the pieces of a line from left to right, each with the offset of its first character in the text."""
    placed = []
    start = line.start
    for segment in line.segments[:-1]:
        placed += [(start + piece.offset, piece) for piece in segment.pieces]
        start += len(segment.text)
    if line.segments:
        placed += [(start + piece.offset, piece) for piece in line.segments[-1].bare]
    if line.ellipsis:
        placed.append((line.end, line.ellipsis))
    levels = [piece.level for _, piece in placed]
    return [placed[place] for place in bidi.visual_order(levels)] if any(levels) else placed


def _runs(text: str, line: _Filled, size: float, x: float, baseline: float) -> tuple[AnyRun, ...]:
    """Return the runs of a line: neighbours of one face and direction, in reading order, become one."""
    if line.segments and not line.segments[0].faces and not line.ellipsis:  # then the whole paragraph is plain
        shown = text[line.start : line.end].rstrip()
        return (PlainRun(base_face(line.segments[0].bold), size, x, baseline, line.start, shown),) if shown else ()
    runs: list[Run] = []
    group: list[tuple[int, Piece]] = []
    pen = x
    for placed in _placed(line):
        if group and not _joins(group[-1], placed):
            runs.append(_run(text, group, size, pen, baseline))
            pen += sum([piece.shaped.width for _, piece in group]) * size
            group = []
        group.append(placed)
    if group:
        runs.append(_run(text, group, size, pen, baseline))
    return tuple(runs)


def _joins(left: tuple[int, Piece], right: tuple[int, Piece]) -> bool:
    """Tell whether two neighbours can be one run; an ellipsis, which has no characters, is always one of its own."""
    (left_start, one), (right_start, other) = left, right
    if one.shaped.face is not other.shaped.face or one.level != other.level or not other.length or not one.length:
        return False
    if one.shaped.rtl:
        return right_start + other.length == left_start
    return left_start + one.length == right_start


def _run(text: str, group: list[tuple[int, Piece]], size: float, pen: float, baseline: float) -> Run:
    """Return pieces of one face and direction, that follow each other from `pen` on, as one run."""
    parts = [piece.shaped for _, piece in group]
    rtl = parts[0].rtl
    left, right = (group[-1], group[0]) if rtl else (group[0], group[-1])
    start, end = left[0], right[0] + right[1].length
    glyphs: list[int] = []
    clusters: list[int] = []
    xs: list[float] = []
    ys: list[float] = []
    advances: list[float] = []
    for (offset, _), shaped in zip(group, parts, strict=True):
        glyphs += shaped.glyphs
        xs += [pen + x * size for x in shaped.xs]
        ys += [baseline - y * size for y in shaped.ys]
        advances += [advance * size for advance in shaped.advances]
        clusters += [offset + cluster for cluster in shaped.clusters]
        pen += shaped.width * size
    shown = text[start:end] or ELLIPSIS
    if shown.endswith(SOFT_HYPHEN) and end - 1 in clusters:
        shown = shown[:-1] + HYPHEN
    drawn = tuple(glyphs), tuple(xs), tuple(ys), tuple(advances), tuple(clusters)
    return Run(parts[0].face, size, *drawn, start, end, rtl, shown)
