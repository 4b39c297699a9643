"""What the commands of to-be journeys do in a window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.models.records import Journey
from app.store import AT_ONCE
from app.views.compare.words import tr
from app.views.session import count_cards

if TYPE_CHECKING:
    from app.views.window import MainWindow


def compare_runs(window: MainWindow) -> dict[str, Callable[[], object]]:
    """Return the commands by name."""
    return {
        "make_to_be": lambda: ask_to_be(window, window.session.journey_id),
        "compare_journeys": lambda: window.show_comparison(window.session.journey_id),
    }


def ask_to_be(window: MainWindow, journey_id: str) -> None:
    """Ask what a to-be of a journey is called, make it, and show it."""
    from app.views.compare.to_be_dialog import ToBeDialog

    session = window.session
    journey = session.content.find(Journey, journey_id)
    if journey is None or not session.may_edit():
        return
    dialog = ToBeDialog(session, journey, window)
    dialog.accepted.connect(lambda: begin_to_be(window, journey_id, dialog.title.text()))
    window.commands.show_dialog(dialog)


def begin_to_be(window: MainWindow, journey_id: str, title: str) -> None:
    """Make a to-be, a large one on the worker, and show its map; or what it is compared with, where that is on show."""
    from app.services.to_be import make_to_be

    session = window.session
    comparing = window.made("compare_page") is not None and window.pages.currentWidget() is window.compare_page

    def show(made: str | None) -> None:
        if made is None:
            return
        if comparing:
            window.show_comparison(journey_id, made)
        else:
            window.open_journey(made)
        session.said.emit(tr("The to-be is made. What it changes: Compare with the To-Be."))

    if count_cards(session.content, journey_id) > AT_ONCE:
        session.apart(tr("Making the to-be"), lambda store: make_to_be(store, journey_id, title), show)
    else:
        show(session.perform(make_to_be, journey_id, title))
