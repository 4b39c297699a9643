"""Small things that hands do: Enter on a button, a wheel over a field, a click beside the sheet of keys."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox

from app.models.records import Card
from app.views.regions import walk_regions
from app.views.window import MainWindow


def test_enter_presses_the_focused_button(empty_window, qtbot):
    chosen: list[str] = []
    empty_window.start_page.chosen.disconnect()
    empty_window.start_page.chosen.connect(chosen.append)
    blank = empty_window.start_page.ways["blank"]
    blank.setFocus()
    qtbot.keyClick(blank, Qt.Key.Key_Return)
    qtbot.keyClick(blank, Qt.Key.Key_Space)
    assert chosen == ["blank", "blank"]


def test_a_wheel_that_turns_over_the_inspector_changes_nothing(window):
    step = window.session.store.step
    for select in ([], [next(iter(window.map_page.view.layout_.cards))]):
        window.session.select(select)
        form = window.map_page.inspector.form
        fields = [*form.findChildren(QComboBox), *form.findChildren(QAbstractSpinBox)]
        assert fields
        for field in fields:
            assert not field.focusPolicy() & Qt.FocusPolicy.WheelFocus & ~Qt.FocusPolicy.StrongFocus
            middle = QPointF(field.rect().center())
            turn = QWheelEvent(
                middle,
                QPointF(field.mapToGlobal(field.rect().center())),
                QPoint(),
                QPoint(0, -120),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            for _ in range(3):
                QApplication.sendEvent(field, turn)
    assert window.session.store.step == step


@pytest.mark.parametrize("way", ["click", "key", "command"])
def test_the_sheet_of_keys_does_not_stay_above_what_one_goes_on_with(window, qtbot, way):
    window.commands.run("shortcuts")
    assert window.overlay.isVisible()
    qtbot.mouseClick(window.overlay, Qt.MouseButton.LeftButton)
    assert window.overlay.isVisible()
    if way == "click":
        qtbot.mouseClick(window.map_page.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    elif way == "key":
        walk_regions(window, 1)
    else:
        window.commands.run("find")
    assert not window.overlay.isVisible()


def test_a_first_window_is_no_larger_than_the_screen(theme, qtbot, monkeypatch):
    class Small:
        def availableSize(self):
            return QSize(1280, 720)

    monkeypatch.setattr(MainWindow, "screen", lambda self: Small())
    window = MainWindow(theme)
    qtbot.addWidget(window)
    assert window.width() == 1280
    assert window.height() <= 690
    window.close()


def test_an_unplaced_card_is_put_into_the_focused_cell_by_key(window, qtbot):
    store, view, tray = window.session.store, window.map_page.view, window.map_page.left.tray
    (waiting,) = [card.id for card in store.content.all(Card).values() if card.lane_id is None]
    lane = next(row for row in view.layout_.lanes if row.kind == "experience")
    step = view.layout_.columns[3].step_id
    view.go_to(view.layout_.enter(lane.lane_id, step))
    tray.setFocus()
    tray.item(0).setSelected(True)
    qtbot.keyClick(tray, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    card = store.content.get(Card, waiting)
    assert (card.lane_id, card.step_id) == (lane.lane_id, step)
