"""The tab Solutions: how opportunities are met, which steps of a to-be that changes, and what is done for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.models.content import Content, sort_key
from app.models.kinds import SOLUTION_STATUSES
from app.models.records import Action, Opportunity, Solution, SolutionOpportunity, SolutionStep
from app.services.actions import add_action, update_actions
from app.services.solutions import (
    answer,
    answer_no_more,
    change_step,
    delete_solutions,
    leave_step,
    make_solution,
    update_solution,
)
from app.views.decide.decided_words import due_word, solution_word, step_place, steps_of_state, titled
from app.views.decide.part import Part
from app.views.decide.record_side import RecordForm, RecordSide, beside
from app.views.decide.rows import Line, Rows
from app.views.decide.words import tr
from app.views.empty import Empty
from app.views.links import Link, Links
from app.views.session import Session
from app.views.widgets import (
    GRID,
    ChoiceField,
    LineField,
    LinkButton,
    TextField,
    ToolButton,
    button,
    clear,
    column,
    counted,
    label,
    wrapped,
)

if TYPE_CHECKING:
    from app.views.decide.page import DecidePage


class _Steps(QWidget):
    """The steps that a solution changes, each with how; a choice of the others of all to-be journeys."""

    def __init__(self, session: Session, opened: SignalInstance) -> None:
        super().__init__()
        self._session, self._opened, self._solution_id = session, opened, ""
        self.notes: dict[str, LineField] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(GRID // 2)
        self.choice = ChoiceField(tr("Link a step of a to-be"), [])
        self.choice.setPlaceholderText(tr("Link a step of a to-be"))
        self.choice.chosen.connect(lambda each: session.perform(change_step, self._solution_id, each))
        self.nothing = wrapped(
            tr("There is no to-be yet: make one of a journey, and say here what changes."), "caption"
        )
        rows = column(spacing=GRID // 2)
        rows.addLayout(self._lines)
        rows.addWidget(self.choice)
        rows.addWidget(self.nothing)
        self.setLayout(rows)

    def fill(self, solution_id: str) -> None:
        """Show the steps of a solution."""
        content = self._session.content
        links = {each.step_id: each for each in content.members(SolutionStep, "solution_id", solution_id)}
        there = steps_of_state(content, to_be=True)
        listed = [each for each, _ in there if each in links]
        listed += sorted(links.keys() - set(listed))
        if (solution_id, listed) != (self._solution_id, list(self.notes)):
            self._solution_id = solution_id
            clear(self._lines)
            self.notes = {}
            for each in listed:
                self._lines.addWidget(self._line(each))
        for each, note in self.notes.items():
            note.fill(links[each].note)
        others = [(each, place) for each, place in there if each not in links]
        self.choice.offer(others)
        self.choice.setCurrentIndex(-1)
        self.choice.setVisible(bool(others))
        self.nothing.setVisible(not there and not links)

    def _line(self, step_id: str) -> QWidget:
        session, solution_id = self._session, self._solution_id
        place = step_place(session.content, step_id)
        line = QWidget()
        top = QHBoxLayout()
        top.addWidget(LinkButton(place, lambda: self._opened.emit("step", step_id)), 1)
        away = ToolButton()
        away.setText("×")
        away.setProperty("look", "cross")
        away.setAccessibleName(f"{tr('Unlink')}: {place}")
        away.setToolTip(tr("Unlink"))
        away.clicked.connect(lambda: session.perform(leave_step, solution_id, step_id))
        top.addWidget(away)
        note = self.notes[step_id] = LineField(tr("What changes in: {step}").format(step=place))
        note.setPlaceholderText(tr("What changes there?"))
        note.textEdited.connect(lambda text: session.perform(change_step, solution_id, step_id, text))
        rows = column(spacing=2)
        rows.addLayout(top)
        rows.addWidget(note)
        line.setLayout(rows)
        return line


class SolutionForm(RecordForm):
    """One solution."""

    opened = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.title = TextField(tr("Solution"), one_line=True, most=5)
        self.title.be_title()
        self.title.setPlaceholderText(tr("How could it be met?"))
        self.title.edited.connect(lambda text: session.perform(update_solution, self.record_id, title=text))
        self.rows.addWidget(self.title)
        self.status = ChoiceField(tr("Status"), [(each, solution_word(each)) for each in SOLUTION_STATUSES])
        self.status.chosen.connect(lambda value: session.perform(update_solution, self.record_id, status=value))
        self.field(tr("Status"), self.status)
        self.answers = Links(tr("Answers"), tr("Link an opportunity"))
        self.answers.added.connect(lambda each: session.perform(answer, self.record_id, [each]))
        self.answers.removed.connect(lambda each: session.perform(answer_no_more, self.record_id, [each]))
        self.answers.opened.connect(lambda each: self.opened.emit("opportunity", each))
        self.field(tr("Answers"), self.answers)
        self.steps = _Steps(session, self.opened)
        self.field(tr("Changes in a to-be"), self.steps)
        self.to_do = Links(tr("Actions"))
        self.to_do.opened.connect(lambda each: self.opened.emit("action", each))
        self.to_do.removed.connect(lambda each: session.perform(update_actions, [each], solution_id=None))
        self.field(tr("Actions"), self.to_do)
        self.new_action = LineField(tr("Add an action"))
        self.new_action.setPlaceholderText(tr("Add an action, Enter"))
        self.new_action.returnPressed.connect(self._add_action)
        self.rows.addWidget(self.new_action)
        self.note = TextField(tr("Note"), least=2)
        self.note.edited.connect(lambda text: session.perform(update_solution, self.record_id, note=text))
        self.field(tr("Note"), self.note)
        self.rows.addSpacing(GRID)
        gone = button(tr("Delete solution"), "quiet", lambda: session.perform(delete_solutions, [self.record_id]))
        self.rows.addWidget(gone)
        self.rows.addStretch()

    def _add_action(self) -> None:
        title = self.new_action.text().strip()
        if title:
            self.session.perform(add_action, title, solution_id=self.record_id)
            self.new_action.clear()

    def fill(self) -> None:
        """Show the solution as it is stored."""
        content, today = self.session.content, date.today().isoformat()
        solution = content.get(Solution, self.record_id)
        self.title.fill(solution.title)
        self.status.fill(solution.status)
        links = content.members(SolutionOpportunity, "solution_id", solution.id)
        answered = sorted((content.get(Opportunity, each.opportunity_id) for each in links), key=sort_key)
        others = [each for each in content.ordered(Opportunity) if each not in answered]
        self.answers.fill(
            [Link(each.id, titled(each)) for each in answered], [(each.id, titled(each)) for each in others[:200]]
        )
        self.steps.fill(solution.id)
        found = sorted(content.members(Action, "solution_id", solution.id), key=sort_key)
        self.to_do.fill(
            [Link(each.id, " · ".join(filter(None, (titled(each), due_word(each, today))))) for each in found]
        )
        self.note.fill(solution.note)


class SolutionsPart(Part):
    """All solutions, and the chosen one with its fields."""

    kinds = (
        *("solution", "solution_opportunity", "solution_step", "action", "opportunity"),
        *("step", "stage", "journey"),
    )

    def __init__(self, page: DecidePage) -> None:
        super().__init__()
        self._page, self._session = page, page.session
        self.chosen = ""
        columns = (
            (tr("Solution"), 0),
            (tr("Status"), 96),
            (tr("Answers"), 320),
            (tr("Changes"), 128),
            (tr("Actions"), 128),
        )
        self.table = Rows(page.theme, tr("List of solutions"), columns)
        self.form = SolutionForm(page.session)
        nothing = tr("Choose a solution to say what it answers, what it changes and who does it.")
        self.side = RecordSide(self.form, tr("The chosen solution"), nothing)
        self.count = label("", "caption")
        self._tools = QWidget()
        line = QHBoxLayout(self._tools)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.count)
        line.addStretch()
        self.new = button(tr("New solution"), clicked=self.add)
        line.addWidget(self.new)
        line.addWidget(button(tr("Export…"), clicked=lambda: page.list_asked.emit("solutions")))
        left = QFrame()
        left.setObjectName("panel")
        left.setLayout(column(self.table, spacing=0))
        self.across = beside(left, self.side)
        self.empty = Empty(
            tr("No solution yet"),
            tr(
                "A solution says how opportunities are met: which it answers, which steps of a to-be it changes, who "
                "does what for it. Opportunities have a line “Make a solution of it”."
            ),
            button(tr("Write down a solution"), "primary", self.add),
        )
        self.empty.hide()
        self.setLayout(column(self.across, self.empty, spacing=0))
        self.table.chosen.connect(lambda ids: self.choose(ids[0] if ids else ""))
        self.table.opened.connect(lambda _: self.form.title.setFocus())
        self.table.deleted.connect(lambda ids: page.session.perform(delete_solutions, ids))
        self.form.opened.connect(page.session.record_asked)

    @property
    def home(self) -> QWidget:
        """The table, or what there is to do."""
        return self.table if self._session.content.all(Solution) else self.empty.home

    @property
    def tools(self) -> QWidget:
        """How many there are, and one more."""
        return self._tools

    def add(self) -> None:
        """Make a solution, and give the keys to its title."""
        made = self._session.perform(make_solution)
        if made:
            self.refill()
            self.choose(made)
            self.form.title.setFocus()

    def choose(self, solution_id: str) -> None:
        """Show the fields of a solution."""
        self.chosen = solution_id if self._session.content.find(Solution, solution_id) else ""
        self.table.mark([self.chosen] if self.chosen else [])
        self.side.show_record(self.chosen)

    def refill(self) -> None:
        """Show what is stored now."""
        content = self._session.content
        solutions = content.ordered(Solution)
        self.across.setVisible(bool(solutions))
        self.empty.setVisible(not solutions)
        self._tools.setVisible(bool(solutions))
        self.count.setText(counted(len(solutions), tr("solution"), tr("solutions")))
        self.table.fill([_line(content, each) for each in solutions])
        self.choose(self.chosen)

    def forget(self) -> None:
        """Let go of the records of another workspace."""
        self.chosen = ""


def _line(content: Content, solution: Solution) -> Line:
    links = content.members(SolutionOpportunity, "solution_id", solution.id)
    answered = sorted((content.get(Opportunity, each.opportunity_id) for each in links), key=sort_key)
    steps = len(content.members(SolutionStep, "solution_id", solution.id))
    found = content.members(Action, "solution_id", solution.id)
    done = sum(each.status == "done" for each in found)
    told = (
        titled(solution),
        solution_word(solution.status),
        "; ".join(map(titled, answered)),
        counted(steps, tr("step"), tr("steps")) if steps else "",
        tr("{done} of {all} done").format(done=done, all=len(found)) if found else "",
    )
    return Line(
        solution.id, told, solution.status == "dropped", tip="\n".join((titled(solution), *map(titled, answered)))
    )
