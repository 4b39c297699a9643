"""Commands on the map's structure: sizes, spans, steps and stages split and merged, swimlanes folded, lanes added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.canvas.editing import Target
from app.canvas.menus import lanes_menu
from app.canvas.selection import Header
from app.canvas.tools.drag_header import Slot
from app.layout.geometry import COLUMN_WIDTH, GRID, LEAST_COLUMN, MOST_COLUMN, MOST_LANE, snapped
from app.layout.lane_layout import Column
from app.layout.sheet import Focus, LaneRow
from app.models.content import stages_of, steps_of
from app.models.kinds import LaneKind
from app.models.records import Card, Lane, Stage, Step, Swimlane
from app.services import cards, lanes, merging, stages

if TYPE_CHECKING:
    from app.canvas.view import MapView

NOTCH: Final = 3 * GRID
"""How much one press of a key widens a column or raises a lane, in points."""


class Structure:
    """The commands on columns, lanes and swimlanes of a map, on what is focused in its view."""

    def __init__(self, view: MapView) -> None:
        self._view = view

    # ---- what is meant

    def _columns(self) -> list[Column]:
        """Return the columns of the focused stage, step or cell."""
        spot, layout = self._view.selection.spot, self._view.layout_
        if isinstance(spot, Focus):
            return [column for column in layout.columns if column.step_id == spot.step_id]
        if spot is None:
            return []
        return [column for column in layout.columns if spot.id in (column.step_id, column.stage_id)]

    def _lane(self) -> LaneRow | None:
        """Return the focused lane, or that of the focused cell."""
        spot = self._view.selection.spot
        lane_id = spot.lane_id if isinstance(spot, Focus) else spot.id if spot and spot.kind == "lane" else ""
        return self._view.layout_.lane(lane_id)

    def swimlane_id(self) -> str | None:
        """Return the focused swimlane, or that of the focused lane or cell; none for the whole map."""
        spot, lane = self._view.selection.spot, self._lane()
        if isinstance(spot, Header) and spot.kind == "swimlane":
            return spot.id or None
        return lane.swimlane_id if lane else None

    def _focused_stage(self) -> tuple[Stage | None, Step | None]:
        """Return the focused stage; of a step or a cell, its stage and itself unless it is all of a plain column."""
        content, columns = self._view.content, self._columns()
        if not columns:
            return None, None
        stage = content.get(Stage, columns[0].stage_id)
        spot = self._view.selection.spot
        if isinstance(spot, Header) and spot.kind == "stage":
            return stage, None
        step = content.get(Step, columns[0].step_id)
        plain = len(steps_of(content, stage.id)) == 1 and not step.title
        return stage, None if plain else step

    # ---- sizes

    def wider(self) -> None:
        """Stretch the selected card over another step, or widen the focused columns."""
        self._across(1)

    def narrower(self) -> None:
        """Take a step off the selected card, or narrow the focused columns."""
        self._across(-1)

    def _across(self, sign: int) -> None:
        view = self._view
        spot = view.selection.spot
        if isinstance(spot, Focus) and spot.card_id:
            self.stretch(spot.card_id, view.content.get(Card, spot.card_id).span + sign)
            return
        columns = self._columns()
        if columns:
            width = snapped(columns[0].width + sign * NOTCH, LEAST_COLUMN, MOST_COLUMN)
            self.set_width([column.step_id for column in columns], width, by_key=True)

    def set_width(self, step_ids: list[str], width: float | None, *, by_key: bool = False) -> None:
        """Set the width of columns, none = as usual; by key, one press after the other is one step."""
        view = self._view
        wanted = None if width == COLUMN_WIDTH else width
        if any(view.content.get(Step, each).width != wanted for each in step_ids):
            view.commands.run(stages.set_column_width, step_ids, wanted, by_key=by_key)

    def taller(self) -> None:
        """Raise the focused lane."""
        self._down(1)

    def lower(self) -> None:
        """Lower the focused lane, down to what it needs."""
        self._down(-1)

    def _down(self, sign: int) -> None:
        lane = self._lane()
        if lane is not None:
            self.set_height(lane, lane.height + sign * NOTCH, by_key=True)

    def set_height(self, lane: LaneRow, height: float | None, *, by_key: bool = False) -> None:
        """Set the height of a lane; none, or less than it needs, lets it be as its content needs."""
        view = self._view
        wanted = None if height is None or height <= lane.least else snapped(height, lane.least, MOST_LANE)
        if view.content.get(Lane, lane.lane_id).height != wanted:
            view.commands.run(lanes.set_lane_height, lane.lane_id, wanted, by_key=by_key)

    def automatic(self) -> None:
        """Let the focused card cover one step, the focused lane be as high or the columns as wide as usual."""
        spot, lane = self._view.selection.spot, self._lane()
        if isinstance(spot, Focus) and spot.card_id:
            self.stretch(spot.card_id, 1)
        elif isinstance(spot, Header) and lane is not None:
            self.set_height(lane, None)
        elif self._columns():
            self.set_width([column.step_id for column in self._columns()], None)

    def stretch(self, card_id: str, span: int) -> None:
        """Let a card cover so many steps, as far as there are any."""
        view = self._view
        card = view.content.get(Card, card_id)
        room = len(view.layout_.columns) - view.layout_.position.get(card.step_id or "", 0)
        span = min(max(span, 1), room)
        if span != card.span:
            view.commands.run(cards.set_span, card_id, span)

    # ---- steps and stages

    def split(self) -> None:
        """Split the focused step or plain stage in two, and ask for the first title that is missing."""
        stage, step = self._focused_stage()
        if stage is None:
            return
        made = (
            self._view.commands.run(stages.split_step, step.id)
            if step
            else self._view.commands.run(stages.split_stage, stage.id)
        )
        if made:
            untitled = [each.id for each in steps_of(self._view.content, stage.id) if not each.title]
            self._view.edit(Target("step", untitled[0] if untitled else made))

    def merge(self) -> None:
        """Merge the focused step with the next one of its stage, or the focused stage with the next one."""
        stage, step = self._focused_stage()
        if stage is None:
            return
        view, content = self._view, self._view.content
        order: list[str] = [each.id for each in steps_of(content, stage.id)]
        if step is None:
            order = [each.id for each in stages_of(content, stage.journey_id)]
        here = order.index(step.id if step else stage.id)
        if here + 1 == len(order):
            after = view.tr("There is no stage after this one.")
            view.message.emit(view.tr("This is the last step of its stage: merge the stages first.") if step else after)
            return
        pair = order[here : here + 2]
        merged = view.commands.run(merging.merge_steps if step else merging.merge_stages, pair)
        if merged is None:
            return
        if not isinstance(view.selection.spot, Focus):
            view.go_to(self.header_of(merged.id))
        if merged.dropped:
            view.notice.emit(view.tr("Merged. Not kept: %1.").replace("%1", "; ".join(merged.dropped)))

    def header_of(self, merged_id: str) -> Header:
        """Return the header of a step or stage; a step that is all of a plain column has that of its stage."""
        layout = self._view.layout_
        if any(step.step_id == merged_id for step in layout.steps):
            return Header("step", merged_id)
        stage_id = next((column.stage_id for column in layout.columns if column.step_id == merged_id), merged_id)
        return Header("stage", stage_id)

    def begin_stage(self) -> None:
        """Let a new stage begin with the focused step, and ask for its title where it has none."""
        _, step = self._focused_stage()
        made = self._view.commands.run(stages.begin_stage, step.id) if step else None
        if made:
            if self._view.content.get(Stage, made).title:
                self._view.go_to(Header("stage", made))
            else:
                self._view.edit(Target("stage", made))

    # ---- lanes and swimlanes

    def fold(self) -> None:
        """Fold the focused swimlane, or that of the focused cell, to its title bar, or unfold it."""
        swimlane_id = self.swimlane_id()
        if swimlane_id is None:
            self._view.message.emit(self._view.tr("Only the swimlane of a persona can be folded."))
            return
        self._view.commands.toggle_collapsed(swimlane_id)
        self._view.go_to(Header("swimlane", swimlane_id))

    def fold_by_arrow(self, *, closing: bool) -> bool:
        """Fold or unfold the focused title bar; tells whether there was anything to fold that way."""
        spot = self._view.selection.spot
        swimlane = self._view.content.find(Swimlane, spot.id) if isinstance(spot, Header) else None
        if swimlane is None or swimlane.collapsed == closing:
            return False
        self._view.commands.toggle_collapsed(swimlane.id)
        return True

    def offer_lanes(self, slot: Slot | None = None) -> None:
        """Offer all kinds of lanes for a gap between lanes; by default for the end of the focused swimlane."""
        place = self._view.cursor().pos() if slot else self._view.focused_place()
        swimlane_id = slot.owner if slot else self.swimlane_id()
        lanes_menu(self._view, swimlane_id, slot.before if slot else None).popup(place)

    def set_lane_kind(self, lane_id: str, kind: LaneKind) -> None:
        """Make a lane one of another kind; cards that it doesn't take any more wait in Unplaced."""
        moved = self._view.commands.run(lanes.set_lane_kind, lane_id, kind)
        if moved:
            text = self._view.tr("Cards that wait in Unplaced now: %1.")
            self._view.notice.emit(text.replace("%1", str(moved)))

    # ---- opportunities

    def choose_opportunity(self, focus: Focus) -> bool:
        """Select the first opportunity of a cell, or the one after the selected one; tells whether there is any."""
        layout = self._view.layout_
        lane, number = layout.lane(focus.lane_id), layout.position.get(focus.step_id)
        ids = [chip.opportunity_id for chip in lane.chips_in(number)] if lane and number is not None else []
        if not ids:
            return False
        chosen = [place for place, each in enumerate(ids) if each in self._view.map_scene.chosen]
        self._view.opportunity_chosen.emit(ids[(chosen[-1] + 1) % len(ids) if chosen else 0])
        return True
