"""The three sizes of text on a map."""

from functools import lru_cache
from math import inf
from typing import Final

from app.layout.text import TextBlock, TextStyle, height_of, lay_out

__all__ = [
    "BODY",
    "BOLD",
    "SMALL",
    "TITLE",
    "TextBlock",
    "TextStyle",
    "height_of",
    "lay_out",
    "lay_out_left",
    "lay_out_often",
    "line_height",
]

TITLE: Final = TextStyle(15.0, "bold")
BOLD: Final = TextStyle(13.0, "bold")
BODY: Final = TextStyle(13.0)
SMALL: Final = TextStyle(11.0)


@lru_cache
def line_height(style: TextStyle) -> float:
    """Return the height of one line, in points."""
    return height_of("", style, inf)


@lru_cache(maxsize=1024)
def lay_out_often(text: str, style: TextStyle, width: float, max_lines: int | None = None) -> TextBlock:
    """Lay out a text that stands in many places of a map, such as the word for a kind, once for all of them."""
    return lay_out(text, style, width, max_lines=max_lines)


@lru_cache(maxsize=256)
def lay_out_left(text: str, style: TextStyle, width: float, max_lines: int | None = None) -> TextBlock:
    """Lay out a text that names what is to its left, such as an icon: it begins there in every script."""
    block = lay_out(text, style, width, max_lines=max_lines)
    return lay_out(text, style, block.width, max_lines=max_lines) if block.lines[0].x > 0.0 else block
