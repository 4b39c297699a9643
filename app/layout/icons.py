"""One family of icons, as vectors in a box of 16 units."""

from collections.abc import Mapping
from functools import lru_cache
from math import cos, pi, sin
from typing import Final, NamedTuple

from app.layout.look import Role
from app.layout.shapes import Command, Path, circle, line, moved, polygon
from app.models.kinds import LANE_KINDS, LANE_TAKES, LaneKind

ICON_UNITS: Final = 16.0


class IconPart(NamedTuple):
    """A part of an icon: filled, or drawn as a line of that width in units."""

    commands: tuple[Command, ...]
    stroke: float = 0.0


def _quote_mark(x: float) -> tuple[Command, ...]:
    return (
        ("M", x, 9.0),
        ("C", x, 5.5, x + 1.8, 3.6, x + 5.0, 3.0),
        ("L", x + 5.0, 5.0),
        ("C", x + 3.4, 5.5, x + 2.6, 6.5, x + 2.5, 8.0),
        ("L", x + 5.4, 8.0),
        ("L", x + 5.4, 13.0),
        ("L", x, 13.0),
        ("Z",),
    )


_HEART: Final[tuple[Command, ...]] = (
    ("M", 8.0, 14.0),
    ("C", 3.0, 10.5, 1.0, 8.0, 1.0, 5.5),
    ("C", 1.0, 3.3, 2.7, 2.0, 4.5, 2.0),
    ("C", 6.0, 2.0, 7.3, 2.8, 8.0, 4.2),
    ("C", 8.7, 2.8, 10.0, 2.0, 11.5, 2.0),
    ("C", 13.3, 2.0, 15.0, 3.3, 15.0, 5.5),
    ("C", 15.0, 8.0, 13.0, 10.5, 8.0, 14.0),
    ("Z",),
)
_HOOK: Final[tuple[Command, ...]] = (
    ("M", 4.6, 5.2),
    ("C", 4.6, 1.2, 11.6, 1.2, 11.6, 5.2),
    ("C", 11.6, 7.8, 8.1, 7.6, 8.1, 10.4),
)
_SHOULDERS: Final[tuple[Command, ...]] = (
    ("M", 2.0, 14.5),
    ("C", 2.0, 10.8, 4.6, 9.0, 8.0, 9.0),
    ("C", 11.4, 9.0, 14.0, 10.8, 14.0, 14.5),
    ("Z",),
)
_CLOUD: Final[tuple[Command, ...]] = (
    ("M", 4.2, 13.0),
    ("C", 1.8, 13.0, 0.6, 11.4, 0.6, 9.8),
    ("C", 0.6, 8.1, 1.9, 6.8, 3.6, 6.7),
    ("C", 4.1, 4.5, 5.9, 3.0, 8.2, 3.0),
    ("C", 10.7, 3.0, 12.6, 4.8, 12.8, 7.2),
    ("C", 14.4, 7.4, 15.5, 8.6, 15.5, 10.1),
    ("C", 15.5, 11.8, 14.2, 13.0, 12.5, 13.0),
    ("Z",),
)
_LINK_END: Final[tuple[Command, ...]] = (
    ("M", 6.6, 4.4),
    ("L", 5.0, 4.4),
    ("C", 2.9, 4.4, 1.4, 6.0, 1.4, 8.0),
    ("C", 1.4, 10.0, 2.9, 11.6, 5.0, 11.6),
    ("L", 6.6, 11.6),
)
_OTHER_END: Final[tuple[Command, ...]] = (
    ("M", 9.4, 4.4),
    ("L", 11.0, 4.4),
    ("C", 13.1, 4.4, 14.6, 6.0, 14.6, 8.0),
    ("C", 14.6, 10.0, 13.1, 11.6, 11.0, 11.6),
    ("L", 9.4, 11.6),
)
_STAR: Final = polygon(
    *(
        (round(8.0 + radius * sin(pi * turn / 5), 3), round(8.6 - radius * cos(pi * turn / 5), 3))
        for turn, radius in enumerate((7.0, 3.0) * 5)
    )
)
_FRAME: Final = polygon((2.0, 2.5), (14.0, 2.5), (14.0, 13.5), (2.0, 13.5))

