"""What the commands of the menus do: each is looked up by its name in one table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox, QPlainTextEdit

from app.canvas.map_commands import MAP_COMMANDS
from app.canvas.view import MapView
from app.layout.lens import FACETS
from app.models.kinds import LANE_KINDS
from app.models.places import documents_folder
from app.models.plan import ImportPlan
from app.models.records import Card, Named, Opportunity
from app.store import Store
from app.views.banner import Command
from app.views.commands import table
from app.views.map_page import FINDINGS, OPPORTUNITIES
from app.views.rail import MAP, places
from app.views.settings import THEME_CHOICES
from app.views.start_page import BLANK, IMPORT, TEMPLATE
from app.views.task_bar import Told
from app.views.widgets import counted

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from app.exporters.export import Order
    from app.importers.templates import Template
    from app.jobs import CancelledCheck, Progress
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

_WHILE_WRITING = {"restore_point", *_ZOOMS, "inspector", "about"}
"""What leaves the editor of the map open."""


def tr(text: str) -> str:
    """Translate a text of the commands."""
    return QCoreApplication.translate("WindowCommands", text)


class WindowCommands:
    """Runs commands on a window and its open workspace."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.dialog: QDialog | None = None
        """The dialog that is open."""
        self._written: set[Path] = set()
        self._table = table()
        commands: dict[str, Callable[[], object]] = {
            "new": lambda: self.start(BLANK),
            "new_from_template": lambda: self.start(TEMPLATE),
            "open": self._open,
            "restore_point": self._restore_point,
            "save_copy": window.files.save_copy,
            "save_template": self._save_template,
            "required_fields": self._require_fields,
            "journey_from_template": self._add_from_template,
            "rename": window.files.rename,
            "show_in_folder": window.files.show_in_folder,
            "import": lambda: self.import_files(()),
            "export": self._export,
            "report": partial(self._export, report=True),
            "print": self._print,
            "close_file": self._close_file,
            "quit": window.close,
            "undo": lambda: self._travel(MapView.undo),
            "redo": lambda: self._travel(MapView.redo),
            "find": self._find,
            "shared_lists": self.show_lists,
            "filter": self._filter,
            "clear_lens": window.map_page.clear_lens,
            "hide_others": lambda: self._look(hides=window.menus.actions["hide_others"].isChecked()),
            "one_chart": lambda: self._look(curves_together=window.menus.actions["one_chart"].isChecked()),
            "running_mean": lambda: self._look(running_mean=window.menus.actions["running_mean"].isChecked()),
            "minimap": self._show_minimap,
            "outline": self._toggle_outline,
            "inspector": self._toggle_inspector,
            "opportunities": partial(self._toggle_panel, OPPORTUNITIES),
            "findings": partial(self._toggle_panel, FINDINGS),
            "make_opportunity": self._make_opportunity,
            "add_journey": self._add_journey,
            "palette": lambda: window.palette_sheet.toggle(),
            "shortcuts": lambda: window.overlay.toggle(),
            "add_bookmark": window.bookmarks.add,
            "bookmarks": window.bookmarks.manage,
            "change_keys": self._change_keys,
            "next_region": lambda: window.walk_regions(1),
            "previous_region": lambda: window.walk_regions(-1),
            "about": self._about,
        }
        for name in MAP_COMMANDS:
            commands[name] = partial(self._on_view if self._table[name].on_sheet else window.map_page.do, name)
        for kind in LANE_KINDS:
            commands[f"lane_{kind}"] = partial(self._on_map, partial(window.map_page.add_lane, kind))
        for place in places():
            commands[f"place_{place}"] = partial(window.show_place, place)
        for facet in ("none", *(each for each in FACETS if each != "kind")):
            commands[f"colour_{facet}"] = partial(self._look, colour_by="" if facet == "none" else facet)
        for name in THEME_CHOICES:
            commands[f"theme_{name}"] = partial(self._choose_theme, name)
        self._commands = commands

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
            if name != opens and sheet in self._window.__dict__:
                self._window.__dict__[sheet].hide()
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
            return tr("nothing to undo") if name == "undo" else tr("nothing to redo")
        if name in MAP_COMMANDS and MAP_COMMANDS[name].on_cards and view is not None and not view.selection.cards:
            return tr("select cards first")
        return None

    def _on_view(self, name: str) -> None:
        """Run a command of the map on what is selected there."""
        self._window.map_page.on_view(MAP_COMMANDS[name].run)

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
            self.import_files(())
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
                self._apply([plan._replace(label=f"Add journey from “{template.title}”")])

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
        named = [step for step in session.store.history() if step.name] if session.is_open else []
        for step in named[:_RESTORE_POINTS]:
            menu.addAction(step.name or "", partial(session.attempt, partial(session.store.return_to, step.step)))
        if not named:
            menu.addAction(tr("None was made yet")).setEnabled(False)

    # ---- import, export, print

    def import_files(self, paths: Sequence[Path], listed: str = "opportunities") -> None:
        """Preview what files hold, and on Import make it one edit of the workspace, or of a new one.

        `listed` is what tables list; with `lists`, of any file only the shared lists are taken.
        """
        from app.views.import_dialog import ImportDialog

        content = self._window.session.content.copy() if self._window.session.is_open else None
        dialog = ImportDialog(self._window.tasks.worker, self._window, paths, content, listed)
        dialog.accepted.connect(lambda: self._apply(list(dialog.plans)))
        self.show_dialog(dialog)

    def _apply(self, plans: list[ImportPlan]) -> None:
        """Apply plans as one edit on the worker; the last step, showing it, is the main thread's."""
        from app.layout.lane_layout import measure_titles
        from app.services.plans import apply_plans_apart

        session = self._window.session
        if not session.is_open and not self._window.files.make(tr("Imported")):
            return
        store = session.store

        def show(made: list[str]) -> Told | None:
            self._adopt(store)
            if made:
                session.show_journey(made[0])
                self._window.show_place(MAP)
                self._window.map_page.on_view(MapView.show_all)
            if any(Opportunity.kind_name in plan.made for plan in plans):
                self._window.map_page.show_panel(OPPORTUNITIES)
            if not made and all(isinstance(each, Named) for plan in plans for each in plan.records):
                self.show_lists()
            return None

        def work(progress: Progress, cancelled: CancelledCheck) -> list[str]:
            made = apply_plans_apart(store, plans, progress, cancelled)
            measure_titles(card.title for plan in plans for card in plan.records if isinstance(card, Card))
            return made

        self._window.tasks.run(tr("Importing"), work, show)

    def _export(self, *, report: bool = False) -> None:
        from app.views.export_dialog import ExportDialog

        if self._window.session.journey is None:
            self._window.session.failed.emit(tr("There is no journey to export yet. Add one first."))
            return
        lens_of = self._window.map_page.lenses.lens_of
        dialog = ExportDialog(self._window.session, self._window, self._written, report=report, lens_of=lens_of)
        dialog.accepted.connect(lambda: self.export(dialog.choice()))
        self.show_dialog(dialog)

    def export(self, order: Order) -> None:
        """Write a file on the worker, and show where it is and what did not come along."""
        from app.exporters.export import export

        snapshot = self._window.session.store.snapshot()
        what = tr("Exporting {name}").format(name=order.out.name)

        def job(progress: Progress, cancelled: CancelledCheck) -> tuple[str, ...]:
            return export(snapshot, order, progress=progress, cancelled=cancelled)

        self._window.tasks.run(what, job, lambda notes: self._tell_exported(order.out, notes))

    def _tell_exported(self, out: Path, notes: Sequence[str]) -> Told:
        self._written.add(out)
        commands: list[Command] = [
            (tr("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(out)))),
            (tr("Show in folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(out.parent)))),
        ]
        text = tr("Written: {path}").format(path=out)
        if notes:
            count = len(notes)
            text += "  –  " + (notes[0] if count == 1 else tr("{count} notes").format(count=count))
            if count > 1:
                commands.insert(0, (tr("Show notes"), lambda: self._show_notes(notes)))
        return text, commands

    def _show_notes(self, notes: Sequence[str]) -> None:
        box = QMessageBox(QMessageBox.Icon.Information, tr("Notes on the export"), "\n".join(notes[:12]))
        box.setParent(self._window, box.windowFlags())
        if len(notes) > 12:
            box.setDetailedText("\n".join(notes))
        self.show_dialog(box)

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrinter

        from app.views.print_map import print_dialog

        session = self._window.session
        if session.journey is None:
            session.failed.emit(tr("There is no journey to print yet. Add one first."))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = print_dialog(printer, self._window)
        dialog.accepted.connect(lambda: self.print_to(printer))
        self.show_dialog(dialog)

    def print_to(self, printer: QPrinter) -> None:
        """Print the journey on show."""
        from app.views.print_map import print_pages

        session = self._window.session
        lens = self._window.map_page.lens
        pages = session.attempt(lambda: print_pages(printer, session.store.snapshot(), session.journey_id, lens))
        if pages:
            session.said.emit(tr("Printed: {pages}").format(pages=counted(pages, tr("page"), tr("pages"))))

    def show_dialog(self, dialog: QDialog) -> None:
        """Open a dialog that is gone when it closes."""
        self.dialog = dialog
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
        undoing = command is MapView.undo
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
        self._window.show_place(MAP)
        self._window.map_page.find_bar.open_bar()

    def _look(self, **changes: object) -> None:
        """Look at the map through a lens that differs in these fields."""
        page = self._window.map_page
        page.set_lens(page.lens._replace(**changes))  # type: ignore[arg-type]

    def _filter(self) -> None:
        if self._window.pages.currentWidget() is not self._window.map_page:
            self._window.show_place(MAP)
        self._window.filter_sheet.toggle()

    def _show_minimap(self) -> None:
        shown = self._window.menus.actions["minimap"].isChecked()
        self._window.map_page.show_minimap(shown)
        self._window.settings.minimap_shown = shown

    def _toggle_outline(self) -> None:
        dock = self._window.outline_dock
        dock.setVisible(dock.isHidden())
        self._window.resizeDocks([dock], [_OUTLINE_WIDTH], Qt.Orientation.Horizontal)
        if dock.isHidden():
            self._window.map_page.focus_map()
        else:
            dock.outline.setFocus()

    def _toggle_inspector(self) -> None:
        inspector = self._window.map_page.inspector
        field = QApplication.focusWidget()
        inspector.setVisible(inspector.isHidden())
        if field is not None and inspector.isAncestorOf(field):
            self._window.map_page.focus_map()
        self._window.menus.actions["inspector"].setChecked(not inspector.isHidden())

    def _toggle_panel(self, name: str) -> None:
        page = self._window.map_page
        shown = page.panel_shown != name or self._window.pages.currentWidget() is not page
        self._window.show_place(MAP)
        page.show_panel(name if shown else "")
        if shown:
            page.panels[name].table.setFocus()

    def _make_opportunity(self) -> None:
        self._window.show_place(MAP)
        self._window.map_page.make_opportunity()

    def export_opportunities(self) -> None:
        """Write the opportunities as a list, ranked at the weight on show."""
        from app.exporters.export import Order

        session = self._window.session
        proposed = session.store.path.with_name(f"{session.store.path.stem} – {tr('opportunities')}.xlsx")
        dialog = QFileDialog(self._window, tr("Export the opportunities"), str(proposed))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr("Excel workbook (*.xlsx)"), tr("CSV (*.csv)")])
        dialog.setDefaultSuffix("xlsx")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix("csv" if "csv" in kind else "xlsx"))
        dialog.fileSelected.connect(lambda name: self.export(Order(out=Path(name), weight=session.weight)))
        self.show_dialog(dialog)

    def show_lists(self, key: str = "channels") -> None:
        """Open the shared lists, at one of them."""
        from app.views.lists_dialog import ListsDialog

        dialog = ListsDialog(self._window.session, self._window.theme, self._window, key)
        dialog.import_pressed.connect(lambda: self._after(dialog, self._import_lists))
        dialog.export_pressed.connect(lambda: self._after(dialog, self._export_lists))
        self.show_dialog(dialog)

    def _after(self, dialog: QDialog, command: Callable[[], object]) -> None:
        """Close a dialog, then open what it leads to."""
        dialog.reject()
        command()

    def _import_lists(self) -> None:
        kinds = tr("Shared lists (*.json *.csv *.tsv *.xlsx)")
        dialog = QFileDialog(self._window, tr("Import shared lists"), str(documents_folder().parent), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.import_files([Path(each) for each in names], "lists"))
        self.show_dialog(dialog)

    def _export_lists(self) -> None:
        from app.exporters.export import Order

        path = self._window.session.store.path
        dialog = QFileDialog(
            self._window, tr("Export the shared lists"), str(path.with_name(f"{path.stem} – lists.json"))
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["JSON (*.json)", tr("CSV (*.csv)"), tr("Excel workbook (*.xlsx)")])
        dialog.setDefaultSuffix("json")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kind.partition("*.")[2].rstrip(")")))
        dialog.fileSelected.connect(lambda name: self.export(Order(out=Path(name), listed="lists")))
        self.show_dialog(dialog)

    def _choose_theme(self, name: str) -> None:
        self._window.theme.choose(name)
        self._window.settings.theme = name

    def _change_keys(self) -> None:
        from app.views.keys_dialog import KeysDialog

        self.show_dialog(KeysDialog(self._window.session.keys, self._window))

    def _about(self) -> None:
        from app.crash_report import program_name

        text = f"{program_name()}\n\n{tr('Customer journey management on your own machine, without a network.')}"
        box = QMessageBox(QMessageBox.Icon.NoIcon, tr("About Clew"), text)
        box.setParent(self._window, box.windowFlags())
        self.show_dialog(box)
