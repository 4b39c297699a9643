"""Clew's own window, driven and timed: what `session` measures with."""

import shutil
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QApplication, QWidget

from app.canvas.view import MapView
from app.views.settings import Settings
from app.views.theme import ThemeKeeper
from app.views.window import MainWindow

PATIENCE = 10.0
"""Seconds to wait for a paint."""


class Paints(QObject):
    """Counts the paints of a widget."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count, and let the event pass."""
        self.count += event.type() == QEvent.Type.Paint
        return False


class Stage:
    """The application with its window, painted: with a workspace open or, without one, with the start page."""

    def __init__(self, path: Path | None, *, theme: str = "light", size: tuple[int, int] = (1920, 937)) -> None:
        running = QApplication.instance()
        self.application = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
        self.window = MainWindow(ThemeKeeper(self.application, theme), Settings())
        self._paints = Paints()
        self._gaps: list[float] = []
        self._turned = time.perf_counter()
        self.window.resize(*size)
        if path is None:
            self.window.installEventFilter(self._paints)
        else:
            self._open(path)
        self.window.show()
        self._until_painted(0)

    @property
    def view(self) -> MapView:
        """The map's view."""
        view = self.window.map_page.view
        assert view is not None, "no map is on show"
        return view

    def place_of(self, card_id: str) -> QPoint:
        """Return the middle of a card in pixels of the viewport, where mouse events go."""
        box = self.view.layout_.cards[card_id].box
        middle = self.view.pixel_of(box.x + box.width / 2, box.y + box.height / 2).toPoint()
        return middle - self.view.viewport().pos()

    def _open(self, path: Path) -> None:
        assert self.window.files.open(path), f"{path} did not open"
        self.view.viewport().installEventFilter(self._paints)

    def watch(self, widget: QWidget) -> None:
        """Count the paints of another widget, too."""
        widget.installEventFilter(self._paints)

    def _until_painted(self, before: int) -> None:
        limit = time.monotonic() + PATIENCE
        while self._paints.count == before:
            self._turn()
            if time.monotonic() > limit:
                raise RuntimeError("nothing was painted")
        self.application.sync()

    def frame(self, step: Callable[[], Any]) -> float:
        """Return the ms from a step to painted and flushed."""
        before = self._paints.count
        began = time.perf_counter()
        step()
        self._until_painted(before)
        return (time.perf_counter() - began) * 1000

    def settle(self) -> None:
        """Let everything that waits be done."""
        for _ in range(3):
            self._turn()
        self.application.sync()

    def idle(self, seconds: float) -> None:
        """Let the event loop run."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            self._turn()
            time.sleep(0.001)

    def run(self, command: str, pause: float) -> None:
        """Run a command of the window, let the worker end what it began, then the event loop go on so many seconds."""
        self.window.commands.run(command)
        self._turn()
        self.until(lambda: not self.window.tasks.busy)
        self.idle(pause)

    def open_again(self, path: Path) -> float:
        """Return the ms to open a copy of the workspace in the same window, painted."""
        copy = path.with_name(f"again-{path.name}")
        shutil.copyfile(path, copy)
        before = self._paints.count
        began = time.perf_counter()
        self._open(copy)
        self._until_painted(before)
        return (time.perf_counter() - began) * 1000

    def fit_view(self, width: int, height: int) -> None:
        """Give the map's view this size in pixels, labels and headers included."""
        view = self.view
        self.settle()
        self.window.resize(
            self.window.width() + width - view.width(),
            self.window.height() + height - view.height(),
        )
        self.settle()

    def watch_gaps(self) -> list[float]:
        """Return a list that gets the ms of each turn of the event loop, what was called between two included."""
        self._turned = time.perf_counter()
        self._gaps.clear()
        return self._gaps

    def _turn(self) -> None:
        """Turn the event loop once: what a timer of the window's own would see."""
        self.application.processEvents()
        now = time.perf_counter()
        self._gaps.append((now - self._turned) * 1000)
        self._turned = now

    def export_all(self, folder: Path, cards: int) -> None:
        """Write PDF, SVG, PNG and a report by the background worker, as the window does, while the loop runs."""
        from app.exporters.pdf import export_pdf
        from app.exporters.png import export_png
        from app.exporters.report.report import export_report
        from app.exporters.svg import export_svg
        from app.jobs.worker import Outcome, Worker

        worker = Worker(self.window)
        snapshot = self.view.store.snapshot()
        date = datetime.now(UTC)
        zoom = 1.0 if cards <= 5_000 else 0.5
        for export in (
            partial(export_pdf, snapshot, folder / "s.pdf", date=date),
            partial(export_svg, snapshot, folder / "s.svg", date=date),
            partial(export_png, snapshot, folder / "s.png", date=date, zoom=zoom),
            partial(export_report, snapshot, folder / "s-report.pdf", date=date),
        ):
            outcomes: list[Outcome] = []
            worker.run(lambda progress, cancelled: export(progress=progress, cancelled=cancelled), outcomes.append)  # noqa: B023
            self.until(lambda: bool(outcomes))  # noqa: B023
            if outcomes[0].error is not None:
                raise outcomes[0].error
        worker.close()

    def import_all(self, folder: Path) -> None:
        """Import as many cards again from a file, undo that and do it again, as a user does."""
        from app.exporters.workspace_json import write_json
        from app.views.imports.dialog import ImportDialog

        source = folder / "import.json"
        source.write_text(write_json(self.view.store.snapshot()), "utf-8")
        self.watch_gaps()  # writing the file was not the user's
        self.window.exchange.import_files([source])
        dialog = self.window.commands.dialog
        assert isinstance(dialog, ImportDialog)
        self.until(lambda: bool(dialog.plans))
        dialog.accept()
        for command in ("undo", "redo"):
            self.until(lambda: not self.window.tasks.busy)
            self.idle(0.2)
            self.window.commands.run(command)
        self.until(lambda: not self.window.tasks.busy)
        self.idle(0.2)

    def until(self, done: Callable[[], bool]) -> None:
        """Let the event loop run until something is done."""
        limit = time.monotonic() + 60
        while not done():
            self._turn()
            time.sleep(0.0005)
            if time.monotonic() > limit:
                raise RuntimeError("that takes too long")

    def close(self) -> None:
        """Close the window, and the workspace with it; a clipboard in memory would outlive Python, and end it badly."""
        self.application.clipboard().clear()
        self.window.close()
        self.settle()


def memory() -> float:
    """Return the proportional set size of this process in MB; where the system does not tell, its largest size."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
