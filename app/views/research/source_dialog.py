"""What is known of one source: its title, what it is, when it was, who speaks under which label; or away with it."""

from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from app.models.kinds import SOURCE_KINDS, SpeakerRole
from app.models.records import Participant, Source, Speaker
from app.services.participants import set_speaker
from app.services.sources import delete_source, rests_on, update_source
from app.views.research.words import role_word, source_kind_word
from app.views.session import Session
from app.views.widgets import (
    GRID,
    ChoiceField,
    LineField,
    TextField,
    button,
    caption_of,
    column,
    label,
    scrolling,
    wrapped,
)

_ROLES: Final[tuple[SpeakerRole, ...]] = ("interviewer", "other")
_MOST: Final = 40
"""Labels that are listed: a survey has one for each answer."""


def tr(text: str) -> str:
    """Translate a text of the dialog."""
    return QCoreApplication.translate("SourceDialog", text)


class SourceDialog(QDialog):
    """Each field is stored as it is changed."""

    def __init__(self, session: Session, source_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._id = session, source_id
        source = session.content.get(Source, source_id)
        self.setWindowTitle(tr("Source"))
        self.resize(64 * GRID, 68 * GRID)
        self.title = LineField(tr("Title"))
        self.title.fill(source.title)
        self.kind = ChoiceField(tr("Kind"), [(each, source_kind_word(each)) for each in SOURCE_KINDS])
        self.kind.fill(source.kind)
        self.day = LineField(tr("Day"))
        self.day.setPlaceholderText("2026-05-12")
        self.day.fill(source.held_on or "")
        self.note = TextField(tr("Note"), 2, 6)
        self.note.fill(source.note)
        inner = QWidget()
        rows = column(spacing=4, margins=(0, 0, GRID, 0))
        for field in (self.title, self.kind, self.day, self.note):
            rows.addWidget(caption_of(field.accessibleName(), field))
            rows.addWidget(field)
        if source.origin:
            rows.addWidget(wrapped(tr("Read from {file}").format(file=source.origin), "caption"))
        self._add_speakers(rows)
        rows.addStretch()
        inner.setLayout(rows)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        outer.addWidget(scrolling(inner), 1)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        away = button(tr("Delete this source"), clicked=self._delete)
        away.setToolTip(self._what_goes())
        box.addButton(away, QDialogButtonBox.ButtonRole.DestructiveRole)
        outer.addWidget(wrapped(self._what_goes(), "caption"))
        outer.addWidget(box)
        self.title.textEdited.connect(partial(self._write, "title"))
        self.kind.chosen.connect(partial(self._write, "kind"))
        self.day.editingFinished.connect(lambda: self._write("held_on", self.day.text().strip() or None))
        self.note.edited.connect(partial(self._write, "note"))

    def _add_speakers(self, rows: QVBoxLayout) -> None:
        """Offer for each label who speaks under it."""
        content = self._session.content
        speakers = content.holding(Speaker, "source_id", self._id)[:_MOST]
        if not speakers:
            return
        rows.addSpacing(GRID)
        rows.addWidget(label(tr("WHO SPEAKS"), "heading"))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        people = [(each.id, each.name) for each in content.ordered(Participant)]
        roles = [(each, role_word(each)) for each in _ROLES]
        for row, speaker in enumerate(speakers):
            who = ChoiceField(tr("Who speaks as {label}").format(label=speaker.label), [*people, *roles])
            who.fill(speaker.participant_id if speaker.role == "participant" else speaker.role)
            who.chosen.connect(partial(self._set_speaker, speaker.label))
            grid.addWidget(caption_of(speaker.label, who, ""), row, 0)
            grid.addWidget(who, row, 1)
        rows.addLayout(grid)

    def _set_speaker(self, speaker: str, who: object) -> None:
        role: SpeakerRole = "interviewer" if who == "interviewer" else "other" if who == "other" else "participant"
        participant_id = str(who) if role == "participant" else None
        self._session.perform(partial(set_speaker, role=role, participant_id=participant_id), self._id, speaker)

    def _write(self, name: str, value: object) -> None:
        source = self._session.content.find(Source, self._id)
        if source is not None and getattr(source, name) != value:
            self._session.attempt(lambda: update_source(self._session.store, self._id, **{name: value}))

    def _what_goes(self) -> str:
        highlights, insights, cards = rests_on(self._session.content, self._id)
        text = tr(
            "Deleting it takes {highlights} highlights away; {insights} insights and {cards} cards stay, with less "
            "behind them. It can be undone."
        )
        return text.format(highlights=highlights, insights=insights, cards=cards)

    def _delete(self) -> None:
        self.accept()
        self._session.attempt(lambda: delete_source(self._session.store, self._id))
