"""Writing on the map: the editor over its target, and what is kept when it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRect, Qt

from app.canvas.editing import MAY_BE_EMPTY, Target, box_of, keep, next_target, swimlane_of_persona, text_of
from app.canvas.editor import Editor
from app.canvas.keyboard import walk_cells
from app.canvas.selection import Header, focus_on
from app.canvas.tools.typing import Typing
from app.layout.geometry import Box
from app.layout.lane_layout import TITLE_LEFT
from app.layout.look import Role, kind_edge
from app.models.errors import ClewError
from app.models.records import Card

if TYPE_CHECKING:
    from app.canvas.view import MapView

LETTERS: Final = 13.0
"""The size of the letters in points, those of a card."""

SPARE: Final = 16.0
"""The room beside a new header at the end of the sheet, in points."""

NARROWEST: Final = 160
"""The least width of the editor in pixels, so that it can be written in at any zoom."""


class Writing(QObject):
    """Holds the one editor and its target."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self.target: Target | None = None
        self._shown = ""
        self.editor = Editor(view, view.ink)
        self.editor.kept.connect(self.leave)

    def open(self, target: Target, text: str | None = None) -> None:
        """Write a text of the map; nothing new is made before it is kept. What was being dragged is put back."""
        self.leave("away")
        self._view.hand.cancel()
        box = self._box(target)
        if box is None:
            return
        self.target = target
        self._view.hand.tool = Typing(self._view)
        self._bring_into_view(target, box)
        self._shown = self._text(target)
        self.editor.open(self._shown if text is None else text, self._name(target), self._edge(target))
        self.place()

    def leave(self, how: str) -> None:
        """Keep the text; after Enter go on to the next one. A text that is refused stays open."""
        target, text = self.target, self.editor.text()
        if target is None:
            return
        self._let_go()
        had_focus = self.editor.hasFocus()
        self.editor.hide()
        if had_focus:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        try:
            kept_id = self._keep(target, text)
        except ClewError as error:
            self._view.message.emit(str(error))
            self.open(target, text)
            return
        if kept_id is not None:
            self._show(target, kept_id)
        self._go_on(how, target, kept_id)

    def _go_on(self, how: str, target: Target, kept_id: str | None) -> None:
        """Open what Enter leads to, or walk to the cell that Tab leads to."""
        layout = self._view.layout_
        following = None
        if how in ("tab", "back") and target.kind == "card":
            walk_cells(self._view, back=how == "back")
        elif how == "enter" and kept_id is not None:
            following = next_target(self._view.content, layout, target, kept_id)
        elif how == "enter" and target.kind == "stage" and not any(band.swimlane_id for band in layout.bands):
            following = Target("persona")  # all stages are named: whose journey is it?
        if following is not None:
            self.open(following)

    def keep_so_far(self) -> None:
        """Keep what is written so far and let it be written on; of a new persona, who becomes a swimlane, leave it."""
        target, text = self.target, self.editor.text()
        if target is None or (target.kind == "persona" and target.id is None):
            self.leave("away")
            return
        try:
            kept_id = self._keep(target, text)
        except ClewError as error:
            self._view.message.emit(str(error))
            return
        if kept_id is not None:
            self.target, self._shown = target._replace(id=kept_id), text
            self.place()

    def drop(self) -> None:
        """Leave without keeping anything."""
        if self.target is not None:
            self._let_go()
            self.editor.hide()

    def _let_go(self) -> None:
        self.target = None
        self._view.hand.put_down()
        if self._view.spare:
            self._view.spare = 0.0
            self._view.arrange()

    def _bring_into_view(self, target: Target, box: Box) -> None:
        """Scroll to the target; a new last stage or step needs room behind the sheet."""
        view, seen = self._view, self._view.seen()
        if target.kind in ("stage", "step"):
            view.spare = box.width + SPARE
            view.arrange()
            view.reveal(Box(box.x, seen.y, box.width, 0.0), 0)
        elif target.kind == "card":
            view.reveal(box)
        else:
            view.reveal(Box(seen.x, box.y, 0.0, box.height), 0)

    def _text(self, target: Target) -> str:
        """Return what the target says now; a lane without a title is called by its kind."""
        lane = self._view.layout_.lane(target.id or "") if target.kind == "lane" else None
        return lane.title if lane else text_of(self._view.content, target)

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

    def _name(self, target: Target) -> str:
        tr = self._view.tr
        if target.kind == "card":
            return self._view.words[target.card_kind].capitalize() if target.card_kind else tr("Card")
        return {"stage": tr("Stage"), "step": tr("Step"), "lane": tr("Lane"), "persona": tr("Persona")}[target.kind]

    def _edge(self, target: Target) -> Role:
        card = self._view.content.find(Card, target.id) if target.kind == "card" else None
        kind = card.kind if card else target.card_kind
        return kind_edge(kind) if kind else "accent"

    def _keep(self, target: Target, text: str) -> str | None:
        """Store the text if there is something to store; returns the id of what is there now."""
        view = self._view
        if target.id is None:
            return keep(view.store, view.journey_id, target, text) if text else None
        if text != self._shown and (text or target.kind in MAY_BE_EMPTY):
            keep(view.store, view.journey_id, target, text)
        return target.id

    def _show(self, target: Target, kept_id: str) -> None:
        view = self._view
        if target.kind == "card":
            if kept_id in view.layout_.cards:
                view.go_to(focus_on(view.layout_, kept_id))
        elif target.kind != "persona":
            view.focus_spot(Header(target.kind, kept_id))
        elif target.id is None:
            view.go_to(Header("swimlane", kept_id))
