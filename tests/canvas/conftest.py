"""A map in a view of 1200 × 800, driven by real mouse and key events."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.canvas.view import MapView
from app.layout.sheet import Focus
from app.models.content import cards_in, columns_of, lanes_of, stages_of, swimlanes_of, unplaced_cards
from app.models.kinds import CardKind
from app.models.records import Card
from app.services.cards import add_card
from app.services.journeys import add_journey
from app.services.personas import add_persona_to_map
from app.services.stages import add_stage, add_step
from app.store import Store, create_workspace

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PLAIN = Qt.KeyboardModifier.NoModifier


@dataclass
class Driver:
    """A view with short ways to point, press and look at the records."""

    view: MapView
    store: Store
    journey: str

    @property
    def content(self):
        return self.store.content

    @property
    def steps(self) -> list[str]:
        return [step.id for step in columns_of(self.content, self.journey)]

    @property
    def stages(self) -> list[str]:
        return [stage.title for stage in stages_of(self.content, self.journey)]

    def lane(self, number: int, kind: str) -> str:
        """The lane of a kind in the swimlane of that number."""
        swimlane = swimlanes_of(self.content, self.journey)[number]
        return next(lane.id for lane in lanes_of(self.content, self.journey, swimlane.id) if lane.kind == kind)

    def cell(self, lane: str, step: int) -> list[str]:
        return [card.title for card in cards_in(self.content, lane, self.steps[step])]

    @property
    def waiting(self) -> list[str]:
        return [card.title for card in unplaced_cards(self.content, self.journey)]

    def add(self, kind: CardKind, title: str, lane: str, step: int) -> str:
        return add_card(self.store, self.journey, kind, title, lane_id=lane, step_id=self.steps[step])

    def card(self, card_id: str) -> Card:
        return self.content.get(Card, card_id)

    def focus(self, lane: str, step: int, card: str | None = None) -> None:
        self.view.focus_spot(Focus(lane, self.steps[step], card))

    # ---- pointing, in pixels of the view

    def at_card(self, card_id: str, across: float = 0.5, down: float = 0.5) -> QPoint:
        box = self.view.layout_.cards[card_id].box
        return self.view.pixel_of(box.x + box.width * across, box.y + box.height * down).toPoint()

    def at_cell(self, lane: str, step: int, down: float = 0.9) -> QPoint:
        box = self.view.layout_.cell_box(lane, self.steps[step])
        assert box is not None
        return self.view.pixel_of(box.x + box.width / 2, box.y + box.height * down).toPoint()

    def at_stage(self, number: int, across: float = 0.4) -> QPoint:
        box = self.view.layout_.stages[number].box
        return QPoint(round(self.view.pixel_of(box.x + box.width * across, 0).x()), 12)

    def at_lane(self, lane: str) -> QPoint:
        row = self.view.layout_.lane(lane)
        assert row is not None
        return QPoint(30, round(self.view.pixel_of(0, row.y + 20).y()))

    def _target(self, pixel: QPoint) -> tuple[QWidget, QPoint]:
        for widget in (*self.view.panes, self.view.viewport()):
            if widget.geometry().contains(pixel):
                return widget, widget.mapFrom(self.view, pixel)
        return self.view.viewport(), self.view.viewport().mapFrom(self.view, pixel)

    def press(self, pixel: QPoint, modifiers=PLAIN, button=LEFT) -> None:
        self._held, place = self._target(pixel)
        QTest.mousePress(self._held, button, modifiers, place)

    def move(self, pixel: QPoint, modifiers=PLAIN, buttons=LEFT) -> None:
        """Move with the button down: the widget that was pressed goes on getting the events."""
        place = QPointF(self._held.mapFrom(self.view, pixel))
        on_screen = QPointF(self.view.mapToGlobal(pixel))
        event = QMouseEvent(QEvent.Type.MouseMove, place, on_screen, NONE, buttons, modifiers)
        QApplication.sendEvent(self._held, event)

    def release(self, pixel: QPoint, modifiers=PLAIN, button=LEFT) -> None:
        QTest.mouseRelease(self._held, button, modifiers, self._held.mapFrom(self.view, pixel))

    def click(self, pixel: QPoint, modifiers=PLAIN) -> None:
        self.press(pixel, modifiers)
        self.release(pixel, modifiers)

    def double_click(self, pixel: QPoint) -> None:
        self.click(pixel)
        widget, place = self._target(pixel)
        QTest.mouseDClick(widget, LEFT, PLAIN, place)

    def drag(self, start: QPoint, end: QPoint, modifiers=PLAIN) -> None:
        self.press(start, modifiers)
        self.move((start + end) / 2, modifiers)
        self.move(end, modifiers)
        self.release(end, modifiers)

    # ---- typing

    def key(self, key, modifiers=PLAIN) -> None:
        QTest.keyClick(self._focused(), key, modifiers)

    def type(self, text: str, key=None) -> None:
        QTest.keyClicks(self._focused(), text)
        if key is not None:
            self.key(key)

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self.view


@pytest.fixture
def empty(qtbot, tmp_path: Path) -> Iterator[Driver]:
    """A map without stages and personas."""
    store = create_workspace(tmp_path / "empty.clew")
    yield from _shown(qtbot, store, add_journey(store, "I buy a ticket"))


@pytest.fixture
def map_(qtbot, tmp_path: Path) -> Iterator[Driver]:
    """Four stages, the last of two steps; Maya and Jon."""
    store = create_workspace(tmp_path / "map.clew")
    journey = add_journey(store, "I buy a ticket")
    stages = [add_stage(store, journey, title) for title in ("Awareness", "Choice", "Purchase", "Use")]
    add_step(store, stages[3], "Ride")
    for name in ("Maya", "Jon"):
        add_persona_to_map(store, journey, name)
    yield from _shown(qtbot, store, journey)


def _shown(qtbot, store: Store, journey: str) -> Iterator[Driver]:
    view = MapView(store, journey)
    qtbot.addWidget(view)
    view.resize(1200, 800)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    view.setFocus()
    yield Driver(view, store, journey)
    store.close()
