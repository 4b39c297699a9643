"""What Clew does without a window: opening, layout, edits, exports. Run in a process of its own for each workspace."""

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from app.models.snapshot import Snapshot

EDITS = 60


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """Return the ms that an action takes, and what it returns."""
    began = time.perf_counter()
    value = action()
    return (time.perf_counter() - began) * 1000, value


def spread(name: str, times: list[float]) -> dict[str, float]:
    """Return p50, p95 and worst of some times under the name."""
    return {f"{name} p50": median(times), f"{name} p95": quantiles(times, n=20)[-1], f"{name} worst": max(times)}


def measure(path: Path, cards: int, folder: Path) -> dict[str, float]:
    """Return the figures of one workspace, ms each; the exports go into the folder."""
    from app.layout.map_layout import lay_out_map
    from app.models.records import Card
    from app.services.cards import move_cards
    from app.store import open_workspace

    journey_id = f"j{cards}"
    figures: dict[str, float] = {}
    figures["store opened"], store = timed(lambda: open_workspace(path))
    figures["layout, first"], layout = timed(lambda: lay_out_map(store.content, journey_id))
    figures["layout, again"], layout = timed(lambda: lay_out_map(store.content, journey_id))

    moved = store.content.ordered(Card)[0]
    cells = [(card.lane_id, card.step_id) for card in store.content.ordered(Card) if card.lane_id == moved.lane_id]
    edits, undos, layouts = [], [], []
    for number in range(EDITS):
        lane_id, step_id = cells[-1 - number % 7]
        edits.append(timed(partial(move_cards, store, [moved.id], lane_id, step_id, None))[0])
        taken, layout = timed(partial(lay_out_map, store.content, journey_id, previous=layout))
        layouts.append(taken)
        undos.append(timed(store.undo)[0])
        layout = lay_out_map(store.content, journey_id, previous=layout)
    figures |= spread("commit of an edit", edits[5:]) | spread("commit of an undo", undos[5:])
    figures |= spread("layout, one change", layouts[5:])
    snapshot = store.snapshot()
    store.close()
    return figures | exports(snapshot, cards, folder)


def exports(snapshot: Snapshot, cards: int, folder: Path) -> dict[str, float]:
    """Return the ms of each export of the one map: the first, loading what it needs, and the next, as in a window."""
    from app.exporters.pdf import export_pdf
    from app.exporters.png import export_png
    from app.exporters.report.report import export_report
    from app.exporters.svg import export_svg

    date = datetime.now(UTC)
    ways: dict[str, Callable[[Path], object]] = {
        "PDF": lambda out: export_pdf(snapshot, out, date=date),
        "SVG": lambda out: export_svg(snapshot, out, date=date),
        "report": lambda out: export_report(snapshot, out, date=date),
        "PNG": lambda out: export_png(snapshot, out, date=date, zoom=1.0 if cards <= 5_000 else 0.5),
    }
    figures = {}
    for name, export in ways.items():
        out = folder / f"bench.{name.lower()}"
        figures[f"{name}, first"] = timed(partial(export, out))[0]
        figures[name] = timed(partial(export, out))[0]
    return figures


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))))
