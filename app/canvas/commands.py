"""What keys, menus and gestures do to the map: each is one service, and what it made is selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.canvas import mime
from app.canvas.editing import Target
from app.canvas.given import Given, Ready, ask_for_pictures, has_pictures, pictures_in
from app.canvas.hits import Hit
from app.canvas.nudge import nudge_cards, nudge_header
from app.canvas.selection import Header, focus_on
from app.layout.sheet import Direction, Drop, Focus
from app.models.content import Content
from app.models.errors import ClewError
from app.models.kinds import LANE_TAKES, CardKind, HandOff, LaneKind
from app.models.records import Card, Swimlane
from app.services import cards, clipboard, connectors, images, lanes, personas, stages
from app.store import AT_ONCE

if TYPE_CHECKING:
    from app.canvas.view import MapView

P = ParamSpec("P")
R = TypeVar("R")

CHARACTERS_OF_A_CARD: Final = 200
"""How long a card is at least on the clipboard, about."""

_DELETE = {
    "stage": stages.delete_stage,
    "step": stages.delete_step,
    "lane": lanes.delete_lane,
    "swimlane": personas.remove_swimlane,
}


class Commands:
    """The commands of a map, on what is selected in its view."""

    def __init__(self, view: MapView) -> None:
        self._view = view

    def run(self, service: Callable[..., R], *arguments: object, **named: object) -> R | None:
        """Call a service with the workspace first; what it refuses is said in the view, and none is returned."""
        try:
            return service(self._view.store, *arguments, **named)
        except ClewError as error:
            self._view.message.emit(str(error))
            return None

    def run_large(
        self,
        what: str,
        size: int,
        service: Callable[..., R],
        *arguments: object,
        then: Callable[[R | None], object] = lambda made: None,
    ) -> None:
        """Call a service that changes so many cards: on the worker where that takes more than a moment.

        `then` gets what it returns once that is on show, none where it was refused.
        """
        apart = self._view.apart if size > AT_ONCE else None
        if apart is not None:
            apart(what, lambda store: service(store, *arguments), then)
        else:
            then(self.run(service, *arguments))

    @property
    def content(self) -> Content:
        """The content of the workspace."""
        return self._view.content

    def _focus(self) -> Focus | None:
        """Return the focused cell; with none, the first."""
        spot = self._view.selection.spot
        return spot if isinstance(spot, Focus) else self._view.layout_.first_focus()

    def selected(self) -> tuple[str, ...]:
        """Return the ids of the selected cards."""
        return self._view.selection.cards

    # ---- adding

    def _missing(self) -> str:
        """Return what a map without cells needs before it can take a card."""
        tr, layout = self._view.tr, self._view.layout_
        if layout.columns:
            return tr("Add a persona or a lane first: cards need a cell to be in.")
        if layout.lanes:
            return tr("Add a stage first: cards need a cell to be in.")
        return tr("Add a stage and a persona first: cards need a cell to be in.")

    def add_card(self, kind: CardKind, focus: Focus | None = None, row: str | None = None) -> None:
        """Open the editor for a new card in a cell, below its focused card; the card is made when the text is kept.

        `row` is the channel whose row of the lane is meant.
        """
        place = focus or self._focus()
        if place is None:
            self._view.message.emit(self._missing())
        elif kind == "image":
            self._ask_for_images(self.card_target(kind, place))
        else:
            self._view.edit(self.card_target(kind, place, row))

    def card_target(self, kind: CardKind, place: Focus, row: str | None = None) -> Target:
        """Return the target of a new card below the focused card of a cell, or last in the nearest that takes it."""
        layout = self._view.layout_
        lane = layout.lane(place.lane_id)
        if lane and kind in LANE_TAKES[lane.kind]:
            before = self._view.layout_.below(place)
            above = self.content.find(Card, place.card_id) if lane.inside.rows else None
            target = Target("card", card_kind=kind, lane_id=lane.lane_id, step_id=place.step_id, before=before)
            return target._replace(channel_id=above.channel_id if above else row or None)
        box = layout.cell_box(place.lane_id, place.step_id)
        drop = layout.drop_at(box.x + 1, box.bottom - 1, kind) if box else None
        lane_id = drop.lane_id if drop and not drop.refused else place.lane_id
        return Target("card", card_kind=kind, lane_id=lane_id, step_id=place.step_id)

    def add_card_at(self, drop: Drop, kind: CardKind) -> None:
        """Open the editor for a new card where one was dropped."""
        if drop.refused:
            self._view.message.emit(drop.refused)
            return
        target = Target("card", card_kind=kind, lane_id=drop.lane_id, step_id=drop.step_id, before=drop.before_card_id)
        target = target._replace(channel_id=drop.row or None)
        if kind == "image":
            self._ask_for_images(target)
        else:
            self._view.edit(target)

    def _ask_for_images(self, place: Target) -> None:
        ask_for_pictures(QApplication.activeWindow(), True, lambda given: self.add_images(given, place))

    def add_images(self, given: Sequence[Given], place: Target) -> None:
        """Add a card for each picture where a new card would be, once they are made fit on another thread."""
        journey_id = self._view.journey_id

        def add(ready: list[Ready]) -> None:
            made = self.run(
                images.add_image_cards,
                journey_id,
                [(each.title, each.data) for each in ready],
                place.lane_id,
                place.step_id,
                place.before,
            )
            if self._view.journey_id == journey_id:
                self._view.select_made(made or ())

        self._view.preparing.run(given, add, self._view.message.emit)

    def add_stage(self, before: str | None = None, *, at_end: bool = False) -> None:
        """Open the editor for a new stage, after the focused one or at the end."""
        if before is None and not at_end:
            before = self._stage_after_focus()
        self._view.edit(Target("stage", before=before))

    def _stage_after_focus(self) -> str | None:
        spot, layout = self._view.selection.spot, self._view.layout_
        stage_ids = [stage.stage_id for stage in layout.stages]
        here = None
        if isinstance(spot, Focus) and spot.step_id in layout.position:
            here = layout.columns[layout.position[spot.step_id]].stage_id
        elif isinstance(spot, Header) and spot.kind == "stage":
            here = spot.id
        elif isinstance(spot, Header) and spot.kind == "step":
            here = next((step.stage_id for step in layout.steps if step.step_id == spot.id), None)
        if here not in stage_ids:
            return None
        following = stage_ids[stage_ids.index(here) + 1 :]
        return following[0] if following else None

    def add_step(self, stage_id: str, before: str | None = None) -> None:
        """Open the editor for a new step of a stage."""
        self._view.edit(Target("step", owner=stage_id, before=before))

    def add_lane(self, swimlane_id: str | None, kind: LaneKind, before: str | None = None) -> None:
        """Add a lane of a kind to a swimlane, or for the whole map."""
        lane_id = self.run(lanes.add_lane, self._view.journey_id, swimlane_id, kind, before=before)
        if lane_id:
            self._view.go_to(Header("lane", lane_id))

    def add_swimlane(self, persona_id: str | None = None) -> None:
        """Give a persona a swimlane; with none, open the editor for the name of a new one."""
        if persona_id is None:
            self._view.edit(Target("persona"))
            return
        swimlane_id = self.run(personas.add_swimlane, self._view.journey_id, persona_id)
        if swimlane_id:
            self._view.go_to(Header("swimlane", swimlane_id))

    def add_at(self, hit: Hit) -> None:
        """Do what a visible plus offers."""
        if hit.kind == "add stage":
            self.add_stage(at_end=True)
        elif hit.kind == "add step" and hit.id:
            self.add_step(hit.id)
        else:
            self._view.show_menu(hit)

    def edit_at(self, hit: Hit) -> None:
        """Do what a double click means: edit a card, rename a header, write a new card into a cell."""
        if hit.kind == "cell" and hit.focus:
            lane = self._view.layout_.lane(hit.focus.lane_id)
            kinds = LANE_TAKES[lane.kind] if lane else ()
            if kinds:
                self.add_card(kinds[0], hit.focus, hit.row)
            elif not self._view.structure.choose_opportunity(hit.focus):
                self._view.message.emit(self._view.tr("This lane is computed from the cards of the others."))
        elif hit.kind == "connector":
            self._view.details_asked.emit()
        elif hit.kind in ("card", "card edge") and hit.focus:
            self.rename(hit.focus)
        elif hit.kind == "column edge" and hit.id:
            self._view.structure.set_width([hit.id], None)
        elif hit.kind == "lane edge" and hit.id:
            lane = self._view.layout_.lane(hit.id)
            if lane is not None:
                self._view.structure.set_height(lane, None)
        elif hit.kind in ("stage", "step", "lane", "swimlane") and hit.id:
            self.rename(Header(hit.kind, hit.id))

    def rename(self, spot: Focus | Header | None = None) -> None:
        """Open the editor on what a spot is called, by default the focused one; in an empty cell, for a new card."""
        if spot is None and self._view.selection.connector is not None:
            self._view.details_asked.emit()
            return
        spot = spot or self._view.selection.spot
        if isinstance(spot, Focus):
            if spot.card_id:
                self._view.edit(Target("card", spot.card_id))
            else:
                self.edit_at(Hit("cell", None, spot))
        elif isinstance(spot, Header) and spot.kind == "swimlane":
            self._view.edit(Target("persona", self.content.get(Swimlane, spot.id).persona_id))
        elif isinstance(spot, Header) and spot.kind != "swimlane":
            self._view.edit(Target(spot.kind, spot.id))

    def show_details(self) -> None:
        """Go on in the form of what is selected."""
        self._view.details_asked.emit()

    # ---- changing

    def move_cards(self, card_ids: Sequence[str], drop: Drop, anchor: str) -> None:
        """Move cards to where they were dropped; a card that is put back where it was is not moved."""
        place = self._view.layout_.cards.get(anchor)
        here = Focus(place.lane_id, place.step_id, anchor) if place and len(card_ids) == 1 else None
        there = Focus(drop.lane_id, drop.step_id, anchor)
        same_row = drop.row is None or drop.row == (self.content.get(Card, anchor).channel_id or "")
        if here == there and same_row and self._view.layout_.below(there) == drop.before_card_id:
            return
        self.run(
            cards.move_cards, card_ids, drop.lane_id, drop.step_id, drop.before_card_id, anchor=anchor, row=drop.row
        )

    def place_here(self, card_ids: Sequence[str]) -> None:
        """Place cards that waited in Unplaced in the focused cell, or in the nearest lane there that takes them."""
        place = self._focus()
        if place is None or not card_ids:
            return
        there = self.card_target(self.content.get(Card, card_ids[0]).kind, place)
        self.run(cards.move_cards, card_ids, there.lane_id, there.step_id, there.before)

    def place_cards(self, card_ids: Sequence[str], drop: Drop) -> None:
        """Place cards that waited in Unplaced, and select them."""
        if drop.refused:
            self._view.message.emit(drop.refused)
            return
        self.run(cards.move_cards, card_ids, drop.lane_id, drop.step_id, drop.before_card_id, row=drop.row)
        self._view.select_made(card_ids)

    def set_sentiment(self, sentiment: float | None) -> None:
        """Set the sentiment of the selected cards, none for the default of their kind."""
        if self.selected():
            self.run(cards.set_sentiment, self.selected(), sentiment)

    def set_kind(self, kind: CardKind) -> None:
        """Change the kind of the selected cards."""
        self.run(cards.change_kind, self.selected(), kind)

    def toggle_collapsed(self, swimlane_id: str) -> None:
        """Fold a swimlane to its title bar, or unfold it."""
        self.run(personas.toggle_collapsed, swimlane_id)

    def delete(self) -> None:
        """Delete the selected cards, or the focused header; the cards of a header wait in Unplaced."""
        spot, connector = self._view.selection.spot, self._view.selection.connector
        if connector is not None:
            self.run(connectors.disconnect, [connector])
        elif self.selected():
            self._delete_selected()
        elif isinstance(spot, Header):
            self.run(_DELETE[spot.kind], spot.id)

    def _delete_selected(self) -> None:
        chosen = self.selected()
        self.run_large(self._view.tr("Deleting cards"), len(chosen), cards.delete_cards, chosen)

    def delete_persona(self, swimlane_id: str) -> None:
        """Delete the persona of a swimlane from the workspace and all maps; her cards wait in Unplaced."""
        self.run(personas.delete_persona, self.content.get(Swimlane, swimlane_id).persona_id)

    def unplace(self) -> None:
        """Take the selected cards off the map into Unplaced."""
        chosen = self.selected()
        if chosen:
            self.run_large(self._view.tr("Moving cards to Unplaced"), len(chosen), cards.unplace_cards, chosen)

    # ---- connectors

    def begin_connecting(self) -> None:
        """Begin a connector at the focused card."""
        spot = self._view.selection.spot
        if isinstance(spot, Focus) and spot.card_id:
            self._view.connecting.begin(spot.card_id)

    def connect(self, from_card_id: str, to_card_id: str) -> None:
        """Let a card lead to another one, and select the connector."""
        made = self.run(connectors.connect, from_card_id, to_card_id)
        if made is not None:
            self._view.select_connector(made)
        elif from_card_id in self._view.layout_.cards:
            self._view.go_to(focus_on(self._view.layout_, from_card_id))

    def mark_hand_off(self, hand_off: HandOff | None) -> None:
        """Mark the selected connector as a hand-off, or (none) as a plain flow."""
        connector = self._connector()
        if connector is not None:
            self.run(connectors.set_hand_off, [connector], hand_off)

    def reverse(self) -> None:
        """Let the selected connector lead the other way."""
        connector = self._connector()
        turned = self.run(connectors.reverse, connector) if connector is not None else None
        if turned is not None:
            self._view.select_connector(turned)

    def _connector(self) -> str | None:
        """Return the id of the selected connector; says what is missing where none is."""
        if self._view.selection.connector is None:
            self._view.message.emit(self._view.tr("Select a connector first: click its line, or press L on its card."))
        return self._view.selection.connector

    # ---- clipboard

    def copy(self) -> bool:
        """Put the selected cards or the focused header on the clipboard, for Clew and as lines; tells whether any."""
        spot, store = self._view.selection.spot, self._view.store
        if self.selected():
            copied = clipboard.copy_cards(store, self.selected())
        elif isinstance(spot, Header) and spot.id:
            copied = clipboard.copy_header(store, spot.kind, spot.id)
        else:
            return False
        data = QMimeData()
        data.setData(mime.COPIED, copied.data.encode())
        data.setText(copied.lines)
        QGuiApplication.clipboard().setMimeData(data)
        return True

    def cut(self) -> None:
        """Copy the selected cards, or the focused header with its cards, and delete them."""
        if not self.copy():
            return
        spot = self._view.selection.spot
        if self.selected():
            self._delete_selected()
        elif isinstance(spot, Header):
            self.run(clipboard.cut_header, spot.kind, spot.id)

    def paste(self) -> None:
        """Put what is on the clipboard at the focused place; lines and tables of other programs become cards."""
        data = QGuiApplication.clipboard().mimeData()
        focus = self._focus()
        if focus is not None and has_pictures(data) and not data.hasFormat(mime.COPIED):
            self.add_images(pictures_in(data), self.card_target("image", focus))
            return
        text = bytes(data.data(mime.COPIED).data()).decode() or data.text()
        if not text.strip():
            return
        said, size = self._view.tr("Pasting"), len(text) // CHARACTERS_OF_A_CARD
        where = self._paste_target()
        self.run_large(said, size, clipboard.paste, self._view.journey_id, text, where, then=self._show_pasted)

    def _show_pasted(self, pasted: clipboard.Pasted | None) -> None:
        if pasted is None:
            return
        if pasted.header is not None:
            kind, header_id = pasted.header
            self._view.go_to(Header(kind, header_id))  # type: ignore[arg-type]
        else:
            self._view.select_made(pasted.card_ids)
        if pasted.unplaced:
            said = self._view.tr("Cards that wait in Unplaced: %1.")
            self._view.notice.emit(said.replace("%1", str(pasted.unplaced)))

    def _paste_target(self) -> clipboard.Target:
        """Return where pasted things go: below the focused card, behind the focused stage, above the focused lane."""
        spot, structure = self._view.selection.spot, self._view.structure
        focus = self._focus()
        lane_id = spot.id if isinstance(spot, Header) and spot.kind == "lane" else None
        return clipboard.Target(
            lane_id=focus.lane_id if focus else None,
            step_id=focus.step_id if focus else None,
            before=self._view.layout_.below(focus) if focus else None,
            before_stage=self._stage_after_focus(),
            before_lane=lane_id,
            swimlane_id=structure.swimlane_id(),
        )

    def duplicate(self) -> None:
        """Add a copy below each selected card."""
        chosen = self.selected()

        def show(made: Sequence[str] | None) -> None:
            self._view.select_made(made or ())

        if chosen:
            self.run_large(self._view.tr("Duplicating cards"), len(chosen), cards.duplicate_cards, chosen, then=show)

    def select_all(self) -> None:
        """Select all cards on the map."""
        self._view.select(tuple(self._view.layout_.cards))

    # ---- moving by key

    def nudge(self, direction: Direction) -> None:
        """Move the selected cards, or the focused header, one place up, down, left or right."""
        spot = self._view.selection.spot
        if isinstance(spot, Header):
            nudge_header(self, self._view.layout_, spot, direction)
        elif isinstance(spot, Focus) and spot.card_id:
            nudge_cards(self, self._view.layout_, self.selected() or (spot.card_id,), spot, direction)
