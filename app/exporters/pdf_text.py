"""Text on a PDF page: the operators that show positioned glyphs, so that they select and search as they read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from typing import Any, Final

from app.exporters import pdf_fonts
from app.layout.text import AnyRun, TextBlock
from app.layout.text.faces import Face, shaper
from app.layout.text.pictures import picture_of
from app.layout.text.plain import PlainRun, letters_of

_NEAR: Final = 3
"""Thousandths of an em by which a glyph may stand beside its place before it is moved there."""

Cluster = tuple[str, int, int]
"""What a stretch of glyphs stands for, its first glyph and the one after its last."""


class FontInUse:
    """One face in one document: its name on the pages, its glyphs used and the text that each of them stands for."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self.texts: dict[int, str] = {}
        self.advances: dict[int, float] = {}  # thousandths of an em, as the PDF counts them
        self.codes: dict[int, str] = {}
        self.pieces = _Pieces(self)

    def note(self, glyph: int, text: str) -> None:
        """Note that a glyph is used; the first text that it stands for alone is what readers take it for."""
        if not self.texts.get(glyph):
            self.texts[glyph] = text
            self.advances[glyph] = shaper(self.face).get_glyph_h_advance(glyph) * 1000 / self.face.units_per_em
            self.codes[glyph] = f"{glyph:04x}"

    def stands_for(self, glyph: int, text: str) -> bool:
        """Note a glyph, and return whether a reader takes it for that text."""
        self.note(glyph, text)
        return self.texts[glyph] == text


class _Pieces(dict[tuple[str, str], str]):
    """What shows a letter of plain text before another one: its code, and how far they are apart if not as usual.

    KeyError for a letter that a reader would take for another one.
    """

    def __init__(self, font: FontInUse) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, pair: tuple[str, str]) -> str:
        font, letters = self._font, letters_of(self._font.face)
        glyph = letters.glyphs[pair[0]]
        if not font.stands_for(glyph, pair[0]):
            raise KeyError(pair)
        kerning = round(letters.steps[pair] * 1000 / font.face.units_per_em - font.advances[glyph])
        self[pair] = f"{font.codes[glyph]}>{-kerning}<" if kerning else font.codes[glyph]
        return self[pair]


class Fonts:
    """All faces of one document, and the pictures of its colour glyphs by their names on the pages."""

    def __init__(self) -> None:
        self.in_use: dict[Face, FontInUse] = {}
        self.pictures: dict[str, bytes] = {}
        self.missing: set[str] = set()

    def show(self, block: TextBlock, x: float, y: float) -> str:
        """Return the operators that show a block with its top left corner at a point of a space whose y runs down."""
        self.missing |= block.missing
        parts = ["BT"]
        pictures: list[str] = []
        last: tuple[str, float] | None = None
        for line in block.lines:
            for run in line.runs:
                if not isinstance(run, PlainRun) and not run.glyphs:  # such as a lone mark of direction
                    continue
                font = self.in_use.get(run.face) or self._use(run.face)
                if last != (font.name, run.size):
                    last = (font.name, run.size)
                    parts.append(f"/{font.name} {run.size:g} Tf")
                parts.append(f"1 0 0 -1 {x + run.x:.2f} {y + line.baseline:.2f} Tm")
                if run.face.kind == "colour":
                    pictures += self._draw_pictures(font, run, x, y)
                    parts.append(f"3 Tr {_show_run(font, run, line.baseline)} 0 Tr")
                else:
                    parts.append(_show_run(font, run, line.baseline))
        parts.append("ET")
        return " ".join((*parts, *pictures)) if last else ""

    def _use(self, face: Face) -> FontInUse:
        font = self.in_use[face] = FontInUse(face, f"F{len(self.in_use) + 1}")
        return font

    def _draw_pictures(self, font: FontInUse, run: AnyRun, x: float, y: float) -> Iterator[str]:
        """Yield the operators that paint the pictures of a run's colour glyphs."""
        for glyph, glyph_x, glyph_y in zip(run.glyphs, run.xs, run.ys, strict=True):
            picture = picture_of(font.face, glyph)
            if picture is None:
                continue
            name = f"{font.name}g{glyph}"
            self.pictures[name] = picture.png
            width, height = picture.width * run.size, picture.height * run.size
            left, bottom = x + glyph_x + picture.x * run.size, y + glyph_y - picture.y * run.size + height
            yield f"q {width:.2f} 0 0 {-height:.2f} {left:.2f} {bottom:.2f} cm /{name} Do Q"

    def add_to(self, document: Any) -> None:
        """Embed all faces in a ReportLab document, under the names that the pages use."""
        fonts = document.idToObject["BasicFonts"]
        for face, font in self.in_use.items():
            fonts[font.name] = pdf_fonts.embed(document, face, font.texts)


