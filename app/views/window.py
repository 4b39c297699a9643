"""The one window: header, rail, places, status line; it hands each command to the part that does it."""

import gc
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QMimeData, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QToolBar, QWidget

from app.canvas.keymap import Keymap
from app.canvas.motion import set_motion
from app.layout.lens import Lens
from app.models.changes import ChangeSet
from app.models.records import Card, Highlight
from app.views import late_parts
from app.views.banner import Banner
from app.views.bookmarks import Bookmarks
from app.views.commands import default_keys
from app.views.compare.commands import ask_to_be
from app.views.days import spoken_day
from app.views.files import Files, is_workspace
from app.views.going import show_record
from app.views.header import Header
from app.views.map_page import MapPage
from app.views.menus import Menus
from app.views.panels import OPPORTUNITIES, PANELS
from app.views.pending import PendingWatch
from app.views.rail import DECIDE, FRAMEWORK, INSIGHTS, MAP, PERSONAS, RESEARCH, Rail
from app.views.session import Session
from app.views.settings import Settings
from app.views.status import StatusLine
from app.views.task_bar import TaskBar
from app.views.theme import ThemeKeeper
from app.views.widgets import TITLE_BAR, column, hold_still
from app.views.window_commands import WindowCommands
from app.views.workshop_commands import paste_cards

if TYPE_CHECKING:
    from app.jobs import Outcome
    from app.models.turns import Passage
    from app.views.compare.page import ComparePage
    from app.views.decide.page import DecidePage
    from app.views.framework.page import FrameworkPage
    from app.views.insights.page import InsightsPage
    from app.views.personas_page import PersonasPage
    from app.views.research.page import ResearchPage
    from app.views.workspace_page import WorkspacePage

    Page = ComparePage | DecidePage | FrameworkPage | InsightsPage | PersonasPage | ResearchPage | WorkspacePage

WARM_UP_AFTER = 400
"""Milliseconds after the window is shown until the heavy modules are loaded behind it."""
REST_AFTER = 60
"""Milliseconds after a large workspace is shown until the rest of it is read."""


def tr(text: str) -> str:
    """Translate a text of the window."""
    return QCoreApplication.translate("MainWindow", text)


