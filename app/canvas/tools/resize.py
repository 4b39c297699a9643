"""Dragging the edge of a column or a lane, or the right edge of a card over more steps."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.canvas.hand import Pointer
from app.canvas.tools.base import Tool
from app.layout.geometry import LEAST_COLUMN, MOST_COLUMN, MOST_LANE, Box, snapped
from app.layout.lane_layout import Column
from app.layout.sheet import LaneRow


class ResizeColumn(Tool):
    """Drags the right edge of a column; a line and the lit column show its width."""

    scrolls = True
    ways = (1, 0)
    cursor = Qt.CursorShape.SplitHCursor

    def enter(self, pointer: Pointer) -> None:
        """Take hold of the edge."""
        layout = self.view.layout_
        self._column: Column = layout.columns[layout.position[pointer.hit.id or ""]]
        self._width = self._column.width
        self._offset = self._column.x + self._column.width - pointer.x

    def move(self, pointer: Pointer) -> None:
        """Show the width, in steps of the grid."""
        self._width = snapped(pointer.x + self._offset - self._column.x, LEAST_COLUMN, MOST_COLUMN)
        layout, overlay = self.view.layout_, self.view.overlay
        overlay.show_insertion(self._column.x + self._width, vertical=True)
        overlay.show_lit(Box(self._column.x, layout.header_height, self._width, layout.height - layout.header_height))
        self.view.update_panes()

    def finish(self, pointer: Pointer) -> None:
        """Store the width, if it is another."""
        _hide(self)
        if self._width != self._column.width:
            self.view.structure.set_width([self._column.step_id], self._width)

    def cancel(self) -> None:
        """Leave the column as it is."""
        _hide(self)
        super().cancel()


class ResizeLane(Tool):
    """Drags the lower edge of a lane; a line and the lit lane show its height."""

    scrolls = True
    ways = (0, 1)
    cursor = Qt.CursorShape.SplitVCursor

    def enter(self, pointer: Pointer) -> None:
        """Take hold of the edge."""
        lane = self.view.layout_.lane(pointer.hit.id or "")
        assert lane is not None
        self._lane: LaneRow = lane
        self._height = lane.height
        self._offset = lane.y + lane.height - pointer.y

    def move(self, pointer: Pointer) -> None:
        """Show the height, in steps of the grid."""
        lane, layout = self._lane, self.view.layout_
        self._height = max(snapped(pointer.y + self._offset - lane.y, lane.least, MOST_LANE), lane.least)
        self.view.overlay.show_insertion(lane.y + self._height, vertical=False)
        self.view.overlay.show_lit(Box(layout.label_width, lane.y, layout.width - layout.label_width, self._height))
        self.view.update_panes()

    def finish(self, pointer: Pointer) -> None:
        """Store the height, if it is another."""
        _hide(self)
        if self._height != self._lane.height:
            self.view.structure.set_height(self._lane, self._height)

    def cancel(self) -> None:
        """Leave the lane as it is."""
        _hide(self)
        super().cancel()


class StretchCard(Tool):
    """Drags the right edge of a card over the steps; a box shows which it will cover."""

    scrolls = True
    ways = (1, 0)
    cursor = Qt.CursorShape.SizeHorCursor

    def enter(self, pointer: Pointer) -> None:
        """Take hold of the edge."""
        layout = self.view.layout_
        self._card_id = pointer.hit.id or ""
        self._box = layout.cards[self._card_id].box
        self._first = layout.position[layout.cards[self._card_id].step_id]
        self._offset = self._box.right - pointer.x
        self._before = self._nearest(pointer)
        self._last = self._before

    def _nearest(self, pointer: Pointer) -> int:
        """Return the number of the column whose right edge is nearest to the dragged one."""
        edge = pointer.x + self._offset
        columns = self.view.layout_.columns
        return min(range(self._first, len(columns)), key=lambda each: abs(columns[each].x + columns[each].width - edge))

    def move(self, pointer: Pointer) -> None:
        """Show which steps the card would cover."""
        self._last = self._nearest(pointer)
        last = self.view.layout_.columns[self._last]
        margin = self._box.x - self.view.layout_.columns[self._first].x
        right = last.x + last.width - margin
        self.view.overlay.show_rubber(self._box._replace(width=right - self._box.x))

    def finish(self, pointer: Pointer) -> None:
        """Store how many steps it covers, if that is another number."""
        self.view.overlay.show_rubber(None)
        if self._last != self._before:
            self.view.structure.stretch(self._card_id, self._last - self._first + 1)

    def cancel(self) -> None:
        """Leave the card as it is."""
        self.view.overlay.show_rubber(None)
        super().cancel()


def _hide(tool: ResizeColumn | ResizeLane) -> None:
    tool.view.overlay.show_insertion(None, vertical=True)
    tool.view.overlay.show_lit(None)
    tool.view.update_panes()
