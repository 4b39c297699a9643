"""The file that an export writes: proposed beside the workspace until the user names another."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMessageBox, QWidget

from app.views.widgets import GRID, LineField, button


def tr(text: str) -> str:
    """Translate a text of the field."""
    return QCoreApplication.translate("OutFile", text)


class OutFile(QWidget):
    """A path to type or to choose; an existing file is replaced after a question, those in `may_replace` without."""

    changed = Signal()

    def __init__(self, folder: Path, may_replace: Collection[Path] = ()) -> None:
        super().__init__()
        self._folder, self._may_replace = folder, may_replace
        self._ending = ""
        self._mine = True
        self.path = LineField(tr("File to write"))
        self.path.textEdited.connect(self._take)
        self.choose = button(tr("Choose…"), clicked=self._choose)
        self.setFocusProxy(self.path)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.path, 1)
        row.addWidget(self.choose)

    def propose(self, stem: str, ending: str) -> None:
        """Propose a file, or give the user's own the ending."""
        self._ending = ending
        if self._mine:
            self.path.setText(str(self._folder / f"{_as_file_name(stem)}{ending}"))
        elif self.named:
            self.path.setText(str(Path(self.path.text()).with_suffix(ending)))
        self.changed.emit()

    @property
    def named(self) -> bool:
        """Whether there is a name to write under."""
        return bool(self.path.text().strip())

    def out(self) -> Path:
        """Return the file, with its ending; a name without a folder is beside the workspace."""
        out = self._folder / Path(self.path.text().strip()).expanduser()
        return out if out.suffix.lower() == self._ending else Path(f"{out}{self._ending}")

    def may_be_written(self) -> bool:
        """Ask, where another file has that name, whether to replace it."""
        out = self.out()
        if not out.exists() or out in self._may_replace:
            return True
        question = tr("“{name}” exists already. Replace it?").format(name=out.name)
        answer = QMessageBox.question(self.window(), tr("Export"), question)
        if answer != QMessageBox.StandardButton.Yes:
            self.path.setFocus()
        return answer == QMessageBox.StandardButton.Yes

    def _take(self) -> None:
        self._mine = False
        self.changed.emit()

    def _choose(self) -> None:
        kinds = f"{self._ending[1:].upper()} (*{self._ending})"
        name, _ = QFileDialog.getSaveFileName(self.window(), tr("Export to"), self.path.text(), kinds)
        if name:
            self._mine = False
            self.path.setText(name if name.lower().endswith(self._ending) else name + self._ending)
            if name == self.path.text():
                self._may_replace = {*self._may_replace, Path(name)}  # it was asked there
            self.changed.emit()


def _as_file_name(text: str) -> str:
    """Return a text without what a file name cannot hold, at most 120 characters."""
    return "".join(sign for sign in text if sign not in '/\\:*?"<>|' and sign.isprintable()).strip()[:120]
