"""Moving by key what the mouse would drag: cards through cells, headers along their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.canvas.selection import Header
from app.layout.lane_layout import LaneInside
from app.layout.sheet import Direction, Focus, LaneRow, MapLayout
from app.models.kinds import LANE_TAKES
from app.models.records import Card
from app.services import cards, lanes, personas, stages

if TYPE_CHECKING:
    from app.canvas.commands import Commands


def nudge_cards(
    commands: Commands, layout: MapLayout, card_ids: Sequence[str], focus: Focus, direction: Direction
) -> None:
    """Move cards one step sideways, or the focused one past its neighbour, then to the next lane that takes it."""
    lane, number = layout.lane(focus.lane_id), layout.position.get(focus.step_id)
    if lane is None or number is None or focus.card_id is None:
        return
    if direction in ("left", "right"):
        beside = number + (1 if direction == "right" else -1)
        if 0 <= beside < len(layout.columns):
            step_id = layout.columns[beside].step_id
            commands.run(cards.move_cards, card_ids, focus.lane_id, step_id, None, anchor=focus.card_id)
        return
    inside, down = lane.inside, direction == "down"
    if inside.rows and _to_next_row(commands, lane, card_ids, focus, down=down):
        return
    stack = [each for each in inside.stacks[number] if each == focus.card_id or each not in card_ids]
    place = stack.index(focus.card_id)
    if down and place + 1 < len(stack):
        before = stack[place + 2] if place + 2 < len(stack) else None
        commands.run(cards.move_cards, card_ids, focus.lane_id, focus.step_id, before)
    elif not down and place > 0:
        commands.run(cards.move_cards, card_ids, focus.lane_id, focus.step_id, stack[place - 1])
    else:
        _to_next_lane(commands, layout, card_ids, focus, down=down)


def _to_next_row(commands: Commands, lane: LaneRow, card_ids: Sequence[str], focus: Focus, *, down: bool) -> bool:
    """Move cards from the end of their row to the next row, whose channel they get; tells whether that was to be done.

    At the end of the last row they go to the next lane.
    """
    inside = lane.inside
    here = inside.row_at(inside.boxes[focus.card_id or ""].y)
    stack = [each for each in inside.stacks[0 if here is None else _column_of(inside, focus)] if each not in card_ids]
    within = [each for each in stack if inside.row_at(inside.boxes[each].y) == here]
    y = inside.boxes[focus.card_id or ""].y
    beyond = [each for each in within if (inside.boxes[each].y > y) == down]
    following = inside.rows.index(here) + (1 if down else -1) if here else -1
    if beyond or here is None or not 0 <= following < len(inside.rows):
        return False
    row = inside.rows[following]
    cells = [each for each in stack if inside.row_at(inside.boxes[each].y) == row]
    before = cells[0] if down and cells else None
    commands.run(cards.move_cards, card_ids, lane.lane_id, focus.step_id, before, row=row.channel_id or "")
    return True


def _column_of(inside: LaneInside, focus: Focus) -> int:
    return next(number for number, column in enumerate(inside.columns) if column.step_id == focus.step_id)


def _to_next_lane(commands: Commands, layout: MapLayout, card_ids: Sequence[str], focus: Focus, *, down: bool) -> None:
    kind = commands.content.get(Card, focus.card_id or "").kind
    rows = [lane.lane_id for lane in layout.lanes]
    here = rows.index(focus.lane_id)
    ahead = layout.lanes[here + 1 :] if down else layout.lanes[:here][::-1]
    for lane in ahead:
        if kind in LANE_TAKES[lane.kind]:
            stack = layout.stack(lane.lane_id, focus.step_id)
            before = stack[0] if down and stack else None
            commands.run(cards.move_cards, card_ids, lane.lane_id, focus.step_id, before)
            return


def can_nudge(layout: MapLayout, header: Header, direction: Direction) -> bool:
    """Return whether there is a place that way: headers go past the end of their owner, not of the map."""
    ids: dict[str, list[str | None]] = {
        "stage": [stage.stage_id for stage in layout.stages],
        "step": [column.step_id for column in layout.columns],
        "swimlane": [band.swimlane_id for band in layout.bands if band.swimlane_id],
        "lane": [lane.lane_id for lane in layout.lanes],
    }
    place = ids[header.kind].index(header.id)
    return place > 0 if direction in ("left", "up") else place + 1 < len(ids[header.kind])


def nudge_header(commands: Commands, layout: MapLayout, header: Header, direction: Direction) -> None:
    """Move a header one place along its order."""
    back = direction in ("left", "up")
    if (header.kind in ("stage", "step")) != (direction in ("left", "right")):
        return
    if header.kind == "stage":
        _shift(commands, stages.move_stage, header.id, [stage.stage_id for stage in layout.stages], back=back)
    elif header.kind == "swimlane":
        ids = [band.swimlane_id for band in layout.bands if band.swimlane_id]
        _shift(commands, personas.move_swimlane, header.id, ids, back=back)
    elif header.kind == "step":
        steps = [(step.step_id, step.stage_id) for step in layout.steps]
        _shift_owned(commands, stages.move_step, header.id, steps, back=back)
    else:
        rows = [(lane.lane_id, lane.swimlane_id) for lane in layout.lanes]
        _shift_owned(commands, lanes.move_lane, header.id, rows, back=back)


def _shift(commands: Commands, move: Callable[..., None], item_id: str, ids: Sequence[str], *, back: bool) -> None:
    place = ids.index(item_id)
    if back and place > 0:
        commands.run(move, item_id, ids[place - 1])
    elif not back and place + 1 < len(ids):
        commands.run(move, item_id, ids[place + 2] if place + 2 < len(ids) else None)


def _shift_owned(
    commands: Commands, move: Callable[..., None], item_id: str, owned: Sequence[tuple[str, str | None]], *, back: bool
) -> None:
    """Move within the owner, and past its end into the next one."""
    place = next(number for number, (each, _) in enumerate(owned) if each == item_id)
    owner = owned[place][1]
    beside = place - 1 if back else place + 1
    if not 0 <= beside < len(owned):
        return
    next_id, next_owner = owned[beside]
    if next_owner == owner:
        after = owned[place + 2] if place + 2 < len(owned) else None
        before = next_id if back else after[0] if after and after[1] == owner else None
    else:
        before = None if back else next_id
    commands.run(move, item_id, next_owner, before)
