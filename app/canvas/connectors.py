"""The connectors of a scene: kept in step with the layout, with items for those in view and thin lines from far."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QGraphicsRectItem

from app.canvas.cards import AT_ONCE, IDLE_SLICE, MARGIN, PAUSE, SLICE, level_at
from app.canvas.items.connector import ConnectorItems, FarLines
from app.layout.connectors import draw_label, links_of
from app.layout.geometry import Box
from app.layout.routes import Link, Point, Routes
from app.models.content import connectors_of
from app.models.records import Connector

if TYPE_CHECKING:
    from app.canvas.scene import MapScene

REACHED: Final = 6.0
"""How near to a line the pointer has to be, in pixels."""


class Connectors(QObject):
    """Items by connector id. The first lines are found when nothing else is to be done: the map is painted before."""

    def __init__(self, scene: MapScene, z_line: float, z_label: float) -> None:
        super().__init__(scene)
        self._scene = scene
        self._routes: Routes | None = None
        self._wanted: tuple[Connector, ...] = ()
        self._links: tuple[Link, ...] = ()
        self.items: dict[str, ConnectorItems] = {}
        self.selected: str | None = None
        self._layers = (_layer(scene, z_line), _layer(scene, z_label))
        self._far = FarLines(scene.ink)
        self._far.setZValue(z_line)
        self._far.hide()
        scene.addItem(self._far)
        self._far_is_old = True
        self._seen = Box(0.0, 0.0, 0.0, 0.0)
        self._area: Box | None = None
        self._waiting: list[str] = []
        self._zoom = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    @property
    def routes(self) -> Routes:
        """The ways of all lines, found now where they are not yet."""
        if self._routes is None:
            self._take_records()
            self._routes = Routes(self._scene.layout_, self._links)
        return self._routes

    def _take_records(self) -> None:
        wanted = connectors_of(self._scene.content, self._scene.layout_.journey_id)
        if wanted is not self._wanted:
            self._wanted, self._links = wanted, links_of(wanted)

    def relayout(self) -> None:
        """Bring lines and items in step with a new layout of the scene."""
        nothing_before = not self._wanted
        self._take_records()
        if self._routes is None or (nothing_before and not self._wanted):
            return
        self._routes.update(self._scene.layout_, self._links)
        self._far_is_old = True
        for link_id in [each for each in self.items if each not in self._routes]:
            self.items.pop(link_id).remove()
        for link_id in self.items:
            self._show(link_id)
        self._area = None
        self.see(self._seen, self._zoom)

    def see(self, seen: Box, zoom: float) -> None:
        """Have what is in view."""
        level_before, level = level_at(self._zoom or zoom), level_at(zoom)
        self._seen, self._zoom = seen, zoom
        if level == "far" or self._routes is None:
            self._waiting = []
            self._start()
        if level != level_before or self._area is None:
            self._far.setVisible(level == "far")
            for layer in self._layers:
                layer.setVisible(level == "near")
        if level == "near" and self._routes is not None and (self._area is None or not _holds(self._area, seen)):
            margin = MARGIN / zoom
            self._area = seen.inset(-margin, -margin)
            self._fill(self._routes)

    def _start(self) -> None:
        if not self._timer.isActive() and (self._routes is None or self._far_is_old):
            self._timer.start(0 if self._routes is None else PAUSE)

    def _fill(self, routes: Routes) -> None:
        """Make the items in view and those around it; let go of those that are far away."""
        around = dict.fromkeys(routes.in_rect(self._area or self._seen))
        for link_id in [each for each in self.items if each not in around]:
            self.items.pop(link_id).remove()
        near = [each for each in routes.in_rect(self._seen) if each not in self.items]
        self._waiting = [each for each in around if each not in self.items] + near[::-1]
        self._make(SLICE, min(len(near), AT_ONCE))
        if self._waiting:
            self._timer.start(PAUSE)

    def _go_on(self) -> None:
        """Do a slice of what waits: the first routes, items around the view, the lines seen from far."""
        self._timer.setInterval(0)
        if self._routes is None:
            self._timer.stop()
            self.routes  # noqa: B018 - found here
            self._area = None
            self.see(self._seen, self._zoom)
        elif self._waiting:
            self._make(IDLE_SLICE)
        elif self._far_is_old and level_at(self._zoom) == "far":
            self._show_far(self._routes)
        else:
            self._timer.stop()

    def _show_far(self, routes: Routes) -> None:
        """Show all lines from far, once their corners are found, a slice at a time."""
        end = perf_counter() + IDLE_SLICE
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
            if link_id not in self.items and link_id in self.routes:
                self.items[link_id] = ConnectorItems(self._scene.ink, self._layers)
                self._show(link_id)

    def _show(self, link_id: str) -> None:
        """Bring the items of a connector in step with its way, its record, and the cards that its label keeps off."""
        item, routes, layout = self.items[link_id], self.routes, self._scene.layout_
        connector = self._scene.content.get(Connector, link_id)
        points, selected = routes.points(link_id), link_id == self.selected
        top, bottom = routes.route(link_id).lanes
        seen_by = tuple(lane.inside for lane in layout.lanes[top : bottom + 1])
        same = connector is item.connector and points == item.points and selected == item.selected
        if (
            same
            and len(seen_by) == len(item.seen_by)
            and all(a is b for a, b in zip(seen_by, item.seen_by, strict=True))
        ):
            return
        item.seen_by = seen_by
        taken = [each.label.box for each in self.items.values() if each.label is not None and each is not item]
        label = draw_label(layout, points, connector, taken, selected=selected)
        item.show(connector, points, label, selected=selected)

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
        return self.routes.points(chosen) if chosen is not None and chosen in self.routes else ()

    def recolour(self) -> None:
        """Paint in the colours of another theme."""
        for each in self.items.values():
            each.recolour()
        self._far.update()

    def at(self, x: float, y: float) -> str | None:
        """Return the connector at a place of the sheet, the nearest of several."""
        if self._routes is None or not self._zoom:
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


def _holds(outer: Box, inner: Box) -> bool:
    return outer.x <= inner.x and outer.y <= inner.y and outer.right >= inner.right and outer.bottom >= inner.bottom


def _layer(scene: MapScene, z: float) -> QGraphicsRectItem:
    layer = QGraphicsRectItem()
    layer.setZValue(z)
    scene.addItem(layer)
    return layer
