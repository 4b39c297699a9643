"""Numbered ballots of a vote on paper: several to a page with lines to cut along, and how to key them in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from app.exporters.files import write_beside
from app.exporters.page_frame import in_page_direction
from app.exporters.paper import PAPERS, Mark, format_date, missing_warning
from app.exporters.paper import WORDS as PAPER_WORDS
from app.exporters.pdf import Leaf, Progress, write_leaves
from app.exporters.pieces import Piece, TextLine, bottom_of, scaled, shapes_of, text_piece, texts_below
from app.exporters.tiles import Group
from app.layout.geometry import Box
from app.layout.shapes import Path as Line
from app.layout.shapes import Rect, Shape, line
from app.layout.styles import TextStyle, line_height
from app.layout.text import measure
from app.layout.words import ENGLISH, Words
from app.models.content import Content
from app.models.errors import InputError
from app.models.records import Card, Journey, VoteRound
from app.models.snapshot import Snapshot
from app.scoring.votes import options_of, subject_of

WORDS: Final[Words] = {
    "ballot number": "No. {number}",
    "ballot part": "No. {number} · {part} of {parts}",
    "ballot vote": "1 vote: tick one box.",
    "ballot votes": "{votes} votes: tick {votes} boxes; several in one row is fine.",
    "ballot figures": "{votes} votes: write how many beside each option you choose.",
    "ballot title": "{title}: ballots",
    "ballot key": "How to key the ballots in",
    "ballot facts": "{journey} · ballots 1 to {count} · {options} options · votes a person: {votes}",
    "ballot step open": "Open Votes in the menu Workshop and choose this vote. The line there says whose turn it is.",
    "ballot step digits": "Type the number of each ticked option, once for each tick, such as 1 1 4, and press Enter: "
    "the ballot is in, and the next number waits.",
    "ballot step jump": "#12 goes to ballot 12, also to correct it. 0 stands for a ballot without a tick.",
    "ballot opportunity": "opportunity",
}
"""What ballots say, in English."""

MOST: Final = 1_000
"""Ballots of one file."""

_WIDTH, _HEIGHT = PAPERS["A4"]
_PAD: Final = 20.0
_QUESTION: Final = TextStyle(12.0, "bold")
_NUMBER: Final = TextStyle(20.0, "bold")
_LINE: Final = TextStyle(8.5)
_OPTION: Final = TextStyle(10.0)
_DIGIT: Final = TextStyle(10.0, "bold")
_TITLE: Final = TextStyle(18.0, "bold")
_TEXT: Final = TextStyle(10.0)
_FOOT: Final = TextStyle(7.5)
_BOX, _BOX_STEP = 10.0, 14.0
_BOXES_IN_ROW: Final = 5
_MOST_BOXES: Final = 10
"""Boxes of an option; where people have more votes they write a figure."""

_GAP: Final = 6.0


class Slots(NamedTuple):
    """How many ballots stand side by side and above each other on a page, and how large their text is."""

    columns: int
    rows: int
    scale: float = 1.0

    @property
    def size(self) -> tuple[float, float]:
        """The width and height of a ballot."""
        return _WIDTH / self.columns, _HEIGHT / self.rows


_SLOTS: Final = (
    Slots(2, 4),
    Slots(2, 3),
    Slots(2, 2),
    Slots(1, 2),
    Slots(1, 1),
    Slots(1, 1, 0.85),
    Slots(1, 1, 0.7),
)
"""From many ballots on a page to one; a vote whose options fit none of them has ballots of several pages."""


class Option(NamedTuple):
    """What can be voted for: its number, its title and what it is."""

    number: int
    title: str
    kind: str


@dataclass(frozen=True)
class Sheet:
    """What all ballots of a vote have in common."""

    title: str
    journey: str
    votes: int
    options: tuple[Option, ...]
    words: Words

    @cached_property
    def instruction(self) -> str:
        """The one line that says what to do."""
        key = "vote" if self.votes == 1 else "votes" if self.votes <= _MOST_BOXES else "figures"
        return self.words[f"ballot {key}"].format(votes=self.votes)

    @cached_property
    def digits(self) -> float:
        """The width of the numbers before the options."""
        return max(measure(str(option.number), _DIGIT) for option in self.options) + _GAP


def export_ballots(
    snapshot: Snapshot,
    out: Path,
    round_id: str,
    count: int,
    *,
    date: datetime,
    words: Words | None = None,
    progress: Progress = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[str, ...]:
    """Write ballots 1 to `count` of a vote as a PDF, after a page that says how to key them in; return warnings.

    Raises InputError for a vote without options and for no or too many ballots, FileError where the file cannot be
    written, Cancelled (and leaves no file) where `cancelled` says so.
    """
    if not 1 <= count <= MOST:
        raise InputError(f"A file holds from 1 to {MOST} ballots, not {count}. No file was written.")
    spoken = {**ENGLISH, **PAPER_WORDS, **WORDS, **(words or {})}
    sheet = _sheet(snapshot.content, round_id, spoken)
    facts = spoken["ballot facts"].format(
        journey=sheet.journey, count=count, options=len(sheet.options), votes=sheet.votes
    )
    foot = f"{snapshot.file_name} · {format_date(date.date(), spoken)}"
    leaves = [*_key_leaves(sheet, facts, foot), *_ballot_leaves(sheet, count)]
    title = spoken["ballot title"].format(title=sheet.title)
    with write_beside(out) as file:
        missing = write_leaves(file, leaves, title, spoken["language"], date, progress, cancelled)
    return tuple(missing_warning(missing))


def _sheet(content: Content, round_id: str, words: Words) -> Sheet:
    held = content.get(VoteRound, round_id)
    options = []
    for option in options_of(content, round_id):
        subject = subject_of(content, option)
        kind = words[subject.kind] if isinstance(subject, Card) else words["ballot opportunity"]
        options.append(Option(option.number, " ".join(subject.title.split()) or kind, kind))
    if not options:
        raise InputError(f"“{held.title}” has nothing to vote for yet. Add cards or opportunities to it first.")
    journey = content.get(Journey, held.journey_id).title
    return Sheet(held.title or journey, journey, held.votes_each, tuple(options), words)


# ---- one ballot


def _head(sheet: Sheet, number: str, width: float, scale: float) -> list[Piece]:
    """Return the number in the corner, the question and what to do, from the top left of a ballot inside its edges."""
    corner = text_piece(number, scaled(_NUMBER, scale), 0.0, 0.0, width, "ink", 1, at_left=True)
    corner = corner.moved(width - corner.box.width, 0.0)
    room = width - corner.box.width - 2 * _GAP
    question = text_piece(sheet.title, scaled(_QUESTION, scale), 0.0, 4.0 * scale, room, "ink", 4)
    y = max(question.box.bottom, corner.box.bottom) + 2.0
    return [corner, question, text_piece(sheet.instruction, scaled(_LINE, scale), 0.0, y, width, "muted", 2)]


def _row(sheet: Sheet, option: Option, width: float, scale: float) -> list[Piece]:
    """Return an option from its top left: number, title, and a box for each vote."""
    count, across = (sheet.votes, _BOX) if sheet.votes <= _MOST_BOXES else (1, 2 * _BOX_STEP)
    columns = min(count, _BOXES_IN_ROW)
    boxes = (columns - 1) * _BOX_STEP + across
    style = scaled(_OPTION, scale)
    digits = sheet.digits * scale
    top = (line_height(style) - _BOX) / 2
    squares = [
        Rect(width - boxes + place % columns * _BOX_STEP, top + place // columns * _BOX_STEP, across, _BOX, 1.5)
        for place in range(count)
    ]
    number = text_piece(str(option.number), scaled(_DIGIT, scale), 0.0, 0.0, digits, "ink", 1)
    title = text_piece(option.title, style, digits, 0.0, width - digits - boxes - 2 * _GAP, "ink", 3, at_left=True)
    return [number, title, *(Piece.of(each._replace(stroke="ink", stroke_width=0.8)) for each in squares)]


def _parts(sheet: Sheet, slots: Slots) -> list[list[Option]]:
    """Return the options of each page of a ballot; one page where all of them fit."""
    width, height = (each - 2 * _PAD for each in slots.size)
    head = bottom_of(_head(sheet, sheet.words["ballot part"].format(number=MOST, part=9, parts=9), width, slots.scale))
    parts: list[list[Option]] = [[]]
    y = head + _GAP
    for option in sheet.options:
        needed = bottom_of(_row(sheet, option, width, slots.scale)) + _GAP * slots.scale
        if parts[-1] and y + needed > height:
            parts.append([])
            y = head + _GAP
        parts[-1].append(option)
        y += needed
    return parts


def _ballot_leaves(sheet: Sheet, count: int) -> Iterator[Leaf]:
    """Yield the pages of ballots, each as large as leaves the most of them on a page."""
    slots = next((each for each in _SLOTS if len(_parts(sheet, each)) == 1), _SLOTS[-1])
    parts = _parts(sheet, slots)
    ballots = [(number, part, options) for number in range(1, count + 1) for part, options in enumerate(parts, start=1)]
    on_page = slots.columns * slots.rows
    for first in range(0, len(ballots), on_page):
        shown = ballots[first : first + on_page]
        marks = [Mark(_number(sheet, shown[0][0], 1, 1), 0, 0.0)] if shown[0][1] == 1 else []
        yield Leaf(_WIDTH, _HEIGHT, 1.0, _page(sheet, slots, shown, len(parts)), tuple(marks))


def _number(sheet: Sheet, number: int, part: int, parts: int) -> str:
    key = "ballot part" if parts > 1 else "ballot number"
    return sheet.words[key].format(number=number, part=part, parts=parts)


def _page(sheet: Sheet, slots: Slots, shown: Sequence[tuple[int, int, list[Option]]], parts: int) -> Iterator[Group]:
    """Yield the ballots of a page and the lines to cut along."""
    width, height = slots.size
    for place, (number, part, options) in enumerate(shown):
        x, y = place % slots.columns * width + _PAD, place // slots.columns * height + _PAD
        pieces = _head(sheet, _number(sheet, number, part, parts), width - 2 * _PAD, slots.scale)
        top = bottom_of(pieces) + _GAP
        for option in options:
            row = _row(sheet, option, width - 2 * _PAD, slots.scale)
            pieces += [piece.moved(0.0, top) for piece in row]
            top += bottom_of(row) + _GAP * slots.scale
        yield Group(x, y, shapes_of(pieces))
    cuts: list[Shape] = [_cut((width * each, 0.0), (width * each, _HEIGHT)) for each in range(1, slots.columns)]
    cuts += [_cut((0.0, height * each), (_WIDTH, height * each)) for each in range(1, slots.rows)]
    yield Group(0.0, 0.0, tuple(cuts))


def _cut(start: tuple[float, float], end: tuple[float, float]) -> Line:
    return Line(line(start, end), stroke="muted", width=0.5, dash=(4.0, 3.0))


# ---- the page for who keys them in


def _key_leaves(sheet: Sheet, facts: str, foot: str) -> Iterator[Leaf]:
    """Yield the page that says how ballots are keyed in and lists the options, and more where they need it."""
    words, frame = sheet.words, Box(2 * _PAD, 2 * _PAD, _WIDTH - 4 * _PAD, _HEIGHT - 4 * _PAD)
    steps = [f"{number}.  {words[f'ballot step {step}']}" for number, step in enumerate(("open", "digits", "jump"), 1)]
    head: list[TextLine] = [
        (sheet.title, _TITLE, "ink", 2.0),
        (in_page_direction(facts), _TEXT, "muted", 14.0),
        (words["ballot key"], _QUESTION, "ink", 4.0),
        *((step, _TEXT, "ink", 4.0) for step in steps),
    ]
    page, y = texts_below(head, 0.0, 0.0, frame.width, 4)
    y += 10.0
    pages = [page]
    for option in sheet.options:
        number = text_piece(str(option.number), _DIGIT, 0.0, 0.0, sheet.digits, "ink", 1)
        kind = text_piece(option.kind, _LINE, 0.0, 0.0, 90.0, "muted", 1, at_left=True)
        kind = kind.moved(frame.width - kind.box.width - kind.box.x, 1.5)
        title = text_piece(
            option.title, _OPTION, sheet.digits, 0.0, frame.width - sheet.digits - 100.0, "ink", 3, at_left=True
        )
        height = bottom_of((number, kind, title)) + 3.0
        if y + height > frame.height - 10.0:
            pages.append([])
            y = 0.0
        pages[-1] += [piece.moved(0.0, y) for piece in (number, kind, title)]
        y += height
    for place, pieces in enumerate(pages):
        below = text_piece(in_page_direction(foot), _FOOT, 0.0, frame.height, frame.width, "muted", 1).shapes
        marks = () if place else (Mark(words["ballot key"], 0, 0.0),)
        yield Leaf(_WIDTH, _HEIGHT, 1.0, (Group(frame.x, frame.y, (*shapes_of(pieces), *below)),), marks)
