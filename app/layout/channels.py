"""Lines that run beside each other: the avenues and streets that they share, and the track of each in them."""

from collections.abc import Mapping
from typing import NamedTuple

from app.layout.routing import Across, Down, End, Part, Plumb, Side


class Link(NamedTuple):
    """A line that is wanted: its id, and the cards that it leads from and to."""

    id: str
    start: str
    end: str


class Route(NamedTuple):
    """The way of a line; `lanes` and `columns` are the first and the last that it depends on."""

    link: Link
    start: End
    end: End
    sides: tuple[Side, Side]
    parts: tuple[Part, ...]
    lanes: tuple[int, int]
    columns: tuple[int, int]


Key = tuple[str, int]
"""A part of a route: the id of its link and the part's number."""

Channel = int | tuple[int, float]
"""An avenue, or a lane and the height of a street, gap or row in it."""

Interval = tuple[tuple[float, float], tuple[float, float]]


def stretches_of(route: Route) -> list[tuple[int, Channel, Interval]]:
    """Return the parts of a route that share a channel with other lines: number, channel, and from where to where."""
    parts = route.parts
    if isinstance(parts[0], Plumb):
        return []
    outer = [
        end.first if side == "left" else end.last + 1
        for end, side in zip((route.start, route.end), route.sides, strict=True)
    ]
    found: list[tuple[int, Channel, Interval]] = []
    for number, part in enumerate(parts):
        if isinstance(part, Down):
            before, after = parts[number - 1], parts[number + 1]
            ends = [
                each[:2] for each in (before, after) if isinstance(each, Across)
            ]  # parts go down and across by turns
            found.append((number, part.avenue, (min(ends), max(ends))))
        elif isinstance(part, Across) and part.room:
            before_it = parts[number - 1] if number else None
            after_it = parts[number + 1] if number + 1 < len(parts) else None
            left = before_it.avenue if isinstance(before_it, Down) else outer[0]
            right = after_it.avenue if isinstance(after_it, Down) else outer[1]
            found.append((number, part[:2], ((min(left, right), 0.0), (max(left, right), 0.0))))
    return found


def tracks(intervals: Mapping[Key, Interval]) -> dict[Key, tuple[int, int]]:
    """Return a track for each interval, and how many there are beside each other: none that touch share one."""
    shared: dict[Key, tuple[int, int]] = {}
    group: list[tuple[Key, int]] = []
    ends: list[tuple[float, float]] = []
    for (start, end), key in sorted((interval, key) for key, interval in intervals.items()):
        if ends and start > max(ends):
            shared |= {each: (track, len(ends)) for each, track in group}
            group, ends = [], []
        track = next((number for number, taken in enumerate(ends) if taken < start), len(ends))
        ends[track : track + 1] = [end]
        group.append((key, track))
    return shared | {each: (track, len(ends)) for each, track in group}
