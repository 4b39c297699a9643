"""Set Clew up and do a task: `python3 packaging/set_up.py setup|run|test|bench|bundle|pictures|fuzz|clean`.

Needs a bare Python, no make. It makes a virtual environment, installs the pinned set and Clew itself (editable), and
sees to what the system must have. A second run finds all that done and costs next to nothing.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import time
from pathlib import Path

import machine
from machine import Problem, Version

ROOT = Path(__file__).resolve().parents[1]


def python_in(folder: Path) -> Path:
    """Return the path of a virtual environment's Python."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def fingerprint(python: str) -> str:
    """Return a digest of all that an environment is made from: the Python, the pinned set, the project file."""
    digest = hashlib.sha256(f"{Path(python).resolve()} {ROOT}".encode())
    for name in ("requirements.txt", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def environment(version: Version, python: str, folder: Path) -> Path:
    """Return the Python of the environment in this folder, made or brought up to date first.

    The stamp is taken off before anything changes and written last: a folder without it was left half-made, and is
    made anew.
    """
    stamp, wanted, inside = folder / "clew-stamp", fingerprint(python), python_in(folder)
    if stamp.exists() and stamp.read_text() == wanted and inside.exists():
        return inside
    began = time.monotonic()
    print(f"Setting up {folder.name} with Python {version}: a minute or two the first time ...", flush=True)
    if stamp.exists() and still_works(inside, version):
        stamp.unlink()
    else:
        if folder.exists():
            shutil.rmtree(folder)
        call([python, "-m", "venv", str(folder)], f"Python {version} could not make {folder.name}")
    pip = [str(inside), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input", "--no-deps"]
    again = f"could not be installed into {folder.name}; see above, then run the same command again"
    call([*pip, "-r", str(ROOT / "requirements.txt")], f"the pinned set {again}")
    call([*pip, "--no-build-isolation", "-e", str(ROOT)], f"Clew {again}")
    stamp.write_text(wanted)
    print(f"{folder.name} is ready after {time.monotonic() - began:.0f} s", flush=True)
    return inside


def still_works(inside: Path, version: Version) -> bool:
    """Return whether the environment's own Python starts, is of this version and has pip."""
    if not inside.exists():
        return False
    question = "import sys, pip; print(*sys.version_info[:2])"
    done = subprocess.run([str(inside), "-c", question], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return done.stdout.decode().split() == [str(version.major), str(version.minor)]


def call(command: list[str], failure: str) -> None:
    """Run a command from the root of the project; raise Problem with these words if it fails."""
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise Problem(failure)


def set_up(needs: list[machine.Need]) -> tuple[Path, dict[Version, str]]:
    """Set up `.venv` with the Python at hand, see to the needs, and return its Python and all Pythons found."""
    found = machine.pythons()
    version = next(iter(found))
    inside = environment(version, found[version], ROOT / ".venv")
    try:
        machine.provide(needs)
    except Problem as problem:
        if any(need.without == machine.NO_WINDOW for need in machine.missing(needs)):
            raise
        print(problem, flush=True)
    return inside, found


def main(arguments: list[str]) -> int:
    """Do the task that the arguments name; return the exit code."""
    import tasks

    if len(arguments) != 1 or arguments[0] not in tasks.TASKS:
        print("usage: python3 packaging/set_up.py " + "|".join(tasks.TASKS), file=sys.stderr)
        return 2
    try:
        return tasks.TASKS[arguments[0]]()
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
