"""A sheet to score on paper: what each criterion asks with its anchors, then every opportunity with boxes to tick."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from app.exporters.files import write_beside
from app.exporters.page_frame import in_page_direction
from app.exporters.paper import PAPERS, Mark, format_date, missing_warning
from app.exporters.paper import WORDS as PAPER_WORDS
from app.exporters.pdf import Leaf, Progress, write_leaves
from app.exporters.pieces import Piece, TextLine, bottom_of, shapes_of, text_piece, texts_below
from app.exporters.tiles import Group
from app.layout.shapes import Path as Line
from app.layout.shapes import Rect, line
from app.layout.styles import TextStyle
from app.layout.words import ENGLISH, Words, called, figure
from app.models.content import noun_of
from app.models.errors import InputError
from app.models.records import Criterion, Opportunity
from app.models.snapshot import Snapshot
from app.scoring.formulas import formula_text
from app.scoring.models import Model, model_of

WORDS: Final[Words] = {
    "scoring sheet title": "Scoring sheet: {model}",
    "scoring sheet name": "Name",
    "scoring sheet ask": "Tick one box in each cell, or none where you can’t say. Score alone.",
    "scoring sheet number": "write a number, {low} or more",
    "scoring sheet number to": "write a number, {low} to {high}",
    "scoring sheet untitled": "Untitled opportunity",
    "scoring sheet opportunity": "Opportunity",
}
"""What a scoring sheet says, in English."""

_HEIGHT, _WIDTH = PAPERS["A4"]
_EDGE: Final = 40.0
_ROOM: Final = _WIDTH - 2 * _EDGE
_LOW: Final = _HEIGHT - 2 * _EDGE - 14.0
"""How far down a page is filled, from its upper edge."""

_TITLE: Final = TextStyle(18.0, "bold")
_NAME: Final = TextStyle(12.0, "bold")
_TEXT: Final = TextStyle(9.5)
_ANCHOR: Final = TextStyle(9.0)
_VALUE: Final = TextStyle(9.0, "bold")
_BOX_TEXT: Final = TextStyle(7.0)
_FOOT: Final = TextStyle(7.5)
_SUBJECT: Final = 190.0
"""The width of the opportunities' titles."""

_BOX: Final = 9.0
_GAP: Final = 8.0
_COLUMNS: Final = 3
_MOST: Final = 12
"""Lines of a text: a page has room for more than three such."""


