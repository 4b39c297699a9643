"""What is done in the pictures of a workshop."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from app.views.workshop.handouts import WallDialog

if TYPE_CHECKING:
    from tests.bench.stage import Stage


def offer_agendas(stage: "Stage") -> None:
    """Open the console of a workspace without an agenda."""
    stage.window.commands.run("workshop")
    QTest.qWait(300)


def hold_workshop(*, over: bool = False) -> Callable[["Stage"], None]:
    """Return an act: the second activity of an agenda is under way, or its time is up."""

    def act(stage: "Stage") -> None:
        offer_agendas(stage)
        stage.window.console.agenda.take("first-map")
        running = stage.window.running
        running.next_activity()
        running.next_activity()
        running.clock.add(-10.7 if over else -3.4)
        running.turn(1)
        QTest.qWait(300)

    return act


def edit_agenda(stage: "Stage") -> None:
    """Open the agenda for editing, at its fourth activity."""
    offer_agendas(stage)
    stage.window.console.agenda.take("pains-to-opportunities")
    stage.window.commands.run("edit_agenda")
    dialog = stage.window.commands.dialog
    assert dialog is not None
    dialog.rows.setCurrentRow(3)  # type: ignore[attr-defined]
    QTest.qWait(300)


def ask_wall(stage: "Stage") -> None:
    """Ask for a wall template over sheets."""
    stage.window.commands.run("wall_template")
    dialog = stage.window.commands.dialog
    assert isinstance(dialog, WallDialog)
    dialog.sheets.fill("A4")
    dialog.follow()
    QTest.qWait(300)


def ask_ballots(stage: "Stage") -> None:
    """Ask for the ballots of a vote."""
    stage.window.commands.run("print_ballots")
    QTest.qWait(300)
