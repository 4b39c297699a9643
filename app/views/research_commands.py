"""What the commands of the menu Research do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.models.records import Highlight, Insight
from app.views.protect.commands import ask_forget, open_vault
from app.views.rail import INSIGHTS, RESEARCH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.views.insights.page import InsightsPage
    from app.views.research.page import ResearchPage
    from app.views.window import MainWindow

MARKS = ("pain", "gain", "need", "job", "behaviour", "fact", "insight", "highlight", "tag", "note", "remove")
"""What is done with the passage in use."""


def tr(text: str) -> str:
    """Translate a text of the commands."""
    return QCoreApplication.translate("ResearchCommands", text)


def research_runs(window: MainWindow) -> dict[str, Callable[[], object]]:
    """Return what each command of the menu does."""
    return {
        "find_in_source": lambda: _page(window).find_words(),
        "next_hit": lambda: _page(window).search.walk(1),
        "previous_hit": lambda: _page(window).search.walk(-1),
        "next_highlight": lambda: _page(window).to_highlight(1),
        "previous_highlight": lambda: _page(window).to_highlight(-1),
        **{f"mark_{name}": partial(_mark, window, name) for name in MARKS},
        "place_passage": partial(_mark, window, "place"),
        "participants": partial(show_participants, window),
        "source_details": partial(show_source, window),
        "new_insight": lambda: _insights(window).new_insight(),
        "unplaced_insights": lambda: _insights(window).show_unplaced(),
        "duplicate_insights": lambda: _insights(window).show_duplicates(),
        "themes": lambda: _insights(window).show_part("themes"),
        "analysis": lambda: _insights(window).show_part("analysis"),
    }


def _page(window: MainWindow) -> ResearchPage:
    """Return the place, on show."""
    if window.pages.currentWidget() is not window.made("research_page"):
        window.show_place(RESEARCH)
    return window.research_page


def _insights(window: MainWindow) -> InsightsPage:
    """Return the place Insights, on show."""
    if window.pages.currentWidget() is not window.made("insights_page"):
        window.show_place(INSIGHTS)
    return window.insights_page


def _mark(window: MainWindow, name: str) -> None:
    _page(window).marking.do(name)


def show_participants(window: MainWindow, participant_id: str = "") -> None:
    """Show everybody who was heard, side by side."""
    from app.views.research.participants_dialog import ParticipantsDialog

    worker = window.tasks.worker
    dialog = ParticipantsDialog(window.session, window.theme, window, window.vault, worker, participant_id)
    dialog.forget_asked.connect(partial(ask_forget, window))
    dialog.vault_asked.connect(lambda each: open_vault(window, partial(show_participants, window, each)))
    dialog.quotes_asked.connect(lambda each: _page(window).side.gather_participant(each))
    window.commands.show_dialog(dialog)


def show_source(window: MainWindow) -> None:
    """Show what is known of the source that is read, to be changed."""
    from app.views.research.source_dialog import SourceDialog

    page: ResearchPage | None = window.made("research_page")
    if page is None or not page.source_id:
        page = _page(window)
    if not page.source_id:
        window.session.failed.emit(tr("There is no source yet. Import one first."))
        return
    window.commands.show_dialog(SourceDialog(window.session, page.source_id, window))


def ask_where_to_place(window: MainWindow, ids: Sequence[str]) -> None:
    """Ask where on which map insights or highlights are to stand."""
    from app.views.insights.place_dialog import PlaceDialog
    from app.views.research.place_dialog import PlaceQuotesDialog

    content = window.session.content
    for record_type, dialog in ((Insight, PlaceDialog), (Highlight, PlaceQuotesDialog)):
        there = [each for each in ids if content.find_among((record_type,), each) is not None]
        if there:
            window.commands.show_dialog(dialog(window.session, there, window))
            return
