"""Strips that follow each other down columns, over pages: broken where they may be, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.exporters.paper import Mark
from app.layout.geometry import Box
from app.layout.look import Role
from app.layout.shapes import Shape
from app.layout.text import TextStyle


class Link(NamedTuple):
    """Where a click leads: the name of an anchor, and the box to click on."""

    target: str
    box: Box


class PageNumber(NamedTuple):
    """The number of the page that an anchor is on, to be filled in at the end: its right edge and top."""

    target: str
    right: float
    y: float
    style: TextStyle
    colour: Role


@dataclass(frozen=True, slots=True)
class Strip:
    """Something of a height that is never broken; all in it counts from its top left corner, in points.

    `above` is the space that it keeps from what stands above it in the column. With `keep` the next strip stays in the
    same column. `header` is repeated over it where it comes first in a column. `aside` begins a new column where it
    would stand in the first one of its page. `anchors` are names that links lead to.
    """

    height: float
    shapes: tuple[Shape, ...] = ()
    above: float = 0.0
    keep: bool = False
    aside: bool = False
    header: Strip | None = None
    links: tuple[Link, ...] = ()
    numbers: tuple[PageNumber, ...] = ()
    anchors: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


class Placed(NamedTuple):
    """A strip at a height of its column."""

    strip: Strip
    y: float


def fill(strips: Iterable[Strip], height_of: Callable[[int], float], per_page: int = 1) -> list[list[Placed]]:
    """Return the strips in columns, of the height that each has by its number, so many on a page.

    Strips that keep together stay so unless they are higher than a column; so must no strip be, with its header.
    """
    columns: list[list[Placed]] = [[]]
    y = 0.0

    def fits(height: float) -> bool:
        return y + height <= height_of(len(columns) - 1)

    for run in _runs(strips):
        beside = run[0].aside and per_page > 1 and len(columns) % per_page == 1
        if columns[-1] and (beside or not fits(sum(strip.above + strip.height for strip in run))):
            columns.append([])
            y = 0.0
        for strip in run:
            if columns[-1] and not fits(strip.above + strip.height):
                columns.append([])
                y = 0.0
            if columns[-1]:
                y += strip.above
            elif strip.header is not None:
                columns[-1].append(Placed(strip.header, y))
                y += strip.header.height
            columns[-1].append(Placed(strip, y))
            y += strip.height
    return columns


def _runs(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    """Yield the strips in groups that stay together."""
    run: list[Strip] = []
    for strip in strips:
        run.append(strip)
        if not strip.keep:
            yield run
            run = []
    if run:
        yield run


def aside(strips: list[Strip]) -> list[Strip]:
    """Return the strips so that they begin in the second column of a page at the earliest."""
    return [replace(strips[0], aside=True), *strips[1:]] if strips else []


def together(strips: list[Strip], room: float) -> list[Strip]:
    """Return the strips so that they stay in one column, if they fit one that is `room` high."""
    if sum(strip.above + strip.height for strip in strips) > room:
        return strips
    return [*(replace(strip, keep=True) for strip in strips[:-1]), *strips[-1:]]
