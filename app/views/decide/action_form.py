"""The fields of an action: what, by whom, until when, how far, and what it is part of, to go there."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from app.models.kinds import ACTION_STATUSES
from app.models.records import Action, Opportunity, Owner, Solution
from app.services.actions import delete_actions, give_actions, update_actions
from app.views.decide.decided_words import action_word, steps_of_state, titled
from app.views.decide.record_side import RecordForm, offered
from app.views.decide.words import tr
from app.views.entry_field import EntryField
from app.views.field_editors import DayField
from app.views.session import Session
from app.views.widgets import ChoiceField, TextField, button


class ActionForm(RecordForm):
    """One action."""

    opened = Signal(str, str)
    """The kind and the id of what the action is part of."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.title = TextField(tr("Action"), one_line=True, most=5)
        self.title.be_title()
        self.title.setPlaceholderText(tr("What is to be done?"))
        self.title.edited.connect(lambda text: self._set(title=text))
        self.rows.addWidget(self.title)
        self.status = ChoiceField(tr("Status"), [(each, action_word(each)) for each in ACTION_STATUSES])
        self.status.chosen.connect(lambda value: self._set(status=value))
        self.field(tr("Status"), self.status)
        self.owner = EntryField(tr("Owner"))
        self.owner.picked.connect(lambda each: self._set(owner_id=each))
        self.owner.named.connect(lambda name: session.perform(give_actions, [self.record_id], name))
        self.field(tr("Owner"), self.owner)
        self.due = DayField(tr("Due"))
        self.due.chosen.connect(lambda day: self._set(due_on=day))
        self.field(tr("Due"), self.due)
        self.done = DayField(tr("Done on"))
        self.done.chosen.connect(lambda day: self._set(done_on=day))
        self._done = (self.field(tr("Done on"), self.done), self.done)
        self.parts: dict[str, ChoiceField] = {}
        words = {"opportunity": tr("Opportunity"), "solution": tr("Solution"), "step": tr("Step")}
        self.ways = {}
        for kind, word in words.items():
            field = self.parts[kind] = ChoiceField(word, [])
            field.chosen.connect(lambda each, kind=kind: self._set(**{f"{kind}_id": each}))
            self.field(word, field)
            way = self.ways[kind] = button(tr("Go there"), "link", partial(self._go, kind))
            way.setAccessibleName(f"{tr('Go there')}: {word}")
            self.rows.addWidget(way)
        self.note = TextField(tr("Note"), least=2)
        self.note.edited.connect(lambda text: self._set(note=text))
        self.field(tr("Note"), self.note)
        self.rows.addSpacing(8)
        self.rows.addWidget(
            button(tr("Delete action"), "quiet", lambda: session.perform(delete_actions, [self.record_id]))
        )
        self.rows.addStretch()

    def _set(self, **fields: Any) -> None:
        self.session.perform(update_actions, [self.record_id], **fields)

    def _go(self, kind: str) -> None:
        held = getattr(self.session.content.get(Action, self.record_id), f"{kind}_id")
        if held is not None:
            self.opened.emit(kind, held)

    def fill(self) -> None:
        """Show the action as it is stored."""
        content = self.session.content
        action = content.get(Action, self.record_id)
        self.title.fill(action.title)
        self.status.fill(action.status)
        self.owner.fill_entries([(each.id, each.name, None) for each in content.ordered(Owner)], action.owner_id)
        self.due.fill(action.due_on)
        self.done.fill(action.done_on)
        for widget in self._done:
            widget.setVisible(action.status == "done")
        choices = {
            "opportunity": [(each.id, titled(each)) for each in content.ordered(Opportunity)],
            "solution": [(each.id, titled(each)) for each in content.ordered(Solution)],
            "step": steps_of_state(content, to_be=False),
        }
        nothing = {"opportunity": tr("no opportunity"), "solution": tr("no solution"), "step": tr("no step")}
        for kind, field in self.parts.items():
            held = getattr(action, f"{kind}_id")
            field.offer(offered(choices[kind], nothing[kind]))
            field.fill(held)
            self.ways[kind].setVisible(held is not None)
        self.note.fill(action.note)
