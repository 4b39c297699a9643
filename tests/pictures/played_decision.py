"""From a pain to a decision and back to the very sentence, on Clew's own window by keys and mouse of the X server.

    xvfb-run -s "-screen 0 1600x1000x24" python -m tests.pictures.played_decision

A pain of the sample becomes an opportunity; two people score it blind, it is ranked at another weight that is agreed
on, put to the test, decided on with owner and reason; a solution, an action and a step of a to-be follow; from its
rank the way leads back to its arithmetic and to the sentence in its source. The file is read beside the window after
each act, and at the end after all was undone and redone; pictures go to build/pictures/decided-*.png. Needs xdotool
and ImageMagick.
"""

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Final

from tests.pictures.played import LOOKS, ROOT, window_on
from tests.pictures.played_research import Place, Researcher

SAMPLE: Final = ROOT / "resources" / "samples" / "northwind.json"
PAIN: Final = "24 hours’ notice needed"
TITLE: Final = "Help at an hour of notice"

SENTENCE: Final = "I have to call a day "
ACTION: Final = "Call drivers at the stations"
SOLUTION: Final = "Two drivers on call"
HOPE: Final = "I travel with help at hand"
BETTER: Final = "Ticket and help in one"
PATIENCE: Final = 20.0
"""Seconds until what was done is in the file."""
SELECTED: Final[Place] = (798, 461)
START: Final[Place] = (502, 539)
REVEAL: Final[Place] = (541, 587)
SLIDER: Final[Place] = (730, 156)
"""Its handle, where the file has agreed on 0.62."""
AGREE: Final[Place] = (933, 163)
NEW_ACTION: Final[Place] = (1400, 629)
MAKE_SOLUTION: Final[Place] = (1290, 570)
ITS_ACTION: Final[Place] = (160, 527)
STEP: Final[Place] = (712, 164)
"""Its header on the map of the to-be."""
ITS_ROW: Final[Place] = (220, 362)
ITS_QUOTE: Final[Place] = (1300, 753)
"""Who said so, beside the ranking."""


class Manager(Researcher):
    """The window, its file, and hands on the keys and the mouse."""

    prefix = "decided"

    def opportunity(self) -> dict[str, Any]:
        """Return the opportunity of this story as it is in the file, nothing without one."""
        return self.record("opportunities", TITLE)

    @property
    def path(self) -> Path:
        """The file of the window."""
        return self._path

    def said(self, scorer: str) -> list[Any]:
        """Return value and reason of what somebody scored it, by customer, business and effort."""
        model = self.record("scoring_models", "Value matrix")
        rows = {each["criterion_id"]: each for each in self.opportunity()["scores"] if each["scorer"] == scorer}
        found = [rows[each["id"]] for each in model["criteria"] if each["id"] in rows]
        return [part for each in found for part in (each["value"], each["reason"])]

    def weight(self) -> float:
        """Return the share of the customer side that is agreed on in the file."""
        model = self.record("scoring_models", "Value matrix")
        weights = {each["part"]: each["weight"] for each in model["criteria"]}
        return float(weights["customer"] / (weights["customer"] + weights["business"]))

    def steps(self) -> int:
        """Return how many steps the history of the file has, each of which is undone at once."""
        with closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)) as file:
            return int(file.execute("SELECT count(DISTINCT unit) FROM history_step").fetchone()[0])

    def record(self, name: str, title: str) -> dict[str, Any]:
        """Return a record of the file by its title, nothing without one."""
        return next((each for each in self.show()[name] if each["title"] == title), {})

    def holds(self, wanted: object) -> bool:
        """Return whether the file holds just this."""
        return bool(self.show() == wanted)

    def until(self, what: str, holds: Callable[[], object]) -> None:
        """Wait until something is so, for the window may be behind the keys; raises AssertionError if it never is."""
        begun = time.monotonic()
        while not holds():
            assert time.monotonic() - begun < PATIENCE, f"this does not hold: {what}"
            time.sleep(0.3)
        print(f"holds: {what}", flush=True)


def play(played: Manager) -> None:
    """Decide; raises AssertionError where the file does not hold what was done."""
    before, begun = played.show(), played.steps()
    for act in ACTS:
        act(played)
    done, count = played.show(), played.steps() - begun
    played.keys("alt+1", wait=1.0)
    for keys, wanted, what in (("ctrl+z", before, "undone"), ("ctrl+shift+z", done, "redone")):
        for _ in range(count):
            played.keys(keys, wait=0.1)
        played.until(f"all {count} steps are {what}", partial(played.holds, wanted))
        played.picture(what)


def make(played: Manager) -> None:
    """Make an opportunity of a pain on the map."""
    played.run("24 hours")
    played.picture("pain")
    played.keys("ctrl+shift+j", wait=1.0)
    played.say(TITLE)
    played.keys("Return", wait=1.0)
    played.picture("opportunity")
    played.until(
        "the opportunity is there because of the pain", lambda: _titles(played.opportunity(), "cards") == [PAIN]
    )
    assert not played.opportunity()["scores"]


def score_blind(played: Manager) -> None:
    """Let two people score it, neither of whom sees what the other says."""
    played.keys("Tab", wait=0.3)
    played.run("Score Blind")
    played.click(SELECTED)
    played.click(START)
    played.picture("who-scores")
    played.keys("Return", wait=1.0)
    played.keys("5", "r", wait=0.5)
    played.say("Nobody plans a day ahead")
    played.until("the first score has its reason", lambda: played.said("Ines") == [100.0, "Nobody plans a day ahead"])
    played.picture("scored")
    played.keys("Return", "3", "Return", "3", "Return", wait=1.0)
    played.until("the first person has scored", lambda: len(played.said("Ines")) == 6)
    played.picture("next-person")
    played.keys("Tab", "Return", wait=1.0)
    played.keys("3", "Return", "5", "Return", "4", "Return", wait=1.0)
    played.until("the second person has scored", lambda: played.said("Lena")[::2] == [50.0, 100.0, 3.0])
    played.click(REVEAL)
    played.picture("revealed")
    played.keys("Escape", wait=1.0)


