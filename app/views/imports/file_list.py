"""The files of an import, one below the other: what each is taken for, and where it stands."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.models.places import as_text
from app.views.icons import icon
from app.views.imports.reading import ImportFile, is_asking
from app.views.imports.words import short_kind_words, state_words
from app.views.theme import ThemeKeeper

_HIGH = 52


def tr(text: str) -> str:
    """Translate a text of the list."""
    return QCoreApplication.translate("Import", text)


class FileList(QListWidget):
    """Shows files with their states; the current one is shown beside it."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(tr("Files"))
        self.setProperty("look", "boxed")
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(18, 18))
        self.setUniformItemSizes(True)

    def show_files(self, files: Sequence[ImportFile], read_now: ImportFile | None) -> None:
        """Show files, and where each stands; the current row stays."""
        with QSignalBlocker(self):
            while self.count() > len(files):
                self.takeItem(self.count() - 1)
            for row, file in enumerate(files):
                if row == self.count():
                    QListWidgetItem(self).setSizeHint(QSize(0, _HIGH))
                self._fill(self.item(row), file, waits=file is not read_now)

    def _fill(self, item: QListWidgetItem, file: ImportFile, *, waits: bool) -> None:
        name, state = as_text(file.path.name), state_words(file, waits=waits)
        kind = short_kind_words()[file.reading.kind] if file.reading.kind else ""
        text = f"{name}\n" + " · ".join(filter(None, (kind, state)))
        if item.text() == text:
            return
        item.setText(text)
        item.setToolTip(f"{name}\n{file.reading.error or state}")
        sign, colour = _sign(file)
        item.setIcon(icon(sign, self._theme.colour(colour), 18))


def _sign(file: ImportFile) -> tuple[str, str]:
    if file.reading.error:
        return "warning", "bad"
    if file.fresh and is_asking(file.reading):
        return "help", "warning"
    return ("check", "good") if file.fresh else ("file", "muted")
