"""The agendas of a workspace: which there are, their activities, and the fields of one; all of it is stored at once."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.models.records import Activity, Agenda
from app.services.agendas import (
    activities_of,
    add_activity,
    delete_activity,
    delete_agenda,
    edit_activity,
    minutes_of,
    move_activity,
    rename_agenda,
)
from app.views.session import Session
from app.views.widgets import GRID, LineField, NumberField, TextField, button, caption_of, column, keep_delete, label

_ID = Qt.ItemDataRole.UserRole

LONGEST = 600
"""The most minutes of one activity that the field offers."""


def tr(text: str) -> str:
    """Translate a text of the dialog."""
    return QCoreApplication.translate("AgendaDialog", text)


class AgendaDialog(QDialog):
    """Edits one agenda; Close is all that ends it, since nothing waits to be saved."""

    def __init__(self, session: Session, agenda_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._agenda_id = session, agenda_id
        self.setWindowTitle(tr("Edit the Agenda"))
        self.resize(760, 560)
        self.title = LineField(tr("Title of the agenda"))
        self.title.textEdited.connect(lambda text: self._perform(rename_agenda, self._agenda_id, text))
        self.rows = QListWidget()
        self.rows.setAccessibleName(tr("Activities"))
        self.rows.setProperty("look", "boxed")
        keep_delete(self.rows)
        self.rows.currentItemChanged.connect(lambda *_: self._show_activity())
        self.sum = label("", "caption")
        self._make_fields()
        self._lay_out()
        session.changed.connect(self._fill)
        self._fill()
        self.rows.setCurrentRow(0)
        self.rows.setFocus()

    def _make_fields(self) -> None:
        self.name = LineField(tr("Title of the activity"))
        self.minutes = NumberField(tr("Minutes"), 1, LONGEST, suffix=tr(" min"))
        self.prompts = TextField(tr("Prompts, one a line"), 4, 8)
        self.prompts.setPlaceholderText(tr("What you ask the room, one question a line"))
        self.note = TextField(tr("Private notes"), 4, 8)
        self.note.setPlaceholderText(tr("For you alone: never on the wall"))
        self.name.textEdited.connect(lambda text: self._set(title=text))
        self.minutes.changed_by_user.connect(lambda value: self._set(minutes=float(value)))
        self.prompts.edited.connect(lambda text: self._set(prompts=text))
        self.note.edited.connect(lambda text: self._set(note=text))
        actions: dict[str, tuple[str, Callable[[], object]]] = {
            "add": (tr("Add"), self._add),
            "up": (tr("Up"), partial(self._move, -1)),
            "down": (tr("Down"), partial(self._move, 1)),
            "delete": (tr("Delete"), self._delete),
        }
        self.buttons = {name: button(text, clicked=act) for name, (text, act) in actions.items()}

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self.rows, 1)
        left.addWidget(self.sum)
        row = QHBoxLayout()
        for each in self.buttons.values():
            row.addWidget(each)
        left.addLayout(row)
        self.fields = QWidget()
        right = column(spacing=GRID // 2)
        for caption, field in (
            (tr("Activity"), self.name),
            (tr("Minutes"), self.minutes),
            (tr("Prompts, one a line"), self.prompts),
            (tr("Private notes"), self.note),
        ):
            right.addWidget(caption_of(caption, field))
            right.addWidget(field)
            right.addSpacing(GRID)
        right.addStretch()
        self.fields.setLayout(right)
        sides = QHBoxLayout()
        sides.setSpacing(3 * GRID)
        sides.addLayout(left, 4)
        sides.addWidget(self.fields, 5)
        self.delete_all = button(tr("Delete this agenda"), clicked=self._delete_agenda)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        box.rejected.connect(self.reject)
        box.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(self.delete_all)
        foot.addStretch()
        foot.addWidget(box)
        whole = column(spacing=GRID // 2, margins=(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID))
        whole.addWidget(caption_of(tr("Agenda"), self.title))
        whole.addWidget(self.title)
        whole.addSpacing(GRID)
        whole.addLayout(sides, 1)
        whole.addSpacing(GRID)
        whole.addLayout(foot)
        self.setLayout(whole)

    # ---- what it shows

    @property
    def activity_id(self) -> str:
        """The activity that is chosen, or nothing."""
        item = self.rows.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def _fill(self) -> None:
        content = self._session.content
        agenda = content.find(Agenda, self._agenda_id)
        if agenda is None:
            self.reject()
            return
        self._show_text(self.title, agenda.title)
        activities = activities_of(content, self._agenda_id)
        chosen = self.activity_id
        with QSignalBlocker(self.rows):
            self.rows.clear()
            for each in activities:
                text = tr("{title}  ·  {minutes} min").format(title=each.title, minutes=f"{each.minutes:g}")
                item = QListWidgetItem(text, self.rows)
                item.setData(_ID, each.id)
            self._mark(chosen)
        self.sum.setText(tr("{minutes} minutes in all").format(minutes=f"{minutes_of(activities):g}"))
        self._show_activity()

    def _mark(self, activity_id: str) -> None:
        ids = [self.rows.item(row).data(_ID) for row in range(self.rows.count())]
        self.rows.setCurrentRow(ids.index(activity_id) if activity_id in ids else min(len(ids) - 1, 0))

    def _show_activity(self) -> None:
        activity = self._session.content.find(Activity, self.activity_id)
        self.fields.setEnabled(activity is not None)
        self._show_text(self.name, activity.title if activity else "")
        self.minutes.fill(max(round(activity.minutes), 1) if activity else 1)
        self.prompts.fill(activity.prompts if activity else "")
        self.note.fill(activity.note if activity else "")
        row, last = self.rows.currentRow(), self.rows.count() - 1
        self.buttons["up"].setEnabled(row > 0)
        self.buttons["down"].setEnabled(0 <= row < last)
        self.buttons["delete"].setEnabled(row >= 0)

    def _show_text(self, field: LineField, text: str) -> None:
        """Show a title, but not in place of one that is just being cleared to be typed anew."""
        if not (field.hasFocus() and " ".join(field.text().split()) in (text, "")):
            field.fill(text)

    # ---- what it does

    def _perform(self, service: Callable[..., Any], *arguments: object, **named: object) -> Any:
        return self._session.perform(service, *arguments, **named)

    def _set(self, **fields: object) -> None:
        """Store what was typed; a title is left as it was while its field is empty."""
        if self.activity_id and str(fields.get("title", "-")).strip():
            self._perform(edit_activity, self.activity_id, **fields)

    def _add(self) -> None:
        made = self._perform(add_activity, self._agenda_id, tr("New activity"), self.activity_id or None)
        if made:
            self._mark(made)
            self.name.setFocus()
            self.name.selectAll()

    def _move(self, places: int) -> None:
        self._perform(move_activity, self.activity_id, places)

    def _delete(self) -> None:
        row = self.rows.currentRow()
        self._perform(delete_activity, self.activity_id)
        self.rows.setCurrentRow(min(row, self.rows.count() - 1))

    def _delete_agenda(self) -> None:
        self._perform(delete_agenda, self._agenda_id)
