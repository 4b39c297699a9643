"""What lies over a map whose pains are mostly assumptions: large faint words, far enough apart, that all is read by."""

from collections.abc import Iterator
from functools import lru_cache
from math import ceil, floor, log2
from typing import Final

from app.layout.geometry import LABEL_WIDTH, Box
from app.layout.shapes import Text
from app.layout.styles import BOLD, TextStyle, lay_out

STYLE: Final = TextStyle(44.0, "bold")
ROLE: Final = "ink"
OPACITY: Final = 0.08
"""So faint that every text below keeps a contrast of 4.5 : 1 in both themes."""

_ACROSS, _DOWN = 720.0, 400.0
"""The room of each, in points at full size."""

_MARGIN: Final = 12.0


@lru_cache(maxsize=8)
def draw_watermark(said: str) -> Text:
    """Return the words, from their top left corner."""
    return Text(lay_out(said, STYLE, float("inf")), 0.0, 0.0, ROLE)


@lru_cache(maxsize=8)
def draw_assumption(said: str) -> tuple[Text, ...]:
    """Return the same words, small and plain, for the corner of headers and labels."""
    block = lay_out(said, BOLD, LABEL_WIDTH - 2 * _MARGIN, max_lines=2)
    return (Text(block, _MARGIN - block.lines[0].x, _MARGIN, "header.ink"),)


def watermarks(body: Box, scale: float, text: Text, *, stay: bool = False) -> Iterator[Box]:
    """Yield where the words stand in a body that is drawn at a scale: evenly spread, each wholly inside.

    They grow by doubling as the scale gets smaller, so that they stay where they are while it changes little. Where
    they are to `stay`, they do so also when the body gets higher or lower: nothing of them is painted anew then.
    """
    factor = 2.0 ** max(0, ceil(log2(1.0 / scale))) if scale > 0.0 else 1.0
    bounds = text.bounds
    factor = min(factor, body.width * 0.9 / bounds.width, body.height * 0.9 / bounds.height)
    if factor <= 0.0:
        return
    width, height = bounds.width * factor, bounds.height * factor
    across = max(1, floor(body.width / (_ACROSS * factor)))
    down = max(1, floor(body.height / (_DOWN * factor)))
    for row in range(down):
        for column in range(across):
            x = body.x + (column + 0.5) * body.width / across
            y = body.y + (row + 0.5) * (_DOWN * factor if stay and down > 1 else body.height / down)
            yield Box(x - width / 2, y - height / 2, width, height)
