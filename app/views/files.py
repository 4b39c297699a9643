"""Making, opening, copying and naming workspaces: a new one is a real file at once, there is no unsaved state.

Dialogs are loaded when they are asked for: a start does without.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.jobs import CancelledCheck, Progress
from app.models.collecting import no_collecting
from app.models.errors import FileError
from app.models.places import documents_folder, resource
from app.models.plan import ImportPlan
from app.store import Store, open_workspace
from app.views.session import Session
from app.views.settings import Settings
from app.views.start_page import SAMPLE
from app.views.task_bar import TaskBar

if TYPE_CHECKING:
    from app.importers.templates import Template

ENDING = ".clew"
SAMPLE_PLACE = ("samples", "northwind.json")


def tr(text: str) -> str:
    """Translate a text of the file commands."""
    return QCoreApplication.translate("Files", text)


def free_path(folder: Path, stem: str) -> Path:
    """Return the first path of that name that is free: `Untitled.clew`, `Untitled 2.clew` …"""
    path, number = folder / f"{stem}{ENDING}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem} {number}{ENDING}"
    return path


class Files:
    """The commands of the menu File that act on whole files."""

    def __init__(self, session: Session, settings: Settings, tasks: TaskBar, window: QWidget) -> None:
        self._session, self._settings, self._tasks, self._window = session, settings, tasks, window

    def new(self, template: "str | Template") -> bool:
        """Make a workspace from a template or the sample and show it; return whether that worked."""
        stem = tr("Sample") if template == SAMPLE else tr("Untitled")
        return self.make(stem, lambda: _plan_of(template))

    def close(self) -> None:
        """Close the workspace and show the start page."""
        if self._may_leave():
            self._session.attempt(lambda: self._session.open(None))

    def _may_leave(self) -> bool:
        """Return whether nothing is under way that needs the open file; tells what is."""
        if self._tasks.busy:
            self._session.failed.emit(tr("Wait for “{what}”, or cancel it, first.").format(what=self._tasks.what))
        return not self._tasks.busy

    def make(self, stem: str, plan: Callable[[], ImportPlan] = lambda: ImportPlan("", ())) -> bool:
        """Make a workspace of what a plan holds in the documents folder and show it; return whether that worked."""
        from app.services.plans import create_from

        if not self._may_leave():
            return False

        def work() -> bool:
            folder = documents_folder()
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise FileError(
                    tr("No folder for new workspaces could be made: {why}. Nothing was made.").format(why=error)
                ) from error
            path = free_path(folder, stem)
            made = plan()
            self._show(path, lambda: create_from(path, made))
            return True

        return bool(self._session.attempt(work))

    def open(self, path: Path) -> bool:
        """Show another workspace; return whether it could be opened."""
        if self._session.is_open and self._session.store.path == path:
            return True
        if not self._may_leave():
            return False

        def work() -> bool:
            self._show(path, lambda: open_workspace(path, later=True))
            return True

        return bool(self._session.attempt(work))

    def _show(self, path: Path, opening: Callable[[], Store]) -> None:
        with no_collecting():
            self._session.open(opening())
        self._settings.remember(path.absolute())

    def choose(self) -> Path | None:
        """Ask which workspace to open."""
        from PySide6.QtWidgets import QFileDialog

        where = str(self._settings.recent[0].parent if self._settings.recent else documents_folder())
        title, kinds = tr("Open workspace"), tr("Clew workspaces (*.clew);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self._window, title, where, kinds)
        return Path(name) if name else None

    def save_copy(self) -> None:
        """Ask where to write a copy, which can be sent on: it carries no history."""
        from PySide6.QtWidgets import QFileDialog

        store = self._session.store
        suggested = free_path(store.path.parent, tr("{name} copy").format(name=store.path.stem))
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save a copy"), str(suggested), tr("Clew workspaces (*.clew)")
        )
        if name:
            self.copy_to(Path(name if name.endswith(ENDING) else name + ENDING))

    def copy_to(self, path: Path) -> None:
        """Write a copy without history on the worker, and say where it is."""
        store = self._session.store

        def job(progress: Progress, cancelled: CancelledCheck) -> None:
            store.save_copy(path, history=False, progress=progress, cancelled=cancelled)

        told = tr("A copy without history is in {path}").format(path=path)
        self._tasks.run(tr("Writing {name}").format(name=path.name), job, lambda _: (told, ()))

    def rename(self) -> None:
        """Ask for another name of the file."""
        from PySide6.QtWidgets import QInputDialog

        path = self._session.store.path
        stem, accepted = QInputDialog.getText(
            self._window, tr("Rename workspace"), tr("New name of the file:"), text=path.stem
        )
        stem = stem.strip().removesuffix(ENDING)
        if accepted and stem and stem != path.stem:
            self.rename_to(stem)

    def rename_to(self, stem: str) -> None:
        """Give the file another name in its folder."""
        if not self._may_leave():
            return
        before = self._session.store.path

        def work() -> None:
            if any(sign in stem for sign in '/\\:*?"<>|'):
                raise FileError(tr('A file name cannot contain any of / \\ : * ? " < > |. It keeps its old one.'))
            path = before.with_name(stem + ENDING)
            self._session.store.rename(path)
            self._settings.forget(before)
            self._settings.remember(path)
            self._session.renamed.emit()
            self._session.said.emit(tr("Renamed to {name}").format(name=path.name))

        self._session.attempt(work)

    def show_in_folder(self) -> None:
        """Open the folder of the file in the system's file manager."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._session.store.path.parent)))


def _plan_of(template: "str | Template") -> ImportPlan:
    from app.importers import read_source
    from app.importers.templates import read_template

    return read_source(resource(*SAMPLE_PLACE)) if template == SAMPLE else read_template(template)


def is_workspace(path: Path) -> bool:
    """Return whether a path names a workspace rather than something to import."""
    return path.suffix.lower() == ENDING
