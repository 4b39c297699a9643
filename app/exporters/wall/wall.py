"""The wall template of a journey as a PDF: on one paper, as large as its notes need, or over sheets to be glued."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date as Date
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Final, NamedTuple

from app.exporters.files import write_beside
from app.exporters.page_frame import in_page_direction
from app.exporters.paper import FIT, PAPERS, WORDS, Mark, PaperOptions, format_date, missing_warning, paper_size
from app.exporters.pdf import Leaf, Progress, write_leaves
from app.exporters.pieces import shapes_of
from app.exporters.tiles import Group
from app.exporters.wall.board import LABEL, MARGIN, Board, Frame, lay_out_board
from app.exporters.wall.contents import Wall, wall_of
from app.exporters.wall.legend import Legend, legend_of
from app.exporters.wall.sheets import MILLIMETRE, Sheets, room_on, sheet_leaves
from app.exporters.wall.words import WORDS as WALL_WORDS
from app.layout.shapes import Rect
from app.layout.words import ENGLISH, Words, served
from app.models.content import Content, noun_of
from app.models.errors import InputError
from app.models.records import Journey
from app.models.snapshot import Snapshot

NOTE: Final = 76.0
"""The side of a sticky note, in millimetres."""

CELL: Final = 90.0
"""The side of a cell that holds a note beside its code, in millimetres."""

LEAST_CELL: Final = (18.0, 9.0)
"""The width and height in millimetres below which nothing can be written into a cell."""

FOR_NOTES: Final = ("A0", "A1")
"""Papers whose cells are meant for sticky notes; into those of smaller ones people write."""

SHEETS: Final = ("A4", "A3", "Letter", "Tabloid")
"""Papers that a template can be cut over."""

_UPRIGHT: Final = 1.25
"""How much larger cells must be, where they hold no note, for a paper to hang upright: maps read left to right."""

_LARGEST: Final = 14_400.0
_HEADS: Final = 190.0
"""About how high title, heads and strip are together, to choose how the paper lies."""


class Poster(NamedTuple):
    """A paper of `PAPERS`, or `FIT` for as large as the notes need; `sheets` names the paper it is cut over, if any."""

    paper: str = "A0"
    sheets: str = ""


class Plan(NamedTuple):
    """The pages of a template, how large it is and its smallest cell in millimetres, and what to know of it.

    `sheets` counts those that it is cut over, none where it is one page.
    """

    leaves: list[Leaf]
    size: tuple[float, float]
    cell: tuple[float, float]
    sheets: int
    warnings: tuple[str, ...]


def export_wall(
    snapshot: Snapshot,
    out: Path,
    journey_id: str,
    poster: Poster,
    *,
    date: datetime,
    words: Words | None = None,
    progress: Progress = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[str, ...]:
    """Write the blank wall template of a journey as a PDF, and return warnings: cells too small, missing characters.

    Raises InputError where the cells would be too small to write into, FileError where the file cannot be written,
    Cancelled (and leaves no file) where `cancelled` says so.
    """
    journey = snapshot.content.get(Journey, journey_id)
    spoken = {**ENGLISH, **WORDS, **WALL_WORDS, **(words or {})}
    plan = plan_journey(snapshot.content, journey_id, snapshot.file_name, date.date(), poster, spoken)
    title = spoken["wall title"].format(title=journey.title)
    with write_beside(out) as file:
        missing = write_leaves(file, plan.leaves, title, spoken["language"], date, progress, cancelled)
    return (*plan.warnings, *missing_warning(missing))


def plan_journey(content: Content, journey_id: str, file_name: str, day: Date, poster: Poster, words: Words) -> Plan:
    """Return the template of a journey as pages; raises InputError where its cells would be too small."""
    journey = content.get(Journey, journey_id)
    spoken = served(words, noun_of(content, journey))
    wall = wall_of(content, journey, spoken)
    return plan_wall(
        wall, legend_of(wall, f"{in_page_direction(file_name)}\n{format_date(day, spoken)}", spoken), poster, spoken
    )


def plan_wall(wall: Wall, legend: Legend, poster: Poster, words: Words) -> Plan:
    """Return the pages of a template; raises InputError where its cells would be too small."""
    if poster.sheets and poster.sheets not in SHEETS:
        raise InputError(f"A wall template is cut over sheets of {', '.join(SHEETS)}, not of “{poster.sheets}”.")
    factor, frame = _frame(wall, poster)
    if poster.sheets:
        sheets = min(
            (_sheets(wall, legend, poster.sheets, factor, frame, landscape, words) for landscape in (True, False)),
            key=lambda each: each.rows * each.columns,
        )
        board, count = sheets.board, sheets.rows * sheets.columns
        leaves = sheet_leaves(sheets, words)
    else:
        board, count = lay_out_board(wall, legend, frame, None, words), 0
        leaves = [_one_page(wall, board, factor)]
    (width, height), cell = (
        (across * factor / MILLIMETRE, down * factor / MILLIMETRE)
        for across, down in ((board.width, board.height), board.cell)
    )
    return Plan(leaves, (width, height), cell, count, tuple(_warnings(wall, (width, height), cell, poster)))


def _sheets(
    wall: Wall, legend: Legend, paper: str, factor: float, frame: Frame, landscape: bool, words: Words
) -> Sheets:
    width, height = paper_size(PaperOptions(paper, landscape))
    board = lay_out_board(wall, legend, frame, room_on(width, height, factor), words)
    return Sheets(board, factor, paper, width, height, wall.title)


def _frame(wall: Wall, poster: Poster) -> tuple[float, Frame]:
    """Return how much a board is enlarged, and its size before that; a paper lies as its cells are largest."""
    if poster.paper == FIT:
        factor = _factor(PAPERS["A0"][0])
        return factor, Frame(None, None, CELL * MILLIMETRE / factor)
    width, height = paper_size(PaperOptions(poster.paper))
    factor = _factor(width)

    def least(across: float, down: float) -> float:
        column = (across / factor - 2 * MARGIN - LABEL) / len(wall.columns)
        return min(column, (down / factor - _HEADS) / len(wall.rows))

    lying = least(height, width)
    if lying * factor >= NOTE * MILLIMETRE or lying * _UPRIGHT >= least(width, height):
        width, height = height, width
    return factor, Frame(width / factor, height / factor)


def _factor(width: float) -> float:
    """Return how much larger than on A4 everything is on a paper of that width; it grows less than the paper."""
    return float((width / PAPERS["A4"][0]) ** 0.75)


def _one_page(wall: Wall, board: Board, factor: float) -> Leaf:
    width, height = board.width * factor, board.height * factor
    largest = max(width, height)
    groups = (
        Group(0.0, 0.0, (Rect(0.0, 0.0, width, height, fill="sheet"),)),
        Group(0.0, 0.0, board.ink, factor),
        Group(0.0, 0.0, shapes_of(board.pieces), factor),
    )
    marks = [Mark(wall.title, 0, 0.0)]
    marks += [Mark(head.title, 1, board.heads_top * factor) for head in wall.heads if head.title]
    return Leaf(width, height, float(ceil(largest / _LARGEST)) if largest > _LARGEST else 1.0, groups, tuple(marks))


def _warnings(wall: Wall, size: tuple[float, float], cell: tuple[float, float], poster: Poster) -> Iterator[str]:
    """Yield what to know of cells and page; raises InputError where nothing can be written into the cells."""
    width, height = cell
    if width < LEAST_CELL[0] or height < LEAST_CELL[1]:
        columns, rows = _counted(len(wall.columns), "column"), _counted(len(wall.rows), "row")
        shown = f"{max(width, 0):.0f} × {max(height, 0):.0f} mm"
        raise InputError(
            f"{columns} and {rows} leave cells of {shown} on {poster.paper}: too small to write into. "
            "Take a larger paper, or let it be as large as sticky notes need (fit)."
        )
    if poster.paper in FOR_NOTES and min(width, height) < NOTE:
        yield (
            f"The cells are {width:.0f} × {height:.0f} mm, smaller than a sticky note of {NOTE:.0f} mm. "
            "Write into them, or let the wall be as large as the notes need (fit), on a roll or on sheets."
        )
    if not poster.sheets and size[0] * MILLIMETRE > _LARGEST:
        yield (
            f"The page is {size[0] / 1000:.1f} m wide, more than plain PDF holds. "
            "A reader that does not know UserUnit shows it smaller; sheets have no such limit."
        )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
