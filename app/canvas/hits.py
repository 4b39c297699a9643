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
]


class Hit(NamedTuple):
    """What is under the pointer; `id` is that of the card, header or (for a plus) owner, `focus` the cell and card.

    A handle is that of a card, from which a connector can be dragged.
    """

    kind: HitKind
    id: str | None = None
    focus: Focus | None = None


NOTHING = Hit("nothing")


def hit_sheet(layout: MapLayout, x: float, y: float) -> Hit:
    """Return what is at a point of the grid, the title bars of swimlanes included."""
    cell = layout.cell_at(x, y)
    if cell is not None:
        card_id = layout.card_at(x, y)
        focus = Focus(cell.lane_id, cell.step_id, card_id)
        return Hit("card", card_id, focus) if card_id else Hit("cell", None, focus)
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


def hit_label(layout: MapLayout, y: float) -> Hit:
    """Return the lane or swimlane at a height of the label column."""
    lane = layout.lane_at(y)
    return Hit("lane", lane.lane_id) if lane else _hit_band(layout, y)


def _hit_band(layout: MapLayout, y: float) -> Hit:
    band = layout.band_at(y)
    return Hit("swimlane", band.swimlane_id) if band and band.swimlane_id else NOTHING
