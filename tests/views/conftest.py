"""A window on a small workspace: one journey, five stages, two personas, some cards."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.models.content import lanes_of, steps_of
from app.models.kinds import CardKind
from app.services import cards, journeys, personas, stages
from app.store import Store, create_workspace
from app.views.theme import ThemeKeeper
from app.views.window import MainWindow
from tests.views.rooms import full_workspace

STAGES = ("Awareness", "Consideration", "Purchase", "Retention", "Advocacy")
CARDS: tuple[tuple[CardKind, str, str], ...] = (
    ("touchpoint", "Awareness", "Poster at the bus stop"),
    ("touchpoint", "Purchase", "Pays with a phone wallet"),
    ("pain", "Purchase", "Card refused, seat lost"),
)


def fill(store: Store) -> dict[str, str]:
    """Fill a workspace and return the ids of what is in it by title."""
    ids = {"journey": journeys.add_journey(store, "Buying a ticket")}
    journey_id = ids["journey"]
    for title in STAGES:
        ids[title] = stages.add_stage(store, journey_id, title)
    for name in ("Maya", "Jon"):
        ids[name] = personas.add_persona_to_map(store, journey_id, name)
    for name in ("Maya", "Jon"):
        for lane in lanes_of(store.content, journey_id, ids[name]):
            ids[f"{name} {lane.kind}"] = lane.id
    for kind, stage, title in CARDS:
        lane_id = ids["Maya touchpoints" if kind == "touchpoint" else "Maya experience"]
        step = steps_of(store.content, ids[stage])[0].id
        ids[title] = cards.add_card(store, journey_id, kind, title, lane_id=lane_id, step_id=step)
    ids["Guard knew my name"] = cards.add_card(store, journey_id, "gain", "Guard knew my name")
    return ids


@pytest.fixture(scope="session")
def theme(qapp):
    """Return the one theme of the application."""
    return ThemeKeeper(qapp, "light")


@pytest.fixture(scope="module")
def full(theme, tmp_path_factory):
    """Yield one window on a workspace in which nothing is empty, for a whole module: see `tests.views.rooms`."""
    window = MainWindow(theme)
    window.resize(1600, 1000)
    assert window.files.open(full_workspace(tmp_path_factory.mktemp("full")))
    window.show()
    QTest.qWaitForWindowExposed(window)
    QTest.qWait(100)
    yield window
    window.close()
    window.deleteLater()  # thousands of widgets of modules before make everything after them slower
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QGuiApplication.clipboard().clear()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return the path of a filled workspace that is closed."""
    path = tmp_path / "Northwind Rail.clew"
    with create_workspace(path) as store:
        fill(store)
    return path


@pytest.fixture
def empty_window(qtbot, theme):
    """Yield a window that shows the start page."""
    window = MainWindow(theme)
    window.resize(1600, 1000)
    qtbot.addWidget(window)
    window.show()
    QTest.keyRelease(window, Qt.Key.Key_Control)  # what a test before pressed together with it left it held
    yield window
    window.close()
    QGuiApplication.clipboard().clear()  # what is left in it when Python ends is a crash of the offscreen platform


@pytest.fixture
def window(empty_window, workspace, qtbot):
    """Yield a window on the filled workspace, all of it painted."""
    assert empty_window.files.open(workspace)
    qtbot.waitUntil(lambda: empty_window.map_page.inspector.form is not None)
    return empty_window
