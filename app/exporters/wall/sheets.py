"""A board cut into sheets: crop marks, strips to glue, names, and the page that says how they go together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.exporters.paper import Mark
from app.exporters.pdf import Leaf
from app.exporters.pieces import TextLine, shapes_of, texts_below
from app.exporters.tiles import Group
from app.exporters.wall.board import Board, Room
from app.layout.geometry import Box
from app.layout.shapes import Path, Rect, Shape, Text, line
from app.layout.styles import TextStyle, lay_out
from app.layout.words import Words

MILLIMETRE: Final = 72 / 25.4
EDGE: Final = 10 * MILLIMETRE
"""What of a sheet printers cannot reach, and where marks and names are."""

FLAP: Final = 10 * MILLIMETRE
"""The strip of a sheet under its neighbour."""

_MARK: Final = 5 * MILLIMETRE
_MARK_GAP: Final = 1.5 * MILLIMETRE
_FOOT: Final = TextStyle(7.0)
_TITLE: Final = TextStyle(18.0, "bold")
_TEXT: Final = TextStyle(10.0)
_STEP_GAP: Final = 4.0
_FRAME: Final = 36.0


@dataclass(frozen=True, slots=True)
class Sheets:
    """A board over sheets of a paper, `width` and `height` being those of the sheet in points."""

    board: Board
    factor: float
    paper: str
    width: float
    height: float
    title: str

    @property
    def columns(self) -> int:
        """How many sheets stand side by side."""
        return len(self.board.xs) - 1

    @property
    def rows(self) -> int:
        """How many sheets stand above each other."""
        return len(self.board.ys) - 1

    def part(self, row: int, column: int) -> Box:
        """Return what of the board a sheet shows, in the measures of the board; from 0 on."""
        xs, ys = self.board.xs, self.board.ys
        return Box(xs[column], ys[row], xs[column + 1] - xs[column], ys[row + 1] - ys[row])


def room_on(width: float, height: float, factor: float) -> Room:
    """Return what of a board fits a sheet of that size in points."""
    across, down = width - 2 * EDGE - FLAP, height - 2 * EDGE - FLAP
    return Room(across / factor, down / factor, FLAP / factor)


def sheet_leaves(sheets: Sheets, words: Words) -> list[Leaf]:
    """Return the pages: how the sheets go together, then each of them, row by row."""
    return [
        _overview(sheets, words),
        *(_leaf(sheets, row, column, words) for row in range(sheets.rows) for column in range(sheets.columns)),
    ]


def _leaf(sheets: Sheets, row: int, column: int, words: Words) -> Leaf:
    name = name_of(row, column)
    groups = _draw_sheet(sheets, row, column, words)
    return Leaf(sheets.width, sheets.height, 1.0, groups, (Mark(name, 1, 0.0),), anchors=((name, 0.0),))


def name_of(row: int, column: int) -> str:
    """Return the name of a sheet, such as 2/3, by its row and column from 0 on."""
    return f"{row + 1}/{column + 1}"


def _draw_sheet(sheets: Sheets, row: int, column: int, words: Words) -> Iterator[Group]:
    board, factor, part = sheets.board, sheets.factor, sheets.part(row, column)
    last_column, last_row = column == sheets.columns - 1, row == sheets.rows - 1
    flap = FLAP / factor
    seen = Box(
        part.x,
        part.y,
        part.width + (0.0 if last_column else flap),
        part.height + (0.0 if last_row else flap),
    )
    x, y = EDGE - part.x * factor, EDGE - part.y * factor
    yield Group(x, y, tuple(shape for shape in board.ink if _meets(shape, seen)), factor, seen)
    yield Group(x, y, shapes_of(piece for piece in board.pieces if part.contains(*_middle(piece.box))), factor)
    width, height = part.width * factor, part.height * factor
    yield Group(EDGE, EDGE, tuple(_crop_marks(width, height, seen.width * factor, seen.height * factor)))
    yield Group(EDGE, EDGE, tuple(_strips(row, column, width, height, last_row, last_column)))
    said = words["wall tile"].format(
        name=name_of(row, column),
        row=row + 1,
        rows=sheets.rows,
        column=column + 1,
        columns=sheets.columns,
        n=2 + row * sheets.columns + column,
        count=1 + sheets.rows * sheets.columns,
    )
    room = sheets.width - 2 * EDGE - 2 * _MARK
    name = lay_out(said, _FOOT, room)
    title = lay_out(sheets.title, _FOOT, max(room - name.width - 2 * _MARK, 1.0), max_lines=1, align="end")
    foot = sheets.height - EDGE + _MARK_GAP
    yield Group(EDGE + _MARK, foot, (Text(name, 0.0, 0.0, "ink"),))
    yield Group(EDGE + _MARK + name.width + 2 * _MARK, foot, (Text(title, 0.0, 0.0, "muted"),))


def _middle(box: Box) -> tuple[float, float]:
    return box.x + box.width / 2, box.y + box.height / 2


def _meets(shape: Shape, seen: Box) -> bool:
    bounds = shape.bounds
    return bounds.right >= seen.x and bounds.x <= seen.right and bounds.bottom >= seen.y and bounds.y <= seen.bottom


def _crop_marks(width: float, height: float, right: float, bottom: float) -> Iterator[Path]:
    """Yield a mark on each side of the sheet for each edge to cut at; they lie outside of all that is drawn."""
    for x in (0.0, width):
        for start, end in ((-_MARK_GAP - _MARK, -_MARK_GAP), (bottom + _MARK_GAP, bottom + _MARK_GAP + _MARK)):
            yield Path(line((x, start), (x, end)), stroke="ink", width=0.5)
    for y in (0.0, height):
        for start, end in ((-_MARK_GAP - _MARK, -_MARK_GAP), (right + _MARK_GAP, right + _MARK_GAP + _MARK)):
            yield Path(line((start, y), (end, y)), stroke="ink", width=0.5)


def _strips(row: int, column: int, width: float, height: float, last_row: bool, last_column: bool) -> Iterator[Shape]:
    """Yield the edges of the strips that neighbours are glued on, and the names of these."""
    dash = (2.0, 3.0)
    if not last_column:
        yield Path(line((width, 0.0), (width, height)), stroke="muted", width=0.4, dash=dash)
        name = lay_out(name_of(row, column + 1), _FOOT, FLAP)
        yield Text(name, width + (FLAP - name.width) / 2, height / 2, "muted")
    if not last_row:
        yield Path(line((0.0, height), (width, height)), stroke="muted", width=0.4, dash=dash)
        name = lay_out(name_of(row + 1, column), _FOOT, width)
        yield Text(name, width / 2, height + (FLAP - name.height) / 2, "muted")


def _overview(sheets: Sheets, words: Words) -> Leaf:
    """Return the first page: what to print, cut and glue, and the board in small, each sheet a link to its page."""
    board, width = sheets.board, sheets.width - 2 * _FRAME
    count = sheets.rows * sheets.columns
    lengths = {
        name: f"{each * sheets.factor / MILLIMETRE / 10:.0f}"
        for name, each in (("width", board.width), ("height", board.height))
    }
    counted = words["wall sheets" if count > 1 else "wall sheets one"].format(
        sheets=count, paper=sheets.paper, rows=sheets.rows, columns=sheets.columns
    )
    facts = f"{counted}  ·  {words['wall measures'].format(**lengths)}"
    head: list[TextLine] = [
        (words["wall overview"], _TITLE, "ink", 2.0),
        (sheets.title, _TEXT, "muted", 2.0),
        (facts, _TEXT, "ink", 10.0),
        *((f"{number}.  {words[f'wall step {step}']}", _TEXT, "ink", _STEP_GAP) for number, step in _STEPS),
    ]
    pieces, y = texts_below(head, _FRAME, _FRAME, width, 3)
    y += 8.0
    foot = sheets.height - _FRAME
    scale = min(width / board.width, (foot - 40.0 - y) / board.height)
    left = _FRAME + (width - board.width * scale) / 2
    parts = [
        (name_of(row, column), _scaled_box(sheets.part(row, column), left, y, scale))
        for row in range(sheets.rows)
        for column in range(sheets.columns)
    ]
    groups = (
        Group(left, y, board.ink, scale),
        Group(0.0, 0.0, tuple(shape for name, box in parts for shape in _draw_part(name, box))),
        Group(0.0, 0.0, (*shapes_of(pieces), *_measure(foot, words["wall line"]))),
    )
    return Leaf(sheets.width, sheets.height, 1.0, groups, (Mark(words["wall overview"], 0, 0.0),), links=tuple(parts))


_STEPS: Final = ((1, "print"), (2, "cut"), (3, "glue"))


def _scaled_box(box: Box, left: float, top: float, scale: float) -> Box:
    return Box(left + box.x * scale, top + box.y * scale, box.width * scale, box.height * scale)


def _draw_part(name: str, box: Box) -> Iterator[Shape]:
    """Yield a sheet on the overview, its name in the middle."""
    yield Rect(box.x, box.y, box.width, box.height, stroke="accent", stroke_width=1.0)
    block = lay_out(name, TextStyle(round(max(4.0, min(16.0, box.height / 3, box.width / 3)), 1), "bold"), box.width)
    x, y = box.x + (box.width - block.width) / 2, box.y + (box.height - block.height) / 2
    yield Rect(x - 2.0, y, block.width + 4.0, block.height, 2.0, fill="sheet")
    yield Text(block, x, y, "accent")


def _measure(y: float, word: str) -> Iterator[Shape]:
    """Yield the line of 100 mm that tells whether a printer has kept the scale."""
    end = _FRAME + 100 * MILLIMETRE
    yield Path(line((_FRAME, y), (end, y)), stroke="ink", width=0.8)
    for x in (_FRAME, end):
        yield Path(line((x, y - 4.0), (x, y + 4.0)), stroke="ink", width=0.8)
    block = lay_out(word, _FOOT, 100.0)
    yield Text(block, (_FRAME + end - block.width) / 2, y - block.height - 1.0, "muted")
