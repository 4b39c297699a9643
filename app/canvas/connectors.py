"""The connectors of a scene: kept in step with the layout, with items for those in view and thin lines from far."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from app.canvas.cards import AT_ONCE, IDLE_SLICE, MARGIN, PAUSE, SLICE, Level, level_at
from app.canvas.items.connector import ConnectorItems, FarLines
from app.layout.channels import Link
from app.layout.connectors import draw_label, is_free, links_of
from app.layout.geometry import Box
from app.layout.routes import Point, Routes
from app.models.content import connectors_of
from app.models.records import Connector

if TYPE_CHECKING:
    from app.canvas.scene import MapScene

REACHED: Final = 6.0
"""How near to a line the pointer has to be, in pixels."""


A_SLICE: Final = 100
"""How many lines are found at a time while nothing else is to be done."""

AT_A_TIME: Final = 400
"""How many lines are found anew at once, when all change their ways; more are found in slices."""


class Connectors(QObject):
    """Items by connector id.

    Many lines are found a few at a time when nothing else is to be done, so that the map is painted before them.
    """

    def __init__(self, scene: MapScene, z_line: float, z_label: float) -> None:
        super().__init__(scene)
        self._scene = scene
        self._routes = Routes(scene.layout_, ())
        self._wanted: tuple[Connector, ...] = ()
        self._links: tuple[Link, ...] = ()
        self._found = 0
        self.items: dict[str, ConnectorItems] = {}
        self.selected: str | None = None
        self._layers = (scene.add_layer(z_line), scene.add_layer(z_label))
        self._far = FarLines(scene.ink)
        self._far.setZValue(z_line)
        self._far.hide()
        scene.addItem(self._far)
        self._far_is_old = True
        self._seen = Box(0.0, 0.0, 0.0, 0.0)
        self._area: Box | None = None
        self._waiting: list[str] = []
        self._stale: dict[str, None] = {}
        self._zoom = 0.0
        self._level: Level = "near"
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._take_records()

    def _take_records(self) -> None:
        wanted = connectors_of(self._scene.content, self._scene.layout_.journey_id)
        if wanted is not self._wanted and wanted != self._wanted:
            self._wanted, self._links = wanted, links_of(wanted)

    @property
    def routes(self) -> Routes:
        """The ways of all lines, found now where they are not yet."""
        if not self._ready:
            self._find_more(len(self._links))
        return self._routes

    @property
    def _ready(self) -> bool:
        return self._found >= len(self._links)

    def _find_more(self, count: int) -> None:
        self._found += count
        self._routes.update(self._scene.layout_, self._links[: self._found])
        if self._ready:
            self._bring_in_step()

    def relayout(self) -> None:
        """Bring lines and items in step with a new layout of the scene."""
        before, ready = len(self._links), self._ready
        self._take_records()
        count, layout = len(self._links), self._scene.layout_
        if not before and not count:
            return
        if not ready or count - before > AT_A_TIME or (count > AT_A_TIME and not self._routes.fits(layout)):
            self._begin_anew()
        else:
            self._found = count
            self._routes.update(layout, self._links)
            self._bring_in_step()

    def _begin_anew(self) -> None:
        """Find all lines again, a few at a time; until they are found, none is shown."""
        self._found = 0
        self._routes = Routes(self._scene.layout_, ())
        self._bring_in_step()
        self._timer.start(0)

    def _bring_in_step(self) -> None:
        self._far_is_old = True
        for link_id in [each for each in self.items if each not in self._routes]:
            self.items.pop(link_id).remove()
        self._stale = dict.fromkeys(self.items)
        self._area = None
        self.see(self._seen, self._zoom)
        self._scene.settle()

    def see(self, seen: Box, zoom: float) -> None:
        """Have what is in view."""
        level = level_at(zoom) if zoom else "near"
        self._seen, self._zoom = seen, zoom
        if not self._wanted:
            self._far.hide()
            return
        if self._area is None or level != self._level:
            self._level, self._area = level, None
            self._far.setVisible(level == "far")
            for layer in self._layers:
                layer.setVisible(level == "near")
        if not self._ready or (level == "far" and self._far_is_old):
            self._waiting = []
            if not self._timer.isActive():
                self._timer.start(PAUSE if self._ready else 0)
        elif level == "near" and zoom and (self._area is None or not self._area.holds(seen)):
            margin = MARGIN / zoom
            self._area = seen.inset(-margin, -margin)
            self._fill()
        elif self._stale and level == "near":
            self._freshen()

    def _fill(self) -> None:
        """Make the items in view and those around it; let go of those that are far away."""
        around = dict.fromkeys(self._routes.in_rect(self._area or self._seen))
        for link_id in [each for each in self.items if each not in around]:
            self.items.pop(link_id).remove()
            self._stale.pop(link_id, None)
        self._waiting = [each for each in around if each not in self.items]
        if self._waiting:
            near = self._routes.in_rect(self._seen, self._waiting)
            self._waiting += near[::-1]  # they stand in the list twice, and are made once
            self._make(SLICE, min(len(near), AT_ONCE))
        self._freshen()
        if self._waiting or self._stale:
            self._timer.start(PAUSE)

    def _freshen(self) -> None:
        """Bring what is in view in step after a change; what is around it follows when nothing else is to be done."""
        if self._stale:
            for link_id in self._routes.in_rect(self._seen, self._stale):
                del self._stale[link_id]
                self._show(link_id)

    def _go_on(self) -> None:
        """Do a slice of what waits: lines to be found, items around the view, the lines seen from far."""
        self._timer.setInterval(0)
        if not self._ready:
            self._find_more(A_SLICE)
        elif self._waiting or self._stale:
            self._make(IDLE_SLICE)
            self._freshen_rest()
        elif self._far_is_old and self._level == "far":
            self._show_far()
        else:
            self._timer.stop()

    def _show_far(self) -> None:
        """Show all lines from far, once their corners are found, a slice at a time."""
        end, routes = perf_counter() + IDLE_SLICE, self._routes
        for each in self._wanted:
            if each.id in routes:
                routes.points(each.id)
                if perf_counter() > end:
                    return
        layout = self._scene.layout_
        lines = ((each.hand_off, routes.points(each.id)) for each in self._wanted if each.id in routes)
        self._far.show_lines(lines, layout.width, layout.height)
        self._far.choose(self._chosen_points())
        self._far_is_old = False

    def _make(self, seconds: float, at_least: int = 0) -> None:
        end = perf_counter() + seconds
        while self._waiting and (at_least > 0 or perf_counter() < end):
            at_least -= 1
            link_id = self._waiting.pop()
            if link_id not in self.items and link_id in self._routes:
                self.items[link_id] = ConnectorItems(self._scene.ink, self._layers)
                self._show(link_id)

    def _freshen_rest(self) -> None:
        end = perf_counter() + IDLE_SLICE
        while self._stale and perf_counter() < end:
            self._show(self._stale.popitem()[0])

    def _show(self, link_id: str) -> None:
        """Bring the items of a connector in step with its way and its record."""
        item, layout = self.items[link_id], self._scene.layout_
        connector = self._scene.content.get(Connector, link_id)
        points, selected = self._routes.points(link_id), link_id == self.selected
        said = (connector.title, connector.hand_off)
        says_the_same = item.connector is not None and said == (item.connector.title, item.connector.hand_off)
        if connector is not item.connector or points != item.points or selected != item.selected:
            before = item.points[:1]
            same = item.show(connector, points, selected=selected) and says_the_same
            if same and item.label is not None:
                box = item.label.box.moved(points[0][0] - before[0][0], points[0][1] - before[0][1])
                item.label.show_shapes(box, item.label.shapes)
        else:
            same = True
        if any(said) and not (same and item.label is not None and is_free(layout, item.label.box)):
            taken = [each.label.box for each in self.items.values() if each.label is not None and each is not item]
            item.show_label(draw_label(layout, points, connector, taken, selected=selected))
        elif not any(said):
            item.show_label(None)
        self._dim(item)

    def look(self) -> None:
        """Set back the lines from and to cards that a filter sets back."""
        for item in self.items.values():
            self._dim(item)

    def _dim(self, item: ConnectorItems) -> None:
        dimmed, connector = self._scene.layout_.sight.dimmed, item.connector
        ends = (connector.from_card_id, connector.to_card_id) if connector is not None else ()
        item.dim(any(card_id in dimmed for card_id in ends))

    def choose(self, connector_id: str | None) -> None:
        """Show which connector is selected."""
        before, self.selected = self.selected, connector_id
        if before == connector_id:
            return
        for each in (before, connector_id):
            if each in self.items:
                self._show(each)
        self._far.choose(self._chosen_points())

    def _chosen_points(self) -> tuple[Point, ...]:
        chosen = self.selected
        return self._routes.points(chosen) if chosen is not None and chosen in self._routes else ()

    def recolour(self) -> None:
        """Paint in the colours of another theme."""
        for each in self.items.values():
            each.recolour()
        self._far.update()

    def at(self, x: float, y: float) -> str | None:
        """Return the connector at a place of the sheet, the nearest of several."""
        if not self._zoom:
            return None
        reach = REACHED / self._zoom
        near = self._routes.in_rect(Box(x - reach, y - reach, 2 * reach, 2 * reach))
        found: list[tuple[float, str]] = [(_distance(self._routes.points(each), x, y), each) for each in near]
        for link_id in near:
            label = self.items[link_id].label if link_id in self.items else None
            if label is not None and label.box.contains(x, y):
                found.append((0.0, link_id))
        return min(found)[1] if found and min(found)[0] < reach else None


def _distance(points: tuple[Point, ...], x: float, y: float) -> float:
    """Return how far a place is from a line of level and upright stretches."""
    nearest = float("inf")
    for (x0, y0), (x1, y1) in pairwise(points):
        across = max(min(x0, x1) - x, x - max(x0, x1), 0.0)
        down = max(min(y0, y1) - y, y - max(y0, y1), 0.0)
        nearest = min(nearest, max(across, down))
    return nearest
