"""What a user of a window waits for where much research is behind the map: opening, reading, marking, a survey.

Called with the workspace and the moment the process was spawned (monotonic seconds); prints the figures as JSON on its
last line.
"""

import csv
import json
import sys
import time
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests.bench.research_workload import LONG, Talk
from tests.bench.session import FRAMES, IDLE, PAUSE, REST, SIZE, edits

if TYPE_CHECKING:
    from tests.bench.stage import Stage

ROWS = 50_000
READINGS = 5
STRIDE = 60
"""Pixels of a step through the text."""
MARKED = 30


def read(stage: "Stage") -> dict[str, float]:
    """Return the ms until an interview of five hours is painted, of a step through it, and until a mark is painted."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from app.models.records import Highlight, Source
    from app.models.turns import Passage
    from tests.bench.engine import spread

    gaps = stage.watch_gaps()
    stage.run("place_research", REST)
    figures = {"gap as research is first shown": max(gaps)}
    page = stage.window.research_page
    reader = page.reader
    stage.watch(reader.viewport())
    content = stage.window.session.content
    others = [each.id for each in content.ordered(Source) if each.id != LONG]
    opened = []
    for number in range(READINGS):
        page.show_source(others[number])
        stage.idle(PAUSE)
        opened.append(stage.frame(partial(page.show_source, LONG)))
        stage.idle(PAUSE)
    figures |= spread("interview of 5 h opened", opened)
    bar = reader.verticalScrollBar()
    steps = [bar.minimum() + STRIDE * number for number in range(1, FRAMES)]
    figures |= spread("reading, a step", [stage.frame(partial(bar.setValue, to)) for to in steps])
    far = [bar.maximum() * number // MARKED for number in range(1, MARKED)]
    figures |= spread("reading, a leap", [stage.frame(partial(bar.setValue, to)) for to in far])
    marked, kept = [], []
    for number in range(MARKED):
        reader.choose(Passage(2 * number + 1, 0, 2 * number + 1, 12 + number % 5))
        stage.settle()
        before = len(content.all(Highlight))
        marked.append(stage.frame(partial(page.marking.do, "highlight")))
        if len(content.all(Highlight)) == before and number == 0:
            raise SystemExit("nothing was marked")
        page.marking.do("pain")
        stage.settle()
        kept.append(stage.frame(lambda: QTest.keyClick(page.marking.entry.statement, Qt.Key.Key_Return)))
        stage.settle()
    stage.run("place_map", REST)
    return figures | spread("a passage marked", marked[2:]) | spread("an insight kept", kept[2:])


def write_survey(path: Path) -> None:
    """Write a survey of many answers as a tool for that does."""
    random, talk = Random(11), Talk(11)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Respondent", "Date", "Channel", "Segment", "How likely are you to recommend us?", "Why?"])
        for number in range(ROWS):
            day, channel = f"2025-{1 + number % 12:02}-{1 + number % 28:02}", random.choice(("Web", "Post", "Phone"))
            segment, score = random.choice(("Commuter", "Tourist")), random.randrange(11)
            rows.writerow([f"R{number}", day, channel, segment, score, talk.words(random.randrange(6, 24))])


def survey(stage: "Stage", folder: Path) -> dict[str, float]:
    """Return the ms to import it: read and applied on the worker while the loop runs; undone and done again."""
    from app.importers import read_source
    from app.models.plan import ImportPlan

    source = folder / "survey.csv"
    write_survey(source)
    plans: list[ImportPlan] = []
    tasks = stage.window.tasks
    gaps = stage.watch_gaps()
    began = time.perf_counter()
    tasks.run("Reading", lambda progress, cancelled: read_source(source, "survey"), plans.append)
    stage.until(lambda: not tasks.busy)
    read_in = time.perf_counter()
    stage.window.exchange.apply(plans)
    stage.until(lambda: not tasks.busy)
    ended = time.perf_counter()
    stage.idle(REST)
    figures = {
        "survey of 50,000 imported": (ended - began) * 1000,
        "survey of 50,000 read": (read_in - began) * 1000,
        "survey of 50,000: gap": max(gaps),
    }
    gaps.clear()
    for command in ("undo", "redo"):
        stage.run(command, REST)
    return figures | {"survey of 50,000 undone and redone: gap": max(gaps)}


def main(path: Path, spawned: float) -> dict[str, float]:
    """Return all figures of one session in the window, ms; memory in MB."""
    from app.models.collecting import no_collecting

    with no_collecting():  # as app.bootstrap does
        from tests.bench.stage import Stage, memory

        stage = Stage(path)
    figures = {"cold start": (time.monotonic() - spawned) * 1000}
    gaps = stage.watch_gaps()
    stage.idle(IDLE)
    figures |= {"memory": memory(), "gap after start": max(gaps), "warm opening": stage.open_again(path)}
    stage.fit_view(*SIZE)
    for part in (edits, read):
        figures |= part(stage)
    figures |= {f"after reading: {name}": figure for name, figure in edits(stage).items()}
    figures |= survey(stage, path.parent)
    stage.close()
    return {f"research: {name}": figure for name, figure in figures.items()}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), float(sys.argv[2]))))
