"""The window's start, in a process of its own: what it shows, and what it says when Clew itself fails."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.importers import read_source
from app.models.places import resource
from app.services.plans import create_from

ROOT = Path(__file__).parents[1]

START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.cli import main

def work(window):
    {work}

def run():
    def begin():
        window = next(each for each in QApplication.topLevelWidgets() if type(each).__name__ == "MainWindow")
        QTimer.singleShot(1500, window.close)
        work(window)
    QTimer.singleShot(0, begin)
    return real()

real, QApplication.exec = QApplication.exec, staticmethod(run)
sys.exit(main(sys.argv[1:]))
"""


def opened(work: str, *words: object) -> subprocess.CompletedProcess[str]:
    """Open the window, run a line of code on `window`, close it after a while."""
    code = START.replace("{work}", work)
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.fixture
def sample(tmp_path) -> Path:
    path = tmp_path / "sample.clew"
    create_from(path, read_source(resource("samples", "northwind.json"))).close()
    return path


def test_the_window_opens_on_a_workspace(sample):
    done = opened("print(window.windowTitle())", sample)
    assert (done.returncode, done.stdout) == (0, "sample.clew – Clew\n"), done.stderr


def test_the_window_opens_without_a_workspace():
    done = opened("print(window.windowTitle(), window.session.is_open)")
    assert (done.returncode, done.stdout) == (0, "Clew False\n"), done.stderr


def test_a_file_that_is_no_workspace_leaves_the_start_page(tmp_path):
    (tmp_path / "bad.clew").write_bytes(b"nothing of the kind")
    done = opened("print(window.session.is_open)", tmp_path / "bad.clew")
    assert (done.returncode, done.stdout) == (0, "False\n"), done.stderr
    assert "Traceback" not in done.stderr


def test_an_error_nobody_caught_is_told_with_where_the_work_is(sample, user_folders):
    done = opened("QTimer.singleShot(100, lambda: 1 / 0)", sample)
    assert done.returncode == 0
    told = [line for line in done.stderr.splitlines() if line.startswith("clew:")]
    assert len(told) == 1
    assert str(sample) in told[0]
    assert "safe" in told[0]
    (report,) = (user_folders / "clew-state").glob("crash-*.txt")
    text = report.read_text("utf-8")
    assert "ZeroDivisionError" in text
    assert "Northwind" not in text


def test_nothing_heavy_is_loaded_before_the_first_map(sample):
    heavy = "pydantic sqlalchemy reportlab pyqtgraph fontTools pypdfium2 markdown_it numpy scipy"
    code = f"QTimer.singleShot(50, lambda: print([each for each in {heavy.split()!r} if each in sys.modules]))"
    done = opened(code, sample)
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr
