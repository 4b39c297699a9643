"""The mouse on a text: a drag selects, two clicks take the word, three the sentence, four the turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.models.turns import Passage
from app.views.research.text_column import Spot

if TYPE_CHECKING:
    from app.views.research.reader import Reader

_INTERVAL, _FASTEST = 30, 40


class ReaderHand(QObject):
    """Follows the mouse; what is selected or highlighted already can be dragged away from where it stands."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        self._reader = reader
        self._selecting = False
        self._lifting: QPointF | None = None
        self._clicks = 0
        self._place = QPointF()
        self._again = QTimer(self, singleShot=True)
        self._scroll = QTimer(self, interval=_INTERVAL)
        self._scroll.timeout.connect(self._go_on)

    def press(self, event: QMouseEvent) -> None:
        """Begin a selection, or to lift what is under the pointer."""
        reader, place = self._reader, event.position()
        if event.button() != Qt.MouseButton.LeftButton or reader.column is None:
            return
        near = (place - self._place).manhattanLength() < QApplication.startDragDistance()
        self._place = place
        if self._again.isActive() and near and self._clicks >= 2:
            self._take(self._clicks + 1)
            return
        self._clicks = 1
        spot = reader.spot_at(place)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._selecting = True
            reader.go(spot, select=True)
        elif self._can_lift(place):
            self._lifting = place
        else:
            self._selecting = True
            reader.go(spot)

    def _can_lift(self, place: QPointF) -> bool:
        reader = self._reader
        passage, current = reader.selection, reader.current
        if passage is not None and reader.column is not None:
            boxes = reader.column.rects(passage)
            return any(box.contains(place - reader.offset()) for box in boxes)
        return current is not None and reader.hasFocus() and reader.column_has(place.toPoint(), current)

    def press_twice(self, event: QMouseEvent) -> None:
        """Take the word; a third and fourth click take more."""
        self._place = event.position()
        if event.button() == Qt.MouseButton.LeftButton and self._reader.column is not None:
            self._take(4 if self._again.isActive() and self._clicks >= 3 else 2)

    def _take(self, clicks: int) -> None:
        reader = self._reader
        assert reader.column is not None
        spot = reader.spot_at(self._place)
        parts = {2: reader.column.word, 3: reader.column.sentence}
        passage: Passage = parts.get(clicks, reader.column.whole)(spot)
        self._clicks, self._selecting, self._lifting = min(clicks, 4), False, None
        self._again.start(QApplication.doubleClickInterval())
        reader.choose(passage)

    def move(self, event: QMouseEvent) -> None:
        """Select up to the pointer, or drag away what was lifted."""
        place = event.position()
        if self._lifting is not None:
            if (place - self._lifting).manhattanLength() >= QApplication.startDragDistance():
                self._lifting = None
                self._reader.drag_asked.emit()
            return
        if self._selecting:
            self._place = place
            self._reader.go(self._spot(), select=True)
            outside = not 0 <= place.y() <= self._reader.viewport().height()
            if outside != self._scroll.isActive():
                self._scroll.start() if outside else self._scroll.stop()

    def _spot(self) -> Spot:
        height = self._reader.viewport().height()
        return self._reader.spot_at(QPointF(self._place.x(), min(max(self._place.y(), 0.0), height - 1.0)))

    def _go_on(self) -> None:
        """Scroll while the pointer is above or below, and select along."""
        height = self._reader.viewport().height()
        away = min(self._place.y(), 0.0) + max(self._place.y() - height, 0.0)
        self._reader.scroll_by(max(-_FASTEST, min(_FASTEST, away)))
        self._reader.go(self._spot(), select=True)

    def release(self, event: QMouseEvent) -> None:
        """End it."""
        self._scroll.stop()
        if self._lifting is not None:
            self._reader.go(self._reader.spot_at(event.position()))
        if self._lifting is not None or self._selecting:
            self._reader.rested.emit()
        self._lifting, self._selecting = None, False
