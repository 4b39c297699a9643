"""The parts of the window that a start can do without: each is made, and wired, when it is first asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.views.panels import FINDINGS, HISTORY, OPPORTUNITIES, VOTES
from app.views.rail import FRAMEWORK
from app.views.research_commands import ask_where_to_place, show_participants, show_source
from app.views.workshop_commands import edit_agenda

if TYPE_CHECKING:
    from app.views.command_palette import CommandPalette
    from app.views.compare.page import ComparePage
    from app.views.decide.page import DecidePage
    from app.views.dock import SideDock
    from app.views.exchange import Exchange
    from app.views.filter_sheet import FilterSheet
    from app.views.findings_panel import FindingsPanel
    from app.views.framework.page import FrameworkPage
    from app.views.history.room import HistoryRoom
    from app.views.insights.page import InsightsPage
    from app.views.opportunity_panel import OpportunityPanel
    from app.views.outline import OutlineDock
    from app.views.personas_page import PersonasPage
    from app.views.protect.keeper import Keeper
    from app.views.research.page import ResearchPage
    from app.views.scoring.blind_sheet import BlindSheet
    from app.views.search_sheet import SearchSheet
    from app.views.shortcuts import ShortcutsOverlay
    from app.views.start_page import StartPage
    from app.views.window import MainWindow
    from app.views.workshop.clock import Clock
    from app.views.workshop.console import Console
    from app.views.workshop.presenter import Presenter
    from app.views.workshop.running import Running
    from app.views.workshop.votes_panel import VotesPanel
    from app.views.workspace_page import WorkspacePage


LATE_PLACES = (
    "app.views.research.page",
    "app.views.insights.page",
    *(f"app.views.decide.{name}" for name in ("page", "ranking", "ledger", "solutions", "actions")),
    *(f"app.views.framework.{name}" for name in ("page", "journeys", "board", "portfolio", "registers", "diagnosis")),
    "app.views.compare.page",
    "app.views.opportunity_form",
)
"""Modules of places that take a while to load: they are loaded behind the first paint."""


# ---- places


def make_start_page(window: MainWindow) -> StartPage:
    """Return what a start without a file shows."""
    from app.views.start_page import StartPage

    page = StartPage(window.theme)
    page.chosen.connect(window.commands.start)
    page.open_pressed.connect(lambda: window.commands.run("open"))
    page.recent_chosen.connect(window.files.open)
    window.pages.addWidget(page)
    return page


def make_framework_page(window: MainWindow) -> FrameworkPage:
    """Return all journeys of the workspace."""
    from app.views.framework.page import FrameworkPage

    page = FrameworkPage(window.session, window.theme)
    page.ways.journey_asked.connect(window.open_journey)
    page.ways.map_asked.connect(window.show_on_map)
    page.ways.compare_asked.connect(window.show_comparison)
    page.ways.persona_asked.connect(window.show_persona)
    page.ways.place_asked.connect(window.show_place)
    page.ways.list_asked.connect(window.commands.show_lists)
    page.ways.command_asked.connect(window.commands.run)
    page.ways.dialog_asked.connect(window.commands.show_dialog)
    page.ways.export_asked.connect(lambda name: window.exchange.export_framework(name))
    window.pages.addWidget(page)
    return page


def make_compare_page(window: MainWindow) -> ComparePage:
    """Return a current journey beside its to-be."""
    from app.views.compare.commands import ask_to_be
    from app.views.compare.page import ComparePage

    page = ComparePage(window.session, window.theme, window.tasks.worker)
    page.left.connect(lambda: window.show_place(FRAMEWORK))
    page.tab_asked.connect(lambda number: _show_tab(window, number))
    page.to_be_asked.connect(partial(ask_to_be, window))
    page.map_asked.connect(lambda journey_id, card_id: _show_map(window, journey_id, card_id))
    page.opportunity_asked.connect(lambda opportunity_id: _show_opportunity(window, opportunity_id))
    window.pages.addWidget(page)
    return page


def _show_tab(window: MainWindow, number: int) -> None:
    """Show a tab of the Framework by its number, 1 … 8; the comparison is one of them."""
    from app.views.framework.page import COMPARE, TABS

    if number <= len(TABS) and list(TABS)[number - 1] != COMPARE:
        window.show_place(FRAMEWORK)
        window.framework_page.show_tab(list(TABS)[number - 1])


def _show_map(window: MainWindow, journey_id: str, card_id: str) -> None:
    """Show the map of a journey, at a card where there is one."""
    if card_id:
        window.show_on_map(journey_id, card_id)
    else:
        window.open_journey(journey_id)


def _show_opportunity(window: MainWindow, opportunity_id: str) -> None:
    window.show_opportunities()
    window.session.select_opportunities([opportunity_id])


def make_personas_page(window: MainWindow) -> PersonasPage:
    """Return all personas of the workspace."""
    from app.views.personas_page import PersonasPage

    page = PersonasPage(window.session, window.theme)
    page.map_asked.connect(window.show_on_map)
    window.pages.addWidget(page)
    return page


def make_research_page(window: MainWindow) -> ResearchPage:
    """Return the sources of the workspace, to be read and marked."""
    from app.views.research.page import ResearchPage

    page = ResearchPage(window.session, window.theme, window.tasks.worker)
    page.import_asked.connect(lambda: window.commands.run("import"))
    page.card_asked.connect(window.show_card)
    page.insight_asked.connect(window.show_insight)
    page.people_asked.connect(partial(show_participants, window))
    page.place_asked.connect(partial(ask_where_to_place, window))
    page.details_asked.connect(partial(show_source, window))
    window.pages.addWidget(page)
    return page


def make_insights_page(window: MainWindow) -> InsightsPage:
    """Return what was learnt: the library, the themes, the analysis."""
    from app.views.insights.page import InsightsPage
    from app.views.protect.guarding import check_first

    page = InsightsPage(window.session, window.theme, window.tasks.worker)
    page.passage_asked.connect(window.open_highlight)
    page.map_asked.connect(window.show_on_map)
    page.dialog_asked.connect(window.commands.show_dialog)
    page.export_asked.connect(lambda write: check_first(window, write, ending=".csv"))
    window.pages.addWidget(page)
    return page


def make_decide_page(window: MainWindow) -> DecidePage:
    """Return what is worth doing, and what was decided."""
    from app.views.decide.page import DecidePage

    page = DecidePage(window.session, window.theme, window.tasks.worker)
    page.passage_asked.connect(window.open_highlight)
    page.map_asked.connect(window.show_on_map)
    page.dialog_asked.connect(window.commands.show_dialog)
    page.command_asked.connect(window.commands.run)
    page.noted.connect(window.status_line.show_note)
    page.list_asked.connect(lambda listed: window.exchange.export_decided(listed))
    window.pages.addWidget(page)
    return page


def make_workspace_page(window: MainWindow) -> WorkspacePage:
    """Return what the whole workspace is about."""
    from app.views.workspace_page import WorkspacePage

    page = WorkspacePage(window.session)
    page.list_asked.connect(window.commands.show_lists)
    page.place_asked.connect(window.show_place)
    page.opportunities_asked.connect(window.show_opportunities)
    window.pages.addWidget(page)
    return page


# ---- files


def make_exchange(window: MainWindow) -> Exchange:
    """Return what goes into the workspace and comes out of it as files."""
    from app.views.exchange import Exchange

    return Exchange(window)


def make_vault(window: MainWindow) -> Keeper:
    """Return who the participants are, while the identity vault is open."""
    from app.views.protect.keeper import Keeper

    keeper = Keeper(window.session)
    keeper.changed.connect(lambda: window.header.show_vault(keeper.is_open))
    return keeper


# ---- docks


def make_outline_dock(window: MainWindow) -> OutlineDock:
    """Return the map as a tree."""
    from app.views.outline import OutlineDock

    dock = OutlineDock(window.session, window.theme, window.map_page, window)
    _add_dock(window, dock, "outline")
    return dock


def make_console(window: MainWindow) -> Console:
    """Return what is for the facilitator's eyes alone."""
    from app.views.workshop.console import Console
    from app.views.workshop.room_part import RoomPart

    console = Console(window.session, window.theme, window.running, RoomPart(window.session, window.presenter), window)
    console.agenda.edit_asked.connect(partial(edit_agenda, window))
    window.map_page.serve(console.tray)
    _add_dock(window, console, "workshop")
    return console