def export_scoring_sheet(
    snapshot: Snapshot,
    out: Path,
    *,
    date: datetime,
    words: Words | None = None,
    progress: Progress = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[str, ...]:
    """Write a sheet for one person by the workspace's model as a PDF, to be printed for each; return warnings.

    Nothing of what anybody scored is on it. Raises InputError without opportunities, FileError where the file cannot be
    written, Cancelled (and leaves no file) where `cancelled` says so.
    """
    spoken = {**ENGLISH, **PAPER_WORDS, **WORDS, **(words or {})}
    model, opportunities = model_of(snapshot.content), snapshot.content.ordered(Opportunity)
    if not opportunities:
        raise InputError("There is no opportunity to score yet. Make one of a pain on the map first.")
    title = spoken["scoring sheet title"].format(model=model.title)
    foot = f"{snapshot.file_name} · {format_date(date.date(), spoken)}"
    noun = noun_of(snapshot.content)
    served = [replace(each, name=called(each.name, noun), rubric=called(each.rubric, noun)) for each in model.criteria]
    model = replace(model, criteria=tuple(served))
    pages = [*_rubrics(model, title, spoken), *_table(model, opportunities, spoken)]
    leaves = (_leaf(pieces, foot, title if place == 0 else "") for place, pieces in enumerate(pages))
    with write_beside(out) as file:
        missing = write_leaves(file, list(leaves), title, spoken["language"], date, progress, cancelled)
    return tuple(missing_warning(missing))


def _leaf(pieces: Sequence[Piece], foot: str, bookmark: str) -> Leaf:
    below = text_piece(in_page_direction(foot), _FOOT, 0.0, _LOW + 4.0, _ROOM, "muted", 1)
    marks = (Mark(bookmark, 0, 0.0),) if bookmark else ()
    return Leaf(_WIDTH, _HEIGHT, 1.0, (Group(_EDGE, _EDGE, shapes_of([*pieces, below])),), marks)


# ---- what the criteria ask


def _rubrics(model: Model, title: str, words: Words) -> list[list[Piece]]:
    """Return the pages that say what each criterion asks, three criteria beside each other."""
    head: list[TextLine] = [
        (title, _TITLE, "ink", 4.0),
        (in_page_direction(formula_text(model)), _TEXT, "muted", 10.0),
        (f"{words['scoring sheet name']}: {'_' * 40}", _NAME, "ink", 8.0),
        (words["scoring sheet ask"], _TEXT, "ink", 14.0),
    ]
    page, top = texts_below(head, 0.0, 0.0, _ROOM, 3)
    pages = [page]
    width = (_ROOM - (_COLUMNS - 1) * 2 * _GAP) / _COLUMNS
    for first in range(0, len(model.criteria), _COLUMNS):
        blocks = [
            [piece.moved(place * (width + 2 * _GAP), 0.0) for piece in _rubric(model, criterion, width, words)]
            for place, criterion in enumerate(model.criteria[first : first + _COLUMNS])
        ]
        needed = max(bottom_of(block) for block in blocks)
        if top + needed > _LOW and pages[-1]:
            pages.append([])
            top = 0.0
        pages[-1] += [piece.moved(0.0, top) for block in blocks for piece in block]
        top += needed + 2 * _GAP
    return pages


def _rubric(model: Model, criterion: Criterion, width: float, words: Words) -> list[Piece]:
    """Return a criterion with its anchors from its top left."""
    head: list[TextLine] = [(criterion.name, _NAME, "ink", 2.0)]
    head += [(criterion.rubric, _TEXT, "muted", 5.0)] if criterion.rubric.strip() else []
    pieces, top = texts_below(head, 0.0, 0.0, width, _MOST)
    anchors = model.anchors.get(criterion.id, ())
    if not anchors:
        pieces.append(text_piece(_number(criterion, words), _TEXT, 0.0, top, width, "ink", 2))
    for anchor in anchors:
        value = text_piece(figure(anchor.value, 2), _VALUE, 0.0, top, 26.0, "ink", 1)
        text = " – ".join(part for part in (anchor.label, anchor.rubric) if part.strip()) or "–"
        said = text_piece(text, _ANCHOR, 28.0, top, width - 28.0, "ink", _MOST, at_left=True)
        pieces += [value, said]
        top = bottom_of((value, said)) + 3.0
    return pieces


def _number(criterion: Criterion, words: Words) -> str:
    low = figure(criterion.lowest, 2)
    if criterion.highest is None:
        return words["scoring sheet number"].format(low=low)
    return words["scoring sheet number to"].format(low=low, high=figure(criterion.highest, 2))


# ---- where it is ticked


def _table(model: Model, opportunities: Sequence[Opportunity], words: Words) -> Iterator[list[Piece]]:
    """Yield the pages on which opportunities are scored, the names of the criteria above each."""
    width = (_ROOM - _SUBJECT) / max(len(model.criteria), 1)
    head = [text_piece(words["scoring sheet opportunity"], _VALUE, 0.0, 0.0, _SUBJECT - _GAP, "muted", 1)]
    head += [
        text_piece(each.name, _VALUE, _SUBJECT + place * width, 0.0, width - _GAP, "ink", 2)
        for place, each in enumerate(model.criteria)
    ]
    below = bottom_of(head) + 5.0
    page, top = list(head), below
    for number, opportunity in enumerate(opportunities, start=1):
        row = _row(model, opportunity, number, width, words)
        needed = bottom_of(row) + 9.0
        if top + needed > _LOW and len(page) > len(head):
            yield page
            page, top = list(head), below
        page.append(Piece.of(Line(line((0.0, top), (_ROOM, top)), stroke="muted", width=0.4)))
        page += [piece.moved(0.0, top + 5.0) for piece in row]
        top += needed
    yield page


def _row(model: Model, opportunity: Opportunity, number: int, width: float, words: Words) -> list[Piece]:
    title = " ".join(opportunity.title.split()) or words["scoring sheet untitled"]
    pieces = [
        text_piece(str(number), _VALUE, 0.0, 0.0, 18.0, "muted", 1),
        text_piece(title, _TEXT, 20.0, 0.0, _SUBJECT - 20.0 - _GAP, "ink", _MOST, at_left=True),
    ]
    for place, criterion in enumerate(model.criteria):
        left = _SUBJECT + place * width
        anchors = model.anchors.get(criterion.id, ())
        if not anchors:
            pieces.append(Piece.of(Line(line((left, 14.0), (left + width - 2 * _GAP, 14.0)), stroke="ink", width=0.6)))
        step = (width - _GAP) / max(len(anchors), 1)
        for at, anchor in enumerate(anchors):
            x = left + at * step
            pieces.append(Piece.of(Rect(x, 0.0, _BOX, _BOX, 1.5)._replace(stroke="ink", stroke_width=0.8)))
            pieces.append(text_piece(figure(anchor.value, 2), _BOX_TEXT, x, _BOX + 1.5, step, "muted", 1, at_left=True))
    return pieces
