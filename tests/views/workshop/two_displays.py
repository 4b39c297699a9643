"""Presenting on two displays of an X server, as a facilitator does: by keys, and with a plug that comes loose.

Run in a process of its own: the monitors are those of the whole server. Xvfb has one output, but as many monitors of
RandR as are told to it, and Qt takes each for a display that is plugged in.
"""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from app.canvas.motion import set_motion
from app.models.records import Card
from app.views.card_form import CardForm
from app.views.workshop.audience import RoomView
from tests.bench.stage import Stage

HALF, FULL = 800, 1000

Key = Qt.Key


def plug(name: str, left: int, output: str) -> None:
    """Plug in a display that shows half of the server's screen."""
    subprocess.run(["xrandr", "--setmonitor", name, f"{HALF}/200x{FULL}/250+{left}+0", output], check=True)


def unplug(name: str) -> None:
    """Unplug a display."""
    subprocess.run(["xrandr", "--delmonitor", name], check=True)


def rooms() -> list[RoomView]:
    """Return the windows that are the room's."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, RoomView) and each.isVisible()]


def until(stage: Stage, what: str, done) -> None:
    """Let the event loop run until something is so."""
    for _ in range(200):
        if done():
            return
        stage.idle(0.02)
    raise AssertionError(f"never: {what}")


def main(path: str) -> None:
    """Present, freeze, lose the display, go on in one window, and take the display again."""
    application = QApplication(sys.argv[:1])
    output = QGuiApplication.primaryScreen().name()
    plug("laptop", 0, output)
    plug("projector", HALF, "none")
    try:
        present(application, Path(path))
    finally:
        unplug("projector")
        unplug("laptop")


def present(application: QApplication, path: Path) -> None:
    """Do that with both displays plugged in."""
    stage = Stage(path, size=(HALF, FULL))
    set_motion(False)
    window, view = stage.window, stage.view
    window.setMinimumSize(HALF, 480)
    window.setGeometry(0, 0, HALF, FULL)
    window.windowHandle().requestActivate()
    until(stage, "two displays", lambda: len(QGuiApplication.screens()) == 2 and window.isActiveWindow())
    view.setFocus()
    before = window.geometry(), view.zoom, view.horizontalScrollBar().value()

    QTest.keyClick(view, Key.Key_F5)
    presenter = window.presenter
    until(stage, "an audience window", lambda: len(rooms()) == 1)
    audience = rooms()[0]
    assert audience.geometry().getRect() == (HALF, 0, HALF, FULL), audience.geometry()
    assert audience.screen().name() == "projector"
    assert window.isActiveWindow(), "the keys stay with the facilitator"
    assert view.hasFocus()
    QTest.keyClick(view, Key.Key_PageDown)
    until(stage, "a step by remote", lambda: presenter.words() == "The room sees 1 / 5 Awareness")
    window.session.select([next(iter(window.session.content.all(Card)))])
    until(stage, "a form", lambda: isinstance(window.map_page.inspector.form, CardForm))
    window.map_page.open_form()
    field = application.focusWidget()
    assert isinstance(field, QLineEdit | QPlainTextEdit), field
    QTest.keyClick(field, Key.Key_PageDown)
    until(stage, "a step from a field", lambda: presenter.words() == "The room sees 2 / 5 Consideration")
    view.setFocus()
    QTest.keyClick(view, Key.Key_B)
    until(stage, "black", lambda: presenter.blanked)
    QTest.keyClick(view, Key.Key_Period)
    until(stage, "light", lambda: not presenter.blanked)

    unplug("projector")
    until(stage, "the walk in this window", lambda: presenter.in_window and not rooms())
    assert presenter.words() == "The room sees 2 / 5 Consideration"
    assert window.isFullScreen()
    plug("projector", HALF, "none")
    until(stage, "the display again", lambda: len(QGuiApplication.screens()) == 2)
    stage.idle(0.05)
    assert presenter.in_window, "it is only offered"
    assert presenter.room is not None
    QTest.keyClick(presenter.room, Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    until(stage, "an audience window again", lambda: len(rooms()) == 1)
    assert rooms()[0].geometry().getRect() == (HALF, 0, HALF, FULL)
    assert presenter.words() == "The room sees 2 / 5 Consideration"
    until(stage, "the focus", view.hasFocus)
    QTest.keyClick(view, Key.Key_Escape)
    until(stage, "the end", lambda: not presenter.running and not rooms())
    until(stage, "the size", lambda: window.geometry() == before[0])
    assert (view.zoom, view.horizontalScrollBar().value()) == before[1:]
    stage.close()
