"""What `make` does: run, test, bench, bundle, pictures, fuzz, clean. Standard library only, any Python 3.8."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import machine
from set_up import ROOT, call, environment, set_up

SAMPLE = ROOT / "resources" / "samples" / "northwind.json"
EVERYTHING = machine.FOR_THE_WINDOW + machine.FOR_THE_TESTS


def has_display() -> bool:
    """Return whether there is a screen to open a window on."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    return not machine.LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def setup() -> int:
    """Make the environment and see to what the system must have."""
    set_up(EVERYTHING)
    print("Clew is set up: `make run` opens it, `make test` tests it.")
    return 0


def run() -> int:
    """Open Clew on the sample workspace; without a display, import the sample and write its PDF."""
    windowed = has_display()
    python, _ = set_up(machine.FOR_THE_WINDOW if windowed else [])
    clew = [str(python), "-m", "app"]
    if not windowed:
        return run_without_display(clew)
    asking = [str(python), "-c", "from app.models.places import documents_folder as f; print(f())"]
    folder = Path(subprocess.run(asking, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode().strip())
    workspace = folder / "Sample.clew"
    if not workspace.exists():
        folder.mkdir(parents=True, exist_ok=True)
        call([*clew, "import", str(workspace), str(SAMPLE)], "the sample could not be imported")
    return subprocess.run([*clew, str(workspace)], cwd=ROOT, check=False).returncode


def run_without_display(clew: list[str]) -> int:
    """Import the sample into out/, write its PDF, and print the PDF's path bare as the last line."""
    print("There is no display here, so no window opens. Clew imports its sample and writes the map as a PDF instead.")
    workspace, paper = ROOT / "out" / "sample.clew", ROOT / "out" / "sample.pdf"
    workspace.parent.mkdir(exist_ok=True)
    workspace.unlink(missing_ok=True)
    sys.stdout.flush()
    call([*clew, "import", str(workspace), str(SAMPLE)], "the sample could not be imported")
    call([*clew, "export", str(workspace), str(paper)], "the sample's PDF could not be written")
    print(paper.relative_to(ROOT) if " " in str(paper) else paper)
    return 0


def test() -> int:
    """Check style, types and import rules, then run the tests on each Python from 3.11 to 3.13 that is found.

    On the Python at hand these are all; on the others those are left out that look at whole windows a second time, and
    the property tests, which look for rare cases of our own, not for differences between Pythons.
    """
    python, found = set_up(EVERYTHING)
    at_hand, *others = found
    steps = [
        ("style", [str(python), "-m", "ruff", "check", "."]),
        ("format", [str(python), "-m", "ruff", "format", "--check", "."]),
        ("types", [str(python), "-m", "mypy"]),
        ("import rules", [str(python.with_name("lint-imports" + python.suffix))]),
        (f"tests on Python {at_hand}", pytest(python)),
    ]
    results = [step(name, command) for name, command in steps]
    for version in others:
        other = environment(version, found[version], ROOT / f".venv-{version}")
        results.append(step(f"tests on Python {version}", [*pytest(other), "-m", "not once and not hypothesis"]))
    print()
    for name, good, seconds in results:
        print(f"{'ok    ' if good else 'FAILED'}  {name}, {seconds:.0f} s")
    for version in machine.OURS:
        if version not in found:
            print(f"not run  tests on Python {version}: none found")
    return 0 if all(good for _, good, _ in results) else 1


def pytest(python: Path) -> list[str]:
    """Return the command that runs all tests on every core."""
    return [str(python), "-m", "pytest", "-q", "-n", "auto"]


def step(name: str, command: list[str]) -> tuple[str, bool, float]:
    """Run one step and return its name, whether it went well, and its seconds."""
    print(f"\n== {name}", flush=True)
    began = time.monotonic()
    good = subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    return name, good, time.monotonic() - began


@contextlib.contextmanager
def screen(*options: str, size: str = "2560x1200") -> Iterator[dict[str, str]]:
    """Start an X server of its own and yield the environment that leads there; raise Problem without Xvfb."""
    server = shutil.which("Xvfb")
    if server is None:
        raise machine.Problem("Xvfb is not installed, and this task paints real windows on it.")
    read_end, write_end = os.pipe()
    shown = ["-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset", *options]
    command = [server, "-displayfd", str(write_end), *shown]
    with subprocess.Popen(command, pass_fds=(write_end,), stderr=subprocess.DEVNULL) as process:
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            number = pipe.readline().strip()
        try:
            yield {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        finally:
            process.terminate()


def on_a_screen(module: str) -> int:
    """Set up, then run one module of the tests folder on an X server of its own."""
    python, _ = set_up(EVERYTHING)
    with screen() as surroundings:
        return subprocess.run([str(python), "-m", module], cwd=ROOT, env=surroundings, check=False).returncode


def bench() -> int:
    """Measure Clew on workspaces of its own making; write JSON and a table."""
    return on_a_screen("tests.bench")


def bundle() -> int:
    """Make the program to hand out, dist/clew/; on Linux try it where there is no Python, and say size and start."""
    python, _ = set_up(EVERYTHING)
    recipe = str(ROOT / "packaging" / "clew.spec")
    call([str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", recipe], "the bundle was not made")
    if not machine.LINUX:
        print(f"Made {ROOT / 'dist'}")
        return 0
    import try_bundle

    picture = ROOT / "build" / "pictures" / "bundle.png"
    figures = try_bundle.try_bundle(picture)
    print(f"Its window: {picture.relative_to(ROOT)}")
    print(f"dist/clew: {figures['bundle size']:.0f} MB, its window painted after {figures['bundle start']:.0f} ms")
    return 0


def pictures() -> int:
    """Make the pictures of the README and of docs/ anew."""
    return on_a_screen("tests.pictures")


def fuzz() -> int:
    """Run the property tests for long, with new random data each time."""
    python, _ = set_up(EVERYTHING)
    return subprocess.run([*pytest(python), "-m", "hypothesis", "--hypothesis-profile=fuzz"], cwd=ROOT).returncode


def clean() -> int:
    """Delete what was made here: environments, caches, output."""
    caches = [".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache"]
    folders = [ROOT / name for name in (*caches, "build", "dist", "out")] + [
        path for path in ROOT.glob(".venv*") if path.is_dir()
    ]
    folders += [path for name in ("app", "tests", "packaging") for path in (ROOT / name).rglob("__pycache__")]
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


TASKS = {task.__name__: task for task in (setup, run, test, bench, bundle, pictures, fuzz, clean)}
