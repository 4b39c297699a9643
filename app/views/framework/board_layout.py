"""Where everything is on the lifecycle board, in pixels: pure geometry, made anew at each zoom.

The board zooms by meaning: the width of a column grows with the zoom, the letters stay as large as they are, and a card
says more the wider it is: its title; its figures; its stages and steps.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Literal, NamedTuple

from app.models.content import Content, stages_of, steps_of
from app.models.records import Journey, Stage, Step
from app.scoring.framework.board import Board, BoardItem

Level = Literal["titles", "cards", "steps"]
"""What cards say."""

LEVELS: Final[dict[Level, float]] = {"titles": 0.55, "cards": 1.0, "steps": 2.1}
"""The zoom that each level is entered at."""

COLUMN: Final = 224
"""The width of a column at a zoom of 1."""
LEAST, MOST = 0.4, 2.8
WIDEST_TITLES: Final = 280
"""Titles get the room that a board leaves over, up to such columns."""
_TITLES_BELOW, _STEPS_FROM = 0.75, 1.75

HEADER: Final = 40
LABEL: Final = 128
GAP: Final = 8
LINE: Final = 24
"""The height of a stage or step inside a card."""
NARROW: Final = 56
"""The width of the column of what waits where nothing does."""

HEIGHTS: Final[Mapping[Level, tuple[int, int]]] = {"titles": (34, 28), "cards": (122, 46), "steps": (92, 46)}
"""The height of a card, and of a to-be variant below it; with steps, without these."""

WAITING: Final = -1
"""The column of the journeys that no stage of a lifecycle has."""


def level_at(zoom: float) -> Level:
    """Return what cards say at a zoom."""
    return "titles" if zoom < _TITLES_BELOW else "steps" if zoom >= _STEPS_FROM else "cards"


class Rect(NamedTuple):
    """A rectangle in pixels of the whole board."""

    x: int
    y: int
    width: int
    height: int

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point is inside."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


class Spot(NamedTuple):
    """Where the keys are: an entry of a cell (-1: the empty cell itself), and a line inside it (-1: the card)."""

    column: int
    row: int
    number: int = -1
    line: int = -1

    @property
    def card(self) -> "Spot":
        """The card that a line is in."""
        return self._replace(line=-1)


class Entry(NamedTuple):
    """A card: a journey, as it is or a variant that stands below it; `opened`: a step of the stage leads there."""

    journey: Journey
    is_variant: bool = False
    opened: bool = False


class Line(NamedTuple):
    """A stage or a step inside a card; a stage of one step without a name is one line, and so is the head of others."""

    title: str
    stage: Stage
    step: Step | None
    is_head: bool


def entries_of(items: Sequence[BoardItem]) -> tuple[Entry, ...]:
    """Return the cards of a cell, each journey before its variants."""
    return tuple(
        entry
        for item in items
        for entry in (
            Entry(item.journey, False, item.opened),
            *(Entry(variant, True, item.opened) for variant in item.to_be),
        )
    )


def lines_of(content: Content, journey_id: str) -> tuple[Line, ...]:
    """Return the stages and steps of a journey as lines."""
    lines: list[Line] = []
    for stage in stages_of(content, journey_id):
        steps = steps_of(content, stage.id)
        if len(steps) == 1 and not steps[0].title.strip():
            lines.append(Line(stage.title, stage, steps[0], True))
        else:
            lines.append(Line(stage.title, stage, steps[0] if steps else None, True))
            lines += [Line(step.title, stage, step, False) for step in steps]
    return tuple(lines)


@dataclass(frozen=True)
class BoardLayout:
    """The board in pixels: where columns and rows begin, and each card by its spot.

    `columns[0]` is where what waits begins, `columns[1]` the first stage; one more than there are columns.
    Rows likewise.
    """

    board: Board
    zoom: float
    level: Level
    label: int
    columns: tuple[int, ...]
    rows: tuple[int, ...]
    cells: Mapping[tuple[int, int], tuple[Entry, ...]]
    boxes: Mapping[Spot, Rect]

    @property
    def width(self) -> int:
        """The whole width."""
        return self.columns[-1]

    @property
    def height(self) -> int:
        """The whole height."""
        return self.rows[-1]

    def cell_box(self, column: int, row: int) -> Rect:
        """Return a cell; that of what waits is as high as the board."""
        left, right = self.columns[column + 1], self.columns[column + 2]
        if column == WAITING:
            return Rect(left, HEADER, right - left, self.height - HEADER)
        return Rect(left, self.rows[row], right - left, self.rows[row + 1] - self.rows[row])

    def entry(self, spot: Spot) -> Entry | None:
        """Return the card at a spot."""
        entries = self.cells.get((spot.column, spot.row), ())
        return entries[spot.number] if 0 <= spot.number < len(entries) else None

    def box(self, spot: Spot) -> Rect:
        """Return where a card, a line of it, or an empty cell is."""
        card = self.boxes.get(spot.card)
        if card is None:
            return self.cell_box(spot.column, spot.row)
        if spot.line < 0 or self.level != "steps":
            return card
        return Rect(card.x, line_top(card.y, spot.line, is_variant(self, spot)), card.width, LINE)

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the column and row at a point, none outside."""
        column = bisect_right(self.columns, x) - 2
        row = bisect_right(self.rows, y) - 1
        if not WAITING <= column <= len(self.columns) - 3 or not 0 <= row <= len(self.rows) - 2:
            return None
        return (column, 0) if column == WAITING else (column, row)

    def spot_at(self, x: float, y: float, lines: Callable[[str], Sequence[Line]]) -> Spot | None:
        """Return the card, the line or the empty cell at a point; none between the cards of a cell."""
        cell = self.cell_at(x, y)
        if cell is None:
            return None
        entries = self.cells.get(cell, ())
        for number, entry in enumerate(entries):
            spot = Spot(*cell, number)
            box = self.boxes[spot]
            if box.holds(x, y):
                line = (int(y) - line_top(box.y, 0, entry.is_variant)) // LINE if self.level == "steps" else -1
                there = 0 <= line < len(lines(entry.journey.id))
                return spot._replace(line=line) if there else spot
        return None if entries else Spot(*cell)

    def find(self, journey_id: str, like: Spot | None = None) -> Spot | None:
        """Return where a journey is, in the row of another spot where it is in several."""
        found = [
            Spot(*cell, number)
            for cell, entries in self.cells.items()
            for number, entry in enumerate(entries)
            if entry.journey.id == journey_id
        ]
        if like is not None:
            found.sort(key=lambda spot: (spot.row != like.row, spot.column != like.column))
        return found[0] if found else None

    def spots(self) -> Iterator[Spot]:
        """Yield every card, column by column."""
        return iter(self.boxes)


