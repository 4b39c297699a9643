"""Dragging one card or several to another place."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from app.canvas.hand import Pointer
from app.canvas.tools.base import Tool
from app.layout.sheet import Drop
from app.models.kinds import CardKind
from app.models.records import Card


class DragCards(Tool):
    """Carries the selected cards; shows where they land; outside of the view they are offered to whoever is there."""

    scrolls = True
    cursor = Qt.CursorShape.ClosedHandCursor

    def enter(self, pointer: Pointer) -> None:
        """Lift the cards."""
        self._anchor = pointer.hit.id or ""
        self._cards = self.view.selection.cards
        card = self.view.content.get(Card, self._anchor)
        self._kind: CardKind = card.kind
        self._span = card.span
        self._drop: Drop | None = None
        self._away = False
        self.view.overlay.lift(self._cards, self._anchor, pointer.place)

    def move(self, pointer: Pointer) -> None:
        """Carry the cards and show where they would land."""
        outside = not self.view.rect().contains(pointer.pixel)
        self._drop = None
        if not outside:
            self._drop = self.view.layout_.drop_at(pointer.x, pointer.y, self._kind, self._cards, self._span)
        self.view.overlay.carry(pointer.place)
        self.view.overlay.show_landing(self._drop)
        self.view.show_cursor(
            Qt.CursorShape.ForbiddenCursor if self._drop and self._drop.refused else Qt.CursorShape.ClosedHandCursor
        )
        if outside or self._away:
            self._away = outside
            offered = list(self._cards) if outside else []
            self.view.cards_dragged_outside.emit(offered, self.view.mapToGlobal(pointer.pixel))

    def finish(self, pointer: Pointer) -> None:
        """Move the cards, or say why they stay; let go outside of the view, they are given away."""
        self._put_down()
        drop = self._drop
        if not self.view.rect().contains(pointer.pixel):
            self.view.cards_dropped_outside.emit(list(self._cards), self.view.mapToGlobal(pointer.pixel))
        elif drop is not None and drop.refused:
            self.view.message.emit(drop.refused)
        elif drop is not None:
            self.view.commands.move_cards(self._cards, drop, self._anchor)

    def cancel(self) -> None:
        """Put the cards back."""
        self._put_down()
        super().cancel()

    def _put_down(self) -> None:
        self.view.overlay.put_down()
        self.view.overlay.show_landing(None)
        if self._away:
            self.view.cards_dragged_outside.emit([], QPoint())
