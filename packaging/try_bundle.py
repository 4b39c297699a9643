"""Try the bundle where there is no Python: its self-test, its window on the sample; measure start and size. Linux only.

`python try_bundle.py` only measures the bundle in dist/ and prints the figures as JSON.
"""

from __future__ import annotations

import json
import mmap
import os
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path
from typing import NamedTuple

from machine import Problem
from set_up import ROOT
from tasks import screen

BUNDLE = ROOT / "dist" / "clew"
SAMPLE = Path("_internal", "app", "resources", "samples", "northwind.json")
STARTS = 5
PATIENCE = 60.0
"""Seconds until the window must be there."""
STILL = 1.5
"""Seconds without a change after which the window is as it stays."""
ALIKE = 0.98
"""The part of the screen that has to be as it stays for the window to count as painted: a caret may blink."""
SYSTEMS = ("/usr/lib/", "/lib/", "/lib64/", "/usr/share/", "/dev/", "/memfd:", "/SYSV", "/var/cache/fontconfig/")
"""Where the system keeps its own libraries and fonts: all else that a bundle opens is to be its own."""


class Screen(NamedTuple):
    """A picture of an X screen: pixels as blue, green, red and one more byte, row by row without gaps."""

    width: int
    height: int
    pixels: bytes

    def png(self) -> bytes:
        """Return the picture as PNG."""
        rows = bytearray()
        for top in range(0, len(self.pixels), 4 * self.width):
            row = bytearray(b"\0") + bytearray(3 * self.width)
            for channel in range(3):
                row[1 + channel :: 3] = self.pixels[top + 2 - channel : top + 4 * self.width : 4]
            rows += row
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
        parts = (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
            for kind, data in chunks
        )
        return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


