"""A view that zooms at the pointer and scrolls by blitting what it already shows."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGestureEvent, QGraphicsView, QPinchGesture, QWidget

from app.layout.geometry import Box

SMALLEST_ZOOM, LARGEST_ZOOM = 0.02, 8.0

_WHEEL_STEP = 1.2
"""How much one notch of the wheel zooms."""

_NOTCH = 120

_LEAST_PINCH = 0.2
"""How much one moment of a pinch zooms out at most."""

_SCROLL = 90
"""How many pixels one notch of the wheel scrolls."""


NEARER: Final = 1.25
"""How much one step of the keys zooms."""

_PANS: Final = (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton)


class ZoomView(QGraphicsView):
    """Zoom and scroll of a sheet; subclasses say what is beside it and learn what is in view.

    A drag moves the sheet, keys scroll and zoom; subclasses that let the sheet be edited give both other meanings.
    """

    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zoom = 1.0
        self._moving = False
        self._zooming_wheel = False
        self._left_over = QPointF()
        self._pinched = (1.0, QPointF())
        self._held: QPoint | None = None
        if sys.platform != "darwin":  # there, fingers on the pad come as native gestures
            self.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
            self.viewport().ungrabGesture(Qt.GestureType.PanGesture)  # two fingers move the view as they pinch
            self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)

    def arrange(self) -> None:
        """Fit what lies beside the sheet, and how far it scrolls, to the zoom and the size of the view."""

    def begin_pinch(self) -> None:
        """Let go of what one finger has begun before the second came."""

    def see(self, seen: Box) -> None:
        """Take note of what of the sheet is in view."""

    def seen(self) -> Box:
        """Return what of the sheet is in view."""
        rect = self.viewportTransform().inverted()[0].mapRect(QRectF(self.viewport().rect()))
        return Box(rect.x(), rect.y(), rect.width(), rect.height())

    def zoom_by(self, factor: float, pixel: QPoint | None = None) -> None:
        """Zoom in or out; what is under the pixel (by default the middle) stays where it is."""
        self.zoom_to(self.zoom * factor, pixel)

    def zoom_to(self, zoom: float, pixel: QPoint | None = None) -> None:
        """Show the map at a zoom, 1 = full size."""
        pixel = pixel or self.viewport().geometry().center()
        self.bring(self.place_of(pixel), QPointF(pixel), zoom)

    def bring(self, place: QPointF, pixel: QPointF, zoom: float) -> None:
        """Show the map at a zoom with a place of the sheet at a pixel of the view, as far as it can be scrolled."""
        self._moving = True
        self.zoom = min(max(zoom, SMALLEST_ZOOM), LARGEST_ZOOM)
        self.setTransform(QTransform.fromScale(self.zoom, self.zoom))
        self.arrange()
        away = self.pixel_of(place.x(), place.y()) - pixel
        self.scroll_by(round(away.x()), round(away.y()))
        self._moving = False
        self.see(self.seen())
        self.zoom_changed.emit(self.zoom)

    def scroll_by(self, right: int, down: int) -> bool:
        """Scroll by pixels; tells whether anything moved."""
        across, along = self.horizontalScrollBar(), self.verticalScrollBar()
        before = across.value(), along.value()
        across.setValue(before[0] + right)
        along.setValue(before[1] + down)
        return before != (across.value(), along.value())

    def reveal(self, box: Box, margin: int = 16) -> None:
        """Scroll as little as brings a box of the sheet into view."""
        top_left = self.pixel_of(box.x, box.y)
        bottom_right = self.pixel_of(box.right, box.bottom)
        seen = QRectF(self.viewport().geometry()).adjusted(margin, margin, -margin, -margin)
        self.scroll_by(
            _overhang(top_left.x(), bottom_right.x(), seen.left(), seen.right()),
            _overhang(top_left.y(), bottom_right.y(), seen.top(), seen.bottom()),
        )

    def place_of(self, pixel: QPoint) -> QPointF:
        """Return the place of the sheet at a pixel of the view."""
        return self.viewportTransform().inverted()[0].map(QPointF(pixel - self.viewport().pos()))

    def pixel_of(self, x: float, y: float) -> QPointF:
        """Return the pixel of the view at a place of the sheet."""
        return self.viewportTransform().map(QPointF(x, y)) + QPointF(self.viewport().pos())

    def edge_speed(self, pixel: QPoint, edge: int, fastest: int) -> tuple[int, int]:
        """Return by how many pixels to scroll for a pointer near an edge of the sheet, or over headers and labels."""
        seen = self.viewport().geometry()
        if not self.rect().contains(pixel):
            return 0, 0
        across = _speed(pixel.x(), seen.left(), seen.right(), edge, fastest)
        return across, _speed(pixel.y(), seen.top(), seen.bottom(), edge, fastest)

    # ---- events

    def show_cursor(self, shape: Qt.CursorShape) -> None:
        """Show what the pointer would do."""
        if shape != self.cursor().shape():
            self.setCursor(shape)
            self.viewport().setCursor(shape)

    def press(self, event: QMouseEvent, source: QWidget) -> None:
        """Take hold of the sheet, on it or on a strip beside it."""
        if event.button() in _PANS:
            self._held = source.mapTo(self, event.position().toPoint())
            self.show_cursor(Qt.CursorShape.ClosedHandCursor)

    def drag(self, event: QMouseEvent, source: QWidget) -> None:
        """Scroll by what the pointer moved."""
        if self._held is not None:
            pixel = source.mapTo(self, event.position().toPoint())
            moved, self._held = pixel - self._held, pixel
            self.scroll_by(-moved.x(), -moved.y())

    def let_go(self, event: QMouseEvent, source: QWidget) -> None:
        """Leave the sheet where it is."""
        if self._held is not None:
            self._held = None
            self.show_cursor(Qt.CursorShape.ArrowCursor)

    def press_twice(self, event: QMouseEvent, source: QWidget) -> None:
        """Do what a double click means: nothing."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        self.press(event, self.viewport())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        self.drag(event, self.viewport())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it."""
        self.let_go(event, self.viewport())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do what a double click means."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.press_twice(event, self.viewport())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom by Ctrl with plus, minus and 1; scroll by arrows and pages."""
        zooms = {Qt.Key.Key_Plus: NEARER, Qt.Key.Key_Equal: NEARER, Qt.Key.Key_Minus: 1 / NEARER}
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if held != Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif event.key() in zooms:
            self.zoom_by(zooms[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_1:
            self.zoom_to(1.0)
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom at the pointer, with Shift scroll sideways.

        On touch pads the fingers decide with what they begin: a view that still glides does not zoom when Ctrl is
        pressed for something else.
        """
        held = event.modifiers()
        if event.phase() in (Qt.ScrollPhase.NoScrollPhase, Qt.ScrollPhase.ScrollBegin):
            self._zooming_wheel = bool(held & Qt.KeyboardModifier.ControlModifier)
        if self._zooming_wheel:
            turned = event.angleDelta()
            notches = (turned.y() or turned.x()) / _NOTCH
            if notches and event.phase() != Qt.ScrollPhase.ScrollMomentum:
                self.zoom_by(_WHEEL_STEP**notches, self._pixel(event.globalPosition()))
        else:
            moved = _scrolled(event)
            if held & Qt.KeyboardModifier.ShiftModifier and not moved.x():
                moved = moved.transposed()
            moved += self._left_over
            pixels = moved.toPoint()
            self._left_over = moved - QPointF(pixels)
            self.scroll_by(-pixels.x(), -pixels.y())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Zoom by two fingers, on a touch pad or on the screen."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(max(_LEAST_PINCH, 1.0 + event.value()), self._pixel(event.globalPosition()))
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self._pinch(pinch)
                event.accept(pinch)
                return True
        return super().viewportEvent(event)

    def _pinch(self, pinch: QPinchGesture) -> None:
        """Zoom between two fingers, and move along with them; counted from where they began: moments come twice."""
        middle = pinch.centerPoint()
        if pinch.state() == Qt.GestureState.GestureStarted:
            self.begin_pinch()
            self._pinched = (self.zoom, middle)
        zoom, before = self._pinched
        moved = (middle - before).toPoint()
        self.scroll_by(-moved.x(), -moved.y())
        self._pinched = (zoom, middle)
        wanted = zoom * pinch.totalScaleFactor()
        if wanted > 0.0 and wanted != self.zoom:
            self.zoom_to(wanted, self._pixel(middle))

    def _pixel(self, on_screen: QPointF) -> QPoint:
        return self.mapFromGlobal(on_screen.toPoint())

    def scrollContentsBy(self, right: int, down: int) -> None:
        """Move what is shown, and learn what came into view."""
        super().scrollContentsBy(right, down)
        if not self._moving:
            self.see(self.seen())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Learn what came into view."""
        super().resizeEvent(event)
        self.arrange()
        self.see(self.seen())


def _scrolled(event: QWheelEvent) -> QPointF:
    """Return by how many pixels a wheel or two fingers scroll; under X11 only the turns of the wheel can be trusted."""
    exact = event.pixelDelta()
    if not exact.isNull() and QGuiApplication.platformName() != "xcb":
        return QPointF(exact)
    return QPointF(event.angleDelta()) * (_SCROLL / _NOTCH)


def _overhang(start: float, end: float, seen_start: float, seen_end: float) -> int:
    """Return how far to scroll so that start … end is in view; its start, where it does not fit."""
    if start < seen_start or end - start > seen_end - seen_start:
        return round(start - seen_start)
    return max(0, round(end - seen_end))


def _speed(place: int, start: int, end: int, edge: int, fastest: int) -> int:
    """Return the speed of scrolling, faster the further the pointer is into the edge."""
    if place < start + edge:
        return -min(fastest, 1 + fastest * (start + edge - place) // edge)
    if place > end - edge:
        return min(fastest, 1 + fastest * (place - end + edge) // edge)
    return 0
