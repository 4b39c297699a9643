"""What is decided on an opportunity and what follows: decision, day, owner, reason; boundaries, solutions, actions."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.content import decision_of, decisions_of
from app.models.kinds import DECISIONS
from app.models.records import Boundary, Owner, Solution
from app.scoring.ledger import actions_of, boundaries_of, is_overdue, solutions_of
from app.services.actions import add_action, update_actions
from app.services.decisions import decide, give_decision, mend_decision, put_under, take_from_under
from app.services.solutions import answer, answer_no_more, make_solution
from app.views.decide.decided_words import decided_line, due_word, stance_word, titled
from app.views.decide.words import tr
from app.views.entry_field import EntryField
from app.views.field_editors import DayField
from app.views.links import Link, Links
from app.views.opportunity_words import decision_word
from app.views.session import Session
from app.views.widgets import GRID, ChoiceField, LineField, Names, TextField, button, caption_of


class DecisionPart(QWidget):
    """Fields for one opportunity; it is filled from what is stored and writes only what the user changes."""

    opened = Signal(str, str)
    """A kind of record and an id: a solution or an action that is to be shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._opportunity_id = session, ""
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(GRID // 2)
        self._make_decision()
        self._make_what_follows()
        self.opened.connect(session.record_asked)

    def _field(self, caption: str, widget: QWidget) -> QWidget:
        if self._rows.count():
            self._rows.addSpacing(GRID // 2)
        heading = caption_of(caption, widget)
        self._rows.addWidget(heading)
        self._rows.addWidget(widget)
        return heading

    def _make_decision(self) -> None:
        session = self._session
        self.decision = ChoiceField(tr("Decision"), [(each, decision_word(each)) for each in (None, *DECISIONS)])
        self.decision.chosen.connect(lambda value: session.perform(decide, self._opportunity_id, value))
        self._field(tr("Decision"), self.decision)
        self.day = DayField(tr("Decided on"))
        self.day.chosen.connect(lambda day: session.perform(mend_decision, self._opportunity_id, decided_on=day))
        self.owner = EntryField(tr("Owner of the decision"))
        self.owner.picked.connect(lambda each: session.perform(mend_decision, self._opportunity_id, owner_id=each))
        self.owner.named.connect(lambda name: session.perform(give_decision, self._opportunity_id, name))
        self._dated = [self._field(tr("Decided on"), self.day), self.day]
        self._dated += [self._field(tr("Owner of the decision"), self.owner), self.owner]
        self.reason = TextField(tr("Reason"), least=2)
        self.reason.setPlaceholderText(tr("Why so?"))
        self.reason.edited.connect(lambda text: session.perform(mend_decision, self._opportunity_id, reason=text))
        self._field(tr("Reason"), self.reason)
        self.before = Names()
        self._rows.addWidget(self.before)

    def _make_what_follows(self) -> None:
        session = self._session
        self.boundaries = Links(tr("Boundaries"), tr("Put under a boundary"))
        self.boundaries.added.connect(lambda each: session.perform(put_under, each, [self._opportunity_id]))
        self.boundaries.removed.connect(lambda each: session.perform(take_from_under, each, [self._opportunity_id]))
        self.boundaries.opened.connect(lambda each: self.opened.emit("boundary", each))
        self._of_boundaries = [self._field(tr("Boundaries"), self.boundaries), self.boundaries]
        self.solutions = Links(tr("Solutions"), tr("Link a solution"))
        self.solutions.added.connect(lambda each: session.perform(answer, each, [self._opportunity_id]))
        self.solutions.removed.connect(lambda each: session.perform(answer_no_more, each, [self._opportunity_id]))
        self.solutions.opened.connect(lambda each: self.opened.emit("solution", each))
        self._field(tr("Solutions"), self.solutions)
        self.make = button(tr("Make a solution of it"), "link", self._make_solution)
        self._rows.addWidget(self.make)
        self.to_do = Links(tr("Actions"))
        self.to_do.opened.connect(lambda each: self.opened.emit("action", each))
        self.to_do.removed.connect(
            lambda each: session.perform(update_actions, [each], opportunity_id=None, solution_id=None)
        )
        self._field(tr("Actions"), self.to_do)
        self.new_action = LineField(tr("Add an action"))
        self.new_action.setPlaceholderText(tr("Add an action, Enter"))
        self.new_action.returnPressed.connect(self._add_action)
        self._rows.addWidget(self.new_action)

    def _make_solution(self) -> None:
        made = self._session.perform(make_solution, [self._opportunity_id])
        if made:
            self.opened.emit("solution", made)

    def _add_action(self) -> None:
        title = self.new_action.text().strip()
        if title:
            self._session.perform(add_action, title, opportunity_id=self._opportunity_id)
            self.new_action.clear()

    # ---- what is stored

    def show_opportunity(self, opportunity_id: str) -> None:
        """Show what is decided on an opportunity, and what follows."""
        self._opportunity_id = opportunity_id
        content = self._session.content
        decision = decision_of(content, opportunity_id)
        self.decision.fill(decision.kind if decision else None)
        self.day.fill(decision.decided_on if decision else None)
        owners = [(each.id, each.name, None) for each in content.ordered(Owner)]
        self.owner.fill_entries(owners, decision.owner_id if decision else None)
        self.reason.fill(decision.reason if decision else "")
        for widget in self._dated:
            widget.setVisible(decision is not None and decision.decided_on is not None)
        earlier = [decided_line(content, each) for each in reversed(decisions_of(content, opportunity_id)[:-1])]
        self.before.setText("\n".join(tr("Before: {decision}").format(decision=each) for each in earlier))
        self.before.setVisible(bool(earlier))
        self._fill_boundaries()
        self._fill_what_follows()

    def _fill_boundaries(self) -> None:
        content = self._session.content
        under = boundaries_of(content, self._opportunity_id)
        others = [each for each in content.ordered(Boundary) if each not in under]
        self.boundaries.fill(
            [Link(each.id, f"{stance_word(each.stance)}: {each.title}") for each in under],
            [(each.id, f"{stance_word(each.stance)}: {each.title}") for each in others],
        )
        for widget in self._of_boundaries:
            widget.setVisible(bool(under or others))

    def _fill_what_follows(self) -> None:
        content, today = self._session.content, date.today().isoformat()
        solutions = solutions_of(content, self._opportunity_id)
        others = [each for each in content.ordered(Solution) if each not in solutions]
        self.solutions.fill(
            [Link(each.id, titled(each)) for each in solutions], [(each.id, titled(each)) for each in others[:200]]
        )
        found = actions_of(content, self._opportunity_id)
        self.to_do.fill(
            [
                Link(
                    each.id,
                    " · ".join(filter(None, (titled(each), due_word(each, today)))),
                    can_remove=each.opportunity_id == self._opportunity_id,
                )
                for each in sorted(
                    found, key=lambda each: (each.status in ("done", "dropped"), not is_overdue(each, today))
                )
            ]
        )
