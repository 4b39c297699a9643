"""What lies under a point of the map, by its layout alone."""

from typing import Literal, NamedTuple

from app.layout.sheet import Focus, MapLayout

Area = Literal["sheet", "header", "labels", "corner"]
HitKind = Literal[
    "nothing",
    "card",
    "handle",
    "connector",
    "cell",
    "stage",
    "step",
    "lane",
    "swimlane",
    "fold",
    "corner",
    "add stage",
    "add step",
    "add lane",
    "add swimlane",
    "column edge",
    "lane edge",
    "card edge",
    "chip",
]


class Hit(NamedTuple):
    """What is under the pointer; `id` is that of the card, header or (for a plus) owner, `focus` the cell and card.

    A handle is that of a card, from which a connector can be dragged.
    Edges are those that can be dragged: a column's (by its step) and a card's right one, a lane's lower one. A chip is
    an opportunity in the cell `focus`. `row` is the channel whose row of a lane a cell was hit in, empty for none.
    """

    kind: HitKind
    id: str | None = None
    focus: Focus | None = None
    row: str | None = None


NOTHING = Hit("nothing")


def hit_sheet(layout: MapLayout, x: float, y: float, edge: float = 0.0) -> Hit:
    """Return what is at a point of the grid, the title bars of swimlanes included; `edge` is how wide edges are."""
    cell = layout.cell_at(x, y)
    if cell is not None:
        card_id = layout.card_at(x, y)
        focus = Focus(cell.lane_id, cell.step_id, card_id)
        if card_id is None:
            chip = layout.chip_at(x, y)
            lane = layout.lane(cell.lane_id)
            row = lane.inside.row_at(y - lane.y) if lane else None
            here = Hit("cell", None, focus, (row.channel_id or "") if row else None)
            return Hit("chip", chip.opportunity_id, focus) if chip else here
        return Hit("card edge" if x > layout.cards[card_id].box.right - edge else "card", card_id, focus)
    return _hit_band(layout, y) if x < layout.width else NOTHING


def hit_header(layout: MapLayout, x: float, y: float) -> Hit:
    """Return the stage or step at a point of the header row."""
    for step in layout.steps:
        if step.box.contains(x, y):
            return Hit("step", step.step_id)
    for stage in layout.stages:
        if stage.box.contains(x, y):
            return Hit("stage", stage.stage_id)
    return NOTHING


def hit_column_edge(layout: MapLayout, x: float, y: float, edge: float) -> Hit:
    """Return the column whose right edge is nearer than `edge` to a point of the header row."""
    for column in layout.columns:
        right = column.x + column.width
        if abs(x - right) <= edge:
            within = next((stage.box for stage in layout.stages if stage.stage_id == column.stage_id), None)
            steps = [step for step in layout.steps if step.stage_id == column.stage_id]
            at_end = within is not None and abs(within.right - right) < 1.0
            if at_end or (steps and y >= steps[0].box.y):
                return Hit("column edge", column.step_id)
    return NOTHING


def hit_lane_edge(layout: MapLayout, y: float, edge: float) -> Hit:
    """Return the lane whose lower edge is nearer than `edge` to a height of the label column."""
    for lane in layout.lanes:
        if abs(lane.y + lane.height - y) <= edge:
            return Hit("lane edge", lane.lane_id)
    return NOTHING


def hit_label(layout: MapLayout, y: float) -> Hit:
    """Return the lane or swimlane at a height of the label column."""
    lane = layout.lane_at(y)
    return Hit("lane", lane.lane_id) if lane else _hit_band(layout, y)


def _hit_band(layout: MapLayout, y: float) -> Hit:
    band = layout.band_at(y)
    return Hit("swimlane", band.swimlane_id) if band and band.swimlane_id else NOTHING