ICONS: Final[Mapping[str, tuple[IconPart, ...]]] = {
    "touchpoint": (IconPart(circle(8.0, 8.0, 5.5)),),
    "pain": (IconPart(polygon((1.5, 3.0), (14.5, 3.0), (8.0, 14.0))),),
    "gain": (IconPart(polygon((8.0, 2.0), (14.5, 13.0), (1.5, 13.0))),),
    "action": (IconPart(polygon((9.5, 0.5), (2.5, 9.2), (7.2, 9.2), (6.0, 15.5), (13.5, 6.4), (8.6, 6.4))),),
    "thought": (
        IconPart(circle(8.5, 6.5, 5.5)),
        IconPart(circle(4.2, 13.0, 1.7)),
        IconPart(circle(1.6, 15.0, 0.9)),
    ),
    "quote": (IconPart(_quote_mark(1.5)), IconPart(_quote_mark(8.8))),
    "need": (IconPart(_HEART),),
    "question": (IconPart(_HOOK, 2.2), IconPart(circle(8.1, 14.0, 1.4))),
    "factor": (
        IconPart(
            (*line((8.0, 1.5), (8.0, 14.0)), *line((4.0, 14.0), (12.0, 14.0)), *line((2.0, 4.0), (14.0, 4.0))), 1.6
        ),
        IconPart(polygon((0.5, 9.0), (3.0, 4.0), (5.5, 9.0))),
        IconPart(polygon((10.5, 9.0), (13.0, 4.0), (15.5, 9.0))),
    ),
    "influence": (IconPart(_CLOUD),),
    "message": (
        IconPart(polygon((1.5, 3.0), (14.5, 3.0), (14.5, 13.0), (1.5, 13.0)), 1.6),
        IconPart((*line((1.5, 3.5), (8.0, 9.0)), *line((8.0, 9.0), (14.5, 3.5))), 1.6),
    ),
    "image": (
        IconPart(_FRAME, 1.6),
        IconPart(polygon((3.0, 12.5), (7.0, 7.0), (9.5, 10.0), (11.0, 8.5), (13.0, 12.5))),
        IconPart(circle(11.0, 5.5, 1.3)),
    ),
    "evidence": (IconPart((*circle(3.0, 8.0, 2.5), *circle(8.5, 8.0, 2.5))), IconPart(circle(13.6, 8.0, 1.9), 1.0)),
    "opportunity": (
        IconPart(circle(8.0, 6.2, 4.7), 1.6),
        IconPart((*line((5.8, 13.0), (10.2, 13.0)), *line((6.6, 15.2), (9.4, 15.2))), 1.5),
    ),
    "moment": (IconPart(_STAR),),
    "tag": (IconPart(circle(8.0, 8.0, 3.4)),),
    "note": (
        IconPart(
            (*line((2.5, 4.0), (13.5, 4.0)), *line((2.5, 8.0), (13.5, 8.0)), *line((2.5, 12.0), (9.0, 12.0))), 1.6
        ),
    ),
    "channel": (
        IconPart(circle(8.0, 8.0, 2.2)),
        IconPart((("M", 4.4, 3.6), ("C", 1.8, 6.0, 1.8, 10.0, 4.4, 12.4)), 1.6),
        IconPart((("M", 11.6, 3.6), ("C", 14.2, 6.0, 14.2, 10.0, 11.6, 12.4)), 1.6),
    ),
    "none": (IconPart(circle(8.0, 8.0, 5.0), 1.5),),
    "channels": (
        IconPart((*line((4.5, 8.0), (11.5, 3.8)), *line((4.5, 8.0), (11.5, 12.2))), 1.5),
        IconPart(circle(4.0, 8.0, 2.6)),
        IconPart(circle(12.2, 3.4, 2.3)),
        IconPart(circle(12.2, 12.6, 2.3)),
    ),
    "experience": (
        IconPart(polygon((4.5, 1.5), (8.8, 8.0), (0.2, 8.0))),
        IconPart(polygon((7.2, 8.0), (15.8, 8.0), (11.5, 14.5))),
    ),
    "emotion": (
        IconPart((("M", 1.0, 11.0), ("C", 4.0, 1.0, 6.5, 3.0, 8.0, 8.0), ("C", 9.5, 13.0, 12.5, 13.5, 15.0, 4.0)), 1.8),
        IconPart(circle(8.0, 8.0, 2.2)),
    ),
    "frontstage": (
        IconPart(circle(8.0, 3.6, 2.7)),
        IconPart(
            (("M", 3.6, 11.2), ("C", 3.6, 8.4, 5.4, 7.2, 8.0, 7.2), ("C", 10.6, 7.2, 12.4, 8.4, 12.4, 11.2), ("Z",))
        ),
        IconPart(line((1.0, 14.2), (15.0, 14.2)), 1.8),
    ),
    "backstage": (
        IconPart(line((1.0, 2.0), (15.0, 2.0)), 1.8),
        IconPart((("M", 1.8, 3.6), ("L", 7.0, 3.6), ("C", 6.8, 8.0, 5.4, 11.4, 1.8, 14.4), ("Z",))),
        IconPart((("M", 14.2, 3.6), ("L", 9.0, 3.6), ("C", 9.2, 8.0, 10.6, 11.4, 14.2, 14.4), ("Z",))),
    ),
    "support": (
        IconPart(circle(8.0, 8.0, 3.6), 2.2),
        IconPart(
            (
                *line((8.0, 1.0), (8.0, 3.4)),
                *line((8.0, 12.6), (8.0, 15.0)),
                *line((1.9, 4.5), (4.0, 5.7)),
                *line((12.0, 10.3), (14.1, 11.5)),
                *line((1.9, 11.5), (4.0, 10.3)),
                *line((12.0, 5.7), (14.1, 4.5)),
            ),
            2.0,
        ),
    ),
    "shared": (IconPart(circle(5.6, 8.0, 4.2), 1.5), IconPart(circle(10.4, 8.0, 4.2), 1.5)),
    "link": (IconPart(_LINK_END, 2.0), IconPart(_OTHER_END, 2.0), IconPart(line((5.2, 8.0), (10.8, 8.0)), 2.0)),
    "broken link": (IconPart(_LINK_END, 2.0), IconPart(_OTHER_END, 2.0), IconPart(line((10.0, 1.2), (6.0, 14.8)), 2.0)),
    "stage": (IconPart(_FRAME, 1.5), IconPart((*line((6.0, 2.5), (6.0, 13.5)), *line((10.0, 2.5), (10.0, 13.5))), 1.5)),
    "lane": (IconPart(_FRAME, 1.5), IconPart((*line((2.0, 6.2), (14.0, 6.2)), *line((2.0, 9.8), (14.0, 9.8))), 1.5)),
    "persona": (IconPart(circle(8.0, 4.6, 3.4)), IconPart(_SHOULDERS)),
    "open": (IconPart(polygon((3.0, 5.0), (13.0, 5.0), (8.0, 11.5))),),
    "locked": (
        IconPart(polygon((3.0, 7.0), (13.0, 7.0), (13.0, 14.5), (3.0, 14.5))),
        IconPart((("M", 5.2, 7.0), ("L", 5.2, 4.6), ("C", 5.2, 1.0, 10.8, 1.0, 10.8, 4.6), ("L", 10.8, 7.0)), 1.7),
    ),
    "mark added": (IconPart((*line((8.0, 2.0), (8.0, 14.0)), *line((2.0, 8.0), (14.0, 8.0))), 2.6),),
    "mark removed": (IconPart((*line((3.0, 3.0), (13.0, 13.0)), *line((13.0, 3.0), (3.0, 13.0))), 2.6),),
    "mark moved": (IconPart((*line((2.0, 8.0), (13.5, 8.0)), *line((8.5, 3.0), (13.5, 8.0), (8.5, 13.0))), 2.2),),
    "mark changed": (
        IconPart(polygon((10.6, 1.8), (14.2, 5.4), (6.2, 13.4), (2.6, 9.8))),
        IconPart(polygon((1.9, 10.9), (5.1, 14.1), (1.0, 15.0))),
    ),
    "mark votes": (
        IconPart(circle(8.0, 8.0, 6.5), 1.8),
        IconPart(line((4.8, 8.2), (7.2, 10.6), (11.4, 5.8)), 2.0),
    ),
    "closed": (IconPart(polygon((5.0, 3.0), (11.5, 8.0), (5.0, 13.0))),),
}
"""By the kind of a card, and by name for markers and other things; each kind of card has its own."""


LANE_ICONS: Final[Mapping[LaneKind, str]] = {
    kind: kind if kind in ICONS else "opportunity" if kind == "opportunities" else LANE_TAKES[kind][0]
    for kind in LANE_KINDS
}
"""The icon of each kind of lane: one of its own, or that of its kind of card."""


@lru_cache(maxsize=1024)
def draw_icon(name: str, x: float, y: float, size: float, colour: Role) -> tuple[Path, ...]:
    """Return the paths of an icon in a square of that size whose top left corner is at x, y."""
    scale = size / ICON_UNITS
    return tuple(
        Path(moved(part.commands, x, y, scale), stroke=colour, width=part.stroke * scale)
        if part.stroke
        else Path(moved(part.commands, x, y, scale), fill=colour)
        for part in ICONS[name]
    )
