"""Stage headers and lane labels, which stay in view while the sheet scrolls beneath them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.canvas.hits import NOTHING, Area, Hit, hit_column_edge, hit_header, hit_label, hit_lane_edge
from app.canvas.items.line import line_pen
from app.canvas.painter import TEXT_BELOW, Picture
from app.canvas.selection import Header
from app.layout.drawing import (
    LOCK_SIDE,
    draw_band_title,
    draw_lane_label,
    draw_lock,
    draw_stage_header,
    draw_step_header,
)
from app.layout.geometry import Box
from app.layout.labels import HEADER_END
from app.layout.look import Role
from app.layout.marks import HEIGHT, draw_badge, draw_dot, words_of
from app.layout.shapes import Shape
from app.layout.watermark import draw_assumption

if TYPE_CHECKING:
    from app.canvas.sheet_view import SheetView

PLUS: Final = 18
"""The side of a plus in pixels, at any zoom."""

EDGE: Final = 4.0
"""How near the pointer has to be to an edge to drag it, in pixels."""

_ROOM: Final = 4

_FOLD: Final = 22.0
"""The width of the part of a swimlane's title bar that folds it, in points."""

_FAINT: Final = 0.55
"""How much of the header of what is gone is hidden."""

_MARK: Final = 10.0
"""How large the mark of a header is from far, in pixels."""

_PLUS_FROM: Final = 0.6
"""The zoom below which a plus would cover the words beside it."""


class Plus(NamedTuple):
    """A visible plus at the end of an order, in the pixels of its pane."""

    hit: Hit
    rect: QRect


