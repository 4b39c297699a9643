"""Marks over the cards of a map: what a comparison found, and how many votes a card has. Never by colour alone."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from app.layout.geometry import Box
from app.layout.icons import draw_icon
from app.layout.look import Role
from app.layout.shapes import Command, Path, Rect, Shape, Text, circle, polygon
from app.layout.styles import BOLD, lay_out_often
from app.layout.words import ENGLISH, Words

MarkRole = Literal["added", "removed", "moved", "changed", "votes"]


class Mark(NamedTuple):
    """What is marked on a card, in words of its own or (none) those of its role; `from_box` is where it moved from.

    The text of votes is their number.
    """

    role: MarkRole
    text: str = ""
    from_box: Box | None = None


class MarkLook(NamedTuple):
    """How a role looks: its colour, the dashes of its frame (none = no frame), its shape from far in 16 units."""

    colour: Role
    dash: tuple[float, ...] | None
    dot: tuple[Command, ...]


LOOKS: Final[Mapping[MarkRole, MarkLook]] = {
    "added": MarkLook("good", (), polygon((2.0, 2.0), (14.0, 2.0), (14.0, 14.0), (2.0, 14.0))),
    "removed": MarkLook(
        "bad",
        (6.0, 4.0),
        polygon(
            (2, 5), (5, 2), (8, 5), (11, 2), (14, 5), (11, 8), (14, 11), (11, 14), (8, 11), (5, 14), (2, 11), (5, 8)
        ),
    ),
    "moved": MarkLook("accent", (10.0, 3.0, 2.0, 3.0), polygon((8.0, 1.0), (15.0, 8.0), (8.0, 15.0), (1.0, 8.0))),
    "changed": MarkLook("moment", (2.0, 3.0), polygon((8.0, 1.5), (15.0, 14.0), (1.0, 14.0))),
    "votes": MarkLook("ink", None, circle(8.0, 8.0, 6.5)),
}
"""Each role has a colour, a frame, a sign and a shape of its own."""

PAPER: Final[Role] = "sheet"
"""What is written on a badge with; at least 4.5 : 1 on each of the colours."""

HEIGHT: Final = 20.0
OVERHANG: Final = 10.0
"""How high a badge is, and how far it reaches beyond the upper right corner of its card."""

FRAME: Final = 3.0
"""How far outside of its card a frame runs."""

LINE: Final = 2.5
_SIGN, _PAD = 12.0, 6.0


def words_of(mark: Mark, words: Words = ENGLISH) -> str:
    """Return what a mark says."""
    return mark.text or words[f"mark {mark.role}"]


@lru_cache(maxsize=2048)
def draw_badge(role: MarkRole, text: str, most: float) -> tuple[float, tuple[Shape, ...]]:
    """Return the width of a badge, at most so many points, and its shapes from its top left corner."""
    look, left = LOOKS[role], _PAD + _SIGN + _PAD / 2
    block = lay_out_often(text, BOLD, max(most - left - _PAD, 1.0), 1)
    line = block.lines[0]
    width = left + line.width + _PAD + 1.0
    return width, (
        Rect(0.0, 0.0, width, HEIGHT, HEIGHT / 2, look.colour, PAPER, 1.5),
        *draw_icon(f"mark {role}", _PAD, (HEIGHT - _SIGN) / 2, _SIGN, PAPER),
        Text(block, left - line.x, (HEIGHT - block.height) / 2, PAPER),
    )


def draw_dot(role: MarkRole, size: float) -> Path:
    """Return the shape that stands for a mark from far, in a square of that size."""
    look, scale = LOOKS[role], size / 16.0
    commands = tuple((each[0], *(number * scale for number in each[1:])) for each in look.dot)
    return Path(commands, look.colour, PAPER, 1.0)  # type: ignore[arg-type]
