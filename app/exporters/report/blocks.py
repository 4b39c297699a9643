"""What a report is made of, as strips: headings, paragraphs, lists of points, tables, figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from app.exporters.paper import Mark
from app.exporters.report.flow import Link, PageNumber, Strip
from app.layout.geometry import Box
from app.layout.look import Role
from app.layout.shapes import Path, Rect, Shape, Text, circle, line
from app.layout.styles import lay_out_left, line_height
from app.layout.text import ASCENT, Align, TextBlock, TextStyle, lay_out, measure
from app.layout.text.bidi import base_level

COVER: Final = TextStyle(30.0, "bold")
LEAD: Final = TextStyle(14.0)
TITLE: Final = TextStyle(19.0, "bold")
HEADING: Final = TextStyle(11.0, "bold")
BODY: Final = TextStyle(9.5)
BOLD: Final = TextStyle(9.5, "bold")
SMALL: Final = TextStyle(8.0)
SMALL_BOLD: Final = TextStyle(8.0, "bold")

HEADING_ABOVE: Final = 14.0
PARAGRAPH_ABOVE: Final = 6.0
_UNDER_HEADING: Final = 3.0
_CELL_GAP: Final = 12.0
_ROW_PADDING: Final = 4.0
_BULLET: Final = 11.0
_QUOTE: Final = 10.0
_NUMBER_WIDTH: Final = 22.0
_SHORT_TITLE: Final = 80.0


def heading(text: str, width: float, anchor: str = "", level: int | None = None, above: float = 0.0) -> Strip:
    """Return a heading, which stays with what follows; with a level it stands in the outline."""
    block = lay_out_left(text, HEADING, width)
    return Strip(
        block.height + _UNDER_HEADING,
        (Text(block, 0.0, 0.0, "ink"),),
        above or HEADING_ABOVE,
        keep=True,
        anchors=(anchor,) if anchor else (),
        marks=() if level is None else (Mark(text, level, 0.0),),
    )


def paragraph(
    text: str,
    width: float,
    style: TextStyle = BODY,
    colour: Role = "ink",
    *,
    above: float = PARAGRAPH_ABOVE,
    x: float = 0.0,
    keep: bool = False,
) -> list[Strip]:
    """Return a text line by line; neither its first nor its last line is parted from the one beside it.

    It begins `x` points from the left edge of a column of that width.
    """
    block = lay_out(text, style, width - x)
    return _lines(block, x, colour, above, keep)


def _lines(block: TextBlock, x: float, colour: Role, above: float, keep: bool = False) -> list[Strip]:
    count = len(block.lines)
    height = block.height / count
    return [
        Strip(
            height,
            (Text(_part(block, number, number + 1), x, -number * height, colour),),
            0.0 if number else above,
            keep=number in (0, count - 2) if number < count - 1 else keep,
        )
        for number in range(count)
    ]


def _part(block: TextBlock, first: int, last: int) -> TextBlock:
    """Return some lines of a block, where they were in it."""
    return block._replace(lines=block.lines[first:last])


def points(text: str, width: float) -> list[Strip]:
    """Return the lines of a text as a list, each with a dot before it; empty lines are left out."""
    strips: list[Strip] = []
    middle = line_height(BODY) / 2
    for each in filter(None, map(str.strip, text.splitlines())):
        to_left = bool(base_level(each))
        first, *rest = _lines(lay_out(each, BODY, width - _BULLET), 0.0 if to_left else _BULLET, "ink", 2.0)
        dot = Path(circle(width - 3.0 if to_left else 3.0, middle, 1.6), fill="muted")
        strips += [Strip(first.height, (dot, *first.shapes), first.above, first.keep), *rest]
    return strips


def quotation(text: str, width: float, x: float = 0.0) -> list[Strip]:
    """Return a text with a line of the accent's colour beside it, from `x` to the width."""
    strips = paragraph(text, width, LEAD._replace(size=11.0), x=x + _QUOTE)
    made = []
    for number, strip in enumerate(strips):
        bar = Rect(x, 0.0, 2.0, strip.height, fill="accent")
        made.append(Strip(strip.height, (bar, *strip.shapes), 0.0 if number else strip.above, number < len(strips) - 1))
    return made


def figure(shapes: Iterable[Shape], height: float, above: float = PARAGRAPH_ABOVE, *, keep: bool = False) -> Strip:
    """Return a drawing as one strip."""
    return Strip(height, tuple(shapes), above, keep)


# ---- tables


class Cell(NamedTuple):
    """What stands in a cell: a text, or with `page` the number of the page that an anchor is on.

    `target` is the anchor that a click on it leads to; the text begins `indent` points from the column's edge.
    """

    text: str = ""
    style: TextStyle = BODY
    colour: Role = "ink"
    target: str = ""
    page: bool = False
    indent: float = 0.0


class Head(NamedTuple):
    """A column of a table: its title, whether its figures end at its right edge, whether it takes what is left over."""

    title: str
    align: Align = "start"
    grows: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a click anywhere in it leads to `target`."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    target: str = ""


def table(heads: Sequence[Head], rows: Sequence[Row], width: float, room: float, above: float = 4.0) -> list[Strip]:
    """Return a table, its head repeated in each column of the page; one without titles has none.

    No row is broken unless it is higher than `room`, the height of a column; then it is, between lines.
    """
    widths = _widths(heads, rows, width)
    head = _head(heads, widths, width, above) if any(each.title for each in heads) else None
    strips = [head] if head else []
    for number, row in enumerate(rows):
        made = _row(heads, widths, row, width, room - (head.height if head else 0.0), head)
        if number == 0 and head is None:
            made[0] = replace(made[0], above=above)
        strips += made
    if len(rows) > 1 and len(strips) > 2:
        strips[-2] = replace(strips[-2], keep=True)  # no row goes on alone
    return strips


