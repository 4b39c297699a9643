"""What is chosen on a map: a place that the keys act on, and the cards that commands act on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.layout.geometry import Box, enclosing
from app.layout.sheet import Direction, Focus, MapLayout

HeaderKind = Literal["stage", "step", "lane", "swimlane"]


class Header(NamedTuple):
    """A stage or step above the grid, or a swimlane or lane beside it (no id: the band of the whole map)."""

    kind: HeaderKind
    id: str


Spot = Focus | Header
"""A place that the arrow keys walk: a card, an empty cell, a header."""


def walk(layout: MapLayout, spot: Spot | None, direction: Direction) -> Spot | None:
    """Return the place next to a spot, headers included; the same at the edge, the first cell where there is none."""
    if spot is None or not exists(layout, spot):
        return first_spot(layout)
    if isinstance(spot, Focus):
        following = layout.walk(spot, direction)
        return following if following != spot else _header_beside(layout, spot, direction) or spot
    rows = _label_column(layout) if spot.kind in ("lane", "swimlane") else _header_row(layout, spot)
    along = ("up", "down") if spot.kind in ("lane", "swimlane") else ("left", "right")
    if direction in along:
        place = rows.index(spot) + (1 if direction == along[1] else -1)
        return rows[min(max(place, 0), len(rows) - 1)]
    return _out_of_header(layout, spot, direction) or spot


def first_spot(layout: MapLayout) -> Spot | None:
    """Return where the keys begin: the first cell, else the first header, else nothing."""
    focus = layout.first_focus()
    if focus is not None:
        return focus
    headers = [Header("stage", stage.stage_id) for stage in layout.stages[:1]]
    return next(iter(headers or _label_column(layout)[:1]), None)


def exists(layout: MapLayout, spot: Spot) -> bool:
    """Tell whether a spot is still on the map."""
    if isinstance(spot, Header):
        return spot_box(layout, spot) is not None
    box = layout.cell_box(spot.lane_id, spot.step_id)
    return box is not None and (spot.card_id is None or spot.card_id in layout.cards)


def spot_box(layout: MapLayout, spot: Spot) -> Box | None:
    """Return where a spot is on the sheet."""
    if isinstance(spot, Focus):
        if spot.card_id is not None and spot.card_id in layout.cards:
            return layout.cards[spot.card_id].box
        return layout.cell_box(spot.lane_id, spot.step_id)
    if spot.kind == "stage":
        return next((stage.box for stage in layout.stages if stage.stage_id == spot.id), None)
    if spot.kind == "step":
        return next((step.box for step in layout.steps if step.step_id == spot.id), None)
    if spot.kind == "lane":
        lane = layout.lane(spot.id)
        return lane.label if lane else None
    return next((band.box for band in layout.bands if band.swimlane_id == spot.id), None)


def focus_on(layout: MapLayout, card_id: str) -> Focus:
    """Return the spot of a card that is on the sheet."""
    card = layout.cards[card_id]
    return Focus(card.lane_id, card.step_id, card_id)


def _label_column(layout: MapLayout) -> list[Header]:
    headers = []
    for band in layout.bands:
        if band.swimlane_id is not None:
            headers.append(Header("swimlane", band.swimlane_id))
        headers += [Header("lane", lane.lane_id) for lane in layout.lanes if lane.swimlane_id == band.swimlane_id]
    return headers


def _header_row(layout: MapLayout, spot: Header) -> list[Header]:
    if spot.kind == "stage":
        return [Header("stage", stage.stage_id) for stage in layout.stages]
    return [Header("step", step.step_id) for step in layout.steps]


def _header_beside(layout: MapLayout, focus: Focus, direction: Direction) -> Header | None:
    if direction == "left":
        return Header("lane", focus.lane_id)
    if direction != "up":
        return None
    if any(step.step_id == focus.step_id for step in layout.steps):
        return Header("step", focus.step_id)
    return Header("stage", layout.columns[layout.position[focus.step_id]].stage_id)


def _out_of_header(layout: MapLayout, spot: Header, direction: Direction) -> Spot | None:
    columns, lanes = layout.columns, layout.lanes
    if spot.kind in ("lane", "swimlane"):
        row = next((each for each in lanes if spot.id in (each.lane_id, each.swimlane_id)), None)
        return layout.enter(row.lane_id, columns[0].step_id) if row and columns and direction == "right" else None
    if spot.kind == "step":
        stage_id = next(step.stage_id for step in layout.steps if step.step_id == spot.id)
        if direction == "up":
            return Header("stage", stage_id)
        return layout.enter(lanes[0].lane_id, spot.id) if lanes else None
    below = [step.step_id for step in layout.steps if step.stage_id == spot.id]
    if direction == "up":
        return None
    if below:
        return Header("step", below[0])
    first = next((column.step_id for column in columns if column.stage_id == spot.id), None)
    return layout.enter(lanes[0].lane_id, first) if lanes and first else None


@dataclass(slots=True)
class Selection:
    """The focused spot and the selected cards, in the order of choosing; `anchor` is where Shift begins.

    Where a connector is selected, no card is; the focused spot is a card that it joins.
    """

    spot: Spot | None = None
    cards: tuple[str, ...] = ()
    anchor: str | None = None
    connector: str | None = None

    def put(self, spot: Spot | None) -> None:
        """Focus a spot and select its card only."""
        self.spot = spot
        self.anchor = spot.card_id if isinstance(spot, Focus) else None
        self.cards = (self.anchor,) if self.anchor else ()
        self.connector = None

    def put_connector(self, connector_id: str, focus: Focus | None) -> None:
        """Select a connector; the focus goes to one of its cards."""
        self.spot, self.cards, self.anchor = focus or self.spot, (), None
        self.connector = connector_id

    def toggle(self, layout: MapLayout, card_id: str) -> None:
        """Take a card into the selection, or out of it; the focus goes to it."""
        chosen = dict.fromkeys(self.cards)
        self.connector = None
        if card_id in chosen:
            del chosen[card_id]
        else:
            chosen[card_id] = None
        self.spot, self.cards, self.anchor = focus_on(layout, card_id), tuple(chosen), card_id

    def extend(self, layout: MapLayout, card_id: str) -> None:
        """Select what lies between the anchor and a card, both included; the focus goes to it."""
        start = layout.cards[self.anchor].box if self.anchor and self.anchor in layout.cards else None
        end = layout.cards[card_id].box
        self.spot = focus_on(layout, card_id)
        self.connector = None
        if start is None:
            self.cards, self.anchor = (card_id,), card_id
            return
        self.cards = layout.cards_in_rect(enclosing((start, end)))

    def choose(self, layout: MapLayout, card_ids: Iterable[str]) -> None:
        """Select these cards; the focus stays on one of them, or goes to the last."""
        self.cards = tuple(dict.fromkeys(card_ids))
        self.connector = None
        if self.cards and not (isinstance(self.spot, Focus) and self.spot.card_id in self.cards):
            on_sheet = [card_id for card_id in self.cards if card_id in layout.cards]
            self.spot = focus_on(layout, on_sheet[-1]) if on_sheet else self.spot
            self.anchor = on_sheet[-1] if on_sheet else self.anchor

    def follow(self, before: MapLayout, after: MapLayout) -> None:
        """Let go of what is no longer on the map; the focus stays where a card was, or near it."""
        self.cards = tuple(card_id for card_id in self.cards if card_id in after.cards)
        spot = self.spot
        if isinstance(spot, Focus) and spot.card_id and spot.card_id in after.cards:
            self.spot = focus_on(after, spot.card_id)
        elif spot is not None and not exists(after, spot):
            self.spot = _nearest(before, after, spot)
            self.anchor = None

    def copy(self) -> "Selection":
        """Return a selection that later choices do not change."""
        return Selection(self.spot, self.cards, self.anchor, self.connector)


def _nearest(before: MapLayout, after: MapLayout, spot: Spot) -> Spot | None:
    box = spot_box(before, spot)
    if isinstance(spot, Focus) and after.cell_box(spot.lane_id, spot.step_id):
        below = after.card_at(box.x + 1, min(box.y + 1, after.height)) if box else None
        return focus_on(after, below) if below else after.enter(spot.lane_id, spot.step_id)
    cell = after.cell_at(box.x + 1, box.y + 1) if box else None
    return after.enter(cell.lane_id, cell.step_id) if cell else first_spot(after)
