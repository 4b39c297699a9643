"""A workshop played through on Clew's own window by key events of the X server, at the speed of somebody who types.

    xvfb-run -s "-screen 0 1600x1000x24" python -m tests.pictures.played [WORDS-A-MINUTE]

Sixty sentences are said in one go, then votes are cast and revealed, the map is presented, brought back to where it was
and replayed. The file is read beside the window after each act; pictures go to build/pictures/played-*.png. Needs
xdotool and ImageMagick.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).parents[2]
LOOKS = ROOT / "build" / "pictures"

SIGNS_A_WORD: Final = 5
"""Letters and spaces that count as a word, as typists count."""

RESTORE: Final = (996, 101)
"""Where the button is that brings back the map as it was, in pixels of the screen."""

STAGES: Final = ("Finding out", "Choosing", "Buying", "Riding", "Coming back")
SAID: Final = (
    ("> ", "touchpoint", "reads the poster at the stop number {n}"),
    ("- ", "pain", "cannot tell which of {n} fares is the right one"),
    ("+ ", "gain", "somebody at desk {n} knew the answer"),
    ("? ", "question", "who tells platform {n} about delays"),
)


def sentences() -> Iterator[tuple[str, str, str]]:
    """Yield what is typed with the kind and the title of the card that it becomes."""
    for number in range(60):
        sign, kind, words = SAID[number % len(SAID)]
        title, stage = words.format(n=number), STAGES[number % len(STAGES)]
        place = f'@"{stage}"' if " " in stage else f"@{stage}"
        extra = " !4 #fares" if kind == "pain" else ""
        yield f"{sign}{title} {place}{extra}", kind, title


class Played:
    """The window, its file, and hands on the keys."""

    prefix = "played"
    """What the names of its pictures begin with."""

    def __init__(self, path: Path, speed: float) -> None:
        self._path, self._pause = path, 60_000 / (speed * SIGNS_A_WORD)
        self._taken = 0

    def keys(self, *names: str, wait: float = 0.3) -> None:
        """Press keys one after another."""
        subprocess.run(["xdotool", "key", "--delay", "60", *names], check=True)
        time.sleep(wait)

    def type(self, *lines: str) -> None:
        """Type lines, each with Enter, in one go: nothing waits for the window."""
        script = "".join(f"type --delay {self._pause:.0f} -- '{line}'\nkey Return\n" for line in lines)
        subprocess.run(["xdotool", "-"], input=script, text=True, check=True)

    def run(self, command: str) -> None:
        """Run a command by its name from the palette."""
        self.keys("ctrl+k")
        subprocess.run(["xdotool", "type", "--delay", "20", command], check=True)
        time.sleep(0.4)
        self.keys("Return", wait=1.0)

    def click(self, place: tuple[int, int]) -> None:
        """Click somewhere on the screen."""
        subprocess.run(["xdotool", "mousemove", *map(str, place), "click", "1"], check=True)
        time.sleep(1.0)

    def show(self) -> Any:
        """Return what is in the file now, while the window has it open."""
        command = [sys.executable, "-m", "app", "show", str(self._path), "--json"]
        return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)

    def picture(self, name: str) -> None:
        """Take a picture of the whole screen."""
        time.sleep(0.4)
        self._taken += 1
        out = LOOKS / f"{self.prefix}-{self._taken:02}-{name}.png"
        subprocess.run(["import", "-window", "root", str(out)], check=True)
        print(out.relative_to(ROOT), flush=True)


@contextmanager
def window_on(path: Path, home: Path) -> Iterator[None]:
    """Open Clew's window on a workspace, with settings of its own, and close it at the end."""
    own = {f"CLEW_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "STATE", "RUNTIME", "DOCUMENTS")}
    process = subprocess.Popen([sys.executable, "-m", "app", str(path)], cwd=ROOT, env={**os.environ, **own})
    try:
        found = subprocess.run(
            ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Clew"],
            check=True,
            capture_output=True,
            text=True,
            timeout=30,
        ).stdout.split()
        for _ in range(2):  # the window may still be taking the size that it was made with
            subprocess.run(["xdotool", "windowsize", found[-1], "1600", "1000", "windowfocus", found[-1]], check=True)
            time.sleep(1.5)
        yield
    finally:
        process.terminate()
        process.wait(10)


def play(played: Played) -> None:
    """Hold the workshop; raises AssertionError where the file does not hold what was done."""
    played.keys("F7")
    played.type(*(f"stage: {stage}" for stage in STAGES), "persona: Maya")
    said = list(sentences())
    begun = time.monotonic()
    played.type(*(line for line, _, _ in said))
    print(f"{len(said)} sentences in {time.monotonic() - begun:.0f} s", flush=True)
    time.sleep(1.0)
    played.picture("captured")
    there = cards(played)
    titles = {title: kind for _, kind, title in said}
    assert {card["title"]: card["kind"] for card in there} == titles
    assert len(there) == len(said)
    assert all(card["step_id"] for card in there), "a card waits in Unplaced"
    for card in there:
        number = int("".join(each for each in card["title"] if each.isdigit()))
        assert card["stage"] == STAGES[number % len(STAGES)], card["title"]

    vote(played)
    present(played)
    travel(played)


def vote(played: Played) -> None:
    """Let eight people vote on the pains, hidden, and reveal the votes."""
    played.keys("Escape")
    played.run("New Vote")
    played.keys("Tab", "Down", "shift+Tab", "Return", wait=1.0)
    for ballot in range(8):
        played.type(f"1 {ballot % 4 + 1} {ballot % 3 + 2}")
    played.picture("voted-hidden")
    played.run("Reveal or Hide the Votes")
    played.picture("votes-revealed")
    (held,) = played.show()["rounds"]
    assert held["revealed"]
    assert [ballot["number"] for ballot in held["ballots"]] == list(range(1, 9))
    assert all(sum(vote["count"] for vote in ballot["votes"]) == 3 for ballot in held["ballots"])


def present(played: Played) -> None:
    """Walk through the map stage by stage, then give everything back."""
    played.keys("F5", wait=1.0)
    played.picture("presented-whole")
    played.keys("Next", "Next", wait=1.0)
    played.picture("presented-stage")
    played.keys("Escape", wait=1.0)


def travel(played: Played) -> None:
    """Look at the map as it was, bring that back, take it back, and see the session once more."""
    before = len(cards(played))
    played.keys("ctrl+h", wait=1.0)
    played.keys(*["Down"] * 30, wait=1.0)
    played.keys("Return", wait=1.0)
    played.picture("as-it-was")
    played.click(RESTORE)
    played.picture("restored")
    assert 0 < len(cards(played)) < before
    played.keys("ctrl+z", wait=1.0)
    assert len(cards(played)) == before
    played.run("Replay a Session")
    time.sleep(2.0)
    played.picture("replayed")
    played.keys("Escape", wait=1.0)
    assert len(cards(played)) == before


def cards(played: Played) -> list[Any]:
    """Return the cards of the one journey."""
    (journey,) = played.show()["journeys"]
    found: list[Any] = journey["cards"]
    return found


def main(arguments: list[str]) -> int:
    """Play the workshop at so many words a minute, 80 by default."""
    LOOKS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Workshop.clew"
        new = [sys.executable, "-m", "app", "new", str(path), "--title", "I take the train"]
        subprocess.run(new, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with window_on(path, Path(folder)):
            play(Played(path, float(arguments[0]) if arguments else 80.0))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
