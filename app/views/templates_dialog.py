"""Begin with a template: all of them by group, and what the chosen one looks like."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QWidget

from app.importers.templates import Template, read_template, template_in, templates
from app.models.content import Content, journeys_of
from app.models.errors import ClewError
from app.models.places import templates_folder
from app.models.records import Workspace
from app.models.snapshot import Snapshot
from app.views.kinds import map_words
from app.views.widgets import GRID, button, column, dialog_buttons, label, wrapped

_TEMPLATE = Qt.ItemDataRole.UserRole

LIKELY = "lifecycle"
"""The template that is chosen at first."""

PREVIEW = QSize(560, 400)
"""The most that the picture of a template takes, in pixels."""


def tr(text: str) -> str:
    """Translate a text of the dialog."""
    return QCoreApplication.translate("Templates", text)


def group_word(group: str) -> str:
    """Return what a group of templates is called."""
    words = {"": tr("Empty"), "Journeys": tr("Journeys"), "Worked examples": tr("Worked examples")}
    return words.get(group, group)


class TemplatesDialog(QDialog):
    """A list at the left, a picture and a line on it at the right; `chosen` is the template to begin with."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, ask: str) -> None:
        super().__init__(parent)
        self._pictures: dict[Path, QPixmap] = {}
        self._from_file: Template | None = None
        self.setWindowTitle(tr("Begin with a template"))
        self.resize(104 * GRID, 68 * GRID)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Templates"))
        self.list.setFixedWidth(224)
        self.list.currentItemChanged.connect(lambda item, _: self._show(item))
        self.list.itemActivated.connect(lambda _: self.accept())
        self.title = label("", "title")
        self.text = wrapped()
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.picture.setFixedWidth(PREVIEW.width())
        self.picture.setMinimumHeight(PREVIEW.height() // 2)  # on a low screen its lower end is left out
        self.picture.setMaximumHeight(PREVIEW.height())
        self.remove = button(tr("Delete this template"), "quiet", self._delete)
        right = column(self.title, self.text, spacing=GRID)
        right.addWidget(self.picture, 1)
        right.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeading)
        middle = QHBoxLayout()
        middle.setSpacing(2 * GRID)
        middle.addWidget(self.list)
        middle.addLayout(right, 1)
        box, self.ok = dialog_buttons(self, ask)
        self.accepted.connect(self._tell)
        other = button(tr("From a file…"), clicked=self._choose_file)
        below = QHBoxLayout()
        below.addWidget(other)
        below.addWidget(box, 1)
        rows = column(spacing=2 * GRID, margins=(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID))
        rows.addLayout(middle)
        rows.addLayout(below)
        self.setLayout(rows)
        self.refill()

    @property
    def template(self) -> Template | None:
        """The template that is chosen."""
        return self._at(self.list.currentRow())

    def _at(self, row: int) -> Template | None:
        item = self.list.item(row)
        template: Template | None = item.data(_TEMPLATE) if item is not None else None
        return template

    def refill(self) -> None:
        """List the templates, the journeys first."""
        self.list.clear()
        group = None
        for each in sorted(templates(), key=lambda each: (each.group == "", each.group != "Journeys")):
            if each.group != group:
                group = each.group
                heading = QListWidgetItem(group_word(group).upper())
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setForeground(self.palette().placeholderText())
                heading.setSizeHint(QSize(0, 5 * GRID))
                self.list.addItem(heading)
            item = QListWidgetItem(each.title)
            item.setData(_TEMPLATE, each)
            item.setToolTip(each.description)
            self.list.addItem(item)
        shown = [self._at(row) for row in range(self.list.count())]
        likely = (row for row, each in enumerate(shown) if each is not None and each.name == LIKELY)
        self.list.setCurrentRow(next(likely, 1))
        self.list.setFocus()

    def _show(self, item: QListWidgetItem | None) -> None:
        template = item.data(_TEMPLATE) if item is not None else None
        self.ok.setEnabled(template is not None)
        if template is None:
            return
        self.title.setText(template.title)
        self.text.setText(template.description or tr("A template of your own."))
        self.remove.setVisible(template.path.parent == templates_folder())
        if template.path not in self._pictures:
            self._pictures[template.path] = self._draw(template)
        self.picture.setPixmap(self._pictures[template.path])

    def _draw(self, template: Template) -> QPixmap:
        """Return a picture of the map that the template makes; an empty one where there is nothing to draw."""
        from datetime import date

        from app.exporters.paper import PaperOptions, plan_pages
        from app.views.print_map import paint_page

        try:
            content = Content([Workspace(id="preview", title=template.title), *read_template(template).records])
        except ClewError:
            return QPixmap()
        journey = journeys_of(content)[0]
        snapshot = Snapshot(content, 0, template.title)
        pages, _ = plan_pages(snapshot, PaperOptions(), [journey.id], date.today(), map_words())
        scale = min(PREVIEW.width() / pages[0].width, PREVIEW.height() / pages[0].height, 1.0)
        ratio = self.devicePixelRatioF()
        size = QSize(int(pages[0].width * scale), int(pages[0].height * scale))
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_page(painter, pages[0], QRectF(0, 0, size.width(), size.height()))
        painter.end()
        return picture

    def _tell(self) -> None:
        template = self._from_file or self.template
        if template is not None:
            self.chosen.emit(template)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, tr("A template from a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Templates (*.json)")])
        dialog.fileSelected.connect(lambda name: self._take_file(Path(name)))
        dialog.open()

    def _take_file(self, path: Path) -> None:
        template = template_in(path)
        if template is None:
            self.text.setText(
                tr("“{name}” is no template of Clew. Nothing was changed; choose another file.").format(name=path.name)
            )
        else:
            self._from_file = template
            self.accept()

    def _delete(self) -> None:
        """Delete the user's own template that is chosen; Clew's own can't be."""
        template = self.template
        if template is not None and template.path.parent == templates_folder():
            template.path.unlink(missing_ok=True)
            self.refill()
