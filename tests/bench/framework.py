"""What a framework of 200 journeys costs: computed without a window, and the place Framework opened in one.

Called with the workspace, and for a window with the moment the process was spawned (monotonic seconds); prints the
figures as JSON on its last line.
"""

import json
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.bench.engine import timed

if TYPE_CHECKING:
    from tests.bench.stage import Stage

DAY = date(2026, 11, 22)
TIMES = 5


def computed(path: Path) -> dict[str, float]:
    """Return the ms to read the workspace, to compute its portfolio first, and each part once that is done."""
    from app.scoring.diagnosis import diagnose
    from app.scoring.framework.board import board_of
    from app.scoring.framework.orchestration import clashes_in, orchestration_of
    from app.scoring.framework.portfolio import blind_spots, portfolio_of
    from app.scoring.framework.registers import overlaps_of, silos_of, tool_uses
    from app.store import read_snapshot

    reading, snapshot = timed(lambda: read_snapshot(path))
    content = snapshot.content
    first, rows = timed(lambda: portfolio_of(content, DAY))
    assert len(rows) == len({row.journey.id for row in rows}) > 0
    parts = {
        "portfolio, again": lambda: portfolio_of(content, DAY),
        "board": lambda: board_of(content),
        "blind spots": lambda: blind_spots(content),
        "tools": lambda: (tool_uses(content), overlaps_of(content)),
        "silos": lambda: silos_of(content),
        "orchestration": lambda: clashes_in(orchestration_of(content)),
        "diagnosis": lambda: diagnose(content, DAY),
    }
    figures = {"read": reading, "portfolio, first": first}
    return figures | {name: median(timed(part)[0] for _ in range(TIMES)) for name, part in parts.items()}


def opened(path: Path, spawned: float) -> dict[str, float]:
    """Return the ms from the spawn of the process to the portfolio painted, and from its command to that."""
    from app.models.collecting import no_collecting

    with no_collecting():  # as app.bootstrap does
        from tests.bench.stage import Stage

        stage = Stage(path)
        shown = stage.frame(partial(_show_portfolio, stage))
    figures = {"portfolio opened": (time.monotonic() - spawned) * 1000, "portfolio shown": shown}
    stage.close()
    return figures


def _show_portfolio(stage: "Stage") -> None:
    from app.views.framework.page import PORTFOLIO

    page = stage.window.framework_page
    stage.watch(page)
    page.show_tab(PORTFOLIO)
    stage.window.show_place("framework")


def main(path: Path, spawned: float | None = None) -> dict[str, float]:
    """Return the figures of a process: without a window, or with one."""
    figures = computed(path) if spawned is None else opened(path, spawned)
    return {f"framework: {name}": figure for name, figure in figures.items()}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), *map(float, sys.argv[2:]))))
