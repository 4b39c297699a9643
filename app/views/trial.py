"""A look at the window for `clew self-test`: map and matrix of opportunities are painted, and then it closes."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication

from app.models.errors import ClewError
from app.views.application import make_application
from app.views.panels import OPPORTUNITIES
from app.views.settings import Settings
from app.views.theme import ThemeKeeper
from app.views.window import MainWindow

if TYPE_CHECKING:
    from app.views.opportunity_panel import OpportunityPanel

_PATIENCE = 20.0
"""Seconds to wait for what the window makes behind its first paint."""


def look(workspace: Path) -> str:
    """Open a workspace and return what is painted; raises ClewError where the map or the matrix stays empty."""
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else make_application()
    window = MainWindow(ThemeKeeper(application, "light"), Settings(workspace.parent))
    try:
        if not window.files.open(workspace):
            raise ClewError("the window did not open the workspace")
        window.resize(1280, 800)
        window.show()
        page = window.map_page
        page.panels.show_panel(OPPORTUNITIES)
        limit = time.monotonic() + _PATIENCE
        panel = cast("OpportunityPanel", page.panels.made[OPPORTUNITIES])
        while page.view is None or panel.matrix is None:
            application.processEvents()
            if time.monotonic() > limit:
                raise ClewError("the map or the matrix was not made")
        application.processEvents()
        cards, points = len(page.view.layout_.cards), len(panel.matrix.points.points())
        picture = window.grab().toImage().scaled(320, 200)
        painted = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
        if not cards or not points or len(painted) < 16:
            raise ClewError("the map or the matrix stayed empty")
    finally:
        window.close()
        application.processEvents()
    return f"{cards} cards, {points} points in the matrix"
