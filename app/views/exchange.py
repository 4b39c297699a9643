"""What a window takes in and gives out: imports, exports, lists and print, asked for in dialogs, done on the worker."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.models.collecting import no_collecting
from app.models.places import documents_folder
from app.models.plan import ImportPlan
from app.models.records import Card
from app.views.banner import Command
from app.views.task_bar import Told
from app.views.widgets import counted

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from app.exporters.export import Order
    from app.importers import Kind
    from app.jobs import CancelledCheck, Progress
    from app.services.guarding import Profile
    from app.views.protect.guarding import Check
    from app.views.window import MainWindow


def tr(text: str) -> str:
    """Translate a text of imports and exports."""
    return QCoreApplication.translate("Exchange", text)


class Exchange:
    """Files in and out of a window's workspace."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._written: set[Path] = set()
        """What was written since the start: to write it again needs no question."""

    def import_files(self, paths: Sequence[Path], kind: Kind | None = None) -> None:
        """Preview what files hold, and on Import make it one edit of the workspace, or of a new one.

        `kind` is what they are read as, none = what they look like.
        """
        from app.views.imports.dialog import ImportDialog

        window = self._window
        content = window.session.content.copy() if window.session.is_open else None
        dialog = ImportDialog(window.tasks.worker, window.theme, window, paths, content, kind)
        dialog.accepted.connect(lambda: self.apply(list(dialog.plans), tells=True))
        window.commands.show_dialog(dialog)

    def apply(self, plans: list[ImportPlan], *, tells: bool = False) -> None:
        """Apply plans as one edit on the worker; the last step, showing it, is the main thread's.

        `tells` says that a line names what was made and left out.
        """
        from app.views.imports.applied import after, before, notes_of, show

        window = self._window
        if not window.session.is_open and not window.files.make(tr("Imported")):
            return
        store = window.session.store
        were = before(store.content)

        def work(progress: Progress, cancelled: CancelledCheck) -> list[ImportPlan]:
            from app.layout.lane_layout import measure_titles
            from app.services.plans import apply_plans_apart
            from app.services.tombstones import without_forgotten

            forgotten = store.tombstones()
            kept = [without_forgotten(plan, forgotten) for plan in plans]  # says what was left out
            with no_collecting():
                apply_plans_apart(store, kept, progress, cancelled)
            measure_titles(card.title for plan in plans for card in plan.records if isinstance(card, Card))
            return kept

        def finish(kept: list[ImportPlan]) -> Told | None:
            window.session.attempt(store.adopt)
            made = after(store.content, were, kept)
            others = show(window, made, kept)
            if not tells:
                return None
            return self._told(made.line, notes_of(kept), tr("Notes on the import"), others)

        window.tasks.run(tr("Importing"), work, finish)

    def _told(self, text: str, notes: Sequence[str], title: str, commands: list[Command]) -> Told:
        """Return a line with its commands, and the notes: one in the line, several behind a button."""
        if notes:
            count = len(notes)
            text += "  –  " + (notes[0] if count == 1 else tr("{count} notes").format(count=f"{count:,}"))
            if count > 1:
                commands.insert(0, (tr("Show notes"), lambda: self.show_lines(title, notes)))
        return text, commands

    def ask_export(self, *, report: bool = False) -> None:
        """Ask what to export, the maps or a report, and write it."""
        from app.views.export_dialog import ExportDialog

        if self._window.session.journey is None:
            self._window.session.failed.emit(tr("There is no journey to export yet. Add one first."))
            return
        lens_of = self._window.map_page.lenses.lens_of
        dialog = ExportDialog(self._window.session, self._window, self._written, report=report, lens_of=lens_of)
        dialog.accepted.connect(lambda: self.export(dialog.choice(), dialog.profile.currentData()))
        self._window.commands.show_dialog(dialog)

    def export(self, order: Order, profile: Profile = "team") -> None:
        """Write a file on the worker unless it names somebody; show where it is and what did not come along."""
        from app.views.protect.guarding import ask_check

        ask_check(
            self._window,
            partial(self._export, order),
            profile=profile,
            journey_ids=() if order.report else order.journey_ids,  # a report tells more than its maps
            ending="" if order.listed == "lists" else order.out.suffix.lower(),
            asks=not order.wall and order.listed != "lists",
        )

    def _export(self, order: Order, check: Check) -> None:
        from app.exporters.export import export
        from app.services.guarding import GuardError
        from app.views.protect.guarding import show_hits, tried

        snapshot = self._window.session.store.snapshot()
        what = tr("Exporting {name}").format(name=order.out.name)

        def job(progress: Progress, cancelled: CancelledCheck) -> tuple[str, ...] | GuardError:
            let = tried(check, snapshot)
            if isinstance(let, GuardError):
                return let
            return *let.notes, *export(let.snapshot, order, progress=progress, cancelled=cancelled)

        def tell(done: tuple[str, ...] | GuardError) -> Told | None:
            if isinstance(done, GuardError):
                show_hits(self._window, done)
                return None
            return self._tell_exported(order.out, done)

        self._window.tasks.run(what, job, tell)

    def save_copy(self) -> None:
        """Ask where to write a copy, where it names nobody."""
        from app.views.protect.guarding import check_first

        check_first(self._window, self._window.files.save_copy, ending=".json")

    def _tell_exported(self, out: Path, notes: Sequence[str]) -> Told:
        self._written.add(out)
        commands: list[Command] = [
            (tr("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(out)))),
            (tr("Show in folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(out.parent)))),
        ]
        return self._told(tr("Written: {path}").format(path=out), notes, tr("Notes on the export"), commands)

    def show_lines(self, title: str, notes: Sequence[str]) -> None:
        """Show lines on what was done, one below the other."""
        box = QMessageBox(QMessageBox.Icon.Information, title, "\n".join(notes[:12]))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setParent(self._window, box.windowFlags())
        if len(notes) > 12:
            box.setDetailedText("\n".join(notes))
        self._window.commands.show_dialog(box)

    def ask_wall(self) -> None:
        """Ask how the wall template of the journey on show is to be; give codes, and write it."""
        from app.services.wall import give_codes
        from app.views.workshop.handouts import WallDialog

        session = self._window.session
        journey_id = session.journey_id
        if session.journey is None:
            session.failed.emit(tr("There is no journey to print yet. Add one first."))
            return
        dialog = WallDialog(session, self._window, self._written)

        def write() -> None:
            if session.perform(give_codes, journey_id) is not None:
                self.export(dialog.choice())

        dialog.accepted.connect(write)
        self._window.commands.show_dialog(dialog)

    def ask_ballots(self) -> None:
        """Ask of which vote ballots are wanted, and how many; write them."""
        from app.models.records import VoteRound
        from app.views.workshop.handouts import BallotsDialog

        session = self._window.session
        if not session.content.all(VoteRound):
            session.failed.emit(tr("There is no vote yet. Make one first, on the cards that the room chooses from."))
            return
        dialog = BallotsDialog(session, self._window, self._written)
        dialog.accepted.connect(lambda: self.export(dialog.choice()))
        self._window.commands.show_dialog(dialog)

    def ask_scoring_sheet(self) -> None:
        """Ask where the sheet to score on paper is written; write it."""
        from app.views.workshop.handouts import ScoringSheetDialog

        dialog = ScoringSheetDialog(self._window.session, self._window, self._written)
        dialog.accepted.connect(lambda: self.export(dialog.choice()))
        self._window.commands.show_dialog(dialog)

    def ask_print(self) -> None:
        """Ask how to print the journey on show, and print it."""
        from PySide6.QtPrintSupport import QPrinter

        from app.views.print_map import print_dialog
        from app.views.protect.guarding import check_first

        session = self._window.session
        if session.journey is None:
            session.failed.emit(tr("There is no journey to print yet. Add one first."))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)

        def ask() -> None:
            dialog = print_dialog(printer, self._window)
            dialog.accepted.connect(lambda: self.print_to(printer))
            self._window.commands.show_dialog(dialog)

        check_first(self._window, ask, journey_ids=[session.journey_id], ending=".pdf")

    def print_to(self, printer: QPrinter) -> None:
        """Print the journey on show."""
        from app.views.print_map import print_pages

        session = self._window.session
        lens = self._window.map_page.lens
        pages = session.attempt(lambda: print_pages(printer, session.store.snapshot(), session.journey_id, lens))
        if pages:
            session.said.emit(tr("Printed: {pages}").format(pages=counted(pages, tr("page"), tr("pages"))))

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
        self._window.commands.show_dialog(dialog)

    def export_framework(self, listed: str) -> None:
        """Ask where to, and write one of the lists of the framework."""
        from app.exporters.export import Order
        from app.views.framework.words import list_word

        path, name = self._window.session.store.path, list_word(listed)
        dialog = QFileDialog(
            self._window, tr("Export: {list}").format(list=name), str(path.with_name(f"{path.stem} – {name}.csv"))
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr("CSV (*.csv)"), tr("Excel workbook (*.xlsx)")])
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix("csv" if "csv" in kind else "xlsx"))
        dialog.fileSelected.connect(lambda chosen: self.export(Order(out=Path(chosen), listed=listed)))
        self._window.commands.show_dialog(dialog)

    def export_decided(self, listed: str) -> None:
        """Write decisions, actions or solutions as a list; actions also as a calendar of tasks, or of events."""
        from app.exporters.export import EVENTS, Order

        path = self._window.session.store.path
        words = {"decisions": tr("decisions"), "actions": tr("actions"), "solutions": tr("solutions")}
        dialog = QFileDialog(self._window, tr("Export"), str(path.with_name(f"{path.stem} – {words[listed]}.xlsx")))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        kinds = {tr("Excel workbook (*.xlsx)"): listed, tr("CSV (*.csv)"): listed}
        if listed == "actions":
            kinds |= {tr("Tasks for a calendar (*.ics)"): "", tr("Events, for calendars without tasks (*.ics)"): EVENTS}
        dialog.setNameFilters(list(kinds))
        dialog.setDefaultSuffix("xlsx")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kind.partition("*.")[2].rstrip(")")))

        def write(name: str) -> None:
            out, chosen = Path(name), kinds[dialog.selectedNameFilter()]
            tasks = out.suffix.lower() == ".ics" and chosen != EVENTS
            self.export(Order(out=out, listed="" if tasks else chosen))

        dialog.fileSelected.connect(write)
        self._window.commands.show_dialog(dialog)

    def import_lists(self) -> None:
        """Ask for files, and import the shared lists in them."""
        kinds = tr("Shared lists (*.json *.csv *.tsv *.xlsx)")
        dialog = QFileDialog(self._window, tr("Import shared lists"), str(documents_folder().parent), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.import_files([Path(each) for each in names], "lists"))
        self._window.commands.show_dialog(dialog)

    def export_lists(self) -> None:
        """Ask where to, and write the shared lists."""
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
        self._window.commands.show_dialog(dialog)