def _add_dock(window: MainWindow, dock: SideDock, command: str) -> None:
    """Put a dock at the right, hidden; its command is checked while it is on show."""
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    dock.hide()
    dock.visibilityChanged.connect(window.menus.actions[command].setChecked)


# ---- panels below the map


def enter_panels(window: MainWindow) -> None:
    """Tell the map what makes the panels below it."""
    window.map_page.panels.makers = {
        OPPORTUNITIES: lambda: _make_opportunities(window),
        FINDINGS: lambda: _make_findings(window),
        VOTES: lambda: _make_votes(window),
        HISTORY: lambda: window.history.panel,
    }


def _make_opportunities(window: MainWindow) -> OpportunityPanel:
    from app.views.opportunity_panel import OpportunityPanel

    page, run = window.map_page, window.commands.run
    panel = OpportunityPanel(window.session, window.theme)
    panel.make_pressed.connect(page.make_opportunity)
    panel.import_pressed.connect(lambda: run("import"))
    panel.export_pressed.connect(lambda: window.exchange.export_opportunities())
    panel.report_pressed.connect(lambda: run("report"))
    panel.opened.connect(page.open_opportunity)
    return panel


def _make_findings(window: MainWindow) -> FindingsPanel:
    from app.views.findings_panel import FindingsPanel

    panel = FindingsPanel(window.session, window.theme)
    panel.opened.connect(window.map_page.open_records)
    panel.opportunity_asked.connect(window.map_page.make_opportunity)
    panel.required_pressed.connect(lambda: window.commands.run("required_fields"))
    return panel


