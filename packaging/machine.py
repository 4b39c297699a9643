"""What this machine has: Pythons, system libraries, programs, fonts. Runs on any Python 3.8, standard library only."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

RANGE = "3.11, 3.12 or 3.13"
LINUX = sys.platform.startswith("linux")

# Inside an environment it names the Python that this one was made from, so that .venv is never made from itself.
PROBE = "import sys, venv, ensurepip; print(*sys.version_info[:2], getattr(sys, '_base_executable', sys.executable))"


class Problem(Exception):
    """Something that the person at this machine must mend; the message is one plain line."""


class Version(NamedTuple):
    """The first two numbers of a Python's version."""

    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


OURS = [Version(3, 11), Version(3, 12), Version(3, 13)]
"""The Pythons that Clew runs on, oldest first."""


class Need(NamedTuple):
    """Something that the system must have: its name, Debian's package, a probe, and what goes without it."""

    name: str
    package: str
    present: Callable[[], bool]
    without: str


def loads(library: str) -> Callable[[], bool]:
    """Return a probe: does the system's loader find this library?"""

    def probe() -> bool:
        try:
            ctypes.CDLL(library)
        except OSError:
            return False
        return True

    return probe


def has_program(*names: str) -> Callable[[], bool]:
    """Return a probe: is one of these programs on the PATH?"""
    return lambda: any(shutil.which(name) for name in names)


def has_font(pattern: str, *name_parts: str) -> Callable[[], bool]:
    """Return a probe: does fontconfig list a font for the pattern or, where it can't be asked, is a file named so?"""

    def probe() -> bool:
        lister = shutil.which("fc-list")
        if lister:
            return bool(subprocess.run([lister, pattern, "file"], stdout=subprocess.PIPE, check=False).stdout.strip())
        folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts"]
        names = (path.name.lower() for folder in folders for path in folder.rglob("*.[ot]t[fc]"))
        return any(part in name for name in names for part in name_parts)

    return probe


NO_WINDOW = "the window, and every test that paints"
WINDOW_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
FOR_THE_WINDOW = [Need(library, package, loads(library), NO_WINDOW) for library, package in WINDOW_LIBRARIES.items()]
FOR_THE_TESTS = [
    Need("Xvfb", "xvfb", has_program("Xvfb"), "tests in a real window"),
    Need("pdftotext", "poppler-utils", has_program("pdftotext"), "tests of the text in PDF files"),
    Need("a font for Chinese and Japanese", "fonts-noto-cjk", has_font(":lang=ja", "cjk"), "tests of those scripts"),
    Need("an emoji font", "fonts-noto-color-emoji", has_font(":charset=1f600", "emoji"), "tests of emoji"),
    Need("Chromium", "chromium", has_program("chromium", "chromium-browser", "google-chrome"), "the SVG in a browser"),
]


def missing(needs: list[Need]) -> list[Need]:
    """Return what this machine lacks of these needs; only Linux is asked, elsewhere the packages bring all."""
    return [need for need in needs if not need.present()] if LINUX else []


def provide(needs: list[Need]) -> None:
    """Install what is missing where that can be done (Debian, root); raise Problem with the line to type otherwise."""
    lacking = missing(needs)
    if not lacking:
        return
    packages = sorted({need.package for need in lacking})
    if Path("/etc/debian_version").exists() and shutil.which("apt-get"):
        if os.geteuid() == 0:
            print("Installing " + " ".join(packages), flush=True)
            apt_install(packages)
            lacking = missing(needs)
            if not lacking:
                return
        line = "sudo apt-get install -y " + " ".join(sorted({need.package for need in lacking}))
    else:
        line = "(Debian's names) " + " ".join(packages)
    parts = sorted({need.without for need in lacking})
    raise Problem(f"{', '.join(need.name for need in lacking)} not found; left out: {'; '.join(parts)}. To add: {line}")


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages, with a fresh list where the one at hand does not do; return whether it worked."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (install, ["apt-get", "update", "-qq"], install):
        done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        if command is install and done.returncode == 0:
            return True
    print(done.stderr.decode(errors="replace").strip(), file=sys.stderr)
    return False


def asked(command: list[str]) -> tuple[Version, str] | None:
    """Return (version, path) of the Python that this command starts, none where it doesn't or cannot make a venv."""
    try:
        done = subprocess.run([*command, "-c", PROBE], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    words = done.stdout.decode(errors="replace").strip().split(" ", 2)
    if done.returncode or len(words) != 3:
        return None
    return Version(int(words[0]), int(words[1])), words[2]


def other_commands(version: Version) -> list[list[str]]:
    """Return the commands that may start a Python of this version: by name, by the Windows launcher, from pyenv."""
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    kept = sorted(root.glob(f"versions/{version}.*/bin/python"), key=lambda path: numbers(path.parts[-3]), reverse=True)
    launcher = [["py", f"-{version}"]] if sys.platform == "win32" else []
    return [[f"python{version}"], *launcher, *([str(path)] for path in kept)]


def numbers(text: str) -> list[int]:
    """Return the numbers of a version such as 3.12.1, for comparing; other text counts as 0."""
    return [int(part) if part.isdigit() else 0 for part in text.split(".")]


def pythons() -> dict[Version, str]:
    """Return version → path of the Pythons that Clew runs on and this machine has, the one at hand first."""
    found: dict[Version, str] = {}
    at_hand = asked([sys.executable])
    if at_hand is None and sys.version_info[:2] in OURS and LINUX:
        provide([Need("python3-venv", "python3-venv", lambda: asked([sys.executable]) is not None, "everything")])
        at_hand = asked([sys.executable])
    if at_hand and at_hand[0] in OURS:
        found[at_hand[0]] = at_hand[1]
    for version in reversed(OURS):
        candidates = other_commands(version) if version not in found else []
        answer = next((answer for answer in map(asked, candidates) if answer and answer[0] == version), None)
        if answer:
            found[version] = answer[1]
    if not found:
        raise Problem(f"Clew needs Python {RANGE}; this one is {sys.version.split()[0]} and no other was found.")
    return found
