"""What the commands of the menus do: each is looked up by its name in one table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit

from app.canvas.map_commands import MAP_COMMANDS
from app.canvas.motion import set_motion
from app.canvas.view import MapView
from app.layout.lens import FACETS
from app.models.kinds import LANE_KINDS
from app.store import Store
from app.views.commands import table
from app.views.compare.commands import compare_runs
from app.views.panels import PANELS
from app.views.protect.commands import protect_runs
from app.views.rail import MAP, RESEARCH, places
from app.views.regions import walk_regions
from app.views.research_commands import research_runs
from app.views.settings import THEME_CHOICES
from app.views.start_page import BLANK, IMPORT, TEMPLATE
from app.views.widgets import TITLE_BAR
from app.views.workshop_commands import workshop_runs

if TYPE_CHECKING:
    from app.importers.templates import Template
    from app.views.dock import SideDock
    from app.views.window import MainWindow

_OUTLINE_WIDTH = 320

_RESTORE_POINTS = 20
"""How many restore points the menu lists."""


_ON_TEXT: dict[str, Callable[[QLineEdit | QPlainTextEdit], None]] = {
    "cut": lambda field: field.cut(),
    "copy": lambda field: field.copy(),
    "paste": lambda field: field.paste(),
    "select_all": lambda field: field.selectAll(),
    "delete": lambda field: field.insert("") if isinstance(field, QLineEdit) else field.insertPlainText(""),
}
"""What these commands mean while a text is being written. By key they never come here: fields know them."""

_ZOOMS = ("zoom_in", "zoom_out", "full_size", "whole_map")

_WHILE_WRITING = {"restore_point", *_ZOOMS, "inspector", "about", "audience_window", "freeze", "show_timer"}
"""What leaves the editor of the map open."""

_OVER_A_ROUND = {"score_blind", "undo", "redo", "palette", "motion", *(f"theme_{name}" for name in THEME_CHOICES)}
"""What leaves the sheet of blind scoring open."""


def tr(text: str) -> str:
    """Translate a text of the commands."""
    return QCoreApplication.translate("WindowCommands", text)


class WindowCommands:
    """Runs commands on a window and its open workspace."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.dialog: QDialog | None = None
        """The dialog that is open."""
        self._table = table()
        self._commands = {**self._named(), **self._of_kinds()}
        window.session.apart = self._run_apart

    def _named(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do that are named one by one."""
        window = self._window
        return {
            "new": lambda: self.start(BLANK),
            "new_from_template": lambda: self.start(TEMPLATE),
            "open": self._open,
            "restore_point": self._restore_point,
            "save_copy": lambda: window.exchange.save_copy(),
            "save_template": self._save_template,
            "required_fields": self._require_fields,
            "journey_from_template": self._add_from_template,
            "rename": window.files.rename,
            "show_in_folder": window.files.show_in_folder,
            "import": lambda: window.exchange.import_files(()),
            "export": lambda: window.exchange.ask_export(),
            "report": lambda: window.exchange.ask_export(report=True),
            "print": lambda: window.exchange.ask_print(),
            "close_file": self._close_file,
            "quit": window.close,
            "undo": lambda: self._travel(MapView.undo),
            "redo": lambda: self._travel(MapView.redo),
            "find": self._find,
            "shared_lists": self.show_lists,
            "filter": self._filter,
            "clear_lens": window.map_page.clear_lens,
            "hide_others": lambda: window.map_page.look(hides=window.menus.actions["hide_others"].isChecked()),
            "one_chart": lambda: window.map_page.look(curves_together=window.menus.actions["one_chart"].isChecked()),
            "running_mean": lambda: window.map_page.look(running_mean=window.menus.actions["running_mean"].isChecked()),
            "minimap": self._show_minimap,
            "motion": self._choose_motion,
            "outline": self._toggle_outline,
            "inspector": self._toggle_inspector,
            "workshop": self._toggle_console,
            "wall_template": lambda: window.exchange.ask_wall(),
            "print_ballots": lambda: window.exchange.ask_ballots(),
            "print_scoring_sheet": lambda: window.exchange.ask_scoring_sheet(),
            **{name: partial(self._toggle_panel, name) for name in PANELS},
            "make_opportunity": self._make_opportunity,
            "add_journey": self._add_journey,
            "palette": lambda: window.palette_sheet.toggle(),
            "search": lambda: window.search_sheet.toggle(),
            "shortcuts": lambda: window.overlay.toggle(),
            "add_bookmark": window.bookmarks.add,
            "bookmarks": window.bookmarks.manage,
            "change_keys": self._change_keys,
            "next_region": partial(walk_regions, window, 1),
            "previous_region": partial(walk_regions, window, -1),
            "about": self._about,
            **compare_runs(window),
            **research_runs(window),
            **protect_runs(window),
            **workshop_runs(window),
        }

    def _of_kinds(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do that there is one of for each kind: of lanes, places, colours, themes."""
        window = self._window
        commands: dict[str, Callable[[], object]] = {}
        for name in MAP_COMMANDS:
            commands[name] = partial(self._on_view if self._table[name].on_sheet else window.map_page.do, name)
        for kind in LANE_KINDS:
            commands[f"lane_{kind}"] = partial(self._on_map, partial(window.map_page.add_lane, kind))
        for place in places():
            commands[f"place_{place}"] = partial(window.show_place, place)
        for facet in ("none", *(each for each in FACETS if each != "kind")):
            commands[f"colour_{facet}"] = partial(window.map_page.look, colour_by="" if facet == "none" else facet)
        for name in THEME_CHOICES:
            commands[f"theme_{name}"] = partial(self._choose_theme, name)
        return commands

    def _run_apart(self, what: str, service: Callable[[Store], Any], then: Callable[[Any], object]) -> None:
        """Run a service on the worker, show what it did, and let the one who asked go on."""
        session = self._window.session
        store = session.store

        def show(made: Any) -> None:
            self._adopt(store)
            QTimer.singleShot(0, self._window, lambda: then(made) if session.is_open and session.store is store else 0)

        self._window.tasks.run(what, lambda progress, cancelled: store.apart(what, service), show)

    def run(self, name: str) -> None:
        """Run a command by its name, on the text that is being written or when that is kept.

        While something is dragged on the map, any command only puts it back.
        """
        page, field = self._window.map_page, QApplication.focusWidget()
        if page.cancel_gesture():
            return
        if name in _ON_TEXT and isinstance(field, QLineEdit | QPlainTextEdit):
            _ON_TEXT[name](field)
            return
        for sheet, opens in (("overlay", "shortcuts"), ("palette_sheet", "palette"), ("filter_sheet", "filter")):
            if name != opens and self._window.made(sheet):
                self._window.made(sheet).hide()
        if name not in _OVER_A_ROUND and self._window.made("blind_sheet"):
            self._window.blind_sheet.hide()
        if name not in _WHILE_WRITING:
            page.keep_writing()
        if name in MAP_COMMANDS and not self._table[name].on_sheet:
            self._go_to_map()
        self._commands[name]()

    def why_not(self, name: str) -> str | None:
        """Return why a command cannot be run now: in words, nothing where there is no sense in naming it; else none."""
        command, window = self._table[name], self._window
        if command.needs_map and not window.session.is_open:
            return ""
        view = window.map_page.view
        if command.on_sheet and (window.pages.currentWidget() is not window.map_page or view is None):
            return tr("on the map only")
        if name in ("undo", "redo") and not window.menus.actions[name].isEnabled():
            if name == "redo":
                return tr("nothing to redo")
            floor = window.session.store.undo_floor
            ended = {"protect": tr("nothing goes back before Protect"), "forget": tr("nothing goes back before Forget")}
            return ended.get(floor, tr("nothing to undo"))
        if name in MAP_COMMANDS and MAP_COMMANDS[name].on_cards and view is not None and not view.selection.cards:
            return tr("select cards first")
        return None

    def _on_view(self, name: str) -> None:
        """Run a command of the map on what is selected there; what is in place of the map can be zoomed."""
        page = self._window.map_page
        if page.stand_in is not None and name in _ZOOMS:
            page.stand_in.zoom(name)
        else:
            page.edit(MAP_COMMANDS[name].run)

    def _on_map(self, command: Callable[[], object]) -> None:
        """Run a command where the map is on show."""
        self._go_to_map()
        command()

    def _go_to_map(self) -> None:
        """Show the map and give it the keys, unless it is in its outline that they are used."""
        page = self._window.map_page
        if self._window.pages.currentWidget() is not page or page.view is None or page.desk is page.view:
            self._window.show_place(MAP)

    def _add_journey(self) -> None:
        """Add a journey where the journeys are on show, and ask for its title there."""
        window = self._window
        on_map = window.pages.currentWidget() is window.map_page
        (window.map_page.left.tree if on_map else window.framework_page.table).add()

    # ---- files

    def start(self, way: str) -> None:
        """Begin in one of the ways of the start page: a template, the sample, an import."""
        if way == IMPORT:
            self._window.exchange.import_files(())
        elif way == TEMPLATE:
            self._choose_template(tr("Make a new file"), self._begin_with)
        elif self._window.files.new(way):
            self._window.show_place(MAP)
            self._window.map_page.begin()

    def _choose_template(self, ask: str, use: Callable[[Template], object]) -> None:
        from app.views.templates_dialog import TemplatesDialog

        dialog = TemplatesDialog(self._window, ask)
        dialog.chosen.connect(use)
        self.show_dialog(dialog)

    def _begin_with(self, template: Template) -> None:
        """Make a workspace of a template."""
        if self._window.files.new(template):
            self._window.show_place(MAP)
            self._window.map_page.begin()

    def _add_from_template(self) -> None:
        """Add a journey to the open workspace that begins with a template."""
        from app.importers.templates import read_template

        def add(template: Template) -> None:
            plan = self._window.session.attempt(lambda: read_template(template))
            if plan is not None:
                self._window.exchange.apply([plan._replace(label=f"Add journey from “{template.title}”")])

        self._choose_template(tr("Add the journey"), add)

    def _save_template(self) -> None:
        from app.views.save_template_dialog import SaveTemplateDialog

        dialog = SaveTemplateDialog(self._window.session, self._window)
        dialog.accepted.connect(lambda: self._window.session.attempt(dialog.save))
        self.show_dialog(dialog)

    def _require_fields(self) -> None:
        from app.views.save_template_dialog import RequiredFieldsDialog

        self.show_dialog(RequiredFieldsDialog(self._window.session, self._window))

    def _open(self) -> None:
        path = self._window.files.choose()
        if path is not None:
            self._window.files.open(path)

    def _close_file(self) -> None:
        if self._window.session.is_open:
            self._window.files.close()
        else:
            self._window.close()

    def _restore_point(self) -> None:
        session = self._window.session
        name = tr("Restore point of {time}").format(time=datetime.now().strftime("%Y-%m-%d %H:%M"))

        def make() -> None:
            for writer in self._window.map_page.writers():
                writer.keep_so_far()
            session.store.restore_point(name)
            session.said.emit(tr("{name} made; everything is saved anyway").format(name=name))

        session.attempt(make)

    def fill_restore_points(self) -> None:
        """List the restore points of the workspace, the newest first."""
        menu, session = self._window.menus.restore_points, self._window.session
        menu.clear()
        named = [step for step in session.store.steps() if step.name] if session.is_open else []
        for step in named[:_RESTORE_POINTS]:
            menu.addAction(step.name or "", partial(self.restore, step.step))
        if not named:
            menu.addAction(tr("None was made yet")).setEnabled(False)

    def restore(self, step: int) -> None:
        """Bring the workspace back to what it was after a step of its history, a large way on the worker."""
        session = self._window.session
        session.perform_large(tr("Return"), session.store.changes_since(step), Store.restore, step)

    def show_dialog(self, dialog: QDialog) -> None:
        """Open a dialog that is gone when it closes, no larger than the screen."""
        self.dialog = dialog
        room = self._window.screen().availableSize() - QSize(0, TITLE_BAR)
        wanted = dialog.size() if dialog.testAttribute(Qt.WidgetAttribute.WA_Resized) else dialog.sizeHint()
        if wanted != wanted.boundedTo(room):
            dialog.resize(wanted.boundedTo(room))
        dialog.finished.connect(self._forget_dialog)
        QDialog.open(dialog)  # a print dialog hides it behind another one

    def _forget_dialog(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    # ---- edit and view

    def _travel(self, command: Callable[[MapView], object]) -> None:
        """Undo or redo, large steps on the worker, and say so where that reaches into the work of an earlier day."""
        window, view, store = self._window, self._window.map_page.view, self._window.session.store
        if window.map_page.stand_in is not None and not window.map_page.may_edit():
            return  # while hands are off, the store knows what may be undone
        undoing = command is MapView.undo
        if window.made("blind_sheet") and window.blind_sheet.holds_back(undoing=undoing):
            return
        day = window.earlier_day() if undoing else ""
        label = store.undo_label
        large = None if view is not None and view.hand.busy else store.large_reversal("undo" if undoing else "redo")
        if large is not None:
            what = (tr("Undoing: {label}") if undoing else tr("Redoing: {label}")).format(
                label=label if undoing else store.redo_label
            )
            window.tasks.run(what, lambda progress, cancelled: large(), lambda _: self._adopt(store))
        elif view is not None:
            command(view)
        else:
            window.session.attempt(store.undo if undoing else store.redo)
        if day:
            window.session.said.emit(tr("Undoing work of {day}: {label}").format(day=day, label=label))

    def _adopt(self, store: Store) -> None:
        """Show what the worker has done to the workspace."""
        self._window.session.attempt(store.adopt)

    def _find(self) -> None:
        """Find in the source that is read, else on the map."""
        if self._window.made("research_page") is not None and self._window.rail.place == RESEARCH:
            self._window.research_page.find_words()
            return
        self._window.show_place(MAP)
        self._window.map_page.find_bar.open_bar()

    def _filter(self) -> None:
        if self._window.pages.currentWidget() is not self._window.map_page:
            self._window.show_place(MAP)
        self._window.filter_sheet.toggle()

    def _show_minimap(self) -> None:
        shown = self._window.menus.actions["minimap"].isChecked()
        self._window.map_page.show_minimap(shown)
        self._window.settings.minimap_shown = shown

    def _choose_motion(self) -> None:
        wanted = self._window.menus.actions["motion"].isChecked()
        set_motion(wanted)
        self._window.settings.motion = wanted

    def _toggle_outline(self) -> None:
        dock = self._window.outline_dock
        self._toggle_dock(dock, _OUTLINE_WIDTH, dock.outline.setFocus)

    def _toggle_console(self) -> None:
        from app.views.workshop.console import WIDTH

        console = self._window.console
        self._toggle_dock(console, WIDTH, console.focus_console)

    def _toggle_dock(self, dock: SideDock, width: int, focus: Callable[[], object]) -> None:
        dock.setVisible(dock.isHidden())
        self._window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
        if dock.isHidden():
            self._window.map_page.focus_map()
        else:
            focus()

    def _toggle_inspector(self) -> None:
        inspector = self._window.map_page.inspector
        field = QApplication.focusWidget()
        inspector.setVisible(inspector.isHidden())
        if field is not None and inspector.isAncestorOf(field):
            self._window.map_page.focus_map()
        self._window.menus.actions["inspector"].setChecked(not inspector.isHidden())

    def _toggle_panel(self, name: str) -> None:
        page = self._window.map_page
        shown = page.panels.shown != name or self._window.pages.currentWidget() is not page
        self._window.show_place(MAP)
        page.panels.show_panel(name if shown else "")
        if shown:
            page.panels.made[name].home.setFocus()

    def _make_opportunity(self) -> None:
        self._window.show_place(MAP)
        self._window.map_page.make_opportunity()

    def show_lists(self, key: str = "channels") -> None:
        """Open the shared lists, at one of them."""
        from app.views.lists_dialog import ListsDialog

        dialog = ListsDialog(self._window.session, self._window.theme, self._window, key)
        dialog.import_pressed.connect(lambda: self._after(dialog, self._window.exchange.import_lists))
        dialog.export_pressed.connect(lambda: self._after(dialog, self._window.exchange.export_lists))
        self.show_dialog(dialog)

    def _after(self, dialog: QDialog, command: Callable[[], object]) -> None:
        """Close a dialog, then open what it leads to."""
        dialog.reject()
        command()

    def _choose_theme(self, name: str) -> None:
        self._window.theme.choose(name)
        self._window.settings.theme = name

    def _change_keys(self) -> None:
        from app.views.keys_dialog import KeysDialog

        self.show_dialog(KeysDialog(self._window.session.keys, self._window))

    def _about(self) -> None:
        from PySide6.QtWidgets import QMessageBox

        from app.crash_report import program_name

        text = f"{program_name()}\n\n{tr('Customer journey management on your own machine, without a network.')}"
        box = QMessageBox(QMessageBox.Icon.NoIcon, tr("About Clew"), text)
        box.setParent(self._window, box.windowFlags())
        self.show_dialog(box)
