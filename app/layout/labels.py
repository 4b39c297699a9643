"""The words in headers, at the left of a lane and on a swimlane's title bar, and how much room they take."""

from functools import lru_cache
from typing import NamedTuple

from app.layout.geometry import BAND_HEIGHT, CELL_PADDING, GRID, LABEL_WIDTH, up_to_grid
from app.layout.lane_layout import CARD_PADDING
from app.layout.styles import BOLD, SMALL, TextBlock, TextStyle, height_of, lay_out, lay_out_left, line_height
from app.layout.words import Words
from app.models.records import Persona

HEADER_PADDING = GRID * 1.5
"""What a header leaves free left of its title."""

HEADER_END = GRID * 3
"""What it leaves free at its right end, where the plus for another step is."""

LABEL_PADDING = GRID
LABEL_TOP = CELL_PADDING + CARD_PADDING
"""Where a lane's title begins: its first line has the baseline of a card's beside it."""

LABEL_TEXT_WIDTH = LABEL_WIDTH - 2 * LABEL_PADDING
LABEL_ICON = 12.0
LABEL_TITLE_LEFT = LABEL_PADDING + LABEL_ICON + 6.0
LABEL_TITLE_WIDTH = LABEL_WIDTH - LABEL_TITLE_LEFT - LABEL_PADDING
"""Where a lane's title begins, right of the icon of its kind, and how wide it may be."""

ROW_LABEL_GAP = 4.0
"""From a lane's title to the name of its first row."""

KEY_SAMPLE = 24.0
"""The length of the line sample in a curve's key."""

KEY_LEFT = KEY_SAMPLE + GRID
KEY_GAP = 4.0
BAND_ICON = 12.0
BAND_LEFT = GRID * 5
"""Where the name on a title bar begins: right of the mark for open or closed, and the persona's icon."""


class PlacedText(NamedTuple):
    """A block of text and where it is."""

    block: TextBlock
    x: float
    y: float


def header_top(style: TextStyle, least: float) -> float:
    """Return where the first line of a header begins, so that those of all headers have one baseline."""
    return (least - line_height(style)) / 2


def header_text_width(width: float) -> float:
    """Return the width that the title of a header has."""
    return width - HEADER_PADDING - HEADER_END


@lru_cache(maxsize=512)
def header_height(title: str, width: float, style: TextStyle, least: float) -> float:
    """Return the height of a header that shows its title unclipped; `least` is what one line has."""
    title_height = height_of(title, style, header_text_width(width))
    return max(least, up_to_grid(title_height + 2 * header_top(style, least)))


def band_name(persona: Persona | None, words: Words) -> str:
    """Return the name that a swimlane's title bar shows."""
    return persona.name if persona else words["whole map"]


def key_texts(name: str, n: int, cumulative: bool, words: Words) -> tuple[str, str]:
    """Return what a curve's key says: whose curve it is, and what it shows of how many cards."""
    if n == 0:
        return name, words["no emotion"]
    return name, words["running mean" if cumulative else "weighted mean"].format(n=n)


@lru_cache(maxsize=512)
def label_height(title: str, *keys: tuple[str, str]) -> float:
    """Return the least height of a lane whose label shows its title and the keys of its curves unclipped."""
    height = LABEL_TOP + height_of(title, BOLD, LABEL_TITLE_WIDTH) + LABEL_PADDING
    for name, figure in keys:
        height += KEY_GAP + height_of(name, SMALL, LABEL_TEXT_WIDTH - KEY_LEFT)
        height += height_of(figure, SMALL, LABEL_TEXT_WIDTH)
    return height


def rows_top(title: str) -> float:
    """Return where the first row of a lane begins that has rows: below its title."""
    return up_to_grid(LABEL_TOP + height_of(title, BOLD, LABEL_TITLE_WIDTH) + ROW_LABEL_GAP)


def row_label_height(title: str) -> float:
    """Return the least height of a row whose name is shown unclipped."""
    return up_to_grid(CELL_PADDING + height_of(title, SMALL, LABEL_TITLE_WIDTH) + CELL_PADDING)


def band_role(role: str, hidden: int, words: Words) -> str:
    """Return what follows the name on a title bar: the role, and how many cards a collapsed swimlane does not show."""
    count = words["card not shown"] if hidden == 1 else words["cards not shown"].format(n=hidden) if hidden else ""
    return " · ".join(part for part in (role, count) if part)


def band_texts(name: str, role: str, width: float, left: float) -> tuple[PlacedText, PlacedText | None]:
    """Return the name and the role on a title bar: beside each other, or below each other where that is too long."""
    room = width - left - GRID
    block = lay_out_left(name, BOLD, room)
    name_text = PlacedText(block, left, header_top(BOLD, BAND_HEIGHT))
    if not role:
        return name_text, None
    beside = lay_out(role, SMALL, float("inf"))
    if len(block.lines) == 1 and block.width + GRID + beside.width <= room:
        drop = block.lines[0].baseline - beside.lines[0].baseline
        return name_text, PlacedText(beside, left + block.width + GRID, name_text.y + drop)
    return name_text, PlacedText(lay_out_left(role, SMALL, room), left, name_text.y + block.height)


@lru_cache(maxsize=256)
def band_height(name: str, role: str, width: float) -> float:
    """Return the height of a title bar that shows name and role unclipped."""
    name_text, role_text = band_texts(name, role, width, BAND_LEFT)
    last = role_text or name_text
    end = max(name_text.y + name_text.block.height, last.y + last.block.height)
    return max(BAND_HEIGHT, up_to_grid(end + name_text.y))
