"""Save a journey as a template: its name, what it is for, whether its cards go along, and the fields it requires."""

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QTreeWidget, QTreeWidgetItem, QWidget

from app.models.errors import FileError
from app.models.fields import FIELDS
from app.models.kinds import CARD_KINDS, Subject
from app.models.places import templates_folder
from app.models.records import Journey, RequiredField
from app.services.templates import require_field
from app.views.kinds import field_word, kind_word
from app.views.session import Session
from app.views.widgets import GRID, LineField, TextField, column, dialog_buttons, label, wrapped

_FIELD = Qt.ItemDataRole.UserRole


def tr(text: str) -> str:
    """Translate a text of the dialog."""
    return QCoreApplication.translate("SaveTemplate", text)


def subject_word(subject: Subject) -> str:
    """Return what has required fields is called."""
    words: dict[str, str] = {"journey": tr("Journey"), "step": tr("Step"), "persona": tr("Persona")}
    return words.get(subject) or kind_word(subject)  # type: ignore[arg-type]


class RequiredFields(QTreeWidget):
    """A box for each field of each subject; down where the journey requires it, and stored at once."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setHeaderHidden(True)
        self.setAccessibleName(tr("Required fields"))
        self.setMinimumHeight(120)
        there = {each.id for each in session.content.members(RequiredField, "journey_id", session.journey_id)}
        subjects: tuple[Subject, ...] = ("journey", "step", "persona", *CARD_KINDS)
        for subject in subjects:
            if FIELDS[subject]:
                self._add(subject, there)
        self.itemChanged.connect(self._store)

    def _add(self, subject: Subject, there: set[str]) -> None:
        above = QTreeWidgetItem([subject_word(subject)])
        above.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self.addTopLevelItem(above)
        for field in FIELDS[subject]:
            item = QTreeWidgetItem([field_word(field.name)])
            item.setData(0, _FIELD, (subject, field.name))
            required = RequiredField(journey_id=self._session.journey_id, subject=subject, name=field.name).id in there
            item.setCheckState(0, Qt.CheckState.Checked if required else Qt.CheckState.Unchecked)
            above.addChild(item)
            if required:
                above.setExpanded(True)

    def _store(self, item: QTreeWidgetItem) -> None:
        subject, name = item.data(0, _FIELD)
        required = item.checkState(0) == Qt.CheckState.Checked
        self._session.perform(require_field, self._session.journey_id, subject, name, required)


class RequiredFieldsDialog(QDialog):
    """Which fields every step, persona and card of this journey should have."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Required fields"))
        self.resize(480, 560)
        self.fields = RequiredFields(session)
        text = tr("What every card, step or persona of this map should say. Findings list what is missing.")
        box, self.ok = dialog_buttons(self, tr("Done"))
        rows = column(wrapped(text), spacing=GRID, margins=(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID))
        rows.addWidget(self.fields, 1)
        rows.addWidget(box)
        self.setLayout(rows)


class SaveTemplateDialog(QDialog):
    """The name is that of the journey until another is typed."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        journey = session.content.get(Journey, session.journey_id)
        self.setWindowTitle(tr("Save the journey as a template"))
        self.resize(520, 600)
        box, self.ok = dialog_buttons(self, tr("Save"))
        self.name = LineField(tr("Name of the template"))
        self.name.fill(journey.title)
        self.name.textChanged.connect(lambda text: self.ok.setEnabled(bool(text.strip())))
        self.about = TextField(tr("What it is for"), least=2)
        self.cards = QCheckBox(tr("Keep the cards as examples (quotes and images are left out)"))
        self.cards.setChecked(True)
        self.fields = RequiredFields(session)
        rows = column(spacing=GRID, margins=(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID))
        for caption, field in (
            (tr("Name"), self.name),
            (tr("What it is for"), self.about),
            ("", self.cards),
            (tr("Fields that a map begun with it must have"), self.fields),
        ):
            if caption:
                rows.addWidget(label(caption, "caption"))
            rows.addWidget(field, 1 if field is self.fields else 0)
        rows.addWidget(box)
        self.setLayout(rows)
        self.name.selectAll()

    def save(self) -> None:
        """Write the template among the user's own; its file is named after it. Raises FileError where that fails."""
        from app.exporters.files import write_beside
        from app.exporters.template import write_template

        folder = templates_folder()
        path = free_name(folder, self.name.text())
        text = write_template(
            self._session.store.snapshot(),
            self._session.journey_id,
            self.name.text().strip(),
            self.about.toPlainText().strip(),
            cards=self.cards.isChecked(),
        )
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(
                tr("No folder for templates could be made: {why}. The template was not saved; the map is.").format(
                    why=error
                )
            ) from error
        with write_beside(path) as file:
            file.write(text.encode())
        self._session.said.emit(tr("Saved as the template “{name}” in {path}").format(name=self.name.text(), path=path))


def free_name(folder: Path, title: str) -> Path:
    """Return the first path that is free for a template of that title: letters and digits of any script, hyphens."""
    stem = "-".join(re.findall(r"\w+", title.casefold()))[:60] or "template"
    path, number = folder / f"{stem}.json", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.json"
    return path
