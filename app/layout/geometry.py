"""Rectangles on the sheet, and the measures that everything on it keeps. Points, y down."""

from collections.abc import Iterable
from typing import Final, NamedTuple

GRID: Final = 8.0
"""What distances and heights are multiples of."""

LABEL_WIDTH: Final = 144.0
COLUMN_WIDTH: Final = 184.0
LEAST_COLUMN: Final = 120.0
"""The least width of a column: room for a card's icon and some letters beside it."""

MOST_COLUMN: Final = 1600.0
MOST_LANE: Final = 2400.0
"""How large a column and a lane can be made by hand."""

CELL_PADDING: Final = GRID
CARD_GAP: Final = GRID
LANE_ROOM: Final = 24.0
"""What a lane leaves free below its lowest card, so that there is always somewhere to drop the next."""

LANE_HEIGHT: Final = 88.0
EMOTION_HEIGHT: Final = 112.0
CHART_HEIGHT: Final = 184.0
"""The least heights of a lane (room for one more card in an empty cell), of an emotion curve and of several in one."""

LINE_ROOM: Final = 20.0
"""What a line of a service blueprint takes at the top of its lane: room for its name."""

STAGE_HEIGHT: Final = 48.0
STEP_HEIGHT: Final = 32.0
BAND_HEIGHT: Final = 24.0
EMPTY_BODY: Final = 80.0
"""The height of a swimlane without lanes, and of a map without any."""


class Box(NamedTuple):
    """A rectangle by its top left corner; a tuple, since a map makes one for each of its cards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def moved(self, x: float, y: float) -> "Box":
        """Return the box moved to the right and down."""
        return Box(self.x + x, self.y + y, self.width, self.height)

    def inset(self, x: float, y: float) -> "Box":
        """Return the box with its edges moved inwards on both sides."""
        return Box(self.x + x, self.y + y, self.width - 2 * x, self.height - 2 * y)

    def contains(self, x: float, y: float) -> bool:
        """Return whether a point is in the box; the right and lower edges belong to the next one."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height

    def holds(self, other: "Box") -> bool:
        """Return whether another box lies in this one; they may share edges."""
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom

    def meets(self, other: "Box") -> bool:
        """Return whether two boxes share more than an edge."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


def snapped(length: float, least: float, most: float) -> float:
    """Return the nearest multiple of the grid from `least` to `most`."""
    return min(max(round(length / GRID) * GRID, least), most)


def enclosing(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around boxes, of which there is at least one."""
    corners = [(box.x, box.y, box.right, box.bottom) for box in boxes]
    x, y = min(each[0] for each in corners), min(each[1] for each in corners)
    return Box(x, y, max(each[2] for each in corners) - x, max(each[3] for each in corners) - y)


def up_to_grid(length: float) -> float:
    """Return the length, made longer to the next multiple of the half grid."""
    half = GRID / 2
    return -(-length // half) * half
