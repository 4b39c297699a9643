"""The fields of the selected records: those asked for often in view, the others folded away until they are wanted."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, Final, cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.models.content import Content
from app.models.fields import FIELDS, Field, is_filled
from app.models.records import RECORD_TYPES
from app.services.fields import set_fields, set_listed, subject_of
from app.views.entry_field import EntryField
from app.views.field_editors import FlagField, editor_of, has_editor
from app.views.kinds import field_word
from app.views.session import Session
from app.views.settings import Settings
from app.views.widgets import GRID, button, label

OFTEN: Final = frozenset(
    {
        "channel_id",
        "touchpoint_kind",
        "moment_of_truth",
        "severity",
        "frequency",
        "answer",
        "answer_status",
        "effect",
        "owner_id",
        "team_id",
        "brand_id",
    }
)
"""The fields that are always in view; the others are behind “More fields”."""

_BEHIND: Final = {
    "touchpoint": frozenset({"owner_id"}),
    "action": frozenset({"channel_id"}),
    "message": frozenset({"owner_id"}),
    "step": frozenset({"channel_id"}),
}
"""Of those, what is asked for less often of a kind of card, or of a step."""


def tr(text: str) -> str:
    """Translate a text of the rows."""
    return QCoreApplication.translate("FieldRows", text)


def fields_of(records: Sequence[Any]) -> list[Field]:
    """Return the fields that all the records have, in the order in which they are asked for."""
    subjects = list(dict.fromkeys(subject_of(each) for each in records))
    common = [each for each in FIELDS[subjects[0]] if all(each in FIELDS[subject] for subject in subjects)]
    return [each for each in common if has_editor(each)]


class FieldRow(QWidget):
    """One field below its caption."""

    def __init__(self, field: Field, changed: Callable[[str, object], object], named: Callable[[str, str], object]):
        super().__init__()
        self.field = field
        self.editor: Any = editor_of(field)
        self._caption: QLabel | None = None
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, GRID // 2, 0, 0)
        rows.setSpacing(GRID // 2)
        if not isinstance(self.editor, FlagField):
            self._caption = label(field_word(field.name), "caption")
            self._caption.setBuddy(self.editor)
            rows.addWidget(self._caption)
        rows.addWidget(self.editor)
        if isinstance(self.editor, EntryField):
            self.editor.picked.connect(lambda value: changed(field.name, value))
            self.editor.named.connect(lambda name: named(field.name, name))
        else:
            self.editor.chosen.connect(lambda value: changed(field.name, value))

    def show_values(self, content: Content, values: Collection[Any]) -> None:
        """Show the value that all records have, or that they differ."""
        differ = len(values) > 1
        value = None if differ else next(iter(values))
        if self._caption is not None:
            word = field_word(self.field.name)
            self._caption.setText(tr("{field} · they differ").format(field=word) if differ else word)
        if isinstance(self.editor, EntryField):
            entries = content.ordered(cast(Any, RECORD_TYPES[self.field.references or ""]))
            self.editor.fill_entries([(each.id, each.name, None) for each in entries], value)
        elif isinstance(value, str) or self.field.form not in ("text", "lines"):
            self.editor.fill(value)
        else:
            self.editor.fill("")


class FieldRows:
    """Two columns of rows for a form to place: `often`, and `more` below the button that opens it.

    What the user changes is set for all records on show.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._settings = Settings()
        self._records: list[Any] = []
        self._order: tuple[list[Field], list[Field]] = ([], [])
        self.rows: dict[Field, FieldRow] = {}
        self.often, self._often_rows = _column()
        self._folded, self._folded_rows = _column()
        self.more, self._more_rows = _column()
        self.toggle = button("", "link", self._turn)
        self._more_rows.addWidget(self._folded)

    def add_more(self, widget: QWidget) -> None:
        """Put something else among what is folded away, below the fields."""
        self._more_rows.addWidget(widget)

    def row(self, name: str) -> FieldRow:
        """Return the row of a field that was shown once."""
        return next(row for field, row in self.rows.items() if field.name == name)

    def show_records(self, records: Sequence[Any], fields: Sequence[Field] | None = None) -> None:
        """Show the fields that the records have in common, or those of a list."""
        self._records = list(records)
        wanted = fields_of(records) if fields is None else list(fields)
        behind = _BEHIND.get(subject_of(records[0]), frozenset())
        often = [each for each in wanted if each.name in OFTEN and each.name not in behind]
        order = (often, [each for each in wanted if each not in often])
        if order != self._order:
            self._order = order
            self._arrange(self._often_rows, often)
            self._arrange(self._folded_rows, order[1])
            for field, row in self.rows.items():
                row.setVisible(field in wanted)
        for field in wanted:
            values = {getattr(record, field.name) for record in records}
            self.rows[field].show_values(self._session.content, values)
        self._tell()

    def _arrange(self, layout: QVBoxLayout, fields: Sequence[Field]) -> None:
        for field in fields:
            row = self.rows.get(field)
            if row is None:
                row = self.rows[field] = FieldRow(field, self._set, self._name)
                if isinstance(row.editor, EntryField):
                    self._session.leaving.connect(row.editor.settle)
            layout.addWidget(row)

    def _tell(self) -> None:
        """Say on the button how much of what it folds away is filled."""
        shown = self._settings.more_fields_shown
        folded = self._order[1]
        self.more.setVisible(shown)
        filled = sum(any(is_filled(record, each.name) for record in self._records) for each in folded)
        text = tr("Fewer fields") if shown else tr("More fields")
        if filled and not shown:
            text = tr("More fields · {count} filled").format(count=filled)
        self.toggle.setText(text)

    def _turn(self) -> None:
        self._settings.more_fields_shown = not self._settings.more_fields_shown
        self._tell()

    def _set(self, name: str, value: object) -> None:
        self._session.perform(set_fields, [each.id for each in self._records], **{name: value})

    def _name(self, field: str, name: str) -> None:
        self._session.perform(set_listed, [each.id for each in self._records], field, name)


def _column() -> tuple[QWidget, QVBoxLayout]:
    widget = QWidget()
    rows = QVBoxLayout(widget)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(GRID // 2)
    return widget, rows
