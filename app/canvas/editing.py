"""What the in-place editor edits: where it lies, what it says, and which service keeps it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from app.layout.geometry import CELL_PADDING, COLUMN_WIDTH, GRID, Box
from app.layout.lane_layout import card_height
from app.layout.sheet import Focus, MapLayout
from app.models.content import Content, steps_of
from app.models.kinds import CardKind
from app.models.records import AnyRecord, Card, Lane, Persona, Stage, Step, Swimlane
from app.services import cards, lanes, personas, stages
from app.store import Store

TargetKind = Literal["card", "stage", "step", "lane", "persona"]


class Target(NamedTuple):
    """A text on the map; without an id it is that of something new, which is made when the text is kept.

    `before` is the next one in its order (none = at the end); `owner` the stage of a new step; `channel_id` that of a
    new card in a lane which shows its cards by channel.
    """

    kind: TargetKind
    id: str | None = None
    card_kind: CardKind | None = None
    lane_id: str | None = None
    step_id: str | None = None
    before: str | None = None
    owner: str | None = None
    channel_id: str | None = None


_RECORDS: dict[TargetKind, type[AnyRecord]] = {
    "card": Card,
    "stage": Stage,
    "step": Step,
    "lane": Lane,
    "persona": Persona,
}

_RENAME: dict[TargetKind, Callable[[Store, str, str], None]] = {
    "card": cards.rename_card,
    "stage": stages.rename_stage,
    "step": stages.rename_step,
    "lane": lanes.rename_lane,
    "persona": personas.rename_persona,
}

MAY_BE_EMPTY: frozenset[TargetKind] = frozenset({"lane", "step"})
"""What can go without a title of its own; for the others an emptied text is not kept."""


def text_of(content: Content, target: Target) -> str:
    """Return the text as it is now, empty for something new."""
    record = content.find(_RECORDS[target.kind], target.id)
    return str(getattr(record, "title", None) or getattr(record, "name", "")) if record else ""


def keep(store: Store, journey_id: str, target: Target, text: str) -> str:
    """Store the text by one service and return the id of what it belongs to (the swimlane's for a new persona)."""
    if target.id is not None:
        _RENAME[target.kind](store, target.id, text)
        return target.id
    if target.kind == "card" and target.card_kind:
        return cards.add_card(
            store,
            journey_id,
            target.card_kind,
            text,
            lane_id=target.lane_id,
            step_id=target.step_id,
            before=target.before,
            channel_id=target.channel_id,
        )
    if target.kind == "stage":
        return stages.add_stage(store, journey_id, text, target.before)
    if target.kind == "step" and target.owner:
        return stages.add_step(store, target.owner, text, target.before)
    return personas.add_persona_to_map(store, journey_id, text)


def next_target(content: Content, layout: MapLayout, target: Target, kept_id: str) -> Target | None:
    """Return where Enter goes on: a new card below the kept one, a new stage or step behind it; else nowhere."""
    card = content.find(Card, kept_id) if target.kind == "card" else None
    if card is not None and card.lane_id and card.step_id:
        before = layout.below(Focus(card.lane_id, card.step_id, card.id))
        place = Target("card", card_kind=card.kind, lane_id=card.lane_id, step_id=card.step_id, before=before)
        return place._replace(channel_id=target.channel_id)
    if target.kind == "step" and target.id is not None:
        return _next_untitled(content, kept_id)
    return target._replace() if target.id is None and target.kind in ("stage", "step", "card") else None


def _next_untitled(content: Content, step_id: str) -> Target | None:
    """Return the next step of the stage where that has no title yet, as after a split."""
    steps = steps_of(content, content.get(Step, step_id).stage_id)
    following = steps[[step.id for step in steps].index(step_id) + 1 :][:1]
    return Target("step", following[0].id) if following and not following[0].title else None


def box_of(layout: MapLayout, target: Target, swimlane_of: Callable[[str], str | None]) -> Box | None:
    """Return where the text is on the sheet, or where something new will be."""
    match target.kind:
        case "card":
            return _card_box(layout, target)
        case "stage":
            return _stage_box(layout, target)
        case "step":
            return _step_box(layout, target)
        case "lane":
            lane = layout.lane(target.id or "")
            return lane.label if lane else None
    swimlane_id = swimlane_of(target.id) if target.id else None
    band = next((each for each in layout.bands if swimlane_id and each.swimlane_id == swimlane_id), None)
    if band is not None:
        return Box(0.0, band.box.y, layout.label_width + COLUMN_WIDTH, band.box.height)
    below = layout.height + GRID if layout.lanes or layout.bands else layout.header_height  # an empty sheet has no end
    return Box(0.0, below, layout.label_width, 4 * GRID)


def swimlane_of_persona(content: Content, journey_id: str, persona_id: str) -> str | None:
    """Return the swimlane of a persona on a map."""
    swimlanes = content.holding(Swimlane, "persona_id", persona_id)
    return next((each.id for each in swimlanes if each.journey_id == journey_id), None)


def _card_box(layout: MapLayout, target: Target) -> Box | None:
    if target.id is not None:
        card = layout.cards.get(target.id)
        return card.box if card else None
    cell = layout.cell_box(target.lane_id or "", target.step_id or "")
    lane = layout.lane(target.lane_id or "")
    if cell is None or lane is None:
        return None
    width = cell.width - 2 * CELL_PADDING
    height = card_height("", width)
    stack = layout.stack(lane.lane_id, target.step_id or "")
    start = lane.inside.top
    if lane.inside.rows:
        row = next((each for each in lane.inside.rows if each.channel_id == target.channel_id), lane.inside.rows[-1])
        stack = tuple(each for each in stack if lane.inside.row_at(lane.inside.boxes[each].y) == row)
        start = row.y + CELL_PADDING
    if target.before in stack:
        top = lane.inside.boxes[target.before or ""].y
    else:
        top = lane.inside.boxes[stack[-1]].bottom + GRID if stack else start
    return Box(cell.x + CELL_PADDING, cell.y + top, width, height)


def _stage_box(layout: MapLayout, target: Target) -> Box | None:
    stages_by_id = {stage.stage_id: stage.box for stage in layout.stages}
    if target.id is not None:
        return stages_by_id.get(target.id)
    end = layout.columns[-1].x + layout.columns[-1].width if layout.columns else layout.label_width
    x = stages_by_id[target.before].x if target.before in stages_by_id else end
    return Box(x, 0.0, COLUMN_WIDTH, layout.header_height)


def _step_box(layout: MapLayout, target: Target) -> Box | None:
    for step in layout.steps:
        if step.step_id == target.id:
            return step.box
    column = next((each for each in layout.columns if each.step_id == (target.id or target.before)), None)
    stage = next((each.box for each in layout.stages if each.stage_id == target.owner), None)
    if column is None and stage is None:
        return None
    x = column.x if column else stage.right if stage else 0.0
    height = min(layout.header_height, 4 * GRID)
    return Box(x, layout.header_height - height, COLUMN_WIDTH, height)
