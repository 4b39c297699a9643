"""Where a large page is cut into sheets: at lines where it can be, through nothing that is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

Zone = tuple[float, float]
"""A stretch in which a cut is allowed; both ends belong to it."""

_FULL: Final = 0.7
"""How much of a sheet must be used for a cut to keep to a line rather than use the whole of it."""


def cut(length: float, room: float, flap: float, lines: Sequence[float], zones: Sequence[Zone]) -> tuple[float, ...]:
    """Return where sheets begin and end, from 0 to `length`, each at most `room` long (the last one `flap` more).

    A cut is at one of the lines where that uses a sheet well, else within one of the zones; where neither is within
    reach, at the end of the sheet.
    """
    edges = [0.0]
    while length - edges[-1] > room + flap:
        start, end = edges[-1], edges[-1] + room
        line = max((each for each in lines if start < each <= end), default=start)
        zone = max((min(last, end) for first, last in zones if first <= end and last > start), default=start)
        best = line if line - start >= _FULL * room or zone <= line else zone
        edges.append(best if best > start else end)
    return (*edges, length)
