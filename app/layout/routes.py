"""The lines between cards of one map, kept in step with its layout: after a change only what it touches is done again.

Lines that run beside each other along one avenue or street have tracks of their own. A line's way counts from the tops
of lanes, so that lanes which only move leave it as it is; points of the sheet are worked out for the lines asked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import inf
from typing import Final

from app.layout.channels import Channel, Interval, Key, Link, Route, stretches_of, tracks
from app.layout.geometry import CARD_GAP, CELL_PADDING, Box
from app.layout.lane_layout import Column, LaneInside, column_at
from app.layout.routing import Across, Down, End, Grid, Plumb, Side, sides_of, way
from app.layout.sheet import LaneRow, MapLayout
from app.models.kinds import LaneKind

Point = tuple[float, float]

TRACK: Final = 4.0
"""How far lines that run beside each other are apart, in points, where there is room."""

_AVENUE_ROOM, _OUTER_ROOM, _STREET_ROOM = 4.0, 2.0, 12.0
_PORT = 12.0
"""How far the ends of lines on one side of a card are apart at most."""

_PAIR = 6.0
"""How far two straight lines between the same cards, there and back, are moved aside."""


class Routes:
    """Routes by the id of their link; a link to a card that is not on the sheet has none."""

    def __init__(self, layout: MapLayout, links: Iterable[Link]) -> None:
        self._restart()
        self._wanted: object = None
        self.update(layout, tuple(links))

    def _restart(self) -> None:
        self._columns: tuple[Column, ...] = ()
        self._lane_ids: tuple[tuple[str, LaneKind], ...] = ()
        self._grid = Grid(())
        self._lanes: tuple[LaneRow, ...] = ()
        self._links: dict[str, Link] = {}
        self._of_card: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._ends: dict[str, End] = {}
        self._sides: dict[str, tuple[Side, Side]] = {}
        self._ports: dict[tuple[str, bool], float] = {}
        self._crowds: dict[tuple[str, bool], int] = {}
        self._routes: dict[str, Route] = {}
        self._reach: dict[str, tuple[int, int, int, int]] = {}
        self._channels: defaultdict[Channel, dict[Key, Interval]] = defaultdict(dict)
        self._tracks: dict[Key, tuple[int, int]] = {}
        self._points: dict[str, tuple[Point, ...]] = {}

    # ---- asking

    def __len__(self) -> int:
        return len(self._routes)

    def __contains__(self, link_id: object) -> bool:
        return link_id in self._routes

    def __iter__(self) -> Iterator[str]:
        return iter(self._routes)

    def route(self, link_id: str) -> Route:
        """Return the way of a line; raises KeyError where it has none."""
        return self._routes[link_id]

    def of_card(self, card_id: str) -> tuple[str, ...]:
        """Return the ids of the lines from and to a card that are on the sheet."""
        return tuple(each for each in self._of_card.get(card_id, ()) if each in self._routes)

    def points(self, link_id: str) -> tuple[Point, ...]:
        """Return the corners of a line on the sheet, from the edge of one card to that of the other."""
        points = self._points.get(link_id)
        if points is None:
            points = self._points[link_id] = self._corners(self._routes[link_id])
        return points

    def in_rect(self, rect: Box, among: Iterable[str] | None = None) -> list[str]:
        """Return the ids of the lines, of all or of some that there are, that may come near a rectangle."""
        if not self._columns or not self._lanes:
            return []
        left, right = column_at(self._columns, rect.x), column_at(self._columns, rect.right)
        rows = enumerate(self._lanes)
        shown = [number for number, lane in rows if lane.y < rect.bottom and lane.y + lane.height > rect.y]
        top, bottom = (shown[0], shown[-1]) if shown else self._between(rect.y)
        reach = self._reach
        return [
            link_id
            for link_id, (upper, lower, first, last) in (
                reach.items() if among is None else ((each, reach[each]) for each in among)
            )
            if first <= right and last >= left and upper <= bottom and lower >= top
        ]

    def _between(self, y: float) -> tuple[int, int]:
        """Return the lanes above and below a height that is over none, as a line sees it that passes both."""
        below = next((number for number, lane in enumerate(self._lanes) if lane.y > y), len(self._lanes))
        return below, below - 1

    # ---- keeping in step

    def fits(self, layout: MapLayout) -> bool:
        """Return whether a layout has the columns and lanes of the one before: else all lines are found anew."""
        return (
            layout.columns == self._columns
            and tuple((lane.lane_id, lane.kind) for lane in layout.lanes) == self._lane_ids
        )

    def update(self, layout: MapLayout, links: tuple[Link, ...]) -> None:
        """Bring the routes in step with a layout and the links that are wanted."""
        insides = tuple(lane.inside for lane in layout.lanes)
        if not self.fits(layout):
            self._restart()
            self._columns, self._lane_ids = layout.columns, tuple((lane.lane_id, lane.kind) for lane in layout.lanes)
            moved, dirty = set[str](), set[str]()
        else:
            moved, dirty = self._touched(insides)
            if _rows(layout.lanes) != _rows(self._lanes):
                self._points.clear()
        self._lanes = layout.lanes
        filled = frozenset(number for number, lane in enumerate(layout.lanes) if lane.kind == "opportunities")
        self._grid = Grid(insides, filled, self._grid if len(self._grid.insides) == len(insides) else None)
        cards = set(moved)
        if links is not self._wanted or not self._links:
            cards |= self._take_links({link.id: link for link in links if link.start != link.end}, dirty)
            self._wanted = links
        dirty |= {link_id for card_id in moved for link_id in self._of_card.get(card_id, ())}
        self._find_ends(cards | {card for each in dirty for card in self._links[each][1:]})
        self._route(dirty, cards)

    def _touched(self, insides: tuple[LaneInside, ...]) -> tuple[set[str], set[str]]:
        """Return the connected cards that are elsewhere now, and the links that pass where any card was or is."""
        moved, dirty = set[str](), set[str]()
        for number, (before, after) in enumerate(zip(self._grid.insides, insides, strict=True)):
            if before is after:
                continue
            old, new = before.boxes, after.boxes
            changed = [card_id for card_id, box in new.items() if old.get(card_id) != box]
            changed += old.keys() - new.keys()
            boxes = [boxes[each] for each in changed for boxes in (old, new) if each in boxes]
            if boxes:
                left = column_at(self._columns, min(box.x for box in boxes))
                right = column_at(self._columns, max(box.right for box in boxes))
                dirty.update(
                    link_id
                    for link_id, (upper, lower, first, last) in self._reach.items()
                    if upper <= number <= lower and first <= right and last >= left
                )
            moved.update(each for each in changed if each in self._of_card)
        return moved, dirty

    def _take_links(self, links: dict[str, Link], dirty: set[str]) -> set[str]:
        """Take over other links, mark the new ones as dirty, and return the cards of those that came or went."""
        gone, come = self._links.keys() - links.keys(), links.keys() - self._links.keys()
        cards = set[str]()
        for link_id in gone:
            _, start, end = self._links[link_id]
            self._drop(link_id)
            cards |= {start, end}
            for card_id in (start, end):
                del self._of_card[card_id][link_id]
        for link_id, link in links.items():
            if link_id in come:
                cards |= {link.start, link.end}
                for card_id in (link.start, link.end):
                    self._of_card[card_id][link_id] = None
        self._links = links
        dirty -= gone
        dirty |= come
        return cards

    def _find_ends(self, cards: set[str]) -> None:
        insides = self._grid.insides
        for card_id in cards:
            lane = next((number for number, each in enumerate(insides) if card_id in each.boxes), None)
            if lane is None:
                self._ends.pop(card_id, None)
            else:
                self._ends[card_id] = self._grid.end_of(card_id, lane)

    def _route(self, dirty: set[str], cards: set[str]) -> None:
        """Find the ways of dirty links and of all that share a card with one of them."""
        ends, count = self._ends, len(self._columns)
        for link_id in dirty:
            _, start, end = self._links[link_id]
            if start in ends and end in ends:
                self._sides[link_id] = sides_of(self._grid, ends[start], ends[end], count)
            else:
                self._drop(link_id)
            cards |= {start, end}
        affected: dict[str, None] = {}
        for card_id in cards:
            mine = [each for each in self._of_card.get(card_id, ()) if each in self._sides]
            self._place_ports(card_id, mine)
            affected |= dict.fromkeys(mine)
        crowded = set[Channel]()
        for link_id in affected:
            crowded |= self._put(self._new_route(self._links[link_id]))
        for channel in crowded:
            self._share_out(channel)

    def _place_ports(self, card_id: str, link_ids: list[str]) -> None:
        """Give each line a place at its side of a card, in the order of where they lead, from top to bottom."""
        at_side: defaultdict[Side, list[tuple[int, float, int, str, bool]]] = defaultdict(list)
        for link_id in link_ids:
            _, start, end = self._links[link_id]
            leaves = start == card_id
            far = self._ends[end if leaves else start]
            side = self._sides[link_id][0 if leaves else 1]
            at_side[side].append((far.lane, far.box.y, far.first, link_id, leaves))
        box = self._ends[card_id].box if link_ids else Box(0.0, 0.0, 0.0, 0.0)
        for places in at_side.values():
            count = len(places)
            apart = min(_PORT, box.height / (count + 1))
            for number, (_, _, _, link_id, leaves) in enumerate(sorted(places)):
                self._ports[link_id, leaves] = box.y + box.height / 2 + (number - (count - 1) / 2) * apart
                self._crowds[link_id, leaves] = count

    def _new_route(self, link: Link) -> Route:
        start, end, sides = self._ends[link.start], self._ends[link.end], self._sides[link.id]
        leaves, enters = self._ports[link.id, True], self._ports[link.id, False]
        if start.lane == end.lane and sides[0] != sides[1] and sides[0] in ("left", "right"):
            leaves, enters = self._level(link, leaves, enters)
        parts = way(self._grid, start, end, sides, leaves, enters)
        avenues = [part.avenue for part in parts if isinstance(part, Down)]
        lanes = [part.lane for part in parts if isinstance(part, Across)] + [start.lane, end.lane]
        left = min([avenue - 1 for avenue in avenues] + [start.first, end.first])
        right = max([*avenues, start.last, end.last])
        return Route(link, start, end, sides, parts, (min(lanes), max(lanes)), (left, right))

    def _level(self, link: Link, leaves: float, enters: float) -> tuple[float, float]:
        """Return the heights of both ends, made one where nothing else stands at that side and the way is clear."""
        start, end = self._ends[link.start], self._ends[link.end]
        top = max(start.box.y, end.box.y) + CARD_GAP
        bottom = min(start.box.bottom, end.box.bottom) - CARD_GAP
        alone, alone_there = self._crowds[link.id, True] == 1, self._crowds[link.id, False] == 1
        if alone and alone_there:
            height = (top + bottom) / 2
        elif alone_there:
            height = leaves
        else:
            height = enters if alone else inf
        first, last = (start.last, end.first) if start.last < end.first else (end.last, start.first)
        level = top <= height <= bottom and self._grid.clear(start.lane, height, first + 1, last)
        return (height, height) if level else (leaves, enters)

    # ---- channels

    def _drop(self, link_id: str) -> None:
        self._sides.pop(link_id, None)
        for channel in self._take_out(link_id):
            self._share_out(channel)
        self._routes.pop(link_id, None)
        self._reach.pop(link_id, None)
        self._points.pop(link_id, None)

    def _take_out(self, link_id: str) -> set[Channel]:
        """Take the parts of a route out of their channels, and return these."""
        route = self._routes.get(link_id)
        if route is None:
            return set()
        left = set[Channel]()
        for number, channel, _ in stretches_of(route):
            del self._channels[channel][link_id, number]
            self._tracks.pop((link_id, number), None)
            left.add(channel)
        return left

    def _put(self, route: Route) -> set[Channel]:
        """Take over a route, and return the channels that have other lines in them now."""
        link_id = route.link.id
        before = self._routes.get(link_id)
        self._points.pop(link_id, None)
        if before == route:
            return set()
        crowded = self._take_out(link_id)
        self._routes[link_id] = route
        self._reach[link_id] = (*route.lanes, *route.columns)
        for number, channel, interval in stretches_of(route):
            self._channels[channel][link_id, number] = interval
            crowded.add(channel)
        return crowded

    def _share_out(self, channel: Channel) -> None:
        """Give each line in a channel a track, and forget the points of those that have another one now."""
        for key, track in tracks(self._channels[channel]).items():
            if self._tracks.get(key) != track:
                self._tracks[key] = track
                self._points.pop(key[0], None)

    # ---- points

    def _corners(self, route: Route) -> tuple[Point, ...]:
        lanes, parts = self._lanes, route.parts
        ends = [box.moved(0.0, lanes[lane].y) for lane, _, _, box in (route.start, route.end)]
        if isinstance(parts[0], Plumb):
            x = parts[0].x + self._aside(route.link)
            upper, lower = ends if route.sides[0] == "below" else ends[::-1]
            points = ((x, upper.bottom), (x, lower.y))
            return points if route.sides[0] == "below" else points[::-1]
        x = _edge(ends[0], route.sides[0])
        corners: list[Point] = []
        for number, part in enumerate(parts):
            if isinstance(part, Across):
                y = self._y(part, (route.link.id, number))
                corners.append((x, y))
                following = parts[number + 1] if number + 1 < len(parts) else None
                if isinstance(following, Down):
                    x = self._x(following, (route.link.id, number + 1))
                else:
                    x = _edge(ends[1], route.sides[1])
                corners.append((x, y))
        return _without_straight(corners)

    def _aside(self, link: Link) -> float:
        """Return how far a straight line is moved aside for the one that leads back."""
        back = any(
            self._links[each].start == link.end and self._links[each].end == link.start
            for each in self._of_card[link.start]
        )
        return 0.0 if not back else _PAIR if link.start < link.end else -_PAIR

    def _x(self, part: Down, key: Key) -> float:
        columns, avenue = self._columns, part.avenue
        if avenue == 0:
            return columns[0].x + CELL_PADDING / 2 + self._offset(key, _OUTER_ROOM)
        if avenue == len(columns):
            return columns[-1].x + columns[-1].width - CELL_PADDING / 2 + self._offset(key, _OUTER_ROOM)
        return columns[avenue].x + self._offset(key, _AVENUE_ROOM)

    def _y(self, part: Across, key: Key) -> float:
        lane = self._lanes[part.lane]
        if part.y == inf:
            space = lane.height - lane.inside.height + CARD_GAP
            return lane.y + lane.height - space / 2 + self._offset(key, min(max(space / 2 - 2.0, 1.0), _STREET_ROOM))
        if part.room == inf:
            return lane.y + lane.inside.top - CELL_PADDING / 2 + self._offset(key, _OUTER_ROOM)
        return lane.y + part.y + (self._offset(key, part.room) if part.room else 0.0)

    def _offset(self, key: Key, room: float) -> float:
        """Return how far a part is from the middle of its channel: in it, then beside it by turns.

        The tracks come closer by halves where there are many, so that one more line seldom moves the others.
        """
        track, count = self._tracks[key]
        if count == 1:
            return 0.0
        apart = TRACK
        while apart * (count // 2) > room:
            apart /= 2
        return apart * ((track + 1) // 2) * (1 if track % 2 else -1)


def _rows(lanes: tuple[LaneRow, ...]) -> list[tuple[float, float, float, float]]:
    return [(lane.y, lane.height, lane.inside.height, lane.inside.top) for lane in lanes]


def _edge(box: Box, side: Side) -> float:
    return box.right if side == "right" else box.x


def _without_straight(corners: list[Point]) -> tuple[Point, ...]:
    """Return the corners without those at which a line goes straight on, or stands still."""
    kept: list[Point] = []
    for point in corners:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept[-1] = point
        else:
            kept.append(point)
    return tuple(kept)
