"""The strip below a wall template: how a note is written so that it can be keyed in, and what this paper is of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from app.exporters.pieces import Piece, bottom_of, icon_piece, note_piece, text_piece
from app.exporters.wall.contents import Wall
from app.layout.look import kind_edge
from app.layout.styles import TextStyle, line_height
from app.layout.words import Words
from app.models.kinds import CARD_KINDS, CardKind

_HEADING: Final = TextStyle(10.0, "bold")
_TEXT: Final = TextStyle(9.0)
_NOTE: Final = TextStyle(11.0, "bold")
_ICON: Final = 8.0
_GAP: Final = 18.0
_LINE_GAP: Final = 8.0


class Strip(NamedTuple):
    """Pieces from the strip's top at the board's own x, how high they reach, and where each of its lines begins."""

    pieces: tuple[Piece, ...]
    height: float
    lines: tuple[float, ...]


class Legend(NamedTuple):
    """What the strip says: a heading with a text, a sample note, what notes can be, what the paper is of."""

    heading: str
    text: str
    sample: str
    kinds_heading: str
    kinds: tuple[tuple[CardKind, str], ...]
    title: str
    about: str


def legend_of(wall: Wall, about: str, words: Words) -> Legend:
    """Return what the strip of a template says; the sample is of a cell and a kind that it has."""
    coded = [row for row in wall.rows if row.code]
    row = next((row for row in coded if "pain" in row.takes), coded[0] if coded else None)
    sample = ""
    if row is not None:
        kind = row.takes[0]
        column = wall.columns[min(2, len(wall.columns) - 1)]
        sample = f"{column.code}{row.code} {words[kind]} {words.get(f'wall sample {kind}', words['wall sample'])}"
    used = {kind for row in wall.rows for kind in row.takes}
    kinds = tuple((kind, words[kind]) for kind in CARD_KINDS if kind in used)
    size = words["wall size" if len(wall.columns) > 1 else "wall size one"].format(
        columns=len(wall.columns),
        rows=words["wall rows" if len(wall.rows) > 1 else "wall rows one"].format(rows=len(wall.rows)),
    )
    return Legend(
        words["wall how"], words["wall how text"], sample, words["wall kinds"], kinds, wall.title, f"{about}\n{size}"
    )


def lay_out_legend(legend: Legend, segments: Sequence[tuple[float, float]]) -> Strip:
    """Lay the strip out on the sheets, given by where each begins and ends: no part of it lies on two."""
    items: list[tuple[float, Callable[[float, float], list[Piece]]]] = [
        (210.0, lambda x, width: _said(legend.heading, legend.text, x, width)),
        (130.0, lambda x, width: [note_piece(legend.sample, _NOTE, x, 0.0, width)] if legend.sample else []),
        (200.0, lambda x, width: _kinds(legend, x, width)),
        (150.0, lambda x, width: _about(legend, x, width)),
    ]
    pieces: list[Piece] = []
    lines = [0.0]
    top, sheet = 0.0, 0
    x = segments[0][0]
    for number, (wanted, draw) in enumerate(items):
        left, right = segments[sheet]
        if x > left + _GAP and right - x < wanted:  # the next sheet, or the next line of the first
            sheet = (sheet + 1) % len(segments)
            top = top if sheet else bottom_of(pieces) + _LINE_GAP
            x = segments[sheet][0] + (_GAP / 2 if sheet else 0.0)
            lines.append(top)
        if number == len(items) - 1 and not top:  # what the paper is of stands at its far end
            sheet, x = len(segments) - 1, x if sheet == len(segments) - 1 else segments[-1][0] + _GAP / 2
            x = max(x, segments[sheet][1] - wanted)
        width = min(wanted, segments[sheet][1] - x)
        pieces += [piece.moved(0.0, top) for piece in draw(x, width)]
        x += width + _GAP
    return Strip(tuple(pieces), bottom_of(pieces), tuple(lines))


def _said(heading: str, text: str, x: float, width: float) -> list[Piece]:
    above = text_piece(heading, _HEADING, x, 0.0, width, "ink")
    return [above, text_piece(text, _TEXT, x, above.box.bottom + 1.0, width, "ink")]


def _about(legend: Legend, x: float, width: float) -> list[Piece]:
    title = text_piece(legend.title, _TEXT, x, 0.0, width, "ink", 2, at_left=True)
    return [title, text_piece(legend.about, _TEXT, x, title.box.bottom, width, "muted", at_left=True)]


def _kinds(legend: Legend, x: float, width: float) -> list[Piece]:
    """Return the heading, then the kinds one after another, each with its icon."""
    pieces = [text_piece(legend.kinds_heading, _HEADING, x, 0.0, width, "ink")]
    at, y = x, pieces[0].box.bottom + 1.0
    for kind, word in legend.kinds:
        said = text_piece(word, _TEXT, 0.0, 0.0, width - _ICON - 4.0, "ink", 1, at_left=True)
        wide = _ICON + 4.0 + said.box.width
        if at > x and at + wide > x + width:
            at, y = x, y + line_height(_TEXT) + 2.0
        pieces.append(icon_piece(kind, at, y + (line_height(_TEXT) - _ICON) / 2, _ICON, kind_edge(kind)))
        pieces.append(said.moved(at + _ICON + 4.0 - said.box.x, y))
        at += wide + 10.0
    return pieces
