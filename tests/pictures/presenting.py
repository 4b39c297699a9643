"""What a room sees of a map that is presented: on a display of its own, or in the facilitator's window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.layout.walk import Way
from app.views.workshop import presenter as presenting

if TYPE_CHECKING:
    from tests.bench.stage import Stage

Act = Callable[["Stage"], None]


def audience(
    width: int, height: int, *, by: Way = "stages", scene: int = 0, minutes: float | None = None, piece: int = 0
) -> Act:
    """Return what shows a scene to the room on a display of that size, with so much time where it is given."""

    def act(stage: "Stage") -> None:
        display = QGuiApplication.primaryScreen()  # it stands in for the second one
        setattr(presenting, "room_display", lambda _: display)  # noqa: B010
        presenter = stage.window.presenter
        presenter.start(by)
        assert presenter.audience is not None
        presenter.audience.setGeometry(0, 0, width, height)
        _go(stage, scene, piece, minutes)

    return act


def follow(act: Act, *, scene: int = 0) -> Act:
    """Return what has the room see the same as a window in which something stands in place of the map."""

    def both(stage: "Stage") -> None:
        act(stage)
        audience(1920, 1080, scene=scene)(stage)

    return both


def in_window(*, by: Way = "stages", scene: int = 0, piece: int = 0, minutes: float | None = None) -> Act:
    """Return what presents a map in the window itself."""

    def act(stage: "Stage") -> None:
        size = stage.window.size()
        stage.window.presenter.start(by)
        stage.window.setGeometry(QRect(QPoint(0, 0), size))  # what the picture shows of the display
        _go(stage, scene, piece, minutes)

    return act


def capture(stage: "Stage") -> None:
    """Capture what somebody says while the map is presented in the window itself."""
    in_window(scene=3)(stage)
    presenter = stage.window.presenter
    assert presenter.room is not None
    stage.window.commands.run("capture")
    stage.idle(0.3)
    QTest.keyClicks(stage.window.map_page.capture.line, "pain: waited forty minutes @Purchase !4 ~Maya ")


def beside(stage: "Stage") -> None:
    """Present on a second display, frozen: what the facilitator sees of it."""
    audience(1, 1, scene=3)(stage)
    presenter = stage.window.presenter
    presenter.freeze(True)
    presenter.next()
    assert presenter.audience is not None
    presenter.audience.lower()
    stage.window.raise_()


def _go(stage: "Stage", scene: int, piece: int, minutes: float | None) -> None:
    presenter = stage.window.presenter
    presenter.go_to(scene)
    if minutes is not None:
        stage.window.clock.start(abs(minutes), "Collect the pains")
        if minutes < 0:
            stage.window.clock.add(2 * minutes)
        presenter.show_timer(True)
    stage.idle(0.4)
    for _ in range(piece):
        presenter.next()
    stage.idle(0.3)
