"""What the vault says of one participant, to be read and changed while it is open; closed, the way to open it."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.jobs import Outcome, Worker
from app.models.records import Participant
from app.store.vault import VaultEntry
from app.views.protect.keeper import Keeper
from app.views.session import Session
from app.views.task_bar import error_line
from app.views.widgets import LineField, TextField, button, caption_of, column, label, wrapped

_PAUSE = 800
"""Milliseconds after the last key until what is typed is sealed."""


def tr(text: str) -> str:
    """Translate a text of the form."""
    return QCoreApplication.translate("VaultForm", text)


class VaultForm(QWidget):
    """Name, other names, contact, consent and note of who is behind a pseudonym; what is typed is sealed by itself."""

    open_asked = Signal()

    def __init__(self, session: Session, keeper: Keeper, worker: Worker) -> None:
        super().__init__()
        self._session, self._keeper, self._worker = session, keeper, worker
        self._id, self._typed, self._keeping = "", False, False
        self.name = LineField(tr("Real name"))
        self.aliases = LineField(tr("Also called"))
        self.aliases.setPlaceholderText(tr("other names, with commas between them"))
        self.contact = TextField(tr("Contact in the vault"), 1, 4)
        self.consent = TextField(tr("Consent in the vault"), 1, 4)
        self.note = TextField(tr("Note in the vault"), 1, 4)
        self._fields: tuple[LineField | TextField, ...] = (
            self.name,
            self.aliases,
            self.contact,
            self.consent,
            self.note,
        )
        inside = column(label(tr("IN THE VAULT"), "heading"), spacing=4)
        for field in self._fields:
            inside.addWidget(caption_of(field.accessibleName(), field))
            inside.addWidget(field)
            edited = field.edited if isinstance(field, TextField) else field.textEdited
            edited.connect(self._follow_typing)
        self._inside = QWidget()
        self._inside.setLayout(inside)
        self._closed = QWidget()
        said = wrapped(tr("Protected: name, contact and consent lie in the vault, which is closed."), "caption")
        self.opens = button(tr("Open the vault…"), clicked=self.open_asked.emit)
        self._closed.setLayout(column(said, self.opens, spacing=4))
        self.setLayout(column(self._inside, self._closed))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.keep)
        keeper.changed.connect(self._follow)

    def show_participant(self, participant_id: str) -> None:
        """Show somebody; nothing of who is not protected."""
        self.keep()
        self._id = participant_id
        person = self._session.content.find(Participant, participant_id or None)
        self.setVisible(person is not None and person.protected)
        is_open = self._keeper.is_open
        self._inside.setVisible(is_open)
        self._closed.setVisible(not is_open)
        entry = self._keeper.entries.get(participant_id, VaultEntry("", ""))
        texts = (entry.name, ", ".join(entry.aliases), entry.contact, entry.consent, entry.note)
        for field, text in zip(self._fields, texts, strict=True):
            field.fill(text)

    def _follow(self) -> None:
        """Show what the vault tells now, unless that is what was typed here."""
        if not self._typed and not self._keeping:
            self.show_participant(self._id)

    def _follow_typing(self, _: str) -> None:
        self._typed = True
        self._pause.start()

    def keep(self) -> None:
        """Seal what was typed, if anything."""
        self._pause.stop()
        typed, self._typed = self._typed, False
        entry = self._keeper.entries.get(self._id)
        if not typed or entry is None:
            return
        changed = replace(
            entry,
            name=self.name.text().strip() or entry.name,
            aliases=tuple(each.strip() for each in self.aliases.text().split(",") if each.strip()),
            contact=self.contact.toPlainText().strip(),
            consent=self.consent.toPlainText().strip(),
            note=self.note.toPlainText().strip(),
        )
        if changed != entry:
            self._keeping = True
            keep_entry(self._session, self._keeper, self._worker, self._id, changed)
            self._keeping = False


def keep_entry(session: Session, keeper: Keeper, worker: Worker, participant_id: str, entry: VaultEntry) -> None:
    """Seal an entry on the worker; where that fails, it is told, and the vault is as it was."""
    store, password, before = session.store, keeper.password, keeper.entries

    def told(outcome: Outcome) -> None:
        if outcome.error is not None:
            if keeper.is_open:
                keeper.open(password, before)
            session.failed.emit(error_line(outcome.error, tr("Change the vault")))

    keeper.open(password, {**before, participant_id: entry})
    change = partial(store.change_vault, password, {participant_id: entry})
    worker.run(lambda progress, cancelled: change(), told)