def _make_votes(window: MainWindow) -> VotesPanel:
    from app.views.workshop.votes_panel import VotesPanel

    page = window.map_page
    panel = VotesPanel(window.session, window.theme)
    panel.sign_changed.connect(page.show_vote)
    panel.print_pressed.connect(lambda: window.commands.run("print_ballots"))
    panel.opened.connect(page.reveal)
    panel.opportunity_opened.connect(page.open_opportunity)
    panel.map_asked.connect(page.focus_map)
    page.panels.changed.connect(lambda shown: panel.follow_panel(shown == VOTES))
    page.watch_keys(panel)
    return panel


# ---- the workshop


def make_clock(window: MainWindow) -> Clock:
    """Return the time of the activity that is under way."""
    from app.views.workshop.clock import Clock

    return Clock(window)


def make_running(window: MainWindow) -> Running:
    """Return the agenda that is held now."""
    from app.views.workshop.running import Running

    return Running(window.session, window.clock, window)


def make_presenter(window: MainWindow) -> Presenter:
    """Return what shows the map to a room."""
    from app.views.workshop.presenter import Presenter

    return Presenter(window)


def make_history(window: MainWindow) -> HistoryRoom:
    """Return the time machine."""
    from app.views.history.room import HistoryRoom

    return HistoryRoom(window)


# ---- sheets over the window


def make_overlay(window: MainWindow) -> ShortcutsOverlay:
    """Return every key and gesture."""
    from app.views.shortcuts import ShortcutsOverlay

    return ShortcutsOverlay(window, window.session.keys, lambda: window.commands.run("change_keys"))


def make_palette_sheet(window: MainWindow) -> CommandPalette:
    """Return every command and every thing by its name."""
    from app.views.command_palette import CommandPalette

    return CommandPalette(window)


def make_search_sheet(window: MainWindow) -> SearchSheet:
    """Return the search in all that was said and written."""
    from app.views.search_sheet import SearchSheet

    return SearchSheet(window)


def make_filter_sheet(window: MainWindow) -> FilterSheet:
    """Return colours and filters of the map on show."""
    from app.views.filter_sheet import FilterSheet

    return FilterSheet(window)


def make_blind_sheet(window: MainWindow) -> BlindSheet:
    """Return what a group scores on, one after another."""
    from app.views.scoring.blind_sheet import BlindSheet

    return BlindSheet(window)