class Pane(QWidget):
    """A strip beside the sheet; it draws only what of it is exposed, and hands the mouse on to the map."""

    area: Area = "corner"
    ring: Role = "accent"
    """The colour of the ring around what has the focus."""

    def __init__(self, view: SheetView) -> None:
        super().__init__(view)
        self.view = view
        self.hovered: Hit = NOTHING
        self._pictures: dict[object, tuple[tuple[Shape, ...], Picture]] = {}
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAcceptDrops(view.offers)

    def renew(self) -> None:
        """Draw everything anew: the theme or the journey is another."""
        self._pictures.clear()
        self.update()

    def follow(self, right: int, down: int) -> None:
        """Scroll along with the sheet, where this strip does."""

    def pluses(self) -> Iterator[Plus]:
        """Yield every plus in the pane."""
        yield from ()

    def _offered(self) -> Iterator[Plus]:
        return self.pluses() if self.view.offers and not self.view.locked else iter(())

    def hit(self, pixel: QPoint) -> Hit:
        """Return what is under a pixel of the pane."""
        return next((plus.hit for plus in self._offered() if plus.rect.contains(pixel)), NOTHING)

    def hover(self, hit: Hit) -> None:
        """Light the plus under the pointer."""
        if hit != self.hovered:
            self.hovered = hit
            self.update()

    def _picture(self, key: object, shapes: tuple[Shape, ...]) -> Picture:
        kept = self._pictures.get(key)
        if kept is None or kept[0] is not shapes:
            kept = self._pictures[key] = (shapes, self.view.ink.picture(shapes))
        return kept[1]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is exposed."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self.view.ink.colour("surround"))
        self.draw(painter, event.rect())
        for plus in self._offered():
            if plus.rect.intersects(event.rect()):
                self._draw_plus(painter, plus)
        self._veil(painter, QRectF(event.rect()))

    def _draw_at(self, painter: QPainter, picture: Picture, y: float) -> None:
        scale = self.view.frozen_scale
        painter.save()
        painter.translate(0.0, y)
        painter.scale(scale, scale)
        picture.draw(painter, scale)
        painter.restore()

    def _veil(self, painter: QPainter, exposed: QRectF) -> None:
        """Dim what does not belong to what is in the light."""
        self.view.light.veil(painter, self._beside(self.view.light.lit), exposed)

    def _beside(self, box: Box) -> QRectF:
        """Return what of the strip belongs to a box of the sheet, in pixels."""
        return QRectF(self.rect())

    def draw(self, painter: QPainter, exposed: QRect) -> None:
        """Draw the strip in its own pixels."""
        if self.view.layout_.height:
            painter.fillRect(exposed, self.view.ink.colour("header.corner"))

    def _draw_plus(self, painter: QPainter, plus: Plus) -> None:
        ink, lit = self.view.ink, plus.hit == self.hovered
        on_dark = self.area == "header" and plus.hit.kind == "add step"
        rect = QRectF(plus.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(ink.pen(None if on_dark and not lit else "accent" if lit else "line"))
        painter.setBrush(ink.brush("accent" if lit else None if on_dark else "sheet"))
        painter.drawRoundedRect(rect, 4.0, 4.0)
        painter.setPen(ink.pen("accent.ink" if lit else "header.muted" if on_dark else "muted", 1.6))
        middle = rect.center()
        painter.drawLine(middle - QPointF(4.0, 0.0), middle + QPointF(4.0, 0.0))
        painter.drawLine(middle - QPointF(0.0, 4.0), middle + QPointF(0.0, 4.0))

    def _ring(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(self.view.ink.pen(self.ring, 2.0 if self.view.hasFocus() else 1.0))
        painter.setBrush(self.view.ink.brush(None))
        painter.drawRect(rect.adjusted(1.5, 1.5, -1.5, -1.5))

    def _mark(self, painter: QPainter, header_id: str | None, rect: QRectF, y: float, ground: Role) -> None:
        """Draw the mark of what has its header there, at a height within it; the words of what is gone are faint."""
        mark = self.view.header_marks.get(header_id or "")
        if mark is None:
            return
        if mark.role == "removed":
            faint = QColor(self.view.ink.colour(ground))
            faint.setAlphaF(_FAINT)
            painter.fillRect(rect, faint)
        scale = self.view.frozen_scale
        room = max(rect.width() / scale - 2 * _ROOM, HEIGHT)
        width, shapes = draw_badge(mark.role, words_of(mark, self.view.words), room)
        if scale < TEXT_BELOW:
            scale, width, shapes = 1.0, _MARK, (draw_dot(mark.role, _MARK),)
        painter.save()
        painter.translate(rect.right() - width * scale - _ROOM, rect.top() + y)
        painter.scale(scale, scale)
        self.view.ink.picture(shapes).draw(painter)
        painter.restore()

    # ---- the mouse belongs to the map

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture of the map."""
        self.view.setFocus(Qt.FocusReason.MouseFocusReason)
        self.view.press(event, self)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        self.view.drag(event, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it."""
        self.view.let_go(event, self)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename what is under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.view.press_twice(event, self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with it."""
        self.view.show_menu(self.hit(event.pos()), event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll and zoom as over the sheet."""
        self.view.wheelEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let the map take what is dropped here too: Qt gives no drag over a child to a scrolled view."""
        self.view.carry(event, self)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it lands."""
        self.view.carry(event, self)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show nothing any more."""
        self.view.carry(event, self)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        self.view.carry(event, self)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        self.hover(NOTHING)

    def event(self, event: QEvent) -> bool:
        """Say what a plus adds."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self.view.plus_word(self.hit(event.pos()).kind)
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)


class HeaderPane(Pane):
    """Stages and steps above the sheet."""

    area: Area = "header"
    ring: Role = "header.ink"  # the accent is too dark to be seen on the dark header

    def follow(self, right: int, down: int) -> None:
        """Scroll sideways; a header that begins left of the view, or did, is drawn anew: its title stays in view."""
        if right:
            self.scroll(right, 0)
            layout = self.view.layout_
            for box in [stage.box for stage in layout.stages] + [step.box for step in layout.steps]:
                rect = self._rect(box)
                if min(rect.left(), rect.left() - right) < 0 < rect.right():
                    self.update(rect.toAlignedRect())

    def _rect(self, box: Box) -> QRectF:
        zoom, scale = self.view.zoom, self.view.frozen_scale
        return QRectF(self._start() + box.x * zoom, box.y * scale, box.width * zoom, box.height * scale)

    def _beside(self, box: Box) -> QRectF:
        """Return what is above the box."""
        rect = self._rect(box)
        return QRectF(rect.left(), 0.0, rect.width(), self.height())

    def _start(self) -> float:
        """Return the pixel at which the sheet begins."""
        return self.view.viewportTransform().dx()

    def pluses(self) -> Iterator[Plus]:
        """A plus behind each stage's steps and one behind the stages."""
        layout, seen = self.view.layout_, self.view.seen()
        for stage in layout.stages if self.view.zoom >= _PLUS_FROM else ():
            if stage.box.right > seen.x and stage.box.x < seen.right:
                rect = self._rect(stage.box)
                place = QPoint(round(rect.right()) - PLUS - _ROOM, self.height() - PLUS - _ROOM)
                yield Plus(Hit("add step", stage.stage_id), QRect(place.x(), place.y(), PLUS, PLUS))
        end = layout.stages[-1].box.right if layout.stages else layout.label_width
        left = round(self._rect(Box(end, 0.0, 0.0, 0.0)).left()) + _ROOM
        if self.height() >= PLUS:
            yield Plus(Hit("add stage"), QRect(left, (self.height() - PLUS) // 2, PLUS, PLUS))

    def hit(self, pixel: QPoint) -> Hit:
        """Return the plus, step or stage under a pixel."""
        found = super().hit(pixel)
        if found is not NOTHING:
            return found
        place = self.view.place_of(self.mapTo(self.view, pixel))
        x, y = place.x(), pixel.y() / self.view.frozen_scale
        edge = hit_column_edge(self.view.layout_, x, y, EDGE / self.view.zoom)
        return edge if edge is not NOTHING else hit_header(self.view.layout_, x, y)

    def draw(self, painter: QPainter, exposed: QRect) -> None:
        """Draw the headers that are exposed; the title of one that begins left of the view moves into it."""
        layout, spot, start = self.view.layout_, self.view.selection.spot, self._start()
        if not layout.stages:
            room = Box(layout.label_width, 0.0, layout.width - layout.label_width, layout.header_height)
            painter.fillRect(self._rect(room), self.view.ink.colour("header"))
        first, last = (exposed.left() - start) / self.view.zoom, (exposed.right() + 1 - start) / self.view.zoom
        for stage in layout.stages:
            if stage.box.right >= first and stage.box.x <= last:
                self._header(painter, stage.box, stage.title, Header("stage", stage.stage_id), spot)
        for step in layout.steps:
            if step.box.right >= first and step.box.x <= last:
                self._header(painter, step.box, step.title, Header("step", step.step_id), spot)
        insertion = self.view.overlay.insertion
        if insertion and insertion[1]:
            x = self._rect(Box(insertion[0], 0.0, 0.0, 0.0)).left()
            painter.fillRect(QRectF(x - 1.5, 0.0, 3.0, self.height()), self.view.ink.colour("accent"))

    def _header(self, painter: QPainter, box: Box, title: str, header: Header, spot: object) -> None:
        rect, scale = self._rect(box), self.view.frozen_scale
        draw = draw_stage_header if header.kind == "stage" else draw_step_header
        width = box.width * (self.view.zoom / scale)
        picture = self._picture(header, draw(title, width, box.height))
        painter.save()
        painter.translate(rect.topLeft())
        painter.scale(scale, scale)
        picture.draw_boxes(painter)
        text = picture.text_width
        hidden = min(max(0.0, -rect.left() / scale), max(0.0, width - text - HEADER_END))
        painter.translate(hidden, 0.0)
        if scale >= TEXT_BELOW:
            picture.draw_texts(painter)
        painter.restore()
        ground: Role = "header" if header.kind == "stage" else "header.step"
        self._mark(painter, header.id, rect, max(0.0, (rect.height() - HEIGHT * scale) / 2), ground)
        if spot == header:
            self._ring(painter, rect)


class LabelPane(Pane):
    """Swimlanes and lanes beside the sheet."""

    area: Area = "labels"

    def follow(self, right: int, down: int) -> None:
        """Scroll up and down; a label that begins above the view, or did, is drawn anew: its title stays in view."""
        if down:
            self.scroll(0, down)
            for lane in self.view.layout_.lanes:
                rect = self._rect(lane.label)
                if min(rect.top(), rect.top() - down) < 0 < rect.bottom():
                    self.update(rect.toAlignedRect())

    def _rect(self, box: Box) -> QRectF:
        zoom = self.view.zoom
        return QRectF(0.0, self._start() + box.y * zoom, self.width(), box.height * zoom)

    def _beside(self, box: Box) -> QRectF:
        """Return what is left of the box."""
        return self._rect(box)

    def _start(self) -> float:
        """Return the pixel at which the sheet begins."""
        return self.view.viewportTransform().dy()

    def pluses(self) -> Iterator[Plus]:
        """A plus below each swimlane's lanes and one below the swimlanes."""
        layout = self.view.layout_
        left = self.width() - PLUS - _ROOM
        for band in layout.bands:
            rect = self._rect(Box(0.0, band.y, 0.0, band.height))
            roomy = self.view.zoom >= _PLUS_FROM and not band.collapsed
            if roomy and rect.height() >= 4 * PLUS and rect.bottom() > 0 and rect.top() < self.height():
                bottom = round(rect.bottom()) - PLUS - _ROOM
                yield Plus(Hit("add lane", band.swimlane_id), QRect(left, bottom, PLUS, PLUS))
        below = round(self._rect(Box(0.0, layout.height, 0.0, 0.0)).top()) + _ROOM
        if not layout.bands:
            below = _ROOM
        yield Plus(Hit("add swimlane"), QRect(_ROOM, below, PLUS, PLUS))

    def hit(self, pixel: QPoint) -> Hit:
        """Return the plus, lane or swimlane under a pixel."""
        found = super().hit(pixel)
        if found is not NOTHING:
            return found
        y = self.view.place_of(self.mapTo(self.view, pixel)).y()
        edge = hit_lane_edge(self.view.layout_, y, EDGE / self.view.zoom)
        if edge is not NOTHING:
            return edge
        hit = hit_label(self.view.layout_, y)
        on_triangle = hit.kind == "swimlane" and pixel.x() < _FOLD * self.view.frozen_scale
        return Hit("fold", hit.id) if on_triangle else hit

    def draw(self, painter: QPainter, exposed: QRect) -> None:
        """Draw the labels that are exposed; that of a lane that begins above the view moves into it."""
        view, layout = self.view, self.view.layout_
        spot, ink = view.selection.spot, view.ink
        sheet = self._rect(Box(0.0, layout.header_height, 0.0, layout.height - layout.header_height))
        painter.fillRect(sheet, ink.colour("label"))
        for lane in layout.lanes:
            rect = self._rect(lane.label)
            if rect.bottom() < exposed.top() or rect.top() > exposed.bottom():
                continue
            picture = self._picture(lane.lane_id, draw_lane_label(lane, layout.curves_on(lane.lane_id), layout.words))
            hidden = min(max(0.0, -rect.top()), max(0.0, rect.height() - picture.height * view.frozen_scale))
            self._draw_at(painter, picture, rect.top() + hidden)
            painter.fillRect(QRectF(0.0, rect.bottom() - 1.0, self.width(), 1.0), ink.colour("line"))
            self._mark(
                painter, lane.lane_id, rect, max(0.0, rect.height() - (HEIGHT + _ROOM) * view.frozen_scale), "label"
            )
            if lane.line:
                self._line_above(painter, lane.line, rect.top())
            if spot == Header("lane", lane.lane_id):
                self._ring(painter, rect)
        painter.fillRect(QRectF(self.width() - 1.0, sheet.top(), 1.0, sheet.height()), ink.colour("line"))
        for band in layout.bands:
            rect = self._rect(band.box)
            if not band.box.height or rect.bottom() < exposed.top() or rect.top() > exposed.bottom():
                continue
            shapes = draw_band_title(band, layout.words)
            painter.fillRect(rect, ink.colour(getattr(shapes[0], "fill", None) or "label"))
            self._draw_at(painter, self._picture(band.swimlane_id, shapes), rect.top())
            self._mark(painter, band.swimlane_id, rect, 0.0, "label")
            if spot == Header("swimlane", band.swimlane_id or ""):
                self._ring(painter, rect.adjusted(0.0, 0.0, 8.0, 0.0))  # it goes on over the sheet
        insertion = view.overlay.insertion
        if insertion and not insertion[1]:
            y = self._rect(Box(0.0, insertion[0], 0.0, 0.0)).top()
            painter.fillRect(QRectF(0.0, y - 1.5, self.width(), 3.0), ink.colour("accent"))

    def _line_above(self, painter: QPainter, name: str, y: float) -> None:
        """Draw a line of a service blueprint; its dashes begin where those on the sheet are as long."""
        scale = self.view.frozen_scale
        painter.setPen(line_pen(self.view.ink, name, scale))
        painter.drawLine(QPointF(0.0, y), QPointF(self.width(), y))


class CornerPane(Pane):
    """Where header row and label column meet: says that the map is one of assumptions.

    While the map is locked it says so instead, and a click unlocks it.
    """

    def draw(self, painter: QPainter, exposed: QRect) -> None:
        """Draw the sign of the lock, with its words where there is room."""
        super().draw(painter, exposed)
        if not self.view.locked:
            if self.view.layout_.assumed:
                self._draw_at(
                    painter, self._picture("assumed", draw_assumption(self.view.words["assumption map"])), 0.0
                )
            return
        scale = min(self.view.frozen_scale, 1.0)
        picture = self._picture("locked", draw_lock(self.view.plus_word("corner")))
        side, room = LOCK_SIDE * scale, min(self.width(), self.height())
        scale = scale if side <= room else scale * room / side
        painter.save()
        painter.translate(0.0, (self.height() - LOCK_SIDE * scale) / 2)
        painter.scale(scale, scale)
        picture.draw(painter, scale)
        painter.restore()

    def hit(self, pixel: QPoint) -> Hit:
        """Return that this is the corner."""
        return Hit("corner")
