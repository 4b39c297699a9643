"""A real interview, from the file to the map and back, on Clew's own window by key and mouse events of the X server.

    xvfb-run -s "-screen 0 1600x1000x24" python -m tests.pictures.played_research [INTERVIEW]

An interview is dropped on the window; five passages are marked, three of them become insights, two of those cards; from
one of these the way leads back to the very sentence. The file is read beside the window after each act; pictures go to
build/pictures/researched-*.png. Needs xdotool and ImageMagick.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from tests.pictures.played import LOOKS, ROOT, Played, window_on

INTERVIEW: Final = ROOT.parent / "shared" / "data" / "transcript" / "changelog-spotlight-10.md"

Place = tuple[int, int]
"""A place on the screen, pixels."""

FILE: Final[Place] = (60, 920)
ON_THE_WINDOW: Final[Place] = (860, 890)
IMPORT: Final[Place] = (1163, 808)
TOLD: Final[Place] = (1575, 103)
"""What closes the line about the import."""
A_SENTENCE: Final[Place] = (700, 462)
"""In the third turn, where the text is at its beginning."""
FIRST_OF_THREE: Final[Place] = (197, 806)
"""Of the insights that are on no map yet."""
A_CELL: Final[Place] = (1370, 440)
"""Of the map beside the text: the experience in its first step."""
ITS_QUOTE: Final[Place] = (1446, 920)
"""Who said so, in the inspector."""

FILE_IN_HAND: Final = """
import sys
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QLabel

class Held(QLabel):
    def mousePressEvent(self, event):
        drag, data = QDrag(self), QMimeData()
        data.setUrls([QUrl.fromLocalFile(sys.argv[1])])
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)

