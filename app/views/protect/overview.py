"""Protection at a glance: who is protected, the vault, who is kept for too long, and what can be done about it."""

from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QHBoxLayout, QWidget

from app.models.changes import ChangeSet
from app.models.records import Participant
from app.services.participants import overdue
from app.views.days import day_word
from app.views.protect.keeper import Keeper
from app.views.protect.words import counts_of, disk_lines, people_word, state_line
from app.views.session import Session
from app.views.widgets import GRID, LineField, button, caption_of, clear, column, label, scrolling, wrapped

_LISTED = 50
"""How many overdue participants are listed."""


def tr(text: str) -> str:
    """Translate a text of the dialog."""
    return QCoreApplication.translate("Protection", text)


class ProtectionDialog(QDialog):
    """What stands of protection now; every button leads on, but for closing the vault."""

    protect_asked = Signal()
    open_asked = Signal()
    password_asked = Signal()
    people_asked = Signal()
    import_asked = Signal()
    forget_asked = Signal(str)
    label_asked = Signal(str)
    """Who speaks or answers under a label, and is in no list, is to be forgotten."""

    def __init__(self, session: Session, keeper: Keeper, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._keeper = session, keeper
        self.setWindowTitle(tr("Protection of Participants"))
        self.resize(72 * GRID, (80 if session.content.all(Participant) else 28) * GRID)
        self._rows = column(spacing=GRID, margins=(0, 0, GRID, 0))
        inner = QWidget()
        inner.setLayout(self._rows)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        box.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        outer = column(margins=(3 * GRID, 3 * GRID, 2 * GRID, 2 * GRID), spacing=GRID)
        outer.addWidget(scrolling(inner), 1)
        outer.addWidget(box)
        self.setLayout(outer)
        session.changed.connect(self._follow)
        keeper.changed.connect(self._refill_soon)
        self.refill()

    def _follow(self, changes: ChangeSet) -> None:
        self._refill_soon()

    def _refill_soon(self) -> None:
        QTimer.singleShot(0, self, self.refill)  # a button must not vanish while it is being pressed

    def refill(self) -> None:
        """Show what stands now."""
        if not self._session.is_open:
            return
        clear(self._rows)
        counts = counts_of(self._session.content)
        vaulted = bool(self._session.attempt(lambda: self._session.store.has_vault))
        self._state(vaulted)
        if vaulted:
            self._heading(tr("THE IDENTITY VAULT"))
            self._vault()
        if counts.people:
            self._heading(tr("KEPT FOR TOO LONG"))
            self._overdue()
            self._heading(tr("IN NO LIST"))
            self._unlisted()
            self._heading(tr("WHAT A DISK MAY KEEP"))
            self._rows.addWidget(wrapped("\n".join(disk_lines()), "caption"))
        self._rows.addStretch()

    def _heading(self, text: str) -> None:
        self._rows.addSpacing(GRID)
        rule = QFrame()
        rule.setProperty("look", "rule")
        rule.setFixedHeight(1)
        self._rows.addWidget(rule)
        self._rows.addWidget(label(text, "heading"))

    def _buttons(self, *buttons: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for each in buttons:
            row.addWidget(each)
        row.addStretch()
        holder = QWidget()
        row.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(row)
        self._rows.addWidget(holder)

    def _state(self, vaulted: bool) -> None:
        counts = counts_of(self._session.content)
        if not counts.people:
            self._rows.addWidget(label(tr("Nobody to protect yet"), "title"))
            text = tr("Import an interview: who speaks in it is a participant, and can be protected here.")
            self._rows.addWidget(wrapped(text))
            self._buttons(button(tr("Import…"), "primary", self.import_asked.emit))
            return
        self._rows.addWidget(label(state_line(counts), "title"))
        if counts.bare and counts.protected:
            text = tr("{bare} came in since and can still be read by name; {protected} have a pseudonym.")
            text = text.format(bare=people_word(counts.bare), protected=people_word(counts.protected))
        elif counts.bare:
            text = tr(
                "Their names, contact and consent lie in the file like any other text: whoever has it reads them."
            )
        else:
            text = tr("Everybody has a pseudonym; who they are lies in the identity vault alone.")
        self._rows.addWidget(wrapped(text))
        protect = button(tr("Protect again…") if vaulted else tr("Protect…"), clicked=self.protect_asked.emit)
        if counts.bare:
            protect.setProperty("look", "primary")
        self._buttons(protect, button(tr("Participants…"), clicked=self.people_asked.emit))

    def _vault(self) -> None:
        change = button(tr("Change its password…"), clicked=self.password_asked.emit)
        if self._keeper.is_open:
            text = tr("It is open: the participants’ names can be read, in their list alone, until it is closed.")
            self._rows.addWidget(wrapped(text))
            self._buttons(button(tr("Close the vault"), "primary", self._keeper.close), change)
        else:
            text = tr("It is closed. Its password shows who the participants are; a lost one can’t be replaced.")
            self._rows.addWidget(wrapped(text))
            self._buttons(button(tr("Open the vault…"), clicked=self.open_asked.emit), change)

    def _overdue(self) -> None:
        late = sorted(overdue(self._session.content, date.today()), key=lambda each: each.keep_until or "")
        if not late:
            text = tr("Nobody: no participant is past the day until which they may be kept.")
            self._rows.addWidget(wrapped(text, "caption"))
        for each in late[:_LISTED]:
            self._rows.addWidget(self._late_row(each))
        if len(late) > _LISTED:
            self._rows.addWidget(wrapped(tr("and {count} more").format(count=len(late) - _LISTED), "caption"))

    def _unlisted(self) -> None:
        """Ask for somebody who is no participant: a respondent who was never quoted, who asks the questions."""
        text = tr("Respondents who were never quoted and interviewers are no participants. They can be forgotten, too.")
        self._rows.addWidget(wrapped(text, "caption"))
        field = LineField(tr("Who speaks or answers as"))
        field.setPlaceholderText(tr("a label, such as R17"))
        forget = button(tr("Forget…"), clicked=lambda: self.label_asked.emit(field.text().strip()))
        forget.setAccessibleName(tr("Forget who is in no list"))
        forget.setEnabled(False)
        field.textChanged.connect(lambda words: forget.setEnabled(bool(words.strip())))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(caption_of(field.accessibleName(), field))
        line.addWidget(field, 1)
        line.addWidget(forget)
        self._rows.addWidget(row)

    def _late_row(self, person: Participant) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        said = tr("{name}: was to be kept until {day}").format(name=person.name, day=day_word(person.keep_until))
        line.addWidget(wrapped(said), 1)
        forget = button(tr("Forget…"), clicked=partial(self.forget_asked.emit, person.id))
        forget.setAccessibleName(tr("Forget {name}").format(name=person.name))
        line.addWidget(forget)
        return row
