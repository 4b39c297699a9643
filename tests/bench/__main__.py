"""Measure Clew on workspaces of its own making: `make bench`, or `python -m tests.bench` where a screen is at hand.

Each figure is the median over the runs. The JSON and the table go to out/bench/; with --record the figures also become
the recorded run in docs/bench.json that later runs are compared with on a machine that has none of its own.
"""

import argparse
import compileall
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.framework_workload import CARDS, make_framework
from tests.bench.research_workload import make_research
from tests.bench.table import OF_THE_BUNDLE, Figures, judged, medians, missed, table
from tests.bench.workload import COMPARED, GRIDS, make_workspace

ROOT = Path(__file__).parents[2]
OUT = ROOT / "out" / "bench"
RECORDED = ROOT / "docs" / "bench.json"
PAGE = ROOT / "docs" / "bench.md"
HEADING = "## The recorded run"
RESEARCHED = 5_000
"""Cards of the map with research behind it."""
RANKED = (500, 5_000)
"""Opportunities that are ranked; their number stands in the place of the cards'."""
PATIENCE = 600
"""Seconds for one process."""


def platforms() -> dict[str, dict[str, str]]:
    """Return the name of each place to paint and its environment: memory and, where there is a display, that."""
    found = {"offscreen": {**os.environ, "QT_QPA_PLATFORM": "offscreen"}}
    if os.environ.get("DISPLAY"):
        found["xvfb"] = {**os.environ, "QT_QPA_PLATFORM": "xcb"}
    return found


def measured(module: str, *arguments: object, environment: dict[str, str] | None = None) -> Figures:
    """Run a module of this folder in a process of its own and return the figures on its last line."""
    return figures_of([sys.executable, "-m", f"tests.bench.{module}", *map(str, arguments)], environment)


def figures_of(command: list[str], environment: dict[str, str] | None = None) -> Figures:
    """Run a command and return the figures on its last line; end the program where it fails."""
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command[1:])} failed:\n{done.stdout}{done.stderr}")
    figures: Figures = json.loads(done.stdout.strip().splitlines()[-1])
    return figures


def one_run(folder: Path, sizes: list[int]) -> Figures:
    """Return all figures of one run, in the order of the table."""
    figures: Figures = {}
    places = platforms()
    for name, environment in places.items():
        for floor in (("window", time.monotonic()), ("blit",)):
            found = measured("floors", *floor, environment=environment)
            figures |= {f"floor {key}|0|{name}": value for key, value in found.items()}
    for cards in sizes:
        path = make_workspace(folder, cards)
        for name, environment in places.items():
            spawned = time.monotonic()
            found = measured("session", path, cards, spawned, environment=environment)
            figures |= {f"{key}|{cards}|{name}": value for key, value in found.items()}
        figures |= {f"{key}|{cards}|-": value for key, value in measured("engine", path, cards, folder).items()}
        figures |= {f"{key}|{cards}|-": value for key, value in measured("past", path, cards).items()}
        print(f"  {cards:,} cards measured", flush=True)
    for cards in COMPARED:
        found = measured("to_be", make_workspace(folder, cards), cards)
        figures |= {f"{key}|{cards}|-": value for key, value in found.items()}
    for opportunities in RANKED:
        found = measured("ranking", opportunities)
        figures |= {f"{key}|{opportunities}|-": value for key, value in found.items()}
    if RESEARCHED in sizes:
        figures |= of_research(folder, places)
        figures |= of_framework(folder, places)
    return figures | of_the_bundle()


def of_research(folder: Path, places: dict[str, dict[str, str]]) -> Figures:
    """Return the figures of a map with much research behind it; the workspace is made once and measured on a copy."""
    made = make_research(folder, RESEARCHED)
    path = folder / "research.clew"
    figures: Figures = {}
    for name, environment in places.items():
        shutil.copyfile(made, path)
        found = measured("research_session", path, time.monotonic(), environment=environment)
        figures |= {f"{key}|{RESEARCHED}|{name}": value for key, value in found.items()}
    figures |= {f"{key}|{RESEARCHED}|-": value for key, value in measured("research", made, folder).items()}
    print("  research measured", flush=True)
    return figures


