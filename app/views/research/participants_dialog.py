"""Everybody who was heard, side by side: whom they stand for, how long they may be kept, who may be one person."""

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.jobs import Worker
from app.models.changes import ChangeSet
from app.models.records import Participant, Persona, Segment
from app.services.participants import (
    appearances,
    facts_of,
    is_overdue,
    merge_participants,
    overdue,
    probable_doubles,
    update_participant,
)
from app.views.days import day_word
from app.views.protect.keeper import Keeper
from app.views.protect.vault_form import VaultForm
from app.views.session import Session
from app.views.tables import plain_table
from app.views.theme import ThemeKeeper
from app.views.widgets import (
    GRID,
    ChoiceField,
    LineField,
    TextField,
    button,
    caption_of,
    clear,
    column,
    counted,
    scrolling,
    wrapped,
)

_ID = Qt.ItemDataRole.UserRole


def tr(text: str) -> str:
    """Translate a text of the dialog."""
    return QCoreApplication.translate("Participants", text)


class ParticipantsDialog(QDialog):
    """A table of people, a form for the chosen one, and what asks for a look: overdue ones, probable doubles."""

    quotes_asked = Signal(str)
    forget_asked = Signal(str)
    vault_asked = Signal(str)
    """The vault is to be opened, then somebody to be shown again."""

    def __init__(
        self,
        session: Session,
        theme: ThemeKeeper,
        parent: QWidget,
        keeper: Keeper,
        worker: Worker,
        participant_id: str = "",
    ) -> None:
        super().__init__(parent)
        self._session, self._theme, self._keeper = session, theme, keeper
        self._asked = participant_id
        self.setWindowTitle(tr("Participants"))
        self.resize(146 * GRID, 80 * GRID)
        headers = (tr("Name"), tr("Persona"), tr("Heard in"), tr("Highlights"), tr("Keep until"))
        self.table = plain_table(tr("Participants"), headers, (180, 76, 0, 84, 196), by_row=True, many=True)
        self._notices = QFrame()
        self._notice_rows = column(spacing=GRID // 2)
        self._notices.setLayout(self._notice_rows)
        self.form = _Form(session, VaultForm(session, keeper, worker))
        self.merge = button(tr("Make them one person"), clicked=self._merge_chosen)
        self.quotes = button(tr("Show the quotes"), clicked=self._show_quotes)
        self.forget = button(tr("Forget this person…"), clicked=self._forget)
        self._empty = wrapped(
            tr("Nobody was heard yet. Import an interview: who speaks in it is listed here."), "caption"
        )
        self._lay_out()
        self.table.itemSelectionChanged.connect(self._choose)
        session.changed.connect(self._follow)
        keeper.changed.connect(self._name_people)
        self.form.vault.open_asked.connect(self._open_vault)
        self.finished.connect(lambda _: self.form.vault.keep())
        self.refill()

    def _lay_out(self) -> None:
        table = self.table
        table.verticalHeader().setDefaultSectionSize(34)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = column(self._notices, self._empty, table)
        tools = QHBoxLayout()
        for each in (self.merge, self.quotes, self.forget):
            tools.addWidget(each)
        tools.addStretch()
        left.addLayout(tools)
        side = scrolling(self.form)
        side.setFixedWidth(36 * GRID)
        middle = QHBoxLayout()
        middle.setSpacing(2 * GRID)
        middle.addLayout(left, 1)
        middle.addWidget(side)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        outer.addLayout(middle, 1)
        outer.addWidget(box)

    def _follow(self, changes: ChangeSet) -> None:
        QTimer.singleShot(0, self, self.refill)

    # ---- what is shown

    def ids(self) -> list[str]:
        """Return the ids of the chosen participants."""
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        items = [self.table.item(row, 0) for row in rows]
        return [each.data(_ID) for each in items if each is not None]

    def refill(self) -> None:
        """Show everybody as they are stored now."""
        content = self._session.content
        people = content.ordered(Participant)
        chosen = set(self.ids()) or {self._asked}
        self.table.blockSignals(True)
        self.table.setRowCount(len(people))
        for row, each in enumerate(people):
            self._fill_row(row, each)
        self.table.clearSelection()
        picked = [row for row, each in enumerate(people) if each.id in chosen] or ([0] if people else [])
        for row in picked:
            self.table.selectRow(row) if len(picked) == 1 else self._select_more(row)
        self.table.blockSignals(False)
        for widget in (self.table, self.merge, self.quotes, self.forget, self.form):
            widget.setVisible(bool(people))
        self._empty.setVisible(not people)
        self._notice()
        self._choose()

    def _select_more(self, row: int) -> None:
        for number in range(self.table.columnCount()):
            item = self.table.item(row, number)
            if item is not None:
                item.setSelected(True)

    def _fill_row(self, row: int, person: Participant) -> None:
        content = self._session.content
        persona = content.find(Persona, person.persona_id)
        heard = appearances(content, person.id)
        late = is_overdue(person)
        until = day_word(person.keep_until) + (f" · {tr('overdue')}" if late else "")
        words = (
            self._name(person),
            persona.name if persona else "",
            ", ".join(heard.sources),
            str(heard.highlights),
            until,
        )
        for number, text in enumerate(words):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            item.setData(_ID, person.id)
            if late and number == 4:
                item.setForeground(QColor(self._theme.colour("bad")))
            self.table.setItem(row, number, item)

    def _name(self, person: Participant) -> str:
        """Return what somebody is called: with the real name while the vault is open."""
        entry = self._keeper.entries.get(person.id)
        return f"{person.name} · {entry.name}" if entry is not None and person.protected else person.name

    def _name_people(self) -> None:
        """Show real names, or no longer."""
        for row, person in enumerate(self._session.content.ordered(Participant)):
            if (item := self.table.item(row, 0)) is not None and item.data(_ID) == person.id:
                item.setText(self._name(person))
                item.setToolTip(item.text())

    def _notice(self) -> None:
        """List who is kept for too long, and who may be one person."""
        clear(self._notice_rows)
        content = self._session.content
        late = overdue(content)
        if late:
            names = ", ".join(each.name for each in late)
            text = tr("{people} should no longer be kept: {names}.")
            word = counted(len(late), tr("participant"), tr("participants"))
            self._notice_rows.addWidget(wrapped(text.format(people=word, names=names), "error"))
        for one, other in probable_doubles(content)[:4]:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            said = tr("“{one}” and “{other}” may be one person.").format(one=one.name, other=other.name)
            line.addWidget(wrapped(said), 1)
            pressed = button(tr("Make them one"), "link", partial(self._merge, one.id, other.id))
            pressed.setAccessibleName(f"{tr('Make them one')}: {one.name}, {other.name}")
            line.addWidget(pressed)
            self._notice_rows.addWidget(row)
        self._notices.setVisible(self._notice_rows.count() > 0)

    def _choose(self) -> None:
        ids = self.ids()
        self.form.show_participant(ids[0] if len(ids) == 1 else "")
        self.merge.setEnabled(len(ids) > 1)
        self.quotes.setEnabled(len(ids) == 1)
        self.forget.setEnabled(len(ids) == 1)

    # ---- what is done

    def _merge_chosen(self) -> None:
        ids = self.ids()
        if len(ids) > 1:
            self._merge(ids[0], *ids[1:])

    def _merge(self, kept: str, *others: str) -> None:
        self._asked = kept
        self.table.clearSelection()
        self._session.attempt(lambda: merge_participants(self._session.store, kept, others))

    def _forget(self) -> None:
        ids = self.ids()
        self.reject()
        if ids:
            self.forget_asked.emit(ids[0])

    def _open_vault(self) -> None:
        ids = self.ids()
        self.reject()
        self.vault_asked.emit(ids[0] if ids else "")

    def _show_quotes(self) -> None:
        ids = self.ids()
        self.accept()
        if ids:
            self.quotes_asked.emit(ids[0])


class _Form(QWidget):
    """What is known of one participant, to be changed."""

    def __init__(self, session: Session, vault: VaultForm) -> None:
        super().__init__()
        self._session, self.vault = session, vault
        self._captions: dict[str, QWidget] = {}
        self._id = ""
        self._fields: dict[str, LineField | TextField] = {
            "name": LineField(tr("Name")),
            "contact": LineField(tr("Contact")),
            "consent": TextField(tr("Consent given"), 1, 4),
            "consent_scope": LineField(tr("Consent covers")),
            "keep_until": LineField(tr("Keep until")),
            "note": TextField(tr("Note"), 2, 6),
        }
        self._fields["keep_until"].setPlaceholderText("2027-12-31")
        self.persona = ChoiceField(tr("Persona"), [])
        self.segment = ChoiceField(tr("Segment"), [])
        self._protected = wrapped("", "caption")
        self._facts = wrapped("", "caption")
        rows = column(spacing=4, margins=(0, 0, GRID, 0))
        for each in (self._fields["name"], self.persona, self.segment):
            self._add(rows, each)
        for name in ("contact", "consent", "consent_scope", "keep_until", "note"):
            self._captions[name] = self._add(rows, self._fields[name])
        rows.addWidget(self.vault)
        rows.addWidget(self._protected)
        rows.addWidget(self._facts)
        rows.addStretch()
        self.setLayout(rows)
        for name, field in self._fields.items():
            if isinstance(field, TextField):
                field.edited.connect(partial(self._write, name))
            elif name == "keep_until":
                field.editingFinished.connect(self._write_day)
            else:
                field.textEdited.connect(partial(self._write, name))
        self.persona.chosen.connect(partial(self._write, "persona_id"))
        self.segment.chosen.connect(partial(self._write, "segment_id"))

    def _add(self, rows: QVBoxLayout, field: QWidget) -> QWidget:
        caption = caption_of(field.accessibleName(), field)
        rows.addWidget(caption)
        rows.addWidget(field)
        return caption

    def show_participant(self, participant_id: str) -> None:
        """Show somebody; of nobody, nothing."""
        content = self._session.content
        person = content.find(Participant, participant_id or None)
        self._id = participant_id if person is not None else ""
        self.setEnabled(person is not None)
        self.vault.show_participant(self._id)
        if person is None:
            return
        for name, field in self._fields.items():
            field.fill(getattr(person, name) or "")
        self.persona.offer([(None, tr("Nobody yet")), *((each.id, each.name) for each in content.ordered(Persona))])
        self.persona.fill(person.persona_id)
        self.segment.offer([(None, tr("None")), *((each.id, each.name) for each in content.ordered(Segment))])
        self.segment.fill(person.segment_id)
        self._fields["name"].setEnabled(not person.protected)
        for name in ("contact", "consent"):  # they lie in the vault then
            self._fields[name].setVisible(not person.protected)
            self._captions[name].setVisible(not person.protected)
        self._protected.setText(tr("Unprotected: the name can be read by whoever has the file."))
        self._protected.setVisible(not person.protected)
        facts = facts_of(content, person.id)
        self._facts.setText("\n".join(f"{name}: {value}" for name, value in facts.items()))
        self._facts.setVisible(bool(facts))

    def _write(self, name: str, value: object) -> None:
        if self._id:
            participant_id = self._id
            self._session.attempt(lambda: update_participant(self._session.store, participant_id, **{name: value}))

    def _write_day(self) -> None:
        field = self._fields["keep_until"]
        assert isinstance(field, LineField)
        person = self._session.content.find(Participant, self._id or None)
        if person is not None and field.text().strip() != (person.keep_until or ""):
            self._write("keep_until", field.text().strip() or None)
