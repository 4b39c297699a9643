"""Where the editor lies on the map, and the room that is made there for something new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect

from app.canvas.editing import Target, box_of, swimlane_of_persona
from app.canvas.tools.typing import Typing
from app.canvas.writer import Writer
from app.layout.geometry import Box
from app.layout.lane_layout import TITLE_LEFT

if TYPE_CHECKING:
    from app.canvas.view import MapView

LETTERS: Final = 13.0
"""The size of the letters in points, those of a card."""

SPARE: Final = 16.0
"""The room beside a new header at the end of the sheet, in points."""

NARROWEST: Final = 160
"""The least width of the editor in pixels, so that it can be written in at any zoom."""


class Writing(Writer):
    """Writes over the sheet and its headers."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view, view)

    def reach(self, target: Target) -> bool:
        """Put back what was being dragged, and return whether the target is on the sheet."""
        self._view.hand.cancel()
        return self._box(target) is not None

    def prepare(self, target: Target) -> None:
        """Scroll to the target; a new last stage or step needs room behind the sheet."""
        view, seen, box = self._view, self._view.seen(), self._box(target)
        view.hand.tool = Typing(view)
        if box is None:
            return
        if target.kind in ("stage", "step"):
            view.spare = box.width + SPARE
            view.arrange()
            view.reveal(Box(box.x, seen.y, box.width, 0.0), 0)
        elif target.kind == "card":
            view.reveal(box)
        else:
            view.reveal(Box(seen.x, box.y, 0.0, box.height), 0)

    def clear(self) -> None:
        """Put the editor out of the hand, and take back the room behind the sheet."""
        self._view.hand.put_down()
        if self._view.spare:
            self._view.spare = 0.0
            self._view.arrange()

    def place(self) -> None:
        """Lie over the target again after the map moved; where that is gone, leave without keeping."""
        if self.target is None:
            return
        box = self._box(self.target)
        if box is None:
            self.drop()
            return
        zoom = self._view.zoom
        indent = TITLE_LEFT * zoom if self.target.kind == "card" else 0.0
        self.editor.lie_over(self._rect(self.target, box), LETTERS * zoom, indent)

    def _box(self, target: Target) -> Box | None:
        view = self._view
        return box_of(
            view.layout_, target, lambda persona_id: swimlane_of_persona(view.content, view.journey_id, persona_id)
        )

    def _rect(self, target: Target, box: Box) -> QRect:
        """Return the pixels of the view that a target covers; headers and labels are scrolled in one direction only."""
        view, scale = self._view, self._view.frozen_scale
        corner = view.pixel_of(box.x, box.y)
        x, y, width, height = corner.x(), corner.y(), box.width * view.zoom, box.height * view.zoom
        if target.kind in ("stage", "step"):
            y, height = box.y * scale, box.height * scale
        elif target.kind in ("lane", "persona"):
            x, width = box.x * scale, box.width * scale
            height = min(height, 4 * LETTERS * scale)
        width = max(width, NARROWEST)
        x = min(max(x, 0.0), max(0.0, view.width() - width))
        return QRect(round(x), round(y), round(width), round(height))