def rank(played: Manager) -> None:
    """Weigh the business less, agree on that, and see how well the order holds and what is to be learnt."""
    played.keys("alt+5", wait=5.0)
    played.picture("ranked")
    played.drag(SLIDER, (SLIDER[0] + 16, SLIDER[1]))
    time.sleep(4.0)
    assert played.weight() < 0.63, "a weight that is only looked at is in the file"
    played.picture("weighed")
    played.click(AGREE)
    played.until("the weights are agreed on", lambda: played.weight() > 0.65)
    told = subprocess.run(
        [sys.executable, "-m", "app", "rank", str(played.path)], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    (row,) = (line for line in told.splitlines() if TITLE in line and "%" in line and "75" in line)
    print(row, flush=True)
    played.picture("agreed")


def decide(played: Manager) -> None:
    """Decide on it with owner and reason."""
    played.keys("ctrl+2", wait=1.0)
    played.keys("1", wait=1.0)
    played.keys("Return", wait=0.5)
    played.say("The desk can do it from one hour on")
    played.keys("shift+Tab", wait=0.5)
    played.say("Access team")
    played.keys("Return", wait=1.0)
    played.picture("decided")

    def holds() -> bool:
        decision = (played.opportunity()["decisions"] or [{}])[-1]
        reason = "The desk can do it from one hour on"
        return [decision.get(each) for each in ("kind", "reason", "owner")] == ["will do", reason, "Access team"]

    played.until("it is decided with owner and reason", holds)


def follow_up(played: Manager) -> None:
    """Write down an action, make a solution of it, and say who does the action until when."""
    played.click(NEW_ACTION)
    played.say(ACTION)
    played.keys("Return", wait=1.0)
    played.click(MAKE_SOLUTION)
    played.keys("Return", "ctrl+a", wait=0.3)
    played.say(SOLUTION)
    played.keys("Return", wait=1.0)
    played.until(
        "the solution answers it", lambda: _titles(played.record("solutions", SOLUTION), "opportunities") == [TITLE]
    )
    played.picture("solution")
    played.keys("ctrl+4", wait=1.0)
    played.click(ITS_ACTION)
    played.keys("Return", "Tab", "Tab", wait=0.3)
    played.say("Access team")
    played.keys("Return", "Tab", "ctrl+a", wait=0.5)
    played.say("2027-01-18")
    played.keys("Return", wait=1.0)
    played.picture("action")

    def holds() -> bool:
        action = played.record("actions", ACTION)
        return [action.get("owner"), action.get("due_on")] == ["Access team", "2027-01-18"]

    played.until("the action is somebody's, and due", holds)


def hope(played: Manager) -> None:
    """Make a to-be, change a step in it, and say why."""
    played.keys("alt+1", wait=1.0)
    played.run("Make a To-Be of This")
    played.into("Make a to-be")
    played.say(HOPE)
    played.picture("to-be")
    played.keys("Return", wait=2.0)
    played.into("– Clew")
    played.mouse("mousemove", *STEP, "click", "--repeat", 2, "--delay", 120, 1)
    played.keys("ctrl+a", wait=0.3)
    played.say(BETTER)
    played.keys("Return", "Escape", wait=1.0)
    played.picture("step-changed")
    played.keys("ctrl+alt+b", wait=3.0)
    played.keys("n", wait=0.5)
    played.keys("Return", wait=0.8)
    played.keys("End", "Return", wait=1.0)
    played.picture("why")
    (hoped,) = (each for each in played.show()["journeys"] if each["title"] == HOPE)
    (current,) = (each for each in played.show()["journeys"] if each["id"] == hoped["to_be_of"])
    command = ["compare", str(played.path), current["id"], hoped["id"], "--json"]
    told = subprocess.run(
        [sys.executable, "-m", "app", *command], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    (difference,) = json.loads(told)["differences"]
    print(difference["fate"], difference["title"], [each["title"] for each in difference["reasons"]], flush=True)
    assert difference["title"] == BETTER
    assert SOLUTION in [each["title"] for each in difference["reasons"]]


def go_back(played: Manager) -> None:
    """Go from its rank to its arithmetic, from there to the quotes, and to the sentence in its source."""
    played.keys("alt+5", "ctrl+1", wait=4.0)
    played.click(ITS_ROW)
    played.picture("its-arithmetic")
    played.click(ITS_QUOTE)
    played.picture("the-sentence")
    played.keys("numbersign", wait=0.8)
    played.say("decided on")
    played.keys("Return", "Escape", wait=0.5)

    def tagged() -> list[str]:
        found = (each for source in played.show()["sources"] for each in source.get("highlights", []))
        return [each["words"] for each in found if "decided on" in [tag["tag"] for tag in each["tags"]]]

    played.until("the way leads to the very sentence", lambda: [each[:21] for each in tagged()] == [SENTENCE])
    played.picture("tagged")


ACTS: Final = (make, score_blind, rank, decide, follow_up, hope, go_back)


def _titles(record: dict[str, Any], name: str) -> list[str]:
    return [each["title"] for each in record.get(name, [])]


def main() -> int:
    """Play it on the sample."""
    LOOKS.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Northwind.clew"
        for command in (["new", str(path)], ["import", str(path), str(SAMPLE)]):
            subprocess.run([sys.executable, "-m", "app", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with window_on(path, Path(folder)):
            play(Manager(path, 300.0))
    print(f"played in {time.monotonic() - begun:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
