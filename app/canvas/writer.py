"""Writing in place: the editor over its target, and what is kept when it is left; on the map or in the outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.canvas.editing import MAY_BE_EMPTY, Target, keep, next_target, text_of
from app.canvas.editor import Editor
from app.canvas.keyboard import walk_cells
from app.canvas.selection import Header, focus_on
from app.layout.look import Role, kind_edge
from app.models.errors import ClewError
from app.models.records import Card

if TYPE_CHECKING:
    from app.canvas.view import MapView


class Writer(QObject):
    """Holds one editor and its target. Where the editor lies is for those to say who know the place."""

    def __init__(self, view: MapView, sheet: QWidget) -> None:
        """Write on what `view` shows; the editor lies on `sheet`, which has the keys again afterwards."""
        super().__init__(sheet)
        self._view, self._sheet = view, sheet
        self.target: Target | None = None
        self._shown = ""
        self.editor = self.make_editor()
        self.editor.kept.connect(self.leave)

    def make_editor(self) -> Editor:
        """Return the editor that it writes with."""
        return Editor(self._sheet, self._view.ink)

    # ---- where it lies

    def reach(self, target: Target) -> bool:
        """Return whether there is a place for the target, after whatever is under way there has ended."""
        raise NotImplementedError

    def prepare(self, target: Target) -> None:
        """Bring the place of the target into view, with room for something new."""
        raise NotImplementedError

    def place(self) -> None:
        """Lie over the target again after things moved; where that is gone, leave without keeping."""
        raise NotImplementedError

    def clear(self) -> None:
        """Take back the room for something new."""
        raise NotImplementedError

    def show(self, target: Target, kept_id: str) -> None:
        """Focus what was written."""
        view = self._view
        if target.kind == "card":
            if kept_id in view.layout_.cards:
                view.go_to(focus_on(view.layout_, kept_id))
        elif target.kind != "persona":
            view.focus_spot(Header(target.kind, kept_id))
        elif target.id is None:
            view.go_to(Header("swimlane", kept_id))

    # ---- writing

    def open(self, target: Target, text: str | None = None) -> None:
        """Write a text of the map; nothing new is made before it is kept. What was being dragged is put back."""
        self.leave("away")
        if not self.reach(target):
            return
        self.target = target
        self.prepare(target)
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
            self._sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        try:
            kept_id = self._keep(target, text)
        except ClewError as error:
            self._view.message.emit(str(error))
            self.open(target, text)
            return
        if kept_id is not None:
            self.show(target, kept_id)
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
        self.clear()

    def _text(self, target: Target) -> str:
        """Return what the target says now; a lane without a title is called by its kind."""
        lane = self._view.layout_.lane(target.id or "") if target.kind == "lane" else None
        return lane.title if lane else text_of(self._view.content, target)

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
