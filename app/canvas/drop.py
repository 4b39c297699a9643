"""Drags that come from outside of the map: a new card or stage from the palette, cards from the tray."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.canvas.editing import Target
from app.canvas.given import has_pictures, pictures_in
from app.canvas.hand import EDGE, FASTEST, INTERVAL
from app.canvas.mime import carried_cards, carried_kind, carries_lane, carries_stage
from app.canvas.tools.drag_header import Slot, lane_slots, stage_slots
from app.layout.sheet import Drop
from app.models.kinds import CardKind
from app.models.records import Card

if TYPE_CHECKING:
    from app.canvas.view import MapView


_REST: Final = 300
"""How long the pointer rests near an edge before the map scrolls, in milliseconds; a drag from beside crosses one."""


class DropIn(QObject):
    """Follows one drag from outside, shows where it lands, and takes it."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._kind: CardKind | None = None
        self._pictures = False
        self._pixel = QPoint()
        self._drop: Drop | None = None
        self._slot: Slot | None = None
        self._lane = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._scroll)

    def take(self, event: QDropEvent | QDragLeaveEvent, source: QWidget) -> None:
        """Go on with a drag over the sheet or one of its panes."""
        if isinstance(event, QDragEnterEvent):
            self.enter(event)
        elif isinstance(event, QDragMoveEvent):
            self.move(event, source)
        elif isinstance(event, QDropEvent):
            self.drop(event)
        else:
            self.leave()

    def enter(self, event: QDragEnterEvent) -> None:
        """Accept what the map can take."""
        self._view.writing.leave("away")
        self._kind, self._lane = self._kind_of(event), carries_lane(event.mimeData())
        self._pictures = carried_kind(event.mimeData()) is None and has_pictures(event.mimeData())
        if self._kind or self._lane or carries_stage(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def move(self, event: QDragMoveEvent, source: QWidget) -> None:
        """Show where it lands from a place of the sheet or of a pane, and scroll near an edge."""
        self._pixel = source.mapTo(self._view, event.position().toPoint())
        self._show()
        if not any(self._speed()):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start(_REST)
        event.accept()

    def _speed(self) -> tuple[int, int]:
        over_sheet = self._view.viewport().geometry().contains(self._pixel)
        return self._view.edge_speed(self._pixel, EDGE, FASTEST) if over_sheet else (0, 0)

    def _scroll(self) -> None:
        self._timer.setInterval(INTERVAL)
        if self._view.scroll_by(*self._speed()):
            self._show()

    def _show(self) -> None:
        view = self._view
        place = view.place_of(self._pixel)
        if self._kind is not None:
            self._drop = view.layout_.drop_at(place.x(), place.y(), self._kind)
            if self._pictures and self._drop is not None and self._drop.refused:
                self._drop = self._with_new_lane(place.x(), place.y())
            view.overlay.show_landing(self._drop)
        else:
            slots = (lane_slots if self._lane else stage_slots)(view.layout_, place.x(), place.y())
            here = place.y() if self._lane else place.x()
            self._slot = min(slots, key=lambda slot: abs(slot.at - here), default=None)
            view.overlay.show_insertion(self._slot.at if self._slot else None, vertical=not self._lane)
            view.update_panes()

    def _with_new_lane(self, x: float, y: float) -> Drop | None:
        """Return the cell at a point: a picture from outside brings a lane along where the swimlane has none for it."""
        cell = self._view.layout_.cell_at(x, y)
        return Drop(cell.lane_id, cell.step_id, None, cell.box) if cell is not None else None

    def leave(self) -> None:
        """Show nothing any more."""
        self._timer.stop()
        self._drop, self._slot = None, None
        self._view.overlay.show_landing(None)
        self._view.overlay.show_insertion(None, vertical=True)
        self._view.update_panes()

    def drop(self, event: QDropEvent) -> None:
        """Take what was dropped: new things are named at once, in place."""
        view, drop, slot = self._view, self._drop, self._slot
        self.leave()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        data = event.mimeData()
        view.activateWindow()
        view.setFocus(Qt.FocusReason.MouseFocusReason)
        kind = carried_kind(data)
        if drop is not None and has_pictures(data):
            place = Target("card", card_kind="image", lane_id=drop.lane_id, step_id=drop.step_id)
            view.commands.add_images(pictures_in(data), place._replace(before=drop.before_card_id))
        elif carries_stage(data):
            view.commands.add_stage(slot.before if slot else None, at_end=True)
        elif carries_lane(data):
            view.structure.offer_lanes(slot)
        elif drop is not None and kind is not None:
            view.commands.add_card_at(drop, kind)
        elif drop is not None:
            view.commands.place_cards(carried_cards(data), drop)

    def _kind_of(self, event: QDropEvent) -> CardKind | None:
        """Return the kind of the new card, or of the first card from the tray."""
        kind = carried_kind(event.mimeData())
        if kind is not None:
            return kind
        if has_pictures(event.mimeData()):
            return "image"
        card = self._view.content.find(Card, next(iter(carried_cards(event.mimeData())), None))
        return card.kind if card else None