class MainWindow(QMainWindow):
    """Shows the start page or one workspace; parts that a start can do without are made when they are first shown."""

    def __init__(self, theme: ThemeKeeper, settings: Settings | None = None) -> None:
        super().__init__()
        self.theme = theme
        self.settings = settings or Settings()
        self.session = Session(self, Keymap(default_keys(), self.settings.keys))
        self._opened_at = datetime.now().astimezone()
        self._warmed = False
        self._warm_up = QTimer(self, singleShot=True, interval=WARM_UP_AFTER)
        self._warm_up.timeout.connect(self._load_the_rest)
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 480)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._restore()
        self._follow_session()
        self.theme.dress()

    def _make_parts(self) -> None:
        self.header = Header(self.session, self.theme)
        self.banner = Banner(self.theme)
        self.tasks = TaskBar(self.theme, self)
        self.files = Files(self.session, self.settings, self.tasks, self)
        self.rail = Rail(self.theme)
        self.map_page = MapPage(self.session, self.theme, self.settings)
        self.status_line = StatusLine(self.session)
        self.bookmarks = Bookmarks(self)
        self.commands = WindowCommands(self)
        self.menus = Menus(self, self.commands.run, self.session.keys)
        self._pending = PendingWatch(self.session, self.header, self.banner, self)

    def _lay_out(self) -> None:
        bar = self.header_bar = QToolBar(tr("Header"))
        bar.setObjectName("header_bar")
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.addWidget(self.header)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, bar)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.map_page)
        central = QWidget()
        side = QHBoxLayout(central)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.rail)
        middle = column(self.banner, self.tasks, spacing=0)
        middle.addWidget(self.pages, 1)
        side.addLayout(middle, 1)
        self.setCentralWidget(central)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.status_line, 1)

    def _connect(self) -> None:
        session = self.session
        self.header.palette_pressed.connect(lambda: self.commands.run("palette"))
        self.header.export_pressed.connect(lambda: self.commands.run("export"))
        self.rail.chosen.connect(self.show_place)
        self.map_page.zoomed.connect(self.status_line.show_zoom)
        self.map_page.lens_changed.connect(self._mark_lens)
        self.map_page.lens_bar.asked.connect(lambda: self.commands.run("filter"))
        self.header.hands_pressed.connect(lambda: self.commands.run("hands_off"))
        self.map_page.trail.left.connect(lambda: self.show_place(FRAMEWORK))
        self.map_page.unlock_asked.connect(lambda: self.commands.run("hands_off"))
        session.hands_changed.connect(self._follow_hands)
        self.header.protection_pressed.connect(lambda: self.commands.run("protection"))
        self.header.vault_pressed.connect(lambda: self.commands.run("open_vault"))
        self.header.filter_pressed.connect(lambda: self.commands.run("filter"))
        self.map_page.panels.changed.connect(self._mark_panel)
        self.map_page.capture.paste_asked.connect(partial(paste_cards, self))
        late_parts.enter_panels(self)
        self.menus.recent.aboutToShow.connect(self._fill_recent)
        self.menus.places.aboutToShow.connect(self.bookmarks.fill_menu)
        self.menus.restore_points.aboutToShow.connect(self.commands.fill_restore_points)
        session.opened.connect(self._begin)
        session.persona_asked.connect(self.show_persona)
        session.record_asked.connect(partial(show_record, self))
        session.highlight_asked.connect(self.open_highlight)
        session.insight_asked.connect(self.show_insight)
        session.comparison_asked.connect(lambda journey_id: self.show_comparison(journey_id))
        session.to_be_asked.connect(lambda journey_id: ask_to_be(self, journey_id))
        session.journey_changed.connect(lambda _: self._name_history())
        session.renamed.connect(self._follow_session)
        session.changed.connect(lambda _: self._name_history())
        session.changed.connect(lambda _: self._keep_keyframes())
        session.file_failed.connect(self.banner.tell)
        self.theme.changed.connect(self._mark_theme)
        session.keys.changed.connect(self._keep_keys)
        self._mark_theme()
        self.menus.actions["inspector"].setChecked(True)
        self.menus.actions["minimap"].setChecked(self.settings.minimap_shown)
        self.map_page.show_minimap(self.settings.minimap_shown)
        self.menus.actions["motion"].setChecked(self.settings.motion)
        set_motion(self.settings.motion)

    # ---- parts that are made when they are first asked for

    start_page = cached_property(late_parts.make_start_page)
    compare_page = cached_property(late_parts.make_compare_page)
    framework_page = cached_property(late_parts.make_framework_page)
    research_page = cached_property(late_parts.make_research_page)
    insights_page = cached_property(late_parts.make_insights_page)
    decide_page = cached_property(late_parts.make_decide_page)
    personas_page = cached_property(late_parts.make_personas_page)
    workspace_page = cached_property(late_parts.make_workspace_page)
    exchange = cached_property(late_parts.make_exchange)
    vault = cached_property(late_parts.make_vault)
    outline_dock = cached_property(late_parts.make_outline_dock)
    console = cached_property(late_parts.make_console)
    clock = cached_property(late_parts.make_clock)
    running = cached_property(late_parts.make_running)
    presenter = cached_property(late_parts.make_presenter)
    history = cached_property(late_parts.make_history)
    overlay = cached_property(late_parts.make_overlay)
    palette_sheet = cached_property(late_parts.make_palette_sheet)
    search_sheet = cached_property(late_parts.make_search_sheet)
    filter_sheet = cached_property(late_parts.make_filter_sheet)
    blind_sheet = cached_property(late_parts.make_blind_sheet)

    def made(self, name: str) -> Any:
        """Return one of these parts if it was made, else none."""
        return self.__dict__.get(name)

    def _follow_hands(self, off: bool) -> None:
        """Show that hands are off, and keep the fields of the pages from being written in."""
        self.menus.actions["hands_off"].setChecked(off)
        written_in = (
            "personas_page",
            "workspace_page",
            "insights_page",
            "research_page",
            "decide_page",
            "framework_page",
            "compare_page",
        )
        for page in filter(None, map(self.made, written_in)):
            hold_still(page, off)

    def _mark_panel(self, shown: str) -> None:
        for name in PANELS:
            self.menus.actions[name].setChecked(name == shown)

    def _mark_lens(self, lens: Lens) -> None:
        """Show in the menus how the map is looked at."""
        actions = self.menus.actions
        actions["running_mean"].setChecked(lens.running_mean)
        actions["one_chart"].setChecked(lens.curves_together)
        actions["hide_others"].setChecked(lens.hides)
        actions[f"colour_{lens.colour_by or 'none'}"].setChecked(True)
        actions["clear_lens"].setEnabled(bool(lens.colour_by or lens.filters))

    def _keep_keys(self) -> None:
        """Store the keys that the user chose, and make the sheet of keys anew when it is asked for."""
        self.settings.keys = self.session.keys.chosen
        if self.made("overlay") is not None:
            self.overlay.deleteLater()
            del self.overlay

    def _load_the_rest(self) -> None:
        """Load what the start left out, behind the first paint."""
        from app.jobs.warm_up import warm_up

        # All of that stays: a collection that walks it again and again is a pause of 50 ms in the middle of typing.
        self.tasks.worker.run(partial(warm_up, more=late_parts.LATE_PLACES), lambda _: gc.freeze())
        if self.settings.panel in PANELS:
            self.map_page.panels.show_panel(self.settings.panel)
            sizes = self.settings.bytes("window/decks")
            if sizes is not None:
                self.map_page.panels.restoreState(sizes)

    def _keep_keyframes(self) -> None:
        """Make the keyframes of the history that are due, behind the edits."""
        keep = self.session.store.keyframes_due()
        if keep is not None:
            self.tasks.worker.run(lambda progress, cancelled: keep(cancelled))

    # ---- what is shown

    def _begin(self) -> None:
        """Take in that another workspace is open, or none any more."""
        self._opened_at = datetime.now().astimezone()
        self._follow_session()
        if not self.session.content.at_hand(Highlight):
            QTimer.singleShot(REST_AFTER, self, self._read_the_rest)

    def _read_the_rest(self) -> None:
        """Read, behind the first paint, what no map shows, and then show how well its cards are proven."""
        content = self.session.content

        def show(outcome: "Outcome") -> None:
            if self.session.content is not content:  # another workspace is open by now
                return
            if outcome.error is not None:
                self.session.file_failed.emit(str(outcome.error))
            elif self.map_page.view is not None:
                self.map_page.view.follow(ChangeSet("", "edit", self.session.store.step, ()))

        self.tasks.worker.run(lambda progress, cancelled: content.read_the_rest(), show)

    def _follow_session(self) -> None:
        """Show the start page, or the workspace that is open."""
        opened = self.session.is_open
        self.banner.dismiss()
        self.rail.setVisible(opened)
        self.header_bar.setVisible(opened)
        self.statusBar().setVisible(opened)
        self.menus.enable(opened)
        if opened:
            self.setWindowTitle(f"{self.session.store.path.name} – Clew")
            self.show_place(MAP)
        else:
            self.setWindowTitle("Clew")
            if self._warmed:
                self._show_start()
        self.header.refill()
        self._name_history()

    def _show_start(self) -> None:
        self.start_page.show_recent(self.settings.recent)
        self.pages.setCurrentWidget(self.start_page)
        for dock in filter(None, (self.made("outline_dock"), self.made("console"))):
            dock.hide()

    def show_place(self, place: str) -> None:
        """Show a place of the rail."""
        self._go(place)
        if place == MAP:
            self.pages.setCurrentWidget(self.map_page)
            self.map_page.focus_map()
        else:
            self._turn_to(self._place_page(place))

    def _go(self, place: str) -> None:
        """Take leave of what is on show, and say where the user is."""
        self.map_page.keep_writing()
        if place != self.rail.place:
            self.tasks.result.leave()
        self.rail.mark(place)
        self.menus.follow_place(on_map=place == MAP)
        self.status_line.follow_place(place)

    def _turn_to(self, page: "Page") -> None:
        hold_still(page, self.session.hands_off)
        self.pages.setCurrentWidget(page)
        page.focus_page()

    def show_comparison(self, journey_id: str, other_id: str = "") -> None:
        """Compare two journeys; of one alone, a to-be with its current journey, a current one with its first to-be."""
        self._go(FRAMEWORK)
        self.compare_page.compare(journey_id, other_id)
        self._turn_to(self.compare_page)

    def _place_page(self, place: str) -> "Page":
        if place == RESEARCH:
            return self.research_page
        if place == INSIGHTS:
            return self.insights_page
        if place == DECIDE:
            return self.decide_page
        if place == FRAMEWORK:
            return self.framework_page
        return self.personas_page if place == PERSONAS else self.workspace_page

    def show_on_map(self, journey_id: str, record_id: str) -> None:
        """Show a card or a swimlane on its map."""
        self.open_journey(journey_id)
        self.map_page.open_records(journey_id, [record_id])

    def show_persona(self, persona_id: str) -> None:
        """Show the page of a persona."""
        self.show_place(PERSONAS)
        self.personas_page.show_personas([persona_id])

    def open_highlight(self, highlight_id: str) -> None:
        """Show a passage where it was said."""
        self.show_place(RESEARCH)
        self.research_page.open_at(highlight_id)

    def open_passage(self, source_id: str, passage: "Passage") -> None:
        """Show a place in a source, marked or not."""
        self.show_place(RESEARCH)
        self.research_page.open_passage(source_id, passage)

    def open_source(self, source_id: str) -> None:
        """Show a source from its beginning."""
        self.show_place(RESEARCH)
        self.research_page.show_source(source_id)

    def show_card(self, card_id: str) -> None:
        """Show a card on the map of its journey."""
        card = self.session.content.find(Card, card_id)
        if card is not None:
            self.show_on_map(card.journey_id, card_id)

    def show_insight(self, insight_id: str) -> None:
        """Show an insight in the library."""
        self.show_place(INSIGHTS)
        self.insights_page.show_insight(insight_id)

    def show_opportunities(self) -> None:
        """Show the opportunities below the map."""
        self.show_place(MAP)
        self.map_page.panels.show_panel(OPPORTUNITIES)

    def open_journey(self, journey_id: str) -> None:
        """Show the map of a journey."""
        self.session.show_journey(journey_id)
        self.show_place(MAP)

    def _name_history(self) -> None:
        """Say in the menu what undo and redo would do."""
        undo, redo = self.menus.actions["undo"], self.menus.actions["redo"]
        store = self.session.store if self.session.is_open else None
        undo_label = store.undo_label if store else ""
        redo_label = store.redo_label if store else ""
        earlier = self.earlier_day()
        if undo_label and earlier:
            undo.setText(tr("&Undo {label} (work of {day})").format(label=undo_label, day=earlier))
        else:
            why = self.undo_ended() if store and not undo_label else ""
            undo.setText(why or tr("&Undo {label}").format(label=undo_label).strip())
        redo.setText(tr("&Redo {label}").format(label=redo_label).strip())
        undo.setEnabled(bool(store and store.can_undo))
        redo.setEnabled(bool(store and store.can_redo))

    def undo_ended(self) -> str:
        """Return why there is nothing to undo where that is since the past was rewritten, else nothing."""
        ended = {
            "protect": tr("&Undo (nothing goes back before Protect)"),
            "forget": tr("&Undo (nothing goes back before Forget)"),
        }
        return ended.get(self.session.store.undo_floor, "")

    def earlier_day(self) -> str:
        """Return the day of what undo would take back where that was before the file was opened, else nothing."""
        at = self.session.store.undo_time if self.session.is_open else None
        if at is None or at.astimezone() >= self._opened_at:
            return ""
        return spoken_day(at.astimezone().date())

    def _mark_theme(self) -> None:
        self.menus.actions[f"theme_{self.theme.choice}"].setChecked(True)
        self.menus.look = self.theme.look

    def _fill_recent(self) -> None:
        menu = self.menus.recent
        menu.clear()
        for path in self.settings.recent:
            menu.addAction(path.name, partial(self.files.open, path)).setToolTip(str(path))
        if menu.isEmpty():
            menu.addAction(tr("No workspace was opened yet")).setEnabled(False)

    # ---- the window itself

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dropped on the window."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a dropped workspace; import everything else."""
        paths = dropped_files(event.mimeData())
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.take_files(paths))

    def take_files(self, paths: list[Path]) -> None:
        """Open the first workspace among files, or import them."""
        workspaces = [path for path in paths if is_workspace(path)]
        if workspaces:
            self.files.open(workspaces[0])
        elif paths:
            self.exchange.import_files(paths)

    def showEvent(self, event: QShowEvent) -> None:
        """Load the heavy modules behind the first paint."""
        if not self._warmed:
            self._warmed = True
            self._warm_up.start()
            if not self.session.is_open:
                self._show_start()
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the worker, let go of the file, remember how the window was; stay while sentences wait for the file."""
        if not self.map_page.capture.may_leave():
            event.ignore()
            return
        if self.made("presenter") is not None:
            self.presenter.close()
        self.settings.set_bytes("window/geometry", self.saveGeometry())
        self.settings.set_bytes("window/panels", self.map_page.splitter.saveState())
        self.settings.panel = self.map_page.panels.shown
        if self.settings.panel:
            self.settings.set_bytes("window/decks", self.map_page.panels.saveState())
        self.settings.sync()
        self._warm_up.stop()
        self.tasks.worker.close()
        self._pending.stop()
        self.session.attempt(lambda: self.session.open(None))
        super().closeEvent(event)

    def _restore(self) -> None:
        geometry = self.settings.bytes("window/geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(QSize(1440, 900).boundedTo(self.screen().availableSize() - QSize(0, TITLE_BAR)))
        panels = self.settings.bytes("window/panels")
        if panels is not None:
            self.map_page.splitter.restoreState(panels)


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the files that are dragged, if any."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
