"""The map on screen: zoom, scroll, mouse and keys, each handed to what knows what it means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QWidget

from app.canvas.accessible import announce, make_accessible, tell_focus
from app.canvas.commands import Commands
from app.canvas.describe import describe_focus
from app.canvas.drop import DropIn
from app.canvas.editing import Target
from app.canvas.hand import Hand, Pointer
from app.canvas.hits import Hit, hit_sheet
from app.canvas.hover import Hover
from app.canvas.keyboard import press_key, walk_cells
from app.canvas.menus import menu_for, needs_menu
from app.canvas.overlay import Overlay
from app.canvas.painter import Ink
from app.canvas.panes import CornerPane, HeaderPane, LabelPane, Pane
from app.canvas.scene import MapScene, frozen_scale
from app.canvas.selection import Header, Selection, Spot, focus_on, spot_box
from app.canvas.tools.idle import Idle
from app.canvas.writing import Writing
from app.canvas.zoom_view import ZoomView
from app.layout.geometry import Box
from app.layout.look import LIGHT, Theme
from app.layout.sheet import Focus, MapLayout
from app.layout.words import ENGLISH, Words
from app.models.changes import ChangeSet
from app.models.content import Content
from app.models.records import Journey
from app.store import Store

ROOM = 64.0
"""How far beyond its right and lower end the sheet can be scrolled, in pixels: the last pluses lie there."""


class MapView(ZoomView):
    """One journey's map. Every change goes through a service; what the services commit comes back and is shown."""

    selection_changed = Signal(list)
    """The ids of the selected cards."""
    focus_changed = Signal(str)
    """The focused place in words."""
    message = Signal(str)
    """One plain line: why something was not done."""
    journey_shown = Signal(str)
    journey_gone = Signal()
    """The journey that was shown was deleted, or taken back; another has to be shown."""
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
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.store = store
        self.words = words
        self.ink = Ink(theme)
        self.selection = Selection()
        self.space_held = False
        self.panes: tuple[Pane, ...] = ()
        self._panes_zoom = 0.0
        self._ringed = False
        self.plus_words = {
            "add stage": self.tr("Add a stage (S)"),
            "add step": self.tr("Add a step to this stage"),
            "add lane": self.tr("Add a lane"),
            "add swimlane": self.tr("Add a persona"),
        }
        self._set_up()
        self.commands = Commands(self)
        self.hand = Hand(self, Idle(self))
        self._hover = Hover(self)
        self._drop_in = DropIn(self)
        self.show_journey(journey_id)
        self.writing = Writing(self)
        header, labels, corner = HeaderPane(self), LabelPane(self), CornerPane(self)
        self.panes = (header, labels, corner)
        self.zoom_to(1.0)
        unsubscribe = store.subscribe(self._changed)
        self.destroyed.connect(lambda: unsubscribe())
        make_accessible(self)

    def _set_up(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setBackgroundBrush(self.ink.colour("surround"))
        self.horizontalScrollBar().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Journey map"))
        self.setAccessibleDescription(
            self.tr(
                "Arrow keys walk the cells, Enter edits, letters add cards, Alt with an arrow moves. F1 lists all keys."
            )
        )

    # ---- what is shown

    @property
    def content(self) -> Content:
        """The content of the workspace."""
        return self.store.content

    @property
    def layout_(self) -> MapLayout:
        """The layout of the map that is shown."""
        return self.map_scene.layout_

    @property
    def frozen_scale(self) -> float:
        """The scale at which headers and labels are drawn."""
        return frozen_scale(self.zoom)

    def show_journey(self, journey_id: str) -> None:
        """Show the map of another journey from its beginning."""
        old = self.scene()
        self.journey_id = journey_id
        self.map_scene = MapScene(self.content, journey_id, self.ink, self.words)
        self.map_scene.setParent(self)
        self.overlay = Overlay(self.map_scene, self.tr("drop here"))
        self.selection = Selection(self.layout_.first_focus())
        self.setScene(self.map_scene)
        if old is not None:
            old.deleteLater()
            self.arrange()
            self._to_start()
            self.see(self.seen())
            self._show_selection()
        self.journey_shown.emit(journey_id)

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in other colours, at once."""
        self.ink.use(theme)
        self.setBackgroundBrush(self.ink.colour("surround"))
        self.map_scene.recolour()
        self.overlay.recolour()
        self.writing.editor.recolour()
        for pane in self.panes:
            pane.recolour()

    def set_cumulative(self, cumulative: bool) -> None:
        """Show the running mean of the emotion, or its value in each step."""
        self.map_scene.cumulative = cumulative
        self._relayout()

    def _changed(self, changes: ChangeSet) -> None:
        """Take over a committed change; a gesture that is under way would act on what is no longer there."""
        self.hand.cancel()
        if self.content.find(Journey, self.journey_id) is None:
            self.journey_gone.emit()
            return
        self._relayout()
        announce(self, changes.label)

    def _relayout(self) -> None:
        before = self.map_scene.relayout()
        chosen = self.selection.cards
        self.selection.follow(before, self.layout_)
        self.arrange()
        self.see(self.seen())
        self._show_selection(told=chosen == self.selection.cards)
        after = self.layout_
        if (before.stages, before.steps) != (after.stages, after.steps):
            self.panes[0].update()
        if before.bands != after.bands or _labels(before) != _labels(after):
            self.panes[1].update()
        self.writing.place()

    def undo(self) -> None:
        """Cancel the gesture that is under way, or else take back the last change."""
        if not self.hand.cancel():
            self.commands.run(Store.undo)

    def redo(self) -> None:
        """Do again what was taken back last."""
        if not self.hand.cancel():
            self.commands.run(Store.redo)

    # ---- where things are

    def arrange(self) -> None:
        """Fit headers, labels and what can be scrolled to the layout and the zoom."""
        layout, scale = self.layout_, self.frozen_scale
        left, top = round(layout.label_width * scale), round(layout.header_height * scale)
        room = ROOM / self.zoom
        body_width, body_height = layout.width - layout.label_width, layout.height - layout.header_height
        self.setViewportMargins(left, top, 0, 0)
        self.setSceneRect(layout.label_width, layout.header_height, body_width + room, body_height + room)
        seen = self.viewport().geometry()
        if self.panes:
            header, labels, corner = self.panes
            header.setGeometry(seen.left(), 0, seen.width(), top)
            labels.setGeometry(0, seen.top(), left, seen.height())
            corner.setGeometry(0, 0, left, top)

    def see(self, seen: Box) -> None:
        """Have items for what is in view."""
        self.map_scene.see(seen, self.zoom)
        if self.zoom != self._panes_zoom:
            self._panes_zoom = self.zoom
            self.update_panes()
            self.writing.place()

    def scrollContentsBy(self, right: int, down: int) -> None:
        """Move headers and labels along, and the editor."""
        super().scrollContentsBy(right, down)
        for pane in self.panes:
            pane.follow(right, down)
        self.writing.place()

    def show_all(self) -> None:
        """Zoom so that the whole map is in view."""
        layout = self.layout_
        across, down = self.width() - ROOM / 2, self.height() - ROOM / 2
        self.zoom_to(min(across / layout.width, down / layout.height, 1.0))
        self._to_start()

    def _to_start(self) -> None:
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setValue(bar.minimum())

    def update_panes(self) -> None:
        """Draw headers and labels again."""
        for pane in self.panes:
            pane.update()

    # ---- selection

    def focus_spot(self, spot: Spot | None) -> None:
        """Focus a place and select its card only."""
        self.selection.put(spot)
        self._show_selection()

    def go_to(self, spot: Spot | None) -> None:
        """Focus a place and bring it into view."""
        self.focus_spot(spot)
        box = spot_box(self.layout_, spot) if spot is not None else None
        if box is not None:
            self.reveal(box)

    def select(self, card_ids: Sequence[str]) -> None:
        """Select these cards and no others."""
        self.selection.choose(self.layout_, card_ids)
        self._show_selection()

    def select_made(self, card_ids: Sequence[str]) -> None:
        """Select cards that were just made, and bring the first into view."""
        there = [card_id for card_id in card_ids if card_id in self.layout_.cards]
        if there:
            self.go_to(focus_on(self.layout_, there[0]))
            self.select(there)

    def toggle(self, card_id: str) -> None:
        """Take a card into the selection, or out of it."""
        self.selection.toggle(self.layout_, card_id)
        self._show_selection()

    def extend_to(self, card_id: str) -> None:
        """Select everything between where Shift began and a card."""
        self.selection.extend(self.layout_, card_id)
        self._show_selection()

    def restore_selection(self, before: Selection) -> None:
        """Select what was selected before a gesture, as far as it is still there."""
        self.selection = before.copy()
        self.selection.follow(self.layout_, self.layout_)
        self._show_selection()

    def aim(self, hit: Hit) -> None:
        """Focus what a context menu is asked of; a selected card keeps the others selected."""
        if hit.kind == "card" and hit.id in self.selection.cards:
            return
        if hit.kind in ("card", "cell"):
            self.focus_spot(hit.focus)
        elif hit.kind in ("stage", "step", "lane", "swimlane") and hit.id:
            self.focus_spot(Header(hit.kind, hit.id))

    def focus_text(self) -> str:
        """Return the focused place in words."""
        return describe_focus(self)

    def _show_selection(self, *, told: bool = False) -> None:
        spot = self.selection.spot
        self.map_scene.mark(self.selection.cards)
        cell = (
            spot if isinstance(spot, Focus) and self.hasFocus() and spot.card_id not in self.selection.cards else None
        )
        self.overlay.show_focus(spot_box(self.layout_, cell) if cell else None)
        self._hover.show_hint()
        if isinstance(spot, Header) or self._ringed:
            self._ringed = isinstance(spot, Header)
            self.update_panes()
        if not told:
            self.selection_changed.emit(list(self.selection.cards))
        text = self.focus_text()
        self.focus_changed.emit(text)
        tell_focus(self, text)

    # ---- doing

    def edit(self, target: Target) -> None:
        """Open the editor on a text of the map."""
        self.writing.open(target)

    def show_menu(self, hit: Hit, on_screen: QPoint | None = None) -> None:
        """Offer what can be done with what is under the pointer; what has no choice is done at once."""
        if not needs_menu(self, hit):
            self.commands.add_swimlane()
            return
        self.aim(hit)
        place = on_screen or self.cursor().pos()
        menu_for(self, hit).popup(place)

    def hover(self, pointer: Pointer) -> None:
        """Show what is under the pointer."""
        self._hover.move(pointer)

    def show_cursor(self, shape: Qt.CursorShape) -> None:
        """Show what the pointer would do."""
        if shape != self.cursor().shape():
            self.setCursor(shape)
            self.viewport().setCursor(shape)

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
        hit = pane.hit(pane.mapFrom(self, pixel)) if pane else hit_sheet(self.layout_, place.x(), place.y())
        return Pointer(pane.area if pane else "sheet", pixel, place.x(), place.y(), hit, button, modifiers)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        self.hand.press(self.pointer(event, self.viewport()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        self.hand.move(self.pointer(event, self.viewport()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it."""
        self.hand.release(self.pointer(event, self.viewport()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit what is under the pointer, or write a new card."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.double_click(self.pointer(event, self.viewport()))

    def double_click(self, pointer: Pointer) -> None:
        """Edit what is under the pointer, or write a new card."""
        self.hand.cancel()
        self.writing.leave("away")
        self.commands.edit_at(pointer.hit)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with what is under the pointer, or (by key) with the focused place."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.show_menu(*self._focused_hit())
            return
        place = self.place_of(event.pos() + self.viewport().pos())
        self.show_menu(hit_sheet(self.layout_, place.x(), place.y()), event.globalPos())

    def _focused_hit(self) -> tuple[Hit, QPoint]:
        spot = self.selection.spot
        box = spot_box(self.layout_, spot) if spot else None
        corner = self.pixel_of(box.x, box.bottom).toPoint() if box else QPoint(0, 0)
        place = self.mapToGlobal(QPoint(max(corner.x(), 0), max(corner.y(), 0)))
        if isinstance(spot, Header):
            return Hit(spot.kind, spot.id), place
        if spot is None:
            return Hit("corner"), place
        return Hit("card" if spot.card_id else "cell", spot.card_id, spot), place

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        self._hover.leave()

    # ---- drags from palette and tray

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept new cards, stages and cards from the tray."""
        self._drop_in.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where they land."""
        self._drop_in.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show nothing any more."""
        self._drop_in.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them."""
        self._drop_in.drop(event)

    # ---- the keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key means on the map."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._hold_space(True)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focused place."""
        super().focusInEvent(event)
        self._show_selection(told=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it: the keys go elsewhere."""
        super().focusOutEvent(event)
        self._hold_space(False)
        self._show_selection(told=True)


def _labels(layout: MapLayout) -> tuple[object, ...]:
    """Return what the labels of lanes show."""
    keys = [(curve.lane_id, curve.n, curve.name) for curve in layout.curves]
    return keys, [(lane.lane_id, lane.title, lane.y, lane.height) for lane in layout.lanes]
