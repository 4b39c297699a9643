"""A map in a view: its scene, headers and labels beside it, what is selected, and the places of all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QFocusEvent, QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.canvas.accessible import announce, make_accessible, tell_focus
from app.canvas.describe import proven
from app.canvas.hits import Hit
from app.canvas.motion import Transition
from app.canvas.overlay import Overlay
from app.canvas.painter import Ink
from app.canvas.panes import CornerPane, HeaderPane, LabelPane, Pane
from app.canvas.pictures import Pictures
from app.canvas.scene import MapScene, frozen_scale
from app.canvas.selection import Header, Selection, Spot, focus_on, spot_box
from app.canvas.spotlight import Spotlight
from app.canvas.zoom_view import SMALLEST_ZOOM, ZoomView
from app.layout.geometry import Box, enclosing
from app.layout.lens import PLAIN, Lens, follow, look_at
from app.layout.look import Theme
from app.layout.marks import Mark
from app.layout.sheet import Focus, MapLayout
from app.layout.words import ENGLISH, Words
from app.models.changes import ChangeSet
from app.models.content import Content
from app.models.evidence import verdict_of
from app.models.records import Card, Connector, Journey

ROOM = 64.0
"""How far beyond its right and lower end the sheet can be scrolled, in pixels: the last pluses lie there."""

NEAREST = 2.0
"""How near what is selected is brought at most."""

COMING = 160
"""How long the view takes to come to a box, in milliseconds."""

_AROUND = 4.0
"""Pixels between a selected card and the ring that says that the keys are there, too."""


NO_MARKS: Final[Mapping[str, Mark]] = {}


class MapSource(Protocol):
    """Where a map comes from: an open workspace, or a snapshot of one."""

    @property
    def content(self) -> Content:
        """The records."""

    def image(self, name: str) -> bytes | None:
        """Return the bytes of an image by its SHA-256; none where there is no such one."""


class SheetView(ZoomView):
    """Shows a journey's map, to be moved and zoomed; subclasses let it be edited.

    It follows a source that changes where its `follow` is subscribed, and shows another one at once by `show_source`.
    """

    offers = False
    """Whether it offers to change the map: pluses, handles, places to drop, and a ring around what has the focus."""

    selection_changed = Signal(list)
    """The ids of the selected cards."""
    focus_changed = Signal(str)
    """The focused place in words."""

    def __init__(self, source: MapSource, theme: Theme, words: Words = ENGLISH, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self.words = words
        self.pictures = Pictures(self._image, self)
        self.pictures.ready.connect(self._show_picture)
        self.ink = Ink(theme, self.pictures)
        self.selection = Selection()
        self.panes: tuple[Pane, ...] = ()
        self.spare = 0.0
        """How far the sheet can be scrolled beyond its right end at least, in points."""
        self._panes_zoom = 0.0
        self.header_marks: Mapping[str, Mark] = NO_MARKS
        """What is marked of stages, steps, lanes and swimlanes, by their ids."""
        self._ringed = False
        self.light = Spotlight(self)
        self._coming = Transition(COMING, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.horizontalScrollBar().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Journey map"))
        make_accessible(self)

    def _image(self, name: str) -> bytes | None:
        return self.source.image(name)

    def moved(self) -> None:
        """What lies over the sheet moves along."""

    def selected(self) -> None:
        """What depends on the focused place is shown."""

    def focus_text(self) -> str:
        """Return the focused place in words."""
        return ""

    @property
    def locked(self) -> bool:
        """Whether nothing on the map is changed by hand at the moment."""
        return False

    def plus_word(self, kind: str) -> str:
        """Return what the plus of a kind of hit adds."""
        return ""

    def show_menu(self, hit: Hit, on_screen: QPoint | None = None) -> None:
        """Offer what can be done with what is under the pointer."""

    def carry(self, event: QDropEvent | QDragLeaveEvent, source: QWidget) -> None:
        """Go on with a drag from outside over the sheet or one of its panes."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept what is carried in."""
        self.carry(event, self.viewport())

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it lands."""
        self.carry(event, self.viewport())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show nothing any more."""
        self.carry(event, self.viewport())

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        self.carry(event, self.viewport())

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what is behind the card under a resting pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.mapToScene(event.pos())
            card = self.content.find(Card, self.layout_.card_at(place.x(), place.y()))
            verdict = verdict_of(self.content, card) if card else None
            said = (proven(self, card) if card else "", verdict.reason if verdict else "")
            QToolTip.showText(event.globalPos(), "\n".join(part for part in said if part), self.viewport())
            return True
        return super().viewportEvent(event)

    def _show_picture(self, name: str) -> None:
        """Draw the cards that show an image anew, now that it is decoded."""
        self.map_scene.cards.repaint_image(name)

    # ---- what is shown

    @property
    def content(self) -> Content:
        """The records that the map is drawn from."""
        return self.source.content

    @property
    def layout_(self) -> MapLayout:
        """The layout of the map that is shown."""
        return self.map_scene.layout_

    @property
    def frozen_scale(self) -> float:
        """The scale at which headers and labels are drawn."""
        return frozen_scale(self.zoom)

    def show_journey(self, journey_id: str, layout: MapLayout | None = None) -> None:
        """Show the map of another journey from its beginning; `layout` is its own where it is laid out already."""
        old = self.scene()
        lens = self.lens_of(journey_id)
        weight = old.weight if isinstance(old, MapScene) else None
        self.journey_id, self.header_marks = journey_id, NO_MARKS
        self._coming.stop()
        self.light.forget()
        self.map_scene = MapScene(self.content, journey_id, self.ink, self.words, lens, weight, layout)
        self.map_scene.setParent(self)
        self.overlay = Overlay(self.map_scene, self.tr("drop here"))
        self.selection = Selection(self.layout_.first_focus() if self.offers else None)
        self.setScene(self.map_scene)
        if not isinstance(old, MapScene):
            self.panes = (HeaderPane(self), LabelPane(self), CornerPane(self))
            self.zoom_to(1.0)
            return
        old.deleteLater()
        for pane in self.panes:
            pane.renew()
        self.arrange()
        self.to_start()
        self.see(self.seen())
        self.show_selection()

    def show_source(self, source: MapSource, layout: MapLayout | None = None) -> None:
        """Show the same journey as another source has it: zoom, place and what did not change stay as they are.

        `layout` is that of its map where somebody has laid it out already, such as the worker. Raises InputError where
        it has no such journey; then nothing changes.
        """
        source.content.get(Journey, self.journey_id)
        self.source, scene = source, self.map_scene
        scene.content = source.content
        if layout is not None:
            scene.sight = layout.sight
        elif self.lens != PLAIN:
            scene.sight = look_at(source.content, self.journey_id, self.lens, self.words, scene.sight.spared)
        self.show_layout(scene.relayout(layout))

    def follow(self, changes: ChangeSet) -> None:
        """Take over a committed change of the source; where the journey is gone, whoever shows it shows another one."""
        if self.content.find(Journey, self.journey_id) is None:
            return
        scene = self.map_scene
        scene.sight = follow(scene.sight, self.content, self.journey_id, changes.changes, self.words)
        self.show_layout(scene.relayout())
        announce(self, changes.label)

    def show_layout(self, before: MapLayout) -> None:
        """Bring everything else in step with a new layout."""
        self._coming.finish()
        chosen = self.selection.cards
        self.selection.follow(before, self.layout_)
        self.arrange()
        self.see(self.seen())
        self.overlay.follow()
        self.show_selection(told=chosen == self.selection.cards)
        after = self.layout_
        if (before.stages, before.steps) != (after.stages, after.steps):
            self.panes[0].update()
        if before.assumed != after.assumed:
            self.panes[2].update()
        if before.bands != after.bands or _labels(before) != _labels(after):
            self.panes[1].update()

    def set_weight(self, weight: float | None) -> None:
        """Rank the opportunities on the map at another weight of the customer side, 0 … 1, none = as agreed."""
        self.map_scene.weight = weight
        if any(lane.chips for lane in self.layout_.lanes):
            self.show_layout(self.map_scene.relayout())

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in other colours, at once."""
        self.ink.use(theme)
        self.map_scene.recolour()
        self.overlay.recolour()
        for pane in self.panes:
            pane.renew()

    def lens_of(self, journey_id: str) -> Lens:
        """Return the lens through which a journey is looked at when it is shown."""
        return PLAIN

    @property
    def lens(self) -> Lens:
        """The lens through which the map is looked at."""
        return self.map_scene.sight.lens

    # ---- where things are

    def arrange(self) -> None:
        """Fit headers, labels and what can be scrolled to the layout and the zoom."""
        layout, scale = self.layout_, self.frozen_scale
        left, top = round(layout.label_width * scale), round(layout.header_height * scale)
        self.setViewportMargins(left, top, 0, 0)
        self.setSceneRect(*self._extent(self.zoom))
        seen = self.viewport().geometry()
        if self.panes:
            header, labels, corner = self.panes
            header.setGeometry(seen.left(), 0, seen.width(), top)
            labels.setGeometry(0, seen.top(), left, seen.height())
            corner.setGeometry(0, 0, left, top)

    def _extent(self, zoom: float) -> Box:
        """Return what of the sheet can be scrolled into view at a zoom."""
        layout, room = self.layout_, ROOM / zoom
        return Box(
            layout.label_width,
            layout.header_height,
            layout.width - layout.label_width + max(room, self.spare),
            layout.height - layout.header_height + max(room, self.room_below() / zoom),
        )

    def room_below(self) -> float:
        """Return how far the sheet can be scrolled beyond its lower end at least, in pixels."""
        return 0.0

    def see(self, seen: Box) -> None:
        """Have items for what is in view."""
        self.map_scene.see(seen, self.zoom)
        if self.zoom != self._panes_zoom:
            self._panes_zoom = self.zoom
            self.update_panes()
            self.moved()

    def scrollContentsBy(self, right: int, down: int) -> None:
        """Move headers and labels along, and the editor."""
        super().scrollContentsBy(right, down)
        for pane in self.panes:
            pane.follow(right, down)
        self.moved()

    def show_all(self) -> None:
        """Zoom so that the whole map is in view."""
        layout = self.layout_
        across, down = self.width() - ROOM / 2, self.height() - ROOM / 2
        self.zoom_to(min(across / layout.width, down / layout.height, 1.0))
        self.to_start()

    def spotlight(self, box: Box | None) -> None:
        """Dim everything outside of a box of the sheet; none = nothing is dimmed any more."""
        self.light.show(box)

    def set_marks(self, marks: Mapping[str, Mark], headers: Mapping[str, Mark] = NO_MARKS) -> None:
        """Mark cards, opportunities and what has a header or a label, by their ids; they go with their map."""
        self.map_scene.marks.show_marks(marks)
        if headers != self.header_marks:
            self.header_marks = headers
            self.update_panes()

    @property
    def marks(self) -> Mapping[str, Mark]:
        """The marks by the ids of what is marked."""
        return self.map_scene.marks.shown

    def show_box(self, box: Box) -> None:
        """Come to a box of the sheet, so that all of it fills the view."""
        start, end, left = self._outlook(), self._best_outlook(box), self._place()

        def step(fraction: float) -> None:
            nonlocal left
            if left != self._place():
                self._coming.stop()  # the user moves the view
                return
            x, y, shown = (a + (b - a) * fraction for a, b in zip(start, end, strict=True))
            scale = frozen_scale(1.0 / shown)
            corner = QPointF(round(self.layout_.label_width * scale), round(self.layout_.header_height * scale))
            self.bring(QPointF(x, y), corner, 1.0 / shown)
            left = self._place()

        self._coming.run(step, seen=self.isVisible())

    def _place(self) -> tuple[float, int, int]:
        return self.zoom, self.horizontalScrollBar().value(), self.verticalScrollBar().value()

    def _outlook(self) -> tuple[float, float, float]:
        """Return the place of the sheet in the corner of the view, and how many points a pixel shows."""
        seen = self.seen()
        return seen.x, seen.y, 1.0 / self.zoom

    def _best_outlook(self, box: Box) -> tuple[float, float, float]:
        """Return the same for the view in which a box is as large as can be, in the middle where there is room."""
        layout = self.layout_
        x, y = max(box.x, layout.label_width), max(box.y, layout.header_height)
        across = (self.width() - ROOM / 2) / (box.right - x + layout.label_width)
        down = (self.height() - ROOM / 2) / (box.bottom - y + layout.header_height)
        zoom = max(min(across, down, NEAREST), SMALLEST_ZOOM)
        sheet = self._extent(zoom)
        width, height = self.width() / zoom - layout.label_width, self.height() / zoom - layout.header_height
        return (
            max(sheet.x, min((x + box.right - width) / 2, sheet.right - width)),
            max(sheet.y, min((y + box.bottom - height) / 2, sheet.bottom - height)),
            1.0 / zoom,
        )

    def show_selected(self) -> None:
        """Zoom so that the selected cards fill the view; of none, what has the focus."""
        box = self._selected_box()
        if box is None:
            return
        layout = self.layout_
        across = (self.width() - ROOM) / (box.width + layout.label_width)
        down = (self.height() - ROOM) / (box.height + layout.header_height)
        self.zoom_to(min(across, down, NEAREST))  # up to here headers and labels grow along
        self.centre(box)

    def _selected_box(self) -> Box | None:
        layout, spot = self.layout_, self.selection.spot
        boxes = [layout.cards[card_id].box for card_id in self.selection.cards if card_id in layout.cards]
        if boxes:
            return enclosing(boxes)
        box = spot_box(layout, spot) if spot else None
        if box is None or not isinstance(spot, Header):
            return box
        if spot.kind in ("stage", "step"):
            return Box(box.x, layout.header_height, box.width, layout.height - layout.header_height)
        return Box(layout.label_width, box.y, layout.width - layout.label_width, box.height)

    def come_to(self, step_id: str | None, lane_id: str | None, zoom: float) -> None:
        """Focus a step, a lane or the cell of both in the middle of the view, at a zoom; of neither, the beginning."""
        layout = self.layout_
        self.zoom_to(zoom)
        step = step_id if step_id in layout.position else None
        lane = layout.lane(lane_id) if lane_id else None
        if step and lane:
            self.focus_spot(layout.enter(lane.lane_id, step))
        elif step:
            titled = any(each.step_id == step for each in layout.steps)
            column = layout.columns[layout.position[step]]
            self.focus_spot(Header("step", step) if titled else Header("stage", column.stage_id))
        elif lane:
            self.focus_spot(Header("lane", lane.lane_id))
        else:
            self.to_start()
            return
        seen = self.seen()
        box = self._selected_box() or seen
        across = box if step else Box(seen.x, box.y, seen.width, box.height)
        self.centre(across if lane else Box(across.x, seen.y, across.width, seen.height))

    def centre(self, box: Box) -> None:
        """Scroll the middle of a box of the sheet to the middle of the view."""
        middle = self.pixel_of(box.x + box.width / 2, box.y + box.height / 2)
        away = middle - QPointF(self.viewport().geometry().center())
        self.scroll_by(round(away.x()), round(away.y()))

    def to_start(self) -> None:
        """Scroll to the beginning."""
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
        self.show_selection()

    def go_to(self, spot: Spot | None) -> None:
        """Focus a place and bring it into view."""
        self.focus_spot(spot)
        if isinstance(spot, Header):
            self.reveal_header(spot)
        elif spot is not None:
            box = spot_box(self.layout_, spot)
            self.reveal(box) if box else None

    def reveal_header(self, header: Header) -> None:
        """Scroll a header into view in the one direction in which it scrolls."""
        box, seen = spot_box(self.layout_, header), self.seen()
        if box is None:
            return
        if header.kind in ("stage", "step"):
            self.reveal(Box(box.x, seen.y, box.width, 0.0), 0)
        else:
            self.reveal(Box(seen.x, box.y, 0.0, box.height), 0)

    def select(self, card_ids: Sequence[str]) -> None:
        """Select these cards and no others."""
        self.selection.choose(self.layout_, card_ids)
        self.show_selection()

    def select_connector(self, connector_id: str) -> None:
        """Select a connector and bring the card that it leads from (or the other, if only that is shown) into view."""
        connector = self.content.find(Connector, connector_id)
        ends = (connector.from_card_id, connector.to_card_id) if connector else ()
        spot = self.selection.spot
        here = spot.card_id if isinstance(spot, Focus) else None
        shown = sorted((each for each in ends if each in self.layout_.cards), key=lambda each: each != here)
        self.selection.put_connector(connector_id, focus_on(self.layout_, shown[0]) if shown else None)
        self.show_selection()
        if shown:
            self.reveal(self.layout_.cards[shown[0]].box)

    def select_beside(self, card_ids: Sequence[str]) -> None:
        """Select these cards while another place has the focus, such as the opportunity that they belong to."""
        self.selection.cards = tuple(card_ids)
        self.show_selection()

    def select_made(self, card_ids: Sequence[str]) -> None:
        """Select cards that were just made, and bring the first into view."""
        there = [card_id for card_id in card_ids if card_id in self.layout_.cards]
        if there:
            self.go_to(focus_on(self.layout_, there[0]))
            self.select(there)

    def toggle(self, card_id: str) -> None:
        """Take a card into the selection, or out of it."""
        self.selection.toggle(self.layout_, card_id)
        self.show_selection()

    def extend_to(self, card_id: str) -> None:
        """Select everything between where Shift began and a card."""
        self.selection.extend(self.layout_, card_id)
        self.show_selection()

    def restore_selection(self, before: Selection) -> None:
        """Select what was selected before a gesture, as far as it is still there."""
        self.selection = before.copy()
        self.selection.follow(self.layout_, self.layout_)
        self.show_selection()

    def show_selection(self, *, told: bool = False) -> None:
        """Show what is selected and focused, and tell it to others unless they know."""
        spot = self.selection.spot
        self.map_scene.mark(self.selection.cards)
        self.map_scene.connectors.choose(self.selection.connector)
        ringed = isinstance(spot, Focus) and self.offers and self.hasFocus() and self.selection.connector is None
        box = spot_box(self.layout_, spot) if spot else None
        if box and isinstance(spot, Header) and spot.kind == "swimlane":  # the ring of its label goes on over the sheet
            self.overlay.show_focus(box.inset(1.5 / self.zoom, 1.5 / self.zoom))
        else:
            around = isinstance(spot, Focus) and spot.card_id in self.selection.cards
            gap = -_AROUND / self.zoom if around else 0.0
            self.overlay.show_focus(box.inset(gap, gap) if box and ringed else None)
        self.selected()
        self.map_scene.settle()
        if isinstance(spot, Header) or self._ringed:
            self._ringed = isinstance(spot, Header)
            self.update_panes()
        if not told:
            self.selection_changed.emit(list(self.selection.cards))
        text = self.focus_text()
        self.focus_changed.emit(text)
        tell_focus(self, text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focused place."""
        super().focusInEvent(event)
        self.show_selection(told=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it: the keys go elsewhere."""
        super().focusOutEvent(event)
        self.show_selection(told=True)


def _labels(layout: MapLayout) -> tuple[object, ...]:
    """Return what the labels of lanes show."""
    keys = [(curve.lane_id, curve.n, curve.name, curve.cumulative) for curve in layout.curves]
    return keys, [(lane.lane_id, lane.title, lane.y, lane.height) for lane in layout.lanes]
