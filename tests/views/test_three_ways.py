"""One map made three times: by mouse alone (texts are typed), by keyboard alone, in the outline alone; one content."""

import json
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QCursor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QPlainTextEdit, QWidget

from app.canvas.hits import Hit
from app.canvas.selection import Header, Spot
from app.cli import main
from app.exporters.workspace_json import write_json
from app.layout.sheet import Focus
from app.models.content import columns_of, persona_of, stages_of, steps_of, swimlanes_of
from app.models.records import Card, Connector, Lane, Stage, Step
from app.views.outline_rows import Row
from app.views.palette import PaletteRow
from app.views.window import MainWindow

pytestmark = pytest.mark.once

Key = Qt.Key
PLAIN, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton

SCRIPT: tuple[tuple[str, ...], ...] = (
    ("stages", "Hear of it", "Buy", "Use"),
    ("persona", "Maya"),
    ("persona", "Jon"),
    ("add_step", "Buy", "Pays"),
    ("rename_step", "Buy", "Chooses"),
    ("add_lane", "Maya", "Quotes"),
    ("rename_lane", "Maya", "quotes", "In her words"),
    ("add_lane", "Jon", "Needs"),
    ("move_lane_up", "Jon", "needs"),
    ("cards", "touchpoint", "Maya", "touchpoints", "Hear of it", "Sees a poster", "Asks a friend"),
    ("cards", "pain", "Maya", "experience", "Pays", "Card refused"),
    ("cards", "quote", "Maya", "quotes", "Pays", "I nearly gave up"),
    ("cards", "touchpoint", "Jon", "touchpoints", "Use", "Boards the train"),
    ("cards", "gain", "Jon", "experience", "Use", "A seat by the window"),
    ("sentiment", "Card refused", "1"),
    ("sentiment", "A seat by the window", "5"),
    ("change_kind", "Asks a friend", "Action"),
    ("widen", "Sees a poster"),
    ("move_to", "Boards the train", "Jon", "touchpoints", "Hear of it"),
    ("move_stage_first", "Use"),
    ("rename", "A seat by the window", "A window seat"),
    ("connect", "Sees a poster", "Card refused"),
    ("mark_broken", "Sees a poster", "Card refused"),
    ("duplicate", "Asks a friend"),
    ("unplace", "Asks a friend"),
    ("copy_to", "Card refused", "Jon", "experience", "Chooses"),
    ("delete", "I nearly gave up"),
    ("undo",),
    ("fill", "I nearly gave up", "Note", "Said twice"),
    ("choose", "Boards the train", "Kind of touchpoint", "external"),
    ("delete_lane", "Jon", "emotion"),
    ("place", "Asks a friend", "Jon", "touchpoints", "Pays"),
    ("split", "Use", "Looks back"),
    ("merge", "Hear of it"),
    ("fold", "Jon"),
)


