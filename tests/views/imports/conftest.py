"""One window on an empty workspace for all tests of the import, and files to be taken in."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.exporters.sheets import Sheet, xlsx_bytes
from app.store import create_workspace
from app.views.window import MainWindow

DIAGRAM = """journey
    title My working day
    section Go to work
      Make tea: 5: Me
      Go upstairs: 3: Me
    section Go home
      Go downstairs: 5: Me, Cat
"""
INTERVIEW = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Interviewer>What happened when you got to paying?</v>

00:00:05.000 --> 00:00:09.000
<v Maya Lindqvist>I tapped pay, and the basket was empty.</v>

00:00:10.000 --> 00:00:14.000
<v Cat>Meow.</v>

00:00:15.000 --> 00:00:19.000
<v MAYA LINDQVIST | Contoso>Just empty. שלום, עולם.</v>
"""
MAP = """# Riding to work

| | Before | On board |
|---|---|---|
| Touchpoints | App, poster | Seat |
| Pain points | Queue too long | No seat |
| Emotions | Calm 🙂 (2/5) | Angry 😠 (5/5) |
"""
ANSWERS = (
    ("Name", "When", "Why?", "Rate (1-5)", "Topics"),
    ("Ann", "03/04/2024", "Because it was late again", "2", "late; queue"),
    ("Ben", "05/06/2024", "The crew was so very kind", "5", "crew"),
    ("Cem", "07/08/2024", "Nobody told us anything at all", "1", "late"),
)


def written(folder: Path) -> dict[str, Path]:
    """Write a file of each kind and return their paths."""
    texts = {
        "day.mmd": DIAGRAM,
        "Maya.vtt": INTERVIEW,
        "riding.md": MAP,
        "answers.csv": "\n".join(",".join(row) for row in ANSWERS) + "\n",
        "broken.json": "{",
        "codes.csv": "tag,description\nqueue,waiting in line\nmoney,what it costs\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "answers.xlsx").write_bytes(xlsx_bytes(Sheet("Answers", (20,) * 5, ANSWERS)))
    return {name: folder / name for name in (*texts, "answers.xlsx")}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Return files of each kind by their names."""
    return written(tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="module")
def one_window(theme, tmp_path_factory):
    """Yield one window for a whole module."""
    path = tmp_path_factory.mktemp("imports") / "Imports.clew"
    create_workspace(path).close()
    window = MainWindow(theme)
    window.resize(1200, 700)
    assert window.files.open(path)
    window.show()
    QTest.qWaitForWindowExposed(window)
    yield window
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QGuiApplication.clipboard().clear()


@pytest.fixture
def window(one_window, qtbot):
    """Yield that window, and afterwards let go of what a test left open and made."""
    step = one_window.session.store.step
    yield one_window
    if one_window.commands.dialog is not None:
        one_window.commands.dialog.reject()
    qtbot.waitUntil(lambda: not one_window.tasks.busy and not one_window.tasks.worker.busy)
    while one_window.session.store.step > step and one_window.session.store.can_undo:
        one_window.session.store.undo()
    one_window.show_place("map")


@pytest.fixture
def preview(window, qtbot):
    """Return a function that begins an import of files and waits until they are read."""

    def begin(*paths):
        window.exchange.import_files(paths)
        dialog = window.commands.dialog
        qtbot.waitUntil(lambda: not dialog.busy)
        return dialog

    return begin
