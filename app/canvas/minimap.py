"""The overview in a corner of the map: lanes and cards as blocks, and what of them is in view.

It is painted from the layout into one picture when that changes, a moment later; scrolling only moves a frame over it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from app.canvas.items.far import Numbers, Rectangles
from app.canvas.items.picture import FAINT
from app.canvas.selection import spot_box
from app.canvas.sights import Look, Seen, looks_in, seen_on
from app.layout.geometry import Box
from app.layout.look import persona_role, persona_tint
from app.layout.sheet import CurvePoint, LaneRow
from app.models.records import Card

if TYPE_CHECKING:
    from app.canvas.view import MapView

WIDEST, HIGHEST = 220, 150
"""The most room that it takes, in pixels."""

NARROWEST, LOWEST = 96, 64
"""The least, for maps that are much wider than high or higher than wide."""

MARGIN: Final = 12
"""How far it stays from the edges of the view, in pixels."""

LATER: Final = 60
"""Milliseconds after a change until it is painted anew: what was changed comes first."""

_LEAST_VIEW: Final = 2
"""The view must be at least so many times as wide and high: else it would be in the way."""

_VEIL: Final = 80
"""How much what is out of view is veiled, of 255."""

Blocks = dict[Look, Rectangles]


class Minimap(QWidget):
    """Lies over the sheet; a click or a drag moves the view. It makes way for what has the focus."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._wanted = False
        self._picture = QPixmap()
        self._blocks: dict[str, tuple[Seen, Blocks]] = {}
        self._later = QTimer(self, singleShot=True, interval=LATER)
        self._later.timeout.connect(self._paint_picture)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(view.tr("Overview of the map"))
        self.setToolTip(view.tr("Click or drag to move the view"))
        self.hide()

    @property
    def wanted(self) -> bool:
        """Whether it is shown as soon as there is more of the map than is in view."""
        return self._wanted

    def want(self, wanted: bool) -> None:
        """Show it, or not; while all of the map is in view it stays hidden."""
        self._wanted = wanted
        self._view.arrange()
        self.renew()

    def renew(self) -> None:
        """The layout or the theme is another: paint it anew in a moment."""
        if self._wanted:
            self._later.start()
        self.follow()

    def room(self) -> int:
        """Return how many pixels below the sheet it needs, so that nothing at the end lies under it."""
        return self._size().height() + 2 * MARGIN if self._has_more() else 0

    def follow(self) -> None:
        """Take its place in the corner, or the other where the focus is in this one, and show what is in view.

        It is shown once it is painted: the map's own frame, the first one above all, does not wait for it.
        """
        needed = self._has_more()
        if needed and self._picture.isNull() and not self._later.isActive():
            self._later.start()
        shown = needed and not self._picture.isNull()
        if shown:
            place = self._place()
            if self.geometry() != place:
                self.setGeometry(place)
            self.update()
        if self.isHidden() == shown:
            self.setVisible(shown)

    def _has_more(self) -> bool:
        """Tell whether it is wanted, and there is something on the map and more of it than the view has room for."""
        view = self._view
        layout, room = view.layout_, view.viewport().size()
        if not self._wanted or not layout.cards:
            return False
        if room.width() < _LEAST_VIEW * WIDEST or room.height() < _LEAST_VIEW * HIGHEST:
            return False
        across, down = layout.width - layout.label_width, layout.height - layout.header_height
        return across * view.zoom > room.width() + 1 or down * view.zoom > room.height() + 1

    # ---- where it is

    def _size(self) -> QSize:
        layout = self._view.layout_
        scale = min(WIDEST / max(layout.width, 1.0), HIGHEST / max(layout.height, 1.0))
        return QSize(
            max(NARROWEST, round(layout.width * scale)),
            max(LOWEST, round(layout.height * scale)),
        )

    def _place(self) -> QRect:
        size, room = self._size(), self._view.viewport().rect()
        right = QRect(
            QPoint(room.right() + 1 - MARGIN - size.width(), room.bottom() + 1 - MARGIN - size.height()), size
        )
        left = QRect(QPoint(MARGIN, right.y()), size)
        return left if self._focus().intersects(QRectF(right)) else right

    def _focus(self) -> QRectF:
        """Return where the focused place is on the viewport, empty where nothing is focused."""
        view = self._view
        spot = view.selection.spot
        box = spot_box(view.layout_, spot) if spot else None
        return view.viewportTransform().mapRect(QRectF(*box)) if box else QRectF()

    def _scales(self) -> tuple[float, float]:
        """Return the pixels of a point of the sheet, across and down."""
        layout = self._view.layout_
        return self.width() / max(layout.width, 1.0), self.height() / max(layout.height, 1.0)

    # ---- painting

    def _paint_picture(self) -> None:
        """Paint lanes and cards, a call for each lane and colour."""
        if not self._has_more():
            self._picture = QPixmap()
            return
        ratio = self.devicePixelRatioF()
        self.resize(self._size())
        self._picture = QPixmap(self.size() * ratio)
        self._picture.setDevicePixelRatio(ratio)
        layout, ink = self._view.layout_, self._view.ink
        self._picture.fill(ink.colour("sheet"))
        painter = QPainter(self._picture)
        across, down = self._scales()
        painter.scale(across, down)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(QRectF(0.0, 0.0, layout.label_width, layout.height), ink.colour("label"))
        for band in layout.bands:
            painter.fillRect(QRectF(*band.box), ink.colour(persona_tint(band.number)))
        hairline = QPen(ink.colour("line"), 0.0)
        painter.setPen(hairline)
        for lane in layout.lanes:
            painter.drawLine(QPointF(0.0, lane.y + lane.height), QPointF(layout.width, lane.y + lane.height))
        painter.setPen(Qt.PenStyle.NoPen)
        kept = self._blocks
        look = looks_in(layout.sight, self._view.content)
        self._blocks = {
            lane.lane_id: _blocks_of(lane, seen_on(lane, layout.sight), look, kept.get(lane.lane_id))
            for lane in layout.lanes
        }
        for lane in layout.lanes:
            painter.translate(0.0, lane.y)
            for seen, rectangles in self._blocks[lane.lane_id][1].items():
                painter.setOpacity(FAINT if seen.faint else 1.0)
                painter.setBrush(ink.mixed(seen.edge, "sheet"))
                rectangles.draw(painter)
            painter.setOpacity(1.0)
            painter.translate(0.0, -lane.y)
        self._paint_curves(painter)
        painter.fillRect(QRectF(0.0, 0.0, layout.width, layout.header_height), ink.colour("header"))
        painter.end()
        self.follow()

    def _paint_curves(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for curve in self._view.layout_.curves:
            pen = QPen(self._view.ink.colour(persona_role(curve.number)), 1.0)
            pen.setCosmetic(True)
            painter.setPen(pen)
            for run in _runs(curve.points):
                painter.drawPolyline([QPointF(curve.box.x + point.x, curve.box.y + point.y) for point in run])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, veiled where it is out of view, and the frame of what is in view."""
        ink, across, down = self._view.ink, *self._scales()
        painter = QPainter(self)
        painter.drawPixmap(self.rect(), self._picture)
        seen = self._view.seen()
        frame = QRectF(seen.x * across, seen.y * down, seen.width * across, seen.height * down)
        hole = frame.toAlignedRect().intersected(self.rect())
        veil = QColor(ink.colour("surround"))
        veil.setAlpha(_VEIL)
        painter.setClipRegion(QRegion(self.rect()).subtracted(QRegion(hole)))
        painter.fillRect(self.rect(), veil)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink.colour("muted"), 1.0))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setPen(QPen(ink.colour("accent"), 2.0))
        painter.drawRect(hole.adjusted(1, 1, -1, -1))

    # ---- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move the view to where the pointer is."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._move_view(event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on moving it while the button is down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move_view(event.position())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep it from the map below."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second click as another one."""
        self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Keep it from the map below."""
        event.accept()

    def _move_view(self, place: QPointF) -> None:
        across, down = self._scales()
        self._view.centre(Box(place.x() / across, place.y() / down, 0.0, 0.0))


def _blocks_of(
    lane: LaneRow, seen: Seen, look: Callable[[Card], Look], kept: tuple[Seen, Blocks] | None
) -> tuple[Seen, Blocks]:
    """Return the cards of a lane as rectangles by look, y from its top; those from before where nothing changed."""
    if kept is not None and seen.is_as(kept[0]):
        return kept
    numbers: defaultdict[Look, Numbers] = defaultdict(list)
    boxes = lane.inside.boxes
    for card in lane.inside.cards:
        box = boxes.get(card.id)
        if box is not None:
            numbers[look(card)] += box
    return seen, {each: Rectangles(boxes) for each, boxes in numbers.items()}


def _runs(points: Sequence[CurvePoint]) -> list[list[CurvePoint]]:
    """Return the points of a curve between its gaps: there is no line over a step of which nobody said anything."""
    runs: list[list[CurvePoint]] = []
    for point in points:
        if runs and runs[-1][-1].column + 1 == point.column:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs
