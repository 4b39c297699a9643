"""Maps as PDF: vectors, embedded fonts, text that selects and searches, bookmarks; the same input, the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, BinaryIO

from app.exporters.files import write_beside
from app.exporters.paper import (
    FIT_PAGE,
    NO_LENSES,
    Mark,
    Page,
    PaperOptions,
    draw_page,
    missing_warning,
    plan_pages,
    size_warnings,
)
from app.exporters.tiles import Group
from app.layout.geometry import Box
from app.layout.lens import Lens
from app.layout.look import LIGHT, Role
from app.layout.shapes import Command, Image, Rect, Shape, Text
from app.layout.words import Words
from app.models.content import workspace_of
from app.models.errors import Cancelled
from app.models.snapshot import Snapshot

if TYPE_CHECKING:
    from app.exporters.pdf_canvas import PaperCanvas

Progress = Callable[[float], None]
"""Is told the part done, 0 … 1."""

_ROUND = 0.44771525
"""How far from a corner the control points of a rounded one lie, in radii: 1 − 4/3·(√2 − 1)."""

_STEP = 200
"""Groups of shapes between two looks at whether to go on."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a PDF in points from its top left corner; `groups` are drawn once, when its turn has come.

    `anchors` are names with heights, `links` names of anchors on any page with the boxes to click on.
    """

    width: float
    height: float
    unit: float
    groups: Iterable[Group]
    marks: tuple[Mark, ...] = ()
    anchors: tuple[tuple[str, float], ...] = ()
    links: tuple[tuple[str, Box], ...] = ()


def export_pdf(
    snapshot: Snapshot,
    out: FilePath,
    options: PaperOptions = FIT_PAGE,
    journey_ids: Sequence[str] = (),
    *,
    date: datetime,
    words: Words | None = None,
    lenses: Mapping[str, Lens] = NO_LENSES,
    progress: Progress = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[str, ...]:
    """Write journeys (all if none is named) to a PDF, and return warnings: what is cut, what no font here has.

    `date` is printed and kept in the file. Raises InputError where options leave no room, FileError where the file
    cannot be written, Cancelled (and leaves no file) where `cancelled` says so.
    """
    pages, warnings = plan_pages(snapshot, options, journey_ids, date.date(), words, lenses)
    with write_beside(out) as file:
        missing = write_pdf(file, pages, date, progress, cancelled)
    return (*size_warnings(pages), *warnings, *missing_warning(missing))


def write_pdf(
    file: BinaryIO,
    pages: Sequence[Page],
    moment: datetime,
    progress: Progress = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> set[str]:
    """Write pages of maps as a PDF and return the characters that no font here has."""
    words = pages[0].sheet.layout.words
    titles = {page.sheet.layout.journey_id: page.sheet.title for page in pages}
    title = pages[0].sheet.title if len(titles) == 1 else workspace_of(pages[0].sheet.content).title
    leaves = [Leaf(page.width, page.height, page.unit, draw_page(page), page.marks) for page in pages]
    images = pages[0].sheet.images
    return write_leaves(file, leaves, title, words["language"], moment, progress, cancelled, images)


def write_leaves(
    file: BinaryIO,
    leaves: Sequence[Leaf],
    title: str,
    language: str,
    moment: datetime,
    progress: Progress = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
    images: Callable[[str], bytes | None] = lambda name: None,
) -> set[str]:
    """Write a document of any pages as a PDF and return the characters that no font here has.

    `images` reads stored images.
    """
    from app.exporters.pdf_canvas import PaperCanvas

    canvas = PaperCanvas(file, title, language, moment, images)
    for number, leaf in enumerate(leaves):
        operators = [f"{1 / leaf.unit:g} 0 0 {-1 / leaf.unit:g} 0 {leaf.height / leaf.unit:.2f} cm 1 J 1 j"]
        for count, group in enumerate(leaf.groups):
            if count % _STEP == 0:
                progress(number / len(leaves))
                if cancelled():
                    raise Cancelled("The export was stopped. No file was written.")
            operators.append(_group(group, canvas))
        for mark in leaf.marks:
            canvas.add_bookmark(mark.title, mark.level, leaf.height - mark.y, leaf.unit)
        for name, y in leaf.anchors:
            canvas.add_anchor(name, leaf.height - y, leaf.unit)
        for name, box in leaf.links:
            canvas.add_link(name, box.x, leaf.height - box.bottom, box.right, leaf.height - box.y, leaf.unit)
        canvas.add_page(leaf.width, leaf.height, "\n".join(operators), leaf.unit)
    canvas.finish()
    progress(1.0)
    return canvas.fonts.missing


def _group(group: Group, canvas: PaperCanvas) -> str:
    scale = f"{group.scale:g}"
    parts = [f"q {scale} 0 0 {scale} {group.x:.2f} {group.y:.2f} cm"]
    if group.opacity != 1.0:
        parts.append(canvas.faint(group.opacity))
    if group.clip is not None:
        parts.append(f"{_rectangle(group.clip)} W n")
    parts.extend(_operators(group.shapes, canvas))
    parts.append("Q")
    return "\n".join(parts)


def _operators(shapes: Iterable[Shape], canvas: PaperCanvas) -> Iterator[str]:
    """Yield the operators of shapes, which begin in a state of their own."""
    fill: Role | None = None
    for shape in shapes:
        if isinstance(shape, Text):
            if shape.colour != fill:
                fill = shape.colour
                yield _fill_colour(fill)
            yield canvas.fonts.show(shape.block, shape.x, shape.y)
            continue
        if isinstance(shape, Image):
            yield canvas.images.show(shape)
            continue
        if shape.fill is not None and shape.fill != fill:
            fill = shape.fill
            yield _fill_colour(fill)
        if isinstance(shape, Rect):
            box = Box(shape.x, shape.y, shape.width, shape.height)
            outline = _rounded(box, shape.radius) if shape.radius else _rectangle(box)
            width, dash = shape.stroke_width, _SOLID
        else:
            outline = _path(shape.commands)
            width, dash = shape.width, shape.dash
        if shape.stroke is not None:
            yield _stroke(shape.stroke, width, dash)
        yield f"{outline} {_PAINT[shape.fill is not None, shape.stroke is not None]}"


_SOLID: tuple[float, ...] = ()
_PAINT = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}


@lru_cache(maxsize=256)
def _fill_colour(role: Role) -> str:
    return f"{_rgb(role)} rg"


@lru_cache(maxsize=256)
def _stroke(role: Role, width: float, dash: tuple[float, ...]) -> str:
    return f"{_rgb(role)} RG {width:g} w [{' '.join(f'{length:g}' for length in dash)}] 0 d"


def _rgb(role: Role) -> str:
    colour = LIGHT[role]
    return " ".join(f"{int(colour[place : place + 2], 16) / 255:.4g}" for place in (1, 3, 5))


def _rectangle(box: Box) -> str:
    return f"{box.x:.2f} {box.y:.2f} {box.width:.2f} {box.height:.2f} re"


@lru_cache(maxsize=1024)
def _rounded(box: Box, radius: float) -> str:
    left, top, right, bottom = box.x, box.y, box.right, box.bottom
    near, inner = radius * _ROUND, radius
    return _path(
        (
            ("M", left + inner, top),
            ("L", right - inner, top),
            ("C", right - near, top, right, top + near, right, top + inner),
            ("L", right, bottom - inner),
            ("C", right, bottom - near, right - near, bottom, right - inner, bottom),
            ("L", left + inner, bottom),
            ("C", left + near, bottom, left, bottom - near, left, bottom - inner),
            ("L", left, top + inner),
            ("C", left, top + near, left + near, top, left + inner, top),
            ("Z",),
        )
    )


@lru_cache(maxsize=1024)
def _path(commands: tuple[Command, ...]) -> str:
    return " ".join(
        " ".join([*(f"{number:.2f}" for number in command[1:]), _OPERATOR[command[0]]]) for command in commands
    )


_OPERATOR = {"M": "m", "L": "l", "C": "c", "Z": "h"}