application = QApplication([])
held = Held(sys.argv[1].rpartition("/")[2])
held.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
held.setGeometry(4, 900, 120, 40)
held.show()
application.exec()
"""
"""What a file manager is to Clew: a window from which a file is dragged."""


class Researcher(Played):
    """The window, its file, and hands on the keys and the mouse."""

    prefix = "researched"

    def drag(self, start: Place, end: Place, picture: str = "") -> None:
        """Drag from one place to another, by way of some between; a picture is taken before it is let go."""
        self.mouse("mousemove", *start, "mousedown", 1)
        for part in range(1, 9):
            between = (round(a + (b - a) * part / 8) for a, b in zip(start, end, strict=True))
            self.mouse("mousemove", *between)
        self.mouse("mousemove", end[0] + 2, end[1] + 2)
        if picture:
            self.picture(picture)
        self.mouse("mouseup", 1)
        time.sleep(1.0)

    def mouse(self, *words: object) -> None:
        """Move the mouse or press its button, and wait a moment."""
        subprocess.run(["xdotool", *map(str, words)], check=True)
        time.sleep(0.15)

    def say(self, text: str) -> None:
        """Type into the line that has the keys."""
        subprocess.run(["xdotool", "type", "--delay", "15", "--", text], check=True)
        time.sleep(0.3)

    def into(self, title: str) -> None:
        """Give the keys to a window, as a window manager would."""
        command = ["xdotool", "search", "--sync", "--onlyvisible", "--name", title]
        found = subprocess.run(command, check=True, capture_output=True, text=True, timeout=30).stdout.split()
        self.mouse("windowfocus", found[-1])

    def go(self, words: str) -> None:
        """Go to words of the source."""
        self.keys("ctrl+f", wait=0.6)
        self.say(words)
        self.keys("Return", "Escape", wait=0.4)

    def evidence(self) -> dict[str, list[Any]]:
        """Return what the file holds of research, and the cards of its map."""
        shown = self.show()
        names = ("participants", "sources", "insights", "tags")
        marked = [each for source in shown["sources"] for each in source.get("highlights", [])]
        cards = [card for journey in shown["journeys"] for card in journey["cards"]]
        return {**{name: shown.get(name, []) for name in names}, "highlights": marked, "cards": cards}


def counts(held: dict[str, list[Any]]) -> tuple[int, int, int]:
    """Return how many sources, highlights and insights there are."""
    return len(held["sources"]), len(held["highlights"]), len(held["insights"])


def play(played: Researcher, interview: Path) -> None:
    """Do the research; raises AssertionError where the file does not hold what was done."""
    before = played.evidence()
    bring(played, interview)
    mark(played)
    onto_the_map(played)
    back_to_the_sentence(played)
    search(played)
    done = played.evidence()
    for _ in range(30):
        played.keys("ctrl+z", wait=0.15)
    played.picture("undone")
    assert played.evidence() == before
    for _ in range(30):
        played.keys("ctrl+shift+z", wait=0.15)
    played.picture("redone")
    assert played.evidence() == done


def bring(played: Researcher, interview: Path) -> None:
    """Drop the interview on the window, look at what it would make, and take it."""
    held = subprocess.Popen([sys.executable, "-c", FILE_IN_HAND, str(interview)])
    try:
        time.sleep(2.5)
        played.drag(FILE, ON_THE_WINDOW)
        time.sleep(4.0)
    finally:
        held.terminate()
        held.wait(10)
    played.into("Import")
    played.picture("dropped")
    played.click(IMPORT)
    time.sleep(3.0)
    played.into("– Clew")
    played.picture("imported")
    played.click(TOLD)
    now = played.evidence()
    assert counts(now) == (1, 0, 0), counts(now)
    assert [each["name"] for each in now["participants"]] == ["Shiya Lou"], "whoever asks is no participant"


def mark(played: Researcher) -> None:
    """Mark five passages, by the mouse and by keys, and say what three of them mean."""
    played.mouse("mousemove", *A_SENTENCE, "click", "--repeat", 3, "--delay", 120, 1)
    played.picture("sentence")
    played.keys("p")
    played.picture("pain")
    played.say("Two worlds of developers, and no bridge")
    played.keys("Return")

    played.go("constantly unstable")
    played.keys("s", "n")
    played.say("A way to the documentation that works every day")
    played.keys("Return", wait=0.5)
    played.keys("numbersign", wait=0.5)
    played.say("access")
    played.keys("Return")
    played.picture("tagged")
    played.keys("Escape")

    played.go("in-hand, physical books")
    played.keys("s", "i", wait=0.5)
    played.keys("alt+Up", "alt+Up", "alt+Up", "alt+Up")
    played.say("Books are translated before the web is")
    played.picture("insight")
    played.keys("Return", wait=0.5)

    played.go("log on to a VPN")
    played.keys("s", "h", wait=0.5)
    played.keys("Escape")
    played.go("a bit slower than servers")
    played.keys("s", "g", wait=0.5)
    played.keys("Escape", "Escape")
    played.picture("marked")
    now = played.evidence()
    assert counts(now) == (1, 5, 3), counts(now)
    kinds = sorted(str(each.get("kind")) for each in now["highlights"])
    print(kinds, [(each["kind"], each["statement"]) for each in now["insights"]], flush=True)


def onto_the_map(played: Researcher) -> None:
    """Put two insights on the map: one by dragging it from beside the text, one by the command."""
    played.drag(FIRST_OF_THREE, A_CELL, "dragged")
    played.picture("dropped-on-cell")
    played.go("constantly unstable")
    played.run("Place on a Map")
    played.picture("place")
    played.into("Place on a map")
    played.keys("Down", wait=0.3)
    played.keys("Return", wait=1.0)
    played.into("– Clew")
    played.picture("placed")
    now = played.evidence()
    shown = [card for card in now["cards"] if card.get("insight_id")]
    print([(card["kind"], card["title"], card.get("stage")) for card in shown], flush=True)
    assert len(shown) == 2


def back_to_the_sentence(played: Researcher) -> None:
    """Open the card on its map, see what is behind it, and go to the sentence that it comes from."""
    played.mouse("mousemove", *A_CELL, "click", "--repeat", 2, "--delay", 120, 1)
    time.sleep(1.5)
    played.picture("card")
    played.click(ITS_QUOTE)
    played.picture("sentence-again")
    played.keys("numbersign", wait=0.5)
    played.say("bridge")
    played.keys("Return", "Escape", wait=0.5)
    played.picture("tagged-again")
    held = played.evidence()
    (tag,) = (each["id"] for each in held["tags"] if each["name"] == "bridge")
    tagged = [each for each in held["highlights"] if tag in [link["tag_id"] for link in each.get("tags", [])]]
    assert [each["kind"] for each in tagged] == ["pain"], tagged


def search(played: Researcher) -> None:
    """Find a phrase anywhere, and go there."""
    played.keys("ctrl+g", wait=0.8)
    played.say('"servers in China"')
    played.picture("searched")
    played.keys("Return", wait=1.0)
    played.picture("found")


def main(arguments: list[str]) -> int:
    """Play it with an interview, a real one by default."""
    interview = Path(arguments[0]).resolve() if arguments else INTERVIEW
    LOOKS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Research.clew"
        new = [sys.executable, "-m", "app", "new", str(path), "--title", "Learning Node", "--template", "lifecycle"]
        subprocess.run(new, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with window_on(path, Path(folder)):
            play(Researcher(path, 300.0), interview)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
