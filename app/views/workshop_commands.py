"""What the commands of the menu Workshop do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from app.views.panels import VOTES
from app.views.rail import MAP

if TYPE_CHECKING:
    from app.views.window import MainWindow
    from app.views.workshop.votes_panel import VotesPanel


def tr(text: str) -> str:
    """Translate a text of the commands."""
    return QCoreApplication.translate("WorkshopCommands", text)


def workshop_runs(window: MainWindow) -> dict[str, Callable[[], object]]:
    """Return what each command of the menu does; what shows a panel or prints stands with the others of its kind."""
    return {
        "present": lambda: window.presenter.toggle("stages"),
        "present_by_persona": lambda: window.presenter.toggle("personas"),
        "audience_window": lambda: window.presenter.toggle_audience(),
        "freeze": lambda: window.presenter.freeze(not window.presenter.frozen),
        "show_timer": lambda: window.presenter.show_timer(window.presenter.time == "off"),
        "capture": partial(_capture, window),
        "paste_cards": partial(paste_cards, window),
        "hands_off": partial(_toggle_hands, window),
        "edit_agenda": partial(edit_agenda, window),
        "compare_history": lambda: window.history.compare(),
        "replay": lambda: window.history.replay(),
        "compact_history": lambda: window.history.compact(),
        "new_round": lambda: _show_votes(window).ask(),
        "reveal_votes": lambda: _show_votes(window).toggle_revealed(),
        "score_blind": lambda: window.blind_sheet.toggle(),
        "scoring_models": partial(show_scoring_models, window),
        "scorers": partial(_show_scorers, window),
    }


def _capture(window: MainWindow) -> None:
    """Give the keys to the line at the foot of the map."""
    window.show_place(MAP)
    window.map_page.enter_capture()


def paste_cards(window: MainWindow, text: str = "") -> None:
    """Look at lines, those on the clipboard unless others are given, that are to become cards."""
    from app.views.capture.paste_dialog import PasteDialog

    if window.pages.currentWidget() is not window.map_page:
        window.show_place(MAP)
    capture = window.map_page.capture
    dialog = PasteDialog(window.session, window.theme, capture, text, window)
    window.commands.show_dialog(dialog)


def _toggle_hands(window: MainWindow) -> None:
    """Lock the map against what is done by accident, or work on it again; what is being written is kept before."""
    session = window.session
    field = QApplication.focusWidget()
    if not session.hands_off and field is not None and window.map_page.inspector.isAncestorOf(field):
        window.map_page.focus_map()  # a field keeps its text when it is left
    session.keep_hands_off(not session.hands_off)
    on, off = tr("Hands off: nothing on the map changes until {key}"), tr("Hands on: the map can be changed again")
    session.said.emit(on.format(key=session.keys.text("hands_off")) if session.hands_off else off)


def edit_agenda(window: MainWindow, agenda_id: str = "") -> None:
    """Open an agenda for editing: the one that is held where none is named; without any, make one."""
    from app.services.agendas import add_agenda
    from app.views.workshop.agenda_dialog import AgendaDialog

    agenda_id = agenda_id or window.running.agenda_id
    if not agenda_id:
        agenda_id = window.session.perform(add_agenda, tr("Our workshop"), window.session.journey_id or None) or ""
    if agenda_id:
        window.commands.show_dialog(AgendaDialog(window.session, agenda_id, window))


def _show_votes(window: MainWindow) -> VotesPanel:
    """Show the votes of the journey below the map."""
    page = window.map_page
    window.show_place(MAP)
    if page.panels.shown != VOTES:
        page.panels.show_panel(VOTES)
    return cast("VotesPanel", page.panels.made[VOTES])


def show_scoring_models(window: MainWindow) -> None:
    """Show the models that opportunities can be ranked by, to be chosen and changed."""
    from app.views.scoring.model_editor import ModelEditor

    window.commands.show_dialog(ModelEditor(window.session, window))


def _show_scorers(window: MainWindow) -> None:
    """Show everybody who scores."""
    from app.views.scoring.scorers_dialog import ScorersDialog

    window.commands.show_dialog(ScorersDialog(window.session, window))