class Frames:
    """The picture that an X server started with -fbdir keeps in a file, seen as it changes."""

    def __init__(self, folder: Path) -> None:
        with open(folder / "Xvfb_screen0", "rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        words = struct.unpack(">25I", self._map[:100])  # the head of an X window dump
        self._begin = words[0] + 12 * words[19]
        self._width, self._height = words[4], words[5]
        self._end = self._begin + 4 * self._width * self._height

    def sample(self) -> bytes:
        """Return some thousand bytes from all over the picture."""
        return self._map[self._begin : self._end : 1009]

    def picture(self) -> Screen:
        """Return the whole picture."""
        return Screen(self._width, self._height, self._map[self._begin : self._end])


def painted_after(began: float, frames: Frames, process: subprocess.Popen[bytes]) -> float:
    """Wait until a window is as it stays; return the ms from `began` until nearly all of the screen was so."""
    empty = frames.sample()
    seen = [(began, empty)]
    while time.monotonic() - began < PATIENCE:
        now, sample = time.monotonic(), frames.sample()
        if sample != seen[-1][1]:
            seen.append((now, sample))
        elif len(seen) > 1 and now - seen[-1][0] > STILL:
            last = seen[-1][1]
            alike = (at for at, each in seen if sum(map(int.__eq__, each, last)) >= ALIKE * len(last))
            return (next(alike) - began) * 1000
        if process.poll() is not None:
            raise Problem(f"The bundle ended by itself with {process.returncode} instead of showing its window.")
        time.sleep(0.004)
    raise Problem("The bundle's window was not there after a minute.")


def foreign(pid: int, bundle: Path, home: Path) -> list[str]:
    """Return the files that a process has mapped which are neither the bundle's, nor its user's, nor the system's."""
    lines = Path(f"/proc/{pid}/maps").read_text("utf-8").splitlines()
    paths = {line.split(None, 5)[5] for line in lines if "/" in line}
    others = {path for path in paths if not path.startswith((f"{bundle}/", f"{home}/"))}
    return sorted(path for path in others if not path.startswith(SYSTEMS) or "python" in path)


def hiding() -> tuple[list[str], list[Path]]:
    """Return the words before a command that take all Python and this project out of its sight, and what those are.

    Both are empty where the system lets nobody mount.
    """
    prefix = Path(sys.base_prefix)
    hidden = [ROOT, *Path("/usr/lib").glob("python3*"), *Path("/usr/local/lib").glob("python3*")]
    hidden += [] if prefix in (Path("/usr"), Path("/usr/local")) else [prefix]
    unshare = shutil.which("unshare")
    allowed = [unshare or "", "--map-root-user", "--mount"]
    if unshare is None or subprocess.run([*allowed, "true"], stderr=subprocess.DEVNULL, check=False).returncode:
        return [], []
    script = (
        'for folder; do shift; [ "$folder" = -- ] && break; mount -t tmpfs none "$folder" || exit 9; done; exec "$@"'
    )
    return [*allowed, "/bin/sh", "-c", script, "sh", *map(str, hidden), "--"], hidden


class Bare(NamedTuple):
    """A place without Python: a copy of the bundle, an empty home folder, and the words that hide all else."""

    bundle: Path
    home: Path
    before: list[str]

    def command(self, words: list[str], display: str) -> list[str]:
        """Return a command line that runs these words with HOME and DISPLAY as the whole environment."""
        return [*self.before, "/usr/bin/env", "-i", f"HOME={self.home}", f"DISPLAY={display}", *words]

    def run(self, *words: str) -> str:
        """Run the bundle without a display and return what it prints; raise Problem where it fails."""
        command = self.command([str(self.bundle / "clew"), *words], "")
        done = subprocess.run(command, cwd=self.home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        told = done.stdout.decode("utf-8", "replace")
        if done.returncode:
            raise Problem(f"`clew {words[0]}` of the bundle failed with {done.returncode}:\n{told}")
        return told


def start(bare: Bare, workspace: Path, picture: Path | None = None) -> float:
    """Open the bundle's window on an X server of its own, and return the ms until it was painted.

    Raises Problem where it is not, or where it holds files that are not its own; the picture goes to a file.
    """
    with tempfile.TemporaryDirectory() as folder, screen("-fbdir", folder, size="1600x1000") as surroundings:
        frames = Frames(Path(folder))
        command = bare.command([str(bare.bundle / "clew"), str(workspace)], surroundings["DISPLAY"])
        began = time.monotonic()
        with subprocess.Popen(command, cwd=bare.home, stderr=subprocess.PIPE) as process:
            try:
                figure = painted_after(began, frames, process)
                strangers = foreign(process.pid, bare.bundle, bare.home)
                if strangers:
                    raise Problem(f"The bundle opened what is not its own: {', '.join(strangers)}")
                if picture is not None:
                    picture.parent.mkdir(parents=True, exist_ok=True)
                    picture.write_bytes(frames.picture().png())
            finally:
                process.send_signal(signal.SIGKILL)
    return figure


def size_of(folder: Path) -> float:
    """Return the size of all files in a folder in MB (1,000,000 bytes); links count nothing."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


def try_bundle(picture: Path) -> dict[str, float]:
    """Try a copy of the bundle in a bare place and return its figures; raise Problem at the first that goes wrong."""
    before, hidden = hiding()
    with tempfile.TemporaryDirectory(prefix="clew bare ") as folder:
        bare = Bare(Path(folder, "Clew"), Path(folder, "home"), before)
        shutil.copytree(BUNDLE, bare.bundle, symlinks=True)
        bare.home.mkdir()
        if hidden:
            print(f"\nTried out of sight of {', '.join(map(str, hidden))}", flush=True)
            words = bare.command([sys.executable, "-c", ""], "")
            if subprocess.run(words, cwd=bare.home, stderr=subprocess.DEVNULL, check=False).returncode == 0:
                raise Problem("A Python still starts in the bare place, so that nothing is shown by trying there.")
        else:
            print("Nothing can be mounted here: the bundle is tried with an empty environment, Python in its sight.")
        told = bare.run("self-test")
        print(told, end="", flush=True)
        if "left out" in told:
            raise Problem("The bundle's self-test left something out.")
        workspace = bare.home / "Sample.clew"
        bare.run("import", str(workspace), str(bare.bundle / SAMPLE))
        starts = [start(bare, workspace, picture) for _ in range(STARTS)]
    return {"bundle start": statistics.median(starts), "bundle size": size_of(BUNDLE)}


def measure() -> dict[str, float]:
    """Return the figures of the bundle where it lies, of one start."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Bare(BUNDLE, Path(folder), [])
        workspace = bare.home / "Sample.clew"
        bare.run("import", str(workspace), str(BUNDLE / SAMPLE))
        # One start before fills the cache of fonts.
        figure = [start(bare, workspace) for _ in range(2)][-1]
    return {"bundle start": figure, "bundle size": size_of(BUNDLE)}


if __name__ == "__main__":
    os.chdir(ROOT)
    print(json.dumps(measure()))