class Hands:
    """What all three have in common: the records, menus, and the forms."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    @property
    def content(self):
        return self.window.session.content

    @property
    def view(self):
        assert self.window.map_page.view is not None
        return self.window.map_page.view

    @property
    def journey(self) -> str:
        return self.window.session.journey_id

    def card(self, title: str, *, last: bool = False) -> Card:
        found = [self.content.find(Card, each) for each in self._shown()]
        named = [card for card in found if card is not None and card.title == title]
        return named[-1 if last else 0]

    def _shown(self) -> list[str]:
        return [*self.view.layout_.cards, *(card.id for card in self.content.all(Card).values() if not card.lane_id)]

    def swimlane(self, persona: str) -> str:
        return next(
            each.id
            for each in swimlanes_of(self.content, self.journey)
            if getattr(persona_of(self.content, each.id), "name", "") == persona
        )

    def lane(self, persona: str, kind: str) -> str:
        lanes = self.content.holding(Lane, "swimlane_id", self.swimlane(persona))
        return next(lane.id for lane in lanes if lane.kind == kind)

    def stage(self, title: str) -> Stage:
        return next(each for each in stages_of(self.content, self.journey) if each.title == title)

    def step(self, title: str) -> Step:
        """Return the step of a title, or the only one of a stage of that title."""
        for step in columns_of(self.content, self.journey):
            if title == (step.title or self.content.get(Stage, step.stage_id).title):
                return step
        raise LookupError(title)

    def cell(self, persona: str, kind: str, step: str) -> Focus:
        return Focus(self.lane(persona, kind), self.step(step).id)

    def spot_of(self, card: Card) -> Spot:
        return Focus(card.lane_id or "", card.step_id or "", card.id)

    def connector(self, first: str, last: str) -> Connector:
        ends = (self.card(first).id, self.card(last).id)
        return next(
            each for each in self.content.all(Connector).values() if (each.from_card_id, each.to_card_id) == ends
        )

    def field(self, name: str) -> QWidget:
        inspector = self.window.map_page.inspector
        found = [each for each in inspector.findChildren(QWidget) if each.accessibleName() == name and each.isVisible()]
        assert found, name
        return found[0]

    def popup(self) -> QMenu:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focused, text)

    @property
    def focused(self) -> QWidget:
        if QApplication.activeWindow() is not self.window:  # as a menu that closed leaves it on this platform
            self.window.activateWindow()
            QApplication.processEvents()
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget


def action_of(menu: QMenu, text: str) -> QAction:
    """Return what a menu offers by that text."""
    offers = {each.text().replace("&", "").split("\t")[0]: each for each in menu.actions()}
    assert text in offers, list(offers)
    return offers[text]


class Keyboard(Hands):
    """Keys on the map and in menus; `home` and the arrows are all that finds a place."""

    def press(self, *keys: Any) -> None:
        for key in keys:
            held, plain = key if isinstance(key, tuple) else (PLAIN, key)
            QTest.keyClick(self.focused, plain, held)

    # ---- finding places

    def go(self, spot: Spot) -> None:
        if isinstance(spot, Header):
            self._go_to_header(spot)
            return
        self.press((CTRL, Key.Key_Home))
        self._until(lambda: self._at("lane_id") == spot.lane_id, Key.Key_Down)
        self._until(lambda: self._at("step_id") == spot.step_id, Key.Key_Right)
        if spot.card_id:
            stack = self.view.layout_.stack(spot.lane_id, spot.step_id)
            self._until(lambda: self._at("card_id") == stack[0], Key.Key_Up)
            self._until(lambda: self._at("card_id") == spot.card_id, Key.Key_Down)

    def _at(self, name: str) -> object:
        return getattr(self.view.selection.spot, name, None)

    def _go_to_header(self, header: Header) -> None:
        self.press((CTRL, Key.Key_Home))
        if header.kind in ("stage", "step"):
            self._until(lambda: isinstance(self.view.selection.spot, Header), Key.Key_Up)
            if header.kind == "stage":
                self._until(lambda: self.view.selection.spot.kind == "stage", Key.Key_Up)
                self._until(lambda: self.view.selection.spot == header, Key.Key_Right)
            else:
                stages = [each.id for each in stages_of(self.content, self.journey)]
                self.press(*[Key.Key_Right] * stages.index(self.content.get(Step, header.id).stage_id))
                self.press(Key.Key_Down)
                self._until(lambda: self.view.selection.spot == header, Key.Key_Right)
        else:
            self.press(Key.Key_Left, *[Key.Key_Up] * 9)
            self._until(lambda: self.view.selection.spot == header, Key.Key_Down)

    def _until(self, there: Callable[[], bool], key: Any) -> None:
        for _ in range(60):
            if there():
                return
            self.press(key)
        raise AssertionError(f"{key} does not get there: {self.focused}, {self.view.selection}")

    # ---- menus

    def choose_from_menu(self, *path: str) -> None:
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Keyboard, QPoint(9, 9), self.focused.mapToGlobal(QPoint(9, 9))
        )
        QApplication.sendEvent(self.focused, event)
        menu = self.popup()
        for number, text in enumerate(path):
            wanted = action_of(menu, text)
            for _ in menu.actions():
                if menu.activeAction() is wanted:
                    break
                QTest.keyClick(menu, Key.Key_Down)
            assert menu.activeAction() is wanted
            if number + 1 < len(path):
                QTest.keyClick(menu, Key.Key_Right)
                menu = cast("QMenu", wanted.menu())
            else:
                QTest.keyClick(menu, Key.Key_Return)

    # ---- the deeds

    def begin(self) -> None:
        self.window.start_page.ways["blank"].setFocus()
        self.press(Key.Key_Return)

    def stages(self, *titles: str) -> None:
        for title in titles:
            self.type(title)
            self.press(Key.Key_Return)
        self.press(Key.Key_Escape)

    def persona(self, name: str) -> None:
        self.window.menus.actions["add_persona"].trigger()  # Alt+I, P: menus of the bar need a window manager here
        self.type(name)
        self.press(Key.Key_Return)

    def add_step(self, stage: str, title: str) -> None:
        self.go(Header("stage", self.stage(stage).id))
        self.choose_from_menu("Add step")
        self.type(title)
        self.press(Key.Key_Escape)

    def rename_step(self, stage: str, title: str) -> None:
        self.go(Header("step", steps_of(self.content, self.stage(stage).id)[0].id))
        self._retype(title)

    def _retype(self, text: str) -> None:
        self.press(Key.Key_Return)
        self.type(text)
        self.press(Key.Key_Escape)

    def add_lane(self, persona: str, word: str) -> None:
        self.go(Header("swimlane", self.swimlane(persona)))
        self.choose_from_menu("Add lane", word)

    def rename_lane(self, persona: str, kind: str, title: str) -> None:
        self.go(Header("lane", self.lane(persona, kind)))
        self._retype(title)

    def move_lane_up(self, persona: str, kind: str) -> None:
        self.go(Header("lane", self.lane(persona, kind)))
        self.press((ALT, Key.Key_Up))

    def cards(self, kind: str, persona: str, lane: str, step: str, *titles: str) -> None:
        self.go(self.cell(persona, lane, step))
        self.press({"touchpoint": Key.Key_T, "pain": Key.Key_P, "gain": Key.Key_G, "quote": Key.Key_U}[kind])
        for title in titles:
            self.type(title)
            self.press(Key.Key_Return)
        self.press(Key.Key_Escape)

    def sentiment(self, title: str, digit: str) -> None:
        self.go(self.spot_of(self.card(title)))
        self.press(Key.Key_0 + int(digit))

    def change_kind(self, title: str, word: str) -> None:
        self.go(self.spot_of(self.card(title)))
        self.choose_from_menu("Change to", word.lower())

    def widen(self, title: str) -> None:
        self.go(self.spot_of(self.card(title)))
        self.press((ALT | SHIFT, Key.Key_Right))

    def move_to(self, title: str, persona: str, lane: str, step: str) -> None:
        card = self.card(title)
        self.go(self.spot_of(card))
        position = self.view.layout_.position
        self.press(*[(ALT, Key.Key_Left)] * (position[card.step_id or ""] - position[self.step(step).id]))

    def move_stage_first(self, title: str) -> None:
        self.go(Header("stage", self.stage(title).id))
        self.press(*[(ALT, Key.Key_Left)] * 2)

    def rename(self, title: str, other: str) -> None:
        self.go(self.spot_of(self.card(title)))
        self._retype(other)

    def connect(self, first: str, last: str) -> None:
        self.go(self.spot_of(self.card(first)))
        self.press(Key.Key_C)
        self.go(self.spot_of(self.card(last)))
        self.press(Key.Key_Return)

    def mark_broken(self, first: str, last: str) -> None:
        self.go(self.spot_of(self.card(first)))
        self.press(Key.Key_L)
        assert self.window.session.selection == (self.connector(first, last).id,)
        self.choose_from_menu("Broken hand-off")

    def duplicate(self, title: str) -> None:
        self.go(self.spot_of(self.card(title)))
        self.press((CTRL, Key.Key_D))

    def unplace(self, title: str) -> None:
        self.go(self.spot_of(self.card(title, last=True)))
        self.choose_from_menu("Move to Unplaced")

    def copy_to(self, title: str, persona: str, lane: str, step: str) -> None:
        self.go(self.spot_of(self.card(title)))
        self.press((CTRL, Key.Key_C))
        self.go(self.cell(persona, lane, step))
        self.press((CTRL, Key.Key_V))

    def delete(self, title: str) -> None:
        self.go(self.spot_of(self.card(title)))
        self.press(Key.Key_Delete)

    def undo(self) -> None:
        self.press((CTRL, Key.Key_Z))

    def _to_field(self, title: str, name: str) -> QWidget:
        self.go(self.spot_of(self.card(title)))
        self.press(Key.Key_F4)
        for _ in range(40):
            if self.focused.accessibleName() == name:
                return self.focused
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab does not get to {name}")

    def fill(self, title: str, name: str, text: str) -> None:
        self._to_field(title, name)
        self.type(text)
        self._leave_form()

    def choose(self, title: str, name: str, text: str) -> None:
        box = self._to_field(title, name)
        assert isinstance(box, QComboBox)
        self._until(lambda: box.currentText() == text, Key.Key_Down)
        self._leave_form()

    def _leave_form(self) -> None:
        self._until(self.view.hasFocus, (SHIFT, Key.Key_F6))

    def delete_lane(self, persona: str, kind: str) -> None:
        self.go(Header("lane", self.lane(persona, kind)))
        self.press(Key.Key_Delete)

    def place(self, title: str, persona: str, lane: str, step: str) -> None:
        self.go(self.cell(persona, lane, step))
        tray = self.window.map_page.left.tray
        self._until(tray.hasFocus, (SHIFT, Key.Key_F6))
        self.press(Key.Key_Down)
        assert [self.content.get(Card, each).title for each in tray.card_ids()] == [title]
        self.press((CTRL, Key.Key_Return))
        self._until(self.view.hasFocus, Key.Key_F6)

    def split(self, stage: str, title: str) -> None:
        self.go(Header("stage", self.stage(stage).id))
        self.press((CTRL | SHIFT, Key.Key_D))
        self.type(title)
        self.press(Key.Key_Escape)

    def merge(self, stage: str) -> None:
        self.go(Header("stage", self.stage(stage).id))
        self.press((CTRL, Key.Key_M))

    def fold(self, persona: str) -> None:
        self.go(Header("swimlane", self.swimlane(persona)))
        self.choose_from_menu("Fold")


class InOutline(Keyboard):
    """Keys in the outline only: places are found by walking its rows."""

    def begin(self) -> None:
        super().begin()
        self.press(Key.Key_Escape)
        self.press((CTRL | SHIFT, Key.Key_O))
        assert self.outline.hasFocus()
        self.press(Key.Key_S)

    @property
    def outline(self):
        return self.window.outline_dock.outline

    def press(self, *keys: Any) -> None:
        for key in keys:
            super().press(key)
            assert self._here(), f"{self.focused} has the keys after {key}"

    def _here(self) -> bool:
        focused, outline = QApplication.focusWidget(), self.window.made("outline_dock")
        inspector = self.window.map_page.inspector
        return outline is None or outline.outline.is_used or (focused is not None and inspector.isAncestorOf(focused))

    def go(self, spot: Spot) -> None:
        row = self.outline.rows.of_spot(spot)
        if row == Row("step", getattr(spot, "id", "")):
            row = self.outline.rows.place_of(row.id)
        self.press(Key.Key_Home)
        self._until(lambda: self.outline.row == row, Key.Key_Down)

    def _until(self, there: Callable[[], bool], key: Any) -> None:
        for _ in range(200):
            if there():
                return
            if (
                key == Key.Key_Down
                and self.outline.hasFocus()
                and not self.outline.isExpanded(self.outline.currentIndex())
            ):
                self.press(Key.Key_Plus)
            self.press(key)
        raise AssertionError(f"{key} does not get there: {self.focused}, {self.view.selection}")

    def _leave_form(self) -> None:
        self._until(self.outline.hasFocus, Key.Key_F6)

    def place(self, title: str, persona: str, lane: str, step: str) -> None:
        self.go(self.spot_of(next(each for each in self.content.all(Card).values() if not each.lane_id)))
        self.press((CTRL, Key.Key_Return))
        self.go(self.cell(persona, lane, step))
        self.press((CTRL, Key.Key_Return))


class Mouse(Hands):
    """Clicks, drags and menus; keys only write texts."""

    def click(self, widget: QWidget, place: QPoint | None = None, button: Qt.MouseButton = LEFT) -> None:
        QTest.mouseClick(widget, button, PLAIN, place if place is not None else widget.rect().center())

    # ---- finding places

    def at(self, spot: Spot) -> tuple[QWidget, QPoint]:
        """Return the widget and the pixel of a place on the map."""
        layout, view = self.view.layout_, self.view
        if isinstance(spot, Focus):
            box = layout.cards[spot.card_id].box if spot.card_id else layout.cell_box(spot.lane_id, spot.step_id)
            assert box is not None
            pixel = view.pixel_of(
                box.x + box.width * 0.6, box.y + box.height * (0.6 if spot.card_id else 0.9)
            ).toPoint()
            assert view.viewport().geometry().contains(pixel), f"{spot} is out of view"
            return view.viewport(), view.viewport().mapFrom(view, pixel)
        kind = 0 if spot.kind in ("stage", "step") else 1
        pane = view.panes[kind]
        for y in range(4, pane.height(), 4):
            for x in range(20, pane.width(), 8):
                if pane.hit(QPoint(x, y)) == Hit(spot.kind, spot.id):
                    return pane, QPoint(x + 8, y + 2)
        raise LookupError(spot)

    def go(self, spot: Spot) -> None:
        self.click(*self.at(spot))

    def leave(self) -> None:
        """Click beside everything: what is being written is kept."""
        viewport = self.view.viewport()
        self.click(viewport, QPoint(viewport.width() - 8, viewport.height() - 8))

    def plus(self, pane: int, hit: Hit) -> None:
        plus = next(each for each in self.view.panes[pane].pluses() if each.hit == hit)
        self.click(self.view.panes[pane], plus.rect.center())

    def drag(self, start: tuple[QWidget, QPoint], end: tuple[QWidget, QPoint]) -> None:
        widget, first = start
        last = widget.mapFromGlobal(end[0].mapToGlobal(end[1]))
        QTest.mousePress(widget, LEFT, PLAIN, first)
        for place in (first + (last - first) / 2, last):
            event = QMouseEvent(
                QEvent.Type.MouseMove, QPointF(place), QPointF(widget.mapToGlobal(place)), NONE, LEFT, PLAIN
            )
            QApplication.sendEvent(widget, event)
        QTest.mouseRelease(widget, LEFT, PLAIN, last)

    # ---- menus

    def menu(self, place: tuple[QWidget, QPoint], *path: str) -> None:
        widget, pixel = place
        self.click(widget, pixel, Qt.MouseButton.RightButton)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, pixel, widget.mapToGlobal(pixel))
        QApplication.sendEvent(widget, event)
        self.pick(*path)

    def pick(self, *path: str) -> None:
        QCursor.setPos(0, 0)  # a menu takes no click from a pointer that has not moved since it opened
        menu = self.popup()
        for number, text in enumerate(path):
            wanted = action_of(menu, text)
            self.click(menu, menu.actionGeometry(wanted).center())
            if number + 1 < len(path):
                menu = cast("QMenu", wanted.menu())
                for _ in range(50):  # it opens a moment later
                    if not menu.isVisible():
                        QTest.qWait(20)
                assert menu.isVisible()

    def bar(self, title: str, text: str) -> None:
        """Choose from the menu bar."""
        bar = self.window.menuBar()
        wanted = next(each for each in bar.actions() if each.text().replace("&", "") == title)
        self.click(bar, bar.actionGeometry(wanted).center())
        menu = wanted.menu()
        assert isinstance(menu, QMenu)
        offer = next(each for each in menu.actions() if each.text().replace("&", "").startswith(text))
        self.click(menu, menu.actionGeometry(offer).center())

    # ---- the deeds

    def begin(self) -> None:
        self.click(self.window.start_page.ways["blank"])

    def stages(self, *titles: str) -> None:
        for number, title in enumerate(titles):
            if number:
                self.plus(0, Hit("add stage"))
            self.type(title)
            self.leave()

    def persona(self, name: str) -> None:
        self.plus(1, Hit("add swimlane"))
        if swimlanes_of(self.content, self.journey):
            self.pick("New persona…")
        self.type(name)
        self.leave()

    def add_step(self, stage: str, title: str) -> None:
        self.plus(0, Hit("add step", self.stage(stage).id))
        self.type(title)
        self.leave()

    def _retype(self, spot: Spot, text: str) -> None:
        widget, pixel = self.at(spot)
        self.click(widget, pixel)
        QTest.mouseDClick(widget, LEFT, PLAIN, pixel)
        self.type(text)
        self.leave()

    def rename_step(self, stage: str, title: str) -> None:
        self._retype(Header("step", steps_of(self.content, self.stage(stage).id)[0].id), title)

    def add_lane(self, persona: str, word: str) -> None:
        self.plus(1, Hit("add lane", self.swimlane(persona)))
        self.pick(word)

    def rename_lane(self, persona: str, kind: str, title: str) -> None:
        self._retype(Header("lane", self.lane(persona, kind)), title)

    def move_lane_up(self, persona: str, kind: str) -> None:
        lanes = [each.id for each in self.content.holding(Lane, "swimlane_id", self.swimlane(persona))]
        above = self.at(Header("lane", lanes[lanes.index(self.lane(persona, kind)) - 1]))
        self.drag(self.at(Header("lane", self.lane(persona, kind))), (above[0], above[1] - QPoint(0, 2)))

    def cards(self, kind: str, persona: str, lane: str, step: str, *titles: str) -> None:
        row = next(
            each
            for each in self.window.findChildren(PaletteRow)
            if each._kind == kind  # its name is a word
        )
        for title in titles:
            self.go(self.cell(persona, lane, step))
            self.click(row)
            self.type(title)
            self.leave()

    def sentiment(self, title: str, digit: str) -> None:
        self.menu(self.at(self.spot_of(self.card(title))), "Sentiment", {"1": "−2", "5": "+2"}[digit])

    def change_kind(self, title: str, word: str) -> None:
        self.menu(self.at(self.spot_of(self.card(title))), "Change to", word.lower())

    def widen(self, title: str) -> None:
        self.go(self.spot_of(self.card(title)))
        self.click(self.field("Steps it reaches over +"))

    def move_to(self, title: str, persona: str, lane: str, step: str) -> None:
        self.drag(self.at(self.spot_of(self.card(title))), self.at(self.cell(persona, lane, step)))

    def move_stage_first(self, title: str) -> None:
        first = self.at(Header("stage", stages_of(self.content, self.journey)[0].id))
        self.drag(self.at(Header("stage", self.stage(title).id)), (first[0], QPoint(4, first[1].y())))

    def rename(self, title: str, other: str) -> None:
        self._retype(self.spot_of(self.card(title)), other)

    def connect(self, first: str, last: str) -> None:
        self.menu(self.at(self.spot_of(self.card(first))), "Connect to…")
        self.go(self.spot_of(self.card(last)))

    def mark_broken(self, first: str, last: str) -> None:
        wanted, viewport = self.connector(first, last).id, self.view.viewport()
        for y in range(0, viewport.height(), 3):
            for x in range(0, viewport.width(), 3):
                place = self.view.place_of(viewport.mapTo(self.view, QPoint(x, y)))
                if self.view._hit(place) == Hit("connector", wanted):
                    self.menu((viewport, QPoint(x, y)), "Broken hand-off")
                    return
        raise LookupError(wanted)

    def duplicate(self, title: str) -> None:
        self.menu(self.at(self.spot_of(self.card(title))), "Duplicate")

    def unplace(self, title: str) -> None:
        self.menu(self.at(self.spot_of(self.card(title, last=True))), "Move to Unplaced")

    def copy_to(self, title: str, persona: str, lane: str, step: str) -> None:
        self.menu(self.at(self.spot_of(self.card(title))), "Copy")
        self.menu(self.at(self.cell(persona, lane, step)), "Paste")

    def delete(self, title: str) -> None:
        self.menu(self.at(self.spot_of(self.card(title))), "Delete")

    def undo(self) -> None:
        self.bar("Edit", "Undo")

    def fill(self, title: str, name: str, text: str) -> None:
        self.go(self.spot_of(self.card(title)))
        field = self.field(name)
        assert isinstance(field, QPlainTextEdit)
        self.click(field.viewport())
        self.type(text)
        self.leave()

    def choose(self, title: str, name: str, text: str) -> None:
        self.go(self.spot_of(self.card(title)))
        box = self.field(name)
        assert isinstance(box, QComboBox)
        box.showPopup()
        rows = box.view()
        index = rows.model().index(box.findText(text), 0)
        rows.scrollTo(index)
        place = rows.visualRect(index).center()
        QTest.mouseMove(rows.viewport(), place)
        QTest.qWait(
            QApplication.doubleClickInterval() + 50
        )  # until then the list takes it for the press that opened it
        self.click(rows.viewport(), place)

    def delete_lane(self, persona: str, kind: str) -> None:
        self.menu(self.at(Header("lane", self.lane(persona, kind))), "Delete lane (its cards wait in Unplaced)")

    def place(self, title: str, persona: str, lane: str, step: str) -> None:
        self.go(self.cell(persona, lane, step))
        tray = self.window.map_page.left.tray
        pixel = tray.visualItemRect(tray.item(0)).center()
        self.click(tray.viewport(), pixel)
        tray.customContextMenuRequested.emit(pixel)
        self.pick("Put into the focused cell")

    def split(self, stage: str, title: str) -> None:
        self.menu(self.at(Header("stage", self.stage(stage).id)), "Split into steps")
        self.type(title)
        self.leave()

    def merge(self, stage: str) -> None:
        self.menu(self.at(Header("stage", self.stage(stage).id)), "Merge with the next stage")

    def fold(self, persona: str) -> None:
        hit = Hit("fold", self.swimlane(persona))
        pane = self.view.panes[1]
        for y in range(4, pane.height(), 4):
            if pane.hit(QPoint(6, y)) == hit:
                self.click(pane, QPoint(6, y + 2))
                return
        raise LookupError(persona)


@pytest.fixture
def made(
    theme, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[[type[Hands]], list[str]]]:
    """Yield a function that builds the map in a window of its own and returns its canonical JSON, deed by deed."""

    def build(kind: type[Hands]) -> list[str]:
        monkeypatch.setenv("CLEW_DOCUMENTS_DIR", str(tmp_path / kind.__name__))
        window = MainWindow(theme)
        window.resize(1900, 1200)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        refused: list[str] = []
        window.session.failed.connect(refused.append)
        hands: Any = kind(window)
        hands.begin()
        QApplication.processEvents()
        after = []
        for name, *arguments in SCRIPT:
            getattr(hands, name)(*arguments)
            QApplication.processEvents()
            assert not refused, (name, arguments, refused)
            after.append(write_json(window.session.store.snapshot(), canonical=True))
        path = window.session.store.path
        window.close()
        capsys.readouterr()
        assert main(["show", str(path), "--json", "--canonical"]) == 0
        assert capsys.readouterr().out == after[-1]
        return after

    yield build
    QApplication.clipboard().clear()


def differing(one: str, other: str) -> list[tuple[str, str]]:
    """Return the lines in which two texts differ."""
    pairs = zip_longest(one.splitlines(), other.splitlines(), fillvalue="")
    return [pair for pair in pairs if pair[0] != pair[1]]


def test_mouse_keyboard_and_outline_make_the_same_map(made):
    by_mouse, by_keyboard, in_outline = (made(kind) for kind in (Mouse, Keyboard, InOutline))
    for deed, mouse, keyboard, outline in zip(SCRIPT, by_mouse, by_keyboard, in_outline, strict=True):
        assert differing(mouse, keyboard) == [], deed
        assert differing(outline, keyboard) == [], deed
    (journey,) = json.loads(by_mouse[-1])["journeys"]
    assert [stage["title"] for stage in journey["stages"]] == ["Use", "Hear of it / Buy"]
    assert len(journey["cards"]) == 8
    assert len(set(by_mouse)) >= len(SCRIPT) - 1  # each deed but the undone one changed something