def of_framework(folder: Path, places: dict[str, dict[str, str]]) -> Figures:
    """Return the figures of a framework of many journeys."""
    path = make_framework(folder)
    figures: Figures = {}
    for name, environment in places.items():
        found = measured("framework", path, time.monotonic(), environment=environment)
        figures |= {f"{key}|{CARDS}|{name}": value for key, value in found.items()}
    figures |= {f"{key}|{CARDS}|-": value for key, value in measured("framework", path).items()}
    print("  framework measured", flush=True)
    return figures


def of_the_bundle() -> Figures:
    """Return start and size of the bundle in dist/ as it was last made; nothing where there is none."""
    if not (ROOT / "dist" / "clew" / "clew").is_file():
        return {}
    figures = figures_of([sys.executable, str(ROOT / "packaging" / "try_bundle.py")])
    return {key: figures[key.split("|")[0]] for key in OF_THE_BUNDLE}


def last_run() -> Figures:
    """Return the figures of the newest run on this machine, else of the recorded one, else none."""
    own = sorted(OUT.glob("*.json"))
    source = own[-1] if own else RECORDED
    figures: Figures = json.loads(source.read_text("utf-8"))["figures"] if source.exists() else {}
    return figures


def main() -> int:
    """Run the benchmarks that the arguments name; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--cards", type=int, nargs="+", choices=list(GRIDS), default=list(GRIDS))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--record", action="store_true", help="make this the recorded run in docs/")
    chosen = parser.parse_args()
    # As an installation does, and as the libraries are: a start that compiles is met once, by whoever edits the code.
    for folder in ("app", "tests/bench"):
        compileall.compile_dir(ROOT / folder, quiet=2)
    # The figures are those of a user with an empty profile, and nothing of the user's own is touched.
    with tempfile.TemporaryDirectory() as temporary:
        for kind in ("CONFIG", "STATE", "RUNTIME", "DOCUMENTS"):
            os.environ[f"CLEW_{kind}_DIR"] = str(Path(temporary) / kind.lower())
        runs = []
        for number in range(chosen.runs):
            print(f"run {number + 1} of {chosen.runs}", flush=True)
            runs.append(one_run(Path(temporary), chosen.cards))
    figures, last = medians(runs), last_run()
    report = {"at": time.strftime("%Y-%m-%d %H:%M"), "runs": chosen.runs, "figures": figures}
    OUT.mkdir(parents=True, exist_ok=True)
    written = OUT / time.strftime("%Y%m%d-%H%M%S.json")
    text = table(figures, last)
    for path in [written, *([RECORDED] if chosen.record else [])]:
        path.write_text(json.dumps(report, indent=1) + "\n", "utf-8")
    written.with_suffix(".txt").write_text(text + "\n", "utf-8")
    if chosen.record:
        record(figures, chosen.runs)
    print(f"\n{text}\n\nGoals missed:")
    print("\n".join(f"  {each}" for each in missed(figures)) or "  none")
    print(f"\n{written.relative_to(ROOT)}")
    return 0


def record(figures: Figures, runs: int) -> None:
    """Put the rows with a goal at the end of the page on the measurements, in place of those of the run before."""
    floors = ", ".join(
        f"{key.split('|')[0]} {figure:,.1f}"
        for key, figure in figures.items()
        if key.startswith("floor") and key.endswith("xvfb")
    )
    day = time.strftime("%-d %B %Y")
    when = f"{day}, medians of {runs} runs; ms and MB, on the X server or without a window; {floors}."
    before = PAGE.read_text("utf-8").partition(HEADING)[0].rstrip()
    PAGE.write_text(f"{before}\n\n{HEADING}\n\n{when}\n\n{judged(figures)}\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
