"""Votes below the map: what is done in the window before a picture of them is taken."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from app.views.workshop.votes_panel import VotesPanel
    from tests.bench.stage import Stage

BALLOTS = ("113", "224", "135", "221", "5", "443", "0")


def empty(stage: "Stage") -> "VotesPanel":
    """Show the panel where nothing was voted on yet, over the pains of the map."""
    stage.window.commands.run("votes")
    stage.idle(0.5)
    stage.view.verticalScrollBar().setValue(520)
    stage.idle(0.3)
    return cast("VotesPanel", stage.window.map_page.panels.made["votes"])


def keying(stage: "Stage") -> "VotesPanel":
    """Key ballots of a hidden vote; the last is being typed."""
    panel = empty(stage)
    panel.form.start.click()
    for ballot in BALLOTS:
        QTest.keyClicks(panel.line.line, ballot)
        QTest.keyClick(panel.line.line, Qt.Key.Key_Return)
    QTest.keyClicks(panel.line.line, "116")
    return panel


def refused(stage: "Stage") -> None:
    """Type one vote too many."""
    QTest.keyClicks(keying(stage).line.line, "2")


def revealed(stage: "Stage") -> "VotesPanel":
    """Reveal a vote that has ties."""
    panel = keying(stage)
    QTest.keyClick(panel.line.line, Qt.Key.Key_Escape)
    stage.window.commands.run("reveal_votes")
    return panel


def hands(stage: "Stage") -> None:
    """Count raised hands."""
    panel = revealed(stage)
    panel.way.chosen.emit("hands")
    QTest.keyClicks(panel.table, "++++")


def room(stage: "Stage") -> None:
    """Show the room how a hidden vote goes."""
    keying(stage)
    stage.window.commands.run("present")
    stage.idle(1.0)


def on_opportunities(stage: "Stage") -> None:
    """Show how a vote on opportunities went, with the lane of those in view."""
    stage.window.commands.run("votes")
    stage.idle(0.4)


def room_far(stage: "Stage") -> None:
    """Show the room the same over the whole map."""
    on_opportunities(stage)
    stage.window.commands.run("present")
    stage.idle(1.0)


def change(stage: "Stage") -> None:
    """Change a vote."""
    revealed(stage).ask(change=True)