def _show_run(font: FontInUse, run: AnyRun, baseline: float) -> str:
    """Return the operators that show a run from its first glyph on."""
    if isinstance(run, PlainRun):
        with suppress(KeyError):
            shown = "".join(map(font.pieces.__getitem__, pairwise(run.text + " ")))
            return f"[<{shown}>] TJ" if ">" in shown else f"<{shown}> Tj"
    return " ".join(_show_clusters(font, run, baseline))


def _show_clusters(font: FontInUse, run: AnyRun, baseline: float) -> Iterator[str]:
    """Yield operators cluster by cluster; one whose glyphs do not say what it reads carries its text beside them."""
    pen = run.xs[0]
    rise = 0.0
    waiting: list[str] = []  # of plain clusters, for one operator
    for text, begin, end in clusters_of(run):
        for glyph in run.glyphs[begin:end]:
            font.note(glyph, text if end == begin + 1 else "")
        plain = end == begin + 1 and font.stands_for(run.glyphs[begin], text)
        raised = [baseline - run.ys[place] for place in range(begin, end)]
        if waiting and not (plain and raised == [rise]):
            yield f"[<{''.join(waiting)}>] TJ"
            waiting = []
        if not plain:
            yield f"/Span <</ActualText <feff{text.encode('utf-16-be').hex()}>>> BDC"
        for place, hidden in _order(font, run, begin, end):
            if raised[place - begin] != rise:
                rise = raised[place - begin]
                yield f"{rise:.3f} Ts"
            gap = round((run.xs[place] - pen) / run.size * 1000)
            if -_NEAR < gap < _NEAR:
                gap = 0
            glyph = run.glyphs[place]
            pen += (gap + font.advances[glyph]) / 1000 * run.size
            shown = f">{-gap}<{font.codes[glyph]}" if gap else font.codes[glyph]
            if plain:
                waiting.append(shown)
            else:
                yield f"3 Tr [<{shown}>] TJ 0 Tr" if hidden else f"[<{shown}>] TJ"
        if not plain:
            yield "EMC"
    if waiting:
        yield f"[<{''.join(waiting)}>] TJ"
    if rise:
        yield "0 Ts"


def _order(font: FontInUse, run: AnyRun, begin: int, end: int) -> Iterator[tuple[int, bool]]:
    """Yield the glyphs of a cluster so that the pen starts and ends at its edges, each with whether it is hidden.

    Readers take the way of the pen for the width of the cluster: dots and accents, which stand anywhere and have no
    width, come between the others. Where there is only one other, it comes twice, the first time hidden.
    """
    wide = [place for place in range(begin, end) if font.advances[run.glyphs[place]]]
    marks = [place for place in range(begin, end) if place not in wide]
    if not marks or not wide:
        yield from ((place, False) for place in range(begin, end))
        return
    yield wide[0], len(wide) == 1
    yield from ((place, False) for place in marks)
    yield from ((place, False) for place in (wide[1:] or wide))


def clusters_of(run: AnyRun) -> Iterator[Cluster]:
    """Yield the clusters of a run from left to right: neighbouring glyphs that stand for a text together."""
    starts = sorted({*run.clusters, run.end})
    after = dict(pairwise(starts))
    begin = 0
    for place in range(1, len(run.glyphs) + 1):
        cluster = run.clusters[begin]
        if place < len(run.glyphs) and run.clusters[place] == cluster:
            continue
        start = 0 if cluster == starts[0] else cluster - run.start  # characters without a glyph belong to a neighbour
        yield run.text[start : after.get(cluster, run.end) - run.start] or run.text, begin, place
        begin = place
