"""What stays whole on a page that is cut: texts, icons and notes, each with the box it takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor
from typing import Final, Self

from app.layout.geometry import Box, enclosing
from app.layout.icons import draw_icon
from app.layout.look import Role
from app.layout.shapes import Path, Rect, Shape, Text, moved
from app.layout.styles import TextStyle, lay_out, lay_out_left
from app.layout.text import measure

_SMALLEST: Final = 0.45
"""How far a text is made smaller so that its longest word fits."""

_SPACED: Final = "\u0e00"
"""Scripts before this character write spaces between words."""


TextLine = tuple[str, TextStyle, Role, float]
"""A text with its style, its colour and the room below it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Shapes that stay together, and the box around them."""

    box: Box
    shapes: tuple[Shape, ...]

    @classmethod
    def of(cls, *shapes: Shape) -> Self:
        """Return shapes as one piece."""
        return cls(enclosing([shape.bounds for shape in shapes]), shapes)

    def moved(self, x: float, y: float) -> Piece:
        """Return the piece moved to the right and down."""
        return Piece(self.box.moved(x, y), tuple(_moved(shape, x, y) for shape in self.shapes))


def _moved(shape: Shape, x: float, y: float) -> Shape:
    if isinstance(shape, Path):
        return shape._replace(commands=moved(shape.commands, x, y))
    return shape._replace(x=shape.x + x, y=shape.y + y)


def text_piece(
    text: str,
    style: TextStyle,
    x: float,
    y: float,
    width: float,
    colour: Role,
    most: int | None = None,
    *,
    at_left: bool = False,
) -> Piece:
    """Return a text in a width; `at_left` lets one from right to left begin there, too."""
    lay = lay_out_left if at_left else lay_out
    return Piece.of(Text(lay(text, style, width, max_lines=most), x, y, colour))


def texts_below(lines: Iterable[TextLine], x: float, y: float, width: float, most: int) -> tuple[list[Piece], float]:
    """Return texts of at most so many lines each, one below the other, and where the next thing goes."""
    pieces = []
    for text, style, colour, gap in lines:
        pieces.append(text_piece(text, style, x, y, width, colour, most, at_left=True))
        y = pieces[-1].box.bottom + gap
    return pieces, y


def bottom_of(pieces: Iterable[Piece]) -> float:
    """Return how far down pieces reach."""
    return max((piece.box.bottom for piece in pieces), default=0.0)


def shapes_of(pieces: Iterable[Piece]) -> tuple[Shape, ...]:
    """Return what pieces are drawn of."""
    return tuple(shape for piece in pieces for shape in piece.shapes)


def icon_piece(name: str, x: float, y: float, size: float, colour: Role) -> Piece:
    """Return an icon."""
    return Piece(Box(x, y, size, size), draw_icon(name, x, y, size, colour))


def note_piece(text: str, style: TextStyle, x: float, y: float, width: float) -> Piece:
    """Return a note as somebody would write it."""
    block = lay_out(text, style, width - 16.0)
    paper = Rect(x + 0.5, y + 0.5, width - 1.0, block.height + 11.0, 2.0, "note.fill", "note.edge", 0.6)
    return Piece(paper.bounds, (paper, Text(block, x + 8.0, y + 6.0, "ink")))


def scaled(style: TextStyle, scale: float) -> TextStyle:
    """Return a style of another size."""
    return style if scale == 1.0 else style._replace(size=floor(style.size * scale * 50) / 50)


def fitting_scale(texts: Iterable[str], style: TextStyle, width: float, most: int = 1_000) -> float:
    """Return how much smaller a style has to be for no word of the texts to be wider than a width; not for ever.

    Words of more than `most` letters are let go.
    """
    words = {word for text in texts for word in text.split() if max(word) < _SPACED and len(word) <= most}
    longest = max((measure(word, style) for word in words), default=0.0)
    return max(_SMALLEST, min(1.0, width / longest)) if longest else 1.0
