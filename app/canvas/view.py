"""The map on screen: zoom, scroll, mouse and keys, each handed to what knows what it means."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Final

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from app.canvas.commands import Commands
from app.canvas.connecting import Connecting
from app.canvas.describe import describe_focus
from app.canvas.drop import DropIn
from app.canvas.editing import Target
from app.canvas.given import Preparing
from app.canvas.hand import Hand, Pointer
from app.canvas.hits import Hit, hit_sheet
from app.canvas.hover import Hover
from app.canvas.keyboard import press_key, walk_cells
from app.canvas.keymap import Keymap
from app.canvas.map_commands import map_keys
from app.canvas.menus import menu_for, needs_menu
from app.canvas.minimap import Minimap
from app.canvas.selection import Header, focus_on, spot_box
from app.canvas.sheet_view import SheetView
from app.canvas.structure import Structure
from app.canvas.tools.idle import Idle
from app.canvas.writing import Writing
from app.layout.geometry import Box
from app.layout.lens import PLAIN, Lens, Sight, look_at, spare
from app.layout.look import LIGHT, Theme
from app.layout.sheet import MapLayout
from app.layout.words import ENGLISH, Words
from app.models.changes import ChangeSet
from app.models.records import Connector
from app.store import Store

Apart = Callable[[str, Callable[[Store], Any], Callable[[Any], object]], None]
"""Runs a service on the worker: what goes on, in words; the service; what gets its result once that is on show."""

CARD_EDGE: Final = 6.0
"""How wide the edge is by which a card is stretched, in pixels."""

EDGES_FROM: Final = 0.5
"""The zoom from which cards are large enough to have such an edge."""


class MapView(SheetView):
    """One journey's map. Every change goes through a service; what the services commit comes back and is shown."""

    offers = True

    message = Signal(str)
    """One plain line: why something was not done."""
    sight_changed = Signal()
    """The map is looked at through another lens, or what that makes of it may have changed."""
    notice = Signal(str)
    """One plain line on what was done besides."""
    opportunity_chosen = Signal(str)
    """An opportunity on the map was clicked."""
    opportunity_asked = Signal()
    """The user wants an opportunity made of the selected cards."""
    journey_asked = Signal(str)
    """The map of the journey that a step opens is wanted."""
    details_asked = Signal()
    """The user wants to edit what is selected where its fields are."""
    unlock_asked = Signal()
    """The sign of the lock was clicked."""
    cards_dragged_outside = Signal(list, QPoint)
    cards_dropped_outside = Signal(list, QPoint)
    """Ids of cards that are carried or let go outside of the view, and where on the screen: the tray takes them."""

    def __init__(
        self,
        store: Store,
        journey_id: str,
        *,
        theme: Theme = LIGHT,
        words: Words = ENGLISH,
        keys: Keymap | None = None,
        lenses: Callable[[str], Lens] = lambda _: PLAIN,
        apart: Apart | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(store, theme, words, parent)
        self.store = store
        self.apart = apart
        """Runs what takes long on the worker, where there is one."""
        self.lenses = lenses
        """Tells the lens that a journey is shown through first."""
        self.keys = keys or map_keys()
        """Which command each key is."""
        self.space_held = False
        self._pressed = QPoint()
        self._set_up()
        self.commands: Commands = Commands(self)
        self.structure: Structure = Structure(self)
        self.hand = Hand(self, Idle(self))
        self.connecting = Connecting(self)
        self._hover = Hover(self)
        self.drop_in = DropIn(self)
        self.preparing = Preparing(self)
        self.writing = Writing(self)
        self.minimap = Minimap(self)
        self.show_journey(journey_id)
        unsubscribe = store.subscribe(self.follow)
        self.destroyed.connect(lambda: unsubscribe())

    def _set_up(self) -> None:
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setAccessibleDescription(
            self.tr(
                "Arrow keys walk the cells, letters add cards, Alt with an arrow moves. The menu Help lists all keys."
            )
        )

    # ---- the lock

    @property
    def locked(self) -> bool:
        """Whether nothing on the map is changed by hand: hands off."""
        return self.store.hands_off

    def may_edit(self) -> bool:
        """Return whether the map may be changed by hand; says why where it may not."""
        if self.locked:
            self.message.emit(self.store.hands_off_words)
        return not self.locked

    def follow_lock(self) -> None:
        """Show whether the map is locked; what was under way is put back before, and nothing is offered any more."""
        self.hand.cancel()
        self.connecting.cancel()
        self._hover.leave()
        self.show_cursor(Qt.CursorShape.ArrowCursor)
        self.update_panes()

    def _click_locked(self, pointer: Pointer) -> None:
        """Do what a click means on a locked map: choose what is there, or unlock it by its sign."""
        hit = pointer.hit
        if hit.kind == "corner":
            self.unlock_asked.emit()
        elif hit.kind == "fold":
            self.may_edit()
        else:
            self.aim(hit)

    def plus_word(self, kind: str) -> str:
        """Return what the plus of a kind of hit adds, with the key that does it too; of the corner, what it says."""
        words = {
            "corner": self.tr("Hands off") if self.locked else "",
            "add stage": self.keys.with_key(self.tr("Add a stage"), "add_stage"),
            "add step": self.tr("Add a step to this stage"),
            "add lane": self.tr("Add a lane"),
            "add swimlane": self.keys.with_key(self.tr("Add a persona"), "add_persona"),
        }
        return words.get(kind, "")

    # ---- what is shown

    def lens_of(self, journey_id: str) -> Lens:
        """Return the lens that a journey was looked at through last."""
        return self.lenses(journey_id)

    def set_lens(self, lens: Lens) -> None:
        """Look at the map through another lens: what it hides is neither found nor selected."""
        if lens == self.lens:
            return
        self.hand.cancel()
        self._look(look_at(self.content, self.journey_id, lens, self.words))

    def uncover(self, card_ids: Collection[str]) -> None:
        """Bring cards into view that the filter hides."""
        if not self.map_scene.sight.hidden.isdisjoint(card_ids):
            self._look(spare(self.map_scene.sight, card_ids))

    def _look(self, sight: Sight) -> None:
        self.show_layout(self.map_scene.look(sight))
        self.sight_changed.emit()

    def choose_opportunities(self, opportunity_ids: Collection[str]) -> None:
        """Show which opportunities are selected."""
        self.map_scene.choose(frozenset(opportunity_ids))

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in other colours, at once."""
        super().set_theme(theme)
        self.minimap.renew()
        self.writing.editor.recolour()

    def show_journey(self, journey_id: str, layout: MapLayout | None = None) -> None:
        """Show the map of another journey from its beginning."""
        super().show_journey(journey_id, layout)
        self.minimap.renew()
        self.sight_changed.emit()

    def see(self, seen: Box) -> None:
        """Have items for what is in view, and show in the overview where that is."""
        super().see(seen)
        self.minimap.follow()

    def room_below(self) -> float:
        """Leave room for the overview at the end of the sheet."""
        return self.minimap.room()

    def begin_pinch(self) -> None:
        """Let go of what one finger has begun before the second came."""
        self.hand.cancel()

    def moved(self) -> None:
        """Let the editor move along with its target."""
        self.writing.place()

    def selected(self) -> None:
        """Show the keys of the focused cell, and where a connector that is being made would lead."""
        self._hover.show_hint()
        self.connecting.show()
        self.minimap.follow()

    def focus_text(self) -> str:
        """Return the focused place in words."""
        return describe_focus(self)

    def follow(self, changes: ChangeSet) -> None:
        """Take over a committed change; a gesture that is under way would act on what is no longer there."""
        self.hand.cancel()
        self.connecting.cancel()
        if self.content.find(Connector, self.selection.connector) is None:
            self.selection.connector = None
        super().follow(changes)
        if self.lens.colour_by or self.lens.filters:
            self.sight_changed.emit()

    def show_layout(self, before: MapLayout) -> None:
        """Bring everything else in step with a new layout."""
        super().show_layout(before)
        self.writing.place()
        self.minimap.renew()

    def undo(self) -> None:
        """Cancel the gesture that is under way, or else take back the last change."""
        if not self.hand.cancel():
            self.commands.run(Store.undo)

    def redo(self) -> None:
        """Do again what was taken back last."""
        if not self.hand.cancel():
            self.commands.run(Store.redo)

    # ---- doing

    def aim(self, hit: Hit) -> None:
        """Focus what a context menu is asked of; a selected card keeps the others selected."""
        if hit.kind in ("card", "card edge") and hit.id in self.selection.cards:
            return
        if hit.kind in ("card", "card edge", "cell", "chip"):
            self.focus_spot(hit.focus)
        elif hit.kind == "connector" and hit.id:
            self.select_connector(hit.id)
        elif hit.kind in ("stage", "step", "lane", "swimlane") and hit.id:
            self.focus_spot(Header(hit.kind, hit.id))
        elif hit.kind == "lane edge" and hit.id:
            self.focus_spot(Header("lane", hit.id))
        elif hit.kind == "column edge" and hit.id:
            self.focus_spot(self.structure.header_of(hit.id))

    def edit(self, target: Target) -> None:
        """Open the editor on a text of the map."""
        if self.may_edit():
            self.writing.open(target)

    def show_menu(self, hit: Hit, on_screen: QPoint | None = None) -> None:
        """Offer what can be done with what is under the pointer; what has no choice is done at once."""
        if not self.may_edit():
            return
        if not needs_menu(self, hit):
            self.commands.add_swimlane()
            return
        self.aim(hit)
        place = on_screen or self.cursor().pos()
        menu_for(self, hit).popup(place)

    def hover(self, pointer: Pointer) -> None:
        """Show what is under the pointer."""
        self._hover.move(pointer)

    # ---- the mouse

    def pointer(self, event: QMouseEvent, source: QWidget) -> Pointer:
        """Return a mouse event on the sheet or one of its panes as a moment of the pointer."""
        pixel = source.mapTo(self, event.position().toPoint())
        return self._pointer(pixel, event.button(), event.modifiers())

    def pointer_at(self, pixel: QPoint, like: Pointer) -> Pointer:
        """Return the pointer at a pixel, with the buttons and keys of another moment."""
        return self._pointer(pixel, like.button, like.modifiers)

    def _pointer(self, pixel: QPoint, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier) -> Pointer:
        place = self.place_of(pixel)
        pane = next((each for each in self.panes if each.geometry().contains(pixel)), None)
        hit = pane.hit(pane.mapFrom(self, pixel)) if pane else self._hit(place)
        return Pointer(pane.area if pane else "sheet", pixel, place.x(), place.y(), hit, button, modifiers)

    def _hit(self, place: QPointF) -> Hit:
        """Return what is at a place of the sheet: a card's handle or edge, a card, a connector, a cell.

        Where cards are small their edges are not taken for handles.
        """
        edge = CARD_EDGE / self.zoom if self.zoom >= EDGES_FROM else 0.0
        hit = hit_sheet(self.layout_, place.x(), place.y(), edge)
        held = self.overlay.handle_at(place.x(), place.y())
        if held is not None and held in self.layout_.cards:
            return Hit("handle", held, focus_on(self.layout_, held))
        if hit.kind in ("cell", "nothing"):
            connector_id = self.map_scene.connectors.at(place.x(), place.y())
            return Hit("connector", connector_id) if connector_id else hit
        return hit

    def press(self, event: QMouseEvent, source: QWidget) -> None:
        """Begin a gesture; on a locked map, any drag moves the sheet."""
        if self.locked:
            self._pressed = source.mapTo(self, event.position().toPoint())
            super().press(event, source)
        else:
            self.hand.press(self.pointer(event, source))

    def drag(self, event: QMouseEvent, source: QWidget) -> None:
        """Go on with it."""
        if self.locked:
            super().drag(event, source)
        else:
            self.hand.move(self.pointer(event, source))

    def let_go(self, event: QMouseEvent, source: QWidget) -> None:
        """End it; on a locked map, one that did not move chooses what is there."""
        if not self.locked:
            self.hand.release(self.pointer(event, source))
            return
        super().let_go(event, source)
        pointer = self.pointer(event, source)
        moved = (pointer.pixel - self._pressed).manhattanLength()
        if pointer.button == Qt.MouseButton.LeftButton and moved < QApplication.startDragDistance():
            self._click_locked(pointer)

    def press_twice(self, event: QMouseEvent, source: QWidget) -> None:
        """Edit what is under the pointer, or write a new card."""
        if not self.may_edit():
            return
        pointer = self.pointer(event, source)
        self.hand.cancel()
        self.writing.leave("away")
        self.commands.edit_at(pointer.hit)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with what is under the pointer, or (by key) with the focused place."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.show_menu(*self._focused_hit())
            return
        place = self.place_of(event.pos() + self.viewport().pos())
        self.show_menu(self._hit(place), event.globalPos())

    @property
    def sheet(self) -> QWidget:
        """What menus open on: the view itself, or what shows the same map otherwise."""
        return self

    def focused_place(self) -> QPoint:
        """Return where on the screen the focused place is, for what opens beside it."""
        return self._focused_hit()[1]

    def _focused_hit(self) -> tuple[Hit, QPoint]:
        spot, connector = self.selection.spot, self.selection.connector
        box = spot_box(self.layout_, spot) if spot else None
        corner = self.pixel_of(box.x, box.bottom).toPoint() if box else QPoint(0, 0)
        place = self.mapToGlobal(QPoint(max(corner.x(), 0), max(corner.y(), 0)))
        if connector is not None:
            return Hit("connector", connector), place
        if isinstance(spot, Header):
            return Hit(spot.kind, spot.id), place
        if spot is None:
            return Hit("corner"), place
        return Hit("card" if spot.card_id else "cell", spot.card_id, spot), place

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        self._hover.leave()

    # ---- drags from palette and tray

    def carry(self, event: QDropEvent | QDragLeaveEvent, source: QWidget) -> None:
        """Show where new cards, stages and cards from the tray land, and take them."""
        if not self.locked:
            self.drop_in.take(event, source)
        elif isinstance(event, QDragEnterEvent):
            self.may_edit()
            event.ignore()

    # ---- the keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key means on the map."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._hold_space(True)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not self.hand.busy:
            page = self.viewport().height() * (1 if event.key() == Qt.Key.Key_PageDown else -1)
            self.scroll_by(0, round(page * 0.9))
        elif not press_key(self, event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End panning by Space."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._hold_space(False)
        else:
            event.ignore()

    def _hold_space(self, held: bool) -> None:
        self.space_held = held
        if not self.hand.busy:
            self.show_cursor(Qt.CursorShape.OpenHandCursor if held else Qt.CursorShape.ArrowCursor)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab walk the cells; beyond the last it leaves the map."""
        return walk_cells(self, back=not forward) or super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End panning by Space: the keys go elsewhere."""
        super().focusOutEvent(event)
        self._hold_space(False)