def is_variant(layout: BoardLayout, spot: Spot) -> bool:
    """Return whether a variant that is hoped for is at a spot."""
    entry = layout.entry(spot)
    return entry is not None and entry.is_variant


def line_top(top: int, line: int, variant: bool) -> int:
    """Return where a line of a card begins."""
    return top + HEIGHTS["steps"][variant] + line * LINE


def lay_out(
    board: Board, zoom: float, lines: Callable[[str], Sequence[Line]], room: tuple[int, int] = (0, 0)
) -> BoardLayout:
    """Lay a board out at a zoom; it fills at least the height of the room, and with titles its width where it can."""
    level = level_at(zoom)
    wide = round(COLUMN * zoom)
    named = len(board.rows) > 1 or board.rows[0].id is not None
    label = LABEL if named else 0
    waiting = entries_of(board.unplaced)
    if level == "titles":
        free = (room[0] - label - (0 if waiting else NARROW)) // (len(board.stages) + bool(waiting))
        wide = max(wide, min(free, WIDEST_TITLES))
    columns = (label, *accumulate((wide,) * len(board.stages), initial=label + (wide if waiting else NARROW)))
    cells: dict[tuple[int, int], tuple[Entry, ...]] = {}
    if waiting:
        cells[WAITING, 0] = waiting
    for row, board_row in enumerate(board.rows):
        for column, stage in enumerate(board.stages):
            items = board.cell(board_row.id, stage.id)
            if items:
                cells[column, row] = entries_of(items)

    def high(entry: Entry) -> int:
        inside = LINE * len(lines(entry.journey.id)) + GAP if level == "steps" else 0
        return HEIGHTS[level][entry.is_variant] + inside

    def cell_high(entries: Sequence[Entry]) -> int:
        return sum(high(each) + (GAP // 2 if each.is_variant else GAP) for each in entries) + GAP

    least = HEIGHTS[level][0] + 2 * GAP
    tops = [HEADER]
    for row in range(len(board.rows)):
        inside = [cell_high(cells[column, row]) for column in range(len(board.stages)) if (column, row) in cells]
        tops.append(tops[-1] + max([least, *inside]))
    tops[-1] = max(tops[-1], HEADER + cell_high(waiting), room[1])
    boxes: dict[Spot, Rect] = {}
    for (column, row), entries in cells.items():
        left, right = columns[column + 1], columns[column + 2]
        top = (HEADER if column == WAITING else tops[row]) + GAP
        for number, entry in enumerate(entries):
            inset = GAP if entry.is_variant else 0
            if number:
                top += GAP // 2 if entry.is_variant else GAP
            boxes[Spot(column, row, number)] = Rect(
                left + GAP + inset, top, max(right - left - 2 * GAP - inset, 1), high(entry)
            )
            top += high(entry)
    return BoardLayout(board, zoom, level, label, columns, tuple(tops), cells, boxes)


def walk(layout: BoardLayout, spot: Spot, right: int, down: int) -> Spot:
    """Return the spot beside another: within a cell, then in the next row; sideways the nearest in height."""
    if down:
        return _walk_down(layout, spot.card, down)
    column = spot.column + right
    if not WAITING <= column < len(layout.board.stages):
        return spot
    here = layout.box(spot.card)
    middle = here.y + min(here.height, 60) / 2
    row = spot.row
    if column == WAITING:
        row = 0
    elif spot.column == WAITING:
        row = min(max(bisect_right(layout.rows, middle) - 1, 0), len(layout.board.rows) - 1)
    entries = layout.cells.get((column, row), ())
    if not entries:
        return Spot(column, row)
    near = min(range(len(entries)), key=lambda number: abs(layout.boxes[Spot(column, row, number)].y - here.y))
    return Spot(column, row, near)


def _walk_down(layout: BoardLayout, spot: Spot, down: int) -> Spot:
    entries = layout.cells.get((spot.column, spot.row), ())
    number = spot.number + down
    if entries and 0 <= number < len(entries):
        return spot._replace(number=number)
    row = spot.row + down
    if spot.column == WAITING or not 0 <= row < len(layout.board.rows):
        return spot
    there = layout.cells.get((spot.column, row), ())
    return Spot(spot.column, row, -1 if not there else 0 if down > 0 else len(there) - 1)


def first_spot(layout: BoardLayout) -> Spot:
    """Return where the keys begin: the first card in a stage, else the first that waits, else the first cell."""
    placed = sorted(spot for spot in layout.spots() if spot.column != WAITING)
    waiting = Spot(WAITING, 0, 0)
    return (
        placed[0] if placed else waiting if waiting in layout.boxes else Spot(0 if layout.board.stages else WAITING, 0)
    )