def facts(pairs: Iterable[tuple[str, str]], width: float, room: float, above: float = 4.0) -> list[Strip]:
    """Return names with what they stand for, as a table; those without are left out."""
    rows = [Row((Cell(name, SMALL, "muted"), Cell(text))) for name, text in pairs if text.strip()]
    return table((Head(""), Head("", grows=True)), rows, width, room, above) if rows else []


def _widths(heads: Sequence[Head], rows: Sequence[Row], width: float) -> list[float]:
    """Return the width of each column: as its texts need, the widest ones less where there is no room for all.

    One that grows gets twice what another one gets then.
    """
    needed = [
        0.5 + max([_title_width(head.title), *(_natural(row.cells[place]) for row in rows)])
        for place, head in enumerate(heads)
    ]
    shares = [2.0 if head.grows else 1.0 for head in heads]
    room = width - _CELL_GAP * (len(heads) - 1)
    left = sum(shares)
    widths = [0.0] * len(heads)
    for place in sorted(range(len(heads)), key=lambda place: needed[place] / shares[place]):
        widths[place] = min(needed[place], room * shares[place] / left)
        room -= widths[place]
        left -= shares[place]
    growing = [place for place, head in enumerate(heads) if head.grows] or [0]
    for place in growing:
        widths[place] += room / len(growing)
    return widths


def _title_width(title: str) -> float:
    """Return what the title of a column needs: a long one goes on a second line, no word is broken."""
    full = measure(title, SMALL_BOLD)
    return max([min(full, max(_SHORT_TITLE, full * 0.6)), *(measure(word, SMALL_BOLD) for word in title.split())])


def _natural(cell: Cell) -> float:
    if cell.page:
        return _NUMBER_WIDTH
    return cell.indent + max((measure(each, cell.style) for each in cell.text.splitlines()), default=0.0)


def _set(cell: Cell, width: float, align: Align) -> TextBlock:
    """Return a cell's text: a column begins at its left edge in every script, as its title does."""
    if align == "start":
        return lay_out_left(cell.text, cell.style, width)
    return lay_out(cell.text, cell.style, width, align=align)


def _head(heads: Sequence[Head], widths: Sequence[float], width: float, above: float) -> Strip:
    blocks = [lay_out(each.title, SMALL_BOLD, wide, align=each.align) for each, wide in zip(heads, widths, strict=True)]
    height = max(block.height for block in blocks) + 2 * 3.0
    shapes: list[Shape] = []
    x = 0.0
    for block, wide in zip(blocks, widths, strict=True):
        shapes.append(Text(block, x, height - 3.0 - block.height, "muted"))
        x += wide + _CELL_GAP
    shapes.append(Path(line((0.0, height), (width, height)), stroke="ink", width=0.8))
    return Strip(height, tuple(shapes), above, keep=True)


def _row(
    heads: Sequence[Head], widths: Sequence[float], row: Row, width: float, room: float, head: Strip | None
) -> list[Strip]:
    """Return a row as one strip, or where it is higher than `room` as several."""
    blocks = [
        None if cell.page else _set(cell, wide - cell.indent, each.align)
        for cell, wide, each in zip(row.cells, widths, heads, strict=True)
    ]
    most = max(1, int((room - 2 * _ROW_PADDING) / line_height(BODY)))
    count = max([len(block.lines) for block in blocks if block], default=1)
    base = max([block.lines[0].baseline for block in blocks if block], default=0.0)
    strips: list[Strip] = []
    for first in range(0, count, most):
        last = first + most
        shapes: list[Shape] = []
        links: list[Link] = []
        numbers: list[PageNumber] = []
        height = line_height(BODY)
        x = 0.0
        for cell, block, wide in zip(row.cells, blocks, widths, strict=True):
            if block is None:
                if first == 0:
                    top = _ROW_PADDING + max(0.0, base - ASCENT * cell.style.size)
                    numbers.append(PageNumber(cell.target, x + wide, top, cell.style, cell.colour))
            elif block.lines[first:last]:
                one = block.height / len(block.lines)
                # small print stands on the line of what is beside it
                top = _ROW_PADDING + (base - block.lines[0].baseline if first == 0 else 0.0)
                shapes.append(Text(_part(block, first, last), x + cell.indent, top - first * one, cell.colour))
                height = max(height, len(block.lines[first:last]) * one + top - _ROW_PADDING)
            x += wide + _CELL_GAP
        height += 2 * _ROW_PADDING
        x = 0.0
        for cell, wide in zip(row.cells, widths, strict=True):
            if cell.target and not row.target:
                links.append(Link(cell.target, Box(x, 0.0, wide, height)))
            x += wide + _CELL_GAP
        if row.target:
            links.append(Link(row.target, Box(0.0, 0.0, width, height)))
        if last >= count:
            shapes.append(Path(line((0.0, height), (width, height)), stroke="line", width=0.6))
        anchors = (row.anchor,) if row.anchor and first == 0 else ()
        strips.append(
            Strip(height, tuple(shapes), header=head, links=tuple(links), numbers=tuple(numbers), anchors=anchors)
        )
    return strips
